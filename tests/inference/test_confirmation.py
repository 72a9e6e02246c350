"""Later dates: first change and confirmations, with the shipped model from raster to raster."""

from __future__ import annotations

import shutil
from datetime import datetime
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.errors import Cancelled, ConfigError, InputError
from mtdn_core.inference.change import NO_COUNT, NO_DAY, FirstChange, day_of
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from tests.listener import Listener

EDGE = 110
#: place, and the dates (1 is the second of the run) that show a fall of 6 dB there
LASTING, LATE, ONCE = (np.s_[20:50, 20:50], {1, 2, 3, 4}), (np.s_[60:90, 60:90], {3, 4}), (np.s_[20:50, 70:100], {1})
SMALL = np.s_[75:83, 12:20], {1, 2, 3, 4}
DAYS = [day_of(datetime(2024, month, 1)) for month in range(1, 6)]


@pytest.fixture
def stack(tools, tmp_path) -> list[str]:
    """Five dates: a change that lasts, one that begins on the fourth date, and one that is there on the second alone."""
    paths = []
    for number in range(5):
        image = tools.speckled(EDGE, EDGE, looks=5, seed=number)
        for place, on in (LASTING, LATE, ONCE, SMALL):
            if number in on:
                image[(slice(None), *place)] *= 0.25
        paths.append(str(tools.write(tmp_path / f"s1_2024{number + 1:02d}01.tif", image)))
    return paths


def detect(before: str, after: str, later: list[str], folder: Path, feedback=None, names=(), **settings):
    names = names or ("change", "first_change", "confirmations")
    outputs = Outputs(**{name: str(folder / f"{name}.tif") for name in names})
    return run(
        DateInput(before), DateInput(after), outputs, RunSettings(units="linear", device="cpu", **settings), feedback,
        later=[DateInput(path) for path in later],
    )


def brute_force(days: list[int], states: list[str]) -> tuple[int, int]:
    """By the words of the definition, of one pixel; states: c changed, u unchanged, - not measured."""
    rows = [
        [day for day, _ in group]
        for state, group in groupby([(d, s) for d, s in zip(days, states) if s != "-"], key=lambda item: item[1])
        if state == "c"
    ]
    lasting = [row for row in rows if len(row) > 1]
    chosen = (lasting or rows or [[]])[0]
    return (chosen[0], len(chosen) - 1) if chosen else (NO_DAY, NO_COUNT)


def test_every_history_of_six_dates() -> None:
    histories = np.array(np.meshgrid(*[list("cu-")] * 6)).reshape(6, -1)
    days = list(range(100, 106))
    found = FirstChange((1, histories.shape[1]))
    for day, states in zip(days, histories):
        # what is said of a pixel that was not measured does not count
        found.add(day, (states != "u")[None], (states != "-")[None])
    wanted = np.array([brute_force(days, list(history)) for history in histories.T])
    assert np.array_equal(found.day[0], wanted[:, 0]) and np.array_equal(found.confirmations[0], wanted[:, 1])


def test_first_change_and_confirmations(tools, stack, tmp_path) -> None:
    from osgeo import gdal

    report = detect(stack[0], stack[1], stack[:1:-1], tmp_path)  # in any order
    day, count = (tools.read(tmp_path / f"{name}.tif")[0] for name in ("first_change", "confirmations"))
    for (place, _), first, confirmed in ((LASTING, DAYS[1], 3), (LATE, DAYS[3], 1), (ONCE, DAYS[1], 0)):
        inner = tuple(slice(s.start + 5, s.stop - 5) for s in place)
        assert (day[inner] == first).mean() > 0.97 and (count[inner] == confirmed).mean() > 0.97
    assert (day == NO_DAY).mean() > 0.7 and np.array_equal(day == NO_DAY, count == NO_COUNT)
    datasets = [gdal.Open(str(tmp_path / f"{name}.tif")) for name in ("first_change", "confirmations")]
    bands = [dataset.GetRasterBand(1) for dataset in datasets]
    assert [gdal.GetDataTypeName(band.DataType) for band in bands] == ["Int32", "Byte"]
    assert bands[0].GetUnitType() == "days since 1970-01-01" and [band.GetNoDataValue() for band in bands] == [-1, 255]
    assert any("Later: 3 of 3 dates" in line for line in report.messages)
    alone = run(DateInput(stack[0]), DateInput(stack[1]), Outputs(change=str(tmp_path / "alone.tif")),
                RunSettings(units="linear", device="cpu"))
    assert np.array_equal(tools.read(tmp_path / "alone.tif"), tools.read(tmp_path / "change.tif"))
    assert alone.changed_pixels == report.changed_pixels


