"""One date in files: opened, and what their names and metadata say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from mtdn_core.errors import GridMismatchError
from mtdn_core.raster import acquisition
from mtdn_core.raster.bands import recognise_bands
from mtdn_core.raster.date import DateRaster, interpret
from mtdn_core.raster.date_files import open_date
from mtdn_core.raster.gdal import awaited, sample_windows
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import other_radar, product_metadata, quantity_of
from mtdn_core.raster.provenance import of_sentinel1
from mtdn_core.raster.source import SourceFile, file_stamp
from mtdn_core.raster.stored import Band
from mtdn_core.raster.units import SAYS_UNITS, unit_hint

TITLES = ("TIFFTAG_IMAGEDESCRIPTION", "NC_GLOBAL#title")  # entries that name the product


def open_date_raster(
    path: str, vh_path: str | None, bands: tuple[int, ...] | None, units: str,
    check: Callable[[], None] = lambda: None,
) -> DateRaster:
    """Open one date: find its files, bands, units, and check that something was measured.

    `path`, `vh_path` and `bands` as in :class:`mtdn_core.inference.settings.DateInput`; `units` ``auto``, ``linear``, ``db`` or
    ``amplitude``; `check` is called now and then while a large file is looked through, and may raise to give up. Raises
    :class:`InputError`, BandError, UnitsError or GridMismatchError.
    """
    (most, kept), key = _kept.get(), (path, vh_path, bands, units)
    date = kept.pop(key, None)
    if date is None or any(file_stamp(file) != stamp for file, stamp in date.stamps.items()):
        date = awaited(partial(_open_date_raster, path, vh_path, bands, units, check))
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


def _open_date_raster(
    path: str, vh_path: str | None, bands: tuple[int, ...] | None, units: str, check: Callable[[], None]
) -> DateRaster:
    files, notes = open_date(path, vh_path, alone=bands is not None and len(bands) == 1)
    stamps = {p: file_stamp(p) for f in files for p in f.files()}
    found, warnings = recognise_bands(files, vh_path is not None, bands)
    grid, grid_notes = _common_grid(found)
    name, metadata, driver = files[0].name, files[0].dataset.GetMetadata() or {}, files[0].dataset.GetDriver().ShortName
    hints = [hint for band in found for hint in unit_hint(band)]
    windows = sample_windows(grid.width, grid.height)
    date = interpret(_name_of_product(path, files[0]), path, grid, found, hints, units, windows, check)
    read_as = () if driver == "GTiff" else (f"'{name}' is read as {driver}",)
    own, folder = found[0].handle.GetMetadata() or {}, Path(path).parent
    titles = [text for key in TITLES if acquisition.is_product(text := metadata.get(key, ""))]
    products = [place.name for place in (folder, folder.parent) if acquisition.is_product(place.name)][:1]
    names = (name, Path(path).name, *titles, *products)
    about = {**product_metadata(path if path.lower().endswith(".dim") else files[0].path), **metadata}
    quantities = [v for k, v in {**about, **own}.items() if SAYS_UNITS.search(k)]
    return replace(
        date, notes=(*notes, *grid_notes, *date.notes, *read_as),
        warnings=(
            *warnings, *date.warnings, *_different_dates(found[0], found[-1]),
            *_of_another_radar(*names, about.get("MISSION", "")),
        ),
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


def _different_dates(first: Band, last: Band) -> tuple[str, ...]:
    """Warn where the bands of a date are of different ones by their names."""
    days = [band.acquired or acquisition.time_in_name(band.file.name) for band in (first, last)]
    differ = days[0] and days[1] and abs(days[0] - days[1]) > timedelta(days=1)
    return (f"{first} and {last} are of different dates by their names",) if differ else ()


def _of_another_radar(*names: str) -> list[str]:
    radar = "" if of_sentinel1(names, ()) else other_radar(*names)
    return [
        f"'{names[0]}' is an image of {radar} by its name or metadata: the models learned from Sentinel-1 (C band, VV and VH), "
        "how good the result is was not measured"
    ] if radar else []
