"""Classic filters: what each must do on images whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from mtdn_core.errors import ConfigError
from mtdn_core.evaluation.baselines import FILTERS, boxcar, filter_pair, lee, make_filter
from mtdn_core.evaluation.metrics.polarimetric import not_psd_share

skimage = pytest.importorskip("skimage")


def noisy(seed: int, looks: int = 7, size: int = 40) -> np.ndarray:
    rng = np.random.default_rng(seed)
    echo = rng.normal(size=(looks, 2, size, size)) + 1j * rng.normal(size=(looks, 2, size, size))
    echo[:, 1] = 0.5 * echo[:, 1] + 0.3 * echo[:, 0]
    cross = (echo[:, 0] * echo[:, 1].conj()).mean(0)
    power = (np.abs(echo) ** 2).mean(0)
    return np.stack([power[0], cross.real, cross.imag, power[1]])


@pytest.mark.parametrize("name", list(FILTERS))
def test_every_filter_keeps_shape_level_and_scale(name: str) -> None:
    first, second = noisy(1), noisy(2)
    out1, out2 = filter_pair(name, first, second)
    assert out1.shape == out2.shape == first.shape
    assert out1[[0, 3]].mean((1, 2)) == pytest.approx(first[[0, 3]].mean((1, 2)), rel=0.03)
    scaled, _ = filter_pair(name, first * 1e3, second * 1e3)
    assert scaled == pytest.approx(out1 * 1e3, rel=1e-6)
    assert not_psd_share(out1) < 0.01
    if name != "noisy":
        assert out1[0].std() < first[0].std()


@pytest.mark.parametrize("name", list(FILTERS))
def test_masked_pixels_stay_out(name: str) -> None:
    first, second = noisy(1), noisy(2)
    for date in (first, second):
        date[:, :10, :10] = 0
    out, _ = filter_pair(name, first, second)
    assert np.isfinite(out).all() and not out[:, :10, :10].any()
    assert out[0, 12:15, 12:15].mean() > 0.6 * first[0, 10:].mean()  # zeros did not enter the means


def test_boxcar_is_a_mean_and_lee_keeps_a_point() -> None:
    image = noisy(3)
    assert boxcar(image, 5)[0, 10, 12] == pytest.approx(image[0, 8:13, 10:15].mean())
    image[[0, 3], 20, 20] = 500.0
    assert lee(image)[0, 20, 20] > 480 and boxcar(image)[0, 20, 20] < 30


def test_an_unknown_filter_is_named() -> None:
    with pytest.raises(ConfigError, match="median"):
        make_filter("median")
