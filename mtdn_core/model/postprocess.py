"""From weighted means to the despeckled image; what a network learns holds on average, this holds by construction.

In this order:

1. *Assembly*: intensities from both observations, coherence from the own date alone; C2 stays positive semi-definite.
2. *Strength* (:func:`smooth_homogeneous`): where the user asks for it, homogeneous areas are averaged further.
3. *Power* (:func:`keep_power`): means of about 20 x 20 pixels have the power of the input.
4. *Points*: point targets (:func:`mtdn_core.model.features.point_share`) keep what was measured.

Written once for both backends (argument `ops`, see :mod:`mtdn_core.model.layers`).
"""

from __future__ import annotations

from typing import Any

from mtdn_core.model.features import TINY, Prepared, geometric_mean, noise_variance, powers
from mtdn_core.model.layers import box_mean, local_mean, masked_mean

Array = Any

# just below 1, so that rounding cannot push |C12|^2 above C11 C22
MOST_COHERENT = 1 - 1e-6
CEILING, CEILING_WINDOWS = 3.0, (5, 11)  # times the larger of these means: what is above it comes from a bright field afar
POWER_CELL = 2  # pixels
# of each round: width of two boxes, in cells, and share of the power that may be missing, for it is speckle of the date;
# none after smoothing, which moves more than that. What it costs and brings was measured on real truth and on blocks
POWER_WINDOWS = ((7, 0.0075), (7, 0.0075), (5, 0.015), (5, 0.015), (5, 0.015))
POWER_RANGE = (0.25, 4.0)
COHERENCE_ROUNDS = 2  # the second takes what the smooth window of the first left over

STRONGEST = 3.0  # training calls the removal of all fluctuation that VV and VH share 1; the network extrapolates beyond
HOMOGENEOUS = 0.65  # covariance of log intensity over the variance of speckle's, up to which an area is homogeneous
FADE = 0.27  # excess over it at which the strength has halved
NOISIEST = 0.2  # at fewer than about five looks, no more of the scene is homogeneous than at five
DEEPEST_LOG = 7.0  # a pixel of no power at all must not pass for noise
STRUCTURE_WINDOW = 3  # cells
DISTANCE = 5  # pixels at which 3 x 3 means share no speckle
SMOOTH_SHARE = 0.7
SMOOTH_WINDOW = 11  # pixels
CERTAIN = 8.0  # power of the probability of change: a doubt hardly keeps an area from being averaged
BOTH_DATES = 0.25  # share of the window that both dates must have measured


def assemble(ops: Any, own: Array | None, both: Array) -> Array:
    """Intensities from both observations, coherence from the own date alone; (B, 2 or 4, H, W).

    Backscatter of unchanged ground comes back on another date, the phase of C12 need not. A coherence is at most 1, so
    the result stays positive semi-definite. Both arguments are weighted sums of images and masks, (B, 3 or 5, H, W); `own`
    is None for intensities alone.
    """
    intensity = powers(ops, both[:, :-1]) / ops.clip(both[:, -1:], 1e-6)
    if own is None:
        return intensity
    return with_coherence(ops, intensity, own[:, 1:3] / geometric_mean(ops, own[:, :4]) * MOST_COHERENT)


def with_coherence(ops: Any, intensity: Array, coherence: Array) -> Array:
    """C2 (B, 4, H, W) of VV and VH and a coherence (B, 2, H, W)."""
    return ops.concat([intensity[:, :1], coherence * geometric_mean(ops, intensity), intensity[:, 1:]], 1)


def postprocess(
    ops: Any, estimate: Array, own: Prepared, strengths: Array | None = None, change: Array | None = None
) -> Array:
    """Steps 2 to 4, without step 2 if `strengths` is None; returns (B, 2 or 4, H, W), 0 where nothing was measured.

    `strengths` and `change` as in :func:`smooth_homogeneous`.
    """
    if strengths is not None:
        estimate = smooth_homogeneous(ops, estimate, own, strengths, change)
    estimate = keep_power(ops, estimate, own, smoothed=strengths is not None)
    result = (estimate + own.points * (own.image - estimate)) * own.mask
    if result.shape[1] == 2:
        return result
    # single-look input has |C12|^2 = C11 C22 up to rounding, and a point keeps that
    vv, c12, vh = result[:, :1], result[:, 1:3], result[:, 3:]
    limit = geometric_mean(ops, result) * MOST_COHERENT
    size = ops.sqrt((c12 * c12).sum(1, keepdims=True) + TINY**2)
    return ops.concat([vv, c12 * ops.clip(limit / size, None, 1.0), vh], 1)


