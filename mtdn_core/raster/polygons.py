"""Polygons of change with their figures, written by GDAL's vector drivers."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.raster.components import Numbering
from mtdn_core.raster.gdal import Window, attempt, gdal_module, quiet, read_band, row_strips
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.temporary import temporary_path
from mtdn_core.raster.write import GeoTiffWriter, OutputBand, OutputPlan

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".fgb": "FlatGeobuf"}
OF_QGIS = ("layer_styles", "qgis_projects")  # tables that QGIS adds to a GeoPackage
EPOCH = date(1970, 1, 1)
EVERY = 1000  # features between looks at whether someone wants to stop


def refuse_to_lose_layers(path: Path) -> None:
    """Raise :class:`OutputError` if `path` is a GeoPackage of several layers, which would be replaced as a whole."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            tables = sorted(name for (name,) in file.execute("SELECT table_name FROM gpkg_contents"))
    except (sqlite3.Error, ValueError):
        return  # no file, or no GeoPackage
    layers = [name for name in tables if name not in OF_QGIS]
    if len(layers) > 1:
        raise OutputError(
            f"The output '{path}' holds {len(layers)} layers: {', '.join(layers)[:200]}. They would be lost",
            "a file of its own for the polygons", "choose another name, or remove the file first",
        )


@dataclass(frozen=True)
class PolygonPlan:
    """A vector file to write; its extension is one of :data:`DRIVERS`."""

    path: str
    grid: Grid
    days: tuple[date | None, date | None]  # of the two dates; None where one is not known
    later: bool = False  # True if there are rasters of later dates
    metadata: dict[str, str] = field(default_factory=dict)  # of the layer; as its description in formats that have no metadata
    polarisations: tuple[str, ...] = ("VV", "VH")  # of the bands of the step


@dataclass(frozen=True)
class ChangeRasters:
    """Paths of the finished rasters that the polygons are made of; see :mod:`mtdn_core.inference.change_outputs`."""

    change: str
    probability: str
    step: str
    first_change: str | None = None
    confirmations: str | None = None


class PolygonFile:
    """Write one vector file under a temporary name in the folder of its target.

    One feature per connected change (8 neighbours): ``area_ha`` (on the ellipsoid), ``probability_mean``,
    ``probability_max``, ``change_vv_db`` and ``change_vh_db``, or of the one polarisation there is (mean of second over
    first date), ``direction`` (``rise`` or ``fall``, of the channel that changed more), ``model``, ``before``, ``after``;
    with later dates ``first_change`` (the earliest of its pixels) and ``confirmations`` (mean of its pixels).
    """

    def __init__(self, plan: PolygonPlan) -> None:
        self.plan = plan
        self._suffix = Path(plan.path).suffix.lower()
        self.temporary = str(temporary_path(Path(plan.path), self._suffix))

    def write(self, rasters: ChangeRasters, check: Callable[[], None]) -> None:
        """Write all polygons; raises :class:`OutputError` if the file cannot be written.

        The memory depends on the width of the scene and on the number of changes. `check` is called now and then, and may
        raise to give up.
        """
        grid = self.plan.grid
        labels = GeoTiffWriter(OutputPlan(self.plan.path, grid, (OutputBand("change"),), 0, "int32"))
        shapes = str(temporary_path(Path(self.plan.path), ".fgb"))
        try:
            figures = _figures(rasters, labels, check, self.plan.polarisations)
            labels.close()

            def make() -> bool:
                _polygonize(labels.temporary, shapes, grid, check)
                self._copy(shapes, figures, check)
                return True

            if message := attempt(make)[1]:
                raise OutputError(f"'{self.plan.path}' cannot be written{message}", "", "check the free space of the disk")
        finally:
            labels.discard()
            with contextlib.suppress(OSError):
                os.remove(shapes)

    def close(self) -> None:
        """Do nothing: nothing is open between calls."""

    def discard(self) -> None:
        """Remove what was written; safe at any time."""
        for suffix in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                os.remove(self.temporary + suffix)

    def side_files(self) -> dict[str, str]:
        """Return no side files; all is in one file."""
        return {}

    def _copy(self, shapes: str, figures: _Figures, check: Callable[[], None]) -> None:
        """Copy the shapes with their figures."""
        gdal, plan = gdal_module(), self.plan
        from osgeo import ogr

        source = gdal.OpenEx(shapes, gdal.OF_VECTOR)
        driver = gdal.GetDriverByName(DRIVERS[self._suffix])
        target = driver.Create(self.temporary, 0, 0, 0, gdal.GDT_Unknown)
        options = []
        if self._suffix != ".gpkg" and "'DESCRIPTION'" in (driver.GetMetadataItem("DS_LAYER_CREATIONOPTIONLIST") or ""):
            options = ["DESCRIPTION=" + "; ".join(f"{key}: {value}" for key, value in sorted(plan.metadata.items()))]
        layer = target.CreateLayer(Path(plan.path).stem, plan.grid.crs(), ogr.wkbMultiPolygon, options)
        layer.SetMetadata(plan.metadata)
        for name, kind in figures.fields:
            layer.CreateField(ogr.FieldDefn(name, {"date": ogr.OFTDate, "text": ogr.OFTString}.get(kind, ogr.OFTReal)))
        model = ", ".join(plan.metadata[key] for key in ("MTDN_MODEL", "MTDN_SOFTWARE") if key in plan.metadata)
        transactions = target.TestCapability(ogr.ODsCTransactions)
        if transactions:
            target.StartTransaction()
        definition = layer.GetLayerDefn()
        for count, shape in enumerate(source.GetLayer(0) if figures.count else ()):
            if count % EVERY == 0:
                check()
            feature = ogr.Feature(definition)
            feature.SetGeometry(_multi_polygon(shape.GetGeometryRef(), ogr))
            for index, value in enumerate(figures.of(shape.GetField(0) - 1, model, plan.days)):
                feature.SetField(index, value.isoformat() if isinstance(value, date) else value)  # None becomes null
            layer.CreateFeature(feature)
        if transactions:
            target.CommitTransaction()
        target.FlushCache()


