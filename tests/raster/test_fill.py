"""Fill that no file declares becomes nodata, the same for every tile, and is named in the notes."""

from __future__ import annotations

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import InputError  # noqa: E402
from mtdn_core.raster import zeros  # noqa: E402
from mtdn_core.raster.read import open_date_raster  # noqa: E402

SIZE = 120


def fringe() -> np.ndarray:
    """Where a ragged edge of the scene was not measured."""
    rows, columns = np.mgrid[:SIZE, :SIZE]
    return columns < 25 + 5 * np.sin(rows / 7)


def image(units: str) -> np.ndarray:
    power = np.random.default_rng(1).gamma(4, 0.25, (2, SIZE, SIZE)) * np.array([0.1, 0.02])[:, None, None]
    values = {"linear": power, "db": 10 * np.log10(power), "amplitude": np.sqrt(power)}[units]
    return values.astype(np.float32)


@pytest.mark.parametrize("units", ["linear", "db", "amplitude"])
@pytest.mark.parametrize(
    "value", [-9999, 9999, -32768, 65535, 1e20, -1e20, 1e38, 9.96921e36, -3.4028235e38, 3.4028235e38, 1e15, -1e5]
)
@pytest.mark.parametrize("share", ["fringe", "most", "one"])
def test_impossible_values(tools, tmp_path, units, value, share) -> None:
    values = image(units)
    where = {"fringe": fringe(), "most": np.ones((SIZE, SIZE), bool), "one": np.zeros((SIZE, SIZE), bool)}[share]
    if share == "most":
        where[:50, :50] = False
    where[60, 60] = True
    values[:, where] = value
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", values)), None, None, units)
    power, valid = date.read((0, 0, SIZE, SIZE))
    assert np.array_equal(valid, ~where)
    assert power.max() < 10
    assert any(f"{np.float32(value):g}" in note and "nodata" in note for note in date.notes)


@pytest.mark.parametrize("value", [-99.0, 99.0, -99.99, 100.0, 50.0, -200.0])
def test_fill_within_the_range_of_decibels(tools, tmp_path, value) -> None:
    values = image("db")
    values[:, fringe()] = value
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", values)), None, None, "db")
    assert np.array_equal(date.read((0, 0, SIZE, SIZE))[1], ~fringe())


@pytest.mark.parametrize("units", ["linear", "db"])
@pytest.mark.parametrize("nodata", [None, -9999.0, 9999.0, float("nan")])
def test_zeros_outside_whatever_is_declared(tools, tmp_path, units, nodata) -> None:
    values = image(units)
    values[:, fringe()] = 0
    path = str(tools.write(tmp_path / "a.tif", values, nodata=nodata))
    date = open_date_raster(path, None, None, units)
    whole, valid = date.read((0, 0, SIZE, SIZE))
    assert np.array_equal(valid, ~fringe())
    tile, part = date.read((20, 33, 40, 41))
    assert np.array_equal(part, valid[33:74, 20:60]) and np.array_equal(tile, whole[:, 33:74, 20:60])


@pytest.mark.parametrize("nodata", [None, -9999.0])
def test_dark_water_is_measured(tools, tmp_path, nodata) -> None:
    values = image("linear")
    values[:, 50, 40:44] = 0  # noise subtracted and cut off at zero
    values[:, 70:90, 70:90] = 0  # too large for that
    values[1, 30, :] = 0  # one polarisation only
    valid = open_date_raster(str(tools.write(tmp_path / "a.tif", values, nodata=nodata)), None, None, "linear").read(
        (0, 0, SIZE, SIZE)
    )[1]
    assert not valid[70:90, 70:90].any()
    valid[70:90, 70:90] = True
    assert valid.all()


def test_zeros_beside_nodata_are_fill(tools, tmp_path) -> None:
    values = image("linear")
    values[:, 50:60, 50:60] = -9999
    values[:, 60, 55] = 0
    valid = open_date_raster(str(tools.write(tmp_path / "a.tif", values, nodata=-9999)), None, None, "linear").read(
        (0, 0, SIZE, SIZE)
    )[1]
    assert not valid[60, 55] and valid.sum() == SIZE * SIZE - 101


