"""The report as one HTML file: no script, nothing loaded from outside, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import numpy as np

from mtdn_core import __version__
from mtdn_core.assessment import measures, pictures
from mtdn_core.assessment.channel import BINS, LOOKS_BLOCK, ChannelResult
from mtdn_core.assessment.measures import Array
from mtdn_core.assessment.run import Assessment, deviations
from mtdn_core.assessment.verdict import DOUBTFUL, KEPT, NOT_KEPT, NOT_MEASURED, SOURCES
from mtdn_core.errors import printable

COLOURS = {KEPT: "#dff0d8", DOUBTFUL: "#fcf3cd", NOT_KEPT: "#f6d5d2"}
BEFORE, AFTER = "#b5541c", "#1b5fa8"
HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>Assessment of a despeckled image</title>
<style>
body { font: 15px/1.45 sans-serif; max-width: 72em; margin: 2em auto; padding: 0 1em; color: #222; }
table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: .25em .6em; text-align: left; }
td:not(:nth-child(2)) { white-space: nowrap; }
figure { display: inline-block; margin: .4em; width: 31%; vertical-align: top; }
figure img, figure svg { width: 100%; image-rendering: pixelated; } svg text { font: 13px sans-serif; }
.verdict { font-size: 1.15em; border-left: .4em solid #888; padding: .4em .8em; background: #f4f4f4; }
</style></head><body>
"""


def html(found: Assessment) -> str:
    """Return the page."""
    column, row, width, height = found.shown
    parts = [
        HEAD, "<h1>Did the filter invent anything?</h1>",
        f"<p>Original: <b>{escape(printable(found.before))}</b>. Filtered: <b>{escape(printable(found.after))}</b>.</p>",
        f'<p class="verdict">{escape(found.verdict)}</p>',
        f"<p>The pictures show the window in which blocks differ most: columns {column} to {column + width - 1}, rows {row} to "
        f"{row + height - 1}.</p>",
    ]
    for index, result in enumerate(found.channels):
        parts.append(f"<h2>{escape(result.name)}</h2>")
        parts += _pictures(found.shown_before[index], found.shown_after[index], result)
        parts += _charts(result)
        parts.append(_points(result))
    nodata = "Nodata is the same in both images."
    if found.nodata_lost or found.nodata_filled:
        nodata = (
            f"Nodata: {found.nodata_lost:.3%} of the pixels are in the original only, {found.nodata_filled:.3%} in the "
            "filtered image only."
        )
    parts += [
        "<h2>Figures</h2>", _table(found), f"<p>Measured in {found.windows} of {found.all_windows} windows of the scene.",
        f"{nodata}</p><p>{escape(SOURCES)}</p>",
    ]
    return "\n".join([*parts, f"<p>MTDN {escape(__version__)}</p></body></html>\n"])


def _row(cells: Iterable[str], tag: str = "td", style: str = "") -> str:
    return f"<tr{style}>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _table(found: Assessment) -> str:
    rows = [_row(("", "measure", "value", "ideal", "kept", "doubtful", "judgement"), "th")]
    rows += [
        _row((
            escape(f.channel), escape(f.measure.label), "" if f.grade == NOT_MEASURED else f"{f.value:.4g}",
            f"{f.measure.ideal:g}", f"&#177; {f.good:.3g}", f"&#177; {f.doubtful:.3g}", f.grade,
        ), style=f' style="background: {COLOURS.get(f.grade, "#fff")}"')
        for f in found.findings
    ]
    looks = [_row((
        "", "of the original, as judged by", "original, homogeneous blocks", "filtered", "ratio image",
        "distance of its histogram from the gamma law (0 to 1)",
    ), "th")]
    for c in found.channels:
        numbers = (f"{value:.1f}" for value in (c.looks, c.looks_before, c.looks_after, c.looks_ratio))
        looks.append(_row((escape(c.name), *numbers, f"{c.law_distance:.3f}")))
    return f"<table>{''.join(rows)}</table><h2>Looks</h2><table>{''.join(looks)}</table>"


def _pictures(before: Array, after: Array, result: ChannelResult) -> list[str]:
    decibels = [10 * np.log10(np.where(image > 0, image, np.nan)) for image in (before, after)]
    known = decibels[0][np.isfinite(decibels[0])]
    low, high = np.percentile(known, (2, 98)) if len(known) else (0.0, 1.0)
    high = max(high, low + 1e-3)
    looks = measures.block_looks(np.where(np.isfinite(before), after, np.nan), LOOKS_BLOCK)
    shown = [
        ("original, dB", pictures.png(decibels[0], low, high)),
        ("filtered, the same stretch", pictures.png(decibels[1], low, high)),
        ("original / filtered, 0 to 2", pictures.png(measures.ratio(before, after), 0, 2)),
    ]
    if looks.size:
        logs = np.log10(np.maximum(np.where(np.isinf(looks), 1e6, looks), 1e-3))
        off = deviations(before, after, result.sigma_small)
        shown += [
            ("equivalent looks of the filtered image, 1 (black) to 1000 (white), blocks of 10 x 10", pictures.png(logs, 0, 3)),
            ("power of blocks of 5 x 5: -8 (blue) to 8 (red) sigma of speckle", pictures.png(off, -8, 8, diverging=True)),
        ]
    return [
        f'<figure><img src="{uri}" alt="{escape(text)}"><figcaption>{escape(text)}</figcaption></figure>' for text, uri in shown
    ]


def _charts(result: ChannelResult) -> list[str]:
    middle, width = (BINS[1:] + BINS[:-1]) / 2, np.diff(BINS)
    law = measures.gamma_law(middle, result.looks)
    charts = [
        pictures.chart("Histogram of the ratio image", "original / filtered", [
            ("ratio image", middle, result.histogram / width, AFTER),
            (f"gamma law of {result.looks:.1f} looks", middle, law, BEFORE),
        ]),
        pictures.chart("Autocorrelation", "pixels apart", [
            ("ratio image", np.arange(float(len(result.correlation))), result.correlation, AFTER),
            ("speckle of the original", np.arange(float(len(result.speckle_correlation))), result.speckle_correlation, BEFORE),
        ], (-0.2, 1.0)),
    ]
    if result.edge is not None:
        across = np.arange(len(result.edge.before)) - (len(result.edge.before) - 1) / 2
        lines = [("original", across, result.edge.before, BEFORE), ("filtered", across, result.edge.after, AFTER)]
        charts.append(pictures.chart("Profile across the strongest edge", "pixels from the edge; dB", lines))
    titles = ("Histogram of the ratio image", "Autocorrelation", "Across the strongest edge, means of 9 pixels")
    return [f"<figure>{svg}<figcaption>{title}</figcaption></figure>" for svg, title in zip(charts, titles)]


def _points(result: ChannelResult) -> str:
    if not len(result.points):
        return "<p>No point target was found.</p>"
    rows = [_row(("above its surroundings, dB", "original, dB", "filtered, dB", "change, dB"), "th")]
    for times, one, two in 10 * np.log10(result.points):
        rows.append(_row((f"{times:.1f}", f"{one:.2f}", f"{two:.2f}", f"{two - one:+.2f}")))
    return f"<h3>Point targets</h3><table>{''.join(rows)}</table>"
