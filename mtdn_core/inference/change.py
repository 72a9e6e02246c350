"""From the probability of any change, as a network gives it, to that of the kind asked for, and to its first date.

**Calibration**: scale and offset of the logit, from the model's card.

**History**: what a baseline says of every pixel, in the natural logarithm of power: where its dates lie, how far they
vary, and how far another date lies from them. The network sees a mean of the baseline and its neighbourhood; that a field
of a few pixels has its own ways is seen here. :data:`VARIANCE` and :data:`HISTORY_PER_DB` were chosen on
``train/opera_dist_sites`` in nine orders: AUC .48 without them, .73 at 2 and 1.5, .79 at 4 and 1.5, .80 at 5 and 1.5 and at
4 and 2, where change injected into ``train/opera_rtc_s1`` is told apart less well (AUC .995 without them, .991 at 4 and
1.5, .990 and .989). VH alone is asked: with VV beside it the sites come to .75. That the variance counts for more than its
share in the step says that change is labelled where the ground varies.

**Targets**: the network knows no direction. The step of the second date from the first, or from the mean of the baseline,
speaks for or against a kind of change: logit = logit of the network, at most 0, + :data:`TARGET_PER_DB` x (step in the
direction of the target, in dB). The step is smoothed by a guided filter (He, Sun and Tang, 2013), whose guide is the mean
of all dates: fields stay apart, and the more dates, the better the guide knows them. Constants were chosen on dated forest
disturbances (Myanmar, development pairs; docs/results.md), where a limit of the network's logit from 0 to 3 makes no
difference; floods (``train/ombria_8bit_flood``) are told best at 0. The weights of vegetation loss were chosen on falls of
VH by .8 to 3 dB injected into training series.

**First change**: every later date is compared with the first one or its baseline, by the same model, kind of change and
threshold as the second. A change is confirmed if it is there on two or more dates in a row; dates on which the pixel was
not measured are passed over. The first change is the first date of the first confirmed change; of a pixel without one, the
first date on which it was changed at all, with 0 confirmations. The confirmations are the dates in a row that follow it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.model import backend_numpy as ops
from mtdn_core.model.layers import masked_mean
from mtdn_core.polarimetry.units import DECIBEL
from mtdn_core.raster.gdal import Bool, Float

if TYPE_CHECKING:
    from mtdn_core.inference.predictor import Observed

IN_DB = np.float32(1 / DECIBEL)  # times a natural logarithm of power
CERTAIN = 1e-7  # probabilities are at least so far from 0 and 1 before a logit is taken
IDENTITY = (1.0, 0.0)

WINDOW = 3  # pixels of the local means of a history
SPECKLE = 1 / (WINDOW**2 - 1)  # of the variance within a window: the variance of its mean, if speckle is white
VARIANCE = 4  # weight of the variance over the dates beside the squared step from their mean
HISTORY_PER_DB = 1.5  # of the logit
MOST = 0.49  # probability: what varies a lot is not marked for that alone

#: weight of the step of VV and of VH, positive for a rise
TARGETS: dict[str, tuple[float, float] | None] = {
    "any": None,
    "vegetation-loss": (-0.2, -1.25),
    "flood": (-0.5, -0.5),
    "built-up": (0.5, 0.5),
}
TARGET_PER_DB = 1.3
GUIDED = 9  # pixels of the guided filter
CONTRAST_DB = 2.0  # differences of the guide below it are smoothed over
CENTRE_DB = np.float32(-15.0)  # of usual levels
SMALLEST = np.finfo(np.float32).tiny

NO_DAY = -1
NO_COUNT = 255


def logit(probability: NDArray[Any]) -> NDArray[np.float64]:
    """Natural logarithm of the odds."""
    known = np.clip(probability.astype(np.float64), CERTAIN, 1 - CERTAIN)
    return np.asarray(np.log(known / (1 - known)))


def probability_of(logits: NDArray[Any]) -> Float:
    """Inverse of :func:`logit`."""
    return np.asarray(1 / (1 + np.exp(-logits))).astype(np.float32)


def calibrated(probability: Float, calibration: Sequence[float]) -> Float:
    """Apply scale and offset of the logit (Platt), from :mod:`mtdn_core.evaluation.calibration`."""
    if tuple(calibration) == IDENTITY:
        return probability
    return probability_of(calibration[0] * logit(probability) + calibration[1])


def logarithms(image: Float, valid: Bool) -> tuple[Float, Bool]:
    """Natural logarithm of VV and VH, (2, H, W), 0 where it is not known; and where both are measured and above zero."""
    power = image[[0, -1]]
    known = valid & (power > 0).all(0) & np.isfinite(power).all(0)
    return np.log(np.where(known, power, np.float32(1))), known


def local_means(values: Float, known: Bool, size: int) -> Float:
    """Means of (C, H, W) over the known pixels of size x size windows."""
    mask = known[None, None].astype(np.float32)
    return np.asarray(masked_mean(ops, values[None], mask, size)[0][0])


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
    return np.where(known, (logs - history[:2]) * IN_DB, np.float32(0)), known


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
    return np.asarray(np.sqrt(np.maximum(found, np.float32(0))) * known)


def raised(probability: Float, far: Float) -> Float:
    """Raise the probability (H, W) of change by :func:`distance` from the earlier dates, to :data:`MOST` at most."""
    return np.maximum(probability, np.float32(MOST) * probability_of(logit(probability) + HISTORY_PER_DB * far))


def step_db(first: Float, second: Float, valid: Bool) -> Float:
    """Return second over first in dB, (2, H, W) for VV and VH; 0 where not `valid`, NaN where there is no number.

    The despeckled dates are (2 or 4, H, W) in linear power.
    """
    powers = (first[[0, -1]], second[[0, -1]])
    one, two = (np.log10(np.where(np.isfinite(p), np.maximum(p, SMALLEST), np.float32(np.nan))) for p in powers)
    return np.where(valid, np.float32(10) * (two - one), np.float32(0)).astype(np.float32)


def for_target(probability: Float, first: Observed, second: Observed, target: str) -> Float:
    """Return the probability (H, W) of change of one kind, from that of any change; the first date may be a baseline."""
    weights, history = TARGETS[target], first.history
    if weights is None:
        return probability if history is None else raised(probability, distance(history, second.image, second.valid))
    if history is None:
        only = HistorySum()
        only.add(first.image, first.valid)
        history = only.result()
    step, known = step_from(history, second.image, second.valid)
    guide = history[:2] * IN_DB + step / (history[3] + 1)  # the mean of all dates, the second one included
    toward = _guided(step[0] * weights[0] + step[1] * weights[1], guide, known)
    return probability_of(np.minimum(logit(probability), 0) + TARGET_PER_DB * toward)


def _guided(values: Float, guide: Float, known: Bool) -> Float:
    """Fit `values` (H, W) locally by a linear function of the guide (2, H, W), and average the fits at every pixel."""
    guide = guide - CENTRE_DB  # squares of small numbers keep their digits
    a, b = guide
    products = np.stack([a, b, values, a * a, a * b, b * b, a * values, b * values])
    mean_a, mean_b, mean, aa, ab, bb, av, bv = local_means(products, known, GUIDED)
    aa, bb = aa - mean_a**2 + CONTRAST_DB**2, bb - mean_b**2 + CONTRAST_DB**2
    ab, av, bv = ab - mean_a * mean_b, av - mean_a * mean, bv - mean_b * mean
    # eigenvalues of the matrix are at least CONTRAST_DB**2
    area = np.maximum(aa * bb - ab * ab, np.float32(CONTRAST_DB**4))
    slope_a, slope_b = (av * bb - bv * ab) / area, (bv * aa - av * ab) / area
    fits = np.stack([slope_a, slope_b, mean - slope_a * mean_a - slope_b * mean_b])
    slope_a, slope_b, offset = local_means(fits, known, GUIDED)
    return np.asarray((slope_a * a + slope_b * b + offset) * known)


def day_of(acquired: datetime | None) -> int:
    """Return days since 1970-01-01; :data:`NO_DAY` if the time is not known."""
    return NO_DAY if acquired is None else (acquired.date() - date(1970, 1, 1)).days


class FirstChange:
    """First change and confirmations of every pixel, from dates that are added one by one, in the order of time."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        #: the first change, by the numbers that the dates were added with; :data:`NO_DAY` without one
        self.day = np.full(shape, NO_DAY, np.int32)
        self._start = self.day.copy()  # of the dates in a row that end with the latest one
        self._row = np.zeros(shape, np.int16)  # how many they are
        self._done = np.zeros(shape, bool)  # a confirmed change has ended

    def add(self, day: int, changed: Bool, valid: Bool) -> None:
        """Take in a date; `changed` counts where `valid`."""
        changed = changed & valid & ~self._done
        ended = valid & ~changed & ~self._done
        self._done |= ended & (self._row > 1)
        self._row[ended & (self._row == 1)] = 0
        self._start[changed & (self._row == 0)] = day
        self._row += changed
        first = changed & ((self.day == NO_DAY) | (self._row == 2))
        self.day[first] = self._start[first]

    @property
    def confirmations(self) -> NDArray[np.uint8]:
        """(H, W): at most 254, :data:`NO_COUNT` without a change."""
        count = np.clip(self._row - 1, 0, NO_COUNT - 1)
        return np.where(self.day == NO_DAY, NO_COUNT, count).astype(np.uint8)
