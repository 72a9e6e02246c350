"""Georeference of every kind reaches every output, whole or of an extent; what is no common grid is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")
from osgeo import osr  # noqa: E402

from mtdn_core.errors import GridMismatchError  # noqa: E402
from mtdn_core.inference.run import run  # noqa: E402
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings  # noqa: E402
from mtdn_core.raster.grid import Grid  # noqa: E402

NAMES = ("despeckled1", "despeckled2", "change", "probability", "step")
RPC = {
    "LINE_OFF": "5", "SAMP_OFF": "10", "LAT_OFF": "45", "LONG_OFF": "8", "HEIGHT_OFF": "100", "LINE_SCALE": "5",
    "SAMP_SCALE": "10", "LAT_SCALE": ".1", "LONG_SCALE": ".1", "HEIGHT_SCALE": "500",
    **{f"{name}_COEFF": " ".join(["1.25"] * 20) for name in ("LINE_NUM", "LINE_DEN", "SAMP_NUM", "SAMP_DEN")},
}
TRANSFORM = (8.0, 0.001, 0.0, 45.0, 0.0, -0.001)
EPOCH = 2021.3


def crs() -> Any:
    found = osr.SpatialReference()
    found.ImportFromEPSG(9000)  # ITRF2014, dynamic
    found.SetCoordinateEpoch(EPOCH)
    return found


def points() -> list[Any]:
    return [gdal.GCP(8 + c * 0.001, 45 - r * 0.001, 3, c, r) for c in (0, 40, 90) for r in (0, 80)]


def _epoch(dataset: Any) -> None:
    dataset.SetSpatialRef(crs())
    dataset.SetGeoTransform(TRANSFORM)


def _rotated(dataset: Any) -> None:
    dataset.SetSpatialRef(crs())
    dataset.SetGeoTransform((8.0, 0.001, 0.0002, 45.0, 0.0003, -0.001))


def _arrays(dataset: Any) -> None:
    """Longitude and latitude of every pixel lie in another file."""
    path = Path(dataset.GetDescription()).with_suffix(".arrays.tif")
    y, x = np.mgrid[: dataset.RasterYSize, : dataset.RasterXSize]
    arrays = gdal.GetDriverByName("GTiff").Create(str(path), *x.shape[::-1], 2, gdal.GDT_Float64)
    for band, values in ((1, 8 + x * 1e-3), (2, 45 - y * 1e-3)):
        arrays.GetRasterBand(band).WriteArray(values)
    offsets = {f"{axis}_{what}": str(n) for axis in ("PIXEL", "LINE") for what, n in (("OFFSET", 0), ("STEP", 1))}
    names = {"X_DATASET": str(path), "X_BAND": "1", "Y_DATASET": str(path), "Y_BAND": "2", "SRS": crs().ExportToWkt()}
    dataset.SetMetadata({**names, **offsets}, "GEOLOCATION")


KINDS = {
    "geolocation arrays": _arrays,
    "rpc": lambda dataset: dataset.SetMetadata(RPC, "RPC"),
    "control points": lambda dataset: dataset.SetGCPs(points(), crs()),
    "epoch": _epoch,
    "rotated": _rotated,
    "rpc and grid": lambda dataset: (_epoch(dataset), dataset.SetMetadata(RPC, "RPC")),
}


def make(tools: Any, path: Path, kind: str, seed: int) -> str:
    tools.write(path, tools.speckled(80, 90, seed=seed), epsg=None, transform=None)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    KINDS[kind](dataset)
    dataset = None
    return str(path)


def facts(path: Path | str) -> list[Any]:
    dataset = gdal.Open(str(path))
    found = dataset.GetSpatialRef() or dataset.GetGCPSpatialRef()
    epoch = found.GetCoordinateEpoch() if found else None
    gcps = [(p.GCPX, p.GCPY, p.GCPZ, p.GCPPixel, p.GCPLine) for p in dataset.GetGCPs()]
    return [dataset.GetGeoTransform(can_return_null=True), epoch, gcps, *map(dataset.GetMetadata, ("RPC", "GEOLOCATION"))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_output_has_the_georeference_of_the_input(tools: Any, tmp_path: Path, kind: str) -> None:
    dates = [DateInput(make(tools, tmp_path / f"{n}.tif", kind, n)) for n in (1, 2)]
    outputs = Outputs(*(str(tmp_path / f"{name}.tif") for name in NAMES))
    run(*dates, outputs, RunSettings(units="linear", device="cpu"), model=tools.LocalModel())
    wanted = facts(str(dates[0].path))
    assert any(wanted)
    for name in NAMES:
        assert facts(tmp_path / f"{name}.tif") == wanted


def test_of_an_extent(tools: Any, tmp_path: Path) -> None:
    """What GDAL itself makes of a window."""
    source = make(tools, tmp_path / "in.tif", "rpc and grid", 1)
    dataset = gdal.Open(source)
    grid = Grid.of(dataset)
    gdal.Translate(str(tmp_path / "window.tif"), dataset, srcWin=[20, 10, 40, 30]).FlushCache()
    wanted = Grid.of(gdal.Open(str(tmp_path / "window.tif")))
    found = grid.crop((20, 10, 40, 30))
    assert not wanted.differences(found) and found.epoch == wanted.epoch == EPOCH
    one, two = dict(found.rpc), dict(wanted.rpc)
    for name in ("LINE_OFF", "SAMP_OFF"):
        assert float(one.pop(name)) == float(two.pop(name))
    assert {k: v.split() for k, v in one.items()} == {k: v.split() for k, v in two.items() if k in one}
    shifted = Grid(90, 80, grid.crs_wkt, TRANSFORM, ((30.0, 20.0, 8.03, 44.98, 3.0),)).crop((20, 10, 40, 30))
    assert shifted.gcps == ((10.0, 10.0, 8.03, 44.98, 3.0),)


def test_arrays_of_an_extent_and_of_a_relative_path(tools: Any, tmp_path: Path, monkeypatch: Any) -> None:
    make(tools, tmp_path / "in.tif", "geolocation arrays", 1)
    monkeypatch.chdir(tmp_path)
    dataset = gdal.Open("in.tif", gdal.GA_Update)
    entries = {**dataset.GetMetadata("GEOLOCATION"), "X_DATASET": "in.arrays.tif"}
    dataset.SetMetadata(entries, "GEOLOCATION")
    found = dict(Grid.of(dataset).geolocation)
    assert found["X_DATASET"] == found["Y_DATASET"] == str(tmp_path / "in.arrays.tif")
    dataset.SetGeoTransform(TRANSFORM)
    moved = dict(Grid.of(dataset).crop((20, 10, 40, 30)).geolocation)
    assert (float(moved["PIXEL_OFFSET"]), float(moved["LINE_OFFSET"])) == (-20, -10)


def test_dates_of_other_polynomials_or_points_are_refused(tools: Any, tmp_path: Path) -> None:
    for kind in ("rpc", "control points"):
        paths = [make(tools, tmp_path / f"{n}.tif", kind, n) for n in (1, 2)]
        dataset = gdal.Open(paths[1], gdal.GA_Update)
        if kind == "rpc":
            dataset.SetMetadata({**RPC, "LAT_OFF": "46"}, "RPC")
        else:
            dataset.SetGCPs([gdal.GCP(p.GCPX + 1, p.GCPY, p.GCPZ, p.GCPPixel, p.GCPLine) for p in points()], crs())
        dataset = None
        outputs = Outputs(change=str(tmp_path / "c.tif"))
        settings = RunSettings(units="linear", device="cpu")
        with pytest.raises(GridMismatchError, match=r"rational polynomials|control points"):
            run(*map(DateInput, paths), outputs, settings, model=tools.LocalModel())
        assert np.isfinite(tools.read(paths[0])).all()
