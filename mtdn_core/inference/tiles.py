"""Tiles of a scene: cores that partition it, each read with a halo.

A model whose reach is at most the halo, run on the windows of :func:`plan_tiles`, gives each core pixel the answer it
gives on the whole scene, because

* every window starts at a multiple of the model's grid, counted from the scene's corner, and
* a window is cut off only where the scene ends: there the model pads as it pads the whole scene.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtdn_core.errors import ConfigError

Window = tuple[int, int, int, int]
DEFAULT_STEP = 256  # the block size of the output: whole blocks are compressed once
SMALLEST = 64
LARGEST = 2048


@dataclass(frozen=True)
class Tile:
    """One piece of work.

    Attributes
    ----------
    core
        (column, row, width, height) to be written.
    read
        The same with its halo, cut off at the scene's ends.
    """

    core: Window
    read: Window

    @property
    def inner(self) -> tuple[slice, slice]:
        """Rows and columns of the core inside the read window."""
        row, column = self.core[1] - self.read[1], self.core[0] - self.read[0]
        return slice(row, row + self.core[3]), slice(column, column + self.core[2])


def with_halo(core: Window, width: int, height: int, halo: int, align: int) -> Tile:
    """Return the tile of a core; the halo is rounded up to the grid."""
    halo = -(-halo // align) * align
    column, row = max(core[0] - halo, 0), max(core[1] - halo, 0)
    right, bottom = min(core[0] + core[2] + halo, width), min(core[1] + core[3] + halo, height)
    return Tile(core, (column, row, right - column, bottom - row))


def plan_tiles(width: int, height: int, tile: int, halo: int, align: int = 1) -> list[Tile]:
    """Partition a scene into cores of at most `tile` x `tile` pixels, row by row.

    Parameters
    ----------
    width, height
        Of the scene in pixels.
    tile
        Edge of a core; rounded down to a multiple of `align`, at least `align`.
    halo
        Context in pixels.
    align
        Grid of the model in pixels.
    """
    if min(width, height, tile, align) < 1 or halo < 0:
        raise ConfigError(
            f"Tiles of {tile} with a halo of {halo} on a grid of {align} for {width} x {height} pixels",
            "positive sizes",
            "correct the tile size",
        )
    edge = aligned(tile, align)
    return [
        with_halo((column, row, min(edge, width - column), min(edge, height - row)), width, height, halo, align)
        for row in range(0, height, edge)
        for column in range(0, width, edge)
    ]


def aligned(tile: int, align: int) -> int:
    """Round a tile size down to the model's grid."""
    return max(tile // align, 1) * align


def split(core: Window, align: int) -> list[Window]:
    """Cut a core into up to four of half its edge, on the model's grid."""
    column, row, width, height = core
    half = aligned((max(width, height) + 1) // 2, align)
    return [
        (c, r, min(half, column + width - c), min(half, row + height - r))
        for r in range(row, row + height, half)
        for c in range(column, column + width, half)
    ]


def tile_for_budget(budget_bytes: int, bytes_per_pixel: int, halo: int, align: int) -> int:
    """Return the largest core whose read window fits the budget.

    In steps of the output's blocks, from 64 to 2048 pixels. Tiles are worked one by one: one that fills the memory has
    less halo than several that share it, and keeps a processor or a card as busy.
    """
    edge = int((budget_bytes / bytes_per_pixel) ** 0.5) - 2 * (-(-halo // align) * align)
    step = DEFAULT_STEP if edge >= DEFAULT_STEP else SMALLEST
    return aligned(min(max(edge // step * step, SMALLEST), LARGEST), align)
