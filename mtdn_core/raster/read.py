"""One acquisition date, read by windows as an image in linear power and its valid mask.

Not measured, and the same for every tile: NaN and infinite; the declared nodata, at the file's precision; masked by the
dataset; values that no radar measures, and zeros outside the footprint (:mod:`mtdn_core.raster.zeros`). A pixel is
measured if all bands of its date are.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from mtdn_core.errors import BandError, GridMismatchError, InputError
from mtdn_core.polarimetry.boxes import KEPT_WINDOW, keep_mean
from mtdn_core.polarimetry.units import to_power
from mtdn_core.raster import acquisition
from mtdn_core.raster.bands import recognise_bands
from mtdn_core.raster.date_files import open_date
from mtdn_core.raster.fill import Limits, fill_text, limits_of_date
from mtdn_core.raster.gdal import Bool, Float, Window, awaited, grown
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import product_metadata, quantity_of
from mtdn_core.raster.source import SourceFile, file_stamp
from mtdn_core.raster.stored import Band, find_sample, read_stored
from mtdn_core.raster.units import SAYS_UNITS, Recognition, find_units
from mtdn_core.raster.zeros import ZeroFill, zero_fill

MOST_IMPOSSIBLE = 0.25  # share of the pixels; subtraction of noise leaves few
TITLES = ("TIFFTAG_IMAGEDESCRIPTION", "NC_GLOBAL#title")  # entries that name the product
SWAPPED_DB = 1.0  # VH less than this below VV looks exchanged


@dataclass(frozen=True)
class DateRaster:
    """An open date."""

    name: str
    grid: Grid
    #: in the order of the image's channels; what the measured values of each lie between
    bands: tuple[Band, ...]
    units: Recognition
    limits: tuple[Limits, ...]
    zero_fill: ZeroFill
    #: what was recognised; what the user should check
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    metadata: dict[str, str] = field(default_factory=dict)  # of the (first) file, for the output
    #: everything that is read, also behind virtual rasters and archives; of local files size, time of change and number when
    #: they were opened, before a pixel was read
    stamps: dict[str, tuple[int, int, int] | None] = field(default_factory=dict)
    #: when and from which orbit the image was taken, as far as metadata and names tell
    acquired: datetime | None = None
    orbit: str | None = None
    quantity: str = ""  # sigma0, gamma0 or beta0, if names tell
    _lock: Any = field(default_factory=threading.RLock, repr=False, compare=False)

    @property
    def files(self) -> tuple[str, ...]:
        """Everything that is read; no output may be one of them."""
        return tuple(self.stamps)

    @property
    def channels(self) -> int:
        """Channels of the image: 4 for the covariance matrix C2, else 2; a polarisation alone is in both."""
        return max(len(self.bands), 2)

    @property
    def polarisations(self) -> tuple[str, ...]:
        """Polarisations whose intensity was measured: two, or one alone."""
        return tuple(b.intensity for b in self.bands if not b.is_c12)

    @property
    def has_c12(self) -> bool:
        """True if the whole covariance matrix is there."""
        return self.channels == 4

    @property
    def bands_text(self) -> str:
        """The recognition in words."""
        return ", ".join(map(str, self.bands))

    @property
    def nodata(self) -> float | None:
        """The declared nodata value, the first if bands differ."""
        return next((b.nodata for b in self.bands if b.nodata is not None), None)

    def only(self, polarisations: tuple[str, ...]) -> DateRaster:
        """Return the date without the others of its polarisations, and then without C12."""
        if set(self.polarisations) <= set(polarisations):
            return self
        kept = [i for i, b in enumerate(self.bands) if not b.is_c12 and b.intensity in polarisations]
        bands, limits = tuple(self.bands[i] for i in kept), tuple(self.limits[i] for i in kept)
        zeros, _ = zero_fill(bands, self.grid, limits, self.units.units, lambda: None)
        return replace(self, bands=bands, limits=limits, zero_fill=zeros)

    def read(self, window: Window) -> tuple[Float, Bool]:
        """Read a window (column, row, width, height); may be called from several threads.

        Returns
        -------
        image
            (2 or 4, height, width), linear power; zeros where not measured; one polarisation alone twice. Negative powers
            are made up for by their neighbours (:func:`mtdn_core.polarimetry.boxes.keep_mean`).
        valid
            (height, width), True where measured.

        Raises :class:`InputError`, which names file and window, if a file is truncated or damaged, or holds a fill that no
        sample met.
        """
        margin = KEPT_WINDOW // 2 if self.units.units == "linear" else 0
        column, row, width, height = window
        padded, crop = grown(window, margin, self.grid.width, self.grid.height)
        with self._lock:
            values, valid, zero = awaited(partial(read_stored, self.bands, padded))
        valid &= ~self.zero_fill.mask(padded, zero.all(0))
        image = np.zeros((len(self.bands), *valid.shape), np.float32)
        for index, (band, stored, limits) in enumerate(zip(self.bands, values, self.limits)):
            valid &= limits.measured(stored)
            if (fill := limits.unsampled_fill(stored[valid])) is not None:
                raise InputError(
                    f"{band} holds {fill:.6g} over and over at column {column}, row {row}, {width} x {height} pixels, far "
                    "outside all that was sampled: a fill that no file declares", "nodata that the file declares",
                    f"declare it (gdal_edit.py -a_nodata {fill:.9g}) or set it to the nodata value",
                )
            image[index] = stored if band.is_c12 else to_power(stored, self.units.units)
        # a finite dB value may still be too large for a power in 32 bits
        valid &= np.isfinite(image).all(0)
        image[:, ~valid] = 0
        for index in {0, len(image) - 1}:
            if (image[index] < 0).any():
                image[index] = keep_mean(image[index], valid)
        image = image if len(image) > 1 else image[[0, 0]]
        return np.ascontiguousarray(image[:, crop[0], crop[1]]), np.ascontiguousarray(valid[crop])


def open_date_raster(
    path: str, vh_path: str | None, bands: tuple[int, ...] | None, units: str,
    check: Callable[[], None] = lambda: None,
) -> DateRaster:
    """Open one date: find its files, bands, units, and check that something was measured.

    `path`, `vh_path` and `bands` as in :class:`mtdn_core.inference.settings.DateInput`; `units` ``auto``, ``linear``, ``db`` or
    ``amplitude``; `check` is called now and then while a large file is looked through, and may raise to give up. Raises
    :class:`InputError`, BandError, UnitsError or GridMismatchError.
    """
    return awaited(partial(_open_date_raster, path, vh_path, bands, units, check))


def _open_date_raster(
    path: str, vh_path: str | None, bands: tuple[int, ...] | None, units: str, check: Callable[[], None]
) -> DateRaster:
    files, notes = open_date(path, vh_path, alone=bands is not None and len(bands) == 1)
    stamps = {p: file_stamp(p) for f in files for p in f.files()}
    found, warnings = recognise_bands(files, vh_path is not None, bands)
    grid, grid_notes = _common_grid(found)
    sample = find_sample(found, grid, path, check)
    name, shown = files[0].name, _name_of_product(path, files[0])
    recognised = find_units(found, sample, units, name, path)
    if recognised.units != "db":  # where the noise was subtracted VH is zero over water
        found = tuple(replace(band, keeps_zeros=len(found) > 1 and band.nodata == 0) for band in found)
    limits, good = limits_of_date(sample, recognised.units, [band.integers for band in found])
    if not good.any():
        raise InputError(
            f"'{path}' holds no measured pixel: sampled values lie between {sample.min():.3g} and {sample.max():.3g}, which "
            "no radar measures",
            "backscatter in linear power, amplitude or dB", "check the file, and the units if they were stated",
        )
    check_covariance(sample[:, good], shown)
    zeros, of_zeros = zero_fill(found, grid, limits, recognised.units, check)
    metadata, driver = files[0].dataset.GetMetadata() or {}, files[0].dataset.GetDriver().ShortName
    said = (
        *notes, *grid_notes,
        *(fill_text(f"band {b.number} of '{b.file.name}'", v, limit, recognised.units)
          for b, v, limit in zip(found, sample, limits)),
        of_zeros, "" if driver == "GTiff" else f"'{name}' is read as {driver}",
    )
    own, folder = found[0].handle.GetMetadata() or {}, Path(path).parent
    titles = [text for key in TITLES if acquisition.is_product(text := metadata.get(key, ""))]
    products = [place.name for place in (folder, folder.parent) if acquisition.is_product(place.name)][:1]
    names = (name, Path(path).name, *titles, *products)
    about = {**product_metadata(path if path.lower().endswith(".dim") else files[0].path), **metadata}
    quantities = [v for k, v in {**about, **own}.items() if SAYS_UNITS.search(k)]
    return DateRaster(
        name=shown, grid=grid, bands=found, units=recognised, limits=limits, zero_fill=zeros, notes=tuple(filter(None, said)),
        warnings=(*warnings, *filter(None, [recognised.warning]), *_polarisations(found, sample[:, good], recognised.units)),
        metadata={k: v for k, v in metadata.items() if not k.startswith(("STATISTICS_", "TIFFTAG_SOFTWARE"))},
        stamps=stamps, acquired=_band_time(found[0]) or acquisition.acquired({**about, **own}, *names),
        orbit=acquisition.orbit(about, *names, folder.name),
        quantity=quantity_of(*(band.description for band in found), *names, folder.name, *quantities),
    )


def _name_of_product(path: str, first: SourceFile) -> str:
    """Name of a date in messages; files of BEAM-DIMAP and PolSARpro have the same names in every product."""
    if path.lower().endswith(".dim"):
        return Path(path).name
    if Path(first.path).stem.lower() == "c11":
        return "/".join(Path(first.path).absolute().parent.parts[-2:])
    return first.name


def _band_time(band: Band) -> datetime | None:
    """Return the date that a band itself states: of several dates in one file, that of the file is the first one's."""
    names = (band.description, *band.file.names_behind(band.number)[:1])
    return next((when for when in map(acquisition.time_in_name, names) if when), None)


