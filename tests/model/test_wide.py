"""The full-width model: what it promises before any training, and what must hold after it."""

from __future__ import annotations

import pytest
import torch

from mtdn_core.model.compact import CompactNetwork
from mtdn_core.model.wide import WideNetwork
from tests.pairs import estimate_pair

SMALL = {"widths": (8, 8, 8), "blocks": (1, 1, 1)}


@pytest.fixture(scope="module")
def model() -> WideNetwork:
    torch.manual_seed(5)
    full = WideNetwork(**SMALL).eval().requires_grad_(False)
    for head in (full.change_correction, full.correction1, full.correction2, full.correction4):
        torch.nn.init.normal_(head.weight, std=0.05)  # as if trained: corrections are not zero
    for name, parameter in full.detector.named_parameters():
        if "bn2.weight" in name:
            torch.nn.init.constant_(parameter, 0.5)
    return full


def scene(height: int, width: int, seed: int = 0) -> torch.Tensor:
    rng = torch.Generator().manual_seed(seed)
    looks = torch.randn(2, 2, 4, height, width, generator=rng)
    vv, vh = torch.complex(looks[0, 0], looks[0, 1]) * 0.3, torch.complex(looks[1, 0], looks[1, 1]) * 0.1
    vh = vh + 0.1 * vv
    c12 = (vv * vh.conj()).mean(0)
    return torch.stack([vv.abs().square().mean(0), c12.real, c12.imag, vh.abs().square().mean(0)])[None]


def ones(image: torch.Tensor) -> torch.Tensor:
    return torch.ones_like(image[:, :1], dtype=torch.bool)


def test_untrained_corrections_leave_the_compact_answer() -> None:
    torch.manual_seed(1)
    lite = CompactNetwork(**SMALL).eval()
    full = WideNetwork(**SMALL).eval()
    missing, unexpected = full.load_state_dict(lite.state_dict(), strict=False)
    assert not unexpected and missing
    one, two = scene(48, 64), scene(48, 64, 1)  # on both grids
    with torch.inference_mode():
        expected = estimate_pair(lite, one, two, ones(one), ones(two), strength=0.5)
        found = estimate_pair(full, one, two, ones(one), ones(two), strength=0.5)
    for a, b in zip(expected, found):
        assert torch.allclose(a, b, rtol=1e-4, atol=1e-7)


@torch.inference_mode()
def test_corrections_reach_every_output(model: WideNetwork) -> None:
    lite = CompactNetwork(**SMALL).eval()
    lite.load_state_dict({k: v for k, v in model.state_dict().items() if k in lite.state_dict()})
    one, two = scene(48, 48), scene(48, 48, 1)
    plain = estimate_pair(lite, one, two, ones(one), ones(two))
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
def test_scale_and_definiteness(model: WideNetwork) -> None:
    one, two = scene(48, 48), scene(48, 48, 1)
    plain = estimate_pair(model, one, two, ones(one), ones(two))
    large = estimate_pair(model, one * 1000, two * 1000, ones(one), ones(two))
    assert torch.allclose(large.date1 / 1000, plain.date1, rtol=1e-3)
    det = plain.date1[:, 0] * plain.date1[:, 3] - plain.date1[:, 1] ** 2 - plain.date1[:, 2] ** 2
    assert bool((det >= 0).all())


@torch.inference_mode()
def test_order_of_the_dates_is_only_an_order(model: WideNetwork) -> None:
    """The trunks treat both dates alike; what differs comes from the compact network, whose channels are ordered."""
    one, two = scene(48, 48), scene(48, 48, 1)
    flag = torch.ones(1, 1, 1, 1)
    start = model._first_estimate((one, two), (ones(one), ones(two)), flag, flag, 0 * flag)
    turned = start._replace(dates=start.dates[::-1])
    assert torch.allclose(model._compare(start)[1], model._compare(turned)[1], atol=1e-5)
    flags = torch.cat([flag, flag, 0 * flag], 1).expand(-1, -1, 48, 48)
    there = model._kernel_corrections(start.dates, model._compare(start)[0], flags)
    back = model._kernel_corrections(start.dates[::-1], model._compare(start)[0], flags)
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(there[0], back[1]))


@torch.inference_mode()
def test_a_tile_with_its_halo_gives_the_answer_of_the_scene(model: WideNetwork) -> None:
    """Tiles that start on the grid: farther pixels than the halo do not matter."""
    height, width, halo = 64, 416, model.halo
    one, two = scene(height, width), scene(height, width, 1)
    whole = estimate_pair(model, one, two, ones(one), ones(two))
    start, stop = 160, 224
    cut = slice(start - halo, stop + halo)
    part = estimate_pair(model, one[..., cut], two[..., cut], ones(one)[..., cut], ones(two)[..., cut])
    inside = slice(halo, halo + stop - start)
    for a, b in zip(whole, part):
        a, b = a[..., start:stop], b[..., inside]
        assert float((a - b).square().mean().sqrt() / a.square().mean().sqrt()) < 1e-4


def test_batch_norm_stays_affine_in_training(model: WideNetwork) -> None:
    before = {k: v.clone() for k, v in model.state_dict().items() if "running" in k}
    assert before
    model.train()
    try:
        one = scene(32, 32)
        flag = torch.ones(1, 1, 1, 1)
        model.predict((one, one), (ones(one), ones(one)), flag, flag, flag)
    finally:
        model.eval()
    assert all(torch.equal(before[k], v) for k, v in model.state_dict().items() if k in before)
