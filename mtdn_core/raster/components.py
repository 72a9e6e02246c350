"""Connected components of a mask, by runs along its rows: numpy alone, and little memory where little is set."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bool = NDArray[np.bool_]
Int = NDArray[np.int64]


def in_small_components(mask: Bool, minimum_area: int) -> Bool:
    """Return the set pixels whose component (8 neighbours) has fewer than `minimum_area` pixels.

    Parameters
    ----------
    mask
        (height, width).

    Returns
    -------
    numpy.ndarray
        (height, width), True where a pixel belongs to a small component.
    """
    rows, starts, ends = runs(mask)
    if not len(rows):
        return np.zeros_like(mask)
    component = join(len(rows), *neighbours(rows, starts, ends, mask.shape[1]))
    area = np.bincount(component, ends - starts, len(rows))
    small = area[component] < minimum_area
    # +1 where a small run begins, -1 behind its end; one column more, for those that end with the row
    steps = np.zeros((mask.shape[0], mask.shape[1] + 1), np.int8)
    steps[rows[small], starts[small]] = 1
    steps[rows[small], ends[small]] = -1
    result: Bool = np.cumsum(steps, axis=1, dtype=np.int8)[:, :-1].astype(bool)
    return result


def runs(mask: Bool) -> tuple[Int, Int, Int]:
    """Return row, first column and column behind the last of every run of set pixels, in the order of reading."""
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    return rows, starts, ends


def neighbours(rows: Int, starts: Int, ends: Int, width: int) -> tuple[Int, Int]:
    """Return all pairs of runs (upper, lower) in adjacent rows that touch, corners included."""
    # one number per place, so that one sorted search serves all rows
    stride = width + 2
    first = np.searchsorted(rows * stride + ends, (rows + 1) * stride + starts, "left")
    last = np.searchsorted(rows * stride + starts, (rows + 1) * stride + ends, "right")
    counts = np.maximum(last - first, 0)
    upper = np.repeat(np.arange(len(rows)), counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return upper, np.repeat(first, counts) + within


def join(count: int, one: Int, two: Int) -> Int:
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
