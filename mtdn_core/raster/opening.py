"""Opening rasters: what cannot be backscatter, or would read something else than it seems to, is refused in words."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import Any

from mtdn_core.errors import ContainerError, InputError
from mtdn_core.raster.gdal import attempt, gdal_module, last_message, limited_waiting, quiet
from mtdn_core.raster.virtual import NETWORK, check_source, sources_of, web_service

# A whole Sentinel-1 scene has 4e8 pixels; a VRT can claim 4e12 and opens instantly.
LARGEST_SCENE = 2 * 10**10
SECONDS_PER_PIXEL = 2e-6  # of one core, to despeckle a date with PyTorch (docs/performance.md)
MOST_BANDS = 4096
LONGEST_PATH = 4096
WEB_DRIVERS = (
    "WMS", "WMTS", "WCS", "HTTP", "DAAS", "PLMOSAIC", "EEDA", "EEDAI", "OGCAPI", "STACTA", "STACIT", "NGW",
    "PostGISRaster", "GeoRaster",
)


def open_raster(path: str, trusted: bool = False) -> Any:
    """Open a raster for reading and refuse what cannot be SAR backscatter; `trusted`: a virtual raster of this library.

    The caller must hold the dataset as long as any of its bands is used. Raises :class:`InputError` if the file is missing,
    unreadable, a container of several rasters, of absurd size, a description of a web service, or a virtual raster that reads
    anything but whole raster files.
    """
    if "\0" in path or len(path) > LONGEST_PATH:
        raise InputError(f"The name of the input has {len(path)} characters or a zero byte", "a path", "correct it")
    if any(ord(character) in range(0xD800, 0xE000) for character in path):
        raise InputError(f"The name '{path}' holds bytes that are no UTF-8", "a name that GDAL can open", "rename the file")
    check_source(path)
    if not trusted:
        with limited_waiting():
            _check_servers((path, *sources_of(path)))
    dataset, message = _open(path, trusted)
    if dataset is None:
        raise InputError(
            f"'{path}' cannot be opened as a raster{message}",
            "a raster that GDAL reads, for example a GeoTIFF",
            _missing_header(path) or "check the path, and that the file is complete (download or export it again)",
        )
    # what GDAL puts off until it is asked; without exceptions it would go on without georeference
    asked = [dataset.GetSpatialRef, dataset.GetMetadata, dataset.GetGeoTransform]
    asked += [dataset.GetRasterBand(1).GetMaskFlags] if dataset.RasterCount else []
    if message := attempt(lambda: [ask() for ask in asked])[1]:
        raise InputError(f"The description of '{path}' is damaged{message}", "a sound file", "download or export it again")
    _refuse_unfit(dataset, path, trusted)
    return dataset


def _open(path: str, trusted: bool) -> tuple[Any, str]:
    """Return the dataset, or None and why; drivers that would ask a server are left out before anything is opened."""
    option = "GDAL_VRT_RAWRASTERBAND_ALLOWED_SOURCE"
    with quiet() as gdal, limited_waiting():
        try:
            driver = gdal.IdentifyDriverEx(path, gdal.OF_RASTER)
            found = driver.ShortName if driver is not None else ""
            if found in WEB_DRIVERS:
                raise web_service(f"'{path}'", found)
            drivers = [gdal.GetDriver(index).ShortName for index in range(gdal.GetDriverCount())]
            allowed = [name for name in drivers if name not in WEB_DRIVERS]
            if trusted:  # newer releases of GDAL refuse raw bytes elsewhere
                gdal.SetThreadLocalConfigOption(option, "ALL")
            return gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_READONLY, allowed_drivers=allowed), last_message()
        except RuntimeError as error:
            # words only: to keep the error would tie dataset, frame and error into a cycle that outlives GDAL itself
            return None, last_message(error)
        finally:
            if trusted:
                gdal.SetThreadLocalConfigOption(option, None)


def _check_servers(sources: tuple[str, ...]) -> None:
    """Ask every server once: GDAL would ask a silent one many times, each to the limit of time."""
    servers: dict[str, str] = {}
    for source in sources:
        if source.startswith(NETWORK) and (server := re.match(r"/vsi\w+/(?:https?://)?[^/]*", source)):
            servers.setdefault(server[0], source)
    for source in servers.values():
        gdal_module().VSIErrorReset()
        file, message = attempt(partial(gdal_module().VSIFOpenExL, source, "rb", 1))
        if file is None:
            answer = gdal_module().VSIGetLastErrorMsg()  # such as HTTP response code: 403
            raise InputError(
                f"The server of '{source}' does not give the file" + (f" ({answer})" if answer else message),
                "the file, and in time", "check address, signature and network; GDAL_HTTP_TIMEOUT and "
                "GDAL_HTTP_LOW_SPEED_TIME, in seconds, say how long to wait",
            )
        gdal_module().VSIFCloseL(file)


def _missing_header(path: str) -> str:
    """Say which header raw data lack."""
    file = Path(path)
    if not os.path.isfile(file) or file.suffix.lower() not in (".bin", ".img", ".dat", ".raw", ""):
        return ""
    headers = (file.with_suffix(".hdr"), Path(f"{file}.hdr"))
    if any(header.is_file() for header in headers):
        return ""
    return f"if these are raw data, put their ENVI header '{headers[0].name}' beside the file"


def _refuse_unfit(dataset: Any, path: str, trusted: bool) -> None:
    if dataset.GetDriver().ShortName == "VRT" and not trusted:
        if (os.path.isfile(path) or path.startswith("/vsi")) and not path.lower().endswith(".vrt"):
            raise InputError(
                f"'{path}' is a virtual raster (VRT) under another extension; it may read any other file",
                "the file to be what its name says", "give it the extension .vrt if you trust it",
            )
        sources_of("".join(dataset.GetMetadata("xml:VRT") or ()) or path, path)  # as GDAL itself has understood it
    if dataset.RasterCount == 0:
        parts = [part for part, _ in dataset.GetSubDatasets()]
        error = ContainerError(
            f"'{path}' holds no raster of its own" + (f" but {len(parts)} sub-datasets" if parts else ""), "one raster",
            f"choose a sub-dataset, for example {parts[0]}" if parts else "choose another file",
        )
        error.parts = tuple(parts)
        raise error
    pixels = dataset.RasterXSize * dataset.RasterYSize
    if pixels > LARGEST_SCENE or dataset.RasterCount > MOST_BANDS:
        hours, gigabytes = pixels * SECONDS_PER_PIXEL / 3600, pixels * 8 / 1e9
        raise InputError(
            f"'{path}' claims {dataset.RasterXSize} x {dataset.RasterYSize} pixels and {dataset.RasterCount} bands: about "
            f"{hours:.0f} hours of one processor core, and {gigabytes:.0f} GB of despeckled VV and VH",
            f"at most {LARGEST_SCENE:.0e} pixels and {MOST_BANDS} bands",
            "check the file; cut a mosaic of this size into parts (gdal_translate -projwin)",
        )


def all_files(dataset: Any, path: str) -> tuple[str, ...]:
    """Return every file a raster is read from: side files, sources of a VRT and their sources, the archive behind."""
    listed = [*(dataset.GetFileList() or [path]), path]
    found = [*listed[:-1], *(source for file in listed for source in sources_of(file))]
    return tuple(dict.fromkeys([*found, *filter(None, map(file_behind, found))]))


def file_stamp(path: str) -> tuple[int, int, int] | None:
    """Return size, time of change and number of a local file; None for everything else."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def file_behind(path: str) -> str | None:
    """Return the file on disk behind a name such as /vsizip/a.zip/b.tif, /vsisubfile/0_9,a.tif or GTIFF_DIR:1:a.tif."""
    if path.lstrip().startswith("<"):
        return None
    for start in (0, *(found.end() for found in re.finditer(r"/vsi\w+[/?]|[:,{\"=]", path))):
        rest = path[start:]
        for end in (len(rest), *(found.start() for found in re.finditer(r'[}"&?]', rest))):
            name = rest[:end]
            while name.strip("/"):
                if os.path.isfile(name):
                    return name
                name = os.path.dirname(name)
    return None
