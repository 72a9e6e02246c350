"""The engine: grids, masks, units, single dates, figures."""

from __future__ import annotations

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.inference.run import run  # noqa: E402
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings  # noqa: E402
from tests.listener import Listener  # noqa: E402


def test_both_dates_and_change(tools, pair, tmp_path, local_model) -> None:
    paths = {name: str(tmp_path / f"{name}.tif") for name in ("despeckled1", "despeckled2", "change", "probability")}
    listener = Listener()
    report = run(DateInput(str(pair[0])), DateInput(str(pair[1])), Outputs(**paths), RunSettings(tile=32), listener)
    assert report.outputs == paths
    holes = [np.isnan(tools.read(p)[0]) for p in pair]
    for index, name in enumerate(("despeckled1", "despeckled2")):
        values = tools.read(paths[name])
        assert (np.isnan(values) == holes[index]).all()
        inside = values[:, ~holes[index]]
        assert inside.std() < tools.read(pair[index])[:, ~holes[index]].std()
    change, both = tools.read(paths["change"])[0], ~(holes[0] | holes[1])
    assert change.dtype == np.uint8 and set(np.unique(change)) == {0, 1, 255}
    assert ((change == 255) == ~both).all()
    assert (np.isnan(tools.read(paths["probability"])[0]) == ~both).all()
    assert report.changed_pixels == (change == 1).sum() > 100
    assert report.changed_area_m2 == pytest.approx(report.changed_pixels * 900, rel=3e-3)
    assert report.valid_pixels == both.sum() and report.pixels == 6300
    assert set(report.mean_ratio) == {"date1 VV", "date1 VH", "date2 VV", "date2 VH"}
    assert listener.fractions[-1] == 1.0 and len(set(listener.fractions)) >= 9
    dataset = gdal.Open(paths["despeckled1"])
    source = gdal.Open(str(pair[0]))
    assert dataset.GetGeoTransform() == source.GetGeoTransform()
    assert dataset.GetSpatialRef().IsSame(source.GetSpatialRef())
    assert [dataset.GetRasterBand(b).GetDescription() for b in (1, 2)] == ["VV", "VH"]
    assert dataset.GetMetadata("IMAGE_STRUCTURE")["COMPRESSION"] == "DEFLATE"
    assert dataset.GetRasterBand(1).GetBlockSize() == [256, 256]
    assert not list(tmp_path.glob(".~*"))
    assert [path.name for path in tmp_path.glob("*.aux.xml")] == ["change.tif.aux.xml"]  # names and colours of the classes


def test_tile_size_does_not_matter(tools, pair, tmp_path, local_model) -> None:
    results = []
    for tile in (16, 32, 500):
        out = [str(tmp_path / f"{name}{tile}.tif") for name in "abc"]
        outputs = Outputs(*out[:2], probability=out[2])
        run(DateInput(str(pair[0])), DateInput(str(pair[1])), outputs, RunSettings(tile=tile))
        results.append([tools.read(p) for p in out])
    for other in results[:-1]:
        for a, b in zip(other, results[-1]):
            np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("units", ["linear", "db"])
def test_ratio_is_original_over_despeckled(tools, pair, tmp_path, local_model, units) -> None:
    """In power whatever the units, NaN where nothing was measured; with the despeckled image or alone, the same."""
    before = tools.read(pair[0])
    if units == "db":
        tools.write(pair[0], 10 * np.log10(before), nodata=np.nan)
    both = Outputs(str(tmp_path / "out.tif"), ratio=str(tmp_path / "ratio.tif"))
    alone = Outputs(ratio=str(tmp_path / "alone.tif"))
    for outputs in (both, alone):
        run(DateInput(str(pair[0])), None, outputs, RunSettings(tile=32, units=units))
    after, ratio = tools.read(tmp_path / "out.tif"), tools.read(tmp_path / "ratio.tif")
    after = 10 ** (after / 10) if units == "db" else after
    np.testing.assert_allclose(ratio, before / after, rtol=1e-5)
    assert np.isnan(ratio[:, :10, :10]).all() and np.isfinite(ratio[:, 10:]).all()
    np.testing.assert_array_equal(ratio, tools.read(tmp_path / "alone.tif"))
    dataset = gdal.Open(str(tmp_path / "ratio.tif"))
    assert dataset.GetRasterBand(2).GetDescription() == "VH ratio original / despeckled"
    assert dataset.GetMetadataItem("MTDN_PRODUCT") == "ratio"


