"""How well change is found: dated disturbances, injected change, false alarms between neighbouring dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation import baselines
from mtdn_core.evaluation.data import Disturbances, Series, c2_pairs, dist_sites, disturbances
from mtdn_core.evaluation.method import Method
from mtdn_core.evaluation.metrics.change import best_f1, roc_auc
from mtdn_core.evaluation.metrics.truth import prepared
from mtdn_core.evaluation.metrics.windows import box_mean
from mtdn_core.inference.targets import for_target

Array = NDArray[np.float64]
Results = dict[str, Any]

MEMORY_DAYS = 80  # the fall of VH after a disturbance lasts about as long
BASELINE_DAYS = 500
STEPS_DB = (2.0, 3.0, 4.5, 6.0)
SHARE = 0.06
SEED = 2016
BORDER = 3


def change_results(root: Path, method: Method, series: Sequence[Series]) -> Results:
    """All results on change; what the data do not allow is left out."""
    results: Results = {}
    points = disturbances(root)
    if points is not None:
        results["disturbances"] = _disturbances(points, method)
    sites = dist_sites(root, "test")
    if sites:
        results["sites"] = _sites(sites)
    pairs = c2_pairs(root, "test")
    if pairs:
        results["injected"] = _injected(pairs, method)
    for one in series:
        results["false_alarms"] = _false_alarms(one, method)
    return results


def _disturbances(data: Disturbances, method: Method) -> Results:
    """Mean AUC over the listed pairs, of two dates and with the dates before as a baseline."""
    scores: dict[str, list[float]] = {}
    stack, days = data.series.stack, data.series.days
    for first, second in data.pairs:
        before, after = stack[first], stack[second]
        baseline = [stack[i] for i in range(first) if (days[first] - days[i]).days < BASELINE_DAYS]
        probability, step = method.change(before, after)
        one, two = (np.where(np.isfinite(d), d, np.nanmedian(d)) for d in (before, after))
        found = {
            "probability, two dates": probability,
            "probability of vegetation loss, two dates": _vegetation_loss(probability, step),
            "fall of despeckled VH, two dates": -step[1],
            "likelihood ratio 5x5, two dates": baselines.likelihood_ratio(one, two),
            "fall of VH 7x7, two dates": baselines.vh_drop(one, two),
        }
        if len(baseline) > 1:
            probability, step = method.change(before, after, baseline)
            mean = np.nanmean([before, *baseline], 0)
            found["probability, with baseline"] = probability
            found["probability of vegetation loss, with baseline"] = _vegetation_loss(probability, step)
            found["fall of despeckled VH 3x3, with baseline"] = -box_mean(np.nan_to_num(step[1]), 3)
            found["fall of VH 5x5, with baseline"] = baselines.vh_drop(np.nan_to_num(mean), two, 5)
        for name, score in found.items():
            scores.setdefault(name, []).append(_auc_at_points(data, score, first, second))
    return {name: float(np.nanmean(values)) for name, values in scores.items()}


def _vegetation_loss(probability: Array, step: Array) -> Array:
    known = np.isfinite(probability)
    filled = np.nan_to_num(step).astype(np.float32)
    return np.where(known, for_target(np.nan_to_num(probability).astype(np.float32), filled, known, "vegetation-loss"), np.nan)


def _auc_at_points(data: Disturbances, score: Array, first: int, second: int) -> float:
    """Changed: disturbed after the first date, and within 80 days before the second; other dates do not count."""
    t1, t2 = data.series.days[first], data.series.days[second]
    start = max(t1, t2 - timedelta(days=MEMORY_DAYS))
    changed = np.array([day is not None and start < day <= t2 for day in data.days])
    used = changed | np.array([day is None for day in data.days])
    values = score[data.rows, data.columns]
    used &= np.isfinite(values)
    return roc_auc(values[used], changed[used])


def _sites(sites: Sequence[Any]) -> Results:
    """AUC of the largest step in dB of 3 x 3 means after the first possible day of change, against the dates before."""
    scores, truth = [], []
    for site in sites:
        log = 10 * np.log10(_mean_of_measured(np.maximum(site.stack, 1e-5)))
        days = np.array([day.timestamp() for day in site.days])
        end = site.changed or site.days[len(site.days) * 2 // 3]
        before, after = log[days < end.timestamp()][-16:], log[days >= end.timestamp()][:6]
        before, after = (dates[np.isfinite(dates).all(1)] for dates in (before, after))
        if len(before) < 5 or not len(after):
            continue
        scores.append(float(np.abs(after.mean(0) - before.mean(0)).max()))
        truth.append(site.changed is not None)
    auc = roc_auc(np.array(scores), np.array(truth))
    return {"largest step of the mean of six dates against 16 before": auc, "sites": len(truth)}


def _mean_of_measured(stack: Array) -> Array:
    """Mean of the measured pixels of each date and channel, NaN without any: (dates, 2, 3, 3) to (dates, 2)."""
    known = np.isfinite(stack)
    count = known.sum((2, 3))
    return np.where(count > 0, np.where(known, stack, 0).sum((2, 3)) / np.maximum(count, 1), np.nan)


def inject(second: Array, seed: int, share: float = SHARE) -> tuple[Array, NDArray[np.bool_]]:
    """Multiply C2 by a step inside random ellipses until `share` of the pixels has changed.

    Parameters
    ----------
    second
        (4, H, W) linear power.
    seed
        The same seed and size give the same ellipses.

    Returns
    -------
    tuple
        The changed image and the truth (H, W), True = changed. Ellipses do not overlap; the steps +-2, 3, 4.5 and 6 dB
        come in turn; semi-axes are 3 to 10 pixels.
    """
    rng = np.random.default_rng(seed)
    height, width = second.shape[1:]
    y, x = np.mgrid[:height, :width]
    out, truth = np.array(second, dtype=np.float64), np.zeros((height, width), bool)
    goal, number = share * truth.size, int(rng.integers(0, 8))
    for _ in range(1000):
        if truth.sum() >= goal:
            break
        cy, cx, turn = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(0, np.pi)
        a, b = rng.uniform(3.0, 10.0, 2)
        along = (x - cx) * np.cos(turn) + (y - cy) * np.sin(turn)
        across = (y - cy) * np.cos(turn) - (x - cx) * np.sin(turn)
        inside = (along / a) ** 2 + (across / b) ** 2 <= 1
        if (inside & truth).any() or not inside.any() or truth.sum() + inside.sum() > 1.1 * goal:
            continue
        step = STEPS_DB[number // 2 % 4] * (1 if number % 2 else -1)
        number += 1
        out[:, inside] *= 10 ** (step / 10)
        truth |= inside
    return out, truth


def _injected(pairs: Sequence[tuple[Array, Array]], method: Method) -> Results:
    """AUC and best F1 over all pixels of all pairs; natural change counts as a false alarm."""
    scores: dict[str, list[Array]] = {}
    truths = []
    crop = np.s_[BORDER:-BORDER, BORDER:-BORDER]
    for number, (first, second) in enumerate(pairs):
        changed, truth = inject(second, SEED + number)
        truths.append(truth[crop].ravel())
        found = {
            "probability": method.change(first, changed)[0],
            "likelihood ratio 5x5": baselines.likelihood_ratio(first[[0, 3]], changed[[0, 3]]),
        }
        for name, score in found.items():
            scores.setdefault(name, []).append(score[crop].ravel())
    truth = np.concatenate(truths)
    joined = {name: np.concatenate(values) for name, values in scores.items()}
    return {name: {"auc": roc_auc(score, truth), "f1": best_f1(score, truth)[0]} for name, score in joined.items()}


def _false_alarms(series: Series, method: Method) -> Results:
    """Share of pixels at or above the card's threshold between dates 12 days apart."""
    stack, known = prepared(series.stack)
    threshold = float(method.model.card.change_threshold) if hasattr(method, "model") else 0.5
    rates = []
    for first, day in enumerate(series.days):
        later = [i for i, other in enumerate(series.days) if (other - day).days == 12]
        if later:
            probability, _ = method.change(stack[first], stack[later[0]])
            rates.append(float((probability[known] >= threshold).mean()))
    return {"pairs": len(rates), "median": float(np.median(rates)), "mean": float(np.mean(rates)), "threshold": threshold}
