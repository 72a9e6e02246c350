"""Work through the tiles of a scene: read, compute and write at the same time, in the order of the plan."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection
from typing import Callable, Protocol

import numpy as np
from numpy.typing import NDArray

from mtdn_core.inference.allocator import keep_freed_memory
from mtdn_core.inference.overlap import ReadAhead, WriteBehind
from mtdn_core.inference.predictor import TileResult, Worker
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.tiles import Tile, Window, plan_tiles, split, with_halo

Float = NDArray[np.float32]
Bool = NDArray[np.bool_]
DateRead = tuple[Float, Bool]


class Listener(Protocol):
    """Who hears of progress and may cancel."""

    def progress(self, fraction: float, message: str) -> None:
        """Report that `fraction` (0 to 1) is done."""

    def cancel_point(self) -> None:
        """Raise if the user wants to stop."""


WriteTile = Callable[[Tile, list[Float], list[Bool], "TileResult | None"], None]


def run_tiles(
    scene: Scene, worker: Worker, write: WriteTile, tile: int, log: Listener, finished: Collection[Window] = ()
) -> int:
    """Compute every tile and hand it to `write`, which runs on a thread of its own.

    Parameters
    ----------
    write
        Called with the tile, what was read (per date (4, height, width) and (height, width), of the read window), and
        the answer, None where nothing was measured.
    tile
        Edge of a core in pixels; halved where the graphics card's memory does not hold it.
    log
        Is told of progress after every tile; may cancel there and while it waits.
    finished
        Cores that an earlier run has done, with the same tiles or parts of them.

    Returns
    -------
    int
        The edge of a core at the end.
    """
    grid = scene.grid
    whole = plan_tiles(grid.width, grid.height, tile, worker.halo, worker.align)
    known = set(finished)
    plan = [planned for planned in whole if planned.core not in known]
    # parts of tiles, from a graphics card that had run out of memory
    parts = known - {planned.core for planned in whole}
    before = done = sum(core[2] * core[3] for core in known)
    began = time.perf_counter()
    log.cancel_point()
    reader = ReadAhead(plan, lambda planned: [date.read(planned.read) for date in scene.dates])
    with keep_freed_memory(), reader as ahead, WriteBehind(write) as behind:
        for planned, read in ahead.take(log.cancel_point):
            cores = deque([planned.core])
            while cores:
                core = cores.popleft()
                if core in parts:
                    continue
                if max(core[2:]) > tile or any(_holds(core, part) for part in parts):
                    cores.extendleft(reversed(split(core, worker.align)))
                    continue
                piece = planned
                part = read
                if core != planned.core:
                    piece = with_halo(core, grid.width, grid.height, worker.halo, worker.align)
                    part = _cut(read, planned.read, piece.read)
                images, masks = [c2 for c2, _ in part], [valid for _, valid in part]
                answer = None
                if any(mask[piece.inner].any() for mask in masks):
                    try:
                        answer = worker.estimate(tuple(images), tuple(masks), piece.inner)
                    except RuntimeError as error:
                        smaller = worker.smaller(core, error)
                        if smaller is None:
                            raise
                        tile = max(smaller[0][2:])
                        cores.extendleft(reversed(smaller))
                        continue
                behind.put(piece, images, masks, answer, waiting=log.cancel_point)
                done += core[2] * core[3]
                elapsed = time.perf_counter() - began
                log.progress(done / scene.pixels, remaining(done / scene.pixels, elapsed, before / scene.pixels))
                log.cancel_point()
        behind.finish(log.cancel_point)
    return tile


def remaining(fraction: float, elapsed: float, start: float = 0.0) -> str:
    """Say how much is done and how long the rest takes at the pace since `start`."""
    seconds = elapsed * (1 - fraction) / max(fraction - start, 1e-12)
    if seconds < 1:
        return f"{fraction:.0%}"
    minutes, seconds = divmod(round(seconds), 60)
    return f"{fraction:.0%}, {minutes} min {seconds:02d} s left" if minutes else f"{fraction:.0%}, {seconds} s left"


def _holds(outer: Window, inner: Window) -> bool:
    return all(outer[i] <= inner[i] and inner[i] + inner[i + 2] <= outer[i] + outer[i + 2] for i in (0, 1))


def _cut(read: list[DateRead], outer: Window, inner: Window) -> list[DateRead]:
    """Take a read window out of a larger one that holds it: a part of a tile needs no second read."""
    column, row = inner[0] - outer[0], inner[1] - outer[1]
    rows, columns = slice(row, row + inner[3]), slice(column, column + inner[2])
    return [(np.ascontiguousarray(c2[:, rows, columns]), np.ascontiguousarray(v[rows, columns])) for c2, v in read]
