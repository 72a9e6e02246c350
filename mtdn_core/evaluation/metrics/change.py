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
                                     "install the packages of the extra 'train'") from error
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


def change_map_figures(predicted: NDArray[Any], truth: Flags, valid: Flags | None = None) -> dict[str, float]:
    """Figures of a binary change map.

    Parameters
    ----------
    predicted, truth
        Arrays of one shape, True = changed.
    valid
        Pixels that count; all when absent.

    Returns
    -------
    dict
        `precision`, `recall`, `f1`, `iou`, `kappa` (Cohen), `oa` (overall accuracy), `false_alarm_rate` (share of the
        unchanged that were called changed; NaN when nothing is unchanged).
    """
    functional = _torchmetrics()
    map_, flags = _flat(np.asarray(predicted, bool), truth, valid)
    a, b = _tensor(map_.astype(np.int64)), _tensor(flags.astype(np.int64))
    (kept, false), _ = functional.binary_confusion_matrix(a, b).tolist()
    return {
        "precision": float(functional.binary_precision(a, b)),
        "recall": float(functional.binary_recall(a, b)),
        "f1": float(functional.binary_f1_score(a, b)),
        "iou": float(functional.binary_jaccard_index(a, b)),
        "kappa": float(functional.binary_cohen_kappa(a, b)),
        "oa": float(functional.binary_accuracy(a, b)),
        "false_alarm_rate": false / (kept + false) if kept + false else float("nan"),
    }


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


def score_figures(score: NDArray[Any], truth: Flags, valid: Flags | None = None,
                  threshold: float | None = None) -> dict[str, float]:
    """AUC, best F1 and, at `threshold` (the best one when absent), the figures of the map `score >= threshold`."""
    f1, best = best_f1(score, truth, valid)
    used = best if threshold is None else threshold
    usable = np.isfinite(score) if valid is None else np.asarray(valid, bool) & np.isfinite(score)
    with np.errstate(invalid="ignore"):
        figures = change_map_figures(np.asarray(score) >= used, truth, usable)
    return {"auc": roc_auc(score, truth, valid), "best_f1": f1, "best_threshold": best, "threshold": used, **figures}


def likelihood_ratio(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-likelihood ratio per look that two dates differ, intensities taken as independent gamma variables.

    sum over C11 and C22 of 2 ln((a + b) / 2) - ln a - ln b; 0 where both agree. Arrays (4, H, W), linear power;
    NaN where a date holds no measurement.
    """
    out = np.zeros(first.shape[1:])
    with np.errstate(divide="ignore", invalid="ignore"):
        for channel in (0, 3):
            a, b = first[channel], second[channel]
            out += np.where((a > 0) & (b > 0), 2 * np.log((a + b) / 2) - np.log(a) - np.log(b), np.nan)
    return out


def wishart_ratio(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-likelihood ratio per look of two complex Wishart matrices, (4, H, W) each.

    2 ln det((A + B) / 2) - ln det A - ln det B (Conradsen et al., 2003, equal looks); NaN where a determinant is not
    positive.
    """

    def determinant(c2: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(c2[0] * c2[3] - c2[1] ** 2 - c2[2] ** 2)

    parts = [determinant(first), determinant(second), determinant(0.5 * (first + second))]
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = [np.log(np.where(part > 0, part, np.nan)) for part in parts]
    return np.asarray(2 * logs[2] - logs[0] - logs[1])
