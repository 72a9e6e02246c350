"""Fill values that no file declares: values that no radar measures, or that come back far from all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import UnitsError
from mtdn_core.raster.gdal import Bool, Float

DB_RANGE = (-120.0, 100.0)
#: times the median magnitude, in power; 80 dB: beyond any target
HIGHEST = 1e8
#: times the median magnitude: subtraction of the noise leaves small negative powers only
LOWEST = -50.0
#: an extreme value that comes back exactly in this share of the sample, far outside the rest, is a fill
REPEATED = 2e-3
GAP_DB, EVEN_GAP_DB, ALONE_GAP_DB = 10.0, 20.0, 35.0
UNSAMPLED = 200  # pixels of a tile; no sample met them
FAR = 4.0  # times the range of the middle 98 % beyond it
FLATTEST = 0.02
#: numbers that writers fill with; floating-point measurements this far above the median (in power) never hit them
FILL_NUMBERS = (999.0, 9999.0, 99999.0, 999999.0, 9999999.0, 32767.0, 32768.0, 65535.0)
FILL_DB = (-99.0, -99.9, -99.99, -99.999, -100.0, -119.0, 99.0, 99.9, 99.99, 99.999, 100.0)
FILL_ABOVE = 1e3
IMPOSSIBLE = 1e15  # in any unit
#: an extreme value with this share of a sample says nothing of the others
SHARE = 0.05
LINEAR = 0.5  # positive decibels, which bright targets have, lie mostly above; VH of land in linear power lies below


@dataclass(frozen=True)
class Limits:
    """What a band's values, scaled as stored, lie between where measured; exact values that are fill in `single`."""

    low: float
    high: float
    single: tuple[float, ...] = ()
    far: tuple[float, float] = (-np.inf, np.inf)  # what is beyond lies far outside the sample

    def measured(self, values: Float) -> Bool:
        """Return where `values` may have been measured."""
        good: Bool = (values >= self.low) & (values <= self.high)
        for value in self.single:
            good &= values != np.float32(value)
        return good

    def unsampled_fill(self, values: Float) -> float | None:
        """Return a value far outside the sample that comes back often, as only a fill does; None where there is none."""
        kinds, counts = np.unique(values[(values < self.far[0]) | (values > self.far[1])], return_counts=True)
        if not counts.size or counts.max() < UNSAMPLED:
            return None
        value = float(kinds[counts.argmax()])
        return None if _is_cut_off(value, values) else value


UNLIMITED = Limits(-np.inf, np.inf)


def plausible(values: NDArray[np.floating[Any]]) -> Bool:
    """Return where values are of the magnitude of most others: what units and order of bands are told by.

    Fill may be most of a sample; it is told by its numbers, or by being an extreme that comes back exactly.
    """
    magnitude = np.abs(values)
    good: Bool = np.isfinite(values) & (values != 0) & (magnitude < IMPOSSIBLE)
    without = good & ~np.isin(magnitude, np.array(FILL_NUMBERS, values.dtype))
    good = without if without.any() else good
    for extreme in (np.min, np.max) * 2:
        if not good.any():
            return good
        rest = good & (values != extreme(values[good]))
        if rest.any() and rest.sum() <= (1 - SHARE) * good.sum():
            good = rest
    # the lower quartile, so that up to three quarters may be a large fill
    good &= magnitude <= 50 * np.percentile(magnitude[good], 25)
    return good


def find_limits(values: Float, units: str, integers: bool = False) -> Limits:
    """Find the limits of a band from a sample of values that are finite and not declared nodata.

    `integers`: unscaled whole numbers, which may equal a number that others fill with.
    """
    values = values[np.isfinite(values)]
    usual = values[plausible(values)]
    if units == "db":
        typical = float(np.median(usual)) if usual.size else 0.0
        low, high = DB_RANGE[0], min(DB_RANGE[1], max(typical, -60.0) + 80.0)
        known: tuple[float, ...] = () if integers else FILL_DB
    else:
        typical = float(np.median(np.abs(usual))) if usual.size else 1.0
        root = 1.0 if units == "linear" else 0.5
        low, high = (LOWEST if units == "linear" else -0.01) * typical, typical * HIGHEST**root
        known = () if integers else tuple(n for n in FILL_NUMBERS if n > typical * FILL_ABOVE**root)
    inside = values[(values >= low) & (values <= high) & ~np.isin(values, np.array(known, np.float32))]
    fill = _repeated(inside)
    return Limits(low, high, (*known, *fill), _far(inside[(inside != 0) & ~np.isin(inside, np.array(fill, np.float32))]))


