"""One acquisition date, read by windows as an image in linear power and its valid mask.

Not measured, and the same for every tile: NaN and infinite; the declared nodata, at the file's precision; masked by the
dataset; values that no radar measures, and zeros outside the footprint (:mod:`mtdn_core.raster.fill`); zero in every
band where the file declares neither nodata nor mask. A pixel is measured if all bands of its date are.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import GridMismatchError, InputError, UnitsError
from mtdn_core.polarimetry.units import Recognition, recognise, to_power, units_in_text
from mtdn_core.raster import acquisition
from mtdn_core.raster.bands import Channel, recognise_bands
from mtdn_core.raster.fill import Limits, ZeroFill, count_text, find_limits, find_zero_fill, plausible
from mtdn_core.raster.gdal import Window, gdal_module, read_band, sample_windows, strips
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.negatives import MARGIN, keep_mean
from mtdn_core.raster.source import open_date

Float = NDArray[np.float32]
Bool = NDArray[np.bool_]

SWAPPED_DB = 1.0  # VH this much above VV looks exchanged


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


@dataclass(frozen=True)
class DateRaster:
    """An open date.

    Attributes
    ----------
    name
        File name for messages.
    grid
        Where the pixels lie.
    bands
        In the order of the image's channels.
    units
        ``linear``, ``db`` or ``amplitude``, and why.
    limits
        Per band what measured values lie between.
    zero_fill
        Zeros outside the footprint; None: there are none.
    notes, warnings
        What was recognised; what the user should check.
    metadata
        Of the (first) file, for the output.
    files
        Everything that is read, also behind virtual rasters and archives; no output may be one of them.
    acquired, orbit
        When and from which orbit the image was taken, as far as metadata and names tell.
    """

    name: str
    grid: Grid
    bands: tuple[BandFacts, ...]
    units: Recognition
    limits: tuple[Limits, ...]
    zero_fill: ZeroFill | None
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    acquired: datetime | None = None
    orbit: str | None = None
    _lock: Any = field(default_factory=threading.RLock, repr=False, compare=False)

    @property
    def channels(self) -> int:
        """Channels of the image: 4 for the covariance matrix C2, 2 for VV and VH."""
        return len(self.bands)

    @property
    def has_c12(self) -> bool:
        """True if the whole covariance matrix is there."""
        return self.channels == 4

    @property
    def bands_text(self) -> str:
        """The recognition in words."""
        return ", ".join(str(b.channel) for b in self.bands)

    @property
    def nodata(self) -> float | None:
        """The declared nodata value, the first if bands differ."""
        return next((b.nodata for b in self.bands if b.nodata is not None), None)

    def read(self, window: Window) -> tuple[Float, Bool]:
        """Read a window; may be called from several threads.

        Parameters
        ----------
        window
            (column, row, width, height) in pixels, inside the grid.

        Returns
        -------
        image
            (2 or 4, height, width), linear power; zeros where not measured. Negative powers, which subtraction of the
            noise leaves, are made up for by their neighbours (:mod:`mtdn_core.raster.negatives`).
        valid
            (height, width), True where measured.

        Raises
        ------
        InputError
            If a file is truncated or damaged; the message names file and window.
        """
        outer = _grown(window, self.grid.width, self.grid.height) if self.units.units == "linear" else window
        with self._lock:
            values, valid = read_stored(self.bands, outer)
        if self.zero_fill is not None:
            valid &= ~self.zero_fill.mask(outer)
        image = np.zeros((self.channels, *valid.shape), np.float32)
        for index, (facts, stored, limits) in enumerate(zip(self.bands, values, self.limits)):
            if facts.channel.is_c12:
                image[index] = stored
                continue
            valid &= limits.measured(stored)
            image[index] = to_power(stored, self.units.units)
        # a finite dB value may still be too large for a power in 32 bits
        valid &= np.isfinite(image).all(0)
        image[:, ~valid] = 0
        for index in (0, -1):
            if (image[index] < 0).any():
                image[index] = keep_mean(image[index], valid)
        rows = slice(window[1] - outer[1], window[1] - outer[1] + window[3])
        columns = slice(window[0] - outer[0], window[0] - outer[0] + window[2])
        return np.ascontiguousarray(image[:, rows, columns]), np.ascontiguousarray(valid[rows, columns])


def open_date_raster(path: str, vh_path: str | None, bands: tuple[int, ...] | None, units: str) -> DateRaster:
    """Open one date: find its files, bands, units, and check that something was measured.

    Raises
    ------
    InputError, BandError, UnitsError, GridMismatchError
        With what was found, what was expected, and what to do.
    """
    files, notes = open_date(path, vh_path)
    channels, warnings = recognise_bands(files, vh_path is not None, bands)
    facts = tuple(_facts(channel) for channel in channels)
    grid, grid_notes = _common_grid(facts)
    sample = _sample(facts, grid, path)
    name = files[0].name
    found = _units(facts, sample, units, name, path)
    limits = tuple(
        Limits(-np.inf, np.inf) if f.channel.is_c12 else find_limits(values, found.units)
        for f, values in zip(facts, sample)
    )
    fill = [
        text for f, values, limit in zip(facts, sample, limits)
        if (text := count_text(f"band {f.channel.band} of '{f.channel.file.name}'", values, limit))
    ]  # fmt: skip
    good = np.logical_and.reduce([limit.measured(values) for limit, values in zip(limits, sample)])
    if not good.any():
        raise _nothing_measured(path, grid, facts)
    zero_fill = _zero_fill(facts, grid, limits)
    if zero_fill is not None:
        fill.append(f"{zero_fill.pixels} zeros at the border or beside nodata are taken for nodata")
    metadata = files[0].dataset.GetMetadata() or {}
    names = (name, Path(path).parent.name, *(f.description for f in facts))
    driver = files[0].dataset.GetDriver().ShortName
    kept = {k: v for k, v in metadata.items() if not k.startswith(("STATISTICS_", "TIFFTAG_SOFTWARE"))}
    return DateRaster(
        name=name,
        grid=grid,
        bands=facts,
        units=found,
        limits=limits,
        zero_fill=zero_fill,
        notes=(*notes, *grid_notes, *fill, *(() if driver == "GTiff" else (f"'{name}' is read as {driver}",))),
        warnings=(*warnings, *_swapped(facts, sample[:, good], found.units)),
        metadata=kept,
        files=tuple(dict.fromkeys(p for f in files for p in f.files())),
        acquired=acquisition.acquired(metadata, *names),
        orbit=acquisition.orbit(metadata, *names),
    )


def _grown(window: Window, width: int, height: int) -> Window:
    column, row = max(window[0] - MARGIN, 0), max(window[1] - MARGIN, 0)
    right, bottom = min(window[0] + window[2] + MARGIN, width), min(window[1] + window[3] + MARGIN, height)
    return column, row, right - column, bottom - row


def _facts(channel: Channel) -> BandFacts:
    band = channel.file.dataset.GetRasterBand(channel.band)
    scale, offset = band.GetScale(), band.GetOffset()
    description = band.GetDescription()
    alpha = channel.file.alpha
    return BandFacts(
        channel=channel,
        nodata=band.GetNoDataValue(),
        scale=1.0 if scale is None or scale == 0 else float(scale),
        offset=0.0 if offset is None else float(offset),
        description="" if description == channel.file.name else description,
        unit=band.GetUnitType() or "",
        masked=channel.file.has_mask,
        alpha=None if alpha == channel.band else alpha,
    )


def _common_grid(facts: tuple[BandFacts, ...]) -> tuple[Grid, tuple[str, ...]]:
    """Return the grid of a date's files; one without georeference may follow one that has it."""
    files = list({f.channel.file.path: f.channel.file for f in facts}.values())
    grids = [Grid.of(file.dataset) for file in files]
    best = next((i for i, g in enumerate(grids) if g.georeferenced), 0)
    notes = []
    for file, grid in zip(files, grids):
        if not grid.georeferenced and (grid.width, grid.height) == (grids[best].width, grids[best].height):
            if grids[best].georeferenced:
                notes.append(f"'{file.name}' has no georeference; that of '{files[best].name}' is used")
            continue
        differences = grids[best].differences(grid)
        if differences:
            raise GridMismatchError(
                f"'{files[best].name}' and '{file.name}', of one date, lie on different grids: "
                + "; ".join(differences),
                "one grid for all files of a date",
                "choose files of the same product, or bring one onto the other's grid with 'Warp (reproject)'",
            )
    return grids[best], tuple(notes)


