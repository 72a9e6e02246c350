"""``mtdn:assess``: did a despeckling filter invent or lose anything?"""

from __future__ import annotations

import math
from typing import ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
)

from mtdn_core.assessment.run import AssessSettings, assess
from mtdn_core.assessment.verdict import MEASURES
from mtdn_core.raster.names import HORIZONTAL
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import Values
from mtdn_qgis.algorithms.run import EngineAlgorithm
from mtdn_qgis.feedback import EngineFeedback
from mtdn_qgis.texts import tr

CHANNELS = ("VV", "VH")


class Assess(EngineAlgorithm):
    NAME = "assess"
    TITLE = "Assess a despeckled image"
    SUMMARY = "Measure whether a speckle filter, of any maker, invented or lost anything, and write a report."
    HELP = (
        "Compares an original image with its filtered one, from any filter: what was taken away must look like speckle. The "
        "verdict and the figures stand in the log; the report (one HTML file, no script, nothing loaded) has the pictures: "
        "before, after, ratio image, its histogram against the law of speckle, autocorrelation, power of blocks, "
        "equivalent looks, the strongest edge, point targets. The limits of every judgement are stated there.\n"
        "Input: two images on one grid, VV and VH or C2. Scenes of more than 400 windows of 400 x 400 pixels are sampled "
        "evenly; the report says so.\n"
    )
    TAGS = ("despeckle", "filter", "quality", "ratio", "enl", "report")
    ICON = "despeckle"
    DATES: ClassVar = {
        "BEFORE": shared.Date("Original image", "The image before filtering: VV and VH, C2, or the VV file."),
        "AFTER": shared.Date("Filtered image", "The image after filtering, on the same grid.", empty=True),
    }
    SETTINGS = AssessSettings

    def add_results(self) -> None:
        report = QgsProcessingParameterFileDestination("REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True)
        shared.add(self, report, tr("HTML file with pictures, which loads nothing from elsewhere."))
        self.addOutput(QgsProcessingOutputString("VERDICT", tr("Verdict")))
        for measure in MEASURES:
            for channel in CHANNELS:
                key = f"{measure.attribute.upper()}_{channel}"
                self.addOutput(QgsProcessingOutputNumber(key, f"{channel}: {tr(measure.label)}"))

    def _run(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        report = self.parameterAsFileOutput(parameters, "REPORT", context)
        self._echo({"REPORT": report}, feedback)
        before, after = (self._dates[name] for name in self.DATES)
        found = assess(before, after, report or None, self._settings, EngineFeedback(feedback))
        results: Values = {"VERDICT": found.verdict, **({"REPORT": report} if report else {})}
        for finding in found.findings:
            feedback.pushInfo(finding.in_words(tr))
            known = math.isfinite(finding.value)
            channel = HORIZONTAL.get(finding.channel, finding.channel)
            results[f"{finding.measure.attribute.upper()}_{channel}"] = finding.value if known else None
        return results
