"""Tiles side by side: written in order, few in memory, cancelled at once, errors passed on, no thread left."""

from __future__ import annotations

import threading
import time
import tracemalloc
from itertools import count
from typing import Any

import numpy as np
import pytest

from mtdn_core.errors import Cancelled
from mtdn_core.inference.pipeline import AHEAD, run_tiles
from mtdn_core.inference.predictor import Observed, Predicted
from mtdn_core.inference.tiles import TilePlan
from mtdn_core.progress import Progress
from tests.listener import Listener

WIDTH, HEIGHT, EDGE, HALO = 50, 36, 16, 5


class Scene:
    """Counts what is read and not yet written."""

    def __init__(self) -> None:
        self.lock, self.open, self.most, self.reads = threading.Lock(), 0, 0, 0
        self.image = np.arange(2 * HEIGHT * WIDTH, dtype=np.float32).reshape(2, HEIGHT, WIDTH)
        self.valid = np.ones((HEIGHT, WIDTH), bool)

    def read(self, window: Any) -> list[Observed]:
        column, row, width, height = window
        with self.lock:
            self.reads += 1
            self.open += 1
            self.most = max(self.most, self.open)
        rows, columns = slice(row, row + height), slice(column, column + width)
        return [Observed(self.image[:, rows, columns], self.valid[rows, columns])]


class Twice:
    """A predictor that doubles its input; `before` is called with the tile first."""

    uses_torch = False

    def __init__(self, before: Any = None) -> None:
        self.before, self.tiles = before, []

    def stop(self) -> None:
        """Tiles in work end by themselves."""

    def predict(self, tile: Any, observed: list[Observed]) -> Predicted:
        self.tiles.append(tile)
        if self.before is not None:
            self.before(tile)
        return Predicted(2 * observed[0].image[(slice(None), *tile.crop)])


def tiles() -> Any:
    return TilePlan(WIDTH, HEIGHT, EDGE, HALO)


def threads() -> int:
    return sum(thread.name.startswith("mtdn-tile") for thread in threading.enumerate())


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_all_is_written_in_order_whoever_is_ready_first(workers: int) -> None:
    scene, result, order = Scene(), np.zeros((2, HEIGHT, WIDTH), np.float32), []
    delays = iter([0.05, 0.0] * 20)

    def write(tile: Any, observed: list[Observed], answer: Predicted | None) -> None:
        assert answer is not None and answer.first is not None
        column, row, width, height = tile.core
        result[:, row : row + height, column : column + width] = answer.first
        np.testing.assert_array_equal(answer.first, 2 * observed[0].image)
        order.append(tile.core)

    run_tiles(tiles(), scene.read, Twice(lambda _: time.sleep(next(delays))), write, Progress(), workers=workers)
    np.testing.assert_array_equal(result, 2 * scene.image)
    assert order == [tile.core for tile in tiles()] and threads() == 0


def test_workers_compute_at_the_same_time() -> None:
    together, begun = threading.Barrier(3, timeout=200), count()
    first = Twice(lambda _: together.wait() if next(begun) < 3 else None)
    run_tiles(tiles(), Scene().read, first, lambda *_: None, Progress(), workers=3)


def test_a_slow_writer_does_not_let_windows_pile_up() -> None:
    scene = Scene()

    def write(*_: Any) -> None:
        time.sleep(0.02)
        with scene.lock:
            scene.open -= 1

    run_tiles(tiles(), scene.read, Twice(), write, Progress(), workers=2)
    assert 2 <= scene.most <= 2 + AHEAD and scene.reads == len(list(tiles()))


def test_what_is_written_does_not_keep_the_halo() -> None:
    def write(tile: Any, observed: list[Observed], _: Any) -> None:
        assert observed[0].image.shape == (2, tile.core[3], tile.core[2])
        assert observed[0].image.base is None and observed[0].valid.base is None

    run_tiles(tiles(), Scene().read, Twice(), write, Progress())


def test_where_nothing_was_measured_nothing_is_computed() -> None:
    scene, predictor, answers = Scene(), Twice(), {}
    scene.valid[:, :EDGE] = False
    run_tiles(tiles(), scene.read, predictor, lambda t, _, a: answers.update({t.core: a}), Progress(), workers=2)
    assert len(answers) == len(list(tiles()))
    assert all((answer is None) == (core[0] == 0) for core, answer in answers.items())
    assert all(tile.core[0] > 0 for tile in predictor.tiles)


def test_finished_tiles_are_not_done_again() -> None:
    finished = [tile.core for tile in tiles()][:5]
    scene, listener, written = Scene(), Listener(), []
    run_tiles(
        tiles(), scene.read, Twice(), lambda t, *_: written.append(t.core), Progress(listener), finished=len(finished)
    )
    assert written == [tile.core for tile in tiles()][5:] and scene.reads == len(written)
    assert listener.fractions == sorted(listener.fractions) and listener.fractions[-1] == pytest.approx(1)
    assert listener.fractions[0] >= sum(c[2] * c[3] for c in finished) / (WIDTH * HEIGHT)


def test_a_cancel_ends_within_the_tiles_in_work() -> None:
    at_work, cancelled = threading.Barrier(3), threading.Event()

    class Stop(Listener):
        def is_cancelled(self) -> bool:
            if at_work.n_waiting == 2:
                at_work.wait()
                cancelled.set()
            return cancelled.is_set()

    def compute(_: Any) -> None:
        at_work.wait(200)
        cancelled.wait(200)

    predictor, written = Twice(compute), []
    with pytest.raises(Cancelled):
        run_tiles(
            tiles(), Scene().read, predictor, lambda t, *_: written.append(t), Progress(Stop()), workers=2
        )
    assert len(predictor.tiles) == 2 and not written and threads() == 0


@pytest.mark.parametrize("where", ["read", "predict", "write"])
def test_an_error_anywhere_ends_the_run(where: str) -> None:
    scene, calls = Scene(), {"read": 0, "predict": 0, "write": 0}

    def fail(name: str) -> None:
        calls[name] += 1
        if name == where and calls[name] == 4:
            raise ValueError(where)

    def read(window: Any) -> list[Observed]:
        fail("read")
        return scene.read(window)

    with pytest.raises(ValueError, match=where):
        run_tiles(tiles(), read, Twice(lambda _: fail("predict")), lambda *_: fail("write"), Progress(), workers=2)
    assert threads() == 0 and calls["read"] < len(list(tiles()))


def test_the_plan_of_a_huge_scene_takes_no_memory() -> None:
    """A raster of 46 x 2^31 pixels in tiles of 64: an iterator, not a list."""
    tracemalloc.start()
    plan = TilePlan(46, 2**31 - 1, 64, HALO)
    first = next(iter(plan))
    assert first.core == (0, 0, 46, 64) and plan.pixels == 46 * (2**31 - 1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 20


def test_resuming_does_not_take_longer_with_every_finished_tile() -> None:
    plan = TilePlan(16 * 200, 16 * 200, 16, 0)
    image, valid = np.ones((2, 16, 16), np.float32), np.ones((16, 16), bool)
    began = time.perf_counter()
    run_tiles(plan, lambda _: [Observed(image, valid)], Twice(), lambda *_: None, Progress(), finished=200 * 200 - 1)
    assert time.perf_counter() - began < 60  # the square of 40,000 takes minutes
