"""What the algorithms share: reading parameters, running the engine once, and turning its errors into words."""

from __future__ import annotations

import difflib
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
)
from qgis.PyQt.QtGui import QIcon

from mtdn_qgis import dependencies, paths, results, styling
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.feedback import EngineFeedback
from mtdn_qgis.inputs import RasterInput, describe, warn_overrides
from mtdn_qgis.texts import tr


class MtdnAlgorithm(QgsProcessingAlgorithm):
    """Base of the provider's algorithms.

    A subclass names itself (`NAME`, `TITLE`, `SUMMARY`, `HELP`, `TAGS`, `ICON`), names the parameters that hold its
    first and second date (`DATES`), maps engine outputs to parameters (`OUTPUTS`: parameter -> engine output, style)
    and adds its parameters in ``initAlgorithm``.
    """

    NAME = ""
    TITLE = ""
    SUMMARY = ""
    HELP = ""
    TAGS: tuple[str, ...] = ()
    ICON = "mtdn"
    DATES: tuple[str, str] = ("", "")
    OUTPUTS: ClassVar[dict[str, tuple[str, str]]] = {}
    DESPECKLES = False
    FINDS_CHANGE = False

    def __init__(self) -> None:
        super().__init__()
        self._inputs: dict[str, RasterInput] = {}
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

    def canExecute(self) -> tuple[bool, str]:
        """Tell the Toolbox what is missing; ``qgis_process`` does not ask, so a run checks again."""
        missing = dependencies.missing_packages()
        return (not missing, dependencies.missing_message(missing) if missing else "")

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Check what can be checked at once, and capture the inputs while their layers may be touched.

        A refusal is kept until :meth:`processAlgorithm`: of an exception raised here ``processing.run`` tells its
        caller only that there were errors, and ``qgis_process`` prints it three times.
        """
        try:
            self._prepare(parameters, context, feedback)
        except QgsProcessingException as error:
            self._refusal = str(error)
        return True

    def _prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        missing = dependencies.missing_packages()
        if missing:
            raise QgsProcessingException(dependencies.missing_message(missing))
        self._refuse_unknown(parameters)
        self._inputs = {}
        for date in self.DATES:
            for name in (date, f"{date}_VH"):
                if parameters.get(name) in (None, ""):
                    continue
                layer = self.parameterAsRasterLayer(parameters, name, context)
                if layer is None:
                    raise QgsProcessingException(self.invalidRasterError(parameters, name))
                self._inputs[name] = describe(name, layer)
                warn_overrides(self._inputs[name], feedback)
            if f"{date}_VH" in self._inputs and date not in self._inputs:
                raise QgsProcessingException(
                    tr("{0}_VH is given without {0}. What to do: give the VV file as {0}.").format(date)
                )

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the engine; every problem leaves here as one clean message."""
        if self._refusal:
            raise QgsProcessingException(self._refusal)
        try:
            from mtdn_core.errors import MtdnError
            from mtdn_core.inference import run as engine
        except (ImportError, OSError) as error:
            raise QgsProcessingException(dependencies.broken_message(error)) from None
        try:
            return self._run(engine, parameters, context, feedback)
        except MtdnError as error:
            forget_locals(error)
            raise QgsProcessingException(str(error)) from None
        except QgsProcessingException:
            raise
        except Exception as error:
            feedback.pushDebugInfo(traceback.format_exc())
            forget_locals(error)
            raise QgsProcessingException(
                tr(
                    "Unexpected {}: {}. What to do: report it with the log above; this is a defect of the plugin."
                ).format(type(error).__name__, error)
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
        outputs = engine.Outputs(**{self.OUTPUTS[name][0]: path for name, path in wanted.items()})
        report = engine.run(first, second, outputs, settings, EngineFeedback(feedback))
        for order, (name, path) in enumerate(wanted.items()):
            styling.attach(context, path, self.OUTPUTS[name][1], self.id(), name, order)
        results.log(report, feedback)
        return {**wanted, **results.collect(report, self.DESPECKLES, self.FINDS_CHANGE)}

    def _date(self, engine: Any, name: str) -> Any:
        if name not in self._inputs:
            return None
        vh = self._inputs.get(f"{name}_VH")
        return engine.DateInput(self._inputs[name].source, vh.source if vh else None)

    def _settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """Return the engine's settings; an optional parameter that is not given stays None."""

        def number(name: str) -> float | None:
            given = parameters.get(name) not in (None, "")
            return self.parameterAsDouble(parameters, name, context) if given else None

        tile = number("TILE")
        options = self.parameterAsString(parameters, "CREATION_OPTIONS", context)
        settings: dict[str, Any] = {
            "units": self.parameterAsEnumString(parameters, "UNITS", context) or shared.UNITS[0],
            "model": self.parameterAsString(parameters, "MODEL", context).strip() or shared.DEFAULT_MODEL,
            "device": self.parameterAsEnumString(parameters, "DEVICE", context) or shared.DEVICES[0],
            "bands": parse_bands(parameters.get("BANDS"), self.parameterAsString(parameters, "BANDS", context)),
            "strength": number("STRENGTH"),
            "tile": None if tile is None else int(tile),
            "resume": self.parameterAsBoolean(parameters, "RESUME", context),
            "fast": self.parameterAsBoolean(parameters, "FAST", context),
            "creation_options": tuple(part.strip() for part in options.split("|") if part.strip()),
        }
        if self.FINDS_CHANGE:
            settings["threshold"] = number("THRESHOLD")
            settings["minimum_area"] = int(number("MINIMUM_AREA") or 0)
        return settings

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

    def _refuse_unknown(self, parameters: dict[str, Any]) -> None:
        """Raise on a parameter this algorithm does not have, which QGIS would silently ignore."""
        known = [definition.name() for definition in self.parameterDefinitions()]
        for name in parameters:
            if name in known:
                continue
            near = difflib.get_close_matches(name.upper(), known, n=1)
            raise QgsProcessingException(
                tr("Unknown parameter {}. Expected: {}. What to do: {}.").format(
                    name,
                    ", ".join(known),
                    tr("write {}").format(near[0]) if near else tr("take one of these names"),
                )
            )

    def _echo(self, settings: Any, wanted: dict[str, str], feedback: QgsProcessingFeedback) -> None:
        """Write to the log what will run, as the parameters were understood."""
        feedback.pushInfo(tr("{} with:").format(self.id()))
        for name, item in self._inputs.items():
            feedback.pushInfo(f"  {name} = {item.source}")
        for key, value in vars(settings).items():
            text = tr("not set: automatic, or as the model's card says") if value in (None, ()) else value
            if self.FINDS_CHANGE or key not in ("threshold", "minimum_area"):
                feedback.pushInfo(f"  {key.upper()} = {text}")
        for name, path in wanted.items():
            feedback.pushInfo(f"  {name} = {path}")


def parse_bands(raw: Any, text: str) -> tuple[int, ...] | None:
    """Return band numbers from a list or a text such as ``1,2``; None when nothing is given.

    Raises
    ------
    QgsProcessingException
        If the text holds anything but whole numbers from 1.
    """
    words = [str(item) for item in raw] if isinstance(raw, (list, tuple)) else text.replace(";", ",").split(",")
    words = [part for word in words for part in word.split()]
    if not words:
        return None
    if not all(word.isdigit() and int(word) > 0 for word in words):
        raise QgsProcessingException(
            tr("BANDS is '{}'. Expected: band numbers from 1, separated by commas. What to do: write 1,2.").format(text)
        )
    return tuple(int(word) for word in words)


def forget_locals(error: BaseException | None) -> None:
    """Let go of what the frames of a caught error hold: open rasters, the model.

    QGIS keeps the exception that leaves an algorithm, and with it the one it came from, for the rest of the session.
    """
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
