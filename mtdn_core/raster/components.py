"""Connected components of a mask, by runs along its rows, and the removal of small ones: little memory where little is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.raster.gdal import Bool, Int, Window, check_cancelled, open_again, read_band, row_strips, write_band
from mtdn_core.raster.write import GeoTiffWriter


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
    """Return for every run the number of a run of its component (8 neighbours), the same for all of them.

    The runs are in the order of reading; one may be cut into several that touch.
    """
    upper, lower = _neighbours(rows, starts, ends, width)
    cut = np.flatnonzero((rows[1:] == rows[:-1]) & (starts[1:] == ends[:-1]))
    return _join(len(rows), np.append(upper, cut), np.append(lower, cut + 1))


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


def number_components(
    strips: Iterable[Bool], width: int, areas: NDArray[np.float64] | None = None
) -> tuple[NDArray[np.float64], Callable[[int, Bool], NDArray[np.int32]]]:
    """Number the connected components (8 neighbours) of a mask that comes in strips (height, width) from the top.

    `areas` are of a pixel in every row; None: 1. Returns the areas of the components from number 1 on, and what gives the
    number of every pixel of a strip, by its place and its mask once more; 0 where not set. The memory depends on the width and
    on the number of components.
    """
    first: list[int] = []  # per strip: the number of its first component, as long as strips are not joined
    pairs, sums, count, row = [], [], 0, 0
    above = (np.zeros(0, np.int64),) * 3  # runs of the row above: first column, column behind the last, number
    for mask in strips:
        rows, starts, ends, number = _labelled(mask)
        sums.append(np.bincount(number, (ends - starts) * (1.0 if areas is None else areas[row + rows])))
        first.append(count)
        number = number + count
        count = max(count, int(number.max(initial=-1)) + 1)
        top, bottom = rows == 0, rows == len(mask) - 1
        begin, end, both = (np.concatenate([old, new[top]]) for old, new in zip(above, (starts, ends, number)))
        upper, lower = _neighbours(np.repeat([0, 1], (len(above[0]), top.sum())), begin, end, width)
        pairs.append((both[upper], both[lower]))
        above = starts[bottom], ends[bottom], number[bottom]
        row += len(mask)
    one, two = (np.concatenate(numbers) for numbers in zip(*pairs))
    known, joined = np.unique(_join(count, one, two), return_inverse=True)

    def numbers(strip: int, mask: Bool) -> NDArray[np.int32]:
        rows, starts, ends, number = _labelled(mask)
        return drawn(rows, starts, ends, joined[number + first[strip]] + 1, mask.shape)

    return np.asarray(np.bincount(joined, np.concatenate(sums), len(known)), np.float64), numbers


def _labelled(mask: Bool) -> tuple[Int, Int, Int, Int]:
    """Return the runs of a strip and the number of the component of each within the strip."""
    rows, starts, ends = runs(mask)
    return rows, starts, ends, np.unique(components(rows, starts, ends, mask.shape[1]), return_inverse=True)[1]


def drop_small_changes(
    writer: GeoTiffWriter, minimum_area: float, *, areas: NDArray[np.float64] | None = None, unchanged: int = 0
) -> NDArray[np.int64]:
    """Set connected changes (8 neighbours) of less than `minimum_area` to `unchanged`; returns the changed pixels per row.

    Works on the finished but not yet committed raster of `writer`, in which all but `unchanged` and nodata is changed. `areas`
    are of a pixel in every row, in the unit of the minimum; None: the minimum is a number of pixels. The memory depends on
    the width of the scene and on the number of changes.
    """
    grid, path = writer.grid, writer.path
    writer.close()
    changes = open_again(writer.temporary, update=True)
    strips = [(window, slice(window[1], window[1] + window[3])) for window in row_strips(grid.width, grid.height)]

    def read(window: Window) -> tuple[NDArray[Any], Bool]:
        check_cancelled()
        values = read_band(changes, 1, window, path)
        return values, (values != unchanged) & (values != writer.nodata)

    found, numbers = number_components((read(window)[1] for window, _ in strips), grid.width, areas)
    is_small = np.concatenate([[False], found < minimum_area])
    per_row = np.zeros(grid.height, np.int64)
    for number, (window, rows) in enumerate(strips):
        values, changed = read(window)
        small = is_small[numbers(number, changed)]
        if small.any():
            write_band(changes, 1, 0, window[1], np.where(small, unchanged, values).astype(values.dtype))
        per_row[rows] = (changed & ~small).sum(1)
    return per_row
