"""One raster file of a date, opened, and refused where it cannot hold backscatter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import numpy as np

from mtdn_core.errors import InputError, without_signature
from mtdn_core.raster.gdal import gdal_module, read_band, sample_windows
from mtdn_core.raster.names import role_of
from mtdn_core.raster.opening import all_files, open_raster
from mtdn_core.raster.provenance import DESPECKLED, KIND

FULL = (1, 255, 32767, 65535)  # alpha of what is covered wholly


@dataclass(frozen=True)
class SourceFile:
    """An open raster file; holds the dataset, which must outlive its bands."""

    path: str
    dataset: Any
    alpha: int | None = None

    @property
    def name(self) -> str:
        """File name for messages and recognition; a sub-dataset string keeps its own name."""
        return Path(without_signature(self.path)).name.replace('"', "")

    @property
    def bands(self) -> tuple[int, ...]:
        """Numbers of the bands that hold measurements (alpha is a mask)."""
        return tuple(n for n in self.all_bands if n != self.alpha)

    @property
    def all_bands(self) -> tuple[int, ...]:
        """Numbers of all bands."""
        return tuple(range(1, self.dataset.RasterCount + 1))

    def names_behind(self, number: int) -> tuple[str, ...]:
        """Names of the files of which a virtual raster makes a band; empty if all its bands have the same, or it is none."""
        return tuple(Path(path).name for path in self.paths_behind(number))

    def paths_behind(self, number: int) -> tuple[str, ...]:
        """The same with their folders, as the virtual raster states them."""
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
        """All files it is read from; those of a VRT and of an archive, too."""
        return all_files(self.dataset, self.path)


def open_source(path: str, name: str | None = None) -> SourceFile:
    """Open a raster and refuse complex (SLC) and 8-bit (stretched) data.

    `name`: path for messages, where `path` is a virtual raster that this library made. Raises :class:`InputError`.
    """
    gdal = gdal_module()
    dataset = open_raster(path, trusted=name is not None)
    source = SourceFile(name or path, dataset, _alpha_band(dataset, name or path))
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
    if all(gdal.GetDataTypeSize(kind) <= 8 for kind in kinds):
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
