"""Everything that is measured of a model and of what it is compared with, in one nested dictionary.

One run fills the page, the README's table, the pictures and the figures of the model's card, so that no two of them can
disagree. Real truth (:mod:`mtdn_core.evaluation.metrics.truth`) comes first; the window metrics that blur can raise
come last.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation import baselines
from mtdn_core.evaluation.change import change_results
from mtdn_core.evaluation.data import Series, bursts, c2_pairs, data_folder
from mtdn_core.evaluation.method import Method
from mtdn_core.evaluation.metrics.despeckling import evaluate_pairs
from mtdn_core.evaluation.metrics.truth import power_kept, prepared, psnr, steady_mean
from mtdn_core.training.simulation.stacks import simulated_stacks

Array = NDArray[np.float64]
Results = dict[str, Any]
Say = Callable[[str], None]

DATES = (3, 8, 13, 20, 26)
FEWEST_DATES = 12  # of a series: one, and those that judge it
FEWEST_PIXELS = 500  # of ground that stays
STACK = 8  # dates of a stack: four before, three after
PEERS: dict[str, Callable[[Array], Array]] = {
    "noisy": lambda image: image, "boxcar 3x3": lambda image: baselines.boxcar(image, 3), "Lee 7x7": baselines.lee,
    "NL-means": baselines.nl_means,
}  # fmt: skip


def measure(method: Method, folder: str | Path | None, say: Say, *, quick: bool = False) -> Results:
    """Measure a model.

    Parameters
    ----------
    method
        The model under test.
    folder
        Test data; None: the usual place.
    say
        Is told what is being measured.
    quick
        Real truth alone.
    """
    began = time.perf_counter()
    root = data_folder(folder)
    series = [*bursts(root, "train"), *bursts(root, "test")]
    results: Results = {"name": method.name, "host": _host(), "truth": {}, "notes": []}
    if not series:
        results["notes"].append(f"Left out: there are no OPERA RTC-S1 series below '{root}'.")
    for one in series:
        say(f"real truth: {one.name}")
        found = truth_of(one, method)
        if found["psnr"]:
            results["truth"][one.name] = found
        else:
            results["notes"].append(
                f"Left out: {one.name} has {len(one.days)} dates and too little ground that stays; real truth needs "
                f"{FEWEST_DATES} dates and {FEWEST_PIXELS} such pixels."
            )
    if not quick:
        say("simulated stacks")
        if series:
            results["simulated"] = _simulated(series[-1], method)
        say("change")
        results["change"] = change_results(root, method, series[-1:] if series else [])
        pairs = c2_pairs(root, "test")
        if pairs:
            say("window metrics on C2 patches")
            results["windows"] = _windows(pairs, method)
        else:
            results["notes"].append("Left out: there are no C2 patches, the window metrics.")
    results["seconds"] = time.perf_counter() - began
    return results


def truth_of(series: Series, method: Method) -> Results:
    """Real truth of one series: rows by method, each with VV and VH, and the power kept; empty where nothing judges it."""
    stack, known = prepared(series.stack)
    rows: dict[str, list[list[float]]] = {}
    powers: dict[str, list[dict[str, float]]] = {}
    for date in (d for d in DATES if d < len(stack) >= FEWEST_DATES):
        truth, where = steady_mean(stack, known, date)
        if where.sum() < FEWEST_PIXELS:
            continue
        around = [i for i in range(date - 4, date + STACK - 4) if 0 <= i < len(stack)]
        enough = len(stack) - len(around) >= FEWEST_DATES - 1
        stack_truth, stack_where = steady_mean(stack, known, date, around) if enough else (truth, np.zeros_like(where))
        judges_stack = stack_where.sum() >= FEWEST_PIXELS
        following = (date + 1) % len(stack)
        answers = {
            "one date": method.despeckle(stack[date]),
            "two dates": method.despeckle(stack[date], second=stack[following]),
        }
        if method.takes_references and judges_stack:
            others = [stack[i] for i in around if i != date]
            answers["stack"] = method.despeckle(stack[date], references=others)
        for name, filter_ in PEERS.items():
            rows.setdefault(name, []).append(psnr(filter_(stack[date]), truth, where))
        if judges_stack:
            quegan = baselines.quegan(stack[around], around.index(date))
            rows.setdefault("Quegan 7x7, stack", []).append(psnr(quegan, stack_truth, stack_where))
        for name, image in answers.items():
            judged = (stack_truth, stack_where) if name == "stack" else (truth, where)
            rows.setdefault(name, []).append(psnr(image, *judged))
            powers.setdefault(name, []).append({**power_kept(image, stack[date]), "mor": _mor(stack[date], image)})
    return {
        "psnr": {name: np.mean(values, 0).tolist() for name, values in rows.items()},
        "power": {name: {k: float(np.mean([v[k] for v in values])) for k in values[0]} for name, values in powers.items()},
    }


def margins(results: Results) -> dict[str, dict[str, float]]:
    """Margin in dB over the best single-date peer (Quegan for the stack) of each burst and channel: mean and least."""
    found: dict[str, list[float]] = {}
    for burst in results["truth"].values():
        rows = burst["psnr"]
        single = np.max([rows[name] for name in PEERS], 0)
        for name, against in (("one date", single), ("two dates", single), ("stack", rows.get("Quegan 7x7, stack"))):
            if name in rows and against is not None:
                found.setdefault(name, []).extend((np.array(rows[name]) - against).tolist())
    return {name: {"mean": float(np.mean(v)), "least": float(np.min(v))} for name, v in found.items()}


def _mor(noisy: Array, image: Array) -> float:
    return float((noisy / np.maximum(image, 1e-9)).mean())


def _simulated(series: Series, method: Method) -> Results:
    """Stacks of eight dates over the temporal mean of a burst, change in the last: PSNR on unchanged and changed ground."""
    stack, _ = prepared(series.stack)
    rows: dict[str, list[list[float]]] = {}
    for scene in simulated_stacks(stack.mean(0), 3):
        last, others = scene.dates[-1], list(scene.dates[:-1])
        answers = {
            "noisy": last,
            "one date": method.despeckle(last),
            "two dates": method.despeckle(last, second=others[-1]),
            "Quegan 7x7": baselines.quegan(scene.dates, len(others)),
        }
        if method.takes_references:
            answers["stack"] = method.despeckle(last, references=others)
        for name, image in answers.items():
            values = [float(np.mean(psnr(image, scene.truth, where))) for where in (scene.unchanged, scene.changed)]
            rows.setdefault(name, []).append(values)
    return {name: np.mean(values, 0).tolist() for name, values in rows.items()}


def _windows(pairs: list[tuple[Array, Array]], method: Method) -> Results:
    """ENL and its like on C2 patches; every row holds VV and VH."""

    def filtered(function: Callable[[Array], Array]) -> list[tuple[Array, Array]]:
        def one(c2: Array) -> Array:
            vv, vh = function(c2[[0, 3]])
            factor = np.sqrt(vv * vh / np.maximum(c2[0] * c2[3], 1e-30))
            return np.stack([vv, c2[1] * factor, c2[2] * factor, vh])

        return [(one(a), one(b)) for a, b in pairs]

    alone = [(method.despeckle(a), method.despeckle(b)) for a, b in pairs]
    both = [(method.despeckle(a, second=b), method.despeckle(b, second=a)) for a, b in pairs]
    rows = {"one date": alone, "two dates": both, "Lee 7x7": filtered(baselines.lee), "NL-means": filtered(baselines.nl_means)}
    wanted = ("enl", "mor", "ecr", "leak", "renl", "rho1", "pt_db", "epd_h")
    return {name: {key: evaluate_pairs(pairs, out)[key] for key in wanted} for name, out in rows.items()}


def _host() -> dict[str, str]:
    import torch

    processor = platform.processor() or platform.machine()
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
            break
    return {"processor": processor, "torch": torch.__version__, "threads": str(torch.get_num_threads())}


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []
