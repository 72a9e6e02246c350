"""Drop connected changes below a minimum area."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.raster.components import components, runs
from mtdn_core.raster.gdal import last_message, quiet, read_band, strips, write_band
from mtdn_core.raster.write import GeoTiffWriter


def drop_small_changes(writer: GeoTiffWriter, minimum_area: int) -> NDArray[np.int64]:
    """Set connected changes (8 neighbours) of fewer than `minimum_area` pixels to unchanged.

    Works on the finished but not yet committed change raster (0, 1, 255 nodata) of `writer`, strip by strip. What is
    kept in memory are the runs of changed pixels along the rows, whatever the minimum area.

    Returns
    -------
    numpy.ndarray
        Changed pixels left per row.
    """
    grid = writer.plan.grid
    writer.close()
    changes = _open_for_update(writer)
    windows = strips(grid.width, grid.height, step=grid.width)
    found = []
    for window in windows:
        rows, starts, ends = runs(read_band(changes, 1, window, writer.plan.path) == 1)
        found.append(((rows + window[1]).astype(np.int64), starts.astype(np.int32), ends.astype(np.int32)))
    rows, starts, ends = (np.concatenate(column) for column in zip(*found))
    lengths = (ends - starts).astype(np.int64)
    component = components(rows, starts.astype(np.int64), ends.astype(np.int64), grid.width)
    small = np.bincount(component, lengths, len(rows))[component] < minimum_area
    for window in windows:
        first, last = np.searchsorted(rows, [window[1], window[1] + window[3]])
        drop = np.flatnonzero(small[first:last]) + first
        if not len(drop):
            continue
        values = read_band(changes, 1, window, writer.plan.path)
        steps = np.zeros((window[3], window[2] + 1), np.int8)
        steps[rows[drop] - window[1], starts[drop]] = 1
        steps[rows[drop] - window[1], ends[drop]] -= 1
        values[np.cumsum(steps, axis=1, dtype=np.int8)[:, :-1] > 0] = 0
        write_band(changes, 1, 0, window[1], values, OutputError)
    del changes
    return np.bincount(rows[~small], lengths[~small], grid.height).astype(np.int64)


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
