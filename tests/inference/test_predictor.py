"""Model and device: what is wanted, memory that runs out, and tiles that are given up."""

from __future__ import annotations

import threading
import time
import types
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mtdn_core.errors import Cancelled, DeviceError
from mtdn_core.inference.device import DeviceChoice
from mtdn_core.inference.pipeline import predict_arrays, run_tiles
from mtdn_core.inference.predictor import Observed, Predictor, cut
from mtdn_core.inference.settings import RunSettings
from mtdn_core.inference.tiles import TilePlan
from mtdn_core.model import backend_numpy
from mtdn_core.model.interface import Estimate, Wanted
from mtdn_core.progress import Progress
from tests.listener import Listener

ROOT = Path(__file__).resolve().parents[2]
CPU = DeviceChoice("cpu", "a test", "CPU")
ALL = Wanted()


class NumpyModel:
    """A model without PyTorch: doubles what it gets."""

    card, halo, align, bytes_per_pixel, backend = None, 3, 4, 100, "numpy"
    largest = 10**9

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def estimate(self, first: Any, second: Any = None, *, wanted: Any, strength: Any) -> Estimate:
        self.asked.append((first, second, wanted, strength))
        if max(first.image.shape[-2:]) > self.largest:
            raise MemoryError
        return Estimate(
            2 * first.image if wanted.first else None, 2 * second.image if wanted.second else None,
            first.image[:, :1] if wanted.probability else None,
        )


def observed(height: int, width: int, count: int = 2) -> list[Observed]:
    image = np.random.default_rng(0).random((count, 2, height, width)).astype(np.float32)
    return [Observed(i, np.ones((height, width), bool)) for i in image]


def predictor(model: Any, wanted: Wanted = ALL, feedback: Any = None, strength: float = 0.25) -> Predictor:
    return Predictor(model, CPU, wanted, RunSettings(strength=strength), feedback or Listener())


# -- what goes in and comes out --


def test_a_kind_of_change_is_found_without_despeckling() -> None:
    model = NumpyModel()
    tile, dates = next(iter(TilePlan(20, 20, 20, 0, 4))), observed(20, 20)
    for step, wanted in ((False, Wanted(False, False, True)), (True, ALL)):
        settings = RunSettings(strength=0.0, target="flood")
        Predictor(model, CPU, Wanted(False, False, True), settings, Listener(), step).predict(tile, dates)
        assert model.asked[-1][2] == wanted


def test_the_calibration_of_the_card_is_applied() -> None:
    model = NumpyModel()
    tile, dates = next(iter(TilePlan(20, 20, 20, 0, 4))), observed(20, 20)
    raw = predictor(model).predict(tile, dates).probability
    model.card = types.SimpleNamespace(change_calibration=[0.5, -1.0])
    found = predictor(model).predict(tile, dates).probability
    assert raw is not None and found is not None and raw.max() > 0.5
    assert np.allclose(np.log(found / (1 - found)), 0.5 * np.log(raw / (1 - raw)) - 1, atol=1e-3)


def test_a_core_comes_back_from_arrays() -> None:
    model = NumpyModel()
    tile = list(TilePlan(40, 30, 16, model.halo, model.align))[4]
    width, height = tile.window[2:]
    dates = observed(height, width)
    answer = predictor(model).predict(tile, dates)
    first, second, wanted, strength = model.asked[0]
    assert first.image.shape == (1, 2, height, width) and first.valid.shape == (1, 1, height, width)
    assert second.dates is None and wanted == Wanted() and strength == 0.25
    rows, columns = tile.crop
    assert answer.first is not None and answer.second is not None and answer.probability is not None
    np.testing.assert_array_equal(answer.first, 2 * dates[0].image[:, rows, columns])
    np.testing.assert_array_equal(answer.second, 2 * dates[1].image[:, rows, columns])
    np.testing.assert_array_equal(answer.probability, dates[0].image[0, rows, columns])


@pytest.mark.parametrize("wanted", [Wanted(True, False, False), Wanted(False, True, False), Wanted(False, False, True)])
def test_what_is_not_wanted_is_not_there(wanted: Wanted) -> None:
    model = NumpyModel()
    tile = next(iter(TilePlan(16, 16, 16, 0, 4)))
    answer = predictor(model, wanted).predict(tile, observed(16, 16))
    assert [a is not None for a in answer[:4]] == [wanted.first, wanted.second, wanted.probability, False]
    assert model.asked[0][2] == wanted


