"""Values at the limits of what can be told: few pixels of fill, zeros of one band, logarithms of other quantities."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import BandError, InputError, UnitsError
from tests.raster.test_odd_inputs import AMPLITUDE, COLUMNS, DB, FRINGE, POWER, ROWS, SIZE, is_right, opened, scaled, scene
from tests.rasters import write_raster as write

FEW = (ROWS < 1) & (COLUMNS < 20)
WATER = (slice(40, 80), slice(40, 100))


@pytest.mark.parametrize(("values", "fill"), [(DB, -50), (DB, -45), (POWER, 1e-6), (AMPLITUDE, 1e-3)])
def test_a_few_pixels_of_a_fill_that_may_be_measured(tmp_path, values, fill) -> None:
    units = "amplitude" if values is AMPLITUDE else "auto"
    stored = np.where(FEW, np.float32(fill), values)
    is_right(opened(write(tmp_path / "a.tif", stored), units=units), ~FEW)


def test_fill_above_what_is_left_of_vh_over_a_sea(tmp_path) -> None:
    noise = np.random.default_rng(5).normal(0, 0.0006, (SIZE, SIZE))
    sea = 10 * np.log10(np.maximum(np.abs(scene(3, 0.04, 0.0014) + [[[0]], [[1]]] * noise), 1e-9))
    assert sea[1].min() < -60
    date = opened(write(tmp_path / "a.tif", np.where(FRINGE, -50, sea).astype(np.float32)))
    np.testing.assert_array_equal(date.read((0, 0, SIZE, SIZE))[1], ~FRINGE)


def test_few_pixels_cut_off_are_measured(tmp_path) -> None:
    """A floor that VV reaches in some pixels and VH in others, and a ceiling, are no fill."""
    floor, ceiling = DB.copy(), DB.copy()
    floor[:, 60, 40:52], floor[1, 60, 52:60] = -45, -45
    ceiling[:, 60, 40:52] = 15
    for name, stored in (("a.tif", floor), ("b.tif", ceiling)):
        assert opened(write(tmp_path / name, stored)).read((0, 0, SIZE, SIZE))[1].all()


@pytest.mark.parametrize("fill", [255, -400])
def test_a_few_pixels_of_a_fill_that_no_decibels_can_be(tmp_path, fill) -> None:
    for name, names in (("a.tif", ("VV_dB", "VH_dB")), ("b.tif", ("VV", "VH"))):
        is_right(opened(write(tmp_path / name, np.where(FEW, np.float32(fill), DB), names)), ~FEW)
    with pytest.raises(UnitsError, match="are db, but the values reach from"):
        opened(write(tmp_path / "c.tif", np.where(COLUMNS < 60, 1000, 500) - 10 * DB, ("VV_dB", "VH_dB")))


@pytest.mark.parametrize("nodata", [0, None])
def test_zeros_of_one_band_alone(tmp_path, nodata) -> None:
    """Noise subtraction leaves zeros of VH over water; only where both bands are zero a declared 0 is nodata."""
    noisy = POWER.copy()
    noisy[1][WATER] = np.maximum(scene(3, 0.1, 0.001)[1] + np.random.default_rng(3).normal(0, 0.002, (SIZE, SIZE)), 0)[WATER]
    noisy[:, FRINGE] = 0
    date = opened(write(tmp_path / "S1_linear.tif", noisy, nodata=nodata))
    image, valid = date.read((0, 0, SIZE, SIZE))
    assert 0.2 < (noisy[1][WATER] == 0).mean() < 0.6
    np.testing.assert_array_equal(valid, ~FRINGE)
    np.testing.assert_allclose(image[:, valid], noisy[:, valid])
    assert any("0 in one band alone are measured" in note for note in date.notes) == (nodata == 0)


def test_holes_of_declared_zeros_in_one_polarisation_are_said(tmp_path) -> None:
    noisy, fill = np.maximum(POWER[1:] - 0.01, 0), POWER[1:].copy()
    fill[0][FRINGE] = 0
    for number, (values, said) in enumerate(((noisy, True), (fill, False))):
        date = opened(write(tmp_path / f"{number}_VH_linear.tif", values, (), nodata=0))
        np.testing.assert_array_equal(date.read((0, 0, SIZE, SIZE))[1], values[0] > 0)
        assert any("between measured ones are nodata" in note for note in date.notes) == said


def test_zeros_of_noise_beside_fill_are_measured(tmp_path) -> None:
    noisy = POWER.copy()
    noisy[1] = np.maximum(np.random.default_rng(4).normal(0.0003, 0.002, (SIZE, SIZE)), 0)
    noisy[:, FRINGE] = 0
    date = opened(write(tmp_path / "S1_linear.tif", noisy))
    np.testing.assert_array_equal(date.read((0, 0, SIZE, SIZE))[1], ~FRINGE)


def test_a_sea_in_the_noise_is_linear_power(tmp_path) -> None:
    noisy = scene(3, 0.001, 0.0006) + np.random.default_rng(3).normal(0, 0.0015, (2, SIZE, SIZE))
    assert 0.2 < (noisy[0] < 0).mean() < 0.45
    for names, fall in ((("VV", "VH"), 0.0), ((), 0.0009)):  # by their values, although the median of VH is negative
        sea = (noisy - [[[0]], [[fall]]]).astype(np.float32)
        image, valid = opened(write(tmp_path / "a.tif", sea, names), units="linear").read((0, 0, SIZE, SIZE))
        assert valid.all()
        np.testing.assert_allclose(image[0].mean(), sea[0].mean(), rtol=0.1)
        if not fall:
            np.testing.assert_allclose(image[1].mean(), sea[1].mean(), rtol=0.1)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize(("values", "name"), [(POWER, "S1_linear.tif"), (DB, "S1_dB.tif"), (AMPLITUDE, "S1_amplitude.tif")])
def test_whole_areas_of_zeros_of_one_band_are_fill(tmp_path, values, name, number) -> None:
    stored = values.copy()
    stored[number][FRINGE] = 0
    is_right(opened(write(tmp_path / name, stored)), ~FRINGE)


@pytest.mark.parametrize("values", [5 * np.log10(POWER), 5 * np.log10(scene(4, 0.02, 0.003)), np.log(scene(5, 0.01, 0.002))])
def test_another_logarithm_is_warned_of(tmp_path, values) -> None:
    path = write(tmp_path / "a.tif", values.astype(np.float32))
    labelled = write(tmp_path / "b.tif", values.astype(np.float32), ("Amplitude_VV_db", "Amplitude_VH_db"))
    assert all("half as many" in opened(name).warnings[0] for name in (path, labelled))
    assert not opened(path, units="db").warnings


@pytest.mark.parametrize("power", [POWER, scene(4, 0.02, 0.003), scene(5, 0.12, 0.05), scene(6, 0.5, 0.1)])
def test_decibels_of_power_are_not_warned_of(tmp_path, power) -> None:
    assert not opened(write(tmp_path / "a.tif", (10 * np.log10(power)).astype(np.float32))).warnings


def test_exchanged_bands_are_no_other_logarithm(tmp_path) -> None:
    looks = np.random.default_rng(7).gamma(20, 0.05, (2, SIZE, SIZE)) ** 0.8
    calm = 10 * np.log10(scene(7, 0.15, 0.04).mean(1, keepdims=True) * looks)
    for name in ("a_dB.tif", "b.tif"):
        warnings = opened(write(tmp_path / name, calm[::-1].astype(np.float32))).warnings
        assert ["exchanged" in text for text in warnings] == [True]


def test_twice_as_many_decibels_are_warned_of(tmp_path) -> None:
    for name, names in (("a.tif", ("VV", "VH")), ("b.tif", ("VV_dB", "VH_dB"))):
        assert any("twice as many" in text for text in opened(write(tmp_path / name, 2 * DB, names)).warnings)
    assert not opened(tmp_path / "a.tif", units="db").warnings


@pytest.mark.parametrize("other", [POWER, 100 * DB])
def test_a_mosaic_of_different_units_is_refused(tmp_path, other) -> None:
    stored = np.where(COLUMNS < 70, DB, other).astype(np.float32)
    for name, names in (("a.tif", ("VV", "VH")), ("b.tif", ("VV_dB", "VH_dB"))):
        with pytest.raises(UnitsError, match=r"of the values, from .* do not go with the others|are db, but "):
            opened(write(tmp_path / name, stored, names))


def test_bright_firn_around_0_db_is_one_unit(tmp_path) -> None:
    firn = 0.3 * (DB - np.median(DB, (1, 2), keepdims=True)) - [[[0.5]], [[6]]]
    firn[:, 60, 60] = -10  # a shadow
    assert opened(write(tmp_path / "a.tif", firn.astype(np.float32)), units="db").read((0, 0, SIZE, SIZE))[1].all()


def test_a_band_of_zeros_is_refused(tmp_path) -> None:
    with pytest.raises(InputError, match=r"VH = band 2 .*: all values are 0.*use the other band alone"):
        opened(write(tmp_path / "a_linear.tif", POWER * [[[1]], [[0]]]))


@pytest.mark.parametrize(
    ("second", "words"),
    [(38 + ROWS / 50, "no name, and no speckle"), (scene(3)[0] * 1000, r"differ by 30\.\d dB"), (scene(3)[0], "differ by 0")],
)
def test_two_bands_without_names_that_cannot_be_vv_and_vh(tmp_path, second, words) -> None:
    with pytest.raises(BandError, match=words):
        opened(write(tmp_path / "a.tif", np.stack([POWER[0], second]).astype(np.float32), ()), units="linear")


def test_targets_cut_off_at_the_largest_number_are_measured(tmp_path) -> None:
    """Power times 10000 in 16 bits holds no more than 6.5535."""
    town = POWER.copy()
    town[:, 50:62, 50:62] *= 10 ** np.random.default_rng(6).uniform(0.5, 3, (12, 12))
    stored = np.minimum(np.round(town * 1e4), 65535).astype(np.uint16)
    assert 0.002 < (stored[0] == 65535).mean() < 0.01
    path = scaled(write(tmp_path / "a_gamma0.tif", stored), 1e-4)
    assert opened(path).read((0, 0, SIZE, SIZE))[1].all()


@pytest.mark.parametrize("share", [1.0, 1.6])
def test_more_than_the_noise_subtracted(tmp_path, share) -> None:
    """Over wide areas the mean is below zero, which no power has."""
    image = POWER.copy()
    image[1] -= share * np.median(image[1])
    date = opened(write(tmp_path / "s1_linear.tif", image))
    kept, valid = date.read((0, 0, SIZE, SIZE))
    assert valid.all() and kept[1].mean() > 1.11 * image[1].mean()
    found = f"the mean of the input is {image[1].mean() / kept[1].mean():.0%}"
    assert any(found in text and text.startswith("VH") for text in date.warnings)
    assert not opened(write(tmp_path / "plain_linear.tif", POWER - [[[0]], [[0.9 * POWER[1].min()]]])).warnings


@pytest.mark.parametrize(("values", "fill"), [(DB, -25), (DB, -12), (POWER, 0.01), (AMPLITUDE, 0.1)])
def test_a_fill_that_may_be_measured_is_told(tmp_path, values, fill) -> None:
    units = "amplitude" if values is AMPLITUDE else "auto"
    stored = np.where(FRINGE, np.float32(fill), values).astype(np.float32)
    told = [text for text in opened(write(tmp_path / "a.tif", stored), units=units).warnings if "a fill that nothing" in text]
    assert told and f"{FRINGE.mean():.0%} of the sampled pixels hold VV {fill:g}, VH {fill:g} " in told[0]
    alone = np.stack([values[0], np.where(FRINGE, 0 if values is DB else np.float32(fill), values[1])]).astype(np.float32)
    found = opened(write(tmp_path / "c.tif", alone), units=units).warnings
    assert any(f"hold VH {0 if values is DB else fill:g} " in text for text in found)
    rounded = np.round(values / values.std(), 1) * values.std()
    date = opened(write(tmp_path / "b.tif", rounded.astype(np.float32)), units=units)
    assert not any("a fill that nothing" in text for text in date.warnings)


@pytest.mark.parametrize("file", ["a.tif", "a_amplitude.tif"])
@pytest.mark.parametrize("names", [("Sigma0_VV", "Sigma0_VH"), ("Gamma0_VV", "Gamma0_VH"), ("VV_rtc", "VH_rtc")])
def test_units_said_outright_go_before_the_name_of_a_quantity(tmp_path, file, names) -> None:
    metadata = {} if "amplitude" in file else {"units": "amplitude"}
    is_right(opened(write(tmp_path / file, AMPLITUDE, names, metadata=metadata)), np.ones((SIZE, SIZE), bool))
    assert opened(write(tmp_path / "plain.tif", POWER, names)).units.units == "linear"


@pytest.mark.parametrize("level", [1e-4, 1e-5])
@pytest.mark.parametrize("units", ["linear", "dB", "amplitude"])
def test_border_noise_is_said(tmp_path, level, units) -> None:
    """Not so calm water, with its noise subtracted too, or digital numbers, whose level says nothing."""
    speckle = np.random.default_rng(2).gamma(1, 1, (2, SIZE, SIZE))
    noisy, water = (np.where(COLUMNS < 20, low * speckle, POWER).astype(np.float32) for low in (level, 1e-3))
    emptied = np.where(COLUMNS < 20, np.maximum(water - 1e-3, 0), POWER).astype(np.float32)
    stored = {"linear": lambda v: v, "dB": lambda v: 10 * np.log10(np.maximum(v, 1e-12)), "amplitude": np.sqrt}[units]
    for name, values, said in (("a", noisy, True), ("b", water, False), ("c", emptied, False), ("d", noisy * 1e5, False)):
        found = opened(write(tmp_path / f"{name}_{units}.tif", stored(values))).warnings
        assert any("border noise" in text for text in found) == said, (name, found)


def test_eight_bits_with_a_stated_scale_are_read(tmp_path) -> None:
    """Decibels in steps of a sixth; without the scale it is a picture."""
    steps = np.clip(np.round((DB + 40) * 6), 1, 255)
    steps[:, FRINGE] = 0
    path = write(tmp_path / "S1_20200101.tif", steps.astype(np.uint8), nodata=0)
    with pytest.raises(InputError, match="8-bit picture"):
        opened(path)
    date = opened(scaled(path, 1 / 6, -40))
    assert date.units.units == "db"
    is_right(date, ~FRINGE, tolerance=0.03)
