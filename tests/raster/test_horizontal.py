"""HH and HV in place of VV and VH."""

from __future__ import annotations

import pytest

pytest.importorskip("osgeo.gdal")

import mtdn_core
from mtdn_core.inference.series_plan import find_items
from tests.rasters import read_raster, speckled, write_raster


@pytest.mark.parametrize("files", [1, 2])
def test_hh_and_hv_are_taken_with_a_warning_and_keep_their_names(tmp_path, files) -> None:
    from osgeo import gdal

    bands, out = speckled(60, 70), tmp_path / "out.tif"
    if files == 1:
        path = write_raster(tmp_path / "s1_1sdh.tif", bands[::-1], ("Sigma0_HV", "Sigma0_HH"))
    else:
        path = write_raster(tmp_path / "s1_20240105_HH.tif", bands[:1], ())
        write_raster(tmp_path / "s1_20240105_HV.tif", bands[1:], ())
        assert [item.path for item in find_items(str(tmp_path))[0]] == [str(path)]
    report = mtdn_core.despeckle_raster(str(path), str(out), units="linear")
    assert any("HH and HV are taken in place of VV and VH" in text for text in report.messages)
    assert "HH = band" in report.bands[0]
    dataset = gdal.Open(str(out))
    names = [dataset.GetRasterBand(n).GetDescription() for n in (1, 2)]
    assert names == (["Sigma0_HV", "Sigma0_HH"] if files == 1 else ["HH", "HV"])
    expected = mtdn_core.despeckle(bands, units="linear")
    found = read_raster(out)[::-1] if files == 1 else read_raster(out)
    assert abs(found - expected).max() <= 1e-4 * expected.max()
