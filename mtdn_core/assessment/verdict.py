"""From measures to words: each value against its ideal and its limits, which the report states."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mtdn_core.assessment.channel import BLOCK, SIGMAS, SMALL_BLOCK, ChannelResult
from mtdn_core.assessment.measures import ACROSS, ALONG, Array
from mtdn_core.raster.gdal import Window

KEPT, DOUBTFUL, NOT_KEPT, NOT_MEASURED = "kept", "doubtful", "not kept", "not measured"
FILTERED = 1.2  # times the looks: less is hardly filtered
SPECKLE_LEFT = 1.5  # times the looks of the original in the ratio image: much speckle has stayed in the image


@dataclass(frozen=True)
class Measure:
    """What is judged: `attribute` of :class:`ChannelResult`, its ideal, and how far from it is good and still doubtful."""

    attribute: str
    label: str
    ideal: float
    good: float
    doubtful: float
    failing: str  # with a field for the polarisations


MEASURES = (
    Measure("power", "Total power, after / before", 1, 0.02, 0.05, "the level has moved ({})"),
    Measure("mean_ratio", "Mean of before / after", 1, 0.10, 0.20, "the mean of the ratio image is not 1 ({})"),
    Measure("blocks", f"Share of blocks of 20 x 20 pixels off by more than {SIGMAS:g} sigma of speckle", 0, 0.01, 0.05,
            "areas have another power than in the original ({})"),
    Measure("small_blocks", f"Share of blocks of 5 x 5 pixels off by more than {SIGMAS:g} sigma of speckle", 0, 0.01, 0.05,
            "small features were added or taken away ({})"),
    Measure("structure", "Autocorrelation of the ratio image at 5 to 8 pixels", 0, 0.05, 0.10,
            "the ratio image shows structure of the ground ({})"),
    Measure("added_texture", "Looks missing in the ratio image, homogeneous blocks, share", 0, 0.15, 0.30,
            "texture was added in homogeneous areas ({})"),
    Measure("edge_kept", "Contrast of the strongest edge, after / before", 1, 0.10, 0.30,
            "the strongest edge has changed ({})"),
    Measure("points_db", "Point targets, median change in dB", 0, 1.0, 3.0, "point targets have changed ({})"),
    Measure("nodata", "Share of pixels measured in one image only", 0, 0.0, 0.001, "nodata has changed in {}"),
)


@dataclass(frozen=True)
class Finding:
    """A measure of a channel, its limits as they apply to it, and what that makes of it."""

    channel: str
    measure: Measure
    value: float
    good: float
    doubtful: float

    @property
    def grade(self) -> str:
        away = abs(self.value - self.measure.ideal)
        if math.isnan(away):
            return NOT_MEASURED
        return KEPT if away <= self.good else DOUBTFUL if away <= self.doubtful else NOT_KEPT

    def in_words(self, translate: Callable[[str], str] = str) -> str:
        """Return channel, measure, value and grade, in the words that `translate` returns for the English ones."""
        grade = translate(self.grade)
        value = grade if self.grade == NOT_MEASURED else f"{self.value:.4g} ({grade})"
        return f"{self.channel} {translate(self.measure.label)}: {value}"


@dataclass(frozen=True)
class Assessment:
    #: names of the files
    before: str
    after: str
    #: windows of 400 x 400 pixels that were measured, and of the whole scene
    windows: int
    all_windows: int
    #: shares of the pixels that only the original holds, and that only the filtered image holds
    nodata_lost: float
    nodata_filled: float
    #: measures of every polarisation that both images hold, their judgement, and that in words
    channels: tuple[ChannelResult, ...]
    findings: tuple[Finding, ...]
    sentences: tuple[str, ...]
    #: the window in which blocks differ most (column, row, width, height), and its pixels: (2, H, W) of both images, NaN where
    #: not measured
    shown: Window
    shown_before: Array = field(repr=False)
    shown_after: Array = field(repr=False)

    @property
    def verdict(self) -> str:
        """The judgement in words, with what speaks against the comparison before it."""
        return " ".join(self.sentences)

    def to_dict(self) -> dict[str, Any]:
        found = {
            f"{f.channel} {f.measure.attribute}": {"value": f.value, "grade": f.grade, "good": f.good, "doubtful": f.doubtful}
            for f in self.findings
        }
        looks = {
            c.name: {"original": c.looks, "before": c.looks_before, "after": c.looks_after, "ratio": c.looks_ratio}
            for c in self.channels
        }
        return {
            "before": self.before, "after": self.after, "verdict": self.verdict, "findings": found, "looks": looks,
            "windows": self.windows, "all_windows": self.all_windows, "nodata_lost": self.nodata_lost,
            "nodata_filled": self.nodata_filled, "shown": list(self.shown),
        }


def findings(result: ChannelResult, nodata: float) -> tuple[Finding, ...]:
    """Judge a channel; `nodata` is the share of pixels measured in one image only."""
    found = []
    for measure in MEASURES:
        allowance = _allowance(measure.attribute, result)
        value = nodata if measure.attribute == "nodata" else float(getattr(result, measure.attribute))
        found.append(Finding(result.name, measure, value, measure.good + allowance, measure.doubtful + allowance))
    return tuple(found)


def _allowance(attribute: str, result: ChannelResult) -> float:
    """Return what speckle alone may add to a value, 4 sigma: much in a small image, little in a large one."""
    if attribute == "power":
        return SIGMAS * result.sigma * BLOCK / math.sqrt(result.pixels)
    if attribute == "structure":
        return SIGMAS / math.sqrt(result.pixels)
    if attribute == "edge_kept" and result.edge is not None and result.edge.contrast_before:
        # the strongest of many places owes part of its contrast to speckle
        sigma_db = 10 / math.log(10) * math.sqrt(2 / (ALONG * ACROSS)) * result.sigma_small * SMALL_BLOCK
        return SIGMAS * sigma_db / result.edge.contrast_before
    return 0.0


def verdict(results: tuple[ChannelResult, ...], judged: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return sentences."""
    said = []
    for grade in (NOT_KEPT, DOUBTFUL):
        reasons: dict[str, list[str]] = {}
        for finding in judged:
            if finding.grade == grade:
                reasons.setdefault(finding.measure.failing, []).append(finding.channel)
        found = "; ".join(what.format(", ".join(names)) for what, names in reasons.items())
        if found and grade == NOT_KEPT:
            said.append(f"The filter changed more than speckle: {found}.")
        elif found:
            said.append(f"Look closer at this: {found}.")
    if not said:
        said.append("No sign that the filter invented or lost anything: what it took away looks like speckle.")
    for r in results:
        if r.looks_after < FILTERED * r.looks_before:
            said.append(
                f"{r.name}: hardly filtered, {r.looks_before:.1f} looks before and {r.looks_after:.1f} after in homogeneous "
                "blocks."
            )
        elif r.looks_ratio > SPECKLE_LEFT * r.looks_before:
            said.append(
                f"{r.name}: part of the speckle is still in the image; in homogeneous blocks the ratio image has "
                f"{r.looks_ratio:.1f} looks, the original {r.looks_before:.1f}."
            )
        if r.textured:
            said.append(
                f"{r.name}: the ground is textured, so that its looks ({r.looks:.1f}) are probably underestimated and the "
                "judgement is mild; state the looks if they are known."
            )
    return tuple(said)
