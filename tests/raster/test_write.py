"""A GeoTIFF written by windows: every block once, in the order in which they become complete."""

from __future__ import annotations

import os

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.raster.grid import Grid  # noqa: E402
from mtdn_core.raster.write import GeoTiffWriter, OutputBand  # noqa: E402

WIDTH, HEIGHT = 700, 530
VALUES = np.random.default_rng(0).random((2, HEIGHT, WIDTH)).astype(np.float32)


def written(path, edge: int, options: tuple[str, ...], cache_bytes: int, last: int = 1 << 20) -> bytes:
    """Write the values by windows of edge x edge pixels, the first `last` of them; return the bytes of the file."""
    windows = [
        (column, row, min(edge, WIDTH - column), min(edge, HEIGHT - row))
        for row in range(0, HEIGHT, edge)
        for column in range(0, WIDTH, edge)
    ]
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(cache_bytes)
    try:
        bands = (OutputBand("VV"), OutputBand("VH"))
        writer = GeoTiffWriter(str(path), Grid(WIDTH, HEIGHT), bands, float("nan"), options=options)
        for column, row, width, height in windows[:last]:
            writer.write((column, row, width, height), VALUES[:, row : row + height, column : column + width])
        writer.close()
        os.replace(writer.temporary, path)
    finally:
        gdal.SetCacheMax(before)
    return path.read_bytes()


@pytest.mark.parametrize("options", [(), ("TILED=NO",), ("INTERLEAVE=PIXEL",), ("BLOCKXSIZE=64", "BLOCKYSIZE=128")])
@pytest.mark.parametrize("edge", [384, 200, 31, 256, 1000])
def test_the_cache_does_not_decide_on_the_bytes(tools, tmp_path, edge, options) -> None:
    content = written(tmp_path / "a.tif", edge, options, 64 << 20)
    assert content == written(tmp_path / "b.tif", edge, options, 100_000)
    assert len(content) == len(written(tmp_path / "c.tif", 1000, options, 64 << 20))  # no block is written twice
    np.testing.assert_array_equal(tools.read(tmp_path / "a.tif"), VALUES)


def test_what_no_window_covers_has_no_data(tools, tmp_path) -> None:
    written(tmp_path / "a.tif", 200, (), 64 << 20, last=5)
    values = tools.read(tmp_path / "a.tif")
    np.testing.assert_array_equal(values[:, :200], VALUES[:, :200])
    np.testing.assert_array_equal(values[:, 200:400, :200], VALUES[:, 200:400, :200])
    assert np.isnan(values[:, 400:]).all() and np.isnan(values[:, 200:400, 200:]).all()
