"""Ctrl-C and errors that nobody expected: words, an exit code, no output."""

from __future__ import annotations

import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.cli.main import main


def test_ctrl_c(tools, tmp_path, local_model, monkeypatch, capsys) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(local_model, "estimate", interrupt)
    source = tools.write(tmp_path / "x.tif", tools.speckled(32, 32))
    assert main(["despeckle", str(source), "-o", str(tmp_path / "out.tif")]) == 130
    assert [p.name for p in tmp_path.iterdir()] == ["x.tif"]
    assert "Interrupted" in capsys.readouterr().err


def test_unexpected_error_is_short_without_debug(tools, tmp_path, local_model, monkeypatch, capsys) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(local_model, "estimate", fail)
    source = tools.write(tmp_path / "x.tif", tools.speckled(32, 32))
    arguments = ["despeckle", str(source), "-o", str(tmp_path / "out.tif")]
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert "ZeroDivisionError: inside" in error and "Traceback" not in error
    assert main([*arguments, "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err
