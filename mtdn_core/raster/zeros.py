"""Zeros in all bands: fill outside the footprint, or dark water.

Those that touch the border of the scene, or nodata, are the fill of an export; so are larger areas of them inside. A few
zeros surrounded by measurements are dark water after subtraction of the noise. Which is which is found once, for the whole
scene, so that every tile sees the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from mtdn_core.raster.components import components, drawn, runs
from mtdn_core.raster.gdal import Bool, Int, Window, check_cancelled, grown, scan_windows
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.stored import Band, is_empty, read_stored

LARGEST_DARK = 64  # pixels; a larger area of zeros inside a scene is fill as well
ALWAYS_SCANNED = 1 << 26  # pixels; larger scenes are looked through for zeros only where a sample shows some
SOLID = 9  # pixels, odd
MOST_RUNS = 5_000_000
NONE = np.zeros(0, np.int64)


class ZeroFill:
    """Zeros outside the footprint, as runs along the rows of the scene; `everywhere`: all pixels of zeros in all bands, too."""

    def __init__(self, rows: Int = NONE, starts: Int = NONE, ends: Int = NONE, everywhere: bool = False) -> None:
        self._rows, self._starts, self._ends = rows, starts, ends
        self.everywhere = everywhere

    @property
    def pixels(self) -> int:
        """Number of pixels, as far as they are known."""
        return int((self._ends - self._starts).sum())

    def mask(self, window: Window, zero: Bool) -> Bool:
        """Return where a window (column, row, width, height) holds fill, (height, width); `zero`: where all bands are zero."""
        column, row, width, height = window
        first, last = np.searchsorted(self._rows, [row, row + height])
        rows = self._rows[first:last] - row
        starts = np.clip(self._starts[first:last] - column, 0, width)
        ends = np.clip(self._ends[first:last] - column, 0, width)
        inside = ends > starts
        outside = drawn(rows[inside], starts[inside], ends[inside], 1, (height, width)) > 0
        return np.asarray(outside | (self.everywhere & zero))


def zero_fill(bands: tuple[Band, ...], grid: Grid, units: str, samples: Sequence[Window]) -> tuple[ZeroFill, str]:
    """Find which zeros are fill, and say how many; `samples` are windows.

    In dB all pixels that are zero in all of several bands: no pixel has exactly 0 dB in both. Scenes of moderate size are
    looked through as a whole, larger ones where a sample or the border has zeros.
    """
    width, height = grid.width, grid.height
    look = partial(_zeros_and_nodata, bands, grid)

    def zeros(window: Window) -> int:
        seen = look(window)
        return 0 if seen is None else int(seen[0].sum())

    def sampled() -> bool:
        border = [(0, 0, width, 1), (0, height - 1, width, 1), (0, 0, 1, height), (width - 1, 0, 1, height)]
        windows = [(x + c, y + r, w, h) for x, y, across, down in border for c, r, w, h in scan_windows(across, down)]
        return any(zeros(window) for window in [*windows, *samples])

    def alone() -> int:
        stored = (read_stored(bands, window)[1:] for window in samples)
        return sum(int((valid & zero.any(0) & ~zero.all(0)).sum()) for valid, zero in stored)

    if units == "db" and len(bands) > 1:
        count = sum(zeros(window) for window in samples)
        fill = find_zero_fill(width, height, look) if alone() else ZeroFill()
        fill.everywhere = True
        return fill, f"{count} sampled pixels of 0 dB are taken for nodata" if count else ""
    kept = alone() if any(band.keeps_zeros for band in bands) else 0
    said = f"{kept} sampled pixels of 0 in one band alone are measured, although 0 is declared nodata; " if kept else ""
    if len(bands) == 1 and bands[0].nodata == 0:
        masks = (read_stored(bands, window)[2][0] for window in samples)
        if holes := sum(int((mask & ~_solid(mask)).sum()) for mask in masks):
            said = (
                f"{holes} sampled pixels of 0 between measured ones are nodata, as declared; given VV and VH together, 0 in "
                "one alone is measured; "
            )
    if width * height > ALWAYS_SCANNED and not sampled():
        declared = any(b.nodata is not None or b.masked or b.alpha is not None or b.file.in_memory for b in bands)
        return ZeroFill(everywhere=not declared), said.rstrip("; ")
    fill = find_zero_fill(width, height, look)
    if fill.everywhere:
        return fill, f"{said}zeros in all bands are taken for nodata"
    text = f"{fill.pixels} zeros at the border or beside nodata are taken for nodata" if fill.pixels else ""
    return fill, f"{said}{text}".rstrip("; ")


def find_zero_fill(width: int, height: int, look: Callable[[Window], tuple[Bool, Bool] | None]) -> ZeroFill:
    """Find zeros that are connected with the border of the scene or with nodata (8 neighbours), or fill a larger area.

    `look` returns for a window where all bands are zero, and where nothing was measured; None if nothing was anywhere.
    """
    found: list[tuple[Int, Int, Int, Bool]] = []
    for window in scan_windows(width, height, 1 << 21):
        check_cancelled()
        # one pixel around, so that nodata beside a zero is seen across the borders of the windows
        padded, core = grown(window, 1, width, height)
        seen = look(padded)
        if seen is None or not seen[0][core].any():
            continue
        zero, nodata = seen
        rows, starts, ends = runs(zero[core])
        beside = np.pad(_widened(nodata)[core], ((0, 0), (1, 0))).cumsum(1)
        outside = beside[rows, ends] > beside[rows, starts]
        rows, starts, ends = rows + window[1], starts + window[0], ends + window[0]
        outside |= (rows == 0) | (rows == height - 1) | (starts == 0) | (ends == width)
        found.append((rows, starts, ends, outside))
        if sum(len(part[0]) for part in found) > MOST_RUNS:
            return ZeroFill(everywhere=True)
    if not found:
        return ZeroFill()
    in_windows = [np.concatenate(values) for values in zip(*found)]
    order = np.lexsort((in_windows[1], in_windows[0]))
    rows, starts, ends, outside = (values[order] for values in in_windows)
    component = components(rows, starts, ends, width)
    fill = np.zeros(len(rows), bool)
    fill[component[outside]] = True
    fill |= np.bincount(component, ends - starts, len(rows)) > LARGEST_DARK
    keep = fill[component]
    return ZeroFill(rows[keep], starts[keep], ends[keep])


def _widened(mask: Bool, pixels: int = 1) -> Bool:
    """Return the mask with all pixels that are at most so many rows and columns away from it."""
    for axis in (0, 1) * pixels:
        before, after = (np.roll(np.pad(mask, 1), step, axis)[1:-1, 1:-1] for step in (1, -1))
        mask = mask | before | after
    return mask


def _zeros_and_nodata(bands: tuple[Band, ...], grid: Grid, window: Window) -> tuple[Bool, Bool] | None:
    """Return where there may be fill of zeros, and where nothing was measured; None for a window that no file covers.

    Zeros in one band alone are fill where they cover squares of :data:`SOLID` pixels: noise is nowhere as even.
    """
    if is_empty(bands, window):
        return None
    values, valid, zero = read_stored(bands, window)
    everywhere = zero.all(0)
    if (zero.any(0) & ~everywhere).any():
        padded, core = grown(window, 2 * SOLID, grid.width, grid.height)
        around = read_stored(bands, padded)[2]
        for band, of_band in zip(bands, around):
            if not band.is_c12:  # which may be zero where nothing is correlated
                everywhere |= _solid(of_band & ~around.all(0))[core]
    for band, stored in zip(bands, values):
        valid &= band.limits.measured(stored) | everywhere
    return everywhere & valid, ~valid


def _solid(mask: Bool) -> Bool:
    """Return where a mask is near a whole square of :data:`SOLID` pixels; beyond its ends it counts as True."""
    centres = ~_widened(~mask, SOLID // 2)
    return mask & _widened(centres, SOLID - 1)  # twice the square: sharp corners hold none
