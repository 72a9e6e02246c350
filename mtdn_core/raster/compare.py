"""Are two dates fit to be compared: one grid, one scale, different images, in the right order, of one orbit.

What is measured is measured on samples, which are read once for all comparisons.
"""

from __future__ import annotations

import shlex
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

from mtdn_core.errors import GridMismatchError, InputError, UnitsError
from mtdn_core.files import same_file
from mtdn_core.polarimetry.units import DECIBEL
from mtdn_core.raster.acquisition import in_reverse, other_time_of_day, same_acquisition, same_orbit
from mtdn_core.raster.align import gdalwarp_line, overlap
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import Float, Sample, sample_windows, scan_windows
from mtdn_core.raster.names import in_decibels, says_filtered
from mtdn_core.raster.power import speckle_of
from mtdn_core.raster.provenance import is_despeckled
from mtdn_core.raster.shift import Displacement, measure_displacement, other_ground

LARGEST_STEP_DB = 15.0  # rain, thaw or flood move a scene by less
DOUBTFUL_STEP_DB = 10.0
ONE_IMAGE_DB = 0.1
SHARED_SPECKLE = 0.4  # that of a ratio over the weaker of two; .63 and more between any two dates of real series
COPIED = 0.1  # share of the pixels; rounding alone makes fewer the same, in VV and in VH
MOST = 0.99  # of the pixels
FARTHEST_PX = 0.3
SPECKLE_PIXELS = 1 << 16  # tell the speckle of a date
OTHER_SPECKLE = 1.6  # 1.35 between any two dates of real series; 1.4 to 2 where one of them is a mean of 3 x 3 pixels


def read_sample(date: DateRaster) -> Sample:
    """Read the sample windows of a date, at most 2**20 pixels."""
    images, masks = zip(*map(date.read, sample_windows(date.grid.width, date.grid.height)))
    return np.stack([image[[0, -1]] for image in images]), np.stack(masks)


def log_ratios(one: Sample, two: Sample) -> tuple[Float, Float]:
    """Natural logarithm of `one` over `two` in VV and in VH, where both are measured and positive."""
    (a, valid1), (b, valid2) = one, two
    good = (valid1 & valid2)[:, None] & (a > 0) & (b > 0)
    vv, vh = (np.log(a[:, c][good[:, c]] / b[:, c][good[:, c]]) for c in (0, 1))
    return vv, vh


def level_step(one: Sample, two: Sample) -> tuple[float, float]:
    """Medians of :func:`log_ratios`, 0 where nothing is measured on both."""
    return _medians(log_ratios(one, two))


def _medians(ratios: tuple[Float, Float]) -> tuple[float, float]:
    vv, vh = (float(np.median(values)) if values.size else 0.0 for values in ratios)
    return vv, vh


def check_grid(first: DateRaster, second: DateRaster) -> None:
    """Raise :class:`GridMismatchError` where two dates do not share one grid."""
    one, two = first.grid, second.grid
    differences = one.differences(two)
    if not differences:
        return
    if one.gcps and two.gcps:
        advice = "bring both onto a map grid first (terrain correction), and one onto that of the other (--align)"
    elif None in (one.transform, two.transform):
        advice = "give the file without one the georeference of the other (gdal_edit.py -a_srs -a_ullr), or correct both"
    elif bool(one.crs_wkt) != bool(two.crs_wkt):
        without, crs = (second, one.crs_text) if one.crs_wkt else (first, two.crs_text)
        lines = (f"gdal_edit.py -a_srs {crs} {shlex.quote(path)}" for path in {band.file.path for band in without.bands})
        advice = f"give '{without.name}' its CRS; if it is that of the other date, {' && '.join(sorted(lines))}"
    elif overlap(one, two) == 0:
        advice = "choose images that overlap, which these do not, or correct their CRS"
    else:
        advice = (
            "have the other dates brought onto the grid of the first (in QGIS Align other dates, on the command line --align "
            "bilinear)"
        )
        if line := gdalwarp_line(second, one):
            advice += f", or do it with 'Warp (reproject)', {line}"
    raise GridMismatchError(
        f"'{first.name}' and '{second.name}' lie on different grids: " + "; ".join(differences),
        "the same CRS, origin, pixel size and size for all dates", advice,
    )


class Comparison(NamedTuple):
    """Warnings of two dates, and how far the second lies beside the first, None where that is not known."""

    warnings: list[str]
    moved: Displacement | None
    elsewhere: str  # what ground the second shows, in words, if not that of the first
    shared: bool  # one measurement in both, for the most part: none tells what the other is without speckle
    step: tuple[float, float]  # :func:`level_step`


