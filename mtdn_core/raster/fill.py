"""Fill values that no file declares: values that no radar measures, and zeros outside the footprint.

Zeros in all bands that touch the border of the scene, or nodata, are the fill of an export; so are larger areas of them
inside. A few zeros surrounded by measurements are dark water after subtraction of the noise. Which is which is found
once, for the whole scene, so that every tile sees the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.raster.components import components, runs
from mtdn_core.raster.gdal import Window

Bool = NDArray[np.bool_]
Int = NDArray[np.int64]

DB_RANGE = (-120.0, 100.0)
#: times the median magnitude, in power; 80 dB: beyond any target
HIGHEST = 1e8
#: times the median magnitude: subtraction of the noise leaves small negative powers only
LOWEST = -50.0
#: an extreme value that comes back exactly in this share of the sample, far outside the rest, is a fill
REPEATED = 2e-3
GAP_DB = 10.0
FAR = 4.0  # times the range of the middle 98 % beyond it
FLATTEST = 0.02
#: numbers that writers fill with; floating-point measurements this far above the median (in power) never hit them
FILL_NUMBERS = (999.0, 9999.0, 99999.0, 999999.0, 9999999.0, 32767.0, 32768.0, 65535.0)
FILL_DB = (-99.0, -99.9, -99.99, -99.999, -100.0, -119.0, 99.0, 99.9, 99.99, 99.999, 100.0)
FILL_ABOVE = 1e3
IMPOSSIBLE = 1e15  # in any unit
#: an extreme value with this share of a sample says nothing of the others
SHARE = 0.05
#: a larger area of zeros inside a scene is fill as well, in pixels
LARGEST_DARK = 64
STRIP_PIXELS, STRIP_COLUMNS = 1 << 22, 1 << 14
MOST_RUNS = 5_000_000


@dataclass(frozen=True)
class Limits:
    """What a band's measured values lie between; everything else is fill.

    Attributes
    ----------
    low, high
        Lowest and highest value, scaled as stored.
    single
        Exact values that are fill.
    """

    low: float
    high: float
    single: tuple[float, ...] = ()

    def measured(self, values: NDArray[np.float32]) -> Bool:
        """Return where `values` may have been measured."""
        good: Bool = (values >= self.low) & (values <= self.high)
        for value in self.single:
            good &= values != np.float32(value)
        return good


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


def find_limits(values: NDArray[np.float32], units: str, integers: bool = False) -> Limits:
    """Find the limits of a band from a sample of values that are finite and not declared nodata.

    Parameters
    ----------
    integers
        True for unscaled whole numbers, which may equal a number that others fill with.
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
    return Limits(low, high, (*known, *_repeated(inside)))


def _repeated(values: NDArray[np.float32]) -> tuple[float, ...]:
    """Return the smallest and largest values that come back often and lie far outside all others."""
    found: list[float] = []
    rest = values[values != 0]
    for extreme in (np.min, np.max) * 2:
        if rest.size < 100:
            break
        value = extreme(rest)
        same = rest == value
        others = rest[~same]
        if same.mean() < REPEATED or same.sum() < 8 or others.size < 100:
            continue
        low, high = np.percentile(others, [1, 99])
        if high - low <= FLATTEST * max(abs(low), abs(high)):
            continue  # no speckle: a drawn image, in which any value may come back
        reach = FAR * (high - low)
        if value < low - reach or value > high + reach:
            found.append(float(value))
            rest = others
    return tuple(found)


def find_common_fill(one: NDArray[np.float32], two: NDArray[np.float32], units: str) -> list[tuple[float, float]]:
    """Find fill within the limits: the extremes of VV and of VH, together and often, at least 10 dB from the rest."""
    found: list[tuple[float, float]] = []
    if units != "db":
        factor = np.float32(20 if units == "amplitude" else 10)
        decibels = [factor * np.log10(np.maximum(values, np.float32(1e-37))) for values in (one, two)]
    else:
        decibels = [one, two]
    for extreme, percentile, sign in ((np.min, 1, 1), (np.max, 99, -1)):
        if not one.size:
            break
        values = float(extreme(one)), float(extreme(two))
        same = (one == values[0]) & (two == values[1])
        if same.sum() < 8 or same.mean() < REPEATED or min(len(np.unique(v[~same])) for v in (one, two)) < 100:
            continue  # or no speckle: a drawn image
        gaps = [sign * (np.percentile(v[~same], percentile) - v[same][0]) for v in decibels]
        if min(gaps) >= GAP_DB:
            found.append(values)
    return found


def count_text(name: str, values: NDArray[np.float32], limits: Limits) -> str | None:
    """Say how many values of a sample are fill, and which; None if there are none."""
    fill = values[np.isfinite(values) & ~limits.measured(values)]
    if not fill.size:
        return None
    kinds, counts = np.unique(fill, return_counts=True)
    most = ", ".join(f"{kinds[i]:g}" for i in np.argsort(-counts)[:3])
    return (
        f"{name}: {fill.size} of {values.size} sampled values are no backscatter ({most}{', ...' if len(kinds) > 3 else ''})"
        " and are taken for nodata"
    )


