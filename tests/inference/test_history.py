"""What a baseline says of every pixel."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mtdn_core.evaluation.metrics import roc_auc
from mtdn_core.inference.change import MOST, TARGETS, VARIANCE, HistorySum, distance, for_target, raised
from mtdn_core.inference.predictor import Observed
from mtdn_core.inference.references import at_common_level

Array = np.ndarray
EDGE = 30
DECIBEL = math.log(10) / 10


def history_of(dates: Array, gain: tuple[float, float] = (0.0, 0.0)) -> Array:
    total = HistorySum()
    for image in dates.astype(np.float32):
        total.add(image, np.isfinite(image).all(0), gain)
    return total.result()


def observed(image: Array, history: Array | None = None) -> Observed:
    return Observed(image.astype(np.float32), np.isfinite(image).all(0), history=history)


def speckled(count: int, looks: float = 10, seed: int = 0) -> Array:
    return 0.1 * np.random.default_rng(seed).gamma(looks, 1 / looks, (count, 2, EDGE, EDGE))


def test_mean_variance_and_count_over_the_dates() -> None:
    levels = 10 ** (np.array([-12.0, -10.0, -8.0]) / 10)
    dates = np.ones((3, 2, 5, 5)) * levels[:, None, None, None]
    dates[0, 0, 2, 2] = np.nan
    dates[1, 1, 4, 4] = 0  # no logarithm
    history = history_of(dates, (DECIBEL, 2 * DECIBEL))
    assert history[0, 0, 0] / DECIBEL == pytest.approx(-9, abs=1e-4)
    assert history[1, 0, 0] / DECIBEL == pytest.approx(-8, abs=1e-4)
    assert history[2, 0, 0] / DECIBEL**2 == pytest.approx(8 / 3, rel=1e-3)
    assert history[3, 0, 0] == 3 and history[3, 2, 2] == history[3, 4, 4] == 2
    assert history[0, 2, 2] / DECIBEL == pytest.approx(-8, abs=1e-4)


def test_distance_is_made_of_step_and_variance() -> None:
    levels = 10 ** (np.array([-12.0, -10.0, -8.0]) / 10)
    dates = np.ones((3, 2, 5, 5)) * levels[:, None, None, None]
    second = np.full((2, 5, 5), 10**-0.6)
    found = distance(history_of(dates), second.astype(np.float32), np.ones((5, 5), bool))
    assert found == pytest.approx(math.sqrt(4**2 + VARIANCE * 8 / 3), rel=1e-3)


def test_speckle_alone_is_no_step() -> None:
    for looks in (1, 4, 20):
        *dates, second = speckled(17, looks)
        found = distance(history_of(np.array(dates)), second.astype(np.float32), np.ones((EDGE, EDGE), bool))
        plain = 10 * np.log10(second / np.mean(dates, 0)).std() * math.sqrt(2)
        assert np.median(found) < 0.35 * plain, looks


def test_unknown_pixels_say_nothing() -> None:
    *dates, second = speckled(5)
    for date in dates:
        date[:, :10] = np.nan
    second[:, :, :10] *= 100
    second[:, 20:] = np.nan
    history = history_of(np.array(dates))
    image, valid = np.nan_to_num(second).astype(np.float32), np.isfinite(second).all(0)
    found = distance(history, image, valid)
    assert not found[:10].any() and not found[20:].any() and np.isfinite(found).all() and (found[12:18, :9] > 15).all()
    for target in TARGETS:
        probability = np.full((EDGE, EDGE), 0.3, np.float32)
        answer = for_target(probability, observed(second, history), observed(second), target)
        assert np.isfinite(answer[10:20]).all()


def test_the_probability_rises_to_less_than_one_half() -> None:
    probability = np.array([[1e-6, 0.01, 0.4, 0.6, 1.0]], np.float32)
    steps = np.array([0.0, 1.0, 3.0, 30.0], np.float32)
    found = np.stack([raised(probability, np.full_like(probability, step))[0] for step in steps])
    assert np.array_equal(found[0], probability[0]) and (np.diff(found, axis=0) >= 0).all()
    assert np.all(found[-1, :3] > MOST - 0.01) and found[:, :3].max() < 0.5
    assert np.array_equal(found[:, 3:], np.tile(probability[:, 3:], (4, 1)))


def test_weather_is_taken_out_of_the_history() -> None:
    *dates, second = speckled(9)
    history = history_of(np.array(dates))
    wet = np.array([4.0, 2.5])[:, None, None] * second
    gain = (-math.log(4.0), -math.log(2.5))
    first, third = at_common_level(observed(dates[-1], history), observed(wet), gain)
    assert first.history is not None
    level = distance(first.history, third.image, third.valid)
    assert np.allclose(level, distance(history, second.astype(np.float32), third.valid), atol=1e-2)


@pytest.mark.parametrize("target", ["any", "vegetation-loss"])
def test_small_fields_that_the_network_does_not_see(target: str) -> None:
    """Fields of 3 x 3 pixels, half of which fall by 3 dB after 16 dates: the network says the same of all."""
    rng = np.random.default_rng(4)
    level = np.kron(10 ** rng.uniform(-1.8, -0.6, (2, 10, 10)), np.ones((3, 3)))
    *dates, second = level * speckled(17) * 10
    changed = np.kron(rng.random((10, 10)) < 0.5, np.ones((3, 3))) > 0
    second[:, changed] /= 2
    probability = np.full((EDGE, EDGE), 0.01, np.float32)
    first = observed(dates[-1], history_of(np.array(dates)))
    answer = for_target(probability, first, observed(second), target)
    blocks = answer.reshape(10, 3, 10, 3).mean((1, 3)).ravel()
    assert roc_auc(blocks, changed[1::3, 1::3].ravel()) > (0.95 if target == "any" else 0.85)


@pytest.mark.parametrize("target", list(TARGETS))
def test_tiles_agree(target: str) -> None:
    *dates, second = speckled(6)
    first = observed(dates[-1], history_of(np.array(dates)))
    probability = np.full((EDGE, EDGE), 0.01, np.float32)
    whole = for_target(probability, first, observed(second), target)
    part = np.s_[..., 2:, 3:]
    cut = [Observed(*(None if a is None else a[part] for a in date)) for date in (first, observed(second))]
    assert np.allclose(for_target(probability[part], cut[0], cut[1], target)[9:, 9:], whole[11:, 12:], atol=1e-5)


def test_a_kind_of_change_needs_no_despeckling_and_a_step_in_its_direction() -> None:
    one, two = speckled(2, 50)
    two[:, 5:20, 5:20] /= 3
    sure = np.full((EDGE, EDGE), 0.999, np.float32)
    fall = for_target(sure, observed(one), observed(two), "flood")
    assert fall[8:17, 8:17].min() > 0.9
    assert np.median(fall[23:, 23:]) < 0.6  # the network is sure, and nothing has fallen
    assert for_target(sure, observed(one), observed(two), "built-up")[8:17, 8:17].max() < 0.1
