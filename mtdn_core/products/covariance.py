"""The covariance matrix C2 from one form into another: PolSARpro folder, BEAM-DIMAP, GeoTIFF; values bit by bit."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import BandError, ConfigError, InputError, OutputError
from mtdn_core.inference.fingerprint import InputContent
from mtdn_core.inference.further import open_date
from mtdn_core.inference.settings import DateInput
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import Window, awaited, close_all, gdal_module, quiet, scan_windows, working, write_band, written
from mtdn_core.raster.names import C2
from mtdn_core.raster.output_set import OutputSet, check_outputs
from mtdn_core.raster.read import open_date_raster
from mtdn_core.raster.stored import read_stored
from mtdn_core.raster.write import GeoTiffWriter, OutputBand, PendingFile, set_grid

Float = NDArray[np.float32]

# PolSARpro calls the pair VV, VH of one transmitted polarisation pp2
CONFIG = "Nrow\n{}\n---------\nNcol\n{}\n---------\nPolarCase\nmonostatic\n---------\nPolarType\npp2\n"


def convert_covariance(
    source: DateInput, output: str | None = None, folder: str | None = None, feedback: Feedback | None = None
) -> tuple[str, ...]:
    """Write C2 as one GeoTIFF with named bands, as a PolSARpro folder, or both.

    Values, nodata and grid are those of the input; nothing is filtered, filled or rounded. A folder written from the
    GeoTIFF of a folder holds the same bytes.

    Parameters
    ----------
    source
        PolSARpro folder (with ENVI headers, or config.txt alone), BEAM-DIMAP, or a raster with the four bands of C2.
    output
        GeoTIFF: C11, C12_real, C12_imag, C22, float32.
    folder
        Folder to make: C11.bin, C12_real.bin, C12_imag.bin, C22.bin, each with its ENVI header, and config.txt.

    Returns what was written. Raises the :class:`MtdnError` that fits: no C2 in the input, numbers that 32 bits do not hold, an
    output that cannot be written.
    """
    if not output and not folder:
        raise ConfigError("No output is asked for", "a GeoTIFF, a folder, or both", "name one")
    progress = Progress(feedback)
    with working(progress.is_cancelled):
        date = open_date(source, "auto", progress, "Input")
        if not date.has_c12:
            raise BandError(
                f"'{source.path}' holds {date.bands_text}", "the four elements of C2 (C11, Re C12, Im C12, C22)",
                "choose a covariance matrix; intensities alone have no C12",
            )
        content, nodata, rasters = InputContent([date]), _nodata(date), [output] if output else []
        check_outputs(rasters, date.files)
        kept = float("nan") if nodata is None else nodata
        bands = tuple(OutputBand(name, "linear power") for name in C2)
        with OutputSet([*rasters, *([folder] if folder else [])]) as files:
            made = [files.add(GeoTiffWriter(path, date.grid, bands, kept, metadata=date.metadata)).write for path in rasters]
            made += [files.add(_Folder(folder, date, nodata)).write] if folder else []
            for window in progress.over(scan_windows(date.grid.width, date.grid.height, 1 << 20), "Converting"):
                content.check()
                values = awaited(partial(_stored, date, window, kept))
                for write in made:
                    write(window, values)
            content.verify()
            files.commit()
        if folder:
            found = open_date_raster(folder, None, None, "auto").grid
            for difference in date.grid.differences(found):
                progress.warning(f"The headers of '{folder}' do not hold the whole georeference: {difference}")
    return tuple(path for path in (output, folder) if path)


def _nodata(date: DateRaster) -> float | None:
    found = {f.nodata for f in date.bands if f.nodata is not None and not np.isnan(f.nodata)}
    if len(found) > 1:
        raise InputError(
            f"The elements of '{date.name}' declare different nodata values: {', '.join(f'{v:g}' for v in sorted(found))}",
            "one nodata value for the matrix", "give all four the same",
        )
    if found:
        return found.pop()
    return float("nan") if any(f.nodata is not None for f in date.bands) else None


def _stored(date: DateRaster, window: Window, nodata: float) -> Float:
    """Read (4, height, width) as the files hold it; what a mask of a file hides becomes nodata."""
    values = np.empty((len(C2), window[3], window[2]), np.float32)
    for index, band in enumerate(date.bands):
        raw = band.scaled(band.read(window))
        with np.errstate(over="ignore"):
            values[index] = raw
        if raw.dtype != np.float32 and not np.array_equal(values[index], raw, equal_nan=True):
            raise InputError(
                f"'{band.file.name}' holds {raw.dtype} numbers that 32 bits do not hold", "32-bit floating point",
                "convert it first, which rounds it (gdal_translate -ot Float32)",
            )
    if any(band.masked or band.alpha is not None for band in date.bands):
        values[:, ~read_stored(date.bands, window)[1]] = nodata
    return values


class _Folder(PendingFile):
    def __init__(self, path: str, date: DateRaster, nodata: float | None) -> None:
        target = Path(path)
        if not os.path.isdir(target.parent) or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
            raise OutputError(
                f"The folder '{path}' cannot be made: it holds files, or there is no folder to make it in",
                "a folder that does not exist or is empty", "choose another name",
            )
        super().__init__(path, "")
        self._grid = date.grid
        os.mkdir(self.temporary)
        self._elements = [_element(Path(self.temporary, f"{name}.bin"), date, name, nodata) for name in C2]

    def write(self, window: Window, values: Float) -> None:
        for dataset, element in zip(self._elements, values):
            write_band(dataset, 1, window[0], window[1], element)

    def close(self) -> None:
        close_all(self.path, self._elements)
        try:
            Path(self.temporary, "config.txt").write_text(CONFIG.format(self._grid.height, self._grid.width), encoding="ascii")
            for header in Path(self.temporary).glob("*.hdr"):  # GDAL puts the path into it
                element = header.with_suffix("")
                header.write_bytes(header.read_bytes().replace(os.fsencode(element), os.fsencode(element.name)))
            if os.path.isdir(self.path):
                os.rmdir(self.path)
        except OSError as error:
            raise OutputError(
                f"The folder '{self.path}' cannot be written ({error.strerror})", "a folder with free space you may write to",
                "check rights and free space",
            ) from error

    def discard(self) -> None:
        shutil.rmtree(self.temporary, ignore_errors=True)


def _element(path: Path, date: DateRaster, name: str, nodata: float | None) -> Any:
    gdal, grid = gdal_module(), date.grid
    create = partial(gdal.GetDriverByName("ENVI").Create, options=["SUFFIX=ADD"])
    dataset = written(str(path), lambda: create(str(path), grid.width, grid.height, 1, gdal.GDT_Float32))
    with quiet():
        set_grid(dataset, grid)
        dataset.SetMetadata(date.metadata)  # into C11.bin.aux.xml: what was done to the image
        dataset.GetRasterBand(1).SetDescription(name)
        if nodata is not None:
            dataset.GetRasterBand(1).SetNoDataValue(nodata)
    return dataset
