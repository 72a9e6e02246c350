"""One raster file, opened: what cannot be backscatter, or would read something else than it seems to, is refused in words."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import numpy as np

from mtdn_core.errors import ContainerError, InputError, without_signature
from mtdn_core.raster.gdal import attempt, gdal_module, last_message, limited_waiting, quiet, read_band, sample_windows
from mtdn_core.raster.names import role_of
from mtdn_core.raster.provenance import DESPECKLED, KIND
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
FULL = (1, 255, 32767, 65535)  # alpha of what is covered wholly


@dataclass(frozen=True)
class SourceFile:
    """An open raster file; holds the dataset, which must outlive its bands."""

    path: str
    dataset: Any
    alpha: int | None = None
    in_memory: bool = False  # an array in the place of a file

    @property
    def name(self) -> str:
        """File name for messages and recognition; a sub-dataset string keeps its own name."""
        path = without_signature(self.path).replace('"', "")
        inside = re.fullmatch(r"(?:NETCDF|HDF5|ZARR):(.+):(/.*)", path)  # a variable in groups
        return f"{Path(inside[1]).name}:{inside[2]}" if inside else Path(path).name

    @property
    def bands(self) -> tuple[int, ...]:
        """Numbers of the bands that hold measurements (alpha is a mask)."""
        return tuple(n for n in self.all_bands if n != self.alpha)

    @property
    def all_bands(self) -> tuple[int, ...]:
        return tuple(range(1, self.dataset.RasterCount + 1))

    def paths_behind(self, number: int) -> tuple[str, ...]:
        """Files of which a virtual raster makes a band, as it states them; none if all its bands have the same."""
        paths = self._paths_behind
        return paths[number - 1] if len(paths) == 1 or len(set(paths)) > 1 else ()

    @cached_property
    def _paths_behind(self) -> tuple[tuple[str, ...], ...]:
        """The same of every band, from the text of the whole dataset."""
        if self.dataset.GetDriver().ShortName != "VRT":
            return ()
        # of the bands' own domain, vrt_sources, GDAL 3.6 makes an error that ends the process where a source has no path (vrt://)
        xml = "".join(self.dataset.GetMetadata("xml:VRT") or ())
        bands = re.split(r"<VRTRasterBand\b", re.sub(r"<(MaskBand|Overview)\b.*?</\1>", "", xml, flags=re.DOTALL))[1:]
        files = (re.findall(r"<SourceFilename[^>]*>([^<]+)<", text) for text in bands)
        return tuple(tuple(map(unescape, found)) for found in files)

    def files(self) -> tuple[str, ...]:
        """All files it is read from: side files, sources of a VRT and their sources, the archive behind."""
        listed = self.dataset.GetFileList() or [self.path]
        found = [*listed, *(source for file in (*listed, self.path) for source in sources_of(file))]
        return tuple(dict.fromkeys([*found, *filter(None, map(file_behind, found))]))


def open_source(path: str, dataset: Any = None) -> SourceFile:
    """Open a raster, if it is not already, and refuse complex (SLC) and 8-bit (stretched) data; :class:`InputError`."""
    gdal = gdal_module()
    dataset = open_raster(path) if dataset is None else dataset
    source = SourceFile(path, dataset, _alpha_band(dataset, path))
    product = (dataset.GetMetadata() or {}).get(KIND, DESPECKLED)
    if product != DESPECKLED:
        raise InputError(
            f"'{source.name}' is an output of this software ({product}), not backscatter", "an image of one date",
            "give the original image of the satellite",
        )
    kinds = [source.dataset.GetRasterBand(n).DataType for n in source.bands]
    if any(gdal.DataTypeIsComplex(kind) for kind in kinds):
        raise InputError(
            f"'{source.name}' holds complex numbers (single-look complex data)",
            "intensity or amplitude of VV and VH, or the covariance matrix C2, in real numbers",
            "calibrate it and form C2 (SNAP: Polarimetric Matrix Generation, C2) or multilook to intensity first",
        )
    encoded = any((b.GetScale() or 1, b.GetOffset() or 0) != (1, 0) for b in map(source.dataset.GetRasterBand, source.bands))
    if all(gdal.GetDataTypeSize(kind) <= 8 for kind in kinds) and not encoded:
        raise InputError(
            f"'{source.name}' is an 8-bit picture with {len(kinds)} band(s): stretched for display, its backscatter is lost",
            "backscatter as 32-bit numbers (or 16-bit amplitudes), VV and VH or the four bands of C2",
            "export the raw values (in QGIS: Save As, raw data; not 'rendered image')",
        )
    return source


def _alpha_band(dataset: Any, path: str) -> int | None:
    """Return the number of the band that masks the others; GDAL itself heeds it only as the second or fourth band.

    Sentinel Hub names it dataMask. Some writers mark the second of two bands as alpha: a band named VH is VH, and one that
    is mostly neither 0 nor full is no mask.
    """
    gdal = gdal_module()
    for number in range(1, min(dataset.RasterCount, 64) + 1):
        band = dataset.GetRasterBand(number)
        name = band.GetDescription()
        if (band.GetColorInterpretation() != gdal.GCI_AlphaBand and name != "dataMask") or role_of(name) is not None:
            continue
        windows = sample_windows(dataset.RasterXSize, dataset.RasterYSize)
        values = np.concatenate([read_band(dataset, number, window, path).ravel() for window in windows])
        full = values.max()
        if len(np.unique(values)) <= 2 or (full in FULL and ((values == 0) | (values == full)).mean() > 0.5):
            return number
    return None


def open_raster(path: str) -> Any:
    """Open a raster for reading and refuse what cannot be SAR backscatter.

    The caller must hold the dataset as long as any of its bands is used. Raises :class:`InputError` if the file is missing,
    unreadable, a container of several rasters, of absurd size, a description of a web service, or a virtual raster that reads
    anything but whole raster files.
    """
    if "\0" in path or len(path) > LONGEST_PATH:
        raise InputError(f"The name of the input has {len(path)} characters or a zero byte", "a path", "correct it")
    if any(ord(character) in range(0xD800, 0xE000) for character in path):
        raise InputError(f"The name '{path}' holds bytes that are no UTF-8", "a name that GDAL can open", "rename the file")
    check_source(path)
    with limited_waiting():
        _check_servers((path, *sources_of(path)))
    dataset, message = _open(path)
    if dataset is None:
        is_raw = Path(path).suffix.lower() in (".bin", ".img", ".dat", ".raw", "")
        header = missing_header(Path(path)) if is_raw else None
        raise InputError(
            f"'{path}' cannot be opened as a raster{message}", "a raster that GDAL reads, for example a GeoTIFF",
            f"if these are raw data, put their ENVI header '{header.name}' beside the file" if header else
            "write a cube of several dates to netCDF: gdalmdimtranslate NAME.zarr NAME.nc, or xarray's to_netcdf"
            if path.startswith("ZARR:") else
            "check the path, and that the file is complete (download or export it again)",
        )
    # what GDAL puts off until it is asked; without exceptions it would go on without georeference
    asked = [dataset.GetSpatialRef, dataset.GetMetadata, dataset.GetGeoTransform]
    asked += [dataset.GetRasterBand(1).GetMaskFlags] if dataset.RasterCount else []
    if message := attempt(lambda: [ask() for ask in asked])[1]:
        raise InputError(f"The description of '{path}' is damaged{message}", "a sound file", "download or export it again")
    _refuse_unfit(dataset, path)
    return dataset


def _open(path: str) -> tuple[Any, str]:
    """Return the dataset, or None and why; drivers that would ask a server are left out before anything is opened."""
    with quiet() as gdal, limited_waiting():
        try:
            driver = gdal.IdentifyDriverEx(path, gdal.OF_RASTER)
            if driver is not None and driver.ShortName in WEB_DRIVERS:
                raise web_service(f"'{path}'", driver.ShortName)
            drivers = {gdal.GetDriver(index).ShortName for index in range(gdal.GetDriverCount())}
            allowed = [*drivers.difference(WEB_DRIVERS)]
            return gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_READONLY, allowed_drivers=allowed), last_message()
        except RuntimeError as error:
            # words only: to keep the error would tie dataset, frame and error into a cycle that outlives GDAL itself
            return None, last_message(error)


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


def missing_header(file: Path) -> Path | None:
    """Return the ENVI header that is not beside a file of raw data."""
    if not os.path.isfile(file):
        return None
    headers = (file.with_suffix(".hdr"), Path(f"{file}.hdr"))
    return None if any(header.is_file() for header in headers) else headers[0]


def _refuse_unfit(dataset: Any, path: str) -> None:
    if dataset.GetDriver().ShortName == "VRT":
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
    _refuse_short(dataset, path)
    pixels = dataset.RasterXSize * dataset.RasterYSize
    if pixels > LARGEST_SCENE or dataset.RasterCount > MOST_BANDS:
        hours, gigabytes = pixels * SECONDS_PER_PIXEL / 3600, pixels * 8 / 1e9
        raise InputError(
            f"'{path}' claims {dataset.RasterXSize} x {dataset.RasterYSize} pixels and {dataset.RasterCount} bands: about "
            f"{hours:.0f} hours of one processor core, and {gigabytes:.0f} GB of despeckled VV and VH",
            f"at most {LARGEST_SCENE:.0e} pixels and {MOST_BANDS} bands",
            "check the file; cut a mosaic of this size into parts (gdal_translate -projwin)",
        )


def _refuse_short(dataset: Any, path: str) -> None:
    """Refuse a file in ENVI's format that was cut off: GDAL takes what is missing for zeros."""
    header, found = dataset.GetMetadata("ENVI") or {}, attempt(lambda: gdal_module().VSIStatL(path))[0]
    if found is None or header.get("file_compression", "0") != "0" or dataset.GetDriver().ShortName != "ENVI":
        return
    kinds = (dataset.GetRasterBand(number + 1).DataType for number in range(dataset.RasterCount))
    pixel = sum(gdal_module().GetDataTypeSize(kind) // 8 for kind in kinds)
    expected = int(header.get("header_offset", 0)) + dataset.RasterXSize * dataset.RasterYSize * pixel
    if found.size < expected:
        raise InputError(
            f"'{path}' has {found.size} bytes, its header states {expected}: it was cut off", "a complete file",
            "copy or export it again",
        )


def file_stamp(path: str) -> tuple[int, int, int] | None:
    """Return size, time of change and number of a local file; None for everything else."""
    with contextlib.suppress(OSError, ValueError):
        found = os.stat(path)
        return found.st_size, found.st_mtime_ns, found.st_ino
    return None


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
