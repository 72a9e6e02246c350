"""One polarisation alone: VV of 1SSV, HH of 1SDH without its HV, a pair whose VH is missing; never without a word."""

from __future__ import annotations

import types
import zipfile
from typing import Any

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

import mtdn_core  # noqa: E402
from mtdn_core.errors import GridMismatchError, InputError, ModelError, UnitsError  # noqa: E402
from mtdn_core.inference.one_polarisation import loss_text  # noqa: E402
from mtdn_core.inference.series import run_series  # noqa: E402
from mtdn_core.inference.settings import RunSettings  # noqa: E402
from mtdn_core.model.card import ModelCard, find_model, list_models, read_card  # noqa: E402
from mtdn_core.raster.read import open_date_raster  # noqa: E402
from tests.rasters import read_raster, speckled, write_raster  # noqa: E402


def said(report: Any, *words: str) -> bool:
    """Return whether one warning holds all words."""
    return any(text.startswith("Warning") and all(word in text for word in words) for text in report.messages)


def names(path: Any) -> list[str]:
    dataset = gdal.Open(str(path))
    return [dataset.GetRasterBand(n).GetDescription() for n in range(1, dataset.RasterCount + 1)]


@pytest.fixture
def two(tmp_path):
    """Two dates, (2, H, W) each, and a function that writes one of them with the polarisations named."""
    dates = [speckled(60, 70), speckled(60, 70, seed=1)]

    def write(number: int, *polarisations: str):
        chosen = np.stack([dates[number][int(p in ("VH", "HV"))] for p in polarisations])
        path = tmp_path / f"s1_2024010{number + 1}_{''.join(polarisations)}.tif"
        return write_raster(path, chosen, tuple(f"Sigma0_{p}" for p in polarisations))

    return dates, write


@pytest.mark.parametrize("polarisation", ["VV", "VH", "HH", "HV"])
@pytest.mark.parametrize("named", ["band", "file"])
def test_a_polarisation_alone_is_despeckled_with_a_warning(tmp_path, polarisation, named) -> None:
    channel = speckled(60, 70)[int(polarisation in ("VH", "HV"))]
    name = "x.tif" if named == "band" else f"S1A_IW_GRDH_1SSV_20240101_{polarisation.lower()}.tif"
    path = write_raster(tmp_path / name, channel[None], (f"Sigma0_{polarisation}",) if named == "band" else ())
    out, ratio = tmp_path / "out.tif", tmp_path / "ratio.tif"
    report = mtdn_core.despeckle_raster(str(path), str(out), ratio=str(ratio), units="linear")
    other = {"VV": "VH", "VH": "VV", "HH": "HV", "HV": "HH"}[polarisation]
    assert said(report, f"{other} was not found", "--vh"), report.messages
    assert said(report, f"{polarisation} alone is given to the model as both")
    assert names(out) == [f"Sigma0_{polarisation}" if named == "band" else polarisation]
    assert names(ratio) == [f"{polarisation} ratio original / despeckled"]
    assert list(report.mean_ratio) == [f"date1 {polarisation}"]
    assert f"{polarisation} alone" in gdal.Open(str(out)).GetMetadataItem("MTDN_LOSS")
    expected = mtdn_core.despeckle(np.stack([channel, channel]), units="linear")
    assert np.array_equal(expected[0], expected[1])  # so that either channel of the answer is the answer
    found = read_raster(out)
    assert found.shape == (1, 60, 70)
    np.testing.assert_allclose(found[0], expected[0], rtol=1e-5)


def test_a_missing_file_of_the_pair_is_named(tmp_path) -> None:
    bands, out = speckled(60, 70), str(tmp_path / "out.tif")
    vv = write_raster(tmp_path / "s1_20240101_VV.tif", bands[:1], ())
    write_raster(tmp_path / "s1_20240101_vh.tif", bands[1:], ())  # not s1_20240101_VH.tif
    write_raster(tmp_path / "s1_20240113_VH.tif", bands[1:], ())
    report = mtdn_core.despeckle_raster(str(vv), out, units="linear")
    assert said(report, "looked for: s1_20240101_VH.tif", "'s1_20240101_vh.tif' lies there")
    report = mtdn_core.despeckle_raster(str(vv), out, vh=str(tmp_path / "s1_20240101_vh.tif"), units="linear")
    assert len(names(out)) == 2 and not any("alone" in text for text in report.messages)


