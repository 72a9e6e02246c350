"""The strength map: full strength on even ground, none where structure repeats."""

from __future__ import annotations

import torch

from mtdn_core.model.strength import STRONGEST, smooth_even_ground, smoothing_share, strength_map


def looks(power: torch.Tensor, seed: int, number: int = 8) -> torch.Tensor:
    """(1, 5, H, W): intensities of `number` looks of a scene (H, W), VH a fifth of VV, and the mask."""
    rng = torch.Generator().manual_seed(seed)
    gamma = torch.randn(2, 2 * number, *power.shape, generator=rng).square().mean(1)
    zero = torch.zeros_like(power)
    return torch.stack([power * gamma[0], zero, zero, 0.2 * power * gamma[1], zero + 1])[None]


def flag(value: float) -> torch.Tensor:
    return torch.full((1, 1, 1, 1), value)


def half_structured() -> torch.Tensor:
    """Even on the left, blocks of 6 pixels and 10 dB on the right."""
    block = (torch.arange(96) // 6) % 2
    pattern = (block[:, None] + block[None, :]) % 2
    return torch.where(torch.arange(96) < 48, 1.0, torch.where(pattern == 1, 10.0, 1.0))


def test_even_ground_gets_what_was_asked_for_and_structure_none() -> None:
    scene = half_structured()
    one, two = looks(scene, 1), looks(scene, 2)
    for single, second in ((0.0, two), (1.0, one)):
        found = strength_map((one, second), flag(0.5), flag(single))[0, 0]
        assert float(found[12:-12, 12:36].mean()) > 0.9 * 0.5 * STRONGEST
        assert float(found[12:-12, 60:-12].mean()) < 0.08 * 0.5 * STRONGEST


def test_no_strength_is_none_everywhere_and_scale_does_not_matter() -> None:
    one, two = looks(half_structured(), 3), looks(half_structured(), 4)
    assert float(strength_map((one, two), flag(0.0), flag(0.0)).abs().max()) == 0
    scale = torch.tensor([1e3, 1e3, 1e3, 1e3, 1]).view(1, 5, 1, 1)
    plain, large = (strength_map((one * s, two * s), flag(1.0), flag(0.0)) for s in (1.0, scale))
    assert torch.allclose(plain, large, atol=1e-2)


def test_where_one_date_is_missing_the_other_decides() -> None:
    one, two = looks(half_structured(), 5), looks(half_structured(), 6)
    gone = two * 0
    alone = strength_map((one, one), flag(1.0), flag(1.0))
    assert torch.allclose(strength_map((one, gone), flag(1.0), flag(0.0)), alone)
    assert torch.allclose(strength_map((gone, one), flag(1.0), flag(0.0)), alone)


def test_nothing_is_averaged_across_the_edge_of_a_change() -> None:
    estimate = torch.ones(1, 4, 40, 40)
    estimate[..., 20:] = 0.1
    mask, spread = torch.ones(1, 1, 40, 40, dtype=torch.bool), torch.full((1, 1, 40, 40), STRONGEST)
    change = torch.zeros(1, 1, 40, 40)
    blurred = smooth_even_ground(estimate, mask, smoothing_share(spread, change))
    assert blurred[0, 0, 20, 19] < 0.8
    change[..., 20:] = 1.0
    kept = smooth_even_ground(estimate, mask, smoothing_share(spread, change))
    torch.testing.assert_close(kept, estimate)
    change[..., 20:] = 0.6  # a doubt
    assert smooth_even_ground(estimate, mask, smoothing_share(spread, change))[0, 0, 20, 19] < 0.82


def test_averaging_leaves_out_what_was_not_measured() -> None:
    estimate = torch.full((1, 4, 24, 24), 0.3)
    estimate[..., :12] = 77.0
    mask = torch.ones(1, 1, 24, 24, dtype=torch.bool)
    mask[..., :12] = False
    spread, change = torch.full((1, 1, 24, 24), STRONGEST), torch.zeros(1, 1, 24, 24)
    smooth = smooth_even_ground(estimate, mask, smoothing_share(spread, change))
    torch.testing.assert_close(smooth[..., 12:], estimate[..., 12:])
