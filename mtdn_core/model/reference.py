"""The reference of a date: a temporal mean of other dates, each weighted by how likely the ground is unchanged.

For every pixel the weight of a date follows from the log-ratio of local means of the two dates. Dates are added one by
one, so that the memory does not grow with their number. The idea of a ratio to a temporal mean is that of RABASAR
(Zhao, Deledalle, Denis and Tupin, 2019) and of the multitemporal filter of Quegan and Yu (2001); the weights keep what
changed out of it. Written once for both backends (argument `ops`, see :mod:`mtdn_core.model.layers`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from mtdn_core.model.features import TINY, powers
from mtdn_core.model.interface import Observation
from mtdn_core.model.layers import masked_mean

Array = Any

WINDOW = 7  # pixels of the local means
HALF_WEIGHT = 0.5  # natural logarithm: a step of 2.2 dB halves the weight of a date
FEWEST = 0.05  # effective dates where no date resembles the own one


class LocalLog(NamedTuple):
    """Natural logarithm of local means of VV and VH, (B, 2, H, W), and where they are known, (B, 1, H, W) bool."""

    values: Array
    known: Array


def local_log(ops: Any, observation: Observation) -> LocalLog:
    """Logarithms of the means over 7 x 7 measured pixels."""
    both = ops.where(observation.valid, powers(ops, observation.image), 0.0)
    means, share = masked_mean(ops, both, ops.as_float(observation.valid, both), WINDOW)
    return LocalLog(ops.log(ops.clip(means, TINY**2)), share > 1e-4)


class ReferenceSum:
    """Sums of the dates that were added so far; `own` are the logarithms of the date that the reference is for."""

    def __init__(self, ops: Any, own: LocalLog) -> None:
        self._ops, self._own = ops, own
        self._sums: list[Array] = []

    def add(self, other: Observation, log: LocalLog, gain: tuple[float, float] = (0, 0), count: float = 1) -> None:
        """Add a date: the image on the same window, and :func:`local_log` of it.

        `gain` is the natural logarithm of the factors of VV and VH that match the level of the whole scene to the own date's,
        `count` the number of dates that `other` stands for (a mean of several).
        """
        ops = self._ops
        image, factors = other.image, [2.718281828459045**g for g in gain]
        if image.shape[1] == 4:
            factors[1:1] = [(factors[0] * factors[1]) ** 0.5] * 2
        image = ops.concat([image[:, c : c + 1] * factor for c, factor in enumerate(factors)], 1)
        steps = [log.values[:, c : c + 1] + gain[c] - self._own.values[:, c : c + 1] for c in (0, 1)]
        size = ops.maximum(abs(steps[0]), abs(steps[1])) * (1 / HALF_WEIGHT)
        square = size * size
        weight = count / (1 + square * square)
        weight = ops.where(other.valid & log.known & self._own.known, weight, 0.0)
        step = ops.concat(steps, 1)
        terms = [ops.where(other.valid, image, 0.0) * weight, weight, step * weight, step * step * weight]
        self._sums = [a + b for a, b in zip(self._sums, terms)] if self._sums else terms

    def complete_own(self, log: LocalLog, gain: tuple[float, float]) -> None:
        """Where the own date is not known, let a date that is added next take its place."""
        ops, own = self._ops, self._own
        channels = [ops.where(own.known, own.values[:, c : c + 1], log.values[:, c : c + 1] + gain[c]) for c in (0, 1)]
        self._own = LocalLog(ops.concat(channels, 1), own.known | log.known)

    def result(self) -> Observation:
        """The weighted mean, its effective number of dates and the variance over the dates."""
        ops = self._ops
        image, weight, step, square = self._sums
        safe = ops.clip(weight, 1e-6)
        mean = step / safe
        variance = ops.clip(square / safe - mean * mean, 0.0)
        return Observation(image / safe, weight > 1e-6, ops.clip(weight, FEWEST), variance)


def reference_of(own: Observation, others: Iterable[tuple[Observation, float]]) -> Observation:
    """The reference of a date by other dates of a whole scene, each with the number of dates that it stands for.

    On PyTorch; the medians match the levels.
    """
    from mtdn_core.model import backend_torch as ops

    own_log = local_log(ops, own)
    total = ReferenceSum(ops, own_log)
    for other, count in others:
        log = local_log(ops, other)
        gain = (own_log.values - log.values).flatten(2)[0].median(1).values
        total.add(other, log, (float(gain[0]), float(gain[1])), count)
    return total.result()
