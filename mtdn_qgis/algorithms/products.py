"""``mtdn:assess``, ``mtdn:polarimetricfeatures`` and ``mtdn:importcovariance``: what is made of images beside despeckling."""

from __future__ import annotations

import math
import os
from typing import ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from mtdn_core.assessment.run import AssessSettings, assess
from mtdn_core.assessment.verdict import MEASURES
from mtdn_core.inference.settings import DateInput
from mtdn_core.products.covariance import convert_covariance
from mtdn_core.products.features import FeatureSettings, make_features
from mtdn_core.raster.names import HORIZONTAL
from mtdn_qgis import conversion, styling
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import MtdnAlgorithm, Values
from mtdn_qgis.algorithms.run import EngineAlgorithm
from mtdn_qgis.engine_texts import said
from mtdn_qgis.runs import EngineFeedback
from mtdn_qgis.texts import refused, tr

CHANNELS = ("VV", "VH")
COVARIANCE = shared.Output(
    "covariance", "Covariance matrix C2", "GeoTIFF (.tif) with the bands C11, C12_real, C12_imag, C22.", create=True
)


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
        results: Values = {"VERDICT": " ".join(map(said, found.sentences)), **({"REPORT": report} if report else {})}
        for finding in found.findings:
            feedback.pushInfo(finding.in_words(tr))
            known = math.isfinite(finding.value)
            channel = HORIZONTAL.get(finding.channel, finding.channel)
            results[f"{finding.measure.attribute.upper()}_{channel}"] = finding.value if known else None
        return results


class PolarimetricFeatures(EngineAlgorithm):
    NAME = "polarimetricfeatures"
    TITLE = "Polarimetric features"
    SUMMARY = "Make polarimetric and temporal features of SAR images as one multi-band raster for a classifier."
    HELP = (
        "Writes one float32 raster with named bands, ready for EnMAP-Box, Orfeo ToolBox or scikit-learn; NaN is nodata.\n"
        "Always: VV_VH_ratio_dB, RVI = 4 VH / (VV + VH), span = VV + VH. Of C2 also: entropy and alpha (Cloude and Pottier), "
        "polarisation_degree, mchi_odd, mchi_even and mchi_volume (Raney). With further dates also, for VV and VH over all "
        "dates: mean, std (of linear power) and cv = std / mean.\n"
        "Speckle makes features of single pixels vague: give despeckled images, or a larger window for C2.\n"
    )
    TAGS = ("feature", "rvi", "entropy", "alpha", "m-chi", "coefficient of variation", "time series", "classification")
    DATES: ClassVar = {"INPUT": shared.Date("Image", "VV and VH bands, C2 bands, or the VV file when VH is in its own.")}
    OTHERS: ClassVar = {
        "STACK": shared.Others(
            "others", "Further dates",
            "Other dates on the same grid; together with the image they give the temporal features.",
        )
    }
    OUTPUTS: ClassVar = {
        "OUTPUT": shared.Output("features", "Features", "GeoTIFF (.tif), one named band for every feature.", create=None)
    }
    SETTINGS = FeatureSettings

    def add_results(self) -> None:
        shared.add_results(self, texts=[("BAND_NAMES", "Names of the bands")])

    def _run(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        wanted = self._destinations(parameters, context)
        self._echo(wanted, feedback)
        first, others = self._dates["INPUT"], self._others["STACK"]
        names = make_features(first, wanted["OUTPUT"], others, self._settings, EngineFeedback(feedback))
        self._hand_over(wanted, context)
        return {**wanted, "BAND_NAMES": ", ".join(names)}


class ImportCovariance(MtdnAlgorithm):
    NAME = "importcovariance"
    TITLE = "Import covariance matrix"
    SUMMARY = "Write the covariance matrix C2 of PolSARpro or SNAP as one GeoTIFF, or back as a PolSARpro folder."
    HELP = (
        "Reads a PolSARpro C2 folder (with ENVI headers or config.txt), a BEAM-DIMAP product of SNAP (.dim), or a raster "
        "with the four bands of C2, and writes one GeoTIFF with the bands C11, C12_real, C12_imag and C22, a "
        "PolSARpro folder, or both. Values are copied bit by bit.\n"
    )
    TAGS = ("c2", "polsarpro", "snap", "dimap", "export", "convert")

    def initAlgorithm(self, configuration: Values | None = None) -> None:
        kinds = QgsProcessingParameterFile.Behavior
        text = tr("The .dim file of a product, a raster with the four bands of C2, or C11.bin of a folder.")
        shared.add(self, QgsProcessingParameterFile("INPUT", tr("Product or raster"), kinds.File, optional=True), text)
        folder = QgsProcessingParameterFile("INPUT_FOLDER", tr("Or PolSARpro folder"), kinds.Folder, optional=True)
        shared.add(self, folder, tr("The folder C2 with C11, C12_real, C12_imag and C22, instead of a product or raster."))
        bands = QgsProcessingParameterString("BANDS", tr("Bands"), optional=True)
        shared.add(self, bands, tr(shared.BANDS_HELP).format(""), advanced=True)
        shared.add_output(self, "OUTPUT", COVARIANCE)
        folder = QgsProcessingParameterFolderDestination("OUTPUT_FOLDER", tr("PolSARpro folder"), None, True, False)
        shared.add(self, folder, tr("Optional folder to make: the four elements with ENVI headers, and config.txt."))

    def _check(self, parameters: Values, context: QgsProcessingContext) -> None:
        conversion.bands("BANDS", parameters.get("BANDS"), context)
        given = [name for name in ("INPUT", "INPUT_FOLDER") if not conversion.is_empty(parameters.get(name))]
        if len(given) != 1:
            raise refused(
                "{} of INPUT and INPUT_FOLDER are given. Expected: one. What to do: choose a file or a folder.", len(given),
            )
        path = self.parameterAsFile(parameters, given[0], context)
        if given[0] == "INPUT" and os.path.isdir(path):
            raise refused("'{}' is a folder. Expected: a file. What to do: give it as INPUT_FOLDER.", path)
        if given[0] == "INPUT_FOLDER" and os.path.isfile(path):
            raise refused("'{}' is a file. Expected: a folder. What to do: give it as INPUT.", path)

    def _run(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        bands = conversion.bands("BANDS", parameters.get("BANDS"), context)
        name = "INPUT_FOLDER" if conversion.is_empty(parameters.get("INPUT")) else "INPUT"
        source = DateInput(self.parameterAsFile(parameters, name, context), None, bands)
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        folder = self.parameterAsFileOutput(parameters, "OUTPUT_FOLDER", context)
        self.echo(((name, source.path), ("BANDS", bands), ("OUTPUT", output), ("OUTPUT_FOLDER", folder)), feedback)
        convert_covariance(source, output or None, folder or None, EngineFeedback(feedback))
        if output:
            self._written = [output]
            styling.attach(context, [styling.Written(output, "OUTPUT", COVARIANCE)], self.id(), "MTDN")
        return {name: value for name, value in (("OUTPUT", output), ("OUTPUT_FOLDER", folder)) if value}
