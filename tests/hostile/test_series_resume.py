"""Resumed series: dates of another model, touched outputs, damaged journals and planted names."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.errors import Cancelled, MtdnError  # noqa: E402
from mtdn_core.inference import series_plan  # noqa: E402
from mtdn_core.inference.series import run_series  # noqa: E402
from mtdn_core.inference.settings import RunSettings  # noqa: E402
from tests.disturbed import damage, overwrite  # noqa: E402
from tests.listener import Listener  # noqa: E402


@pytest.fixture
def folder(tools: Any, tmp_path: Path) -> Path:
    return tools.write_dates(tmp_path / "in", 3, 60)


def series(folder: Path, model: Any, listener: Any = None, **settings: Any) -> Any:
    settings = {"units": "linear", "device": "cpu", "resume": True, **settings}
    return run_series(str(folder), str(folder.parent / "out"), RunSettings(**settings), listener, model=model)


def interrupted(tools: Any, folder: Path) -> None:
    """A series of which some dates are done and the last is not."""
    with pytest.raises(Cancelled):
        series(folder, tools.LocalModel(), Listener(cancel_from=0.8))


def done_before(report: Any) -> list[bool]:
    return [result.done_before for result in report.results]


@pytest.mark.parametrize("entry", [{"default_strength": 0.75}, {"representation": {"clip": 5}}, {"sha256": "11"}], ids=str)
def test_a_series_goes_on_only_with_the_same_card(tools: Any, folder: Path, entry: dict[str, Any]) -> None:
    interrupted(tools, folder)
    model = tools.LocalModel()
    for name, value in entry.items():
        setattr(model.card, name, value)
    assert done_before(series(folder, model)) == [False] * 3


def test_a_series_does_outputs_again_that_were_touched(tools: Any, folder: Path) -> None:
    interrupted(tools, folder)
    assert done_before(series(folder, tools.LocalModel())) == [True, True, False]
    whole = tools.state(folder.parent / "out")
    interrupted(tools, folder)
    first = folder.parent / "out" / "s1_20240101_despeckled.tif"
    time = first.stat().st_mtime_ns
    overwrite(first)
    os.utime(first, ns=(time, time))
    (folder.parent / "out" / "s1_20240201_despeckled.tif").unlink()
    assert done_before(series(folder, tools.LocalModel())) == [False] * 3
    assert tools.state(folder.parent / "out") == whole


def test_a_damaged_journal_of_a_series(tools: Any, folder: Path) -> None:
    series(folder, tools.LocalModel(), resume=False)
    whole = tools.state(folder.parent / "out")
    generator = random.Random(1)
    for _ in range(6):
        interrupted(tools, folder)
        journal = folder.parent / "out" / ".~series.journal"
        journal.write_bytes(damage(bytearray(journal.read_bytes()), generator))
        series(folder, tools.LocalModel())
        assert tools.state(folder.parent / "out") == whole


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
@pytest.mark.parametrize("kind", ["symbolic", "dangling", "hard", "fifo", "folder"])
@pytest.mark.parametrize(
    "name", [".~series.journal", *(f".~s1_20240101_despeckled.tif.{kind}" for kind in ("journal", "scratch", "lock"))]
)
def test_a_series_does_not_write_through_planted_names(tools: Any, folder: Path, name: str, kind: str) -> None:
    out, victim = folder.parent / "out", folder.parent / "victim"
    out.mkdir()
    victim.write_bytes(b"precious")
    planted = {
        "symbolic": lambda path: path.symlink_to(victim),
        "dangling": lambda path: path.symlink_to(folder.parent / "made"),
        "hard": lambda path: os.link(victim, path),
        "fifo": os.mkfifo,
        "folder": Path.mkdir,
    }[kind]
    planted(out / name)
    try:
        report = series(folder, tools.LocalModel())
    except MtdnError as error:
        assert name in str(error)
    else:  # the date fails, the rest is done
        assert [bool(result.error) for result in report.results] == [True, False, False]
    assert victim.read_bytes() == b"precious" and not (folder.parent / "made").exists()


def test_a_cancel_while_a_date_is_opened_is_none_of_its_problems(tools: Any, folder: Path, monkeypatch) -> None:
    def cancelled(*_: Any) -> None:
        raise Cancelled

    monkeypatch.setattr(series_plan, "open_date_raster", cancelled)
    with pytest.raises(Cancelled):
        series(folder, tools.LocalModel())
