"""The dual-polarisation covariance matrix C2, and the seven channels the published network makes of it.

C2 tensors are (B, 4, H, W), linear power, in the order of PolSARpro: C11 (VV), Re C12, Im C12, C22 (VH). The published
channels are C11, **Im** C12, **Re** C12, C22 and three m-chi amplitudes (:mod:`mtdn_core.polarimetry.mchi`), all
clipped to +-13.4 and not normalised further, so a network that reads them depends on the calibration of its input.
"""

from __future__ import annotations

import torch
from torch import Tensor

from mtdn_core.polarimetry.mchi import boxcar, mchi_amplitudes
from mtdn_core.polarimetry.published_channels import PUBLISHED_CLIP

# |C12| stays below sqrt(C11 C22) by this much: three roundings of float32 when a reader checks the squares
_MARGIN = 1e-6
# below this the squares of powers leave the range of float32 and cannot be compared any more (-180 dB)
_LEAST_POWER = 1e-18
FILL_WINDOW = 15  # pixels


def c2_to_published(
    c2: Tensor, *, boxcar: int = 3, stray_degree_factor: bool = True, clip: float | None = PUBLISHED_CLIP,
    valid: Tensor | None = None,
) -> Tensor:
    """Make the seven published channels (B, 7, H, W) of one date from C2 (B, 4, H, W), linear power.

    The m-chi channels are computed before clipping; clipping comes last, as in the published data. `boxcar`,
    `stray_degree_factor` and `clip` as in :class:`mtdn_core.polarimetry.published_channels.PublishedChannels`; pixels where
    `valid` (B, 1, H, W) is False were not measured and stay out of the boxcar.
    """
    amplitudes = mchi_amplitudes(c2, boxcar, valid, stray_degree_factor=stray_degree_factor)
    channels = torch.cat([c2[:, [0, 2, 1, 3]], amplitudes], 1)
    return channels if clip is None else channels.clamp(-clip, clip)


def with_c12(image: Tensor) -> Tensor:
    """C2 as (B, 4, H, W); intensities alone get a C12 of zero."""
    if image.shape[1] == 4:
        return image
    zero = torch.zeros_like(image[:, :1])
    return torch.cat([image[:, :1], zero, zero, image[:, 1:]], 1)


def published_to_c2(channels: Tensor) -> Tensor:
    """Take C2 (B, 4, H, W) out of the published channels (B, 7, H, W); clipped values stay clipped."""
    return channels[:, [0, 2, 1, 3]]


def project_psd(c2: Tensor) -> Tensor:
    """Nearest physical C2 (B, 4, H, W), linear power: no negative power, no coherence above one.

    Negative C11 and C22 become zero; C12 keeps its phase and shrinks until its squared magnitude is at most C11 C22,
    also when evaluated in float32. Matrices well inside these limits come back bit for bit.
    """
    intensities = c2[:, [0, 3]].clamp_min(0)
    # product of roots, not root of the product, which over- and underflows
    limit = intensities.sqrt().prod(1, keepdim=True) * (1 - _MARGIN)
    limit = torch.where(limit > _LEAST_POWER, limit, torch.zeros_like(limit))
    magnitude = torch.hypot(c2[:, 1:2], c2[:, 2:3])
    exceeds = magnitude > limit
    shrink = torch.where(exceeds, limit / torch.where(exceeds, magnitude, torch.ones_like(magnitude)), 1.0)
    return torch.cat([intensities[:, :1], c2[:, 1:3] * shrink, intensities[:, 1:]], 1)


def fill_unmeasured(c2: Tensor, valid: Tensor, other: Tensor, other_valid: Tensor) -> tuple[Tensor, Tensor]:
    """Give pixels that were not measured a value that a convolutional network takes without harm.

    In this order: the other date's pixel (no false change), the mean of the measured pixels of the same date within
    15 x 15 pixels, zero. Images are C2 (B, 4, H, W), linear power; masks (B, 1, H, W) bool, True where measured.

    Returns
    -------
    filled
        (B, 4, H, W), finite if measured pixels are.
    known
        (B, 1, H, W) bool: measured, or filled with something else than zero.
    """
    filled = torch.where(valid, c2, torch.where(other_valid, other, torch.zeros_like(c2)))
    known = valid | other_valid
    if bool(known.all()):
        return filled, known
    near = boxcar(valid.to(c2.dtype), FILL_WINDOW) > 0
    filled = torch.where(known, filled, boxcar(c2, FILL_WINDOW, valid))
    return filled, known | near
