"""The picture of the demonstration. Images are (2, H, W), VV and VH in linear power."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch, Rectangle

WINDOW = 12  # pixels on a side, in which ENL is read
CHANGED = "#d62f27"
STABLE = "#8fd3ff"
STABLE_LEGEND = "#3a9bdc"


def finite(values: np.ndarray) -> np.ndarray:
    return values[np.isfinite(values)]


def bands_of(image: np.ndarray) -> np.ndarray:
    """Return VV, VH and VV / VH in dB, (3, H, W)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        vv, vh = 10.0 * np.log10(image)
    return np.stack([vv, vh, vv - vh])


def draw(
    path: Path, noisy: list[np.ndarray], clean: list[np.ndarray], change: np.ndarray, points: tuple[np.ndarray, np.ndarray],
    marked: tuple[np.ndarray, np.ndarray], corner: tuple[int, int], days: list[date],
) -> None:
    """Write the PNG: both dates before and after despeckling, the ratio image, and the change with the points.

    `points` are disturbed and stable, (row, column) each, and `marked` says which of them were found changed.
    """
    plt.rcParams.update({"font.family": ["Open Sans", "DejaVu Sans"], "font.size": 11})
    chart, axes = plt.subplots(2, 3, figsize=(15, 10.6), constrained_layout=True)
    # the 1st and 99th percentile over both dates, so that the dates compare
    shown = np.stack([bands_of(image) for image in noisy], 1)
    low, high = np.array([np.percentile(finite(band), (1, 99)) for band in shown]).T
    for column, (images, title) in enumerate(((noisy, "as acquired"), (clean, "despeckled"))):
        for row, (image, day) in enumerate(zip(images, days)):
            colours = (np.moveaxis(bands_of(image), 0, -1) - low) / (high - low)
            colours = np.where(np.isfinite(colours), np.clip(colours, 0.0, 1.0), 1.0)  # white where nothing was measured
            axes[row, column].imshow(colours, interpolation="nearest")
            axes[row, column].set_title(f"{day}, {title}")
        place = (corner[1] - 0.5, corner[0] - 0.5)
        axes[0, column].add_patch(Rectangle(place, WINDOW, WINDOW, fill=False, ec="white", lw=1.8))
    place = (corner[1] + WINDOW / 2, corner[0] - 1)
    dark = {"facecolor": "black", "alpha": 0.6, "linewidth": 0, "pad": 1.5}
    axes[0, 0].annotate("ENL window", place, color="white", ha="center", va="bottom", fontsize=10, bbox=dark)
    # input / despeckled: speckle alone if the filter did well, structures where it did not
    ratio = noisy[0][0] / clean[0][0]
    drawn = axes[0, 2].imshow(ratio, cmap="gray", vmin=0.4, vmax=1.6, interpolation="nearest")
    axes[0, 2].set_title(f"Ratio image, VV, {days[0]}: mean {finite(ratio).mean():.3f}")
    chart.colorbar(drawn, ax=axes[0, 2], shrink=0.75, pad=0.02)
    draw_change(axes[1, 2], change, bands_of(clean[1])[1], points, marked)
    for axis in axes.flat:
        axis.set_xticks([])
        axis.set_yticks([])
    place = f"Sentinel-1 GRD, Rakhine, Myanmar, {change.shape[1]} x {change.shape[0]} pixels of 30 m"
    chart.suptitle(f"{place}: red VV, green VH, blue VV / VH (dB)", fontsize=14)
    source = "Contains modified Copernicus Sentinel data 2015, 2016. Images and points: dulvrq/ddl8s1ts (MIT)."
    chart.supxlabel(source, fontsize=9)
    chart.savefig(path, dpi=110)
    plt.close(chart)


def draw_change(
    axis: plt.Axes, change: np.ndarray, vh: np.ndarray, points: tuple[np.ndarray, np.ndarray],
    marked: tuple[np.ndarray, np.ndarray],
) -> None:
    """Draw the change over a grey image of VH in dB, with the dated disturbances and the stable points."""
    low, high = np.percentile(finite(vh), (1, 99))
    axis.imshow(vh, cmap="gray", vmin=low, vmax=high + (high - low), interpolation="nearest")
    axis.imshow(np.ma.masked_not_equal(change, 1), cmap=ListedColormap([CHANGED]), alpha=0.75, interpolation="nearest")
    (disturbed, stable), (hit, false) = points, marked
    axis.scatter(stable[:, 1], stable[:, 0], s=20, marker="x", c=STABLE, lw=1.5)
    axis.scatter(disturbed[:, 1], disturbed[:, 0], s=46, marker="o", facecolors="none", edgecolors="#ffd92f", lw=1.8)
    axis.set_title(f"Change: {hit.sum()} of {hit.size} dated disturbances, {false.sum()} of {false.size} stable points")
    axis.set_xlim(-0.5, change.shape[1] - 0.5)
    axis.set_ylim(change.shape[0] - 0.5, -0.5)
    circle = plt.Line2D([], [], marker="o", ls="", mfc="none", mec="#e0b400", mew=1.8, label="disturbance, dated")
    cross = plt.Line2D([], [], marker="x", ls="", c=STABLE_LEGEND, label="stable point")
    handles = [Patch(color=CHANGED, alpha=0.75, label="change found"), circle, cross]
    axis.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.01), ncol=3, frameon=False, fontsize=10)
