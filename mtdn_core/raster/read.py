"""A date in files: opened, and what their names and metadata say of it; and the dates of files that hold several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from mtdn_core.errors import ContainerError, GridMismatchError
from mtdn_core.raster import acquisition
from mtdn_core.raster.bands import bands_by_name, one_of, recognise_bands
from mtdn_core.raster.date import DateRaster, interpret
from mtdn_core.raster.date_files import backscatter_variables, open_date, sibling_of
from mtdn_core.raster.gdal import awaited, sample_windows
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import C2, INTENSITY, OTHER, other_radar, product_metadata, quantity_of, role_of_file
from mtdn_core.raster.provenance import of_sentinel1
from mtdn_core.raster.source import SourceFile, file_stamp, open_source
from mtdn_core.raster.stored import Band
from mtdn_core.raster.units import SAYS_UNITS, unit_hint

TITLES = ("TIFFTAG_IMAGEDESCRIPTION", "NC_GLOBAL#title")  # entries that name the product
#: when; path of the file with VV or C2, and of that with VH where it is another; numbers of the bands
StackDate = tuple[datetime, str, "str | None", "tuple[int, ...]"]


def open_date_raster(path: str, vh_path: str | None, bands: tuple[int, ...] | None, units: str) -> DateRaster:
    """Open one date: find its files, bands, units, and check that something was measured.

    `path`, `vh_path` and `bands` as in :class:`mtdn_core.inference.settings.DateInput`; `units` ``auto``, ``linear``, ``db`` or
    ``amplitude``. Raises :class:`InputError`, BandError, UnitsError or GridMismatchError.
    """
    (most, kept), key = _kept.get(), (path, vh_path, bands, units)
    date = kept.pop(key, None)
    if date is None or any(file_stamp(file) != stamp for file, stamp in date.stamps.items()):
        date = awaited(partial(_open_date_raster, path, vh_path, bands, units))
    if most:
        kept[key] = date
        for oldest in list(kept)[:-most]:
            del kept[oldest]
    return date


_kept: ContextVar[tuple[int, dict[Any, DateRaster]]] = ContextVar("kept open", default=(0, {}))


@contextmanager
def kept_open(most: int) -> Iterator[None]:
    """Context in which a date that is opened again and again is opened once; the last `most` of them stay open."""
    token = _kept.set((most, {}))
    try:
        yield
    finally:
        _kept.reset(token)


def _open_date_raster(path: str, vh_path: str | None, bands: tuple[int, ...] | None, units: str) -> DateRaster:
    files, notes = open_date(path, vh_path, alone=bands is not None and len(bands) == 1)
    stamps = {p: file_stamp(p) for f in files for p in f.files()}
    found, warnings = recognise_bands(files, vh_path is not None, bands)
    grid, grid_notes = _common_grid(found)
    name, metadata, driver = files[0].name, files[0].dataset.GetMetadata() or {}, files[0].dataset.GetDriver().ShortName
    hints = [hint for band in found for hint in unit_hint(band)]
    windows = sample_windows(grid.width, grid.height)
    date = interpret(_name_of_product(path, files[0]), path, grid, found, hints, units, windows)
    read_as = () if driver == "GTiff" else (f"'{name}' is read as {driver}",)
    own, folder = found[0].handle.GetMetadata() or {}, Path(path).parent
    titles = [text for key in TITLES if acquisition.is_product(text := metadata.get(key, ""))]
    products = [place.name for place in (folder, folder.parent) if acquisition.is_product(place.name)][:1]
    names = (name, Path(path).name, *titles, *products)
    about = {**product_metadata(path if path.lower().endswith(".dim") else files[0].path), **metadata}
    quantities = [v for k, v in {**about, **own}.items() if SAYS_UNITS.search(k)]
    return replace(
        date, notes=(*notes, *grid_notes, *date.notes, *read_as),
        warnings=(*warnings, *date.warnings, *_doubts(found[0], found[-1], *names, about.get("MISSION", ""))),
        metadata={k: v for k, v in metadata.items() if not k.startswith(("STATISTICS_", "TIFFTAG_SOFTWARE"))},
        stamps=stamps, acquired=found[0].acquired or acquisition.acquired({**about, **own}, *names),
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


def _doubts(first: Band, last: Band, *names: str) -> Iterator[str]:
    """Warn where the bands of a date are of different ones by their names, or of another radar."""
    one, two = (band.acquired or acquisition.time_in_name(band.file.name) for band in (first, last))
    if one and two and abs(one - two) > timedelta(days=1):
        yield f"{first} and {last} are of different dates by their names"
    if not of_sentinel1(names, ()) and (radar := other_radar(*names)):
        yield (
            f"'{names[0]}' is an image of {radar} by its name or metadata: the models learned from Sentinel-1 (C band, VV and "
            "VH), how good the result is was not measured"
        )


def dates_in(path: str, vh_path: str | None = None) -> list[StackDate]:
    """Return the dates of a file, or of a VV and a VH file, whose bands state them; empty where not every band does.

    Raises :class:`InputError` and :class:`BandError` for files that cannot be opened, and a band that is there twice in a date.
    """
    found: dict[datetime | None, list[Band]] = {}
    for file in _files(path, vh_path or sibling_of(path)):
        of_all = role_of_file(file.path) or ""
        named = bands_by_name(file) or [Band.of(of_all, file, number, "file name") for number in file.bands if of_all in OTHER]
        for band in named:
            of_file = acquisition.time_in_name(file.name) if len(file.bands) == 1 else None
            found.setdefault(band.acquired or of_file, []).append(band)
    dates = []
    for when, bands in found.items():
        chosen = _of_one_date(bands)
        if when is None or not chosen:
            return []
        other = chosen[-1].file.path
        vh = None if other == chosen[0].file.path else other
        dates.append((when, chosen[0].file.path, vh, tuple(band.number for band in chosen)))
    return sorted(dates, key=lambda date: date[0])


def _files(path: str, vh_path: str | None) -> Sequence[SourceFile]:
    try:
        return open_date(path, vh_path)[0]
    except ContainerError as error:  # with a variable for each polarisation of each date
        return list(map(open_source, backscatter_variables(error)))


def _of_one_date(bands: list[Band]) -> tuple[Band, ...]:
    """Return C2 of one file, VV and VH, or the only polarisation; empty for anything else."""
    by_role = {role: [band for band in bands if band.role == role] for role in {band.role for band in bands}}
    if set(C2) <= set(by_role) and len({band.file.path for band in bands}) == 1:
        return tuple(one_of(by_role[role]) for role in C2)
    if set(INTENSITY) <= set(by_role):
        return tuple(one_of(by_role[role]) for role in INTENSITY)
    return (one_of(bands),) if len(by_role) == 1 and bands[0].role in OTHER else ()
