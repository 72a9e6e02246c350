"""Where to smooth how strongly: the strength setting, spread over the scene.

Fluctuation that VV and VH share may be ground or may be speckle of a kind; no measurement of one date tells which. On
even ground users take it for speckle, on structured ground for detail. So the strength that the user asks for holds
where the scene is even, and falls to 0 where structure repeats: between the dates, whose speckle is independent, or,
for a date alone, between VV and VH, or over a distance that speckle does not reach. Where the ground is even, what the
network leaves of the fluctuation is averaged over a wider window.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.model.channels import MASK, POWERS, POWERS_AND_MASK, stack
from mtdn_core.model.closing import FLOOR, local_mean
from mtdn_core.model.kernels import box_mean
from mtdn_core.model.noise import noise_variance

STRONGEST = 3.0  # training calls the removal of all shared fluctuation 1; beyond it the network extrapolates smoothly
# covariance of log intensity, over the variance of speckle's, up to which ground counts as even
EVEN = 0.65
FADE = 0.27  # and by how much more the strength has halved
NOISIEST = 0.2  # at fewer than about five looks, no more ground is even than at five
DEEPEST = 7.0  # a pixel of no power at all must not pass for noise
WINDOW = 3  # of local_mean: about 12 x 12 pixels
DISTANCE = 5  # pixels at which 3 x 3 means share no speckle
# what the network leaves on even ground is nearly all fluctuation of its own kernels' size
SMOOTH_SHARE = 0.7
SMOOTH_WINDOW = 11  # pixels
CERTAIN = 8.0  # power of the probability of change: a doubt hardly keeps ground from being averaged
BOTH_DATES = 0.25  # share of the window that both dates must have measured


def strength_map(stacked: tuple[Tensor, Tensor], strength: Tensor, single: Tensor) -> Tensor:
    """Strength at every pixel, as the network knows it.

    Parameters
    ----------
    stacked
        Per date the measured image in linear power (:mod:`mtdn_core.model.channels`); H and W multiples of 4.
    strength
        (B, 1, 1, 1), what the user asked for, 0 to 1.
    single
        (B, 1, 1, 1), 1 where both dates are the same image.

    Returns
    -------
    Tensor
        (B, 1, H, W), between 0 and :data:`STRONGEST` times the strength.
    """
    logs, masks, sharp = [], [], []
    for date in stacked[:1] if stacked[1] is stacked[0] else stacked:
        near, mask = box_mean(date[:, POWERS_AND_MASK], 3), date[:, MASK]
        log = (near[:, :2] / near[:, 2:].clamp_min(1e-6)).clamp_min(FLOOR).log()
        sharp.append(torch.maximum(date[:, POWERS].clamp_min(FLOOR).log(), log - DEEPEST) * mask)
        logs.append(log)
        masks.append(mask)
    noise = noise_variance(sharp, masks)[:, 1:].clamp_max(NOISIEST)
    structure = _structure(logs, masks, single)
    excess = (structure / noise - EVEN).clamp_min(0) / FADE
    return STRONGEST * strength / (1 + excess.square())


def smoothing_share(spread: Tensor, change: Tensor) -> Tensor:
    """Share of :func:`smooth_even_ground` at every pixel, (B, 1, H, W).

    Where a window meets change nothing is averaged: the edge of what changed is not shared by the dates, and the
    strength takes no notice of it.

    Parameters
    ----------
    spread
        From :func:`strength_map`; at a third of :data:`STRONGEST` and below next to nothing is averaged.
    change
        (B, 1, H, W) probability of change.
    """
    half = SMOOTH_WINDOW // 2
    rows = F.max_pool2d(change, (SMOOTH_WINDOW, 1), 1, (half, 0))
    changed = F.max_pool2d(rows, (1, SMOOTH_WINDOW), 1, (0, half)) ** CERTAIN
    return SMOOTH_SHARE * (spread / STRONGEST) ** 3 * (1 - changed)


def smooth_even_ground(estimate: Tensor, mask: Tensor, share: Tensor) -> Tensor:
    """Average what is even over a window wider than the network's own kernels.

    Parameters
    ----------
    estimate
        (B, 4, H, W) C2 in linear power, or (B, 2, H, W) intensities.
    mask
        (B, 1, H, W) bool.
    share
        From :func:`smoothing_share`.

    Returns
    -------
    Tensor
        The same shape; means of C2 stay positive semi-definite.
    """
    means = box_mean(stack(estimate, mask), SMOOTH_WINDOW)
    return torch.lerp(estimate, means[:, :-1] / means[:, MASK].clamp_min(1e-6), share * mask)


def _structure(logs: list[Tensor], masks: list[Tensor], single: Tensor) -> Tensor:
    """Covariance that only ground explains, (B, 1, H, W): between the dates or, where there is one, within it."""
    between, share = _covariance(logs[0], logs[-1], masks[0] * masks[-1])
    by_itself = (single > 0.5) | (share < BOTH_DATES)
    if not by_itself.any():  # which is most tiles of a pair, and half of the work
        return between.amax(1, keepdim=True)
    alone, shares = zip(*(_structure_alone(log, mask) for log, mask in zip(logs, masks)))
    own = torch.where(shares[0] >= shares[-1], alone[0], alone[-1])
    return torch.where(by_itself, own, between.amax(1, keepdim=True))


def _structure_alone(log: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Largest covariance of a date with itself where speckle has none, and the share measured; (B, 1, H, W) each."""
    found, share = _covariance(log[:, :1], log[:, 1:], mask)
    for axis in (2, 3):
        away, there = log.roll(DISTANCE, axis), mask.roll(DISTANCE, axis).clone()
        there.narrow(axis, 0, min(DISTANCE, mask.shape[axis])).zero_()  # what rolled in from the far side
        found = torch.maximum(found, _covariance(log, away, mask * there)[0].amax(1, keepdim=True))
    return found, share


def _covariance(a: Tensor, b: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Local covariance of two fields where the mask is 1, and the share of the window it covers."""
    means = local_mean(torch.cat([a * mask, b * mask, a * b * mask, mask], 1), WINDOW)
    share = means[:, -1:]
    first, second, product = (part / share.clamp_min(1e-3) for part in means[:, :-1].chunk(3, 1))
    return product - first * second, share
