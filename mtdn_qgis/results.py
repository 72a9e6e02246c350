"""The figures of a run: log lines and Processing outputs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingFeedback

from mtdn_qgis.texts import tr

RATIO_OUTPUTS = (
    ("MEAN_RATIO_VV", "Mean of input / despeckled, first date, VV (1 = unbiased)"),
    ("MEAN_RATIO_VH", "Mean of input / despeckled, first date, VH (1 = unbiased)"),
)
CHANGE_OUTPUTS = (("CHANGED_PIXELS", "Changed pixels"), ("CHANGED_AREA", "Changed area in square metres"))
RUN_OUTPUTS = (("VALID_PIXELS", "Pixels with data"), ("SECONDS", "Run time in seconds"))
TEXT_OUTPUTS = (("DEVICE_USED", "Computed on"), ("UNITS_FOUND", "Units of the input"))
SAME_CHANNEL = {"HH": "VV", "HV": "VH"}


def number_outputs(despeckles: bool, finds_change: bool) -> tuple[tuple[str, str], ...]:
    """Return key and label of the numbers a run returns."""
    return (RATIO_OUTPUTS if despeckles else ()) + (CHANGE_OUTPUTS if finds_change else ()) + RUN_OUTPUTS


def collect(report: Any, despeckles: bool, finds_change: bool) -> dict[str, Any]:
    """Return the figures of `report` by the keys of the declared outputs; unknown ones are None."""
    found: dict[str, Any] = {
        "VALID_PIXELS": report.valid_pixels,
        "SECONDS": round(report.seconds, 3),
        "DEVICE_USED": str(report.device),
        "UNITS_FOUND": as_text(report.units),
    }
    if despeckles:
        ratios = first_date_ratios(report.mean_ratio)
        found["MEAN_RATIO_VV"], found["MEAN_RATIO_VH"] = ratios.get("VV"), ratios.get("VH")
    if finds_change:
        found["CHANGED_PIXELS"] = report.changed_pixels
        found["CHANGED_AREA"] = report.changed_area_m2
    return found


def first_date_ratios(ratios: Mapping[str, float]) -> dict[str, float]:
    """Return the mean ratios of the first date by VV and VH, from keys such as ``date1 VV`` (HH counts as VV, HV as VH)."""
    found = {}
    for key, value in ratios.items():
        date, _, channel = key.rpartition(" ")
        if date in ("", "date1") and is_number(value):
            found[SAME_CHANNEL.get(channel, channel)] = float(value)
    return found


def is_number(value: Any) -> bool:
    """Return True for a finite number."""
    return isinstance(value, (int, float)) and math.isfinite(value)


def as_text(value: Any) -> str:
    """Return `value` as words: a mapping or sequence is joined by commas."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {item}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return str(value)


def log(report: Any, feedback: QgsProcessingFeedback) -> None:
    """Write to the log what the run measured; what it did stands there already."""
    if report.mean_ratio:
        shown = ", ".join(f"{key} {value:.3f}" for key, value in report.mean_ratio.items() if is_number(value))
        feedback.pushInfo(tr("Mean of input / despeckled (1 = unbiased): {}").format(shown))
    if report.changed_pixels is not None:
        area = report.changed_area_m2
        text = "" if area is None else f", {area / 10_000:.2f} ha"
        share = 100.0 * report.changed_pixels / max(report.valid_pixels, 1)
        said = tr("Changed: {} pixels ({:.2f} % of those with data)").format(report.changed_pixels, share)
        feedback.pushInfo(said + text)
    feedback.pushInfo(
        tr("{} pixels in {:.1f} s ({:.3f} Mpx/s)").format(report.pixels, report.seconds, report.megapixels_per_second)
    )
