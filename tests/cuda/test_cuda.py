"""The graphics card: the CPU's answer within the stated tolerance, twice the same, in small memory, and in training."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
if not torch.cuda.is_available():
    pytest.skip("no NVIDIA graphics card", allow_module_level=True)

from mtdn_core import api  # noqa: E402
from mtdn_core.inference.device import resolve  # noqa: E402
from mtdn_core.inference.pipeline import predict_arrays  # noqa: E402
from mtdn_core.inference.predictor import Observed, Predictor, cut  # noqa: E402
from mtdn_core.model.interface import Wanted  # noqa: E402
from mtdn_core.model.load import load_model  # noqa: E402
from mtdn_core.progress import Progress  # noqa: E402
from tests.listener import Listener  # noqa: E402

MODELS = ("mtdn-compact", "mtdn-wide")
RELATIVE, PROBABILITY = 1e-4, 1e-4  # of the float32 answer on the CPU


def dates() -> tuple[np.ndarray, np.ndarray]:
    """Two dates with change, nodata and a point target, (2, H, W) linear power."""
    random = np.random.default_rng(4)
    ground = np.where(np.add.outer(np.arange(331), np.arange(277)) // 40 % 2, 0.1, 0.3) * np.array([1, 0.2])[:, None, None]
    one, two = (np.float32(ground * random.gamma(5, 0.2, (2, 331, 277))) for _ in "12")
    two[:, 100:160, 60:140] *= 3
    two[:, 250:290, 10:40] = np.nan
    one[:, 50, 50] = 1000
    return one, two


def deviation(found: Any, expected: Any) -> float:
    """Relative root-mean-square deviation; NaN must lie in the same places."""
    assert np.array_equal(np.isnan(found), np.isnan(expected))
    return float(np.sqrt(np.nanmean((found - expected) ** 2) / np.nanmean(expected**2)))


@pytest.mark.parametrize("model", MODELS)
def test_answers_are_those_of_the_cpu(model: str) -> None:
    one, two = dates()
    for run in (
        lambda device: api.despeckle(one, units="linear", model=model, device=device),
        lambda device: api.despeckle(one, second=two, units="linear", model=model, device=device, strength=0.5),
        lambda device: api.despeckle(one, second=two, units="linear", model=model, device=device, tile=128),
    ):
        expected, found = run("cpu"), run("cuda")
        assert deviation(found, expected) < RELATIVE
        assert np.nanquantile(np.abs(found / expected - 1), 0.999) < 10 * RELATIVE
    probabilities = [api.detect_changes(one, two, units="linear", model=model, device=d) for d in ("cpu", "cuda")]
    assert np.nanmax(np.abs(probabilities[0] - probabilities[1])) < 10 * PROBABILITY
    assert deviation(*probabilities) < PROBABILITY


@pytest.mark.parametrize("model", MODELS)
def test_twice_the_same_bytes(model: str) -> None:
    one, two = dates()
    first, again = (api.despeckle(one, second=two, units="linear", model=model, device="cuda") for _ in "12")
    assert first.tobytes() == again.tobytes()


def test_c2(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    looks = random.normal(size=(4, 2, 2, 150, 130)) * np.array([0.3, 0.1])[:, None, None]
    vv, vh = (looks[:, 0, i] + 1j * looks[:, 1, i] for i in (0, 1))
    cross = (vv * (vh + 0.3 * vv).conj()).mean(0)
    c2 = np.float32(np.stack([(abs(vv) ** 2).mean(0), cross.real, cross.imag, (abs(vh + 0.3 * vv) ** 2).mean(0)]))
    expected, found = (api.despeckle(c2, device=device) for device in ("cpu", "cuda"))
    assert deviation(found, expected) < RELATIVE


def predicted(predictor: Predictor, one: np.ndarray, edge: int) -> Any:
    """Despeckled scene of a predictor, tile by tile."""
    read = partial(cut, [Observed(one, np.ones(one.shape[1:], bool))])
    return predict_arrays(read, *one.shape[:0:-1], predictor, edge, Progress()).first


def test_small_memory_makes_smaller_tiles_and_the_same_answer() -> None:
    one = np.float32(np.random.default_rng(1).gamma(4, 0.05, (2, 1500, 1500)))
    listener = Listener()
    total = torch.cuda.get_device_properties(0).total_memory
    choice = resolve("cuda")

    def predictor() -> Predictor:
        return Predictor(load_model("mtdn-compact", "cuda"), choice, Wanted(second=False), 0.0, Progress(listener))

    expected = predicted(predictor(), one, 512)
    gc.collect()
    torch.cuda.empty_cache()
    try:
        torch.cuda.set_per_process_memory_fraction(1.0e9 / total)
        found = predicted(predictor(), one, 1500)
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
    assert any("ran out of memory" in line for line in listener.lines)
    assert deviation(found, expected) < RELATIVE


def test_memory_is_given_back() -> None:
    gc.collect()
    before = torch.cuda.memory_allocated()
    one, two = dates()
    api.despeckle(one, second=two, units="linear", device="cuda")
    gc.collect()
    assert torch.cuda.memory_allocated() <= before + 2**20


def test_reduced_precision_is_close() -> None:
    one, _ = dates()
    one = np.nan_to_num(one, nan=0.1)
    exact, fast = (
        predicted(
            Predictor(
                load_model("mtdn-compact", "cuda"), resolve("cuda"), Wanted(second=False), 0.0, Progress(Listener()), fast=fast
            ), one, 512,
        ) for fast in (False, True)
    )
    assert 0 < np.abs(fast / exact - 1).mean() < 5e-3


def test_published_network_reproduces_its_golden_images(tmp_path: Path) -> None:
    from tests.model.golden import layout
    from tests.pairs import estimate_pair

    weights, answers = layout.imported(tmp_path), []
    for device in ("cpu", "cuda"):
        model = load_model(weights, device)
        generator = torch.Generator().manual_seed(3)
        first, second = (torch.rand(1, 2, 60, 92, generator=generator).to(device) + 0.05 for _ in "12")
        ones = torch.ones_like(first[:, :1], dtype=torch.bool)
        with torch.inference_mode():
            found = estimate_pair(model, first, second, ones, ones)
        answers.append([np.asarray(image.cpu()) for image in found])
    for expected, on_card in zip(*answers):
        assert deviation(on_card, expected) < RELATIVE


@pytest.mark.parametrize("workers", [0, 2])
def test_training(tmp_path: Path, workers: int) -> None:
    """Steps on the card lower the loss, write weights with a card, and go on from the last one."""
    pytest.importorskip("lightning")
    from mtdn_core.training.run import main

    config = tmp_path / "card.toml"
    text = f"""
name = "card"
output = "{tmp_path.as_posix()}"
checkpoints = "{tmp_path.as_posix()}/checkpoints"
steps = %d
batch = 2
size = 48
device = "cuda"
workers = {workers}
[settings]
widths = [8, 8, 8]
blocks = [1, 1, 1]
change_widths = [4, 4, 4]
"""
    for steps in (3, 5):
        config.write_text(text % steps, "utf-8")
        assert main(str(config)) == 0
    one, _ = dates()
    assert np.isfinite(api.despeckle(one, units="linear", model=str(tmp_path / "card.json"), device="cuda")).any()
