"""The designer models and the sample images that ship run from the Toolbox and from ``qgis_process``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.qgis.rasters import MYANMAR, read_tif, speckled, write_tif


def run(qgis_process, algorithm, *arguments):
    """Run and return the results."""
    ended = qgis_process.call(["--json", "run", f"mtdn:{algorithm}", "--", *arguments], PATH="/usr/bin:/bin")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return json.loads(ended.stdout[ended.stdout.index("{") :])["results"]


@pytest.mark.parametrize("name", ["flood", "forestclearing"])
def test_change_models_run(qgis_process, tmp_path, name):
    """Two real dates become a map and polygons."""
    first = {"flood": "Flooded", "forestclearing": "Cleared"}[name]
    outputs = [f"detectchanges:{first}={tmp_path / 'map.tif'}", f"detectchanges:{first} areas={tmp_path / 'areas.gpkg'}"]
    results = run(qgis_process, name, f"BEFORE={MYANMAR[0]}", f"AFTER={MYANMAR[1]}", *outputs)
    assert set(read_tif(tmp_path / "map.tif").ravel()) <= {0, 1, 255}
    assert results and (tmp_path / "areas.gpkg").exists()


@pytest.mark.parametrize("given", [{}, {"FALSE_ALARMS": 0.02, "MINIMUM_AREA_HA": 2.0}])
def test_defaults_of_a_model_hold_without_a_dialog(provider, tmp_path, given):
    """What is not given is what the dialog would show, and not what the algorithm has for itself."""
    import processing
    from qgis.core import QgsProcessingFeedback

    feedback, out = QgsProcessingFeedback(False), str(tmp_path / "map.tif")
    dates = {"BEFORE": str(MYANMAR[0]), "AFTER": str(MYANMAR[1])}
    processing.run("mtdn:forestclearing", {**dates, **given, "detectchanges:Cleared": out}, feedback=feedback)
    for name, value in {"FALSE_ALARMS": 0.01, "MINIMUM_AREA_HA": 0.5, **given}.items():
        assert f"{name} = {value}" in feedback.textLog()


def test_a_flood_is_found_against_a_baseline(provider, tmp_path):
    import processing
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    paths = [str(write_tif(tmp_path / f"S1A_2024010{day}_linear.tif", speckled(day), ("VV", "VH"))) for day in (1, 2, 3)]
    dates = {"BASELINE": paths[:1], "BEFORE": paths[1], "AFTER": paths[2]}
    processing.run("mtdn:flood", {**dates, "detectchanges:Flooded": str(tmp_path / "map.tif")}, feedback=feedback)
    assert "Baseline: 1 of 1 dates" in feedback.textLog()
    beside = str(write_tif(tmp_path / "S1A_20240109_linear.tif", speckled(9), ("VV", "VH"), origin=500_005.0))
    moved = {**dates, "AFTER": beside, "ALIGN": "bilinear", "detectchanges:Flooded": str(tmp_path / "moved.tif")}
    processing.run("mtdn:flood", moved, feedback=feedback)
    assert "is brought onto the grid of the first date (bilinear)" in feedback.textLog()


def test_clean_series_runs(qgis_process, tmp_path):
    """Every date of a folder."""
    for path in MYANMAR:
        (tmp_path / "in").mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / "in" / path.name)
    out = tmp_path / "out"
    run(qgis_process, "cleanseries", f"INPUT_FOLDER={tmp_path / 'in'}", f"despeckleseries:Folder of the results={out}")
    assert len(list(out.glob("*_despeckled.tif"))) == 2
    results = run(
        qgis_process, "seriesfeatures", f"INPUT_FOLDER={tmp_path / 'in'}", f"despeckleseries:Folder of the results={out}",
        f"polarimetricfeatures:Features={tmp_path / 'features.tif'}",
    )
    features, newest = read_tif(tmp_path / "features.tif"), read_tif(out / f"{MYANMAR[1].stem}_despeckled.tif")
    assert results and features.shape[0] == 9
    np.testing.assert_allclose(features[0], newest[0] - newest[1], atol=1e-3)  # the ratio of the newest date, dB


def test_models_are_in_the_toolbox_and_current(provider):
    """With title and help; what the files say of the algorithms is true of them as they are now."""
    from qgis.core import Qgis, QgsApplication, QgsProcessingModelChildParameterSource

    from mtdn_qgis import models

    # before 3.34 the enumeration belonged to the class
    kinds = getattr(Qgis, "ProcessingModelChildParameterSource", QgsProcessingModelChildParameterSource)

    names = {model.name() for model in models.shipped()}
    assert names == {"flood", "forestclearing", "cleanseries", "seriesfeatures"}
    for name in names:
        model = provider.algorithm(name)
        assert model.displayName() != name and model.shortHelpString()
        assert model.create().displayName() == model.displayName()
        assert model.validate() == (True, [])
        own = {d.name(): d for d in model.parameterDefinitions() if not d.isDestination()}
        assert own and model.childAlgorithms()
        for child in model.childAlgorithms().values():
            algorithm = QgsApplication.processingRegistry().algorithmById(child.algorithmId())
            known = {definition.name(): definition for definition in algorithm.parameterDefinitions()}
            outputs = {definition.name() for definition in algorithm.outputDefinitions()}
            assert child.parameterSources().keys() <= known.keys()
            assert {output.childOutputName() for output in child.modelOutputs().values()} <= outputs
            for parameter, sources in child.parameterSources().items():
                for source in sources:
                    if source.source() == kinds.StaticValue:
                        assert known[parameter].checkValueIsAcceptable(source.staticValue())
                    elif source.source() == kinds.ModelParameter:
                        kept, now = own[source.parameterName()], known[parameter]
                        assert (kept.type(), kept.description()) == (now.type(), now.description())


def test_sample_data_where_nothing_can_be_written(provider, tmp_path):
    """The folder is named, not a defect."""
    import processing
    from qgis.core import QgsProcessingException

    (tmp_path / "file").touch()
    with pytest.raises(QgsProcessingException, match="Expected: a folder you may write to"):
        processing.run("mtdn:sampledata", {"OUTPUT_FOLDER": str(tmp_path / "file" / "sample")})


def test_sample_data(provider, qgis_new_project, tmp_path):
    """The folder holds images and licences, and both dates are handed over as layers."""
    import processing

    results = processing.run("mtdn:sampledata", {"OUTPUT_FOLDER": str(tmp_path / "sample")})
    assert Path(results["BEFORE"]).name == MYANMAR[0].name and Path(results["AFTER"]).exists()
    names = {path.name for path in (tmp_path / "sample").iterdir()}
    assert len([name for name in names if name.endswith(".tif")]) == 6 and "LICENSES.md" in names
    again = processing.run("mtdn:detectchanges", {"BEFORE": results["BEFORE"], "AFTER": results["AFTER"],
                                                  "OUTPUT": str(tmp_path / "change.tif")})
    assert again["CHANGED_PIXELS"] > 0
