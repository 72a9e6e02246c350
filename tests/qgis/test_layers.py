"""What becomes of a run's outputs in a project: order, group, names, dates, and files shown already."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from tests.qgis.loading import NAMES, layers_are_added_as_in_qgis, run_and_load, tree  # noqa: F401
from tests.qgis.rasters import MYANMAR, read_tif, speckled, write_tif


@pytest.mark.parametrize("selected", [False, True])
def test_changes_on_top_in_a_group_with_dates(provider, tmp_path, selected):
    """One group named by the dates: Changes first, Probability off, despeckled dates below; other layers stay."""
    from qgis.core import QgsProject, QgsRasterLayer

    root = QgsProject.instance().layerTreeRoot()
    if selected:
        QgsProject.instance().addMapLayer(QgsRasterLayer(str(MYANMAR[0]), "mine"))
    layers = run_and_load("despeckleanddetect", tmp_path, NAMES, BEFORE=str(MYANMAR[0]), AFTER=str(MYANMAR[1]))
    group = "MTDN 2015-03-29 to 2016-03-23"
    order = ["CHANGE", "PROBABILITY", "DESPECKLED_AFTER", "DESPECKLED_BEFORE"]
    assert [name if isinstance(name, str) else name[0] for name in tree(root)] == [group] + ["mine"] * selected
    nodes = root.children()[0].children()
    assert [Path(node.layer().source()).stem for node in nodes] == order
    assert [node.itemVisibilityChecked() for node in nodes] == [True, False, True, True]
    assert len(QgsProject.instance().mapLayers()) == 4 + selected
    assert layers["DESPECKLED_AFTER"].name() in ("Despeckled 2016-03-23", "DESPECKLED_AFTER")


def test_each_run_has_its_group(provider, tmp_path):
    """A second run gets a group of its own, also when QGIS puts its layers into that of the first."""
    from qgis.core import QgsLayerTreeRegistryBridge, QgsProject

    given = {"BEFORE": str(MYANMAR[0]), "AFTER": str(MYANMAR[1])}
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        run_and_load("despeckleanddetect", folder, NAMES, **given)
        root = QgsProject.instance().layerTreeRoot()
        first = root.children()[0]
        bridge = QgsProject.instance().layerTreeRegistryBridge()
        bridge.setLayerInsertionPoint(QgsLayerTreeRegistryBridge.InsertionPoint(first, 0))
    bridge.setLayerInsertionPoint(QgsLayerTreeRegistryBridge.InsertionPoint(root, 0))  # the group goes with the project
    assert [len(group.children()) for group in root.findGroups()] == [4, 4]
    assert len(root.children()) == 2


def test_a_name_has_the_first_and_the_last_date_only(qgis_app):
    """Not all of a stack, and in order."""
    from datetime import date

    from mtdn_qgis.product import Product, period

    days = tuple(date(2024, month, 1) for month in (3, 1, 2))
    shown = [period(Product({}, some, "").days("features")) for some in (days, days[:1], ())]
    assert shown == ["2024-01-01 to 2024-03-01", "2024-03-01", ""]


@pytest.mark.parametrize("algorithm", ["polarimetricfeatures", "importcovariance"])
def test_single_rasters_stay_out_of_the_group_of_another_run(provider, tmp_path, algorithm):
    """QGIS puts a new layer beside the selected one, perhaps into the group of an earlier run."""
    from qgis.core import QgsLayerTreeRegistryBridge, QgsProject

    c2 = np.stack([np.full((40, 40), value, np.float32) for value in (0.2, 0.01, 0.01, 0.04)])
    write_tif(tmp_path / "c2.tif", c2, ("C11", "C12_real", "C12_imag", "C22"))
    root, bridge = QgsProject.instance().layerTreeRoot(), QgsProject.instance().layerTreeRegistryBridge()
    run_and_load("despeckleanddetect", tmp_path, NAMES, BEFORE=str(MYANMAR[0]), AFTER=str(MYANMAR[1]))
    bridge.setLayerInsertionPoint(QgsLayerTreeRegistryBridge.InsertionPoint(root.children()[0], 0))
    run_and_load(algorithm, tmp_path, ("OUTPUT",), INPUT=str(tmp_path / "c2.tif"))
    bridge.setLayerInsertionPoint(QgsLayerTreeRegistryBridge.InsertionPoint(root, 0))
    assert len(root.findGroups()[0].children()) == 4 and len(root.children()) == 2


def test_rerun_over_open_results_leaves_no_empty_group(provider, tmp_path):
    """QGIS takes the layers that show the files already; they move to the group of the new run."""
    from qgis.core import QgsProject

    for _ in range(2):
        run_and_load("despeckleanddetect", tmp_path, NAMES, BEFORE=str(MYANMAR[0]), AFTER=str(MYANMAR[1]))
    groups = QgsProject.instance().layerTreeRoot().findGroups()
    assert all(group.children() for group in groups), tree(QgsProject.instance().layerTreeRoot())
    assert len(QgsProject.instance().mapLayers()) in (4, 8)  # by the version of QGIS


def test_layers_that_arrive_in_any_order_leave_no_empty_group(provider, pair, tmp_path):
    """Each layer may arrive in the group of an earlier run, and the topmost may arrive last."""
    from qgis.core import QgsProject, QgsRasterLayer

    from mtdn_qgis.styling import ORDER, RUN, Group

    project = QgsProject.instance()
    earlier = project.layerTreeRoot().insertGroup(0, "earlier")
    earlier.setCustomProperty(RUN, "earlier")
    group = Group("now")
    for kind in ("despeckled1", "despeckled2", "probability", "change"):
        layer = QgsRasterLayer(pair[0], kind)
        project.addMapLayer(layer, False)
        earlier.insertLayer(0, layer)
        group.add(kind, layer, project, ORDER.index(kind))
    wanted = [("now", ["change", "probability", "despeckled2", "despeckled1"]), ("earlier", [])]
    assert tree(project.layerTreeRoot()) == wanted


def test_a_single_output_needs_no_group(provider, pair, tmp_path):
    """One layer, on top, visible."""
    from qgis.core import QgsProject

    nothing = dict.fromkeys(("DESPECKLED_BEFORE", "DESPECKLED_AFTER", "CHANGE"))
    run_and_load("despeckleanddetect", tmp_path, ("PROBABILITY",), BEFORE=pair[0], AFTER=pair[1], **nothing)
    (node,) = QgsProject.instance().layerTreeRoot().children()
    assert node.itemVisibilityChecked() and Path(node.layer().source()).stem == "PROBABILITY"


def test_a_second_run_renews_the_style_of_the_first(provider, pair, tmp_path):
    """A style that was written here does not hold the stretch of older values."""
    run_and_load("despeckle", tmp_path, ("OUTPUT",), INPUT=pair[0])
    brighter = write_tif(tmp_path / "brighter.tif", speckled(1) * 10, ("VV", "VH"))
    run_and_load("despeckle", tmp_path, ("OUTPUT",), INPUT=str(brighter), UNITS="linear")
    from qgis.core import QgsRasterLayer

    again = QgsRasterLayer(str(tmp_path / "OUTPUT.tif"), "again")
    assert again.renderer().redContrastEnhancement().maximumValue() > 2.0


def test_open_layer_shows_the_new_pixels(provider, pair, tmp_path):
    """A layer of an earlier run shows what the later run wrote into its file."""
    import processing
    from qgis.core import QgsProcessingContext, QgsProject, QgsRasterLayer

    out = tmp_path / "out.tif"
    processing.run("mtdn:despeckle", {"INPUT": pair[0], "OUTPUT": str(out)})
    layer = QgsRasterLayer(str(out), "open")
    QgsProject.instance().addMapLayer(layer)
    before = layer.dataProvider().block(1, layer.extent(), 40, 40).value(5, 30)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    processing.run("mtdn:despeckle", {"INPUT": pair[1], "OUTPUT": str(out)}, context=context)
    after = layer.dataProvider().block(1, layer.extent(), 40, 40).value(5, 30)
    assert after == pytest.approx(float(read_tif(out)[0, 5, 30]), rel=1e-6) and after != before


def test_dates_and_metadata_of_the_layers(provider, tmp_path):
    """Temporal properties where the date is known; the metadata tells what made the file."""
    layers = run_and_load("despeckleanddetect", tmp_path, NAMES, BEFORE=str(MYANMAR[0]), AFTER=str(MYANMAR[1]))
    shown = {name: layers[name].temporalProperties() for name in NAMES}
    assert all(temporal.isActive() for temporal in shown.values())
    days = {
        name: (t.fixedTemporalRange().begin().toString("yyyyMMdd"), t.fixedTemporalRange().end().toString("yyyyMMdd"))
        for name, t in shown.items()
    }
    assert days["DESPECKLED_BEFORE"] == ("20150329", "20150329")
    assert days["DESPECKLED_AFTER"] == ("20160323", "20160323")
    assert days["CHANGE"] == ("20150329", "20160323")
    metadata = layers["DESPECKLED_AFTER"].metadata()
    assert "mtdn-compact" in metadata.abstract() and metadata.history()
    assert any("Copernicus" in right for right in metadata.rights())


def test_unknown_dates_leave_the_layers_timeless(provider, pair, tmp_path):
    """No date is invented."""
    shutil.copy(pair[0], tmp_path / "a.tif")
    layer = run_and_load("despeckle", tmp_path, ("OUTPUT",), INPUT=str(tmp_path / "a.tif"))["OUTPUT"]
    assert not layer.temporalProperties().isActive()


def test_cancel_is_answered_at_once(qgis_app):
    """The press of Cancel is answered before the tiles in work end."""
    from qgis.core import QgsProcessingFeedback

    from mtdn_qgis.runs import EngineFeedback

    feedback = QgsProcessingFeedback(False)
    adapter = EngineFeedback(feedback)
    assert not adapter.is_cancelled()
    feedback.cancel()
    assert "Cancelling" in feedback.textLog() and adapter.is_cancelled()


def test_cancel_is_answered_at_once_where_the_run_has_a_thread(qgis_app):
    """As from the dialog: the button is pressed in the main thread, the run waits in one without a loop of events."""
    from qgis.core import QgsApplication, QgsProcessingFeedback, QgsTask

    from mtdn_qgis.runs import EngineFeedback

    started, ended = threading.Event(), threading.Event()
    feedback = QgsProcessingFeedback(False)

    def work(_task):
        adapter = EngineFeedback(feedback)
        started.set()
        assert ended.wait(60) and adapter.is_cancelled()

    task = QgsTask.fromFunction("run", work)
    QgsApplication.taskManager().addTask(task)
    try:
        assert started.wait(60)
        feedback.cancel()
        assert "Cancelling" in feedback.textLog()
    finally:
        ended.set()
        assert task.waitForFinished(60_000)
