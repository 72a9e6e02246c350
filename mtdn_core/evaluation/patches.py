"""Despeckling figures on a folder of bi-temporal C2 patches (NAME_T1_C2.tif, NAME_T2_C2.tif, four bands each)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.evaluation.metrics.despeckling import equivalent_looks, evaluate_pairs
from mtdn_core.evaluation.metrics.sites import INTENSITIES, Sites, SiteSettings, select_sites
from mtdn_core.evaluation.rasters import read_bands

Array = NDArray[np.float64]
Despeckle = Callable[[Array, Array], tuple[Array, Array]]
CACHE = "c2_pairs.npz"


def load_pairs(folder: str | Path, cache: str | Path | None = None) -> dict[str, tuple[Array, Array]]:
    """Read the pairs of a folder.

    Parameters
    ----------
    folder
        Holds NAME_T1_C2.tif and NAME_T2_C2.tif, or an archive `c2_pairs.npz` of arrays (2, 4, H, W) made by
        :func:`save_pairs`, which needs no raster library.
    cache
        Archive to read when it exists, instead of the folder.

    Returns
    -------
    dict
        Name -> two arrays (4, H, W) [C11, Re C12, Im C12, C22], linear power.

    Raises
    ------
    InputError
        When the folder holds no pair.
    """
    root = Path(folder)
    for archive in (Path(cache) if cache else root / CACHE, root):
        if archive.is_file():
            with np.load(archive) as data:
                arrays = {name: data[name].astype(np.float64) for name in data.files}
            return {name: (array[0], array[1]) for name, array in arrays.items()}
    pairs = {}
    for first in sorted(root.glob("*_T1_C2.tif")):
        second = first.with_name(first.name.replace("_T1_C2", "_T2_C2"))
        if second.is_file():
            pairs[first.name[: -len("_T1_C2.tif")]] = (read_bands(first), read_bands(second))
    if not pairs:
        raise InputError(f"no pair of patches in '{root}'", "files NAME_T1_C2.tif and NAME_T2_C2.tif",
                         "pass the folder that holds them")
    return pairs


def save_pairs(pairs: dict[str, tuple[Array, Array]], path: str | Path) -> None:
    """Write pairs as a compressed archive for machines without a raster library."""
    arrays = {name: np.stack(pair).astype(np.float32) for name, pair in pairs.items()}
    np.savez_compressed(str(path), **arrays)


def evaluate_arrays(pairs: Sequence[tuple[Array, Array]], despeckle: Despeckle,
                    sites: Sites | SiteSettings | None = None) -> dict[str, list[float]]:
    """Despeckle and measure a list of pairs.

    Beside the figures of :func:`evaluate_pairs` this gives `enl_calmest`, the ENL in as many windows as there are pairs
    (the density of the published comparison: 40 windows in 40 patches), and `cpu_seconds_per_megapixel` of one date.
    """
    if not isinstance(sites, Sites):
        sites = select_sites(pairs, sites)
    calm = select_sites(pairs, replace(sites.settings, windows=len(pairs), points=0, edges=0))
    start = time.process_time()
    outputs = []
    for first, second in pairs:
        out1, out2 = despeckle(first, second)
        outputs.append((np.asarray(out1, np.float64), np.asarray(out2, np.float64)))
    seconds = time.process_time() - start
    pixels = 2 * sum(first[0].size for first, _ in pairs)
    figures = evaluate_pairs(pairs, outputs, sites)
    size = calm.settings.window
    figures["enl_calmest"] = [
        float(np.median(equivalent_looks(np.array([
            date[channel, y : y + size, x : x + size].ravel() for i, y, x in calm.windows for date in outputs[i]
        ])))) for channel in INTENSITIES
    ]
    figures["cpu_seconds_per_megapixel"] = [seconds / pixels * 1e6]
    return figures


def evaluate_folder(folder: str | Path, despeckle: Despeckle, settings: SiteSettings | None = None,
                    cache: str | Path | None = None) -> dict[str, list[float]]:
    """Measure a method on every pair of a folder.

    Parameters
    ----------
    folder, cache
        As in :func:`load_pairs`.
    despeckle
        Function of two noisy dates (4, H, W), linear power, that returns both despeckled.
    settings
        Number of sites over the whole folder; default 40 windows, 200 points and 800 edges.

    Returns
    -------
    dict
        Figures of :func:`mtdn_core.evaluation.metrics.despeckling.evaluate_pairs`, each [C11, C22].
    """
    return evaluate_arrays(list(load_pairs(folder, cache).values()), despeckle, settings)
