"""Synthetic rasters, written and read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

UTM = 32646


def speckled(height: int, width: int, looks: float = 4.0, seed: int = 0) -> np.ndarray:
    """Return (2, height, width) gamma-distributed VV and VH power over a step."""
    random = np.random.default_rng(seed)
    clean = np.where(np.arange(width) < width / 2, 0.1, 0.3) * np.ones((height, 1))
    noise = random.gamma(looks, 1 / looks, (2, height, width))
    return (np.stack([clean, clean * 0.2]) * noise).astype(np.float32)


def write_raster(
    path: Path,
    bands: np.ndarray,
    names: tuple[str, ...] = ("VV", "VH"),
    nodata: float | None = None,
    epsg: int | None = UTM,
    transform: tuple[float, ...] | None = (800000.0, 30.0, 0.0, 2100000.0, 0.0, -30.0),
    options: tuple[str, ...] = (),
    metadata: dict[str, str] | None = None,
    driver: str = "GTiff",
) -> Path:
    """Write (bands, height, width) in its own data type and return the path."""
    from osgeo import gdal, gdal_array, osr

    Path(path).parent.mkdir(parents=True, exist_ok=True)
    kind = gdal_array.NumericTypeCodeToGDALTypeCode(bands.dtype)
    dataset = gdal.GetDriverByName(driver).Create(str(path), *bands.shape[:0:-1], len(bands), kind, list(options))
    if transform is not None:
        dataset.SetGeoTransform(transform)
    if epsg is not None:
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(epsg)
        dataset.SetProjection(crs.ExportToWkt())
    dataset.SetMetadata(metadata or {})
    for index, values in enumerate(bands):
        band = dataset.GetRasterBand(index + 1)
        if index < len(names):
            band.SetDescription(names[index])
        if nodata is not None:
            band.SetNoDataValue(nodata)
        band.WriteArray(values)
    band = dataset = None
    return path


def read_raster(path: Path | str) -> np.ndarray:
    """Return all bands."""
    from osgeo import gdal

    values = gdal.Open(str(path)).ReadAsArray()
    return values if values.ndim == 3 else values[None]


def folder_state(folder: Path) -> dict[str, str]:
    """Return every file below a folder with the hash of its bytes."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def write_dates(folder: Path, count: int, edge: int) -> Path:
    """Make a folder of dates a month apart, each edge x edge pixels."""
    folder.mkdir()
    for month in range(1, count + 1):
        write_raster(folder / f"s1_2024{month:02d}01.tif", speckled(edge, edge, seed=month))
    return folder
