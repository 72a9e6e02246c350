"""A band of a date: what it holds, how it stores it, its values as stored, and a sample of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.raster.acquisition import acquired, time_in_cube, time_in_name
from mtdn_core.raster.fill import UNLIMITED, Limits, plausible
from mtdn_core.raster.gdal import Bool, Float, Window, attempt, check_cancelled, gdal_module, read_band, scan_windows
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import HORIZONTAL, intensity_of
from mtdn_core.raster.source import SourceFile


class Stored(NamedTuple):
    """A window as stored, scale and offset applied."""

    values: Float  # (bands, height, width)
    valid: Bool  # (height, width), False for nodata, masks and what is no number; units and undeclared fill play no role here
    zero: Bool  # (bands, height, width), True where a band is stored as 0


@dataclass(frozen=True)
class Band:
    """A band of a file, or of an array in the place of one, what it holds (`role`), and how it stores it."""

    role: str  # VV, VH, or one of :data:`mtdn_core.raster.names.C2`; empty if nothing tells
    file: SourceFile
    number: int
    why: str  # is it taken for what it holds
    nodata: float | None
    scale: float
    offset: float
    description: str
    unit: str
    masked: bool  # by the file, otherwise than by nodata or alpha
    half: bool  # 16 bits of floating point
    integers: bool  # whole numbers without a scale
    polarisation: str = ""  # HH or HV in the role of VV or VH
    missing: float | None = None  # declared nodata beside the other, as netCDF may
    keeps_zeros: bool = False  # declared nodata, but measured where another band is
    limits: Limits = UNLIMITED

    @classmethod
    def of(cls, role: str, file: SourceFile, number: int, why: str) -> Band:
        gdal, band = gdal_module(), file.dataset.GetRasterBand(number)
        missing = re.fullmatch(r"\s*([-+]?\d+\.?\d*(?:[eE][-+]?\d+)?)\s*", band.GetMetadataItem("missing_value") or "")
        flags, scale, offset = band.GetMaskFlags(), float(band.GetScale() or 1), float(band.GetOffset() or 0)
        return cls(
            role, file, number, why, band.GetNoDataValue(), scale, offset,
            description="" if band.GetDescription() == file.name else band.GetDescription(), unit=band.GetUnitType() or "",
            masked=not flags & (gdal.GMF_ALL_VALID | gdal.GMF_ALPHA) and (bool(flags & gdal.GMF_PER_DATASET) or not flags),
            half="16" in (band.GetMetadataItem("NBITS", "IMAGE_STRUCTURE"), str(gdal.GetDataTypeSize(band.DataType))),
            integers="Int" in gdal.GetDataTypeName(band.DataType) and (scale, offset) == (1, 0),
            missing=float(missing[1]) if missing and float(missing[1]) else None,
        )

    def in_place(self) -> Band:
        """Return HH and HV in the roles of VV and VH; they keep their names."""
        return replace(self, role=HORIZONTAL[self.role], polarisation=self.role) if self.role in HORIZONTAL else self

    @property
    def name(self) -> str:
        """What it holds, for the user."""
        return self.polarisation or self.role

    @property
    def intensity(self) -> str:
        """The polarisation whose intensity it is: VV for C11, VH for C22."""
        return self.polarisation or intensity_of(self.role)

    @property
    def is_c12(self) -> bool:
        """True for real and imaginary part of C12, which have no meaning in dB."""
        return self.role in ("C12_real", "C12_imag")

    @property
    def handle(self) -> Any:
        """GDAL's band; the file must outlive it."""
        return self.file.dataset.GetRasterBand(self.number)

    @property
    def alpha(self) -> int | None:
        """Number of the band that masks it."""
        return None if self.file.alpha == self.number else self.file.alpha

    @property
    def acquired(self) -> datetime | None:
        """When it was measured, if it says so itself: of several dates in one file, that of the file is the first one's."""
        names = (self.why, self.description, *map(os.path.basename, self.file.paths_behind(self.number)[:1]))
        stated, own = next((when for when in map(time_in_name, names) if when), None), self.handle.GetMetadata() or {}
        return stated or time_in_cube({**(self.file.dataset.GetMetadata() or {}), **own}) or acquired(own)

    def element(self, channels: int) -> int:
        """Place of the band in an image of 2 (VV, VH) or 4 channels (C11, Re C12, Im C12, C22)."""
        return {"VV": 0, "C11": 0, "C12_real": 1, "C12_imag": 2}.get(self.role, channels - 1)

    @property
    def label(self) -> str:
        """Where it is, in words."""
        return f"channel {self.number}" if self.file.in_memory else f"band {self.number} of '{self.file.name}'"

    def __str__(self) -> str:
        return self.label if self.file.in_memory else f"{self.name} = {self.label} ({self.why})"

    def read(self, window: Window) -> NDArray[Any]:
        """Read a window in the data type of the file."""
        return read_band(self.file.dataset, self.number, window, self.file.path)

    def scaled(self, raw: NDArray[Any]) -> NDArray[Any]:
        """Apply scale and offset to values of the file."""
        return raw if (self.scale, self.offset) == (1, 0) else raw * self.scale + self.offset


