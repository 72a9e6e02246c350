"""Write the designer models that the plugin ships, resources/models/*.model3.

``/usr/bin/python3 tools/models.py`` (a Python that has QGIS). Each model runs one or more algorithms of the plugin with the
settings of its purpose; they show in the Toolbox and can be opened in the designer as a start for one's own.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Step:
    """An algorithm of a model."""

    algorithm: str  # without ``mtdn:``
    #: parameters that the user fills, with the default of the model where it differs from the algorithm's
    inputs: dict[str, Any]
    fixed: dict[str, Any]  # parameters that the model sets
    outputs: dict[str, str]  # outputs of the algorithm, with their names in the model; the first is always made
    linked: dict[str, str] = field(default_factory=dict)  # parameters that take an output of the step before


SERIES = Step(
    "despeckleseries", {"INPUT_FOLDER": None, "EACH_SIDE": 5}, {"RESUME": True}, {"OUTPUT_FOLDER": "Folder of the results"}
)
MODELS = {
    "flood": (
        Step(
            "detectchanges", {"BEFORE": None, "AFTER": None, "MINIMUM_AREA_HA": 0.1}, {"TARGET": "flood"},
            {"OUTPUT": "Flooded", "POLYGONS": "Flooded areas"},
        ),
    ),
    "forestclearing": (
        Step(
            "detectchanges",
            {"BEFORE": None, "AFTER": None, "BASELINE": None, "FALSE_ALARMS": 0.01, "MINIMUM_AREA_HA": 0.5},
            {"TARGET": "vegetation-loss"}, {"OUTPUT": "Cleared", "POLYGONS": "Cleared areas", "STEP": "Step in dB"},
        ),
    ),
    "cleanseries": (SERIES,),
    "seriesfeatures": (
        SERIES,
        Step("polarimetricfeatures", {}, {}, {"OUTPUT": "Features"}, {"INPUT": "NEWEST", "STACK": "OLDER_FILES"}),
    ),
}


def build(name: str) -> Any:
    """Return a model as QGIS runs it."""
    from qgis.core import QgsProcessingModelAlgorithm

    from mtdn_qgis.models import TEXTS

    made = QgsProcessingModelAlgorithm(name, "MTDN SAR")
    made.setHelpContent({"ALG_DESC": TEXTS[name][1]})
    made.setParameterOrder([parameter for step in MODELS[name] for parameter in step.inputs])
    before = ""
    for column, step in enumerate(MODELS[name]):
        made.addChildAlgorithm(child(made, step, before, 400 + 540 * column))
        before = step.algorithm
    valid, problems = made.validate()
    if not valid:
        raise ValueError(f"{name}: {problems}")
    return made


def child(model: Any, step: Step, before: str, x: int) -> Any:
    """Return a step as QGIS runs it, and add what the user fills to the model; `before`: the step before."""
    from qgis.core import (
        QgsApplication,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterDefinition,
    )
    from qgis.PyQt.QtCore import QPointF

    algorithm = QgsApplication.processingRegistry().algorithmById(f"mtdn:{step.algorithm}")
    made = QgsProcessingModelChildAlgorithm(algorithm.id())
    made.setChildId(step.algorithm)
    made.setDescription(algorithm.displayName())
    made.setPosition(QPointF(x, 200))
    for row, (name, default) in enumerate(step.inputs.items()):
        definition = algorithm.parameterDefinition(name).clone()
        if default is not None:
            definition.setDefaultValue(default)
        place = QgsProcessingModelParameter(name)
        place.setPosition(QPointF(x - 270, 80 + 70 * row))
        model.addModelParameter(definition, place)
        made.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromModelParameter(name)])
    for name, output in step.linked.items():
        made.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromChildOutput(before, output)])
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    needed = {d.name(): d.defaultValue() for d in algorithm.parameterDefinitions() if not d.flags() & optional}
    taken = {**step.inputs, **step.outputs, **step.linked}
    for name, value in {**{n: v for n, v in needed.items() if n not in taken}, **step.fixed}.items():
        made.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    outputs = {}
    for row, (name, title) in enumerate(step.outputs.items()):
        output = QgsProcessingModelOutput(title, title)
        output.setChildId(step.algorithm)
        output.setChildOutputName(name)
        output.setMandatory(row == 0)
        output.setPosition(QPointF(x + 270, 120 + 70 * row))
        outputs[title] = output
    made.setModelOutputs(outputs)
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
    for name in MODELS:
        path = FOLDER / f"{name}.model3"
        build(name).toFile(str(path))
        print(f"written {path.relative_to(ROOT)}")
    application.exitQgis()


if __name__ == "__main__":
    main()
