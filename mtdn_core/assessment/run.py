"""Assess a filtered raster against its original, window by window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from mtdn_core.assessment.channel import BLOCK, ChannelSums
from mtdn_core.assessment.report import html
from mtdn_core.assessment.verdict import Assessment, findings, verdict
from mtdn_core.errors import InputError, OutputError, UnitsError
from mtdn_core.files import write_together
from mtdn_core.inference.further import in_common, open_date
from mtdn_core.inference.settings import UNITS, DateInput, check_settings, setting_field
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.compare import LARGEST_STEP_DB, already_despeckled, check_grid, read_sample
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import Window, sample_windows, working
from mtdn_core.raster.output_set import check_outputs
from mtdn_core.raster.shift import lies_beside

EDGE = 400  # pixels; a multiple of the blocks
PER_AXIS = 20  # windows at most


@dataclass(frozen=True)
class AssessSettings:
    """How to assess; every field is described by its :class:`Setting`."""

    units: str = setting_field(
        "auto", "Units of the original", "Units of the original. auto: recognised from names, metadata and values.",
        "choice", choices=UNITS,
    )
    after_units: str = setting_field(
        "same", "Units of the filtered image", "Units of the filtered image; same: as stated for the original.",
        "choice", choices=("same", *UNITS),
    )
    looks: float | None = setting_field(
        None, "Equivalent number of looks",
        "Looks of the original. Empty: estimated, which texture of the ground makes too low.",
        "number", minimum=0.5, maximum=10000,
    )


def assess(
    before: DateInput, after: DateInput, report: str | None = None, settings: AssessSettings | None = None,
    feedback: Feedback | None = None,
) -> Assessment:
    """Measure what a filter did to an image, and judge it.

    Scenes of up to 400 windows of 400 x 400 pixels are measured as a whole, of larger ones 400 windows spread evenly;
    memory does not grow with the scene.

    `before` and `after`, the original and the filtered image, of any filter, hold VV and VH, one of them, or C2, on one grid;
    `report` is an HTML file to write. Raises :class:`InputError`, BandError, UnitsError or GridMismatchError if one cannot be
    read, or they cannot be compared, OutputError if the report cannot be written.
    """
    settings = settings or AssessSettings()
    check_settings(settings)
    progress = Progress(feedback)
    with working(progress.is_cancelled):
        after_units = settings.units if settings.after_units == "same" else settings.after_units
        given = ((before, settings.units, "Original"), (after, after_units, "Filtered"))
        dates = in_common([open_date(date, units, progress, label, date is after) for date, units, label in given], progress)
        check_grid(*dates)
        before_doubts = len(progress.messages)
        for warning in already_despeckled(dates[0]):
            progress.warning(warning)
        days = [date.acquired.date() for date in dates if date.acquired]
        if len(set(days)) == 2:
            progress.warning(
                f"'{dates[0].name}' was taken on {days[0]}, '{dates[1].name}' on {days[1]}: what changed in between is taken "
                "for the work of the filter. Give two images of one date"
            )
        windows = sample_windows(dates[0].grid.width, dates[0].grid.height)
        if beside := lies_beside(read_sample(dates[0]), read_sample(dates[1]), windows):
            progress.warning(
                f"'{dates[1].name}' lies {beside} of '{dates[0].name}' by its content, although both lie on one grid"
            )
        doubts = [f"{text}." for text in progress.messages[before_doubts:]]
        check_outputs([] if report is None else [report], [file for date in dates for file in date.files], report=report)
        result = _measure(dates[0], dates[1], settings.looks, progress)
    for sentence in result.sentences:
        progress.info(sentence)
    result = replace(result, sentences=(*doubts, *result.sentences))  # for whoever reads the report alone
    if report is not None:
        try:
            write_together({Path(report): html(result).encode("utf-8")})
        except OSError as error:
            text = f"'{report}' cannot be written ({error.strerror})"
            raise OutputError(text, "a file you may write", "check rights and free space") from error
    return result


def plan(width: int, height: int) -> tuple[list[Window], int]:
    axes: list[Sequence[int]] = [range(0, size, EDGE) for size in (width, height)]
    number = len(axes[0]) * len(axes[1])
    if number > PER_AXIS**2:
        axes = [sorted({axis[round(place)] for place in np.linspace(0, len(axis) - 1, PER_AXIS)}) for axis in axes]
    return [(x, y, min(EDGE, width - x), min(EDGE, height - y)) for y in axes[1] for x in axes[0]], number


def _measure(before: DateRaster, after: DateRaster, looks: float | None, progress: Progress) -> Assessment:
    windows, number = plan(before.grid.width, before.grid.height)
    progress.info(f"Measured: {len(windows)} of {number} windows of {EDGE} x {EDGE} pixels")
    sums = [ChannelSums(name) for name in before.polarisations]
    counts = np.zeros(3)  # pixels of both, of the original only, of the filtered image only
    channels, shown, most, same = [0, -1][: len(sums)], (windows[0], np.zeros(0), np.zeros(0)), -1.0, True
    for window in progress.over(windows, "Measuring"):
        pair, masks = zip(*(date.read(window) for date in (before, after)))
        one, two = (image[channels].astype(np.float64) for image in pair)
        both = masks[0] & masks[1]
        counts += both.sum(), (masks[0] & ~masks[1]).sum(), (masks[1] & ~masks[0]).sum()
        if not both.any():
            continue
        same = same and np.allclose(one[:, both], two[:, both], rtol=1e-5, atol=0)
        differs = max(s.add(*(np.where(both, i, np.nan) for i in images)) for s, *images in zip(sums, one, two))
        if differs > most:
            shown, most = (window, np.where(masks[0], one, np.nan), np.where(masks[1], two, np.nan)), differs
    if not counts[0]:
        raise InputError(
            f"No pixel that was looked at is measured in both '{before.name}' and '{after.name}'",
            "the original and its filtered image", "choose the two images of one date",
        )
    if same:
        raise InputError(
            f"'{before.name}' and '{after.name}' hold the same image", "the original and its filtered image",
            "choose the filtered image as the second",
        )
    results = tuple(s.result(looks) for s in sums)
    for result in results:
        if not np.isfinite([result.looks_before, result.blocks]).all():
            raise InputError(
                f"'{before.name}' has no block of {BLOCK} x {BLOCK} pixels that is measured in both images",
                "an image large enough to tell speckle from ground", "give a larger image",
            )
        step = abs(10 * np.log10(result.power))
        if step > LARGEST_STEP_DB:
            raise UnitsError(
                f"The power of '{after.name}' is {step:.0f} dB away from that of '{before.name}' in {result.name} (read as "
                f"{before.units.units} and {after.units.units})",
                "two images on one scale", "state the units of both images",
            )
    lost, filled = (float(n / counts.sum()) for n in counts[1:])
    judged = tuple(f for result in results for f in findings(result, lost + filled))
    return Assessment(
        before.name, after.name, len(windows), number, lost, filled, results, judged, verdict(results, judged), *shown
    )
