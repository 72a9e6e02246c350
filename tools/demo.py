"""Run the plugin through the real ``qgis_process`` on the sample images, draw the result, print what was measured.

Images are (2, H, W), VV and VH in linear power.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import matplotlib

matplotlib.use("Agg")

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch, Rectangle
from numpy.lib.stride_tricks import sliding_window_view

from mtdn_core.assessment.measures import equivalent_looks
from mtdn_core.evaluation.data import RADAR_MEMORY, ROOT, SAMPLE, disturbances, read
from tools.qgis_headless import QgisProcess, QgisRunError

MYANMAR = ["S1A_IW_GRDH_20150329_VV_VH_dB.tif", "S1A_IW_GRDH_20160323_VV_VH_dB.tif"]
OPERA = [
    "OPERA_L2_RTC-S1_T137-292322-IW2_20241115T015913Z_20241115T104237Z_S1A_30_v1.0",
    "OPERA_L2_RTC-S1_T137-292322-IW2_20250102T015909Z_20250102T190143Z_S1A_30_v1.0",
]
SYSTEM = "/usr/bin:/bin"
WINDOW = 12  # pixels on a side, in which ENL is read
CHANGED = "#d62f27"
STABLE = "#8fd3ff"
STABLE_LEGEND = "#3a9bdc"


def run_algorithms(qgis: QgisProcess, out: Path) -> dict[str, dict[str, Any]]:
    """Run the three algorithms and return each run's results and wall time."""
    before, after = (str(SAMPLE / name) for name in MYANMAR)
    one, two = ({"": str(SAMPLE / f"{name}_VV.tif"), "_VH": str(SAMPLE / f"{name}_VH.tif")} for name in OPERA)
    jobs: dict[str, tuple[str, dict[str, Any]]] = {
        "OPERA RTC-S1 2024-11-15, one date, a file per polarisation": ("mtdn:despeckle", {
            "INPUT": one[""], "INPUT_VH": one["_VH"], "OUTPUT": out / "opera_20241115_despeckled.tif",
        }),
        "OPERA RTC-S1 2024-11-15 and 2025-01-02": ("mtdn:detectchanges", {
            "BEFORE": one[""], "BEFORE_VH": one["_VH"], "AFTER": two[""], "AFTER_VH": two["_VH"],
            "OUTPUT": out / "opera_change.tif", "PROBABILITY": out / "opera_change_probability.tif",
        }),
        "Myanmar GRD 2015-03-29 and 2016-03-23, in dB": ("mtdn:despeckleanddetect", {
            "BEFORE": before, "AFTER": after, "TARGET": "vegetation-loss", "CHANGE": out / "myanmar_change.tif",
            "PROBABILITY": out / "myanmar_change_probability.tif",
            "DESPECKLED_BEFORE": out / "myanmar_20150329_despeckled.tif",
            "DESPECKLED_AFTER": out / "myanmar_20160323_despeckled.tif",
        }),
    }
    results = {}
    for title, (algorithm, parameters) in jobs.items():
        start = time.perf_counter()
        results[algorithm] = qgis.run(algorithm, parameters)
        results[algorithm]["wall"] = time.perf_counter() - start
        print(f"   {algorithm:24s} {title}: {results[algorithm]['wall']:.1f} s", flush=True)
    return results


def compare_backends(qgis: QgisProcess, plain: QgisProcess, out: Path, seconds: float) -> None:
    """Despeckle once more with nothing but the system's Python; print what computes, seconds, and the difference."""
    target = out / "opera_20241115_despeckled_system.tif"
    start = time.perf_counter()
    parameters = {f"INPUT{end}": str(SAMPLE / f"{OPERA[0]}_{pol}.tif") for end, pol in (("", "VV"), ("_VH", "VH"))}
    plain.run("mtdn:despeckle", {**parameters, "OUTPUT": str(target)})
    walls = (seconds, time.perf_counter() - start)
    one, two = (read(path) for path in (out / "opera_20241115_despeckled.tif", target))
    difference = float(max(finite(abs(a - b) / a).max() for a, b in zip(one, two)))
    for program, name, wall in zip((qgis, plain), ("this environment", "the system's Python alone"), walls):
        backend = str(program.run("mtdn:checkenvironment", {"BENCHMARK": "false"})["BACKEND"])
        print(f"Backend of {name}: {backend.split(' (')[0]}, one date in {wall:.1f} s")
    print(f"   largest relative difference of the two results: {difference:.1e}")


