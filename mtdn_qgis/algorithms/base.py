"""What the algorithms share: reading parameters, running the engine once, and turning its errors into words."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtGui import QIcon

from mtdn_qgis import conversion, dependencies, paths, results, styling
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.feedback import EngineFeedback
from mtdn_qgis.inputs import RasterInput, describe, describe_several, warn_overrides
from mtdn_qgis.texts import tr


class MtdnAlgorithm(QgsProcessingAlgorithm):
    """Base of the provider's algorithms.

    A subclass names itself (`NAME`, `TITLE`, `SUMMARY`, `HELP`, `TAGS`, `ICON`), names the parameters that hold its
    first and second date (`DATES`), maps engine outputs to parameters (`OUTPUTS`: parameter -> engine output, layer name)
    and adds its parameters in ``initAlgorithm``.
    """

    NAME = ""
    TITLE = ""
    SUMMARY = ""
    HELP = ""
    TAGS: tuple[str, ...] = ()
    ICON = "mtdn"
    DATES: tuple[str, str] = ("", "")
    #: parameter of any number of further dates, if there is one
    OTHERS = ""
    OUTPUTS: ClassVar[dict[str, tuple[str, str]]] = {}
    DESPECKLES = False
    FINDS_CHANGE = False

    def __init__(self) -> None:
        super().__init__()
        self._inputs: dict[str, RasterInput] = {}
        self._others: list[RasterInput] = []
        self._bands: dict[str, tuple[int, ...] | None] = {}
        self._written: list[str] = []
        self._refusal = ""

    # -- identity -------------------------------------------------------------------------------------------------

    def createInstance(self) -> MtdnAlgorithm:
        """Return a fresh algorithm; QGIS runs each task on its own."""
        return type(self)()

    def name(self) -> str:
        """Return the stable identifier."""
        return self.NAME

    def displayName(self) -> str:
        """Return the name the Toolbox shows."""
        return tr(self.TITLE)

    def group(self) -> str:
        """Return the group in the Toolbox."""
        return tr("Dual-polarisation SAR")

    def groupId(self) -> str:
        """Return the stable identifier of the group."""
        return "dualpolsar"

    def tags(self) -> list[str]:
        """Return the words the Toolbox search finds the algorithm by."""
        return [tr(tag) for tag in ("sar", "sentinel-1", "radar", "speckle", "vv", "vh", "polarimetry", *self.TAGS)]

    def icon(self) -> QIcon:
        """Return the algorithm's icon."""
        return paths.icon(self.ICON)

    def shortDescription(self) -> str:
        """Return one sentence, shown as tooltip and in ``qgis_process list``."""
        return tr(self.SUMMARY)

    def shortHelpString(self) -> str:
        """Return the text beside the dialog."""
        return tr(self.HELP)

    def helpUrl(self) -> str:
        """Return the address of the help page that travels with the plugin."""
        return paths.help_url()

    # -- running --------------------------------------------------------------------------------------------------

    def add_result_outputs(self) -> None:
        """Declare the figures that a run returns beside its rasters."""
        for key, label in results.number_outputs(self.DESPECKLES, self.FINDS_CHANGE):
            self.addOutput(QgsProcessingOutputNumber(key, tr(label)))
        for key, label in results.TEXT_OUTPUTS:
            self.addOutput(QgsProcessingOutputString(key, tr(label)))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse in words what QGIS would refuse without saying what is expected."""
        try:
            self._check(parameters, context)
        except (QgsProcessingException, conversion.ConversionError) as error:
            return False, str(error)
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Check what can be checked at once, and capture the inputs while their layers may be touched.

        A refusal is kept until :meth:`processAlgorithm`: of an exception raised here ``processing.run`` tells its
        caller only that there were errors, and ``qgis_process`` prints it three times.
        """
        try:
            self._check(parameters, context)
            self._prepare(parameters, context, feedback)
        except (QgsProcessingException, conversion.ConversionError) as error:
            self._refusal = str(error)
        return True

    def _check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Raise ConversionError or QgsProcessingException at the first value that is not understood or not allowed.

        Is called where QGIS checks values, and at the start of a run, which need not have been checked.
        """
        self._settings(parameters, context)
        for date in self.DATES:
            conversion.bands(f"{date}_BANDS", parameters.get(f"{date}_BANDS"))
        if self.OTHERS:
            describe_several(self.OTHERS, parameters.get(self.OTHERS), context)

    def _prepare(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
        conversion.refuse_unknown(parameters, [definition.name() for definition in self.parameterDefinitions()])
        self._inputs, self._bands, self._others = {}, {}, []
        every = conversion.bands("BANDS", parameters.get("BANDS"))
        for date in self.DATES:
            for name in (date, f"{date}_VH"):
                if conversion.is_empty(parameters.get(name)):
                    continue
                layer = self.parameterAsRasterLayer(parameters, name, context)
                if layer is None:
                    raise QgsProcessingException(self.invalidRasterError(parameters, name))
                self._inputs[name] = describe(name, layer)
                warn_overrides(self._inputs[name], feedback)
            optional = self.parameterDefinition(date).flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
            if date not in self._inputs and (not optional or f"{date}_VH" in self._inputs):
                raise QgsProcessingException(tr("{0} is not given. What to do: choose a raster for {0}.").format(date))
            self._bands[date] = conversion.bands(f"{date}_BANDS", parameters.get(f"{date}_BANDS")) or every
        self._others = describe_several(self.OTHERS, parameters.get(self.OTHERS), context) if self.OTHERS else []
        for other in self._others:
            warn_overrides(other, feedback)
        one, two = (self._inputs.get(date) for date in self.DATES)
        if one and two and styling.same_path(one.source, two.source):
            mine, other = (self._bands[date] for date in self.DATES)
            if mine is None or other is None or set(mine) & set(other):
                raise QgsProcessingException(
                    tr(
                        "{} and {} are the same file, '{}'. Expected: two different dates. What to do: choose another "
                        "image, or state the bands of each date if the file holds both."
                    ).format(*self.DATES, one.source)
                )

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the engine; every problem leaves here as one clean message."""
        if self._refusal:
            raise QgsProcessingException(self._refusal)
        try:
            from mtdn_core.errors import MissingDependencyError, MtdnError
            from mtdn_core.inference import run as engine
        except (ImportError, OSError) as error:
            raise QgsProcessingException(dependencies.broken_message(error)) from None
        try:
            return self._run(engine, parameters, context, feedback)
        except MissingDependencyError as error:
            forget_locals(error)
            raise QgsProcessingException(f"{error} {dependencies.install_hint()}") from None
        except MtdnError as error:
            forget_locals(error)
            raise QgsProcessingException(str(error)) from None
        except QgsProcessingException:
            raise
        except Exception as error:
            feedback.pushDebugInfo(traceback.format_exc())
            forget_locals(error)
            raise QgsProcessingException(
                tr("Unexpected {}: {}. What to do: report it with the log above; this is a defect of the plugin.").format(
                    type(error).__name__, error
                )
            ) from None

    def _run(
        self, engine: Any, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        settings = engine.RunSettings(**self._settings(parameters, context))
        wanted = self._destinations(parameters, context)
        if not wanted:
            raise QgsProcessingException(
                tr("No output was asked for. What to do: give at least one of {}.").format(", ".join(self.OUTPUTS))
            )
        self._echo(settings, wanted, feedback)
        first, second = (self._date(engine, name) for name in self.DATES)
        if not dependencies.has_torch():
            feedback.pushInfo(tr("PyTorch, which is not required, would make this faster.") + " " + dependencies.install_hint())
        outputs = engine.Outputs(**{self.OUTPUTS[name][0]: path for name, path in wanted.items()})
        every = conversion.bands("BANDS", parameters.get("BANDS"))
        others = [engine.DateInput(other.source, None, every) for other in self._others]
        report = engine.run(first, second, outputs, settings, EngineFeedback(feedback), references=others)
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

    def _date(self, engine: Any, name: str) -> Any:
        if name not in self._inputs:
            return None
        vh = self._inputs.get(f"{name}_VH")
        return engine.DateInput(self._inputs[name].source, vh.source if vh else None, self._bands[name])

    def _settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """Return the engine's settings that are given; a setting that is not keeps its default.

        Raises
        ------
        ConversionError
            If a value is not understood.
        """
        found = {}
        for name, setting, _ in shared.settings(self.DESPECKLES, self.FINDS_CHANGE):
            value = conversion.convert(name.upper(), parameters.get(name.upper()), setting, context)
            if value is not None:
                found[name] = value
        return found

    def _destinations(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """Return the path of every output that was asked for.

        Raises
        ------
        QgsProcessingException
            If a path does not end in .tif or .tiff.
        """
        wanted = {}
        for name in self.OUTPUTS:
            path = self.parameterAsOutputLayer(parameters, name, context)
            if not path:
                continue
            if Path(path).suffix.lower() not in (".tif", ".tiff"):
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
        for name, item in self._inputs.items():
            feedback.pushInfo(f"  {name} = {item.source}")
        for date, bands in self._bands.items():
            if bands is not None:
                feedback.pushInfo(f"  {date}_BANDS = {','.join(map(str, bands))}")
        for other in self._others:
            feedback.pushInfo(f"  {self.OTHERS} = {other.source}")
        for key, _, _ in shared.settings(self.DESPECKLES, self.FINDS_CHANGE):
            value = getattr(settings, key)
            text = tr("not set: automatic, or as the model's card says") if value in (None, ()) else value
            feedback.pushInfo(f"  {key.upper()} = {text}")
        for name, path in wanted.items():
            feedback.pushInfo(f"  {name} = {path}")


def forget_locals(error: BaseException | None) -> None:
    """Let go of what the frames of a caught error hold: open rasters, the model.

    QGIS keeps the exception that leaves an algorithm, and with it the one it came from, for the rest of the session.
    """
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
