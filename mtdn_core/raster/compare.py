"""Are two dates fit to be compared: one grid, one scale, different images, in the right order, of one orbit."""

from __future__ import annotations

import numpy as np

from mtdn_core.errors import GridMismatchError, InputError, UnitsError
from mtdn_core.raster.acquisition import opposite_times, same_orbit
from mtdn_core.raster.fill import scan_windows
from mtdn_core.raster.provenance import is_despeckled
from mtdn_core.raster.read import DateRaster
from mtdn_core.raster.sample import Sample, log_ratios

LARGEST_STEP_DB = 15.0  # rain, thaw or flood move a scene by less
DOUBTFUL_STEP_DB = 10.0
ONE_IMAGE_DB = 0.02
MOST = 0.99  # of the pixels


def check_grid(first: DateRaster, second: DateRaster) -> None:
    """Raise :class:`GridMismatchError` where two dates do not share one grid."""
    differences = first.grid.differences(second.grid)
    upside_down = [date for date in (first, second) if date.grid.transform is not None and date.grid.transform[5] > 0]
    if differences and len(upside_down) == 1:
        name = upside_down[0].name
        raise GridMismatchError(
            f"'{name}' is stored from south to north, the other date from north to south",
            "the same direction of rows for both dates",
            f"write it from north to south, gdalwarp '{name}' north_up.tif (QGIS: Warp), and use that",
        )
    if differences:
        raise GridMismatchError(
            f"'{first.name}' and '{second.name}' lie on different grids: " + "; ".join(differences),
            "the same CRS, origin, pixel size and size for both dates",
            f"bring the second onto the grid of the first with 'Warp (reproject)' ({_warp(first)}), then run again",
        )


def check_pair(
    first: DateRaster, second: DateRaster, sample1: Sample, sample2: Sample, *, ordered: bool
) -> list[str]:
    """Check two dates on one grid; returns warnings.

    Parameters
    ----------
    sample1, sample2
        Of the dates.
    ordered
        True if the first date should be the earlier one.

    Raises
    ------
    InputError
        If the dates are the same image, or no pixel was measured on both.
    UnitsError
        If the levels of the scenes differ by more than :data:`LARGEST_STEP_DB`.
    """
    warnings = []
    levels, common, equal = _compared(sample1, sample2)
    if not common and not _any_common(first, second):
        raise InputError(
            f"No pixel was measured on both dates: '{first.name}' and '{second.name}' do not overlap",
            "two images of one place",
            "choose images that overlap",
        )
    if equal:
        raise InputError(
            f"'{first.name}' and '{second.name}' hold the same image", "two different dates", "choose another date"
        )
    step = max(abs(level) for level in levels)
    if step > LARGEST_STEP_DB:
        raise UnitsError(
            f"The scenes' levels differ by {levels[0]:+.0f} dB in VV and {levels[1]:+.0f} dB in VH: '{first.name}' "
            f"({first.units.units}) and '{second.name}' ({second.units.units}) are on different scales",
            "two dates of one calibration (both sigma0, or both gamma0)",
            "calibrate both dates alike, or state the units of the dates one by one by converting one of them",
        )
    if step > DOUBTFUL_STEP_DB:
        warnings.append(
            f"The scenes' levels differ by {levels[0]:+.1f} dB in VV and {levels[1]:+.1f} dB in VH; check that both "
            "dates are calibrated alike"
        )
    if ordered and first.acquired and second.acquired and first.acquired.date() > second.acquired.date():
        warnings.append(
            f"The earlier image '{first.name}' ({first.acquired:%Y-%m-%d}) is later than '{second.name}' "
            f"({second.acquired:%Y-%m-%d}); check the order"
        )
    if same_orbit(first.orbit, second.orbit) is False:
        warnings.append(
            f"The dates are of different orbits ({first.orbit}; {second.orbit}): slopes and buildings look different "
            "from there, and that shows as change"
        )
    elif same_orbit(first.orbit, second.orbit) is None and opposite_times(first.acquired, second.acquired):
        warnings.append(
            f"'{first.name}' and '{second.name}' were taken about twelve hours apart by the time of day, so from opposite "
            "directions: slopes and buildings look different from there, and that shows as change"
        )
    return warnings


def already_despeckled(date: DateRaster) -> list[str]:
    """Warn where an input is an output of a despeckling filter of this library."""
    if not is_despeckled(date.metadata):
        return []
    return [f"'{date.name}' is already despeckled; filtering it again takes detail away. Give the original image"]


def refuse_same_bands(first: DateRaster, second: DateRaster) -> None:
    """Raise :class:`InputError` where two dates are the same bands of the same file."""
    one, two = (
        {(f.channel.file.path, f.channel.band) for f in date.bands} for date in (first, second)
    )
    if one & two:
        raise InputError(
            f"'{first.name}' and '{second.name}' are the same file and bands",
            "two different dates",
            "choose another date; of a file that holds several dates, state the band numbers of each",
        )


def _compared(one: Sample, two: Sample) -> tuple[tuple[float, float], bool, bool]:
    """Step of the median levels (dB, VV and VH), whether pixels are common, and whether they are one image.

    One image in other units, or rounded to other numbers, differs by less than :data:`ONE_IMAGE_DB` nearly everywhere;
    speckle makes any two dates differ by more.
    """
    common, equal = False, True
    for (a, valid1), (b, valid2) in zip(one, two):
        both = valid1 & valid2
        if both.any():
            common = True
            equal = equal and all(float(((a[c] > 0) == (b[c] > 0))[both].mean()) > MOST for c in (0, 1))
    decibels = [10 / np.log(10) * ratios for ratios in log_ratios(two, one)]
    vv, vh = (float(np.median(values)) if values.size else 0.0 for values in decibels)
    equal = equal and all(
        not values.size or float(np.mean(np.abs(values) < ONE_IMAGE_DB)) > MOST for values in decibels
    )
    return (vv, vh), common, common and equal


def _any_common(first: DateRaster, second: DateRaster) -> bool:
    """Look through the whole scene."""
    windows = scan_windows(first.grid.width, first.grid.height)
    return any(bool((first.read(window)[1] & second.read(window)[1]).any()) for window in windows)


def _warp(date: DateRaster) -> str:
    """The options of gdalwarp that give the grid of a date."""
    grid = date.grid
    if grid.transform is None:
        return "gdalwarp -t_srs, -te, -tr"
    gt = grid.transform
    xs = sorted((gt[0], gt[0] + gt[1] * grid.width))
    ys = sorted((gt[3], gt[3] + gt[5] * grid.height))
    return (
        f"gdalwarp -t_srs {grid.crs_name} -te {xs[0]:.10g} {ys[0]:.10g} {xs[1]:.10g} {ys[1]:.10g} "
        f"-tr {abs(gt[1]):.10g} {abs(gt[5]):.10g}"
    )
