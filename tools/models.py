"""Write the designer models that the plugin ships, resources/models/*.model3.

``/usr/bin/python3 tools/models.py`` (a Python that has QGIS). Each model runs one or more algorithms of the plugin with the
settings of its purpose; they show in the Toolbox and can be opened in the designer as a start for one's own.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Model:
    """A model of one algorithm.

    Attributes
    ----------
    name
        Identifier.
    algorithm
        That it runs, without ``mtdn:``.
    inputs
        Parameters that the user fills, with the default of the model where it differs from the algorithm's.
    fixed
        Parameters that the model sets.
    outputs
        Outputs of the algorithm, with their names in the model.
    """

    name: str
    algorithm: str
    inputs: dict[str, Any]
    fixed: dict[str, Any]
    outputs: dict[str, str]


MODELS = (
    Model(
        "flood", "detectchanges", {"BEFORE": None, "AFTER": None, "MINIMUM_AREA": 10}, {"TARGET": "flood"},
        {"OUTPUT": "Flooded", "POLYGONS": "Flooded areas"},
    ),
    Model(
        "forestclearing", "detectchanges",
        {"BEFORE": None, "AFTER": None, "BASELINE": None, "FALSE_ALARMS": 0.01, "MINIMUM_AREA": 5},
        {"TARGET": "vegetation-loss"}, {"OUTPUT": "Cleared", "STEP": "Step in dB", "POLYGONS": "Cleared areas"},
    ),
    Model(
        "cleanseries", "despeckleseries", {"INPUT_FOLDER": None, "EACH_SIDE": 5}, {"RESUME": True},
        {"OUTPUT_FOLDER": "Folder of the results"},
    ),
)  # fmt: skip


def build(model: Model) -> Any:
    """Return the model as QGIS runs it."""
    from qgis.core import (
        QgsApplication,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterDefinition,
    )
    from qgis.PyQt.QtCore import QPointF

    from mtdn_qgis.models import TEXTS

    algorithm = QgsApplication.processingRegistry().algorithmById(f"mtdn:{model.algorithm}")
    made = QgsProcessingModelAlgorithm(model.name, "MTDN SAR")
    made.setHelpContent({"ALG_DESC": TEXTS[model.name][1]})
    step = QgsProcessingModelChildAlgorithm(algorithm.id())
    step.setChildId(model.algorithm)
    step.setDescription(algorithm.displayName())
    step.setPosition(QPointF(400, 200))
    for row, (name, default) in enumerate(model.inputs.items()):
        definition = algorithm.parameterDefinition(name).clone()
        if default is not None:
            definition.setDefaultValue(default)
        place = QgsProcessingModelParameter(name)
        place.setPosition(QPointF(130, 80 + 70 * row))
        made.addModelParameter(definition, place)
        step.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromModelParameter(name)])
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    needed = {d.name(): d.defaultValue() for d in algorithm.parameterDefinitions() if not d.flags() & optional}
    kept = {name: value for name, value in needed.items() if name not in {**model.inputs, **model.outputs}}
    for name, value in {**kept, **model.fixed}.items():
        step.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    outputs = {}
    for row, (name, title) in enumerate(model.outputs.items()):
        output = QgsProcessingModelOutput(title, title)
        output.setChildId(model.algorithm)
        output.setChildOutputName(name)
        output.setMandatory(row == 0)
        output.setPosition(QPointF(670, 120 + 70 * row))
        outputs[title] = output
    step.setModelOutputs(outputs)
    made.addChildAlgorithm(step)
    valid, problems = made.validate()
    if not valid:
        raise ValueError(f"{model.name}: {problems}")
    return made


def main() -> None:
    """Write all."""
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_HASH_SEED="0")  # the seed decides the order of XML attributes
    sys.path.insert(0, str(ROOT))
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from mtdn_qgis.models import FOLDER
    from mtdn_qgis.provider import MtdnProvider

    provider = MtdnProvider()
    application.processingRegistry().addProvider(provider)
    FOLDER.mkdir(exist_ok=True)
    for model in MODELS:
        path = FOLDER / f"{model.name}.model3"
        build(model).toFile(str(path))
        print(f"written {path.relative_to(ROOT)}")
    application.exitQgis()


if __name__ == "__main__":
    main()
