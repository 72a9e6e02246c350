"""Tiles of a scene: cores that partition it, each read with a halo. Integers only.

A model whose reach is at most the halo, run on the windows of :func:`plan_tiles`, gives each core pixel the answer it
gives on the whole scene, because every window starts at a multiple of the model's grid, counted from the scene's
corner, and a window is cut off only where the scene ends: there the model pads as it pads the whole scene.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtdn_core.errors import ConfigError

Window = tuple[int, int, int, int]  # column, row, width, height

SMALLEST = 64


@dataclass(frozen=True)
class Tile:
    """A window of the scene that is worked on at once.

    Attributes
    ----------
    core
        (column, row, width, height) to be written.
    window
        The same with its halo, cut off at the scene's ends.
    """

    core: Window
    window: Window

    @property
    def crop(self) -> tuple[slice, slice]:
        """Rows and columns of the core inside the window."""
        row, column = self.core[1] - self.window[1], self.core[0] - self.window[0]
        return slice(row, row + self.core[3]), slice(column, column + self.core[2])


def with_halo(core: Window, width: int, height: int, halo: int, align: int) -> Tile:
    """Return the tile of a core in a scene of width x height pixels; the halo is rounded up to the grid."""
    halo = -(-halo // align) * align
    column, row = max(core[0] - halo, 0), max(core[1] - halo, 0)
    right, bottom = min(core[0] + core[2] + halo, width), min(core[1] + core[3] + halo, height)
    return Tile(core, (column, row, right - column, bottom - row))


@dataclass(frozen=True)
class TilePlan:
    """Partition of a scene into tiles, row by row; they are made when iterated over, so that size costs no memory.

    Attributes
    ----------
    width, height
        Of the scene in pixels.
    edge
        Of a core, a multiple of `align`.
    halo
        Context in pixels.
    align
        Grid of the model in pixels.
    """

    width: int
    height: int
    edge: int
    halo: int
    align: int

    @property
    def pixels(self) -> int:
        """Of the scene."""
        return self.width * self.height

    def __len__(self) -> int:
        return -(-self.width // self.edge) * -(-self.height // self.edge)

    def __iter__(self) -> Iterator[Tile]:
        width, height, edge = self.width, self.height, self.edge
        for row in range(0, height, edge):
            for column in range(0, width, edge):
                core = (column, row, min(edge, width - column), min(edge, height - row))
                yield with_halo(core, width, height, self.halo, self.align)


def plan_tiles(width: int, height: int, edge: int, halo: int, align: int = 1) -> TilePlan:
    """Partition a scene into cores of at most `edge` x `edge` pixels; the edge is rounded down to a multiple of `align`.

    Parameters
    ----------
    width, height, edge, halo, align
        See :class:`TilePlan`.

    Raises
    ------
    ConfigError
        For sizes that are not positive.
    """
    if min(width, height, edge, align) < 1 or halo < 0:
        raise ConfigError(
            f"Tiles of {edge} with a halo of {halo} on a grid of {align} for {width} x {height} pixels",
            "positive sizes",
            "correct the tile size",
        )
    return TilePlan(width, height, aligned(edge, align), halo, align)


def aligned(edge: int, align: int) -> int:
    """Round a tile size down to the model's grid."""
    return max(edge // align, 1) * align


def split(core: Window, align: int) -> list[Window]:
    """Cut a core into up to four of half its edge, on the model's grid."""
    column, row, width, height = core
    half = aligned((max(width, height) + 1) // 2, align)
    return [
        (c, r, min(half, column + width - c), min(half, row + height - r))
        for r in range(row, row + height, half)
        for c in range(column, column + width, half)
    ]


def tile_bytes(edge: int, bytes_per_pixel: int, halo: int, align: int) -> int:
    """Peak memory of a tile with a core of `edge` x `edge` pixels."""
    window = edge + 2 * (-(-halo // align) * align)
    return window * window * bytes_per_pixel


def fit_edge(preferred: int, budget: int, bytes_per_pixel: int, halo: int, align: int) -> int:
    """Halve the preferred edge of a core until one tile fits the budget (bytes), at least :data:`SMALLEST` pixels."""
    edge = preferred
    while edge > SMALLEST and tile_bytes(edge, bytes_per_pixel, halo, align) > budget:
        edge = max(edge // 2, SMALLEST)
    return aligned(edge, align)
