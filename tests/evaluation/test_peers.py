"""The filters of others do what they are published to do, and no more than their part."""

from __future__ import annotations

import numpy as np
import pytest

from mtdn_core.evaluation import baselines
from mtdn_core.evaluation.metrics import points_kept, psnr

LOOKS = (6.0, 6.0)


def scene(dates: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Four fields, and `dates` of it under speckle of six looks."""
    truth = np.full((2, 64, 64), 0.05)
    truth[:, :, 32:] *= 5
    truth[1, 32:] *= 3
    return truth, truth * np.random.default_rng(seed).gamma(6, 1 / 6, (dates, 2, 64, 64))


def mean_psnr(image: np.ndarray, truth: np.ndarray) -> float:
    return float(np.mean(psnr(image, truth, np.ones(truth.shape[1:], bool))))


def test_mulog_removes_speckle_at_the_level_of_the_ground_at_any_scale() -> None:
    truth, dates = scene(1)
    found = baselines.mulog(dates[0], LOOKS)
    assert mean_psnr(found, truth) > mean_psnr(dates[0], truth) + 6
    assert found.mean((1, 2)) == pytest.approx(truth.mean((1, 2)), rel=0.05)
    assert baselines.mulog(1000 * dates[0], LOOKS) == pytest.approx(1000 * found, rel=1e-3)


def test_rabasar_gains_from_a_stack_and_keeps_a_change() -> None:
    truth, dates = scene(8)
    truth[:, 10:25, 10:25] *= 6
    dates[-1, :, 10:25, 10:25] *= 6
    found = baselines.rabasar(dates, 7, LOOKS)
    assert mean_psnr(found, truth) > mean_psnr(baselines.mulog(dates[7], LOOKS), truth) + 0.5
    assert found[0, 15:20, 15:20].mean() == pytest.approx(truth[0, 15:20, 15:20].mean(), rel=0.25)


def test_sar2sar_keeps_the_level_of_the_training_scale() -> None:
    if not baselines.has_sar2sar():
        pytest.skip("deepdespeckling is not installed (make results installs it into build/peers)")
    truth, dates = scene(1)
    found = baselines.sar2sar(dates[0])
    assert mean_psnr(found, truth) > mean_psnr(dates[0], truth) + 2


def test_points_are_counted_and_their_largest_change_is_given() -> None:
    noisy = np.full((2, 64, 64), 0.1)
    noisy[:, 20, 20] = 2.0
    noisy[:, 40, 40] = 1.0  # ten times: no point
    estimate = noisy.copy()
    estimate[:, 20, 20] = 1.0
    assert points_kept(noisy, noisy) == (1, 0.0)
    assert points_kept(estimate, noisy) == (1, pytest.approx(3.0103, abs=1e-3))