def read_stored(facts: tuple[BandFacts, ...], window: Window) -> tuple[Float, Bool]:
    """Read a window as stored (scale and offset applied) and what nodata, masks and zeros say of it.

    Returns (bands, height, width) float32 and (height, width); units and fill that is not declared play no part here.
    """
    width, height = window[2:]
    values = np.empty((len(facts), height, width), np.float32)
    valid = np.ones((height, width), bool)
    zero = np.ones((height, width), bool)
    for index, f in enumerate(facts):
        source = f.channel.file
        raw = read_band(source.dataset, f.channel.band, window, source.path)
        if f.nodata is not None:
            valid &= ~_is_nodata(raw, f.nodata)
        if f.masked:
            valid &= read_band(source.dataset, f.channel.band, window, source.path, mask=True) != 0
        if f.alpha is not None:
            valid &= read_band(source.dataset, f.alpha, window, source.path) != 0
        zero &= raw == 0
        with np.errstate(over="ignore", invalid="ignore"):
            values[index] = raw if (f.scale, f.offset) == (1.0, 0.0) else raw * f.scale + f.offset
        valid &= np.isfinite(values[index])
    if not _declares_nodata(facts):
        valid &= ~zero
    return values, valid


def _declares_nodata(facts: tuple[BandFacts, ...]) -> bool:
    return any(f.nodata is not None or f.masked or f.alpha is not None for f in facts)


