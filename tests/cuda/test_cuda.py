"""The graphics card: the CPU's answer within the stated tolerance, twice the same, in small memory, and in training."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
if not torch.cuda.is_available():
    pytest.skip("no NVIDIA graphics card", allow_module_level=True)

from mtdn_core.inference.device import resolve  # noqa: E402
from mtdn_core.inference.pipeline import predict_arrays  # noqa: E402
from mtdn_core.inference.predictor import Observed, Predicted, Predictor, cut  # noqa: E402
from mtdn_core.inference.settings import RunSettings  # noqa: E402
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


def predictor(
    device: str, model: Any = "mtdn-compact", wanted: Wanted | None = None, strength: float = 0.0, **options: Any
) -> Predictor:
    """A model on a device, for one date alone unless `wanted` says more."""
    wanted = wanted or Wanted(second=False, probability=False)
    settings = RunSettings(strength=strength, **options)
    return Predictor(load_model(model, device), resolve(device), wanted, settings, Progress(Listener()))


def predicted(by: Predictor, images: Sequence[np.ndarray], edge: int = 1024) -> Predicted:
    """Answer for a scene, tile by tile: without GDAL, which a machine with a card need not have."""
    observed = [Observed(np.nan_to_num(image), np.isfinite(image).all(0)) for image in images]
    return predict_arrays(partial(cut, observed), *images[0].shape[:0:-1], by, edge, Progress())


@pytest.mark.parametrize("model", MODELS)
def test_answers_are_those_of_the_cpu(model: str) -> None:
    one, two = dates()
    for images, strength, edge in (([one], 0.0, 1024), ([one, two], 0.5, 1024), ([one, two], 0.0, 128)):
        wanted = Wanted(second=len(images) > 1)
        expected, found = (predicted(predictor(device, model, wanted, strength), images, edge) for device in ("cpu", "cuda"))
        for despeckled, on_card in zip(expected[:2], found[:2]):
            if despeckled is not None:
                assert deviation(on_card, despeckled) < RELATIVE
                assert np.nanquantile(np.abs(on_card / despeckled - 1), 0.999) < 10 * RELATIVE
        if len(images) > 1:
            assert np.nanmax(np.abs(found.probability - expected.probability)) < 10 * PROBABILITY
            assert deviation(found.probability, expected.probability) < PROBABILITY


@pytest.mark.parametrize("model", MODELS)
def test_twice_the_same_bytes(model: str) -> None:
    first, again = (predicted(predictor("cuda", model), dates()).first for _ in "12")
    assert first is not None and again is not None and first.tobytes() == again.tobytes()


def test_c2() -> None:
    random = np.random.default_rng(2)
    looks = random.normal(size=(4, 2, 2, 150, 130)) * np.array([0.3, 0.1])[:, None, None]
    vv, vh = (looks[:, 0, i] + 1j * looks[:, 1, i] for i in (0, 1))
    cross = (vv * (vh + 0.3 * vv).conj()).mean(0)
    c2 = np.float32(np.stack([(abs(vv) ** 2).mean(0), cross.real, cross.imag, (abs(vh + 0.3 * vv) ** 2).mean(0)]))
    expected, found = (predicted(predictor(device), [c2]).first for device in ("cpu", "cuda"))
    assert deviation(found, expected) < RELATIVE


def test_small_memory_makes_smaller_tiles_and_the_same_answer() -> None:
    one = np.float32(np.random.default_rng(1).gamma(4, 0.05, (2, 1500, 1500)))
    listener = Listener()
    total = torch.cuda.get_device_properties(0).total_memory
    choice = resolve("cuda")

    expected = predicted(predictor("cuda"), [one], 512).first
    gc.collect()
    torch.cuda.empty_cache()
    try:
        torch.cuda.set_per_process_memory_fraction(1.0e9 / total)
        small = Predictor(
            load_model("mtdn-compact", "cuda"), choice, Wanted(second=False), RunSettings(strength=0.0), Progress(listener)
        )
        found = predicted(small, [one], 1500).first
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
    assert any("ran out of memory" in line for line in listener.lines)
    assert deviation(found, expected) < RELATIVE


def test_memory_is_given_back() -> None:
    gc.collect()
    before = torch.cuda.memory_allocated()
    predicted(predictor("cuda"), dates())
    gc.collect()
    assert torch.cuda.memory_allocated() <= before + 2**20


def test_reduced_precision_is_close() -> None:
    one, _ = dates()
    exact, fast = (predicted(predictor("cuda", fast=fast), [one], 512).first for fast in (False, True))
    assert exact is not None and 0 < np.nanmean(np.abs(fast / exact - 1)) < 5e-3


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
    assert np.isfinite(predicted(predictor("cuda", tmp_path / "card.json"), [one]).first).any()
