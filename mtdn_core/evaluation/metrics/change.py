"""Agreement of a score of change with the truth; pixels without a finite score are left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def roc_auc(score: Array, truth: Flags) -> float:
    """Area under the receiver operating characteristic; ties count one half. NaN when one class is missing."""
    used = np.isfinite(score)
    ranks, flags = rankdata(score[used]), truth[used]
    ones = int(flags.sum())
    pairs = ones * (flags.size - ones)
    # Mann and Whitney's U: in how many pairs of a changed and an unchanged pixel the changed one has the higher score
    return float((ranks[flags].sum() - ones * (ones + 1) / 2) / pairs) if pairs else float("nan")


def best_f1(score: Array, truth: Flags) -> float:
    """Largest F1 over all thresholds (pixels at or above one are called changed); NaN where nothing changed."""
    used = np.isfinite(score)
    order = np.argsort(-score[used])
    values, flags = score[used][order], truth[used][order]
    if not flags.any():
        return float("nan")
    last = np.append(np.flatnonzero(np.diff(values)), len(values) - 1)  # place of the last of equal scores
    return float((2 * flags.cumsum()[last] / (last + 1 + flags.sum())).max())


def f1_at(score: Array, truth: Flags, threshold: float) -> float:
    """F1 of calling changed what is at or above a threshold."""
    found, flags = score >= threshold, truth & np.isfinite(score)
    return float(2 * (found & flags).sum() / max(found.sum() + flags.sum(), 1))
