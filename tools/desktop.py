"""Runs inside the QGIS desktop: opens the dialog, runs it, shows the results, and takes pictures of it all."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import processing
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface

OUT = Path(os.environ["SHOT_DIR"])
LOG = (OUT / "log.txt").open("w", encoding="utf-8")
SAMPLE = Path(os.environ["SHOT_SAMPLE"])  # QGIS executes this text: it has no __file__
BEFORE = SAMPLE / "S1A_IW_GRDH_20150329_VV_VH_dB.tif"
AFTER = SAMPLE / "S1A_IW_GRDH_20160323_VV_VH_dB.tif"
RUNS = int(os.environ.get("SHOT_RUNS", "2"))  # PyTorch ended QGIS 3.40 at the second run of a session
state = {}


def say(*words: object) -> None:
    """Write to the log that the shell script reads."""
    print(*words, file=LOG, flush=True)


def shot(name: str) -> None:
    """Save the whole screen."""
    QApplication.processEvents()
    picture = QGuiApplication.primaryScreen().grabWindow(0)
    say(name, picture.width(), picture.height(), picture.save(str(OUT / f"{name}.png")))


def after(milliseconds: int, step: Callable[[], None]) -> None:
    """Run `step` later; end QGIS with an error if it fails, which an unattended run would otherwise not notice."""

    def guarded() -> None:
        try:
            step()
        except Exception:
            say(traceback.format_exc())
            QTimer.singleShot(0, lambda: os._exit(3))

    QTimer.singleShot(milliseconds, guarded)


def load() -> None:
    """Show both dates and the Toolbox."""
    iface.mainWindow().showMaximized()
    say("providers", [provider.id() for provider in QgsApplication.processingRegistry().providers()])
    for path in (AFTER, BEFORE):
        layer = iface.addRasterLayer(str(path), path.stem)
        say("layer", layer.isValid())
    iface.zoomToActiveLayer()
    for dock in iface.mainWindow().findChildren(QDockWidget):
        if dock.objectName() in ("ProcessingToolbox",):
            dock.show()
            dock.raise_()
            for field in dock.findChildren(QgsFilterLineEdit):
                field.setText("despeckle")
        elif dock.objectName() in ("Browser", "LayerStyling"):
            dock.hide()
    after(3000, open_dialog)


def open_dialog() -> None:
    """Open the dialog with the two dates filled in."""
    if "dialog" not in state:
        shot("1-toolbox")
    dialog = processing.createAlgorithmDialog("mtdn:despeckleanddetect", {"BEFORE": str(BEFORE), "AFTER": str(AFTER)})
    dialog.show()
    dialog.resize(1000, 700)
    dialog.move(200, 90)
    state["dialog"] = dialog
    after(2500, run)


def run() -> None:
    """Press Run."""
    state["dialog"].grab().save(str(OUT / "2-dialog.png"))
    state["dialog"].runButton().click()
    after(15000, results)


def results() -> None:
    """Show the log, then the loaded and styled layers, as the run left them."""
    state["dialog"].grab().save(str(OUT / "3-log.png"))
    state["dialog"].close()
    state["runs"] = state.get("runs", 0) + 1
    check_layers()
    after(3000, again if state["runs"] < RUNS else finish)


def check_layers() -> None:
    """Fail unless the newest group has the changes on top and the probability switched off."""
    group = QgsProject.instance().layerTreeRoot().findGroups()[0]
    nodes = group.findLayers()
    for node in nodes:
        say("layer", group.name(), node.name(), node.layer().renderer().type(), node.itemVisibilityChecked())
    assert nodes[0].name().startswith("Changes") and nodes[0].itemVisibilityChecked()
    assert not any(node.itemVisibilityChecked() for node in nodes if node.name().startswith("Probability"))


def again() -> None:
    """Run a second time in the same session."""
    shot("4-results")
    open_dialog()


def finish() -> None:
    """Take the last picture and leave; temporary outputs would raise a modal box on exit."""
    shot(f"5-after-{RUNS}-runs")
    say("DONE")
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(3000, lambda: os._exit(0))
    iface.actionExit().trigger()


# Not all plugins are started when --code runs: wait for the event loop.
after(4000, load)
