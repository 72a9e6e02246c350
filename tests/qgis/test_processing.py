"""The algorithms through ``processing.run``: results, refusals, and what is left behind."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest

from tests.qgis.rasters import read_tif, speckled, write_tif


def run(algorithm: str, **parameters):
    """Run `algorithm`; return its results and what it logged."""
    import processing
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    results = processing.run(f"mtdn:{algorithm}", {"DEVICE": "cpu", **parameters}, feedback=feedback)
    return results, feedback.textLog()


def refused(algorithm: str, **parameters) -> str:
    """Run `algorithm`, expect a refusal, return its words."""
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException) as raised:
        run(algorithm, **parameters)
    return str(raised.value)


def test_despeckle_one_date(provider, pair, tmp_path):
    """One date: same grid and bands, calmer, and the mean is kept."""
    out = tmp_path / "out.tif"
    results, log = run("despeckle", INPUT=pair[0], OUTPUT=str(out))
    before, after = read_tif(pair[0]), read_tif(out)
    assert after.shape == before.shape and after.dtype == np.float32
    assert after[0, 5:35, 5:15].std() < 0.7 * before[0, 5:35, 5:15].std()
    assert after[0].mean() == pytest.approx(before[0].mean(), rel=0.1)
    assert results["OUTPUT"] == str(out)
    assert "cpu" in results["DEVICE_USED"].lower() and "linear" in results["UNITS_FOUND"]
    assert results["MEAN_RATIO_VV"] == pytest.approx(1.0, abs=0.1)
    assert "UNITS = auto" in log and str(pair[0]) in log  # the resolved parameters are echoed


def test_despeckle_files_per_polarisation_and_second_date(provider, pair, tmp_path):
    """VV and VH in their own files give one file with both bands."""
    files = {}
    for name, path in (("INPUT", pair[0]), ("SECOND", pair[1])):
        for number, polarisation in enumerate(("VV", "VH")):
            values = read_tif(path)[number : number + 1]
            key = name if polarisation == "VV" else f"{name}_VH"
            files[key] = str(write_tif(tmp_path / f"{name}_{polarisation}.tif", values))
    run("despeckle", **files, OUTPUT=str(tmp_path / "out.tif"))
    assert read_tif(tmp_path / "out.tif").shape == (2, 40, 40)


def test_detect_changes(provider, pair, tmp_path):
    """The darkened half is found, the other is not; area and probability agree with the map."""
    out, probability = tmp_path / "change.tif", tmp_path / "probability.tif"
    results, _ = run("detectchanges", BEFORE=pair[0], AFTER=pair[1], OUTPUT=str(out), PROBABILITY=str(probability))
    change, chance = read_tif(out), read_tif(probability)
    assert change.dtype == np.uint8 and set(np.unique(change)) <= {0, 1, 255}
    assert (change[:, 24:] == 1).mean() > 0.8
    assert (change[:, :16] == 1).mean() < 0.2
    assert chance.min() >= 0.0 and chance.max() <= 1.0
    assert results["CHANGED_PIXELS"] == int((change == 1).sum())
    assert results["CHANGED_AREA"] == pytest.approx(900.0 * results["CHANGED_PIXELS"], rel=2e-3)  # of 30 m, on the ellipsoid


def test_stack_and_baseline(provider, pair, tmp_path):
    """Further dates make the reference of a date, or say what is normal before a change; not fitting ones are named."""
    others = [str(write_tif(tmp_path / f"o{number}.tif", speckled(number), ("VV", "VH"))) for number in (11, 12, 13)]
    small = str(write_tif(tmp_path / "small.tif", speckled(1)[:, :20], ("VV", "VH")))
    _, log = run("despeckle", INPUT=pair[0], REFERENCES=[*others, small], OUTPUT=str(tmp_path / "d.tif"))
    assert "Reference: 3 of 4 dates" in log and "another grid" in log
    step = tmp_path / "step.tif"
    outputs = {"OUTPUT": str(tmp_path / "c.tif"), "STEP": str(step)}
    _, log = run("detectchanges", BEFORE=pair[0], AFTER=pair[1], BASELINE=others, TARGET="vegetation-loss", **outputs)
    assert "Baseline: 3 of 3 dates" in log and "'vegetation-loss'" in log
    assert read_tif(step).shape == (2, 40, 40) and read_tif(step)[1, 5:35, 28:].mean() < -2
    both = {"SECOND": pair[1], "REFERENCES": others}
    assert "one of the two" in refused("despeckle", INPUT=pair[0], **both, OUTPUT=str(tmp_path / "e.tif"))


def test_threshold_and_minimum_area(provider, pair, tmp_path):
    """A higher threshold finds no more; a minimum area larger than the image leaves nothing."""
    found = {}
    for key, extra in {"all": {"THRESHOLD": 0.0}, "few": {"THRESHOLD": 0.9}, "none": {"MINIMUM_AREA": 5000}}.items():
        results, _ = run("detectchanges", BEFORE=pair[0], AFTER=pair[1], OUTPUT=str(tmp_path / "c.tif"), **extra)
        found[key] = results["CHANGED_PIXELS"]
    assert found["all"] == 1600 > found["few"] > found["none"] == 0


def test_both_in_one_pass(provider, pair, tmp_path):
    """Four outputs, and only those asked for are written."""
    names = ("DESPECKLED_BEFORE", "DESPECKLED_AFTER", "CHANGE", "PROBABILITY")
    wanted = {name: str(tmp_path / f"{name}.tif") for name in names}
    results, _ = run("despeckleanddetect", BEFORE=pair[0], AFTER=pair[1], **wanted)
    assert all(Path(path).exists() for path in wanted.values())
    assert {name: results[name] for name in names} == wanted
    some = {"CHANGE": str(tmp_path / "only.tif"), "DESPECKLED_BEFORE": None, "DESPECKLED_AFTER": None}
    results, _ = run("despeckleanddetect", BEFORE=pair[0], AFTER=pair[1], **some, PROBABILITY=None)
    assert (tmp_path / "only.tif").exists() and not results.get("PROBABILITY")


def test_extent_and_alignment(provider, pair, tmp_path):
    """The part is the whole cut out, in any CRS; the other grid is used when it is asked for."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRectangle, QgsReferencedRectangle

    crs = QgsRasterLayer(str(pair[0])).crs()
    rectangle = QgsRasterLayer(str(pair[0])).extent()
    size = rectangle.width() / 40
    part = QgsRectangle(
        rectangle.xMinimum() + 5 * size, rectangle.yMinimum() + 10 * size, rectangle.xMinimum() + 25 * size,
        rectangle.yMaximum() - 10 * size,
    )
    run("despeckle", INPUT=pair[0], OUTPUT=str(tmp_path / "whole.tif"))
    text = f"{part.xMinimum()},{part.xMaximum()},{part.yMinimum()},{part.yMaximum()} [{crs.authid()}]"
    for number, extent in enumerate((text, QgsReferencedRectangle(part, crs), text.partition(" ")[0])):
        run("despeckle", INPUT=pair[0], OUTPUT=str(tmp_path / f"part{number}.tif"), EXTENT=extent)
        cut = read_tif(tmp_path / "whole.tif")[:, 10:30, 5:25]
        assert np.allclose(read_tif(tmp_path / f"part{number}.tif"), cut, rtol=1e-4)
    elsewhere = QgsReferencedRectangle(QgsRectangle(100, 60, 101, 61), QgsCoordinateReferenceSystem("EPSG:4326"))
    assert "lies outside" in refused("despeckle", INPUT=pair[0], OUTPUT=str(tmp_path / "no.tif"), EXTENT=elsewhere)
    shifted = write_tif(tmp_path / "shifted.tif", speckled(3), ("VV", "VH"), origin=500_030.0)
    _, log = run("detectchanges", BEFORE=pair[0], AFTER=str(shifted), OUTPUT=str(tmp_path / "c.tif"), ALIGN="bilinear")
    assert "is brought onto the grid of the first date (bilinear)" in log


