"""Another date on the grid of the first, resampled by GDAL in linear power, window by window.

What is resampled is what a date delivers: linear power, with undeclared fill and negative values already treated. A
warped raster of the stored values would interpolate decibels, and fill that no file declares.
"""

from __future__ import annotations

import math
import shlex
from dataclasses import dataclass
from typing import Any

import numpy as np

from mtdn_core.errors import GridMismatchError, InputError
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import Bool, Float, Window, attempt, gdal_module
from mtdn_core.raster.grid import Grid, spatial_reference, transformed

REFUSE, NEAREST, BILINEAR = "refuse", "nearest", "bilinear"
LATTICE = 21  # points per axis by which the window to read is found
MARGIN = 3  # pixels
LARGEST_STEP = 8.0  # between pixel sizes, either way
OTHER_SIZE = 1.25
LEAST_MEASURED = 0.5  # share of the weights that measured pixels must have


@dataclass(frozen=True)
class AlignedRaster(DateRaster):
    """A date on another grid: `source` by `method`; a pixel covers `scale` pixels of the source, columns and rows."""

    source: DateRaster | None = None
    method: str = BILINEAR
    scale: tuple[float, float] = (1.0, 1.0)

    def read(self, window: Window) -> tuple[Float, Bool]:
        """Read a window of the other grid; see :meth:`DateRaster.read`."""
        assert self.source is not None
        own, shape = self.source.grid, (self.channels, *window[:1:-1])
        across, down = (MARGIN * max(1, math.ceil(scale)) for scale in self.scale)
        source_window = own.covering(*_pixels_of(self.grid, own, window), (across, down))
        if source_window is None:
            return np.zeros(shape, np.float32), np.zeros(shape[1:], bool)
        image, valid = self.source.read(source_window)
        stack = np.concatenate([image, valid[None].astype(np.float32)])
        values = _warp(stack, own.crop(source_window), self.grid.crop(window), self.method, self.scale)
        weight = values[-1]
        measured = weight >= LEAST_MEASURED
        result = np.divide(values[:-1], weight, out=np.zeros_like(values[:-1]), where=measured)
        return result, measured


