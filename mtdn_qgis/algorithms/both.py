"""``mtdn:despeckleanddetect``: both tasks from one pass of the network."""

from __future__ import annotations

from typing import Any, ClassVar

from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.detect import (
    CHANGE_HELP,
    LATER_HELP,
    MORE_OUTPUTS,
    PAIR_HELP,
    PROBABILITY_HELP,
    add_more_outputs,
    add_pair,
    add_pair_details,
)
from mtdn_qgis.algorithms.run import EngineAlgorithm
from mtdn_qgis.texts import tr


class DespeckleAndDetect(EngineAlgorithm):
    """Despeckle two dates and detect change between them."""

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
    DATES = ("BEFORE", "AFTER")
    DESPECKLES = True
    OUTPUTS: ClassVar[dict[str, tuple[str, str]]] = {
        "DESPECKLED_BEFORE": ("despeckled1", "Despeckled"),
        "DESPECKLED_AFTER": ("despeckled2", "Despeckled"),
        "CHANGE": ("change", "Changes"),
        "PROBABILITY": ("probability", "Probability of change"),
        **MORE_OUTPUTS,
    }
    OTHERS: ClassVar[dict[str, str]] = {"LATER": "later"}
    FINDS_CHANGE = True

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Add the parameters."""
        add_pair(self)
        shared.add_others(self, "LATER", tr("Later dates"), tr(LATER_HELP))
        shared.add_settings(self)
        add_pair_details(self)
        same = tr("GeoTIFF (.tif) with the grid, CRS, nodata, units and bands of {}.")
        for name, label, text in (
            ("DESPECKLED_BEFORE", tr("Despeckled, earlier"), same.format("BEFORE")),
            ("DESPECKLED_AFTER", tr("Despeckled, later"), same.format("AFTER")),
            ("CHANGE", tr("Changes"), tr(CHANGE_HELP)),
            ("PROBABILITY", tr("Probability of change"), tr(PROBABILITY_HELP)),
        ):
            shared.add_output(self, name, label, text, optional=True)
        add_more_outputs(self)
        self.add_result_outputs()
