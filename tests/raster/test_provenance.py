"""What outputs say of themselves."""

from __future__ import annotations

import numpy as np
import pytest

import mtdn_core
from mtdn_core.errors import InputError
from mtdn_core.raster.provenance import CHANGE, CREDIT, despeckled_metadata, is_despeckled, of_sentinel1, provenance
from tests.rasters import speckled, write_raster


@pytest.mark.parametrize(
    ("name", "metadata", "wanted"),
    [
        ("S1A_IW_GRDH_20240301.tif", {}, True),
        ("OPERA_L2_RTC-S1_T070-149815-IW3_20241115_S1A_30_v1.0_VV.tif", {}, True),
        ("sentinel1_vv.tif", {}, True),
        ("a.tif", {"PLATFORM": "Sentinel-1B"}, True),
        ("s1access.tif", {}, False),
        ("before.tif", {"AREA_OR_POINT": "Area"}, False),
        ("TSX1_SAR.tif", {}, False),
    ],
)
def test_sentinel_by_name_or_metadata(name, metadata, wanted) -> None:
    assert of_sentinel1([name], [metadata]) == wanted


def test_credit() -> None:
    known = provenance(CHANGE, {"model": "m", "threshold": None}, [2024, 2023, 2024], True)
    assert known[CREDIT] == "Contains modified Copernicus Sentinel data 2023-2024"
    assert known["MTDN_MODEL"] == "m" and "MTDN_THRESHOLD" not in known and not is_despeckled(known)
    unknown = provenance(CHANGE, {}, [], False)
    assert CREDIT not in unknown and "Copernicus Sentinel data [year]" in unknown["MTDN_CREDIT"]


def test_credits_of_the_input_stay() -> None:
    added = provenance(CHANGE, {"model": "m"}, [2024], True)
    own = {CREDIT: "Somebody 2024", "MTDN_THRESHOLD": "0.5", "TRACK": "70"}
    found = despeckled_metadata(own, added)
    assert is_despeckled(found) and "MTDN_THRESHOLD" not in found and found["TRACK"] == "70"
    assert found[CREDIT] == "Somebody 2024; Contains modified Copernicus Sentinel data 2024"
    assert despeckled_metadata(found, added)[CREDIT] == found[CREDIT]


def test_outputs_that_are_no_backscatter_are_refused_as_inputs(tmp_path) -> None:
    """The bands of a step or of a ratio are named VV and VH, too."""
    pytest.importorskip("osgeo.gdal")
    one, two = (write_raster(tmp_path / f"{n}_linear.tif", speckled(50, 60, seed=n)) for n in (1, 2))
    ratio, step, change = (str(tmp_path / f"{name}.tif") for name in ("ratio", "step", "change"))
    mtdn_core.despeckle_raster(str(one), str(tmp_path / "d.tif"), ratio=ratio)
    mtdn_core.detect_changes_raster(str(one), str(two), change, step=step)
    for path, product in ((ratio, "ratio"), (step, "change"), (change, "change")):
        with pytest.raises(InputError, match=rf"an output of this software \({product}\), not backscatter"):
            mtdn_core.despeckle_raster(path, str(tmp_path / "again.tif"), units="db")
    assert not (tmp_path / "again.tif").exists()


def test_a_despeckled_matrix_stays_one_in_a_polsarpro_folder(tmp_path) -> None:
    pytest.importorskip("osgeo.gdal")
    own, folder = str(tmp_path / "c2.tif"), str(tmp_path / "C2")
    c2 = speckled(40, 50)[[0, 0, 0, 1]] * np.array([1, 0.1, 0.1, 1], np.float32)[:, None, None]
    write_raster(own, c2, names=["C11", "C12_real", "C12_imag", "C22"])
    mtdn_core.despeckle_raster(own, str(tmp_path / "d.tif"))
    mtdn_core.covariance_raster(tmp_path / "d.tif", folder=folder)
    said = mtdn_core.despeckle_raster(folder, str(tmp_path / "again.tif")).messages
    assert any("is already despeckled" in line for line in said), said


def test_weather_that_was_not_measured_is_not_stated(tmp_path) -> None:
    gdal = pytest.importorskip("osgeo.gdal")
    one, two = (str(write_raster(tmp_path / f"{n}_linear.tif", speckled(50, 60, seed=n))) for n in (1, 2))
    mtdn_core.despeckle_raster(one, tmp_path / "d.tif", second=two)
    mtdn_core.detect_changes_raster(one, two, tmp_path / "c.tif")
    assert "MTDN_WEATHER_DB" not in gdal.Open(str(tmp_path / "d.tif")).GetMetadata()
    assert "MTDN_WEATHER_DB" in gdal.Open(str(tmp_path / "c.tif")).GetMetadata()
