"""The compact network: what its construction promises, checked with random weights."""

from __future__ import annotations

from functools import partial

import pytest
import torch

from mtdn_core.model.compact import CompactNetwork
from mtdn_core.model.kernels import box_mean, kernel_filter
from tests.pairs import estimate_pair


@pytest.fixture(scope="module")
def model() -> CompactNetwork:
    torch.manual_seed(0)
    network = CompactNetwork()
    for parameter in network.parameters():  # away from the near-identity start, or half of it would go untested
        if parameter.ndim > 1:
            torch.nn.init.normal_(parameter, std=1.2 / parameter[0].numel() ** 0.5)
    return network.eval()


def scene(height: int, width: int, seed: int = 0) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    z = torch.randn(4, 2, 2, height, width, generator=generator)
    a, b = torch.complex(z[:, 0, 0], z[:, 0, 1]), torch.complex(z[:, 1, 0], z[:, 1, 1]) * 0.4
    c12 = (a * b.conj()).mean(0)
    return torch.stack([(a.abs() ** 2).mean(0), c12.real, c12.imag, (b.abs() ** 2).mean(0)])[None]


def ones(image: torch.Tensor) -> torch.Tensor:
    return torch.ones_like(image[:, :1], dtype=torch.bool)


@torch.inference_mode()
@pytest.mark.parametrize("factor", [1e-3, 1e3])
def test_output_scales_with_the_input(model: CompactNetwork, factor: float) -> None:
    one, two = scene(40, 52), scene(40, 52, 1)
    base = estimate_pair(model, one, two, ones(one), ones(two))
    scaled = estimate_pair(model, one * factor, two * factor, ones(one), ones(two))
    for found, expected in zip(scaled.date1[0], base.date1[0] * factor, strict=True):
        assert float((found - expected).square().mean().sqrt() / expected.square().mean().sqrt()) < 1e-4
    assert torch.allclose(scaled.change_probability, base.change_probability, atol=1e-3)


@torch.inference_mode()
def test_c2_stays_positive_semidefinite(model: CompactNetwork) -> None:
    one, two = scene(64, 64), scene(64, 64, 1)
    out = estimate_pair(model, one, two, ones(one), ones(two)).date1
    assert (out[:, 1] ** 2 + out[:, 2] ** 2 <= out[:, 0] * out[:, 3]).all()
    assert (out[:, [0, 3]] > 0).all()


@torch.inference_mode()
def test_single_look_input_of_rank_one_gives_a_valid_c2() -> None:
    generator = torch.Generator().manual_seed(5)
    z = torch.randn(4, 80, 80, generator=generator) * torch.tensor([1.0, 1, 0.3, 0.3]).view(4, 1, 1)
    z[:, ::17, ::13] *= 30  # points, which keep their measured value
    a, b, c, d = z
    one = torch.stack([a * a + b * b, a * c + b * d, b * c - a * d, c * c + d * d])[None]
    torch.manual_seed(1)
    out = estimate_pair(CompactNetwork().eval(), one, one, ones(one), ones(one)).date1.double()
    assert (out[:, 1] ** 2 + out[:, 2] ** 2 <= out[:, 0] * out[:, 3]).all()


@torch.inference_mode()
def test_intensities_alone_give_what_a_c12_of_zero_gives(model: CompactNetwork) -> None:
    one, two = scene(40, 52), scene(40, 52, 1)
    one[:, 1:3] = two[:, 1:3] = 0
    masks, flag = (ones(one), ones(two)), torch.zeros(1, 1, 1, 1)
    c2 = model.predict((one, two), masks, flag, flag + 1, flag)
    powers = model.predict((one[:, [0, 3]], two[:, [0, 3]]), masks, flag, flag + 1, flag)
    torch.testing.assert_close(powers[2], c2[2])
    for found, expected in zip(powers[:2], c2[:2], strict=True):
        torch.testing.assert_close(found, expected[:, [0, 3]])


@torch.inference_mode()
def test_the_same_tensor_as_both_dates_is_despeckled_as_its_copy_is(model: CompactNetwork) -> None:
    one, flag = scene(40, 52), torch.ones(1, 1, 1, 1)
    copied = model.predict((one, one.clone()), (ones(one), ones(one)), flag, flag, flag)
    mask = ones(one)
    shared = model.predict((one, one), (mask, mask), flag, flag, flag)
    torch.testing.assert_close(shared[0], copied[0])
    torch.testing.assert_close(shared[2], copied[2])
    assert shared[1] is shared[0]


