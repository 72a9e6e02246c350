"""GeoTIFFs that appear only when they are complete."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.raster.gdal import Window, failed, gdal_module, last_message, osr_module, quiet, write_band
from mtdn_core.raster.grid import Grid

BLOCK = 256
EXTENSIONS = (".tif", ".tiff")
LOSING = {("PROFILE", "BASELINE"), ("ENDIANNESS", "BIG"), ("SPARSE_OK", "YES"), ("SPARSE_OK", "TRUE")}


@dataclass(frozen=True)
class OutputBand:
    """Name, unit and scaling of a band, as the input has them."""

    description: str
    unit: str = ""
    scale: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True)
class OutputPlan:
    """A GeoTIFF to write.

    Attributes
    ----------
    path
        Where it appears at the end.
    grid
        Of the input.
    bands
        One entry per band.
    nodata
        Value of pixels that were not measured.
    byte
        True for classes (uint8), False for float32.
    metadata
        Default domain.
    options
        GDAL creation options of the user, over the defaults.
    """

    path: str
    grid: Grid
    bands: tuple[OutputBand, ...]
    nodata: float
    byte: bool = False
    metadata: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()


class GeoTiffWriter:
    """Write one GeoTIFF by windows under a temporary name in the folder of its target.

    Parameters
    ----------
    plan
        What to write.
    """

    def __init__(self, plan: OutputPlan) -> None:
        self.plan = plan
        self.temporary = temporary_name(plan.path, uuid.uuid4().hex[:8])
        self._record: Callable[[Window, NDArray[Any]], None] | None = None
        self._dataset: Any = None

    def write(self, window: Window, values: NDArray[Any]) -> None:
        """Write (bands, height, width) into a window (column, row, width, height), or record it."""
        if self._record is not None:
            self._record(window, values)
            return
        if self._dataset is None:
            self._dataset = self._create()
        column, row, width, height = window
        for index, band in enumerate(values):
            write_band(self._dataset, index + 1, column, row, band, OutputError)
        if self._whole_blocks(column, row, width, height):
            # not left to the block cache, whose moment depends on what else is read: the same run, the same bytes
            self._checked(self._flush_blocks)

    def open(self) -> None:
        """Create the file, so that a wrong option or a full disk shows before the work begins."""
        if self._dataset is None:
            self._dataset = self._create()

    def record(self, record: Callable[[Window, NDArray[Any]], None] | None) -> None:
        """Hand what is written to `record` from now on; None: write it."""
        self._record = record

    def close(self) -> None:
        """Flush to disk; a full disk often shows only here."""
        if self._dataset is None:
            return

        def flush_and_close() -> None:
            dataset, self._dataset = self._dataset, None
            dataset.FlushCache()

        self._checked(flush_and_close)

    def discard(self) -> None:
        """Remove what was written; safe at any time."""
        with quiet(), contextlib.suppress(RuntimeError):
            self._dataset = None
        for path in side_files(self.temporary):
            with contextlib.suppress(OSError):
                os.remove(path)

    def _whole_blocks(self, column: int, row: int, width: int, height: int) -> bool:
        """Return True if a window covers every block it touches."""
        across, down = self._dataset.GetRasterBand(1).GetBlockSize()
        ends = ((column, width, across, self.plan.grid.width), (row, height, down, self.plan.grid.height))
        return all(
            start % block == 0 and ((start + size) % block == 0 or start + size == full)
            for start, size, block, full in ends
        )

    def _flush_blocks(self) -> None:
        for index in range(len(self.plan.bands)):
            self._dataset.GetRasterBand(index + 1).FlushCache()

    def _checked(self, act: Callable[[], None]) -> None:
        """Do what may show that the disk is full."""
        with quiet():
            try:
                act()
                broken = failed()
                message = last_message() if broken else ""
            except RuntimeError as error:
                broken, message = True, last_message(error)
        if broken:
            raise OutputError(f"'{self.plan.path}' cannot be written{message}", "", "check the free space of the disk")

    def _options(self) -> list[str]:
        options = {
            "TILED": "YES",
            "BLOCKXSIZE": str(BLOCK),
            "BLOCKYSIZE": str(BLOCK),
            "COMPRESS": "DEFLATE",
            "BIGTIFF": "IF_SAFER",
            "INTERLEAVE": "BAND",
        }
        stated = dict(option.split("=", 1) for option in self.plan.options)
        options.update({key.upper(): value for key, value in stated.items()})
        if options["TILED"].upper() in ("NO", "FALSE", "OFF"):
            # strips: the tile width has no meaning there
            options.pop("BLOCKXSIZE")
            options.pop("BLOCKYSIZE")
        if options["COMPRESS"].upper() in ("DEFLATE", "ZSTD", "LZW"):
            options.setdefault("PREDICTOR", "2" if self.plan.byte else "3")
        if self.plan.byte and options.get("PREDICTOR") == "3":
            options["PREDICTOR"] = "2"
        return [f"{key}={value}" for key, value in options.items()]

    def _create(self) -> Any:
        plan, grid = self.plan, self.plan.grid
        raised: BaseException | None = None
        dataset = None
        with quiet() as gdal:
            try:
                kind = gdal.GDT_Byte if plan.byte else gdal.GDT_Float32
                driver = gdal.GetDriverByName("GTiff")
                dataset = driver.Create(
                    self.temporary, grid.width, grid.height, len(plan.bands), kind, options=self._options()
                )
                # an option GDAL does not know is only a warning to it, and the file is made otherwise than asked
                doubtful = bool(plan.options) and gdal.GetLastErrorType() >= gdal.CE_Warning
                broken = dataset is None or failed() or doubtful
                message = last_message() if broken else ""
                if not broken:
                    self._describe(dataset)
            except RuntimeError as error:
                raised, broken, message = error, True, last_message(error)
        if broken:
            self._dataset = dataset = None
            self.discard()
            raise OutputError(
                f"'{plan.path}' cannot be created{message}",
                "a folder with free space, and creation options GDAL knows",
                "check folder, space and creation options: " + (", ".join(plan.options) or "none given"),
            ) from raised
        return dataset

    @staticmethod
    def _set_crs(dataset: Any, grid: Grid) -> None:
        if grid.epoch is None:
            dataset.SetProjection(grid.crs_wkt)
            return
        crs = osr_module().SpatialReference()
        crs.ImportFromWkt(grid.crs_wkt)
        crs.SetCoordinateEpoch(grid.epoch)
        dataset.SetSpatialRef(crs)

    def _describe(self, dataset: Any) -> None:
        plan, grid = self.plan, self.plan.grid
        if grid.transform is not None:
            dataset.SetGeoTransform(grid.transform)
        if grid.gcps:
            points = [gdal_module().GCP(x, y, z, column, row) for column, row, x, y, z in grid.gcps]
            dataset.SetGCPs(points, grid.crs_wkt)
        elif grid.crs_wkt:
            self._set_crs(dataset, grid)
        if plan.metadata:
            dataset.SetMetadata(plan.metadata)
        if grid.rpc:
            dataset.SetMetadata(dict(grid.rpc), "RPC")
        for index, band in enumerate(plan.bands):
            handle = dataset.GetRasterBand(index + 1)
            handle.SetDescription(band.description)
            handle.SetNoDataValue(plan.nodata)
            if band.unit:
                handle.SetUnitType(band.unit)
            if (band.scale, band.offset) != (1.0, 0.0):
                handle.SetScale(band.scale)
                handle.SetOffset(band.offset)


def temporary_name(target: str, mark: str) -> str:
    """Return the hidden name under which an output is written beside its target."""
    path = Path(target)
    return str(path.with_name(f".~{path.name}-{mark}.tif"))


def side_files(path: str) -> list[str]:
    """Return a GeoTIFF and the side files that GDAL may have written for it, whether they exist or not."""
    stem = str(Path(path).with_suffix(""))
    return [path, *(path + s for s in (".aux.xml", ".ovr", ".msk")), *(stem + s for s in (".tfw", ".wld", ".RPB"))]


def check_options(options: Iterable[str]) -> None:
    """Refuse creation options by which values, names or georeference would be lost.

    Raises
    ------
    OutputError
        Naming the option.
    """
    for option in options:
        key, _, value = option.partition("=")
        key, value = key.strip().upper(), value.strip().upper()
        lossy = key == "COMPRESS" and value in ("JPEG", "WEBP", "JXL", "LERC", "LERC_DEFLATE", "LERC_ZSTD", "CCITTFAX4")
        if lossy or (key, value) in LOSING or key in ("DISCARD_LSB", "NBITS", "MAX_Z_ERROR", "JPEG_QUALITY"):
            raise OutputError(
                f"The creation option {option} loses values, band names or georeference",
                "options that keep them, for example COMPRESS=ZSTD, TILED=YES, BIGTIFF=YES",
                "leave it out; convert the finished file if you need this form",
            )


def keep_from_nodata(values: NDArray[np.float32], nodata: float) -> NDArray[np.float32]:
    """Move measured values that happen to equal nodata to the next number."""
    if np.isnan(nodata):
        return values
    mark = np.float32(nodata)
    return np.where(values == mark, np.nextafter(mark, np.float32(np.inf)), values)
