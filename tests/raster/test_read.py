"""Real layouts and the policy for unusual values."""

from __future__ import annotations

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import UnitsError  # noqa: E402
from mtdn_core.raster.grid import Grid  # noqa: E402
from mtdn_core.raster.output_set import OutputSet  # noqa: E402
from mtdn_core.raster.read import open_date_raster  # noqa: E402
from mtdn_core.raster.write import GeoTiffWriter, OutputBand, keep_from_nodata  # noqa: E402


def test_shipped_samples(samples, tools) -> None:
    before = tools.state(samples)
    vv = next(samples.glob("OPERA*20241115*_VV.tif"))
    date = open_date_raster(str(vv), None, None, "auto")
    assert date.units.units == "linear" and [band.role for band in date.bands] == ["VV", "VH"]
    myanmar = open_date_raster(str(next(samples.glob("*20150329*"))), None, None, "auto")
    assert myanmar.units.units == "db" and myanmar.grid.crs_name == "EPSG:32646"
    c2, valid = myanmar.read((10, 20, 30, 40))
    assert c2.shape == (2, 40, 30) and valid.all() and 0.01 < c2[0].mean() < 1
    assert tools.state(samples) == before


@pytest.mark.parametrize(
    ("place", "roles", "units"),
    [("test/layouts/polsarpro_C2_shanghai", 4, "linear"),
     ("test/layouts/polsarpro_C2_shanghai/C2/C11.bin", 4, "linear"),
     ("test/layouts/polsartools_sample_C2_VVVH", 4, "linear"), ("test/mtdn_c2_patches/p01_T1_C2.tif", 4, "linear"),
     ("test/sen1floods11_sample/Spain_7370579_S1Hand.tif", 2, "db")],
)
def test_layouts(shared, place, roles, units) -> None:
    path = shared / "data" / place
    if not path.exists():
        pytest.skip(f"test data not found: {path}")
    date = open_date_raster(str(path), None, None, "auto")
    assert len(date.bands) == roles and date.units.units == units
    c2, valid = date.read((0, 0, 20, 20))
    assert valid.any() and (c2[[0, -1]] >= 0).all()


def test_unusual_values(tools, tmp_path) -> None:
    values = tools.speckled(20, 20)
    values[0, 0, 0], values[0, 0, 1], values[1, 0, 2] = np.nan, np.inf, -9999
    values[0, 0, 3], values[0, 0, 4] = -50, -1e-4  # no power; what subtraction of the noise leaves
    values[1, 0, 5] = 0  # VH below the noise
    values[:, 9, 6] = 0
    declared = open_date_raster(str(tools.write(tmp_path / "a.tif", values, nodata=-9999)), None, None, "auto")
    c2, valid = declared.read((0, 0, 20, 20))
    assert valid[0, :8].tolist() == [False, False, False, False, True, True, True, True] and valid[9, 6]
    assert c2[0, 0, 4] == 0 and not c2[:, ~valid].any()
    values[1, 0, 2] = 1
    undeclared = open_date_raster(str(tools.write(tmp_path / "b.tif", values)), None, None, "auto")
    assert undeclared.read((0, 0, 20, 20))[1][[0] * 6 + [9], :7][range(7), range(7)].tolist() == [
        False, False, True, False, True, True, True
    ]


def test_alpha_and_mask_bands(tools, tmp_path) -> None:
    values = np.concatenate([tools.speckled(20, 20), np.full((1, 20, 20), 255, np.float32)])
    values[2, :5] = 0
    path = tools.write(tmp_path / "a.tif", values)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.GetRasterBand(3).SetColorInterpretation(gdal.GCI_AlphaBand)
    dataset = None
    valid = open_date_raster(str(path), None, None, "linear").read((0, 0, 20, 20))[1]
    assert not valid[:5].any() and valid[5:].all()


@pytest.mark.parametrize("order", [("VV", "VH"), ("VH", "VV")])
def test_unnamed_bands_by_brightness(tools, tmp_path, order) -> None:
    power = dict(zip(("VV", "VH"), tools.speckled(20, 20)))
    path = tools.write(tmp_path / "a.tif", np.stack([power[o] for o in order]), ())
    date = open_date_raster(str(path), None, None, "linear")
    assert date.bands[0].number == 1 + order.index("VV") and date.warnings


def test_unnamed_c2_by_values(tools, tmp_path) -> None:
    vv, vh = tools.speckled(20, 20)
    path = tools.write(tmp_path / "a.tif", np.stack([vv, 0.3 * np.sqrt(vv * vh), -0.2 * np.sqrt(vv * vh), vh]), ())
    assert open_date_raster(str(path), None, None, "auto").has_c12


def test_angle_is_left_out_and_calibrated_power_preferred(tools, tmp_path) -> None:
    vv, vh = tools.speckled(20, 20)
    bands = np.stack([np.sqrt(vv), vv, np.sqrt(vh), vh, vv + 30])
    names = ("Amplitude_VV", "Sigma0_VV", "Amplitude_VH", "Sigma0_VH", "angle")
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", bands, names)), None, None, "auto")
    assert [band.number for band in date.bands] == [2, 4] and date.units.units == "linear"


