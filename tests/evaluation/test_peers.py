"""The tool that measures other people's methods, with a moving average in their place."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("torchmetrics")
pytest.importorskip("skimage")

import torch

from mtdn_core.evaluation import data, record
from mtdn_core.evaluation.baselines import boxcar

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("peers_tool", ROOT / "tools" / "peers.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["peers_tool"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def dates(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    power = np.ones((48, 48))
    power[:, 24:] = 4
    power[7, 7] = 100
    zero = np.zeros((48, 48))
    made = [np.stack([power * rng.gamma(7, 1 / 7, (48, 48)), zero, zero, power * rng.gamma(7, 1 / 7, (48, 48))])
            for _ in range(2)]
    return made[0], made[1]


def scene() -> SimpleNamespace:
    first, second = dates(5)
    truth = np.ones_like(first)
    truth[:, :, 24:] = 4
    truth[1:3] = 0
    return SimpleNamespace(name="a", noisy1=first, noisy2=second, truth1=truth, truth2=truth,
                           change=np.zeros((48, 48), bool), looks=3, correlation=0.0, has_c12=False)


def averaging(tool: ModuleType, seen: list[float]) -> Any:
    class Average(tool.OneByOne):  # type: ignore[name-defined, misc]
        def __init__(self, size: int) -> None:
            self.name, self.size = f"average {size}", size

        def filter(self, c2: np.ndarray, has_c12: bool) -> np.ndarray:
            seen.append(self.looks)
            return boxcar(c2, self.size)

    return Average


def test_the_best_setting_counts_and_rows_of_absent_methods_stay(
        tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = data.TestData(None, None, None, None, None, ())
    settings = record.RecordSettings(nothing, (scene(),), {"a": dates(1), "b": dates(2)}, False)
    monkeypatch.setattr(record.RecordSettings, "of", classmethod(lambda cls, folder, scenes: settings))
    monkeypatch.setattr(tool.metadata, "version", lambda name: "1.2.3")
    seen: list[float] = []
    monkeypatch.setattr(tool, "KNOWN", {
        "sar2sar": tool.Peer("numpy", averaging(tool, seen), (1, 3), 5),
        "mulog-tv": tool.Peer("no_such_package", averaging(tool, seen), (1,), 1),
    })
    path = tmp_path / "peers.json"
    path.write_text(json.dumps({"rows": {"mulog-tv": {"name": "kept"}}}))
    tool.run(SimpleNamespace(data=None, scenes=1, only=None, output=path))
    rows = json.loads(path.read_text())["rows"]
    assert rows["mulog-tv"] == {"name": "kept"}
    found = rows["sar2sar"]
    assert found["name"] == "average 3" and set(found["tried"]) == {"average 1", "average 3"}
    assert found["simulated"]["psnr_one"] == found["tried"]["average 3"] > found["tried"]["average 1"]
    assert found["despeckling"]["name"] == "average 5", "real pairs have a setting of their own"
    assert found["versions"] == {"deepdespeckling": "1.2.3"} and found["patches"] == 2
    assert seen[0] == 3.0 and seen[-1] == 7.0, "scenes tell their looks, real pairs have seven"


def test_the_scale_of_the_amplitude_is_undone_and_any_size_fits(
        tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "deepdespeckling"
    (package / "utils").mkdir(parents=True)
    (package / "sar2sar" / "saved_model").mkdir(parents=True)
    for name in ("__init__.py", "utils/__init__.py"):
        (package / name).write_text("")
    (package / "utils" / "constants.py").write_text("m, M = -1.5, 10.0\n")
    (package / "model.py").write_text(
        "import torch\n"
        "class Model(torch.nn.Module):\n"
        "    def __init__(self, device, height, width):\n"
        "        super().__init__()\n"
        "        self.gain = torch.nn.Parameter(torch.zeros(()))\n"
        "    def forward(self, x):\n"
        "        assert self.height % 32 == 0 and self.width % 32 == 0\n"
        "        return (self.gain * x).reshape(1, 1, self.height, self.width)\n")
    stored = {"model_state_dict": {"gain": torch.ones(())}, "best": np.float64(3.0)}  # as theirs, NumPy numbers inside
    torch.save(stored, package / "sar2sar" / "saved_model" / "sar2sar.pth")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [n for n in sys.modules if n.split(".")[0] == "deepdespeckling"]:
        monkeypatch.delitem(sys.modules, name)
    method = tool.Sar2Sar((300.0, 1000.0))
    image = dates(0)[0][:, :37, :41]
    answer = method(image, image, has_c12=False)
    assert answer.date1 is answer.date2 and np.allclose(answer.date1, image, rtol=1e-3)
    assert np.isnan(answer.score).all() and "300 / 1000" in method.name
    for name in [n for n in sys.modules if n.split(".")[0] == "deepdespeckling"]:
        del sys.modules[name]
