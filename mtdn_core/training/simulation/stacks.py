"""Simulated stacks with truth: a clean scene under correlated speckle, level drift, and change in the last date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

Array = NDArray[np.float64]

DATES = 8
LOOKS = 5
PSF_SIGMA = 0.7  # pixels, of the point-spread function
DRIFT_DB = 0.4
SHARE = 0.12  # of the pixels change
BORDER = 6


@dataclass(frozen=True)
class SimulatedStack:
    """One stack."""

    dates: Array  # (8, 2, H, W), VV and VH in linear power
    truth: Array  # (2, H, W), the last date without speckle
    #: (H, W) bool, the border left out
    unchanged: NDArray[np.bool_]
    changed: NDArray[np.bool_]


def simulated_stacks(clean: Array, count: int) -> Iterator[SimulatedStack]:
    """Yield stacks over a clean scene (2, H, W), the same on every machine."""
    height, width = clean.shape[1:]
    inside = np.zeros((height, width), bool)
    inside[BORDER:-BORDER, BORDER:-BORDER] = True
    for seed in range(count):
        rng = np.random.default_rng(seed)
        step = _change(rng, height, width)
        dates = []
        truth = clean
        for number in range(DATES):
            truth = clean * 10 ** (rng.normal(0, DRIFT_DB) / 10)
            if number == DATES - 1:
                truth = truth * 10 ** (step / 10)
            dates.append(truth * np.stack([_speckle(rng, height, width) for _ in range(2)]))
        yield SimulatedStack(np.stack(dates), truth, inside & (step == 0), inside & (step != 0))


def _change(rng: np.random.Generator, height: int, width: int) -> Array:
    """Steps in dB inside ellipses."""
    step = np.zeros((height, width))
    y, x = np.mgrid[:height, :width]
    while (step != 0).mean() < SHARE:
        cy, cx = rng.uniform(0, height), rng.uniform(0, width)
        a, b = rng.uniform(3, 12, 2)
        size = rng.choice([-1, 1]) * rng.uniform(2, 6)
        step[((y - cy) / a) ** 2 + ((x - cx) / b) ** 2 < 1] = size
    return step


def _speckle(rng: np.random.Generator, height: int, width: int) -> Array:
    """Multilooked speckle of mean 1."""
    total = np.zeros((height, width))
    for _ in range(LOOKS):
        field = np.stack([gaussian_filter(field, PSF_SIGMA) for field in rng.standard_normal((2, height, width))])
        total += ((field / field.std()) ** 2).sum(0) / 2
    return total / LOOKS