@pytest.mark.parametrize(("height", "width"), [(1, 1), (7, 7), (33, 17)])
def test_tiny_scenes(tools, tmp_path, local_model, height, width) -> None:
    source = tools.write(tmp_path / "in.tif", tools.speckled(height, width))
    run(DateInput(str(source)), None, Outputs(str(tmp_path / "out.tif")), RunSettings(tile=16, units="linear"))
    assert tools.read(tmp_path / "out.tif").shape == (2, height, width)


def test_one_date_is_alone(tools, pair, tmp_path, local_model) -> None:
    run(DateInput(str(pair[0])), None, Outputs(str(tmp_path / "out.tif")), RunSettings())
    assert local_model.single == [True] and local_model.has_c12 == [False]


def test_decibels_and_amplitude_give_the_same_power(tools, tmp_path, local_model) -> None:
    power = tools.speckled(40, 40)
    forms = {"linear": power, "db": 10 * np.log10(power), "amplitude": np.sqrt(power)}
    results = {}
    for units, values in forms.items():
        source = tools.write(tmp_path / f"{units}.tif", values.astype(np.float32))
        out = tmp_path / f"{units}_out.tif"
        asked = "auto" if units == "db" else units
        report = run(DateInput(str(source)), None, Outputs(str(out)), RunSettings(units=asked))
        assert report.units == (units,)
        results[units] = tools.read(out)
    np.testing.assert_allclose(10 ** (results["db"] / 10), results["linear"], rtol=1e-3)
    np.testing.assert_allclose(results["amplitude"] ** 2, results["linear"], rtol=1e-3)


def test_c2_in_and_out(tools, tmp_path, local_model) -> None:
    vv, vh = tools.speckled(40, 40)
    c12 = 0.3 * np.sqrt(vv * vh)
    names = ("C11", "C12_imag", "C12_real", "C22")  # not the usual order
    source = tools.write(tmp_path / "c2.tif", np.stack([vv, -c12, c12, vh]), names)
    run(DateInput(str(source)), None, Outputs(str(tmp_path / "out.tif")), RunSettings())
    values = tools.read(tmp_path / "out.tif")
    dataset = gdal.Open(str(tmp_path / "out.tif"))
    assert [dataset.GetRasterBand(b).GetDescription() for b in range(1, 5)] == list(names)
    assert (values[1] < 0).all() and (values[2] > 0).all()
    assert local_model.has_c12 == [True]


def test_a_date_without_c12_takes_it_from_the_run(tools, tmp_path, local_model) -> None:
    vv, vh = tools.speckled(40, 40)
    names = ("C11", "C12_real", "C12_imag", "C22")
    first = tools.write(tmp_path / "c2.tif", np.stack([vv, vv * 0.1, -vv * 0.1, vh]), names)
    second = tools.write(tmp_path / "grd.tif", tools.speckled(40, 40, seed=3))
    out = tmp_path / "out.tif"
    report = run(DateInput(str(first)), DateInput(str(second)), Outputs(str(out)), RunSettings())
    assert local_model.has_c12 == [False] and tools.read(out).shape[0] == 2
    assert any("C12 is left out" in line for line in report.messages)


