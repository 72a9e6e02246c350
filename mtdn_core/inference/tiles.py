"""Tiles of a scene: cores that partition it, each read with a halo. Integers only.

A model whose reach is at most the halo, run on the windows of :func:`plan_tiles`, gives each core pixel the answer it
gives on the whole scene, because every window starts at a multiple of the model's grid, counted from the scene's
corner, and a window is cut off only where the scene ends: there the model pads as it pads the whole scene.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mtdn_core.errors import ConfigError

Window = tuple[int, int, int, int]  # column, row, width, height

SMALLEST = 64


@dataclass(frozen=True)
class Tile:
    """A window of the scene that is worked on at once: its core, which is written, and with its halo what is read."""

    core: Window
    window: Window

    @property
    def crop(self) -> tuple[slice, slice]:
        """Rows and columns of the core inside the window."""
        row, column = self.core[1] - self.window[1], self.core[0] - self.window[0]
        return slice(row, row + self.core[3]), slice(column, column + self.core[2])


def with_halo(core: Window, width: int, height: int, halo: int, align: int) -> Tile:
    """Return the tile of a core in a scene of width x height pixels; the window with its halo is rounded to the grid."""
    column, row = (max(start - halo, 0) // align * align for start in core[:2])
    right = min(-(-(core[0] + core[2] + halo) // align) * align, width)
    bottom = min(-(-(core[1] + core[3] + halo) // align) * align, height)
    return Tile(core, (column, row, right - column, bottom - row))


@dataclass(frozen=True)
class TilePlan:
    """Partition of a region of a scene into tiles, row by row; they are made when iterated over: size costs no memory."""

    region: Window  # tiles count from its corner, so that halos outside it have negative columns and rows
    width: int  # of the scene
    height: int
    edge: int  # of a core, a multiple of `align`
    halo: int  # context in pixels
    align: int  # grid of the model in pixels

    @property
    def pixels(self) -> int:
        """Of the region."""
        return self.region[2] * self.region[3]

    def __len__(self) -> int:
        return -(-self.region[2] // self.edge) * -(-self.region[3] // self.edge)

    def __iter__(self) -> Iterator[Tile]:
        left, top, width, height = self.region
        for row in range(0, height, self.edge):
            for column in range(0, width, self.edge):
                size = (min(self.edge, width - column), min(self.edge, height - row))
                core = (left + column, top + row, *size)
                c, r, *whole = with_halo(core, self.width, self.height, self.halo, self.align).window
                yield Tile((column, row, *size), (c - left, r - top, whole[0], whole[1]))


def plan_tiles(
    width: int, height: int, edge: int, halo: int, align: int = 1, region: Window | None = None
) -> TilePlan:
    """Partition a scene, or a region of it, into cores of at most `edge` x `edge` pixels, rounded down to `align`.

    Raises :class:`ConfigError` for sizes that are not positive.
    """
    if min(width, height, edge, align) < 1 or halo < 0:
        raise ConfigError(
            f"Tiles of {edge} with a halo of {halo} on a grid of {align} for {width} x {height} pixels",
            "positive sizes",
            "correct the tile size",
        )
    return TilePlan(region or (0, 0, width, height), width, height, aligned(edge, align), halo, align)


def aligned(edge: int, align: int) -> int:
    """Round a tile size down to the model's grid."""
    return max(edge // align, 1) * align


def tile_bytes(edge: int, bytes_per_pixel: int, halo: int, align: int) -> int:
    """Peak memory of a tile with a core of `edge` x `edge` pixels."""
    window = edge + 2 * (-(-halo // align) * align)
    return window * window * bytes_per_pixel


def fit_edge(edge: int, align: int, fits: Callable[[int], bool]) -> int:
    """Halve the edge of a core until it fits, at least :data:`SMALLEST` pixels; on the model's grid."""
    edge = aligned(edge, align)
    while edge > aligned(SMALLEST, align) and not fits(edge):
        edge = aligned(max(edge // 2, SMALLEST), align)
    return edge
