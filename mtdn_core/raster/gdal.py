"""The one door to GDAL, typed, and indifferent to whether GDAL raises or returns None.

GDAL's Python exceptions are off by default before GDAL 4 and switched on globally by QGIS from 3.38. Every function
here works both ways and turns a failure into an error that names the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError, MissingDependencyError, MtdnError

# A whole Sentinel-1 scene has 4e8 pixels; a VRT can claim 4e12 and opens instantly.
LARGEST_SCENE = 10**11


@lru_cache(maxsize=1)
def gdal_module() -> Any:
    """Return ``osgeo.gdal``.

    Raises
    ------
    MissingDependencyError
        If the GDAL bindings are not installed.
    """
    try:
        from osgeo import gdal
    except ImportError as error:
        raise MissingDependencyError(
            f"The Python bindings of GDAL cannot be imported ({error})",
            "the module osgeo.gdal",
            "install them ('apt-get install python3-gdal' on Debian and Ubuntu, 'conda install gdal' elsewhere) or "
            "use the Python of QGIS, which holds them",
        ) from error
    return gdal


@lru_cache(maxsize=1)
def osr_module() -> Any:
    """Return ``osgeo.osr``."""
    gdal_module()
    from osgeo import osr

    return osr


@contextmanager
def quiet() -> Iterator[Any]:
    """Keep GDAL from printing; its last message stays readable by :func:`last_message`."""
    gdal = gdal_module()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        yield gdal
    finally:
        gdal.PopErrorHandler()


def last_message(error: BaseException | None = None) -> str:
    """Return what GDAL says went wrong, as a part of a sentence."""
    text = str(error) if error is not None else str(gdal_module().GetLastErrorMsg())
    text = " ".join(text.split()).rstrip(". ")
    return f" (GDAL: {text})" if text else ""


def failed() -> bool:
    """Return True if GDAL noted a failure since the last reset."""
    return int(gdal_module().GetLastErrorType()) >= 3


def open_raster(path: str) -> Any:
    """Open a raster for reading and refuse what cannot be SAR backscatter.

    Returns
    -------
    osgeo.gdal.Dataset
        The caller must hold it as long as any of its bands is used.

    Raises
    ------
    InputError
        If the file is missing, unreadable, a container of several rasters, or of absurd size.
    """
    dataset = None
    with quiet() as gdal:
        try:
            dataset = gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_READONLY)
            message = last_message()
        except RuntimeError as error:
            # words only: to keep the error would tie dataset, frame and error into a cycle that outlives GDAL itself
            message = last_message(error)
    if dataset is None:
        raise InputError(
            f"'{path}' cannot be opened as a raster{message}",
            "a raster that GDAL reads, for example a GeoTIFF",
            "check the path, and that the file is complete (download or export it again)",
        )
    if dataset.GetDriver().ShortName == "VRT" and path.lower().endswith((".tif", ".tiff")):
        raise InputError(
            f"'{path}' is named GeoTIFF but is a VRT, which may read any other file",
            "the file to be what its name says",
            "give it the extension .vrt if you trust it",
        )
    if dataset.RasterCount == 0:
        parts = [name for name, _ in dataset.GetSubDatasets()]
        raise InputError(
            f"'{path}' holds no raster of its own" + (f" but {len(parts)} sub-datasets" if parts else ""),
            "one raster",
            f"choose a sub-dataset, for example {parts[0]}" if parts else "choose another file",
        )
    if dataset.RasterXSize * dataset.RasterYSize > LARGEST_SCENE:
        raise InputError(
            f"'{path}' claims {dataset.RasterXSize} x {dataset.RasterYSize} pixels",
            f"at most {LARGEST_SCENE:.0e} pixels",
            "check the file; cut a mosaic of this size into parts",
        )
    return dataset


def read_band(
    dataset: Any, band: int, window: tuple[int, int, int, int], path: str, mask: bool = False
) -> NDArray[Any]:
    """Read a window of a band (or of its mask) in its own data type.

    Parameters
    ----------
    window
        (column, row, width, height) in pixels.

    Raises
    ------
    InputError
        If GDAL cannot deliver the pixels; the message names the file and the window.
    """
    array, message = None, ""
    with quiet():
        try:
            source = dataset.GetRasterBand(band)
            if mask:
                source = source.GetMaskBand()
            array = source.ReadAsArray(*window)
        except RuntimeError as error:
            message = last_message(error)
        # a failed read of a strip may return an array of zeros and only note the failure
        broken = array is None or failed()
        message = (message or last_message()) if broken else ""
    if broken or array is None:
        column, row, width, height = window
        raise InputError(
            f"'{path}' band {band} cannot be read at column {column}, row {row}, {width} x {height} pixels{message}",
            "a complete file",
            "download or export the file again; it is probably truncated or damaged",
        )
    result: NDArray[Any] = array
    return result


def write_band(dataset: Any, band: int, column: int, row: int, values: NDArray[Any], error: type[MtdnError]) -> None:
    """Write an array (height, width) at (column, row); raise `error` if GDAL refuses."""
    message = ""
    with quiet():
        try:
            code = dataset.GetRasterBand(band).WriteArray(np.ascontiguousarray(values), column, row)
        except RuntimeError as problem:
            message, code = last_message(problem), 1
        broken = code != 0 or failed()
        message = (message or last_message()) if broken else ""
    if broken:
        raise error(f"The output cannot be written{message}", "", "check the free space and the rights of its folder")
