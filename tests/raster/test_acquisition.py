"""When an image was taken, by every way in which names and metadata write a date."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from mtdn_core.raster.acquisition import acquired, in_reverse, orbit, other_time_of_day, same_orbit, time_in_name

DAY = datetime(2015, 3, 5)


@pytest.mark.parametrize(
    "name",
    ["20150305", "2015-03-05", "2015_03_05", "2015.03.05", "05Mar2015", "05-MAR-2015", "5_x_05_mar_2015", "March_5_2015",
     "March 05, 2015", "2015Mar05", "2015_mar_05", "2015-3-5", "2015_3_05", "05-03-2015", "05032015", "05.03.2015", "2015064",
     "D2015064", "A2015-064", "150305", "S1A_IW_GRDH_1SDV_20150305T000000_20160323T115528_004897_0061B5_7A5C",
     "20240601_S1A_20150305T000000"],
)
def test_days(name) -> None:
    assert time_in_name(name if "S1A" in name else f"s1_{name}_VV.tif") == DAY


@pytest.mark.parametrize(
    ("name", "when"),
    [("Sentinel-1_IW_mosaic_2020_M08_01WCS_0_0", (2020, 8, 1)), ("s1_2015-03_VV", (2015, 3, 1)),
     ("s1_201503_VV", (2015, 3, 1)), ("mean_Mar2015", (2015, 3, 1)),
     ("s1_23-03-2016", (2016, 3, 23)), ("s1_03-23-2016", (2016, 3, 23)), ("s1_23032016", (2016, 3, 23)),
     ("s1_2016366", (2016, 12, 31)), ("s1_1425513600_vv", (2015, 3, 5)), ("1425513600000.tif", (2015, 3, 5))],
)
def test_other_days(name, when) -> None:
    assert time_in_name(name) == datetime(*when)


@pytest.mark.parametrize(
    "name",
    ["scene", "T137-292322-IW2", "S1A_010497_00F938_1D3E", "N19E095", "s1_20150230", "s1_2015366", "s1_2015_10m",
     "epsg_32646", "s1_171399", "x_20151", "tile_0319", "s1_2015_399", "grd_2048_2048", "summary_2015", "a150305b",
     "maritime_2015"],
)
def test_names_without_a_day(name) -> None:
    assert time_in_name(name) is None


@pytest.mark.parametrize(
    "metadata",
    [{key: "2015-03-05T00:00:00Z"} for key in (
        "ACQUISITION_DATE", "acquisition_start_time", "date", "start_datetime", "acquisitionDate", "DATE_ACQUIRED",
        "SCENE_DATE", "STARTTIME", "time_start", "sensing_start", "ZERO_DOPPLER_START_TIME", "NC_GLOBAL#time_coverage_start",
        "first_line_time")]
    + [{"system:time_start": "1425513600000"}, {"time_start": "1425513600"}, {"datetime": "2015:03:05 00:00:00"},
       {"sensing_start": "2015/03/05 00:00"},
       {"NETCDF_DIM_time": "63", "time#units": "days since 2015-01-01"},
       {"NETCDF_DIM_band": "2", "NETCDF_DIM_acquired": "63", "acquired#units": "days since 2015-01-01"},
       {"NETCDF_DIM_t": "63", "t#units": "days since 2015-01-01"},
       {"NETCDF_DIM_time": "5443200000", "time#units": "milliseconds since 2015-01-01"},
       {"NETCDF_DIM_time": "5443200000000", "time#units": "microseconds since 2015-01-01"},
       {"NETCDF_DIM_time": "5443200000000000", "time#units": "nanoseconds since 2015-01-01"},
       {"NETCDF_DIM_time": "1512", "time#units": "hours since 2015-01-01 00:00:00"}],
)
def test_metadata(metadata) -> None:
    assert acquired(metadata, "s1_20200101") == DAY


@pytest.mark.parametrize(
    "metadata",
    [*({key: "2021-03-05T00:00:00Z"} for key in (
        "TIFFTAG_DATETIME", "PROCESSING_START_TIME", "date_created", "stop_time", "update")),
     {"NETCDF_DIM_time": "63", "time#units": "months of 2015"},
     {"NETCDF_DIM_time": "1e300", "time#units": "days since 2015-01-01"}],
)
def test_other_times_in_metadata(metadata) -> None:
    assert acquired(metadata, "s1_20150305") == DAY


def test_order_in_words() -> None:
    assert in_reverse("flood_after.tif", "flood_before.tif") and in_reverse("post-event", "PRE_event")
    assert in_reverse("p08_T2_C2.tif", "p08_T1_C2.tif") and in_reverse("nachher.tif", "vorher.tif")
    assert in_reverse("s1_2021.tif", "s1_2019.tif") and not in_reverse("s1_2021_2018.tif", "s1_2019_2018.tif")
    assert not in_reverse("s1_2019.tif", "s1_2021.tif") and not in_reverse("s1_2021.tif", "s1_2021.tif")
    assert not in_reverse("flood_before.tif", "flood_after.tif") and not in_reverse("postal", "prepared")


def test_tracks_in_names() -> None:
    names = ("s1_orbit070", "s1_asc_t172_x", "S1_relative_orbit_5", "s1_track-12", "s1_t33UUP", "s1_t999", "LC08_01_T1")
    assert [orbit({}, name) for name in names] == [
        "relative orbit 70", "ascending, relative orbit 172", "relative orbit 5", "relative orbit 12", None, None, None]
    names = ("S1A_IW_GRDH_SIGMA0_DV_20150305T115503_DESCENDING_37_7A5C_V110_VV", "S1A__IW___A_20150305T115503_VV_gamma0-rtc_db",
             "ascending_05_03_2015")
    assert [orbit({}, name) for name in names] == ["descending, relative orbit 37", "ascending", "ascending"]
    assert same_orbit(orbit({}, "asc_t070"), orbit({}, "asc_t172")) is False
    assert same_orbit("ascending", "ascending") is None and same_orbit("ascending", "relative orbit 70") is None
    assert same_orbit("ascending, relative orbit 70", "relative orbit 70") is True


def test_bands_of_several_dates_state_their_own(tmp_path) -> None:
    pytest.importorskip("osgeo.gdal")
    from tests.raster.test_odd_inputs import LATER, POWER, opened
    from tests.rasters import write_raster as write

    names = ("Sigma0_VV_mst_23Mar2016", "Sigma0_VH_mst_23Mar2016", "Sigma0_VV_slv1_05Mar2015", "Sigma0_VH_slv1_05Mar2015")
    path = write(tmp_path / "S1_20160323_20150305.tif", np.concatenate([POWER, LATER]), names)
    assert opened(path, bands=(3, 4)).acquired == DAY
    assert any("different dates" in text for text in opened(path, bands=(1, 4)).warnings)


@pytest.mark.parametrize(
    ("name", "track"),
    [("S1A_IW_SLC__1SDV_20180408T043025_20180408T043053_021371_024C9B_1B70", 124),
     ("S1C_IW_SLC__1SDV_20250330T164120_20250330T164148_001681_002D70_1A2B", 110),
     ("S1C_IW_GRDH_1SDV_20260608T000000_20260608T000025_008018_0061B5_7A5C", 147),
     ("S1C_IW_GRDH_1SDV_20260626T000000_20260626T000025_008019_0061B5_7A5C", 46),
     ("S1D_IW_SLC__1SDV_20260313T164120_20260313T164148_002389_002D70_1A2B", 73)],
)
def test_relative_orbits_of_satellites(name, track) -> None:
    """Numbers that s1-reader, isce2 and sentineleof publish with their formulas."""
    assert orbit({}, name) == f"relative orbit {track}"


@pytest.mark.parametrize(
    ("hour", "minute", "second", "other"),
    [(5, 50, 5, False), (5, 51, 21, False), (5, 58, 12, True), (17, 50, 5, True), (0, 0, 0, False)],
)
def test_times_of_day_of_orbits(hour, minute, second, other) -> None:
    """One burst is passed within 76 seconds, the neighbouring orbit eight minutes apart (486 dates of real series)."""
    assert other_time_of_day(datetime(2024, 1, 1, 5, 50, 5), datetime(2024, 1, 13, hour, minute, second)) is other


def test_a_time_of_zero_is_none() -> None:
    assert acquired({"NETCDF_DIM_time": "0", "time#units": "days since 1970-01-01"}, "s1_20150305.nc") == DAY


def test_orbits_of_s1tiling() -> None:
    assert orbit({}, "s1a_33NWB_vv_DES_007_20200108txxxxxx.tif") == "descending, relative orbit 7"
    assert orbit({}, "s1a_33NWB_vv_ASC_037_20200108t061234_GammaNaughtRTC.tif") == "ascending, relative orbit 37"
    assert orbit({"ORBIT_DIRECTION": "DES", "RELATIVE_ORBIT_NUMBER": "007"}, "a.tif") == "descending, relative orbit 7"
    assert orbit({}, "Sigma0_VV_mst_15Dec2015") is None  # a month


@pytest.mark.parametrize("key", ["PASS", "sat_orbit_state", "ORBIT_PROPERTIES_PASS", "orbitProperties_pass"])
def test_directions_in_metadata(key) -> None:
    assert orbit({key: "ASCENDING"}, "x_desc") == "ascending" and orbit({key: "d"}) == "descending"
    assert orbit({key: "unknown"}) is None
