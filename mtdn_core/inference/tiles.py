"""Tiles of a scene: cores that partition it, each read with a halo. Integers only.

A model whose reach is at most the halo, run on the windows of :class:`TilePlan`, gives each core pixel the answer it
gives on the whole scene, because every window starts at a multiple of the model's grid, counted from the scene's
corner, and a window is cut off only where the scene ends: there the model pads as it pads the whole scene.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mtdn_core.errors import ConfigError
from mtdn_core.raster.gdal import Window

SMALLEST = 64


@dataclass(frozen=True)
class Tile:
    """A window of the scene that is worked on at once: its core, which is written, and with its halo what is read."""

    core: Window
    window: Window

    @property
    def crop(self) -> tuple[slice, slice]:
        row, column = self.core[1] - self.window[1], self.core[0] - self.window[0]
        return slice(row, row + self.core[3]), slice(column, column + self.core[2])


def with_halo(core: Window, width: int, height: int, halo: int, align: int) -> Tile:
    """Return the tile of a core in a scene of width x height pixels; the window with its halo is rounded to the grid."""
    column, row = (max(start - halo, 0) // align * align for start in core[:2])
    right = min(-(-(core[0] + core[2] + halo) // align) * align, width)
    bottom = min(-(-(core[1] + core[3] + halo) // align) * align, height)
    return Tile(core, (column, row, right - column, bottom - row))


class TilePlan:
    """Partition of a scene, or a region of it, into tiles of at most `edge` pixels, rounded down to `align`, row by row.

    The last of several is cut in two, so that one core waits less for another. Tiles count from the corner of the region, so
    that halos (pixels) outside it have negative columns and rows. They are made when iterated over: size costs no memory.
    Raises :class:`ConfigError` for sizes that are not positive.
    """

    def __init__(self, width: int, height: int, edge: int, halo: int, align: int = 1, region: Window | None = None) -> None:
        if min(width, height, edge, align) < 1 or halo < 0:
            raise ConfigError(
                f"Tiles of {edge} with a halo of {halo} on a grid of {align} for {width} x {height} pixels",
                "positive sizes", "correct the tile size",
            )
        self._scene, self._halo, self._align = (width, height), halo, align
        self._region, self._edge = region or (0, 0, width, height), aligned(edge, align)

    @property
    def pixels(self) -> int:
        return self._region[2] * self._region[3]

    def __iter__(self) -> Iterator[Tile]:
        left, top, width, height = self._region
        for row in range(0, height, self._edge):
            for column in range(0, width, self._edge):
                right, bottom = min(column + self._edge, width), min(row + self._edge, height)
                is_last = (right, bottom) == (width, height) and (row or column)
                step = -(-(bottom - row) // (2 * self._align)) * self._align if is_last else self._edge
                for upper in range(row, bottom, step):
                    size = (right - column, min(upper + step, bottom) - upper)
                    core = (left + column, top + upper, *size)
                    c, r, *whole = with_halo(core, *self._scene, self._halo, self._align).window
                    yield Tile((column, upper, *size), (c - left, r - top, whole[0], whole[1]))


def aligned(edge: int, align: int) -> int:
    return max(edge // align, 1) * align


def tile_bytes(edge: int, bytes_per_pixel: int, halo: int, align: int) -> int:
    """Peak memory of a tile with a core of `edge` x `edge` pixels."""
    window = edge + 2 * (-(-halo // align) * align)
    return window * window * bytes_per_pixel


def fit_edge(edge: int, align: int, fits: Callable[[int], bool]) -> int:
    """Take a quarter off the edge of a core until it fits, at least :data:`SMALLEST` pixels; on the model's grid."""
    edge = aligned(edge, align)
    while edge > aligned(SMALLEST, align) and not fits(edge):
        edge = aligned(max(edge * 3 // 4, SMALLEST), align)
    return edge