class _Figures:
    """Sums over the pixels of every change."""

    def __init__(self, count: int, later: bool, polarisations: tuple[str, ...]) -> None:
        self.count, self.later, self._polarisations = count, later, polarisations
        self.area_m2 = np.zeros(count)
        self.largest = np.zeros(count, np.float32)
        self.first_day = np.full(count, np.iinfo(np.int32).max)
        # sums of probability, step of VV and VH, confirmations, and how many numbers they are of
        self._sums = np.zeros((2, 4, count))

    def add(self, kind: int, number: NDArray[np.int64], values: NDArray[Any]) -> None:
        """Add values of pixels to the sums of their changes."""
        good = np.isfinite(values)
        self._sums[0, kind] += np.bincount(number[good], values[good], self.count)
        self._sums[1, kind] += np.bincount(number[good], minlength=self.count)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and kinds of the fields."""
        numbers = ("area_ha", "probability_mean", "probability_max", *(f"change_{p.lower()}_db" for p in self._polarisations))
        later = [("first_change", "date"), ("confirmations", "number")] if self.later else []
        texts = [(name, "text") for name in ("direction", "model")]
        return [*((name, "number") for name in numbers), *texts, ("before", "date"), ("after", "date"), *later]

    def of(self, change: int, model: str, days: tuple[date | None, date | None]) -> list[Any]:
        """Return the values of the fields of a change; None where one is not known."""
        means = [float(total / n) if n else None for total, n in self._sums[:, :, change].T]
        probability, confirmations = means[0], means[3]
        steps = means[1 : 1 + len(self._polarisations)]
        largest = max((step for step in steps if step is not None), key=abs, default=None)
        direction = None if largest is None or None in steps else "rise" if largest > 0 else "fall"
        area = float(self.area_m2[change]) / 1e4
        known = area if np.isfinite(area) else None
        values = [known, probability, float(self.largest[change]), *steps, direction, model, *days]
        if not self.later:
            return values
        day = int(self.first_day[change])
        return [*values, EPOCH + timedelta(day) if day < np.iinfo(np.int32).max else None, confirmations]


def _figures(rasters: ChangeRasters, labels: GeoTiffWriter, check: Callable[[], None], names: tuple[str, ...]) -> _Figures:
    """Number the changes, write the numbers from 1 to `labels`, and sum up what the rasters say of each."""
    grid = labels.plan.grid
    windows = row_strips(grid.width, grid.height)
    change, probability, step = (_open(path) for path in (rasters.change, rasters.probability, rasters.step))
    later = [(_open(path), path) for path in (rasters.first_change, rasters.confirmations) if path is not None]
    areas = grid.pixel_areas_m2(np.arange(grid.height))
    areas = np.full(grid.height, np.nan) if areas is None else areas
    numbering = Numbering(grid.width)
    for window in windows:
        check()
        numbering.add(read_band(change, 1, window, rasters.change) == 1, areas[window[1] : window[1] + window[3]])
    figures = _Figures(numbering.finish(), bool(later), names)
    figures.area_m2 = numbering.areas
    for strip, window in enumerate(windows):
        check()
        found = numbering.numbers(strip, read_band(change, 1, window, rasters.change) == 1)
        labels.write(window, found[None])
        rows, columns = np.nonzero(found)
        if not len(rows):
            continue
        number = found[rows, columns].astype(np.int64) - 1

        def of(dataset: Any, band: int, path: str, window: Window = window, place: Any = (rows, columns)) -> NDArray[Any]:
            return np.asarray(read_band(dataset, band, window, path)[place])

        chances = of(probability, 1, rasters.probability)
        np.maximum.at(figures.largest, number, chances)
        for kind, values in enumerate([chances, *(of(step, n, rasters.step) for n, _ in enumerate(names, 1))]):
            figures.add(kind, number, values)
        if later:
            days, confirmations = (of(dataset, 1, path) for dataset, path in later)
            known = days >= 0
            np.minimum.at(figures.first_day, number[known], days[known])
            figures.add(3, number[known], confirmations[known].astype(np.float64))
    return figures


def _polygonize(labels: str, shapes: str, grid: Grid, check: Callable[[], None]) -> None:
    """Write the outline of every number of a raster but 0 to a file, with the number."""
    gdal = gdal_module()
    from osgeo import ogr

    source = _open(labels)
    target = gdal.GetDriverByName("FlatGeobuf").Create(shapes, 0, 0, 0, gdal.GDT_Unknown)
    layer = target.CreateLayer("shapes", grid.crs(), ogr.wkbPolygon, ["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    band = source.GetRasterBand(1)
    raised: list[BaseException] = []

    def go_on(*_: Any) -> int:
        try:
            check()
        except BaseException as error:  # GDAL would print it and go on
            raised.append(error)
            return 0
        return 1

    try:
        gdal.Polygonize(band, band, layer, 0, ["8CONNECTED=8"], callback=go_on)
    except RuntimeError:
        if not raised:
            raise
    if raised:
        raise raised[0]
    target.FlushCache()


def _multi_polygon(shape: Any, ogr: Any) -> Any:
    """Return a valid multi-polygon: pixels that touch at a corner alone belong to different polygons of it."""
    if not shape.IsValid():
        shape = shape.MakeValid()
    return ogr.ForceToMultiPolygon(shape.Clone())


def _open(path: str) -> Any:
    with quiet() as gdal:
        return gdal.OpenEx(path, gdal.OF_RASTER)
