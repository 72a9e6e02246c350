"""Drop connected changes below a minimum area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.raster.components import in_small_components
from mtdn_core.raster.gdal import last_message, quiet, read_band, write_band
from mtdn_core.raster.write import BLOCK, GeoTiffWriter

# pixels; the edge of a window without its margin
EDGE = 2048


def drop_small_changes(writer: GeoTiffWriter, minimum_area: int) -> NDArray[np.int64]:
    """Set connected changes (8 neighbours) of fewer than `minimum_area` pixels to unchanged.

    Works on the finished but not yet committed change raster (0, 1, 255 nodata) of `writer`, window by window: the
    memory depends on the minimum area, not on the scene. A change that is too small and has a pixel in the window
    lies within a margin of the minimum area around it; one that reaches the end of the margin is large enough.

    Returns
    -------
    numpy.ndarray
        Changed pixels left per row.
    """
    grid = writer.plan.grid
    writer.close()
    changes = _open_for_update(writer)
    per_row = np.zeros(grid.height, np.int64)
    for column, row, width, height in _windows(grid.width, grid.height, minimum_area):
        left, top = min(minimum_area, column), min(minimum_area, row)
        right = min(grid.width, column + width + minimum_area)
        bottom = min(grid.height, row + height + minimum_area)
        outer = (column - left, row - top, right - column + left, bottom - row + top)
        values = read_band(changes, 1, outer, writer.plan.path)
        inner = (slice(top, top + height), slice(left, left + width))
        # what an earlier window has dropped of a change was all of it there: the rest is small as well
        small = in_small_components(values == 1, minimum_area)[inner]
        kept = values[inner]
        per_row[row : row + height] += ((kept == 1) & ~small).sum(1)
        if small.any():
            write_band(changes, 1, column, row, np.where(small, 0, kept).astype(np.uint8), OutputError)
    del changes
    return per_row


def _windows(width: int, height: int, minimum_area: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield windows of whole blocks that cover the scene, wide enough for their margin to be worth it."""
    step = -(-max(EDGE, 2 * minimum_area) // BLOCK) * BLOCK
    for row in range(0, height, step):
        for column in range(0, width, step):
            yield column, row, min(step, width - column), min(step, height - row)


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
