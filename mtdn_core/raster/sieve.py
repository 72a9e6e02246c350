"""Drop connected changes below a minimum area, strip by strip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.raster.components import number_components
from mtdn_core.raster.gdal import Bool, Window, open_again, read_band, row_strips, write_band
from mtdn_core.raster.write import GeoTiffWriter


def drop_small_changes(
    writer: GeoTiffWriter, minimum_area: float, check: Callable[[], None] = lambda: None, *,
    areas: NDArray[np.float64] | None = None, unchanged: int = 0,
) -> NDArray[np.int64]:
    """Set connected changes (8 neighbours) of less than `minimum_area` to `unchanged`; returns the changed pixels per row.

    Works on the finished but not yet committed raster of `writer`, in which all but `unchanged` and nodata is changed. `areas`
    are of a pixel in every row, in the unit of the minimum; None: the minimum is a number of pixels. `check` is called for
    every strip, and may raise to give up. The memory depends on the width of the scene and on the number of changes.
    """
    grid, path = writer.plan.grid, writer.plan.path
    writer.close()
    changes = open_again(writer.temporary, update=True)
    strips = [(window, slice(window[1], window[1] + window[3])) for window in row_strips(grid.width, grid.height)]

    def read(window: Window) -> tuple[NDArray[Any], Bool]:
        check()
        values = read_band(changes, 1, window, path)
        return values, (values != unchanged) & (values != writer.plan.nodata)

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
