"""Which files of a folder are dates of a series."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import InputError, OutputError  # noqa: E402
from mtdn_core.inference.run import run  # noqa: E402
from mtdn_core.inference.series import run_series  # noqa: E402
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings  # noqa: E402
from tests.listener import Listener  # noqa: E402
from tests.raster.test_products import SIZE, variables  # noqa: E402


def test_archives_variables_and_stray_files(tools, tmp_path, local_model) -> None:
    """Dates in ZIPs and netCDF files are found; rasters that state neither polarisation nor day are left out."""
    folder = tmp_path / "series"
    folder.mkdir()
    for month in (1, 2):
        power = tools.speckled(SIZE, SIZE, seed=month)
        file = tools.write(tmp_path / f"S1_20240{month}01.tif", power, epsg=None, transform=None)
        with zipfile.ZipFile(folder / f"S1_20240{month}01.zip", "w") as archive:
            archive.write(file, file.name)
    power = tools.speckled(SIZE, SIZE, seed=3)
    variables(folder / "S1_20240301.nc", {"VV": power[0], "VH": power[1]})
    tools.write(folder / "temporal_mean.tif", power[:1], ())
    with zipfile.ZipFile(folder / "sites.zip", "w") as archive:
        archive.writestr("sites.shp", "")
    (folder / "S1_20240201").mkdir()  # unpacked
    report = run_series(str(folder), str(tmp_path / "out"), RunSettings(units="linear"))
    assert [Path(result.input).name for result in report.results] == ["S1_20240101.zip", "S1_20240301.nc"]
    assert not report.failed


def test_a_folder_of_the_results_that_cannot_be_is_refused(tools, tmp_path) -> None:
    """Beside the dates lies a folder, with which that of the results is compared."""
    (tmp_path / "others").mkdir()
    tools.write(tmp_path / "S1_20240131.tif", tools.speckled(40, 40))
    with pytest.raises(OutputError, match="cannot be made"):
        run_series(str(tmp_path), str(tmp_path / "a\0b"), RunSettings(units="linear", device="cpu"))


DAYS = ("20240101", "20240113")


def dates_of(report) -> list[str]:
    assert not report.failed
    return [Path(result.output).name.replace("_despeckled.tif", "") for result in report.results]


def test_stacks_are_read_date_by_date(tools, tmp_path, local_model) -> None:
    """One file, whose bands state polarisation and date in any order, or bands of netCDF with a time."""
    powers = {day: tools.speckled(SIZE, SIZE, seed=number) for number, day in enumerate(DAYS)}
    order = [(day, number) for number in (1, 0) for day in DAYS[::-1]]
    names = [f"{('VV', 'VH')[number]}_{day}" for day, number in order]
    stack = tools.write(tmp_path / "in" / "s1.tif", np.stack([powers[day][number] for day, number in order]), names)
    cube = {name: np.stack([powers[day][number] for day in DAYS]) for number, name in enumerate(("VV", "VH"))}
    (tmp_path / "nc").mkdir()
    of_nc = ["s1_20150305", "s1_20150317"]  # what the times of variables() say
    for path, expected in (
        (stack, ["s1_20240101", "s1_20240113"]), (stack.parent, ["s1_20240101", "s1_20240113"]),
        (variables(tmp_path / "nc" / "s1.nc", cube).parent, of_nc),
    ):
        report = run_series(str(path), str(tmp_path / "out"), RunSettings(units="linear"))
        assert dates_of(report) == expected
        for day, result in zip(DAYS, report.results):
            assert len(result.references) == 1
            assert sorted(tools.read(result.output).mean((1, 2))) == pytest.approx(sorted(powers[day].mean((1, 2))), rel=0.05)
    variables(tmp_path / "nc" / "one.nc", {name: values[:1] for name, values in cube.items()})
    report = run_series(str(tmp_path / "nc"), str(tmp_path / "out"), RunSettings(units="linear"))
    assert dates_of(report) == ["one", *of_nc]  # its only date is in the file
    path = tools.write(tmp_path / "dated" / "s1.tif", np.concatenate(list(powers.values())), ("VV", "VH") * 2)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for number, day in enumerate((*DAYS[:1] * 2, *DAYS[1:] * 2), start=1):
        dataset.GetRasterBand(number).SetMetadata({"acquisition_date": day})
    dataset = None
    assert dates_of(run_series(str(path), str(tmp_path / "out"), RunSettings(units="linear"))) == ["s1_20240101", "s1_20240113"]
    # the same stack as reference: its other date helps, its own is left out
    first = run(DateInput(str(stack), bands=(4, 2)), None, Outputs(str(tmp_path / "a.tif")), RunSettings(units="linear"),
                references=[DateInput(str(stack))])
    assert any("Reference: 1 of 2 dates" in line for line in first.messages)


def test_stacks_without_dates_are_refused_and_the_advice_works(tools, tmp_path, local_model) -> None:
    powers = [tools.speckled(SIZE, SIZE, seed=number) for number in (1, 2)]
    for number, names in enumerate(((), ("0_VV", "0_VH", "1_VV", "1_VH"), ("VV", "VH", "VV_1", "VH_1"))):
        path = tools.write(tmp_path / str(number) / "s1.tif", np.concatenate(powers), names)
        with pytest.raises(InputError, match=r"No file of .* holds the backscatter of one date: s1\.tif.*VV_20240131"):
            run_series(str(path.parent), str(tmp_path / "out"), RunSettings(units="linear"))
    tools.write(path, np.concatenate(powers), [f"{name}_{day}" for day in DAYS for name in ("VV", "VH")])
    assert len(dates_of(run_series(str(path.parent), str(tmp_path / "out"), RunSettings(units="linear")))) == 2


def test_dates_deep_in_folders_and_in_several_forms(tools, tmp_path, local_model) -> None:
    """As the Planetary Computer, open data cubes and unpacking on Windows nest them; a product beside its archive is one."""
    powers = [tools.speckled(40, 40, seed=number) for number in (1, 2)]
    for day, power in zip(DAYS, powers):
        for name, values in (("VV", power[:1]), ("VH", power[1:])):
            tools.write(tmp_path / "odc" / "t045" / day[:4] / day[4:6] / day[6:] / f"{name}.tif", values, ())
            tools.write(tmp_path / "twice" / f"S1A_IW_{day}" / f"S1A_IW_{day}" / f"S1A_IW_{day}_{name}.tif", values, ())
            tools.write(tmp_path / "flat" / f"S1A_IW_{day}_{name}.tif", values, ())
        for name in (f"S1A_IW_{day}.zip", f"S1A_IW_{day}.h5"):
            (tmp_path / "flat" / name).touch()
    tools.write(tmp_path / "flat" / "S1A_IW_202401.data" / "tie_point_grids" / "latitude.img", powers[0][:1], (), driver="ENVI")
    with zipfile.ZipFile(tmp_path / "flat" / "S1A_IW_2024.zip", "w") as archive:  # no product of the files beside
        archive.write(tmp_path / "flat" / f"S1A_IW_{DAYS[0]}_VV.tif", "S1A_IW_20240301_VV.tif")
    (tmp_path / "flat" / "loop").symlink_to(tmp_path / "flat", target_is_directory=True)
    for folder, names in (
        ("odc", ["t045-2024-01-01_VV", "t045-2024-01-13_VV"]), ("twice", ["S1A_IW_20240101", "S1A_IW_20240113"]),
        ("flat", ["S1A_IW_20240101", "S1A_IW_20240113", "S1A_IW_2024"]),
    ):
        report = run_series(str(tmp_path / folder), str(tmp_path / "out"), RunSettings(units="linear"))
        assert dates_of(report) == names and all(len(result.references) == 1 for result in report.results[:2])


def test_products_of_measurements_are_found(tools, tmp_path, local_model) -> None:
    """Dates that were taken at different times of day are no references of each other: the next orbit is 8 minutes apart."""
    days, powers = DAYS, [tools.speckled(40, 40, seed=number) for number in (1, 2)]
    for day, power in zip(days, powers):
        folder = tmp_path / "series" / f"S1A_IW_{day}T115503_rtc" / "measurement"
        folder.mkdir(parents=True)
        for name, values in (("vv", power[:1]), ("vh", power[1:])):
            tools.write(folder / f"iw-{name}.rtc.tiff", values, ())
    (tmp_path / "series" / "S1A.SAFE").mkdir()
    report = run_series(str(tmp_path / "series"), str(tmp_path / "out"), RunSettings(units="linear"))
    assert [Path(result.output).name for result in report.results if not result.error] == [
        f"S1A_IW_{day}T115503_rtc_iw-rtc_despeckled.tif" for day in days
    ]
    assert [result.error for result in report.failed if "is a SAFE product" in result.error]
    (tmp_path / "series" / f"S1A_IW_{days[1]}T115503_rtc").rename(tmp_path / "series" / f"S1A_IW_{days[1]}T120315_rtc")
    report = run_series(str(tmp_path / "series"), str(tmp_path / "out"), RunSettings(units="linear"))
    assert [result.references for result in report.results if not result.error] == [(), ()]


def test_stacks_of_one_polarisation_and_cubes_of_bands(tools, tmp_path, local_model) -> None:
    """VV and VH in files of their own, the bands named for the dates alone; stackstac's cube of time and band."""
    powers = np.stack([tools.speckled(SIZE, SIZE, seed=number) for number in (1, 2)])
    for number, name in enumerate(("VV", "VH")):
        tools.write(tmp_path / "two" / f"stack_{name}.tif", powers[:, number], ("2024-01-01", "2024-01-13"))
    (tmp_path / "cube").mkdir()
    group = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(tmp_path / "cube" / "s1.nc")).GetRootGroup()
    kinds, texts = {"time": gdal.DIM_TYPE_TEMPORAL}, gdal.ExtendedDataType.CreateString()
    sizes = {"time": 2, "band": 2, "y": SIZE, "x": SIZE}
    axes = [group.CreateDimension(name, kinds.get(name, ""), "", size) for name, size in sizes.items()]
    time = group.CreateMDArray("time", axes[:1], gdal.ExtendedDataType.Create(gdal.GDT_Float64))
    time.CreateAttribute("units", [], texts).Write("days since 2024-01-01")
    time.Write(np.array([0.0, 12.0]))
    group.CreateMDArray("band", axes[1:2], texts).Write(["vv", "vh"])
    cube = group.CreateMDArray("stackstac", axes, gdal.ExtendedDataType.Create(gdal.GDT_Float32))
    cube.Write(np.ascontiguousarray(powers[..., ::-1, :]))
    cube = time = group = None
    for folder, name in (("two", "stack"), ("two/stack_VV.tif", "stack"), ("two/stack_VH.tif", "stack"), ("cube", "s1")):
        report = run_series(str(tmp_path / folder), str(tmp_path / "out"), RunSettings(units="linear"))
        assert dates_of(report) == [f"{name}_20240101", f"{name}_20240113"]
        for power, result in zip(powers, report.results):
            assert tools.read(result.output).mean((1, 2)) == pytest.approx(power.mean((1, 2)), rel=0.05)
    own = str(tools.write(tmp_path / "own_20240301.tif", tools.speckled(SIZE, SIZE, seed=3)))
    found = run(DateInput(own), None, Outputs(str(tmp_path / "a.tif")), RunSettings(units="linear"),
                references=[DateInput(str(tmp_path / "two" / "stack_VV.tif"))])
    assert any("Reference: 2 of 2 dates" in line for line in found.messages)


