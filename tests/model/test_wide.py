"""The wide model: what it promises before any training, and what must hold after it."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from mtdn_core.model.compact_torch import CompactNetwork  # noqa: E402
from mtdn_core.model.interface import Observation, Wanted  # noqa: E402
from mtdn_core.model.wide import WideNetwork  # noqa: E402
from tests.pairs import estimate_pair  # noqa: E402

SMALL = {"widths": (8, 8, 8), "blocks": (1, 1, 1), "change_widths": (4, 4, 4)}


@pytest.fixture(scope="module")
def model() -> WideNetwork:
    torch.manual_seed(5)
    wide = WideNetwork(**SMALL).eval().requires_grad_(False)
    for head in (wide.change_correction, wide.correction1, wide.correction2, wide.correction4):
        torch.nn.init.normal_(head.weight, std=0.05)  # as if trained: corrections are not zero
    for name, parameter in wide.detector.named_parameters():
        if "bn2.weight" in name:
            torch.nn.init.constant_(parameter, 0.5)
    return wide


def scene(height: int, width: int, seed: int = 0) -> Any:
    rng = torch.Generator().manual_seed(seed)
    looks = torch.randn(2, 2, 4, height, width, generator=rng)
    vv, vh = torch.complex(looks[0, 0], looks[0, 1]) * 0.3, torch.complex(looks[1, 0], looks[1, 1]) * 0.1
    vh = vh + 0.1 * vv
    c12 = (vv * vh.conj()).mean(0)
    return torch.stack([vv.abs().square().mean(0), c12.real, c12.imag, vh.abs().square().mean(0)])[None]


def ones(image: Any) -> Any:
    return torch.ones_like(image[:, :1], dtype=torch.bool)


def test_untrained_corrections_leave_the_compact_answer() -> None:
    torch.manual_seed(1)
    compact = CompactNetwork(**SMALL).eval()
    wide = WideNetwork(**SMALL).eval()
    missing, unexpected = wide.load_state_dict(compact.state_dict(), strict=False)
    assert not unexpected and missing
    one, two = scene(48, 64), scene(48, 64, 1)  # on both grids
    with torch.inference_mode():
        expected = estimate_pair(compact, one, two, ones(one), ones(two), strength=0.5)
        found = estimate_pair(wide, one, two, ones(one), ones(two), strength=0.5)
    for a, b in zip(expected, found):
        assert torch.allclose(a, b, rtol=1e-4, atol=1e-7)


@torch.inference_mode()
def test_corrections_reach_every_output(model: WideNetwork) -> None:
    compact = CompactNetwork(**SMALL).eval()
    compact.load_state_dict({k: v for k, v in model.state_dict().items() if k in compact.state_dict()})
    one, two = scene(48, 48), scene(48, 48, 1)
    plain = estimate_pair(compact, one, two, ones(one), ones(two))
    found = estimate_pair(model, one, two, ones(one), ones(two))
    assert all(float((a - b).abs().max()) > 1e-4 for a, b in zip(plain, found))


@torch.inference_mode()
@pytest.mark.parametrize("size", [(1, 1), (7, 7), (33, 18)])
def test_any_size(model: WideNetwork, size: tuple[int, int]) -> None:
    one, two = scene(*size), scene(*size, 1)
    found = estimate_pair(model, one, two, ones(one), ones(two))
    assert found.date1.shape == one.shape and found.change_probability.shape == one[:, :1].shape
    assert all(bool(torch.isfinite(part).all()) for part in found)


@torch.inference_mode()
def test_scale_definiteness_and_order(model: WideNetwork) -> None:
    one, two = scene(48, 48), scene(48, 48, 1)
    plain = estimate_pair(model, one, two, ones(one), ones(two))
    large = estimate_pair(model, one * 1024, two * 1024, ones(one), ones(two))
    assert torch.allclose(large.date1 / 1024, plain.date1, rtol=1e-3)
    det = plain.date1[:, 0] * plain.date1[:, 3] - plain.date1[:, 1] ** 2 - plain.date1[:, 2] ** 2
    assert bool((det >= -1e-9).all())
    back = estimate_pair(model, two, one, ones(one), ones(two))
    assert torch.allclose(back.change_probability, plain.change_probability, atol=1e-5)
    assert torch.allclose(back.date2, plain.date1, rtol=1e-4, atol=1e-7)


@torch.inference_mode()
def test_only_what_is_wanted(model: WideNetwork) -> None:
    one, two = (Observation(image, ones(image)) for image in (scene(32, 32), scene(32, 32, 1)))
    both = model.estimate(one, two)
    part = model.estimate(one, two, wanted=Wanted(False, True, False))
    assert part.first is None and part.probability is None
    assert torch.allclose(part.second, both.second, rtol=1e-5)


@torch.inference_mode()
def test_a_tile_with_its_halo_gives_the_answer_of_the_scene(model: WideNetwork) -> None:
    """Tiles that start on the grid: farther pixels than the halo do not matter."""
    height, width, halo = 64, 448, model.halo
    one, two = scene(height, width), scene(height, width, 1)
    whole = estimate_pair(model, one, two, ones(one), ones(two))
    start, stop = 192, 256
    cut = slice(start - halo, stop + halo)
    part = estimate_pair(model, one[..., cut], two[..., cut], ones(one)[..., cut], ones(two)[..., cut])
    inside = slice(halo, halo + stop - start)
    for a, b in zip(whole, part):
        a, b = a[..., start:stop], b[..., inside]
        assert float((a - b).square().mean().sqrt() / a.square().mean().sqrt()) < 1e-4


def test_batch_norm_stays_affine_in_training(model: WideNetwork) -> None:
    from mtdn_core.training.simulation.pairs import Sample

    before = {k: v.clone() for k, v in model.state_dict().items() if "running" in k}
    assert before
    model.train()
    try:
        one = scene(32, 32)
        none = torch.zeros_like(one[:, :1])
        model.predict(Sample(one, one, ones(one), none + 1, none.repeat(1, 2, 1, 1), one, none, none, none), True)
    finally:
        model.eval()
    assert all(torch.equal(before[k], v) for k, v in model.state_dict().items() if k in before)