def test_temporary_output(provider, pair):
    """TEMPORARY_OUTPUT works."""
    results, _ = run("despeckle", INPUT=pair[0], OUTPUT="TEMPORARY_OUTPUT")
    assert results["OUTPUT"].endswith(".tif") and read_tif(results["OUTPUT"]).shape == (2, 40, 40)


@pytest.mark.parametrize(
    ("algorithm", "date", "output"),
    [("despeckle", "INPUT", "OUTPUT"), ("detectchanges", "BEFORE", "OUTPUT"),
     ("despeckleanddetect", "BEFORE", "DESPECKLED_BEFORE")],
)
def test_resume_continues_a_cancelled_run(provider, tmp_path, algorithm, date, output):
    """Cancelled after some tiles, run again: only the others are done, and the bytes are those of one run."""
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    one, two = (str(write_tif(tmp_path / f"{n}.tif", speckled(n, size=64), ("VV", "VH"))) for n in (1, 2))
    given = {date: one, "AFTER" if date == "BEFORE" else "SECOND": two, "TILE": 16, "DEVICE": "cpu", "FAST": True}
    run(algorithm, **given, **{output: str(tmp_path / "plain.tif")})
    out = tmp_path / "out"
    out.mkdir()
    given.update({output: str(out / "result.tif"), "RESUME": True})

    feedback = QgsProcessingFeedback(False)
    feedback.progressChanged.connect(lambda progress: feedback.cancel() if progress > 30 else None)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run(f"mtdn:{algorithm}", given, feedback=feedback)
    assert sorted(p.name for p in out.iterdir()) == [".~result.tif.journal", ".~result.tif.scratch"]
    _, log = run(algorithm, **given)
    assert "RESUME = True" in log and "tiles that are done" in log
    assert "Fast: " in log or "Fast changes nothing: " in log
    assert (out / "result.tif").read_bytes() == (tmp_path / "plain.tif").read_bytes()
    assert files(out) == ["result.tif"]


