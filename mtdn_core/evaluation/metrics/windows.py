"""Moving means and maxima that several measures share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def window_mean(image: Array, height: int, width: int) -> Array:
    """Mean over every full window, indexed by the window's upper left pixel.

    Parameters
    ----------
    image
        (..., H, W).
    height, width
        Size of the window in pixels.

    Returns
    -------
    Array
        (..., H - height + 1, W - width + 1).
    """
    views = np.lib.stride_tricks.sliding_window_view(image, height, axis=-2).mean(-1)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(views, width, axis=-1).mean(-1), dtype=np.float64)


def box_mean(image: Array, size: int) -> Array:
    """Mean over a centred odd window, borders mirrored; (..., H, W) in and out."""
    half = size // 2
    widths = [(0, 0)] * (image.ndim - 2) + [(half, half), (half, half)]
    return window_mean(np.pad(image, widths, mode="symmetric"), size, size)


def box_maximum(image: Array, size: int) -> Array:
    """Maximum over a centred odd window of an (H, W) image, borders repeated."""
    padded = np.pad(image, size // 2, mode="edge")
    rows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=0).max(-1)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(rows, size, axis=1).max(-1), dtype=np.float64)


def box_median(image: Array, size: int) -> Array:
    """Median over a centred odd window of an (H, W) image, borders mirrored."""
    padded = np.pad(image, size // 2, mode="symmetric")
    views = np.lib.stride_tricks.sliding_window_view(padded, (size, size))
    out = np.empty(image.shape)
    for row in range(image.shape[0]):  # one row at a time keeps the unfolded windows small
        out[row] = np.median(views[row].reshape(image.shape[1], -1), axis=1)
    return out
