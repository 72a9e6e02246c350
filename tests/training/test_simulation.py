"""The simulator against what theory says of speckle."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from mtdn_core.training.config import PairSettings
from mtdn_core.training.simulation.ground import Rng, draw_ground
from mtdn_core.training.simulation.layout import KINDS, draw_layout
from mtdn_core.training.simulation.pairs import collate, draw_sample
from mtdn_core.training.simulation.speckle import MARGIN, SpeckleSettings, blur_power, speckle


def homogeneous(size: int = 210, coherence: complex = 0.5 + 0.2j) -> torch.Tensor:
    c11, c22 = 0.2, 0.03
    c12 = coherence * (c11 * c22) ** 0.5
    return torch.tensor([c11, c12.real, c12.imag, c22]).view(4, 1, 1).expand(4, size, size).contiguous()


@pytest.mark.parametrize("looks", [1, 4, 12])
def test_looks_power_and_coherence_are_those_asked_for(looks: int) -> None:
    clean = homogeneous()
    noisy = speckle(clean, SpeckleSettings(looks, (0.0, 0.0)), None, torch.Generator().manual_seed(1))
    assert noisy.mean((1, 2)).numpy() == pytest.approx(clean[:, 0, 0].numpy(), rel=0.05, abs=1e-3)
    for channel in (0, 3):
        enl = float(noisy[channel].mean() ** 2 / noisy[channel].var())
        assert enl == pytest.approx(looks, rel=0.06)
    # E|C12|^2 = |rho|^2 a b + a b / L for a Wishart law
    a, re, im, b = noisy
    expected = 0.2 * 0.03 * (0.29 + 1 / looks)
    assert float((re**2 + im**2).mean()) == pytest.approx(expected, rel=0.06)
    assert (re**2 + im**2 <= a * b * (1 + 1e-4)).all()


@pytest.mark.parametrize(("sigma", "correlation"), [(0.6, 0.2), (1.0, 0.61)])
def test_spatial_correlation_is_that_of_the_point_spread_function(sigma: float, correlation: float) -> None:
    noisy = speckle(homogeneous(400), SpeckleSettings(1, (sigma, 0.0)), None, torch.Generator().manual_seed(2))[0]
    x = noisy - noisy.mean()
    assert float((x[1:] * x[:-1]).mean() / x.var()) == pytest.approx(correlation, abs=0.05)
    assert float((x[:, 1:] * x[:, :-1]).mean() / x.var()) == pytest.approx(0.0, abs=0.04)


def test_blurred_power_is_the_mean_of_many_looks() -> None:
    clean = homogeneous(60).clone()
    clean[:, 20:30] *= 30
    settings = SpeckleSettings(600, (1.0, 0.7))
    seen = speckle(clean, settings, None, torch.Generator().manual_seed(3))
    assert float((seen[0] / blur_power(clean, settings)[0]).log().abs().mean()) < 0.06


@pytest.mark.parametrize("kind", KINDS)
def test_layouts_fill_the_frame_with_consecutive_labels(kind: str) -> None:
    labels = draw_layout(np.random.default_rng(4), 96, kind)
    assert labels.shape == (96, 96)
    assert set(np.unique(labels)) == set(range(labels.max() + 1))
    assert labels.max() >= 1


def test_unchanged_pairs_share_their_truth_and_changed_ones_say_where() -> None:
    layout = draw_layout(np.random.default_rng(5), 96, "patches").astype(np.int64)
    still = draw_ground(Rng(1), torch.from_numpy(layout), None, 0.0, season=False)
    assert torch.equal(still.c2[0], still.c2[1])
    moved = draw_ground(Rng(1), torch.from_numpy(layout), None, 0.6, season=False)
    step = 10 * torch.log10(moved.c2[1][[0, 3]] / moved.c2[0][[0, 3]])
    no_points = (moved.points[0].abs() + moved.points[1].abs()).amax(0) == 0
    near_points = torch.nn.functional.max_pool2d((~no_points)[None].float(), 3, 1, 1)[0] > 0
    assert torch.allclose(step[:, ~near_points], moved.log_step[:, ~near_points], atol=1e-3)
    assert (moved.log_step.abs() > 1).any()


def test_a_sample_is_decided_by_its_seed_alone() -> None:
    settings = PairSettings(size=48)
    layout = draw_layout(np.random.default_rng(6), 48 + 2 * MARGIN)
    for referenced, has_c12 in ((False, False), (True, True)):
        def draw(seed: int):
            return draw_sample(Rng(seed), layout, None, settings, referenced=referenced, has_c12=has_c12)  # noqa: B023

        one, two, other = draw(7), draw(7), draw(8)
        assert torch.equal(one.own, two.own) and torch.equal(one.reference, two.reference)
        assert not torch.equal(one.own, other.own)
        batch = collate([one, other])
        assert batch.own.shape == (2, 4 if has_c12 else 2, 48, 48)
        assert set(batch.change.unique().tolist()) <= {0, 1, 255}
