"""The published network from GeoTIFF to GeoTIFF: as fast as run plainly? the same at any tile size?

``python tools/bench_mtdn.py WEIGHTS.safetensors`` compares tile sizes on a scene with a hole, tiny scenes included, and
times the engine against the network run plainly (eager, float32, tiles of 100 x 100 as published), in CPU seconds of
one thread, in turns. Weights from ``python -m mtdn_core import-checkpoint``; ``make bench`` uses random ones.
"""

from __future__ import annotations

import argparse
import os
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

TILE = 100
NAMES = ("despeckled1", "despeckled2", "probability")


@dataclass(frozen=True)
class Pace:
    """CPU seconds per megapixel of two dates: plainly, by the engine, and by it with --fast; and how far they differ.

    `difference` is the relative RMS of the engine with shared statistics against the modules as published, on one tile
    whose statistics are its own; `fast` that of --fast against the exact run.
    """

    plain: float
    engine: float
    quick: float
    difference: float
    fast: dict[str, float]


def scene(folder: Path, height: int, width: int) -> tuple[str, str]:
    """Write two speckled dates with a change and a hole; return their paths."""
    from osgeo import gdal

    gdal.UseExceptions()
    paths = []
    for date in (1, 2):
        random = np.random.default_rng(date)
        ground = np.where(np.add.outer(np.arange(height), np.arange(width)) // 64 % 2, 0.3, 1.0)
        if date == 2:
            ground[height // 3 : height // 2, : width // 2] *= 4
        power = np.stack([ground, 0.2 * ground]) * random.gamma(4.4, 1 / 4.4, (2, height, width))
        if min(height, width) > 200:
            power[:, height // 4 : height // 4 + 150, width // 2 : width // 2 + 180] = np.nan
        path = str(folder / f"scene_{height}_{width}_{date}.tif")
        dataset = gdal.GetDriverByName("GTiff").Create(path, width, height, 2, gdal.GDT_Float32, ["TILED=YES"])
        for band, name in enumerate(("VV", "VH"), 1):
            dataset.GetRasterBand(band).SetNoDataValue(float("nan"))
            dataset.GetRasterBand(band).SetDescription(name)
            dataset.GetRasterBand(band).WriteArray(power[band - 1].astype(np.float32))
        dataset = None
        paths.append(path)
    return paths[0], paths[1]


def answer(pair: tuple[str, str], folder: Path, model: Any, tile: int | None, fast: bool = False) -> tuple[Any, float]:
    """Run the engine; return the outputs and the CPU seconds."""
    from osgeo import gdal

    from mtdn_core.inference.run import run
    from mtdn_core.inference.settings import DateInput, Outputs, RunSettings

    paths = {name: str(folder / f"{name}.tif") for name in NAMES}
    settings = RunSettings(device="cpu", units="linear", tile=tile, fast=fast)
    began = time.process_time()
    run(DateInput(pair[0]), DateInput(pair[1]), Outputs(**paths), settings, model=model)
    seconds = time.process_time() - began
    return [gdal.Open(path).ReadAsArray() for path in paths.values()], seconds


def differences(found: Any, wanted: Any) -> dict[str, float]:
    """Relative RMS of each output."""
    return {
        name: float(np.sqrt(np.nanmean((a - b) ** 2) / max(np.nanmean(b**2), 1e-30)))
        for name, a, b in zip(NAMES, found, wanted)
    }


def plain_seconds(model: Any, edge: int, passes: int) -> float:
    """CPU seconds per megapixel of two plain calls, one for each order of the dates; the best of `passes`."""
    import torch

    torch.manual_seed(0)
    one, two = torch.rand(2, 1, 7, edge, edge)
    times = []
    with torch.inference_mode():
        for _ in range(passes + 1):
            began = time.process_time()
            model(one, two)
            model(two, one)
            times.append(time.process_time() - began)
    return min(times[1:]) / edge**2 * 1e6


def own_difference(model: Any, plain: Any) -> float:
    """Engine's path against the modules as published on a tile of 100 x 100; relative RMS, the worst of the outputs."""
    import torch

    from mtdn_core.polarimetry.c2 import c2_to_published, project_psd, published_to_c2

    torch.manual_seed(1)
    one, two = (torch.rand(1, 4, TILE, TILE) * torch.tensor([1.0, 0.0, 0.0, 0.3])[:, None, None] for _ in "12")
    valid = torch.ones(1, 1, TILE, TILE, dtype=torch.bool)
    with torch.inference_mode():
        found = model.estimate(one, two, valid, valid)
        forwards = plain(c2_to_published(one), c2_to_published(two))
        backwards = plain(c2_to_published(two), c2_to_published(one))
    wanted = [project_psd(published_to_c2(call.despeckled)) for call in (forwards, backwards)]
    wanted.append(forwards.change_logits.softmax(1)[:, 1:])
    pairs = zip(found, wanted)
    return max(float((a - b).square().mean().sqrt() / b.square().mean().sqrt()) for a, b in pairs)


def measure_pace(model: Any, plain: Any, folder: Path, edge: int) -> Pace:
    """Time plain and engine in turns on a scene of edge x edge pixels; the lower of two plain figures counts."""
    pair = scene(folder, edge, edge)
    megapixels = edge**2 / 1e6
    before = plain_seconds(plain, TILE, 3)
    exact, seconds = answer(pair, folder, model, None)
    after = plain_seconds(plain, TILE, 3)
    quick, fast_seconds = answer(pair, folder, model, None, fast=True)
    return Pace(
        min(before, after), seconds / megapixels, fast_seconds / megapixels, own_difference(model, plain),
        differences(quick, exact),
    )  # fmt: skip


def seams(model: Any, folder: Path, height: int, width: int, tiles: list[int], whole: int = 2048) -> dict[int, float]:
    """Worst relative RMS of the outputs for each tile size against tiles of `whole`."""
    pair = scene(folder, height, width)
    wanted, _ = answer(pair, folder, model, whole)
    return {tile: max(differences(answer(pair, folder, model, tile)[0], wanted).values()) for tile in tiles}


def published_lines(pace: Pace, edge: int) -> list[str]:
    """Return the section on the published network."""
    fast = ", ".join(f"{name} {value:.1e}" for name, value in pace.fast.items())
    return [
        "## The published network on whole scenes",
        "",
        f"Two dates of {edge} x {edge} pixels, three outputs, random weights; CPU seconds of one thread. Plainly: "
        f"eager, float32, tiles of {TILE} x {TILE} that know nothing of each other, one call for "
        "each order of the dates, neither reading nor writing. The engine: from GeoTIFF to GeoTIFF, halos and scene "
        "statistics included.",
        "",
        "| run | CPU seconds per Mpx | ratio |",
        "|---|---|---|",
        f"| plainly | {pace.plain:.1f} | 1 |",
        f"| engine | {pace.engine:.1f} | {pace.plain / pace.engine:.2f} times as fast |",
        f"| engine, --fast | {pace.quick:.1f} | {pace.plain / pace.quick:.2f} times as fast |",
        "",
        f"On one tile the engine's arithmetic differs from the modules as published by {pace.difference:.1e} (relative "
        f"RMS). --fast differs from the exact run by: {fast}.",
        "",
    ]


def seam_lines(found: dict[str, dict[str, float]]) -> list[str]:
    """Return the part of docs/performance.md on seams: by model, what was compared and the worst relative RMS."""
    lines = [
        "## Seams",
        "",
        "Two dates with a change and a hole, cut into tiles, against the same scene in tiles of 2048; worst relative "
        "RMS of both despeckled dates and the probability (aim: 1e-4).",
        "",
        "| model | scene and tiles | relative RMS |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {what} | {value:.1e} |" for name, rows in found.items() for what, value in rows.items()]
    return [*lines, ""]


def seam_rows(model: Any, folder: Path, height: int, width: int, tiles: list[int]) -> dict[str, float]:
    """:func:`seams` of a scene and of tiny ones, in words."""
    rows = {}
    for tile in tiles:
        (value,) = seams(model, folder, height, width, [tile]).values()
        rows[f"{width} x {height}, tiles of {tile} against one of 2048"] = value
    for edge in (1, 7, 129):
        (value,) = seams(model, folder, edge, edge, [128]).values()
        rows[f"{edge} x {edge}, tiles of 128 against one of 2048"] = value
    return rows


def main() -> int:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--size", type=int, nargs=2, default=(1100, 1500), metavar=("HEIGHT", "WIDTH"))
    parser.add_argument("--tiles", type=int, nargs="+", default=[1024, 512, 256, 128])
    parser.add_argument("--edge", type=int, default=1536, help="scene for the pace")
    options = parser.parse_args()
    import torch

    from mtdn_core.model.load import load_model

    torch.set_num_threads(1)
    model, plain = load_model(options.weights), load_model(options.weights)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.edge:
            pace = measure_pace(model, plain, folder, options.edge)
            print(pace, f"ratio {pace.plain / pace.engine:.2f}, fast {pace.plain / pace.quick:.2f}", flush=True)
        rows = seam_rows(model, folder, *options.size, options.tiles)
        print("\n".join(seam_lines({options.weights.stem: rows})))
    return 0


if __name__ == "__main__":
    sys.exit(main())
