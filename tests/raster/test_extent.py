"""Only a part of a scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from osgeo import gdal

import mtdn_core
from mtdn_core.cli.main import main
from mtdn_core.errors import ConfigError, InputError
from mtdn_core.raster.grid import Extent, Grid

GEOTRANSFORM = (300000.0, 30.0, 0.0, 4000000.0, 0.0, -30.0)


def scene(tools, folder: Path, seed: int = 0) -> str:
    image = tools.speckled(150, 170, looks=5, seed=seed)
    if seed:
        image[:, 60:90, 60:90] *= 8
    return str(tools.write(folder / f"s1_2024{seed + 1:02d}01_sigma0.tif", image, epsg=32633, transform=GEOTRANSFORM))


def cut(values: np.ndarray) -> np.ndarray:
    return values[:, 41:119, 37:131]


#: columns 37 to 131, rows 41 to 119, not quite to the pixel
EXTENT = "301119.5,3996435,303921,3998769.9"


@pytest.mark.parametrize("tile", [None, 32])
def test_equal_to_the_whole_scene_cut_out(tools, tmp_path, tile) -> None:
    one, two = scene(tools, tmp_path), scene(tools, tmp_path, 1)
    for name, extent in (("whole", ""), ("part", EXTENT)):
        mtdn_core.detect_changes_raster(
            one, two, str(tmp_path / f"{name}.tif"), probability=str(tmp_path / f"{name}_p.tif"), device="cpu", extent=extent,
            step=str(tmp_path / f"{name}_s.tif"), tile=tile,
        )
        mtdn_core.despeckle_raster(one, str(tmp_path / f"{name}_d.tif"), device="cpu", extent=extent, tile=tile)
    for kind, tolerance in (("_d", 1e-4), ("_p", 1e-4), ("_s", 1e-3), ("", 0)):
        whole, part = (tools.read(tmp_path / f"{name}{kind}.tif") for name in ("whole", "part"))
        assert np.allclose(cut(whole), part, rtol=tolerance, atol=tolerance, equal_nan=True), kind
    grid = Grid.of(gdal.Open(str(tmp_path / "part_d.tif")))
    assert grid.transform[0] == 300000 + 37 * 30 and grid.transform[3] == 4000000 - 41 * 30


def test_stand_in_that_uses_all_of_its_halo(tools, tmp_path, local_model) -> None:
    one = scene(tools, tmp_path)
    mtdn_core.despeckle_raster(one, str(tmp_path / "whole.tif"))
    report = mtdn_core.despeckle_raster(one, str(tmp_path / "part.tif"), extent=EXTENT, tile=24, resume=True)
    assert np.allclose(cut(tools.read(tmp_path / "whole.tif")), tools.read(tmp_path / "part.tif"), rtol=1e-5)
    assert report.pixels == 78 * 94 and "Extent: 94 x 78 pixels from column 37, row 41" in report.messages


def test_window_in_other_projections() -> None:
    from osgeo import osr

    utm = osr.SpatialReference()
    utm.ImportFromEPSG(32633)
    grid = Grid(170, 150, utm.ExportToWkt(), GEOTRANSFORM)
    assert Extent(301110, 3996430, 303930, 3998770).window(grid, "a") == (37, 41, 94, 78)  # on the edges of pixels
    assert Extent.parse("0 0 1e9 1e9 EPSG:32633").window(grid, "a") == (0, 0, 170, 150)
    # 12.8 to 12.82 E, 36.11 to 36.12 N lies within
    west = Extent.parse("12.80,12.82,36.11,36.12 [EPSG:4326]").window(grid, "a")
    again = Extent.parse(f"12.80,36.11,12.82,36.12 {wgs84()}").window(grid, "a")
    assert west == again and 55 < west[2] < 70 and 30 < west[3] < 48
    south_up = Grid(170, 150, grid.crs_wkt, (300000.0, 30.0, 0.0, 3995500.0, 0.0, 30.0))
    assert Extent(301110, 3996430, 303930, 3998770).window(south_up, "a") == (37, 31, 94, 78)


def wgs84() -> str:
    from osgeo import osr

    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    return str(crs.ExportToWkt())


@pytest.mark.parametrize("text", ["1,2,3", "1,2,1,4", "3,2,1,4", "a,b,c,d", "1,2,nan,4", "1,2,inf,4", "1,2,3,4,5", ","])
def test_what_is_no_extent(text) -> None:
    with pytest.raises(ConfigError, match="xmin,ymin,xmax,ymax"):
        Extent.parse(text)


def test_elsewhere_nothing_measured_and_no_georeference(tools, tmp_path, local_model, capsys) -> None:
    one = scene(tools, tmp_path)
    target = str(tmp_path / "out.tif")
    for extent, words in (
        ("0,0,10,10", "lies outside"), ("-120.5,30,-119,31 EPSG:4326", "lies outside"), ("1,2,3,4 EPSG:99999999", "CRS"),
    ):
        assert main(["despeckle", one, "-o", target, "--extent", extent]) == 1
        assert words in capsys.readouterr().err
    holes = tools.speckled(150, 170)
    holes[:, 30:130, 30:140] = np.nan
    path = str(tools.write(tmp_path / "holes_sigma0.tif", holes, epsg=32633, transform=GEOTRANSFORM))
    with pytest.raises(InputError, match="No pixel in the extent"):
        mtdn_core.despeckle_raster(path, target, extent=EXTENT)
    bare = str(tools.write(tmp_path / "bare_sigma0.tif", tools.speckled(50, 50), epsg=None, transform=None))
    with pytest.raises(InputError, match="no geotransform"):
        mtdn_core.despeckle_raster(bare, target, extent=EXTENT)
    assert not Path(target).exists()
