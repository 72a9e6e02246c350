"""Measures against values known by hand, and against filters whose faults are known."""

from __future__ import annotations

import numpy as np
import pytest

from mtdn_core.errors import InputError
from mtdn_core.evaluation.metrics import change
from mtdn_core.evaluation.metrics.despeckling import (
    edge_contrasts,
    epd_roa,
    equivalent_looks,
    evaluate_pair,
    evaluate_pairs,
    lag1,
)
from mtdn_core.evaluation.metrics.polarimetric import (
    c12_agreement,
    entropy_alpha,
    mchi_powers,
    not_psd_share,
    parameter_errors,
)
from mtdn_core.evaluation.metrics.sites import SiteSettings, select_sites
from mtdn_core.evaluation.metrics.windows import box_maximum, box_mean, box_median, window_mean

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
    assert window_mean(image, 2, 3)[4, 5] == pytest.approx(image[4:6, 5:8].mean())
    assert box_mean(image, 3)[4, 5] == pytest.approx(image[3:6, 4:7].mean())
    assert box_mean(np.full((2, 5, 5), 3.0), 5) == pytest.approx(np.full((2, 5, 5), 3.0))
    assert box_maximum(image, 3)[4, 5] == image[3:6, 4:7].max()
    assert box_median(image, 3)[4, 5] == np.median(image[3:6, 4:7])


def test_enl_is_the_number_of_looks() -> None:
    windows = np.random.default_rng(0).gamma(LOOKS, 2.0 / LOOKS, (200, 144))
    assert np.median(equivalent_looks(windows)) == pytest.approx(LOOKS, rel=0.05)
    assert np.isinf(equivalent_looks(np.full((1, 144), 0.3)))
    assert equivalent_looks(np.array([[1.0, 3.0]]))[0] == pytest.approx(4.0)  # mean 2, variance 1


def test_epd_by_hand() -> None:
    noisy, out = np.array([[1.0, 2.0, 1.0]]), np.array([[1.0, 1.0, 1.0]])
    assert epd_roa(noisy, out, 1) == pytest.approx((2.0, 2.5))


def test_lag1_of_white_noise_and_of_a_ramp() -> None:
    white = np.random.default_rng(0).normal(size=(200, 200))
    assert lag1(white) == pytest.approx(0, abs=0.02)
    assert lag1(box_mean(white, 3)) == pytest.approx(2 / 3, abs=0.03)
    assert np.isnan(lag1(np.ones((5, 5))))


def test_edge_contrast_by_hand() -> None:
    image = np.ones((20, 20))
    image[:, 10:] = np.e
    settings = SiteSettings()
    rows = np.array([[5, 6, 1], [5, 0, 1]])
    assert edge_contrasts(image, rows, settings) == pytest.approx([-1.0, 0.0])
    assert edge_contrasts(image.T, np.array([[6, 5, 0]]), settings) == pytest.approx([-1.0])


def test_sites_lie_inside_and_do_not_overlap(scene: tuple[np.ndarray, ...]) -> None:
    _, first, second = scene
    sites = select_sites([(first, second), (second, first)], SiteSettings(windows=20, points=30, edges=50))
    assert len(sites.windows) == 20 and len(sites.edges) == 50 and 0 < len(sites.points) <= 30
    cover = np.zeros((2, 96, 96), int)
    for number, y, x in sites.windows:
        cover[number, y : y + 12, x : x + 12] += 1
    assert cover.max() == 1 and cover[:, :3].sum() == 0 and cover[:, :, -3:].sum() == 0
    again = select_sites([(second, first), (first, second)], SiteSettings(windows=20, points=30, edges=50))
    assert np.array_equal(sites.windows, again.windows)  # both dates count alike


def test_identity_scores_as_identity(scene: tuple[np.ndarray, ...]) -> None:
    _, first, second = scene
    figures = evaluate_pairs([(first, second)], [(first, second)])
    for name in ("bias", "mor", "epd_h", "epd_v", "ecr", "c12"):
        assert figures[name] == pytest.approx([1.0] * len(figures[name])), name
    assert figures["pt_db"] == pytest.approx([0, 0]) and figures["not_psd"] == [0]
    assert np.isinf(figures["renl"]).all() and figures["enl"] == pytest.approx([LOOKS, LOOKS], rel=0.3)


