"""The designer models that ship with the plugin, as algorithms of the provider."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from mtdn_qgis import paths
from mtdn_qgis.texts import tr

FOLDER = paths.RESOURCES / "models"
#: title and description of each model, by the name of its file
TEXTS = {
    "flood": (
        "Flood map",
        "Ground that was flooded between two dates: VV and VH fell, because open water reflects the pulse away.\n"
        "Give an image of before and one of during the flood, of the same orbit. Wind on the water and flooded forest can "
        "hide it.",
    ),
    "forestclearing": (
        "Forest clearing map",
        "Forest that was cleared between two dates: VH fell most. The step in dB tells how much was lost.\n"
        "Earlier dates of the same orbit (baseline) make small clearings stand out and set the threshold for the share of "
        "false alarms. Radar forgets a clearing after some months: choose the later date soon after it.",
    ),
    "cleanseries": (
        "Clean series",
        "Every date of a folder despeckled, each with up to five dates before and after it as reference. An interrupted run "
        "continues where it stopped.",
    ),
    "seriesfeatures": (
        "Features of a series",
        "Every date of a folder despeckled, and one raster with named bands of the series for a classifier.\n"
        "The bands are the features of the newest date, and mean, deviation and coefficient of variation of VV and VH over "
        "all dates. The dates must lie on one grid.",
    ),
}


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model of :data:`FOLDER`; it shows in the Toolbox with title and help in the user's language."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.fromFile(str(path))

    def createInstance(self) -> ShippedModel:
        """Return a fresh algorithm; QGIS runs each task on its own."""
        return ShippedModel(self._path)

    def displayName(self) -> str:
        """Return the name the Toolbox shows."""
        return tr(TEXTS[self.name()][0])

    def group(self) -> str:
        """Return the group in the Toolbox."""
        return tr("Models")

    def groupId(self) -> str:
        """Return the stable identifier of the group."""
        return "models"

    def shortDescription(self) -> str:
        """Return one sentence."""
        return tr(TEXTS[self.name()][1]).partition(".")[0] + "."

    def shortHelpString(self) -> str:
        """Return the text beside the dialog."""
        return tr(TEXTS[self.name()][1])

    def helpUrl(self) -> str:
        """Return the address of the help page that travels with the plugin."""
        return paths.help_url(self.name())

    def icon(self) -> QIcon:
        """Return the icon of the provider."""
        return paths.icon("mtdn")


def shipped() -> list[ShippedModel]:
    """Return a fresh instance of every model."""
    return [ShippedModel(FOLDER / f"{name}.model3") for name in TEXTS]
