"""Connected components of a mask, by runs along its rows: NumPy alone, and little memory where little is set."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bool = NDArray[np.bool_]
Int = NDArray[np.int64]


def runs(mask: Bool) -> tuple[Int, Int, Int]:
    """Return row, first column and column behind the last of every run of set pixels, in the order of reading."""
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    return rows, starts, ends


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
