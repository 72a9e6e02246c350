"""Change of known place and size in real dates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

STEPS_DB = (2.0, 3.0, 4.5, 6.0)
SHARE = 0.06


def inject(second: Array, seed: int, share: float = SHARE) -> tuple[Array, NDArray[np.bool_]]:
    """Multiply a date by a step inside random ellipses until `share` of the pixels has changed.

    Parameters
    ----------
    second
        (C, H, W) linear power.
    seed
        The same seed and size give the same ellipses.

    Returns
    -------
    tuple
        The changed image and the truth (H, W), True = changed. Ellipses do not overlap; the steps +-2, 3, 4.5 and 6 dB
        come in turn; semi-axes are 3 to 10 pixels.
    """
    rng = np.random.default_rng(seed)
    height, width = second.shape[1:]
    y, x = np.mgrid[:height, :width]
    out, truth = np.array(second, dtype=np.float64), np.zeros((height, width), bool)
    goal, number = share * truth.size, int(rng.integers(0, 8))
    for _ in range(1000):
        if truth.sum() >= goal:
            break
        cy, cx, turn = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(0, np.pi)
        a, b = rng.uniform(3.0, 10.0, 2)
        along = (x - cx) * np.cos(turn) + (y - cy) * np.sin(turn)
        across = (y - cy) * np.cos(turn) - (x - cx) * np.sin(turn)
        inside = (along / a) ** 2 + (across / b) ** 2 <= 1
        if (inside & truth).any() or not inside.any() or truth.sum() + inside.sum() > 1.1 * goal:
            continue
        step = STEPS_DB[number // 2 % 4] * (1 if number % 2 else -1)
        number += 1
        out[:, inside] *= 10 ** (step / 10)
        truth |= inside
    return out, truth