def equals_nodata(raw: NDArray[Any], nodata: float | None, half: bool) -> Bool:
    """Return where values equal a declared nodata at the precision of the file, `half`: 16 bits of floating point.

    Values such as -3.4e38, -9999 or -99.99 are stored by some writers with fewer digits than they declare.
    """
    if nodata is None:
        return np.zeros(raw.shape, bool)
    with np.errstate(over="ignore", invalid="ignore"):
        mark = np.float32(nodata) if raw.dtype == np.float32 else nodata
        same: Bool = raw == mark
        if raw.dtype.kind == "f" and nodata != 0 and np.isfinite(nodata):
            tolerance = 1e-3 if half or abs(nodata) > 1e30 else 1e-6
            same |= np.abs(raw.astype(np.float64) - nodata) <= tolerance * abs(nodata)
            if np.isinf(mark) or abs(nodata) > 3e38:
                same |= (np.abs(raw) > 3e38) & (np.sign(raw) == np.sign(nodata))
    return same


def read_stored(bands: Sequence[Band], window: Window) -> Stored:
    """Read a window of all bands of a date."""
    shape = (len(bands), *window[:1:-1])
    if is_empty(bands, window):
        return Stored(np.zeros(shape, np.float32), np.zeros(shape[1:], bool), np.ones(shape, bool))
    values, valid, zero = np.empty(shape, np.float32), np.ones(shape[1:], bool), np.empty(shape, bool)
    for index, band in enumerate(bands):
        raw, (dataset, path) = band.read(window), (band.file.dataset, band.file.path)
        if not band.keeps_zeros:
            valid &= ~equals_nodata(raw, band.nodata, band.half)
        valid &= ~equals_nodata(raw, band.missing, band.half)
        if band.masked:
            valid &= read_band(dataset, band.number, window, path, mask=True) != 0
        if band.alpha is not None:
            valid &= read_band(dataset, band.alpha, window, path) != 0
        zero[index] = raw == 0
        with np.errstate(over="ignore", invalid="ignore"):
            values[index] = band.scaled(raw)
        valid &= np.isfinite(values[index])
    if any(band.keeps_zeros for band in bands):
        valid &= ~zero.all(0)
    return Stored(values, valid, zero)


def is_empty(bands: Sequence[Band], window: Window) -> bool:
    """Return True for a window of which no file holds anything: sparse files, gaps of a mosaic; fast at any size."""
    empty = gdal_module().GDAL_DATA_COVERAGE_STATUS_EMPTY
    # where a source of a mosaic is missing GDAL finds nothing, too, and notes a failure: reading it says what is wrong
    return attempt(lambda: all(b.handle.GetDataCoverageStatus(*window)[0] == empty for b in bands))[0] is True


def sample_stored(bands: Sequence[Band], windows: Iterable[Window]) -> Float:
    """Return (bands, samples) of the measured pixels of windows that are not all zero."""
    read = (read_stored(bands, window) for window in windows)
    return np.concatenate([values[:, valid & ~zero.all(0)] for values, valid, zero in read], axis=1)


def find_sample(bands: Sequence[Band], grid: Grid, windows: Iterable[Window], path: str) -> Float:
    """Return :func:`sample_stored`, or the first measured pixels there are; raise if the whole raster has none."""
    sample = sample_stored(bands, windows)
    if _has_magnitude(sample):
        return sample
    for window in scan_windows(grid.width, grid.height):
        check_cancelled()
        if not is_empty(bands, window) and _has_magnitude(found := sample_stored(bands, [window])):
            return found
    if not sample.size:
        advice = (f"check the file and its nodata value ({b.nodata:g})" for b in bands if b.nodata is not None)
        raise InputError(
            f"'{path}' holds no measured pixel: all {grid.width} x {grid.height} are nodata, masked, not a number or 0",
            "backscatter in at least one pixel", next(advice, "check its values"),
        )
    if empty := [str(band) for band, values in zip(bands, sample) if not band.is_c12 and not values.any()]:
        raise InputError(
            f"{' and '.join(empty)}: all values are 0", "backscatter in both bands",
            "give the other one alone, or check the arrays" if bands[0].file.in_memory else
            "check the file; to use the other band alone, state its number (--bands)",
        )
    return sample


def _has_magnitude(sample: Float) -> bool:
    return all(plausible(values).any() for values in (sample[0], sample[-1]))
