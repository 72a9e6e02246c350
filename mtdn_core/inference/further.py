"""Dates are opened; further ones (reference, baseline, later dates) are left out where they do not fit the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from mtdn_core.errors import InputError, MtdnError
from mtdn_core.inference.settings import DateInput
from mtdn_core.progress import Progress
from mtdn_core.raster.acquisition import other_time_of_day, same_acquisition, same_orbit
from mtdn_core.raster.align import REFUSE, aligned, other_size
from mtdn_core.raster.compare import Comparison, already_despeckled, check_pair, one_measurement, read_sample
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import Sample
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.read import dates_in, open_date_raster

MOST_BESIDE_PX = 1.0

T = TypeVar("T")


def open_date(date: DateInput, units: str, progress: Progress, label: str = "", filtered: bool = False) -> DateRaster:
    """Open a date, and say what was recognised; without a label only what is to be looked at.

    Of a `filtered` image the speckle raises no doubt about its units.
    """
    date.check()
    path, vh = str(date.path), str(date.vh_path) if date.vh_path else None
    raster = open_date_raster(path, vh, date.bands, units)
    if label:
        progress.info(f"{label}: {raster.bands_text}")
        progress.info(f"{label}: units {raster.units.units} ({raster.units.reason})")
        for note in raster.notes:
            progress.info(f"{label}: {note}")
    for warning in raster.warnings:
        if filtered and warning == raster.units.warning:
            continue
        progress.warning(f"{label or raster.name}: {warning}")
    progress.check_cancelled()
    return raster


def stacked(date: DateInput) -> list[tuple[datetime, DateInput]]:
    """Return the dates of an input that holds several, each with its bands; empty for all others, and what cannot be opened."""
    with suppress(MtdnError):
        found = [] if date.bands else dates_in(str(date.path), str(date.vh_path) if date.vh_path else None)
        return [(when, DateInput(path, vh, bands)) for when, path, vh, bands in found] if len(found) > 1 else []
    return []


def open_each(date: DateInput, units: str, progress: Progress, label: str = "") -> list[DateRaster]:
    """Open a date, or each date of a stack, as :func:`open_date` does."""
    try:
        return [open_date(date, units, progress, label)]
    except InputError:
        if dates := stacked(date):
            return [open_date(one, units, progress, label) for _, one in dates]
        raise


def in_common(dates: Sequence[DateRaster], progress: Progress) -> list[DateRaster]:
    """Leave of two dates the polarisations that both hold, and say so where one holds more; :class:`InputError` if none."""
    first, second = dates
    common = tuple(name for name in first.polarisations if name in second.polarisations)
    if not common:
        raise InputError(
            f"'{first.name}' holds {' and '.join(first.polarisations)}, '{second.name}' {' and '.join(second.polarisations)}",
            "dates with a polarisation in common", "give the same polarisation of both dates",
        )
    if any(len(date.polarisations) > len(common) for date in dates):
        progress.warning(f"{common[0]} alone is used, because one of the images holds no other polarisation")
    return [date.only(common) for date in dates]


def on_grid(date: DateRaster, grid: Grid, align: str, progress: Progress) -> DateRaster:
    """Bring a date onto a grid, where it is to be and lies on another one, and say so."""
    date = replace(date, grid=date.grid.turned(grid))
    differences = grid.differences(date.grid)
    if align == REFUSE or not differences:
        return date
    moved = aligned(date, grid, align)
    progress.info(f"'{date.name}' is brought onto the grid of the first date ({align}): {'; '.join(differences)}")
    if warning := other_size(moved):
        progress.warning(warning)
    return moved


def open_further(
    what: str, dates: Sequence[DateRaster], samples: Sequence[Sample], inputs: Sequence[DateInput], units: str, align: str,
    progress: Progress, seen: dict[bytes, DateRaster], measure: Callable[[Sample, Comparison], T],
) -> list[tuple[DateRaster, T]]:
    """Open further dates, ``reference``, ``baseline`` or ``later``; those that do not fit are left out, and named.

    Returns them in the order of time, each with what `measure` says of its sample, which is not kept, and of its comparison
    with the first date. `seen` are the dates that were opened so far, by their content.
    """
    used: list[tuple[DateRaster, T]] = []
    if what == "later" and inputs and dates[-1].acquired is None:
        raise InputError(
            f"It is not known when '{dates[-1].name}' was taken, so no date can be said to be later",
            "a date in its metadata or in its name", "add the date to its name, for example 20240131",
        )
    count = 0
    for raster in (raster for date in inputs for raster in open_each(date, units, progress)):
        count += 1
        raster = on_grid(raster.only(dates[0].polarisations), dates[0].grid, align, progress)
        problem = _misfit(what, raster, dates, [other for other, _ in used])
        if not problem:
            sample = read_sample(raster)  # what cannot be read is an error
            if (copied := seen.setdefault(_content(sample), raster)) is not raster:
                problem = f"holds the same image as '{copied.name}'"
        compared: list[Comparison] = []
        try:
            for own, known in zip(dates, samples) if not problem else ():
                compared.append(check_pair(own, raster, known, sample, ordered=False))
        except InputError as error:
            problem = f"cannot be compared: {error.found}"
        else:
            moves = [found.moved for found in compared]
            beside = (m is not None and m.distance - 2 * m.sigma > MOST_BESIDE_PX for m in moves)  # beyond doubt
            if moves and (moved := moves[0]) and all(beside):
                problem = f"lies {moved.text} of '{dates[0].name}' by its content"
            if compared and all(found.elsewhere for found in compared):
                problem = f"{compared[0].elsewhere}, compared with '{dates[0].name}' by its content"
            if alike := [own for own, found in zip(dates, compared) if found.shared]:
                problem = f"shares its speckle with '{alike[0].name}': one image, calibrated or resampled in two ways"
            for other in (other for other, _ in used if not problem and same_acquisition(other.acquired, raster.acquired)):
                if one_measurement(read_sample(other), sample):
                    problem = f"is another product of the acquisition of '{other.name}'"
        if problem:
            progress.warning(f"The {what} date '{raster.name}' is left out, it {problem}")
            continue
        used.append((raster, measure(sample, compared[0])))
        for warning in (*already_despeckled(raster), *compared[0].warnings):
            progress.warning(warning)
        progress.check_cancelled()
    if inputs:
        names = ", ".join(date.name for date, _ in used[:8]) + (" ..." if used[8:] else "")
        progress.info(f"{what.capitalize()}: {len(used)} of {count} dates" + (f", {names}" if used else ""))
    return sorted(used, key=lambda item: item[0].acquired or datetime.min)


def _content(sample: Sample) -> bytes:
    """Return a hash that copies share; of every eighth row, for speckle makes any two others differ everywhere."""
    content = hashlib.blake2b()
    for image, valid in zip(*sample):
        content.update(image[:, ::8].tobytes() + valid[::8].tobytes())
    return content.digest()


def _misfit(what: str, raster: DateRaster, dates: Sequence[DateRaster], used: Sequence[DateRaster]) -> str:
    """Return why a further date cannot be used, or an empty text."""
    own = dates[0]
    if differences := own.grid.differences(raster.grid):
        return "lies on another grid: " + "; ".join(differences)
    if raster.polarisations != own.polarisations:
        return f"holds {' and '.join(raster.polarisations)}, the date {' and '.join(own.polarisations)}"
    alike = same_orbit(own.orbit, raster.orbit)
    if alike is False:
        return f"is of another orbit ({raster.orbit}; the date: {own.orbit})"
    if alike is None and other_time_of_day(own.acquired, raster.acquired):
        times = f"{raster.acquired:%H:%M}; the date: {own.acquired:%H:%M}"
        return f"was taken at another time of day ({times}), so from another orbit"
    for date in (*dates, *used):
        if set(raster.files) & set(date.files) and raster.bands_text == date.bands_text:
            return "is given twice" if any(date is other for other in used) else "is the date itself"
    if what == "baseline" and dates[1].acquired and raster.acquired and raster.acquired >= dates[1].acquired:
        return "is not earlier than the second date"
    if what == "later" and raster.acquired is None:
        return "has no date, neither in its metadata nor in its name"
    if what == "later" and any(d.acquired and raster.acquired.date() <= d.acquired.date() for d in dates if raster.acquired):
        return "is not later than both dates"
    return ""
