"""A rectangle on the map, and the window of a raster that covers it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np

from mtdn_core.errors import ConfigError, InputError
from mtdn_core.raster.align import transformed
from mtdn_core.raster.gdal import Window, osr_module, quiet
from mtdn_core.raster.grid import Grid

EXPECTED = "xmin,ymin,xmax,ymax, in the raster's CRS or followed by one, for example 13.1,52.3,13.7,52.7 EPSG:4326"
POINTS = 21  # per axis, by which a rectangle of another CRS is transformed
SNAP = 1e-3  # pixels; an edge this close to a pixel's edge lies on it


@dataclass(frozen=True)
class Extent:
    """A rectangle, in `crs` (any text that GDAL understands); empty: the CRS of the raster."""

    xmin: float
    ymin: float
    xmax: float
    ymax: float
    crs: str = ""

    @classmethod
    def parse(cls, text: str) -> Extent:
        """Read ``xmin,ymin,xmax,ymax [crs]``.

        Raises
        ------
        ConfigError
            If it is none, or empty.
        """
        found = re.fullmatch(r"\s*" + r"[,\s]+".join([r"([^,\s]+)"] * 4) + r"(?:\s+(.+?))?\s*", text, re.DOTALL)
        try:
            xmin, ymin, xmax, ymax = (float(number) for number in found.groups()[:4]) if found else (math.nan,) * 4
        except ValueError:
            xmin = ymin = xmax = ymax = math.nan
        if found is None or not (-math.inf < xmin < xmax < math.inf and -math.inf < ymin < ymax < math.inf):
            raise ConfigError(f"The extent is '{text[:120]}'", EXPECTED, "correct the extent")
        crs = found[5] or ""
        return cls(xmin, ymin, xmax, ymax, crs[1:-1] if crs.startswith("[") else crs)  # QGIS writes brackets

    def window(self, grid: Grid, name: str) -> Window:
        """Return the window (column, row, width, height) of a grid that covers the rectangle, in whole pixels.

        Raises
        ------
        ConfigError
            If the CRS is not understood.
        InputError
            If the raster, `name`, has no geotransform, or lies elsewhere.
        """
        gt = grid.transform
        if gt is None or (self.crs and not grid.crs_wkt):
            raise InputError(
                f"An extent is given, but '{name}' has no " + ("geotransform" if gt is None else "CRS"),
                "a georeferenced raster", "leave out the extent, or georeference the raster",
            )  # fmt: skip
        x, y = np.meshgrid(np.linspace(self.xmin, self.xmax, POINTS), np.linspace(self.ymin, self.ymax, POINTS))
        if self.crs:
            x, y = transformed(_wkt(self.crs), grid.crs_wkt, x, y)
        good = np.isfinite(x) & np.isfinite(y)
        determinant = gt[1] * gt[5] - gt[2] * gt[4]
        x, y = x[good] - gt[0], y[good] - gt[3]
        columns, rows = (x * gt[5] - y * gt[2]) / determinant, (y * gt[1] - x * gt[4]) / determinant
        if not columns.size:
            raise ConfigError(f"The extent {self} cannot be transformed to {grid.crs_name}", EXPECTED, "correct the extent")
        left, top = (max(int(np.floor(v.min() + SNAP)), 0) for v in (columns, rows))
        right = min(int(np.ceil(columns.max() - SNAP)), grid.width)
        bottom = min(int(np.ceil(rows.max() - SNAP)), grid.height)
        if left >= right or top >= bottom:
            px, py = np.array([0, grid.width, grid.width, 0]), np.array([0, 0, grid.height, grid.height])
            ex, ey = gt[0] + gt[1] * px + gt[2] * py, gt[3] + gt[4] * px + gt[5] * py
            raise InputError(
                f"The extent {self} lies outside '{name}', which covers {ex.min():.10g},{ey.min():.10g},{ex.max():.10g},"
                f"{ey.max():.10g} {grid.crs_name}",
                "an extent that meets the raster", "correct the extent, or its CRS",
            )  # fmt: skip
        return left, top, right - left, bottom - top

    def __str__(self) -> str:
        crs = f" {self.crs[:40]}" if self.crs else ""
        return f"{self.xmin:.10g},{self.ymin:.10g},{self.xmax:.10g},{self.ymax:.10g}{crs}"


def _wkt(crs: str) -> str:
    reference = osr_module().SpatialReference()
    with quiet():
        try:
            understood = reference.SetFromUserInput(crs) == 0
        except RuntimeError:
            understood = False
    if not understood:
        raise ConfigError(f"The CRS of the extent is '{crs[:80]}'", "a CRS such as EPSG:4326", "correct it")
    return str(reference.ExportToWkt())
