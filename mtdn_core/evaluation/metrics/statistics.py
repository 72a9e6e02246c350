"""Agreement of a score of change with the truth (pixels without a finite score are left out); means of windows, blocks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter
from scipy.stats import mannwhitneyu

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def roc_auc(score: Array, truth: Flags) -> float:
    """Area under the receiver operating characteristic; ties count one half. NaN when one class is missing."""
    changed, unchanged = (score[np.isfinite(score) & which] for which in (truth, ~truth))
    if not changed.size or not unchanged.size:
        return float("nan")
    # in how many pairs of a changed and an unchanged pixel the changed one has the higher score
    return float(mannwhitneyu(changed, unchanged, method="asymptotic").statistic / (changed.size * unchanged.size))


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
    found, flags = score >= threshold, truth & np.isfinite(score)
    return float(2 * (found & flags).sum() / max(found.sum() + flags.sum(), 1))


def box_mean(image: Array, size: int) -> Array:
    """Mean over a centred odd window, borders mirrored; (..., H, W) in and out."""
    return np.asarray(uniform_filter(image, (0,) * (image.ndim - 2) + (size, size), mode="reflect"), np.float64)


def block_mean(image: Array, size: int) -> Array:
    """Mean of the blocks that lie in an image (C, H, W) as a whole: (C, rows, columns)."""
    rows, columns = (n // size for n in image.shape[1:])
    blocks = image[:, : rows * size, : columns * size].reshape(-1, rows, size, columns, size)
    return np.asarray(blocks.mean((2, 4)))
