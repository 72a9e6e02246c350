"""The switches that leave a part of the compact network out, and the table that tells what the part brings."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from mtdn_core.model.compact import INPUT_CHANNELS, MCHI_CHANNELS, TAPS, CompactNetwork
from mtdn_core.training.simulation.pairs import PairBatch, first_date
from tests.pairs import estimate_pair

ROOT = Path(__file__).resolve().parents[2]


def scene(seed: int, size: int = 48) -> torch.Tensor:
    z = torch.randn(4, 2, 2, size, size, generator=torch.Generator().manual_seed(seed))
    a, b = torch.complex(z[:, 0, 0], z[:, 0, 1]), torch.complex(z[:, 1, 0], z[:, 1, 1]) * 0.4 + 0.1
    c12 = (a * b.conj()).mean(0)
    return torch.stack([(a.abs() ** 2).mean(0), c12.real, c12.imag, (b.abs() ** 2).mean(0)])[None]


def wild(**settings: Any) -> CompactNetwork:
    torch.manual_seed(0)
    model = CompactNetwork(**settings)
    for parameter in model.parameters():  # away from the near-identity start
        if parameter.ndim > 1:
            torch.nn.init.normal_(parameter, std=1.2 / parameter[0].numel() ** 0.5)
    return model.eval()


def masks(image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    valid = torch.ones_like(image[:, :1], dtype=torch.bool)
    return valid, valid


def test_shipped_weights_fit_the_defaults() -> None:
    assert CompactNetwork().state_dict().keys() == CompactNetwork(gate=False).state_dict().keys()
    shapes = {key: value.shape for key, value in CompactNetwork().state_dict().items()}
    assert shapes["trunk.stem.weight"][1] == INPUT_CHANNELS
    further = {key for key, value in CompactNetwork(mchi=True).state_dict().items() if value.shape != shapes[key]}
    assert further == {"trunk.stem.weight"}
    assert CompactNetwork(mchi=True).trunk.stem.weight.shape[1] == INPUT_CHANNELS + MCHI_CHANNELS


@torch.inference_mode()
def test_without_the_gate_change_does_not_stop_the_second_date() -> None:
    torch.manual_seed(0)
    taps = torch.randn(1, 2 * TAPS, 16, 16)
    surely_changed = torch.full((1, 1, 16, 16), -40.0)
    for gate in (True, False):
        other = wild(gate=gate).gated(taps.clone(), surely_changed)[:, TAPS:].sum(1)
        assert float(other.max()) < 1e-6 if gate else float(other.mean()) > 0.4


@torch.inference_mode()
@pytest.mark.parametrize("factor", [1e-4, 1e4])
def test_mchi_input_does_not_depend_on_the_scale(factor: float) -> None:
    model = wild(mchi=True)
    one, two = scene(0), scene(1)
    base = estimate_pair(model, one, two, *masks(one))
    scaled = estimate_pair(model, one * factor, two * factor, *masks(one))
    assert torch.allclose(scaled.date1 / factor, base.date1, rtol=1e-3, atol=1e-5)
    assert torch.allclose(scaled.change_probability, base.change_probability, atol=1e-3)


@torch.inference_mode()
def test_mchi_input_sees_c12_only_where_there_is_one() -> None:
    model = wild(mchi=True)
    one, two = scene(0), scene(1)
    assert not torch.allclose(estimate_pair(model, one, two, *masks(one)).date1[:, 0],
                              estimate_pair(wild(), one, two, *masks(one)).date1[:, 0])
    bare = one * torch.tensor([1.0, 0, 0, 1]).view(1, 4, 1, 1)
    given = estimate_pair(model, one, one, *masks(one), has_c12=False).change_probability
    assert torch.allclose(given, estimate_pair(model, bare, bare, *masks(one), has_c12=False).change_probability, atol=1e-5)


def test_one_date_of_a_sample_holds_no_change() -> None:
    first, second = scene(0), scene(1)
    flag = torch.zeros(1, 1, 1, 1)
    label = torch.randint(0, 2, (1, 48, 48))
    found = first_date(PairBatch((first, second), (first, second), masks(first)[0], label, flag, flag, flag))
    assert torch.equal(found.noisy[1], first) and torch.equal(found.truth[1], first)
    assert int(found.change.sum()) == 0 and float(found.single) == 1


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ablation_tool", ROOT / "tools" / "ablation.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["ablation_tool"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.filterwarnings("ignore")
def test_a_variant_is_trained_once_and_again_when_its_settings_change(tmp_path: Path) -> None:
    for name in ("lightning", "torchmetrics", "skimage"):
        pytest.importorskip(name)
    ablation = tool()
    output = tmp_path / "ablation.json"
    common = ["--batch", "1", "--size", "24", "--scenes", "1", "--data", str(tmp_path), "--only", "no-gate",
              "--build", str(tmp_path), "--output", str(output)]
    card = tmp_path / "no-gate" / "no-gate.json"
    made = []
    for steps in ("2", "2", "3"):
        assert ablation.main(["--steps", steps, *common]) == 0
        made.append(card.stat().st_mtime_ns)
    assert made[0] == made[1] < made[2]
    record = json.loads(output.read_text("utf-8"))
    assert record["steps"] == 3 and set(record["rows"]) == {"no-gate"}
    assert json.loads(card.read_text("utf-8"))["settings"] == {"gate": False}
    assert len(record["rows"]["no-gate"]["simulated"]["psnr_two"]) == 2
