"""Probability of change and its logit; the calibration of a model's card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]
CERTAIN = 1e-7  # probabilities are at least so far from 0 and 1 before a logit is taken
IDENTITY = (1.0, 0.0)


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