def test_images_of_one_time_in_several_forms(tools, tmp_path, local_model) -> None:
    """Of gamma0 and sigma0 of another date, the same is the reference; files of one name in several folders are kept apart."""
    for number, day in enumerate(DAYS):
        power = tools.speckled(40, 40, seed=number)
        for form in ("gamma0", "sigma0"):
            tools.write(tmp_path / "forms" / f"S1A__IW___A_{day}T191350_{form}.tif", power)
        for orbit in ("ascending", "descending"):
            tools.write(tmp_path / "orbits" / orbit / f"S1_{day}.tif", tools.speckled(40, 40, seed=len(orbit) + number))
    for folder, words in (("forms", ("gamma0", "sigma0")), ("orbits", ("ascending", "descending"))):
        report = run_series(str(tmp_path / folder), str(tmp_path / "out"), RunSettings(units="linear"))
        assert len(dates_of(report)) == 4 and {Path(result.output).name for result in report.results} == {
            f"{name}_despeckled.tif" for day in DAYS for name in (
                [f"S1A__IW___A_{day}T191350_{word}" for word in words] if folder == "forms" else
                [f"{word}_S1_{day}" for word in words]
            )
        }
        for result in report.results:
            (other,) = result.references
            assert [word in result.input for word in words] == [word in other for word in words]


