"""Products as they are delivered: folders, containers of several rasters, stacks of collocated dates."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

gdal, osr = pytest.importorskip("osgeo.gdal"), pytest.importorskip("osgeo.osr")

from mtdn_core.errors import InputError, MtdnError  # noqa: E402
from mtdn_core.inference.series_plan import plan_series  # noqa: E402
from mtdn_core.inference.settings import RunSettings  # noqa: E402
from mtdn_core.progress import Progress  # noqa: E402
from mtdn_core.raster.compare import already_despeckled  # noqa: E402
from mtdn_core.raster.read import dates_in  # noqa: E402
from tests.raster.test_odd_inputs import COVARIANCE, DB, ELEMENTS, FRINGE, LATER, POWER, SIZE, is_right, opened, product  # noqa: E402
from tests.rasters import write_raster as write  # noqa: E402

ALL = np.ones((SIZE, SIZE), bool)


def variables(path: Path, arrays: dict[str, np.ndarray], driver: str = "netCDF") -> Path:
    """Write arrays (height, width), or (dates, height, width) from 2015-03-05 on, 12 days apart."""
    group = gdal.GetDriverByName(driver).CreateMultiDimensional(str(path)).GetRootGroup()
    number, day = gdal.ExtendedDataType.Create(gdal.GDT_Float32), gdal.ExtendedDataType.Create(gdal.GDT_Float64)
    kinds = (gdal.DIM_TYPE_TEMPORAL, gdal.DIM_TYPE_HORIZONTAL_Y, gdal.DIM_TYPE_HORIZONTAL_X)
    shape = next(iter(arrays.values())).shape
    cube, days = len(shape) == 3, [63.0, 75.0][: shape[0]]
    sizes = list(zip(("time", "y", "x"), kinds, (len(days), SIZE, SIZE)))[0 if cube else 1 :]
    dimensions = [group.CreateDimension(name, kind, "", size) for name, kind, size in sizes]
    if cube:
        time = group.CreateMDArray("time", dimensions[:1], day)
        time.CreateAttribute("units", [], gdal.ExtendedDataType.CreateString()).Write("days since 2015-01-01")
        time.Write(np.array(days))
    for name, values in arrays.items():
        if path.suffix == ".nc":
            values = values[..., ::-1, :]  # the rows of a variable without coordinates are counted from below
        group.CreateMDArray(name, dimensions, number).Write(np.ascontiguousarray(values, np.float32))
    return path


@pytest.mark.parametrize("driver", ["netCDF", "Zarr"])
def test_variables_of_one_file(tmp_path, driver) -> None:
    path = variables(tmp_path / f"s1_20150305.{driver}", {"mask": POWER[0] * 0, "VH": POWER[1], "VV": POWER[0]}, driver)
    date = opened(path)
    is_right(date, ALL)
    assert date.acquired is not None and f"{date.acquired:%Y%m%d}" == "20150305"
    is_right(opened(variables(tmp_path / f"c2.{driver}", dict(zip(ELEMENTS, COVARIANCE)), driver)), ALL)
    with pytest.raises(InputError, match="sub-datasets"):
        opened(variables(tmp_path / f"b.{driver}", {"gamma0_VV": POWER[0], "sigma0_VV": POWER[0]}, driver))


def test_the_variable_of_the_other_polarisation_is_found(tmp_path) -> None:
    path = variables(tmp_path / "s1.nc", {"VV": POWER[0], "VH": POWER[1]})
    for quote in ('"', ""):
        date = opened(Path(f"NETCDF:{quote}{path}{quote}:VV"))
        is_right(date, ALL)
        assert date.name == "s1.nc:VV"


def test_dates_of_a_cube(tmp_path) -> None:
    path = variables(tmp_path / "s1.nc", {"VV": np.stack([LATER[0], POWER[0]]), "VH": np.stack([LATER[1], POWER[1]])})
    with pytest.raises(MtdnError, match=r"VV is there 2 times.*of several files one number each"):
        opened(path)
    date = opened(path, bands=(2, 2))
    is_right(date, ALL)
    assert date.acquired is not None and f"{date.acquired:%Y%m%d}" == "20150317"


def test_folders(tmp_path) -> None:
    is_right(opened(product(tmp_path / "in").parent), ALL)
    (tmp_path / "a.data").mkdir()
    for name, band in zip(("Sigma0_VH_db", "Sigma0_VV_db"), DB[::-1]):
        write(tmp_path / "a.data" / f"{name}.img", band[None], (), driver="ENVI")
    is_right(opened(tmp_path / "a.data"), ALL)
    (tmp_path / "b" / "c").mkdir(parents=True)
    is_right(opened(product(tmp_path / "b" / "c" / "d").parents[1]), ALL)
    (tmp_path / "e").mkdir()
    (tmp_path / "a.data").rename(tmp_path / "e" / "a.data")
    (tmp_path / "e" / "a.dim").write_text("<Dimap_Document/>")
    is_right(opened(tmp_path / "e"), ALL)
    variables(tmp_path / "b" / "s1.nc", {"VV": POWER[0], "VH": POWER[1]})
    with pytest.raises(InputError, match=r"folder .* holds 0 rasters.*C11\.bin"):
        opened(tmp_path)
    for day in ("01", "13"):
        write(tmp_path / f"S1_202001{day}.tif", POWER)
    with pytest.raises(InputError, match=r"folder .* holds 2 rasters: .*name one of them, for example .*S1_20200101\.tif"):
        opened(tmp_path)


def test_folders_named_for_a_polarisation(tmp_path) -> None:
    for folder, number in (("VV", 0), ("VH", 1)):
        (tmp_path / folder).mkdir()
        for day, values in (("20150305", POWER), ("20150317", LATER)):
            write(tmp_path / folder / f"{day}_linear.tif", values[[number]], ())
    is_right(opened(tmp_path / "VV" / "20150305_linear.tif"), ALL)
    alone = opened(write(tmp_path / "VV" / "20150401_linear.tif", POWER[:1], ()))
    assert any("looked for: VH/20150401_linear.tif" in text for text in alone.warnings)
    (tmp_path / "VV" / "20150401_linear.tif").unlink()
    sources = [str(tmp_path / name / "20150305_linear.tif") for name in ("VV", "VH")]
    gdal.BuildVRT(str(tmp_path / "both.vrt"), sources, separate=True).FlushCache()
    is_right(opened(tmp_path / "both.vrt"), ALL)
    (tmp_path / "both.vrt").unlink()
    tasks = plan_series(str(tmp_path), tmp_path / "out", RunSettings(), Progress(), 5)
    found = [task for task in tasks if not task.item.problem]
    assert [Path(task.output).name for task in found] == ["20150305_linear_despeckled.tif", "20150317_linear_despeckled.tif"]
    assert all(task.item.polarisations == ("VV", "VH") and len(task.references) == 1 for task in found)


def test_collocated_dates_of_beam_dimap(tmp_path) -> None:
    (tmp_path / "a.data").mkdir()
    (tmp_path / "a.dim").write_text("<Dimap_Document/>")
    for date, values in (("mst_05Mar2015", POWER), ("slv1_23Mar2016", LATER)):
        for name, band in zip(("VV", "VH"), values):
            write(tmp_path / "a.data" / f"Sigma0_{name}_{date}.img", band[None], (), driver="ENVI")
    with pytest.raises(MtdnError, match=r"VV is there 2 times.*give one of these files and the VH file of its date"):
        opened(tmp_path / "a.dim")
    is_right(opened(tmp_path / "a.data" / "Sigma0_VV_mst_05Mar2015.img"), ALL)


def test_what_names_above_and_metadata_tell(tmp_path) -> None:
    """Planetary Computer's files are named alike in every product; SNAP's description holds the name of the product."""
    scene = "S1A_IW_GRDH_1SDV_20150305T115503_20150305T115528_004897_0061B5_7A5C"
    folder = tmp_path / f"{scene}_rtc" / "measurement"
    folder.mkdir(parents=True)
    for name, values in (("vv", POWER[:1]), ("vh", POWER[1:])):
        write(folder / f"iw-{name}.rtc.tiff", values, ())
    metadata = {"TIFFTAG_IMAGEDESCRIPTION": scene, "radiometry": "gamma0"}
    for date in (opened(folder / "iw-vv.rtc.tiff"), opened(write(tmp_path / "before.tif", POWER, metadata=metadata))):
        is_right(date, ALL)
        assert date.acquired is not None and f"{date.acquired:%Y%m%d}" == "20150305" and date.orbit == "relative orbit 100"
    assert date.quantity == "gamma0"
    (tmp_path / "2015-03-05").mkdir()
    date = opened(write(tmp_path / "2015-03-05" / "s1.tif", POWER))
    assert date.acquired is not None and f"{date.acquired:%Y%m%d}" == "20150305"


def test_data_mask_of_sentinel_hub(tmp_path) -> None:
    values = np.concatenate([np.where(FRINGE, -15, DB), ~FRINGE[None]]).astype(np.float32)
    is_right(opened(write(tmp_path / "response.tif", values, ("VV", "VH", "dataMask"))), ~FRINGE)


def test_hdf5_has_its_georeference(tmp_path) -> None:
    """OPERA's RTC-S1 in one file: GDAL's own driver of HDF5 does not read the grid, that of netCDF does."""
    group = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(tmp_path / "s1_20150305.h5")).GetRootGroup()
    number, day = gdal.ExtendedDataType.Create(gdal.GDT_Float32), gdal.ExtendedDataType.Create(gdal.GDT_Float64)
    text, data = gdal.ExtendedDataType.CreateString(), group.CreateGroup("data")
    crs = data.CreateMDArray("projection", [], gdal.ExtendedDataType.Create(gdal.GDT_Int32))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32646)
    crs.CreateAttribute("spatial_ref", [], text).Write(reference.ExportToWkt())
    crs.CreateAttribute("grid_mapping_name", [], text).Write("transverse_mercator")
    dimensions = []
    for axis, places in (("y", 2099985 - 30.0 * np.arange(SIZE)), ("x", 800015 + 30.0 * np.arange(SIZE))):
        dimensions.append(data.CreateDimension(f"{axis}Coordinates", "", "", SIZE))
        array = data.CreateMDArray(f"{axis}Coordinates", dimensions[-1:], day)
        array.CreateAttribute("standard_name", [], text).Write(f"projection_{axis}_coordinate")
        array.CreateAttribute("units", [], text).Write("m")
        array.Write(places)
    for name, values in zip(("VV", "VH", "mask"), (*POWER, POWER[0] * 0)):
        array = data.CreateMDArray(name, dimensions, number)
        array.CreateAttribute("grid_mapping", [], text).Write("projection")
        array.Write(values)
    array = crs = data = group = None
    date = opened(tmp_path / "s1_20150305.h5")
    is_right(date, ALL)
    assert date.grid.georeferenced and date.grid.transform == pytest.approx((800000, 30, 0, 2100000, 0, -30))
    assert opened(date.bands[0].file.path).name == "s1_20150305.h5:/data/VV"


@pytest.mark.parametrize(
    ("name", "warning"),
    [("S1A_IW_20150305T115503_DVP_RTC30_G_gpufed_7A5C", "already despeckled"),
     ("S1A_IW_GRDH_20150305_Cal_Spk_TC", "already despeckled"),
     ("ALOS2_20150305_gamma0", "is an image of ALOS2 by its name"), ("NISAR_L2_PR_GCOV_20150305", "is an image of NISAR"),
     ("S1A_IW_20150305T115503_DVP_RTC30_G_gpuned_7A5C", ""), ("S1_20150305_unfiltered_linear", ""),
     ("S1_alos_dem_20150305_linear", "")],
)
def test_names_that_say_filtered_or_another_radar(tmp_path, name, warning) -> None:
    date = opened(write(tmp_path / f"{name}.tif", POWER))
    warnings = [*date.warnings, *already_despeckled(date)]
    assert any(warning in text for text in warnings) if warning else not warnings


def test_joined_dates_are_not_taken_for_the_first(tmp_path) -> None:
    path = write(tmp_path / "s1_linear.tif", np.concatenate([POWER, LATER]), ("VV", "VH", "VV_1", "VH_1"))
    with pytest.raises(MtdnError, match="VV is there 2 times"):
        opened(path)
    is_right(opened(path, bands=(1, 2)), ALL)


def test_a_cube_of_zarr_is_refused_and_the_advice_works(tmp_path) -> None:
    arrays = {"VV": np.stack([LATER[0], POWER[0]]), "VH": np.stack([LATER[1], POWER[1]])}
    with pytest.raises(InputError, match=r"gdalmdimtranslate NAME\.zarr NAME\.nc"):
        opened(variables(tmp_path / "s1.zarr", arrays, "Zarr"))
    (tmp_path / "s1.zarr" / ".zmetadata").unlink()  # xarray names the dimensions so
    for name, axes in {"time": ["time"], "VV": ["time", "y", "x"], "VH": ["time", "y", "x"]}.items():
        path = tmp_path / "s1.zarr" / name / ".zattrs"
        known = json.loads(path.read_text()) if path.is_file() else {}
        path.write_text(json.dumps({**known, "_ARRAY_DIMENSIONS": axes}))
    gdal.MultiDimTranslate(str(tmp_path / "s1.nc"), str(tmp_path / "s1.zarr"))
    assert [f"{when:%Y%m%d}" for when, *_ in dates_in(str(tmp_path / "s1.nc"))] == ["20150305", "20150317"]


def test_circular_polarisation_is_not_taken_by_its_values(tmp_path) -> None:
    for names in (("CH", "CV"), ("RR", "RL")):
        with pytest.raises(MtdnError, match="neither descriptions nor file name tell"):
            opened(write(tmp_path / "s1_gamma0.tif", POWER, names))
    is_right(opened(write(tmp_path / "s1_gamma0.tif", POWER, ("ch1", "ch 2"))), ALL)  # channels


def test_a_coherency_matrix_is_not_taken_for_c2(tmp_path) -> None:
    """Elements of T2 keep the bound by which C2 is told, too."""
    names = [name.replace("C", "T") for name in ELEMENTS]
    with pytest.raises(MtdnError, match="neither descriptions nor file name tell"):
        opened(write(tmp_path / "a.tif", COVARIANCE, tuple(names)))


def test_the_name_of_the_only_variable_tells_units(tmp_path) -> None:
    for name, units in (("VV_linear", "linear"), ("VV_amplitude", "amplitude")):
        values = POWER[0] if units == "linear" else np.sqrt(POWER[0])
        assert opened(variables(tmp_path / f"{units}.nc", {name: values})).units.units == units


def test_variables_of_several_dates(tmp_path) -> None:
    """SNAP writes a stack to netCDF so; what is no backscatter is passed over."""
    arrays = {"Sigma0_VH_mst_05Mar2015": POWER[1], "Sigma0_VV_mst_05Mar2015": POWER[0], "angle": POWER[0] * 0 + 38,
              "Sigma0_VH_slv1_23Mar2016": LATER[1], "Sigma0_VV_slv2_23Mar2016": LATER[0]}
    path = variables(tmp_path / "stack.nc", arrays)
    with pytest.raises(InputError, match="sub-datasets"):
        opened(path)
    dates = dates_in(str(path))
    assert [f"{when:%Y%m%d}" for when, *_ in dates] == ["20150305", "20160323"]
    is_right(opened(Path(dates[0][1]), Path(str(dates[0][2])), bands=dates[0][3]), ALL)


def test_a_file_of_envi_that_was_cut_off_is_refused(tmp_path) -> None:
    """GDAL takes what is missing for zeros."""
    path = write(tmp_path / "s1_linear.img", POWER, driver="ENVI")
    is_right(opened(path), ALL)
    os.truncate(path, POWER.nbytes * 6 // 10)
    with pytest.raises(InputError, match="was cut off"):
        opened(path)


def test_missing_value_counts_beside_the_fill_value(tmp_path) -> None:
    """As netCDF may state two; a value of its own, which measurements have near."""
    values = POWER.copy()
    values[:, :9, :9], values[:, 20:29, 5:9] = 0.05, -9999
    path = write(tmp_path / "s1_linear.tif", values, nodata=-9999)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for number in (1, 2):
        dataset.GetRasterBand(number).SetMetadataItem("missing_value", "0.050000001")
    dataset = None
    valid = ALL.copy()
    valid[:9, :9] = valid[20:29, 5:9] = False
    is_right(opened(path), valid)
