"""Measure speed, threads, memory, tile seams and start-up, and write docs/performance.md.

``make bench`` takes some minutes; ``BENCH_ARGS="--edges 2048 16384"`` measures the memory on large scenes, which takes
half an hour more. Every measurement runs in a process of its own, on the CPU. ``make bench-cuda`` measures a graphics card
against the CPU beside it instead, and writes docs/performance-cuda.md; GDAL need not be installed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtdn_core.__main__ import set_heap  # noqa: E402
from mtdn_core.api import despeckle, detect_changes  # noqa: E402
from mtdn_core.evaluation.template import rendered  # noqa: E402
from mtdn_core.inference.device import cpu_name, resolve  # noqa: E402
from mtdn_core.inference.pipeline import predict_arrays  # noqa: E402
from mtdn_core.inference.predictor import Observed, Predictor, cut  # noqa: E402
from mtdn_core.inference.resume import processor  # noqa: E402
from mtdn_core.inference.run import run  # noqa: E402
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings  # noqa: E402
from mtdn_core.model.interface import Observation, Wanted  # noqa: E402
from mtdn_core.model.load import load_model  # noqa: E402
from mtdn_core.progress import Progress  # noqa: E402
from tools import assemble  # noqa: E402
from tools.qgis_headless import QgisProcess, QgisRunError  # noqa: E402

WANTED = {"both dates and change": (1, 1, 1), "one date of the pair": (1, 0, 0), "change alone": (0, 0, 1)}
PAGES = ROOT / "tools" / "pages"
WINDOW = 384
CPU_EDGE, CARD_EDGE = 512, 2048
NETWORKS = {"mtdn-compact": "torch", "mtdn-compact, NumPy": "numpy", "mtdn-wide": "torch", "published network": "torch"}


def squares(rows: np.ndarray, edge: int) -> np.ndarray:
    """Ground in squares of 64 pixels, 1 and 3."""
    return np.where(np.add.outer(rows, np.arange(edge)) // 64 % 2, 1.0, 3.0)


def write_scene(path: Path, edge: int, seed: int) -> Path:
    """Write speckled VV and VH of edge x edge pixels by strips."""
    from osgeo import gdal

    gdal.UseExceptions()
    random = np.random.default_rng(seed)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), edge, edge, 2, gdal.GDT_Float32, ["TILED=YES"])
    dataset.SetGeoTransform((500000.0, 10.0, 0.0, 5000000.0, 0.0, -10.0))
    for index, (name, level) in enumerate((("VV", 0.1), ("VH", 0.02))):
        band = dataset.GetRasterBand(index + 1)
        band.SetDescription(name)
        for row in range(0, edge, 256):
            height = min(256, edge - row)
            ground = level * squares(np.arange(row, row + height), edge)
            band.WriteArray((ground * random.gamma(4.4, 1 / 4.4, ground.shape)).astype(np.float32), 0, row)
    band = dataset = None
    return path


# -- in a process of its own ----------------------------------------------------------------------------------------


def network_speed(name: str) -> dict[str, float]:
    """Processor seconds per Mpx of two dates for each request; one thread, the best of three passes."""
    import torch

    from mtdn_core.model.published.network import PublishedNetwork

    torch.set_num_threads(1)
    torch.manual_seed(0)
    backend = NETWORKS[name]
    if name == "published network":
        model: Any = PublishedNetwork().eval().requires_grad_(False)  # random weights: its speed does not depend on them
    else:
        model = load_model(name.partition(",")[0], backend=backend)
    edge = 100 if name == "published network" else WINDOW
    images = [np.random.default_rng(n).gamma(4, 0.05, (1, 2, edge, edge)).astype(np.float32) for n in (1, 2)]
    valid = np.ones((1, 1, edge, edge), bool)
    make: Callable[[Any], Any] = torch.from_numpy if backend == "torch" else np.asarray
    dates = [Observation(make(image), make(valid)) for image in images]
    found = {}
    with torch.inference_mode():
        for title, flags in {**WANTED, "a date by itself": (1, 0, 0)}.items():
            used = dates[:1] if title == "a date by itself" else dates
            times = []
            for _ in range(4):
                began = time.process_time()
                model.estimate(*used, wanted=Wanted(*map(bool, flags)), strength=0.0)
                times.append(time.process_time() - began)
            found[title] = min(times[1:]) / edge**2 * 1e6
    return found


def engine_run(one: str, two: str, folder: str, threads: int) -> dict[str, Any]:
    """Despeckle both dates and detect change from GeoTIFF to GeoTIFF; wall seconds, peak memory, hash of the outputs."""
    set_heap()
    paths = [f"{folder}/{name}.tif" for name in ("one", "two", "change", "probability")]
    settings = RunSettings(device="cpu", units="linear", threads=threads or None)
    report = run(DateInput(one), DateInput(two), Outputs(*paths), settings)
    status = Path("/proc/self/status")
    peak = float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    if status.exists():  # ru_maxrss knows the parent's peak too
        peak = float(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")))
    digest = hashlib.sha256(b"".join(Path(path).read_bytes() for path in paths)).hexdigest()
    return {"seconds": report.seconds, "tile": report.tile, "peak_mb": peak / 1024, "bytes": digest}


def seams(name: str) -> dict[int, float]:
    """Relative RMS deviation of a scene in small tiles from the scene in one; of both images and the probability."""
    random = np.random.default_rng(5)
    level = np.array([0.05, 0.01], np.float32)[:, None, None]
    one, two = (random.gamma(4, 1, (2, 299, 261)).astype(np.float32) * level for _ in "12")
    two[:, 90:150, 60:140] *= 4
    two[:, 20:40, 200:230] = np.nan
    found = {}
    for tile in (160, 96):
        worst = 0.0
        for answer in (
            lambda edge: despeckle(one, second=two, units="linear", model=name, device="cpu", tile=edge),
            lambda edge: detect_changes(one, two, units="linear", model=name, device="cpu", tile=edge),
        ):
            whole, cut = answer(512), answer(tile)
            worst = max(worst, float(np.sqrt(np.nanmean((cut - whole) ** 2) / np.nanmean(whole**2))))
        found[tile] = worst
    return found


def child(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call one of the functions above in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


# -- what is measured -----------------------------------------------------------------------------------------------


def start_seconds(runs: int = 3) -> tuple[float, float]:
    """Processor seconds of ``qgis_process``: QGIS's own algorithm without the plugin, and ours on 100 x 100 pixels."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raster = write_scene(folder / "small.tif", 100, 0)
        assemble.assemble(folder)
        program = QgisProcess(folder / "plugin", folder / "profile")
        bare = {"QGIS_CUSTOM_CONFIG_PATH": str(folder / "bare"), "QGIS_PLUGINPATH": ""}
        kinds = [
            (["run", "native:rasterlayerstatistics", "--", f"INPUT={raster}", "BAND=1"], bare),
            (["run", "mtdn:despeckle", "--", f"INPUT={raster}", f"OUTPUT={folder / 'out.tif'}", "DEVICE=cpu"], {}),
        ]
        taken: list[list[float]] = [[], []]
        for _ in range(runs + 1):
            for times, (arguments, variables) in zip(taken, kinds):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                ended = program.call(arguments, OMP_NUM_THREADS="1", **variables)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                if ended.returncode:
                    raise QgisRunError(f"{' '.join(arguments)} failed:\n{ended.stdout}\n{ended.stderr}")
                times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        own, ours = (statistics.median(times[1:]) for times in taken)
        return own, ours


