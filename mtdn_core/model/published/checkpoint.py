"""Import a published ``.pth`` checkpoint: safetensors and a card from a PyTorch pickle, without running its code.

The published layout is a dict with ``net1`` and ``cd_net`` (state dicts, with or without a ``module.`` prefix),
``epoch`` and the states of two optimisers and two schedulers, which are not needed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mtdn_core.errors import ModelError, OutputError
from mtdn_core.model.card import CARD_SUFFIX, PUBLISHED, WEIGHTS_SUFFIX, write_model
from mtdn_core.model.interface import Observation, Wanted
from mtdn_core.model.published.network import OVERLAP, TILE, PublishedNetwork

NETWORKS = ("net1", "cd_net")
# before 2.6 (CVE-2025-32434) and 2.10 (CVE-2026-24747) a crafted file could run code in spite of weights_only
SAFE_TORCH = (2, 10)
_PREFIX = "module."
_NAMED = 12
SHIFT = TILE // 2  # pixels between the tiles whose answers are compared
LOOKS = 4


@dataclass(frozen=True)
class ImportReport:
    """What an import read and wrote."""

    #: paths of the checkpoint and of the two files written
    source: str
    weights: str
    card: str
    epoch: int | None  # as the checkpoint states it, or None
    #: number of tensors written, and of trainable values among them
    entries: int
    parameters: int
    unused: tuple[str, ...]  # names of the checkpoint's tensors that the network has no use for

    def lines(self) -> list[str]:
        """Report for people; every unused entry by name."""
        return [
            f"Imported '{self.source}'" + (f" (epoch {self.epoch})" if self.epoch is not None else ""),
            f"  weights: {self.weights} ({self.entries} tensors, {self.parameters:,} parameters)",
            f"  card:    {self.card}",
            f"  entries the network does not use: {len(self.unused) or 'none'}",
            *(f"    {name}" for name in self.unused),
        ]


def import_checkpoint(pth: str | Path, out: str | Path) -> ImportReport:
    """Convert a published checkpoint to ``out`` (safetensors) and a card beside it, which ``load_model`` accepts.

    Parameters
    ----------
    pth
        Checkpoint in the published layout.
    out
        Path of the new ``.safetensors`` file; the card takes the same name with ``.json``.

    Raises
    ------
    ModelError
        If PyTorch is too old to read untrusted files, the file is not a published checkpoint, holds code, lacks entries
        or has them in a wrong shape (all named), or gives a network whose answer is not a number.
    OutputError
        If `out` cannot be written. No file is left then.
    """
    source, weights = Path(pth), Path(out)
    _check_output(source, weights)
    content = _read(source)
    model = PublishedNetwork()
    state, unused = _match(content, model, source)
    epoch = content.get("epoch") if type(content.get("epoch")) is int else None
    model.load_state_dict(state)
    dependence = tile_dependence(model)
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    training = {"origin": "imported checkpoint", "file": source.name, "file_sha256": digest, "epoch": epoch}
    try:
        card = write_model(
            weights, state, architecture="mtdn-published", representation=PUBLISHED, training=training,
            figures={"tile_dependence": dependence}, limits=[
                "Reads calibrated linear power, clipped at 13.4: other scales give other answers",
                "Where power exceeds 13.4 the despeckled image is limited too",
                f"Looks at tiles of {TILE} x {TILE} pixels, and the answer depends on where they lie: {dependence['text']}",
            ],
        )
    except OSError as error:
        found = f"'{weights}' or its card cannot be written: {error}"
        raise OutputError(found, "a writable folder with free space", "choose another folder") from error
    parameters = sum(p.numel() for p in model.parameters())
    return ImportReport(str(source), str(weights), str(card), epoch, len(state), parameters, unused)


def _check_output(source: Path, out: Path) -> None:
    if out.suffix != WEIGHTS_SUFFIX:
        action = f"use {out.stem}{WEIGHTS_SUFFIX}"
        raise OutputError(f"The output is '{out}'", f"a name that ends in {WEIGHTS_SUFFIX}", action)
    if not out.parent.is_dir():
        raise OutputError(f"There is no folder '{out.parent}' for the output", "an existing folder", "create it first")
    for path in (out, out.with_suffix(CARD_SUFFIX)):
        if path.is_dir() or path.resolve() == source.resolve():
            raise OutputError(f"The output '{path}' is the input or a folder", "a new file", "choose another name")


def _read(path: Path) -> dict[str, Any]:
    version = tuple(int(n) for n in re.findall(r"\d+", torch.__version__)[:2])
    if version < SAFE_TORCH:
        raise ModelError(
            f"PyTorch {torch.__version__} can be made to run code by a crafted checkpoint (CVE-2025-32434, "
            "CVE-2026-24747)",
            "PyTorch 2.10 or newer for importing checkpoints (models already imported load with older ones)",
            'run: python -m pip install --upgrade "torch>=2.10", or import on another computer and copy the two files',
        )
    if not path.is_file():
        raise ModelError(f"There is no file '{path}'", "a checkpoint (.pth)", "correct the path")
    try:
        with torch.serialization.safe_globals(numpy_scalars()):
            content = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # a damaged or hostile file may raise anything
        if named := re.search(r"GLOBAL:?\s+([\w.]+)", str(error)):
            raise ModelError(
                f"The checkpoint '{path}' was refused: besides tensors and plain values it holds {named.group(1)}, "
                "which could run code when read. None was run",
                "a checkpoint with state dicts only",
                "get it from its authors again, or save only the state dicts 'net1' and 'cd_net'",
            ) from error
        raise ModelError(
            f"The checkpoint '{path}' cannot be read ({type(error).__name__}): it is damaged, or not a file of PyTorch",
            "tensors and plain values written by torch.save", "get the file again and compare its size",
        ) from error
    lacking = [name for name in NETWORKS if not isinstance(content, dict) or not isinstance(content.get(name), Mapping)]
    if lacking:
        has = ", ".join(map(str, list(content)[:_NAMED])) if isinstance(content, dict) else type(content).__name__
        raise ModelError(
            f"The checkpoint '{path}' has no state dict {' and '.join(lacking)}; it holds {has or 'nothing'}",
            "the published layout: a dict with net1 (despeckling) and cd_net (change detection)",
            "give the checkpoint of the whole MTDN network",
        )
    return dict(content)


def numpy_scalars() -> list[Any]:
    """Constructors of NumPy numbers, as schedulers store their best loss; they run no other code."""
    scalar = np.float64(0).__reduce__()[0]  # its module moved between NumPy 1 and 2
    names = ("numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar")
    kinds = [type(np.dtype(t)) for t in (np.float64, np.float32, np.int64, np.bool_)]
    return [*((scalar, name) for name in names), np.dtype, *kinds]


def _match(content: Mapping[str, Any], model: PublishedNetwork, source: Path) -> tuple[dict[str, Tensor], tuple[str, ...]]:
    """Tensors by the model's names, and the names of those it does not use."""
    found: dict[str, Any] = {}
    for network in NETWORKS:
        for key, value in content[network].items():
            found[f"{network}.{str(key).removeprefix(_PREFIX)}"] = value
    state: dict[str, Tensor] = {}
    missing: list[str] = []
    wrong: list[str] = []
    for key, wanted in model.state_dict().items():
        value = found.pop(key, None)
        if value is None:
            missing.append(key)
        elif not isinstance(value, Tensor):
            wrong.append(f"{key} (a {type(value).__name__}, not a tensor)")
        elif value.layout is not torch.strided or value.is_meta or value.is_quantized:
            wrong.append(f"{key} (a tensor without plain values)")
        elif value.shape != wanted.shape:
            wrong.append(f"{key} ({list(value.shape)} instead of {list(wanted.shape)})")
        elif value.is_floating_point() != wanted.is_floating_point() or not bool(torch.isfinite(value).all()):
            wrong.append(f"{key} ({value.dtype}, or with values that are not finite)")
        else:
            state[key] = value.detach().to(torch.float32 if value.is_floating_point() else value.dtype).contiguous()
    if missing or wrong:
        parts = [f"{len(names)} {what}: {', '.join(names)}" for names, what in
                 ((missing, "missing"), (wrong, "wrong")) if names]
        raise ModelError(
            f"The checkpoint '{source}' does not fit the network; entries {'; '.join(parts)}",
            "every entry of the published MTDN network in its published shape",
            "give a checkpoint of the published architecture",
        )
    return state, tuple(found)