def test_declared_nodata_and_scale_are_kept(tools, tmp_path, local_model) -> None:
    values = np.round(tools.speckled(40, 40) * 1e4).astype(np.int32) + 1
    values[:, 5:9] = -9999
    source = tools.write(tmp_path / "in.tif", values, nodata=-9999)
    dataset = gdal.Open(str(source), gdal.GA_Update)
    for band in (1, 2):
        dataset.GetRasterBand(band).SetScale(1e-4)
    dataset = None
    run(DateInput(str(source)), None, Outputs(str(tmp_path / "out.tif")), RunSettings())
    out = gdal.Open(str(tmp_path / "out.tif"))
    assert out.GetRasterBand(1).GetScale() == 1e-4 and out.GetRasterBand(1).GetNoDataValue() == -9999
    result = tools.read(tmp_path / "out.tif")
    assert ((result == -9999) == (values == -9999)).all()
    assert result[result != -9999].mean() == pytest.approx(values[values != -9999].mean(), rel=0.05)


def test_small_changes_are_dropped_and_holes_stay(tools, tmp_path, local_model) -> None:
    one = np.ones((2, 40, 40), np.float32)
    one[1] = 0.2
    two = one.copy()
    two[:, 10:30, 10:30] *= 20
    two[:, 36:, 36:] *= 20
    two[:, 34:36] = np.nan
    sources = [tools.write(tmp_path / f"{i}.tif", v, nodata=np.nan) for i, v in enumerate((one, two))]
    counts = {}
    for area in (0, 200, 10_000):
        out = tmp_path / f"change{area}.tif"
        report = run(
            DateInput(str(sources[0])), DateInput(str(sources[1])), Outputs(change=str(out)),
            RunSettings(units="linear", minimum_area=area),
        )
        counts[area] = report.changed_pixels
        change = tools.read(out)[0]
        assert report.changed_pixels == (change == 1).sum() and (change[34:36] == 255).all()
    assert counts[0] > counts[200] >= 400 and counts[10_000] == 0
    assert report.valid_pixels == 38 * 40
    assert not list(tmp_path.glob(".~*"))


@pytest.mark.parametrize(("area", "options"), [(0, ()), (5, ()), (5, ("TFW=YES",))])
def test_classes_have_names_and_colours(tools, pair, tmp_path, local_model, area, options) -> None:
    """Any program that reads by GDAL shows two classes and no more, also after small changes were dropped."""
    out = tmp_path / "o.tif"
    for _ in range(2):  # over an older one, too
        settings = RunSettings(minimum_area=area, creation_options=options)
        run(DateInput(str(pair[0])), DateInput(str(pair[1])), Outputs(change=str(out)), settings)
        dataset = gdal.Open(str(out))
        band = dataset.GetRasterBand(1)
        table = band.GetColorTable()  # first: GDAL 3.6 reads its side file only when asked for this
        assert band.GetCategoryNames() == ["Unchanged", "Changed"] and band.GetDescription().startswith("change")
        assert table.GetCount() == 2 and table.GetColorEntry(1)[0] > 200 and table.GetColorEntry(0)[3] < 100
        assert band.GetNoDataValue() == 255
    assert not list(tmp_path.glob(".~*"))


def test_a_tile_without_measurement_is_not_computed(tools, tmp_path, local_model) -> None:
    values = tools.speckled(32, 64)
    values[:, :, :32] = 0  # the fill of a border, nodata not declared
    source = tools.write(tmp_path / "in.tif", values)
    run(DateInput(str(source)), None, Outputs(str(tmp_path / "out.tif")), RunSettings(tile=32, units="linear"))
    assert len(local_model.calls) == 2  # the last tile is cut in two
    result = tools.read(tmp_path / "out.tif")
    assert np.isnan(result[:, :, :32]).all() and np.isfinite(result[:, :, 32:]).all()


