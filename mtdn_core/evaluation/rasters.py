"""Reading test rasters. The raster library is imported only when a file is opened."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError, MissingDependencyError

Array = NDArray[np.float64]


def read_bands(path: str | Path) -> Array:
    """All bands of a raster as float64 (bands, H, W); nodata becomes NaN.

    Raises
    ------
    MissingDependencyError
        When GDAL's Python package is absent.
    InputError
        When the file cannot be opened.
    """
    try:
        from osgeo import gdal
    except ImportError as error:
        raise MissingDependencyError("GDAL's Python package is not installed", "osgeo.gdal",
                                     "install GDAL, or pass an .npz archive") from error
    gdal.UseExceptions()
    try:
        dataset = gdal.Open(str(path))
    except RuntimeError as error:
        found = f"'{path}' cannot be opened ({error})"
        raise InputError(found, "a raster that GDAL reads", "check the path") from error
    bands = []
    for number in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(number)
        values = band.ReadAsArray().astype(np.float64)
        nodata = band.GetNoDataValue()
        if nodata is not None and not np.isnan(nodata):
            values[values == nodata] = np.nan
        bands.append(values)
    return np.stack(bands)


def intensities_to_c2(vv: Array, vh: Array) -> Array:
    """C2 (4, H, W) of an intensity product: C12 is zero; pixels that are not measured become zero everywhere."""
    good = np.isfinite(vv) & np.isfinite(vh)
    zero = np.zeros_like(vv)
    return np.stack([np.where(good, vv, 0.0), zero, zero, np.where(good, vh, 0.0)])


def read_decibels(path: str | Path) -> Array:
    """C2 of a two-band VV, VH raster in dB."""
    bands = read_bands(path)
    return intensities_to_c2(10 ** (bands[0] / 10), 10 ** (bands[1] / 10))
