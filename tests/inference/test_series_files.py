"""Which files of a folder are dates of a series."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import InputError, OutputError
from mtdn_core.inference.series import run_series
from mtdn_core.inference.settings import RunSettings
from tests.raster.test_products import SIZE, variables


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


def test_stacks_are_refused_and_products_of_measurements_found(tools, tmp_path, local_model) -> None:
    days = ("20240101", "20240113")
    powers = [tools.speckled(40, 40, seed=number) for number in (1, 2)]
    (tmp_path / "stack").mkdir()
    tools.write(tmp_path / "stack" / "s1.tif", np.concatenate(powers), [f"{p}_{day}" for day in days for p in ("VV", "VH")])
    with pytest.raises(InputError, match=r"No file of .* holds the backscatter of one date: s1\.tif.*gdal_translate -b"):
        run_series(str(tmp_path / "stack"), str(tmp_path / "out"), RunSettings(units="linear"))
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
