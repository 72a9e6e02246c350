"""What becomes of a run's outputs in a project: order, group, names, dates, styles, and files shown already."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.qgis.rasters import MYANMAR, read_tif, speckled, write_tif

NAMES = ("DESPECKLED_BEFORE", "DESPECKLED_AFTER", "CHANGE", "PROBABILITY")


@pytest.fixture(autouse=True)
def layers_are_added_as_in_qgis(qgis_new_project, monkeypatch):
    """Load results as a QGIS without its main window does: pytest-qgis's stub of it is no place for layers."""
    import qgis.utils
    from processing.gui import Postprocessing

    monkeypatch.setattr(Postprocessing, "iface", None, raising=False)
    monkeypatch.setattr(qgis.utils, "iface", None, raising=False)


def run_and_load(algorithm: str, folder: Path, names: tuple[str, ...], **parameters) -> dict:
    """Run `algorithm`, load its outputs into the project, return the layers by the stems of their files."""
    import processing
    from qgis.core import QgsApplication, QgsProcessingOutputLayerDefinition, QgsProject

    outputs = {name: QgsProcessingOutputLayerDefinition(str(folder / f"{name}.tif"), QgsProject.instance()) for name in names}
    processing.runAndLoadResults(f"mtdn:{algorithm}", {**parameters, **outputs})
    QgsApplication.processEvents()
    return {Path(layer.source()).stem: layer for layer in QgsProject.instance().mapLayers().values()}


def tree(node) -> list:
    """Return the layer tree as names, a group as (name, children), from the top."""
    return [(child.name(), tree(child)) if hasattr(child, "findGroups") else child.name() for child in node.children()]


def test_one_polarisation_alone_is_grey_and_warned_of(provider, qgis_new_project, tmp_path):
    """VV alone gives one band, shown in grey; the figure of VH is empty, and the log says what is lost."""
    import processing
    from qgis.core import QgsProcessingFeedback

    vv = str(write_tif(tmp_path / "s1_VV.tif", speckled(1)[:1], ("Sigma0_VV",)))
    both = write_tif(tmp_path / "both.tif", speckled(2), ("Sigma0_VV", "Sigma0_VH"))
    feedback = QgsProcessingFeedback(False)
    results = processing.run("mtdn:despeckle", {"INPUT": vv, "OUTPUT": str(tmp_path / "o.tif")}, feedback=feedback)
    assert "VH was not found beside VV" in feedback.textLog() and "VV alone is given to the model" in feedback.textLog()
    assert results["MEAN_RATIO_VV"] == pytest.approx(1.0, abs=0.1) and results["MEAN_RATIO_VH"] is None
    layers = run_and_load("despeckleanddetect", tmp_path, NAMES, BEFORE=str(both), AFTER=vv, BEFORE_BANDS="1")
    for name in NAMES[:2]:
        layer = layers[name]
        assert layer.bandCount() == 1 and layer.renderer().type() == "singlebandgray"
        limits = layer.renderer().contrastEnhancement()
        assert 0 < limits.minimumValue() < 0.2 < limits.maximumValue() < 1


def test_outputs_are_loaded_and_styled(provider, qgis_new_project, pair, tmp_path):
    """All outputs of one run become layers, each in its own style; no statistics are written beside them."""
    names = NAMES
    layers = run_and_load("despeckleanddetect", tmp_path, names, BEFORE=pair[0], AFTER=pair[1])
    assert set(names) <= set(layers)
    for name in names[:2]:
        renderer = layers[name].renderer()
        assert renderer.type() == "multibandcolor"
        assert (renderer.redBand(), renderer.greenBand(), renderer.blueBand()) == (1, 2, 1)
        low, high = renderer.redContrastEnhancement().minimumValue(), renderer.redContrastEnhancement().maximumValue()
        assert 0.0 < low < high < 2.0
        assert layers[name].brightnessFilter().gamma() > 1.5  # linear power
    classes = layers["CHANGE"].renderer().classes()
    assert [(item.value, item.label) for item in classes] == [(0, "Unchanged"), (1, "Changed")]
    assert layers["PROBABILITY"].renderer().type() == "singlebandpseudocolor"
    assert [name for name in names if (tmp_path / f"{name}.tif.aux.xml").exists()] == ["CHANGE"]  # names of the classes
    assert "STATISTICS" not in (tmp_path / "CHANGE.tif.aux.xml").read_text()


