"""Dates given as arrays are understood, refused and compared as dates in files are."""

from __future__ import annotations

import pathlib
from typing import Any

import numpy as np
import pytest

import mtdn_core
from mtdn_core.errors import BandError, ConfigError, GridMismatchError, InputError, UnitsError

LINEAR = {"units": "linear", "device": "cpu"}


@pytest.fixture(scope="module")
def model() -> Any:
    return mtdn_core.load_model("mtdn-compact")


@pytest.fixture
def date(tools: Any) -> Any:
    return tools.speckled(48, 40, seed=1)


@pytest.fixture
def holed(date: Any, model: Any) -> Any:
    """What a date with a hole at its border gives."""
    image = date.copy()
    image[:, :10, :10] = np.nan
    return mtdn_core.despeckle(image, model=model, **LINEAR)


@pytest.mark.parametrize("value", [-9999.0, 9999.0, 0.0, 1e20, -3.4e38, 1e300])
def test_fill_is_nodata_and_its_neighbours_keep_their_level(date: Any, holed: Any, model: Any, value: float) -> None:
    image = date.astype(np.float64)
    image[:, :10, :10] = value
    if value == 1e300:  # infinite in 32 bits
        found = mtdn_core.despeckle(*image, model=model, **LINEAR)
    else:
        with pytest.warns(UserWarning, match="taken for nodata"):
            found = mtdn_core.despeckle(*image, model=model, **LINEAR)
    assert np.allclose(found, holed, rtol=1e-5, equal_nan=True)


@pytest.mark.parametrize("value", [-9999.0, 0.0])
def test_fill_of_decibels(date: Any, holed: Any, model: Any, value: float) -> None:
    image = 10 * np.log10(date)
    image[:, :10, :10] = value
    with pytest.warns(UserWarning, match="taken for nodata"):
        found = mtdn_core.despeckle(*image, units="db", model=model, device="cpu")
    assert np.allclose(found, 10 * np.log10(holed), atol=1e-3, equal_nan=True)


def test_arrays_are_interpreted_as_files_are(date: Any, model: Any) -> None:
    """What no radar measures is refused, and a square of zeros in one polarisation is a hole in both."""
    with pytest.raises(InputError, match="all values are 0"):
        mtdn_core.despeckle(date * [[[1]], [[0]]], model=model, **LINEAR)
    image = date.copy()
    image[1, 10:30, 10:30] = 0
    with pytest.warns(UserWarning, match="400 zeros"):
        assert np.isnan(mtdn_core.despeckle(image, model=model, **LINEAR)).sum() == 800


def test_masked_arrays(date: Any, holed: Any, model: Any) -> None:
    image = np.ma.masked_array(date.copy())
    image[:, :10, :10] = 0.3
    image[:, :10, :10] = np.ma.masked
    for given in ((image,), (image[0], date[1]), ((image[0], image[1]),)):
        assert np.array_equal(mtdn_core.despeckle(*given, model=model, **LINEAR), holed, equal_nan=True)


def test_legal_arrays_of_every_kind_give_one_answer(date: Any, model: Any) -> None:
    expected = mtdn_core.despeckle(*date, model=model, **LINEAR)
    fixed = date.copy()
    fixed.flags.writeable = False
    for given in (
        (date,), (date[0].tolist(), date[1].tolist()), (np.asfortranarray(date[0]), np.repeat(date[1], 2, 0)[::2]),
        (fixed,), (date.astype(">f8"),), ([date[0], date[1]],),
    ):
        assert np.array_equal(mtdn_core.despeckle(*given, model=model, **LINEAR), expected)
    for more in ({"tile": np.int64(64)}, {"strength": np.float32(model.card.default_strength)}):
        assert np.allclose(mtdn_core.despeckle(date, model=model, **more, **LINEAR), expected, rtol=1e-5)
    path = pathlib.Path(mtdn_core.__file__).parent / "weights" / "mtdn-compact.json"
    assert np.array_equal(mtdn_core.despeckle(date, model=path, **LINEAR), expected)


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (3, 5)])
def test_small_images(tools: Any, model: Any, shape: tuple[int, int]) -> None:
    one, two = tools.speckled(*shape, seed=1), tools.speckled(*shape, seed=2)
    assert np.isfinite(mtdn_core.despeckle(one, model=model, **LINEAR)).all()
    assert np.isfinite(mtdn_core.detect_changes(one, two, model=model, **LINEAR)).all()
    with pytest.raises(InputError, match="same image"):
        mtdn_core.detect_changes(one, one, model=model, **LINEAR)


