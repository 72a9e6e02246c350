"""Dates on other grids, and dates that lie beside each other."""

from __future__ import annotations

import re
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from osgeo import gdal
from scipy.ndimage import uniform_filter

import mtdn_core
from mtdn_core.errors import GridMismatchError, InputError
from mtdn_core.raster.align import aligned
from mtdn_core.raster.read import open_date_raster

LEFT, TOP, PIXEL = 300000.0, 4000000.0, 30.0


def grid(column: float = 0, row: float = 0, size: float = 1) -> tuple[float, ...]:
    """A geotransform `column`, `row` pixels away, with pixels of another size."""
    return LEFT + PIXEL * column, PIXEL * size, 0.0, TOP - PIXEL * row, 0.0, -PIXEL * size


def ground(height: int, width: int, column: float = 0, row: float = 0, looks: float = 0, seed: int = 0) -> np.ndarray:
    """VV and VH of a landscape of 150 waves of 5 to 80 pixels, seen from a grid `column`, `row` pixels away."""
    y, x = np.mgrid[:height, :width] + np.array([row, column])[:, None, None]
    waves = np.random.default_rng(99)
    length, angle, phase = 5 * 16 ** waves.random(150), np.pi * waves.random(150), 2 * np.pi * waves.random(150)
    decibels = np.full(x.shape, -10.0)
    for wave, direction, start in zip(length, angle, phase):
        decibels += 0.06 * wave**0.5 * np.sin(2 * np.pi / wave * (x * np.cos(direction) + y * np.sin(direction)) + start)
    power = 10 ** (decibels / 10)
    noise = np.random.default_rng(seed).gamma(looks, 1 / looks, (2, height, width)) if looks else 1
    return (np.stack([power, power / 5]) * noise).astype(np.float32)


def opened(path: Path):
    return open_date_raster(str(path), None, None, "auto")


def whole(date):
    return date.read((0, 0, date.grid.width, date.grid.height))


@pytest.mark.parametrize("method", ["nearest", "bilinear"])
def test_whole_pixels_of_offset_are_exact(tools, tmp_path, method) -> None:
    one = opened(tools.write(tmp_path / "one_sigma0.tif", ground(60, 70), transform=grid(), epsg=32633))
    path = tools.write(tmp_path / "two_sigma0.tif", ground(80, 80, -3, -5), transform=grid(-3, -5), epsg=32633)
    image, valid = whole(aligned(opened(path), one.grid, method))
    assert valid.all() and np.allclose(image, whole(one)[0], rtol=1e-5)


def test_decibels_are_interpolated_as_power_and_fill_is_left_out(tools, tmp_path) -> None:
    one = opened(tools.write(tmp_path / "one_sigma0.tif", ground(40, 40), transform=grid(), epsg=32633))
    stored = 10 * np.log10(ground(40, 40, 0.5))
    stored[:, 20:, 20:] = -9999  # not declared
    path = tools.write(tmp_path / "two_db.tif", stored, transform=grid(0.5), epsg=32633)
    source = opened(path)
    image, valid = whole(aligned(source, one.grid, "bilinear"))
    power = whole(source)[0]
    assert np.allclose(image[:, :20, 1:20], (power[:, :20, :19] + power[:, :20, 1:20]) / 2, rtol=1e-4)
    # beside the fill a pixel is made of what was measured, at its own level
    assert valid[:20].all() and not valid[21:, 22:].any()
    assert np.abs(np.log(image[:, valid] / whole(one)[0][:, valid])).max() < 0.4