def check_pair(first: DateRaster, second: DateRaster, sample1: Sample, sample2: Sample, *, ordered: bool) -> Comparison:
    """Check two dates on one grid by their samples; `ordered`: the first should be the earlier one.

    Raises :class:`InputError` if the dates are the same image, or no pixel was measured on both, :class:`UnitsError` if the
    levels of the scenes differ by more than :data:`LARGEST_STEP_DB`.
    """
    gain, common, equal = _compared(sample1, sample2)
    levels = (-gain[0] / DECIBEL, -gain[1] / DECIBEL)
    step = max(abs(level) for level in levels)
    windows = scan_windows(first.grid.width, first.grid.height)
    if not common and not any((first.read(window)[1] & second.read(window)[1]).any() for window in windows):
        raise InputError(
            f"No pixel was measured on both dates: '{first.name}' and '{second.name}' do not overlap",
            "two images of one place", "choose images that overlap",
        )
    if equal:
        raise InputError(
            f"'{first.name}' and '{second.name}' hold the same image", "two different dates", "choose another date"
        )
    if step > LARGEST_STEP_DB:
        raise UnitsError(
            f"The scenes' levels differ by {in_decibels(levels, first.polarisations)}: '{first.name}' "
            f"({first.units.units}) and '{second.name}' ({second.units.units}) are on different scales",
            "two dates of one calibration (both sigma0, or both gamma0)",
            "calibrate both dates alike, or state the units of the dates one by one by converting one of them",
        )
    warnings, shared, filtered = _by_speckle(first, second, sample1, sample2)
    moved = None if filtered else measure_displacement(sample1, sample2)  # a filter turns the phases of fine structure
    elsewhere = "" if moved else other_ground(sample1, sample2, sample_windows(first.grid.width, first.grid.height))
    if elsewhere:
        warnings.append(
            f"'{second.name}' {elsewhere}, compared with '{first.name}' by its content, although both lie on one grid. What "
            "comes out says nothing: check their georeference, and that both are images of one place"
        )
    if moved is not None and moved.distance - 2 * moved.sigma > FARTHEST_PX:  # beyond doubt
        warnings.append(
            f"'{second.name}' lies {moved.text} of '{first.name}' by its content: edges will show as change, and are blurred "
            "where the dates help each other. Register the dates to each other (SNAP: coregistration), or check their "
            "georeference"
        )
    if step > DOUBTFUL_STEP_DB:
        warnings.append(
            f"The scenes' levels differ by {in_decibels(levels, first.polarisations)}; check that both dates are calibrated "
            "alike"
        )
    return Comparison([*warnings, *_by_metadata(first, second, ordered)], moved, elsewhere, shared, gain)


def _by_speckle(first: DateRaster, second: DateRaster, sample1: Sample, sample2: Sample) -> tuple[list[str], bool, bool]:
    """Warn of what speckle tells of two dates; and whether they are one measurement, and whether one was filtered."""
    warnings = []
    copied, speckles = _copied(sample1, sample2), _speckles(sample1, sample2)
    if copied > COPIED:
        warnings.append(
            f"{copied:.0%} of the pixels hold the same values on '{first.name}' and '{second.name}': one measurement in both, "
            "as in mosaics. No change is found there, and no date helps the other"
        )
    resampled = bool(speckles) and copied <= COPIED and max(of_ratio for _, of_ratio in speckles) < SHARED_SPECKLE
    if resampled:
        warnings.append(
            f"'{first.name}' and '{second.name}' share their speckle: one image, calibrated or resampled in two ways. No "
            "change is found, and no date helps the other. Give images of two passes"
        )
    speckle = [step for step, _ in speckles]
    filtered = bool(speckle) and (min(speckle) > OTHER_SPECKLE or max(speckle) < 1 / OTHER_SPECKLE)
    if filtered:
        calmer, ratio = (second, min(speckle)) if speckle[0] > 1 else (first, 1 / max(speckle))
        warnings.append(
            f"The speckle of '{calmer.name}' is {ratio:.1f} times weaker than that of the other date: it was filtered or "
            "averaged, or its units are others, and that shows as change. Give both dates as the same product, not filtered"
        )
    return warnings, resampled or copied > 0.5, filtered


def _by_metadata(first: DateRaster, second: DateRaster, ordered: bool) -> list[str]:
    """Warn of what names and metadata of two dates tell: order, acquisition, quantity, orbit."""
    warnings = []
    reverse = next((names for names in zip(_names(first), _names(second)) if in_reverse(*names)), None)
    if ordered and first.acquired and second.acquired and first.acquired.date() > second.acquired.date():
        warnings.append(
            f"The earlier image '{first.name}' ({first.acquired:%Y-%m-%d}) is later than '{second.name}' "
            f"({second.acquired:%Y-%m-%d}); check the order"
        )
    elif ordered and first.acquired == second.acquired and reverse:
        warnings.append(f"The earlier image '{reverse[0]}' is later than '{reverse[1]}' by their names; check the order")
    elif same_acquisition(first.acquired, second.acquired):
        warnings.append(
            f"'{first.name}' and '{second.name}' were taken on the same day: two products of one acquisition share their "
            "speckle and show no change"
        )
    if first.quantity and second.quantity and first.quantity != second.quantity:
        warnings.append(
            f"'{first.name}' holds {first.quantity}, '{second.name}' {second.quantity}: they differ with the incidence angle "
            "and on slopes, and that shows as change. Give the same quantity of both dates"
        )
    different = ": slopes and buildings look different from there, and that shows as change"
    if same_orbit(first.orbit, second.orbit) is False:
        warnings.append(f"The dates are of different orbits ({first.orbit}; {second.orbit}){different}")
    elif same_orbit(first.orbit, second.orbit) is None and other_time_of_day(first.acquired, second.acquired):
        warnings.append(
            f"'{first.name}' and '{second.name}' were taken at different times of day ({first.acquired:%H:%M} and "
            f"{second.acquired:%H:%M}), so from different orbits{different}"
        )
    return warnings


