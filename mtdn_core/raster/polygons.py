"""Polygons of change with their statistics, written by GDAL's vector drivers."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.files import discard, temporary_path
from mtdn_core.raster.components import number_components
from mtdn_core.raster.gdal import Bool, Window, check_cancelled, gdal_module, open_again, read_band, row_strips, written
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.write import GeoTiffWriter, OutputBand, PendingFile

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".fgb": "FlatGeobuf"}
OF_QGIS = ("layer_styles", "qgis_projects")  # tables that QGIS adds to a GeoPackage
DATES, TEXTS = ("before", "after", "first_change"), ("direction", "model")  # of the fields; all others are numbers
UNKNOWN_DAY = np.iinfo(np.int32).max
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


class PolygonFile(PendingFile):
    """Write one vector file; its extension is one of :data:`DRIVERS`.

    One feature per connected change (8 neighbours): ``area_ha`` (on the ellipsoid), ``probability_mean``,
    ``probability_max``, ``change_vv_db`` and ``change_vh_db``, or of the one polarisation there is (mean of second over
    first date), ``direction`` (``rise`` or ``fall``, of the channel that changed more), ``model``, ``before``, ``after``;
    with later dates ``first_change`` (the earliest of its pixels) and ``confirmations`` (mean of its pixels).
    """

    def __init__(
        self, path: str, grid: Grid, days: tuple[date | None, date | None], metadata: dict[str, str] | None = None,
        polarisations: tuple[str, ...] = ("VV", "VH"),
    ) -> None:
        super().__init__(path, Path(path).suffix.lower())
        self.grid, self.metadata, self.polarisations = grid, metadata or {}, polarisations
        self.days = days  # of the two dates; None where one is not known

    def write(self, rasters: Mapping[str, str]) -> None:
        """Write all polygons; raises :class:`OutputError` if the file cannot be written.

        `rasters` are the paths of the finished rasters change, probability, step, and with later dates first_change and
        confirmations, see :mod:`mtdn_core.inference.change_outputs`. The memory depends on the width of the scene and on the
        number of changes.
        """
        labels = GeoTiffWriter(self.path, self.grid, (OutputBand("change"),), 0, "int32")
        shapes = str(temporary_path(Path(self.path), ".fgb"))
        try:
            fields = self._fields(*self._measured(rasters, labels))
            labels.close()

            def make() -> None:
                if fields["area_ha"]:  # else the file would be empty, and no format
                    _polygonize(labels.temporary, shapes, self.grid)
                self._copy(shapes, fields)

            written(self.path, make)
        finally:
            labels.discard()
            discard(shapes)

    def _measured(
        self, rasters: Mapping[str, str], labels: GeoTiffWriter
    ) -> tuple[NDArray[np.float64], NDArray[np.float32], NDArray[np.float64], NDArray[Any] | None]:
        """Number the changes, write the numbers from 1 to `labels`, and measure each.

        Returns areas in square metres, largest probabilities, means (of probability, steps, and of confirmations if there are
        any; in rows), and the days of the first change, :data:`UNKNOWN_DAY` if unknown.
        """
        grid = self.grid
        windows = row_strips(grid.width, grid.height)
        opened = {name: open_again(path) for name, path in rasters.items()}
        per_row = grid.pixel_areas_m2(np.arange(grid.height))

        def changed(window: Window) -> Bool:
            check_cancelled()
            return np.asarray(read_band(opened["change"], 1, window, rasters["change"]) == 1)

        areas, numbers = number_components(
            map(changed, windows), grid.width, np.full(grid.height, np.nan) if per_row is None else per_row
        )
        count = len(areas)
        largest, first_day = np.zeros(count, np.float32), np.full(count, UNKNOWN_DAY)
        # sums of probability, step of every polarisation, confirmations, and how many numbers they are of
        sums = np.zeros((2, 2 + len(self.polarisations), count))
        for strip, window in enumerate(windows):
            found = numbers(strip, changed(window))
            labels.write(window, found[None])
            place = found > 0
            if not place.any():
                continue
            number = found[place] - 1

            def of(name: str, band: int = 1, window: Window = window, place: Bool = place) -> NDArray[Any]:
                return np.asarray(read_band(opened[name], band, window, rasters[name])[place])

            layers = [of("probability"), *(of("step", band) for band, _ in enumerate(self.polarisations, 1))]
            np.maximum.at(largest, number, layers[0])
            if "first_change" in rasters:
                days = of("first_change")
                np.minimum.at(first_day, number, np.where(days >= 0, days, UNKNOWN_DAY))
                layers.append(np.where(days >= 0, of("confirmations"), np.nan))
            for values, total, known in zip(layers, *sums):
                good = np.isfinite(values)
                total += np.bincount(number[good], values[good], count)
                known += np.bincount(number[good], minlength=count)
        with np.errstate(invalid="ignore"):
            means = sums[0] / sums[1]
        return areas, largest, means, first_day if "first_change" in rasters else None

    def _fields(
        self, areas: NDArray[np.float64], largest: NDArray[np.float32], means: NDArray[np.float64],
        first_day: NDArray[Any] | None,
    ) -> dict[str, list[Any]]:
        """Return the fields of all changes, from :meth:`_measured`."""
        count, steps = len(areas), means[1:-1]
        turn = np.take_along_axis(steps, np.abs(steps).argmax(0)[None], 0)[0]  # not a number where one of them is none
        model = ", ".join(self.metadata[key] for key in ("MTDN_MODEL", "MTDN_SOFTWARE") if key in self.metadata)
        before, after = (day.isoformat() if day else None for day in self.days)
        fields = {
            "area_ha": _known(areas / 1e4), "probability_mean": _known(means[0]), "probability_max": _known(largest),
            **{f"change_{name.lower()}_db": _known(mean) for name, mean in zip(self.polarisations, steps)},
            "direction": _known(turn, np.where(turn > 0, "rise", "fall")),
            "model": [model] * count, "before": [before] * count, "after": [after] * count,
        }
        if first_day is not None:
            seen = np.where(first_day < UNKNOWN_DAY, 1, np.nan)
            fields["first_change"] = _known(seen, first_day.astype("datetime64[D]").astype(str))
            fields["confirmations"] = _known(means[-1])
        return fields

    def _copy(self, shapes: str, fields: dict[str, list[Any]]) -> None:
        gdal, suffix = gdal_module(), Path(self.temporary).suffix
        from osgeo import ogr

        source = gdal.OpenEx(shapes, gdal.OF_VECTOR) if fields["area_ha"] else None
        driver = gdal.GetDriverByName(DRIVERS[suffix])
        target = driver.Create(self.temporary, 0, 0, 0, gdal.GDT_Unknown)
        options = []
        if suffix != ".gpkg" and "'DESCRIPTION'" in (driver.GetMetadataItem("DS_LAYER_CREATIONOPTIONLIST") or ""):
            options = ["DESCRIPTION=" + "; ".join(f"{key}: {value}" for key, value in sorted(self.metadata.items()))]
        name = Path(self.path).stem
        if not name[0].isalnum() or name.lower().startswith(("gpkg", "sqlite")):
            name = f"change {name}"  # GeoPackage reserves names that begin so
        layer = target.CreateLayer(name, self.grid.crs(), ogr.wkbMultiPolygon, options)
        layer.SetMetadata(self.metadata)
        for name in fields:
            kind = ogr.OFTDate if name in DATES else ogr.OFTString if name in TEXTS else ogr.OFTReal
            layer.CreateField(ogr.FieldDefn(name, kind))
        transactions = target.TestCapability(ogr.ODsCTransactions)
        if transactions:
            target.StartTransaction()
        definition = layer.GetLayerDefn()
        for count, shape in enumerate(() if source is None else source.GetLayer(0)):
            if count % EVERY == 0:
                check_cancelled()
            feature, outline = ogr.Feature(definition), shape.GetGeometryRef()
            # pixels that touch at a corner alone belong to different polygons
            feature.SetGeometry(ogr.ForceToMultiPolygon(outline.Clone() if outline.IsValid() else outline.MakeValid()))
            for index, values in enumerate(fields.values()):
                feature.SetField(index, values[shape.GetField(0) - 1])  # None becomes null
            layer.CreateFeature(feature)
        if transactions:
            target.CommitTransaction()
        target.FlushCache()


def _known(values: NDArray[Any], shown: NDArray[Any] | None = None) -> list[Any]:
    """Return the values, or what is `shown` for them, with None where they are no numbers."""
    shown = values if shown is None else shown
    return [value if known else None for value, known in zip(shown.tolist(), np.isfinite(values).tolist())]


def _polygonize(labels: str, shapes: str, grid: Grid) -> None:
    """Write the outline of every number of a raster but 0 to a file, with the number."""
    gdal = gdal_module()
    from osgeo import ogr

    source = open_again(labels)
    target = gdal.GetDriverByName("FlatGeobuf").Create(shapes, 0, 0, 0, gdal.GDT_Unknown)
    layer = target.CreateLayer("shapes", grid.crs(), ogr.wkbPolygon, ["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    band = source.GetRasterBand(1)
    raised: list[BaseException] = []

    def go_on(*_: Any) -> int:
        try:
            check_cancelled()
        except BaseException as error:  # GDAL would print it and go on
            raised.append(error)
        return int(not raised)

    try:
        gdal.Polygonize(band, band, layer, 0, ["8CONNECTED=8"], callback=go_on)
    except RuntimeError:
        if not raised:
            raise
    if raised:
        raise raised[0]
    target.FlushCache()
