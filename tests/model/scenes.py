"""Simulated images for the networks, and how they are given to one."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from mtdn_core.model.interface import Observation, Wanted

STRENGTHS = (0.0, 0.5, 1.0)
FIRST = Wanted(True, False, False)


def speckled(height: int, width: int, seed: int = 0, looks: int = 5, ratio: float = 0.2) -> np.ndarray:
    """VV and VH (2, height, width) of a homogeneous area, correlated speckle."""
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((2 * looks, 2, height + 1, width + 1))
    noise = noise[..., 1:, 1:] + 0.6 * noise[..., :-1, 1:] + 0.6 * noise[..., 1:, :-1]
    power = (noise**2).mean(0) / 1.72
    return (power * np.array([1, ratio])[:, None, None]).astype(np.float32)


def c2(height: int, width: int, seed: int = 0) -> np.ndarray:
    """C2 (4, height, width) of five looks with a coherence of 0.5."""
    rng = np.random.default_rng(seed)
    a, b = rng.standard_normal((2, 5, 2, height, width))
    vv, vh = a[:, 0] + 1j * a[:, 1], 0.4 * (0.5 * (a[:, 0] + 1j * a[:, 1]) + 0.87 * (b[:, 0] + 1j * b[:, 1]))
    c12 = (vv * vh.conj()).mean(0)
    stack = [(abs(vv) ** 2).mean(0), c12.real, c12.imag, (abs(vh) ** 2).mean(0)]
    return np.stack(stack).astype(np.float32)


def seen(image: np.ndarray, valid: np.ndarray | None = None) -> Observation:
    mask = np.ones((1, 1, *image.shape[-2:]), bool) if valid is None else valid[None, None]
    return Observation(torch.from_numpy(np.ascontiguousarray(image, np.float32))[None], torch.from_numpy(mask))


def run(model: Any, first: np.ndarray, second: np.ndarray | None = None, **more: Any) -> Any:
    with torch.inference_mode():
        return model.estimate(seen(first), None if second is None else seen(second), **more)
