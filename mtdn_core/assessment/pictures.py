"""Pictures of the report: PNG by GDAL, and line charts in SVG; no other library."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np

from mtdn_core.assessment.measures import Array
from mtdn_core.errors import OutputError
from mtdn_core.raster.gdal import attempt, gdal_module

Line = tuple[str, Array, Array, str]  # name, x, y, colour
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 420, 240, 48, 40, 12


def png(values: Array, low: float, high: float, diverging: bool = False) -> str:
    """Return (H, W) as a data URI, grey from `low` to `high`, or blue, white, red; NaN is transparent."""
    part = np.clip((np.nan_to_num(values, nan=low) - low) / (high - low), 0, 1)
    bands = [part, part, part]
    if diverging:
        bands = [np.minimum(1, 2 * part), 1 - np.abs(2 * part - 1), np.minimum(1, 2 - 2 * part)]
    pixels = np.stack([*(np.round(255 * band) for band in bands), 255.0 * np.isfinite(values)]).astype(np.uint8)
    gdal_module()
    from osgeo import gdal, gdal_array

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "picture.png")
        made, message = attempt(lambda: gdal.GetDriverByName("PNG").CreateCopy(str(path), gdal_array.OpenArray(pixels)))
        if made is None:
            raise OutputError(f"A picture cannot be made{message}", "GDAL with its PNG driver", "use the GDAL of QGIS")
        del made
        return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def chart(title: str, x_label: str, lines: Sequence[Line], y_range: tuple[float, float] | None = None) -> str:
    """Return lines as an SVG element."""
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
    return "".join(parts) + "</svg>"


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers from `low` to `high`, three to seven."""
    power = 10.0 ** np.floor(np.log10((high - low) / 3))
    step = next(factor * power for factor in (5, 2, 1) if (high - low) / (factor * power) >= 3)
    return [float(number * step) for number in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1)]
