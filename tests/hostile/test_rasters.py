"""Rasters by their properties: whatever type, numbers, nodata, scale and units come, powers or a refusal in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("hypothesis")
pytest.importorskip("osgeo.gdal")

from hypothesis import given
from hypothesis import strategies as st
from osgeo import gdal

from mtdn_core.errors import MtdnError
from mtdn_core.raster.read import open_date_raster
from tests.conftest import write_raster
from tests.hostile.test_properties import long, once, refusal

SPECIAL = [0.0, -0.0, 1e-38, 1e-30, 1e30, 3e38, -1.0, float("nan"), float("inf"), float("-inf"), -9999.0, 255.0, 65535.0]
DTYPES = st.sampled_from([np.float32, np.float64, np.int16, np.uint16, np.int32, np.uint32])
NUMBERS = st.sampled_from(SPECIAL) | st.floats(width=32) | st.floats(0.001, 10)
RASTERS = st.tuples(
    DTYPES, st.integers(1, 9), st.integers(1, 9), st.lists(NUMBERS, min_size=2, max_size=162),
    st.none() | NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS, st.sampled_from(["auto", "linear", "db", "amplitude"]),
)


def check_raster(folder: Path, described: tuple[Any, ...]) -> None:
    """Powers are finite and not negative where they count as measured, and nothing is left elsewhere; or words."""
    dtype, height, width, numbers, nodata, scale, offset, units = described
    with np.errstate(all="ignore"):
        values = np.resize(np.array(numbers, np.float64), (2, height, width))
        kept = values if np.issubdtype(dtype, np.floating) else np.clip(np.nan_to_num(values), *_range(dtype))
        path = write_raster(folder / "drawn.tif", kept.astype(dtype))
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for band in (dataset.GetRasterBand(1), dataset.GetRasterBand(2)):
        for number, put in ((nodata, band.SetNoDataValue), (scale, band.SetScale), (offset, band.SetOffset)):
            if number is not None:
                put(number)
    band = dataset = put = None
    try:
        image, valid = open_date_raster(str(path), None, None, units).read((0, 0, width, height))
    except MtdnError as error:
        refusal(error)
        return
    assert image.shape == (2, height, width) and valid.shape == (height, width)
    assert np.isfinite(image).all() and (image >= 0).all() and not image[:, ~valid].any(), described
    if units == "linear" and nodata is None and scale is None and offset is None and dtype == np.float32:
        with np.errstate(all="ignore"):
            measured = np.isfinite(kept.astype(dtype)).all(0)
        assert not (valid & ~measured).any()


def _range(dtype: Any) -> tuple[int, int]:
    return np.iinfo(dtype).min, np.iinfo(dtype).max


@once
@given(RASTERS)
def test_drawn_rasters(tmp_path_factory: pytest.TempPathFactory, described: Any) -> None:
    check_raster(tmp_path_factory.mktemp("r"), described)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_many_drawn_rasters(tmp_path: Path) -> None:
    long(given(RASTERS)(lambda described: check_raster(tmp_path, described)))()
