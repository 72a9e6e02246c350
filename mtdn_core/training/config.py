"""The training configuration: one TOML file, one frozen dataclass."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from mtdn_core.errors import ConfigError
from mtdn_core.inference.settings import DEVICES


@dataclass(frozen=True)
class PairSettings:
    """How varied simulated samples are."""

    size: int = 80  # height and width in pixels
    batch: int = 4  # samples of a step without reference, and as many with one
    no_change: float = 0.3  # share of the samples with a reference in which nothing changes
    c12_absent: float = 0.5  # share of batches with intensities alone
    single: float = 0.2  # share of the samples of intensities alone in which one polarisation is given as both
    holes: float = 0.15  # share of the samples with pixels that were not measured
    real_scene: float = 0.3  # share of the scenes whose levels are those of a real temporal mean
    fluctuation: float = 0.6  # share of the scenes with fluctuation that VV and VH share
    many: float = 0.5  # share of the samples with a reference in which it is a mean of many dates
    full_strength: float = 0.2  # share of the samples at a strength above 0


@dataclass(frozen=True)
class TrainConfig:
    """Everything a run depends on; the file that shipped weights came from lies beside their card."""

    name: str  # name of the model, of its files and of its checkpoint
    #: as in :class:`mtdn_core.model.card.ModelCard`; "mtdn-published" has the published loss and schedule
    #: (:mod:`mtdn_core.training.paper`), in which of what follows the epoch counts, but no weights of losses, change_rate,
    #: gradient_clip and average; the others are trained by :mod:`mtdn_core.training.module`
    architecture: str = "mtdn-compact"
    settings: dict[str, Any] = field(default_factory=dict)
    #: names or paths of models whose weights are taken where names agree, the later ones first; none: from nothing
    start: list[str] = field(default_factory=list)
    frozen: list[str] = field(default_factory=list)  # parts of the model (names of its submodules) that are not trained
    output: str = "build/training"  # folder of the weights and the card
    checkpoints: str = "build/training/checkpoints"  # folder of the resumable state
    stacks: str = ""  # NPZ of real Sentinel-1 stacks made by ``python -m mtdn_core.training.stacks``; empty: simulation only
    #: real samples added to every batch of simulated ones (the mean of steady other dates as target, injected change)
    real_batch: int = 0
    real_weight: float = 1.0  # weight of the loss of real samples
    #: length of the schedule, and the wall time after which the run stops to be resumed (0: no limit)
    steps: int = 6000
    hours: float = 0.0
    learning_rate: float = 2e-3
    gradient_clip: float = 1.0  # largest norm of a gradient
    batch: int = 4
    size: int = 80  # crop in pixels
    seed: int = 1
    threads: int = 0  # CPU threads of torch (0: leave)
    device: str = "auto"
    devices: int = 1  # number of processes or GPUs (Lightning's own strategy joins them)
    workers: int = 0  # processes that draw samples beside the training, for a GPU (0: none)
    #: whether a GPU may multiply with the ten-bit mantissa of TF32: its rounding is far below the noise of a batch
    tf32: bool = False
    pairs: dict[str, Any] = field(default_factory=dict)  # keyword arguments of :class:`PairSettings`
    #: weights of the Wishart deviance and of the change loss
    despeckling_weight: float = 1.0
    change_weight: float = 0.5
    change_rate: float = 0.0  # learning rate of the change network; 0: that of the rest
    #: weight of changed pixels in the Wishart deviance: they are few, and there the other date misleads
    changed_ground: float = 1.0
    average: float = 0.998  # decay per step of the running mean of the weights, which is what is written out
    epoch: int = 500  # steps after which the schedule of the published loss reads the validation loss


#: least and largest value; of other numbers 0 and :data:`LARGEST`
BOUNDS = {
    "steps": (1, 10**9), "batch": (1, 1024), "real_batch": (0, 1024), "size": (8, 4096), "seed": (0, 2**32 - 1),
    "threads": (0, 1024), "devices": (1, 1024), "workers": (0, 1024), "epoch": (1, 10**9), "hours": (0, 10**5),
    "learning_rate": (0, 1),
    "change_rate": (0, 1), "average": (0, 1),
}
LARGEST = 10**6


def load_config(path: str | Path) -> TrainConfig:
    """Read a configuration; :class:`ConfigError` if the file is missing, is not TOML, or holds a key that means nothing."""
    if sys.version_info < (3, 11):
        raise ConfigError(
            f"this is Python {sys.version_info[0]}.{sys.version_info[1]}",
            "Python 3.11 or newer for training (the rest of the library runs from 3.9)", "train with a newer Python",
        )
    tomllib = importlib.import_module("tomllib")
    path = Path(path)
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(
            f"'{path}' does not exist", "a training configuration (TOML)",
            "name a file such as mtdn_core/training/configs/mtdn-compact.toml",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"'{path}' is not TOML: {error}", "a training configuration", "correct the line named") from error
    if unknown := sorted(values.keys() - {f.name for f in fields(TrainConfig)}):
        raise ConfigError(
            f"'{path}' holds unknown keys: {', '.join(unknown)}",
            f"keys among {', '.join(sorted(f.name for f in fields(TrainConfig)))}", "remove or rename them",
        )
    if "name" not in values:
        raise ConfigError(f"'{path}' has no 'name'", "a name for the model", 'add name = "my-model"')
    config = TrainConfig(**values)
    for name, value, expected in _unsound(config):
        raise ConfigError(f"'{path}' has {name} = {value!r}"[:300], expected, f"correct {name}")
    return config


def _unsound(config: TrainConfig) -> Iterator[tuple[str, Any, str]]:
    """Every setting of a wrong type or value: its name, its value, and what was expected."""
    for f in fields(TrainConfig):
        value, wanted = getattr(config, f.name), type(getattr(TrainConfig("default"), f.name))
        kinds = (int, float) if wanted is float else (wanted,)
        low, high = BOUNDS.get(f.name, (0, LARGEST))
        if not isinstance(value, kinds) or (isinstance(value, bool) and wanted is not bool):
            yield f.name, value, f"a {wanted.__name__}"
        elif isinstance(value, (int, float)) and not low <= value <= high:
            yield f.name, value, f"a number from {low} to {high}"
        elif isinstance(value, list) and not all(isinstance(item, str) and item for item in value):
            yield f.name, value, "a list of names"
        elif f.name in ("output", "checkpoints") and not str(value).strip():
            yield f.name, value, "the name of a folder"
        elif f.name == "device" and value not in DEVICES:
            yield f.name, value, f"one of {', '.join(DEVICES)}"
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}", str(config.name)):
        yield "name", config.name, "a plain name: letters, digits, . _ and -"
    known = {f.name for f in fields(PairSettings)} - {"size", "batch"}
    for name, value in config.pairs.items():
        if name not in known:
            yield f"pairs.{name}", value, f"in pairs, keys among {', '.join(sorted(known))}"
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            yield f"pairs.{name}", value, "a share from 0 to 1"