def test_one_stated_band_is_that_polarisation_alone(tmp_path) -> None:
    bands, out = speckled(60, 70), str(tmp_path / "out.tif")
    both = write_raster(tmp_path / "x.tif", bands)
    report = mtdn_core.despeckle_raster(str(both), out, bands=(2,), units="linear")
    assert names(out) == ["VH"] and said(report, "VH alone") and not said(report, "was not found")
    vv = write_raster(tmp_path / "a_VV.tif", bands[:1], ())
    write_raster(tmp_path / "a_VH.tif", bands[1:], ())
    mtdn_core.despeckle_raster(str(vv), out, bands=(1,), units="linear")
    assert names(out) == ["VV"]


@pytest.mark.parametrize("polarisations", [("VV",), ("HH",), ("HH", "HV")])
def test_products_of_snap_and_archives(tmp_path, polarisations) -> None:
    """BEAM-DIMAP and ZIP with one polarisation, or with HH and HV."""
    folder = tmp_path / "product.data"
    folder.mkdir()
    (tmp_path / "product.dim").write_text("<Dimap_Document/>")
    with zipfile.ZipFile(tmp_path / "product.zip", "w") as archive:
        for channel, name in zip(speckled(60, 70), polarisations):
            write_raster(folder / f"Sigma0_{name}.img", channel[None], (), driver="ENVI")
            tif = write_raster(tmp_path / f"s1_20240101_{name}.tif", channel[None], ())
            archive.write(tif, tif.name)
            tif.unlink()
    for product in ("product.dim", "product.zip"):
        report = mtdn_core.despeckle_raster(str(tmp_path / product), str(tmp_path / "out.tif"), units="linear")
        assert names(tmp_path / "out.tif") == list(polarisations)
        assert said(report, "alone is given to the model") == (len(polarisations) == 1)


def test_an_angle_beside_it_is_no_polarisation(tmp_path) -> None:
    path = write_raster(tmp_path / "gee.tif", speckled(60, 70), ("VV", "angle"))
    mtdn_core.despeckle_raster(str(path), str(tmp_path / "out.tif"), units="linear")
    assert names(tmp_path / "out.tif") == ["VV"]


def test_change_between_two_dates_of_one_polarisation(tmp_path, two) -> None:
    dates, write = two
    outputs = {name: str(tmp_path / f"{name}.tif") for name in ("probability", "step")}
    report = mtdn_core.detect_changes_raster(
        str(write(0, "VH")), str(write(1, "VH")), str(tmp_path / "change.tif"), **outputs,
        polygons=str(tmp_path / "changes.geojson"), threshold=0.0, weather="keep",
    )
    assert said(report, "VH alone is given to the model")
    assert names(outputs["step"]) == ["VH after / before"]
    with pytest.warns(UserWarning):
        expected = mtdn_core.detect_changes(dates[0][1], dates[1][1], units="linear", weather="keep")
    np.testing.assert_allclose(read_raster(outputs["probability"])[0], expected, atol=1e-5)
    polygons = gdal.OpenEx(str(tmp_path / "changes.geojson"))
    fields = polygons.GetLayer(0).GetNextFeature().items()
    assert "change_vh_db" in fields and "change_vv_db" not in fields
    assert fields["direction"] == ("rise" if fields["change_vh_db"] > 0 else "fall")


def test_of_a_pair_and_a_polarisation_alone_the_common_one_is_used(tmp_path, two) -> None:
    _, write = two
    out, expected = (str(tmp_path / name) for name in ("out.tif", "expected.tif"))
    report = mtdn_core.detect_changes_raster(str(write(0, "VH", "VV")), str(write(1, "VV")), probability=out)
    assert said(report, "VV alone is used, because one of the images")
    mtdn_core.detect_changes_raster(str(write(0, "VV")), str(write(1, "VV")), probability=expected)
    assert np.array_equal(read_raster(out), read_raster(expected))


