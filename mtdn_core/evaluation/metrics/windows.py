"""Sliding-window statistics, by scipy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter, uniform_filter

Array = NDArray[np.float64]


def window_mean(image: Array, height: int, width: int) -> Array:
    """Mean over every full window of height x width pixels: (..., H, W) to (..., H - height + 1, W - width + 1)."""
    views = np.lib.stride_tricks.sliding_window_view(image, height, axis=-2).mean(-1)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(views, width, axis=-1).mean(-1), dtype=np.float64)


def box_mean(image: Array, size: int) -> Array:
    """Mean over a centred odd window, borders mirrored; (..., H, W) in and out."""
    return np.asarray(uniform_filter(image, (0,) * (image.ndim - 2) + (size, size), mode="reflect"), np.float64)


def box_maximum(image: Array, size: int) -> Array:
    """Maximum over a centred odd window of an (H, W) image, borders repeated."""
    return np.asarray(maximum_filter(image, size, mode="nearest"), np.float64)
