"""The parameters that the algorithms share, made from the descriptions of the engine's settings."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from mtdn_core.inference.settings import settings_of
from mtdn_core.model.card import DEFAULT_MODEL, list_models
from mtdn_qgis.texts import tr

#: default of a mandatory raster that starts empty; without one QGIS fills in the active layer
NOTHING = " "
DECIMALS = 4  # that a field of numbers shows
POLYGONS = "polygons"  # the only kind of output that is no raster
#: endings of the files that the engine writes, the usual one first
RASTER_FILES = ("tif", "tiff")
VECTOR_FILES = ("gpkg", "geojson", "fgb")
BANDS_HELP = (
    "Band numbers in the order VV, VH (for example 1,2) or C11, Re C12, Im C12, C22 (for example 1,2,3,4){}, or the number "
    "of one polarisation that is to be used alone. Empty: recognised from band descriptions and file names; the log says how."
)


def described(kind: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield field name, description and default of every field of a settings class."""
    defaults = {f.name: f.default for f in fields(kind)}
    for name, setting in settings_of(kind).items():
        yield name, setting, defaults[name]


def add(
    algorithm: QgsProcessingAlgorithm, parameter: QgsProcessingParameterDefinition, text: str, advanced: bool = False
) -> None:
    """Add `parameter` with its help `text`, perhaps to the advanced section of the dialog."""
    if advanced:
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    parameter.setHelp(text)
    algorithm.addParameter(parameter)


@dataclass(frozen=True)
class Date:
    """A parameter that takes the raster of one date; `empty`: it must be chosen, the active layer is not filled in."""

    label: str
    help: str
    optional: bool = False
    empty: bool = False


@dataclass(frozen=True)
class Others:
    """A parameter that takes further dates, any number of layers; `argument` of the engine."""

    argument: str
    label: str
    help: str
    advanced: bool = False


@dataclass(frozen=True)
class Output:
    """A parameter of an output."""

    kind: str  # of :class:`mtdn_core.inference.settings.Outputs`, and of its style
    #: in the dialog
    label: str
    help: str
    title: str = ""  # of the layer, without the date; empty: the label
    create: bool | None = False  # True if it is made unless skipped, False if only when asked for, None if always


def add_dates(algorithm: QgsProcessingAlgorithm, dates: Mapping[str, Date], others: Mapping[str, Others]) -> None:
    """Add the raster of each date, and the lists of further dates."""
    for name, date in dates.items():
        default = NOTHING if date.empty else None
        add(algorithm, QgsProcessingParameterRasterLayer(name, tr(date.label), default, date.optional), tr(date.help))
    kind = QgsProcessing.SourceType.TypeRaster
    for name, further in others.items():
        text = tr(further.help) + " " + tr("VH files are found beside the VV files.")
        layers = QgsProcessingParameterMultipleLayers(name, tr(further.label), kind, optional=True)
        add(algorithm, layers, text, further.advanced)


def add_date_details(algorithm: QgsProcessingAlgorithm, dates: Mapping[str, Date]) -> None:
    """Add, under Advanced, the VH file and the bands of each date, and the bands of all."""
    for name, date in dates.items():
        vh = QgsProcessingParameterRasterLayer(f"{name}_VH", tr("{}: VH file").format(tr(date.label)), optional=True)
        text = tr(
            "The VH file that belongs to {0}, when {0} holds VV only and the file beside it is not found by its "
            "name (..._VV.tif and ..._VH.tif are). Without it VV alone is used, with a warning: the result is worse."
        )
        add(algorithm, vh, text.format(name), advanced=True)
    for name, date in dates.items():
        bands = QgsProcessingParameterString(f"{name}_BANDS", tr("{}: bands").format(tr(date.label)), optional=True)
        add(algorithm, bands, tr(BANDS_HELP).format(tr(" of {}").format(name)), advanced=True)
    both = QgsProcessingParameterString("BANDS", tr("Bands of every date"), optional=True)
    add(algorithm, both, tr(BANDS_HELP).format(tr(" of every date whose own are not given")), advanced=True)


def add_settings(algorithm: Any) -> None:
    """Add a parameter for every setting that an algorithm offers; the plain ones come first."""
    for name, setting, default in sorted(algorithm.offered(), key=lambda item: item[1].advanced):
        add_setting(algorithm, name.upper(), setting, default)