def test_units_that_the_values_contradict(date: Any, model: Any) -> None:
    decibels = 10 * np.log10(date)
    for image, units, match in (
        (date, "db", "no value is negative"), (decibels, "linear", "negative"), (decibels, "amplitude", "negative"),
        ((decibels * 100).astype(np.int16), "db", "decibels times 100"),
    ):
        with pytest.raises(UnitsError, match=match):
            mtdn_core.despeckle(image, units=units, model=model, device="cpu")
    with pytest.raises(InputError, match="8-bit"):
        mtdn_core.despeckle((np.sqrt(date) * 255).astype(np.uint8), units="amplitude", model=model, device="cpu")


def test_dates_that_cannot_be_compared(date: Any, tools: Any, model: Any) -> None:
    other = tools.speckled(48, 40, seed=2)
    left, right = date.copy(), other.copy()
    left[:, :, 20:], right[:, :, :20] = np.nan, np.nan
    for one, two, error, match in (
        (date, date, InputError, "same image"), (left, right, InputError, "measured on both"),
        (date, other * 1e5, UnitsError, "different scales"), (date, other[:, :20], GridMismatchError, "same shape"),
        (date, other[0], GridMismatchError, "same shape"),
    ):
        with pytest.raises(error, match=match):
            mtdn_core.detect_changes(one, two, model=model, **LINEAR)
        with pytest.raises(error, match=match):
            mtdn_core.despeckle(one, second=two, model=model, **LINEAR)
    with pytest.warns(UserWarning, match="look exchanged"):
        mtdn_core.despeckle(date[1], date[0], model=model, **LINEAR)


@pytest.mark.parametrize("given", [None, "in.tif", 3.0, np.zeros((0, 5)), [[1.0, 2.0], [3.0]], np.zeros((3, 4, 4)), [True]])
def test_what_is_no_image_is_refused(given: Any, model: Any) -> None:
    with pytest.raises(InputError):
        mtdn_core.despeckle(given, model=model, **LINEAR)


def test_later_dates_of_any_sequence(date: Any, tools: Any, model: Any) -> None:
    two, three, four = (tools.speckled(48, 40, seed=seed) for seed in (2, 3, 4))
    expected = mtdn_core.detect_changes(date, two, later=[three, four], model=model, **LINEAR)
    for later in (np.stack([three, four]), iter((three, four))):
        found = mtdn_core.detect_changes(date, two, later=later, model=model, **LINEAR)
        assert all(map(np.array_equal, found, expected))


def test_a_model_that_is_none(date: Any) -> None:
    with pytest.raises(ConfigError, match="load_model"):
        mtdn_core.despeckle(date, model=None, **LINEAR)


def test_c2_in_another_order_is_refused(date: Any, tools: Any, tmp_path: pathlib.Path, model: Any) -> None:
    vv, vh = date
    real, imaginary = 0.4 * np.sqrt(vv * vh) * np.random.default_rng(0).uniform(-1, 1, (2, *vv.shape)).astype(np.float32)
    right, wrong = np.stack([vv, real, imaginary, vh]), np.stack([vv, vh, real + 0.01, imaginary + 0.01])
    assert np.isfinite(mtdn_core.despeckle(right, model=model, device="cpu")).all()
    with pytest.raises(BandError, match="C12 is larger"):
        mtdn_core.despeckle(wrong, model=model, device="cpu")
    pytest.importorskip("osgeo.gdal")
    path = tools.write(tmp_path / "c2.tif", wrong, ("C11", "C12_real", "C12_imag", "C22"))
    with pytest.raises(BandError, match="C12 is larger"):
        mtdn_core.despeckle_raster(path, tmp_path / "o.tif", device="cpu", model=model)
    mtdn_core.despeckle_raster(tools.write(tmp_path / "r.tif", right), tmp_path / "o.tif", bands=(1, 2, 3, 4), model=model)


def test_later_dates_are_a_list(date: Any, tools: Any, model: Any) -> None:
    with pytest.raises(ConfigError, match="Later dates are given as one date"):
        mtdn_core.detect_changes(date, tools.speckled(48, 40, seed=2), later=date, model=model, **LINEAR)


def test_tensors_with_gradients(date: Any, model: Any) -> None:
    torch = pytest.importorskip("torch")
    with pytest.raises(InputError, match="detach"):
        mtdn_core.despeckle(*map(torch.tensor, date[:1]), torch.tensor(date[1], requires_grad=True), model=model, **LINEAR)


def test_mean_below_zero(date: Any, model: Any) -> None:
    with pytest.warns(UserWarning, match="channel 2: the mean of the input is"):
        mtdn_core.despeckle(date[0], date[1] - 1.2 * np.median(date[1]), model=model, **LINEAR)
