"""Runs inside the QGIS desktop: opens the dialog, runs it several times, checks the layers, and takes pictures of it all."""

from __future__ import annotations

import os
import sys

sys.path.append(os.environ["SHOT_TOOLS"])  # QGIS executes this text: it has no __file__

from desktop_session import SAMPLE, after, finish, run, say, shot, show_toolbox
from qgis.core import QgsApplication, QgsProject
from qgis.utils import iface

BEFORE = SAMPLE / "S1A_IW_GRDH_20150329_VV_VH_dB.tif"
AFTER = SAMPLE / "S1A_IW_GRDH_20160323_VV_VH_dB.tif"
RUNS = int(os.environ.get("SHOT_RUNS", "2"))  # PyTorch ended QGIS 3.40 at the second run of a session


def load() -> None:
    """Show both dates and the Toolbox."""
    say("providers", [provider.id() for provider in QgsApplication.processingRegistry().providers()])
    for path in (AFTER, BEFORE):
        say("layer", iface.addRasterLayer(str(path), path.stem).isValid())
    iface.zoomToActiveLayer()
    show_toolbox("despeckle")
    after(3000, lambda: go(1))


def go(number: int) -> None:
    """Run with the two dates, for the `number`-th time."""
    if number == 1:
        shot("1-toolbox")
    pair = {"BEFORE": str(BEFORE), "AFTER": str(AFTER)}
    run("mtdn:despeckleanddetect", pair, "2-dialog", lambda _: check(number))


def check(number: int) -> None:
    """Fail unless the newest group has the changes on top and the probability switched off; then run again."""
    groups = QgsProject.instance().layerTreeRoot().findGroups()
    assert len(groups) == number, f"{len(groups)} groups after {number} runs"
    nodes = groups[0].findLayers()
    for node in nodes:
        say("layer", groups[0].name(), node.name(), node.layer().renderer().type(), node.itemVisibilityChecked())
    assert nodes[0].name().startswith("Changes") and nodes[0].itemVisibilityChecked()
    assert not any(node.itemVisibilityChecked() for node in nodes if node.name().startswith("Probability"))
    shot(f"3-after-run-{number}")
    after(0, finish if number == RUNS else lambda: go(number + 1))


# Not all plugins are started when --code runs: wait for the event loop.
after(4000, load)
