"""Drop connected changes below a minimum area."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.raster.gdal import gdal_module, last_message, quiet, read_band, write_band
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.sample import strips
from mtdn_core.raster.writer import GeoTiffWriter, OutputBand, OutputPlan

CONNECTEDNESS = 8


def drop_small_changes(writer: GeoTiffWriter, minimum_area: int) -> NDArray[np.int64]:
    """Set connected changes (8 neighbours) of fewer than `minimum_area` pixels to unchanged.

    Works on the finished but not yet committed change raster (0, 1, 255 nodata) of `writer`, by ``gdal.SieveFilter`` on
    a scratch copy where nodata counts as unchanged. Only changes are dropped: holes of unchanged pixels in them stay,
    and so does nodata.

    Returns
    -------
    numpy.ndarray
        Changed pixels left per row.
    """
    grid = writer.plan.grid
    writer.close()
    # GDAL merges a small polygon only into a neighbour that is large: give every change one, around the scene
    minimum_area = min(minimum_area, grid.width * grid.height + 1)
    margin = 1 + -(-minimum_area // (grid.width + 2))
    target = Path(writer.plan.path)
    scratch = GeoTiffWriter(
        OutputPlan(
            path=str(target.with_name(f"{target.stem}-sieve.tif")),
            grid=Grid(grid.width + 2, grid.height + margin + 1),
            bands=(OutputBand("sieve"),),
            nodata=255.0,
            byte=True,
        ),
        writer.mark,
    )
    try:
        changes = _open_for_update(writer)
        scratch.write(0, 0, np.zeros((1, margin, grid.width + 2), np.uint8))
        scratch.write(0, grid.height + margin, np.zeros((1, 1, grid.width + 2), np.uint8))
        for column in (0, grid.width + 1):
            scratch.write(column, margin, np.zeros((1, grid.height, 1), np.uint8))
        for window in strips(grid.width, grid.height):
            values = read_band(changes, 1, window, writer.plan.path)
            scratch.write(window[0] + 1, window[1] + margin, (values == 1).astype(np.uint8)[None])
        scratch.close()
        sieved = _open_for_update(scratch)
        _sieve(sieved, minimum_area)
        per_row = np.zeros(grid.height, np.int64)
        for column, row, width, height in strips(grid.width, grid.height):
            values = read_band(changes, 1, (column, row, width, height), writer.plan.path)
            kept = read_band(sieved, 1, (column + 1, row + margin, width, height), writer.plan.path)
            result = np.where((values == 1) & (kept == 0), 0, values).astype(np.uint8)
            per_row[row : row + height] += (result == 1).sum(1)
            write_band(changes, 1, column, row, result, OutputError)
        del sieved, changes
    finally:
        scratch.discard()
    return per_row


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


def _sieve(dataset: Any, minimum_area: int) -> None:
    band = dataset.GetRasterBand(1)
    with quiet():
        try:
            broken = gdal_module().SieveFilter(band, None, band, minimum_area, CONNECTEDNESS) != 0
            message = last_message() if broken else ""
        except RuntimeError as error:
            broken, message = True, last_message(error)
    if broken:
        raise OutputError(f"Small changes cannot be dropped{message}", "", "choose a minimum area of 0")
