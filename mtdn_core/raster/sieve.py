"""Drop connected changes below a minimum area, strip by strip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.raster.components import components, runs
from mtdn_core.raster.gdal import Window, last_message, quiet, read_band, write_band
from mtdn_core.raster.write import GeoTiffWriter

Int = NDArray[np.int64]
Bool = NDArray[np.bool_]
STRIP = 256  # rows; whole blocks of the output
STRIP_PIXELS = 1 << 25  # of a scene that is very wide strips are lower


def drop_small_changes(
    writer: GeoTiffWriter, minimum_area: int, check: Callable[[], None] = lambda: None
) -> NDArray[np.int64]:
    """Set connected changes (8 neighbours) of fewer than `minimum_area` pixels to unchanged.

    Works on the finished but not yet committed change raster (0, 1, 255 nodata) of `writer`, in two passes over its
    strips: the first finds the area of every change, the second drops those that are too small. Between strips only
    changes that cross their border are kept, and one bit per change of a strip: the memory depends on the width of the
    scene, not on the minimum area.

    Parameters
    ----------
    check
        Called for every strip; may raise to give up.

    Returns
    -------
    numpy.ndarray
        Changed pixels left per row.
    """
    grid = writer.plan.grid
    writer.close()
    changes = _open_for_update(writer)
    rows = max(min(STRIP, STRIP_PIXELS // grid.width), 1)
    windows = [(0, row, grid.width, min(rows, grid.height - row)) for row in range(0, grid.height, rows)]
    areas = _Areas(minimum_area, grid.width)
    for window in windows:
        check()
        areas.add(read_band(changes, 1, window, writer.plan.path) == 1)
    areas.finish()
    per_row = np.zeros(grid.height, np.int64)
    for number, window in enumerate(windows):
        check()
        values = read_band(changes, 1, window, writer.plan.path)
        small = areas.small(number, values == 1)
        if small.any():
            values = np.where(small, 0, values).astype(np.uint8)
            write_band(changes, 1, 0, window[1], values, OutputError)
        per_row[_rows(window)] = (values == 1).sum(1)
    del changes
    return per_row


def _rows(window: Window) -> slice:
    return slice(window[1], window[1] + window[3])


class _Areas:
    """Which components of a mask that comes in strips are small.

    A component of a strip is known by its strip and its number there, the same whenever the strip is looked at.
    """

    def __init__(self, minimum_area: int, width: int) -> None:
        self._minimum, self._width = minimum_area, width
        # per strip and component of it: 1 if small
        self._is_small: list[NDArray[np.uint8]] = []
        # the last row of the latest strip: its runs, and the number of the open component each belongs to
        self._starts: Int = np.zeros(0, np.int64)
        self._ends: Int = np.zeros(0, np.int64)
        self._open: Int = np.zeros(0, np.int64)
        self._area: Int = np.zeros(0, np.int64)  # per open component
        # components of strips that belong to an open one, not yet large enough: (open, strip, number)
        self._waiting: Int = np.zeros((0, 3), np.int64)

    def add(self, mask: Bool) -> None:
        """Take in the next strip (height, width)."""
        rows, starts, ends = runs(mask)
        number, area = self._numbered(rows, starts, ends)
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
        area = np.bincount(joined, np.concatenate([self._area, area]), before + count).astype(np.int64)
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
        drop = self._is_small[strip][self._numbered(rows, starts, ends)[0]].astype(bool)
        steps = np.zeros((mask.shape[0], mask.shape[1] + 1), np.int8)
        steps[rows[drop], starts[drop]] = 1
        steps[rows[drop], ends[drop]] = -1
        result: Bool = np.cumsum(steps, axis=1, dtype=np.int8)[:, :-1].astype(bool)
        return result

    def _numbered(self, rows: Int, starts: Int, ends: Int) -> tuple[Int, Int]:
        """Return the number of the component of every run within its strip, and the area per component."""
        if not len(rows):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        _, number = np.unique(components(rows, starts, ends, self._width), return_inverse=True)
        return number, np.bincount(number, ends - starts).astype(np.int64)

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
