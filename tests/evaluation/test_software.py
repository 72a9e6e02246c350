"""What is measured through the software itself, and the verdicts over all results."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from mtdn_core.evaluation import software, verdicts
from mtdn_core.evaluation.baselines import QUEGAN
from mtdn_core.evaluation.data import Series, Site


@pytest.fixture(scope="module")
def model() -> Any:
    pytest.importorskip("osgeo.gdal")
    from mtdn_core.model.load import load_model

    return load_model("mtdn-compact", "cpu")


def speckled(count: int, seed: int = 0) -> np.ndarray:
    return 0.1 * np.random.default_rng(seed).gamma(20, 1 / 20, (count, 2, 48, 48))


def test_blocks_come_back_from_the_mosaic() -> None:
    blocks = [np.full((2, 3, 3), float(number)) for number in range(7)]
    image = software.mosaic(blocks)
    assert image.shape == (2, 9, 9) and np.isnan(image[0, 6:, 3:]).all()
    assert np.array_equal(software.unmosaic(image[0], 7), np.stack(blocks)[:, 0])


def test_sites_use_only_dates_before_and_after_the_change() -> None:
    start = datetime(2021, 1, 1)
    days = tuple(start + timedelta(12 * number) for number in range(24))
    stack = np.arange(24.0)[:, None, None, None] * np.ones((2, 3, 3))
    stack[10] = np.nan
    site = Site("a", days, stack, days[20], days[19])
    cut = software._dates_of(site, 1)
    assert cut is not None and cut[:, 0, 0, 0].tolist() == [*range(2, 10), *range(11, 19), 21]
    assert software._dates_of(site, 4) is None  # no such date


def test_injected_change_is_found_and_unchanged_ground_is_not(model: Any) -> None:
    days = tuple(date(2024, 1, 1) + timedelta(12 * number) for number in range(6))
    found = software.false_alarms([Series("s", days, speckled(6))], model)
    assert found["pairs"] == 2 and found["median"] < 0.02 and found["found"] > 0.6
    apart = tuple(date(2024, 1, 1) + timedelta(24 * number) for number in range(6))
    assert software.false_alarms([Series("s", apart, speckled(6))], model) == {}


def test_swapped_dates_agree_and_a_few_pixels_are_no_change(model: Any) -> None:
    days = (date(2024, 1, 1), date(2024, 1, 13))
    found = software.order_and_sameness(Series("s", days, speckled(2)), model)
    assert found["swapped"] < 1e-3 and found["swapped_step"] < 1e-2 and found["changed"] == 0


def test_a_verdict_says_what_is_lacking() -> None:
    rows = {"Lee": [30.0, 30.0], "one date": [30.4, 30.1], "two dates": [31.5, 31.5], QUEGAN: [31.0, 31.0]}
    rows["stack"] = [32.2, 32.0]
    kept = {"total": 0.1, "blocks": 0.5, "blocks95": 3.4}
    names = ("one date", "two dates", "stack")
    burst = {
        "psnr": rows, "power": dict.fromkeys(names, kept), "points": {name: {"count": 2, "largest": 0.2} for name in names},
        "cost": {"stack": 5.0},
    }
    found = {v.what: v for v in verdicts.verdicts({"truth": {"test/T1": burst}})}
    one = found["one date above the best peer of one date, all series, mean"]
    assert not one.reached and one.measured == "+0.25 dB" and one.distance == "-0.25 dB"
    stack = found["8 real dates above Quegan 7x7, the series not trained on, mean"]
    assert stack.reached and stack.distance == "+0.10 dB"
    blocks = found["stack: deviation of power of 20 x 20 blocks, 95th percentile"]
    assert not blocks.reached and blocks.distance == "-0.40 %"


def test_a_rounded_copy_is_refused_and_an_edited_one_is_compared(model: Any) -> None:
    from mtdn_core.errors import InputError

    (one,) = speckled(1)
    with pytest.raises(InputError, match="the same image"):
        software.detect((one, one * 1.001), model)
    edited = one.copy()
    edited[:, 20, 20] *= 2
    assert not np.nansum(software.detect((one, edited), model)["change"])