def test_ratio_is_grey_around_one(provider, qgis_new_project, pair, tmp_path):
    """The ratio lies below the despeckled image, mid-grey at 1."""
    from qgis.core import QgsProject

    layers = run_and_load("despeckle", tmp_path, ("OUTPUT", "RATIO"), INPUT=pair[0])
    renderer = layers["RATIO"].renderer()
    limits = renderer.contrastEnhancement()
    assert renderer.type() == "singlebandgray" and (limits.minimumValue() + limits.maximumValue()) / 2 == 1
    ((_, names),) = tree(QgsProject.instance().layerTreeRoot())
    assert names == ["Despeckled", "Ratio"]


def test_users_style_wins(provider, qgis_new_project, pair, tmp_path, monkeypatch):
    """The style set for the output in Processing's options is not overridden."""
    import processing
    from processing.gui.RenderingStyles import RenderingStyles
    from qgis.core import QgsProcessingOutputLayerDefinition, QgsProject, QgsRasterLayer

    layer = QgsRasterLayer(pair[0], "as the user wants it")
    layer.renderer().setOpacity(0.25)
    layer.saveNamedStyle(str(tmp_path / "mine.qml"))
    monkeypatch.setattr(RenderingStyles, "styles", {"mtdn:despeckle": {"OUTPUT": str(tmp_path / "mine.qml")}})
    wanted = QgsProcessingOutputLayerDefinition(str(tmp_path / "out.tif"), QgsProject.instance())
    processing.runAndLoadResults("mtdn:despeckle", {"INPUT": pair[0], "OUTPUT": wanted})
    (loaded,) = QgsProject.instance().mapLayers().values()
    assert loaded.renderer().opacity() == pytest.approx(0.25)


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

    from mtdn_qgis.product import Product

    days = tuple(date(2024, month, 1) for month in (3, 1, 2))
    assert Product({}, days, "").date_of("features") == "2024-01-01 to 2024-03-01"
    assert Product({}, days[:1], "").date_of("features") == "2024-03-01" and Product({}, (), "").date_of("features") == ""


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

    from mtdn_qgis.styling import RUN, Group

    project = QgsProject.instance()
    earlier = project.layerTreeRoot().insertGroup(0, "earlier")
    earlier.setCustomProperty(RUN, "earlier")
    group = Group("now")
    for kind in ("despeckled1", "despeckled2", "probability", "change"):
        layer = QgsRasterLayer(pair[0], kind)
        project.addMapLayer(layer, False)
        earlier.insertLayer(0, layer)
        group.add(kind, layer, project)
    wanted = [("now", ["change", "probability", "despeckled2", "despeckled1"]), ("earlier", [])]
    assert tree(project.layerTreeRoot()) == wanted


def test_a_single_output_needs_no_group(provider, pair, tmp_path):
    """One layer, on top, visible."""
    from qgis.core import QgsProject

    nothing = dict.fromkeys(("DESPECKLED_BEFORE", "DESPECKLED_AFTER", "CHANGE"))
    run_and_load("despeckleanddetect", tmp_path, ("PROBABILITY",), BEFORE=pair[0], AFTER=pair[1], **nothing)
    (node,) = QgsProject.instance().layerTreeRoot().children()
    assert node.itemVisibilityChecked() and Path(node.layer().source()).stem == "PROBABILITY"


