"""Calibrate the change probability of a model: ``python -m mtdn_core.evaluation.calibration MODEL ... [--data FOLDER]``.

On training data alone: change injected into the C2 pairs and into pairs of dates of the series below ``train/``, 12 days
apart. Written on the card: scale and offset of the network's logit (Platt), so that of the pixels with a probability of .7
about 70 % have changed; the threshold, .5, with the F1 there and the best one; and for ``--false-alarms`` without a
baseline, per kind of change, the thresholds which mark no more than their share of the scene in 80 % of the pairs as they
are.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from mtdn_core.errors import InputError
from mtdn_core.evaluation.data import bursts, c2_pairs, data_folder, inject
from mtdn_core.evaluation.metrics import best_f1, f1_at
from mtdn_core.evaluation.software import detect
from mtdn_core.inference.change import IDENTITY, TARGETS, logit, probability_of
from mtdn_core.model.card import ModelCard, find_model
from mtdn_core.model.load import load_model

Array = NDArray[np.float64]

ROUNDS = 3  # injections into every C2 pair
SEED = 31
BORDER = 3
THRESHOLD = 0.5
SHARES = (0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
QUIET = 0.8  # share of the pairs in which a threshold marks at most its share


def fit(logits: Array, truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Scale and offset of the logits that make the truth most likely."""
    def loss(weights: Array) -> tuple[float, Array]:
        values = weights[0] * logits + weights[1]
        error = probability_of(values) - truth
        return float((np.logaddexp(0, values) - truth * values).mean()), np.array([(error * logits).mean(), error.mean()])

    scale, offset = minimize(loss, np.array(IDENTITY), jac=True).x
    return round(float(scale), 3), round(float(offset), 3)


def calibrate(model: Any, root: Path) -> ModelCard:
    """Return the card of a model with what was found on the training data below `root`.

    Raises :class:`InputError` if there are no such data.
    """
    card: ModelCard = model.card
    model = copy(model)
    model.card = replace(card, change_calibration=list(IDENTITY))
    pairs = [(one.stack[place], one.stack[place + 1]) for one in bursts(root, "train") for place in one.pairs]
    injected = list(_injected([*c2_pairs(root, "train") * ROUNDS, *pairs[::ROUNDS]], model))
    if not injected or not pairs:
        raise InputError(f"There are no training data below '{root}'", "train/opera_rtc_s1 and train/mtdn_c2_patches", "--data")
    logits, truth = (np.concatenate(values) for values in zip(*injected))
    scale, offset = fit(logits, truth)
    f1 = f1_at(scale * logits + offset, truth, float(logit(np.array(THRESHOLD))))
    model.card = replace(card, change_calibration=[scale, offset])
    tables = {target: _thresholds([detect(pair, model, target=target)["probability"] for pair in pairs]) for target in TARGETS}
    command = f"python -m mtdn_core.evaluation.calibration {card.name}"
    text = f"{command}: F1 {f1:.3f} at {THRESHOLD}, {best_f1(logits, truth):.3f} at best"
    return replace(
        card, change_calibration=[scale, offset], change_threshold=THRESHOLD,
        training={**card.training, "change_calibration": text}, figures={**card.figures, "false_alarm_thresholds": tables},
    )


def _thresholds(probabilities: Sequence[Array]) -> dict[str, float]:
    """For every share the threshold that marks at most as much in :data:`QUIET` of the maps."""
    marked = [np.nanquantile(each, 1 - np.array(SHARES)) for each in probabilities]
    return {str(share): round(float(np.quantile(found, QUIET)), 4) for share, found in zip(SHARES, zip(*marked))}


def _injected(pairs: Sequence[tuple[Array, Array]], model: Any) -> Iterator[tuple[Array, NDArray[np.bool_]]]:
    """Logits and truth of the pixels of every pair, after a change of part of the second date."""
    for number, (first, second) in enumerate(pairs):
        changed, truth = inject(second, SEED + number)
        inner = np.s_[BORDER:-BORDER, BORDER:-BORDER]
        probability = detect((first, changed), model)["probability"][inner]
        known = np.isfinite(probability)
        yield logit(probability[known]), truth[inner][known]


def main(argv: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m mtdn_core.evaluation.calibration", description=__doc__)
    parser.add_argument("models", nargs="+", help="names or paths")
    parser.add_argument("--data", help="data (../shared/data beside the checkout, when present)")
    arguments = parser.parse_args(argv)
    for name in arguments.models:
        card = calibrate(load_model(name, "cpu"), data_folder(arguments.data))
        find_model(name)[1].write_text(card.to_json(), "utf-8")
        print(name, card.change_calibration, card.training["change_calibration"], card.figures["false_alarm_thresholds"])


if __name__ == "__main__":
    main(sys.argv[1:])
