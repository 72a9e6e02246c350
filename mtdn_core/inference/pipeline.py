"""Work through the tiles of a scene: several are read and computed side by side, and written in the order of the plan."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from itertools import islice
from typing import Any, Optional

import numpy as np

from mtdn_core.inference.predictor import Mosaic, Observed, Predicted, Predictor, check_numbers
from mtdn_core.inference.threads import single_threaded
from mtdn_core.inference.tiles import Tile, TilePlan
from mtdn_core.progress import Pace, Progress
from mtdn_core.raster.gdal import Window

POLL_S = 0.2  # seconds between looks at whether someone wants to stop
AHEAD = 1  # tiles in waiting beyond those in work

Done = tuple[list[Observed], Optional[Predicted]]  # what was read of a core, and the answer: None if nothing was measured


def run_tiles(
    tiles: TilePlan, read: Callable[[Window], list[Observed]], predictor: Predictor,
    write: Callable[[Tile, list[Observed], Predicted | None], None], progress: Progress, *,
    workers: int = 1, finished: int = 0,
    predict: Callable[[Tile, list[Observed]], Predicted] | None = None,
) -> None:
    """Compute every tile and hand it to `write`, in order, in the caller's thread.

    `read` returns what a window holds, one entry per observation; several threads call it. `write` is given the observations
    of the core and the answer, None where nothing was measured. `workers` tiles are computed at the same time, one thread
    each, but for the first ones that an earlier run has `finished`, by `predict` or the predictor's own.

    Raises :class:`Cancelled` if the progress says so, within a fraction of a second plus one operation of the network.
    """
    remaining, predict, total = iter(tiles), predict or predictor.predict, tiles.pixels
    done = sum(tile.core[2] * tile.core[3] for tile in islice(remaining, finished))
    pace = Pace(done / total)

    def work(tile: Tile) -> Done:
        observed = read(tile.window)
        rows, columns = tile.crop
        measured = any(o.valid[rows, columns].any() for o in observed)
        answer = predict(tile, observed) if measured else None
        # in memory of its own, so that the halo is freed
        return [Observed(o.image[:, rows, columns].copy(), o.valid[rows, columns].copy()) for o in observed], answer

    progress.check_cancelled()
    waiting: deque[tuple[Tile, Future[Done]]] = deque()
    with single_threaded(predictor.uses_torch):
        pool = ThreadPoolExecutor(workers, thread_name_prefix="mtdn-tile")
        try:
            while True:
                for tile in islice(remaining, workers + AHEAD - len(waiting)):
                    waiting.append((tile, pool.submit(copy_context().run, work, tile)))
                if not waiting:
                    break
                while not wait([waiting[0][1]], POLL_S).done:
                    progress.progress(done / total)
                    progress.check_cancelled()
                tile = waiting[0][0]
                # the future has no name here: it, its error and this frame would refer to each other, and keep datasets open
                write(tile, *waiting.popleft()[1].result())
                done += tile.core[2] * tile.core[3]
                progress.progress(done / total, pace.text(done / total))
                progress.check_cancelled()
        except BaseException:
            predictor.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def predict_arrays(
    read: Callable[[Window], list[Observed]], width: int, height: int, predictor: Predictor, edge: int, progress: Progress,
    workers: int = 1, predict: Callable[[Tile, list[Observed]], Predicted] | None = None,
) -> Predicted:
    """Return the answer for a whole scene in tiles of `edge` pixels, NaN where nothing was measured.

    Arguments as for :func:`run_tiles`. Raises :class:`ModelError` if the model gave no number for too many measured pixels.
    """
    mosaic, measured, without = Mosaic(width, height), 0, 0

    def write(tile: Tile, observed: list[Observed], answer: Predicted | None) -> None:
        nonlocal measured, without
        one, two = observed[0].valid, observed[-1].valid
        known: dict[str, Any] = {}
        for (name, values), mask in zip((answer or Predicted())._asdict().items(), (one, two, one & two)):
            if values is not None:
                measured += int(mask.sum())
                without += int((mask & ~np.isfinite(values).reshape(-1, *mask.shape).all(0)).sum())
                known[name] = np.where(mask, values, np.float32(np.nan))
        if answer is not None:
            mosaic.put(tile.core, answer._replace(**known))

    run_tiles(
        TilePlan(width, height, edge, predictor.halo, predictor.align), read, predictor, write, progress, workers=workers,
        predict=predict,
    )
    check_numbers(measured, without)
    if without:
        progress.warning(f"The model gave no number for {without} measured pixels; they are NaN")
    return mosaic.answer