def limits_of_date(sample: Float, units: str, integers: Sequence[bool]) -> tuple[tuple[Limits, ...], Bool]:
    """Find the limits of every band from a sample (bands, n), and which of the sample are measured.

    The elements of C12 (the middle two of four) lie no further than C11 and C22.
    """
    limits = [find_limits(values, units, whole) for values, whole in zip(sample, integers)]
    highest = max(limits[0].high, limits[-1].high)
    limits[1:-1] = [Limits(-highest, highest) for _ in limits[1:-1]]
    good: Bool = np.all([limit.measured(values) for limit, values in zip(limits, sample)], 0)
    for values in find_common_fill(sample[0, good], sample[-1, good], units):
        for index, value in zip((0, -1), values):
            limits[index] = replace(limits[index], single=(*limits[index].single, value))
            good &= sample[index] != np.float32(value)
    return tuple(limits), good


def _repeated(values: Float) -> tuple[float, ...]:
    """Return the smallest and largest values that come back often and lie far outside all others."""
    found: list[float] = []
    rest = values[values != 0]
    for extreme in (np.min, np.max) * 2:
        if rest.size < 100:
            break
        value = extreme(rest)
        same = rest == value
        others = rest[~same]
        if same.mean() < REPEATED or same.sum() < 8:
            continue
        low, high = _far(others)
        if (value < low or value > high) and not _is_cut_off(value, rest):
            found.append(float(value))
            rest = others
    return tuple(found)


def _is_cut_off(value: float, values: Float) -> bool:
    """Return True where values come near one that comes back often: brighter targets were cut off there."""
    distance = np.abs(values - value)
    return bool(((distance > 0) & (distance < 0.3 * abs(value))).sum() > 0.01 * (distance == 0).sum())


def _far(values: Float) -> tuple[float, float]:
    """Return what lies far below and above values; infinite for a few, and for a drawn image, in which any may come back."""
    low, high = np.percentile(values, [1, 99]) if values.size >= 100 else (0.0, 0.0)
    if high - low <= FLATTEST * max(abs(low), abs(high)):
        return -np.inf, np.inf
    return float(low - FAR * (high - low)), float(high + FAR * (high - low))


def find_common_fill(one: Float, two: Float, units: str) -> list[tuple[float, float]]:
    """Find fill within the limits: the extremes of VV and of VH, together and often, far from the rest.

    One polarisation alone, given twice, may have been cut off at a small value, which lies nearer to the rest.
    """
    found: list[tuple[float, float]] = []
    gap_db = ALONE_GAP_DB if np.array_equal(one, two) else GAP_DB
    factor = np.float32(20 if units == "amplitude" else 10)
    decibels = [v if units == "db" else factor * np.log10(np.maximum(v, np.float32(1e-37))) for v in (one, two)]
    for extreme, percentile, sign in ((np.min, 1, 1), (np.max, 99, -1)):
        if not one.size:
            break
        of_one, of_two = one == extreme(one), two == extreme(two)
        # VH in its noise may lie lower than a fill, but is not one value wherever VV is the lowest
        even = sign > 0 and gap_db == GAP_DB and of_one.sum() >= 8 and np.ptp(two[of_one]) == 0
        same = of_one if even else of_one & of_two
        # the lowest of both in the same few pixels is no chance; the highest may be where both were cut off
        enough = REPEATED if gap_db > GAP_DB or sign < 0 or not np.array_equal(of_one, of_two) else 0
        if same.sum() < 8 or same.mean() < enough or min(len(np.unique(v[~same])) for v in (one, two)) < 100:
            continue  # or no speckle: a drawn image
        if sign < 0 and any(_is_cut_off(float(v[same][0]), v) for v in (one, two)):
            continue
        gaps = [sign * (np.percentile(v[~same], percentile) - v[same][0]) for v in decibels]
        if min(gaps) >= gap_db or (even and gaps[0] >= EVEN_GAP_DB):
            found.append((float(one[same][0]), float(two[same][0])))
    return found


def fill_text(name: str, values: Float, limits: Limits, units: str) -> str:
    """Say how many values of a sample are fill, and which; empty if there are none.

    Raises :class:`UnitsError` where they are too many and different, or, as decibels, like linear power: a mosaic of images
    in different units.
    """
    measured = limits.measured(values)
    fill = values[np.isfinite(values) & ~measured]
    kinds, counts = np.unique(fill, return_counts=True)
    other, above = fill if kinds.size > SHARE * values.size and measured.any() else fill[:0], values[measured & (values > 0)]
    below = (values > -LINEAR) & (values <= 0)  # where decibels of bright ground, such as firn, go on
    if units == "db" and above.size > SHARE * values.size and np.median(above) < LINEAR and below.sum() < 0.1 * above.size:
        other = above
    if other.size:
        raise UnitsError(
            f"{name}: {other.size / values.size:.0%} of the values, from {other.min():.4g} to {other.max():.4g}, do not go "
            f"with the others as {units}", "one unit for all pixels", "bring all parts of the image to one unit",
        )
    if not fill.size:
        return ""
    most = ", ".join(f"{kinds[i]:g}" for i in np.argsort(-counts)[:3])
    return (
        f"{name}: {fill.size} of {values.size} sampled values are no backscatter ({most}{', ...' if len(kinds) > 3 else ''})"
        " and are taken for nodata"
    )