def test_both_dates_share_one_stretch(provider, pair, tmp_path):
    """A change of level between the dates shows: black and white mean the same on both."""
    names = ("DESPECKLED_BEFORE", "DESPECKLED_AFTER")
    layers = run_and_load("despeckleanddetect", tmp_path, names, BEFORE=pair[0], AFTER=pair[1], CHANGE=None, PROBABILITY=None)
    limits = []
    for name in names:
        enhancement = layers[name].renderer().redContrastEnhancement()
        limits.append((enhancement.minimumValue(), enhancement.maximumValue()))
    assert limits[0] == limits[1]
    both = np.concatenate([read_tif(tmp_path / f"{name}.tif")[0].ravel() for name in names])
    assert limits[0] == pytest.approx(tuple(np.percentile(both, (1, 99))), rel=0.01)


def test_vh_first_is_shown_as_vh(provider, tmp_path):
    """The composite takes the polarisations by name, not by position."""
    path = write_tif(tmp_path / "in.tif", speckled(1)[::-1].copy(), ("VH", "VV"))
    renderer = run_and_load("despeckle", tmp_path, ("OUTPUT",), INPUT=str(path))["OUTPUT"].renderer()
    assert (renderer.redBand(), renderer.greenBand()) == (2, 1)


def test_style_is_there_when_the_file_is_opened_again(provider, pair, tmp_path):
    """Classes keep colours and names; a style that the user saved is not touched by the next run."""
    from qgis.core import QgsRasterLayer

    layers = run_and_load("detectchanges", tmp_path, ("OUTPUT",), BEFORE=pair[0], AFTER=pair[1])
    again = QgsRasterLayer(str(tmp_path / "OUTPUT.tif"), "again")
    assert [(c.value, c.label) for c in again.renderer().classes()] == [(0, "Unchanged"), (1, "Changed")]
    layers["OUTPUT"].renderer().setOpacity(0.25)
    layers["OUTPUT"].saveDefaultStyle() if hasattr(layers["OUTPUT"], "saveDefaultStyle") else None
    style = (tmp_path / "OUTPUT.qml").read_bytes()
    assert b"written by MTDN" not in style
    run_and_load("detectchanges", tmp_path, ("OUTPUT",), BEFORE=pair[0], AFTER=pair[1])
    assert (tmp_path / "OUTPUT.qml").read_bytes() == style


def test_classes_of_the_command_line(provider, pair, tmp_path):
    """What no QGIS has styled, too, opens with colours and names, and the veil lets the image below through."""
    from qgis.core import QgsRasterLayer

    from tests.qgis.test_processing import run

    out = tmp_path / "out.tif"
    run("detectchanges", BEFORE=pair[0], AFTER=pair[1], OUTPUT=str(out), MINIMUM_AREA=2)
    assert not out.with_suffix(".qml").exists()
    layer = QgsRasterLayer(str(out), "out")
    shown = [(item.value, item.label, item.color.alpha()) for item in layer.renderer().classes()]
    assert shown == [(0, "Unchanged", 70), (1, "Changed", 255)]


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


def test_styling_reads_no_pixels_on_the_main_thread(provider, pair, tmp_path, monkeypatch):
    """The window does not freeze: values are sampled before, where the run computes."""
    from mtdn_qgis import renderers, styling

    calls = []
    sample = renderers._sampled
    monkeypatch.setattr(renderers, "_sampled", lambda path: calls.append(path) or sample(path))
    post = styling.OutputStyler.postProcessLayer

    def watched(self, layer, context, feedback):
        before = len(calls)
        post(self, layer, context, feedback)
        assert len(calls) == before

    monkeypatch.setattr(styling.OutputStyler, "postProcessLayer", watched)
    run_and_load("despeckle", tmp_path, ("OUTPUT",), INPUT=pair[0])
    assert calls


def test_cancel_is_answered_at_once(qgis_app):
    """The press of Cancel is answered before the tiles in work end."""
    from qgis.core import QgsProcessingFeedback

    from mtdn_qgis.feedback import EngineFeedback

    feedback = QgsProcessingFeedback(False)
    adapter = EngineFeedback(feedback)
    assert not adapter.is_cancelled()
    feedback.cancel()
    assert "Cancelling" in feedback.textLog() and adapter.is_cancelled()
