"""The figures the demonstration prints, from the files it wrote. Images are (2, H, W), VV and VH in linear power."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from mtdn_core.evaluation.data import RADAR_MEMORY, Disturbances

WINDOW = 12


def most_homogeneous_window(images: list[np.ndarray], size: int = WINDOW) -> tuple[int, int]:
    """Return row and column of the window whose ground is the most homogeneous.

    Judged on the unfiltered images after a 5 x 5 average, over all dates and both channels: on single pixels the choice
    would fall where speckle happens to be low and flatter the figure before filtering.
    """
    variation: np.ndarray | float = 0.0
    for channel in (band for image in images for band in image):
        smooth = sliding_window_view(channel, (5, 5)).mean(axis=(2, 3))
        inner = sliding_window_view(smooth, (size - 4, size - 4))
        variation = variation + inner.std(axis=(2, 3)) / inner.mean(axis=(2, 3))
    variation = np.where(np.isfinite(variation), variation, np.inf)
    row, column = np.unravel_index(int(np.argmin(variation)), variation.shape)
    return int(row), int(column)


def enl(channel: np.ndarray, corner: tuple[int, int], size: int = WINDOW) -> float:
    """Return the equivalent number of looks, mean^2 / variance, of linear power in the window."""
    window = channel[corner[0] : corner[0] + size, corner[1] : corner[1] + size]
    return float(window.mean() ** 2 / window.var())


def reference_points(known: Disturbances) -> tuple[np.ndarray, np.ndarray]:
    """Return (row, column) of the disturbances dated between the images that the radar can still see; and of stable points."""
    first, second = known.series.days
    since = max(first, second - RADAR_MEMORY)
    points = list(zip(known.rows, known.columns, known.days))
    disturbed = [(row, column) for row, column, day in points if day is not None and since <= day <= second]
    return np.array(disturbed), np.array([(row, column) for row, column, day in points if day is None])


def hits(change: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return for each point whether it, or one of its eight neighbours, is marked as changed."""
    padded = np.pad(change == 1, 1)
    return np.array([padded[row : row + 3, column : column + 3].any() for row, column in points], dtype=bool)
