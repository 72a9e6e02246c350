"""The report as one HTML file: no script, nothing loaded from outside, every text escaped; PNG by GDAL, charts in SVG."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

import numpy as np

from mtdn_core import __version__
from mtdn_core.assessment import measures
from mtdn_core.assessment.channel import BINS, LOOKS_BLOCK, SMALL_BLOCK, ChannelResult, block_steps
from mtdn_core.assessment.measures import Array
from mtdn_core.assessment.verdict import DOUBTFUL, KEPT, NOT_KEPT, NOT_MEASURED, Assessment
from mtdn_core.errors import OutputError, printable
from mtdn_core.raster.gdal import attempt, gdal_module, in_memory

COLOURS = {KEPT: "#dff0d8", DOUBTFUL: "#fcf3cd", NOT_KEPT: "#f6d5d2"}
BEFORE, AFTER = "#b5541c", "#1b5fa8"
Line = tuple[str, Array, Array, str]  # name, x, y, colour
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 420, 240, 48, 40, 12


def html(found: Assessment) -> str:
    column, row, width, height = found.shown
    channels = []
    for before, after, result in zip(found.shown_before, found.shown_after, found.channels):
        channels += [f"<h2>{escape(result.name)}</h2>", *_pictures(before, after, result), *_charts(result), _points(result)]
    nodata = "Nodata is the same in both images."
    if found.nodata_lost or found.nodata_filled:
        nodata = (
            f"Nodata: {found.nodata_lost:.3%} of the pixels are in the original only, {found.nodata_filled:.3%} in the "
            "filtered image only."
        )
    findings = (
        _row((
            escape(f.channel), escape(f.measure.label), "" if f.grade == NOT_MEASURED else f"{f.value:.4g}",
            f"{f.measure.ideal:g}", f"&#177; {f.good:.3g}", f"&#177; {f.doubtful:.3g}", f.grade,
        ), f' style="background: {COLOURS.get(f.grade, "#fff")}"')
        for f in found.findings
    )
    looks = (
        _row((
            escape(c.name), *(f"{value:.1f}" for value in (c.looks, c.looks_before, c.looks_after, c.looks_ratio)),
            f"{c.law_distance:.3f}",
        ))
        for c in found.channels
    )
    return Template(Path(__file__).with_suffix(".html").read_text("utf-8")).substitute(
        before=escape(printable(found.before)), after=escape(printable(found.after)), verdict=escape(printable(found.verdict)),
        left=column, right=column + width - 1, top=row, bottom=row + height - 1, channels="\n".join(channels),
        findings="".join(findings), looks="".join(looks), windows=found.windows, all_windows=found.all_windows, nodata=nodata,
        version=escape(__version__),
    )


def _row(cells: Iterable[str], style: str = "") -> str:
    return f"<tr{style}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _pictures(before: Array, after: Array, result: ChannelResult) -> list[str]:
    decibels = [10 * np.log10(np.where(image > 0, image, np.nan)) for image in (before, after)]
    known = decibels[0][np.isfinite(decibels[0])]
    low, high = np.percentile(known, (2, 98)) if len(known) else (0.0, 1.0)
    high = max(high, low + 1e-3)
    looks = measures.block_looks(np.where(np.isfinite(before), after, np.nan), LOOKS_BLOCK)
    shown = [
        ("original, dB", png(decibels[0], low, high)),
        ("filtered, the same stretch", png(decibels[1], low, high)),
        ("original / filtered, 0 to 2", png(measures.ratio(before, after), 0, 2)),
    ]
    if looks.size:
        logs = np.log10(np.maximum(np.where(np.isinf(looks), 1e6, looks), 1e-3))
        off = block_steps(before, after, SMALL_BLOCK) / result.sigma_small
        shown += [
            ("equivalent looks of the filtered image, 1 (black) to 1000 (white), blocks of 10 x 10", png(logs, 0, 3)),
            ("power of blocks of 5 x 5: -8 (blue) to 8 (red) sigma of speckle", png(off, -8, 8, diverging=True)),
        ]
    return [
        f'<figure><img src="{uri}" alt="{escape(text)}"><figcaption>{escape(text)}</figcaption></figure>' for text, uri in shown
    ]


def _charts(result: ChannelResult) -> list[str]:
    middle, width = (BINS[1:] + BINS[:-1]) / 2, np.diff(BINS)
    law, lags = measures.gamma_law(middle, result.looks), np.arange(float(len(result.correlation)))
    charts = [
        chart("Histogram of the ratio image", "original / filtered", [
            ("ratio image", middle, result.histogram / width, AFTER),
            (f"gamma law of {result.looks:.1f} looks, those of all blocks", middle, law, BEFORE),
        ]),
        chart("Autocorrelation", "pixels apart", [
            ("ratio image", lags, result.correlation, AFTER),
            ("speckle of the original", lags[: len(result.speckle_correlation)], result.speckle_correlation, BEFORE),
        ], (-0.2, 1.0)),
    ]
    if result.edge is not None:
        across = np.arange(len(result.edge.before)) - (len(result.edge.before) - 1) / 2
        lines = [("original", across, result.edge.before, BEFORE), ("filtered", across, result.edge.after, AFTER)]
        charts.append(chart("Across the strongest edge, means of 9 pixels", "pixels from the edge; dB", lines))
    return charts


def _points(result: ChannelResult) -> str:
    if not len(result.points):
        return "<p>No point target was found.</p>"
    rows = (
        _row((f"{times:.1f}", f"{one:.2f}", f"{two:.2f}", f"{two - one:+.2f}"))
        for times, one, two in 10 * np.log10(result.points)
    )
    head = "<tr><th>above its surroundings, dB</th><th>original, dB</th><th>filtered, dB</th><th>change, dB</th></tr>"
    return f"<h3>Point targets</h3><table>{head}{''.join(rows)}</table>"


def png(values: Array, low: float, high: float, diverging: bool = False) -> str:
    """Return (H, W) as a data URI, grey from `low` to `high`, or blue, white, red; NaN is transparent."""
    share = np.clip((np.nan_to_num(values, nan=low) - low) / (high - low), 0, 1)
    bands = [share, share, share]
    if diverging:
        bands = [np.minimum(1, 2 * share), 1 - np.abs(2 * share - 1), np.minimum(1, 2 - 2 * share)]
    pixels = np.stack([*(np.round(255 * band) for band in bands), 255.0 * np.isfinite(values)]).astype(np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "picture.png")
        made, message = attempt(lambda: gdal_module().GetDriverByName("PNG").CreateCopy(str(path), in_memory(pixels)))
        if made is None:
            raise OutputError(f"A picture cannot be made{message}", "GDAL with its PNG driver", "use the GDAL of QGIS")
        del made
        return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def chart(title: str, x_label: str, lines: Sequence[Line], y_range: tuple[float, float] | None = None) -> str:
    xs, ys = (np.concatenate([line[i] for line in lines]) for i in (1, 2))
    low, high = y_range or (float(np.nanmin(ys)), float(np.nanmax(ys)))
    left, right = float(xs.min()), float(xs.max())
    high, right = (high if high > low else low + 1), (right if right > left else left + 1)

    def place(x: float, y: float) -> str:
        across = LEFT + (x - left) / (right - left) * (WIDTH - LEFT - 10)
        return f"{across:.1f},{HEIGHT - BOTTOM - (min(max(y, low), high) - low) / (high - low) * (HEIGHT - BOTTOM - TOP):.1f}"

    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}"><title>{escape(title)}</title>']
    for y in _ticks(low, high):
        row = place(left, y).split(",")[1]
        parts.append(f'<path d="M{LEFT} {row}H{WIDTH - 10}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 4}" y="{row}" text-anchor="end">{y:.4g}</text>')
    for x in _ticks(left, right):
        column = place(x, low).split(",")[0]
        parts.append(f'<text x="{column}" y="{HEIGHT - BOTTOM + 14}" text-anchor="middle">{x:.4g}</text>')
    parts.append(f'<text x="{WIDTH // 2}" y="{HEIGHT - 6}" text-anchor="middle">{escape(x_label)}</text>')
    for index, (name, x_values, y_values, colour) in enumerate(lines):
        points = " ".join(place(x, y) for x, y in zip(x_values, y_values) if np.isfinite(y))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
        text = f'<text x="{WIDTH - 14}" y="{TOP + 15 * (index + 1)}" text-anchor="end" fill="{colour}">{escape(name)}</text>'
        parts.append(text)
    return f"<figure>{''.join(parts)}</svg><figcaption>{escape(title)}</figcaption></figure>"


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers from `low` to `high`, three to seven."""
    power = 10.0 ** np.floor(np.log10((high - low) / 3))
    step = next(factor * power for factor in (5, 2, 1) if (high - low) / (factor * power) >= 3)
    return [float(number * step) for number in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1)]
