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

from mtdn_core.evaluation import mulog, software
from mtdn_core.evaluation.change import disturbance_scores, injected_scores
from mtdn_core.evaluation.data import Series, bursts, c2_pairs, data_folder, dist_sites, disturbances
from mtdn_core.evaluation.method import Method, ModelMethod
from mtdn_core.evaluation.metrics.despeckling import window_metrics
from mtdn_core.evaluation.metrics.truth import Points, points_kept, power_kept, prepared, psnr, steady_mean
from mtdn_core.evaluation.peers import NOISY, QUEGAN, RABASAR, STACK, single_date_peers
from mtdn_core.training.simulation.stacks import LOOKS, simulated_stacks

Array = NDArray[np.float64]
Results = dict[str, Any]
Say = Callable[[str], None]

DATES = (3, 8, 13, 20, 26)
FEWEST_DATES = 12  # of a series: one, and those that judge it
FEWEST_PIXELS = 500  # of ground that stays
DATES_OF_STACK = 8  # four before, three after
OWN = ("one date", "two dates", "stack")


def measure(method: ModelMethod, folder: str | Path | None, say: Say, *, quick: bool = False) -> Results:
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
    if "SAR2SAR" not in single_date_peers():
        results["notes"].append("Left out: SAR2SAR, whose package deepdespeckling is not installed.")
    if not quick:
        if series:
            say("simulated stacks")
            results["simulated"] = _simulated(series[-1], method)
        say("change")
        results["change"] = _change(root, method, series, say)
        pairs = c2_pairs(root, "test")
        if pairs:
            say("metrics of windows on C2 patches")
            results["windows"] = _windows(pairs, method)
        else:
            results["notes"].append("Left out: there are no C2 patches, the metrics of windows.")
    results["seconds"] = time.perf_counter() - began
    return results


def _change(root: Path, method: ModelMethod, series: list[Series], say: Say) -> Results:
    """All results on change; what the data do not allow is left out."""
    results: Results = {}
    points = disturbances(root)
    if points is not None:
        results["disturbances"] = disturbance_scores(points, method)
    pairs = c2_pairs(root, "test")
    if pairs:
        results["injected"] = injected_scores(pairs, method)
    if not method.takes_references:
        return results
    found = {part: software.sites(places, method.model) for part in ("train", "test") if (places := dist_sites(root, part))}
    if found:
        say("change: labelled sites")
        results["sites"] = found
    for part in ("train", "test"):
        of_part = [one for one in series if one.name.startswith(part)]
        rates = software.false_alarms(of_part, method.model, say)
        if rates:
            results.setdefault("false_alarms", {})[part] = rates
    if series:
        results["same"] = software.order_and_sameness(series[-1], method.model)
    return results


class _Clock:
    """Processor seconds per megapixel of each method, summed over its calls."""

    def __init__(self) -> None:
        self._spent: dict[str, tuple[float, int]] = {}

    def run(self, name: str, function: Callable[..., Array], *inputs: Any, **more: Any) -> Array:
        began = time.process_time()
        image = function(*inputs, **more)
        seconds, pixels = self._spent.get(name, (0.0, 0))
        self._spent[name] = (seconds + time.process_time() - began, pixels + image[0].size)
        return image

    def per_megapixel(self) -> dict[str, float]:
        return {name: seconds / pixels * 1e6 for name, (seconds, pixels) in self._spent.items()}