@pytest.mark.parametrize("method", ["nearest", "bilinear"])
@pytest.mark.parametrize(("epsg", "size"), [(32633, 1), (32633, 0.4), (32633, 2.5), (32634, 1), (4326, 1)])
def test_other_projections_and_sizes_give_the_same_by_tiles(tools, tmp_path, method, epsg, size) -> None:
    edge = int(150 / min(size, 1))
    one = opened(tools.write(tmp_path / "one_sigma0.tif", ground(90, 110), transform=grid(), epsg=32633))
    utm = tools.write(tmp_path / "utm_sigma0.tif", ground(edge, edge, -20, -20), transform=grid(-20, -20, size), epsg=32633)
    path = utm
    if epsg != 32633:
        path = tmp_path / "two_sigma0.tif"
        warped = gdal.Warp(str(path), str(utm), dstSRS=f"EPSG:{epsg}", dstNodata=float("nan"), resampleAlg="near")
        for number, name in enumerate(("VV", "VH"), start=1):
            warped.GetRasterBand(number).SetDescription(name)
        warped = None
    date = aligned(opened(path), one.grid, method)
    image, valid = whole(date)
    assert valid.mean() > 0.6
    for window in ((0, 0, 37, 41), (37, 20, 30, 30), (60, 41, 50, 49)):
        column, row, width, height = window
        small, mask = date.read(window)
        place = np.s_[row : row + height, column : column + width]
        assert (mask == valid[place]).mean() > 0.999
        assert np.isclose(small, image[(slice(None), *place)], rtol=1e-4, atol=1e-7).mean() > 0.999
    if size == 1:
        error = np.log(image[:, valid] / whole(one)[0][:, valid])
        assert abs(float(np.median(error))) < 0.02 and float(np.abs(error).mean()) < 0.25


def test_outside_and_in_vain(tools, tmp_path) -> None:
    one = opened(tools.write(tmp_path / "one_sigma0.tif", ground(60, 60), transform=grid(), epsg=32633))
    beside = opened(tools.write(tmp_path / "beside_sigma0.tif", ground(60, 60), transform=grid(40, 0), epsg=32633))
    image, valid = whole(aligned(beside, one.grid, "bilinear"))
    assert valid[:, 40:].all() and not valid[:, :40].any() and not image[:, :, :40].any()
    assert not aligned(beside, one.grid, "bilinear").read((0, 0, 20, 20))[1].any()
    far = opened(tools.write(tmp_path / "far_sigma0.tif", ground(60, 60), transform=grid(4000, 0), epsg=32633))
    with pytest.raises(InputError, match="does not overlap"):
        aligned(far, one.grid, "bilinear")
    fine = opened(tools.write(tmp_path / "fine_sigma0.tif", ground(60, 60), transform=grid(0, 0, 0.1), epsg=32633))
    with pytest.raises(GridMismatchError, match="differ by a factor of at most 8"):
        aligned(fine, one.grid, "bilinear")
    nowhere = opened(tools.write(tmp_path / "nowhere_sigma0.tif", ground(60, 60), transform=None, epsg=None))
    with pytest.raises(GridMismatchError, match="a geotransform and a CRS"):
        aligned(nowhere, one.grid, "bilinear")
    with pytest.raises(GridMismatchError, match="cannot be brought"):
        aligned(one, replace(one.grid, crs_wkt=""), "bilinear")


def pair(tools, tmp_path, epsg: int = 32633, **shift: float) -> tuple[Path, Path]:
    one = tools.write(tmp_path / "s1_20240101_sigma0.tif", ground(100, 100, looks=8, seed=1), transform=grid(), epsg=epsg)
    column, row = shift.get("column", 0), shift.get("row", 0)
    power = ground(130, 130, column, row, looks=8, seed=2)
    power[:, 60:80, 60:80] *= 8
    return one, tools.write(tmp_path / "s1_20240201_sigma0.tif", power, transform=grid(column, row), epsg=epsg)


def test_run_and_what_to_type(tools, tmp_path, local_model) -> None:
    one, two = pair(tools, tmp_path, column=-10, row=-10)
    target = str(tmp_path / "change.tif")
    with pytest.raises(GridMismatchError, match="--align bilinear") as caught:
        mtdn_core.detect_changes_raster(str(one), str(two), target)
    line = str(caught.value).partition("(reproject)', ")[2].rstrip(".")
    assert line.startswith("gdalwarp -t_srs EPSG:32633 -te 300000 3997000 303000 4000000 -tr 30 30 -r bilinear")
    if subprocess.run(["which", "gdalwarp"], capture_output=True).returncode == 0:
        subprocess.run(shlex.split(line), check=True, capture_output=True, cwd=tmp_path)
        typed = tmp_path / "s1_20240201_sigma0_aligned.tif"
        assert not opened(one).grid.differences(opened(typed).grid)
    report = mtdn_core.detect_changes_raster(str(one), str(two), target, align="nearest")
    assert any("is brought onto the grid of the first date (nearest)" in line for line in report.messages)
    change = tools.read(target)[0]
    assert change.shape == (100, 100) and (change[54:66, 54:66] == 1).mean() > 0.9
    assert "s1_20240201_sigma0.tif (nearest)" in str(gdal.Open(target).GetMetadata().values())
    report = mtdn_core.despeckle_raster(str(one), str(tmp_path / "d.tif"), second=str(two), align="bilinear", tile=32)
    assert tools.read(tmp_path / "d.tif").shape == (2, 100, 100)


