"""Pairs of dates as people have them: compared, warned of, or refused in words."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.ndimage import uniform_filter

pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import MtdnError
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.raster.align import aligned
from mtdn_core.raster.compare import check_grid, check_pair, read_sample
from tests.raster.test_odd_inputs import COLUMNS, LATER, POWER, opened, scene
from tests.rasters import write_raster as write


def pair(folder: Path, one: tuple[str, np.ndarray], two: tuple[str, np.ndarray], **facts: Any) -> list[str]:
    """Write two dates and return the warnings of their comparison."""
    folder.mkdir()
    dates = [opened(write(folder / f"{name}.tif", values, **facts)) for name, values in (one, two)]
    check_grid(*dates)
    return check_pair(*dates, *map(read_sample, dates), ordered=True).warnings


@pytest.mark.parametrize(
    ("one", "two", "values", "words"),
    [("S1_20200601", "S1_20200101", LATER, "is later than"),
     ("S1_20200101_ASC", "S1_20200107_DESC", LATER, "different orbits"),
     ("S1A_IW_20200101T053000", "S1A_IW_20200107T173000", LATER, "different times of day"),
     ("S1_a", "S1_b", LATER * 16, "levels differ"), ("S1_20200101", "S1_20200113", LATER, ""),
     ("flood_after", "flood_before", LATER, "is later than"), ("S1_20200101_a", "S1_20200101_b", LATER, "the same day"),
     ("S1_20200101T055000", "S1_20200106T055812", LATER, "different times of day"),  # the next orbit
     ("S1_20200101T055000", "S1_20200101T175000", LATER, "different times of day"),
     ("sigma0_a", "gamma0_b", LATER, "holds sigma0"),
     ("Sigma0_a", "sigma0_b", LATER, ""), ("S1_a", "S1_b", uniform_filter(LATER, (0, 5, 5)), "was filtered"),
     ("S1_a", "S1_b", np.sqrt(LATER), "its units are others"),
     ("S1_a", "S1_b", np.where(COLUMNS < 20, POWER, LATER), "17% of the pixels hold the same values"),
     ("S1_a", "S1_b", np.stack([POWER[0], LATER[1]]), "100% of the pixels hold the same values"),
     ("sigma0", "gamma0", POWER * 10 ** (COLUMNS / 500), "share their speckle"),
     ("S1_a", "S1_b", POWER * scene(9, 1, 1) ** 0.1, "share their speckle"),
     ("S1_a", "S1_b", np.where(COLUMNS < 4, LATER, POWER), "97% of the pixels hold the same values")],
)
def test_warnings_of_a_pair(tmp_path, one, two, values, words) -> None:
    # of the folder nothing is learned that the names contradict
    warnings = pair(tmp_path / "asc_and_desc_2019-05", (f"{one}_linear", POWER), (f"{two}_linear", values))
    assert any(words in text for text in warnings) if words else not warnings
    assert not any("lies" in text for text in warnings)


@pytest.mark.parametrize(
    ("two", "words"),
    [(POWER, "the same image"), (POWER * 1.1, "the same image"),
     (10 ** (np.round(10 * np.log10(POWER), 1) / 10), "the same image"), (LATER * 100, "different scales"),
     (LATER * [[[1]], [[100]]], "different scales"), (np.where(COLUMNS < 60, np.nan, LATER), "No pixel was measured on both"),
     (np.where(COLUMNS < 60, 0, LATER), "No pixel was measured on both")],
)
def test_refused_pairs(tmp_path, two, words) -> None:
    one = np.where(COLUMNS < 60, POWER, np.nan) if words.startswith("No") else POWER
    with pytest.raises(MtdnError, match=words):
        pair(tmp_path / "d", ("S1_20200101_linear", one.astype(np.float32)), ("S1_20200113_linear", two.astype(np.float32)))


@pytest.mark.parametrize(
    "transform", [(8e5, 30, 0, 2e6, 0, 30), (8e5, 29, 5, 2e6, 5, -29), None], ids=["south up", "rotated", "none"]
)
def test_pairs_of_any_transform(tmp_path, transform) -> None:
    where = {"transform": transform, **({} if transform else {"epsg": None})}
    assert not pair(tmp_path / "d", ("S1_20200101_linear", POWER), ("S1_20200113_linear", LATER), **where)


@pytest.mark.parametrize(
    ("epsg", "origin", "pixel", "area"),
    [(32632, (5e5, 5.5e6), 30, 900.72), (3857, (1e6, 6.4e6), 30, 376.42), (4326, (10, 50), 3e-4, 717.72),
     (3413, (0, -2e6), 30, 908.99), (3035, (4e6, 3e6), 30, 900.0), (2263, (1e6, 2e5), 100, 929.04)],
)
def test_area_on_the_ellipsoid(tmp_path, epsg, origin, pixel, area) -> None:
    """Areas by the radii of curvature of WGS 84 at the place."""
    path = write(tmp_path / "a_linear.tif", POWER, epsg=epsg, transform=(origin[0], pixel, 0, origin[1], 0, -pixel))
    found = opened(path).grid.pixel_areas_m2(np.array([0]))
    assert found is not None and found[0] == pytest.approx(area, rel=2e-3)


def test_advice_for_other_grids(tmp_path) -> None:
    """What is said to be done with a date can be done, and helps."""
    path = write(tmp_path / "it's 20200113 linear.tif", LATER, epsg=None)
    one = opened(write(tmp_path / "S1_20200101_linear.tif", POWER))
    with pytest.raises(MtdnError) as error:
        check_grid(one, opened(path))
    command = re.search(r"gdal_edit\.py .*linear\.tif'", str(error.value))
    assert command is not None and shlex.split(command[0])[1:] == ["-a_srs", "EPSG:32646", str(path)]
    far = write(tmp_path / "S1_20200113_linear.tif", LATER, transform=(9e5, 30, 0, 2.1e6, 0, -30))
    with pytest.raises(MtdnError, match="choose images that overlap, which these do not"):
        check_grid(one, opened(far))
    near = write(tmp_path / "it's 1_linear.tif", LATER, transform=(800015, 30, 0, 2.1e6, 0, -30))
    with pytest.raises(MtdnError) as error:
        check_grid(one, opened(near))
    command = re.search(r"gdalwarp .*_aligned\.tif'", str(error.value))
    assert command is not None and shlex.split(command[0])[-2:] == [str(near), "it's 1_linear_aligned.tif"]


def test_bands_of_a_virtual_raster_are_those_of_its_files(tmp_path) -> None:
    from osgeo import gdal

    names, decibels = ("VH", "VV"), 10 * np.log10(POWER[::-1, None])
    files = [str(write(tmp_path / f"S1_20200101_{n}_dB.tif", values, ())) for n, values in zip(names, decibels)]
    gdal.BuildVRT(str(tmp_path / "stack.vrt"), files, separate=True).FlushCache()
    date = opened(tmp_path / "stack.vrt")
    assert "VV = band 2" in date.bands_text and date.units.reason.startswith("the file name") and not date.warnings
    assert date.acquired is not None and f"{date.acquired:%Y%m%d}" == "20200101"


def test_references_on_another_scale_or_of_the_same_image_are_left_out(tmp_path, local_model) -> None:
    paths = {}
    for name, values in (("0101", POWER), ("0113", LATER), ("0125", LATER * 1000), ("0206", POWER * 1.2)):
        paths[name] = str(write(tmp_path / f"S1_2020{name}.tif", values.astype(np.float32)))
    report = run(
        DateInput(paths["0101"]), None, Outputs(str(tmp_path / "out.tif")), RunSettings(units="linear"),
        references=[DateInput(paths[name]) for name in ("0113", "0125", "0206")],
    )
    said = "\n".join(report.messages)
    assert "Reference: 1 of 3 dates" in said and "different scales" in said and "the same image" in said


def test_folders_that_say_which_date_is_the_earlier(tmp_path) -> None:
    for folder, values in (("before", POWER), ("after", LATER)):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "s1_linear.tif", values)
    dates = [opened(tmp_path / folder / "s1_linear.tif") for folder in ("after", "before")]
    text = "'after/s1_linear.tif' is later than 'before/s1_linear.tif'"
    assert text in check_pair(*dates, *map(read_sample, dates), ordered=True).warnings[0]
    dates.reverse()
    assert not check_pair(*dates, *map(read_sample, dates), ordered=True).warnings


@pytest.mark.parametrize(("one", "two"), [("EPSG:32646+5773", "EPSG:32646"), ("EPSG:32646+5773", "EPSG:32646+3855")])
def test_heights_of_a_crs_do_not_count(tmp_path, one, two) -> None:
    """Nor do they move the values that are aligned."""
    from osgeo import gdal, osr

    dates = []
    for name, values, text in (("a", POWER, one), ("b", LATER, two)):
        crs = osr.SpatialReference()
        crs.SetFromUserInput(text)
        path = write(tmp_path / f"{name}_linear.tif", values, epsg=None)
        dataset = gdal.Open(str(path), gdal.GA_Update)
        dataset.SetProjection(crs.ExportToWkt())
        dataset = None
        dates.append(opened(path))
    check_grid(*dates)
    assert dates[0].grid.crs_name == "EPSG:32646"
    window = (10, 10, 50, 50)
    again = aligned(dates[1], dates[0].grid, "nearest").read(window)[0]
    np.testing.assert_allclose(again, dates[1].read(window)[0], rtol=1e-6)
