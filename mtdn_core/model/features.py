"""What the compact network sees: numbers that do not depend on the scale of the input, and what it averages.

The level of the surroundings is a mean that leaves the bright out, and point targets (ships, corner reflectors, pylons)
are not averaged with others, so that a strong one changes nothing but its own pixel. Written once for both backends
(argument `ops`, see :mod:`mtdn_core.model.layers`).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from mtdn_core.model.interface import Observation
from mtdn_core.model.layers import CELL, box_mean, masked_mean

Array = Any

TINY = 1e-15  # relative to the mean power of the window: keeps quotients and their gradients finite
BRIGHT = 20.0  # 13 dB above the surroundings: one scatterer determines the pixel, whatever its neighbours
MOST = 60.0  # times the surroundings: what is brighter counts for no more in a mean, so that a step of bright ground is seen
# times the surroundings: one look of speckle reaches 9 in one pixel of 8,000; a point target from 12 on is complete
POINT_RANGE = (9.0, 11.4)
PEAK_RANGE = (1.6, 2.4)  # times the mean of the 9 x 9 neighbourhood: a bright field is not a point
DEEPEST = math.exp(-7.0)  # 30 dB below the surroundings: deeper fades tell nothing more
LEVEL_WINDOW = 7  # cells: about 28 x 28 pixels
LEVEL_ROUNDS = 3
LEVEL_RANGE = 3.0  # a cell counts for at most this many times the level, and from twice that on not at all
# share of bright cells from which they count after all: then they are no targets, they are the surroundings
BRIGHT_SHARE = (0.3, 0.45)
RATIO_WINDOW = 7  # pixels
LAGS = (1, 2)  # pixels; the quotient of the variances tells how speckle is correlated
SEARCH = 9  # cells in which the most homogeneous area is looked for
UNKNOWN_VARIANCE = 0.2  # about five looks, where nothing was measured
MOST_VARIANCE = 4.0  # more than the variance of one look, 1.64
# E|d|^(1/2) = (2 s^2)^(1/4) 2^(1/4) Gamma(3/4) / sqrt(pi) for a difference d of two normal values of variance s^2
_NORMAL = 2 * (2**0.25 * math.gamma(0.75) / math.sqrt(math.pi)) ** 4


class Prepared(NamedTuple):
    """An observation as the network takes it; H and W are multiples of 4."""

    image: Array  # (B, 2 or 4, H, W) linear power, scaled; 0 where not measured
    mask: Array  # (B, 1, H, W), 1 where measured, else 0
    level: Array  # (B, 2, H, W), robust local mean of VV and VH
    share: Array  # (B, 1, H, W), share of the level's window that was measured
    points: Array  # (B, 1, H, W), degree to which a pixel is a point target, from :func:`point_share`
    averaged: Array  # (B, 3 or 5, H, W): image and mask times 1 - points: what may be averaged
    limited: Array  # (B, 2, H, W), VV and VH, at most :data:`MOST` times the level
    #: as in :class:`~mtdn_core.model.interface.Observation`, or (B, C, 1, 1): one date, and zeros for an unknown variance
    dates: Array
    variance: Array


class Compared(NamedTuple):
    """What is seen of one or two observations at a common level; (B, 2, H, W) each."""

    level: Array
    logs: list[Array]  # :func:`relative_log` of each
    noise: list[Array]  # :func:`noise_variance` of each
    ratio: Array  # :func:`log_ratio` of means over :data:`RATIO_WINDOW`; None of one alone


def powers(ops: Any, image: Array) -> Array:
    """VV and VH of an image with or without C12."""
    return image if image.shape[1] == 2 else ops.concat([image[:, :1], image[:, 3:4]], 1)


def power_scale(ops: Any, observations: list[Observation]) -> float:
    """Power of two that brings the mean power near 1; multiplying by it loses no digit."""
    sums = [ops.total(ops.where(o.valid, powers(ops, o.image), 0.0)) for o in observations]
    counts = [2 * ops.total(ops.as_float(o.valid, o.image)) for o in observations]
    mean = sum(sums) / max(sum(counts), 1.0)
    return 2.0 ** -round(math.log2(mean)) if 0 < mean < math.inf else 1.0


def prepare_all(ops: Any, observations: list[Observation], grid: int) -> tuple[list[Prepared], float]:
    """Prepare the observations of one place at a common scale; returns the scale, too."""
    scale = power_scale(ops, observations)
    return [prepare(ops, observation, scale, grid) for observation in observations], scale


def prepare(ops: Any, observation: Observation, scale: float, grid: int) -> Prepared:
    """Scale, pad to multiples of `grid`, and find the level of the surroundings."""
    height, width = observation.image.shape[-2:]
    right, below = -width % grid, -height % grid  # right and below: the grid's origin stays
    valid = observation.valid
    image = ops.where(valid, observation.image * scale, 0.0)
    mask = ops.as_float(valid, image)
    if right or below:
        image, mask = ops.pad(image, 0, right, 0, below), ops.pad(mask, 0, right, 0, below)
    both = powers(ops, image)
    level, share = local_level(ops, both, mask)
    limited = ops.minimum(both, level * MOST)
    points = point_share(ops, both, level, mask)
    averaged = ops.concat([image * (1 - points), mask * (1 - points)], 1)
    dates, variance = (
        ops.full((mask.shape[0], channels, 1, 1), unknown, image) if extra is None
        else ops.pad(extra, 0, right, 0, below, edge=True)
        for extra, channels, unknown in ((observation.dates, 1, 1.0), (observation.variance, 2, 0.0))
    )
    return Prepared(image, mask, level, share, points, averaged, limited, dates, variance)


def point_share(ops: Any, both: Array, level: Array, mask: Array) -> Array:
    """Degree (B, 1, H, W) to which a pixel is a point target: it exceeds its surroundings by more than speckle does.

    There one scatterer determines the pixel, so what was measured is signal. Arguments as in :class:`Prepared`, with
    the powers of VV and VH as `both`.
    """
    ratio = both.sum(1, keepdims=True) / level.sum(1, keepdims=True)
    low, high = POINT_RANGE
    above = ops.clip((ratio - low) * (1 / (high - low)), 0.0, 1.0)
    span = ops.minimum(both, level * BRIGHT).sum(1, keepdims=True)
    near = box_mean(ops, ops.concat([span * mask, mask], 1), 9)
    peak = span * near[:, 1:] / ops.clip(near[:, :1], TINY)
    low, high = PEAK_RANGE
    above = above * ops.clip((peak - low) * (1 / (high - low)), 0.0, 1.0)
    return ops.maximum(above, ops.as_float(ratio > BRIGHT, ratio)) * mask


def local_level(ops: Any, both: Array, mask: Array) -> tuple[Array, Array]:
    """Mean of VV and VH over about 28 x 28 pixels that leaves bright targets out.

    Returns the level (B, 2, H, W), above zero, and the share of the window that was measured (B, 1, H, W).
    """
    cells = ops.avg_pool(ops.concat([both, mask], 1), CELL)
    share = cells[:, 2:]
    values = cells[:, :2] / ops.clip(share, 1e-6)
    within = box_mean(ops, share, LEVEL_WINDOW)
    weight = ops.clip(within, 1e-6)
    # the mean of fourth roots is hardly lifted by a point of 60 dB; it starts the rounds of limited means
    roots = ops.sqrt(ops.sqrt(ops.clip(values, TINY)))
    level = (box_mean(ops, roots * share, LEVEL_WINDOW) / weight) ** 4
    low, high = BRIGHT_SHARE
    for _ in range(LEVEL_ROUNDS):
        limit = ops.clip(level * LEVEL_RANGE, TINY)
        limited = ops.minimum(values, limit)
        bright = ops.clip(values / limit - 1, 0.0, 1.0) * share
        sums = box_mean(ops, ops.concat([limited * share, limited * bright, bright], 1), LEVEL_WINDOW)
        left_out = ops.clip((high - sums[:, 4:] / weight) * (1 / (high - low)), 0.0, 1.0)
        level = (sums[:, :2] - left_out * sums[:, 2:4]) / (weight - left_out * sums[:, 4:])
    return ops.clip(ops.upsample(level, CELL), TINY), ops.upsample(within, CELL)


def compare(ops: Any, dates: list[Prepared]) -> Compared:
    """Look at one or two observations, for all that the networks want to know of them."""
    own, other = dates[0], dates[-1]
    level = own.level if len(dates) == 1 else joint_level(ops, own, other)
    logs = [relative_log(ops, date, level) for date in dates]
    noise = [noise_variance(ops, log, date.averaged[:, -1:]) for log, date in zip(logs, dates)]
    return Compared(level, logs, noise, None if len(dates) == 1 else log_ratio(ops, own, other, level, RATIO_WINDOW))


def joint_level(ops: Any, one: Prepared, two: Prepared) -> Array:
    """Level of two observations together, (B, 2, H, W); the same in both orders."""
    weight = one.share + two.share
    return ops.clip((one.level * one.share + two.level * two.share) / ops.clip(weight, 1e-6), TINY)


def relative_log(ops: Any, prepared: Prepared, level: Array) -> Array:
    """Natural logarithm of VV and VH less that of the level, (B, 2, H, W); 0 where nothing was measured, and at points."""
    ratio = ops.clip(prepared.limited / level, DEEPEST, 2 * BRIGHT)
    return ops.where(prepared.mask > 0, ops.log(ratio), 0.0) * (1 - prepared.points)


def geometric_mean(ops: Any, image: Array) -> Array:
    """Root of C11 C22, (B, 1, H, W), above zero; from C2 or intensities."""
    return ops.sqrt(ops.clip(image[:, :1], TINY)) * ops.sqrt(ops.clip(image[:, -1:], TINY))


def coherence(ops: Any, image: Array) -> Array:
    """C12 over the root of C11 C22, (B, 2, H, W), real and imaginary part; 0 without C12."""
    if image.shape[1] == 2:
        return ops.expand(ops.full((*image.shape[:2], 1, 1), 0.0, image), image)
    return ops.clip(image[:, 1:3] / geometric_mean(ops, image), -1.0, 1.0)


def log_ratio(ops: Any, one: Prepared, two: Prepared, level: Array, size: int) -> Array:
    """Log-ratio of the size x size means of `two` and `one`, (B, 2, H, W); 0 where one of them measured nothing."""
    logs, known = [], []
    for date in (one, two):
        means, share = date.limited * date.mask, date.mask
        if size > 1:
            means, share = masked_mean(ops, date.limited, date.mask, size)
        known.append(share > 1e-4)
        logs.append(ops.log(ops.clip(means / level, DEEPEST)))
    return ops.where(known[0] & known[1], logs[1] - logs[0], 0.0)


def noise_variance(ops: Any, log: Array, mask: Array) -> Array:
    """Variance of log intensity that speckle alone explains, around every pixel: (B, 2, H, W).

    Looks and correlation of speckle differ from product to product, and no file states them reliably. In homogeneous
    areas differences over one and over two pixels hold nothing but speckle, edges are rare, and a mean of roots hardly
    notices them. The most homogeneous area nearby decides, so that texture is not taken for speckle.

    From `log` (B, 2, H, W), natural logarithm of VV and VH, finite, and `mask` (B, 1, H, W), 1 where measured; the channels
    are differences over one and over two pixels, of the smoother intensity. Uncorrelated speckle of L looks has the
    trigamma function of L (0.22 at 5 looks), correlated speckle less.
    """
    found = []
    for lag in LAGS:
        cells = [_difference_variance(ops, log, mask, lag, axis) for axis in (2, 3)]
        lowest = -ops.max_filter(-ops.minimum(*cells), SEARCH)
        found.append(ops.where(lowest < MOST_VARIANCE, lowest, UNKNOWN_VARIANCE))
    padded = ops.pad(ops.concat(found, 1), 1, 1, 1, 1, edge=True)
    smooth = box_mean(ops, padded, 3)[:, :, 1:-1, 1:-1]
    return ops.upsample(smooth, CELL)


def _difference_variance(ops: Any, log: Array, mask: Array, lag: int, axis: int) -> Array:
    """Variance of the smoother intensity by its differences along an axis, (B, 1, H/4, W/4); the most where unknown."""
    if axis == 2:
        after, before = (log[:, :, lag:], mask[:, :, lag:]), (log[:, :, :-lag], mask[:, :, :-lag])
    else:
        after, before = (log[..., lag:], mask[..., lag:]), (log[..., :-lag], mask[..., :-lag])
    both = after[1] * before[1]
    root = ops.sqrt(abs(after[0] - before[0]) + 1e-12) * both
    padded = ops.pad(ops.concat([root, both], 1), 0, lag if axis == 3 else 0, 0, lag if axis == 2 else 0)
    means = box_mean(ops, ops.avg_pool(padded, CELL), 3)
    share = means[:, -1:]
    variance = (-ops.largest(-means[:, :-1] / ops.clip(share, 1e-3))) ** 4 * (1 / _NORMAL)
    return ops.where(share > 0.5, ops.clip(variance, 1e-3, MOST_VARIANCE), MOST_VARIANCE)

