"""GDAL behind typed functions, indifferent to whether GDAL raises or returns None: opening, reading, sampling.

GDAL's Python exceptions are off by default before GDAL 4 and switched on globally by QGIS from 3.38. Every function
here works both ways and turns a failure into an error that names the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError, MissingDependencyError, MtdnError

# A whole Sentinel-1 scene has 4e8 pixels; a VRT can claim 4e12 and opens instantly.
LARGEST_SCENE = 10**11
MOST_BANDS = 4096
MOST_SOURCES = 20_000
LONGEST_PATH = 4096
WEB_DRIVERS = ("WMS", "WMTS", "WCS", "HTTP", "DAAS", "PLMOSAIC", "EEDA", "EEDAI", "OGCAPI", "STACTA", "STACIT", "NGW")

SAMPLE_WHOLE = 1 << 20  # pixels; smaller rasters are sampled completely
SAMPLE_EDGE = 128
SAMPLE_PER_AXIS = 8
STRIP = 256

Window = tuple[int, int, int, int]


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


def without_signature(path: str) -> str:
    """Return a path or address for messages: what follows the question mark of a URL may be a signature."""
    return re.sub(r"(https?://[^?\s]+|/vsi\w+/[^?\s]+)\?\S*", r"\1?...", path)


def open_raster(path: str, trusted: bool = False) -> Any:
    """Open a raster for reading and refuse what cannot be SAR backscatter.

    Parameters
    ----------
    trusted
        True for a virtual raster that this library made.

    Returns
    -------
    osgeo.gdal.Dataset
        The caller must hold it as long as any of its bands is used.

    Raises
    ------
    InputError
        If the file is missing, unreadable, a container of several rasters, of absurd size, a description of a web
        service, or a virtual raster that reads anything but whole raster files.
    """
    name = without_signature(path)
    if "\0" in path or len(path) > LONGEST_PATH:
        raise InputError(f"The name of the input has {len(path)} characters or a zero byte", "a path", "correct it")
    if path.upper().startswith("MEM:"):
        raise InputError(f"'{name[:80]}' is an address in memory", "a raster file", "save it to a file first")
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
        raise InputError(f"'{name}' is neither a file nor a folder", "a raster file", "save the data to a file first")
    dataset = None
    with quiet() as gdal:
        _limit_waiting(gdal)
        if trusted:  # newer releases of GDAL refuse raw bytes elsewhere, and so do we
            gdal.SetThreadLocalConfigOption("GDAL_VRT_RAWRASTERBAND_ALLOWED_SOURCE", "ALL")
        try:
            dataset = gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_READONLY)
            message = last_message()
        except RuntimeError as error:
            # words only: to keep the error would tie dataset, frame and error into a cycle that outlives GDAL itself
            message = last_message(error)
    if dataset is None:
        raise InputError(
            f"'{name}' cannot be opened as a raster{without_signature(message)}",
            "a raster that GDAL reads, for example a GeoTIFF",
            "check the path, and that the file is complete (download or export it again)",
        )
    _refuse_unfit(dataset, path, name, trusted)
    return dataset


def _refuse_unfit(dataset: Any, path: str, name: str, trusted: bool) -> None:
    driver = dataset.GetDriver().ShortName
    if driver in WEB_DRIVERS:
        raise InputError(
            f"'{name}' describes a web service ({driver})", "a raster file",
            "download the data, or export the layer to a GeoTIFF first",
        )  # fmt: skip
    if driver == "VRT" and not trusted:
        _check_virtual(dataset, path, name)
    if dataset.RasterCount == 0:
        parts = [part for part, _ in dataset.GetSubDatasets()]
        raise InputError(
            f"'{name}' holds no raster of its own" + (f" but {len(parts)} sub-datasets" if parts else ""),
            "one raster",
            f"choose a sub-dataset, for example {parts[0]}" if parts else "choose another file",
        )
    if dataset.RasterXSize * dataset.RasterYSize > LARGEST_SCENE or dataset.RasterCount > MOST_BANDS:
        raise InputError(
            f"'{name}' claims {dataset.RasterXSize} x {dataset.RasterYSize} pixels and {dataset.RasterCount} bands",
            f"at most {LARGEST_SCENE:.0e} pixels and {MOST_BANDS} bands",
            "check the file; cut a mosaic of this size into parts",
        )


def _check_virtual(dataset: Any, path: str, name: str) -> None:
    """Refuse a virtual raster that poses as something else, runs functions, reads raw bytes, or nests without end."""
    if not path.lower().endswith(".vrt") and not path.lstrip().startswith("<") and not path.startswith("/vsi"):
        raise InputError(
            f"'{name}' is a virtual raster (VRT) under another extension; it may read any other file",
            "the file to be what its name says",
            "give it the extension .vrt if you trust it",
        )
    xml = "".join(dataset.GetMetadata("xml:VRT") or ())
    for word, what in (
        ("VRTRawRasterBand", "reads the bytes of any file as pixels"),
        ("PixelFunctionType", "runs functions on its pixels"),
        ("VRTPansharpenedDataset", "computes its pixels"),
        ("VRTProcessedDataset", "computes its pixels"),
    ):
        if word in xml:
            raise InputError(
                f"'{name}' is a virtual raster that {what}", "a virtual raster of whole raster files",
                "write it to a GeoTIFF with gdal_translate if you trust it",
            )  # fmt: skip
    count = xml.count("<SourceFilename")
    if count > MOST_SOURCES:
        raise InputError(f"'{name}' is a virtual raster of {count} files", f"at most {MOST_SOURCES}", "cut it in parts")


def _limit_waiting(gdal: Any) -> None:
    """Give servers that do not answer a limit in this thread, unless the user has set one."""
    for name, seconds in (("GDAL_HTTP_TIMEOUT", "30"), ("GDAL_HTTP_CONNECTTIMEOUT", "10")):
        if gdal.GetConfigOption(name) is None:
            gdal.SetThreadLocalConfigOption(name, seconds)


def all_files(dataset: Any, path: str, depth: int = 4) -> tuple[str, ...]:
    """Return every file a raster is read from: side files, sources of a VRT and their sources, the archive behind."""
    found: dict[str, None] = {}
    for file in dataset.GetFileList() or [path]:
        found[file] = None
        if file.lower().endswith(".vrt") and file != path and depth > 0:
            with quiet() as gdal:
                try:
                    nested = gdal.OpenEx(file, gdal.OF_RASTER | gdal.OF_READONLY)
                except RuntimeError:
                    nested = None
            if nested is not None:
                found.update(dict.fromkeys(all_files(nested, file, depth - 1)))
    for file in list(found):
        archive = behind_archive(file)
        if archive is not None:
            found[archive] = None
    return tuple(found)


def behind_archive(path: str) -> str | None:
    """Return the file on disk behind a path such as /vsizip/a.zip/b.tif or /vsisubfile/0_9,a.tif, if there is one."""
    match = re.match(r"/vsi(zip|tar|gzip|7z|rar|subfile|sparse|crypt)/(.*)", path)
    if match is None:
        return None
    rest = match[2].partition(",")[2] if match[1] == "subfile" else match[2]
    rest = rest.strip("{}")
    if rest.startswith("/vsi"):
        return behind_archive(rest)
    while rest and not os.path.isfile(rest):
        shorter = os.path.dirname(rest)
        if shorter == rest:
            return None
        rest = shorter
    return rest or None


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


def sample_windows(width: int, height: int) -> list[Window]:
    """Return windows (column, row, width, height) of a deterministic sample: all of a small raster, else 8 x 8."""
    if width * height <= SAMPLE_WHOLE:
        return [(0, 0, width, height)]
    w, h = min(SAMPLE_EDGE, width), min(SAMPLE_EDGE, height)
    columns = sorted({int(c) for c in np.linspace(0, width - w, SAMPLE_PER_AXIS)})
    rows = sorted({int(r) for r in np.linspace(0, height - h, SAMPLE_PER_AXIS)})
    return [(column, row, w, h) for row in rows for column in columns]


def strips(width: int, height: int, step: int = 4096) -> list[Window]:
    """Return windows that cover the raster, whole blocks of at most 256 rows and `step` columns."""
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
