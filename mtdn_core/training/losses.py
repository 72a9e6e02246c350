"""Losses: Wishart deviance for despeckling, the level term, balanced cross-entropy for change."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

LOADING = 1.01**2  # both diagonal elements are raised by one per cent


def wishart_deviance(estimate: Tensor, target: Tensor) -> Tensor:
    """Deviance of a complex Wishart law per pixel: tr(E^-1 T) - ln det(E^-1 T) - 2.

    Its expectation over noisy or clean targets T is smallest where E is their conditional mean in linear power. Both
    matrices are loaded by one per cent of their diagonal, so that targets of rank one (a look, a point) stay finite.

    Parameters
    ----------
    estimate, target
        (B, 4, H, W) [C11, Re C12, Im C12, C22], linear power, positive semi-definite.

    Returns
    -------
    Tensor
        (B, 1, H, W), at least 0; where C12 is zero the sum of the two gamma deviances.
    """
    tiny = torch.finfo(estimate.dtype).tiny ** 0.25

    def parts(c2: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        a, re, im, b = c2.unbind(1)
        a, b = a.clamp_min(tiny), b.clamp_min(tiny)
        return a, re, im, b, LOADING - ((re / a) * (re / b) + (im / a) * (im / b)).clamp(0, 1)

    a, re, im, b, det = parts(estimate)
    ta, tre, tim, tb, tdet = parts(target)
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


def level_loss(estimate: Tensor, noisy: Tensor, valid: Tensor) -> Tensor:
    """Squared departure from 1 of the local mean of input / output (17 x 17): nothing may get brighter or darker.

    An estimate follows its own noise a little, which the deviance does not punish but a user measures as bias.
    """
    ratio = noisy[:, [0, 3]] / estimate[:, [0, 3]].clamp_min(torch.finfo(estimate.dtype).tiny)
    mask = valid.to(ratio.dtype)
    mean = F.avg_pool2d(ratio.clamp_max(12) * mask, 17, 4) / F.avg_pool2d(mask, 17, 4).clamp_min(0.05)
    enough = (F.avg_pool2d(mask, 17, 4) > 0.5).to(ratio.dtype)
    return (((mean - 1) ** 2).clamp_max(1) * enough).mean() + (mean * enough).sum((0, 2, 3)).div(
        enough.sum().clamp_min(1)
    ).sub(1).square().sum()


def change_loss(logits: Tensor, change: Tensor, valid: Tensor) -> Tensor:
    """Cross-entropy over labelled pixels plus Dice, for changes are rare.

    Parameters
    ----------
    logits
        (B, 2, H, W).
    change
        (B, H, W) int64 0, 1 or 255 (left out).
    valid
        (B, 1, H, W) bool.
    """
    target = torch.where(valid[:, 0], change, 255)
    entropy = F.cross_entropy(logits, target, ignore_index=255)
    known = target != 255
    probability = logits.softmax(1)[:, 1][known]
    truth = (target[known] == 1).to(probability.dtype)
    dice = 1 - (2 * (probability * truth).sum() + 1) / (probability.sum() + truth.sum() + 1)
    return entropy + 0.3 * dice
