"""``mtdn:despeckle``: remove speckle from one date, better with the help of others."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import QgsProcessingContext

from mtdn_qgis import conversion
from mtdn_qgis.algorithms.base import Values
from mtdn_qgis.algorithms.parameters import Date, Others, Output
from mtdn_qgis.algorithms.run import EngineAlgorithm
from mtdn_qgis.texts import refused, tr


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
