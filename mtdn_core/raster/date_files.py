"""The files of one date: one raster, VV and VH in two files, a C2 folder, a product or archive of several files."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar
from xml.sax.saxutils import escape

from mtdn_core.errors import BandError, ContainerError, InputError
from mtdn_core.files import same_file
from mtdn_core.raster.acquisition import is_side_file
from mtdn_core.raster.gdal import attempt, gdal_module
from mtdn_core.raster.names import C2, OTHER, role_of, role_of_file, siblings
from mtdn_core.raster.source import SourceFile, missing_header, open_source

PACKED = re.compile(r"\.(tgz|gz|bz2|xz|7z|rar)$", re.I)
T = TypeVar("T")
_PRODUCTS = (".dim", ".vrt", ".nc", ".h5", ".zip")
_C2_EXTENSIONS = (".bin", ".tif", ".tiff", ".img")


def open_date(path: str, vh_path: str | None, alone: bool = False) -> tuple[tuple[SourceFile, ...], tuple[str, ...]]:
    """Open the file or files of one date, or C11, C12_real, C12_imag, C22; `alone`: no other polarisation is looked for.

    Returns them in the order given, and what was looked up, in words. Raises :class:`InputError` and :class:`BandError` for
    files that cannot be used, a missing element, or the same file given twice.
    """
    if not str(path).strip():
        raise InputError("No input is given", "the path of a raster", "choose a file")
    folder = _covariance_folder(Path(path))
    if folder is not None:
        if vh_path:
            raise BandError(
                f"A VH file is given beside the covariance matrix in '{folder}', which holds VH as C22", "one of the two",
                "leave out the VH file",
            )
        return _open_covariance(folder, path)
    if _dimap_images(path):
        return _open_dimap(path)
    if not path.startswith("/vsi") and os.path.isfile(path):
        if PACKED.search(path):
            raise InputError(f"'{path}' is compressed as a whole", "a raster that can be read in parts", "unpack it first")
        if path.lower().endswith((".zip", ".tar")):
            return open_date(_inside(path), vh_path, alone)
    elif os.path.isdir(path) and attempt(lambda: gdal_module().IdentifyDriver(path))[0] is None:
        return open_date(_inside(path), vh_path, alone)
    try:
        first = open_source(path)
    except ContainerError as error:
        if vh_path:
            raise
        return _open_variables(error)
    if vh_path:
        second = open_source(vh_path)
        if same_file(path, vh_path):
            raise BandError(f"'{path}' is given twice, as VV and as VH", "two files", "give the VH file as the second")
        return (first, second), ()
    if not alone and len(first.bands) == 1 and (sibling := sibling_of(path)):
        other, role = open_source(sibling), str(role_of_file(path))
        name = f"{Path(sibling).parent.name}/{other.name}"
        note = f"'{first.name}' holds {role} only; {OTHER[role]} is read from '{name}' beside it"
        return (first, other), (note,) if other.name == first.name else ()
    return (first,), ()


def sibling_of(path: str) -> str | None:
    """Return the file of the other polarisation beside a file; None if there is none."""
    return next(filter(_is_there, siblings(path)), None)


def _is_there(path: str) -> bool:
    """Return True for a file that exists, also in an archive, and for a variable of one."""
    if attempt(lambda: gdal_module().VSIStatL(path))[0] is not None:
        return True
    return re.match(r"\w+:.+:", path) is not None and attempt(lambda: gdal_module().OpenEx(path))[0] is not None


def _open_variables(error: ContainerError) -> tuple[tuple[SourceFile, ...], tuple[str, ...]]:
    """Open the variables of a netCDF, HDF5 or Zarr file that are one date by their names."""
    roles = [role_of(part.rpartition(":")[2]) for part in backscatter_variables(error)]
    if not roles or len(set(roles)) < len(roles):
        raise error
    files = tuple(map(open_source, backscatter_variables(error)))
    return files, (f"Of {len(error.parts)} sub-datasets: {', '.join(file.name for file in files)}",)


def backscatter_variables(error: ContainerError) -> list[str]:
    """Return those variables of a file that are polarisations or elements of C2 by their names, in the order of C2, VV, VH."""
    roles = {part: role_of(part.rpartition(":")[2]) for part in error.parts}
    order = (*C2, "VV", "HH", "VH", "HV")
    return [_with_georeference(part) for part in sorted(_backscatter(roles), key=lambda part: order.index(str(roles[part])))]


def _with_georeference(part: str) -> str:
    """Return the name by which GDAL reads the georeference of a variable of HDF5, too: with its driver of netCDF."""
    found = re.fullmatch(r'HDF5:"(.+)":/?(/.+)', part)
    name = f'NETCDF:"{found[1]}":{found[2]}' if found else part
    dataset = attempt(lambda: gdal_module().OpenEx(name))[0] if found else None
    return name if dataset is not None and dataset.GetSpatialRef() is not None else part


def _backscatter(roles: Mapping[T, str | None]) -> list[T]:
    """Return which of several files hold the elements of C2, or else polarisations."""
    elements = [file for file, role in roles.items() if role in C2]
    return elements if len(elements) >= len(C2) else [file for file, role in roles.items() if role in OTHER]


def measurements_of(path: str) -> str:
    """Return the folder in which a product, a folder, has its rasters: `measurement`, if there is one."""
    folder = os.path.join(path, "measurement")
    return folder if os.path.isdir(folder) else path


def _inside(path: str) -> str:
    """Return the raster inside a ZIP, TAR or folder of a product that stands for it: the VV file, or the only one."""
    is_folder = Path(path).is_dir()
    path = measurements_of(path)
    start = path.rstrip("/") if is_folder else f"/vsi{path[-3:].lower()}/{path}"
    listed = gdal_module().ReadDir if is_folder else gdal_module().ReadDirRecursive
    names = sorted(name for name in map(str, attempt(lambda: listed(start))[0] or ()) if not name.startswith("."))
    if any(name.endswith("manifest.safe") and "_NRB_" not in name for name in names):
        raise _safe(path)
    rasters = [n for n in names if n.lower().endswith((".tif", ".tiff", ".img")) and not is_side_file(Path(n).name)]
    chosen = [n for n in rasters if role_of_file(n) in ("VV", "HH")] or rasters
    if is_folder and not rasters:  # another product, or a folder in the folder, as unpacking leaves it
        chosen = [n for n in names if n.lower().endswith(_PRODUCTS)] or [n for n in names if os.path.isdir(f"{start}/{n}")]
    if len(chosen) == 1:
        return f"{start}/{chosen[0]}"
    found = f"The {'folder' if is_folder else 'archive'} '{path}' holds {len(rasters)} rasters"
    raise (InputError if rasters else BandError)(
        found + (f": {', '.join(rasters[:4])}" if rasters else ""),
        "one raster, or one VV and one VH file" + (
            "; or a PolSARpro folder with C11.bin, C12_real.bin, C12_imag.bin and C22.bin" if is_folder else ""
        ),
        f"name one of them, for example {start}/{chosen[0]}, or "
        + ("have all dates of the folder" if is_folder else "unpack it and have all its dates") + " despeckled as a series"
        if rasters else "choose the file of the raster",
    )


def _safe(path: Path | str) -> InputError:
    return InputError(
        f"'{path}' is a SAFE product: uncalibrated amplitudes in radar geometry", "calibrated backscatter on a map grid",
        "process it to RTC or calibrated, terrain-corrected VV and VH (SNAP, pyroSAR, HyP3, OPERA) first",
    )


def _dimap_images(path: str) -> list[Path]:
    """Return the images of a BEAM-DIMAP product (``NAME.dim`` with ``NAME.data/*.img``), VV first; none of other files."""
    folder = Path(path).with_suffix(".data") if path.lower().endswith(".dim") else Path()
    images = folder.glob("*.img") if folder.name and os.path.isdir(folder) else ()
    return sorted(images, key=lambda image: ("_vh" in image.stem.lower(), image.name))


def _open_dimap(path: str) -> tuple[tuple[SourceFile, ...], tuple[str, ...]]:
    images = [image for image in _dimap_images(path) if not is_side_file(image.name)]
    roles = {image: role_of(image.stem) for image in images}
    chosen = _backscatter(roles)
    if not chosen:
        raise BandError(
            f"The BEAM-DIMAP product '{path}' holds {', '.join(i.stem for i in images[:8]) or 'no image'}",
            "VV, VH, or C11, C12_real, C12_imag and C22", "write these bands in SNAP, or choose the .img files one by one",
        )
    note = f"'{path}': BEAM-DIMAP, {', '.join(file.name for file in chosen)}"
    return tuple(open_source(str(file)) for file in chosen), (note,)


def _open_element(file: Path) -> SourceFile:
    """Open an element of a covariance matrix; without its .hdr, by PolSARpro's config.txt."""
    header, config, gdal = missing_header(file), file.parent / "config.txt", gdal_module()
    if file.suffix.lower() != ".bin" or header is None:
        return open_source(str(file))
    try:
        words = config.read_text("ascii", "replace").split()
        rows, columns = (int(words[words.index(name) + 1]) for name in ("Nrow", "Ncol"))
    except (OSError, ValueError, IndexError) as error:
        raise InputError(
            f"'{file}' has no header '{header.name}', and '{config.name}' beside it does not tell its size",
            "an ENVI header (.hdr), or PolSARpro's config.txt with Nrow and Ncol",
            "export the matrix again with headers (PolSARpro: Tools, ENVI header files)",
        ) from error
    if min(rows, columns) < 1 or file.stat().st_size != 4 * rows * columns:
        raise InputError(
            f"'{file}' has {file.stat().st_size} bytes, but {config.name} states {rows} x {columns} pixels",
            f"{4 * rows * columns} bytes of 32-bit numbers", "export the matrix again",
        )
    text = (
        f'<VRTDataset rasterXSize="{columns}" rasterYSize="{rows}"><VRTRasterBand dataType="Float32" band="1" '
        f'subClass="VRTRawRasterBand"><SourceFilename relativetoVRT="0">{escape(str(file.resolve()))}</SourceFilename>'
        f"<ByteOrder>LSB</ByteOrder></VRTRasterBand></VRTDataset>"
    )
    option = "GDAL_VRT_RAWRASTERBAND_ALLOWED_SOURCE"  # newer releases of GDAL refuse raw bytes elsewhere
    gdal.SetThreadLocalConfigOption(option, "ALL")
    dataset, message = attempt(lambda: gdal.OpenEx(text))
    gdal.SetThreadLocalConfigOption(option, None)
    if dataset is None:
        raise InputError(f"'{file}' cannot be opened as a raster{message}", "a complete file", "export the matrix again")
    return open_source(str(file), dataset)


def _covariance_folder(path: Path) -> Path | None:
    """Return the folder of a C2 matrix when `path` is it, or holds it, or is its C11."""
    if os.path.isdir(path):  # unlike pathlib also for names that no file can have
        if path.suffix.upper() == ".SAFE" or ("_NRB_" not in path.name and (path / "manifest.safe").is_file()):
            raise _safe(path)
        for folder in (path, path / "C2"):
            if _component(folder, "C11") is not None:
                return folder
        return None
    return path.parent if path.stem.upper() == "C11" and _component(path.parent, "C22") is not None else None


def _component(folder: Path, name: str) -> Path | None:
    return next((c for extension in _C2_EXTENSIONS if (c := folder / f"{name}{extension}").is_file()), None)


def _open_covariance(folder: Path, path: str) -> tuple[tuple[SourceFile, ...], tuple[str, ...]]:
    if _component(folder, "C33") is not None:
        raise BandError(
            f"'{folder}' holds C33: a full-polarisation or three-channel matrix",
            "the dual-polarisation matrix C2 of VV and VH", "convert it to C2 first (PolSARpro: C3 to C2)",
        )
    found = [(name, _component(folder, name)) for name in C2]
    missing = [name for name, file in found if file is None]
    if missing and missing != ["C12_real", "C12_imag"]:
        raise BandError(
            f"'{folder}' lacks {', '.join(missing)}", "C11, C12_real, C12_imag and C22 (or C11 and C22 alone)",
            "complete the folder",
        )
    files = tuple(_open_element(file) for _, file in found if file is not None)
    what = "C11 and C22 (no C12)" if missing else "C11, C12_real, C12_imag, C22"
    return files, (f"'{path}': covariance matrix in one file per element, {what}",)
