"""``mtdn:despeckle`` and ``mtdn:despeckleseries``: remove speckle from one date, or from every date of a folder or list."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputRasterLayer,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from mtdn_core.errors import Cancelled
from mtdn_core.files import same_file
from mtdn_core.inference.series import EACH_SIDE, run_series
from mtdn_core.inference.settings import Setting
from mtdn_qgis import conversion, styling
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import Values, forget_locals
from mtdn_qgis.algorithms.parameters import Date, Others, Output
from mtdn_qgis.algorithms.run import EngineAlgorithm
from mtdn_qgis.engine_texts import said
from mtdn_qgis.runs import EngineFeedback
from mtdn_qgis.texts import refused, tr

REASONS = 10  # that an exception repeats; the log has all
NUMBERS = (("DESPECKLED", "Dates that are despeckled"), ("FAILED", "Dates that failed"), ("SECONDS", "Run time in seconds"))
#: what is set beside the engine's settings: parameter, description, default
OWN_SETTINGS = (
    ("EACH_SIDE", Setting(
        "Dates before and after", "Up to so many dates before and so many after each date make its reference; 0: each alone.",
        "integer", minimum=0, maximum=50, advanced=False,
    ), EACH_SIDE),
    ("LOAD_RESULTS", Setting(
        "Load the results", "Adds the results to the project, in one group, the newest on top.", "flag", advanced=False,
    ), True),
)


class Despeckle(EngineAlgorithm):
    NAME = "despeckle"
    TITLE = "Despeckle"
    SUMMARY = "Remove speckle from a Sentinel-1 VV/VH image or a dual-polarisation covariance matrix (C2)."
    HELP = (
        "Removes speckle from a dual-polarisation SAR image and keeps edges, points and calibration: the result has "
        "the grid, CRS, nodata, units and bands of the input.\n"
        "Input: VV and VH backscatter (GRD, RTC, gamma0, sigma0; linear power, dB or amplitude) in one "
        "file or one file per polarisation, or the four bands of C2 (C11, Re C12, Im C12, C22). Not an 8-bit "
        "picture. One polarisation alone (VV, VH, HH or HV) gives one band and a worse result; a warning says by how much.\n"
        "Another date: an image of the same place on the same grid, best of the same orbit. What did "
        "not change between the dates adds information; what did is left to the first date alone. Reference images, "
        "instead of another date, take a whole stack: the best result.\n"
        "Nodata, NaN, values that no radar measures (far outside any backscatter) and zeros around the footprint stay "
        "nodata; negative power left by noise subtraction is a measurement and counts. The log says what was found.\n"
        "Give the original image, not one that is despeckled already. Every date of a folder at once: Despeckle a series.\n"
    )
    TAGS = ("despeckle", "denoise", "filter", "lee", "multitemporal")
    ICON = "despeckle"
    DATES: ClassVar = {
        "INPUT": Date(
            "Image to despeckle", "The raster to despeckle: VV and VH bands, C2 bands, or the VV file when VH is in its own."
        ),
        "SECOND": Date(
            "Another date",
            "The same place on the same grid at another date. Optional; two dates give a better result than one.",
            optional=True,
        ),
    }
    OTHERS: ClassVar = {
        "REFERENCES": Others(
            "references", "Reference images",
            "Several other dates on the same grid and of the same orbit, instead of one: the more, the better. "
            "Those that do not fit are left out, and named in the log.",
        )
    }
    OUTPUTS: ClassVar = {
        "OUTPUT": Output(
            "despeckled1", "Despeckled", "GeoTIFF (.tif) with the grid, CRS, nodata, units and bands of the input.", create=None
        ),
        "RATIO": Output(
            "ratio", "Ratio",
            "Optional GeoTIFF: original over despeckled power, VV and VH. Ideally it is speckle alone, of mean 1; shapes "
            "of the ground in it were taken away or added by the filter.",
        ),
    }
    DESPECKLES = True

    def _check(self, parameters: Values, context: QgsProcessingContext) -> None:
        super()._check(parameters, context)
        second = [name for name in ("SECOND", "SECOND_VH") if not conversion.is_empty(parameters.get(name))]
        if second and not conversion.is_empty(parameters.get("REFERENCES")):
            raise refused(
                "{} and REFERENCES are both given. Expected: one of the two. What to do: add the second date to REFERENCES "
                "and clear {}, or clear REFERENCES.", *[tr(" and ").join(second)] * 2,
            )


class DespeckleSeries(EngineAlgorithm):
    NAME = "despeckleseries"
    TITLE = "Despeckle a series"
    SUMMARY = "Remove speckle from every Sentinel-1 date of a folder, each with the dates around it as reference."
    HELP = (
        "Despeckles every date of a folder, or of a list of layers. The dates before and after each, on the same grid and "
        "of the same orbit, make its reference: what did not change between them adds information. A date without any is "
        "despeckled alone.\n"
        "Input: a folder with one raster per date, or VV and VH in two files, or folders of products. The date must "
        "stand in the name, for example 20240131. Or stacks whose bands are named for polarisation and date (VV_20240131), or "
        "that have a time (netCDF). The images may be those that Despeckle takes.\n"
        "Output: NAME_despeckled.tif in the output folder, with the grid, CRS, nodata, units and bands of its input. "
        "Choose a folder outside the input folder.\n"
        "A date that fails is reported and does not stop the rest. What was complete when a run is cancelled stays; with "
        "'Continue an interrupted run' the next run does only the others.\n"
    )
    TAGS = ("despeckle", "denoise", "filter", "multitemporal", "time series", "stack", "batch")
    ICON = "despeckle"
    DESPECKLES = True
    OTHERS: ClassVar = {
        "INPUT_LAYERS": Others("dates", "Or images of the dates", "One raster for each date, instead of a folder."),
    }

    def initAlgorithm(self, configuration: Values | None = None) -> None:
        kind = QgsProcessingParameterFile.Behavior.Folder
        text = tr("The folder that holds one raster, or a pair of VV and VH files, for each date; the date is in the name.")
        shared.add(self, QgsProcessingParameterFile("INPUT_FOLDER", tr("Folder of the dates"), kind, optional=True), text)
        shared.add_dates(self, {}, self.OTHERS)
        for described in OWN_SETTINGS:
            shared.add_setting(self, *described)
        shared.add_settings(self)
        folder = QgsProcessingParameterFolderDestination("OUTPUT_FOLDER", tr("Folder of the results"))
        shared.add(self, folder, tr("The folder for the results, NAME_despeckled.tif. It is made if it does not exist."))
        shared.add_results(self, NUMBERS, [("DEVICE_USED", "Computed on")])
        self.addOutput(QgsProcessingOutputMultipleLayers("OUTPUT_FILES", tr("Despeckled")))
        self.addOutput(QgsProcessingOutputRasterLayer("NEWEST", tr("The newest date")))
        self.addOutput(QgsProcessingOutputMultipleLayers("OLDER_FILES", tr("The dates before the newest")))

    def _check(self, parameters: Values, context: QgsProcessingContext) -> None:
        super()._check(parameters, context)
        defaults = {name: default for name, _, default in OWN_SETTINGS}
        self._own: Values = {**defaults, **conversion.given(OWN_SETTINGS, parameters, context)}
        given = [name for name in ("INPUT_FOLDER", "INPUT_LAYERS") if not conversion.is_empty(parameters.get(name))]
        if len(given) != 1:
            raise refused(
                "{} of INPUT_FOLDER and INPUT_LAYERS are given. Expected: one, a folder with one raster per date, or a list of "
                "layers. What to do: choose a folder or layers.", len(given),
            )

    def _run(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        settings, own = self._settings, self._own
        folder = self.parameterAsFile(parameters, "INPUT_FOLDER", context)
        target = self.parameterAsFileOutput(parameters, "OUTPUT_FOLDER", context)
        listed = [date.path for date in self._others["INPUT_LAYERS"]]
        if folder and same_file(Path(target).parent, folder):
            raise refused(
                "OUTPUT_FOLDER, '{}', lies in INPUT_FOLDER. Expected: a folder elsewhere, because the results would be "
                "taken for dates next time. What to do: choose another folder for the results.", target,
            )
        self._echo({"INPUT_FOLDER": folder, **own, "OUTPUT_FOLDER": target}, feedback)
        try:
            report = run_series(listed or folder, target, settings, EngineFeedback(feedback), each_side=own["EACH_SIDE"])
        except Cancelled as error:
            forget_locals(error)
            text = tr("Cancelled by the user. The dates that were complete by then stay in '{}'.").format(target)
            if settings.resume:
                text += " " + tr("The next run with the same settings does the others.")
            raise QgsProcessingException(text) from None
        self._written = [result.output for result in report.results if not result.error]
        say_failures(report, feedback)
        if own["LOAD_RESULTS"]:
            described = Output("despeckled1", "Despeckled", "")
            newest_first = [styling.Written(path, "OUTPUT_FILES", described) for path in reversed(self._written)]
            styling.load(context, newest_first, self.id(), "MTDN")
        return {
            "OUTPUT_FOLDER": target, "OUTPUT_FILES": self._written, "NEWEST": self._written[-1],
            "OLDER_FILES": self._written[:-1], "DESPECKLED": len(self._written), "FAILED": len(report.failed),
            "SECONDS": round(report.seconds, 3),
            "DEVICE_USED": next((str(result.report.device) for result in report.results if result.report), ""),
        }


def say_failures(report: Any, feedback: QgsProcessingFeedback) -> None:
    """Say at the end of the log which dates failed, and why; raise QgsProcessingException if all did."""
    failed = [f"{Path(result.input).name}: {said(result.error)}" for result in report.failed]
    if failed and len(failed) == len(report.results):
        more = [tr("{} more, see the log.").format(len(failed) - REASONS)] if len(failed) > REASONS else []
        raise QgsProcessingException("\n".join([tr("No date could be despeckled."), *failed[:REASONS], *more]))
    for text in failed:
        feedback.reportError(tr("Failed: {}").format(text))
    feedback.pushInfo(
        tr("{} of {} dates despeckled in {:.1f} s").format(
            len(report.results) - len(failed), len(report.results), report.seconds
        )
    )
