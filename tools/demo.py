"""Run the plugin through the real ``qgis_process`` on the sample images, draw the result, print what was measured."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from mtdn_core.evaluation.data import ROOT, SAMPLE, disturbances, read
from tools import figure, measure
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
    opera = {f"{n}_{pol}": str(SAMPLE / f"{name}_{pol}.tif") for n, name in enumerate(OPERA, 1) for pol in ("VV", "VH")}
    jobs: dict[str, tuple[str, dict[str, str]]] = {
        "OPERA RTC-S1 2024-11-15, one date, a file per polarisation": (
            "mtdn:despeckle",
            {"INPUT": opera["1_VV"], "INPUT_VH": opera["1_VH"], "OUTPUT": str(out / "opera_20241115_despeckled.tif")},
        ),
        "OPERA RTC-S1 2024-11-15 and 2025-01-02": (
            "mtdn:detectchanges",
            {
                "BEFORE": opera["1_VV"], "BEFORE_VH": opera["1_VH"], "AFTER": opera["2_VV"], "AFTER_VH": opera["2_VH"],
                "OUTPUT": str(out / "opera_change.tif"), "PROBABILITY": str(out / "opera_change_probability.tif"),
            },
        ),
        "Myanmar GRD 2015-03-29 and 2016-03-23, in dB": (
            "mtdn:despeckleanddetect",
            {
                "BEFORE": before, "AFTER": after, "TARGET": "vegetation-loss",
                "DESPECKLED_BEFORE": str(out / "myanmar_20150329_despeckled.tif"),
                "DESPECKLED_AFTER": str(out / "myanmar_20160323_despeckled.tif"),
                "CHANGE": str(out / "myanmar_change.tif"),
                "PROBABILITY": str(out / "myanmar_change_probability.tif"),
            },
        ),
    }
    results = {}
    for title, (algorithm, parameters) in jobs.items():
        start = time.perf_counter()
        results[algorithm] = qgis.run(algorithm, parameters)
        results[algorithm]["wall"] = time.perf_counter() - start
        print(f"   {algorithm:24s} {title}: {results[algorithm]['wall']:.1f} s", flush=True)
    return results


def compare_backends(qgis: QgisProcess, plain: QgisProcess, out: Path, seconds: float) -> dict[str, Any]:
    """Despeckle once more with nothing but the system's Python, and return what computes, seconds, and the difference."""
    target = out / "opera_20241115_despeckled_system.tif"
    start = time.perf_counter()
    parameters = {f"INPUT{end}": str(SAMPLE / f"{OPERA[0]}_{pol}.tif") for end, pol in (("", "VV"), ("_VH", "VH"))}
    plain.run("mtdn:despeckle", {**parameters, "OUTPUT": str(target)})
    walls = (seconds, time.perf_counter() - start)
    one, two = (read(path) for path in (out / "opera_20241115_despeckled.tif", target))
    difference = float(max(figure.finite(abs(a - b) / a).max() for a, b in zip(one, two)))
    found = {}
    for program, name, wall in zip((qgis, plain), ("this environment", "the system's Python alone"), walls):
        backend = str(program.run("mtdn:checkenvironment", {"BENCHMARK": "false"})["BACKEND"])
        found[name] = {"backend": backend, "wall": wall}
        print(f"Backend of {name}: {backend.split(' (')[0]}, one date in {wall:.1f} s")
    print(f"   largest relative difference of the two results: {difference:.1e}")
    return {**found, "difference": difference}


def describe_pair(name: str, noisy: np.ndarray, clean: np.ndarray, corner: tuple[int, int]) -> dict[str, Any]:
    """Print and return ENL before and after and the mean of the ratio image, for VV and VH."""
    size = measure.WINDOW
    found: dict[str, Any] = {"window": {"row": corner[0], "column": corner[1], "size": size}}
    print(f"{name}, window of {size} x {size} pixels at row {corner[0]}, column {corner[1]}:")
    for channel, label in enumerate(("VV", "VH")):
        before, after = (measure.enl(image[channel], corner) for image in (noisy, clean))
        ratio = float(figure.finite(noisy[channel] / clean[channel]).mean())
        found[label] = {"enl_before": before, "enl_after": after, "mean_ratio": ratio}
        print(f"   {label}: ENL {before:.1f} -> {after:.1f}; mean of the ratio image (input / despeckled) {ratio:.3f}")
    return found


def measure_and_draw(out: Path, results: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Measure the written files, draw the figure and return the figures."""
    known = disturbances(SAMPLE)
    assert known is not None
    noisy = list(known.series.stack)
    clean = [10 ** (read(out / f"myanmar_{day}_despeckled.tif") / 10) for day in ("20150329", "20160323")]
    change = read(out / "myanmar_change.tif")[0]
    points = measure.reference_points(known)
    corner = measure.most_homogeneous_window(noisy)

    found = {
        f"myanmar_{day:%Y%m%d}": describe_pair(f"Myanmar {day} (two dates)", *images, corner)
        for day, *images in zip(known.series.days, noisy, clean)
    }
    opera = np.concatenate([read(SAMPLE / f"{OPERA[0]}_{pol}.tif") for pol in ("VV", "VH")])
    opera_clean, opera_corner = read(out / "opera_20241115_despeckled.tif"), measure.most_homogeneous_window([opera])
    found["opera_20241115"] = describe_pair("OPERA 2024-11-15 (one date)", opera, opera_clean, opera_corner)

    for algorithm, name in (("mtdn:despeckleanddetect", "Myanmar"), ("mtdn:detectchanges", "OPERA")):
        result = results[algorithm]
        share = 100.0 * result["CHANGED_PIXELS"] / result["VALID_PIXELS"]
        print(f"Changed area, {name}: {result['CHANGED_AREA'] / 1e4:.1f} ha, {share:.1f} % of the pixels with data")
    hit, false = marked = tuple(measure.hits(change, each) for each in points)
    print(
        f"Myanmar reference points (a point counts as marked if it or a neighbour is): {hit.sum()} of {hit.size} dated "
        f"disturbances marked, {false.sum()} of {false.size} stable points marked"
    )
    found["points"] = {
        "disturbed": int(hit.size), "disturbed_marked": int(hit.sum()),
        "stable": int(false.size), "stable_marked": int(false.sum()),
    }
    figure.draw(out / "demo.png", noisy, clean, change, points, marked, corner, list(known.series.days))
    return found


def main() -> None:
    """Run from the command line."""
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
        backends = compare_backends(qgis, plain, out, results["mtdn:despeckle"]["wall"])
    except QgisRunError as error:
        sys.exit(f"error: {error}")
    found = measure_and_draw(out, results)
    seconds = {name: {"wall": result["wall"], "engine": result["SECONDS"]} for name, result in results.items()}
    device = results["mtdn:despeckleanddetect"]["DEVICE_USED"]
    total = sum(item["wall"] for item in seconds.values())
    print(f"Time: {total:.1f} s for the three runs, starting QGIS each time; device: {device}")
    figures = {**found, "backends": backends, "seconds": seconds, "device": device, "results": results}
    (out / "figures.json").write_text(json.dumps(figures, indent=2, default=str) + "\n", encoding="utf-8")
    print(f"Written to {out}:")
    for path in sorted(out.iterdir()):
        print(f"   {path.name}")
    print("Contains modified Copernicus Sentinel data 2015, 2016, 2024, 2025.")


if __name__ == "__main__":
    main()
