"""The Processing provider `mtdn`."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from mtdn_core import __version__
from mtdn_qgis import models, paths
from mtdn_qgis.algorithms import ALGORITHMS
from mtdn_qgis.texts import tr


class MtdnProvider(QgsProcessingProvider):
    """Lists every algorithm always; what an algorithm misses is said when it is run."""

    def loadAlgorithms(self) -> None:
        """Create one instance of each algorithm, and of each model once the registry knows what its steps run."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            for model in models.shipped():
                self.addAlgorithm(model)

    def id(self) -> str:
        """Return the stable identifier, the part before the colon in ``mtdn:despeckle``."""
        return "mtdn"

    def name(self) -> str:
        """Return the short name shown in the Toolbox."""
        return "MTDN SAR"

    def longName(self) -> str:
        """Return the name with its meaning."""
        return tr("MTDN: SAR despeckling and change detection")

    def versionInfo(self) -> str:
        """Return the plugin's version."""
        return __version__

    def icon(self) -> QIcon:
        """Return the provider's icon."""
        return paths.icon("mtdn")

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """Offer GeoTIFF alone: PNG would degrade the values to bytes."""
        return ["tif", "tiff"]

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        """Offer what the engine writes: a shapefile would cut names and texts, and lose null."""
        return ["gpkg", "geojson", "fgb"]

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:
        """Name new outputs .gpkg whatever the user's Processing options say."""
        return "gpkg"

    def defaultRasterFileExtension(self) -> str:
        """Name new outputs .tif whatever the user's Processing options say."""
        return "tif"
