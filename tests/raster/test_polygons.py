"""Polygons: one per connected change, valid, with the figures of its pixels, in every format, whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import Cancelled, OutputError
from mtdn_core.raster import gdal as raster_gdal
from mtdn_core.raster.components import number_components
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.output_set import OutputSet, check_outputs
from mtdn_core.raster.polygons import DRIVERS, PolygonFile

SIZE = (60, 47)  # width, height
METADATA = {"MTDN_MODEL": "some-model", "MTDN_SOFTWARE": "MTDN 9"}
TRANSFORMS = {32646: (800000.0, 30.0, 0.0, 2100000.0, 0.0, -30.0), 4326: (95.0, 0.001, 0.0, 61.0, 0.0, -0.0005)}


def grid_of(epsg: int) -> Grid:
    from osgeo import osr

    crs = osr.SpatialReference()
    crs.ImportFromEPSG(epsg)
    return Grid(*SIZE, crs.ExportToWkt(), TRANSFORMS[epsg])


def rasters(tools, folder: Path, epsg: int, later: bool = False) -> tuple[dict[str, str], dict[str, np.ndarray]]:
    """Changes with holes and corners that touch; nodata; a step that has no number in one of its pixels."""
    random = np.random.default_rng(3)
    shape = SIZE[::-1]
    change = (random.random(shape) < 0.25).astype(np.uint8)
    change[5:20, 5:25] = 1
    change[8:11, 8:11] = 0
    change[30:34, :] = 255
    probability = random.random(shape).astype(np.float32)
    probability[change == 255] = np.nan
    step = random.normal(0, 3, (2, *shape)).astype(np.float32)
    step[:, 6, 6] = np.nan
    values = {"change": change, "probability": probability, "step": step}
    if later:
        values["first_change"] = np.where(random.random(shape) < 0.8, random.integers(19000, 19100, shape), -1).astype(np.int32)
        values["confirmations"] = np.where(values["first_change"] < 0, 255, random.integers(0, 9, shape)).astype(np.uint8)
    paths = {
        name: str(tools.write(folder / f"{name}.tif", a if a.ndim == 3 else a[None], epsg=epsg, transform=TRANSFORMS[epsg]))
        for name, a in values.items()
    }
    return paths, values


def written(tools, folder: Path, name: str, epsg: int, later: bool = False):
    source, values = rasters(tools, folder, epsg, later)
    plan = PolygonFile(str(folder / name), grid_of(epsg), (date(2024, 1, 1), None), METADATA)
    with OutputSet([plan.path]) as files:
        files.add(plan).write(source)
        files.commit()
    return plan, values


def features(path: str) -> tuple[list[dict], object]:
    from osgeo import ogr

    ogr_file = ogr.Open(path)
    layer = ogr_file.GetLayer(0)
    found = [{**f.items(), "shape": f.GetGeometryRef().Clone()} for f in layer]
    return found, layer.GetSpatialRef().Clone()


@pytest.mark.parametrize("strip", [7, 256])
@pytest.mark.parametrize("epsg", [32646, 4326])
@pytest.mark.parametrize("extension", sorted(DRIVERS))
def test_figures_of_every_polygon(tools, tmp_path, monkeypatch, extension, epsg, strip, gdal_exceptions) -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    from osgeo import gdal, ogr

    monkeypatch.setattr(raster_gdal, "STRIP", strip)
    plan, values = written(tools, tmp_path, f"p{extension}", epsg, later=True)
    found, crs = features(plan.path)
    labels, count = ndimage.label(values["change"] == 1, np.ones((3, 3)))
    assert len(found) == count > 20 and crs.IsSame(plan.grid.crs())
    areas = plan.grid.pixel_areas_m2(np.arange(SIZE[1]))[:, None] * np.ones(SIZE) .T
    memory = gdal.GetDriverByName("MEM").Create("", *SIZE, 1, gdal.GDT_Byte)
    memory.SetGeoTransform(plan.grid.transform)
    seen = np.zeros(SIZE[::-1], int)
    for feature in found:
        assert feature["shape"].IsValid() and feature["shape"].GetGeometryType() == ogr.wkbMultiPolygon
        vector = ogr.GetDriverByName("Memory").CreateDataSource("")
        layer = vector.CreateLayer("", crs)
        burnt = ogr.Feature(layer.GetLayerDefn())
        burnt.SetGeometry(feature["shape"])
        layer.CreateFeature(burnt)
        memory.GetRasterBand(1).Fill(0)
        gdal.RasterizeLayer(memory, [1], layer, burn_values=[1])
        inside = memory.ReadAsArray() == 1
        number = labels[inside][0]
        assert np.array_equal(inside, labels == number)
        seen += inside
        assert feature["area_ha"] == pytest.approx(areas[inside].sum() / 1e4, rel=1e-6)
        chances = values["probability"][inside]
        assert feature["probability_mean"] == pytest.approx(chances.mean(), rel=1e-5)
        assert feature["probability_max"] == pytest.approx(chances.max(), rel=1e-6)
        vv, vh = (np.nanmean(values["step"][band][inside]) for band in (0, 1))
        assert (feature["change_vv_db"], feature["change_vh_db"]) == pytest.approx((vv, vh), rel=1e-4, abs=1e-5)
        assert feature["direction"] == ("rise" if max(vv, vh, key=abs) > 0 else "fall")
        assert feature["before"].replace("/", "-").startswith("2024-01-01") and feature["after"] is None
        days = values["first_change"][inside]
        if (days >= 0).any():
            wanted = np.datetime64("1970-01-01") + days[days >= 0].min()
            assert feature["first_change"].replace("/", "-").startswith(str(wanted))
            assert feature["confirmations"] == pytest.approx(values["confirmations"][inside][days >= 0].mean())
        else:
            assert feature["first_change"] is None and feature["confirmations"] is None
        assert feature["model"] == "some-model, MTDN 9"
    assert np.array_equal(seen, values["change"] == 1)
    assert {p.name for p in tmp_path.iterdir()} == {Path(plan.path).name, *(f"{name}.tif" for name in values)}


def test_geographic_area_is_that_of_the_ground(tools, tmp_path) -> None:
    plan, values = written(tools, tmp_path, "p.gpkg", 4326)
    total = sum(feature["area_ha"] for feature in features(plan.path)[0])
    # pixels of .001 x .0005 degrees: the radii of curvature of WGS 84 along the parallel and the meridian
    latitude = np.radians(61 - 0.0005 * (np.arange(SIZE[1]) + 0.5))
    a, e2 = 6378137.0, 0.00669437999014
    bend = 1 - e2 * np.sin(latitude) ** 2
    pixel = np.radians(0.001) * np.radians(0.0005) * a / bend**0.5 * np.cos(latitude) * a * (1 - e2) / bend**1.5
    assert total == pytest.approx((pixel * (values["change"] == 1).sum(1)).sum() / 1e4, rel=1e-5)


def test_metadata_of_the_layer(tools, tmp_path) -> None:
    from osgeo import ogr

    plan, _ = written(tools, tmp_path, "p.gpkg", 32646)
    vector = ogr.Open(plan.path)
    layer = vector.GetLayer("p")
    assert {key: layer.GetMetadata()[key] for key in METADATA} == METADATA
    plan, _ = written(tools, tmp_path, "p.geojson", 32646)
    assert "MTDN_MODEL: some-model" in Path(plan.path).read_text()


def test_no_change_is_an_empty_layer(tools, tmp_path, gdal_exceptions) -> None:
    source, values = rasters(tools, tmp_path, 32646)
    tools.write(tmp_path / "change.tif", np.zeros_like(values["change"])[None])
    for extension in DRIVERS:
        plan = PolygonFile(str(tmp_path / f"none{extension}"), grid_of(32646), (None, None))
        with OutputSet([plan.path]) as files:
            files.add(plan).write(source)
            files.commit()
        assert features(plan.path)[0] == []


@pytest.mark.parametrize("extension", sorted(DRIVERS))
@pytest.mark.parametrize("name", ["gpkg_a", "GPKG", "sqlite_a", "-a", "(1)", "<b>", "'a'", "$(a)", "..a", "a b", "\u00e4"])
def test_names_that_a_database_reserves(tools, tmp_path, name, extension) -> None:
    """GeoPackage has no layer of such names; files have."""
    path = tmp_path / f"{name}{extension}"
    written(tools, tmp_path, path.name, 32646)
    assert features(str(path))[0]


@pytest.mark.parametrize("calls", [0, 1, 5, 9])
def test_cancel_leaves_nothing(tools, tmp_path, monkeypatch, calls, gdal_exceptions) -> None:
    monkeypatch.setattr(raster_gdal, "STRIP", 16)
    rasters(tools, tmp_path, 32646)
    (tmp_path / "p.gpkg").write_text("older")
    before = tools.state(tmp_path)
    asked = iter(range(10**6))
    with pytest.raises(Cancelled), raster_gdal.working(lambda: next(asked) >= calls):
        written(tools, tmp_path, "p.gpkg", 32646)
    assert tools.state(tmp_path) == before


def test_a_full_disk_is_an_error(tools, tmp_path, monkeypatch, gdal_exceptions) -> None:
    source, _ = rasters(tools, tmp_path, 32646)
    plan = PolygonFile(str(tmp_path / "missing" / "p.gpkg"), grid_of(32646), (None, None))
    with pytest.raises(OutputError):
        plan.write(source)


@pytest.mark.parametrize("name", ["p.shp", "p", "p.tif"])
def test_other_formats_are_refused(tmp_path, name) -> None:
    path = str(tmp_path / name)
    with pytest.raises(OutputError, match=r"a vector file: \.gpkg"):
        check_outputs([path], [], polygons=path)
    with pytest.raises(OutputError, match="a GeoTIFF"):
        check_outputs([str(tmp_path / "c.gpkg")], [], polygons=str(tmp_path / "p.gpkg"))


def test_an_older_database_takes_its_journal_with_it(tools, tmp_path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        (tmp_path / f"p.gpkg{suffix}").write_bytes(b"old")
    plan, _ = written(tools, tmp_path, "p.gpkg", 32646)
    assert not list(tmp_path.glob("p.gpkg-*")) and features(plan.path)[0]


@pytest.mark.parametrize("strip", [1, 2, 7, 90])
def test_numbering_by_strips(strip) -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    random = np.random.default_rng(0)
    for density in (0.0, 0.1, 0.35, 0.5, 0.8, 1.0):
        mask = random.random((90, 131)) < density
        strips = [mask[row : row + strip] for row in range(0, len(mask), strip)]
        areas, numbers = number_components(strips, mask.shape[1])
        labels, count = ndimage.label(mask, np.ones((3, 3)))
        assert len(areas) == count
        found = np.concatenate([numbers(number, part) for number, part in enumerate(strips)])
        pairs = np.unique(np.stack([labels.ravel(), found.ravel()]), axis=1)
        assert pairs.shape[1] == len(np.unique(labels)) == len(np.unique(pairs[1]))
        assert np.array_equal(labels == 0, found == 0)


def test_what_a_killed_run_left_is_removed(tools, tmp_path) -> None:
    for name in ("p.gpkg-0011aabb.gpkg-journal", "p.gpkg-0011aabb.fgb", "p.gpkg-22334455.tif", "other.fgb-0011aabb.fgb"):
        (tmp_path / f".~{name}").write_bytes(b"left")
    written(tools, tmp_path, "p.gpkg", 32646)
    assert not list(tmp_path.glob(".~*"))