def threads_runs(folder: Path, edge: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Runs by number of threads, alone and beside a process that keeps one core busy."""
    scenes = [str(write_scene(folder / f"t{n}.tif", edge, n)) for n in (1, 2)]
    for busy in (False, True):
        other = subprocess.Popen([sys.executable, "-c", "while True: pass"]) if busy else None
        try:
            for threads, title in ((1, "1"), (2, "2"), (0, "default")):
                yield "one core busy" if busy else "idle", title, child(engine_run, *scenes, str(folder), threads)
        finally:
            if other is not None:
                other.kill()
                other.wait()


def measure_card() -> int:
    """Write the page of a graphics card, from arrays to arrays, beside one thread of the CPU; anew after every row."""
    import torch

    if not torch.cuda.is_available():
        print("no NVIDIA graphics card: nothing is measured, the page stays as it is")
        return 1
    facts = {"card": torch.cuda.get_device_name(), "torch": torch.__version__, "cpu": cpu_name()}
    rows: list[tuple[str, ...]] = []

    def scene(seed: int, edge: int = CARD_EDGE) -> Observed:
        ground = squares(np.arange(CARD_EDGE), CARD_EDGE) * np.array([0.1, 0.02])[:, None, None]
        image = ground * np.random.default_rng(seed).gamma(4.4, 1 / 4.4, ground.shape)
        return Observed(image[:, :edge, :edge].astype(np.float32), np.ones((edge, edge), bool))

    def passed(predictor: Predictor, dates: list[Observed], tile: int) -> tuple[float, list[Any]]:
        began = time.perf_counter()
        answer = predict_arrays(partial(cut, dates), *dates[0].valid.shape[::-1], predictor, tile, Progress())
        return time.perf_counter() - began, [a[..., :256, :256] for a in answer if a is not None]

    for name in ("mtdn-compact", "mtdn-wide"):
        for job, dates, wanted in (("one date", 1, Wanted(second=False)), ("two dates and change", 2, Wanted())):
            reference = Predictor(load_model(name), resolve("cpu"), wanted, RunSettings(strength=0.0), Progress())
            seconds, expected = passed(reference, [scene(seed, CPU_EDGE) for seed in range(dates)], CPU_EDGE)
            slow, scenes = CPU_EDGE**2 / seconds, [scene(seed) for seed in range(dates)]
            for fast, tile in ((False, 512), (False, 1024), (False, 2048), (True, 1024)):
                settings = RunSettings(strength=0.0, fast=fast)
                predictor = Predictor(load_model(name, "cuda"), resolve("cuda"), wanted, settings, Progress())
                passed(predictor, scenes, tile)
                torch.cuda.reset_peak_memory_stats()
                seconds, answer = min((passed(predictor, scenes, tile) for _ in range(2)), key=lambda each: each[0])
                rate = CARD_EDGE**2 / seconds
                # away from where the small scene ends
                errors = [((a - e) ** 2).mean() / (e**2).mean() for a, e in zip(answer, expected)]
                rows.append((
                    name, job, "bfloat16" if fast else "float32", str(tile), f"{rate / 1e6:.1f}",
                    f"{torch.cuda.max_memory_allocated() / 1e9:.1f}", f"{rate / slow:.0f}", f"{max(errors) ** 0.5:.1e}",
                ))
                print(*rows[-1], flush=True)
                text = rendered(PAGES / "performance-cuda.md", rows=rows, edge=CARD_EDGE, cpu_edge=CPU_EDGE, **facts)
                (ROOT / "docs" / "performance-cuda.md").write_text(text, encoding="utf-8")
    return 0


def say(step: str) -> None:
    print(f"== {step}", file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, nargs="+", default=[2048, 8192], metavar="N", help="scenes for the memory")
    parser.add_argument("--edge", type=int, default=1536, help="scene for the threads")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument("--cuda", action="store_true", help="measure a graphics card instead")
    options = parser.parse_args()
    if options.cuda:
        return measure_card()
    values: dict[str, Any] = {"cores": os.cpu_count(), "processor": processor(), "edge": options.edge, "start": None}
    values["load"] = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    say("networks")
    values["networks"] = {name: child(network_speed, name) for name in NETWORKS}
    say("seams")
    values["seams"] = {name: child(seams, name) for name in ("mtdn-compact", "mtdn-wide")}
    with tempfile.TemporaryDirectory() as name:
        say("threads")
        values["runs"] = list(threads_runs(Path(name), options.edge))
        values["memory"] = {}
        for edge in options.edges:
            say(f"memory, {edge} x {edge}")
            scenes = [str(write_scene(Path(name, f"m{number}.tif"), edge, number)) for number in (1, 2)]
            values["memory"][edge] = child(engine_run, *scenes, name, 0)
    say("start of qgis_process")
    try:
        values["start"] = start_seconds()
    except QgisRunError as error:
        print(f"   left out: {error}", file=sys.stderr, flush=True)
    options.output.write_text(rendered(PAGES / "performance.md", **values), encoding="utf-8")
    print(options.output.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
