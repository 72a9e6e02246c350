"""What a baseline says of every pixel: where its dates lie, how far they vary, and how far another date lies from them.

All in the natural logarithm of power, date by date and pixel by pixel. The network sees a mean of the baseline and
its neighbourhood; that a field of a few pixels has its own ways is seen here.

:data:`VARIANCE` and :data:`PER_DB` were chosen on ``train/opera_dist_sites`` in nine orders: AUC .48 without them, .73 at 2
and 1.5, .79 at 4 and 1.5, .80 at 5 and 1.5 and at 4 and 2, where change injected into ``train/opera_rtc_s1`` is told apart
less well (AUC .995 without them, .991 at 4 and 1.5, .990 and .989). VH alone is asked: with VV beside it the sites come to
.75. That the variance counts for more than its share in the step says that change is labelled where the ground varies.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtdn_core.inference.probability import logit, probability_of
from mtdn_core.model import backend_numpy as ops
from mtdn_core.model.layers import masked_mean
from mtdn_core.polarimetry.units import DECIBEL

Float = NDArray[np.float32]
Bool = NDArray[np.bool_]

WINDOW = 3  # pixels
SPECKLE = 1 / (WINDOW**2 - 1)  # of the variance within a window: the variance of its mean, if speckle is white
VARIANCE = 4  # weight of the variance over the dates beside the squared step from their mean
PER_DB = 1.5  # of the logit
MOST = 0.49  # probability: what varies a lot is not marked for that alone


def logarithms(image: Float, valid: Bool) -> tuple[Float, Bool]:
    """Natural logarithm of VV and VH, (2, H, W), 0 where it is not known; and where both are measured and above zero."""
    power = image[[0, -1]]
    known = valid & (power > 0).all(0) & np.isfinite(power).all(0)
    return np.log(np.where(known, power, np.float32(1))), known


def decibels(logs: Float) -> Float:
    """Natural logarithm of power, or a step of it, in dB."""
    return logs * np.float32(1 / DECIBEL)


def local_means(values: Float, known: Bool, size: int) -> Float:
    """Means of (C, H, W) over the known pixels of size x size windows."""
    mask = known[None, None].astype(np.float32)
    means: Float = masked_mean(ops, values[None], mask, size)[0][0]
    return means


class HistorySum:
    """Sums over the dates that were added so far."""

    def __init__(self) -> None:
        self._sums: list[Float] = []

    def add(self, image: Float, valid: Bool, gain: tuple[float, float] = (0.0, 0.0)) -> None:
        """Add a date (2 or 4, H, W), linear power; `gain` is added to the logarithms of VV and VH."""
        logs, known = logarithms(image, valid)
        logs = np.where(known, logs + np.array(gain, np.float32)[:, None, None], np.float32(0))
        local = np.where(known, local_means(logs[1:], known, WINDOW), np.float32(0))
        terms = [logs, local, local * local, known[None].astype(np.float32)]
        self._sums = [a + b for a, b in zip(self._sums, terms)] if self._sums else terms

    def result(self) -> Float:
        """(4, H, W): over the dates the mean of VV and of VH, the variance of 3 x 3 means of VH, and the number of dates."""
        logs, local, squares, count = self._sums
        number = np.maximum(count, np.float32(1))
        variance = np.maximum(squares / number - (local / number) ** 2, np.float32(0))
        return np.concatenate([logs / number, variance, count])


def step_from(history: Float, image: Float, valid: Bool) -> tuple[Float, Bool]:
    """Step of a date from the mean of the earlier ones, (2, H, W) in dB, 0 where it is not known; and where it is."""
    logs, known = logarithms(image, valid)
    known = known & (history[3] > 0)
    return np.where(known, decibels(logs - history[:2]), np.float32(0)), known


def distance(history: Float, image: Float, valid: Bool) -> Float:
    """How far VH of a date lies from that of the earlier ones; (H, W) in dB.

    Root of the squared step from the mean of the earlier dates and :data:`VARIANCE` times their variance, of 3 x 3 means and
    less what white speckle explains; 0 where nothing is known.
    """
    step, known = step_from(history, image, valid)
    mean, square = local_means(np.stack([step[1], step[1] ** 2]), known, WINDOW)
    within = np.maximum(square - mean * mean, np.float32(0))
    variance = history[2] * np.float32(1 / DECIBEL**2)
    found = mean * mean + VARIANCE * variance - np.float32((1 + VARIANCE) * SPECKLE) * within
    far: Float = np.sqrt(np.maximum(found, np.float32(0))) * known
    return far


def raised(probability: Float, far: Float) -> Float:
    """Raise the probability (H, W) of change by :func:`distance` from the earlier dates, to :data:`MOST` at most."""
    return np.maximum(probability, np.float32(MOST) * probability_of(logit(probability) + PER_DB * far))
