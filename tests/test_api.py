"""The library in one line: arrays, C2, datasets and rasters give one answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("osgeo.gdal")

import mtdn_core
from mtdn_core.errors import ConfigError, GridMismatchError, InputError


def test_arrays_give_what_rasters_give(tools, tmp_path) -> None:
    one, two = tools.speckled(70, 90, seed=1), tools.speckled(70, 90, seed=2)
    one[:, :10, :10] = np.nan
    paths = [str(tools.write(tmp_path / f"{i}.tif", image, nodata=np.nan)) for i, image in enumerate((one, two))]
    mtdn_core.despeckle_raster(paths[0], str(tmp_path / "o.tif"), second=paths[1], units="linear", device="cpu")
    clean = mtdn_core.despeckle(one[0], one[1], second=(two[0], two[1]), units="linear", device="cpu")
    assert clean.shape == (2, 70, 90) and clean.dtype == np.float32 and np.isnan(clean[:, :10, :10]).all()
    assert np.allclose(clean, tools.read(tmp_path / "o.tif"), rtol=1e-5, equal_nan=True)
    decibels = mtdn_core.despeckle(10 * np.log10(one), second=10 * np.log10(two), units="db", device="cpu", tile=32)
    assert np.allclose(decibels, 10 * np.log10(clean), atol=1e-3, equal_nan=True)


def test_c2_is_linear_and_keeps_its_channels(tools) -> None:
    vv, vh = tools.speckled(40, 40)
    c2 = np.stack([vv, 0.1 * np.sqrt(vv * vh), 0 * vv, vh])
    clean = mtdn_core.despeckle(c2, device="cpu")
    assert clean.shape == c2.shape and (clean[0] * clean[3] >= clean[1] ** 2 + clean[2] ** 2 - 1e-9).all()
    with pytest.raises(ConfigError, match="C2 in linear power"):
        mtdn_core.despeckle(c2, units="db")


def test_dataset_keeps_coordinates_and_attributes(tools) -> None:
    xarray = pytest.importorskip("xarray")
    vv, vh = tools.speckled(40, 50)
    given = xarray.Dataset(
        {n: (("y", "x"), a, {"units": "linear"}) for n, a in (("vv", vv), ("vh", vh))},
        {"y": np.arange(40), "x": np.arange(50)}, {"crs": "EPSG:32646"},
    )
    clean = mtdn_core.despeckle(given, device="cpu")
    assert clean.attrs == given.attrs and clean.vv.attrs == given.vv.attrs and clean.x.equals(given.x)
    assert np.allclose(clean.vv, mtdn_core.despeckle(vv, vh, units="linear", device="cpu")[0])


def test_what_cannot_be_is_refused(tools) -> None:
    vv, vh = tools.speckled(30, 30)
    with pytest.raises(ConfigError, match="units"):
        mtdn_core.despeckle(vv, vh)
    with pytest.raises(GridMismatchError, match="same shape"):
        mtdn_core.detect_changes((vv, vh), (vv[:20], vh[:20]), units="linear")
    with pytest.raises(InputError, match="no measured pixel"):
        mtdn_core.despeckle(np.nan * vv, vh, units="linear")
    with pytest.raises(InputError, match="real numbers"):
        mtdn_core.despeckle(vv + 1j, vh, units="linear")
    with pytest.raises(ConfigError, match="target"):
        mtdn_core.detect_changes((vv, vh), (vv, vh), units="linear", target="fire")


def test_rasters_by_paths_and_numbers_of_any_kind(tools, tmp_path) -> None:
    for number in range(4):
        tools.write(tmp_path / f"d{number}.tif", tools.speckled(50, 60, seed=number))
    first, *others = (tmp_path / f"d{number}.tif" for number in range(4))
    card = Path(mtdn_core.__file__).parent / "weights" / "mtdn-compact.json"
    options = {"units": "linear", "device": "cpu", "tile": np.int64(64), "strength": np.float32(0.5), "model": card}
    report = mtdn_core.despeckle_raster(first, tmp_path / "a.tif", references=others, bands=np.array([1, 2]), **options)
    mtdn_core.despeckle_raster(
        str(first), str(tmp_path / "b.tif"), references=[str(path) for path in others], units="linear", device="cpu",
        tile=64, strength=0.5,
    )
    assert report.strength == 0.5 and any("3 of 3 dates" in message for message in report.messages)
    assert np.array_equal(tools.read(tmp_path / "a.tif"), tools.read(tmp_path / "b.tif"))
    mtdn_core.detect_changes_raster(
        first, others[0], tmp_path / "c.tif", polygons=tmp_path / "c.gpkg", baseline=None, units="linear", device="cpu"
    )
    for options, match in (
        ({"bands": "1,2"}, "The bands are '1,2'"), ({"bands": 1}, "The bands are 1"), ({"vh": 5}, "A path is 5"),
        ({"references": str(others[0])}, "a list of paths"), ({"extent": (1, 2, 3, 4)}, "four coordinates"),
        ({"model": None}, "model"), ({"strenght": 1}, "strenght"),
    ):
        with pytest.raises(ConfigError, match=match):
            mtdn_core.despeckle_raster(first, tmp_path / "d.tif", **options)


def test_later_dates_confirm(tools, tmp_path) -> None:
    """Arrays say what rasters say; a change that lasts, one that begins later, one that is there once."""
    dates = [tools.speckled(90, 90, looks=5, seed=seed) for seed in range(4)]
    for rows, on in ((np.s_[5:30], (1, 2, 3)), (np.s_[35:60], (2, 3)), (np.s_[65:88], (1,))):
        for number in on:
            dates[number][:, rows, 20:70] *= 0.2
    dates[2][:, :5, :5] = np.nan
    before, after, *later = dates
    found = mtdn_core.detect_changes(before, after, later=later, units="linear", device="cpu")
    assert found.first_change.dtype == np.int32 and found.confirmations.dtype == np.uint8
    for rows, first, confirmed in ((np.s_[10:25], 0, 2), (np.s_[40:55], 1, 1), (np.s_[70:83], 0, 0)):
        assert (found.first_change[rows, 25:65] == first).mean() > 0.95
        assert (found.confirmations[rows, 25:65] == confirmed).mean() > 0.95
    assert np.array_equal(found.first_change == -1, found.confirmations == 255)
    alone = mtdn_core.detect_changes(before, after, units="linear", device="cpu")
    assert np.array_equal(alone, found.probability, equal_nan=True)
    paths = [str(tools.write(tmp_path / f"d_2024010{n}.tif", image)) for n, image in enumerate(dates, 1)]
    mtdn_core.detect_changes_raster(
        paths[0], paths[1], later=paths[2:], first_change=str(tmp_path / "f.tif"), units="linear", device="cpu"
    )
    days = tools.read(tmp_path / "f.tif")[0]
    wanted = np.where(found.first_change < 0, -1, found.first_change + 19724)
    assert (days == wanted).mean() > 0.999
    xarray = pytest.importorskip("xarray")
    sets = [xarray.Dataset({n: (("y", "x"), a) for n, a in zip(("vv", "vh"), date)}) for date in dates]
    again = mtdn_core.detect_changes(sets[0], sets[1], later=sets[2:], units="linear", device="cpu", threshold=0.9)
    assert again.first_change.dims == ("y", "x") and (again.first_change.values >= 0).sum() < (days >= 0).sum()
