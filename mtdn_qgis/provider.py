"""The Processing provider `mtdn`."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from mtdn_core import __version__
from mtdn_qgis import icon_of, models
from mtdn_qgis.algorithms import ALGORITHMS
from mtdn_qgis.algorithms.parameters import RASTER_FILES, VECTOR_FILES
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
        return "MTDN SAR"

    def longName(self) -> str:
        return tr("MTDN: SAR despeckling and change detection")

    def versionInfo(self) -> str:
        return __version__

    def icon(self) -> QIcon:
        return icon_of("mtdn")

    def supportsNonFileBasedOutput(self) -> bool:
        """Offer files alone for polygons, no tables of databases and no layers in memory."""
        return False

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """Offer GeoTIFF alone: PNG would degrade the values to bytes."""
        return list(RASTER_FILES)

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        """Offer what the engine writes: a shapefile would cut names and texts, and lose null."""
        return list(VECTOR_FILES)

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:
        """Name new outputs .gpkg whatever the user's Processing options say."""
        return VECTOR_FILES[0]

    def defaultRasterFileExtension(self) -> str:
        """Name new outputs .tif whatever the user's Processing options say."""
        return RASTER_FILES[0]