def test_false_alarms_of_the_card_are_of_both(tmp_path, two) -> None:
    _, write = two
    dates, out = (str(write(0, "VV")), str(write(1, "VV"))), str(tmp_path / "out.tif")
    assert said(mtdn_core.detect_changes_raster(*dates, out, false_alarms=0.01), "false alarms of two polarisations")


def test_different_polarisations_are_not_compared(tmp_path, two) -> None:
    _, write = two
    for second in (write(1, "VH"), write(1, "HH", "HV")):
        with pytest.raises(InputError, match="a polarisation in common"):
            mtdn_core.detect_changes_raster(str(write(0, "VV")), str(second), str(tmp_path / "out.tif"))


def test_further_dates_need_the_polarisations_of_the_first(tmp_path, two) -> None:
    _, write = two
    before, after = write(0, "VV", "VH"), write(1, "VV", "VH")
    third = write_raster(tmp_path / "s1_20231201_VV.tif", speckled(60, 70, seed=2)[:1], ("Sigma0_VV",))
    fourth = write_raster(tmp_path / "s1_20231113.tif", speckled(60, 70, seed=3), ("Sigma0_VV", "Sigma0_VH"))
    out = str(tmp_path / "out.tif")
    report = mtdn_core.detect_changes_raster(str(before), str(after), out, baseline=[str(third), str(fourth)])
    assert said(report, "baseline date 's1_20231201_VV.tif' is left out, it holds VV, the date VV and VH")
    report = mtdn_core.detect_changes_raster(str(write(0, "VV")), str(after), out, baseline=[str(third), str(fourth)])
    assert any("Baseline: 2 of 2 dates" in text for text in report.messages)


def test_series_of_pairs_and_polarisations_alone(tmp_path, two) -> None:
    _, write = two
    write(0, "VV", "VH"), write(1, "VV")
    write_raster(tmp_path / "s1_20240201.tif", speckled(60, 70, seed=2), ("Sigma0_VV", "Sigma0_VH"))
    report = run_series(str(tmp_path), str(tmp_path / "out"), RunSettings())
    assert [len(result.references) for result in report.results] == [1, 2, 1]
    assert [names(result.output) for result in report.results] == [
        ["Sigma0_VV", "Sigma0_VH"], ["Sigma0_VV"], ["Sigma0_VV", "Sigma0_VH"]
    ]
    assert said(report.results[1].report, "VV alone is given to the model")


def test_assess_and_features_of_one_polarisation(tmp_path) -> None:
    dates = [speckled(100, 100), speckled(100, 100, seed=1)]
    paths = [str(write_raster(tmp_path / f"s1_2024010{n}.tif", d[:1], ("Sigma0_VV",))) for n, d in enumerate(dates, 1)]
    clean = str(tmp_path / "clean.tif")
    mtdn_core.despeckle_raster(paths[0], clean)
    result = mtdn_core.assess_raster(paths[0], clean, str(tmp_path / "report.html"))
    assert [c.name for c in result.channels] == ["VV"]
    with pytest.raises(InputError, match="holds VV alone"):
        mtdn_core.features_raster(paths[0], str(tmp_path / "f.tif"))
    assert mtdn_core.features_raster(paths[0], str(tmp_path / "f.tif"), paths[1:]) == ("mean_VV", "std_VV", "cv_VV")
    np.testing.assert_allclose(read_raster(tmp_path / "f.tif")[0], np.mean([d[0] for d in dates], 0), rtol=1e-5)


def test_zero_decibels_inside_the_scene_are_measured(tmp_path) -> None:
    values = 10 * np.log10(speckled(60, 70)[:1])
    values[0, 30, 30], values[0, :3] = 0, 0
    date = open_date_raster(str(write_raster(tmp_path / "x.tif", values, ("VV dB",))), None, None, "auto")
    _, valid = date.read((0, 0, 70, 60))
    assert valid[30, 30] and not valid[:3].any() and valid[3:].all()


