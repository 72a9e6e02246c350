"""The picture of the demonstration."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch, Rectangle

from tools.measure import WINDOW, Image, Points

CHANGED = "#d62f27"
STABLE = "#8fd3ff"
STABLE_LEGEND = "#3a9bdc"


def finite(values: np.ndarray) -> np.ndarray:
    """Return the finite values, flat."""
    return values[np.isfinite(values)]


def limits(images: list[Image]) -> list[tuple[float, float]]:
    """Return the 1st and 99th percentile in dB of VV, VH and VV / VH over all dates, so that the dates compare."""
    dates = [composite_bands(image) for image in images]
    return [tuple(np.percentile(finite(np.stack(bands)), (1, 99))) for bands in zip(*dates)]


def composite_bands(image: Image) -> list[np.ndarray]:
    """Return VV, VH and VV / VH in dB."""
    vv, vh = image.decibel
    return [vv, vh, vv - vh]


def composite(image: Image, ranges: list[tuple[float, float]]) -> np.ndarray:
    """Return VV, VH, VV / VH in dB as red, green, blue, (H, W, 3) in 0 to 1; white where nothing was measured."""
    bands = composite_bands(image)
    shown = np.stack([(band - low) / (high - low) for band, (low, high) in zip(bands, ranges)], axis=-1)
    return np.where(np.isfinite(shown), np.clip(shown, 0.0, 1.0), 1.0)


def draw(
    path: Path,
    noisy: list[Image],
    clean: list[Image],
    change: np.ndarray,
    points: Points,
    hit: np.ndarray,
    false: np.ndarray,
    corner: tuple[int, int],
    days: list[date],
) -> None:
    """Write the PNG: both dates before and after despeckling, the ratio image, and the change with the points."""
    plt.rcParams.update({"font.family": ["Open Sans", "DejaVu Sans"], "font.size": 11})
    chart, axes = plt.subplots(2, 3, figsize=(15, 10.6), constrained_layout=True)
    ranges = limits(noisy)
    for row in range(2):
        axes[row, 0].imshow(composite(noisy[row], ranges), interpolation="nearest")
        axes[row, 0].set_title(f"{days[row]}, as acquired")
        axes[row, 1].imshow(composite(clean[row], ranges), interpolation="nearest")
        axes[row, 1].set_title(f"{days[row]}, despeckled")
    for axis in (axes[0, 0], axes[0, 1]):
        axis.add_patch(Rectangle((corner[1] - 0.5, corner[0] - 0.5), WINDOW, WINDOW, fill=False, ec="white", lw=1.8))
    axes[0, 0].annotate(
        "ENL window", (corner[1] + WINDOW / 2, corner[0] - 1), color="white", ha="center", va="bottom", fontsize=9
    )
    draw_ratio(axes[0, 2], noisy[0], clean[0], days[0])
    draw_change(axes[1, 2], change, clean[1], points, hit, false)
    for axis in axes.flat:
        axis.set_xticks([])
        axis.set_yticks([])
    chart.suptitle(
        f"Sentinel-1 GRD, Rakhine, Myanmar, {change.shape[1]} x {change.shape[0]} pixels of 30 m: "
        "red VV, green VH, blue VV / VH (dB)",
        fontsize=14,
    )
    chart.supxlabel(
        "Contains modified Copernicus Sentinel data 2015, 2016. Images and points: dulvrq/ddl8s1ts (MIT).",
        fontsize=9,
    )
    chart.savefig(path, dpi=110)
    plt.close(chart)


def draw_ratio(axis: plt.Axes, noisy: Image, clean: Image, day: date) -> None:
    """Draw input / despeckled of VV: speckle alone if the filter did well, structures where it did not."""
    ratio = noisy.power[0] / clean.power[0]
    shown = axis.imshow(ratio, cmap="gray", vmin=0.4, vmax=1.6, interpolation="nearest")
    axis.set_title(f"Ratio image, VV, {day}: mean {finite(ratio).mean():.3f}")
    axis.figure.colorbar(shown, ax=axis, shrink=0.75, pad=0.02)


def draw_change(
    axis: plt.Axes, change: np.ndarray, image: Image, points: Points, hit: np.ndarray, false: np.ndarray
) -> None:
    """Draw the change over a grey VH image, with the dated disturbances and the stable points."""
    vh = image.decibel[1]
    low, high = np.percentile(finite(vh), (1, 99))
    axis.imshow(vh, cmap="gray", vmin=low, vmax=high + (high - low), interpolation="nearest")
    axis.imshow(np.ma.masked_not_equal(change, 1), cmap=ListedColormap([CHANGED]), alpha=0.75, interpolation="nearest")
    axis.scatter(points.stable[:, 1], points.stable[:, 0], s=20, marker="x", c=STABLE, lw=1.5)
    axis.scatter(
        points.disturbed[:, 1],
        points.disturbed[:, 0],
        s=46,
        marker="o",
        facecolors="none",
        edgecolors="#ffd92f",
        lw=1.8,
    )
    axis.set_title(f"Change: {hit.sum()} of {hit.size} dated disturbances, {false.sum()} of {false.size} stable points")
    axis.set_xlim(-0.5, change.shape[1] - 0.5)
    axis.set_ylim(change.shape[0] - 0.5, -0.5)
    circle = plt.Line2D([], [], marker="o", ls="", mfc="none", mec="#e0b400", mew=1.8, label="disturbance, dated")
    cross = plt.Line2D([], [], marker="x", ls="", c=STABLE_LEGEND, label="stable point")
    axis.legend(
        handles=[Patch(color=CHANGED, alpha=0.75, label="change found"), circle, cross],
        loc="upper center",
        bbox_to_anchor=(0.5, -0.01),
        ncol=3,
        frameon=False,
        fontsize=10,
    )
