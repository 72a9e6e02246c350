"""What is written of change: classes, probability, step, first change, confirmations, polygons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.inference.change import NO_COUNT, NO_DAY
from mtdn_core.inference.predictor import Predicted
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.settings import Outputs, RunSettings
from mtdn_core.raster.components import drop_small_changes
from mtdn_core.raster.gdal import Bool, Window
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.output_set import OutputSet
from mtdn_core.raster.polygons import PolygonFile
from mtdn_core.raster.write import GeoTiffWriter, OutputBand

NODATA_CLASS = 255
#: names and colours of the classes from 0 on; the image below stays visible
CLASSES = (("Unchanged", (190, 190, 190, 0)), ("Changed", (214, 47, 39, 150)))
#: band, nodata and data type of every raster; the step has a band of every polarisation
RASTERS: dict[str, tuple[OutputBand, float, str]] = {
    "change": (OutputBand("change (0 unchanged, 1 changed)"), NODATA_CLASS, "uint8"),
    "probability": (OutputBand("probability of change"), float("nan"), "float32"),
    "step": (OutputBand("{} after / before", "dB"), float("nan"), "float32"),
    "first_change": (OutputBand("first change", "days since 1970-01-01"), NO_DAY, "int32"),
    "confirmations": (OutputBand("later dates that confirm the change", "dates"), NO_COUNT, "uint8"),
}
OF_POLYGONS, OF_LATER = ("change", "probability", "step"), ("first_change", "confirmations")


def check_ground(outputs: Outputs, settings: RunSettings, grid: Grid) -> None:
    """Raise :class:`InputError` where something needs a place on the ground, and the grid has none."""
    if outputs.polygons and grid.transform is None:
        raise InputError(
            "Polygons are asked for, and the dates have no geotransform", "georeferenced images",
            "bring the dates onto a map grid first (gdalwarp; QGIS: Warp), or leave the polygons out",
        )
    if settings.minimum_area_ha and grid.pixel_areas_m2(np.array([0])) is None:
        raise InputError(
            "A minimum area in hectares is given, and the grid of the dates does not tell the area of a pixel",
            "images with a geotransform and a CRS", "give the minimum area in pixels",
        )


class ChangeOutputs:
    """The rasters, the polygons that are made of them in the end, and the changed area.

    What the polygons need and nobody asked for is written to scratch files, which go with the run.
    """

    def __init__(
        self, scene: Scene, outputs: Outputs, files: OutputSet, settings: RunSettings, provenance: dict[str, str]
    ) -> None:
        grid = scene.grid
        self._grid, self._settings = grid, settings
        self._threshold = float(settings.threshold or 0)
        self._per_row = np.zeros(grid.height, np.int64)
        self.latest: NDArray[np.int64] = np.zeros(0, np.int64)
        needed = (*OF_POLYGONS, *(OF_LATER if scene.later else ())) if outputs.polygons else ()
        self._writers: dict[str, GeoTiffWriter] = {}
        for name, (band, nodata, dtype) in RASTERS.items():
            path, polarisations = getattr(outputs, name), scene.polarisations if name == "step" else ("",)
            bands = tuple(replace(band, description=band.description.format(p)) for p in polarisations)
            if path:
                classes = CLASSES if name == "change" else ()
                writer = GeoTiffWriter(path, grid, bands, nodata, dtype, provenance, settings.creation_options, classes)
                self._writers[name] = files.add(writer)
            elif name in needed:
                writer = GeoTiffWriter(str(outputs.polygons), grid, bands, nodata, dtype)
                self._writers[name] = files.add(writer, keep=False)
        self._polygons: PolygonFile | None = None
        if outputs.polygons:
            days = tuple(date.acquired.date() if date.acquired else None for date in scene.dates)
            polygons = PolygonFile(str(outputs.polygons), grid, (days[0], days[1]), provenance, scene.polarisations)
            self._polygons = files.add(polygons)

    def write(self, core: Window, answer: Predicted, both: Bool) -> None:
        """Write a core; `both` (height, width) where both dates were measured."""
        probability = answer.probability
        if probability is None:
            probability = np.full(both.shape, np.nan, np.float32)
        valid = both & np.isfinite(probability)
        changed = valid & (np.nan_to_num(probability) >= self._threshold)
        self.latest = changed.sum(1)
        self._per_row[core[1] : core[1] + core[3]] += self.latest
        values: dict[str, NDArray[Any] | None] = {
            **answer._asdict(),
            "change": np.where(valid, changed, NODATA_CLASS).astype(np.uint8),
            "probability": np.where(valid, probability, np.float32(np.nan)),
        }
        for name, writer in self._writers.items():
            found, shape = values[name], (len(writer.bands), *both.shape)
            if found is None:
                found = np.full(shape, writer.nodata, writer.dtype)
            elif name == "step":
                found = np.where(both & np.isfinite(found), found, np.float32(np.nan))[: shape[0]]
            writer.write(core, found.reshape(shape))

    def count(self, row: int, changed: list[int]) -> None:
        """Count the changed pixels per row of a tile of an earlier run that begins in `row`."""
        self._per_row[row : row + len(changed)] += np.array(changed, np.int64)

    def finish(self) -> None:
        """Once all is written: drop small changes, and make the polygons of what is left."""
        settings = self._settings
        areas, minimum = None, float(settings.minimum_area)
        if settings.minimum_area_ha:
            areas, minimum = self._grid.pixel_areas_m2(np.arange(self._grid.height)), settings.minimum_area_ha * 1e4
        if minimum > (0 if settings.minimum_area_ha else 1):
            for name, empty in (("change", 0), ("first_change", NO_DAY), ("confirmations", NO_COUNT)):
                if name in self._writers:
                    per_row = drop_small_changes(self._writers[name], minimum, areas=areas, unchanged=empty)
                    self._per_row = per_row if name == "change" else self._per_row
        if self._polygons is not None:
            for writer in self._writers.values():
                writer.close()
            rasters = {name: writer.temporary for name, writer in self._writers.items()}
            self._polygons.write(rasters)

    @property
    def changed_pixels(self) -> int:
        return int(self._per_row.sum())

    @property
    def changed_area_m2(self) -> float | None:
        """Area of the changed pixels on the ellipsoid; None where the grid does not tell."""
        rows = np.flatnonzero(self._per_row)
        areas = self._grid.pixel_areas_m2(rows if len(rows) else np.array([0]))
        return None if areas is None else float((areas[: len(rows)] * self._per_row[rows]).sum())