class ZeroFill:
    """Zeros outside the footprint, as runs along the rows of the scene.

    Attributes
    ----------
    everywhere
        True if there are too many to be told apart: then all zeros (in all bands) are fill.
    """

    def __init__(self, rows: Int, starts: Int, ends: Int, everywhere: bool = False) -> None:
        self._rows, self._starts, self._ends = rows, starts, ends
        self.everywhere = everywhere

    @property
    def pixels(self) -> int:
        """Number of pixels, as far as they are known."""
        return int((self._ends - self._starts).sum())

    def mask(self, window: Window) -> Bool:
        """Return where a window (column, row, width, height) holds fill, (height, width)."""
        column, row, width, height = window
        first, last = np.searchsorted(self._rows, [row, row + height])
        rows = self._rows[first:last] - row
        starts = np.clip(self._starts[first:last] - column, 0, width)
        ends = np.clip(self._ends[first:last] - column, 0, width)
        steps = np.zeros((height, width + 1), np.int32)
        np.add.at(steps, (rows, starts), 1)
        np.add.at(steps, (rows, ends), -1)
        result: Bool = np.cumsum(steps, axis=1)[:, :-1] > 0
        return result


def find_zero_fill(
    width: int, height: int, look: Callable[[Window], tuple[Bool, Bool] | None], check: Callable[[], None] = lambda: None
) -> ZeroFill:
    """Find zeros that are connected with the border of the scene or with nodata (8 neighbours), or fill a larger area.

    Parameters
    ----------
    look
        Returns for a window where all bands are zero, and where the pixel is nodata for other reasons; None for a window
        without any measurement.
    check
        Called for every strip; may raise to give up.
    """
    found: list[tuple[Int, Int, Int, Bool]] = []
    total = 0
    for column, row, columns, rows_high in scan_windows(width, height):
        check()
        # one pixel around, so that nodata beside a zero is seen across the borders of the windows
        left, top = min(column, 1), min(row, 1)
        right, bottom = min(width - column - columns, 1), min(height - row - rows_high, 1)
        seen = look((column - left, row - top, columns + left + right, rows_high + top + bottom))
        if seen is None:
            continue
        zero, nodata = seen
        core = (slice(top, top + rows_high), slice(left, left + columns))
        zero_core = zero[core]
        if not zero_core.any():
            continue
        rows, starts, ends = runs(zero_core)
        beside = np.pad(_widened(nodata)[core], ((0, 0), (1, 0))).cumsum(1)
        outside = beside[rows, ends] > beside[rows, starts]
        rows, starts, ends = rows + row, starts + column, ends + column
        outside |= (rows == 0) | (rows == height - 1) | (starts == 0) | (ends == width)
        found.append((rows, starts, ends, outside))
        total += len(rows)
        if total > MOST_RUNS:
            none = np.zeros(0, np.int64)
            return ZeroFill(none, none, none, everywhere=True)
    if not found:
        none = np.zeros(0, np.int64)
        return ZeroFill(none, none, none)
    rows, starts, ends, outside = (np.concatenate(values) for values in zip(*found))
    order = np.lexsort((starts, rows))
    rows, starts, ends, outside = rows[order], starts[order], ends[order], outside[order]
    # runs that go on in the next window are one
    first = np.ones(len(rows), bool)
    first[1:] = (rows[1:] != rows[:-1]) | (starts[1:] != ends[:-1])
    begin = np.flatnonzero(first)
    rows, starts, outside = rows[begin], starts[begin], np.logical_or.reduceat(outside, begin)
    ends = ends[np.append(begin[1:], len(ends)) - 1]
    component = components(rows, starts, ends, width)
    fill = np.zeros(len(rows), bool)
    fill[component[outside]] = True
    fill |= np.bincount(component, ends - starts, len(rows)) > LARGEST_DARK
    keep = fill[component]
    return ZeroFill(rows[keep], starts[keep], ends[keep])


def _widened(mask: Bool) -> Bool:
    """Return the mask with its 8 neighbours."""
    rows = np.pad(mask, ((1, 1), (0, 0)))
    high = rows[:-2] | rows[1:-1] | rows[2:]
    columns = np.pad(high, ((0, 0), (1, 1)))
    result: Bool = columns[:, :-2] | columns[:, 1:-1] | columns[:, 2:]
    return result


def scan_windows(width: int, height: int) -> Iterator[Window]:
    """Windows of bounded size that cover a raster of any shape, in the order of its rows."""
    columns = min(width, STRIP_COLUMNS)
    high = STRIP_PIXELS // columns
    high -= high % 256  # whole blocks
    for row in range(0, height, high):
        for column in range(0, width, columns):
            yield column, row, min(columns, width - column), min(high, height - row)
