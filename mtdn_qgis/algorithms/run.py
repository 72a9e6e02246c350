"""The algorithms that run the engine on rasters: reading parameters, running it once, and handing over the outputs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from mtdn_core.inference import run as engine
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.model.load import has_torch
from mtdn_core.raster.names import HORIZONTAL
from mtdn_qgis import conversion, dependencies, styling
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import MtdnAlgorithm, Values
from mtdn_qgis.runs import EngineFeedback
from mtdn_qgis.texts import refused, tr

#: key and label of the figures that a run returns
RATIOS = tuple(
    (f"MEAN_RATIO_{channel}", f"Mean of input / despeckled, first date, {channel} (1 = unbiased)") for channel in ("VV", "VH")
)
CHANGES = (("CHANGED_PIXELS", "Changed pixels"), ("CHANGED_AREA", "Changed area in square metres"))
RUN = (("VALID_PIXELS", "Pixels with data"), ("SECONDS", "Run time in seconds"))
TEXTS = (("DEVICE_USED", "Computed on"), ("UNITS_FOUND", "Units of the input"))


class EngineAlgorithm(MtdnAlgorithm):
    """Base of the algorithms that run the engine.

    A subclass describes, by the names of the parameters, its dates, its lists of further dates, and its outputs, and names the
    engine's class of settings, whose fields are parameters.
    """

    SETTINGS: ClassVar[Any] = RunSettings
    DATES: ClassVar[dict[str, shared.Date]] = {}
    OTHERS: ClassVar[dict[str, shared.Others]] = {}
    OUTPUTS: ClassVar[dict[str, shared.Output]] = {}
    DESPECKLES = False
    FINDS_CHANGE = False

    def __init__(self) -> None:
        super().__init__()
        #: what :meth:`_check` read: settings, rasters by the parameter that gave them, what is to be said of them
        self._settings: Any = None
        self._dates: dict[str, Any] = {}
        self._others: dict[str, list[Any]] = {}
        self._warnings: list[str] = []

    def initAlgorithm(self, configuration: Values | None = None) -> None:
        shared.add_dates(self, self.DATES, self.OTHERS)
        shared.add_settings(self)
        shared.add_date_details(self, self.DATES)
        for name, output in self.OUTPUTS.items():
            shared.add_output(self, name, output)
        self.add_results()

    def add_results(self) -> None:
        shared.add_results(self, self.numbers(), TEXTS)

    def numbers(self) -> tuple[tuple[str, str], ...]:
        return (RATIOS if self.DESPECKLES else ()) + (CHANGES if self.FINDS_CHANGE else ()) + RUN

    def figures(self, report: Any) -> Values:
        """Return the figures of a report by the keys of the declared outputs; unknown ones are None."""
        area = report.changed_area_m2
        found = {
            "VALID_PIXELS": report.valid_pixels, "SECONDS": round(report.seconds, 3), "DEVICE_USED": str(report.device),
            "UNITS_FOUND": ", ".join(report.units), "CHANGED_PIXELS": report.changed_pixels,
            "CHANGED_AREA": None if area is None else round(area, 1),
        }
        for name, ratio in report.mean_ratio.items():
            date, _, channel = name.partition(" ")
            if date == "date1" and math.isfinite(ratio):
                found[f"MEAN_RATIO_{HORIZONTAL.get(channel, channel)}"] = round(ratio, 6)
        return {key: found.get(key) for key, _ in (*self.numbers(), *TEXTS)}

    def _check(self, parameters: Values, context: QgsProcessingContext) -> None:
        self._settings = self.SETTINGS(**conversion.given(self.offered(), parameters, context))
        if hasattr(self._settings, "check"):
            self._settings.check()
        of_all = conversion.bands("BANDS", parameters.get("BANDS"), context)
        self._dates, self._others, self._warnings = {}, {}, []
        for name, date in self.DATES.items():
            bands = conversion.bands(f"{name}_BANDS", parameters.get(f"{name}_BANDS"), context) or of_all
            path, vh = (
                conversion.rasters(key, parameters.get(key), context, self._warnings) for key in (name, f"{name}_VH")
            )
            if path:
                self._dates[name] = DateInput(path[0], next(iter(vh), None), bands)
            elif vh or not date.optional:
                raise refused("{0} is not given. What to do: choose a raster for {0}.", name)
        for name in self.OTHERS:
            paths = conversion.rasters(name, parameters.get(name), context, self._warnings, several=True)
            self._others[name] = [DateInput(path, None, of_all) for path in paths]

    def _run(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        wanted = self._destinations(parameters, context)
        if not wanted:
            raise refused("No output was asked for. What to do: give at least one of {}.", ", ".join(self.OUTPUTS))
        self._echo(wanted, feedback)
        if not has_torch():
            feedback.pushInfo(tr("PyTorch, which is not required, would make this faster.") + " " + dependencies.install_hint())
        outputs = Outputs(**{self.OUTPUTS[name].kind: path for name, path in wanted.items()})
        others = {described.argument: self._others[name] for name, described in self.OTHERS.items()}
        first, second = (self._dates.get(name) for name in self.DATES)
        report = engine.run(first, second, outputs, self._settings, EngineFeedback(feedback), **others)
        self._hand_over(wanted, context)
        return {**wanted, **self.figures(report)}

    def _hand_over(self, wanted: dict[str, str], context: QgsProcessingContext) -> None:
        """Have the outputs that QGIS loads styled and arranged."""
        self._written = list(wanted.values())
        outputs = [styling.Written(path, name, self.OUTPUTS[name]) for name, path in wanted.items()]
        styling.attach(context, outputs, self.id(), "MTDN")

    def offered(self) -> Iterator[tuple[str, Any, Any]]:
        wanted = {"all": True, "despeckle": self.DESPECKLES, "change": self.FINDS_CHANGE}
        return (item for item in shared.described(self.SETTINGS) if wanted[item[1].applies])

    def _destinations(self, parameters: Values, context: QgsProcessingContext) -> dict[str, str]:
        """Return the path of every output that was asked for.

        Raises QgsProcessingException if one does not end as the files that the engine writes.
        """
        wanted = {}
        for name in self.OUTPUTS:
            path = self.parameterAsOutputLayer(parameters, name, context)
            if not path:
                continue
            endings = shared.VECTOR_FILES if self.OUTPUTS[name].kind == shared.POLYGONS else shared.RASTER_FILES
            if Path(path).suffix.lower()[1:] not in endings:
                raise refused(
                    "{}: the output '{}' ends in '{}'. Expected: a file that ends in .{} (others would change the values or "
                    "cut texts). What to do: end the file name in .{}.",
                    name, path, Path(path).suffix, ", .".join(endings), endings[0],
                )
            wanted[name] = path
        return wanted

    def _echo(self, more: Mapping[str, Any], feedback: QgsProcessingFeedback) -> None:
        """Write to the log what will run, as the parameters were understood."""
        for text in dict.fromkeys(self._warnings):
            feedback.pushWarning(text)
        lines: list[tuple[str, Any]] = []
        for name, date in self._dates.items():
            lines += [(name, date.path), (f"{name}_VH", date.vh_path), (f"{name}_BANDS", date.bands)]
        lines += [(name, date.path) for name, dates in self._others.items() for date in dates]
        lines += [(name.upper(), getattr(self._settings, name)) for name, _, _ in self.offered()]
        self.echo([*lines, *more.items()], feedback)
        left = [name for name, value in lines if value in (None, "", ()) and not name.endswith(("_VH", "_BANDS"))]
        if left:
            feedback.pushInfo(tr("Not given, so chosen by the program: {}").format(", ".join(left)))