def files(folder: Path) -> list[str]:
    """Return the names in `folder`, without the statistics QGIS itself keeps beside every raster it loads."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".aux.xml"))


def open_rasters() -> set[str]:
    """Return the files of all rasters that Python holds open."""
    from osgeo import gdal

    gc.collect()
    return {item.GetDescription() for item in gc.get_objects() if type(item) is gdal.Dataset}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"UNIT": "db"}, ("Unknown parameter UNIT", "UNITS")),
        ({"OUTPUT": "{folder}/out.png"}, (".png", ".tif")),
        ({"BANDS": "1,x"}, ("BANDS", "1,2")),
        ({"BANDS": "1,2,3"}, ("1,2,3",)),
        ({"MODEL": "no-such-model"}, ("no-such-model",)),
        ({"OUTPUT": "{input}"}, ("input",)),
    ],
)
def test_refusals_in_words(provider, pair, tmp_path, changes, words):
    """Each mistake is named; the input is untouched and nothing is written."""
    content = Path(pair[0]).read_bytes()
    before = files(tmp_path)
    changes = {key: value.format(folder=tmp_path, input=pair[0]) for key, value in changes.items()}
    text = refused("despeckle", **{"INPUT": pair[0], "OUTPUT": str(tmp_path / "out.tif"), **changes})
    assert all(word in text for word in words), text
    assert Path(pair[0]).read_bytes() == content
    assert files(tmp_path) == before


def test_refuses_other_grid(provider, pair, tmp_path):
    """Shifted by a pixel: refused, with the command that helps."""
    shifted = write_tif(tmp_path / "shifted.tif", speckled(3), ("VV", "VH"), origin=500_030.0)
    text = refused("detectchanges", BEFORE=pair[0], AFTER=str(shifted), OUTPUT=str(tmp_path / "out.tif"))
    assert "Warp" in text
    assert not (tmp_path / "out.tif").exists()
    assert {pair[0], str(shifted)}.isdisjoint(open_rasters()), "a refused run keeps its input open"


def test_refuses_layers_that_are_not_files(provider, tmp_path):
    """A web map is refused with "export first"."""
    from qgis.core import QgsProcessingException, QgsRasterLayer

    from mtdn_qgis.conversion import describe

    layer = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png", "web map", "wms")
    with pytest.raises(QgsProcessingException, match=r"wms.*export it first"):
        describe("INPUT", layer, [])


def test_overrides_in_layer_properties_are_reported(provider, pair, tmp_path):
    """A CRS or nodata set on the layer but not in the file is not used silently."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRasterRange

    layer = QgsRasterLayer(pair[0], "before")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(0.0, 0.01)])
    _, log = run("despeckle", INPUT=layer, OUTPUT=str(tmp_path / "out.tif"))
    assert "EPSG:32611" in log and "nodata" in log
