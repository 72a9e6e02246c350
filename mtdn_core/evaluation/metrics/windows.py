"""Statistics of windows and of blocks."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter

Array = NDArray[np.float64]


def window_mean(image: Array, size: int) -> Array:
    """Mean over every full window: (..., H, W) to (..., H - size + 1, W - size + 1)."""
    return np.asarray(sliding_window_view(sliding_window_view(image, size, -2).mean(-1), size, -1).mean(-1))


def box_mean(image: Array, size: int) -> Array:
    """Mean over a centred odd window, borders mirrored; (..., H, W) in and out."""
    return np.asarray(uniform_filter(image, (0,) * (image.ndim - 2) + (size, size), mode="reflect"), np.float64)


def block_mean(image: Array, size: int) -> Array:
    """Mean of the blocks that lie in an image (C, H, W) as a whole: (C, rows, columns)."""
    rows, columns = (n // size for n in image.shape[1:])
    blocks = image[:, : rows * size, : columns * size].reshape(-1, rows, size, columns, size)
    return np.asarray(blocks.mean((2, 4)))