@torch.inference_mode()
@pytest.mark.parametrize("size", [(1, 1), (7, 7), (5, 130), (37, 41)])
def test_any_size(model: CompactNetwork, size: tuple[int, int]) -> None:
    one = scene(*size)
    out = estimate_pair(model, one, one, ones(one), ones(one), has_c12=False)
    assert out.date1.shape == one.shape
    assert torch.isfinite(out.date1).all()
    assert out.change_probability.shape == (1, 1, *size)


@torch.inference_mode()
def test_halo_covers_the_reach(model: CompactNetwork) -> None:
    one, two = scene(336, 336), scene(336, 336, 1)
    whole = estimate_pair(model, one, two, ones(one), ones(two))
    core, halo = slice(144, 192), model.halo
    assert core.start % model.align == 0
    window = slice(core.start - halo, core.stop + halo)
    a, b = one[..., window, window], two[..., window, window]
    part = estimate_pair(model, a, b, ones(a), ones(b))
    inner = slice(halo, -halo)
    for name in ("date1", "date2", "change_probability"):
        expected, found = getattr(whole, name)[..., core, core], getattr(part, name)[..., inner, inner]
        assert float((found - expected).square().mean().sqrt() / expected.square().mean().sqrt()) < 1e-5, name


@torch.inference_mode()
def test_nodata_never_leaks(model: CompactNetwork) -> None:
    one, two = scene(64, 64), scene(64, 64, 1)
    valid = ones(one)
    valid[..., 20:40, 10:30] = False
    results = []
    for filler in (0.0, 1e6, float("nan")):
        dirty = torch.where(valid, one, torch.full_like(one, filler))
        results.append(estimate_pair(model, dirty, two, valid, ones(two)).date1)
    measured = valid.expand_as(one)
    assert torch.equal(results[0][measured], results[1][measured])
    assert torch.equal(results[0][measured], results[2][measured])
    assert torch.isfinite(results[0][measured]).all()


@torch.inference_mode()
def test_second_date_gives_nothing_where_change_is_certain(model: CompactNetwork) -> None:
    one, two = scene(48, 48), scene(48, 48, 1)
    flag = torch.ones(1, 1, 1, 1)
    features, masked, local = model.represent((one, two), (ones(one), ones(two)), flag, flag, 0 * flag)
    decoded = model.trunk(features)
    brighter = (masked[0], masked[1] * torch.tensor([3.0, 3, 3, 3, 1]).view(1, 5, 1, 1))

    def difference(change_logit: float) -> float:
        logits = torch.tensor([-change_logit, change_logit]).view(1, 2, 1, 1).expand(1, 2, 48, 48)
        taps, mixing = partial(model.taps, decoded), model.mixing(decoded[0])
        plain = model.average(masked, local, taps, logits, mixing)[0]
        other = model.average(brighter, local, taps, logits, mixing)[0]
        return float((other / plain - 1).abs()[:, [0, 3]].max())

    assert difference(50.0) < 1e-5
    assert difference(-50.0) > 0.05


@torch.inference_mode()
def test_level_and_points_are_those_of_the_measurement() -> None:
    torch.manual_seed(1)
    model = CompactNetwork().eval()  # as before training: a point must stand out in the estimate to be recognised
    one = scene(96, 96)
    one[..., 40, 40] = torch.tensor([900.0, 30.0, -20.0, 120.0])
    out = estimate_pair(model, one, one, ones(one), ones(one)).date1
    assert torch.allclose(out[..., 40, 40], one[..., 40, 40], rtol=1e-5)
    ratio = (one / out)[:, [0, 3]]
    assert ratio.clamp_max(12).mean((0, 2, 3)).tolist() == pytest.approx([1, 1], abs=0.02)


def test_kernel_filter_gradient_matches_finite_differences() -> None:
    torch.manual_seed(0)
    image = torch.randn(1, 2, 6, 5, dtype=torch.double)
    weights = torch.rand(1, 9, 6, 5, dtype=torch.double, requires_grad=True)
    assert torch.autograd.gradcheck(lambda w: kernel_filter(image, w), (weights,))


def test_kernel_filter_matches_a_plain_convolution() -> None:
    image = torch.randn(1, 1, 9, 8)
    kernel = torch.rand(25)
    expected = torch.nn.functional.conv2d(image, kernel.view(1, 1, 5, 5), padding=2)
    assert torch.allclose(kernel_filter(image, kernel.view(1, 25, 1, 1).expand(1, 25, 9, 8)), expected, atol=1e-5)


@pytest.mark.parametrize("size", [1, 3, 5, 7, 9, 11, 15])
def test_box_mean_is_the_mean_of_the_window(size: int) -> None:
    image = torch.rand(2, 3, 17, 23, generator=torch.Generator().manual_seed(size))
    expected = torch.nn.functional.avg_pool2d(image, size, 1, size // 2)
    torch.testing.assert_close(box_mean(image, size), expected)
