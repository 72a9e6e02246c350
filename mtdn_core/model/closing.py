"""The closing steps of the compact network: coherence, point targets and level are those of the measurement.

What a network learns holds on average; these three hold by construction, on every scene, at any scale of the input:
C2 stays positive semi-definite, strong point targets keep their measured value, and the level of every neighbourhood of
about 31 pixels is that of the input.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.model.channels import C12, ESTIMATED_C12, ESTIMATED_POWERS, MASK, POWERS
from mtdn_core.model.kernels import box_mean, upsample

FLOOR = 1e-15  # linear power far below any noise floor: keeps quotients and their gradients finite
# a hair below 1, so that rounding cannot push |C12|^2 above C11 C22
MOST_COHERENT = 1 - 1e-6
POINT_FACTOR = 5.0  # 7 dB over the surroundings; the step is complete at twice that
COHERENCE_STEPS = 2  # the second takes what the smooth window of the first left over
EVEN_VARIANCE = 0.05  # of the natural logarithm of the output over 12 x 12 pixels: about 1 dB
PEAK_RANGE = (1.6, 2.4)  # estimate over the mean of its 9 x 9 neighbourhood
RATIO_LIMIT = 12.0  # a missed point must not lift its whole neighbourhood


def local_mean(image: Tensor, size: int = 7) -> Tensor:
    """Mean over about 4 size x 4 size pixels: a box of 4 x 4 means, the same window at a sixteenth of the work."""
    return upsample(box_mean(F.avg_pool2d(image, 4), size), 4)


def _root(c2: Tensor) -> Tensor:
    """Root of C11 C22 of an estimate."""
    return c2[:, :1].clamp_min(FLOOR).sqrt() * c2[:, -1:].clamp_min(FLOOR).sqrt()


def _with_coherence(vv: Tensor, vh: Tensor, coherence: Tensor) -> Tensor:
    c12 = coherence * (vv.clamp_min(FLOOR).sqrt() * vh.clamp_min(FLOOR).sqrt())
    return torch.cat([vv, c12, vh], 1)


def assemble(own: Tensor | None, both: Tensor, gain: Tensor) -> Tensor:
    """Intensities from both dates, coherence from the own date alone.

    Backscatter of unchanged ground comes back on the other date, the phase of C12 need not. A coherence is at most 1,
    so the result stays positive semi-definite.

    Parameters
    ----------
    own, both
        Weighted sums of stacked images (:mod:`mtdn_core.model.channels`); of intensities alone `own` is not read.
    gain
        (B, 2, H, W) of VV and VH.
    """
    intensity = gain * both[:, POWERS] / both[:, MASK].clamp_min(1e-6)
    if own is None:
        return intensity
    return _with_coherence(intensity[:, :1], intensity[:, 1:], own[:, C12] / _root(own[:, :-1]) * MOST_COHERENT)


def point_share(estimate: Tensor, stacked: Tensor) -> Tensor:
    """Degree (B, 1, H, W) to which a pixel is a point target: its estimate is 7 to 10 dB above the surroundings.

    There one scatterer rules the pixel, so what was measured is signal and not speckle. The estimate decides, not the
    measurement: a peak of single-look speckle is not taken for a target. The surroundings are a geometric mean, which
    bright points hardly lift. A bright field is not a point: the pixel must stand out from its 9 x 9 neighbours too.
    """
    mask = stacked[:, MASK]
    log = stacked[:, POWERS].sum(1, keepdim=True).clamp_min(FLOOR).log() * mask
    mean = local_mean(torch.cat([log, mask], 1))
    around = (mean[:, :1] / mean[:, 1:].clamp_min(1e-6)).exp()
    span = estimate[:, ESTIMATED_POWERS].sum(1, keepdim=True).detach()
    out = torch.log2((span / around.clamp_min(FLOOR)).clamp_min(1e-3) / POINT_FACTOR).clamp(0, 1)
    near = box_mean(torch.cat([span * mask, mask], 1), 9)
    peak = span / (near[:, :1] / near[:, 1:].clamp_min(1e-3)).clamp_min(FLOOR)
    low, high = PEAK_RANGE
    return out * ((peak - low) / (high - low)).clamp(0, 1) * (mask > 0)


def keep_level(estimate: Tensor, stacked: Tensor, points: Tensor) -> Tensor:
    """Give local means of the output the level of the input, point targets left out.

    Intensities: over about 31 x 31 pixels the mean of input over output is 1; then, on even ground and over about
    20 x 20 pixels, the quotient of the means is 1. The two agree where the output is right in its detail. C12, over
    about 12 x 12 pixels: its mean is the measured one.

    Parameters
    ----------
    estimate
        C2, or the two intensities alone.
    stacked
        The measured image (:mod:`mtdn_core.model.channels`).
    points
        Share of the measurement that :func:`point_share` gives.
    """
    weight = (1 - points) * stacked[:, MASK]
    measured, output = stacked[:, POWERS], estimate[:, ESTIMATED_POWERS].clamp_min(FLOOR)
    ratio = (measured / output).clamp_max(RATIO_LIMIT)
    means = local_mean(torch.cat([ratio * weight, weight], 1))
    factor = torch.where(means[:, 2:] > 1e-3, means[:, :2] / means[:, 2:].clamp_min(1e-6), 1.0)
    intensity = _even_level(output * factor.clamp(0.5, 2), measured, weight)
    if estimate.shape[1] == 2:
        return intensity
    coherence = estimate[:, ESTIMATED_C12] / _root(estimate)
    root = intensity[:, :1].sqrt() * intensity[:, 1:].sqrt()
    for _ in range(COHERENCE_STEPS):
        missing = (stacked[:, C12] - coherence * root) * weight
        near = local_mean(torch.cat([missing, root * weight], 1), 3)
        coherence = coherence + near[:, :2] / near[:, 2:].clamp_min(FLOOR)
    size = coherence.square().sum(1, keepdim=True).clamp_min(1e-12).sqrt()
    coherence = coherence * (MOST_COHERENT / size).clamp_max(1)
    return _with_coherence(intensity[:, :1], intensity[:, 1:], coherence)


def _even_level(intensity: Tensor, measured: Tensor, weight: Tensor) -> Tensor:
    """Quotient of the means 1 where the output is even; elsewhere bright detail would rule both means."""
    log = intensity.log()
    moments = local_mean(torch.cat([log * weight, log.square() * weight, weight], 1), 3)
    share = moments[:, 4:].clamp_min(1e-3)
    variance = (moments[:, 2:4] / share - (moments[:, :2] / share).square()).clamp_min(0)
    means = local_mean(torch.cat([measured * weight, intensity * weight], 1), 5)
    quotient = (means[:, :2].clamp_min(FLOOR) / means[:, 2:].clamp_min(FLOOR)).clamp(0.5, 2)
    return intensity * quotient ** (1 / (1 + (variance / EVEN_VARIANCE).square()))


def close(estimate: Tensor, stacked: Tensor) -> Tensor:
    """Apply both closing steps; arguments as in :func:`keep_level`."""
    points = point_share(estimate, stacked)
    closed = torch.lerp(keep_level(estimate, stacked, points), stacked[:, :-1], points)
    if closed.shape[1] == 2:
        return closed
    # single-look input has |C12|^2 = C11 C22 up to rounding, and a point hands that on
    vv, c12, vh = closed[:, :1], closed[:, 1:3], closed[:, 3:]
    size = c12.square().sum(1, keepdim=True).clamp_min(FLOOR**2).sqrt()
    return torch.cat([vv, c12 * (MOST_COHERENT * _root(closed) / size).clamp_max(1), vh], 1)
