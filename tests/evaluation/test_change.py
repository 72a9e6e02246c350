"""Change: injected steps, dated points and labelled sites, on data whose answer is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from mtdn_core.evaluation import change, data
from mtdn_core.evaluation.data import Disturbances, Series

Array = np.ndarray


def log_ratio(dates: Sequence[Array], model: None, *_: str, target: str = "any") -> dict[str, Array]:
    """A detector that needs no model: the absolute log-ratio as probability."""
    assert model is None
    step = 10 * np.log10(dates[-1] / np.mean(dates[:-1], 0))
    found = np.abs(step).max(0) if target == "any" else np.maximum(-step[-1], 0)
    return {"probability": 1 - np.exp(-found), "step": step}


def test_injected_steps_have_the_stated_size_and_share() -> None:
    second = np.full((4, 100, 100), 0.1)
    out, truth = data.inject(second, 7)
    assert truth.mean() == pytest.approx(data.SHARE, rel=0.15)
    steps = 10 * np.log10(out[:, truth] / second[:, truth])
    assert set(np.round(np.abs(steps), 6).ravel()) <= set(data.STEPS_DB) and steps.min() < 0 < steps.max()
    assert np.array_equal(out[:, ~truth], second[:, ~truth]) and np.all(second == 0.1)
    again, _ = data.inject(second, 7)
    assert np.array_equal(out, again)


def test_only_points_disturbed_shortly_before_the_second_date_count() -> None:
    """The disturbed pixel with a high score counts; one disturbed long before, with a low score, does not."""
    days = (date(2016, 1, 1), date(2016, 7, 1))
    points = (date(2016, 6, 1), date(2016, 2, 1), date(2016, 9, 1), None, None)
    known = Disturbances(Series("s", days, np.ones((2, 2, 1, 5))), np.zeros(5, int), np.arange(5), points, ((0, 1),))
    score = np.array([[0.9, 0.0, 0.0, 0.2, 0.4]])
    assert change._auc_at_points(known, score, 0, 1) == 1
    score[0, 0] = 0.3
    assert change._auc_at_points(known, score, 0, 1) == 0.5
    score[0, 3] = np.nan
    assert change._auc_at_points(known, score, 0, 1) == 0


def test_a_fall_of_vh_is_found_in_every_score_and_a_rise_is_not_a_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change, "detect", log_ratio)
    rng = np.random.default_rng(0)
    stack = 0.1 * rng.gamma(20, 1 / 20, (6, 2, 40, 40))
    stack[5, 1, 10:20, 10:20] /= 4
    stack[5, 1, 25:35, 25:35] *= 4
    days = tuple(date(2016, 1, 1) + timedelta(24 * number) for number in range(6))
    rows, columns = np.array([15, 14, 30, 29, 5, 35]), np.array([15, 16, 30, 31, 30, 5])
    when = (days[5], days[5], None, None, None, None)
    known = Disturbances(Series("s", days, stack), rows, columns, when, ((4, 5),))
    found = change.disturbance_scores(known, None)
    assert found["probability of vegetation loss, two dates"] == 1
    assert found["probability of vegetation loss, with baseline"] == 1
    assert found["fall of VH 7x7, two dates"] == found["fall of VH 5x5, with baseline"] == 1
    assert found["likelihood ratio 5x5, two dates"] < 1  # knows no direction
