"""The models that ship with the plugin, files of QGIS's model designer, as algorithms of the provider."""

from __future__ import annotations

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingModelAlgorithm

from mtdn_qgis import RESOURCES
from mtdn_qgis.algorithms.base import Described, Values
from mtdn_qgis.runs import keep_dialog
from mtdn_qgis.texts import tr

FOLDER = RESOURCES / "models"


class ShippedModel(Described, QgsProcessingModelAlgorithm):
    """A model of :data:`FOLDER`; its title and description show in the Toolbox in the user's language."""

    GROUP, GROUP_ID = "Models", "models"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.fromFile(str(FOLDER / f"{name}.model3"))
        self.NAME, self.TITLE, self.HELP = name, QgsProcessingModelAlgorithm.name(self), self.helpContent()["ALG_DESC"]

    def createInstance(self) -> ShippedModel:
        """Return a fresh algorithm; QGIS runs each task on its own."""
        return ShippedModel(self.NAME)

    def initAlgorithm(self, configuration: Values | None = None) -> None:
        """Add the parameters, by their labels in the user's language."""
        super().initAlgorithm(configuration or {})
        for parameter in self.parameterDefinitions():
            parameter.setDescription(tr(parameter.description()))

    def prepareAlgorithm(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> bool:
        keep_dialog(context)
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def processAlgorithm(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        """Run with the defaults of the model, which QGIS hands on where a dialog has filled them in, and nowhere else."""
        defaults = {definition.name(): definition.defaultValue() for definition in self.parameterDefinitions()}
        given = {**{name: value for name, value in defaults.items() if value is not None}, **parameters}
        return dict(super().processAlgorithm(given, context, feedback))

    def shortDescription(self) -> str:
        return self.shortHelpString().partition(".")[0] + "."


def shipped() -> list[ShippedModel]:
    return [ShippedModel(path.stem) for path in sorted(FOLDER.glob("*.model3"))]
