"""``mtdn:detectchanges`` and ``mtdn:despeckleanddetect``: what changed between two dates, alone or from one pass with both
dates despeckled.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from mtdn_qgis.algorithms.parameters import POLYGONS, Date, Others, Output
from mtdn_qgis.algorithms.run import EngineAlgorithm

PAIR_HELP = (
    "Input: two dates on the same grid (same CRS, pixel positions and size), best of the same orbit. Nothing "
    "is resampled silently; set Align other dates, or use Warp (reproject) first. VV and VH backscatter (linear power, dB or "
    "amplitude) in one file or one file per polarisation, or the four bands of C2. Not an 8-bit picture. Of one "
    "polarisation alone (the same on both dates) changes are found less surely; a warning says so. Give the "
    "original images, not despeckled ones: the network removes the speckle itself, and filtering twice loses changes.\n"
)
PAIR = {
    "BEFORE": Date(
        "Earlier image", "The raster of the earlier date: VV and VH bands, C2 bands, or the VV file when VH is in its own."
    ),
    "AFTER": Date("Later image", "The raster of the later date, on the same grid as the earlier one.", empty=True),
}
LATER = Others(
    "later", "Later dates",
    "Later dates on the same grid and of the same orbit, which confirm the change and date it. Those that do not fit are "
    "left out, and named in the log. Classes, probability and the shapes of the polygons stay those of the two dates.",
    advanced=True,
)
CHANGE = Output("change", "Changes", "Byte GeoTIFF (.tif): 0 unchanged, 1 changed, 255 nodata.", create=None)
#: outputs of change beside the classes
MORE_OUTPUTS = {
    "POLYGONS": Output(
        POLYGONS, "Polygons of change",
        "Polygons of change (.gpkg, .geojson or .fgb): area in hectares on the ellipsoid, mean and largest probability, mean "
        "change in dB of VV and VH, rise or fall, the dates; with LATER the first change and the confirmations.",
    ),
    "PROBABILITY": Output(
        "probability", "Probability of change",
        "GeoTIFF (.tif) of the probability of change, 0 to 1, NaN where either date has no data.",
    ),
    "STEP": Output(
        "step", "Step in dB",
        "GeoTIFF (.tif) of the signed change: the later over the earlier date in dB, VV and VH, despeckled, the weather "
        "taken out, NaN where either has no data.",
    ),
    "FIRST_CHANGE": Output(
        "first_change", "First change",
        "GeoTIFF (.tif) of the date of the first change, in days since 1970-01-01, for which LATER is needed: the first date "
        "of the first change that lasts two dates or more, else the first date that shows a change at all.",
    ),
    "CONFIRMATIONS": Output(
        "confirmations", "Confirmations",
        "Byte GeoTIFF (.tif), for which LATER is needed: how many dates in a row show the change after its first date; 0: it "
        "lasts one date only; 255: no change or nodata.",
    ),
}
SAME = "GeoTIFF (.tif) with the grid, CRS, nodata, units and bands of this date."


class DetectChanges(EngineAlgorithm):
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
        "An offset in dB that the whole scene shares (rain, thaw, wet snow) is taken out first and said in the log. Wind, "
        "soil moisture and crops change radar images too: a change is a change of backscatter, what it means is for "
        "you to judge.\n"
    )
    TAGS = ("change detection", "difference", "deforestation", "flood", "bitemporal", "multitemporal")
    ICON = "change"
    DATES: ClassVar = PAIR
    OTHERS: ClassVar = {
        "BASELINE": Others(
            "references", "Baseline",
            "Earlier dates on the same grid and of the same orbit, which say what is normal here. Those that do not fit "
            "are left out, and named in the log.",
        ),
        "LATER": LATER,
    }
    OUTPUTS: ClassVar = {"OUTPUT": CHANGE, **MORE_OUTPUTS}
    FINDS_CHANGE = True


class DespeckleAndDetect(EngineAlgorithm):
    NAME = "despeckleanddetect"
    TITLE = "Despeckle and detect changes"
    SUMMARY = "Despeckle two Sentinel-1 dates and find what changed between them, in one pass."
    HELP = (
        "Despeckles two dates and finds what changed between them. The network does both at once, so this takes "
        "less time than the two algorithms one after the other.\n"
        + PAIR_HELP
        + "Outputs: each date despeckled, with the grid, CRS, nodata, units and bands of its input; the "
        "change in two classes; the probability of change. Clear those you do not need.\n"
    )
    TAGS = ("despeckle", "denoise", "filter", "change detection", "bitemporal", "multitemporal")
    ICON = "both"
    DATES: ClassVar = PAIR
    OTHERS: ClassVar = {"LATER": LATER}
    OUTPUTS: ClassVar = {
        "DESPECKLED_BEFORE": Output("despeckled1", "Despeckled, earlier", SAME, "Despeckled", create=True),
        "DESPECKLED_AFTER": Output("despeckled2", "Despeckled, later", SAME, "Despeckled", create=True),
        "CHANGE": replace(CHANGE, create=True),
        **MORE_OUTPUTS,
        "PROBABILITY": replace(MORE_OUTPUTS["PROBABILITY"], create=True),
    }
    DESPECKLES = True
    FINDS_CHANGE = True
