"""The grid of a raster: where its pixels lie, and which of them a rectangle on the map covers."""

from __future__ import annotations

import contextlib
import math
import os
import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import ConfigError, InputError
from mtdn_core.raster.gdal import Window, attempt, osr_module, quiet
from mtdn_core.raster.source import file_behind

# two grids are one if no corner differs by more than this part of a pixel
TOLERANCE_PX = 0.02
EXTENT = "xmin,ymin,xmax,ymax, in the raster's CRS or followed by one, for example 13.1,52.3,13.7,52.7 EPSG:4326"
POINTS = 21  # per axis, by which a rectangle of another CRS is transformed
SNAP = 1e-3  # pixels; an edge this close to a pixel's edge lies on it
EQUAL_AREA = "+proj=cea +lat_ts=0 +lon_0={lon} +datum=WGS84 +units=m +no_defs"


@dataclass(frozen=True)
class Grid:
    """Size in pixels, coordinate reference system and position."""

    width: int
    height: int
    crs_wkt: str = ""  # CRS of the geotransform or of the ground control points; empty if there is none
    transform: tuple[float, ...] | None = None
    #: ground control points (column, row, x, y, z), where there is no geotransform
    gcps: tuple[tuple[float, float, float, float, float], ...] = ()
    #: metadata domains of GDAL: rational polynomials; files with the coordinates of every pixel, their paths absolute
    rpc: tuple[tuple[str, str], ...] = ()
    epoch: float | None = None  # coordinate epoch of a dynamic CRS, decimal year
    geolocation: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, dataset: Any) -> Grid:
        with quiet():
            transform = dataset.GetGeoTransform(can_return_null=True)
            # beside a geotransform some formats state them as well; a GeoTIFF holds one of the two
            found = () if transform else dataset.GetGCPs()
            points = tuple((p.GCPPixel, p.GCPLine, p.GCPX, p.GCPY, p.GCPZ) for p in found)
            crs = dataset.GetProjection() or (dataset.GetGCPProjection() if points else "")
            rpc = tuple(sorted((dataset.GetMetadata("RPC") or {}).items()))
            arrays = dict(dataset.GetMetadata("GEOLOCATION") or {})
            reference = dataset.GetSpatialRef() or dataset.GetGCPSpatialRef()
            epoch = reference.GetCoordinateEpoch() if hasattr(reference, "GetCoordinateEpoch") else 0.0
        for key, text in arrays.items():
            if file := file_behind(text):  # also in NETCDF:"a.nc":lon
                arrays[key] = text.replace(file, os.path.abspath(file))
        return cls(
            dataset.RasterXSize, dataset.RasterYSize, crs or "", tuple(transform) if transform else None, points, rpc,
            float(epoch) or None, tuple(sorted(arrays.items())),
        )

    @property
    def georeferenced(self) -> bool:
        """True if the pixels have a place on the ground."""
        return self._kind != "absent"

    @property
    def crs_name(self) -> str:
        """Authority code or name of the CRS, or "none"."""
        crs = spatial_reference(self.crs_wkt)
        if crs is None:
            return "none"
        code = crs.GetAuthorityCode(None)
        return f"{crs.GetAuthorityName(None)}:{code}" if code else str(crs.GetName())

    @property
    def crs_text(self) -> str:
        """The CRS as an argument on a command line: its authority code, else PROJ's description in quotes."""
        name = self.crs_name
        return name if ":" in name else f"'{spatial_reference(self.crs_wkt).ExportToProj4()}'"

    def place(self, column: Any, row: Any) -> tuple[Any, Any]:
        """Return the map coordinates of pixel coordinates, numbers or arrays; 0, 0 is the corner of the first pixel."""
        assert self.transform is not None
        gt = self.transform
        return gt[0] + gt[1] * column + gt[2] * row, gt[3] + gt[4] * column + gt[5] * row

    def pixels(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Return the pixel coordinates (column, row) of map coordinates; the inverse of :meth:`place`."""
        assert self.transform is not None
        gt = self.transform
        determinant = gt[1] * gt[5] - gt[2] * gt[4]
        x, y = x - gt[0], y - gt[3]
        with np.errstate(invalid="ignore"):
            return (x * gt[5] - y * gt[2]) / determinant, (y * gt[1] - x * gt[4]) / determinant

    def covering(self, columns: Any, rows: Any, margins: tuple[float, float] = (0, 0)) -> Window | None:
        """Return the window that holds pixel coordinates (infinite ones left out) and margins; None outside the raster."""
        good = np.isfinite(columns) & np.isfinite(rows)
        if not good.any():
            return None
        axes = tuple(zip((columns[good], rows[good]), margins, (self.width, self.height)))
        left, top = (max(math.floor(v.min() - margin), 0) for v, margin, _ in axes)
        right, bottom = (min(math.ceil(v.max() + margin), size) for v, margin, size in axes)
        return (left, top, right - left, bottom - top) if right > left and bottom > top else None

    def crop(self, window: Window) -> Grid:
        """Return the grid of a window (column, row, width, height)."""
        assert self.transform is not None
        column, row, width, height = window
        (x, y), gt = self.place(column, row), self.transform
        moved = {"SAMP_OFF": column, "LINE_OFF": row, "PIXEL_OFFSET": column, "LINE_OFFSET": row}

        def shifted(entries: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
            return tuple((k, repr(float(v.split()[0]) - moved[k]) if k in moved else v) for k, v in entries)

        return replace(
            self, width=width, height=height, transform=(x, gt[1], gt[2], y, gt[4], gt[5]),
            gcps=tuple((c - column, r - row, px, py, pz) for c, r, px, py, pz in self.gcps),
            rpc=shifted(self.rpc), geolocation=shifted(self.geolocation),
        )

    def crs(self) -> Any:
        """Return the CRS as ``osr.SpatialReference`` with its epoch, x before y; None if there is none."""
        crs = spatial_reference(self.crs_wkt)
        if crs is not None and self.epoch:
            crs.SetCoordinateEpoch(self.epoch)
        return crs

    def differences(self, other: Grid) -> list[str]:
        """Say in words how `other` differs; empty if the grids are one within :data:`TOLERANCE_PX`."""
        found = []
        if (self.width, self.height) != (other.width, other.height):
            found.append(f"size {self.width} x {self.height} against {other.width} x {other.height} pixels")
        first, second = spatial_reference(self.crs_wkt), spatial_reference(other.crs_wkt)
        if self.crs_wkt != other.crs_wkt and not (first is second if None in (first, second) else first.IsSame(second)):
            found.append(f"CRS {self.crs_name} against {other.crs_name}")
        if self.transform is None or other.transform is None:
            if self._kind != other._kind:
                found.append(f"georeference {self._kind} against {other._kind}")
            elif len(self.gcps) != len(other.gcps) or not np.allclose(self.gcps, other.gcps, rtol=1e-9, atol=1e-9):
                found.append("other ground control points")
            if _coefficients(self.rpc) != _coefficients(other.rpc):
                found.append("other rational polynomials (RPC)")
            return found
        pixel = math.sqrt(abs(self.transform[1] * self.transform[5] - self.transform[2] * self.transform[4])) or 1.0
        one, two = self.transform, other.transform
        if math.hypot(one[0] - two[0], one[3] - two[3]) > TOLERANCE_PX * pixel:
            found.append(f"origin ({one[0]:.10g}, {one[3]:.10g}) against ({two[0]:.10g}, {two[3]:.10g})")
        drift = [abs(one[i] - two[i]) * (self.width if i in (1, 4) else self.height) for i in (1, 2, 4, 5)]
        if max(drift) > TOLERANCE_PX * pixel:
            found.append(f"pixel size {_pixel(one)} against {_pixel(two)}")
        return found

    @property
    def centre_longitude(self) -> float | None:
        """Longitude of the middle column of a grid in degrees; None in every other CRS."""
        crs = spatial_reference(self.crs_wkt)
        return None if self.transform is None or crs is None or not crs.IsGeographic() else self.place(self.width / 2, 0)[0]

    def turned(self, other: Grid) -> Grid:
        """Return a grid in degrees by whole turns nearer to another one: beyond the date line -180.1 is 179.9."""
        own, its = self.centre_longitude, other.centre_longitude
        if own is None or its is None or self.transform is None:
            return self
        return replace(self, transform=(self.transform[0] + 360 * round((its - own) / 360), *self.transform[1:]))

    def pixel_areas_m2(self, rows: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Area on the ellipsoid of one pixel, in the middle of each of `rows`; None where the CRS does not tell.

        The corners of the pixel are transformed to a cylindrical equal-area projection: right for every CRS, the
        Mercator projections too, whose pixels shrink with latitude.
        """
        crs = spatial_reference(self.crs_wkt)
        if self.transform is None or crs is None or not (crs.IsProjected() or crs.IsGeographic()):
            return None
        column, rows = self.width / 2, np.asarray(rows, np.float64)
        # centred on the place, metres
        x, y = self.place(column, rows[len(rows) // 2 : len(rows) // 2 + 1])
        longitude = transformed(crs, spatial_reference("EPSG:4326", stated=True), x, y)[0]
        if not np.isfinite(longitude).all():
            return None
        target = spatial_reference(EQUAL_AREA.format(lon=longitude[0]), stated=True)
        corners = [self.place(column + right, rows + down) for down, right in ((0, 0), (0, 1), (1, 1), (1, 0))]
        x, y = transformed(crs, target, *(np.stack(values) for values in zip(*corners)))
        # shoelace formula, relative to the first corner so that no digits are lost
        x, y = x - x[:1], y - y[:1]
        area = 0.5 * np.abs((x * np.roll(y, -1, 0) - np.roll(x, -1, 0) * y).sum(0))
        return area if np.isfinite(area).all() else None

    @property
    def _kind(self) -> str:
        kinds = ((self.transform, "by geotransform"), (self.gcps, "by ground control points"), (self.geolocation, "by arrays"))
        return next((text for found, text in kinds if found), "absent")


def _coefficients(rpc: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {key: value for key, value in rpc if key.endswith(("_OFF", "_SCALE", "_COEFF"))}


def transformed(source: Any, target: Any, x: NDArray[Any], y: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Transform coordinates from one CRS (``osr.SpatialReference``) to another; infinite where PROJ cannot."""
    with quiet():
        try:
            change = osr_module().CoordinateTransformation(source, target)
            points = np.array(change.TransformPoints(np.stack([x.ravel(), y.ravel()], 1).tolist()), np.float64)
        except RuntimeError:  # some point is beyond what the projection covers
            points = np.full((x.size, 2), np.inf)
    return points[:, 0].reshape(x.shape), points[:, 1].reshape(x.shape)


def _pixel(transform: tuple[float, ...]) -> str:
    rotated = "" if transform[2] == 0 == transform[4] else " (rotated)"
    return f"{transform[1]:.8g} x {transform[5]:.8g}{rotated}"


def spatial_reference(text: str, stated: bool = False) -> Any:
    """Return the CRS of a WKT, or of any text that a user has `stated`, with x before y and without heights, or None."""
    crs = osr_module().SpatialReference()
    read = crs.SetFromUserInput if stated else crs.ImportFromWkt
    if not text or attempt(lambda: read(text))[0] != 0:
        return None
    crs.StripVertical()
    crs.DemoteTo2D()
    crs.SetAxisMappingStrategy(osr_module().OAMS_TRADITIONAL_GIS_ORDER)
    return crs


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
        """Read ``xmin,ymin,xmax,ymax`` and a CRS, or QGIS's ``xmin,xmax,ymin,ymax [crs]`` with its brackets.

        Raises :class:`ConfigError` if it is none, or empty.
        """
        found = re.fullmatch(r"\s*" + r"[,\s]+".join([r"([^,\s]+)"] * 4) + r"(?:\s+(.+?))?\s*", text, re.DOTALL)
        xmin = ymin = xmax = ymax = math.nan
        with contextlib.suppress(ValueError):
            xmin, ymin, xmax, ymax = (float(number) for number in (found.groups()[:4] if found else ()))
        crs = (found[5] if found else "") or ""
        if crs.startswith("["):
            ymin, xmax, crs = xmax, ymin, crs[1:-1]
        if found is None or not (-math.inf < xmin < xmax < math.inf and -math.inf < ymin < ymax < math.inf):
            raise ConfigError(f"The extent is '{text[:120]}'", EXTENT, "correct the extent")
        return cls(xmin, ymin, xmax, ymax, crs)

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
            raise ConfigError(f"The extent {self} cannot be transformed to {grid.crs_name}", EXTENT, "correct the extent")
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
