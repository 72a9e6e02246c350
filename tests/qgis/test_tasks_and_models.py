"""Background tasks, cancelling, the modeler, and how outputs are loaded and styled."""

from __future__ import annotations

import pytest

from tests.processes import wait_for
from tests.qgis.rasters import MYANMAR, read_tif, speckled, write_tif


def run_task(algorithm, parameters, context, cancel_after_progress: bool):
    """Run `algorithm` through QGIS's task manager; return (successful, results)."""
    from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    ended = []
    task.executed.connect(lambda successful, results: ended.append((successful, results)))
    if cancel_after_progress:
        feedback.progressChanged.connect(lambda _: feedback.cancel())
    QgsApplication.taskManager().addTask(task)
    wait_for(lambda: QgsApplication.processEvents() or ended)
    return ended[0]


@pytest.mark.parametrize("cancel", [False, True], ids=["finish", "cancel"])
def test_background_task(provider, qgis_new_project, tmp_path, cancel):
    """A task finishes in the background; a cancelled one fails and leaves no file."""
    from qgis.core import QgsProcessingContext, QgsProject

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"INPUT": str(MYANMAR[0]), "DEVICE": "cpu", "TILE": 32, "OUTPUT": str(tmp_path / "out.tif")}
    algorithm = provider.algorithm("despeckle").create()
    successful, _ = run_task(algorithm, parameters, context, cancel)
    assert successful is not cancel
    assert [path.name for path in tmp_path.iterdir()] == ([] if cancel else ["out.tif"])


def test_what_runs_ends_before_the_plugin_is_unloaded(provider, qgis_new_project, tmp_path, monkeypatch):
    """QGIS asks an algorithm that has ended for its provider, and dies if that is gone."""
    from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback

    from mtdn_qgis import runs

    monkeypatch.setattr(runs, "LONGEST_S", 600.0)
    image = write_tif(tmp_path / "large.tif", speckled(1, size=700), ("VV", "VH"))
    parameters = {"INPUT": str(image), "DEVICE": "cpu", "TILE": 64, "OUTPUT": str(tmp_path / "out.tif")}
    feedback, context, ended = QgsProcessingFeedback(False), QgsProcessingContext(), []
    task = QgsProcessingAlgRunnerTask(provider.algorithm("despeckle").create(), parameters, context, feedback)
    task.executed.connect(lambda successful, _: ended.append(successful))
    QgsApplication.taskManager().addTask(task)
    wait_for(lambda: runs.RUNNING)
    runs.end_runs()
    assert not runs.RUNNING and ended == [False] and not (tmp_path / "out.tif").exists()


@pytest.mark.parametrize("algorithm", ["despeckle", "flood"])
def test_a_dialog_is_kept_while_it_runs(provider, qgis_new_project, pair, algorithm):
    """Closed during the run, Python would collect it, with the context that QGIS still needs: QGIS died."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback
    from qgis.PyQt import sip
    from qgis.PyQt.QtWidgets import QDialog

    from mtdn_qgis.runs import DIALOGS

    dialog = QDialog()
    dialog.context = QgsProcessingContext()
    given = {"INPUT": pair[0], "OUTPUT": "TEMPORARY_OUTPUT"}
    if algorithm == "flood":
        given = {"BEFORE": pair[0], "AFTER": pair[1], "detectchanges:Flooded": "TEMPORARY_OUTPUT"}
    _, successful = provider.algorithm(algorithm).create().run(given, dialog.context, QgsProcessingFeedback(False))
    assert successful and dialog in DIALOGS
    sip.delete(dialog)
    assert not DIALOGS


@pytest.mark.parametrize("end", ["the plugin is unloaded", "QGIS is about to quit"])
def test_threads_end_before_qgis_takes_its_parts_down(qgis_app, monkeypatch, end):
    """The thread of a task that has ended is not kept until QGIS has let go of what that thread calls at its end."""
    from qgis.core import QgsApplication, QgsTask
    from qgis.PyQt.QtCore import Qt, QThread

    from mtdn_qgis import plugin
    from mtdn_qgis.runs import end_idle_threads

    monkeypatch.setattr(plugin, "purge_modules", lambda: None)  # the other tests go on with them
    if not hasattr(QgsApplication.taskManager(), "threadPool"):
        pytest.skip("this QGIS does not give access to the threads of its tasks")
    ended, done = [], []

    def work(_):
        QThread.currentThread().finished.connect(lambda: ended.append(True), Qt.ConnectionType.DirectConnection)

    task = QgsTask.fromFunction("work", work, on_finished=lambda *_: done.append(True))
    QgsApplication.taskManager().addTask(task)
    wait_for(lambda: QgsApplication.processEvents() or done)
    assert not ended
    if end == "QGIS is about to quit":
        end_idle_threads()
    else:
        plugin.MtdnPlugin(None).unload()
    assert ended


def test_model_builds_saves_and_runs(provider, pair, tmp_path):
    """An algorithm is a step of a graphical model like any other."""
    import processing
    from qgis.core import (
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterRasterLayer,
    )

    model = QgsProcessingModelAlgorithm("change", "test")
    step = QgsProcessingModelChildAlgorithm("mtdn:detectchanges")
    step.setChildId("step")
    for name in ("BEFORE", "AFTER"):
        model.addModelParameter(QgsProcessingParameterRasterLayer(name, name), QgsProcessingModelParameter(name))
        step.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromModelParameter(name)])
    for name, value in (("UNITS", "linear"), ("DEVICE", "cpu"), ("MODEL", "mtdn-lite")):
        step.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    output = QgsProcessingModelOutput("change", "change")
    output.setChildId("step")
    output.setChildOutputName("OUTPUT")
    step.setModelOutputs({"change": output})
    model.addChildAlgorithm(step)
    assert model.validate()[0], model.validate()

    path = tmp_path / "change.model3"
    assert model.toFile(str(path))
    loaded = QgsProcessingModelAlgorithm()
    assert loaded.fromFile(str(path))
    loaded.initAlgorithm()
    key = next(d.name() for d in loaded.destinationParameterDefinitions())
    results = processing.run(loaded, {"BEFORE": pair[0], "AFTER": pair[1], key: str(tmp_path / "change.tif")})
    assert (read_tif(results[key]) == 1).any()


@pytest.mark.parametrize(
    ("algorithm", "given"),
    [("despeckleanddetect", {"BEFORE": str(MYANMAR[0])}), ("despeckle", {"REFERENCES": [str(MYANMAR[1])]}),
     ("despeckleseries", {"INPUT_FOLDER": "/dates"})],
)
def test_dialog(provider, qgis_iface, qgis_new_project, monkeypatch, tmp_path, algorithm, given):
    """The dialog opens with every parameter and can be drawn."""
    import processing
    from processing.gui import ParametersPanel
    from qgis.core import QgsApplication
    from qgis.gui import QgsBrowserGuiModel

    model = QgsBrowserGuiModel()  # pytest-qgis's stub interface has none
    monkeypatch.setattr(ParametersPanel.iface, "browserModel", lambda: model, raising=False)
    dialog = processing.createAlgorithmDialog(f"mtdn:{algorithm}", given)
    dialog.show()
    QgsApplication.processEvents()
    picture = dialog.grab()
    assert picture.width() > 300 and picture.save(str(tmp_path / "dialog.png"))
    dialog.close()
