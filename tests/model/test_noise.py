"""The estimate of the noise: looks and correlation read from the measurement."""

from __future__ import annotations

import pytest
import torch

from mtdn_core.model.noise import UNKNOWN, noise_variance
from mtdn_core.training.simulation.speckle import MARGIN, SpeckleSettings, lag1_to_spread, speckle


def measured(looks: int, correlation: float = 0.0, size: int = 160, steps: float = 0.0) -> torch.Tensor:
    """Log intensity of speckle on fields of 20 pixels whose levels differ by `steps` dB, (1, 2, size, size)."""
    generator = torch.Generator().manual_seed(looks)
    side = size + 2 * MARGIN
    fields = steps * torch.randn(2, side // 20 + 1, side // 20 + 1, generator=generator)
    level = fields.repeat_interleave(20, 1).repeat_interleave(20, 2)[:, :side, :side]
    c2 = torch.zeros(4, side, side)
    c2[[0, 3]] = 10 ** (level / 10)
    spread = lag1_to_spread(correlation)
    noisy = speckle(c2, SpeckleSettings(looks, (spread, spread)), torch.zeros_like(c2), generator)
    return noisy[None, [0, 3]].log()


def estimate(log: torch.Tensor) -> torch.Tensor:
    return noise_variance([log], [torch.ones_like(log[:, :1])])[..., 8:-8, 8:-8]


@pytest.mark.parametrize("steps", [0.0, 6.0])
@pytest.mark.parametrize("looks", [1, 4, 20])
def test_finds_the_looks_of_white_speckle_among_fields(looks: int, steps: float) -> None:
    found = estimate(measured(looks, steps=steps)).median()
    law = float(torch.polygamma(1, torch.tensor(float(looks))))
    # the evenest of many windows is below the mean, and so is a law with a long tail of deep fades; edges lift it
    assert 0.5 * law < float(found) < 1.2 * law


def test_tells_correlated_speckle_from_white() -> None:
    white, correlated = (estimate(measured(5, c)).mean((0, 2, 3)) for c in (0.0, 0.6))
    assert float(white[0] / white[1]) > 0.85
    assert float(correlated[0] / correlated[1]) < 0.6


def test_scale_does_not_matter() -> None:
    log = measured(4)
    assert torch.allclose(estimate(log), estimate(log + 7.0), rtol=1e-3)


def test_nodata_is_not_noise() -> None:
    log = measured(4)
    mask = torch.ones_like(log[:, :1])
    mask[..., 60:100, :] = 0
    with_hole = noise_variance([torch.where(mask > 0, log, 50.0)], [mask])
    whole = noise_variance([log], [torch.ones_like(mask)])
    assert torch.allclose(with_hole[..., :24, :], whole[..., :24, :])
    assert float((with_hole / whole).log().abs().max()) < 1
    nothing = noise_variance([log], [mask * 0])
    assert torch.allclose(nothing, torch.full_like(nothing, UNKNOWN))
