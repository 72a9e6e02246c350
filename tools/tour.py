"""Runs inside the QGIS desktop with an empty profile: from the ZIP to changes, polygons and a report, with pictures."""

from __future__ import annotations

import os
import sys

sys.path.append(os.environ["SHOT_TOOLS"])  # QGIS executes this text: it has no __file__

from desktop_session import OUT, after, finish, layers, run, say, shot, show_toolbox
from qgis.PyQt.QtCore import QUrl
from qgis.utils import iface

state: dict = {}


def install() -> None:
    """Install the ZIP as the plugin manager does."""
    import pyplugin_installer

    pyplugin_installer.instance().installFromZipFile(os.environ["SHOT_ZIP"])
    show_toolbox("mtdn")
    after(3000, sample)


def sample() -> None:
    """Load the sample images."""
    shot("1-installed")
    run("mtdn:sampledata", {}, "2-sample-dialog", despeckle)


def despeckle(_: dict) -> None:
    """Despeckle the earlier date with the later as second."""
    iface.zoomToActiveLayer()
    (before,), (after_,) = layers("Earlier"), layers("Later")
    state["pair"] = {"BEFORE": before.id(), "AFTER": after_.id()}
    shot("3-sample")
    run("mtdn:despeckle", {"INPUT": before.id(), "SECOND": after_.id()}, "4-despeckle-dialog", detect)


def detect(_: dict) -> None:
    """Find the changes, as classes and as polygons."""
    shot("5-despeckled")
    wanted = {"TARGET": "vegetation-loss", "MINIMUM_AREA_HA": 0.5, "POLYGONS": "TEMPORARY_OUTPUT"}
    run("mtdn:detectchanges", {**state["pair"], **wanted}, "6-detect-dialog", assess)


def assess(_: dict) -> None:
    """Show the changes, then ask what the filter did."""
    say("polygons", layers("Polygons")[0].featureCount())
    shot("7-changes")
    images = {"BEFORE": state["pair"]["BEFORE"], "AFTER": layers("Despeckled")[0].id()}
    run("mtdn:assess", {**images, "REPORT": "TEMPORARY_OUTPUT"}, "8-assess-dialog", show_report)


def show_report(results: dict) -> None:
    """Show the report."""
    try:
        from qgis.PyQt.QtWebKitWidgets import QWebView
    except ImportError:
        say("no QtWebKit: no picture of the report")
        finish()
        return
    view = QWebView()
    view.resize(1000, 1300)
    view.load(QUrl.fromLocalFile(str(results["REPORT"])))
    view.show()

    def take() -> None:
        view.grab().save(str(OUT / "9-report.png"))
        view.close()
        finish()

    after(4000, take)


after(5000, install)