def most_homogeneous_window(images: list[np.ndarray]) -> tuple[int, int]:
    """Row and column of the window in which 5 x 5 means of the unfiltered images vary least, over all dates and channels.

    Chosen by single pixels it would lie where speckle happens to be low, and flatter the figure before filtering.
    """
    smooth = sliding_window_view(np.concatenate(images), (5, 5), (1, 2)).mean((3, 4))
    inner = sliding_window_view(smooth, (WINDOW - 4, WINDOW - 4), (1, 2))
    variation = (inner.std((3, 4)) / inner.mean((3, 4))).sum(0)
    row, column = np.unravel_index(int(np.nanargmin(variation)), variation.shape)
    return int(row), int(column)


def describe_pair(name: str, noisy: np.ndarray, clean: np.ndarray, corner: tuple[int, int]) -> None:
    """Print ENL before and after in a window, and the mean of the ratio image, for VV and VH."""
    row, column = corner
    print(f"{name}, window of {WINDOW} x {WINDOW} pixels at row {row}, column {column}:")
    for label, *images in zip(("VV", "VH"), noisy, clean):
        windows = np.stack([image[row : row + WINDOW, column : column + WINDOW].ravel() for image in images])
        before, after = map(float, equivalent_looks(windows))
        ratio = float(finite(images[0] / images[1]).mean())
        print(f"   {label}: ENL {before:.1f} -> {after:.1f}; mean of the ratio image (input / despeckled) {ratio:.3f}")


def measure_and_draw(out: Path, results: dict[str, dict[str, Any]]) -> None:
    """Measure the written files and draw the figure."""
    known = disturbances(SAMPLE)
    assert known is not None
    noisy, days = list(known.series.stack), known.series.days
    clean = [10 ** (read(out / f"myanmar_{day:%Y%m%d}_despeckled.tif") / 10) for day in days]
    corner = most_homogeneous_window(noisy)
    for day, *images in zip(days, noisy, clean):
        describe_pair(f"Myanmar {day} (two dates)", *images, corner)
    opera = np.concatenate([read(SAMPLE / f"{OPERA[0]}_{pol}.tif") for pol in ("VV", "VH")])
    opera_clean = read(out / "opera_20241115_despeckled.tif")
    describe_pair("OPERA 2024-11-15 (one date)", opera, opera_clean, most_homogeneous_window([opera]))
    for algorithm, name in (("mtdn:despeckleanddetect", "Myanmar"), ("mtdn:detectchanges", "OPERA")):
        result = results[algorithm]
        share = 100.0 * result["CHANGED_PIXELS"] / result["VALID_PIXELS"]
        print(f"Changed area, {name}: {result['CHANGED_AREA'] / 1e4:.1f} ha, {share:.1f} % of the pixels with data")
    change = read(out / "myanmar_change.tif")[0]
    near = sliding_window_view(np.pad(change == 1, 1), (3, 3)).any((2, 3))
    # disturbances dated between the images that the radar can still see, and stable points
    since = max(days[0], days[1] - RADAR_MEMORY)
    disturbed = np.array([day is not None and since <= day <= days[1] for day in known.days])
    chosen = (disturbed, np.array([day is None for day in known.days]))
    points = [(known.rows[which], known.columns[which]) for which in chosen]
    hits, false = (f"{near[point].sum()} of {len(point[0])}" for point in points)
    print(
        f"Myanmar reference points (a point counts as marked if it or a neighbour is): {hits} dated disturbances marked, "
        f"{false} stable points marked"
    )
    found = f"Change: {hits} dated disturbances, {false} stable points"
    draw(out / "demo.png", noisy, clean, change, found, points, corner, list(days))


