"""The training configuration: one TOML file, one frozen dataclass."""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from mtdn_core.errors import ConfigError
from mtdn_core.training.simulation.settings import PairSettings


@dataclass(frozen=True)
class TrainConfig:
    """Everything a run depends on; the file that shipped weights came from lies beside their card.

    Attributes
    ----------
    name
        Name of the model, of its files and of its checkpoint.
    architecture, settings
        As in :class:`mtdn_core.model.card.ModelCard`.
    start
        Names or paths of models whose weights are taken where names agree, the later ones first; none: from nothing.
    frozen
        Parts of the model (names of its submodules) that are not trained.
    output
        Folder of the weights and the card.
    checkpoints
        Folder of the resumable state.
    stacks
        NPZ of real Sentinel-1 stacks made by ``python -m mtdn_core.training.stacks``; empty: simulation only.
    real_batch
        Real samples added to every batch of simulated ones (the mean of steady other dates as target, injected change).
    real_weight
        Weight of their loss.
    steps, hours
        Length of the schedule, and the wall time after which the run stops to be resumed (0: no limit).
    learning_rate, gradient_clip, batch, size, seed, threads, device
        `gradient_clip` is the largest norm of a gradient, `size` the crop in pixels, `threads` the CPU
        threads of torch (0: leave).
    pairs
        Keyword arguments of :class:`mtdn_core.training.simulation.pairs.PairSettings`.
    despeckling_weight, change_weight
        Weights of the Wishart deviance and of the change loss.
    change_rate
        Learning rate of the change network; 0: that of the rest.
    changed_ground
        Weight of changed pixels in the Wishart deviance: they are few, and there the other date misleads.
    average
        Decay per step of the running mean of the weights, which is what is written out.
    loss
        "deviance" (:mod:`mtdn_core.training.module`), or "paper": the published multi-task loss and schedule, for the
        architecture "mtdn-published" (:mod:`mtdn_core.training.paper`), which reads steps, learning_rate, batch, size, stacks,
        epoch and, in pairs, no_change, c12_absent and real_scene.
    epoch
        Steps after which the schedule of the published loss reads the validation loss.
    devices
        Number of processes or GPUs (Lightning's own strategy joins them).
    """

    name: str
    architecture: str = "mtdn-compact"
    settings: dict[str, Any] = field(default_factory=dict)
    start: list[str] = field(default_factory=list)
    frozen: list[str] = field(default_factory=list)
    output: str = "build/training"
    checkpoints: str = "build/training/checkpoints"
    stacks: str = ""
    real_batch: int = 0
    real_weight: float = 1.0
    steps: int = 6000
    hours: float = 0.0
    learning_rate: float = 2e-3
    gradient_clip: float = 1.0
    batch: int = 4
    size: int = 80
    seed: int = 1
    threads: int = 0
    device: str = "auto"
    devices: int = 1
    pairs: dict[str, Any] = field(default_factory=dict)
    despeckling_weight: float = 1.0
    change_weight: float = 0.5
    change_rate: float = 0.0
    changed_ground: float = 1.0
    average: float = 0.998
    loss: str = "deviance"
    epoch: int = 500


#: least and largest value; of other numbers 0 and :data:`LARGEST`
BOUNDS = {
    "steps": (1, 10**9), "batch": (1, 1024), "real_batch": (0, 1024), "size": (8, 4096), "seed": (0, 2**32 - 1),
    "threads": (0, 1024), "devices": (1, 1024), "epoch": (1, 10**9), "hours": (0, 10**5), "learning_rate": (0, 1),
    "change_rate": (0, 1), "average": (0, 1),
}  # fmt: skip
LARGEST = 10**6


def load_config(path: str | Path) -> TrainConfig:
    """Read a configuration.

    Raises
    ------
    ConfigError
        The file is missing, is not TOML, or holds a key that means nothing.
    """
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
    known = {f.name for f in fields(TrainConfig)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise ConfigError(
            f"'{path}' holds unknown keys: {', '.join(unknown)}", f"keys among {', '.join(sorted(known))}",
            "remove or rename them",
        )
    if "name" not in values:
        raise ConfigError(f"'{path}' has no 'name'", "a name for the model", 'add name = "my-model"')
    config = TrainConfig(**values)
    _check(config, str(path))
    return config


def _check(config: TrainConfig, path: str) -> None:
    """Raise :class:`ConfigError` at the first setting of a wrong type or value."""
    default = TrainConfig("default")
    for f in fields(TrainConfig):
        value, wanted = getattr(config, f.name), type(getattr(default, f.name))
        kinds = (int, float) if wanted is float else (wanted,)
        if not isinstance(value, kinds) or (isinstance(value, bool) and wanted is not bool):
            raise ConfigError(f"'{path}' has {f.name} = {value!r}", f"a {wanted.__name__}", f"correct {f.name}")
        low, high = BOUNDS.get(f.name, (0, LARGEST))
        if isinstance(value, (int, float)) and not low <= value <= high:
            raise ConfigError(f"'{path}' has {f.name} = {value}", f"a number from {low} to {high}", f"correct {f.name}")
        if isinstance(value, list) and not all(isinstance(item, str) and item for item in value):
            raise ConfigError(f"'{path}' has {f.name} = {value!r}"[:300], "a list of names", f"correct {f.name}")
    if not (config.output.strip() and config.checkpoints.strip()):
        raise ConfigError(f"'{path}' has an empty output or checkpoints", "names of folders", "correct it")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}", config.name):
        raise ConfigError(f"'{path}' has the name '{config.name[:100]}'", "letters, digits, . _ and -", "choose a plain name")
    if config.device not in ("auto", "cpu", "cuda"):
        raise ConfigError(f"'{path}' has the device '{config.device}'", "auto, cpu or cuda", "correct device")
    if config.loss not in ("deviance", "paper"):
        raise ConfigError(f"'{path}' has the loss '{config.loss}'", "deviance or paper", "correct loss")
    known = {f.name for f in fields(PairSettings)} - {"size", "batch"}
    for name, value in config.pairs.items():
        if name in known and (isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1):
            raise ConfigError(f"'{path}' has in pairs {name} = {value!r}"[:300], "a share from 0 to 1", f"correct {name}")
    if unknown := sorted(set(config.pairs) - known):
        raise ConfigError(f"'{path}' has in pairs: {', '.join(unknown)}", f"keys among {', '.join(sorted(known))}", "rename")