@pytest.mark.parametrize(("across", "down"), [(64, 1), (7, 3), (1000, 1000)])
def test_zero_fill_does_not_depend_on_the_windows(monkeypatch, across, down) -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    random = np.random.default_rng(0)
    zero = random.random((40, 90)) < 0.35
    nodata = ~zero & (random.random(zero.shape) < 0.003)
    marks, _ = ndimage.label(zero | nodata, np.ones((3, 3)))
    # components by zeros alone: what nodata joins is fill on both sides
    alone, _ = ndimage.label(zero, np.ones((3, 3)))
    beside = ndimage.binary_dilation(nodata, np.ones((3, 3)))
    border = np.zeros_like(zero)
    border[[0, -1]] = border[:, [0, -1]] = True
    seeds = set(np.unique(alone[(beside | border) & zero]))
    seeds |= {n for n in range(1, alone.max() + 1) if (alone == n).sum() > zeros.LARGEST_DARK}
    expected = np.isin(alone, list(seeds)) & zero

    def windows(width, height, _):
        for row in range(0, height, down):
            for column in range(0, width, across):
                yield column, row, min(across, width - column), min(down, height - row)

    monkeypatch.setattr(zeros, "scan_windows", windows)
    found = zeros.find_zero_fill(90, 40, lambda w: tuple(m[w[1] : w[1] + w[3], w[0] : w[0] + w[2]] for m in (zero, nodata)))
    assert marks.any() and np.array_equal(found.mask((0, 0, 90, 40), zero), expected)
    assert np.array_equal(found.mask((13, 5, 20, 9), zero[5:14, 13:33]), expected[5:14, 13:33])