def add_setting(algorithm: QgsProcessingAlgorithm, name: str, setting: Any, default: Any) -> None:
    add(algorithm, _parameter(name, setting, default), help_of(setting), setting.advanced)


def help_of(setting: Any) -> str:
    """Return the help of a setting, with the words that are allowed."""
    text = tr(setting.help)
    if setting.kind == "choice":
        return tr("One of the words: {}.").format(", ".join(setting.choices)) + " " + text
    if setting.kind == "model":
        return text + " " + tr("Shipped: {}.").format(", ".join(shipped_models()))
    if setting.kind == "options":
        return text + " " + tr("Several are separated by a vertical bar: COMPRESS=ZSTD|BIGTIFF=YES.")
    return text


def shipped_models() -> list[str]:
    """Return the names of the shipped models; the default comes first."""
    return [DEFAULT_MODEL, *(name for name in list_models() if name != DEFAULT_MODEL)]


def add_output(algorithm: QgsProcessingAlgorithm, name: str, output: Output) -> None:
    optional, create = output.create is not None, output.create is not False
    kind = QgsProcessing.SourceType.TypeVectorPolygon
    parameter = (
        QgsProcessingParameterVectorDestination(name, tr(output.label), kind, None, optional, create)
        if output.kind == POLYGONS
        else QgsProcessingParameterRasterDestination(name, tr(output.label), None, optional, create)
    )
    add(algorithm, parameter, tr(output.help))


def add_results(
    algorithm: QgsProcessingAlgorithm, numbers: Iterable[tuple[str, str]] = (), texts: Iterable[tuple[str, str]] = ()
) -> None:
    """Declare what a run returns beside files, as key and label."""
    for kind, described in ((QgsProcessingOutputNumber, numbers), (QgsProcessingOutputString, texts)):
        for key, label in described:
            algorithm.addOutput(kind(key, tr(label)))


def _parameter(name: str, setting: Any, default: Any) -> QgsProcessingParameterDefinition:
    label = tr(setting.label) + (f" ({tr(setting.unit)})" if setting.unit else "")
    if setting.kind == "choice":
        return QgsProcessingParameterEnum(
            name, label, options=list(setting.choices), defaultValue=default, usesStaticStrings=True,
            optional=name not in ("UNITS", "DEVICE"),  # a model saved by version 0.1 has no other
        )
    if setting.kind == "flag":
        return QgsProcessingParameterBoolean(name, label, defaultValue=default, optional=True)
    if setting.kind in ("number", "integer"):
        types = QgsProcessingParameterNumber.Type
        kind = types.Integer if setting.kind == "integer" else types.Double
        if setting.maximum is not None and setting.unit == "":
            label += f" ({setting.minimum:g} - {setting.maximum:g})"
        number = QgsProcessingParameterNumber(name, label, kind, default, True)
        number.setMetadata({"widget_wrapper": {"decimals": DECIMALS}})
        if setting.minimum is not None:
            number.setMinimum(float(setting.minimum))
        if setting.maximum is not None:
            number.setMaximum(float(setting.maximum))
        return number
    if setting.kind == "extent":
        return QgsProcessingParameterExtent(name, label, None, True)
    text = QgsProcessingParameterString(name, label, defaultValue=default or None, optional=setting.kind == "options")
    if setting.kind == "options":
        text.setMetadata(_raster_options_widget())
    if setting.kind == "model":
        text.setMetadata({"widget_wrapper": {"class": "mtdn_qgis.model_widget.ModelWidgetWrapper"}})
    return text


def _raster_options_widget() -> dict[str, Any]:
    """Return the metadata for the creation-options widget.

    Older QGIS ship it as a Python class, newer ones know it by a type; the class's file tells which, unimported.
    """
    spec = importlib.util.find_spec("processing")
    folder = Path(spec.origin).parent if spec is not None and spec.origin else Path()
    if (folder / "algs" / "gdal" / "ui" / "RasterOptionsWidget.py").exists():
        return {"widget_wrapper": {"class": "processing.algs.gdal.ui.RasterOptionsWidget.RasterOptionsWidgetWrapper"}}
    return {"widget_wrapper": {"widget_type": "rasteroptions"}}
