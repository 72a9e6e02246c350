"""One acquisition date, ready to be read by windows as a covariance matrix in linear power."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import GridMismatchError, InputError, UnitsError
from mtdn_core.polarimetry.units import NEGATIVE_TOLERANCE, Recognition, recognise, to_power, units_in_text
from mtdn_core.raster.bands import Channel, recognise_bands
from mtdn_core.raster.gdal import gdal_module, read_band
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import C2
from mtdn_core.raster.sample import Window, sample_windows, strips
from mtdn_core.raster.source import open_date

Float = NDArray[np.float32]
Bool = NDArray[np.bool_]

ELEMENTS = {"VV": 0, "C11": 0, "C12_real": 1, "C12_imag": 2, "VH": 3, "C22": 3}


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
        In the order of the C2 elements.
    units
        ``linear``, ``db`` or ``amplitude``, and why.
    floors
        Per band the lowest stored value that still counts as measured (-inf in dB and for C12).
    notes, warnings
        What was recognised; what the user should check.
    metadata
        Of the (first) file, for the output.
    files
        Everything that is read; no output may be one of them.
    """

    name: str
    grid: Grid
    bands: tuple[BandFacts, ...]
    units: Recognition
    floors: tuple[float, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    @property
    def has_c12(self) -> bool:
        """True if the whole covariance matrix is there."""
        return len(self.bands) == len(C2)

    @property
    def bands_text(self) -> str:
        """The recognition in words."""
        return ", ".join(str(b.channel) for b in self.bands)

    @property
    def nodata(self) -> float | None:
        """The declared nodata value, the first if bands differ."""
        return next((b.nodata for b in self.bands if b.nodata is not None), None)

    def read(self, window: Window) -> tuple[Float, Bool]:
        """Read a window.

        Parameters
        ----------
        window
            (column, row, width, height) in pixels, inside the grid.

        Returns
        -------
        c2
            (4, height, width), linear power, [C11, Re C12, Im C12, C22]; zeros where not measured or absent.
        valid
            (height, width), True where measured.

        Raises
        ------
        InputError
            If a file is truncated or damaged; the message names file and window.
        """
        values, valid = _read_stored(self.bands, window)
        c2 = np.zeros((4, *valid.shape), np.float32)
        for facts, stored, floor in zip(self.bands, values, self.floors):
            valid &= stored >= floor
            if facts.channel.role in ("C12_real", "C12_imag"):
                c2[ELEMENTS[facts.channel.role]] = stored
            else:
                c2[ELEMENTS[facts.channel.role]] = np.maximum(to_power(stored, self.units.units), 0)
        # a finite dB value may still be too large for a power in 32 bits
        valid &= np.isfinite(c2).all(0)
        c2[:, ~valid] = 0
        return c2, valid


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
    sample = _measured_sample(facts, grid, path)
    intensities = [sample[i] for i, f in enumerate(facts) if f.channel.role not in ("C12_real", "C12_imag")]
    whole_numbers = _whole_numbers(intensities, path, facts)
    name = Path(files[0].path).name
    found = recognise(
        intensities[0], intensities[-1], _unit_hints(facts), units, name, whole_numbers, c2=len(facts) == len(C2)
    )
    floors = tuple(_floor(f, values, found.units) for f, values in zip(facts, sample))
    metadata = {
        key: value
        for key, value in (files[0].dataset.GetMetadata() or {}).items()
        if not key.startswith(("STATISTICS_", "TIFFTAG_SOFTWARE"))
    }
    return DateRaster(
        name=name,
        grid=grid,
        bands=facts,
        units=found,
        floors=floors,
        notes=(*notes, *grid_notes),
        warnings=warnings,
        metadata=metadata,
        files=tuple(dict.fromkeys(p for f in files for p in f.files())),
    )


def _facts(channel: Channel) -> BandFacts:
    band = channel.file.dataset.GetRasterBand(channel.band)
    scale, offset = band.GetScale(), band.GetOffset()
    description = band.GetDescription()
    return BandFacts(
        channel=channel,
        nodata=band.GetNoDataValue(),
        scale=1.0 if scale is None or scale == 0 else float(scale),
        offset=0.0 if offset is None else float(offset),
        description="" if description == channel.file.name else description,
        unit=band.GetUnitType() or "",
        masked=channel.file.has_mask,
        alpha=channel.file.alpha,
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


def _read_stored(facts: tuple[BandFacts, ...], window: Window) -> tuple[Float, Bool]:
    """Read a window as stored (scale and offset applied) and what nodata, masks and zeros say of it.

    Returns (bands, height, width) float32 and (height, width); the units play no part here.
    """
    width, height = window[2:]
    values = np.empty((len(facts), height, width), np.float32)
    valid = np.ones((height, width), bool)
    zero = np.ones((height, width), bool)
    for index, f in enumerate(facts):
        source = f.channel.file
        raw = read_band(source.dataset, f.channel.band, window, source.path)
        if f.nodata is not None:
            valid &= raw != _as_stored(f.nodata, raw.dtype)
        if f.masked:
            valid &= read_band(source.dataset, f.channel.band, window, source.path, mask=True) != 0
        if f.alpha is not None:
            valid &= read_band(source.dataset, f.alpha, window, source.path) != 0
        zero &= raw == 0
        with np.errstate(over="ignore", invalid="ignore"):
            values[index] = raw if (f.scale, f.offset) == (1.0, 0.0) else raw * f.scale + f.offset
        valid &= np.isfinite(values[index])
    if not any(f.nodata is not None or f.masked or f.alpha is not None for f in facts):
        valid &= ~zero
    return values, valid


def _as_stored(nodata: float, kind: np.dtype[Any]) -> Any:
    """Return nodata as a 32-bit file holds it, rounded; integers keep the number, which they may be unable to hold."""
    with np.errstate(over="ignore"):
        return np.float32(nodata) if kind == np.float32 else nodata


def _measured_sample(facts: tuple[BandFacts, ...], grid: Grid, path: str) -> NDArray[np.float32]:
    """Return (bands, samples) of measured pixels, or raise if the whole raster has none."""
    parts = []
    for window in sample_windows(grid.width, grid.height):
        values, valid = _read_stored(facts, window)
        parts.append(values[:, valid])
    result: NDArray[np.float32] = np.concatenate(parts, axis=1)
    if result.size:
        return result
    for window in strips(grid.width, grid.height):
        values, valid = _read_stored(facts, window)
        if valid.any():
            return values[:, valid]
    nodata = next((f.nodata for f in facts if f.nodata is not None), None)
    raise InputError(
        f"'{path}' holds no measured pixel: all {grid.width} x {grid.height} are nodata, masked, not a number or 0",
        "backscatter in at least one pixel",
        "check the file" + (f" and its nodata value ({nodata:g})" if nodata is not None else " in QGIS"),
    )


def _whole_numbers(intensities: list[Any], path: str, facts: tuple[BandFacts, ...]) -> bool:
    """Return True for unsigned 16-bit amplitudes; refuse a display stretch stored in a wider type."""
    gdal = gdal_module()
    both = np.concatenate(intensities)
    if both.min() >= 0 and both.max() <= 255 and not np.any(np.mod(both, 1)) and len(np.unique(both[:100000])) > 16:
        raise InputError(
            f"'{path}' holds only whole numbers from {both.min():.0f} to {both.max():.0f}: an 8-bit picture stretched "
            "for display, stored in a wider type",
            "backscatter (power, dB or amplitude)",
            "export the raw values instead of the rendered image",
        )
    kinds = {f.channel.file.dataset.GetRasterBand(f.channel.band).DataType for f in facts}
    return kinds == {gdal.GDT_UInt16} and all((f.scale, f.offset) == (1.0, 0.0) for f in facts)


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


def _floor(facts: BandFacts, values: Any, units: str) -> float:
    if units == "db" or facts.channel.role in ("C12_real", "C12_imag"):
        return -np.inf
    positive = values[values > 0]
    return -NEGATIVE_TOLERANCE * float(np.median(positive)) if positive.size else 0.0
