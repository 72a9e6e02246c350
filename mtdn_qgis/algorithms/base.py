"""What every algorithm of the provider shares: identity, strict parameters, and errors turned into words."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QIcon

from mtdn_core.errors import of_the_system
from mtdn_qgis import RESOURCES, conversion, dependencies, icon_of, styling
from mtdn_qgis.engine_texts import said
from mtdn_qgis.runs import RUNNING, keep_dialog
from mtdn_qgis.texts import tr

#: of parameters or outputs, by name
Values = dict[str, Any]


class Described:
    """What QGIS asks an algorithm or a model for its identity."""

    NAME = ""
    TITLE = ""
    SUMMARY = ""
    HELP = ""
    TAGS: tuple[str, ...] = ()
    ICON = "mtdn"
    GROUP, GROUP_ID = "Dual-polarisation SAR", "dualpolsar"

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:
        return tr(self.TITLE)

    def group(self) -> str:
        return tr(self.GROUP)

    def groupId(self) -> str:
        return self.GROUP_ID

    def tags(self) -> list[str]:
        """Return the words the Toolbox search finds the algorithm by, English ones too."""
        english = ("sar", "sentinel-1", "radar", "speckle", "vv", "vh", "polarimetry", *self.TAGS)
        return list(dict.fromkeys([*english, *(tr(tag) for tag in english)]))

    def icon(self) -> QIcon:
        return icon_of(self.ICON)

    def shortDescription(self) -> str:
        return tr(self.SUMMARY)

    def shortHelpString(self) -> str:
        return tr(self.HELP)

    def helpUrl(self) -> str:
        url = QUrl.fromLocalFile(str(RESOURCES / "help" / "index.html"))  # it travels with the plugin: help works offline
        url.setFragment(self.NAME)
        return url.toString()


class MtdnAlgorithm(Described, QgsProcessingAlgorithm):
    """Base of the provider's algorithms.

    A subclass names itself (`NAME`, `TITLE`, `SUMMARY`, `HELP`, `TAGS`, `ICON`), adds its parameters in
    ``initAlgorithm`` and does its work in :meth:`_run`; :meth:`_check` may refuse it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._refusal = ""
        self._written: list[str] = []

    def createInstance(self) -> MtdnAlgorithm:
        """Return a fresh algorithm; QGIS runs each task on its own."""
        return type(self)()

    def _check(self, parameters: Values, context: QgsProcessingContext) -> None:
        """Read the values while layers may be touched; raise QgsProcessingException or MtdnError at the first that is wrong.

        Is called where QGIS checks values, and at the start of a run, which need not have been checked.
        """

    def _run(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        """Do the work, in whatever thread QGIS chose, and return the outputs."""
        raise NotImplementedError

    def echo(self, values: Iterable[tuple[str, Any]], feedback: QgsProcessingFeedback) -> None:
        """Write to the log what will run; a value that is not given is left out."""
        feedback.pushInfo(tr("{} with:").format(self.id()))
        for name, value in values:
            if value not in (None, "", ()):
                text = ",".join(map(str, value)) if isinstance(value, tuple) else value
                feedback.pushInfo(f"  {name} = {text}")

    def checkParameterValues(self, parameters: Values, context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse in words what QGIS would refuse without saying what is expected."""
        try:
            self._check_all(parameters, context)
        except Exception as error:
            return False, in_words(error)
        return super().checkParameterValues(parameters, context)

    def _check_all(self, parameters: Values, context: QgsProcessingContext) -> None:
        conversion.refuse_unknown(parameters, [definition.name() for definition in self.parameterDefinitions()])
        conversion.refuse_zero_bytes(parameters)
        self._check(parameters, context)

    def prepareAlgorithm(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> bool:
        """Check what can be checked at once, and capture the inputs while their layers may be touched.

        A refusal is kept until :meth:`processAlgorithm`: of an exception raised here ``processing.run`` tells its
        caller only that there were errors, and ``qgis_process`` prints it three times.
        """
        try:
            self._check_all(parameters, context)
        except Exception as error:
            self._refusal = in_words(error)
        keep_dialog(context)
        return True

    def processAlgorithm(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        """Do the work; every problem leaves here as one clean message."""
        if self._refusal:
            raise QgsProcessingException(self._refusal)
        RUNNING.append(feedback)
        try:
            return self._run(parameters, context, feedback)
        except QgsProcessingException:
            raise
        except Exception as error:
            text = in_words(error)
            if of_the_system(error) is None:
                feedback.pushDebugInfo(traceback.format_exc())
            forget_locals(error)
        finally:
            RUNNING.remove(feedback)
        raise QgsProcessingException(text)

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        """Have layers that show an older state of what was written read it again; runs where layers may be touched."""
        styling.refresh_open_layers(context, self._written)
        return {}


def in_words(error: Exception) -> str:
    if isinstance(error, QgsProcessingException):
        return str(error)
    if isinstance(error, ImportError):
        return dependencies.broken_message(error)
    known = of_the_system(error)
    if known is not None:
        return dependencies.for_this_python(said(str(known)))
    return tr("Unexpected {}: {}. What to do: report it with the log above; this is a defect of the plugin.").format(
        type(error).__name__, error
    )


def forget_locals(error: BaseException | None) -> None:
    """Let go of what the frames of a caught error hold: open rasters, the model.

    QGIS keeps the exception that leaves an algorithm, and with it the one it came from, for the rest of the session.
    """
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
