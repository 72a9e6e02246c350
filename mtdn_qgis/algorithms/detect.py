"""``mtdn:detectchanges``: find what changed between two dates."""

from __future__ import annotations

from typing import Any, ClassVar

from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.run import EngineAlgorithm
from mtdn_qgis.texts import tr

CHANGE_HELP = "Byte GeoTIFF (.tif): 0 unchanged, 1 changed, 255 nodata."
PROBABILITY_HELP = "GeoTIFF (.tif) of the probability of change, 0 to 1, NaN where either date has no data."
STEP_HELP = (
    "GeoTIFF (.tif) of the signed change: the later over the earlier date in dB, VV and VH, despeckled, the weather taken "
    "out, NaN where either has no data."
)
FIRST_CHANGE_HELP = (
    "GeoTIFF (.tif) of the date of the first change, in days since 1970-01-01, for which LATER is needed: the first date of "
    "the first change that lasts two dates or more, else the first date that shows a change at all."
)
CONFIRMATIONS_HELP = (
    "Byte GeoTIFF (.tif), for which LATER is needed: how many dates in a row show the change after its first date; 0: it "
    "lasts one date only; 255: no change or nodata."
)
POLYGONS_HELP = (
    "Polygons of change (.gpkg, .geojson or .fgb): area in hectares on the ellipsoid, mean and largest probability, mean "
    "change in dB of VV and VH, rise or fall, the dates; with LATER the first change and the confirmations."
)
LATER_HELP = (
    "Later dates on the same grid and of the same orbit, which confirm the change and date it. Those that do not fit are "
    "left out, and named in the log. Classes, probability and the shapes of the polygons stay those of the two dates."
)
#: outputs of change beside classes and probability
MORE_OUTPUTS = {
    "STEP": ("step", "Step in dB"),
    "FIRST_CHANGE": ("first_change", "First change"),
    "CONFIRMATIONS": ("confirmations", "Confirmations"),
    "POLYGONS": ("polygons", "Polygons of change"),
}
PAIR_HELP = (
    "Input: two dates on the same grid (same CRS, pixel positions and size), best of the same orbit. Nothing "
    "is resampled silently; align them with Warp (reproject) first. VV and VH backscatter (linear power, dB or "
    "amplitude) in one file or one file per polarisation, or the four bands of C2. Not an 8-bit picture. Of one "
    "polarisation alone (the same on both dates) changes are found less surely; a warning says so. Give the "
    "original images, not despeckled ones: the network removes the speckle itself, and filtering twice loses changes.\n"
)


class DetectChanges(EngineAlgorithm):
    """Detect change between two dates."""

    NAME = "detectchanges"
    TITLE = "Detect changes"
    SUMMARY = "Find what changed between two Sentinel-1 images of the same place."
    HELP = (
        "Finds what changed between two dual-polarisation SAR images: a map of two classes and, if asked for, the "
        "probability behind it.\n"
        + PAIR_HELP
        + "Threshold: lower finds more and errs more. Empty takes the value on the model's card.\n"
        "Baseline: earlier dates of the same orbit make small changes stand out, and give the threshold for a share of "
        "false alarms that you state. Later dates confirm a change and date it.\n"
        "A shift of the whole scene (rain, thaw, wet snow) is taken out first and said in the log. Wind, soil moisture and "
        "crops change radar images too: a change is a change of backscatter, what it means is for you to judge.\n"
    )
    TAGS = ("change detection", "difference", "deforestation", "flood", "bitemporal", "multitemporal")
    ICON = "change"
    DATES = ("BEFORE", "AFTER")
    OUTPUTS: ClassVar[dict[str, tuple[str, str]]] = {
        "OUTPUT": ("change", "Changes"),
        "PROBABILITY": ("probability", "Probability of change"),
        **MORE_OUTPUTS,
    }
    OTHERS: ClassVar[dict[str, str]] = {"BASELINE": "references", "LATER": "later"}
    FINDS_CHANGE = True

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Add the parameters."""
        add_pair(self)
        shared.add_others(
            self, "BASELINE", tr("Baseline"),
            tr("Earlier dates on the same grid and of the same orbit, which say what is normal here. Those that do not fit "
               "are left out, and named in the log."),
        )  # fmt: skip
        shared.add_others(self, "LATER", tr("Later dates"), tr(LATER_HELP))
        shared.add_settings(self)
        add_pair_details(self)
        shared.add_output(self, "OUTPUT", tr("Changes"), tr(CHANGE_HELP))
        shared.add_output(self, "PROBABILITY", tr("Probability of change"), tr(PROBABILITY_HELP), optional=True, create=False)
        add_more_outputs(self)
        self.add_result_outputs()


def add_more_outputs(algorithm: EngineAlgorithm) -> None:
    """Add the outputs of change beside classes and probability, made only when asked for."""
    for name, text in (("STEP", STEP_HELP), ("FIRST_CHANGE", FIRST_CHANGE_HELP), ("CONFIRMATIONS", CONFIRMATIONS_HELP)):
        shared.add_output(algorithm, name, tr(MORE_OUTPUTS[name][1]), tr(text), optional=True, create=False)
    shared.add_polygons(algorithm, "POLYGONS", tr(MORE_OUTPUTS["POLYGONS"][1]), tr(POLYGONS_HELP))


def add_pair(algorithm: EngineAlgorithm) -> None:
    """Add the parameters of the earlier and the later date."""
    shared.add_date(
        algorithm,
        "BEFORE",
        tr("Earlier image"),
        tr("The raster of the earlier date: VV and VH bands, C2 bands, or the VV file when VH is in its own."),
    )
    shared.add_date(
        algorithm,
        "AFTER",
        tr("Later image"),
        tr("The raster of the later date, on the same grid as the earlier one."),
        empty=True,
    )


def add_pair_details(algorithm: EngineAlgorithm) -> None:
    """Add the VH files and the bands of both dates."""
    shared.add_date_details(algorithm, (("BEFORE", tr("Earlier image")), ("AFTER", tr("Later image"))))