def _common_grid(bands: tuple[Band, ...]) -> tuple[Grid, tuple[str, ...]]:
    """Return the grid of a date's files; one without georeference may follow one that has it."""
    files = {band.file.path: band.file for band in bands}.values()
    grids = [(file, Grid.of(file.dataset)) for file in files]
    first, best = next((found for found in grids if found[1].georeferenced), grids[0])
    notes = []
    for file, grid in grids:
        if not grid.georeferenced and (grid.width, grid.height) == (best.width, best.height):
            if best.georeferenced:
                notes.append(f"'{file.name}' has no georeference; that of '{first.name}' is used")
        elif differences := best.differences(grid):
            raise GridMismatchError(
                f"'{first.name}' and '{file.name}', of one date, lie on different grids: " + "; ".join(differences),
                "one grid for all files of a date",
                "choose files of the same product, or bring one onto the other's grid with 'Warp (reproject)'",
            )
    return best, tuple(notes)


def _polarisations(bands: tuple[Band, ...], sample: Float, units: str) -> tuple[str, ...]:
    """Refuse one band in the place of both, warn where VH is as bright as VV or of another date by its file's name."""
    first, last = bands[0], bands[-1]
    if len(bands) == 1:
        return ()
    if np.array_equal(sample[0], sample[-1]) and np.ptp(sample[0]) > 0:
        raise BandError(f"{first} and {last} hold the same values", "two polarisations", "give the band or file of each")
    texts = exchanged(to_power(sample[0], units), to_power(sample[-1], units), f" ({first})", f" ({last})")
    found = [f"{text}: state their numbers" for text in texts]
    days = [_band_time(band) or acquisition.time_in_name(band.file.name) for band in (first, last)]
    if days[0] and days[1] and abs(days[0] - days[1]) > timedelta(days=1):
        found.append(f"{first} and {last} are of different dates by their names")
    return tuple(found)


def exchanged(vv: Float, vh: Float, first: str = "", last: str = "") -> list[str]:
    """Say where VH is as bright as VV, by measured powers; `first` and `last` are what is known of them."""
    level, cross = float(np.median(vv)), float(np.median(vh))
    if min(level, cross) <= 0 or (step := 10 * np.log10(cross / level)) <= -SWAPPED_DB:
        return []
    return [
        f"VH{last} is {step:+.1f} dB against VV{first}; cross-polarised backscatter is 4 to 15 dB darker. The bands look "
        "exchanged, or are one polarisation"
    ]


def check_covariance(sample: Float, name: str) -> None:
    """Raise :class:`BandError` where C12 is larger than C11 and C22 allow, as in bands of another order (4, samples)."""
    if len(sample) != 4:
        return
    c11, real, imaginary, c22 = sample.astype(np.float64)
    share = float(np.mean(real**2 + imaginary**2 > 1.05 * np.maximum(c11 * c22, 0)))
    if share > MOST_IMPOSSIBLE:
        raise BandError(
            f"The bands of '{name}' are no covariance matrix: in {share:.0%} of the pixels C12 is larger than C11 and C22 "
            "allow", "C11, Re C12, Im C12, C22 in this order", "correct the order of the bands",
        )