def test_truth_scores_well_and_a_bad_filter_badly(scene: tuple[np.ndarray, ...]) -> None:
    truth, first, second = scene
    good = evaluate_pairs([(first, second)], [(truth, truth)])
    assert good["mor"] == pytest.approx([1, 1], abs=0.01) and good["bias"] == pytest.approx([1, 1], abs=0.06)
    assert good["renl"] == pytest.approx([LOOKS, LOOKS], rel=0.3)
    assert good["ecr"] == pytest.approx([1, 1], abs=0.12)  # edges are chosen in noise: contrast shrinks
    assert good["rho1"] == pytest.approx([0, 0], abs=0.04)
    flat = np.broadcast_to(first.mean((1, 2), keepdims=True), first.shape)
    bad = evaluate_pairs([(first, second)], [(flat, flat)])
    assert max(bad["ecr"]) < 0.01 and min(bad["leak"]) > 0.7 and max(bad["pt_db"]) < -10
    assert min(abs(np.array(bad["bias"]) - 1)) > 0.1 and min(bad["rho1"]) > 0.5
    assert min(bad["xdev"]) > max(good["xdev"])


def test_ratio_measures_ignore_calibration(scene: tuple[np.ndarray, ...]) -> None:
    _, first, second = scene
    smooth = box_mean(first, 5), box_mean(second, 5)
    one = evaluate_pairs([(first, second)], [smooth])
    two = evaluate_pairs([(first * 1e3, second * 1e3)], [(smooth[0] * 1e3, smooth[1] * 1e3)])
    for name, value in one.items():
        assert two[name] == pytest.approx(value, rel=1e-6, nan_ok=True), name


def test_known_level_error_shows(scene: tuple[np.ndarray, ...]) -> None:
    _, first, second = scene
    figures = evaluate_pair(first, second, 2 * first)
    assert figures["mor"] == pytest.approx([0.5, 0.5]) and figures["bias"] == pytest.approx([2, 2])
    assert figures["pt_db"] == pytest.approx([3.0103, 3.0103], abs=1e-3) and figures["c12"] == pytest.approx([2])


def test_bad_outputs_are_refused(scene: tuple[np.ndarray, ...]) -> None:
    _, first, second = scene
    with pytest.raises(InputError, match="shape"):
        evaluate_pairs([(first, second)], [(first[:, :-1], second)])
    with pytest.raises(InputError, match="NaN"):
        evaluate_pairs([(first, second)], [(first * np.nan, second)])
    with pytest.raises(InputError, match="pixels"):
        select_sites([(first[:, :10, :10], second[:, :10, :10])])


def test_polarimetry_by_hand() -> None:
    c2 = np.array([1.0, 0.0, 0.0, 1.0]).reshape(4, 1, 1)
    entropy, alpha = entropy_alpha(c2)
    assert entropy[0, 0] == pytest.approx(1) and alpha[0, 0] == pytest.approx(45)
    pure = np.array([2.0, 0.0, 0.0, 0.0]).reshape(4, 1, 1)
    entropy, alpha = entropy_alpha(pure)
    assert entropy[0, 0] == pytest.approx(0) and alpha[0, 0] == pytest.approx(0)
    assert mchi_powers(pure).ravel() == pytest.approx([1, 1, 0])
    c2 = np.array([3.0, 0.4, -0.7, 2.0]).reshape(4, 1, 1)
    assert mchi_powers(c2).sum() == pytest.approx(5.0)  # the three powers add up to the span
    assert not_psd_share(np.array([1.0, 1.1, 0.0, 1.0]).reshape(4, 1, 1)) == 1
    assert not_psd_share(np.array([1.0, 1.0, 0.0, 1.0]).reshape(4, 1, 1)) == 0


def test_c12_regression_and_parameter_errors(scene: tuple[np.ndarray, ...]) -> None:
    _, first, _ = scene
    halved = first * np.array([1, 0.5, 0.5, 1])[:, None, None]
    assert c12_agreement([first], [halved])["c12"] == pytest.approx([0.5])
    assert np.isnan(c12_agreement([first * 0], [first * 0])["c12"][0])
    assert set(parameter_errors(first, first).values()) == {0.0}
    assert min(parameter_errors(first[:, ::-1], first).values()) > 0


def test_auc_is_exact_outside_the_unit_interval() -> None:
    score = np.array([-500.0, 40.0, 41.0, 900.0, 41.0])
    truth = np.array([0, 0, 1, 1, 0], bool)
    assert change.roc_auc(score, truth) == pytest.approx(5.5 / 6)  # one tie of six pairs
    assert change.roc_auc(np.exp(score / 100), truth) == pytest.approx(5.5 / 6)
    assert np.isnan(change.roc_auc(score, np.ones(5, bool)))
    f1, threshold = change.best_f1(score, truth)
    assert f1 == pytest.approx(0.8) and threshold == 41.0
    score[0] = np.nan
    assert change.roc_auc(score, truth) == pytest.approx(3.5 / 4)
