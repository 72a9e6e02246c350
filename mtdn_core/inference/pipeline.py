"""Work through the tiles of a scene: several are read and computed side by side, and written in the order of the plan."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Protocol

from mtdn_core.inference.predictor import Observed, Predicted
from mtdn_core.inference.tiles import Tile, TilePlan, Window
from mtdn_core.progress import Pace, Progress

POLL_S = 0.2  # seconds between looks at whether someone wants to stop
AHEAD = 1  # tiles in waiting beyond those in work


class Job(Protocol):
    """What is done with a tile."""

    def __call__(self, tile: Tile, observed: list[Observed], answer: Predicted | None) -> None:
        """Write a core; `observed` covers the core, `answer` is None where nothing was measured."""


class Answers(Protocol):
    """What answers for a tile: a :class:`~mtdn_core.inference.predictor.Predictor`, or what adds to its answers."""

    def single_threaded(self) -> AbstractContextManager[None]:
        """See :meth:`mtdn_core.inference.predictor.Predictor.single_threaded`."""

    def predict(self, tile: Tile, observed: list[Observed]) -> Predicted:
        """Return the answer for the core of a tile."""

    def stop(self) -> None:
        """See :meth:`mtdn_core.inference.predictor.Predictor.stop`."""


Done = tuple[list[Observed], "Predicted | None"]


def run_tiles(
    tiles: TilePlan,
    read: Callable[[Window], list[Observed]],
    predictor: Answers,
    write: Job,
    progress: Progress,
    *,
    workers: int = 1,
    finished: Collection[Window] = (),
) -> None:
    """Compute every tile and hand it to `write`, in order, in the caller's thread.

    Parameters
    ----------
    read
        Returns what a window holds, one entry per observation; called from several threads.
    workers
        Tiles that are computed at the same time, one thread each.
    finished
        Cores that an earlier run has done.

    Raises
    ------
    Cancelled
        If the progress says so, within a fraction of a second plus one operation of the network (without PyTorch: plus
        the tiles in work).
    """
    skipped = frozenset(finished)
    total = tiles.pixels
    done = sum(core[2] * core[3] for core in skipped)
    pace = Pace(done / total)

    def work(tile: Tile) -> Done:
        observed = read(tile.window)
        rows, columns = tile.crop
        answer = None
        if any(o.valid[rows, columns].any() for o in observed):
            answer = predictor.predict(tile, observed)
        return [_cropped(o, rows, columns) for o in observed], answer

    progress.check_cancelled()
    with predictor.single_threaded(), _workers(workers, predictor.stop) as pool:
        waiting: deque[tuple[Tile, Future[Done]]] = deque()
        remaining = (tile for tile in tiles if tile.core not in skipped)
        while True:
            for tile in islice(remaining, workers + AHEAD - len(waiting)):
                waiting.append((tile, pool.submit(work, tile)))
            if not waiting:
                break
            tile, future = waiting.popleft()
            while not wait([future], POLL_S).done:
                progress.progress(done / total)
                progress.check_cancelled()
            write(tile, *future.result())
            done += tile.core[2] * tile.core[3]
            progress.progress(done / total, pace.text(done / total))
            progress.check_cancelled()


@contextmanager
def _workers(count: int, stop: Callable[[], None]) -> Iterator[ThreadPoolExecutor]:
    """A pool that drops what has not begun, and calls `stop` for what has, when the caller leaves with an error."""
    pool = ThreadPoolExecutor(count, thread_name_prefix="mtdn-tile")
    try:
        yield pool
    except BaseException:
        stop()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _cropped(observed: Observed, rows: slice, columns: slice) -> Observed:
    """The core of what was read, in memory of its own, so that the halo is freed."""
    return Observed(observed.image[:, rows, columns].copy(), observed.valid[rows, columns].copy())
