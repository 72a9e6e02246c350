"""Drop connected changes below a minimum area, strip by strip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.raster.components import components, runs
from mtdn_core.raster.gdal import Window, last_message, quiet, read_band, row_strips, write_band
from mtdn_core.raster.write import GeoTiffWriter

Int = NDArray[np.int64]
Bool = NDArray[np.bool_]


def drop_small_changes(
    writer: GeoTiffWriter, minimum_area: float, check: Callable[[], None] = lambda: None, *,
    areas: NDArray[np.float64] | None = None, unchanged: int = 0,
) -> NDArray[np.int64]:  # fmt: skip
    """Set connected changes (8 neighbours) of less than `minimum_area` to `unchanged`.

    Works on the finished but not yet committed raster of `writer`, in which all but `unchanged` and nodata is changed, in
    two passes over its strips: the first finds the area of every change, the second drops those that are too small. Between
    strips only changes that cross their border are kept, and one bit per change of a strip: the memory depends on the width
    of the scene, not on the minimum area.

    Parameters
    ----------
    check
        Called for every strip; may raise to give up.
    areas
        Of a pixel in every row, in the unit of the minimum; None: the minimum is a number of pixels.

    Returns
    -------
    numpy.ndarray
        Changed pixels left per row.
    """
    grid, nodata = writer.plan.grid, writer.plan.nodata

    def is_changed(values: NDArray[Any]) -> Bool:
        return np.asarray((values != unchanged) & (values != nodata))

    writer.close()
    changes = _open_for_update(writer)
    windows = row_strips(grid.width, grid.height)
    found = _Areas(minimum_area, grid.width)
    for window in windows:
        check()
        found.add(is_changed(read_band(changes, 1, window, writer.plan.path)), None if areas is None else areas[_rows(window)])
    found.finish()
    per_row = np.zeros(grid.height, np.int64)
    for number, window in enumerate(windows):
        check()
        values = read_band(changes, 1, window, writer.plan.path)
        changed = is_changed(values)
        small = found.small(number, changed)
        if small.any():
            write_band(changes, 1, 0, window[1], np.where(small, unchanged, values).astype(values.dtype), OutputError)
        per_row[_rows(window)] = (changed & ~small).sum(1)
    del changes
    return per_row


def _rows(window: Window) -> slice:
    return slice(window[1], window[1] + window[3])


class _Areas:
    """Which components of a mask that comes in strips are small.

    A component of a strip is known by its strip and its number there, the same whenever the strip is looked at.
    """

    def __init__(self, minimum_area: float, width: int) -> None:
        self._minimum, self._width = minimum_area, width
        # per strip and component of it: 1 if small
        self._is_small: list[NDArray[np.uint8]] = []
        # the last row of the latest strip: its runs, and the number of the open component each belongs to
        self._starts: Int = np.zeros(0, np.int64)
        self._ends: Int = np.zeros(0, np.int64)
        self._open: Int = np.zeros(0, np.int64)
        self._area = np.zeros(0)  # per open component
        # components of strips that belong to an open one, not yet large enough: (open, strip, number)
        self._waiting: Int = np.zeros((0, 3), np.int64)

    def add(self, mask: Bool, areas: NDArray[np.float64] | None = None) -> None:
        """Take in the next strip (height, width), with the area of a pixel per row; None: 1."""
        rows, starts, ends = runs(mask)
        number = self._numbered(rows, starts, ends)
        area = np.bincount(number, (ends - starts) * (1.0 if areas is None else areas[rows]))
        strip, count, before = len(self._is_small), len(area), len(self._area)
        self._is_small.append(np.zeros(count, np.uint8))
        # open components of before and components of this strip, joined where runs of the adjacent rows touch
        top = rows == 0
        touching = components(
            np.concatenate([np.zeros(len(self._starts), np.int64), np.ones(int(top.sum()), np.int64)]),
            np.concatenate([self._starts, starts[top]]), np.concatenate([self._ends, ends[top]]), self._width,
        )  # fmt: skip
        node = np.concatenate([self._open, number[top] + before])
        joined = _join_groups(before + count, node, touching)
        area = np.bincount(joined, np.concatenate([self._area, area]), before + count)
        own = np.column_stack([np.arange(count) + before, np.full(count, strip), np.arange(count)])
        waiting = np.concatenate([self._waiting, own])
        waiting[:, 0] = joined[waiting[:, 0]]
        waiting = waiting[area[waiting[:, 0]] < self._minimum]
        bottom = rows == len(mask) - 1
        still_open = np.unique(joined[number[bottom] + before])
        is_open = np.isin(waiting[:, 0], still_open)
        self._mark_small(waiting[~is_open])
        self._waiting = waiting[is_open]
        self._waiting[:, 0] = np.searchsorted(still_open, self._waiting[:, 0])
        self._starts, self._ends = starts[bottom], ends[bottom]
        self._open = np.searchsorted(still_open, joined[number[bottom] + before])
        # more than the minimum does not matter, and would overflow in the end
        self._area = np.minimum(area[still_open], self._minimum)

    def finish(self) -> None:
        """No strip follows: what is open ends here."""
        self._mark_small(self._waiting)

    def small(self, strip: int, mask: Bool) -> Bool:
        """Return which pixels of a strip, as it was given to :meth:`add`, belong to small components."""
        rows, starts, ends = runs(mask)
        drop = self._is_small[strip][self._numbered(rows, starts, ends)].astype(bool)
        steps = np.zeros((mask.shape[0], mask.shape[1] + 1), np.int8)
        steps[rows[drop], starts[drop]] = 1
        steps[rows[drop], ends[drop]] = -1
        result: Bool = np.cumsum(steps, axis=1, dtype=np.int8)[:, :-1].astype(bool)
        return result

    def _numbered(self, rows: Int, starts: Int, ends: Int) -> Int:
        """Return the number of the component of every run within its strip."""
        return np.unique(components(rows, starts, ends, self._width), return_inverse=True)[1]

    def _mark_small(self, waiting: Int) -> None:
        for strip in np.unique(waiting[:, 1]):
            self._is_small[strip][waiting[waiting[:, 1] == strip, 2]] = 1


def _join_groups(count: int, node: Int, group: Int) -> Int:
    """Return the smallest node that each node is connected with; nodes listed with one group are connected."""
    root = np.arange(count)
    lowest = np.full(int(group.max()) + 1 if len(group) else 0, count)
    while True:
        lowest[:] = count
        np.minimum.at(lowest, group, root[node])
        before = root.copy()
        np.minimum.at(root, root[node], lowest[group])
        np.minimum.at(root, node, lowest[group])
        root = root[root]
        if np.array_equal(before, root):
            return np.asarray(root)


def _open_for_update(writer: GeoTiffWriter) -> Any:
    dataset = None
    with quiet() as gdal:
        try:
            dataset = gdal.OpenEx(writer.temporary, gdal.OF_RASTER | gdal.OF_UPDATE)
            message = last_message()
        except RuntimeError as error:
            message = last_message(error)
    if dataset is None:
        raise OutputError(
            f"'{writer.temporary}' cannot be opened again{message}", "", "check the free space of the disk"
        )
    return dataset
