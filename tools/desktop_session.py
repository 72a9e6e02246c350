"""What the programs that run inside the QGIS desktop share: log, pictures, timed steps, and running a dialog.

QGIS executes those programs as texts; they import this one from the folder SHOT_TOOLS.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import processing
from qgis.core import QgsProject
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface

OUT = Path(os.environ["SHOT_DIR"])
LOG = (OUT / "log.txt").open("w", encoding="utf-8")
SAMPLE = Path(os.environ["SHOT_SAMPLE"])
WIDTHS = {"Layers": 350, "ProcessingToolbox": 280}  # pixels, which show the names
MONITOR_MS, LONGEST_MS, SETTLE_MS = 500, 120_000, 2500


def say(*words: object) -> None:
    """Write to the log that the shell script reads."""
    print(*words, file=LOG, flush=True)


def shot(name: str) -> None:
    """Save the whole screen."""
    QApplication.processEvents()
    say(name, QGuiApplication.primaryScreen().grabWindow(0).save(str(OUT / f"{name}.png")))


def after(milliseconds: int, step: Callable[[], None]) -> None:
    """Run `step` later; end QGIS with an error if it fails, which an unattended run would otherwise not notice."""

    def guarded() -> None:
        try:
            step()
        except Exception:
            say(traceback.format_exc())
            QTimer.singleShot(0, lambda: os._exit(3))

    QTimer.singleShot(milliseconds, guarded)


def show_toolbox(word: str) -> None:
    """Maximise the window and show the Toolbox, filtered by `word`, and the layers, alone."""
    window = iface.mainWindow()
    window.showMaximized()
    for dock in window.findChildren(QDockWidget):
        if dock.objectName() == "ProcessingToolbox":
            dock.show()
            dock.raise_()
            for field in dock.findChildren(QgsFilterLineEdit):
                field.setText(word)
        elif dock.objectName() in ("Browser", "LayerStyling"):
            dock.hide()
    docks = [window.findChild(QDockWidget, name) for name in WIDTHS]
    # once the window has its size
    after(1500, lambda: window.resizeDocks(docks, list(WIDTHS.values()), Qt.Orientation.Horizontal))


def layers(start: str) -> list:
    """Return the layers of the project whose name begins so."""
    return [layer for layer in QgsProject.instance().mapLayers().values() if layer.name().startswith(start)]


def run(algorithm: str, parameters: dict, picture: str, then: Callable[[dict], None]) -> None:
    """Open a dialog, take its picture, run it, and go on with its results."""
    dialog = processing.createAlgorithmDialog(algorithm, parameters)
    dialog.show()
    dialog.resize(1000, 700)
    dialog.move(200, 90)
    ended: list[tuple[bool, dict]] = []
    dialog.algorithmFinished.connect(lambda succeeded, results: ended.append((succeeded, results)))

    def press() -> None:
        dialog.grab().save(str(OUT / f"{picture}.png"))
        dialog.runButton().click()
        wait(0)

    def wait(waited: int) -> None:
        if ended:
            after(SETTLE_MS, close)
        elif waited > LONGEST_MS:
            raise TimeoutError(f"{algorithm} did not end")
        else:
            after(MONITOR_MS, lambda: wait(waited + MONITOR_MS))

    def close() -> None:
        dialog.grab().save(str(OUT / f"{picture}-log.png"))
        dialog.close()
        succeeded, results = ended[0]
        if not succeeded:
            raise RuntimeError(f"{algorithm} failed, see {picture}-log.png")
        after(SETTLE_MS, lambda: then(results))

    after(SETTLE_MS, press)


def finish() -> None:
    """Leave QGIS; unsaved changes and temporary outputs would raise a modal box on exit."""
    say("DONE")
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(3000, lambda: os._exit(0))
    iface.actionExit().trigger()