def test_baselines_are_aligned_too(tools, tmp_path, local_model) -> None:
    one, two = pair(tools, tmp_path)
    two = tools.write(tmp_path / "s1_20240201_sigma0.tif", ground(100, 100, looks=8, seed=3), transform=grid(), epsg=32633)
    old = tools.write(tmp_path / "s1_20231201_sigma0.tif", ground(130, 130, -10, -10, looks=8, seed=4),
                      transform=grid(-10, -10), epsg=32633)
    outputs = [str(tmp_path / name) for name in ("a.tif", "b.tif")]
    said = mtdn_core.detect_changes_raster(str(one), str(two), outputs[0], baseline=[str(old)]).messages
    assert any("is left out, it lies on another grid" in line for line in said)
    said = mtdn_core.detect_changes_raster(str(one), str(two), outputs[1], baseline=[str(old)], align="bilinear").messages
    assert any("Baseline: 1 of 1 dates" in line for line in said)


@pytest.mark.parametrize(
    ("column", "row", "warned"),
    [(0, 0, False), (0.2, 0, False), (0.5, 0.2, True), (-0.4, 0.4, True), (3, -2, True)],
)
def test_displacement_is_measured_where_grids_are_equal(tools, tmp_path, local_model, column, row, warned) -> None:
    paths = [
        str(tools.write(tmp_path / f"s1_2024{n + 1:02d}01_sigma0.tif", ground(120, 120, c, r, looks=5, seed=n),
                        transform=grid(), epsg=32633))
        for n, (c, r) in enumerate(((0, 0), (column, row)))
    ]
    said = mtdn_core.detect_changes_raster(paths[0], paths[1], str(tmp_path / "c.tif")).messages
    lines = [line for line in said if "by its content" in line]
    assert bool(lines) == warned, said
    if warned:
        across, down = ("left" if column > 0 else "right"), ("above" if row > 0 else "below")
        found = [float(text) for text in re.search(rf"lies ([\d.]+) pixels {across} and ([\d.]+) {down}", lines[0]).groups()]
        assert found == pytest.approx([abs(column), abs(row)], abs=0.15)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_further_date_beside_all_others_is_left_out(tools, tmp_path, local_model, place) -> None:
    """The first or the second date beside the others leaves the baseline as it is; a date of it goes, and is named."""
    moved = [0.0] * 6
    moved[-place - 1] = 4.0  # of the second date, the first, or the last of the baseline
    paths = [
        str(tools.write(tmp_path / f"s1_2024{n + 1:02d}01_sigma0.tif", ground(120, 120, column, looks=5, seed=n),
                        transform=grid(), epsg=32633))
        for n, column in enumerate(moved)
    ]

    def detected(baseline, name):
        out = str(tmp_path / name)
        return mtdn_core.detect_changes_raster(*paths[-2:], out, baseline=baseline).messages, gdal.Open(out).ReadAsArray()

    said, found = detected(paths[:-2], "all.tif")
    left_out = [line for line in said if "by its content" in line and "is left out" in line]
    assert len(left_out) == (place == 2), said
    if place == 2:
        assert "s1_20240401" in left_out[0] and "4.0 pixels left" in left_out[0]
        assert np.array_equal(found, detected(paths[:-3], "rest.tif")[1])


def test_a_filtered_date_is_not_taken_for_displaced(tools, tmp_path, local_model) -> None:
    """A filter turns the phases of fine structure, which is what a displacement is told by."""
    images = [ground(120, 120, looks=20, seed=number) for number in range(3)]
    images[2] = np.stack([uniform_filter(band, 11) for band in images[2]])
    paths = [
        str(tools.write(tmp_path / f"s1_2024{number + 1:02d}01_sigma0.tif", image, transform=grid(), epsg=32633))
        for number, image in enumerate(images)
    ]
    said = mtdn_core.despeckle_raster(paths[0], tmp_path / "out.tif", references=paths[1:]).messages
    assert not any("by its content" in line for line in said), said
    assert any("it was filtered or averaged" in line for line in said) and any("2 of 2 dates" in line for line in said)


