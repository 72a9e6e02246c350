"""The command line: commands, exit codes, JSON for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from mtdn_core.cli.main import COMMANDS, main
from mtdn_core.cli.parser import build_parser
from mtdn_core.cli.terminal import TerminalFeedback

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def pair(tools, tmp_path):
    pytest.importorskip("osgeo.gdal")
    for date in ("20240101", "20240113"):
        power = tools.speckled(40, 50, seed=int(date))
        for index, pol in enumerate(("VV", "VH")):
            tools.write(tmp_path / f"S1_{date}_{pol}.tif", power[index : index + 1], (), nodata=float("nan"))
    return tmp_path / "S1_20240101_VV.tif", tmp_path / "S1_20240113_VV.tif"


def test_despeckle_with_json(tools, pair, tmp_path, local_model, capsys) -> None:
    out = tmp_path / "out.tif"
    assert main(["despeckle", str(pair[0]), "--second", str(pair[1]), "--output", str(out), "--json"]) == 0
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert report["outputs"] == {"despeckled1": str(out)} and report["units"] == ["linear", "linear"]
    assert report["device"] and report["seconds"] > 0 and "VH = band 1 of 'S1_20240101_VH.tif'" in captured.err
    assert tools.read(out).shape == (2, 40, 50)


def test_explicit_vh_and_settings(tools, pair, tmp_path, local_model) -> None:
    vh = str(pair[0]).replace("VV", "VH")
    out = tmp_path / "out.tif"
    arguments = ["--vh", vh, "--units", "amplitude", "--tile", "16", "--strength", "0.2", "--device", "cpu", "-q"]
    assert main(["despeckle", str(pair[0]), "-o", str(out), *arguments, "--co", "COMPRESS=LZW"]) == 0
    from osgeo import gdal

    assert gdal.Open(str(out)).GetMetadata("IMAGE_STRUCTURE")["COMPRESSION"] == "LZW"
    assert len(local_model.calls) == 13


def test_ratio_beside_the_despeckled_image(tools, pair, tmp_path, local_model, capsys) -> None:
    out, ratio = tmp_path / "out.tif", tmp_path / "ratio.tif"
    assert main(["despeckle", str(pair[0]), "-o", str(out), "--ratio", str(ratio), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outputs"] == {"despeckled1": str(out), "ratio": str(ratio)}
    noisy = np.concatenate([tools.read(str(pair[0]).replace("VV", pol)) for pol in ("VV", "VH")])
    np.testing.assert_allclose(tools.read(ratio), noisy / tools.read(out), rtol=1e-5)
    with pytest.raises(SystemExit):
        main(["despeckle", "--series", str(tmp_path), "--output-dir", str(tmp_path / "o"), "--ratio", str(ratio)])
    assert "leave out --ratio" in capsys.readouterr().err


def test_one_polarisation_alone(tools, pair, tmp_path, local_model, capsys) -> None:
    out = tmp_path / "out.tif"
    vh = tools.write(tmp_path / "S1A_IW_GRDH_1SDV_20240101_vh.tif", tools.speckled(60, 70)[1:], ("Gamma0_VH",))
    assert main(["despeckle", str(vh), "-o", str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert any("VV was not found beside VH" in text and "20240101_vv.tif" in text for text in report["messages"])
    assert any("VH alone is given to the model" in text for text in report["messages"])
    assert main(["detect-changes", str(pair[0]), str(pair[1]), "--bands", "1", "--units", "linear", "-o", str(out)]) == 0
    assert "VV alone is given to the model" in capsys.readouterr().err


def test_exchanged_files_are_put_right(tools, pair, tmp_path, local_model, capsys) -> None:
    vh = str(pair[0]).replace("VV", "VH")
    assert main(["despeckle", vh, "--vh", str(pair[0]), "-o", str(tmp_path / "out.tif")]) == 0
    assert "were exchanged" in capsys.readouterr().err
    assert tools.read(tmp_path / "out.tif")[0].mean() > tools.read(tmp_path / "out.tif")[1].mean()


def test_detect_changes(tools, pair, tmp_path, local_model, capsys) -> None:
    change, probability = tmp_path / "change.tif", tmp_path / "prob.tif"
    arguments = [str(pair[0]), str(pair[1]), "--output", str(change), "--probability", str(probability)]
    assert main(["detect-changes", *arguments, "--threshold", "0.1", "--minimum-area", "3", "--json", "-q"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["changed_pixels"] == (tools.read(change) == 1).sum()
    assert np.nanmax(tools.read(probability)) <= 1


def test_later_dates_and_polygons(tools, pair, tmp_path, local_model, capsys) -> None:
    """The VH files are found beside, or named in the same order."""
    later = tools.write(tmp_path / "later_20240125_a.tif", tools.speckled(40, 50, seed=9)[:1], ("VV",))
    vh = tools.write(tmp_path / "later_20240125_b.tif", tools.speckled(40, 50, seed=9)[1:], ("VH",))
    outputs = {name: str(tmp_path / name) for name in ("change.tif", "days.tif", "count.tif", "p.geojson", "step.tif")}
    options = ("--output", "--first-change", "--confirmations", "--polygons", "--step")
    arguments = ["detect-changes", *map(str, pair), "--threshold", "0.1", "--minimum-area-ha", "0.5", "--json", "-q"]
    arguments += [part for item in zip(options, outputs.values()) for part in item]
    assert main([*arguments, "--later", str(later), "--later-vh", str(vh)]) == 0
    assert set(json.loads(capsys.readouterr().out)["outputs"].values()) == set(outputs.values())
    days = tools.read(outputs["days.tif"])
    assert set(np.unique(days)) <= {-1, 19735, 19747} and (days > 0).any()
    features = json.loads(Path(outputs["p.geojson"]).read_text())["features"]
    assert features and all(feature["properties"]["area_ha"] >= 0.5 for feature in features)
    assert main([*arguments, "--later", str(later), "--later-vh", str(vh), str(vh)]) == 1
    assert "1 later files and 2 VH files" in capsys.readouterr().out


def test_both_from_one_pass(tools, pair, tmp_path, local_model) -> None:
    names = ("--output-before", "--output-after", "--change", "--probability")
    outputs = [part for name in names for part in (name, str(tmp_path / f"{name[2:]}.tif"))]
    assert main(["despeckle-and-detect", str(pair[0]), str(pair[1]), *outputs, "-q"]) == 0
    assert all((tmp_path / f"{name[2:]}.tif").is_file() for name in names)
    assert len(local_model.calls) == 1


def test_an_error_is_json_too(tmp_path, capsys) -> None:
    pytest.importorskip("osgeo.gdal")
    assert main(["despeckle", str(tmp_path / "no.tif"), "-o", str(tmp_path / "o.tif"), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["error"] == "InputError" and "cannot be opened" in answer["message"]


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["despeckle", "a.tif"], ["despeckle", "a.tif", "-o", "b.tif", "--units", "watt"],
     ["despeckle", "a.tif", "-o", "b.tif", "--bands", "1,2,3"],
     ["despeckle", "a.tif", "-o", "b.tif", "--strength", "2"], ["despeckle", "a.tif", "-o", "b.tif", "--each-side", "0"],
     ["despeckle", "--series", "a", "--output-dir", "b", "--each-side", "-1"]],
)
def test_wrong_usage_exits_2(arguments, capsys) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2 and "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["detect-changes", "--baseline", "a", "b", "c", "-o", "x"], ["despeckle", "--reference", "a", "b", "-o", "x"]]
)
def test_names_that_an_option_took_are_explained(arguments, capsys) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert "belong to that option" in capsys.readouterr().err


def test_an_unknown_option_leads_to_the_help(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["despeckle", "a.tif", "-o", "b.tif", "--strenght", "1"])
    assert "--strenght 1; COMMAND --help" in capsys.readouterr().err


def test_every_command_has_help_without_the_packages_it_needs() -> None:
    code = (
        "import sys; from mtdn_core.cli.main import main\n"
        "for name in ('torch', 'skimage', 'scipy', 'lightning', 'jinja2', 'osgeo'): sys.modules[name] = None\n"
        "main(sys.argv[1:])"
    )
    for command in COMMANDS:
        done = subprocess.run([sys.executable, "-c", code, command, "--help"], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0 and f"mtdn_core {command}" in done.stdout, done.stderr


def test_second_vh_needs_second(tmp_path, capsys) -> None:
    assert main(["despeckle", "a.tif", "--second-vh", "b.tif", "-o", str(tmp_path / "o.tif")]) == 1
    assert "--second" in capsys.readouterr().err


def test_doctor_reports_versions_and_what_is_missing(capsys, monkeypatch) -> None:
    from mtdn_core.cli import commands

    code = main(["doctor", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert {"mtdn", "python", "numpy"} <= set(found["versions"]) and found["devices"]
    assert code == (0 if found["ok"] else 1)

    assert any("computes with" in device for device in found["devices"])
    optional = {name for name, _, needed, _ in commands.PACKAGES if not needed}
    assert {"torch", "safetensors"} <= optional  # the compact model runs on NumPy

    def absent() -> str:
        raise ImportError("No module named 'nosuch'")

    monkeypatch.setattr(commands, "PACKAGES", (("nosuch", absent, True, "python -m pip install nosuch"),))
    assert main(["doctor"]) == 1
    text = capsys.readouterr().out
    assert "MISSING: nosuch" in text and "python -m pip install nosuch" in text


def test_import_is_light() -> None:
    code = (
        "import sys, mtdn_core, mtdn_core.cli.main, mtdn_core.inference.run, mtdn_core.inference.settings; "
        "print([m for m in ('torch', 'osgeo', 'qgis') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_names_every_option_of_the_manual() -> None:
    text = build_parser().format_help()
    for command in ("despeckle", "detect-changes", "import-checkpoint", "train", "evaluate", "doctor", "models"):
        assert command in text


def test_progress_lines_without_a_terminal() -> None:
    import io

    stream = io.StringIO()
    feedback = TerminalFeedback(stream=stream)
    for step in range(1, 100):
        feedback.progress(step / 100, "x")
    feedback.info("done")
    assert stream.getvalue() == "done\n"


def test_bar_on_a_terminal() -> None:
    import io

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    feedback = TerminalFeedback(stream=stream)
    feedback._last = -1.0
    feedback.progress(0.5, "50%, 3 s left")
    feedback.warning("look")
    assert "50%, 3 s left" in stream.getvalue() and stream.getvalue().endswith("Warning: look\n")
