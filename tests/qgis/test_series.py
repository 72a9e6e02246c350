"""Many dates: a folder of them despeckled at once, and some of them as the reference of one."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from tests.qgis.loading import (
    layers_are_added_as_in_qgis,  # noqa: F401  a fixture that holds here, too
    tree,
)
from tests.qgis.rasters import read_tif, speckled, write_tif
from tests.qgis.test_processing import refused, run

DAYS = ("2024-01-05", "2024-01-17", "2024-01-29")


def image(seed: int) -> np.ndarray:
    """Return VV and VH of 40 x 50 pixels."""
    return speckled(seed, size=50)[:, :40].copy()


@pytest.fixture
def dates(tmp_path: Path) -> Path:
    """Return a folder of three dates."""
    folder = tmp_path / "dates"
    folder.mkdir()
    for seed, day in enumerate(DAYS):
        write_tif(folder / f"S1A_{day.replace('-', '')}.tif", image(seed), ("VV", "VH"))
    return folder


def used(log: str) -> int:
    """Return how many dates made the reference, as the log says."""
    return int(re.findall(r"Reference: (\d+) ", log)[0])


def outputs(folder: Path) -> list[str]:
    """Return the names of the results."""
    return sorted(path.name for path in folder.glob("*.tif"))


def test_series(provider, dates, tmp_path):
    """Every date is despeckled with the others as reference, calmer than alone."""
    out = tmp_path / "out"
    results, log = run("despeckleseries", INPUT_FOLDER=str(dates), OUTPUT_FOLDER=str(out))
    assert outputs(out) == [f"S1A_{day.replace('-', '')}_despeckled.tif" for day in DAYS]
    assert results["OUTPUT_FOLDER"] == str(out)
    assert results["OUTPUT_FILES"] == [str(out / name) for name in outputs(out)]
    assert (results["DESPECKLED"], results["FAILED"]) == (3, 0) and "cpu" in results["DEVICE_USED"].lower()
    assert log.count("Reference: 2 of 2 dates") == 3 and "EACH_SIDE = 5" in log and "3 of 3 dates" in log
    alone, log = run("despeckleseries", INPUT_FOLDER=str(dates), OUTPUT_FOLDER="TEMPORARY_OUTPUT", EACH_SIDE=0, UNITS="linear")
    assert log.count("alone, no other date") == 3
    with_others, by_itself = (read_tif(found["OUTPUT_FILES"][0])[0, 5:35, 5:20] for found in (results, alone))
    assert with_others.std() < by_itself.std()


def test_series_of_layers(provider, dates, tmp_path):
    """The layers are despeckled, no other file of their folders; the VH layer of a pair belongs to its VV layer."""
    from qgis.core import QgsRasterLayer

    paths = [path for path in sorted(dates.glob("*.tif"))][:2]
    for number, name in enumerate(("VV", "VH")):
        write_tif(tmp_path / f"S1A_20240210_{name}.tif", image(5)[number : number + 1], (name,))
        paths.append(tmp_path / f"S1A_20240210_{name}.tif")
    layers = [QgsRasterLayer(str(path), "a layer", "gdal") for path in paths]
    results, log = run("despeckleseries", INPUT_LAYERS=layers, OUTPUT_FOLDER=str(tmp_path / "out"))
    names = [f"S1A_202401{day}_despeckled.tif" for day in ("05", "17")] + ["S1A_20240210_despeckled.tif"]
    assert results["OUTPUT_FILES"] == [str(tmp_path / "out" / name) for name in names]
    assert log.count("Reference: 2 of 2 dates") == 3 and f"INPUT_LAYERS = {paths[0]}" in log
    text = refused("despeckleseries", INPUT_FOLDER=str(dates), INPUT_LAYERS=layers, OUTPUT_FOLDER=str(tmp_path / "out"))
    assert "2 of INPUT_FOLDER and INPUT_LAYERS are given" in text


def test_some_dates_fail(provider, dates, tmp_path):
    """The others are done, the log says why; when all fail, so does the algorithm, with the reasons."""
    (dates / "S1A_20240210.tif").write_bytes(b"no raster")
    write_tif(dates / "undated.tif", image(9), ("VV", "VH"))
    out = tmp_path / "out"
    results, log = run("despeckleseries", INPUT_FOLDER=str(dates), OUTPUT_FOLDER=str(out))
    assert (results["DESPECKLED"], results["FAILED"], len(results["OUTPUT_FILES"])) == (3, 2, 3)
    assert "3 of 5 dates" in log and "Failed: undated.tif: 'undated.tif' states no date" in log
    for path in dates.glob("S1A_202401*.tif"):
        path.unlink()
    text = refused("despeckleseries", INPUT_FOLDER=str(dates), OUTPUT_FOLDER=str(out))
    assert "No date could be despeckled" in text and "S1A_20240210.tif" in text and "states no date" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"INPUT_FOLDER": ""}, ("0 of INPUT_FOLDER and INPUT_LAYERS", "one raster per date")),
        ({"INPUT_LAYERS": ["{folder}/a.tif"]}, ("INPUT_LAYERS", "a.tif")),
        ({"INPUT_FOLDER": "{folder}/none"}, ("none' is not a folder",)),
        ({"INPUT_FOLDER": "{folder}/empty"}, ("holds no raster",)),
        ({"OUTPUT_FOLDER": "{folder}/dates"}, ("both the folder of the dates and of the results",)),
        ({"OUTPUT_FOLDER": "{folder}/dates/out"}, ("lies in INPUT_FOLDER",)),
        ({"EACH_SIDE": 51}, ("EACH_SIDE is '51'", "0 to 50")),
        ({"LOAD_RESULTS": "perhaps"}, ("LOAD_RESULTS is 'perhaps'",)),
        ({"STRENGTH": 2}, ("STRENGTH is '2'",)),
        ({"INPUT": "x"}, ("Unknown parameter INPUT", "INPUT_FOLDER")),
    ],
)
def test_series_refuses_in_words(provider, dates, tmp_path, changes, words):
    """Each mistake is named, and nothing is written."""
    (tmp_path / "empty").mkdir()
    changes = {key: value.format(folder=tmp_path) if isinstance(value, str) else value for key, value in changes.items()}
    text = refused("despeckleseries", **{"INPUT_FOLDER": str(dates), "OUTPUT_FOLDER": str(tmp_path / "out"), **changes})
    assert all(word in text for word in words), text
    assert not list(tmp_path.rglob("*_despeckled.tif"))


def test_cancelled_series_goes_on(provider, dates, tmp_path):
    """What was complete stays, and with RESUME the next run does only the others."""
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    out = tmp_path / "out"
    given = {"INPUT_FOLDER": str(dates), "OUTPUT_FOLDER": str(out), "DEVICE": "cpu", "RESUME": True}
    feedback = QgsProcessingFeedback(False)
    feedback.progressChanged.connect(lambda progress: feedback.cancel() if progress > 40 else None)
    with pytest.raises(QgsProcessingException, match="complete by then stay"):
        processing.run("mtdn:despeckleseries", given, feedback=feedback)
    done = outputs(out)
    assert 0 < len(done) < 3
    results, log = run("despeckleseries", **given)
    assert log.count("done before") == len(done) and results["DESPECKLED"] == 3 and len(outputs(out)) == 3


@pytest.mark.parametrize("load", [True, False])
def test_results_are_loaded(provider, dates, tmp_path, load):
    """One group, the newest on top, named by the dates, with temporal properties and one stretch."""
    import processing
    from qgis.core import QgsApplication, QgsProject

    given = {"INPUT_FOLDER": str(dates), "OUTPUT_FOLDER": str(tmp_path / "out"), "DEVICE": "cpu", "LOAD_RESULTS": load}
    processing.runAndLoadResults("mtdn:despeckleseries", given)
    QgsApplication.processEvents()
    root = QgsProject.instance().layerTreeRoot()
    if not load:
        assert tree(root) == []
        return
    assert tree(root) == [(f"MTDN {DAYS[0]} to {DAYS[-1]}", [f"Despeckled {day}" for day in reversed(DAYS)])]
    layers = [node.layer() for node in root.children()[0].children()]
    shown = [layer.temporalProperties() for layer in layers]
    assert all(temporal.isActive() for temporal in shown)
    assert [t.fixedTemporalRange().begin().toString("yyyy-MM-dd") for t in shown] == list(reversed(DAYS))
    stretches = {layer.renderer().redContrastEnhancement().maximumValue() for layer in layers}
    assert len(stretches) == 1 and all(layer.renderer().type() == "multibandcolor" for layer in layers)


def test_series_in_the_background(provider, qgis_new_project, dates, tmp_path):
    """A task of QGIS does it on a worker thread."""
    from qgis.core import QgsProcessingContext, QgsProject

    from tests.qgis.test_tasks_and_models import run_task

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"INPUT_FOLDER": str(dates), "OUTPUT_FOLDER": str(tmp_path / "out"), "DEVICE": "cpu"}
    successful, results = run_task(provider.algorithm("despeckleseries").create(), parameters, context, False)
    assert successful and results["DESPECKLED"] == 3


def test_stretch_of_a_long_series_reads_some_dates(provider, dates, tmp_path, monkeypatch):
    """At most so many files are sampled, spread over the series."""
    from mtdn_qgis import renderers, styling

    read = []
    sample = renderers._sampled
    monkeypatch.setattr(renderers, "_sampled", lambda path: read.append(path) or sample(path))
    monkeypatch.setattr(styling, "SAMPLED_DATES", 2)
    import processing

    given = {"INPUT_FOLDER": str(dates), "OUTPUT_FOLDER": str(tmp_path / "out"), "DEVICE": "cpu"}
    processing.runAndLoadResults("mtdn:despeckleseries", given)
    assert len(read) == 2


def test_references_of_one_date(provider, dates, tmp_path):
    """Paths and layers, each counted once; calmer than alone."""
    from qgis.core import QgsRasterLayer

    first, *others = (str(path) for path in sorted(dates.iterdir()))
    alone, out = tmp_path / "alone.tif", tmp_path / "out.tif"
    run("despeckle", INPUT=first, OUTPUT=str(alone))
    given = [others[0], QgsRasterLayer(others[1], "later"), others[0]]
    _, log = run("despeckle", INPUT=first, REFERENCES=given, OUTPUT=str(out))
    assert used(log) == 2 and f"REFERENCES = {others[1]}" in log
    assert read_tif(out)[0, 5:35, 5:20].std() < read_tif(alone)[0, 5:35, 5:20].std()


def test_references_in_two_files(provider, dates, tmp_path):
    """VH is found beside VV; a VH file given as well does not count the date twice; BANDS holds for references."""
    first = str(min(dates.iterdir()))
    files = [str(write_tif(tmp_path / f"S1A_20240301_{name}.tif", image(7)[n : n + 1])) for n, name in enumerate(("VV", "VH"))]
    for given in (files[:1], files[::-1], files[0]):
        _, log = run("despeckle", INPUT=first, REFERENCES=given, OUTPUT=str(tmp_path / "out.tif"))
        assert used(log) == 1, log
    bare = [str(write_tif(tmp_path / f"bare_2024040{n}.tif", image(n)[::-1].copy())) for n in (1, 2)]
    given = {"INPUT": bare[0], "REFERENCES": bare[1:], "UNITS": "linear", "BANDS": "2,1"}
    _, log = run("despeckle", **given, OUTPUT=str(tmp_path / "bands.tif"))
    assert used(log) == 1


def test_lists_in_lists(qgis_app, dates):
    """Models hand over lists in lists."""
    from qgis.core import QgsProcessingContext

    from mtdn_qgis.conversion import rasters

    first, second, third = (str(path) for path in sorted(dates.iterdir()))
    found = rasters("REFERENCES", [[first, [second]], third, None, ""], QgsProcessingContext(), [], several=True)
    assert found == [first, second, third]


def test_references_are_refused_in_words(provider, dates, tmp_path):
    """With a second date, with what is no raster, with a map from a server; also where nothing is checked before."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsRasterLayer

    first, second, third = (str(path) for path in sorted(dates.iterdir()))
    given = {"INPUT": first, "OUTPUT": str(tmp_path / "out.tif")}
    web = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png", "web map", "wms")
    for changes, words in (
        ({"SECOND": second, "REFERENCES": [third]}, ("SECOND and REFERENCES are both given", "one of the two", "clear")),
        ({"REFERENCES": [second, str(tmp_path / "none.tif")]}, ("none.tif' cannot be opened as a raster", "check the path")),
        ({"REFERENCES": [second, web]}, ("REFERENCES: the layer 'web map'", "export it first")),
    ):
        text = refused("despeckle", **given, **changes)
        assert all(word in text for word in words), text
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setProject(QgsProject.instance())
        algorithm = provider.algorithm("despeckle")
        assert not algorithm.checkParameterValues({**given, **changes}, context)[0]
        assert not algorithm.create().run({**given, **changes}, context, feedback)[1]
        assert words[0] in feedback.textLog()
    assert not (tmp_path / "out.tif").exists()
