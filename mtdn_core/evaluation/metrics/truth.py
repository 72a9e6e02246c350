"""Real truth: a despeckled date against the temporal mean of the steady other dates of its series.

It can be gamed neither by blur nor by copying the input. Definition: T is the mean over the other dates whose scene
median differs by less than 0.35 (natural logarithm; at least ten dates, or the twelve nearest), each scaled to the
median logarithm of the date. It counts where the ground stays: where the standard deviation over these dates of the
logarithm of 5 x 5 means is below 0.35 in both channels, six pixels at the border left out.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter, uniform_filter

from mtdn_core.evaluation.metrics.statistics import block_mean, box_mean

Array = NDArray[np.float64]

RANGE_DB = 40.0
STEADY = 0.35
BORDER = 6
BLOCK = 20
POINT = 12.0  # times the mean of the surroundings
SURROUNDINGS = 31  # pixels


def prepared(stack: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Fill what was not measured in (dates, 2, H, W) by the median, limit powers from below; and the mask (H, W)."""
    known = np.isfinite(stack).all((0, 1))
    return np.maximum(np.where(known, stack, np.nanmedian(stack)), 1e-5).astype(np.float64), known


def steady_mean(
    stack: Array, known: NDArray[np.bool_], date: int, used: Collection[int] = ()
) -> tuple[Array, NDArray[np.bool_]]:
    """Return T (2, H, W) of a date, and where it counts (H, W); dates in `used` take no part."""
    log = np.log(stack)
    others = [i for i in range(len(stack)) if i != date and i not in used]
    shift = np.array([np.abs(np.median(log[i] - log[date], (1, 2))).max() for i in others])
    chosen = [i for i, s in zip(others, shift) if s < STEADY]
    if len(chosen) < 10:
        chosen = [others[i] for i in np.argsort(shift)[:12]]
    scaled = np.stack([stack[i] * np.exp(np.median(log[date] - log[i], (1, 2)))[:, None, None] for i in chosen])
    means = np.log(uniform_filter(scaled, (0, 0, 5, 5)))
    where = (means.std(0).max(0) < STEADY) & known
    where[:BORDER] = where[-BORDER:] = where[:, :BORDER] = where[:, -BORDER:] = False
    return scaled.mean(0), where


def psnr(estimate: Array, truth: Array, where: NDArray[np.bool_]) -> list[float]:
    """Return 20 log10(40 dB / rms of the error in dB) of each channel of (2, H, W)."""
    errors = [10 * np.log10(np.maximum(e, 1e-6) / t)[where] for e, t in zip(estimate, truth)]
    return [float(20 * np.log10(RANGE_DB / np.sqrt(np.mean(error**2)))) for error in errors]


def power_kept(estimate: Array, noisy: Array) -> dict[str, float]:
    """Relative deviation of the total power, and of means over 20 x 20 pixels: median and 95th percentile, per cent."""
    total = np.abs(estimate.sum((1, 2)) / noisy.sum((1, 2)) - 1).max()
    deviation = np.abs(block_mean(estimate, BLOCK) / block_mean(noisy, BLOCK) - 1)
    values = (total, np.median(deviation), np.percentile(deviation, 95))
    return {name: 100 * float(value) for name, value in zip(("total", "blocks", "blocks95"), values)}


def points_kept(estimate: Array, noisy: Array) -> tuple[int, float]:
    """Number of peaks that exceed the mean of 31 x 31 pixels around them twelve times, in images (2, H, W), and the largest
    change of their power (VV + VH) in dB.
    """
    before, after = noisy.sum(0), estimate.sum(0)
    near = (box_mean(before, SURROUNDINGS) * SURROUNDINGS**2 - box_mean(before, 3) * 9) / (SURROUNDINGS**2 - 9)
    peaks = (before >= POINT * near) & (before == maximum_filter(before, 3, mode="nearest"))
    change = np.abs(10 * np.log10(np.maximum(after[peaks], 1e-12) / before[peaks]))
    return int(peaks.sum()), float(change.max(initial=0))
