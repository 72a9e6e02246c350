"""One GeoTIFF, written by windows under a temporary name."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.files import discard, names_in, open_private, temporary_path
from mtdn_core.raster.gdal import Float, Window, attempt, close_all, gdal_module, open_again, quiet, write_band, written
from mtdn_core.raster.grid import Grid

BLOCK = 256
LOSSLESS = ("NONE", "LZW", "DEFLATE", "ZSTD", "LZMA", "PACKBITS", "LERC", "LERC_DEFLATE", "LERC_ZSTD")
NO = ("NO", "FALSE", "OFF")
# option: why it is refused, and values that do no harm
REFUSED: dict[str, tuple[str, tuple[str, ...]]] = {
    "NBITS": ("it cuts values to fewer bits", ()),
    "DISCARD_LSB": ("it drops the last bits of the values", ()),
    "PIXELTYPE": ("it changes the meaning of the values", ("DEFAULT",)),
    "ALPHA": ("it turns a measured band into a mask", NO),
    "PHOTOMETRIC": ("it turns measured bands into colours", ("MINISBLACK",)),
    "PROFILE": ("it leaves out georeference, nodata or band names", ("GDALGEOTIFF",)),
    **dict.fromkeys(("JPEG_QUALITY", "WEBP_LEVEL", "JXL_DISTANCE"), ("it belongs to a lossy compression", ())),
    "SPARSE_OK": ("blocks that are left out may be read as zeros", NO),
    "STREAMABLE_OUTPUT": ("the file is written out of order", NO),
    "COPY_SRC_OVERVIEWS": ("there is no source with overviews", NO),
    # GDAL 3.6 loses the byte order of a block that is written in two parts
    "ENDIANNESS": ("blocks that are written in parts would be read wrongly", ("NATIVE", "LITTLE")),
    "COMPRESS": ("this compression is lossy, or not for floating-point numbers", LOSSLESS),
    "MAX_Z_ERROR": ("it allows errors in the values", ("0", "0.0")),
}


@dataclass(frozen=True)
class OutputBand:
    """Name, unit and scaling of a band, as the input has them."""

    description: str
    unit: str = ""
    scale: float = 1.0
    offset: float = 0.0


class PendingFile:
    """A file that is written under the name `temporary` in the folder of its target `path`."""

    def __init__(self, path: str, suffix: str) -> None:
        self.path, self.temporary = path, str(temporary_path(Path(path), suffix))

    def close(self) -> None:
        """Complete the file."""

    def discard(self) -> None:
        """Remove what was written; safe at any time."""
        discard(self.temporary, *self.side_files())

    def side_files(self) -> dict[str, str]:
        """Return side files that GDAL wrote (world file, RPC text, .aux.xml), each with its name beside the target."""
        temporary, target = Path(self.temporary), Path(self.path)
        found = {}
        for name in names_in(temporary.parent):
            if name.startswith(temporary.stem) and name not in (temporary.name, f"{temporary.stem}.old"):
                whole, rest = name.startswith(temporary.name), name[len(temporary.stem) :]
                own = target.name + rest[len(temporary.suffix) :] if whole else target.stem + rest
                found[str(temporary.with_name(name))] = str(target.with_name(own))
        return found


@dataclass(eq=False)
class GeoTiffWriter(PendingFile):
    """Write one GeoTIFF by windows.

    Raises :class:`OutputError` if it cannot be created or written, or an option would spoil it. What is written is handed to
    `record` instead, if that is set.
    """

    path: str  # where it appears at the end
    grid: Grid
    bands: tuple[OutputBand, ...]
    nodata: float  # of pixels that were not measured
    dtype: str = "float32"  # or ``int32`` or ``uint8``
    metadata: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()  # GDAL creation options of the user, over the defaults
    #: name and colour (red, green, blue, opacity, each 0 to 255) of the values from 0 on, if they are classes
    classes: tuple[tuple[str, tuple[int, int, int, int]], ...] = ()
    record: Callable[[NDArray[Any]], None] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        super().__init__(self.path, ".tif")
        options = creation_options(self.options, self.dtype != "float32")
        # blocks that windows have covered in part: values, and number of missing pixels, by column and row
        self._begun: dict[tuple[int, int], tuple[NDArray[Any], int]] = {}
        # GDAL would follow a symbolic link of this name
        os.close(open_private(self.temporary, new=True))
        self._dataset: Any = None
        try:
            self._dataset = self._create(options)
            self._block: tuple[int, int] = tuple(self._dataset.GetRasterBand(1).GetBlockSize())
        except BaseException:  # a signal, too, after which nobody knows of the file
            self.discard()
            raise

    def write(self, window: Window, values: NDArray[Any]) -> None:
        """Write (bands, height, width) into a window (column, row, width, height), or record it.

        Windows must not overlap. A block is written once, when it is complete: GDAL's cache would write it in parts, at
        moments that depend on what else is read. So the bytes depend on the order of the windows alone.
        """
        if self.record is not None:
            self.record(values)
            return
        column, row, width, height = window
        across, down = self._block
        for top in range(row // down * down, row + height, down):
            for left in range(column // across * across, column + width, across):
                self._add_to_block(left, top, window, values)

    def _add_to_block(self, left: int, top: int, window: Window, values: NDArray[Any]) -> None:
        column, row = window[:2]
        height, width = min(self._block[1], self.grid.height - top), min(self._block[0], self.grid.width - left)
        new = np.full((len(values), height, width), self.nodata, values.dtype), height * width
        block, missing = self._begun.pop((left, top), new)
        covered = values[:, max(top - row, 0) : top + height - row, max(left - column, 0) : left + width - column]
        y, x = max(row - top, 0), max(column - left, 0)
        block[:, y : y + covered.shape[1], x : x + covered.shape[2]] = covered
        missing -= covered[0].size
        if missing:
            self._begun[left, top] = block, missing
        else:
            self._write_block(left, top, block)

    def _write_block(self, left: int, top: int, block: NDArray[Any]) -> None:
        for number, band in enumerate(block, 1):
            write_band(self._dataset, number, left, top, band)
        bands = [self._dataset.GetRasterBand(number) for number in range(1, len(block) + 1)]
        written(self.path, lambda: [band.FlushCache() for band in bands])

    def close(self) -> None:
        if self._dataset is None:
            return
        for (left, top), (block, _) in self._begun.items():
            self._write_block(left, top, block)
        datasets, self._dataset, self._begun = [self._dataset], None, {}
        close_all(self.path, datasets)
        if self.classes:
            written(self.path, self._name_classes)

    def _name_classes(self) -> None:
        """Write names and colours of the classes into GDAL's side file.

        The colour table of a TIFF has 256 opaque entries, all of which a legend would show, and no names.
        """
        gdal = gdal_module()
        table = gdal.ColorTable()
        for value, (_, colour) in enumerate(self.classes):
            table.SetColorEntry(value, colour)
        dataset = open_again(self.temporary)
        band = dataset.GetRasterBand(1)
        band.SetColorTable(table)
        band.SetColorInterpretation(gdal.GCI_PaletteIndex)
        band.SetCategoryNames([name for name, _ in self.classes])
        del band, dataset

    def discard(self) -> None:
        with quiet(), contextlib.suppress(RuntimeError):
            self._dataset = None
        super().discard()

    def _create(self, options: list[str]) -> Any:
        grid = self.grid

        def create() -> Any:
            gdal = gdal_module()
            kind = {"uint8": gdal.GDT_Byte, "int32": gdal.GDT_Int32}.get(self.dtype, gdal.GDT_Float32)
            driver = gdal.GetDriverByName("GTiff")
            dataset = driver.Create(self.temporary, grid.width, grid.height, len(self.bands), kind, options=options)
            # an option GDAL does not know is only a warning to it, and the file is made otherwise than asked
            if self.options and gdal.GetLastErrorType() >= gdal.CE_Warning:
                raise RuntimeError(gdal.GetLastErrorMsg())
            if dataset is not None:
                self._describe(dataset)
            return dataset

        dataset, message = attempt(create)
        if dataset is None:
            raise OutputError(
                f"'{self.path}' cannot be created{message}", "a folder with free space, and creation options GDAL knows",
                "check folder, space and creation options: " + (", ".join(self.options) or "none given"),
            )
        return dataset

    def _describe(self, dataset: Any) -> None:
        if self.metadata:
            dataset.SetMetadata(self.metadata)
        set_grid(dataset, self.grid)
        for number, band in enumerate(self.bands, 1):
            handle = dataset.GetRasterBand(number)
            handle.SetDescription(band.description)
            handle.SetNoDataValue(self.nodata)
            handle.SetUnitType(band.unit)
            if (band.scale, band.offset) != (1.0, 0.0):
                handle.SetScale(band.scale)
                handle.SetOffset(band.offset)


def set_grid(dataset: Any, grid: Grid) -> None:
    if grid.transform is not None:
        dataset.SetGeoTransform(grid.transform)
    crs = grid.crs() if grid.epoch else None
    if grid.gcps:
        points = [gdal_module().GCP(x, y, z, column, row) for column, row, x, y, z in grid.gcps]
        dataset.SetGCPs(points, crs if crs is not None else grid.crs_wkt)
    elif crs is not None:
        dataset.SetSpatialRef(crs)
    elif grid.crs_wkt:
        dataset.SetProjection(grid.crs_wkt)
    for domain, entries in (("RPC", grid.rpc), ("GEOLOCATION", grid.geolocation)):
        if entries:
            dataset.SetMetadata(dict(entries), domain)


def keep_from_nodata(values: Float, nodata: float) -> Float:
    """Move measured values that happen to equal nodata to the next number."""
    if np.isnan(nodata):
        return values
    mark = np.float32(nodata)
    return np.where(values == mark, np.nextafter(mark, np.float32(0 if mark else 1)), values)


def check_options(options: Iterable[str]) -> None:
    """Raise :class:`OutputError` for an option that loses values, nodata, names or georeference."""
    for option in options:
        key, _, value = option.upper().partition("=")
        reason, harmless = REFUSED.get(key.strip(), ("", ()))
        if reason and value.strip() not in harmless:
            raise OutputError(
                f"The creation option '{option}' spoils the output: {reason}",
                "options that keep values, nodata, names and georeference, for example COMPRESS=ZSTD", "leave it out",
            )


def creation_options(stated: tuple[str, ...], integer: bool) -> list[str]:
    """Return the options of a GeoTIFF, those of the user (``KEY=VALUE``), which are checked, over the defaults.

    `integer`: True for classes and days, False for float32.
    """
    check_options(stated)
    options = {
        "TILED": "YES", "BLOCKXSIZE": str(BLOCK), "BLOCKYSIZE": str(BLOCK), "COMPRESS": "DEFLATE", "BIGTIFF": "IF_SAFER",
        "INTERLEAVE": "BAND",
    }
    options.update((key.strip().upper(), value.strip()) for key, _, value in (option.partition("=") for option in stated))
    if options["TILED"].upper() in NO:
        # strips: the tile width has no meaning there
        del options["BLOCKXSIZE"], options["BLOCKYSIZE"]
    if options["COMPRESS"].upper() in ("DEFLATE", "ZSTD", "LZW"):
        options.setdefault("PREDICTOR", "2" if integer else "3")
    if integer and options.get("PREDICTOR") == "3":
        options["PREDICTOR"] = "2"
    return [f"{key}={value}" for key, value in options.items()]
