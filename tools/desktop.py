"""Runs inside the QGIS desktop with an empty profile: from the ZIP to changes, polygons and a report, with pictures of it all.

Then both tasks run in one pass, SHOT_RUNS times in the one session, and the layers are checked. QGIS executes this text.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from pathlib import Path

import processing
from qgis.core import QgsProject
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface

OUT = Path(os.environ["SHOT_DIR"])
LOG = (OUT / "log.txt").open("w", encoding="utf-8")
RUNS = int(os.environ.get("SHOT_RUNS", "2"))  # PyTorch ended QGIS 3.40 at the second run of a session
WIDTHS = {"Layers": 350, "ProcessingToolbox": 280}  # pixels, which show the names
MONITOR_MS, LONGEST_MS, SETTLE_MS = 500, 120_000, 2500


def session() -> Iterator[int]:
    """All steps; between them, what is yielded are the milliseconds that QGIS gets."""
    yield 5000  # not all plugins are started when --code runs
    import pyplugin_installer

    pyplugin_installer.instance().installFromZipFile(os.environ["SHOT_ZIP"])
    show_toolbox("mtdn")
    yield 3000
    shot("1-installed")
    yield from run("mtdn:sampledata", {}, "2-sample-dialog")
    iface.zoomToActiveLayer()
    (before,), (after,) = layers("Earlier"), layers("Later")
    shot("3-sample")
    yield from run("mtdn:despeckle", {"INPUT": before.id(), "SECOND": after.id()}, "4-despeckle-dialog")
    shot("5-despeckled")
    pair = {"BEFORE": before.id(), "AFTER": after.id()}
    wanted = {"TARGET": "vegetation-loss", "MINIMUM_AREA_HA": 0.5, "POLYGONS": "TEMPORARY_OUTPUT"}
    yield from run("mtdn:detectchanges", {**pair, **wanted}, "6-detect-dialog")
    say("polygons", layers("Polygons")[0].featureCount())
    shot("7-changes")
    images = {"BEFORE": before.id(), "AFTER": layers("Despeckled")[0].id(), "REPORT": "TEMPORARY_OUTPUT"}
    results = yield from run("mtdn:assess", images, "8-assess-dialog")
    yield from show_report(results["REPORT"])
    groups = len(QgsProject.instance().layerTreeRoot().findGroups())
    for number in range(1, RUNS + 1):
        yield from run("mtdn:despeckleanddetect", pair, "10-both-dialog")
        check_newest_group(groups + number)
        shot(f"10-after-run-{number}")


def check_newest_group(expected: int) -> None:
    """Fail unless the newest of so many groups has the changes on top and the probability switched off."""
    groups = QgsProject.instance().layerTreeRoot().findGroups()
    assert len(groups) == expected, f"{len(groups)} groups instead of {expected}"
    nodes = groups[0].findLayers()
    for node in nodes:
        say("layer", groups[0].name(), node.name(), node.layer().renderer().type(), node.itemVisibilityChecked())
    assert nodes[0].name().startswith("Changes") and nodes[0].itemVisibilityChecked()
    assert not any(node.itemVisibilityChecked() for node in nodes if node.name().startswith("Probability"))


def show_report(path: str) -> Iterator[int]:
    try:
        from qgis.PyQt.QtWebKitWidgets import QWebView
    except ImportError:
        say("no QtWebKit: no picture of the report")
        return
    view = QWebView()
    view.resize(1000, 1300)
    view.load(QUrl.fromLocalFile(str(path)))
    view.show()
    yield 4000
    view.grab().save(str(OUT / "9-report.png"))
    view.close()


def run(algorithm: str, parameters: dict, picture: str) -> Iterator[int]:
    """Open a dialog, take its picture, run it, and return its results."""
    dialog = processing.createAlgorithmDialog(algorithm, parameters)
    dialog.show()
    dialog.resize(1000, 700)
    dialog.move(200, 90)
    ended: list[tuple[bool, dict]] = []
    dialog.algorithmFinished.connect(lambda succeeded, results: ended.append((succeeded, results)))
    yield SETTLE_MS
    dialog.grab().save(str(OUT / f"{picture}.png"))
    dialog.runButton().click()
    for _ in range(LONGEST_MS // MONITOR_MS):
        if ended:
            break
        yield MONITOR_MS
    else:
        raise TimeoutError(f"{algorithm} did not end")
    yield SETTLE_MS
    dialog.grab().save(str(OUT / f"{picture}-log.png"))
    dialog.close()
    succeeded, results = ended[0]
    if not succeeded:
        raise RuntimeError(f"{algorithm} failed, see {picture}-log.png")
    yield SETTLE_MS
    return results


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
    QTimer.singleShot(1500, lambda: window.resizeDocks(docks, list(WIDTHS.values()), Qt.Orientation.Horizontal))


def layers(start: str) -> list:
    return [layer for layer in QgsProject.instance().mapLayers().values() if layer.name().startswith(start)]


def say(*words: object) -> None:
    """Write to the log that the shell script reads."""
    print(*words, file=LOG, flush=True)


def shot(name: str) -> None:
    QApplication.processEvents()
    say(name, QGuiApplication.primaryScreen().grabWindow(0).save(str(OUT / f"{name}.png")))


def go_on(steps: Iterator[int]) -> None:
    """Take the next step; leave QGIS after the last, or with an error that an unattended run would otherwise not notice."""
    try:
        QTimer.singleShot(next(steps), lambda: go_on(steps))
    except StopIteration:
        say("DONE")
        # unsaved changes and temporary outputs would raise a modal box on exit
        QgsProject.instance().clear()
        QgsProject.instance().setDirty(False)
        QTimer.singleShot(3000, lambda: os._exit(0))
        iface.actionExit().trigger()
    except Exception:
        say(traceback.format_exc())
        QTimer.singleShot(0, lambda: os._exit(3))


go_on(session())
