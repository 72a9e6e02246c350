"""Pictures of the page: one date despeckled in every way, and change with its dates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib import dates as axis_dates
from matplotlib import pyplot
from numpy.typing import NDArray

from mtdn_core.evaluation import software
from mtdn_core.evaluation.data import bursts, data_folder, disturbances, sample_series
from mtdn_core.evaluation.metrics import prepared
from mtdn_core.evaluation.software import ModelMethod

Array = NDArray[np.float64]
Picture = tuple[str, str]  # name of the file, and caption

ATTRIBUTION = "Contains modified Copernicus Sentinel data"


def draw(method: ModelMethod, data: str | None, folder: Path) -> list[Picture]:
    matplotlib.use("Agg")
    folder.mkdir(parents=True, exist_ok=True)
    return [_stack(method, data, folder), *_change(method, data, folder)]


def _decibels(image: Array) -> Array:
    return np.asarray(10 * np.log10(np.maximum(image, 1e-6)))


def _grey(axis: Any, channel: Array, low: float, high: float) -> None:
    axis.imshow(_decibels(channel), cmap="gray", vmin=low, vmax=high, interpolation="nearest")


def _axes(titles: list[str]) -> tuple[Any, Any]:
    figure, axes = pyplot.subplots(1, len(titles), figsize=(3.2 * len(titles), 3.5), constrained_layout=True)
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
    }
    figure, axes = _axes(list(shown))
    low, high = np.percentile(_decibels(stack[date][0]), [2, 98])
    for axis, image in zip(axes, shown.values()):
        _grey(axis, image[0], low, high)
    figure.savefig(folder / "stack.png", dpi=110)
    caption = (
        f"VV of {series.name}, {series.days[date]}, all in one grey scale of dB: measured, despeckled by {method.name} in "
        "three ways, and the mean of all dates, which has hardly any speckle, and nothing of this date alone"
    )
    return "stack.png", f"{caption}. {ATTRIBUTION} {series.days[0].year}-{series.days[-1].year}"


def _change(method: ModelMethod, data: str | None, folder: Path) -> list[Picture]:
    """Loss of vegetation by date, beside the days to which observers dated disturbances, of the year that they looked at."""
    known = disturbances(data_folder(data))
    found = [day for day in known.days if day is not None] if known is not None else []
    if known is None or not found:
        return []
    days, stack = known.series.days, known.series.stack
    earlier = [number for number, day in enumerate(days) if day < min(found)]
    first = len(earlier) - 1
    if first < 0 or first + 2 >= len(days):
        return []  # the pair of dates that ships has no later ones
    answer = software.detect(
        list(stack), method.model, "first_change", days=days, later=len(days) - first - 2, target="vegetation-loss",
        minimum_area=4, false_alarms=software.WANTED,
    )
    seen = max(second for _, second in known.pairs)  # soon after most disturbances: forest grows back within months
    titles = [f"VH, {days[first]}", f"VH, {days[seen]}", "date of the first change", "date by observers"]
    figure, axes = _axes(titles)
    low, high = np.nanpercentile(_decibels(stack[first][1]), [2, 98])
    for axis, image in zip(axes, (stack[first], stack[seen])):
        _grey(axis, image[1], low, high)
    start, end = (axis_dates.date2num(day) for day in (days[first], days[-1]))
    style = {"cmap": "turbo", "vmin": start, "vmax": end}
    for axis in axes[2:]:
        _grey(axis, stack[first][1], low, 2 * high - low)
    shown = axes[2].imshow(answer["first_change"], interpolation="nearest", **style)
    when = [number for number, day in enumerate(known.days) if day is not None]
    numbers = [axis_dates.date2num(known.days[number]) for number in when]
    axes[3].scatter(known.columns[when], known.rows[when], s=22, c=numbers, edgecolors="white", lw=0.6, **style)
    axes[3].set(xlim=axes[2].get_xlim(), ylim=axes[2].get_ylim())
    bar = figure.colorbar(shown, ax=list(axes), shrink=0.85, pad=0.01)
    bar.ax.yaxis.set_major_formatter(axis_dates.DateFormatter("%Y-%m"))
    figure.savefig(folder / "change.png", dpi=110)
    caption = (
        f"Loss of vegetation in {known.series.name} after {days[first]} by {method.name} with {len(earlier) - 1} earlier dates "
        f"as a baseline and {len(days) - first - 2} later ones; at the right the {len(when)} disturbances that observers dated"
    )
    return [("change.png", f"{caption}. {ATTRIBUTION} {days[0].year}-{days[-1].year}; points: dulvrq/ddl8s1ts (MIT)")]
