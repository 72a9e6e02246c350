"""Pictures of the page: one date despeckled in every way, and change with its dates."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation import software
from mtdn_core.evaluation.change import BASELINE_DAYS, MEMORY_DAYS
from mtdn_core.evaluation.data import bursts, data_folder, disturbances, sample_series
from mtdn_core.evaluation.method import ModelMethod
from mtdn_core.evaluation.metrics.truth import prepared

Array = NDArray[np.float64]
Picture = tuple[str, str]  # name of the file, and caption

ATTRIBUTION = "Contains modified Copernicus Sentinel data"
CHANGED = "#d62f27"
DISTURBED = "#ffd92f"


def draw(model: str, data: str | None, folder: Path) -> list[Picture]:
    """Draw the pictures into a folder."""
    import matplotlib

    matplotlib.use("Agg")
    folder.mkdir(parents=True, exist_ok=True)
    method = ModelMethod(model)
    return [_stack(method, data, folder), *_change(method, data, folder)]


def _decibels(image: Array) -> Array:
    return np.asarray(10 * np.log10(np.maximum(image, 1e-6)))


def _axes(count: int, titles: list[str]) -> tuple[Any, Any]:
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, count, figsize=(3.2 * count, 3.5), constrained_layout=True)
    for axis, title in zip(axes, titles):
        axis.set_title(title, fontsize=10)
        axis.set_axis_off()
    return figure, axes


def _stack(method: ModelMethod, data: str | None, folder: Path) -> Picture:
    """A date before and after despeckling by itself, with a second date and with a stack."""
    series = [*bursts(data_folder(data), "test"), sample_series()][0]
    stack, _ = prepared(series.stack)
    date = min(13, len(stack) - 1)
    others = [stack[i] for i in range(max(date - 4, 0), min(date + 4, len(stack))) if i != date]
    shown = {
        "as measured": stack[date], "despeckled by itself": method.despeckle(stack[date]),
        "with a second date": method.despeckle(stack[date], second=others[-1]),
        f"with a stack of {len(others) + 1}": method.despeckle(stack[date], references=others),
        f"mean of all {len(stack)} dates": np.exp(np.log(stack).mean(0)),
    }  # fmt: skip
    figure, axes = _axes(len(shown), list(shown))
    low, high = np.percentile(_decibels(stack[date][0]), [2, 98])
    for axis, image in zip(axes, shown.values()):
        axis.imshow(_decibels(image[0]), cmap="gray", vmin=low, vmax=high, interpolation="nearest")
    figure.savefig(folder / "stack.png", dpi=110)
    caption = f"VV of {series.name}, {series.days[date]}: measured, and despeckled by {method.name}"
    return "stack.png", f"{caption}. {ATTRIBUTION} {series.days[0].year}-{series.days[-1].year}"


def _change(method: ModelMethod, data: str | None, folder: Path) -> list[Picture]:
    """Loss of vegetation with a baseline, beside the disturbances that observers dated between the two images."""
    from matplotlib.colors import ListedColormap

    known = disturbances(data_folder(data))
    if known is None:
        return []
    days, stack = known.series.days, known.series.stack
    spans = {pair: _dated(known.days, *(days[i] for i in pair)) for pair in known.pairs}
    first, second = max(spans, key=lambda pair: int(spans[pair].sum()))
    earlier = [i for i in range(first) if (days[first] - days[i]).days < BASELINE_DAYS]
    dates = [stack[i] for i in (*earlier, first, second)]
    found = software.detect(dates, method.model, with_step=True, target="vegetation-loss", minimum_area=4)
    assert found.step is not None
    titles = [f"VH, {days[first]}", f"VH, {days[second]}", "step of VH, -6 to 6 dB", "change found"]
    figure, axes = _axes(len(titles), titles)
    low, high = np.nanpercentile(_decibels(stack[first][1]), [2, 98])
    for axis, image in zip(axes, (stack[first], stack[second])):
        axis.imshow(_decibels(image[1]), cmap="gray", vmin=low, vmax=high, interpolation="nearest")
    axes[2].imshow(found.step[1], cmap="RdBu", vmin=-6, vmax=6, interpolation="nearest")
    axes[3].imshow(_decibels(stack[second][1]), cmap="gray", vmin=low, vmax=2 * high - low, interpolation="nearest")
    marked = np.where(found.changed == 1, 1.0, np.nan)
    axes[3].imshow(marked, cmap=ListedColormap([CHANGED]), alpha=0.75, interpolation="nearest")
    dated = spans[first, second]
    axes[3].scatter(known.columns[dated], known.rows[dated], s=40, facecolors="none", edgecolors=DISTURBED, lw=1.5)
    figure.savefig(folder / "change.png", dpi=110)
    caption = (
        f"Loss of vegetation in {known.series.name} between {days[first]} and {days[second]} by {method.name}, with "
        f"{len(earlier)} earlier dates as a baseline; circles: {dated.sum()} disturbances that observers dated to the "
        f"{MEMORY_DAYS} days before the second date"
    )
    return [("change.png", f"{caption}. {ATTRIBUTION} {days[0].year}-{days[second].year}; points: dulvrq/ddl8s1ts (MIT)")]


def _dated(when: tuple[Any, ...], first: Any, second: Any) -> NDArray[np.bool_]:
    """Which points were disturbed after the first date, and so shortly before the second that radar still sees it."""
    start = max(first, second - timedelta(days=MEMORY_DAYS))
    return np.array([day is not None and start < day <= second for day in when])