def test_too_many_zeros_to_be_told_apart(tools, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(zeros, "MOST_RUNS", 3)
    values = image("linear")
    values[:, ::9, ::9] = 0
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", values, nodata=-1)), None, None, "linear")
    assert np.array_equal(date.read((0, 0, SIZE, SIZE))[1], (values != 0).all(0))


def test_large_scenes_are_scanned_where_the_border_has_zeros(tools, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(zeros, "ALWAYS_SCANNED", 100)
    values = image("linear")
    path = str(tools.write(tmp_path / "a.tif", values, nodata=-1))
    assert open_date_raster(path, None, None, "linear").read((0, 0, SIZE, SIZE))[1].all()
    values[:, fringe()] = 0
    path = str(tools.write(tmp_path / "b.tif", values, nodata=-1))
    assert np.array_equal(open_date_raster(path, None, None, "linear").read((0, 0, SIZE, SIZE))[1], ~fringe())


@pytest.mark.parametrize(
    ("declared", "stored", "kind", "options"),
    [
        (-99.99, np.float32(-99.99), np.float64, ()),
        (-3.4e38, -3.4028235e38, np.float32, ()),
        (-3.4028234663852886e38, -3.4028235e38, np.float64, ()),
        (-55.55, -55.55, np.float32, ("NBITS=16",)),
        (-9999.0, -9999.0, np.float32, ("NBITS=16",)),
        (float("-inf"), float("-inf"), np.float32, ()),
        (float("inf"), float("inf"), np.float64, ()),
    ],
)
def test_nodata_at_the_precision_of_the_file(tools, tmp_path, declared, stored, kind, options) -> None:
    values = image("db").astype(kind)
    where = np.zeros((SIZE, SIZE), bool)
    where[40:43, 40] = True  # too few to be told by repetition
    values[:, where] = stored
    path = str(tools.write(tmp_path / "a.tif", values, nodata=declared, options=options))
    assert np.array_equal(open_date_raster(path, None, None, "db").read((0, 0, SIZE, SIZE))[1], ~where)


def test_infinite_values_are_named(tools, tmp_path) -> None:
    values = image("linear")
    values[0, :9, :30], values[1, :9, 30:40] = np.inf, -np.inf
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", values)), None, None, "linear")
    assert [note for note in date.notes if "270 sampled values are infinite" in note and "band 1" in note]
    assert [note for note in date.notes if "90 sampled values are infinite" in note and "band 2" in note]
    path = str(tools.write(tmp_path / "b.tif", values[[0, 0]] / [[[1]], [[5]]], nodata=np.inf))
    declared = open_date_raster(path, None, None, "linear")
    assert not any("infinite" in note for note in declared.notes)


def test_numbers_of_integer_data_are_measurements(tools, tmp_path) -> None:
    values = (image("amplitude") * 1000).round().astype(np.uint16)
    values[0, 10:12, 10] = 9999  # a bright target
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", values)), None, None, "amplitude")
    assert date.read((0, 0, SIZE, SIZE))[1].all()


def test_strong_targets_are_measurements(tools, tmp_path) -> None:
    values = image("linear")
    values[0, 60, 60] = 0.1 * 10**6  # 60 dB above the ground
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", values)), None, None, "linear")
    assert date.read((0, 0, SIZE, SIZE))[1].all() and not [n for n in date.notes if "no backscatter" in n]


def test_fill_of_c12_is_found(tools, tmp_path) -> None:
    c11, c22 = image("linear")
    values = np.stack([c11, 0.1 * c11, -0.1 * c11, c22])
    values[1, 7, 8] = 1e20
    path = str(tools.write(tmp_path / "a.tif", values, ("C11", "C12_real", "C12_imag", "C22")))
    valid = open_date_raster(path, None, None, "auto").read((0, 0, SIZE, SIZE))[1]
    assert not valid[7, 8] and valid.sum() == SIZE * SIZE - 1


def test_elements_of_c12_that_are_zero_are_measured(tools, tmp_path) -> None:
    c11, c22 = image("linear")
    values = np.stack([c11, 0.1 * c11, 0 * c11, c22])
    path = str(tools.write(tmp_path / "a.tif", values, ("C11", "C12_real", "C12_imag", "C22")))
    assert open_date_raster(path, None, None, "auto").read((0, 0, SIZE, SIZE))[1].all()


def test_noise_subtracted_means_are_kept(tools, tmp_path) -> None:
    random = np.random.default_rng(3)
    values = image("linear")
    values[1] = 0.002 * random.gamma(4, 0.25, (SIZE, SIZE)) + random.normal(0, 0.004, (SIZE, SIZE))
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", values, nodata=-9999)), None, None, "auto")
    power, valid = date.read((0, 0, SIZE, SIZE))
    assert (values[1] < 0).mean() > 0.25 and date.units.units == "linear" and valid.all() and (power >= 0).all()
    assert power[1].mean() == pytest.approx(values[1].mean(), rel=0.05)
    tile, _ = date.read((31, 17, 50, 60))
    np.testing.assert_allclose(tile, power[:, 17:77, 31:81], rtol=1e-4, atol=1e-9)


@pytest.mark.parametrize(("units", "fill"), [("linear", 255.0), ("db", -80.0), ("db", 60.0), ("amplitude", 100.0)])
def test_fill_that_no_sample_met_is_refused(tools, tmp_path, units, fill) -> None:
    """A patch between the windows of the sample."""
    image = tools.speckled(200, 200)
    image = {"linear": image, "db": 10 * np.log10(image), "amplitude": np.sqrt(image)}[units]
    image = np.tile(image, (1, 8, 8))[:, :1500, :1500]
    image[:, 130:190, 130:190] = fill
    date = open_date_raster(str(tools.write(tmp_path / "a.tif", image.astype(np.float32))), None, None, units)
    assert date.read((400, 400, 300, 300))[1].all()
    with pytest.raises(InputError, match=rf"VV = band 1.* holds {fill:g} over and over at column 0, row 0, .*-a_nodata"):
        date.read((0, 0, 300, 300))
