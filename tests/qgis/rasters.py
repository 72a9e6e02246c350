"""Small rasters for the tests inside QGIS."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np

from tests.rasters import write_raster

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
MYANMAR = (SAMPLE / "S1A_IW_GRDH_20150329_VV_VH_dB.tif", SAMPLE / "S1A_IW_GRDH_20160323_VV_VH_dB.tif")


def write_tif(path: Path, bands: np.ndarray, descriptions: tuple[str, ...] = (), origin: float = 500_000.0) -> Path:
    """Write (bands, H, W) as a GeoTIFF in EPSG:32646 with 30 m pixels; NaN is nodata of floats."""
    nodata = float("nan") if bands.dtype == np.float32 else None
    return write_raster(path, bands, descriptions, nodata, transform=(origin, 30.0, 0.0, 2_100_000.0, 0.0, -30.0))


def speckled(seed: int, size: int = 40, looks: int = 5, step: float = 1.0) -> np.ndarray:
    """Return VV and VH, linear, (2, size, size): a flat field with gamma speckle, its right half times `step`."""
    random = np.random.default_rng(seed)
    level = np.ones((size, size))
    level[:, size // 2 :] *= step
    channels = [mean * level * random.gamma(looks, 1.0 / looks, (size, size)) for mean in (0.2, 0.04)]
    return np.stack(channels).astype(np.float32)


def model_that_needs_torch(folder: Path) -> Path:
    """Write the card and weights of a model whose architecture has no NumPy implementation; returns the card."""
    shipped = ROOT / "mtdn_core" / "weights" / "mtdn-compact.json"
    card = json.loads(shipped.read_text(encoding="utf-8"))
    card.update(name="other", architecture="mtdn-wide", settings={}, representation={})
    shutil.copy(shipped.with_suffix(".safetensors"), folder / "other.safetensors")
    (folder / "other.json").write_text(json.dumps(card), encoding="utf-8")
    return folder / "other.json"


def read_tif(path: str | Path) -> np.ndarray:
    """Return the pixels, (H, W) or (bands, H, W)."""
    from osgeo import gdal

    dataset = gdal.Open(str(path))
    return dataset.ReadAsArray()