def _is_nodata(raw: NDArray[Any], nodata: float) -> Bool:
    """Return where values equal nodata at the precision of the file.

    Large values such as -3.4e38, -9999 or 65504 are stored by some writers with fewer digits than they declare.
    """
    with np.errstate(over="ignore"):
        mark = np.float32(nodata) if raw.dtype == np.float32 else nodata
    same: Bool = raw == mark
    if raw.dtype.kind == "f" and abs(nodata) > 500:
        tolerance = 1e-3 if abs(nodata) > 1e30 or raw.dtype.itemsize < 4 else 1e-6
        with np.errstate(over="ignore", invalid="ignore"):
            same |= np.abs(raw.astype(np.float64) - nodata) <= tolerance * abs(nodata)
        if np.isinf(mark):
            same |= np.abs(raw) > 3e38
    return same


def _sample(facts: tuple[BandFacts, ...], grid: Grid, path: str) -> NDArray[np.float32]:
    """Return (bands, samples) of measured pixels, or raise if the whole raster has none."""
    parts = []
    for window in sample_windows(grid.width, grid.height):
        values, valid = read_stored(facts, window)
        parts.append(values[:, valid])
    result: NDArray[np.float32] = np.concatenate(parts, axis=1)
    if result.size and plausible(result[0]).any():
        return result
    for window in strips(grid.width, grid.height):
        values, valid = read_stored(facts, window)
        if valid.any():
            return values[:, valid]
    raise _nothing_measured(path, grid, facts)


def _nothing_measured(path: str, grid: Grid, facts: tuple[BandFacts, ...]) -> InputError:
    nodata = next((f.nodata for f in facts if f.nodata is not None), None)
    return InputError(
        f"'{path}' holds no measured pixel: all {grid.width} x {grid.height} are nodata, masked, not a number or 0",
        "backscatter in at least one pixel",
        "check the file" + (f" and its nodata value ({nodata:g})" if nodata is not None else " in QGIS"),
    )