def test_tiles_and_minimum_area(tools, stack, tmp_path) -> None:
    detect(stack[0], stack[1], stack[2:], tmp_path)
    day = tools.read(tmp_path / "first_change.tif")
    detect(stack[0], stack[1], stack[2:], tmp_path, tile=32, resume=True)
    assert (tools.read(tmp_path / "first_change.tif") != day).mean() < 0.001
    detect(stack[0], stack[1], stack[2:], tmp_path, minimum_area_ha=50.0)
    large, count = (tools.read(tmp_path / f"{name}.tif") for name in ("first_change", "confirmations"))
    assert np.array_equal(large == NO_DAY, count == NO_COUNT)
    assert set(zip(*np.nonzero(large[0] != NO_DAY))) < set(zip(*np.nonzero(day[0] != NO_DAY)))
    detect(stack[0], stack[1], stack[2:], tmp_path, minimum_area_ha=2000.0)
    assert (tools.read(tmp_path / "first_change.tif") == NO_DAY).all()


def test_a_date_with_holes_is_passed_over(tools, stack, tmp_path) -> None:
    for number in (1, 3):
        holed = tools.read(stack[number])
        holed[:, 30:40, 30:40] = np.nan
        stack[number] = str(tools.write(tmp_path / f"holed_2024{number + 1:02d}01.tif", holed))
    detect(stack[0], stack[1], stack[2:], tmp_path)
    day, count = (tools.read(tmp_path / f"{name}.tif")[0][31:39, 31:39] for name in ("first_change", "confirmations"))
    assert (day == DAYS[2]).mean() > 0.9 and (count == 1).mean() > 0.9
    assert (tools.read(tmp_path / "change.tif")[0][30:40, 30:40] == 255).all()


def test_what_does_not_fit_is_left_out_and_named(tools, stack, tmp_path) -> None:
    dateless = str(tools.write(tmp_path / "dateless.tif", tools.speckled(EDGE, EDGE, seed=9)))
    other_grid = str(tools.write(tmp_path / "grid_20240601.tif", tools.speckled(60, 60)))
    copied = str(tools.write(tmp_path / "copy_20240701.tif", tools.read(stack[1])))
    opposite = str(tools.write(tmp_path / "s1_descending_20240801.tif", tools.speckled(EDGE, EDGE, seed=10)))
    before = str(tools.write(tmp_path / "s1_ascending_20240101.tif", tools.read(stack[0])))
    later = [stack[2], stack[2], dateless, other_grid, copied, opposite, stack[1], stack[0]]
    report = detect(before, stack[1], later, tmp_path)
    said = "\n".join(report.messages)
    for text in ("is given twice", "has no date", "lies on another grid", "hold the same image", "is of another orbit",
                 "is the date itself", "is not later than both dates", "Later: 1 of 8 dates"):
        assert text in said, (text, said)
    with pytest.raises(InputError, match=r"None of the later dates.*after both images"):
        detect(stack[2], stack[3], stack[:2], tmp_path)


