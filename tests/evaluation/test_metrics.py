"""Measures against values known by hand, and against filters whose faults are known."""

from __future__ import annotations

import numpy as np
import pytest

from mtdn_core.assessment.measures import equivalent_looks
from mtdn_core.evaluation.metrics import (
    SIZE,
    WINDOW_BORDER,
    WINDOWS,
    best_f1,
    block_mean,
    box_mean,
    c12_slope,
    epd,
    homogeneous_windows,
    not_psd,
    roc_auc,
    window_metrics,
)
from mtdn_core.polarimetry import units

LOOKS = 8


def speckle(truth: np.ndarray, seed: int, looks: int = LOOKS) -> np.ndarray:
    """Multilooked complex Gaussian speckle on uncorrelated channels of known power."""
    rng = np.random.default_rng(seed)
    shape = (looks, 2, *truth.shape[1:])
    echo = (rng.normal(size=shape) + 1j * rng.normal(size=shape)) * np.sqrt(truth[[0, 3]] / 2)
    cross = (echo[:, 0] * echo[:, 1].conj()).mean(0)
    power = (np.abs(echo) ** 2).mean(0)
    return np.stack([power[0], cross.real, cross.imag, power[1]])


@pytest.fixture(scope="module")
def scene() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Truth with fields, an edge grid and points, and two noisy dates."""
    power = np.full((96, 96), 0.05)
    power[:, 48:] = 0.5
    power[60:, :] *= 4
    power[70::6, 52::6] = 60.0
    truth = np.stack([power, 0 * power, 0 * power, 0.2 * power])
    return truth, speckle(truth, 1), speckle(truth, 2)


def test_windows_agree_with_loops() -> None:
    image = np.random.default_rng(0).random((9, 11))
    assert units.box_mean(image, 3, 3)[4, 5] == pytest.approx(image[4:7, 5:8].mean())
    assert box_mean(image, 3)[4, 5] == pytest.approx(image[3:6, 4:7].mean())
    assert box_mean(np.full((2, 5, 5), 3.0), 5) == pytest.approx(np.full((2, 5, 5), 3.0))
    assert block_mean(image[None], 4)[0, 1, 1] == pytest.approx(image[4:8, 4:8].mean())


def test_enl_is_the_number_of_looks() -> None:
    windows = np.random.default_rng(0).gamma(LOOKS, 2.0 / LOOKS, (200, 144))
    assert np.median(equivalent_looks(windows)) == pytest.approx(LOOKS, rel=0.05)
    assert np.isinf(equivalent_looks(np.full((1, 144), 0.3)))
    assert equivalent_looks(np.array([[1.0, 3.0]]))[0] == pytest.approx(4.0)  # mean 2, variance 1


def test_epd_by_hand() -> None:
    noisy, out = np.ones((7, 9)), np.ones((7, 9))
    noisy[3, 4] = 2  # inside the border: 3 pixels of one row, 1, 2, 1
    assert epd([noisy], [out]) == pytest.approx(2 / 2.5)


def test_windows_lie_inside_and_do_not_overlap(scene: tuple[np.ndarray, ...]) -> None:
    _, first, second = scene
    places = homogeneous_windows([(first, second), (second, first)])
    assert 20 < len(places) <= WINDOWS
    cover = np.zeros((2, 96, 96), int)
    for number, y, x in places:
        cover[number, y : y + SIZE, x : x + SIZE] += 1
    assert cover.max() == 1 and cover[:, :WINDOW_BORDER].sum() == 0 and cover[:, :, -WINDOW_BORDER:].sum() == 0
    assert places == homogeneous_windows([(second, first), (first, second)])  # both dates count alike
    edge = [(n, y, x) for n, y, x in places if x < 48 < x + SIZE or y < 60 < y + SIZE]
    assert len(edge) < len(places) / 4  # a field, not a border between two


def test_identity_scores_as_identity_and_blur_better(scene: tuple[np.ndarray, ...]) -> None:
    _, first, second = scene
    same = window_metrics([(first, second)], [(first, second)])
    for name in ("mor", "epd", "c12"):
        assert same[name] == pytest.approx([1.0] * len(same[name])), name
    assert same["not_psd"] == [0] and same["enl"] == pytest.approx([LOOKS, LOOKS], rel=0.3)
    blur = window_metrics([(first, second)], [(box_mean(first, 9), box_mean(second, 9))])
    assert min(blur["enl"]) > 3 * max(same["enl"]) and max(blur["epd"]) < 1


def test_known_level_error_shows(scene: tuple[np.ndarray, ...]) -> None:
    _, first, second = scene
    found = window_metrics([(first, second)], [(2 * first, 2 * second)])
    assert found["mor"] == pytest.approx([0.5, 0.5]) and found["c12"] == pytest.approx([2])


def test_c12_by_hand(scene: tuple[np.ndarray, ...]) -> None:
    _, first, _ = scene
    halved = first * np.array([1, 0.5, 0.5, 1])[:, None, None]
    assert c12_slope([first], [halved]) == pytest.approx(0.5)
    assert np.isnan(c12_slope([first * 0], [first * 0]))
    assert not_psd(np.array([1.0, 1.1, 0.0, 1.0]).reshape(4, 1, 1)) == 1
    assert not_psd(np.array([1.0, 1.0, 0.0, 1.0]).reshape(4, 1, 1)) == 0


def test_auc_is_exact_outside_the_unit_interval() -> None:
    score = np.array([-500.0, 40.0, 41.0, 900.0, 41.0])
    truth = np.array([0, 0, 1, 1, 0], bool)
    assert roc_auc(score, truth) == pytest.approx(5.5 / 6)  # one tie of six pairs
    assert roc_auc(np.exp(score / 100), truth) == pytest.approx(5.5 / 6)
    assert np.isnan(roc_auc(score, np.ones(5, bool)))
    assert best_f1(score, truth) == pytest.approx(0.8)  # from 41 on
    score[0] = np.nan
    assert roc_auc(score, truth) == pytest.approx(3.5 / 4)
