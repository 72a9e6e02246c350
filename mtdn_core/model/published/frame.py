"""Which part of a window each layer must compute, so that its core is that of the whole scene and little is wasted.

A tile is read with a halo as wide as the network reaches. Every layer needs less of it than the one before: what the
rest of the network cannot see any more is cut off on the way. Sides at which the scene ends are never cut: there the
network pads, as it pads the whole scene.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

Core = tuple[slice, slice]


@dataclass(frozen=True)
class Box:
    """Rows and columns [top, bottom) x [left, right) of a window, in pixels."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left


@dataclass(frozen=True)
class Frame:
    """A window, the core that is wanted of it, and on which sides the scene goes on.

    Attributes
    ----------
    size
        Height and width of the window, padded to the network's grid.
    core
        What is wanted.
    goes_on
        Whether the scene goes on beyond the window at the top, left, bottom, right.
    limit
        No layer computes more than this around the core: below the network's reach, an approximation.
    """

    size: tuple[int, int]
    core: Box
    goes_on: tuple[bool, bool, bool, bool]
    limit: int

    @classmethod
    def of(
        cls, core: Core | None, given: tuple[int, int], padded: tuple[int, int], halo: int, limit: int = 1 << 30
    ) -> Frame:
        """Frame of a window of height and width `given` (`padded` to the grid) that is read with `halo` around `core`.

        A side with less context than the halo is an end of the scene. (One that has it all may be an end, too: that is
        too far to be seen from the core.)
        """
        rows, columns = core if core is not None else (slice(0, given[0]), slice(0, given[1]))
        box = Box(rows.start, columns.start, rows.stop, columns.stop)
        context = (box.top, box.left, given[0] - box.bottom, given[1] - box.right)
        top, left, bottom, right = (side >= halo for side in context)
        return cls(padded, box, (top, left, bottom, right), limit)

    def around(self, reach: int, grid: int = 1) -> Box:
        """Return the core and `reach` pixels around it, enlarged to multiples of `grid`; all where the scene ends."""
        return self.grow(self.core, min(reach, self.limit), grid)

    def grow(self, box: Box, reach: int, grid: int = 1) -> Box:
        """Return `box` enlarged by `reach` pixels, then to multiples of `grid`, where the scene goes on."""
        top, left, bottom, right = self.goes_on
        return Box(
            max((box.top - reach) // grid * grid, 0) if top else 0,
            max((box.left - reach) // grid * grid, 0) if left else 0,
            min(-(-(box.bottom + reach) // grid) * grid, self.size[0]) if bottom else self.size[0],
            min(-(-(box.right + reach) // grid) * grid, self.size[1]) if right else self.size[1],
        )


def cut(image: Tensor, has: Box, wanted: Box) -> Tensor:
    """Take the box `wanted` out of an image (B, C, h, w) that covers the box `has`."""
    rows = slice(wanted.top - has.top, wanted.bottom - has.top)
    return image[:, :, rows, wanted.left - has.left : wanted.right - has.left]


def in_bands(
    function: Callable[..., tuple[Tensor, ...]], images: tuple[Tensor, ...], reach: int, pixels: int, grid: int = 1
) -> tuple[Tensor, ...]:
    """Apply a function that keeps height and width to bands of rows, so that what it needs in between stays small.

    Parameters
    ----------
    function
        Maps images (B, C, h, w) to others of the same height and width, and reaches at most `reach` pixels.
    images
        Of one height and width.
    pixels
        Of a band, at most, context not counted.
    grid
        Bands start at multiples of it.
    """
    height, width = images[0].shape[-2:]
    rows = max(pixels // width // grid, 1) * grid
    # bands of one height: a last one of a few rows would be all context
    rows = -(-height // -(-height // rows) // grid) * grid
    if rows >= height:
        return function(*images)
    reach = -(-reach // grid) * grid
    out: tuple[Tensor, ...] = ()
    for row in range(0, height, rows):
        top, end = max(row - reach, 0), min(row + rows, height)
        parts = function(*(image[:, :, top : min(end + reach, height)] for image in images))
        if not out:
            out = tuple(_like(part, height) for part in parts)
        for whole, part in zip(out, parts):
            whole[:, :, row:end] = part[:, :, row - top : end - top]
    return out


def _like(part: Tensor, height: int) -> Tensor:
    batch, channels, _, width = part.shape
    return torch.empty(
        (batch, channels, height, width), dtype=part.dtype, device=part.device, memory_format=torch.channels_last
    )
