"""Boxcar, Lee, NL-means and Quegan's multitemporal filter on C2.

Every filter takes two dates (4, H, W) in linear power and returns both despeckled. Masked pixels (exact zeros in C11
and C22) do not enter a mean and stay zero.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import ConfigError, MissingDependencyError
from mtdn_core.evaluation.metrics.windows import box_mean

Array = NDArray[np.float64]
PairFilter = Callable[[Array, Array], tuple[Array, Array]]


def measured(c2: Array) -> NDArray[np.bool_]:
    """(H, W) mask of pixels that hold a measurement."""
    return np.asarray(np.isfinite(c2).all(0) & ((c2[0] > 0) | (c2[3] > 0)), dtype=np.bool_)


def _masked_mean(image: Array, mask: NDArray[np.bool_], size: int) -> Array:
    if mask.all():
        return box_mean(image, size)
    weight = box_mean(mask.astype(np.float64), size)
    return np.where(mask, box_mean(np.where(mask, image, 0.0), size) / np.maximum(weight, 1e-9), 0.0)


def boxcar(c2: Array, size: int = 5) -> Array:
    """Moving average of all four channels over `size` x `size` pixels, odd."""
    return _masked_mean(np.asarray(c2, np.float64), measured(c2), size)


def lee(c2: Array, size: int = 7, looks: float = 7.0) -> Array:
    """Lee's filter of 1980 on the intensities, each with its own weight; C12 gets the geometric mean of both weights.

    The estimate is m + k (x - m) with k = 1 - C_u^2 / C_i^2, C_u^2 = 1 / looks. The weights of VV and VH differ, so a
    common weight on the cross term keeps the matrix positive semi-definite in practice, though not by construction.

    Parameters
    ----------
    c2
        (4, H, W), linear power.
    size
        Side of the window, odd, in pixels.
    looks
        Number of looks of the input.
    """
    image, mask = np.asarray(c2, np.float64), measured(c2)
    mean = _masked_mean(image, mask, size)
    weights = []
    for channel in (0, 3):
        variance = np.maximum(_masked_mean(image[channel] ** 2, mask, size) - mean[channel] ** 2, 1e-30)
        weights.append(np.clip(1 - mean[channel] ** 2 / (looks * variance), 0, 1))
    cross = np.sqrt(weights[0] * weights[1])
    weight = np.stack([weights[0], cross, cross, weights[1]])
    return np.asarray(np.where(mask, mean + weight * (image - mean), 0.0), dtype=np.float64)


def nl_means(c2: Array, looks: float = 7.0, strength: float = 1.0) -> Array:
    """Non-local means of the log intensities (scikit-image), its level restored, C12 scaled with the intensities.

    Buades, Coll and Morel (2005); homomorphic use on speckle is old practice. The input's coherence is first averaged
    over 7 x 7 pixels, since the log is not defined for a complex channel.

    Raises
    ------
    MissingDependencyError
        When scikit-image is not installed.
    """
    try:
        from skimage.restoration import denoise_nl_means
    except ImportError as error:
        raise MissingDependencyError("scikit-image is not installed", "scikit-image 0.22 or later",
                                     "install it, or choose another filter") from error
    image, mask = np.asarray(c2, np.float64), measured(c2)
    out = np.zeros_like(image)
    sigma = float(np.sqrt(1 / looks + 1 / (2 * looks**2) + 1 / (6 * looks**3)))  # of the log of a gamma variable
    for channel in (0, 3):
        usable = mask & (image[channel] > 0)
        if not usable.any():
            continue
        log = np.log(np.where(usable, image[channel], 1.0))
        log = np.where(usable, log, float(np.median(log[usable])))
        smooth = np.exp(denoise_nl_means(log, patch_size=7, patch_distance=11, h=strength * sigma, sigma=0.0))
        level = float((image[channel] / smooth)[usable].mean())
        out[channel] = np.where(usable, smooth * level, 0.0)
    mean = _masked_mean(image, mask, 7)
    coherence = mean[1:3] / np.maximum(np.sqrt(np.maximum(mean[0] * mean[3], 0)), 1e-30)
    out[1:3] = coherence * np.sqrt(out[0] * out[3])
    return out


def quegan(first: Array, second: Array, size: int = 7) -> tuple[Array, Array]:
    """Multitemporal filter of Quegan and Yu (2001): local mean times the mean of both normalised dates."""
    dates = [np.asarray(first, np.float64), np.asarray(second, np.float64)]
    masks = [measured(date) for date in dates]
    means = [_masked_mean(date, mask, size) for date, mask in zip(dates, masks)]
    outs = []
    relative = [np.where(m[[0, 3]] > 0, d[[0, 3]] / np.maximum(m[[0, 3]], 1e-30), 1.0) for d, m in zip(dates, means)]
    common = 0.5 * (relative[0] + relative[1])
    cross = np.sqrt(np.maximum(common[0] * common[1], 0))
    factor = np.stack([common[0], cross, cross, common[1]])
    for mean, mask in zip(means, masks):
        outs.append(np.where(mask, mean * factor, 0.0))
    return outs[0], outs[1]


def _each(single: Callable[[Array], Array], first: Array, second: Array) -> tuple[Array, Array]:
    return single(first), single(second)


def _unchanged(c2: Array) -> Array:
    return np.asarray(c2, np.float64)


def _constant(c2: Array) -> Array:
    image = np.asarray(c2, np.float64)
    mask = measured(image)
    level = image[:, mask].mean(1) if mask.any() else np.zeros(4)
    return np.asarray(np.broadcast_to(level[:, None, None], image.shape) * mask, dtype=np.float64)


FILTERS: dict[str, str] = {
    "noisy": "the input itself",
    "constant": "the mean of the whole image everywhere: shows what a figure is worth",
    "boxcar5": "moving average, 5 x 5",
    "lee7": "Lee, 7 x 7",
    "nlmeans": "non-local means of the log intensities, scikit-image",
    "quegan7": "Quegan's filter over both dates, 7 x 7",
}


def make_filter(name: str, looks: float = 7.0) -> PairFilter:
    """The filter of this name, as a function of two dates; `looks` of the input matter to Lee and NL-means.

    Raises
    ------
    ConfigError
        When no filter has this name.
    """
    singles: dict[str, Callable[[Array], Array]] = {
        "noisy": _unchanged, "constant": _constant, "boxcar5": partial(boxcar, size=5),
        "lee7": partial(lee, looks=looks), "nlmeans": partial(nl_means, looks=looks),
    }
    if name == "quegan7":
        return quegan
    if name not in singles:
        raise ConfigError(f"'{name}' is not a filter", f"one of {', '.join(FILTERS)}", "choose a filter from this list")
    return partial(_each, singles[name])


def filter_pair(name: str, first: Array, second: Array) -> tuple[Array, Array]:
    """Apply the named filter to two dates (4, H, W), linear power."""
    return make_filter(name)(first, second)