def finite(values: np.ndarray) -> np.ndarray:
    return values[np.isfinite(values)]


def bands_of(image: np.ndarray) -> np.ndarray:
    """Return VV, VH and VV / VH in dB, (3, H, W)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        vv, vh = 10.0 * np.log10(image)
    return np.stack([vv, vh, vv - vh])


def draw(
    path: Path, noisy: list[np.ndarray], clean: list[np.ndarray], change: np.ndarray, found: str, points: list[Any],
    corner: tuple[int, int], days: list[date],
) -> None:
    """Write the PNG: both dates before and after despeckling, the ratio image, and what was `found` with the points.

    `points` are rows and columns of those disturbed, and of those stable.
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
    draw_change(axes[1, 2], change, bands_of(clean[1])[1], *points)
    axes[1, 2].set_title(found)
    for axis in axes.flat:
        axis.set_xticks([])
        axis.set_yticks([])
    place = f"Sentinel-1 GRD, Rakhine, Myanmar, {change.shape[1]} x {change.shape[0]} pixels of 30 m"
    chart.suptitle(f"{place}: red VV, green VH, blue VV / VH (dB)", fontsize=14)
    source = "Contains modified Copernicus Sentinel data 2015, 2016. Images and points: dulvrq/ddl8s1ts (MIT)."
    chart.supxlabel(source, fontsize=9)
    chart.savefig(path, dpi=110)
    plt.close(chart)


def draw_change(axis: plt.Axes, change: np.ndarray, vh: np.ndarray, disturbed: Any, stable: Any) -> None:
    """Draw the change over a grey image of VH in dB, with the dated disturbances and the stable points."""
    low, high = np.percentile(finite(vh), (1, 99))
    axis.imshow(vh, cmap="gray", vmin=low, vmax=high + (high - low), interpolation="nearest")
    axis.imshow(np.ma.masked_not_equal(change, 1), cmap=ListedColormap([CHANGED]), alpha=0.75, interpolation="nearest")
    axis.scatter(*stable[::-1], s=20, marker="x", c=STABLE, lw=1.5)
    axis.scatter(*disturbed[::-1], s=46, marker="o", facecolors="none", edgecolors="#ffd92f", lw=1.8)
    axis.set_xlim(-0.5, change.shape[1] - 0.5)
    axis.set_ylim(change.shape[0] - 0.5, -0.5)
    circle = plt.Line2D([], [], marker="o", ls="", mfc="none", mec="#e0b400", mew=1.8, label="disturbance, dated")
    cross = plt.Line2D([], [], marker="x", ls="", c=STABLE_LEGEND, label="stable point")
    handles = [Patch(color=CHANGED, alpha=0.75, label="change found"), circle, cross]
    axis.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.01), ncol=3, frameon=False, fontsize=10)


def main() -> None:
    parser = argparse.ArgumentParser(description="Run the plugin on the sample images through qgis_process.")
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="where the plugin was assembled")
    build = parser.parse_args().build.resolve()
    out = build / "demo"
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    try:
        qgis = QgisProcess(build / "plugin", build / "qgis-profile")
        results = run_algorithms(qgis, out)
        plain = QgisProcess(build / "plugin", build / "qgis-profile", path=SYSTEM)
        compare_backends(qgis, plain, out, results["mtdn:despeckle"]["wall"])
    except QgisRunError as error:
        sys.exit(f"error: {error}")
    measure_and_draw(out, results)
    device = results["mtdn:despeckleanddetect"]["DEVICE_USED"]
    total = sum(result["wall"] for result in results.values())
    print(f"Time: {total:.1f} s for the three runs, starting QGIS each time; device: {device}")
    print(f"Written to {out}:")
    for path in sorted(out.iterdir()):
        print(f"   {path.name}")
    print("Contains modified Copernicus Sentinel data 2015, 2016, 2024, 2025.")


if __name__ == "__main__":
    main()
