"""``mtdn:polarimetricfeatures``: polarimetric and temporal features as bands of one raster."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from mtdn_core.products.features import FeatureSettings, make_features
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import Values
from mtdn_qgis.algorithms.run import EngineAlgorithm
from mtdn_qgis.feedback import EngineFeedback


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