def test_virtual_rasters_of_a_product_are_no_dates(tools, tmp_path, local_model) -> None:
    """Normalised radar backscatter of ESA comes with logarithms, sigma0 and a composite as virtual rasters of its files."""
    for number, day in enumerate(DAYS):
        folder = tmp_path / "in" / f"S1A_IW_NRB__1SDV_{day}T170705_030639_0382D5_32TPS_8090" / "measurement"
        for name, values in zip(("vv", "vh"), tools.speckled(40, 40, seed=number)):
            tools.write(folder / f"s1a-iw-nrb-{day}t170705-030639-0382d5-32tps-{name}-g-lin.tif", values[None], ())
            (folder / f"s1a-iw-nrb-{day}t170705-030639-0382d5-32tps-{name}-g-log.vrt").write_text("<VRTDataset/>")
        (folder.parent / "manifest.safe").touch()
    assert len(dates_of(run_series(str(tmp_path / "in"), str(tmp_path / "out"), RunSettings(units="linear")))) == 2


def test_product_folders_and_results_inside_the_series(tools, tmp_path, local_model) -> None:
    """Files of products are named alike in every folder; results of an earlier run are no dates."""
    folder = tmp_path / "series_20200101"
    for month in (1, 2, 3):
        product = folder / f"S1A_20240{month}01_product"
        product.mkdir(parents=True)
        power = tools.speckled(40, 50, seed=month)
        tools.write(product / "Sigma0_VV.tif", power[:1], ())
        tools.write(product / "Sigma0_VH.tif", power[1:], ())
        tools.write(product / "x_dem.tif", power[:1], ())
    tools.write(folder / "plain.tif", tools.speckled(40, 50, seed=4))
    out = folder / "results"
    report = run_series(str(folder), str(out), RunSettings())
    names = [f"S1A_20240{month}01_product_Sigma0_despeckled.tif" for month in (1, 2, 3)]
    assert [Path(r.output).name for r in report.results] == [*names, "plain_despeckled.tif"]
    assert [bool(r.error) for r in report.results] == [False, False, False, True]  # no date, also not its folder's
    assert [len(r.references) for r in report.results] == [2, 2, 2, 0]
    assert len(run_series(str(folder), str(out), RunSettings()).results) == 4
    listener = Listener()
    again = run_series(str(folder), str(tmp_path / "elsewhere"), RunSettings(), listener)
    assert len(again.results) == 4
    assert any("Sigma0_despeckled" in line and "backscatter" in line for line in listener.lines)