def aligned(date: DateRaster, grid: Grid, method: str) -> AlignedRaster:
    """Return a date on another grid, by ``nearest`` or ``bilinear`` resampling of linear power, C12 included.

    Raises :class:`GridMismatchError` if either has no geotransform, only one a CRS, or their pixels differ in size by more than
    a factor of 8, :class:`InputError` if they do not overlap.
    """
    own = date.grid
    if own.transform is None or grid.transform is None or bool(own.crs_wkt) != bool(grid.crs_wkt):
        raise GridMismatchError(
            f"'{date.name}' cannot be brought onto the grid of the first date: " + "; ".join(grid.differences(own)),
            "a geotransform and a CRS of both dates", "georeference both dates (terrain correction)",
        )
    if overlap(grid, own) == 0:
        raise InputError(
            f"'{date.name}' does not overlap the first date", "two images of one place", "choose images that overlap"
        )
    x, y = _pixels_of(grid, own, (grid.width // 2, grid.height // 2, 1, 1), 2)
    columns, rows = (float(abs(v[0, 1] - v[0, 0]) + abs(v[1, 0] - v[0, 0])) for v in (x, y))
    if not 1 / LARGEST_STEP <= min(columns, rows) <= max(columns, rows) <= LARGEST_STEP:
        raise GridMismatchError(
            f"A pixel of the first date covers {columns:.3g} x {rows:.3g} pixels of '{date.name}'",
            f"pixel sizes that differ by a factor of at most {LARGEST_STEP:g}", "use products of one pixel size",
        )
    return AlignedRaster(**{**vars(date), "grid": grid}, source=date, method=method, scale=(columns, rows))


def other_size(date: AlignedRaster) -> str | None:
    """Return a warning where the pixels of a date are of another size than those of the grid."""
    step = max(max(s, 1 / s) for s in date.scale)
    if step <= OTHER_SIZE:
        return None
    return (
        f"The pixels of '{date.name}' are of another size: one of the first date covers {date.scale[0]:.3g} x "
        f"{date.scale[1]:.3g} of them. Speckle and detail differ from date to date, and that shows as change"
    )


def overlap(grid: Grid, other: Grid) -> float:
    """Return the share of a grid that another one covers, by a lattice of points; 0 where either has no geotransform."""
    if grid.transform is None or other.transform is None:
        return 0.0
    x, y = _pixels_of(grid, other, (0, 0, grid.width, grid.height))
    with np.errstate(invalid="ignore"):
        return float(((x >= 0) & (y >= 0) & (x <= other.width) & (y <= other.height)).mean())


def gdalwarp_line(date: DateRaster, grid: Grid) -> str:
    """Return the command that brings a date onto a grid; empty where gdalwarp has no options for it."""
    gt = grid.transform
    if gt is None or gt[2] or gt[4] or date.grid.transform is None:
        return ""
    xs = sorted((gt[0], gt[0] + gt[1] * grid.width))
    ys = sorted((gt[3], gt[3] + gt[5] * grid.height))
    crs = f"-t_srs {grid.crs_text} " if grid.crs_wkt else ""
    extent = " ".join(f"{v:.12g}" for v in (xs[0], ys[0], xs[1], ys[1]))
    files = dict.fromkeys(band.file.path for band in date.bands)
    return " && ".join(
        f"gdalwarp {crs}-te {extent} -tr {abs(gt[1]):.12g} {abs(gt[5]):.12g} -r bilinear "
        + shlex.join([file, f"{file.rpartition('/')[2].rpartition('.')[0]}_aligned.tif"])
        for file in files
    )


def _pixels_of(grid: Grid, other: Grid, window: Window, points: int = LATTICE) -> tuple[Any, Any]:
    """Return where a lattice of points of a window of `grid` lies in pixels of `other`; infinite where nowhere."""
    column, row, width, height = window
    lattice = np.meshgrid(np.linspace(column, column + width, points), np.linspace(row, row + height, points))
    x, y = grid.place(*lattice)
    if grid.crs_wkt != other.crs_wkt:
        x, y = transformed(spatial_reference(grid.crs_wkt), spatial_reference(other.crs_wkt), x, y)
        if (centre := other.centre_longitude) is not None:
            x = x + 360 * np.round((centre - x) / 360)
    return other.pixels(x, y)


def _warp(stack: Float, source: Grid, target: Grid, method: str, scale: tuple[float, float]) -> Float:
    """Resample (bands, height, width); 0 where the source has nothing."""

    def warp() -> Any:
        one, two = (_in_memory(grid, len(stack)) for grid in (source, target))
        one.WriteRaster(0, 0, source.width, source.height, np.ascontiguousarray(stack).tobytes())
        gdal_module().Warp(
            two, one, resampleAlg="near" if method == NEAREST else "bilinear", errorThreshold=0,
            # constant over the scene, so that tiles do not differ
            warpOptions=[f"XSCALE={1 / scale[0]:.12g}", f"YSCALE={1 / scale[1]:.12g}"],
        )
        return two.ReadAsArray()

    values, message = attempt(warp)
    if values is None:
        raise InputError(f"A date cannot be brought onto the grid of the first{message}", "", "align it by gdalwarp first")
    return np.asarray(values)


def _in_memory(grid: Grid, bands: int) -> Any:
    gdal = gdal_module()
    dataset = gdal.GetDriverByName("MEM").Create("", grid.width, grid.height, bands, gdal.GDT_Float32)
    dataset.SetGeoTransform(grid.transform)
    crs, centre = spatial_reference(grid.crs_wkt), grid.centre_longitude
    if centre is not None and abs(centre) + abs(dataset.GetGeoTransform()[1]) * grid.width / 2 > 180:
        crs.ImportFromProj4(f"{crs.ExportToProj4()} +lon_wrap={centre:.0f}")  # longitudes beyond the date line
    if crs is not None:
        dataset.SetProjection(crs.ExportToWkt())
    return dataset
