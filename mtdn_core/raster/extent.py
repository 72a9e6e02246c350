"""A rectangle on the map, and the window of a raster that covers it."""

from __future__ import annotations

import contextlib
import math
import re
from dataclasses import dataclass

import numpy as np

from mtdn_core.errors import ConfigError, InputError
from mtdn_core.raster.gdal import Window
from mtdn_core.raster.grid import Grid, spatial_reference, transformed

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
        """Read ``xmin,ymin,xmax,ymax [crs]``; raises :class:`ConfigError` if it is none, or empty."""
        found = re.fullmatch(r"\s*" + r"[,\s]+".join([r"([^,\s]+)"] * 4) + r"(?:\s+(.+?))?\s*", text, re.DOTALL)
        xmin = ymin = xmax = ymax = math.nan
        with contextlib.suppress(ValueError):
            xmin, ymin, xmax, ymax = (float(number) for number in (found.groups()[:4] if found else ()))
        if found is None or not (-math.inf < xmin < xmax < math.inf and -math.inf < ymin < ymax < math.inf):
            raise ConfigError(f"The extent is '{text[:120]}'", EXPECTED, "correct the extent")
        crs = found[5] or ""
        return cls(xmin, ymin, xmax, ymax, crs[1:-1] if crs.startswith("[") else crs)  # QGIS writes brackets

    def window(self, grid: Grid, name: str) -> Window:
        """Return the window (column, row, width, height) of a grid that covers the rectangle, in whole pixels.

        Raises :class:`ConfigError` for a CRS that is not understood, :class:`InputError` if the raster, `name`, has no
        geotransform, or lies elsewhere.
        """
        if grid.transform is None or (self.crs and not grid.crs_wkt):
            raise InputError(
                f"An extent is given, but '{name}' has no " + ("CRS" if grid.transform else "geotransform"),
                "a georeferenced raster", "leave out the extent, or georeference the raster",
            )
        x, y = np.meshgrid(np.linspace(self.xmin, self.xmax, POINTS), np.linspace(self.ymin, self.ymax, POINTS))
        if self.crs:
            crs = spatial_reference(self.crs, stated=True)
            if crs is None:
                raise ConfigError(f"The CRS of the extent is '{self.crs[:80]}'", "a CRS such as EPSG:4326", "correct it")
            x, y = transformed(crs, spatial_reference(grid.crs_wkt), x, y)
        if not (np.isfinite(x) & np.isfinite(y)).any():
            raise ConfigError(f"The extent {self} cannot be transformed to {grid.crs_name}", EXPECTED, "correct the extent")
        window = grid.covering(*grid.pixels(x, y), (-SNAP, -SNAP))
        if window is None:
            ex, ey = grid.place(np.array([0, grid.width, grid.width, 0]), np.array([0, 0, grid.height, grid.height]))
            raise InputError(
                f"The extent {self} lies outside '{name}', which covers {ex.min():.10g},{ey.min():.10g},{ex.max():.10g},"
                f"{ey.max():.10g} {grid.crs_name}", "an extent that meets the raster", "correct the extent, or its CRS",
            )
        return window

    def __str__(self) -> str:
        crs = f" {self.crs[:40]}" if self.crs else ""
        return f"{self.xmin:.10g},{self.ymin:.10g},{self.xmax:.10g},{self.ymax:.10g}{crs}"