def test_a_later_date_that_copies_one_of_the_baseline_is_left_out(tools, stack, tmp_path) -> None:
    earlier = tools.write(tmp_path / "s1_20231201.tif", tools.speckled(EDGE, EDGE, seed=30))
    copied = shutil.copy(earlier, tmp_path / "s1_20250101.tif")
    outputs = Outputs(first_change=str(tmp_path / "f.tif"))
    later = [DateInput(stack[2]), DateInput(str(copied))]
    given = (DateInput(stack[0]), DateInput(stack[1]), outputs, RunSettings(units="linear", device="cpu"))
    said = run(*given, references=[DateInput(str(earlier))], later=later).messages
    assert any("s1_20250101.tif' is left out, it holds the same image as 's1_20231201.tif'" in line for line in said), said


def test_swapped_dates(tools, stack, tmp_path) -> None:
    """Later has to be later than both; what is later still confirms, and the pair is warned of."""
    report = detect(stack[3], stack[2], [stack[3], stack[1], stack[4]], tmp_path)
    said = "\n".join(report.messages)
    assert "check the order" in said and "Later: 1 of 3 dates" in said


def test_refusals(tools, stack, tmp_path) -> None:
    dateless = str(tools.write(tmp_path / "after.tif", tools.read(stack[1])))
    with pytest.raises(InputError, match="not known when 'after"):
        detect(stack[0], dateless, stack[2:], tmp_path)
    with pytest.raises(ConfigError, match="without later dates"):
        detect(stack[0], stack[1], [], tmp_path)
    with pytest.raises(ConfigError, match="no output that shows"):
        detect(stack[0], stack[1], stack[2:], tmp_path, names=("change",))
    with pytest.raises(ConfigError, match="one in hectares"):
        detect(stack[0], stack[1], stack[2:], tmp_path, minimum_area=5, minimum_area_ha=1.0)
    plain = [str(tools.write(tmp_path / f"plain_2024{n}.tif", tools.speckled(40, 40, seed=n), transform=None, epsg=None))
             for n in (1001, 1002)]
    with pytest.raises(InputError, match="does not tell the area"):
        run(DateInput(plain[0]), DateInput(plain[1]), Outputs(change=str(tmp_path / "x.tif")),
            RunSettings(units="linear", minimum_area_ha=1.0))
    with pytest.raises(InputError, match="have no geotransform"):
        run(DateInput(plain[0]), DateInput(plain[1]), Outputs(polygons=str(tmp_path / "x.gpkg")), RunSettings(units="linear"))


def test_cancelled_while_later_dates_are_compared(tools, stack, tmp_path) -> None:
    before = tools.state(tmp_path)
    with pytest.raises(Cancelled):
        detect(stack[0], stack[1], stack[2:], tmp_path, Listener(cancel_from=0.3), tile=32)
    assert tools.state(tmp_path) == before


def test_baseline_and_later(tools, stack, tmp_path) -> None:
    earlier = [str(tools.write(tmp_path / f"s1_2023{n:02d}01.tif", tools.speckled(EDGE, EDGE, looks=5, seed=20 + n)))
               for n in range(1, 5)]
    outputs = Outputs(first_change=str(tmp_path / "d.tif"), confirmations=str(tmp_path / "n.tif"))
    report = run(
        DateInput(stack[0]), DateInput(stack[1]), outputs, RunSettings(units="linear", device="cpu", false_alarms=0.01),
        references=[DateInput(path) for path in earlier], later=[DateInput(path) for path in stack[2:]],
    )
    assert any("each compared with the others" in line for line in report.messages)
    day, count = tools.read(tmp_path / "d.tif")[0], tools.read(tmp_path / "n.tif")[0]
    assert (day[25:45, 25:45] == DAYS[1]).mean() > 0.97 and (count[25:45, 25:45] == 3).mean() > 0.97
    assert (day[65:85, 65:85] == DAYS[3]).mean() > 0.97