def test_no_displacement_without_structure(tools, tmp_path, local_model) -> None:
    paths = [str(tools.write(tmp_path / f"{n}_sigma0.tif", tools.speckled(120, 120, seed=n)[:, :, :50])) for n in range(2)]
    said = mtdn_core.detect_changes_raster(paths[0], paths[1], str(tmp_path / "c.tif")).messages
    assert not any("by its content" in line for line in said)


def test_real_dates_lie_within_a_third_of_a_pixel(shared) -> None:
    from mtdn_core.raster.compare import read_sample
    from mtdn_core.raster.shift import measure_displacement

    folder = shared / "data" / "test" / "opera_rtc_s1"
    paths = sorted(folder.rglob("*VV.tif"))[:6]
    samples = [read_sample(opened(path)) for path in paths]
    for other in samples[1:]:
        found = measure_displacement(samples[0], other)
        assert found is not None and found.distance < 0.3


def test_a_seam_that_was_not_measured_may_hold_no_number() -> None:
    from mtdn_core.raster.shift import measure_displacement

    one, two = ground(140, 150, looks=5), ground(140, 150, 5, looks=5, seed=1)
    valid = np.ones((140, 150), bool)
    valid[:, 40:42] = False
    two[:, ~valid] = np.nan
    found = measure_displacement((one[None], np.ones_like(valid)[None]), (two[None], valid[None]))
    assert found is not None and found.columns == pytest.approx(-5, abs=0.2) and abs(found.rows) < 0.2


def by_longitude(tools, path: Path, epsg: int, transform: tuple[float, ...]):
    """A date of 120 x 120 pixels whose power is a function of longitude and latitude, which the date line does not break."""
    from mtdn_core.raster.grid import spatial_reference, transformed

    columns, rows = np.meshgrid(*(np.arange(120) + 0.5,) * 2)
    x, y = transform[0] + transform[1] * columns, transform[3] + transform[5] * rows
    if epsg != 4326:
        crs, degrees = gdal.osr.SpatialReference(), gdal.osr.SpatialReference()
        crs.ImportFromEPSG(epsg)
        degrees.ImportFromEPSG(4326)
        x, y = transformed(*(spatial_reference(c.ExportToWkt()) for c in (crs, degrees)), x, y)
    power = 0.1 * 10 ** (0.3 * np.sin((x % 360 - 180) * 400) * np.cos((y - 19) * 300))
    bands = np.stack([power, power / 5]).astype(np.float32)
    return opened(tools.write(path, bands, epsg=epsg, transform=transform, metadata={"units": "linear power"}))


def test_across_the_date_line(tools, tmp_path) -> None:
    """UTM zones 60 and 1, and longitudes counted from either side: every pair is one ground."""
    places = {
        "zone60": (32660, (813500.0, 30.0, 0, 2102000.0, 0, -30.0)), "zone1": (32601, (183500.0, 30.0, 0, 2102000.0, 0, -30.0)),
        "east": (4326, (179.98, 3e-4, 0, 19.01, 0, -3e-4)), "west": (4326, (-180.02, 3e-4, 0, 19.01, 0, -3e-4)),
    }
    dates = {name: by_longitude(tools, tmp_path / f"{name}.tif", *place) for name, place in places.items()}
    shares = {("east", "west"): 1, ("zone60", "zone1"): 0.486, ("zone60", "east"): 0.348, ("zone1", "west"): 0.24}
    for one, two in ((a, b) for a in dates for b in dates if a != b):
        other = replace(dates[two], grid=dates[two].grid.turned(dates[one].grid))
        image, valid = whole(aligned(other, dates[one].grid, "bilinear"))
        np.testing.assert_allclose(image[:, valid], whole(dates[one])[0][:, valid], rtol=0.05)
        if (one, two) in shares:
            assert valid.mean() == pytest.approx(shares[one, two], abs=0.01)


def test_longitudes_of_either_side_are_one_grid(tools, tmp_path) -> None:
    paths = []
    for name, left in (("20200101", 179.98), ("20200113", -180.02)):
        power, place = ground(60, 60, looks=5, seed=int(name)), (left, 3e-4, 0, 19, 0, -3e-4)
        paths.append(str(tools.write(tmp_path / f"S1_{name}_linear.tif", power, transform=place, epsg=4326)))
    assert mtdn_core.detect_changes_raster(*paths, str(tmp_path / "out.tif")).changed_pixels is not None
