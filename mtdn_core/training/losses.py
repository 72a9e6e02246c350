"""Losses: Wishart deviance for despeckling, balanced cross-entropy for change."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

LOADING = 1.01**2  # both diagonal elements are raised by one per cent


def wishart_deviance(estimate: Tensor, target: Tensor) -> Tensor:
    """Deviance of a complex Wishart law per pixel, (B, 1, H, W), at least 0: tr(E^-1 T) - ln det(E^-1 T) - 2.

    Estimate E and target T are (B, 4, H, W) [C11, Re C12, Im C12, C22], linear power, positive semi-definite; where C12 is
    zero this is the sum of the two gamma deviances. Its expectation over noisy or clean targets T is smallest where E is
    their conditional mean in linear power. Both matrices are loaded by one per cent of their diagonal, so that targets of
    rank one (a look, a point) stay finite.
    """
    tiny = torch.finfo(estimate.dtype).tiny ** 0.25

    def elements(c2: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        a, re, im, b = c2.unbind(1)
        a, b = a.clamp_min(tiny), b.clamp_min(tiny)
        return a, re, im, b, LOADING - ((re / a) * (re / b) + (im / a) * (im / b)).clamp(0, 1)

    a, re, im, b, det = elements(estimate)
    ta, tre, tim, tb, tdet = elements(target)
    # everything relative to the diagonal of the estimate: safe in float32 over any range of power
    u, v = ta / a, tb / b
    cross = (re / a) * (tre / b) + (im / a) * (tim / b)
    trace = (LOADING * (u + v) - 2 * cross) / det
    log = torch.log(u) + torch.log(v) + torch.log(tdet / det)
    return (trace - log - 2)[:, None]


def despeckling_loss(estimate: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    """Mean deviance over the pixels that count; a logarithm keeps a missed point from ruling the batch."""
    deviance = 8 * torch.log1p(wishart_deviance(estimate, target) / 8)
    return (deviance * weight).sum() / weight.sum().clamp_min(1)


def point_weight(truth: Tensor, valid: Tensor) -> Tensor:
    """Weight of each pixel: 1, rising to 5 where the truth stands out from its surroundings by 10 dB.

    Point targets are few, so without it the loss hardly notices that they were flattened.
    """
    mask = valid.to(truth.dtype)
    span = (truth[:, :1] + truth[:, 3:]) * mask
    around = F.avg_pool2d(span, 31, 1, 15) / F.avg_pool2d(mask, 31, 1, 15).clamp_min(1e-3)
    out = span / around.clamp_min(torch.finfo(truth.dtype).tiny)
    return mask * (1 + 4 * ((out - 3) / 7).clamp(0, 1))


def change_loss(logit: Tensor, change: Tensor, valid: Tensor) -> Tensor:
    """Cross-entropy over labelled pixels plus the Dice loss, for changes are rare.

    Of logits (B, 1, H, W), labels (B, H, W) int64 0, 1 or 255 (left out), and `valid` (B, 1, H, W) bool.
    """
    known = ((change != 255) & valid[:, 0]).to(logit.dtype)
    found, truth = logit[:, 0], change.eq(1).to(logit.dtype)
    entropy = F.binary_cross_entropy_with_logits(found, truth, known, reduction="sum") / known.sum().clamp_min(1)
    probability = found.sigmoid() * known
    dice = 1 - (2 * (probability * truth).sum() + 1) / (probability.sum() + (truth * known).sum() + 1)
    return entropy + 0.3 * dice
