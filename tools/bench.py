"""Measure speed and memory, as ratios within one run, and write docs/performance.md.

``python tools/bench.py`` (``make bench``) takes some minutes on one core; ``--full`` uses a scene of 16 Mpx for the
shares, too. Networks run on the CPU with one thread.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import bench_levers, bench_memory, bench_mtdn, bench_start  # noqa: E402
from tools.qgis_headless import QgisRunError  # noqa: E402

PUBLISHED_TILE = 100
WINDOW = 448
BUSY_LOAD = 0.4


@dataclass(frozen=True)
class Shares:
    """Where the time of a run from GeoTIFF to GeoTIFF goes; seconds unless said otherwise."""

    megapixels: float
    total: float
    model: float
    reading: float
    writing: float
    computed_per_pixel: float

    @property
    def halo(self) -> float:
        """Part of the run spent on pixels computed more than once."""
        return self.model * (1 - 1 / self.computed_per_pixel) / self.total

    @property
    def waiting(self) -> float:
        """Part of the run in which the network did not work."""
        return 1 - self.model / self.total


def scene(path: Path, edge: int, seed: int) -> str:
    """Write speckled VV and VH of edge x edge pixels by strips; return the path."""
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
            ground = level * np.where(np.add.outer(np.arange(row, row + height), np.arange(edge)) // 64 % 2, 1.0, 3.0)
            band.WriteArray((ground * random.gamma(4.4, 1 / 4.4, ground.shape)).astype(np.float32), 0, row)
    band = dataset = None
    return str(path)


def seconds_per_megapixel(model: Any, edge: int, passes: int) -> float:
    """Time ``estimate`` of two dates on tiles of edge x edge; the best of `passes`, after one to warm up."""
    import torch

    torch.manual_seed(0)
    one, two = (torch.rand(1, 4, edge, edge) * torch.tensor([0.2, 0.0, 0.0, 0.05])[:, None, None] for _ in "12")
    valid = torch.ones(1, 1, edge, edge, dtype=torch.bool)
    times = []
    with torch.inference_mode():
        for _ in range(passes + 1):
            began = time.process_time()
            model.estimate(one, two, valid, valid, has_c12=False)
            times.append(time.process_time() - began)
    return min(times[1:]) / edge**2 * 1e6


def published() -> Any:
    """Return the published network with random weights: its speed does not depend on them."""
    import torch

    from mtdn_core.model.published.network import PublishedNetwork

    torch.manual_seed(0)
    return PublishedNetwork().eval().requires_grad_(False)


def measure_shares(folder: Path, edge: int) -> Shares:
    """Run the engine with a watch on model, reader and writer."""
    from mtdn_core.inference.outputs import Products
    from mtdn_core.inference.run import run
    from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
    from mtdn_core.model.load import load_model
    from mtdn_core.raster.read import DateRaster

    spent = {"model": 0.0, "reading": 0.0, "writing": 0.0, "pixels": 0.0}
    model = load_model("mtdn-lite")

    def watched(name: str, act: Any) -> Any:
        def timed(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return act(*args, **kwargs)
            finally:
                spent[name] += time.perf_counter() - began
                if name == "model":
                    spent["pixels"] += args[0].shape[-1] * args[0].shape[-2]

        return timed

    model.estimate = watched("model", model.estimate)
    read, write = DateRaster.read, Products.write
    one, two = (scene(folder / f"scene{n}.tif", edge, n) for n in (1, 2))
    outputs = Outputs(*(str(folder / f"{name}.tif") for name in ("one", "two", "change", "probability")))
    try:
        DateRaster.read, Products.write = watched("reading", read), watched("writing", write)
        settings = RunSettings(device="cpu", units="linear")
        report = run(DateInput(one), DateInput(two), outputs, settings, model=model)
    finally:
        DateRaster.read, Products.write = read, write
    mpx = edge * edge / 1e6
    per_pixel = spent["pixels"] / edge**2
    return Shares(mpx, report.seconds, spent["model"], spent["reading"], spent["writing"], per_pixel)


def peak_memory(folder: Path, edge: int) -> dict[str, float]:
    """Measure the peak on two dates of `edge` x `edge` pixels."""
    return bench_memory.measure(*(scene(folder / f"m{edge}_{n}.tif", edge, n) for n in (1, 2)), folder)


def processor() -> str:
    """Return the model of the processor."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def page(
    paces: dict[str, float],
    shares: Shares,
    memory: dict[int, dict[str, float]],
    busy: bool,
    more: list[str] | None = None,
) -> str:
    """Return docs/performance.md; `paces` are CPU seconds per megapixel, `more` the sections of the other files."""
    import torch

    slowest = max(paces.values())
    lines = [
        "# Performance",
        "",
        f"By `make bench`: {os.cpu_count()} core(s), {processor()}; PyTorch {torch.__version__}, CPU, one thread."
        + (" On a shared machine, busy with other work meanwhile: seconds are pessimistic, ratios less so." * busy),
        "",
        "## The networks, array to array",
        "",
        "One pass over two dates: both despeckled, change detected. The published network runs plainly: eager, "
        f"float32, tiles of {PUBLISHED_TILE} x {PUBLISHED_TILE}; random weights, which do not alter its speed.",
        "",
        "| network | CPU seconds per Mpx | ratio |",
        "|---|---|---|",
        *(
            f"| {name} | {pace:.2f} | " + ("1 |" if pace == slowest else f"{slowest / pace:.1f} times as fast |")
            for name, pace in paces.items()
        ),
        "",
        *(more or []),
        "## Where a run from GeoTIFF to GeoTIFF spends its time",
        "",
        f"mtdn-lite, defaults, two dates of {shares.megapixels:.1f} Mpx, four outputs: {shares.total:.1f} s.",
        "",
        "| share | of the run |",
        "|---|---|",
        f"| pixels computed more than once (halo, {shares.computed_per_pixel:.2f} per pixel of the scene) "
        f"| {shares.halo:.1%} |",
        f"| network waiting (start, reading, writing, closing) | {shares.waiting:.1%} |",
        f"| overhead, the sum | {shares.halo + shares.waiting:.1%} |",
        "",
        f"On their own threads meanwhile: reading {shares.reading:.1f} s, writing {shares.writing:.1f} s.",
        "",
        *bench_memory.lines(memory),
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure all and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="shares on 16 Mpx, not 4; seams of all on 1500 x 1100")
    parser.add_argument("--memory-only", action="store_true", help="measure memory anew; the rest of the page stays")
    parser.add_argument("--edges", type=int, nargs=2, default=(1024, 4096), metavar="N", help="scenes for the memory")
    parser.add_argument("--edge", type=int, help="scene for the shares")
    parser.add_argument("--mtdn-edge", type=int, default=768, help="scene for the published network")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "performance.md")
    options = parser.parse_args()
    if options.memory_only:
        with tempfile.TemporaryDirectory() as name:
            memory = {edge: peak_memory(Path(name), edge) for edge in options.edges}
        kept = options.output.read_text(encoding="utf-8").split(bench_memory.TITLE)[0]
        options.output.write_text(kept + "\n".join(bench_memory.lines(memory)), encoding="utf-8")
        return 0
    busy = hasattr(os, "getloadavg") and os.getloadavg()[0] > BUSY_LOAD
    import torch

    torch.set_num_threads(1)
    from mtdn_core.inference.allocator import keep_freed_memory
    from mtdn_core.model.load import load_model

    print("== networks", flush=True)
    paces = {"the published network": seconds_per_megapixel(published(), PUBLISHED_TILE, 5)}
    with keep_freed_memory():
        for shipped in ("mtdn", "mtdn-lite"):
            paces[shipped] = seconds_per_megapixel(load_model(shipped), WINDOW, 3)
    print("== levers", flush=True)
    levers = bench_levers.lines([bench_levers.measure(shipped) for shipped in ("mtdn-lite", "mtdn")])
    print("== start of qgis_process", flush=True)
    try:
        start = bench_start.lines(bench_start.measure())
    except QgisRunError as error:
        print(f"   left out: {error}", flush=True)
        start = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("== the published network, end to end", flush=True)
        model, plainly = published(), published()
        pace = bench_mtdn.measure_pace(model, plainly, folder, options.mtdn_edge)
        print("== seams", flush=True)
        seams = {"mtdn-lite": bench_mtdn.seam_rows(load_model("mtdn-lite"), folder, 1100, 1500, [1024, 512, 256, 128])}
        small = ((299, 261), [176, 128]) if not options.full else ((1500, 1100), [1024, 512, 256, 128])
        for shipped, network in (("mtdn", load_model("mtdn")), ("the published network", model)):
            seams[shipped] = bench_mtdn.seam_rows(network, folder, *reversed(small[0]), small[1])
        print("== a run, watched", flush=True)
        shares = measure_shares(folder, options.edge or (4096 if options.full else 2048))
        memory = {}
        for edge in options.edges:
            print(f"== memory, {edge} x {edge}", flush=True)
            memory[edge] = peak_memory(folder, edge)
    more = [*bench_mtdn.published_lines(pace, options.mtdn_edge), *bench_mtdn.seam_lines(seams), *levers, *start]
    options.output.write_text(page(paces, shares, memory, bool(busy), more), encoding="utf-8")
    print(options.output.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
