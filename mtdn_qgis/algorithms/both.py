"""``mtdn:despeckleanddetect``: both tasks from one pass of the network."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from mtdn_qgis.algorithms.detect import CHANGE, LATER, MORE_OUTPUTS, PAIR, PAIR_HELP
from mtdn_qgis.algorithms.parameters import Output
from mtdn_qgis.algorithms.run import EngineAlgorithm

SAME = "GeoTIFF (.tif) with the grid, CRS, nodata, units and bands of this date."


class DespeckleAndDetect(EngineAlgorithm):
    NAME = "despeckleanddetect"
    TITLE = "Despeckle and detect changes"
    SUMMARY = "Despeckle two Sentinel-1 dates and find what changed between them, in one pass."
    HELP = (
        "Despeckles two dates and finds what changed between them. The network does both at once, so this takes "
        "less time than the two algorithms one after the other.\n"
        + PAIR_HELP
        + "Outputs: each date despeckled, with the grid, CRS, nodata, units and bands of its input; the "
        "change in two classes; the probability of change. Clear those you do not need.\n"
    )
    TAGS = ("despeckle", "denoise", "filter", "change detection", "bitemporal", "multitemporal")
    ICON = "both"
    DATES: ClassVar = PAIR
    OTHERS: ClassVar = {"LATER": LATER}
    OUTPUTS: ClassVar = {
        "DESPECKLED_BEFORE": Output("despeckled1", "Despeckled, earlier", SAME, "Despeckled", create=True),
        "DESPECKLED_AFTER": Output("despeckled2", "Despeckled, later", SAME, "Despeckled", create=True),
        "CHANGE": replace(CHANGE, create=True),
        **MORE_OUTPUTS,
        "PROBABILITY": replace(MORE_OUTPUTS["PROBABILITY"], create=True),
    }
    DESPECKLES = True
    FINDS_CHANGE = True
