"""Calibration of the change probability, where the truth is drawn from a known one."""

from __future__ import annotations

import types
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import InputError
from mtdn_core.evaluation import calibration
from mtdn_core.evaluation.data import Series
from mtdn_core.evaluation.metrics import best_f1, f1_at
from mtdn_core.inference.change import IDENTITY, TARGETS, calibrated, logit, probability_of
from mtdn_core.model.card import ModelCard


def test_logit_and_its_inverse() -> None:
    probability = np.array([0.0, 0.001, 0.3, 0.5, 0.999, 1.0], np.float32)
    assert np.allclose(probability_of(logit(probability)), probability, atol=2e-7)
    assert np.array_equal(calibrated(probability, list(IDENTITY)), probability)
    assert calibrated(np.float32([0.8]), (0.75, -1.04))[0] == pytest.approx(0.5, abs=0.001)
    assert (np.diff(calibrated(probability, (0.7, -1.4))) >= 0).all()


def test_fit_finds_scale_and_offset() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(-2, 3, 200_000)
    truth = rng.random(logits.size) < probability_of(0.7 * logits - 1.2)
    assert np.allclose(calibration.fit(logits, truth), (0.7, -1.2), atol=0.03)


def test_f1_at_a_threshold() -> None:
    score, truth = np.array([0.9, 0.8, 0.4, 0.2, np.nan]), np.array([True, False, True, False, True])
    assert f1_at(score, truth, 0.5) == 0.5 and f1_at(score, truth, 0.3) == 0.8 == best_f1(score, truth)
    assert f1_at(score, truth, 0.95) == 0


def test_the_card_says_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is too sure."""
    rng = np.random.default_rng(1)
    stack = rng.gamma(10, 0.01, (9, 2, 40, 40))
    days = tuple(date(2020, 1, 1) + timedelta(12 * number) for number in range(9))
    model = types.SimpleNamespace(card=ModelCard("m", "mtdn-compact", "0" * 64, change_calibration=[3.0, 1.0]))
    seen: list[Any] = []

    def detect(dates: Any, model: Any, target: str = "any") -> dict[str, Any]:
        seen.append(model.card.change_calibration)
        step = 10 * np.log10(dates[1] / dates[0]).mean(0)
        return {"probability": probability_of(2 * (np.abs(step) - 4) + 3 + rng.logistic(size=step.shape))}

    monkeypatch.setattr(calibration, "detect", detect)
    monkeypatch.setattr(calibration, "bursts", lambda root, part: [Series("s", days, stack)] if part == "train" else [])
    monkeypatch.setattr(calibration, "c2_pairs", lambda root, part: [])
    card = calibration.calibrate(model, Path("."))
    assert model.card.change_calibration == [3.0, 1.0]
    scale, offset = card.change_calibration
    assert [each for each, _ in groupby(seen)] == [[1.0, 0.0], [scale, offset]]
    assert 0 < scale < 2 and offset < -1 and card.change_threshold == 0.5
    tables = card.figures["false_alarm_thresholds"]
    assert list(tables) == list(TARGETS)
    for table in tables.values():
        assert list(table) == ["0.05", "0.02", "0.01", "0.005", "0.002", "0.001"]
        assert list(table.values()) == sorted(table.values())
    assert "calibration m: F1 0." in card.training["change_calibration"]
    assert ModelCard.from_json(card.to_json()) == card
    monkeypatch.setattr(calibration, "bursts", lambda root, part: [])
    with pytest.raises(InputError, match="no training data"):
        calibration.calibrate(model, Path("."))


def test_what_ships_is_calibrated() -> None:
    from mtdn_core.model.card import find_model, list_models, read_card

    for name in list_models():
        card = read_card(find_model(name)[1])
        assert tuple(card.change_calibration) != IDENTITY and "calibration" in card.training["change_calibration"]