def test_16_bit_amplitudes(tools, tmp_path) -> None:
    values = (np.sqrt(tools.speckled(40, 40)) * 1000).astype(np.uint16)
    path = str(tools.write(tmp_path / "a.tif", values))
    with pytest.raises(UnitsError, match="amplitude"):
        open_date_raster(path, None, None, "auto")
    assert open_date_raster(path, None, None, "amplitude").units.units == "amplitude"
    for role, name, band in (("vv", "001", values[:1]), ("vh", "002", values[1:])):
        path = tools.write(tmp_path / f"s1a-iw-grd-{role}-20241115t015904-20241115t015929-056555-06ef3c-{name}.tiff", band, ())
    assert open_date_raster(str(path), None, None, "auto").units.units == "amplitude"


def test_ground_control_points_and_no_georeference(tools, tmp_path) -> None:
    plain = tools.write(tmp_path / "a.tif", tools.speckled(20, 20), transform=None, epsg=None)
    grid = open_date_raster(str(plain), None, None, "linear").grid
    assert not grid.georeferenced and grid.crs_name == "none" and grid.pixel_areas_m2(np.array([0])) is None
    corners = ((0.0, 0.0), (20.0, 0.0), (0.0, 20.0), (20.0, 20.0))
    points = tuple((c, r, 1 + c / 100, 2 - r / 100, 0.0) for c, r in corners)
    with_points = Grid(20, 20, "", None, points)
    assert with_points.differences(grid) == ["georeference by ground control points against absent"]
    target = tmp_path / "g.tif"
    with OutputSet([str(target)]) as files:
        files.add(GeoTiffWriter(str(target), with_points, (OutputBand("x"),), float("nan")))
        files.commit()
    dataset = gdal.Open(str(target))
    assert Grid.of(dataset).gcps == points
    # MFF states both; a GeoTIFF holds one of the two
    both = gdal.GetDriverByName("MEM").CreateCopy("", dataset)
    both.SetGeoTransform((5.0, 1.0, 0.0, 9.0, 0.0, -1.0))
    grid = Grid.of(both)
    assert grid.transform == (5.0, 1.0, 0.0, 9.0, 0.0, -1.0) and not grid.gcps


def test_grids_within_a_hair_are_one() -> None:
    one = Grid(10_000, 10_000, "", (0.0, 10.0, 0.0, 0.0, 0.0, -10.0))
    assert not one.differences(Grid(10_000, 10_000, "", (1e-4, 10.0 + 1e-9, 0.0, 0.0, 0.0, -10.0)))
    assert one.differences(Grid(10_000, 10_000, "", (0.0, 10.0001, 0.0, 0.0, 0.0, -10.0)))


def test_geographic_pixel_area() -> None:
    from osgeo import osr

    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    grid = Grid(100, 100, crs.ExportToWkt(), (10.0, 1e-4, 0.0, 60.0, 0.0, -1e-4))
    # 1e-4 degrees at 60 degrees north on the ellipsoid: 11.141 m from south to north, 5.580 m from west to east
    assert grid.pixel_areas_m2(np.array([0]))[0] == pytest.approx(11.141 * 5.580, rel=1e-3)


def test_mercator_pixels_shrink_with_latitude() -> None:
    from osgeo import osr

    crs = osr.SpatialReference()
    crs.ImportFromEPSG(3857)
    y = 4163881.0  # 35 degrees north
    grid = Grid(100, 100, crs.ExportToWkt(), (0.0, 30.0, 0.0, y, 0.0, -30.0))
    assert grid.pixel_areas_m2(np.array([0]))[0] == pytest.approx(900 * np.cos(np.radians(35)) ** 2, rel=0.01)


def test_measured_values_never_equal_nodata() -> None:
    values = keep_from_nodata(np.array([0.0, 1.0], np.float32), 0.0)
    assert values[0] != 0 and values[1] == 1 and abs(values[0]) < 1e-30
    largest = np.finfo(np.float32).max
    assert keep_from_nodata(np.array([largest]), largest) < largest


def test_stated_units_against_the_name_are_noted(tools, tmp_path) -> None:
    path = tools.write(tmp_path / "amplitude.tif", tools.speckled(20, 20))
    units = open_date_raster(str(path), None, None, "linear").units
    assert units.units == "linear" and "amplitude" in units.reason


def test_nodata_an_integer_file_cannot_hold(tools, tmp_path) -> None:
    values = (np.sqrt(tools.speckled(40, 40)) * 1000).astype(np.uint16)
    values[:, 0, 0] = 65536 - 9999
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", values, nodata=-9999)), None, None, "amplitude")
    assert date.read((0, 0, 40, 40))[1].all()
