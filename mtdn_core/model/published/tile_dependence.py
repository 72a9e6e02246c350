"""How far the published network's answer depends on where its tiles lie, measured when a checkpoint is imported."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from mtdn_core.errors import ModelError
from mtdn_core.model.interface import Observation, Wanted
from mtdn_core.model.published.network import OVERLAP, TILE, PublishedNetwork

SHIFT = TILE // 2
LOOKS = 4


def tile_dependence(network: PublishedNetwork) -> dict[str, Any]:
    """Compare the answers of two tiles where they overlap.

    The scene is simulated, the same at every call: blocks of 10 x 10 pixels with gamma-distributed speckle of four
    looks, VV about 0.1 and VH about 0.02 in linear power, of which a fifth changes by 6 dB. The margins in which tiles
    are blended stay out. Returned are ``despeckled_rms``, the RMS difference of despeckled VV relative to its RMS,
    ``classes``, the share of the pixels that are changed in one tile alone, and ``text``, both in words.

    Raises :class:`ModelError` if the answer is not finite.
    """
    first, second = _scene()
    training = network.training
    network.eval()
    with torch.inference_mode():
        left, right = (_tile(network, first, second, start) for start in (0, SHIFT))
    network.train(training)
    common = slice(OVERLAP, TILE - SHIFT - OVERLAP)  # columns of the overlap
    one, two = left[..., SHIFT:][..., common], right[..., :SHIFT][..., common]
    rms = float((one[0] - two[0]).square().mean().sqrt() / two[0].square().mean().sqrt().clamp_min(1e-12))
    classes = float(((one[1] > 0.5) != (two[1] > 0.5)).double().mean())
    if not bool(torch.isfinite(left).all() and torch.isfinite(right).all()):
        raise ModelError(
            "With these weights the network's answer is not a number", "trained weights", "get the checkpoint again"
        )
    text = (
        f"on simulated speckle, tiles {SHIFT} pixels apart give despeckled VV that differs by {rms:.1%} of its RMS, and "
        f"another class (changed or not) for {classes:.1%} of the pixels"
    )
    return {"despeckled_rms": float(f"{rms:.3g}"), "classes": float(f"{classes:.3g}"), "text": text}


def _tile(network: PublishedNetwork, first: torch.Tensor, second: torch.Tensor, start: int) -> torch.Tensor:
    """Despeckled VV and probability of change of one tile, (2, 100, 100)."""
    columns = slice(start, start + TILE)
    dates = [Observation(image[..., columns], torch.ones_like(image[:, :1, :, columns]).bool()) for image in (first, second)]
    answer = network.estimate(*dates, wanted=Wanted(second=False))
    assert answer.first is not None and answer.probability is not None
    return torch.stack([answer.first[0, 0], answer.probability[0, 0]])


def _scene() -> tuple[torch.Tensor, torch.Tensor]:
    """Two dates, each (1, 2, 100, 150), linear power."""
    rng = np.random.default_rng(7)
    width = TILE + SHIFT
    blocks = (TILE // 10, width // 10)
    level = np.exp(rng.normal(0.0, 0.7, blocks))
    change = np.where(rng.random(blocks) < 0.2, 4.0, 1.0)
    dates = []
    for ground in (level, level * change):
        power = np.kron(ground, np.ones((10, 10))) * np.array([0.1, 0.02]).reshape(2, 1, 1)
        dates.append((power * rng.gamma(LOOKS, 1 / LOOKS, (2, TILE, width))).astype(np.float32)[None])
    return torch.from_numpy(dates[0]), torch.from_numpy(dates[1])
