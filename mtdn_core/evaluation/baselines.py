"""Filters and change detectors that a trained model is measured against, and their names in the tables.

Images are (2, H, W), VV and VH in linear power, everywhere measured.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation.metrics.statistics import box_mean
from mtdn_core.evaluation.mulog import mulog, rabasar
from mtdn_core.evaluation.sar2sar import is_installed, sar2sar

Array = NDArray[np.float64]


def boxcar(image: Array, size: int = 5) -> Array:
    """Moving average."""
    return box_mean(image, size)


def lee(image: Array, size: int = 7, looks: float = 8.0) -> Array:
    """Lee's filter (1980) with the coefficient of variation of `looks` looks."""
    mean = box_mean(image, size)
    variance = np.maximum(box_mean(image**2, size) - mean**2, 1e-30)
    weight = np.clip((variance - mean**2 / looks) / (variance * (1 + 1 / looks)), 0, 1)
    return np.asarray(mean + weight * (image - mean))


def nl_means(image: Array, looks: float = 8.0, strength: float = 0.9) -> Array:
    """Non-local means of the log intensities (scikit-image; Buades, Coll and Morel, 2005), the level restored.

    `strength` is in units of the deviation of log speckle, chosen on training bursts by real truth.
    """
    from skimage.restoration import denoise_nl_means

    sigma = float(np.sqrt(1 / looks + 1 / (2 * looks**2) + 1 / (6 * looks**3)))  # of the log of a gamma variable
    out = np.empty_like(image)
    for index, channel in enumerate(image):
        log = np.log(np.maximum(channel, 1e-10))
        smooth = np.exp(denoise_nl_means(log, patch_size=5, patch_distance=11, h=strength * sigma, sigma=0.0))
        out[index] = smooth * (channel / smooth).mean()
    return out


def quegan(stack: Array, date: int, size: int = 7) -> Array:
    """Multitemporal filter of Quegan and Yu (2001): local mean of a date times the mean of all normalised dates.

    `stack` is (dates, 2, H, W), `date` the place in it of the date to filter.
    """
    means = box_mean(stack, size)
    return np.asarray(means[date] * (stack / means).mean(0))


def likelihood_ratio(before: Array, after: Array, size: int = 5) -> Array:
    """Log-likelihood ratio per look that two dates differ, of size x size means: (H, W), 0 where both agree."""
    out = np.zeros(before.shape[1:])
    for a, b in zip(box_mean(before, size), box_mean(after, size)):
        out += 2 * np.log((a + b) / 2) - np.log(a) - np.log(b)
    return out


def vh_drop(before: Array, after: Array, size: int = 7) -> Array:
    """Fall of the size x size mean of VH in dB: (H, W)."""
    ratio = box_mean(before[1], size) / box_mean(after[1], size)
    return np.asarray(10 * np.log10(ratio))


NOISY, QUEGAN, RABASAR, SAR2SAR = "noisy", "Quegan 7x7", "RABASAR", "SAR2SAR"
SINGLE_DATE: dict[str, Callable[[Array], Array]] = {
    NOISY: lambda image: image, "boxcar 3x3": partial(boxcar, size=3), "Lee 7x7": lee, "NL-means": nl_means, "MuLoG": mulog,
    **({SAR2SAR: sar2sar} if is_installed() else {}),
}
STACK: dict[str, Callable[[Array, int], Array]] = {QUEGAN: quegan, RABASAR: rabasar}
