"""The models that ship with the plugin, files of QGIS's model designer, as algorithms of the provider."""

from __future__ import annotations

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingModelAlgorithm

from mtdn_qgis import paths
from mtdn_qgis.algorithms.base import Described, Values
from mtdn_qgis.runs import keep_dialog
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
        "false alarms. After some months a clearing is no longer seen: choose the later date soon after it.",
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


class ShippedModel(Described, QgsProcessingModelAlgorithm):
    """A model of :data:`FOLDER`; it shows in the Toolbox with title and help in the user's language."""

    GROUP, GROUP_ID = "Models", "models"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.NAME = name
        self.TITLE, self.HELP = TEXTS[name]
        self.fromFile(str(FOLDER / f"{name}.model3"))

    def createInstance(self) -> ShippedModel:
        """Return a fresh algorithm; QGIS runs each task on its own."""
        return ShippedModel(self.NAME)

    def initAlgorithm(self, configuration: Values | None = None) -> None:
        """Add the parameters, by their labels in the user's language."""
        super().initAlgorithm(configuration or {})
        for parameter in self.parameterDefinitions():
            parameter.setDescription(tr(parameter.description()))

    def prepareAlgorithm(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> bool:
        """Keep the dialog."""
        keep_dialog(context)
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def shortDescription(self) -> str:
        """Return one sentence."""
        return self.shortHelpString().partition(".")[0] + "."


def shipped() -> list[ShippedModel]:
    """Return a fresh instance of every model."""
    return [ShippedModel(name) for name in TEXTS]
