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
from mtdn_core.raster.gdal import failed, gdal_module, last_message, quiet, write_band
from mtdn_core.raster.grid import Grid

BLOCK = 256
EXTENSIONS = (".tif", ".tiff")


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


def check_outputs(paths: Iterable[str], inputs: Iterable[str]) -> None:
    """Refuse outputs that cannot or must not be written, before any work is done.

    Raises
    ------
    OutputError
        For a wrong extension, a missing or read-only folder, an output that is an input or is named twice.
    """
    inputs = list(inputs)
    seen: dict[str, str] = {}
    for text in paths:
        path = Path(text)
        if path.suffix.lower() not in EXTENSIONS:
            raise OutputError(
                f"The output '{text}' has the extension '{path.suffix or 'none'}'",
                "a GeoTIFF: .tif or .tiff (other formats degrade or lose the values)",
                f"name it '{path.with_suffix('.tif')}'; convert it afterwards if you need another format",
            )
        for source in inputs:
            if _same(path, Path(source)):
                raise OutputError(
                    f"The output '{text}' is also an input", "an output of its own, inputs are never changed",
                    "choose another name for the output",
                )  # fmt: skip
        key = os.path.normcase(os.path.realpath(path))
        if key in seen:
            raise OutputError(f"The output '{text}' is named twice", "one file per output", "choose different names")
        seen[key] = text
        folder = path.parent
        if not folder.is_dir():
            raise OutputError(
                f"The folder '{folder}' of the output '{path.name}' does not exist", "an existing folder",
                "create it, or choose another one",
            )  # fmt: skip
        if path.is_dir() or not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise OutputError(
                f"The output '{text}' may not be written", "a folder and file you may write to",
                "choose another folder, or change the rights",
            )  # fmt: skip


class GeoTiffWriter:
    """Write one GeoTIFF by windows under a temporary name in the folder of its target.

    Parameters
    ----------
    mark
        Part of the temporary name; a new one each time, unless given.
    """

    def __init__(self, plan: OutputPlan, mark: str = "") -> None:
        self.plan, self.mark = plan, mark
        target = Path(plan.path)
        self.temporary = str(target.with_name(f".~{target.stem}-{mark or uuid.uuid4().hex[:8]}.tif"))
        self._record: Callable[[int, int, NDArray[Any]], None] | None = None
        self._dataset: Any = self._create()

    def write(self, column: int, row: int, values: NDArray[Any]) -> None:
        """Write (bands, height, width) at (column, row), or record it."""
        if self._record is not None:
            self._record(column, row, values)
            return
        for index, band in enumerate(values):
            write_band(self._dataset, index + 1, column, row, band, OutputError)
        if self._whole_blocks(column, row, values.shape[2], values.shape[1]):
            # not left to the block cache, whose moment depends on what else is read: the same run, the same bytes
            self._checked(self._flush_blocks)

    def record(self, record: Callable[[int, int, NDArray[Any]], None] | None) -> None:
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

    def commit(self) -> None:
        """Move the closed file to its place, over an older one and its outdated side files."""
        try:
            os.replace(self.temporary, self.plan.path)
        except OSError as error:
            raise OutputError(
                f"'{self.plan.path}' cannot be put in place ({error.strerror})", "a file nothing else holds open",
                "remove the layer from QGIS if it shows an older version, or choose another name",
            ) from error  # fmt: skip
        for suffix in (".aux.xml", ".ovr", ".msk"):
            with contextlib.suppress(OSError):
                os.remove(self.plan.path + suffix)

    def discard(self) -> None:
        """Remove what was written; safe at any time."""
        with quiet(), contextlib.suppress(RuntimeError):
            self._dataset = None
        for suffix in ("", ".aux.xml"):
            with contextlib.suppress(OSError):
                os.remove(self.temporary + suffix)

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

    def _describe(self, dataset: Any) -> None:
        plan, grid = self.plan, self.plan.grid
        if grid.transform is not None:
            dataset.SetGeoTransform(grid.transform)
        if grid.gcps:
            points = [gdal_module().GCP(x, y, z, column, row) for column, row, x, y, z in grid.gcps]
            dataset.SetGCPs(points, grid.crs_wkt)
        elif grid.crs_wkt:
            dataset.SetProjection(grid.crs_wkt)
        if plan.metadata:
            dataset.SetMetadata(plan.metadata)
        for index, band in enumerate(plan.bands):
            handle = dataset.GetRasterBand(index + 1)
            handle.SetDescription(band.description)
            handle.SetNoDataValue(plan.nodata)
            if band.unit:
                handle.SetUnitType(band.unit)
            if (band.scale, band.offset) != (1.0, 0.0):
                handle.SetScale(band.scale)
                handle.SetOffset(band.offset)


def keep_from_nodata(values: NDArray[np.float32], nodata: float) -> NDArray[np.float32]:
    """Move measured values that happen to equal nodata to the next number."""
    if np.isnan(nodata):
        return values
    mark = np.float32(nodata)
    return np.where(values == mark, np.nextafter(mark, np.float32(np.inf)), values)


def _same(one: Path, two: Path) -> bool:
    try:
        return one.samefile(two)
    except OSError:
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(two))
