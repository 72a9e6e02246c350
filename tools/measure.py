"""The figures the demonstration prints, from the files it wrote."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from osgeo import gdal

gdal.UseExceptions()

WINDOW = 12
RADAR_MEMORY = timedelta(days=80)


@dataclass(frozen=True)
class Image:
    """VV and VH in linear power, (2, H, W), and the geotransform."""

    power: np.ndarray
    geotransform: tuple[float, ...]

    @property
    def decibel(self) -> np.ndarray:
        """Return (2, H, W) in dB."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(10.0 * np.log10(self.power))


def read(*paths: Path, decibel: bool) -> Image:
    """Read VV and VH from one file of two bands, or from two files."""
    bands = []
    for path in paths:
        dataset = gdal.Open(str(path))
        values = dataset.ReadAsArray().astype(np.float64)
        bands.extend(values if values.ndim == 3 else [values])
        geotransform = dataset.GetGeoTransform()
    stack = np.stack(bands[:2])
    return Image(10.0 ** (stack / 10.0) if decibel else stack, geotransform)


def read_band(path: Path) -> np.ndarray:
    """Read the first band, (H, W)."""
    return np.asarray(gdal.Open(str(path)).ReadAsArray())


def windows(image: np.ndarray, size: int) -> np.ndarray:
    """Return every `size` x `size` window of (H, W) as (H - size + 1, W - size + 1, size, size)."""
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))


def calmest_window(images: list[Image], size: int = WINDOW) -> tuple[int, int]:
    """Return row and column of the window whose ground is the most homogeneous.

    Judged on the unfiltered images after a 5 x 5 average, over all dates and both channels: on single pixels the choice
    would fall where speckle happens to be low and flatter the figure before filtering.
    """
    spread: np.ndarray | float = 0.0
    for channel in (band for image in images for band in image.power):
        smooth = windows(channel, 5).mean(axis=(2, 3))
        inner = windows(smooth, size - 4)
        spread = spread + inner.std(axis=(2, 3)) / inner.mean(axis=(2, 3))
    spread = np.where(np.isfinite(spread), spread, np.inf)
    row, column = np.unravel_index(int(np.argmin(spread)), spread.shape)
    return int(row), int(column)


def enl(channel: np.ndarray, corner: tuple[int, int], size: int = WINDOW) -> float:
    """Return the equivalent number of looks, mean^2 / variance, of linear power in the window."""
    part = channel[corner[0] : corner[0] + size, corner[1] : corner[1] + size]
    return float(part.mean() ** 2 / part.var())


@dataclass(frozen=True)
class Points:
    """Reference points as (row, column): disturbed shortly before the later image, and stable."""

    disturbed: np.ndarray
    stable: np.ndarray


def reference_points(path: Path, first: date, second: date, geotransform: tuple[float, ...]) -> Points:
    """Read the disturbances dated between the images that the radar can still see, and the stable points."""
    disturbed, stable = [], []
    since = max(first, second - RADAR_MEMORY)
    with path.open(newline="", encoding="utf-8") as lines:
        for point in csv.DictReader(lines):
            column = int((float(point["x_utm46n"]) - geotransform[0]) // geotransform[1])
            row = int((float(point["y_utm46n"]) - geotransform[3]) // geotransform[5])
            when = point["disturbance_date"]
            if not when:
                stable.append((row, column))
            elif since <= date.fromisoformat(when) <= second:
                disturbed.append((row, column))
    return Points(np.array(disturbed), np.array(stable))


def hits(change: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return for each point whether it, or one of its eight neighbours, is marked as changed."""
    padded = np.pad(change == 1, 1)
    return np.array([padded[row : row + 3, column : column + 3].any() for row, column in points], dtype=bool)
