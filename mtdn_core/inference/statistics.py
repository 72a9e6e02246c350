"""What a model must know of the scene as a whole before the tiles run, from the same sample whatever the tiles.

A small scene is its own sample, in one block. Of a larger one, blocks spread evenly over it count, so that the cost is
bounded; they lie on the model's grid and do not depend on tile size, memory or device. Pixels that were not measured do
not count, nor does the context around a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np

from mtdn_core.inference.predictor import Worker
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.tiles import Tile, with_halo

BLOCK = 128
#: pixels of a scene that is taken as a whole; of the sample of a larger one: this share of it, between these bounds
WHOLE = 1 << 18
SHARE = 1 / 32
LEAST, MOST = 1 << 17, 1 << 19
FAST_LEAST = 1 << 15


class Listener(Protocol):
    """Who hears what was done and may cancel."""

    def info(self, message: str) -> None:
        """Hear a fact."""

    def cancel_point(self) -> None:
        """Raise if the user wants to stop."""


def sample_blocks(
    width: int, height: int, halo: int, align: int, *, whole: int = WHOLE, least: int = LEAST, most: int = MOST
) -> list[Tile]:
    """Return the blocks of a scene that count, with their context; all of the scene if it has at most `whole` pixels.

    Parameters
    ----------
    halo, align
        Context of a block and grid of the model, in pixels.
    least, most
        Bounds of the pixels that count, context not included.
    """
    if width * height <= whole:
        return [with_halo((0, 0, width, height), width, height, halo, align)]
    wanted = max(min(max(SHARE * width * height, least), most) / BLOCK**2, 1)
    across = -(-width // BLOCK)
    down = -(-height // BLOCK)
    # as many rows and columns of blocks as the shape of the scene asks for
    columns = int(min(max(round((wanted * width / height) ** 0.5), 1), across))
    rows = int(min(max(round(wanted / columns), 1), down))
    return [
        with_halo(
            (x * BLOCK, y * BLOCK, min(BLOCK, width - x * BLOCK), min(BLOCK, height - y * BLOCK)),
            width, height, halo, align,
        )
        for y in _spread(down, rows)
        for x in _spread(across, columns)
    ]  # fmt: skip


def _spread(places: int, count: int) -> list[int]:
    """Return the middles of `count` equal parts of `places` places."""
    return sorted({int((n + 0.5) * places / count) for n in range(count)})


def measure_scene(scene: Scene, worker: Worker, log: Listener, *, fast: bool = False, **bounds: int) -> Any:
    """Measure the statistics of a scene, if the model has any; see :meth:`MTDN.scene_statistics`.

    Parameters
    ----------
    fast
        A quarter of the sample.
    bounds
        ``whole``, ``least``, ``most`` of :func:`sample_blocks`.

    Returns
    -------
    SceneStatistics or None
        None for a model whose answer is local.
    """
    if not worker.has_statistics:
        return None
    grid = scene.grid
    if fast:
        bounds = {"whole": FAST_LEAST, "least": FAST_LEAST, "most": LEAST, **bounds}
    blocks = sample_blocks(grid.width, grid.height, worker.model.fast_halo, worker.align, **bounds)

    def read() -> Iterator[tuple[Tile, list[tuple[Any, Any]]]]:
        for block in blocks:
            log.cancel_point()
            dates = [date.read(block.read) for date in scene.dates]
            # a block without a measured pixel tells nothing, unless there is no other
            if len(blocks) == 1 or any(np.any(valid[block.inner]) for _, valid in dates):
                yield block, dates

    pixels = sum(block.core[2] * block.core[3] for block in blocks)
    log.info(
        f"Scene statistics: from {len(blocks)} blocks, {pixels / scene.pixels:.0%} of the scene"
        if len(blocks) > 1
        else "Scene statistics: from the whole scene"
    )
    return worker.statistics(read(), lambda: scene_of_nothing(scene, blocks[0]))


def scene_of_nothing(scene: Scene, block: Tile) -> tuple[Tile, list[tuple[Any, Any]]]:
    """Return a block, measured or not: for a sample in which nothing was measured."""
    return block, [date.read(block.read) for date in scene.dates]