def keep_power(ops: Any, estimate: Array, own: Prepared, smoothed: bool) -> Array:
    """Give local means of the output, C2 or intensities, the power of the input, point targets left out.

    A pixel takes of the power that its surroundings miss by the power 1.5 of its own: errors of an estimate grow with it, so
    that dark ground beside a bright field is not changed for what the field misses. Means are over two boxes, one after the
    other: a box alone would amplify what is narrower than it.
    """
    weight = own.averaged[:, -1:]
    measured = powers(ops, own.averaged[:, :-1])
    intensity = ops.clip(powers(ops, estimate), TINY)
    near = [masked_mean(ops, powers(ops, own.image), weight, window)[0] for window in CEILING_WINDOWS]
    intensity = ops.minimum(intensity, ops.clip(ops.maximum(*near) * CEILING, TINY))
    for window, tolerance in POWER_WINDOWS:
        root, present = ops.sqrt(intensity), intensity * weight
        cells = ops.avg_pool(ops.concat([measured - present, present * root, present], 1), POWER_CELL)
        sums = box_mean(ops, box_mean(ops, cells, window), window)
        limit = sums[:, 4:] * (0.0 if smoothed else tolerance)
        missing = sums[:, :2] - ops.maximum(ops.minimum(sums[:, :2], limit), -limit)
        change = ops.upsample(missing / ops.clip(sums[:, 2:4], TINY), POWER_CELL)
        intensity = intensity * ops.clip(1 + root * change, *POWER_RANGE)
    if estimate.shape[1] == 2:
        return intensity
    coherence = estimate[:, 1:3] / geometric_mean(ops, estimate)
    root = ops.sqrt(intensity[:, :1]) * ops.sqrt(intensity[:, 1:])
    for _ in range(COHERENCE_ROUNDS):
        missing = own.averaged[:, 1:3] - coherence * root * weight
        near = local_mean(ops, ops.concat([missing, root * weight], 1), 3)
        coherence = coherence + near[:, :2] / ops.clip(near[:, 2:], TINY)
    size = ops.sqrt((coherence * coherence).sum(1, keepdims=True) + 1e-12)
    return with_coherence(ops, intensity, coherence * ops.clip(MOST_COHERENT / size, None, 1.0))


def strength_map(ops: Any, own: Prepared, other: Prepared | None, strength: float) -> Array:
    """Strength at every pixel, as the network takes it: (B, 1, H, W), 0 to :data:`STRONGEST` times `strength`.

    Fluctuation that VV and VH share may be ground or may be speckle of a kind; no measurement of one date tells which.
    So the strength that the user asks for holds in homogeneous areas, and falls to 0 where structure repeats: between
    the dates, whose speckle is independent, or, for a date alone, between VV and VH, or over a distance that speckle
    does not reach.
    """
    logs, masks, noise = [], [], None
    for date in (own,) if other is None else (own, other):
        mask = date.averaged[:, -1:]
        log = ops.log(ops.clip(masked_mean(ops, date.limited, mask, 3)[0], TINY))
        sharp = ops.maximum(ops.log(ops.clip(date.limited, TINY)), log - DEEPEST_LOG) * mask
        lowest = noise_variance(ops, sharp, mask)[:, 1:]
        noise = lowest if noise is None else ops.minimum(noise, lowest)
        logs.append(log)
        masks.append(mask)
    structure = _structure_alone(ops, logs[0], masks[0])
    if other is not None:
        between, both = _covariance(ops, logs[0], logs[1], masks[0] * masks[1])
        structure = ops.where(both < BOTH_DATES, structure, ops.largest(between))
    excess = ops.clip(structure / ops.clip(noise, None, NOISIEST) - HOMOGENEOUS, 0.0) * (1 / FADE)
    return STRONGEST * strength / (1 + excess * excess)


def smooth_homogeneous(ops: Any, estimate: Array, own: Prepared, strengths: Array, change: Array | None) -> Array:
    """Average homogeneous areas over a window wider than the network's own kernels.

    Where a window meets change, a probability (B, 1, H, W), nothing is averaged: the edge of what changed is not shared by
    the dates. What a pixel gives to another it takes from it likewise, so that power stays where it is. With `strengths` of
    :func:`strength_map` at a third of :data:`STRONGEST` and below next to nothing is averaged.
    """
    share = SMOOTH_SHARE * (strengths * (1 / STRONGEST)) ** 3
    if change is not None:
        share = share * (1 - ops.max_filter(change, SMOOTH_WINDOW) ** CERTAIN)
    root = ops.sqrt(share) * own.averaged[:, -1:]
    means = box_mean(ops, ops.concat([estimate * root, root], 1), SMOOTH_WINDOW)
    return estimate + root * (means[:, :-1] - estimate * means[:, -1:])


def _structure_alone(ops: Any, log: Array, mask: Array) -> Array:
    """Largest covariance of a date with itself where speckle has none, (B, 1, H, W)."""
    found, _ = _covariance(ops, log[:, :1], log[:, 1:], mask)
    height, width = log.shape[-2:]
    for down, right in ((min(DISTANCE, height), 0), (0, min(DISTANCE, width))):
        away, there = (
            ops.pad(image[:, :, : height - down, : width - right], right, 0, down, 0) for image in (log, mask)
        )
        found = ops.maximum(found, ops.largest(_covariance(ops, log, away, mask * there)[0]))
    return found


def _covariance(ops: Any, a: Array, b: Array, mask: Array) -> tuple[Array, Array]:
    """Local covariance of two fields where the mask is 1, and the share of the window it covers."""
    means = local_mean(ops, ops.concat([a * mask, b * mask, a * b * mask, mask], 1), STRUCTURE_WINDOW)
    share, count = means[:, -1:], a.shape[1]
    normal = means[:, :-1] / ops.clip(share, 1e-3)
    return normal[:, 2 * count :] - normal[:, :count] * normal[:, count : 2 * count], share
