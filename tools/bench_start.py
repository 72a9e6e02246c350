"""How long ``qgis_process run mtdn:despeckle`` on a small raster takes over QGIS's own start-up.

``python tools/bench_start.py`` prints JSON; :func:`lines` gives the part of docs/performance.md. Processor time of the
whole process, so that other work on the machine does not count; the two kinds of run alternate, the medians are taken.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import assemble
from tools.qgis_headless import QgisProcess, QgisRunError

EDGE = 100
TARGET_S = 4.0


@dataclass(frozen=True)
class Start:
    """Processor seconds (user and system) and wall seconds, medians of `runs`."""

    own_cpu: float
    despeckle_cpu: float
    own_wall: float
    despeckle_wall: float
    runs: int

    @property
    def over_cpu(self) -> float:
        """Processor seconds over QGIS's own."""
        return self.despeckle_cpu - self.own_cpu


def measure(runs: int = 3) -> Start:
    """Measure; the first run of each kind, which fills the disk's cache, does not count.

    Raises
    ------
    QgisRunError
        If ``qgis_process`` is missing or a run fails.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raster = _raster(folder / "small.tif")
        assemble.assemble(folder)
        program = QgisProcess(folder / "plugin", folder / "profile")
        # QGIS as it comes: another profile, in which the plugin is not enabled
        bare = {"QGIS_CUSTOM_CONFIG_PATH": str(folder / "bare"), "QGIS_PLUGINPATH": ""}
        own = ["run", "native:rasterlayerstatistics", "--", f"INPUT={raster}", "BAND=1"]
        ours = ["run", "mtdn:despeckle", "--", f"INPUT={raster}", f"OUTPUT={folder / 'out.tif'}", "DEVICE=cpu"]
        taken: dict[str, list[tuple[float, float]]] = {"own": [], "ours": []}
        for _ in range(runs + 1):
            taken["own"].append(_watch(program, own, bare))
            taken["ours"].append(_watch(program, ours, {}))
    own_times, our_times = (np.array(values[1:]) for values in taken.values())
    median = [float(statistics.median(column)) for times in (own_times, our_times) for column in times.T]
    return Start(median[0], median[2], median[1], median[3], runs)


def lines(start: Start) -> list[str]:
    """Return the part of docs/performance.md."""
    return [
        f"## Start: `qgis_process` on a raster of {EDGE} x {EDGE} pixels",
        "",
        "| run | processor seconds | seconds |",
        "|---|---|---|",
        f"| `native:rasterlayerstatistics`, without the plugin | {start.own_cpu:.2f} | {start.own_wall:.2f} |",
        f"| `mtdn:despeckle`, PyTorch's import included | {start.despeckle_cpu:.2f} | {start.despeckle_wall:.2f} |",
        "",
        f"Over QGIS's own start: {start.over_cpu:.2f} processor seconds (medians of {start.runs}, alternating; "
        f"aim: at most {TARGET_S:.0f}).",
        "",
    ]


def _watch(program: QgisProcess, arguments: list[str], variables: dict[str, str]) -> tuple[float, float]:
    """Run; return processor and wall seconds."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ended = program.call(arguments, OMP_NUM_THREADS="1", **variables)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode != 0:
        raise QgisRunError(f"{' '.join(arguments)} failed ({ended.returncode}):\n{ended.stdout}\n{ended.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def _raster(path: Path) -> Path:
    from osgeo import gdal

    random = np.random.default_rng(0)
    dataset: Any = gdal.GetDriverByName("GTiff").Create(str(path), EDGE, EDGE, 2, gdal.GDT_Float32)
    dataset.SetGeoTransform((500000.0, 10.0, 0.0, 5000000.0, 0.0, -10.0))
    for number, (name, level) in enumerate((("VV", 0.1), ("VH", 0.02)), start=1):
        band = dataset.GetRasterBand(number)
        band.SetDescription(name)
        band.WriteArray((level * random.gamma(4.4, 1 / 4.4, (EDGE, EDGE))).astype(np.float32))
    band = dataset = None
    return path


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    start = measure(parser.parse_args().runs)
    print(json.dumps({**asdict(start), "over_cpu": start.over_cpu}, indent=1))
    print("\n".join(lines(start)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
