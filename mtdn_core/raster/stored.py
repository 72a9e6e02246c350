"""The bands of a date as they are stored: values, declared nodata, masks, and a sample of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.raster.channel import Channel
from mtdn_core.raster.fill import Limits, plausible
from mtdn_core.raster.gdal import Window, failed, gdal_module, quiet, read_band, sample_windows, scan_windows
from mtdn_core.raster.grid import Grid

Float = NDArray[np.float32]
Bool = NDArray[np.bool_]


@dataclass(frozen=True)
class BandFacts:
    """How a band stores its values, and what an output must repeat."""

    channel: Channel
    nodata: float | None
    scale: float
    offset: float
    description: str
    unit: str
    masked: bool
    alpha: int | None = None
    half: bool = False  # 16 bits of floating point
    integers: bool = False  # whole numbers without a scale

    @property
    def scaled(self) -> bool:
        """True if values are stored with a scale or an offset."""
        return (self.scale, self.offset) != (1, 0)


def facts_of(channel: Channel) -> BandFacts:
    gdal, band, alpha = gdal_module(), channel.handle, channel.file.alpha
    flags, scale, offset = band.GetMaskFlags(), float(band.GetScale() or 1), float(band.GetOffset() or 0)
    return BandFacts(
        channel, band.GetNoDataValue(), scale, offset, unit=band.GetUnitType() or "",
        description="" if band.GetDescription() == channel.file.name else band.GetDescription(),
        masked=not flags & (gdal.GMF_ALL_VALID | gdal.GMF_ALPHA) and (bool(flags & gdal.GMF_PER_DATASET) or not flags),
        alpha=None if alpha == channel.band else alpha,
        half="16" in (band.GetMetadataItem("NBITS", "IMAGE_STRUCTURE"), str(gdal.GetDataTypeSize(band.DataType))),
        integers="Int" in gdal.GetDataTypeName(band.DataType) and (scale, offset) == (1, 0),
    )


def read_stored(facts: tuple[BandFacts, ...], window: Window) -> tuple[Float, Bool, Bool]:
    """Read a window as stored, scale and offset applied.

    Returns
    -------
    values
        (bands, height, width) float32.
    valid
        (height, width), False for nodata, masks and what is no number; units and undeclared fill play no role here.
    zero
        (height, width), True where all bands are stored as 0.
    """
    return _read(facts, window, is_empty(facts, window))


def _read(facts: tuple[BandFacts, ...], window: Window, empty: bool) -> tuple[Float, Bool, Bool]:
    shape = window[:1:-1]
    values, zero = np.zeros((len(facts), *shape), np.float32), np.ones(shape, bool)
    if empty:
        return values, np.zeros(shape, bool), zero
    valid = np.ones(shape, bool)
    for index, f in enumerate(facts):
        source = f.channel.file
        raw = read_band(source.dataset, f.channel.band, window, source.path)
        if f.nodata is not None:
            valid &= ~_is_nodata(raw, f.nodata, f.half)
        if f.masked:
            valid &= read_band(source.dataset, f.channel.band, window, source.path, mask=True) != 0
        if f.alpha is not None:
            valid &= read_band(source.dataset, f.alpha, window, source.path) != 0
        zero &= raw == 0
        with np.errstate(over="ignore", invalid="ignore"):
            values[index] = raw * f.scale + f.offset if f.scaled else raw
        valid &= np.isfinite(values[index])
    return values, valid, zero


def zeros_and_nodata(facts: tuple[BandFacts, ...], limits: tuple[Limits, ...], window: Window) -> tuple[Bool, Bool] | None:
    """Return where all bands are zero, and where nothing was measured; None for a window that no file covers."""
    if is_empty(facts, window):
        return None
    values, valid, zero = _read(facts, window, False)
    for stored, limit in zip(values, limits):
        valid &= limit.measured(stored) | zero
    return zero & valid, ~valid


def is_empty(facts: tuple[BandFacts, ...], window: Window) -> bool:
    """Return True for a window of which no file holds anything: sparse files, gaps of a mosaic; fast at any size."""
    with quiet() as gdal:
        try:
            for f in facts:
                if f.channel.handle.GetDataCoverageStatus(*window)[0] != gdal.GDAL_DATA_COVERAGE_STATUS_EMPTY:
                    return False
        except RuntimeError:
            return False
        # where a source of a mosaic is missing GDAL finds nothing, too: reading it says what is wrong
        return not failed()


def declares_nodata(facts: tuple[BandFacts, ...]) -> bool:
    """Return True if a file says by itself where nothing was measured."""
    return any(f.nodata is not None or f.masked or f.alpha is not None for f in facts)


def _is_nodata(raw: NDArray[Any], nodata: float, half: bool) -> Bool:
    """Return where values equal nodata at the precision of the file.

    Values such as -3.4e38, -9999 or -99.99 are stored by some writers with fewer digits than they declare.
    """
    with np.errstate(over="ignore"):
        mark = np.float32(nodata) if raw.dtype == np.float32 else nodata
    same: Bool = raw == mark
    if raw.dtype.kind == "f" and nodata != 0 and not np.isnan(nodata):
        tolerance = 1e-3 if half or abs(nodata) > 1e30 else 1e-6
        with np.errstate(over="ignore", invalid="ignore"):
            same |= np.abs(raw.astype(np.float64) - nodata) <= tolerance * abs(nodata)
        if np.isinf(mark) or abs(nodata) > 3e38:
            same |= (np.abs(raw) > 3e38) & (np.sign(raw) == np.sign(nodata))
    return same


def sample_stored(facts: tuple[BandFacts, ...], grid: Grid, path: str, check: Callable[[], None]) -> Float:
    """Return (bands, samples) of measured pixels that are not all zero, or raise if the whole raster has none."""
    found = []
    for window in sample_windows(grid.width, grid.height):
        values, valid, zero = read_stored(facts, window)
        found.append(values[:, valid & ~zero])
    result: Float = np.concatenate(found, axis=1)
    if result.size and all(plausible(values).any() for values in (result[0], result[-1])):
        return result
    for window in scan_windows(grid.width, grid.height):
        check()
        if is_empty(facts, window):
            continue
        values, valid, zero = _read(facts, window, False)
        valid &= ~zero
        if valid.any() and plausible(values[0][valid]).any():
            return values[:, valid]
    if result.size:
        return result
    raise nothing_measured(path, grid, facts)


def nothing_measured(path: str, grid: Grid, facts: tuple[BandFacts, ...], sample: Float | None = None) -> InputError:
    """Return the error for a raster without backscatter; `sample` holds finite values that no radar measures."""
    if sample is not None:
        return InputError(
            f"'{path}' holds no measured pixel: sampled values lie between {sample.min():.3g} and {sample.max():.3g}, which "
            "no radar measures",
            "backscatter in linear power, amplitude or dB", "check the file, and the units if they were stated",
        )
    nodata = next((f.nodata for f in facts if f.nodata is not None), None)
    return InputError(
        f"'{path}' holds no measured pixel: all {grid.width} x {grid.height} are nodata, masked, not a number or 0",
        "backscatter in at least one pixel",
        "check the file" + (f" and its nodata value ({nodata:g})" if nodata is not None else " in QGIS"),
    )