def test_what_is_left_of_a_pair_is_the_polarisation_alone(tmp_path) -> None:
    """Zeros of one band are fill by themselves or not: VV of a pair in dB may be 0 where VH is not."""
    values = 10 * np.log10(speckled(60, 70))
    values[0, 30, 30], values[:, :3] = 0, 0
    pair = open_date_raster(str(write_raster(tmp_path / "x.tif", values, ("VV dB", "VH dB"))), None, None, "auto")
    alone = open_date_raster(str(write_raster(tmp_path / "y.tif", values[:1], ("VV dB",))), None, None, "auto")
    for found, expected in zip(pair.only(("VV",)).read((0, 0, 70, 60)), alone.read((0, 0, 70, 60))):
        assert np.array_equal(found, expected)


def test_units_of_vh_alone(tmp_path) -> None:
    """Power whose noise was subtracted is negative in places; amplitude of dark ground must not pass for power."""
    vh = speckled(60, 70, looks=1)[1:]
    noisy = write_raster(tmp_path / "noisy.tif", vh - np.median(vh) * 0.5, ("VH",))
    assert open_date_raster(str(noisy), None, None, "auto").units.units == "linear"
    amplitude = write_raster(tmp_path / "root.tif", np.sqrt(vh) * 0.5, ("VH",))
    with pytest.raises(UnitsError, match="median VH"):
        open_date_raster(str(amplitude), None, None, "auto")


def test_arrays_of_one_polarisation() -> None:
    vv, vh = speckled(60, 70)
    with pytest.warns(UserWarning, match="One polarisation alone"):
        clean = mtdn_core.despeckle(vv, units="linear")
    assert clean.shape == vv.shape
    with pytest.raises(GridMismatchError):
        mtdn_core.detect_changes(vv, (vv, vh), units="linear")


def test_datasets_of_one_polarisation() -> None:
    xarray = pytest.importorskip("xarray")
    dates = [xarray.Dataset({"vh": (("y", "x"), speckled(60, 70, seed=n)[1])}) for n in (0, 1)]
    with pytest.warns(UserWarning, match="VH alone"):
        clean = mtdn_core.despeckle(dates[0], units="linear")
    assert list(clean.data_vars) == ["vh"]
    with pytest.warns(UserWarning, match="VH alone"):
        assert mtdn_core.detect_changes(*dates, units="linear").shape == (60, 70)
    with pytest.raises(InputError, match="the same variables"):
        mtdn_core.detect_changes(dates[0], dates[1].rename(vh="vv"), units="linear")


def test_the_loss_is_that_of_the_card() -> None:
    figures = {"one_polarisation": {"VV": {"psnr_db": -1.04, "auc_alone": 0.913, "auc_both": 0.951}}}
    card = types.SimpleNamespace(name="m", figures=figures)
    for name in ("VV", "HH"):
        text = loss_text(card, (name,))
        assert text.startswith(name) and "VV -1.0 dB" in text and "0.91 instead of 0.95" in text
    assert "not measured with the model 'm'" in loss_text(card, ("VH",))
    assert loss_text(card, ("VV", "VH")) == ""


@pytest.mark.parametrize("lie", [[], {"VV": 1}, {"VV": {"psnr_db": "1"}}, {"VV": {"psnr_db": -1.0, "auc_alone": None}}])
def test_a_card_with_other_figures_is_refused(lie: Any) -> None:
    with pytest.raises(ModelError, match="one_polarisation"):
        ModelCard("m", "mtdn-compact", "0" * 64, figures={"one_polarisation": lie})


@pytest.mark.parametrize("name", list_models())
def test_shipped_models_know_their_loss(name: str) -> None:
    card = read_card(find_model(name)[1])
    for polarisation in ("VV", "VH"):
        assert "dB on one date" in loss_text(card, (polarisation,))


def test_a_copy_under_another_name_is_one_polarisation_only(tmp_path) -> None:
    for name in ("VV", "VH"):
        write_raster(tmp_path / f"S1_{name}.tif", speckled(40, 40)[:1], ())
    with pytest.raises(InputError, match="hold the same values"):
        open_date_raster(str(tmp_path / "S1_VV.tif"), None, None, "linear")
