"""The dates of files that hold several: stacks of bands, cubes of netCDF, collocated products of SNAP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mtdn_core.errors import ContainerError
from mtdn_core.raster.acquisition import time_in_name
from mtdn_core.raster.bands import bands_by_name, one_of
from mtdn_core.raster.date_files import backscatter_variables, open_date, sibling_of
from mtdn_core.raster.names import C2, INTENSITY, OTHER, role_of_file
from mtdn_core.raster.source import SourceFile, open_source
from mtdn_core.raster.stored import Band

#: when; path of the file with VV or C2, and of that with VH where it is another; numbers of the bands
StackDate = tuple[datetime, str, "str | None", "tuple[int, ...]"]


def dates_in(path: str, vh_path: str | None = None) -> list[StackDate]:
    """Return the dates of a file, or of a VV and a VH file, whose bands state them; empty where not every band does.

    Raises :class:`InputError` and :class:`BandError` for files that cannot be opened, and a band that is there twice in a date.
    """
    found: dict[datetime | None, list[Band]] = {}
    for file in _files(path, vh_path or sibling_of(path)):
        of_all = role_of_file(file.path) or ""
        named = bands_by_name(file) or [Band.of(of_all, file, number, "file name") for number in file.bands if of_all in OTHER]
        for band in named:
            of_file = time_in_name(file.name) if len(file.bands) == 1 else None
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
