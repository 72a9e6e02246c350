"""The command `evaluate`: what it refuses, in which words, and what it leaves out with a note."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mtdn_core.cli.main import main
from mtdn_core.errors import InputError
from mtdn_core.evaluation import pipeline, run
from mtdn_core.evaluation.data import bursts
from mtdn_core.inference.one_polarisation import loss_text
from mtdn_core.model.card import read_card

NAMES = "OPERA_L2_RTC-S1_T1_{day}T015906Z_S1A_30_v1.0_{channel}.tif"


def write_series(folder: Path, days: list[str], edge: int = 64, channels: tuple[str, ...] = ("VV", "VH")) -> None:
    """Dates of two speckled fields in the layout of OPERA RTC-S1."""
    gdal = pytest.importorskip("osgeo.gdal")
    folder.mkdir(parents=True)
    rng = np.random.default_rng(1)
    ground = np.where(np.arange(edge) < edge // 2, 0.05, 0.2) * np.ones((edge, 1))
    for day in days:
        for channel in channels:
            path = folder / NAMES.format(day=day, channel=channel)
            dataset = gdal.GetDriverByName("GTiff").Create(str(path), edge, edge, 1, gdal.GDT_Float32)
            dataset.WriteArray((ground * rng.gamma(8, 1 / 8, ground.shape)).astype(np.float32))
            dataset = None


def days(count: int) -> list[str]:
    return [f"2024{1 + number // 2:02d}{10 if number % 2 else 22}" for number in range(count)]


def burst(tmp_path: Path) -> Path:
    return tmp_path / "data" / "test" / "opera_rtc_s1" / "T1"


def called(tmp_path: Path, *more: str) -> int:
    return main(["evaluate", "--truth-only", "--data", str(tmp_path / "data"), "--output", str(tmp_path / "out"), *more])


class TestRefusals:
    def test_a_folder_without_test_data(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "data").mkdir()
        assert called(tmp_path) == 1
        assert "holds no test data" in capsys.readouterr().err

    @pytest.mark.parametrize("strength", ["7", "-1", "nan"])
    def test_a_strength_out_of_range(self, tmp_path: Path, strength: str, capsys: pytest.CaptureFixture[str]) -> None:
        write_series(burst(tmp_path), days(1))
        assert called(tmp_path, "--strength", strength) == 1
        assert "a number from 0 to 1" in capsys.readouterr().err and not (tmp_path / "out").exists()

    def test_two_models_of_one_name(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_series(burst(tmp_path), days(1))
        weights = Path(run.__file__).parents[1] / "weights"
        for file in weights.glob("mtdn-compact.*"):
            shutil.copy(file, tmp_path)
        assert called(tmp_path, "mtdn-compact", str(tmp_path / "mtdn-compact.json")) == 1
        assert "Two models have the name" in capsys.readouterr().err and not (tmp_path / "out").exists()

    def test_a_readme_without_markers_is_refused_before_anything_is_measured(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_series(burst(tmp_path), days(1))
        monkeypatch.setattr(run, "measure", lambda *_, **__: pytest.fail("measured"))
        (tmp_path / "text.md").write_text("no markers", "utf-8")
        for name, words in (("text.md", "has no markers"), ("none.md", "cannot be read")):
            assert called(tmp_path, "--readme", str(tmp_path / name)) == 1
            assert words in capsys.readouterr().err


class TestSeries:
    def test_a_missing_vh_file_is_named(self, tmp_path: Path) -> None:
        write_series(burst(tmp_path), days(2), channels=("VV",))
        with pytest.raises(InputError, match=r"_VH\.tif"):
            list(bursts(tmp_path / "data", "test"))

    def test_a_name_without_a_date_is_named(self, tmp_path: Path) -> None:
        write_series(burst(tmp_path), ["first"])
        with pytest.raises(InputError, match="holds no date"):
            list(bursts(tmp_path / "data", "test"))

    def test_dates_of_two_sizes_are_refused(self, tmp_path: Path) -> None:
        write_series(burst(tmp_path), days(1))
        write_series(tmp_path / "other", ["20250101"], edge=32)
        for file in (tmp_path / "other").iterdir():
            file.rename(burst(tmp_path) / file.name)
        with pytest.raises(InputError, match="differ in size"):
            list(bursts(tmp_path / "data", "test"))

    def test_dates_are_in_the_order_of_time(self, tmp_path: Path) -> None:
        write_series(burst(tmp_path), ["20240301", "20231224"])
        (one,) = bursts(tmp_path / "data", "test")
        assert [day.year for day in one.days] == [2023, 2024] and one.stack.shape == (2, 2, 64, 64)

    @pytest.mark.parametrize("count", [2, 5, 11])
    def test_a_short_series_is_left_out_with_a_note(self, tmp_path: Path, count: int) -> None:
        write_series(burst(tmp_path), days(count))
        page = tmp_path / "pages" / "page.md"
        assert called(tmp_path, "--page", str(page)) == 0
        (found,) = json.loads((tmp_path / "out" / "results.json").read_text("utf-8")).values()
        assert not found["truth"] and f"{count} dates" in " ".join(found["notes"])
        assert "Left out" in page.read_text("utf-8")

    @pytest.mark.parametrize(("count", "stack"), [(14, False), (20, True)])
    def test_a_stack_needs_dates_that_judge_it(self, tmp_path: Path, count: int, stack: bool) -> None:
        write_series(burst(tmp_path), days(count))
        assert called(tmp_path) == 0
        (found,) = json.loads((tmp_path / "out" / "results.json").read_text("utf-8")).values()
        rows: dict[str, Any] = found["truth"]["test/T1"]["psnr"]
        assert ("stack" in rows) == stack == ("Quegan 7x7" in rows)
        assert min(rows["one date"]) > max(rows["noisy"]) + 3
        assert np.mean(rows[pipeline.ALONE]) < np.mean(rows["one date"])


def test_what_one_polarisation_alone_loses_is_written_on_the_card(tmp_path: Path) -> None:
    """Mean over the series of the PSNR, both channels apart; the warning of a run says these numbers."""
    weights = Path(run.__file__).parents[1] / "weights"
    for suffix in (".json", ".safetensors"):
        shutil.copy(weights / f"mtdn-compact{suffix}", tmp_path / f"own{suffix}")
    truth = {
        name: {"psnr": {"one date": [30.0, 31.0], pipeline.ALONE: [30.0 - loss, 31.0 - 2 * loss]}}
        for name, loss in (("a", 1.0), ("b", 2.0))
    }
    score = "probability, two dates"
    scores = {score: 0.95, f"{score}, VV alone": 0.91, f"{score}, VH alone": 0.93}
    results = {"truth": truth, "change": {"disturbances": scores}}
    assert pipeline.loss_alone({**results, "change": {}}) == {}
    run._note_on_card(str(tmp_path / "own.safetensors"), pipeline.loss_alone(results))
    card = read_card(tmp_path / "own.json")
    assert "VV -1.5 dB" in loss_text(card, ("VV",)) and "0.91 instead of 0.95" in loss_text(card, ("VV",))
    assert "VH -3.0 dB" in loss_text(card, ("HV",)) and "false_alarm_thresholds" in card.figures


def test_names_cannot_write_markup_into_the_page() -> None:
    hostile = "a|b<script>\n\x1b[31m*x*"
    results = {hostile: {"truth": {}, "notes": [], "host": {"processor": "p", "torch": "t"}, "seconds": 1.0}}
    text = run.page(results)
    assert "## a\\|b\\<script\\>\\\\n\\\\x1b\\[31m\\*x\\*" in text and "\x1b" not in text
