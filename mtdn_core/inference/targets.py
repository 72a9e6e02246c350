"""What counts as change: the step of the dates in dB, and the directions a user may ask for.

The probability of the network knows no direction. For a target, the step of the second date from the first, or from the
mean of the baseline, speaks for or against it: logit = logit of the network, at most 0, + :data:`PER_DB` x (step in the
direction of the target, in dB). The step is smoothed by a guided filter (He, Sun and Tang, 2013), whose guide is the mean
of all dates: fields stay apart, and the more dates, the better the guide knows them. Constants were chosen on dated forest
disturbances (Myanmar, development pairs; docs/results.md), where a limit of the network's logit from 0 to 3 makes no
difference; floods (``train/ombria_8bit_flood``) are told best at 0. The weights of vegetation loss were chosen on falls of
VH by .8 to 3 dB injected into training series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mtdn_core.inference.history import HistorySum, decibels, distance, local_means, raised, step_from
from mtdn_core.inference.probability import logit, probability_of

if TYPE_CHECKING:
    from mtdn_core.inference.predictor import Observed

Float = NDArray[np.float32]

#: weight of the step of VV and of VH, positive for a rise
TARGETS: dict[str, tuple[float, float] | None] = {
    "any": None,
    "vegetation-loss": (-0.2, -1.25),
    "flood": (-0.5, -0.5),
    "built-up": (0.5, 0.5),
}
PER_DB = 1.3
WINDOW = 9  # pixels of the guided filter
CONTRAST_DB = 2.0  # differences of the guide below it are smoothed over
CENTRE_DB = np.float32(-15.0)  # of usual levels
SMALLEST = np.finfo(np.float32).tiny


def step_db(first: Float, second: Float, valid: NDArray[np.bool_]) -> Float:
    """Return second over first in dB, (2, H, W) for VV and VH; 0 where not `valid`, NaN where there is no number.

    The despeckled dates are (2 or 4, H, W) in linear power.
    """
    levels = []
    for image in (first, second):
        power = image[[0, -1]]
        levels.append(np.log10(np.where(np.isfinite(power), np.maximum(power, SMALLEST), np.float32(np.nan))))
    return np.where(valid, np.float32(10) * (levels[1] - levels[0]), np.float32(0)).astype(np.float32)


def for_target(probability: Float, first: Observed, second: Observed, target: str) -> Float:
    """Return the probability (H, W) of change of one kind, from that of any change which the network sees.

    Parameters
    ----------
    probability
        (H, W), of any change.
    first, second
        Dates; the first may be a baseline.
    target
        A key of :data:`TARGETS`.
    """
    weights, history = TARGETS[target], first.history
    if weights is None:
        if history is None:
            return probability
        return raised(probability, distance(history, second.image, second.valid))
    if history is None:
        only = HistorySum()
        only.add(first.image, first.valid)
        history = only.result()
    step, known = step_from(history, second.image, second.valid)
    guide = decibels(history[:2]) + step / (history[3] + 1)  # the mean of all dates, the second one included
    toward = _guided(step[0] * weights[0] + step[1] * weights[1], guide, known)
    return probability_of(np.minimum(logit(probability), 0) + PER_DB * toward)


def _guided(values: Float, guide: Float, known: NDArray[np.bool_]) -> Float:
    """Fit `values` (H, W) locally by a linear function of the guide (2, H, W), and average the fits at every pixel."""
    guide = guide - CENTRE_DB  # squares of small numbers keep their digits
    a, b = guide
    products = np.stack([a, b, values, a * a, a * b, b * b, a * values, b * values])
    mean_a, mean_b, mean, aa, ab, bb, av, bv = local_means(products, known, WINDOW)
    aa, bb = aa - mean_a**2 + CONTRAST_DB**2, bb - mean_b**2 + CONTRAST_DB**2
    ab, av, bv = ab - mean_a * mean_b, av - mean_a * mean, bv - mean_b * mean
    # eigenvalues of the matrix are at least CONTRAST_DB**2
    area = np.maximum(aa * bb - ab * ab, np.float32(CONTRAST_DB**4))
    slope_a, slope_b = (av * bb - bv * ab) / area, (bv * aa - av * ab) / area
    fits = np.stack([slope_a, slope_b, mean - slope_a * mean_a - slope_b * mean_b])
    slope_a, slope_b, offset = local_means(fits, known, WINDOW)
    fitted: Float = (slope_a * a + slope_b * b + offset) * known
    return fitted
