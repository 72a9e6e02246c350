"""Memory: GDAL's block cache is bounded alike for small and large scenes, and given back."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from mtdn_core.raster.cache import STRIPS, TILED, block_cache, cache_bytes
from mtdn_core.raster.read import open_date_raster


def opened(tools, path, height: int, width: int, *options: str):
    """A date of which almost nothing is stored."""
    from osgeo import gdal

    options = ("SPARSE_OK=TRUE", *options)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 2, gdal.GDT_Float32, list(options))
    for number, (name, values) in enumerate(zip(("VV", "VH"), tools.speckled(200, 200)), start=1):
        dataset.GetRasterBand(number).SetDescription(name)
        dataset.GetRasterBand(number).WriteArray(values)
    dataset = None
    return open_date_raster(str(path), None, None, "linear")


def test_tiled_rasters_need_the_same_at_any_size(tools, tmp_path) -> None:
    for edge in (300, 3000, 30000):
        date = opened(tools, tmp_path / f"{edge}.tif", edge, edge, "TILED=YES")
        assert cache_bytes([date, date], 672) == TILED


def test_strips_get_a_row_of_tiles_up_to_a_bound(tools, tmp_path) -> None:
    wide = opened(tools, tmp_path / "wide.tif", 2000, 10000, "BLOCKYSIZE=1")
    assert cache_bytes([wide], 672) == TILED + 2 * 10000 * 674 * 4
    very = opened(tools, tmp_path / "very.tif", 2000, 100000, "BLOCKYSIZE=1")
    assert cache_bytes([very, very], 672) == STRIPS


def test_the_cache_is_bounded_meanwhile_only(tools, tmp_path) -> None:
    from osgeo import gdal

    date = opened(tools, tmp_path / "a.tif", 300, 300, "TILED=YES")
    before = gdal.GetCacheMax()
    try:
        gdal.SetCacheMax(500 << 20)
        with pytest.raises(ZeroDivisionError), block_cache([date], 100):
            assert gdal.GetCacheMax() == TILED
            assert np.isfinite(date.read((0, 0, 200, 200))[0]).all()
            raise ZeroDivisionError
        assert gdal.GetCacheMax() == 500 << 20
        gdal.SetCacheMax(1 << 20)
        with block_cache([date], 100):
            assert gdal.GetCacheMax() == 1 << 20
    finally:
        gdal.SetCacheMax(before)
