"""A deterministic sample of a raster: the same windows whatever the tile size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.raster.gdal import read_band

Window = tuple[int, int, int, int]
WHOLE_BELOW = 1 << 20  # pixels; smaller rasters are looked at completely
WINDOW = 128
WINDOWS_PER_AXIS = 8
STRIP = 256


def sample_windows(width: int, height: int) -> list[Window]:
    """Return windows (column, row, width, height): one for a small raster, else 8 x 8 spread evenly."""
    if width * height <= WHOLE_BELOW:
        return [(0, 0, width, height)]
    w, h = min(WINDOW, width), min(WINDOW, height)
    columns = sorted({int(c) for c in np.linspace(0, width - w, WINDOWS_PER_AXIS)})
    rows = sorted({int(r) for r in np.linspace(0, height - h, WINDOWS_PER_AXIS)})
    return [(column, row, w, h) for row in rows for column in columns]


def strips(width: int, height: int) -> list[Window]:
    """Return windows that cover the raster, whole blocks of at most 256 x 4096 pixels."""
    step = 4096
    return [
        (column, row, min(step, width - column), min(STRIP, height - row))
        for row in range(0, height, STRIP)
        for column in range(0, width, step)
    ]


def sample_bands(dataset: Any, bands: Sequence[int], path: str) -> NDArray[np.float64]:
    """Sample raw values that look measured: finite, not declared nodata, not zero in all bands.

    Returns
    -------
    numpy.ndarray
        (bands, samples); a single NaN per band if there is nothing.
    """
    parts = []
    for window in sample_windows(dataset.RasterXSize, dataset.RasterYSize):
        values = np.stack([read_band(dataset, b, window, path).ravel().astype(np.float64) for b in bands])
        good = np.isfinite(values).all(0) & (values != 0).any(0)
        for index, band in enumerate(bands):
            nodata = dataset.GetRasterBand(band).GetNoDataValue()
            if nodata is not None:
                good &= values[index] != nodata
        parts.append(values[:, good])
    result = np.concatenate(parts, axis=1)
    return result if result.size else np.full((len(bands), 1), np.nan)
