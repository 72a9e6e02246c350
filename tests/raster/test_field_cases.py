"""Rasters as people have them: each gives the answer of the plain files, or a refusal that names what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

import mtdn_core
from mtdn_core.cli.main import main
from mtdn_core.errors import MtdnError
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.read import DateRaster, open_date_raster
from mtdn_core.raster.source import open_raster
from tests.rasters import read_raster

FRINGE = np.arange(120)[None, :] < (25 + 5 * np.sin(np.arange(120) / 7))[:, None]


@pytest.fixture
def field(shared: Path) -> Path:
    folder = shared / "data" / "field"
    if not folder.is_dir():
        pytest.skip(f"field cases not found: {folder}")
    return folder


def only(field: Path, pattern: str) -> str:
    found = sorted(field.glob(pattern))
    assert len(found) == 1, found
    return str(found[0])


def opened(path: str, bands: tuple[int, ...] | None = None, units: str = "auto") -> DateRaster:
    return open_date_raster(path, None, bands, units)


def measured(date: DateRaster) -> tuple[np.ndarray, np.ndarray]:
    return date.read((0, 0, date.grid.width, date.grid.height))


@pytest.fixture
def plain(field: Path) -> np.ndarray:
    return measured(opened(str(field / "reference" / "ref_20150305_lin.tif")))[0]


def test_b01_the_darker_band_is_vh_and_said_to_be(field, plain) -> None:
    date = opened(only(field, "b01*/*20150305*.tif"))
    np.testing.assert_allclose(measured(date)[0][0].mean(), plain[0].mean(), rtol=0.03)
    assert [band.number for band in date.bands] == [2, 1]
    assert any("5.8 dB darker" in text for text in date.warnings) or not date.warnings


def test_b02_bands_of_each_date_in_one_file(field, tmp_path) -> None:
    stack, out = only(field, "b02*/stack.tif"), str(tmp_path / "c.tif")
    stated = ["detect-changes", stack, stack, "--before-bands", "1,2", "-o", out]
    assert main([*stated, "--after-bands", "1,2"]) == 1 and not Path(out).exists()
    assert main([*stated, "--after-bands", "3,4"]) == 0
    singles = [only(field, f"b02*/single_{date}.tif") for date in ("20150305", "20160323")]
    mtdn_core.detect_changes_raster(*singles, str(tmp_path / "plain.tif"))
    np.testing.assert_array_equal(read_raster(out), read_raster(tmp_path / "plain.tif"))
    with pytest.raises(MtdnError, match=r"2 times.*state the band numbers"):
        opened(stack)


@pytest.mark.parametrize(
    "pattern", ["b04*/*20150305*/iw-vv.rtc.tiff", "b07*/*.tif", "b10*/*.tif", "b12*/nc*.tif", "b12*/nonna*.tif"]
)
def test_b04_b07_b10_b12_the_fringe_is_nodata_and_its_neighbours_keep_their_level(field, plain, tmp_path, pattern) -> None:
    path = only(field, pattern)
    image, valid = measured(opened(path))
    np.testing.assert_array_equal(valid, ~FRINGE)
    np.testing.assert_allclose(image[:, valid], plain[:2, valid], rtol=2e-3)
    mtdn_core.despeckle_raster(path, str(tmp_path / "o.tif"))
    found, _ = measured(opened(str(tmp_path / "o.tif")))
    holed = np.where(FRINGE, np.nan, plain[:2])
    expected = mtdn_core.despeckle(holed, units="linear")
    beside = ~FRINGE & (np.arange(120)[None, :] < 40)
    np.testing.assert_allclose(found[:, beside].mean(1), expected[:, beside].mean(1), rtol=0.02)


def test_b06_both_kinds_of_fill_in_db(field) -> None:
    stored = read_raster(only(field, "b06*/*.tif"))
    fill = (np.abs(stored) == 9999).any(0) | (stored == 0).all(0) | ~np.isfinite(stored).all(0)
    valid = measured(opened(only(field, "b06*/*.tif")))[1]
    assert fill.any() and not valid[fill].any() and valid[~fill].all()


def test_b13_area_on_the_ellipsoid(field) -> None:
    grid = Grid.of(open_raster(only(field, "b13*/merc_20241115.tif")))
    np.testing.assert_allclose(grid.pixel_areas_m2(np.arange(grid.height)), 919.9, rtol=0.01)


def test_b14_low_digital_numbers_are_amplitude(field, tmp_path) -> None:
    path, out = only(field, "b14*/*-vv-*.tiff"), tmp_path / "o.tif"
    mtdn_core.despeckle_raster(path, str(out), units="amplitude")
    stored, found = read_raster(path).astype(float), read_raster(out)[0].astype(float)
    assert abs((found**2).mean() / (stored[0] ** 2).mean() - 1) < 0.02


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("b15*/pair_20150305.tif", "units.*cannot be told.*16-bit.*state the units"),
        ("b17*/*.tif", "decibels times 100.*0.01"),
        ("b51*/s1_20150305.tif", "units.*cannot be told.*state the units"),
    ],
)
def test_b15_b17_b51_units_are_asked_for(field, pattern, words) -> None:
    with pytest.raises(MtdnError, match=words):
        opened(only(field, pattern))


def test_b19_negative_power_is_a_measurement(field) -> None:
    path = only(field, "b19*/S1_20241115.tif")
    stored = read_raster(path)
    image, valid = measured(opened(path))
    assert (stored[1] < 0).mean() > 0.3 and valid.mean() >= 0.95
    assert abs(image[1][valid].mean() / stored[1].mean() - 1) < 0.1


def test_b22_a_band_flagged_as_alpha(field, plain) -> None:
    image, valid = measured(opened(only(field, "b22*/*.tif"), (1, 2)))
    assert valid.all()
    np.testing.assert_allclose(image, plain[:2], rtol=1e-5)


def test_b26_the_other_polarisation_in_a_zip(field) -> None:
    archive = only(field, "b26*/*.zip")
    inside = f"/vsizip/{archive}/{Path(archive).stem}/{Path(archive).stem}_VV.tif"
    for path in (archive, inside):
        assert [band.role for band in opened(path).bands] == ["VV", "VH"]


def test_b29_polsarpro_without_headers(field) -> None:
    date = opened(only(field, "b29*/C2"))
    image, valid = measured(date)
    assert date.has_c12 and valid.any() and (image[1] ** 2 + image[2] ** 2 <= 1.01 * image[0] * image[3])[valid].mean() > 0.99


def test_b33_south_up_runs_or_its_advice_works(field, tmp_path) -> None:
    one, two = (only(field, f"b33*/s1_{date}.tif") for date in ("20150305", "20160323"))
    arguments = ["detect-changes", one, two, "-o", str(tmp_path / "c.tif")]
    assert main(arguments) == 0 or main([*arguments, "--align", "nearest"]) == 0
    assert read_raster(tmp_path / "c.tif").max() == 1


def test_b35_dates_that_do_not_overlap(field, tmp_path) -> None:
    one, two = (only(field, f"b35*/s1_{date}.tif") for date in ("20150305", "20160323"))
    with pytest.raises(MtdnError, match="No pixel was measured on both dates"):
        mtdn_core.detect_changes_raster(one, two, str(tmp_path / "c.tif"))
    assert not (tmp_path / "c.tif").exists()


def test_b39_digital_numbers_against_sigma0(field, tmp_path) -> None:
    one, two = only(field, "b39*/*_dn.tif"), only(field, "b39*/*0329_sigma0.tif")
    for units in ("auto", "linear", "amplitude"):
        with pytest.raises(MtdnError, match=r"cannot be told|different scales"):
            mtdn_core.detect_changes_raster(one, two, str(tmp_path / "c.tif"), units=units)
    assert not (tmp_path / "c.tif").exists()


def test_b45_a_folder_of_products_with_side_files(field, tmp_path, capsys) -> None:
    folder = only(field, "b45*/products")
    assert main(["despeckle", "--series", folder, "--output-dir", str(tmp_path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] and len(list(tmp_path.glob("*.tif"))) == 2
