"""GDAL's block cache: as much as a run can use, the same for a scene of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from mtdn_core.raster.gdal import gdal_module
from mtdn_core.raster.read import DateRaster

# GDAL's default is 5 % of the RAM, and a scene fills whatever there is. A tile's neighbour shares some of its blocks,
# the next row of tiles comes too late for any cache: more than this changes nothing (measured at 4096 x 4096 pixels).
TILED = 64 << 20
# Strips run across the scene: without a row of tiles in the cache each tile would decode all of them again.
STRIPS = 384 << 20


def cache_bytes(dates: Iterable[DateRaster], rows: int) -> int:
    """Return the size that reading windows of `rows` rows from left to right can use.

    Parameters
    ----------
    dates
        All rasters that are read.
    rows
        Height of a read window, pixels.
    """
    strips = 0
    for date in dates:
        for facts in date.bands:
            dataset = facts.channel.file.dataset
            band = dataset.GetRasterBand(facts.channel.band)
            across, down = band.GetBlockSize()
            if across >= dataset.RasterXSize and down < dataset.RasterYSize:
                reach = min(rows + 2 * down, dataset.RasterYSize)
                # GDAL decodes all bands of a pixel-interleaved strip and keeps them
                strips += across * reach * gdal_module().GetDataTypeSize(band.DataType) // 8
    return min(TILED + strips, STRIPS)


@contextmanager
def block_cache(dates: Iterable[DateRaster], rows: int) -> Iterator[None]:
    """Bound GDAL's block cache by :func:`cache_bytes` meanwhile; a smaller one of the user stays."""
    gdal = gdal_module()
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(min(before, cache_bytes(dates, rows)))
    try:
        yield
    finally:
        gdal.SetCacheMax(before)
