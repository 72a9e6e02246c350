"""The algorithms that run the engine on rasters: reading parameters, running it once, and handing over the outputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
)

from mtdn_qgis import conversion, dependencies, results, styling
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import MtdnAlgorithm
from mtdn_qgis.feedback import EngineFeedback
from mtdn_qgis.inputs import RasterInput, describe, describe_several, warn_overrides
from mtdn_qgis.texts import tr


class EngineAlgorithm(MtdnAlgorithm):
    """Base of the algorithms that run the engine.

    A subclass names the parameters that hold its first and second date (`DATES`) and lists of further dates (`OTHERS`:
    parameter -> argument of the engine), and maps its outputs (`OUTPUTS`: parameter -> engine output, layer name).
    """

    DATES: tuple[str, ...] = ("", "")
    OTHERS: ClassVar[dict[str, str]] = {}
    OUTPUTS: ClassVar[dict[str, tuple[str, str]]] = {}
    DESPECKLES = False
    FINDS_CHANGE = False

    def __init__(self) -> None:
        super().__init__()
        self._inputs: dict[str, RasterInput] = {}
        self._others: dict[str, list[RasterInput]] = {}
        self._bands: dict[str, tuple[int, ...] | None] = {}
        self._written: list[str] = []

    def add_result_outputs(self) -> None:
        """Declare the figures that a run returns beside its rasters."""
        for key, label in results.number_outputs(self.DESPECKLES, self.FINDS_CHANGE):
            self.addOutput(QgsProcessingOutputNumber(key, tr(label)))
        for key, label in results.TEXT_OUTPUTS:
            self.addOutput(QgsProcessingOutputString(key, tr(label)))

    def _check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._settings(parameters, context)
        self._date_bands(parameters, context)
        for name in self.OTHERS:
            describe_several(name, parameters.get(name), context)

    def _prepare(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
        self._inputs = {}
        self._bands = self._date_bands(parameters, context)
        for date in self.DATES:
            for name in (date, f"{date}_VH"):
                if conversion.is_empty(parameters.get(name)):
                    continue
                layer = self.parameterAsRasterLayer(parameters, name, context)
                if layer is None:
                    raise QgsProcessingException(self.invalidRasterError(parameters, name))
                self._inputs[name] = describe(name, layer)
            optional = self.parameterDefinition(date).flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
            if date not in self._inputs and (not optional or f"{date}_VH" in self._inputs):
                raise QgsProcessingException(tr("{0} is not given. What to do: choose a raster for {0}.").format(date))
        self._others = {name: describe_several(name, parameters.get(name), context) for name in self.OTHERS}
        for item in (*self._inputs.values(), *(item for items in self._others.values() for item in items)):
            warn_overrides(item, feedback)
        self._refuse_one_file_as_two_dates()

    def _refuse_one_file_as_two_dates(self) -> None:
        mine, other = (self._bands[date] for date in self.DATES)
        if mine is not None and other is not None and not set(mine) & set(other):
            return
        for suffix in ("", "_VH"):
            names = [f"{date}{suffix}" for date in self.DATES]
            one, two = (self._inputs.get(name) for name in names)
            if one and two and styling.same_path(one.source, two.source):
                raise QgsProcessingException(
                    tr(
                        "{} and {} are the same file, '{}'. Expected: two different dates. What to do: choose another "
                        "image, or state the bands of each date if the file holds both."
                    ).format(*names, one.source)
                )

    def _date_bands(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, tuple[int, ...] | None]:
        """Return the bands of each date, and those of every other date by the name BANDS."""
        every = conversion.bands("BANDS", parameters.get("BANDS"), context)
        own = {date: conversion.bands(f"{date}_BANDS", parameters.get(f"{date}_BANDS"), context) for date in self.DATES}
        return {"BANDS": every, **{date: bands or every for date, bands in own.items()}}

    def _run(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from mtdn_core.inference import run as engine

        settings = engine.RunSettings(**self._settings(parameters, context))
        wanted = self._destinations(parameters, context)
        if not wanted:
            raise QgsProcessingException(
                tr("No output was asked for. What to do: give at least one of {}.").format(", ".join(self.OUTPUTS))
            )
        self._echo(settings, wanted, feedback)
        first, second = (self._date(name) for name in self.DATES)
        if not dependencies.has_torch():
            feedback.pushInfo(tr("PyTorch, which is not required, would make this faster.") + " " + dependencies.install_hint())
        outputs = engine.Outputs(**{self.OUTPUTS[name][0]: path for name, path in wanted.items()})
        others = {self.OTHERS[name]: self._other_dates(name) for name in self._others}
        report = engine.run(first, second, outputs, settings, EngineFeedback(feedback), **others)
        self._written = list(wanted.values())
        named = [
            styling.Output(
                path, self.OUTPUTS[name][0], name, self.parameterDefinition(name).description(), tr(self.OUTPUTS[name][1])
            )
            for name, path in wanted.items()
        ]
        styling.attach(context, named, self.id(), "MTDN")
        results.log(report, feedback)
        return {**wanted, **results.collect(report, self.DESPECKLES, self.FINDS_CHANGE)}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Have layers that show an older state of an output read it again; runs where layers may be touched."""
        styling.refresh_open_layers(context, self._written)
        return {}

    def _date(self, name: str) -> Any:
        from mtdn_core.inference.settings import DateInput

        if name not in self._inputs:
            return None
        vh = self._inputs.get(f"{name}_VH")
        return DateInput(self._inputs[name].source, vh.source if vh else None, self._bands[name])

    def _other_dates(self, name: str) -> list[Any]:
        from mtdn_core.inference.settings import DateInput

        return [DateInput(item.source, None, self._bands["BANDS"]) for item in self._others[name]]

    def offered(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield name, description and default of the settings that are parameters."""
        return shared.settings(self.DESPECKLES, self.FINDS_CHANGE)

    def _settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """Return the engine's settings that are given; a setting that is not keeps its default.

        Raises
        ------
        ConversionError
            If a value is not understood.
        """
        found = {}
        for name, setting, _ in self.offered():
            value = conversion.convert(name.upper(), parameters.get(name.upper()), setting, context)
            if value is not None:
                found[name] = value
        return found

    def _destinations(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """Return the path of every output that was asked for.

        Raises
        ------
        QgsProcessingException
            If the path of a raster does not end in .tif or .tiff.
        """
        wanted = {}
        for name in self.OUTPUTS:
            path = self.parameterAsOutputLayer(parameters, name, context)
            if not path:
                continue
            if self.OUTPUTS[name][0] != "polygons" and Path(path).suffix.lower() not in (".tif", ".tiff"):
                raise QgsProcessingException(
                    tr(
                        "{}: the output '{}' ends in '{}'. Expected: a GeoTIFF, .tif or .tiff (other formats would "
                        "change the values). What to do: end the file name in .tif."
                    ).format(name, path, Path(path).suffix)
                )
            wanted[name] = path
        return wanted

    def _echo(self, settings: Any, wanted: dict[str, str], feedback: QgsProcessingFeedback) -> None:
        """Write to the log what will run, as the parameters were understood."""
        feedback.pushInfo(tr("{} with:").format(self.id()))
        given = [*self._inputs.items(), *((name, item) for name, items in self._others.items() for item in items)]
        for name, item in given:
            feedback.pushInfo(f"  {name} = {item.source}")
        for date, bands in self._bands.items():
            if bands is not None:
                feedback.pushInfo(f"  {date if date == 'BANDS' else f'{date}_BANDS'} = {','.join(map(str, bands))}")
        for key, _, _ in self.offered():
            value = getattr(settings, key)
            text = tr("not set: automatic, or as the model's card says") if value in (None, ()) else value
            feedback.pushInfo(f"  {key.upper()} = {text}")
        for name, path in wanted.items():
            feedback.pushInfo(f"  {name} = {path}")
