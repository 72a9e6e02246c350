"""Dates given as xarray objects: names, dimensions, coordinates, units and nodata are heeded and kept."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import mtdn_core
from mtdn_core.errors import ConfigError, GridMismatchError, InputError

xarray = pytest.importorskip("xarray")
Y, X = np.arange(48.0)[::-1] * 10, np.arange(40.0) * 10


@pytest.fixture(scope="module")
def model() -> Any:
    return mtdn_core.load_model("mtdn-compact")


@pytest.fixture
def images(tools: Any) -> Any:
    return [tools.speckled(48, 40, seed=seed) for seed in (1, 2)]


@pytest.fixture
def clean(images: Any, model: Any) -> Any:
    return mtdn_core.despeckle(images[0], units="linear", model=model, device="cpu")


def dataset(image: Any, names: Any = ("vv", "vh"), **attributes: Any) -> Any:
    variables = {name: (("y", "x"), values, {"units": "linear", **attributes}) for name, values in zip(names, image)}
    return xarray.Dataset(variables, {"y": Y, "x": X})


def stacked(image: Any, bands: Any) -> Any:
    return xarray.DataArray(np.stack(image), {"band": bands, "y": Y, "x": X}, ("band", "y", "x"), attrs={"units": "linear"})


@pytest.mark.parametrize("names", [("VV", "VH"), ("Vv", "vh"), ("Sigma0_VV", "Sigma0_VH"), ("vv", "gamma0_vh")])
def test_names_in_any_case(images: Any, clean: Any, model: Any, names: Any) -> None:
    found = mtdn_core.despeckle(dataset(images[0], names).assign(dem=("y", Y)), model=model, device="cpu")
    assert np.array_equal(np.stack([found[name] for name in names]), clean) and "dem" in found
    with pytest.raises(InputError, match="all hold VV"):
        mtdn_core.despeckle(dataset(images[0]).assign(VV=("y", Y)), model=model, device="cpu")


@pytest.mark.parametrize("chunks", [None, 16])
def test_dimensions_in_any_order(images: Any, clean: Any, model: Any, chunks: int | None) -> None:
    if chunks:
        pytest.importorskip("dask.array")
    given = dataset(images[0])
    mixed = given.assign(vh=given.vh.T)
    for one in (given.expand_dims("time"), given.expand_dims("time", -1), mixed):
        found = mtdn_core.despeckle(one.chunk(chunks) if chunks else one, model=model, device="cpu")
        assert found.sizes == one.sizes and all(found[n].dims == one[n].dims for n in ("vv", "vh"))
        assert np.array_equal(found.vh.squeeze().transpose("y", "x"), clean[1])
    pair = mtdn_core.despeckle(given, second=dataset(images[1]), model=model, device="cpu")
    turned = mtdn_core.despeckle(given, second=dataset(images[1]).transpose("x", "y"), model=model, device="cpu")
    assert pair.equals(turned)
    with pytest.raises(InputError, match="isel"):
        mtdn_core.despeckle(xarray.concat([given, given], "time"), model=model, device="cpu")


def test_bands_of_an_array_by_coordinates_and_descriptions(images: Any, clean: Any, model: Any) -> None:
    vv, vh = images[0]
    named = stacked((vh, vv), ["vh", "vv"])
    described = stacked((vh, vv), [1, 2]).assign_attrs(long_name=("VH", "VV"))
    before = named.copy(deep=True)
    for given in (named, described, named.transpose("y", "x", "band"), stacked((vv, vh), [1, 2]), named.expand_dims("t")):
        found = mtdn_core.despeckle(given, model=model, device="cpu")
        assert found.dims == given.dims and found.coords.equals(given.coords) and found.attrs == given.attrs
        bands = found.squeeze().transpose("band", "y", "x").values
        assert np.array_equal(bands if given.band[0] == 1 and "long_name" not in given.attrs else bands[::-1], clean)
    assert named.equals(before)
    with pytest.raises(InputError, match="select one"):
        mtdn_core.despeckle(stacked((vv, vh), np.array(["2024-01-01", "2024-01-13"], "M8[ns]")), model=model, device="cpu")


def test_one_polarisation_knows_its_name(images: Any, model: Any) -> None:
    with pytest.warns(UserWarning, match="VH alone"):
        found = mtdn_core.despeckle(dataset(images[0]).vh, model=model, device="cpu")
    assert found.dims == ("y", "x") and found.name == "vh"
    with pytest.raises(InputError, match="hold VV and VH"):
        mtdn_core.detect_changes(dataset(images[0]).vv, dataset(images[1]).vh, model=model, device="cpu")


def test_units_of_every_date_are_its_own(images: Any, model: Any) -> None:
    decibels = dataset(10 * np.log10(images[0]), units="dB")
    expected = mtdn_core.despeckle(images[0], second=images[1], units="linear", model=model, device="cpu")
    found = mtdn_core.despeckle(decibels, second=dataset(images[1]), model=model, device="cpu")
    assert np.allclose(found.vv, 10 * np.log10(expected[0]), atol=1e-3)
    given = dataset(images[0])
    given.vh.attrs["units"] = "dB"
    with pytest.raises(ConfigError, match=r"linear and db|db and linear"):
        mtdn_core.despeckle(given, model=model, device="cpu")
    with pytest.raises(ConfigError, match="not stated"):
        mtdn_core.despeckle(dataset(images[0], units="1"), model=model, device="cpu")


def test_nodata_and_scales_that_are_not_applied(images: Any, model: Any) -> None:
    holed, filled = images[0].copy(), images[0].copy()
    holed[:, :9, :9], filled[:, :9, :9] = np.nan, 0.25
    expected = mtdn_core.despeckle(holed, units="linear", model=model, device="cpu")
    for name in ("_FillValue", "nodata"):
        found = mtdn_core.despeckle(dataset(filled, **{name: 0.25}), model=model, device="cpu")
        assert np.array_equal(found.vv, expected[0], equal_nan=True)
    with pytest.raises(InputError, match="scale_factor"):
        mtdn_core.despeckle(dataset(images[0], scale_factor=1e-4), model=model, device="cpu")


def test_coordinates_and_crs_must_agree(images: Any, model: Any) -> None:
    one, two = map(dataset, images)
    for other in (two.assign_coords(x=X + 1e5), two.sel(y=Y[::-1]), two.assign_coords(x=X * 2)):
        for call in (lambda o: mtdn_core.despeckle(one, second=o, model=model, device="cpu"),
                     lambda o: mtdn_core.detect_changes(one, o, model=model, device="cpu")):
            with pytest.raises(GridMismatchError, match="different grids"):
                call(other)
    with pytest.raises(GridMismatchError, match="channels of date 1"):
        mtdn_core.despeckle(one.vv, two.vh.assign_coords(x=X + 50), model=model, device="cpu")
    osr = pytest.importorskip("osgeo.osr")
    placed = []
    for date, code in ((one, 32646), (two, 32647)):
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(code)
        placed.append(date.assign_coords(spatial_ref=((), 0, {"crs_wkt": crs.ExportToWkt()})))
    with pytest.raises(GridMismatchError, match="EPSG:32646 against EPSG:32647"):
        mtdn_core.detect_changes(*placed, model=model, device="cpu")
    found = mtdn_core.detect_changes(placed[0], two, model=model, device="cpu")
    assert found.name == "probability_of_change" and found.coords["spatial_ref"].attrs == placed[0].spatial_ref.attrs
    dated = [date.assign_coords(time=np.datetime64(day)) for date, day in ((one, "2024-02-01"), (two, "2024-01-01"))]
    with pytest.warns(UserWarning, match="is later than"):
        mtdn_core.detect_changes(*dated, model=model, device="cpu")


def test_orbit_and_quantity_are_compared(images: Any, model: Any) -> None:
    """Coordinates as of stackstac and odc-stac, names as of SNAP."""
    for first, second, words in (
        (dataset(images[0], ("sigma0_vv", "sigma0_vh")), dataset(images[1], ("gamma0_vv", "gamma0_vh")), "holds sigma0"),
        *[(dataset(images[0]).assign_coords({key: one}), dataset(images[1]).assign_coords({key: two}), "different orbits")
          for key, one, two in (("sat:orbit_state", "ascending", "descending"), ("sat:relative_orbit", 70, 172))],
    ):
        with pytest.warns(UserWarning, match=words):
            mtdn_core.detect_changes(first, second, model=model, device="cpu")


def test_results_are_not_stored_as_the_whole_numbers_of_the_input(images: Any, model: Any) -> None:
    stored = {"dtype": "int16", "scale_factor": 0.01, "_FillValue": -9999}
    given, other = (dataset(image) for image in images)
    given.vv.encoding = bands_encoding = {**stored, "grid_mapping": "spatial_ref"}
    assert mtdn_core.despeckle(given, model=model, device="cpu").vv.encoding == {"grid_mapping": "spatial_ref"}
    assert mtdn_core.detect_changes(given, other, model=model, device="cpu").encoding == {"grid_mapping": "spatial_ref"}
    assert given.vv.encoding == bands_encoding
    bands = stacked(images[0], ["vv", "vh"])
    bands.encoding = stored
    assert not mtdn_core.despeckle(bands, model=model, device="cpu").encoding and bands.encoding


@pytest.mark.parametrize("names", [("y", "x"), ("lat", "lon"), ("row", "col")])
def test_rows_are_rows_in_any_order_of_the_dimensions(images: Any, clean: Any, model: Any, names: Any) -> None:
    one, two = (dataset(image).rename(y=names[0], x=names[1]) for image in images)
    turned = mtdn_core.despeckle(one.transpose(*names[::-1]), model=model, device="cpu")
    assert turned.vv.dims == names[::-1] and np.array_equal(np.stack([turned.vv.T, turned.vh.T]), clean)
    found = mtdn_core.detect_changes(one.transpose(*names[::-1]), two, model=model, device="cpu")
    assert found.dims == names[::-1]
    assert np.array_equal(found.T, mtdn_core.detect_changes(one, two, model=model, device="cpu"))


def test_time_and_orbit_in_attributes(images: Any, model: Any) -> None:
    one, two = map(dataset, images)
    one.attrs, two.attrs = {"datetime": "2020-05-01T05:00:00Z"}, {"datetime": "2020-01-01T05:00:00Z"}
    with pytest.warns(UserWarning, match="is later than"):
        mtdn_core.detect_changes(one, two, model=model, device="cpu")
    one.vv.attrs["orbit_state"], two.vv.attrs["orbit_state"] = "ascending", "descending"
    with pytest.warns(UserWarning, match="different orbits"):
        mtdn_core.despeckle(one, second=two, model=model, device="cpu")