def truth_of(series: Series, method: Method) -> Results:
    """Real truth of one series by method, VV and VH; cost, power and points kept; empty where nothing judges it."""
    stack, known = prepared(series.stack)
    rows: dict[str, list[list[float]]] = {}
    powers: dict[str, list[dict[str, float]]] = {}
    points: dict[str, list[Points]] = {}
    clock = _Clock()
    for date in (d for d in DATES if d < len(stack) >= FEWEST_DATES):
        noisy = stack[date]
        truth, where = steady_mean(stack, known, date)
        if where.sum() < FEWEST_PIXELS:
            continue
        around = [i for i in range(date - 4, date + DATES_OF_STACK - 4) if 0 <= i < len(stack)]
        enough = len(stack) - len(around) >= FEWEST_DATES - 1
        stack_truth, stack_where = steady_mean(stack, known, date, around) if enough else (truth, np.zeros_like(where))
        judges_stack = stack_where.sum() >= FEWEST_PIXELS
        others = [stack[i] for i in around if i != date]
        answers = {name: clock.run(name, peer, noisy) for name, peer in single_date_peers().items()}
        answers["one date"] = clock.run("one date", method.despeckle, noisy)
        following = stack[(date + 1) % len(stack)]
        answers["two dates"] = clock.run("two dates", method.despeckle, noisy, second=following)
        for name, image in answers.items():
            rows.setdefault(name, []).append(psnr(image, truth, where))
        if judges_stack:
            for name, of_stack in STACK.items():
                answers[name] = clock.run(name, of_stack, stack[around], around.index(date))
            if method.takes_references:
                answers["stack"] = clock.run("stack", method.despeckle, noisy, references=others)
            for name in answers.keys() & {*STACK, "stack"}:
                rows.setdefault(name, []).append(psnr(answers[name], stack_truth, stack_where))
        for name, image in answers.items():
            powers.setdefault(name, []).append({**power_kept(image, noisy), "mor": _mor(noisy, image)})
            points.setdefault(name, []).append(points_kept(image, noisy))
    return {
        "psnr": {name: np.mean(values, 0).tolist() for name, values in rows.items()},
        "cost": clock.per_megapixel(),
        "power": {name: {k: float(np.mean([v[k] for v in values])) for k in values[0]} for name, values in powers.items()},
        "points": {
            name: {"count": sum(p.number for p in found), "largest": max(p.largest for p in found)}
            for name, found in points.items()
        },
    }


def margins(truth: Results) -> dict[tuple[str, str], list[float]]:
    """Differences in dB of each burst and channel, by (own input, what it is compared with)."""
    found: dict[tuple[str, str], list[float]] = {}
    for burst in truth.values():
        rows = burst["psnr"]
        singles = [rows[name] for name in rows if name not in (*OWN, *STACK)]
        against = {("one date", "peer"): np.max(singles, 0), ("two dates", "peer"): np.max(singles, 0)}
        against.update({("stack", name): rows[name] for name in STACK if name in rows})
        for (name, peer), values in against.items():
            if name in rows:
                found.setdefault((name, peer), []).extend((np.array(rows[name]) - values).tolist())
    return found


def _mor(noisy: Array, image: Array) -> float:
    return float((noisy / np.maximum(image, 1e-9)).mean())


def _simulated(series: Series, method: Method) -> Results:
    """Stacks of eight dates over the temporal mean of a burst, change in the last: PSNR on unchanged and changed ground."""
    stack, _ = prepared(series.stack)
    rows: dict[str, list[list[float]]] = {}
    looks = (float(LOOKS), float(LOOKS))
    for scene in simulated_stacks(stack.mean(0), 3):
        last, others = scene.dates[-1], list(scene.dates[:-1])
        answers = {
            NOISY: last,
            "MuLoG": mulog.mulog(last, looks),
            "one date": method.despeckle(last),
            "two dates": method.despeckle(last, second=others[-1]),
            QUEGAN: STACK[QUEGAN](scene.dates, len(others)),
            RABASAR: mulog.rabasar(scene.dates, len(others), looks),
        }
        if method.takes_references:
            answers["stack"] = method.despeckle(last, references=others)
        for name, image in answers.items():
            values = [float(np.mean(psnr(image, scene.truth, where))) for where in (scene.unchanged, scene.changed)]
            rows.setdefault(name, []).append(values)
    return {name: np.mean(values, 0).tolist() for name, values in rows.items()}


def _windows(pairs: list[tuple[Array, Array]], method: Method) -> Results:
    """ENL and its like on C2 patches, of the model and of the filters of one date."""

    def filtered(function: Callable[[Array], Array]) -> list[tuple[Array, Array]]:
        def one(c2: Array) -> Array:
            vv, vh = function(c2[[0, 3]])
            factor = np.sqrt(vv * vh / np.maximum(c2[0] * c2[3], 1e-30))
            return np.stack([vv, c2[1] * factor, c2[2] * factor, vh])

        return [(one(a), one(b)) for a, b in pairs]

    outputs = {name: filtered(function) for name, function in single_date_peers().items() if name != "SAR2SAR"}
    outputs["one date"] = [(method.despeckle(a), method.despeckle(b)) for a, b in pairs]
    outputs["two dates"] = [(method.despeckle(a, second=b), method.despeckle(b, second=a)) for a, b in pairs]
    points = {
        name: [points_kept(image[[0, 3]], noisy[[0, 3]]) for pair, out in zip(pairs, found) for noisy, image in zip(pair, out)]
        for name, found in outputs.items()
    }  # fmt: skip
    return {
        name: {
            **window_metrics(pairs, out),
            "points": sum(p.number for p in points[name]),
            "largest": max(p.largest for p in points[name]),
        }
        for name, out in outputs.items()
    }


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
