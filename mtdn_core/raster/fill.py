"""Fill values that no file declares: values that no radar measures, and zeros outside the footprint.

Zeros in all bands that touch the border of the scene, or nodata, are the fill of an export; zeros inside, surrounded by
measurements, are dark water after subtraction of the noise. Which is which is found once, for the whole scene, so that
every tile sees the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.raster.components import components, runs
from mtdn_core.raster.gdal import Window, strips

Bool = NDArray[np.bool_]
Int = NDArray[np.int64]

DB_RANGE = (-120.0, 100.0)
#: times the median magnitude, in power; 80 dB: beyond any target
HIGHEST = 1e8
#: times the median magnitude: subtraction of the noise leaves small negative powers only
LOWEST = -50.0
#: an extreme value that comes back exactly in this share of the sample, far outside the rest, is a fill
REPEATED = 2e-3
FAR = 4.0  # times the range of the middle 98 % beyond it
FLATTEST = 0.02
MOST_RUNS = 40_000_000


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
    """Return where values are of the magnitude of most others: what units and order of bands are told by."""
    magnitude = np.abs(values)
    known: Bool = np.isfinite(values) & (values != 0)
    if not known.any():
        return known
    # the lower quartile, so that up to three quarters may be a large fill
    good: Bool = known & (magnitude <= 50 * np.percentile(magnitude[known], 25))
    return good


def find_limits(values: NDArray[np.float32], units: str) -> Limits:
    """Find the limits of a band from a sample of values that are finite and not declared nodata."""
    values = values[np.isfinite(values)]
    if units == "db":
        return Limits(*DB_RANGE, _repeated(values[(values >= DB_RANGE[0]) & (values <= DB_RANGE[1])]))
    magnitude = np.abs(values[plausible(values)])
    typical = float(np.median(magnitude)) if magnitude.size else 1.0
    high = typical * (HIGHEST if units == "linear" else HIGHEST**0.5)
    low = LOWEST * typical if units == "linear" else -0.01 * typical
    inside = values[(values >= low) & (values <= high)]
    return Limits(low, high, _repeated(inside))


def _repeated(values: NDArray[np.float32]) -> tuple[float, ...]:
    """Return the smallest or largest value if it comes back often and lies far outside all others."""
    found = []
    rest = values[values != 0]
    for extreme in (np.min, np.max):
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
    """Zeros outside the footprint, as runs along the rows of the scene."""

    def __init__(self, rows: Int, starts: Int, ends: Int) -> None:
        self._rows, self._starts, self._ends = rows, starts, ends

    @property
    def pixels(self) -> int:
        """Number of pixels."""
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
    width: int, height: int, look: Callable[[Window], tuple[Bool, Bool]], check: Callable[[], None] = lambda: None
) -> ZeroFill | None:
    """Find zeros that are connected with the border of the scene or with nodata (8 neighbours).

    Parameters
    ----------
    look
        Returns for a window where all bands are zero, and where the pixel is nodata for other reasons.
    check
        Called for every strip; may raise to give up.

    Returns
    -------
    ZeroFill or None
        None if there is none.
    """
    found: list[tuple[Int, Int, Int, Bool]] = []
    total = 0
    for window in _rows(width, height):
        check()
        zero, nodata = look(window)
        rows, starts, ends = runs(zero | nodata)
        # a run that holds nodata, or touches the border, is outside by itself
        counts = np.concatenate([np.zeros((nodata.shape[0], 1), np.int64), np.cumsum(nodata, 1)], 1)
        outside = counts[rows, ends] > counts[rows, starts]
        rows = rows + window[1]
        outside |= (rows == 0) | (rows == height - 1) | (starts == 0) | (ends == width)
        found.append((rows, starts, ends, outside))
        total += len(rows)
        if total > MOST_RUNS:
            return None
    rows, starts, ends, outside = (np.concatenate(column) for column in zip(*found))
    if not len(rows):
        return None
    component = components(rows, starts, ends, width)
    touched = np.zeros(len(rows), bool)
    touched[component[outside]] = True
    keep = touched[component]
    return ZeroFill(rows[keep], starts[keep], ends[keep]) if keep.any() else None


def _rows(width: int, height: int) -> Iterator[Window]:
    """Strips over the full width."""
    return iter(strips(width, height, step=width))
