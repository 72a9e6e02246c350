"""``mtdn:importcovariance``: the covariance matrix C2 from PolSARpro or BEAM-DIMAP to GeoTIFF, and back."""

from __future__ import annotations

import os

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from mtdn_core.inference.settings import DateInput
from mtdn_core.products.covariance import convert_covariance
from mtdn_qgis import conversion, styling
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import MtdnAlgorithm, Values
from mtdn_qgis.feedback import EngineFeedback
from mtdn_qgis.texts import refused, tr

OUTPUT = shared.Output(
    "covariance", "Covariance matrix C2", "GeoTIFF (.tif) with the bands C11, C12_real, C12_imag, C22.", create=True
)


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
        shared.add_output(self, "OUTPUT", OUTPUT)
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
            styling.attach(context, [styling.Written(output, "OUTPUT", OUTPUT)], self.id(), "MTDN")
        return {name: value for name, value in (("OUTPUT", output), ("OUTPUT_FOLDER", folder)) if value}