def test_references_reach_the_model() -> None:
    model, (one, two) = NumpyModel(), observed(16, 16)
    two = two._replace(dates=np.full((16, 16), 3, np.float32), variance=np.ones((2, 16, 16), np.float32))
    predictor(model, Wanted(True, False, False)).predict(next(iter(TilePlan(16, 16, 16, 0, 4))), [one, two])
    second = model.asked[0][1]
    assert second.dates.shape == (1, 1, 16, 16) and (second.dates == 3).all() and second.variance.shape == (1, 2, 16, 16)


# -- memory --


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(False, False, True)])
def test_smaller_tiles_make_the_same_core(wanted: Wanted) -> None:
    whole, small, listener = NumpyModel(), NumpyModel(), Listener()
    small.largest = 100
    tile = next(iter(TilePlan(260, 205, 512, 3, 4)))
    dates = observed(205, 260)
    expected = predictor(whole, wanted).predict(tile, dates)
    halved = predictor(small, wanted, listener)
    found = halved.predict(tile, dates)
    for a, b in zip(expected, found):
        np.testing.assert_array_equal(a, b) if a is not None else None
        assert (a is None) == (b is None)
    assert 1 <= sum("ran out of memory" in line for line in listener.lines) <= 2
    # the next tile begins with what is known to fit
    tried = len(small.asked)
    halved.predict(tile, dates)
    assert all(max(first.image.shape[-2:]) <= 100 for first, *_ in small.asked[tried:])


def test_arrays_of_any_predictor_tile_by_tile() -> None:
    dates = observed(37, 50)
    dates[0].valid[:16, :16] = dates[1].valid[:16, :16] = False
    answer = predict_arrays(partial(cut, dates), 50, 37, predictor(NumpyModel()), 16, Progress(), workers=2)
    expected = 2 * dates[1].image
    expected[:, :16, :16] = np.nan
    assert answer.second is not None and answer.probability is not None and answer.step is None
    np.testing.assert_array_equal(answer.second, expected)
    assert answer.probability.shape == (37, 50)


def test_memory_for_nothing_is_a_named_error() -> None:
    model = NumpyModel()
    model.largest = 0
    with pytest.raises(DeviceError, match="does not even hold a tile"):
        predictor(model).predict(next(iter(TilePlan(200, 200, 200, 3, 4))), observed(200, 200))


def test_other_errors_of_a_model_are_passed_on() -> None:
    class Wrong(NumpyModel):
        def estimate(self, *args: Any, **kwargs: Any) -> Estimate:
            self.asked.append(args)
            raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    model = Wrong()
    with pytest.raises(RuntimeError, match="mat1"):
        predictor(model).predict(next(iter(TilePlan(200, 200, 200, 3, 4))), observed(200, 200))
    assert len(model.asked) == 1


# -- stopping --


class SlowNetwork:
    """A network whose single tile takes many operations."""

    card, halo, align, bytes_per_pixel = None, 0, 1, 100

    def __init__(self, started: Any, backend: str) -> None:
        self.operations, self._started, self.backend = 0, started, backend

    def estimate(self, first: Any, second: Any = None, *, wanted: Any, strength: Any) -> Estimate:
        image = first.image
        for _ in range(20_000):
            image = image + 1 if self.backend == "torch" else backend_numpy.conv(image, np.eye(2)[..., None, None], np.ones(2))
            self.operations += 1
            self._started.set()
            time.sleep(0.005)
        return Estimate(image)


@pytest.mark.parametrize("backend", ["torch", "numpy"])
@pytest.mark.parametrize("how", ["cancel", "interrupt"])
def test_a_tile_in_work_is_given_up(how: str, backend: str) -> None:
    """Whoever cancels, or presses Ctrl-C, does not wait for a tile of many seconds."""
    pytest.importorskip(backend)
    started = threading.Event()
    model = SlowNetwork(started, backend)

    class Impatient(Listener):
        def progress(self, fraction: float, message: str = "") -> None:
            if started.is_set() and how == "interrupt":
                raise KeyboardInterrupt

        def is_cancelled(self) -> bool:
            return started.is_set() and how == "cancel"

    listener = Impatient()
    by_network = Predictor(model, CPU, Wanted(True, False, False), RunSettings(strength=0.0), listener)
    with pytest.raises(Cancelled if how == "cancel" else KeyboardInterrupt):
        run_tiles(
            TilePlan(64, 64, 64, 0), lambda window: observed(64, 64, 1), by_network,
            lambda tile, observed, answer: None, Progress(listener),
        )
    assert model.operations < 20_000
