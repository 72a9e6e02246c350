"""Series: which files are a date, who helps whom, and that a failing date stops nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from mtdn_core.cli.main import main
from mtdn_core.errors import Cancelled, ConfigError, InputError, OutputError
from mtdn_core.inference.series import run_series
from mtdn_core.inference.series_plan import find_items
from mtdn_core.inference.settings import RunSettings
from mtdn_core.raster import read
from mtdn_core.raster.acquisition import is_side_file, orbit, same_orbit, time_in_name
from mtdn_core.raster.date_files import sibling_of
from tests.listener import Listener


@pytest.fixture
def folder(tools, tmp_path):
    """Three dates: two files with both bands, and a pair; not in the order of their names."""
    folder = tmp_path / "dates"
    folder.mkdir()
    tools.write(folder / "a_2024-03-01.tif", tools.speckled(40, 50, seed=3))
    tools.write(folder / "b_20240101T120000.tif", tools.speckled(40, 50, seed=1))
    pair = tools.speckled(40, 50, seed=2)
    tools.write(folder / "S1_20240201_VV.tif", pair[:1], ())
    tools.write(folder / "S1_20240201_VH.tif", pair[1:], ())
    (folder / "readme.txt").write_text("not a raster")
    return folder


@pytest.mark.parametrize(
    ("name", "date"),
    [("S1A_IW_GRDH_1SDV_20240113T114500_20240113T114525", "20240113114500"), ("x_2024-01-31.tif", "20240131"),
     ("2024_01_31_vv", "20240131"), ("20240101_20240113", "20240101"), ("T123420240101", ""), ("20241301", ""),
     ("20240230", ""),
     ("Sigma0_VV_mst_05Mar2015", "20150305"),
     ("plain", "")],
)
def test_dates_in_names(name, date) -> None:
    found = time_in_name(name)
    text = "" if found is None else f"{found:%Y%m%d%H%M%S}"
    assert text == (date + "000000" if len(date) == 8 else date)


def test_side_files_and_orbits() -> None:
    names = ("x_dem.tif", "x_inc_map.tif", "x_ls_map.tif", "x_rgb.tif", "x_browse.png", "x_20240101_coh_VV.tif",
             "mask_20240101.tif", "s1a_33NWB_vv_DES_007_20200108txxxxxx_BorderMask.tif",
             "S1A_20240101_layoverShadowMask.tif",
             "S1A_20240101_localIncidenceAngle.tif", "S1A_20240101_VH_NESZ.tif",
             "S1_RTC_0101B0_N13E025_2014_10_12_AREA.tif", "S1A_IW_20150305T115503_DVP_RTC30_G_gpuned_7A5C_area.tif",
             "S1A_20240101_scatteringArea.tif", "ndvi_20240101.tif", "s1_20240101_VV_VH_ratio.tif")
    assert all(is_side_file(name) for name in names) and not any(
        map(is_side_file, ("s1_20240101_demo.tif", "s1_20240101_nomask.tif", "S1_RTC_20240101_study_area.tif"))
    )
    opera = orbit({"ORBIT_PASS_DIRECTION": "descending"}, "OPERA_L2_RTC-S1_T137-292322-IW2_20241115T015913Z_VV.tif")
    assert opera == "descending, relative orbit 137"
    assert same_orbit(opera, "ascending") is False and same_orbit(opera, "relative orbit 137") is True
    assert same_orbit(opera, None) is None


def test_items_are_sorted_and_pairs_found(folder) -> None:
    items, skipped = find_items(str(folder))
    assert skipped == []
    assert {item.name for item in items} == {"b_20240101T120000", "S1_20240201", "a_2024-03-01"}
    (pair,) = (item for item in items if sibling_of(item.path))
    other = str(sibling_of(pair.path))
    assert pair.path.endswith("VV.tif") and other.endswith("VH.tif")
    opened = replace(pair, files=(pair.path, other))
    assert opened.is_named(f"'{other}' band 1 cannot be read") and not opened.is_named("'another.tif' cannot be read")


@pytest.mark.parametrize("names", [("C11", "C12_real", "C12_imag", "C22"), ("Sigma0_VV", "Sigma0_VH")])
def test_a_product_of_snap_is_one_date(tmp_path, names) -> None:
    (tmp_path / "s1_20240601.data").mkdir()
    for name in names:
        (tmp_path / "s1_20240601.data" / f"{name}.img").touch()
    (tmp_path / "s1_20240601.dim").touch()
    assert [item.name for item in find_items(str(tmp_path))[0]] == ["s1_20240601"]


def test_what_is_no_reference(tools, tmp_path, local_model) -> None:
    """The same acquisition twice holds the same speckle; where the orbit is unknown, a warning says so."""
    folder = tmp_path / "dates"
    folder.mkdir()
    for seed, name in enumerate(("gamma_20240101", "sigma_20240101", "sigma_20240113")):
        tools.write(folder / f"{name}.tif", tools.speckled(40, 50, seed=seed))
    tools.write(
        folder / "metadata.tif", tools.speckled(40, 50, seed=9), metadata={"ACQUISITION_DATETIME": "2024-01-07T01:02:03Z"}
    )
    listener = Listener()
    report = run_series(str(folder), str(tmp_path / "out"), RunSettings(), listener)
    assert [Path(r.input).stem for r in report.results] == ["gamma_20240101", "sigma_20240101", "metadata", "sigma_20240113"]
    assert [len(r.references) for r in report.results] == [2, 2, 2, 2]  # of the two images of one time one
    assert not any("gamma" in path for path in report.results[1].references)
    assert sum("do not state the orbit" in line for line in listener.lines) == 1


def test_resume_after_the_default_strength_of_the_card_changed(tools, folder, tmp_path, local_model) -> None:
    out, settings = tmp_path / "out", RunSettings(resume=True)
    with pytest.raises(Cancelled):
        run_series(str(folder), str(out), settings, Listener(cancel_from=0.5), model=local_model)
    local_model.card.default_strength += 0.25
    report = run_series(str(folder), str(out), settings, model=local_model)
    assert not any(result.done_before for result in report.results)


def test_a_planted_link_and_a_damaged_journal(tools, folder, tmp_path, local_model) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim.txt"
    out.mkdir()
    victim.write_text("precious")
    journal = out / ".~series.journal"
    journal.symlink_to(victim)
    with pytest.raises(OutputError, match="symbolic link"):
        run_series(str(folder), str(out), RunSettings(resume=True))
    assert victim.read_text() == "precious"
    journal.unlink()
    with pytest.raises(Cancelled):
        run_series(str(folder), str(out), RunSettings(resume=True), Listener(cancel_from=0.5))
    journal.write_bytes(b"\x00\xff" + journal.read_bytes()[2:])
    report = run_series(str(folder), str(out), RunSettings(resume=True))
    assert not report.failed and not any(result.done_before for result in report.results)


def test_each_date_with_those_around_it(tools, folder, tmp_path, local_model, capsys) -> None:
    out = tmp_path / "out"
    assert main(["despeckle", "--series", str(folder), "--output-dir", str(out), "--json"]) == 0
    captured = capsys.readouterr()
    answer = json.loads(captured.out)
    assert answer["ok"] and answer["failed"] == 0 and "3 of 3 dates" in captured.err
    names = ["b_20240101T120000_despeckled.tif", "S1_20240201_despeckled.tif", "a_2024-03-01_despeckled.tif"]
    assert [item["output"] for item in answer["items"]] == [str(out / name) for name in names]
    assert [len(item["references"]) for item in answer["items"]] == [2, 2, 2]
    assert sorted(p.name for p in out.iterdir()) == sorted(names)
    single = tmp_path / "single.tif"
    others = [str(folder / "S1_20240201_VV.tif"), str(folder / "a_2024-03-01.tif")]
    first = str(folder / "b_20240101T120000.tif")
    assert main(["despeckle", first, "--reference", *others, "-o", str(single), "-q"]) == 0
    assert tools.read(out / names[0]) == pytest.approx(tools.read(single))
    assert all(local_model.references)


def test_dates_are_opened_once_and_noticed_when_they_change(tools, folder, tmp_path, local_model, monkeypatch) -> None:
    """Once to plan, once to work with; one that another program replaces meanwhile is opened again."""
    opened, really = [], read._open_date_raster

    def counted(path, *others):
        opened.append(path)
        return really(path, *others)

    monkeypatch.setattr(read, "_open_date_raster", counted)
    run_series(str(folder), str(tmp_path / "out"), RunSettings(units="linear"), model=local_model)
    assert len(opened) == 2 * len(set(opened)) == 6
    path = str(folder / "a_2024-03-01.tif")
    with read.kept_open(3):
        first = read.open_date_raster(path, None, None, "linear")
        assert read.open_date_raster(path, None, None, "linear") is first
        tools.write(path, tools.speckled(40, 60, seed=3))
        assert read.open_date_raster(path, None, None, "linear").grid.width == 60


def test_other_orbits_and_side_files_are_left_out(tools, folder, tmp_path, local_model) -> None:
    tools.write(folder / "asc_20240215.tif", tools.speckled(40, 50, seed=7), metadata={"ORBIT_PASS_DIRECTION": "ascending"})
    tools.write(folder / "desc_20240216.tif", tools.speckled(40, 50, seed=8), metadata={"ORBIT_PASS_DIRECTION": "descending"})
    tools.write(folder / "x_20240101_dem.tif", tools.speckled(40, 50), ("a", "b"))
    listener = Listener()
    report = run_series(str(folder), str(tmp_path / "out"), RunSettings(), listener)
    used = {result.input.rsplit("/", 1)[1]: result.references for result in report.results}
    assert not any("desc" in path for path in used["asc_20240215.tif"]) and len(used["asc_20240215.tif"]) == 3
    assert len(report.results) == 5 and any("do not hold the backscatter" in line for line in listener.lines)


def test_the_model_is_loaded_once_and_progress_is_of_the_whole(folder, tmp_path, local_model, monkeypatch) -> None:
    import sys

    loads: list[str] = []
    fake = sys.modules["mtdn_core.model.load"]
    monkeypatch.setattr(fake, "load_model", lambda name, device="cpu", backend=None: loads.append(name) or local_model)
    listener = Listener()
    run_series(str(folder), str(tmp_path / "out"), RunSettings(tile=16), listener)
    assert loads == ["mtdn-compact"]
    assert listener.fractions == sorted(listener.fractions) and listener.fractions[-1] == pytest.approx(1)
    assert len(set(listener.fractions)) >= 3 * 12


def test_a_failing_date_stops_nothing(tools, folder, tmp_path, local_model, capsys) -> None:
    (folder / "broken_20240115.tif").write_bytes(b"II*\x00 nothing more")
    tools.write(folder / "undated.tif", tools.speckled(40, 50))
    tools.write(folder / "other_20240401.tif", tools.speckled(30, 30))
    out = tmp_path / "out"
    assert main(["despeckle", "--series", str(folder), "--output-dir", str(out), "--json"]) == 1
    captured = capsys.readouterr()
    items = {item["input"].rsplit("/", 1)[1]: item for item in json.loads(captured.out)["items"]}
    assert [name for name, item in items.items() if not item["ok"]] == ["broken_20240115.tif", "undated.tif"]
    assert "no date" in items["undated.tif"]["error"]
    assert len(items["b_20240101T120000.tif"]["references"]) == 2
    assert items["other_20240401.tif"]["ok"] and items["other_20240401.tif"]["references"] == []
    assert len(list(out.iterdir())) == 4
    assert captured.err.rstrip().splitlines()[-3].startswith("Warning: FAILED")


def test_a_reference_that_breaks_in_the_middle_is_left_out(tools, folder, tmp_path, local_model, monkeypatch) -> None:
    from mtdn_core.raster.read import DateRaster

    read = DateRaster.read

    def fail(self, window):
        if self.name.startswith("a_2024"):
            raise InputError(f"'{self.name}' is truncated")
        return read(self, window)

    monkeypatch.setattr(DateRaster, "read", fail)
    report = run_series(str(folder), str(tmp_path / "out"), RunSettings())
    assert [bool(result.error) for result in report.results] == [False, False, True]
    assert len(report.results[1].references) == 1


def test_a_series_without_references_is_said(tools, tmp_path, local_model) -> None:
    """As where every name begins with the day of an order."""
    for day in ("20240105", "20240117"):
        tools.write(tmp_path / "in" / f"20240601_s1_{day}.tif", tools.speckled(40, 40, seed=int(day)))
    listener = Listener()
    run_series(str(tmp_path / "in"), str(tmp_path / "out"), RunSettings(units="linear"), listener)
    assert any("all state the same day, 2024-06-01" in text for text in listener.lines)


def test_references_that_were_used_are_listed(tools, tmp_path, local_model) -> None:
    """What is left out as it is opened, as a copy under another name, is none of them."""
    folder = tmp_path / "in"
    for day in (1, 2, 3):
        tools.write(folder / f"s1_202401{day:02d}.tif", tools.speckled(40, 40, seed=min(day, 2)))
    report = run_series(str(folder), str(tmp_path / "out"), RunSettings(units="linear"))
    assert [len(result.references) for result in report.results] == [1, 1, 1]
    assert report.results[0].references == (str(folder / "s1_20240102.tif"),)


def test_cancel_keeps_what_is_complete(folder, tmp_path, local_model) -> None:
    out = tmp_path / "out"
    with pytest.raises(Cancelled):
        run_series(str(folder), str(out), RunSettings(tile=16), Listener(cancel_from=0.5))
    assert [p.name for p in out.iterdir()] == ["b_20240101T120000_despeckled.tif"]


def test_resume_leaves_out_what_is_done(tools, folder, tmp_path, local_model) -> None:
    run_series(str(folder), str(tmp_path / "plain"), RunSettings(tile=16))
    out, settings = tmp_path / "out", RunSettings(tile=16, resume=True)
    with pytest.raises(Cancelled):
        run_series(str(folder), str(out), settings, Listener(cancel_from=0.5))
    local_model.calls.clear()
    report = run_series(str(folder), str(out), settings)
    assert [result.done_before for result in report.results] == [True, False, False]
    assert len(local_model.calls) < 36
    assert tools.state(out) == tools.state(tmp_path / "plain")
    (folder / "broken_20240501.tif").write_bytes(b"II*")
    assert len(run_series(str(folder), str(out), settings).failed) == 1
    (folder / "broken_20240501.tif").unlink()
    tools.write(folder / "b_20240101T120000.tif", tools.speckled(40, 50, seed=9))
    report = run_series(str(folder), str(out), settings)
    assert [result.done_before for result in report.results] == [False, False, False]  # it is in every reference
    assert tools.state(out).keys() == tools.state(tmp_path / "plain").keys()


def test_c12_is_not_lost_to_a_date_without(tools, tmp_path, local_model) -> None:
    folder = tmp_path / "dates"
    folder.mkdir()
    vv, vh = tools.speckled(40, 40)
    c2 = np.stack([vv, vv * 0.1, -vv * 0.1, vh])
    tools.write(folder / "c2_20240101.tif", c2, ("C11", "C12_real", "C12_imag", "C22"))
    tools.write(folder / "grd_20240113.tif", tools.speckled(40, 40, seed=1))
    report = run_series(str(folder), str(tmp_path / "out"), RunSettings())
    assert [result.references for result in report.results] == [(), (str(folder / "c2_20240101.tif"),)]
    assert tools.read(report.results[0].output).shape[0] == 4


def test_impossible_requests(folder, tmp_path, capsys) -> None:
    with pytest.raises(ConfigError, match="both the folder"):
        run_series(str(folder), str(folder), RunSettings())
    with pytest.raises(InputError, match="not a folder"):
        run_series(str(tmp_path / "no"), str(tmp_path / "out"), RunSettings())
    for arguments in (
        ["--series", "d"],
        ["a.tif", "--series", "d", "--output-dir", "o"],
        ["a.tif", "--output-dir", "o"],
        ["a.tif", "-o", "o.tif", "--scheduler", "tcp://127.0.0.1:9"],
        ["--series", "d", "--output-dir", "o", "--workers", "0"],
        ["--series", "d", "--output-dir", "o", "--workers", "2", "--scheduler", "tcp://127.0.0.1:9"],
    ):
        with pytest.raises(SystemExit) as stop:
            main(["despeckle", *arguments])
        assert stop.value.code == 2
