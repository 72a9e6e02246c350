"""The figures of a run as Processing outputs."""

from __future__ import annotations

import math
from typing import Any

RATIO_OUTPUTS = (
    ("MEAN_RATIO_VV", "Mean of input / despeckled, first date, VV (1 = unbiased)"),
    ("MEAN_RATIO_VH", "Mean of input / despeckled, first date, VH (1 = unbiased)"),
)
CHANGE_OUTPUTS = (("CHANGED_PIXELS", "Changed pixels"), ("CHANGED_AREA", "Changed area in square metres"))
RUN_OUTPUTS = (("VALID_PIXELS", "Pixels with data"), ("SECONDS", "Run time in seconds"))
TEXT_OUTPUTS = (("DEVICE_USED", "Computed on"), ("UNITS_FOUND", "Units of the input"))
#: key of a ratio, date and channel -> output; HH counts as VV, HV as VH
RATIOS = {
    "date1 VV": "MEAN_RATIO_VV", "date1 HH": "MEAN_RATIO_VV", "date1 VH": "MEAN_RATIO_VH", "date1 HV": "MEAN_RATIO_VH",
}


def number_outputs(despeckles: bool, finds_change: bool) -> tuple[tuple[str, str], ...]:
    """Return key and label of the numbers a run returns."""
    return (RATIO_OUTPUTS if despeckles else ()) + (CHANGE_OUTPUTS if finds_change else ()) + RUN_OUTPUTS


def collect(report: Any, despeckles: bool, finds_change: bool) -> dict[str, Any]:
    """Return the figures of `report` by the keys of the declared outputs; unknown ones are None."""
    area = report.changed_area_m2
    found = {
        "VALID_PIXELS": report.valid_pixels, "SECONDS": round(report.seconds, 3), "DEVICE_USED": str(report.device),
        "UNITS_FOUND": ", ".join(report.units), "CHANGED_PIXELS": report.changed_pixels,
        "CHANGED_AREA": None if area is None else round(area, 1),
    }
    for key, value in report.mean_ratio.items():
        if key in RATIOS and math.isfinite(value):
            found[RATIOS[key]] = round(value, 6)
    return {key: found.get(key) for key, _ in (*number_outputs(despeckles, finds_change), *TEXT_OUTPUTS)}
