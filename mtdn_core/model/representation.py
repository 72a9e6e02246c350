"""What the compact network sees of two measured dates: numbers that do not depend on the scale of the input."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from mtdn_core.model.channels import C12, MASK, POWERS, POWERS_AND_MASK, stack, with_c12
from mtdn_core.model.closing import local_mean
from mtdn_core.model.kernels import box_mean
from mtdn_core.model.noise import UNKNOWN, noise_variance
from mtdn_core.polarimetry.mchi import boxcar, mchi_powers

# log C11, log C22, Re and Im of coherence, mask for each date; log-ratio of both channels; three flags
INPUT_CHANNELS = 2 * 5 + 2 + 3
MCHI_CHANNELS = 2 * 3  # log powers of odd bounce, even bounce and depolarised for each date
LOG_RANGE = 7.0  # natural logarithm: deeper fades or higher points than 30 dB tell the network nothing more


class Represented(NamedTuple):
    """Input of the network, and what it will average.

    Attributes
    ----------
    features
        (B, 15, H, W); with m-chi powers 6 channels more, with the level of the noise 2.
    masked
        Per date the stacked image (:mod:`mtdn_core.model.channels`).
    local
        Per date the same, averaged over about 31 x 31 pixels.
    """

    features: Tensor
    masked: tuple[Tensor, Tensor]
    local: tuple[Tensor, Tensor]


def represent(
    c2: tuple[Tensor, Tensor],
    valid: tuple[Tensor, Tensor],
    has_c12: Tensor,
    strength: Tensor,
    single: Tensor,
    *,
    mchi: bool,
    noise: bool,
) -> Represented:
    """Make the network's input; the same tensor as both dates is worked on once.

    Parameters
    ----------
    c2
        Per date (B, 4, H, W) C2 in linear power, or (B, 2, H, W) intensities; H and W multiples of 4.
    valid
        Per date (B, 1, H, W) bool.
    has_c12, strength, single
        Flags of the network, (B, 1, 1, 1) or (B, 1, H, W).
    mchi
        Add the m-chi powers of the 3 x 3 mean.
    noise
        Add the level of the noise (:mod:`mtdn_core.model.noise`).
    """
    alike = c2[1] is c2[0] and valid[1] is valid[0]
    dates = (0, 0) if alike else (0, 1)
    stacked = [stack(image, mask) for image, mask in zip(c2[: 1 + dates[1]], valid)]
    local = [local_mean(image) for image in stacked]
    pooled = local[dates[0]] + local[dates[1]]
    level = (pooled[:, POWERS] / pooled[:, MASK].clamp_min(1e-6)).clamp_min(torch.finfo(pooled.dtype).tiny)
    logs = [_relative_log(image, level) for image in stacked]
    own = [
        torch.cat([log / 2, torch.where(image[:, MASK] > 0, _coherence(image) * has_c12, 0.0), image[:, MASK]], 1)
        for image, log in zip(stacked, logs)
    ]
    features = [own[date] for date in dates]
    features.append(torch.zeros_like(logs[0]) if alike else _log_ratio(stacked, level))
    features += [flag.expand(-1, -1, *level.shape[-2:]) for flag in (has_c12, strength, single)]
    if mchi:
        features += [_mchi_features(stacked[date], level, has_c12) for date in dates]
    if noise:
        features.append((noise_variance(logs, [image[:, MASK] for image in stacked]) / UNKNOWN).log() / 2)
    first, second = dates
    return Represented(torch.cat(features, 1), (stacked[first], stacked[second]), (local[first], local[second]))


def _relative_log(stacked: Tensor, level: Tensor) -> Tensor:
    """Logarithms of C11 and C22 less those of their local level, (B, 2, H, W); 0 where nothing was measured."""
    relative = (stacked[:, POWERS] / level).clamp(torch.e**-LOG_RANGE, torch.e**LOG_RANGE)
    return torch.where(stacked[:, MASK] > 0, relative.log(), 0.0)


def _coherence(stacked: Tensor) -> Tensor:
    """C12 over the root of C11 C22, (B, 2, H, W); 0 without C12."""
    if stacked.shape[1] == 3:
        return torch.zeros_like(stacked[:, POWERS])
    span = stacked[:, :1] * stacked[:, 3:4]
    return (stacked[:, C12] * span.clamp_min(torch.finfo(span.dtype).tiny).rsqrt()).clamp(-1, 1)


def _log_ratio(stacked: list[Tensor], level: Tensor) -> Tensor:
    """Log-ratio of the 7 x 7 means of date 2 and date 1, (B, 2, H, W); 0 where one of them measured nothing."""
    smooth = [box_mean(image[:, POWERS_AND_MASK], 7) for image in stacked]
    mean = [((s[:, :2] / s[:, 2:].clamp_min(1e-6)) / level).clamp(torch.e**-LOG_RANGE) for s in smooth]
    both = (smooth[0][:, 2:] > 1e-4) & (smooth[1][:, 2:] > 1e-4)
    return torch.where(both, torch.log(mean[1] / mean[0]), 0.0)


def _mchi_features(stacked: Tensor, level: Tensor, has_c12: Tensor) -> Tensor:
    """Log m-chi powers of the 3 x 3 mean of masked C2 less the log of the local span, (B, 3, H, W)."""
    mask = stacked[:, MASK] > 0
    c2 = with_c12(stacked[:, :-1])
    c2 = torch.cat([c2[:, :1], c2[:, 1:3] * has_c12, c2[:, 3:]], 1)
    powers = mchi_powers(boxcar(c2, 3, mask)) / level.sum(1, keepdim=True)
    return torch.where(mask, powers.clamp(torch.e**-LOG_RANGE, torch.e**LOG_RANGE).log(), 0.0) / 2
