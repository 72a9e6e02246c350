"""Run the plugin through the real ``qgis_process`` on the sample images, draw the result, print what was measured."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from mtdn_core.assessment.measures import equivalent_looks
from mtdn_core.evaluation.data import RADAR_MEMORY, ROOT, SAMPLE, disturbances, read
from tools import figure
from tools.figure import WINDOW
from tools.qgis_headless import QgisProcess, QgisRunError

MYANMAR = ["S1A_IW_GRDH_20150329_VV_VH_dB.tif", "S1A_IW_GRDH_20160323_VV_VH_dB.tif"]
OPERA = [
    "OPERA_L2_RTC-S1_T137-292322-IW2_20241115T015913Z_20241115T104237Z_S1A_30_v1.0",
    "OPERA_L2_RTC-S1_T137-292322-IW2_20250102T015909Z_20250102T190143Z_S1A_30_v1.0",
]
SYSTEM = "/usr/bin:/bin"


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
    difference = float(max(figure.finite(abs(a - b) / a).max() for a, b in zip(one, two)))
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
        ratio = float(figure.finite(images[0] / images[1]).mean())
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
    points = tuple(np.stack([known.rows[which], known.columns[which]], 1) for which in chosen)
    hit, false = marked = tuple(near[known.rows[which], known.columns[which]] for which in chosen)
    print(
        f"Myanmar reference points (a point counts as marked if it or a neighbour is): {hit.sum()} of {hit.size} dated "
        f"disturbances marked, {false.sum()} of {false.size} stable points marked"
    )
    figure.draw(out / "demo.png", noisy, clean, change, points, marked, corner, list(days))


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
