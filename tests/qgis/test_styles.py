"""How a run's outputs look in a project: colours, classes, stretch, and styles that are there already."""

from __future__ import annotations

import numpy as np
import pytest

from tests.qgis.loading import NAMES, layers_are_added_as_in_qgis, run_and_load, tree  # noqa: F401
from tests.qgis.rasters import read_tif, speckled, write_tif


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
    assert shown == [(0, "Unchanged", 0), (1, "Changed", 150)]


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
