"""Means over windows by cumulative sums, in NumPy alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def box_mean(image: Array, height: int, width: int) -> Array:
    """Mean over every full window of height x width pixels: (..., H, W) to (..., H - height + 1, W - width + 1)."""
    sums = np.zeros((*image.shape[:-2], image.shape[-2] + 1, image.shape[-1] + 1))
    sums[..., 1:, 1:] = image.cumsum(-2).cumsum(-1)
    total = sums[..., height:, :] - sums[..., :-height, :]
    return np.asarray((total[..., width:] - total[..., :-width]) / (height * width))


def boxcar(image: Array, valid: NDArray[np.bool_], size: int) -> Array:
    """Mean over the measured pixels of a centred odd window, (..., H, W) in and out; NaN in a window without any.

    What lies beyond the image counts as not measured.
    """
    half = size // 2
    padding = [(0, 0)] * (image.ndim - 2) + [(half, half)] * 2
    total = box_mean(np.pad(np.where(valid, image, 0), padding), size, size)
    # a mean of whole numbers: rounding makes an empty window exact
    number = np.round(box_mean(np.pad(valid.astype(np.float64), half), size, size) * size**2)
    return np.where(number > 0, total * size**2 / np.maximum(number, 1), np.nan)