def test_only_what_is_asked_for_is_computed(tools, pair, tmp_path) -> None:
    wanted = []

    class Watching(tools.LocalModel):
        def estimate(self, *args, **kwargs):
            wanted.append(kwargs["wanted"])
            return super().estimate(*args, **kwargs)

    first, second = (DateInput(str(path)) for path in pair)
    for outputs in (Outputs(str(tmp_path / "a.tif")), Outputs(change=str(tmp_path / "c.tif"))):
        run(first, second, outputs, RunSettings(), model=Watching())
    assert [(w.first, w.second, w.probability) for w in wanted] == [(True, False, False), (False, False, True)]


def test_swapped_dates_give_the_same_map(tools, pair, tmp_path) -> None:
    names = ("one", "two", "probability")
    results = []
    for order in (pair, pair[::-1]):
        paths = [str(tmp_path / f"{name}.tif") for name in names]
        outputs = Outputs(paths[0], paths[1], probability=paths[2])
        run(DateInput(str(order[0])), DateInput(str(order[1])), outputs, RunSettings(device="cpu"))
        results.append([tools.read(path) for path in paths])
    np.testing.assert_allclose(results[0][2], results[1][2], atol=1e-6)
    np.testing.assert_allclose(results[0][0], results[1][1], rtol=1e-5)


def test_outputs_say_what_they_are(tools, pair, tmp_path, local_model) -> None:
    from mtdn_core.raster.provenance import is_despeckled

    source = tmp_path / "S1A_IW_GRDH_20240301T115503.tif"
    source.write_bytes(pair[0].read_bytes())
    out = tmp_path / "o.tif"
    run(DateInput(str(source)), None, Outputs(str(out)), RunSettings(strength=0.25))
    metadata = gdal.Open(str(out)).GetMetadata()
    assert is_despeckled(metadata) and metadata["MTDN_STRENGTH"] == "0.25" and metadata["MTDN_MODEL"] == "local"
    assert metadata["MTDN_DATES"] == "2024-03-01" and "2024" in metadata["TIFFTAG_COPYRIGHT"]
    again = run(DateInput(str(out)), None, Outputs(str(tmp_path / "p.tif")), RunSettings(units="linear"))
    assert any("already despeckled" in m for m in again.messages)


def test_a_change_map_does_not_call_itself_despeckled(tools, pair, tmp_path, local_model) -> None:
    from mtdn_core.raster.provenance import is_despeckled

    outputs = Outputs(*(str(tmp_path / f"{name}.tif") for name in ("one", "two", "change", "probability")))
    report = run(DateInput(str(pair[0])), DateInput(str(pair[1])), outputs, RunSettings(threshold=0.25))
    kinds = {name: gdal.Open(path).GetMetadata() for name, path in outputs.wanted().items()}
    assert [is_despeckled(m) for m in kinds.values()] == [True, True, False, False]
    assert all(m["MTDN_THRESHOLD"] == "0.25" and m["MTDN_INPUTS"] == "before.tif; after.tif" for m in kinds.values())
    assert any("Model: local" in m and "0.25" in m for m in report.messages)


def test_the_shipped_model_has_no_seams(tools, pair, tmp_path) -> None:
    from mtdn_core.model.card import list_models

    if "mtdn-compact" not in list_models():
        pytest.skip("no shipped weights")
    results = []
    for tile in (32, 512):
        out = [str(tmp_path / f"{name}{tile}.tif") for name in ("one", "two", "probability")]
        outputs = Outputs(*out[:2], probability=out[2])
        report = run(DateInput(str(pair[0])), DateInput(str(pair[1])), outputs, RunSettings(tile=tile, device="cpu"))
        results.append([tools.read(path) for path in out])
    assert report.model == "mtdn-compact" and all(0.5 < ratio < 2 for ratio in report.mean_ratio.values())
    for tiled, whole in zip(*results):
        assert (np.isnan(tiled) == np.isnan(whole)).all()
        assert np.sqrt(np.nanmean((tiled - whole) ** 2) / np.nanmean(whole**2)) < 1e-5
