"""Everything that is measured of a model and of what it is compared with, in one nested dictionary.

One run fills the page, the README's table, the pictures and the figures of the model's card, so that no two of them can
disagree. Real truth (:mod:`mtdn_core.evaluation.metrics`) comes first; the window metrics that blur can raise
come last.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from mtdn_core.evaluation import software
from mtdn_core.evaluation.baselines import NOISY, QUEGAN, RABASAR, SAR2SAR, SINGLE_DATE, STACK, mulog, rabasar
from mtdn_core.evaluation.change import disturbance_scores, injected_scores
from mtdn_core.evaluation.data import LOOKS, Series, bursts, c2_pairs, data_folder, dist_sites, disturbances, simulated_stacks
from mtdn_core.evaluation.metrics import points_kept, power_kept, prepared, psnr, steady_mean, window_metrics
from mtdn_core.evaluation.software import ModelMethod, say
from mtdn_core.inference.resume import processor

Array = NDArray[np.float64]
Results = dict[str, Any]

DATES = (3, 8, 13, 20, 26)
FEWEST_DATES = 12  # of a series: one, and those that judge it
FEWEST_PIXELS = 500  # of ground that stays
DATES_OF_STACK = 8  # four before, three after
INPUTS = ("one date", "two dates", "stack")
ALONE = "one date, each polarisation alone"
OWN = (*INPUTS, ALONE)


def measure(method: ModelMethod, folder: str | Path | None, *, quick: bool = False) -> Results:
    """Measure a model on the test data of a folder (None: the usual place); `quick`: by real truth alone."""
    began = time.perf_counter()
    root = data_folder(folder)
    series = [*bursts(root, "train"), *bursts(root, "test")]
    host = {"processor": processor(), "torch": torch.__version__, "threads": str(torch.get_num_threads())}
    results: Results = {"name": method.name, "host": host, "truth": {}, "notes": []}
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
    if SAR2SAR not in SINGLE_DATE:
        results["notes"].append("Left out: SAR2SAR, whose package deepdespeckling is not installed.")
    if not quick:
        if series:
            say("simulated stacks")
            results["simulated"] = _simulated(series[-1], method)
        say("change")
        results["change"] = _change(root, method, series)
        if pairs := c2_pairs(root, "test"):
            say("metrics of windows on C2 patches")
            results["windows"] = _windows(pairs, method)
        else:
            results["notes"].append("Left out: there are no C2 patches, the metrics of windows.")
    results["seconds"] = time.perf_counter() - began
    return results


def _change(root: Path, method: ModelMethod, series: list[Series]) -> Results:
    """All results on change; what the data do not allow is left out."""
    results: Results = {}
    if (points := disturbances(root)) is not None:
        results["disturbances"] = disturbance_scores(points, method.model)
    if pairs := c2_pairs(root, "test"):
        results["injected"] = injected_scores(pairs, method.model)
    if not method.takes_references:
        return results
    if found := {part: software.sites(sites, method.model) for part in ("train", "test") if (sites := dist_sites(root, part))}:
        say("change: labelled sites")
        results["sites"] = found
    for part in ("train", "test"):
        if rates := software.false_alarms([one for one in series if one.name.startswith(part)], method.model):
            results.setdefault("false_alarms", {})[part] = rates
    if series:
        results["same"] = software.order_and_sameness(series[-1], method.model)
    return results


def truth_of(series: Series, method: ModelMethod) -> Results:
    """Real truth of one series by method, VV and VH; cost, power and points kept; empty where nothing judges it."""
    stack, known = prepared(series.stack)
    found: dict[str, list[Results]] = {}
    for date in (d for d in DATES if d < len(stack) >= FEWEST_DATES):
        noisy = stack[date]
        judge = steady_mean(stack, known, date)
        if judge[1].sum() < FEWEST_PIXELS:
            continue
        filters = {name: partial(baseline, noisy) for name, baseline in SINGLE_DATE.items()}
        filters["one date"] = partial(method.despeckle, noisy)
        filters[ALONE] = partial(_each_alone, method, noisy)
        filters["two dates"] = partial(method.despeckle, noisy, second=stack[(date + 1) % len(stack)])
        around = [i for i in range(date - 4, date + DATES_OF_STACK - 4) if 0 <= i < len(stack)]
        if len(stack) - len(around) >= FEWEST_DATES - 1:
            judge_of_stack = steady_mean(stack, known, date, around)
            if judge_of_stack[1].sum() >= FEWEST_PIXELS:
                filters.update({name: partial(f, stack[around], around.index(date)) for name, f in STACK.items()})
                if method.takes_references:
                    others = [stack[i] for i in around if i != date]
                    filters["stack"] = partial(method.despeckle, noisy, references=others)
        for name, despeckle in filters.items():
            began = time.process_time()
            image = despeckle()
            seconds = time.process_time() - began
            ratio = float((noisy / np.maximum(image, 1e-9)).mean())
            found.setdefault(name, []).append({
                "psnr": psnr(image, *(judge_of_stack if name in (*STACK, "stack") else judge)),
                "cost": seconds / noisy[0].size * 1e6,  # processor seconds per megapixel
                "power": {**power_kept(image, noisy), "mor": ratio}, "points": points_kept(image, noisy),
            })

    kinds = ("psnr", "cost", "power")
    means = {kind: {name: _mean([date[kind] for date in dates]) for name, dates in found.items()} for kind in kinds}
    return {**means, "points": {name: _points([date["points"] for date in dates], "count") for name, dates in found.items()}}


def _mean(values: list[Any]) -> Any:
    """Mean of numbers, of lists place by place, or of tables key by key."""
    if isinstance(values[0], dict):
        return {key: _mean([value[key] for value in values]) for key in values[0]}
    return np.mean(values, 0).tolist()


def _each_alone(method: ModelMethod, noisy: Array) -> Array:
    """Each polarisation despeckled alone, as the software does: given to the model as both."""
    return np.stack([method.despeckle(noisy[[channel, channel]])[0] for channel in (0, 1)])


def loss_alone(one: Results) -> dict[str, dict[str, float]]:
    """What one polarisation alone loses against both, for the card, see :mod:`mtdn_core.inference.one_polarisation`.

    Empty where PSNR or change was not measured.
    """
    rows = [burst["psnr"] for burst in one["truth"].values()]
    scores = one.get("change", {}).get("disturbances", {})
    if not rows or not scores:
        return {}
    steps = np.mean([np.array(row[ALONE]) - row["one date"] for row in rows], 0)
    pair = "probability, two dates"
    return {
        name: {"psnr_db": round(float(step), 2), "auc_alone": round(scores[f"{pair}, {name} alone"], 3),
               "auc_both": round(scores[pair], 3)}
        for name, step in zip(("VV", "VH"), steps)
    }


def _points(found: list[tuple[int, float]], count: str) -> dict[str, Any]:
    return {count: sum(number for number, _ in found), "largest": max(largest for _, largest in found)}


def unseen_of(truth: Results) -> Results:
    """The series that no model was trained on."""
    return {name: found for name, found in truth.items() if name.startswith("test/")}


def margins(truth: Results) -> dict[tuple[str, str], list[float]]:
    """Differences in dB of each burst and channel, by (own input, what it is compared with)."""
    found: dict[tuple[str, str], list[float]] = {}
    for burst in truth.values():
        rows = burst["psnr"]
        best = np.max([values for name, values in rows.items() if name not in (*OWN, *STACK)], 0)
        against = {("one date", "peer"): best, ("two dates", "peer"): best}
        against.update({("stack", name): rows[name] for name in STACK if name in rows})
        for (name, peer), values in against.items():
            if name in rows:
                found.setdefault((name, peer), []).extend((np.array(rows[name]) - values).tolist())
    return found


def _simulated(series: Series, method: ModelMethod) -> Results:
    """Stacks of eight dates over the temporal mean of a burst, change in the last: PSNR on unchanged and changed ground."""
    stack, _ = prepared(series.stack)
    rows: dict[str, list[list[float]]] = {}
    looks = (float(LOOKS), float(LOOKS))
    for scene in simulated_stacks(stack.mean(0), 3):
        last, others = scene.dates[-1], list(scene.dates[:-1])
        answers = {
            NOISY: last, "MuLoG": mulog(last, looks), "one date": method.despeckle(last),
            "two dates": method.despeckle(last, second=others[-1]),
            QUEGAN: STACK[QUEGAN](scene.dates, len(others)), RABASAR: rabasar(scene.dates, len(others), looks),
        }
        if method.takes_references:
            answers["stack"] = method.despeckle(last, references=others)
        for name, image in answers.items():
            values = [float(np.mean(psnr(image, scene.truth, where))) for where in (scene.unchanged, scene.changed)]
            rows.setdefault(name, []).append(values)
    return {name: np.mean(values, 0).tolist() for name, values in rows.items()}


def _windows(pairs: list[tuple[Array, Array]], method: ModelMethod) -> Results:
    """ENL and its like on C2 patches, of the model and of the filters of one date."""

    def filtered(function: Callable[[Array], Array], c2: Array) -> Array:
        vv, vh = function(c2[[0, 3]])
        factor = np.sqrt(vv * vh / np.maximum(c2[0] * c2[3], 1e-30))
        return np.stack([vv, c2[1] * factor, c2[2] * factor, vh])

    outputs = {
        name: [(filtered(function, a), filtered(function, b)) for a, b in pairs]
        for name, function in SINGLE_DATE.items() if name != SAR2SAR
    }
    outputs["one date"] = [(method.despeckle(a), method.despeckle(b)) for a, b in pairs]
    outputs["two dates"] = [(method.despeckle(a, second=b), method.despeckle(b, second=a)) for a, b in pairs]
    found = {}
    for name, out in outputs.items():
        images = [(image[[0, 3]], noisy[[0, 3]]) for pair, made in zip(pairs, out) for noisy, image in zip(pair, made)]
        found[name] = {**window_metrics(pairs, out), **_points([points_kept(*both) for both in images], "points")}
    return found
