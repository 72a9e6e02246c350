"""The compact network: what holds by construction, on both backends, whatever was trained."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from mtdn_core.model import layers  # noqa: E402
from mtdn_core.model.compact import CompactModel  # noqa: E402
from mtdn_core.model.compact_torch import CompactNetwork  # noqa: E402
from mtdn_core.model.interface import Observation, Wanted  # noqa: E402
from mtdn_core.model.load import load_model  # noqa: E402
from tests.model.scenes import FIRST, STRENGTHS, c2, run, seen, speckled  # noqa: E402


@pytest.fixture(scope="module")
def model() -> Any:
    torch.set_num_threads(1)
    return load_model("mtdn-compact", backend="torch")


@pytest.mark.parametrize("level", [1e-30, 1e-8, 1.0, 1e30])
@pytest.mark.parametrize("strength", STRENGTHS)
def test_a_constant_image_stays_constant(model: Any, level: float, strength: float) -> None:
    image = np.full((2, 71, 90), level, np.float32)
    for second in (None, image * 1.0):
        found = run(model, image, second, strength=strength).first.numpy()
        assert np.abs(found / level - 1).max() < 1e-5


def test_scale_does_not_matter(model: Any) -> None:
    one, two = c2(40, 52), c2(40, 52, 1)
    plain = run(model, one, two, strength=0.5)
    for factor in (1e-20, 3.7e4, 2.0**40):
        scaled = run(model, one * np.float32(factor), two * np.float32(factor), strength=0.5)
        assert torch.allclose(scaled.first / factor, plain.first, rtol=2e-3, atol=1e-6)
        assert torch.allclose(scaled.probability, plain.probability, atol=1e-4)


def test_swapped_dates_swap_the_images_and_nothing_else(model: Any) -> None:
    one, two = speckled(50, 60), speckled(50, 60, 1)
    two[:, 20:35, 20:35] *= 6
    there, back = run(model, one, two, strength=0.7), run(model, two, one, strength=0.7)
    assert torch.equal(there.probability, back.probability)
    assert torch.equal(there.first, back.second) and torch.equal(there.second, back.first)


def test_only_what_is_wanted_is_there(model: Any) -> None:
    one, two = speckled(24, 24), speckled(24, 24, 1)
    found = run(model, one, two, wanted=Wanted(False, True, False))
    assert found.first is None and found.probability is None and found.second.shape == (1, 2, 24, 24)
    alone = run(model, one)
    assert alone.second is None and alone.probability is None


def test_c2_stays_positive_semi_definite(model: Any) -> None:
    one, two = c2(60, 60), c2(60, 60, 1)
    for strength in STRENGTHS:
        found = run(model, one, two, strength=strength)
        for image in (found.first[0].double(), found.second[0].double()):
            assert bool((image[0] * image[3] - image[1] ** 2 - image[2] ** 2 >= -1e-12).all())
    mean = found.first[0].mean((1, 2)) / torch.from_numpy(one).mean((1, 2))
    assert torch.allclose(mean[[0, 1, 3]], torch.ones(3), atol=0.05)


def test_what_was_not_measured_does_not_matter(model: Any) -> None:
    one, two = speckled(48, 48), speckled(48, 48, 1)
    valid = np.ones((48, 48), bool)
    valid[10:20, 5:30] = False
    answers = []
    for fill in (0.0, np.nan, 1e30):
        image = np.where(valid, one, np.float32(fill))
        with torch.inference_mode():
            found = model.estimate(seen(image, valid), seen(two))
        answers.append(found)
        assert bool(torch.isfinite(found.first).all()) and bool(torch.isfinite(found.probability).all())
    for other in answers[1:]:
        assert torch.equal(other.first, answers[0].first) and torch.equal(other.probability, answers[0].probability)


@pytest.mark.parametrize("size", [(1, 1), (2, 9), (7, 7), (33, 18)])
@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_any_size(model: Any, size: tuple[int, int], strength: float) -> None:
    found = run(model, speckled(*size), speckled(*size, 1), strength=strength)
    assert found.first.shape == (1, 2, *size) and found.probability.shape == (1, 1, *size)
    assert all(bool(torch.isfinite(part).all()) for part in found)


@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_a_tile_with_its_halo_gives_the_answer_of_the_scene(model: Any, strength: float) -> None:
    one, two = speckled(64, 288), speckled(64, 288, 1)
    two[:, 20:50, 90:150] *= 4
    whole = run(model, one, two, strength=strength)
    start, stop, halo = 112, 160, model.halo
    cut = slice(start - halo, stop + halo)
    part = run(model, one[..., cut], two[..., cut], strength=strength)
    for a, b in zip(whole, part):
        a, b = a[..., start:stop], b[..., halo : halo + stop - start]
        assert float((a - b).abs().max() / a.abs().mean()) < 1e-4


@pytest.mark.parametrize(("name", "backend"), [("mtdn-compact", "torch"), ("mtdn-compact", "numpy"), ("mtdn-wide", "torch")])
def test_strips_give_the_answer_of_the_whole(name: str, backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_model(name, backend=backend)
    dates = [c2(90, 40), c2(90, 40, 1)]
    valid = np.ones((1, 1, 90, 40), bool)
    observed = [Observation(image[None], valid) for image in dates]
    if backend == "torch":
        observed = [seen(image) for image in dates]
    with torch.inference_mode():
        whole = model.estimate(*observed, strength=0.5)
        monkeypatch.setattr(model.ops, "STRIP", 1)  # the fewest rows
        monkeypatch.setattr(layers, "LEAST_STRIP", 8)
        strips = model.estimate(*observed, strength=0.5)
    for a, b in zip(whole, strips):
        assert abs(a - b).max() <= 1e-5 * abs(a).max()


def test_more_dates_make_it_better(model: Any) -> None:
    truth = np.ones((2, 64, 64), np.float32) * np.array([1, 0.2], np.float32)[:, None, None]
    truth[:, 20:40, 20:40] *= 3
    dates = [truth * speckled(64, 64, seed, ratio=1.0) for seed in range(9)]
    own = dates[0]
    mean = np.mean(dates[1:], 0)
    with torch.inference_mode():
        count = torch.full((1, 1, 64, 64), 8.0)
        reference = seen(mean)._replace(dates=count, variance=torch.full((1, 2, 64, 64), 0.01))
        many = model.estimate(seen(own), reference, wanted=FIRST).first.numpy()[0]
    error = {
        name: np.sqrt(np.mean((10 * np.log10(image / truth)) ** 2))
        for name, image in {
            "one": run(model, own).first.numpy()[0], "two": run(model, own, dates[1]).first.numpy()[0], "many": many
        }.items()
    }
    assert error["many"] < error["two"] < error["one"]


@pytest.mark.parametrize("name", ["torch", "numpy"])
def test_a_reference_of_many_dates_is_trusted_more_than_one_of_one_date(name: str) -> None:
    import math
    from importlib import import_module

    from mtdn_core.model import compact, features

    ops = import_module(f"mtdn_core.model.backend_{name}")

    def prepared(value: float, dates: float) -> features.Prepared:
        image, valid = np.full((1, 2, 8, 8), value, np.float32), np.ones((1, 1, 8, 8), bool)
        number, variance = np.full((1, 1, 8, 8), dates, np.float32), np.zeros((1, 2, 8, 8), np.float32)
        parts = [image, valid, number, variance]
        return features.prepare(ops, Observation(*(map(torch.from_numpy, parts) if name == "torch" else parts)), 1.0, 4)

    def share_of_reference(dates: float, training: bool = False) -> float:
        own, reference = prepared(1.0, 1), prepared(2.0, dates)
        certain = own.mask * 0 - 50  # nothing changed
        logits = [ops.full((1, 2 * compact.POSITIONS, 8 // scale, 8 // scale), 0.0, own.mask) for scale in compact.SCALES]
        mixing = ops.concat([own.mask * 50, *[own.mask * 0] * 3], 1)  # full resolution alone
        image = compact.average(ops, own, reference, certain, lambda index, rows: logits[index][:, :, rows], mixing, training)
        return float(image[0, 0, 4, 4]) - 1

    most = 1 / (1 + math.exp(-compact.SHARPNESS * compact.TRUST))
    assert share_of_reference(1) == pytest.approx(0.5, abs=1e-4)
    assert 0.52 < share_of_reference(2) < share_of_reference(4)
    for dates in (4, 16):
        assert share_of_reference(dates) == pytest.approx(most, abs=1e-4)
        assert share_of_reference(dates, training=True) == pytest.approx(0.5, abs=1e-4)


@pytest.mark.parametrize("strength", [0.0, 0.6])
@pytest.mark.parametrize("make", [speckled, c2])
def test_numpy_gives_the_answers_of_pytorch(model: Any, make: Any, strength: float) -> None:
    plain = load_model("mtdn-compact", backend="numpy")
    assert plain.backend == "numpy" and plain.card == model.card
    one, two = make(45, 70), make(45, 70, 1)
    valid = np.ones((45, 70), bool)
    valid[:9, 30:] = False
    with torch.inference_mode():
        wanted = model.estimate(seen(one, valid), seen(two), strength=strength)
        single = model.estimate(seen(one, valid), strength=strength)
    pair = [Observation(one[None], valid[None, None]), Observation(two[None], np.ones((1, 1, 45, 70), bool))]
    found, alone = plain.estimate(*pair, strength=strength), plain.estimate(pair[0], strength=strength)
    for a, b in ((wanted.first, found.first), (wanted.second, found.second), (single.first, alone.first)):
        a = a.numpy()
        assert b.dtype == np.float32
        assert np.abs(a - b)[..., valid].max() <= 1e-4 * np.abs(a).max()
    assert np.abs(wanted.probability.numpy() - found.probability).max() < 1e-4


def test_numpy_model_needs_no_pytorch() -> None:
    import subprocess
    import sys

    code = (
        "import sys; sys.modules['torch'] = None; sys.modules['safetensors'] = None\n"
        "import numpy as np\n"
        "from mtdn_core.model.load import load_model\n"
        "from mtdn_core.model.interface import Observation\n"
        "model = load_model('mtdn-compact')\n"
        "image = np.ones((1, 2, 12, 9), np.float32)\n"
        "found = model.estimate(Observation(image, np.ones((1, 1, 12, 9), bool)))\n"
        "assert model.backend == 'numpy' and abs(found.first - 1).max() < 1e-5\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_an_untrained_network_already_holds_its_promises() -> None:
    torch.manual_seed(0)
    fresh = CompactNetwork(widths=(8, 8, 8), blocks=(1, 1, 1), change_widths=(4, 4, 4)).eval()
    image = speckled(40, 40)
    with torch.inference_mode():
        found = fresh.estimate(seen(image), strength=0.0).first
    assert torch.isfinite(found).all() and abs(float(found[0, 0].mean()) / image[0].mean() - 1) < 0.01
    arrays = {name: value.detach().numpy() for name, value in fresh.state_dict().items()}
    again = CompactModel(arrays).estimate(Observation(image[None], np.ones((1, 1, 40, 40), bool)), strength=0.0)
    assert np.abs(again.first - found.numpy()).max() < 1e-4


@pytest.mark.parametrize("make", [speckled, c2])
def test_a_pass_takes_the_memory_that_tiles_are_sized_by(make: Any) -> None:
    """NumPy's own count of what is in use, whatever the allocator keeps; the order of work is that of PyTorch."""
    plain, edge = load_model("mtdn-compact", backend="numpy"), 320
    pair = [Observation(make(edge, edge, date)[None], np.ones((1, 1, edge, edge), bool)) for date in (0, 1)]
    tracemalloc.start()
    try:
        plain.estimate(*pair, strength=0.5)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 0.6 < peak / edge**2 / plain.bytes_per_pixel <= 1
