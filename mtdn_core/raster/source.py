"""The files of one date, opened and checked: single rasters, VV and VH in two files, C2 folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtdn_core.errors import BandError, InputError
from mtdn_core.raster.gdal import gdal_module, open_raster
from mtdn_core.raster.names import C2, role_of, role_of_file, sibling_name

_C2_EXTENSIONS = (".bin", ".tif", ".tiff", ".img")


@dataclass(frozen=True)
class SourceFile:
    """An open raster file; holds the dataset, which must outlive its bands."""

    path: str
    dataset: Any

    @property
    def name(self) -> str:
        """File name for messages and recognition; a sub-dataset string keeps its own name."""
        return Path(self.path).name

    @property
    def bands(self) -> tuple[int, ...]:
        """Numbers of the bands that hold measurements (alpha is a mask)."""
        return tuple(n for n in range(1, self.dataset.RasterCount + 1) if not self._is_alpha(n))

    @property
    def alpha(self) -> int | None:
        """Number of the alpha band; GDAL itself heeds it only as the second or fourth band."""
        return next((n for n in range(1, self.dataset.RasterCount + 1) if self._is_alpha(n)), None)

    @property
    def has_mask(self) -> bool:
        """True if a mask (not alpha) of the whole file says where something was measured."""
        gdal = gdal_module()
        flags = self.dataset.GetRasterBand(1).GetMaskFlags()
        return bool(flags & gdal.GMF_PER_DATASET) and not flags & gdal.GMF_ALPHA

    def _is_alpha(self, number: int) -> bool:
        band = self.dataset.GetRasterBand(number)
        # some writers mark the second of two bands as alpha; a band named VH is VH
        named = role_of(band.GetDescription()) is not None
        return not named and band.GetColorInterpretation() == gdal_module().GCI_AlphaBand

    def files(self) -> tuple[str, ...]:
        """All files it is read from; those of a VRT, too."""
        return tuple(self.dataset.GetFileList() or (self.path,))


def open_source(path: str) -> SourceFile:
    """Open a raster and refuse complex and 8-bit data.

    Raises
    ------
    InputError
        See :func:`mtdn_core.raster.gdal.open_raster`; also for complex (SLC) and 8-bit (stretched) data.
    """
    gdal = gdal_module()
    source = SourceFile(path, open_raster(path))
    kinds = [source.dataset.GetRasterBand(n).DataType for n in source.bands]
    if any(gdal.DataTypeIsComplex(kind) for kind in kinds):
        raise InputError(
            f"'{path}' holds complex numbers (single-look complex data)",
            "intensity or amplitude of VV and VH, or the covariance matrix C2, in real numbers",
            "calibrate it and form C2 (SNAP: Polarimetric Matrix Generation, C2) or multilook to intensity first",
        )
    if all(gdal.GetDataTypeSize(kind) <= 8 for kind in kinds):
        raise InputError(
            f"'{path}' is an 8-bit picture with {len(kinds)} band(s): stretched for display, its backscatter is lost",
            "backscatter as 32-bit numbers (or 16-bit amplitudes), VV and VH or the four bands of C2",
            "export the raw values (in QGIS: Save As, raw data; not 'rendered image')",
        )
    return source


def open_date(path: str, vh_path: str | None) -> tuple[tuple[SourceFile, ...], tuple[str, ...]]:
    """Open the file or files of one date.

    Returns
    -------
    files, notes
        The files in the order given or C11, C12_real, C12_imag, C22; what was looked up, in words.

    Raises
    ------
    InputError, BandError
        For files that cannot be used, a missing polarisation, or the same file given twice.
    """
    if not str(path).strip():
        raise InputError("No input is given", "the path of a raster", "choose a file")
    folder = _covariance_folder(Path(path))
    if folder is not None:
        if vh_path:
            raise BandError(
                f"A VH file is given beside the covariance matrix in '{folder}', which holds VH as C22",
                "one of the two",
                "leave out the VH file",
            )
        return _open_covariance(folder, path)
    first = open_source(path)
    if vh_path:
        second = open_source(vh_path)
        if _same_file(path, vh_path):
            raise BandError(f"'{path}' is given twice, as VV and as VH", "two files", "give the VH file as the second")
        return (first, second), ()
    if len(first.bands) == 1:
        role = role_of_file(first.name)
        name = sibling_name(first.name, role) if role else None
        sibling = Path(path).with_name(name) if name and name != first.name else None
        if role in ("VV", "VH") and sibling is not None and sibling.is_file():
            other = "VH" if role == "VV" else "VV"
            note = f"'{first.name}' holds {role} only; {other} is read from '{sibling.name}' beside it"
            return (first, open_source(str(sibling))), (note,)
    return (first,), ()


def _covariance_folder(path: Path) -> Path | None:
    """Return the folder of a C2 matrix when `path` is it, or holds it, or is its C11."""
    if path.is_dir():
        if path.suffix.upper() == ".SAFE" or (path / "manifest.safe").is_file():
            raise InputError(
                f"'{path}' is a SAFE product: uncalibrated amplitudes in radar geometry",
                "calibrated backscatter on a map grid",
                "process it to RTC or calibrated, terrain-corrected VV and VH (SNAP, pyroSAR, HyP3, OPERA) first",
            )
        for folder in (path, path / "C2"):
            if _component(folder, "C11") is not None:
                return folder
        raise InputError(
            f"'{path}' is a folder without a covariance matrix",
            "a raster file, or a PolSARpro folder with C11.bin, C12_real.bin, C12_imag.bin and C22.bin",
            "choose the file or the C2 folder",
        )
    return path.parent if path.stem.upper() == "C11" and _component(path.parent, "C22") is not None else None


def _component(folder: Path, name: str) -> Path | None:
    candidates = (folder / f"{name}{extension}" for extension in _C2_EXTENSIONS)
    return next((c for c in candidates if c.is_file()), None)


def _open_covariance(folder: Path, path: str) -> tuple[tuple[SourceFile, ...], tuple[str, ...]]:
    if _component(folder, "C33") is not None:
        raise BandError(
            f"'{folder}' holds C33: a full-polarisation or three-channel matrix",
            "the dual-polarisation matrix C2 of VV and VH",
            "convert it to C2 first (PolSARpro: C3 to C2)",
        )
    found = [(name, _component(folder, name)) for name in C2]
    missing = [name for name, file in found if file is None]
    if missing and missing != ["C12_real", "C12_imag"]:
        raise BandError(
            f"'{folder}' lacks {', '.join(missing)}",
            "C11, C12_real, C12_imag and C22 (or C11 and C22 alone)",
            "complete the folder",
        )
    files = tuple(open_source(str(file)) for _, file in found if file is not None)
    what = "C11 and C22 (no C12)" if missing else "C11, C12_real, C12_imag, C22"
    return files, (f"'{path}': covariance matrix in one file per element, {what}",)


def _same_file(one: str, two: str) -> bool:
    try:
        return Path(one).samefile(two)
    except OSError:
        return one == two