def test_interrupted_and_resumed(tools, stack, tmp_path) -> None:
    """First change, confirmations and the rasters behind the polygons are as in one go."""
    from osgeo import ogr

    def features(path: str) -> list:
        vector = ogr.Open(path)
        return [(f.ExportToJson(), f.GetGeometryRef().ExportToWkt()) for f in vector.GetLayer(0)]

    found = []
    for folder, interrupted in ((tmp_path / "one", False), (tmp_path / "two", True)):
        folder.mkdir()
        names = {"first_change": "d.tif", "confirmations": "n.tif", "polygons": "p.gpkg"}
        outputs = Outputs(**{name: str(folder / file) for name, file in names.items()})
        arguments = DateInput(stack[0]), DateInput(stack[1]), outputs
        settings = RunSettings(units="linear", device="cpu", tile=48, resume=interrupted)
        later = [DateInput(path) for path in stack[2:]]
        if interrupted:
            with pytest.raises(Cancelled):
                run(*arguments, settings, Listener(cancel_from=0.5), later=later)
            assert not (folder / "p.gpkg").exists()
        report = run(*arguments, settings, later=later)
        assert any("Continuing from" in line for line in report.messages) is interrupted
        found.append([(folder / name).read_bytes() for name in ("d.tif", "n.tif")] + features(str(folder / "p.gpkg")))
        assert {path.name for path in folder.iterdir()} == {"d.tif", "n.tif", "p.gpkg"}
    assert found[0] == found[1] and len(found[0]) > 4


def polygons_of(path: Path) -> list[dict]:
    from osgeo import ogr

    vector = ogr.Open(str(path))
    return [{**f.items(), "wkt": f.GetGeometryRef().ExportToWkt()} for f in vector.GetLayer(0)]


def test_polygons_of_swapped_dates(tools, stack, tmp_path) -> None:
    """The same shapes, the sign turned."""
    found = []
    for number, (one, two) in enumerate(((stack[0], stack[1]), (stack[1], stack[0]))):
        path = tmp_path / f"{number}.gpkg"
        run(DateInput(one), DateInput(two), Outputs(polygons=str(path)), RunSettings(units="linear", device="cpu"))
        found.append(sorted(polygons_of(path), key=lambda feature: feature["wkt"]))
    assert len(found[0]) == len(found[1]) >= 3
    for one, two in zip(*found):
        assert one["wkt"] == two["wkt"] and {one["direction"], two["direction"]} == {"fall", "rise"}
        assert one["change_vv_db"] == pytest.approx(-two["change_vv_db"], abs=0.01)
        assert (one["before"], one["after"]) == (two["after"], two["before"])
    assert not any("first_change" in feature for feature in found[0])


def test_polygons_agree_with_the_rasters(tools, stack, tmp_path) -> None:
    """Area and number are those of the classes after small changes were dropped; without a CRS the area is not known."""
    outputs = Outputs(change=str(tmp_path / "c.tif"), step=str(tmp_path / "s.tif"), polygons=str(tmp_path / "p.geojson"))
    settings = RunSettings(units="linear", device="cpu", minimum_area_ha=3)
    report = run(DateInput(stack[0]), DateInput(stack[1]), outputs, settings)
    found = polygons_of(tmp_path / "p.geojson")
    assert sum(feature["area_ha"] for feature in found) == pytest.approx(report.changed_area_m2 / 1e4)
    assert min(feature["area_ha"] for feature in found) >= 3
    assert all(feature["direction"] == "fall" for feature in found)
    nowhere = [str(tools.write(tmp_path / f"x_2024010{n}.tif", tools.read(stack[n]), epsg=None)) for n in (0, 1)]
    outputs = Outputs(polygons=str(tmp_path / "q.gpkg"))
    run(DateInput(nowhere[0]), DateInput(nowhere[1]), outputs, RunSettings(units="linear", device="cpu"))
    assert {feature["area_ha"] for feature in polygons_of(tmp_path / "q.gpkg")} == {None}
