"""The parameters that the algorithms share, each defined once with its help."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from mtdn_qgis.texts import tr

UNITS = ("auto", "linear", "db", "amplitude")
DEVICES = ("auto", "cuda", "cpu")
DEFAULT_MODEL = "mtdn-lite"


def add(algorithm: QgsProcessingAlgorithm, parameter: QgsProcessingParameterDefinition, text: str) -> None:
    """Add `parameter` with its help `text`."""
    parameter.setHelp(text)
    algorithm.addParameter(parameter)


def advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """Return `parameter`, moved to the advanced section of the dialog."""
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    return parameter


def add_date(algorithm: QgsProcessingAlgorithm, name: str, label: str, text: str, optional: bool = False) -> None:
    """Add the raster of one date and, optional, its second file when each polarisation has its own."""
    add(algorithm, QgsProcessingParameterRasterLayer(name, label, optional=optional), text)
    add(
        algorithm,
        QgsProcessingParameterRasterLayer(
            f"{name}_VH", tr("{}: VH, if it is in its own file").format(label), optional=True
        ),
        tr(
            "The VH file that belongs to {}, when {} holds VV only (for example OPERA: ..._VV.tif and ..._VH.tif)."
        ).format(name, name),
    )


def add_settings(algorithm: QgsProcessingAlgorithm) -> None:
    """Add units, model and device, and the advanced settings."""
    words = tr("One of the words: {}.")
    add(
        algorithm,
        _enum("UNITS", tr("Units of the input"), UNITS),
        words.format(", ".join(UNITS))
        + " "
        + tr("'auto' recognises the units from the values and says which it took; the output has the same units."),
    )
    add(
        algorithm,
        QgsProcessingParameterString("MODEL", tr("Model"), defaultValue=DEFAULT_MODEL),
        tr("Name of a shipped model ({}), or the path of a model card (.json) or its weights (.safetensors).").format(
            ", ".join(shipped_models())
        ),
    )
    add(
        algorithm,
        _enum("DEVICE", tr("Compute on"), DEVICES),
        words.format(", ".join(DEVICES))
        + " "
        + tr("'auto' takes a CUDA graphics card if PyTorch sees one and says why if not; 'cuda' insists on it."),
    )
    add(
        algorithm,
        advanced(QgsProcessingParameterString("BANDS", tr("Bands (empty: recognise)"), optional=True)),
        tr(
            "Band numbers in the order VV, VH (for example 1,2) or C11, Re C12, Im C12, C22 (for example 1,2,3,4). "
            "Empty: recognised from band descriptions and file names; the log says how."
        ),
    )
    add(
        algorithm,
        advanced(_number("STRENGTH", tr("Despeckling strength (0 to 1)"), maximum=1.0)),
        tr(
            "0 keeps the fluctuation that both polarisations share (texture, and part of the speckle), 1 removes it. "
            "Empty: the value on the model's card."
        ),
    )
    add(
        algorithm,
        advanced(_integer("TILE", tr("Tile size (pixels)"), minimum=16)),
        tr("Edge length of the squares the scene is worked in. Empty: chosen for the device; less needs less memory."),
    )
    add(
        algorithm,
        advanced(
            QgsProcessingParameterBoolean(
                "RESUME", tr("Continue an interrupted run"), defaultValue=False, optional=True
            )
        ),
        tr(
            "Keeps the tiles that are done when the run is cancelled or dies, in hidden files beside the first output, "
            "and continues from those an earlier run with the same inputs, settings and output names has kept: the "
            "result is the same to the byte. Give output names of your own (temporary outputs get new names each "
            "time). Needs scratch space for the uncompressed outputs."
        ),
    )
    add(
        algorithm,
        advanced(QgsProcessingParameterBoolean("FAST", tr("Fast, not quite exact"), defaultValue=False, optional=True)),
        tr(
            "Arithmetic of half the precision where the processor has it: up to twice as fast, and values 0.1 to 0.3 % "
            "off. The log says whether it was used."
        ),
    )
    options = QgsProcessingParameterString("CREATION_OPTIONS", tr("GeoTIFF creation options"), optional=True)
    options.setMetadata(_raster_options_widget())
    add(
        algorithm,
        advanced(options),
        tr("GDAL options of the output, separated by a vertical bar, for example COMPRESS=ZSTD|BIGTIFF=YES."),
    )


def add_change_settings(algorithm: QgsProcessingAlgorithm) -> None:
    """Add the settings that turn the probability into change."""
    add(
        algorithm,
        _number("THRESHOLD", tr("Change threshold (probability, 0 to 1)"), maximum=1.0),
        tr("A pixel counts as changed from this probability on. Empty: the threshold on the model's card."),
    )
    add(
        algorithm,
        _integer("MINIMUM_AREA", tr("Smallest change to keep (pixels)"), minimum=0, default=0),
        tr("Connected changes of fewer pixels are dropped. 0 keeps all."),
    )


def add_output(
    algorithm: QgsProcessingAlgorithm, name: str, label: str, text: str, optional: bool = False, create: bool = True
) -> None:
    """Add a raster output; an optional one is made only when asked for, unless `create`."""
    add(algorithm, QgsProcessingParameterRasterDestination(name, label, None, optional, create), text)


def shipped_models() -> list[str]:
    """Return the names of the shipped models; reading them needs no torch."""
    try:
        from mtdn_core.model.card import list_models

        return list_models() or [DEFAULT_MODEL]
    except (ImportError, OSError):
        return [DEFAULT_MODEL]


def _enum(name: str, label: str, words: tuple[str, ...]) -> QgsProcessingParameterEnum:
    return QgsProcessingParameterEnum(name, label, options=list(words), defaultValue=words[0], usesStaticStrings=True)


def _number(name: str, label: str, maximum: float) -> QgsProcessingParameterNumber:
    kind = QgsProcessingParameterNumber.Type.Double
    return QgsProcessingParameterNumber(name, label, kind, None, True, 0.0, maximum)


def _integer(name: str, label: str, minimum: int, default: int | None = None) -> QgsProcessingParameterNumber:
    kind = QgsProcessingParameterNumber.Type.Integer
    return QgsProcessingParameterNumber(name, label, kind, default, True, minimum)


def _raster_options_widget() -> dict[str, Any]:
    """Return the metadata for the creation-options widget.

    Older QGIS ship it as a Python class, newer ones know it by a type; the class's file tells which, unimported.
    """
    spec = importlib.util.find_spec("processing")
    folder = Path(spec.origin).parent if spec is not None and spec.origin else Path()
    if (folder / "algs" / "gdal" / "ui" / "RasterOptionsWidget.py").exists():
        return {"widget_wrapper": {"class": "processing.algs.gdal.ui.RasterOptionsWidget.RasterOptionsWidgetWrapper"}}
    return {"widget_wrapper": {"widget_type": "rasteroptions"}}
