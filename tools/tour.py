"""Runs inside the QGIS desktop with an empty profile: from the ZIP to changes, polygons and a report, with pictures."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import processing
from qgis.core import QgsProject
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface

OUT = Path(os.environ["SHOT_DIR"])
ARCHIVE = os.environ["SHOT_ZIP"]
LOG = (OUT / "log.txt").open("w", encoding="utf-8")
MONITOR_MS, LONGEST_MS = 500, 60_000
state: dict = {}


def say(*words: object) -> None:
    """Write to the log that the shell script reads."""
    print(*words, file=LOG, flush=True)


def shot(name: str) -> None:
    """Save the whole screen."""
    QApplication.processEvents()
    say(name, QGuiApplication.primaryScreen().grabWindow(0).save(str(OUT / f"{name}.png")))


def after(milliseconds: int, step: Callable[[], None]) -> None:
    """Run `step` later; end QGIS with an error if it fails."""

    def guarded() -> None:
        try:
            step()
        except Exception:
            say(traceback.format_exc())
            QTimer.singleShot(0, lambda: os._exit(3))

    QTimer.singleShot(milliseconds, guarded)


def run(algorithm: str, parameters: dict, picture: str, then: Callable[[], None], done: Callable[[], bool]) -> None:
    """Open a dialog, take its picture, run it, and go on when `done` holds."""
    dialog = processing.createAlgorithmDialog(algorithm, parameters)
    dialog.show()
    dialog.resize(1000, 700)
    dialog.move(200, 90)
    state["dialog"] = dialog

    def press() -> None:
        dialog.grab().save(str(OUT / f"{picture}.png"))
        dialog.runButton().click()
        wait(0)

    def wait(waited: int) -> None:
        if done():
            state["results"] = dict(dialog.results())
            after(2500, close)
        elif waited > LONGEST_MS:
            raise TimeoutError(f"{algorithm} did not end: {[layer.name() for layer in layers('')]}")
        else:
            after(MONITOR_MS, lambda: wait(waited + MONITOR_MS))

    def close() -> None:
        dialog.close()
        after(2500, then)

    after(2000, press)


def layers(start: str) -> list:
    """Return the layers of the project whose name begins so."""
    return [layer for layer in QgsProject.instance().mapLayers().values() if layer.name().startswith(start)]


def install() -> None:
    """Install the ZIP as the plugin manager does."""
    import pyplugin_installer

    iface.mainWindow().showMaximized()
    pyplugin_installer.instance().installFromZipFile(ARCHIVE)
    for dock in iface.mainWindow().findChildren(QDockWidget):
        if dock.objectName() == "ProcessingToolbox":
            dock.show()
            dock.raise_()
            for field in dock.findChildren(QgsFilterLineEdit):
                field.setText("mtdn")
        elif dock.objectName() in ("Browser", "LayerStyling"):
            dock.hide()
    after(3000, sample)


def sample() -> None:
    """Load the sample images."""
    shot("1-installed")
    run("mtdn:sampledata", {}, "2-sample-dialog", despeckle, lambda: len(layers("Later")) == 1)


def despeckle() -> None:
    """Despeckle the earlier date with the later as second."""
    iface.zoomToActiveLayer()
    (state["before"],), (state["after"],) = layers("Earlier"), layers("Later")
    shot("3-sample")
    run(
        "mtdn:despeckle",
        {"INPUT": state["before"].id(), "SECOND": state["after"].id()},
        "4-despeckle-dialog", detect, lambda: len(layers("Despeckled")) == 1,
    )  # fmt: skip


def detect() -> None:
    """Find the changes, as classes and as polygons."""
    shot("5-despeckled")
    run(
        "mtdn:detectchanges",
        {"BEFORE": state["before"].id(), "AFTER": state["after"].id(), "TARGET": "vegetation-loss", "MINIMUM_AREA": 5,
         "POLYGONS": "TEMPORARY_OUTPUT"},
        "6-detect-dialog", assess, lambda: len(layers("Polygons")) == 1,
    )  # fmt: skip


def assess() -> None:
    """Show the changes, then ask what the filter did."""
    say("polygons", layers("Polygons")[0].featureCount())
    shot("7-changes")
    run(
        "mtdn:assess",
        {"BEFORE": state["before"].id(), "AFTER": layers("Despeckled")[0].id(), "REPORT": "TEMPORARY_OUTPUT"},
        "8-assess-dialog", show_report, lambda: "REPORT" in state["dialog"].results(),
    )  # fmt: skip


def show_report() -> None:
    """Show the report."""
    try:
        from qgis.PyQt.QtWebKitWidgets import QWebView
    except ImportError:
        say("no QtWebKit: no picture of the report")
        finish()
        return
    view = QWebView()
    view.resize(1000, 1300)
    view.load(QUrl.fromLocalFile(str(state["results"]["REPORT"])))
    view.show()
    state["view"] = view

    def take() -> None:
        view.grab().save(str(OUT / "9-report.png"))
        view.close()
        finish()

    after(4000, take)


def finish() -> None:
    """Leave; unsaved changes would raise a modal box on exit."""
    say("DONE")
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(3000, lambda: os._exit(0))
    iface.actionExit().trigger()


after(5000, install)
