"""Band names and units as they are met in products."""

from __future__ import annotations

import pytest

from mtdn_core.raster.names import order_in_file_name, quantity_of, role_of, role_of_file, siblings
from mtdn_core.raster.units import units_in_text


@pytest.mark.parametrize(
    ("text", "role"),
    [("VV", "VV"), ("vh", "VH"), ("Sigma0_VV_db", "VV"), ("Gamma0_VH", "VH"), ("VVdB", "VV"), ("angle", None),
     ("C11", "C11"), ("C12_real", "C12_real"), ("C12 Im", "C12_imag"), ("Re(C12)", "C12_real"), ("im_C12", "C12_imag"),
     ("C22", "C22"), ("C33", "quad"), ("VV/VH", None), ("i_VV", None), ("Phase_VV", None), ("coh_VV", None),
     ("HH", "HH"), ("Intensity_VH_mst_24Mar2015", "VH"), ("survey", None), ("", None),
     ("VV20150305", "VV"), ("20150305VH", "VH"), ("S1VV", "VV"), ("VH1", "VH"), ("b3vvx", None),
     ("sigmaVV", "VV"), ("GammaVH", "VH"), ("VVlin", "VV")],
)
def test_role_of_description(text, role) -> None:
    assert role_of(text) == role


@pytest.mark.parametrize(
    ("name", "role"),
    [("OPERA_L2_RTC-S1_T137-292322-IW2_20241115T015913Z_20241115T104237Z_S1A_30_v1.0_VV.tif", "VV"),
     ("S1A_IW_20180128T161201_DVP_RTC30_G_gpuned_FD6A_VH.tif", "VH"), ("scene.tif", None), ("a_VV_VH_dB.tif", None),
     ("s1a-iw-grd-vv-20210401t052623-20210401t052648-026269-032297-001.tiff", "VV"), ("C12_imag.bin", "C12_imag")],
)
def test_role_of_file(name, role) -> None:
    assert role_of_file(name) == role


def test_siblings() -> None:
    assert siblings("S1_x_VV.tif") == ("S1_x_VH.tif",)
    assert siblings("s1a-iw-grd-vv-2021-001.tiff") == ("s1a-iw-grd-vh-2021-002.tiff",)
    assert siblings("s1a-iw-grd-vh-2021-002-cog.tiff") == ("s1a-iw-grd-vv-2021-001-cog.tiff",)
    assert siblings("a/x_vh_dB.tif") == ("a/x_vv_dB.tif",)
    assert siblings("sigmaVV_VVV.tif") == ("sigmaVH_VVV.tif",)
    assert siblings("savvy.tif") == siblings("VV_VH.tif") == siblings("C11.tif") == ()
    assert siblings("2024-01-31_IW_VV+VH_VV_-_linear.tiff") == ("2024-01-31_IW_VV+VH_VH_-_linear.tiff",)
    assert siblings("s1a-iw-grd-vv-2021-001_tc.tif") == ("s1a-iw-grd-vh-2021-002_tc.tif",)
    assert "Sigma0_VH_slv1_31Jan2024.tif" in siblings("Sigma0_VV_slv2_31Jan2024.tif")
    assert "Sigma0_VV_slv2_31Jan2024.tif" in siblings("Sigma0_VH_slv1_31Jan2024.tif")
    assert siblings("20150305VV.tif") == ("20150305VH.tif",)
    assert siblings("/a/VV/20150305.tif") == ("/a/VH/20150305.tif",)
    assert siblings("vv_and_more/20150305.tif") == ()
    assert siblings("vh/x_VH.tif") == ("vh/x_VV.tif", "vv/x_VV.tif", "vv/x_VH.tif")


def test_order_in_file_name() -> None:
    assert order_in_file_name("S1_VV_VH_dB.tif") == ("VV", "VH")
    assert order_in_file_name("S1_VH_VV.tif") == ("VH", "VV")
    assert order_in_file_name("S1_VV+VH.tif") == ("VV", "VH")
    assert order_in_file_name("S1A_IW_GRDH_1SDV_2020.tif") is None  # dual polarisation, in whatever order
    assert order_in_file_name("scene.tif") is None


@pytest.mark.parametrize(
    ("text", "units"),
    [("Sigma0_VV_db", "db"), ("VVdB", "db"), ("dB (sigma0)", "db"), ("Amplitude_VV", "amplitude"), ("amp", "amplitude"),
     ("Intensity_VV", "linear"), ("gamma0_VH", "linear"), ("linear power", "linear"), ("VV", None), ("camp", None),
     ("S1A_IW_20180128T161201_DVP_RTC30_G_gpuned_FD6A_VH.tif", "linear"),
     ("s1a-iw-grd-vv-20150305t115503-20150305t115528-004897-0061b5-001.tiff", "amplitude"),
     ("s1a-iw-grd-vv-20150305t115503-20150305t115528-004897-0061b5-001_sigma0_tc.tif", "linear"),
     ("S1A_IW_20180128T161201_DVP_RTC30_G_gduned_FD6A_VH.tif", "db")],
)
def test_units_in_text(text, units) -> None:
    assert units_in_text(text) == units


def test_quantities() -> None:
    names = ("S1A_IW_20150305T115503_DVP_RTC30_G_gdunem_7A5C_VV", "S1A_IW_20150305T115503_DVP_RTC30_G_spunem_7A5C_VV")
    assert [quantity_of(name) for name in (*names, "Beta0_VV", "sigma0 from gamma0")] == ["gamma0", "sigma0", "beta0", ""]