def _units(
    facts: tuple[BandFacts, ...], sample: NDArray[np.float32], asked: str, name: str, path: str
) -> Recognition:
    vv, vh = (values[plausible(values)] for values in (sample[0], sample[-1]))
    if not vv.size or not vh.size:
        vv, vh = sample[0], sample[-1]
    whole = _whole_numbers((vv, vh), path, facts)
    return recognise(vv, vh, _unit_hints(facts), asked, name, whole, c2=len(facts) == 4)


def _whole_numbers(intensities: tuple[Any, ...], path: str, facts: tuple[BandFacts, ...]) -> bool:
    """Return True for unscaled integers of 16 bits or more; refuse a display stretch stored as other numbers."""
    gdal = gdal_module()
    kinds = {gdal.GetDataTypeName(f.channel.file.dataset.GetRasterBand(f.channel.band).DataType) for f in facts}
    if all(kind.startswith(("UInt", "Int")) for kind in kinds):
        return all((f.scale, f.offset) == (1.0, 0.0) for f in facts)
    both = np.concatenate(intensities)
    if both.min() >= 0 and both.max() <= 255 and not np.any(np.mod(both, 1)) and len(np.unique(both[:100000])) > 16:
        raise InputError(
            f"'{path}' holds only whole numbers from {both.min():.0f} to {both.max():.0f}: an 8-bit picture stretched "
            "for display, stored in a wider type",
            "backscatter (power, dB or amplitude)",
            "export the raw values instead of the rendered image",
        )
    return False


def _unit_hints(facts: tuple[BandFacts, ...]) -> tuple[tuple[str, str], ...]:
    """Collect what names and metadata say of the units; refuse bands that say different things."""
    per_band: list[tuple[str, str]] = []
    for f in facts:
        band = f.channel.file.dataset.GetRasterBand(f.channel.band)
        texts = [(f"the unit of band {f.channel.band}", f.unit), (f"the description '{f.description}'", f.description)]
        for owner in (band, f.channel.file.dataset):
            texts += [
                (f"the metadata entry {key}", value)
                for key, value in (owner.GetMetadata() or {}).items()
                if key.lower() in ("unit", "units", "scale", "radiometry_scale", "calibration")
            ]
        texts.append((f"the file name '{f.channel.file.name}'", f.channel.file.name))
        for where, text in texts:
            stated = units_in_text(text) if text else None
            if stated:
                per_band.append((stated, where))
                break
    if len({units for units, _ in per_band}) > 1:
        raise UnitsError(
            "The bands state different units: " + "; ".join(f"{units} by {where}" for units, where in per_band),
            "one unit for all bands of a date",
            "choose bands of one unit, or state the units",
        )
    return tuple(per_band)


def _zero_fill(facts: tuple[BandFacts, ...], grid: Grid, limits: tuple[Limits, ...]) -> ZeroFill | None:
    """Look through the whole scene where a sample or its border has zeros in all bands."""

    def look(window: Window) -> tuple[Bool, Bool]:
        values, valid = read_stored(facts, window)
        zero = np.ones(valid.shape, bool)
        for f, stored, limit in zip(facts, values, limits):
            zero &= (stored - np.float32(f.offset)) == 0
            if not f.channel.is_c12:
                valid &= limit.measured(stored)
        return zero & valid, ~valid

    width, height = grid.width, grid.height
    border = [(0, 0, width, 1), (0, height - 1, width, 1), (0, 0, 1, height), (width - 1, 0, 1, height)]
    if not any(look(window)[0].any() for window in [*border, *sample_windows(width, height)]):
        return None
    return find_zero_fill(width, height, look)


def _swapped(facts: tuple[BandFacts, ...], sample: NDArray[np.float32], units: str) -> tuple[str, ...]:
    """Warn where VH is brighter than VV."""
    vv, vh = (float(np.median(to_power(values, units))) for values in (sample[0], sample[-1]))
    if min(vv, vh) <= 0 or 10 * np.log10(vh / vv) < SWAPPED_DB:
        return ()
    return (
        f"VH ({facts[-1].channel}) is {10 * np.log10(vh / vv):.1f} dB brighter than VV ({facts[0].channel}); "
        "cross-polarised backscatter is 4 to 15 dB darker. The bands look exchanged: state their numbers",
    )
