"""Agreement of a change map or a change score with the truth.

Counts and curves come from torchmetrics. Scores are replaced by their ranks first: torchmetrics would pass scores
outside 0 to 1 through a sigmoid, which merges large values; ranks keep the order, ties included, so that the area under
the curve is exact.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError, MissingDependencyError

Flags = NDArray[np.bool_]


def _torchmetrics() -> Any:
    try:
        import torchmetrics.functional.classification as functional
    except ImportError as error:
        raise MissingDependencyError("torchmetrics is not installed", "torchmetrics 1.3 or later",
                                     "install the packages of the extra 'evaluate'") from error
    return functional


def _tensor(values: NDArray[Any]) -> Any:
    import torch

    return torch.from_numpy(np.ascontiguousarray(values))


def _flat(predicted: NDArray[Any], truth: Flags, valid: Flags | None) -> tuple[NDArray[Any], Flags]:
    if predicted.shape != truth.shape:
        raise InputError(f"a prediction of shape {predicted.shape} and a truth of shape {truth.shape}", "one shape",
                         "put both on one grid")
    used = np.ones(truth.shape, bool) if valid is None else np.asarray(valid, bool)
    if np.issubdtype(predicted.dtype, np.floating):
        used = used & np.isfinite(predicted)
    if not used.any():
        raise InputError("no valid pixel", "at least one", "check the masks")
    return predicted[used], np.asarray(truth, bool)[used]


def roc_auc(score: NDArray[Any], truth: Flags, valid: Flags | None = None) -> float:
    """Exact area under the receiver operating characteristic; ties count one half. NaN when one class is missing."""
    values, flags = _flat(np.asarray(score, np.float64), truth, valid)
    if flags.all() or not flags.any():
        return float("nan")
    _, ranks = np.unique(values, return_inverse=True)
    return float(_torchmetrics().binary_auroc(_tensor(ranks / max(ranks.max(), 1)), _tensor(flags.astype(np.int64))))


def best_f1(score: NDArray[Any], truth: Flags, valid: Flags | None = None) -> tuple[float, float]:
    """Largest F1 over all thresholds, and the threshold (pixels at or above it are called changed)."""
    values, flags = _flat(np.asarray(score, np.float64), truth, valid)
    if not flags.any():
        return float("nan"), float("nan")
    levels, ranks = np.unique(values, return_inverse=True)
    steps = max(int(ranks.max()), 1)
    precision, recall, thresholds = _torchmetrics().binary_precision_recall_curve(
        _tensor(ranks / steps), _tensor(flags.astype(np.int64))
    )
    total = precision + recall
    f1 = (2 * precision * recall / total.clamp_min(1e-12)).numpy()[: len(thresholds)]
    best = int(np.argmax(f1))
    return float(f1[best]), float(levels[round(float(thresholds[best]) * steps)])
