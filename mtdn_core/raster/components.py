"""Connected components of a mask, by runs along its rows: NumPy alone, and little memory where little is set."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.raster.gdal import Bool, Int


def runs(mask: Bool) -> tuple[Int, Int, Int]:
    """Return row, first column and column behind the last of every run of set pixels, in the order of reading."""
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    return rows, starts, ends


def drawn(rows: Int, starts: Int, ends: Int, values: Any, shape: tuple[int, ...]) -> NDArray[np.int32]:
    """Return an image (height, width) of runs, none of them empty, with their values, 0 elsewhere."""
    steps = np.zeros((shape[0], shape[1] + 1), np.int32)
    steps[rows, starts] += values
    steps[rows, ends] -= values
    return np.cumsum(steps, axis=1, dtype=np.int32)[:, :-1]


def components(rows: Int, starts: Int, ends: Int, width: int) -> Int:
    """Return for every run the number of a run of its component (8 neighbours), the same for all of them."""
    return _join(len(rows), *_neighbours(rows, starts, ends, width))


def _neighbours(rows: Int, starts: Int, ends: Int, width: int) -> tuple[Int, Int]:
    """Return all pairs of runs (upper, lower) in adjacent rows that touch, corners included."""
    # one number per place, so that one sorted search serves all rows
    stride = width + 2
    first = np.searchsorted(rows * stride + ends, (rows + 1) * stride + starts, "left")
    last = np.searchsorted(rows * stride + starts, (rows + 1) * stride + ends, "right")
    counts = np.maximum(last - first, 0)
    upper = np.repeat(np.arange(len(rows)), counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return upper, np.repeat(first, counts) + within


def _join(count: int, one: Int, two: Int) -> Int:
    """Return for every node the smallest node it is connected with, by the pairs (one, two)."""
    root = np.arange(count)
    while True:
        low, high = np.minimum(root[one], root[two]), np.maximum(root[one], root[two])
        open_pairs = low != high
        if not open_pairs.any():
            return root
        np.minimum.at(root, high[open_pairs], low[open_pairs])
        # let every node know its root before the next round
        while True:
            above = root[root]
            if np.array_equal(above, root):
                break
            root = above


class Numbering:
    """Numbers of the connected components (8 neighbours) of a mask that comes in strips, and their `areas` in that order.

    The strips are given twice: to :meth:`add`, and after :meth:`finish` to :meth:`numbers`. The memory depends on the
    width and on the number of components.
    """

    def __init__(self, width: int) -> None:
        self._width, self._count = width, 0
        self._first: list[int] = []  # per strip: the number of its first component, as long as strips are not joined
        self._pairs: list[tuple[Int, Int]] = []  # of numbers, where components of adjacent strips touch
        nothing = np.zeros(0, np.int64)
        self._last = (nothing, nothing, nothing)  # runs of the last row: first column, column behind the last, number
        self._joined = nothing
        self._areas: list[NDArray[np.float64]] = []  # per strip, of its components
        self.areas = np.zeros(0)

    def add(self, mask: Bool, areas: NDArray[np.float64] | None = None) -> None:
        """Take in the next strip (height, width), with the area of a pixel per row; None: 1."""
        rows, starts, ends, number = self._labelled(mask)
        weights = (ends - starts) * (1.0 if areas is None else areas[rows])
        self._areas.append(np.asarray(np.bincount(number, weights), np.float64))
        number = number + self._count
        self._first.append(self._count)
        self._count = max(self._count, int(number.max(initial=-1)) + 1)
        above, top = self._last, rows == 0
        upper, lower = _neighbours(
            np.concatenate([np.zeros(len(above[0]), np.int64), np.ones(int(top.sum()), np.int64)]),
            np.concatenate([above[0], starts[top]]), np.concatenate([above[1], ends[top]]), self._width,
        )
        both = np.concatenate([above[2], number[top]])
        self._pairs.append((both[upper], both[lower]))
        bottom = rows == len(mask) - 1
        self._last = starts[bottom], ends[bottom], number[bottom]

    def finish(self) -> int:
        """No strip follows; return the number of components."""
        one, two = (np.concatenate(numbers) for numbers in zip(*self._pairs))
        known, joined = np.unique(_join(self._count, one, two), return_inverse=True)
        self._joined = joined + 1
        self.areas = np.asarray(np.bincount(joined, np.concatenate(self._areas), len(known)), np.float64)
        return len(known)

    def numbers(self, strip: int, mask: Bool) -> NDArray[np.int32]:
        """Return the number of the component of every pixel of a strip, as it was given to :meth:`add`; 0 where not set."""
        rows, starts, ends, number = self._labelled(mask)
        return drawn(rows, starts, ends, self._joined[number + self._first[strip]], mask.shape)

    def _labelled(self, mask: Bool) -> tuple[Int, Int, Int, Int]:
        """Return the runs of a strip and the number of the component of each within the strip."""
        rows, starts, ends = runs(mask)
        return rows, starts, ends, np.unique(components(rows, starts, ends, self._width), return_inverse=True)[1]
