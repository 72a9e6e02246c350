"""An offset in dB that the whole scene shares: rain, thaw and wet snow move everything, which is not what users look for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.polarimetry.units import DECIBEL
from mtdn_core.progress import Progress
from mtdn_core.raster.gdal import Bool, Float, Sample
from mtdn_core.raster.names import in_decibels

BLOCK = 8  # pixels
FEWEST_BLOCKS = 16
COMMON_DB = 1.5
COMMON_SHARE = 0.5
MOST_ALIKE = 0.62  # .64 and more between any two dates of real series; a smaller share is one of two populations
LARGE_SHIFT_DB = 3.0
#: share of the scene that has not moved at all while the rest has, and of what has not moved with the rest; never between two
#: dates of real series
STILL, STILL_OF_REST, STILL_DB = 0.04, 0.6, 0.75
ROUNDS = 4  # of leaving out the other one, which draws the median


class Shift(NamedTuple):
    #: natural logarithm of the factors of VV and VH that give the second date the level of the first
    gain: tuple[float, float]
    share: float  # that has moved alike, to 1.5 dB in both channels; NaN of too small a scene
    divided: bool = False  # one part of the scene has moved, the other has not, or otherwise


def measure_shift(before: Sample, after: Sample) -> Shift:
    """Measure the shift by medians of the log-ratios of 8 x 8 means, of a divided scene those of its larger part."""
    found = [ratios for windows in zip(*before, *after) if (ratios := _ratios(*windows)).size]
    logs = np.concatenate(found, 1) if found else np.zeros((2, 0))
    if logs.shape[1] < FEWEST_BLOCKS:
        return Shift((0.0, 0.0), float("nan"))
    gain = np.median(logs, 1)
    for _ in range(ROUNDS):
        near = np.abs(logs - gain[:, None]).max(0) < COMMON_DB * DECIBEL
        if near.mean() >= MOST_ALIKE or not near.any():
            break
        gain = np.median(logs[:, near], 1)
    vv, vh, share = (float(value) for value in (*gain, near.mean()))
    still = float((~near & (np.abs(logs).max(0) < STILL_DB * DECIBEL)).mean())
    return Shift((vv, vh), share, share < MOST_ALIKE or still > max(STILL, STILL_OF_REST * (1 - share)))


def common_gain(
    shift: Shift, remove: bool, progress: Progress, name: str, polarisations: tuple[str, ...]
) -> tuple[float, float]:
    """Say how the whole scene has shifted, and return the gain that takes it out."""
    decibels = [-gain / DECIBEL for gain in shift.gain]
    moved = in_decibels(decibels, polarisations)
    if np.isnan(shift.share):
        progress.info(f"{name}: not measured, for too little was measured on both dates")
        return 0.0, 0.0
    if shift.share < COMMON_SHARE:
        like = f"the level of {shift.share:.0%} of the scene differs like its median, {moved}"
        progress.info(f"{name}: no common offset to take out ({like})")
        return 0.0, 0.0
    what = "taken out" if remove else "left in"
    progress.info(f"{name}: the level of the whole scene differs by {moved} ({what})")
    largest = max(decibels, key=abs)
    if abs(largest) > LARGE_SHIFT_DB:
        text = "rain, frost, snow, or a change over most of it. Small changes within it are less certain"
        progress.warning(f"The level of the whole scene differs by {largest:+.1f} dB: {text}")
    if shift.divided and remove:
        progress.warning(
            f"{1 - shift.share:.0%} of the scene have not moved with the rest, and will show as change. If it is the rest that "
            "has changed, as where most of a scene is flooded, set the weather to keep"
        )
    return shift.gain if remove else (0.0, 0.0)


def _ratios(first: Float, valid1: Bool, second: Float, valid2: Bool) -> NDArray[np.float64]:
    """Natural logarithm of first over second of the blocks that are measured for more than half, (2, blocks)."""
    both = valid1 & valid2
    height, width = (n // BLOCK * BLOCK for n in both.shape)
    shape = (height // BLOCK, BLOCK, width // BLOCK, BLOCK)

    def sums(image: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(image[:height, :width].reshape(shape).sum((1, 3)))

    enough = sums(both.astype(np.float64)) > BLOCK**2 / 2
    powers = [[sums(np.where(both, date[c], 0).astype(np.float64)) for c in (0, -1)] for date in (first, second)]
    for power in (*powers[0], *powers[1]):
        enough &= power > 0
    return np.stack([np.log(powers[0][c][enough]) - np.log(powers[1][c][enough]) for c in (0, 1)])