def _names(date: DateRaster) -> tuple[str, str]:
    """Names that may say what comes first: of the date, and of its folder with it, as in `before/VV.tif`."""
    return date.name, "/".join(Path(date.bands[0].file.path).parts[-2:])


def already_despeckled(date: DateRaster) -> list[str]:
    """Warn where an input is an output of this library, or its name says that a speckle filter was applied."""
    if not is_despeckled(date.metadata) and not says_filtered(date.name):
        return []
    return [f"'{date.name}' is already despeckled; filtering it again takes detail away. Give the original image"]


def refuse_same_bands(first: DateRaster, second: DateRaster) -> None:
    """Raise :class:`InputError` where two dates take the same band of the same file, perhaps by two names of it."""
    for one, two in product(first.bands, second.bands):
        if one.number == two.number and same_file(one.file.path, two.file.path):
            raise InputError(
                f"'{first.name}' and '{second.name}' take band {one.number} of the same file, '{one.file.path}'",
                "two different dates",
                "choose another date; of a file that holds several dates, state the band numbers of each",
            )


def _speckles(one: Sample, two: Sample) -> list[tuple[float, float]]:
    """Speckle of the first date over that of the second, and that of their ratio over the weaker, in VV and VH.

    Empty where the speckle is not known of both.
    """
    found = []
    every = 1 + one[1].size // SPECKLE_PIXELS  # rows
    one, two = ((power[:, :, ::every], valid[:, ::every]) for power, valid in (one, two))
    for channel, ratios in enumerate(log_ratios(one, two)):
        powers = (power[:, channel][valid & (power[:, channel] > 0)] for power, valid in (one, two))
        pair = [speckle_of(np.log(values)) for values in powers]
        found += [(pair[0] / pair[1], speckle_of(ratios) / min(pair))] if min(pair) > 0 and ratios.size >= 100 else []
    return found


def one_measurement(one: Sample, two: Sample) -> bool:
    """Return True if two samples hold one image, also where it was calibrated or resampled in two ways."""
    speckles = _speckles(one, two)
    shared = bool(speckles) and max(of_ratio for _, of_ratio in speckles) < SHARED_SPECKLE
    return shared or _copied(one, two) > 0.5 or _compared(one, two)[2]


def _copied(one: Sample, two: Sample) -> float:
    """Return the share of pixels, measured on both dates, that are the same to the bit and not 0; of a channel, if most are."""
    (a, valid1), (b, valid2) = one, two
    same = ((a == b) & (a != 0)).swapaxes(0, 1)[:, valid1 & valid2]
    if not same.size:
        return 0.0
    alone = float(same.mean(1).max())
    return alone if alone > 0.5 else float(same.all(0).mean())


def _compared(one: Sample, two: Sample) -> tuple[tuple[float, float], bool, bool]:
    """:func:`level_step` of the dates, whether pixels are common, and whether they are one image.

    One image in other units, on another scale, or rounded to other numbers, differs by less than :data:`ONE_IMAGE_DB`
    nearly everywhere; speckle makes any two dates differ by more.
    """
    (a, valid1), (b, valid2) = one, two
    both = valid1 & valid2
    windows = zip((a > 0) == (b > 0), both)
    equal = all(positive[:, measured].mean(1).min() > MOST for positive, measured in windows if measured.any())
    ratios = log_ratios(one, two)
    vv, vh = _medians(ratios)
    # of a single pixel the step is all there is
    moves = [values - median if values.size > 1 else values for values, median in zip(ratios, (vv, vh))]
    equal = equal and all(not values.size or np.mean(np.abs(values) < ONE_IMAGE_DB * DECIBEL) > MOST for values in moves)
    # other units or rounded numbers move every pixel a little; where the rest agrees to the bit, some pixels were changed
    moved = np.concatenate(moves)
    outside = np.abs(moved) >= ONE_IMAGE_DB * DECIBEL
    equal = equal and not (outside.any() and not moved[~outside].any())
    return (vv, vh), bool(both.any()), bool(both.any() and equal)
