"""How well a score of change separates changed from unchanged ground: dated disturbances, and injected change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation import baselines
from mtdn_core.evaluation.data import RADAR_MEMORY, Disturbances, inject
from mtdn_core.evaluation.metrics import best_f1, box_mean, f1_at, roc_auc
from mtdn_core.evaluation.software import detect
from mtdn_core.raster.compare import FARTHEST_PX
from mtdn_core.raster.shift import measure_displacement

Array = NDArray[np.float64]
Results = dict[str, Any]

BASELINE_DAYS = 500
SEED = 2016
LOSS, LOSS_SCORE = "vegetation-loss", "probability of vegetation loss"
BORDER = 3


def disturbance_scores(data: Disturbances, model: Any) -> Results:
    """Mean AUC over the listed pairs, of two dates and with the dates before as a baseline.

    Of the loss of vegetation also over the pairs in register: points of one date say little of another that lies beside it.
    """
    scores: dict[str, list[float]] = {}
    stack, days = data.series.stack, data.series.days
    for first, second in data.pairs:
        before, after = stack[first], stack[second]
        baseline = [stack[i] for i in range(first) if (days[first] - days[i]).days < BASELINE_DAYS]
        pair, dates = (before, after), (*baseline, before, after)
        any_change = detect(pair, model, "step")
        one, two = (np.where(np.isfinite(d), d, np.nanmedian(d)) for d in (before, after))
        found = {
            "probability, two dates": any_change["probability"],
            f"{LOSS_SCORE}, two dates": detect(pair, model, target=LOSS)["probability"],
            "probability, two dates, VV alone": detect((before[:1], after[:1]), model)["probability"],
            "probability, two dates, VH alone": detect((before[1:], after[1:]), model)["probability"],
            "fall of despeckled VH, two dates": -any_change["step"][1],
            "likelihood ratio 5x5, two dates": baselines.likelihood_ratio(one, two),
            "fall of VH 7x7, two dates": baselines.vh_drop(one, two),
        }
        if len(baseline) > 1:
            any_change = detect(dates, model, "step")
            mean = np.nanmean([before, *baseline], 0)
            found["probability, with baseline"] = any_change["probability"]
            found[f"{LOSS_SCORE}, with baseline"] = detect(dates, model, target=LOSS)["probability"]
            found["fall of despeckled VH 3x3, with baseline"] = -box_mean(np.nan_to_num(any_change["step"][1]), 3)
            found["fall of VH 5x5, with baseline"] = baselines.vh_drop(np.nan_to_num(mean), two, 5)
        in_register = not _displaced(before, after)
        for name, score in found.items():
            area = _auc_at_points(data, score, first, second)
            scores.setdefault(name, []).append(area)
            if LOSS_SCORE in name and in_register:
                scores.setdefault(f"{name}, pairs in register", []).append(area)
    return {name: float(np.nanmean(values)) for name, values in scores.items()}


def _displaced(before: Array, after: Array) -> bool:
    """Return True if the second date lies more than :data:`FARTHEST_PX` beside the first."""
    one, two = ((date.astype(np.float32)[None], np.isfinite(date).all(0)[None]) for date in (before, after))
    moved = measure_displacement(one, two)
    return moved is not None and moved.distance > FARTHEST_PX


def _auc_at_points(data: Disturbances, score: Array, first: int, second: int) -> float:
    """Changed: disturbed after the first date, and within 80 days before the second; other dates do not count."""
    t1, t2 = data.series.days[first], data.series.days[second]
    start = max(t1, t2 - RADAR_MEMORY)
    changed = np.array([day is not None and start < day <= t2 for day in data.days])
    used = changed | np.array([day is None for day in data.days])
    values = score[data.rows, data.columns]
    return roc_auc(values[used], changed[used])


def injected_scores(pairs: Sequence[tuple[Array, Array]], model: Any) -> Results:
    """AUC, best F1 and F1 at the card's threshold over all pixels of all pairs; natural change counts as a false alarm."""
    rows: list[tuple[Any, ...]] = []
    for number, (first, second) in enumerate(pairs):
        changed, truth = inject(second, SEED + number)
        probability = detect((first, changed), model)["probability"]
        ratio = baselines.likelihood_ratio(first[[0, 3]], changed[[0, 3]])
        rows.append(tuple(image[BORDER:-BORDER, BORDER:-BORDER].ravel() for image in (truth, probability, ratio)))
    truth, probability, ratio = map(np.concatenate, zip(*rows))
    scores = {"probability": probability, "likelihood ratio 5x5": ratio}
    results = {name: {"auc": roc_auc(score, truth), "f1": best_f1(score, truth)} for name, score in scores.items()}
    results["probability"]["f1 at the threshold"] = f1_at(probability, truth, model.card.change_threshold)
    return results