def tile_dependence(network: PublishedNetwork) -> dict[str, Any]:
    """How far an answer depends on where its tile lies: the answers of two tiles are compared where they overlap.

    The scene is simulated, the same at every call: blocks of 10 x 10 pixels with gamma-distributed speckle of four
    looks, VV about 0.1 and VH about 0.02 in linear power, of which a fifth changes by 6 dB. The margins in which tiles
    are blended stay out. Returned are ``despeckled_rms``, the RMS difference of despeckled VV relative to its RMS,
    ``classes``, the share of the pixels that are changed in one tile alone, and ``text``, both in words.

    Raises :class:`ModelError` if the answer is not finite.
    """
    dates = _scene()
    answers = []
    network.eval()
    with torch.inference_mode():
        for start in (0, SHIFT):
            tiles = [image[..., start : start + TILE] for image in dates]
            seen = [Observation(tile, torch.ones_like(tile[:, :1]).bool()) for tile in tiles]
            found = network.estimate(*seen, wanted=Wanted(second=False))
            assert found.first is not None and found.probability is not None
            answers.append(torch.stack([found.first[0, 0], found.probability[0, 0]]))
    if not all(bool(torch.isfinite(answer).all()) for answer in answers):
        raise ModelError(
            "With these weights the network's answer is not a number", "trained weights", "get the checkpoint again"
        )
    common = slice(OVERLAP, TILE - SHIFT - OVERLAP)  # columns of the overlap
    one, two = answers[0][..., SHIFT:][..., common], answers[1][..., :SHIFT][..., common]
    rms = float((one[0] - two[0]).square().mean().sqrt() / two[0].square().mean().sqrt().clamp_min(1e-12))
    classes = float(((one[1] > 0.5) != (two[1] > 0.5)).double().mean())
    text = (
        f"on simulated speckle, tiles {SHIFT} pixels apart give despeckled VV that differs by {rms:.1%} of its RMS, and "
        f"another class (changed or not) for {classes:.1%} of the pixels"
    )
    return {"despeckled_rms": float(f"{rms:.3g}"), "classes": float(f"{classes:.3g}"), "text": text}


def _scene() -> list[torch.Tensor]:
    """Two dates, each (1, 2, 100, 150), linear power."""
    rng = np.random.default_rng(7)
    blocks = (TILE // 10, (TILE + SHIFT) // 10)
    level = np.exp(rng.normal(0.0, 0.7, blocks))
    change = np.where(rng.random(blocks) < 0.2, 4.0, 1.0)
    dates = []
    for ground in (level, level * change):
        power = np.kron(ground, np.ones((10, 10))) * np.array([0.1, 0.02]).reshape(2, 1, 1)
        dates.append(torch.from_numpy((power * rng.gamma(LOOKS, 1 / LOOKS, power.shape)).astype(np.float32))[None])
    return dates
