"""The covariance matrix C2, and the seven channels that the published network makes of it.

C2 tensors are (B, 4, H, W), linear power, in the order of PolSARpro: C11 (VV), Re C12, Im C12, C22 (VH). The published
channels are C11, **Im** C12, **Re** C12, C22 and, as amplitudes, the powers of the m-chi decomposition (Raney et al., "The
m-chi decomposition of hybrid dual-polarimetric radar data with application to lunar craters", JGR 117, 2012), all clipped
to +-13.4 and not normalised further, so a network that reads them depends on the calibration of its input.

Means are taken over those pixels of a window that lie inside the image and were measured; a window without any has mean
zero. (The channels of the released training tiles used pixels beyond the tile, which the tile no longer holds: its
outermost ring cannot be reproduced from the tile alone.)
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from mtdn_core.model import backend_torch as ops
from mtdn_core.model.layers import masked_mean
from mtdn_core.polarimetry import dual_pol

DEGREE = math.pi / 180
# |C12| stays below sqrt(C11 C22) by this much: three roundings of float32 when a reader checks the squares
_MARGIN = 1e-6
# below this the squares of powers leave the range of float32 and cannot be compared any more (-180 dB)
_LEAST_POWER = 1e-18
FILL_WINDOW = 15  # pixels


def c2_to_published(
    c2: Tensor, *, valid: Tensor | None = None, clip: float | None = 13.4, size: int = 3, stray_degree_factor: bool = True
) -> Tensor:
    """Make the seven published channels (B, 7, H, W) of one date from C2 (B, 4, H, W), linear power.

    C2 with C12 as Im, Re, and the square roots of the m-chi powers of its mean over size x size (odd) pixels. The
    `stray_degree_factor` multiplies the first of them by pi / 180, as the published data are by mistake: a network trained on
    them needs it. Clipping comes last (None: not at all). Pixels where `valid` (B, 1, H, W) is False were not measured and
    stay out of the mean.
    """
    seen = torch.ones_like(c2[:, :1], dtype=torch.bool) if valid is None else valid
    elements = torch.split(_mean(c2, seen, size)[0], 1, 1)
    amplitudes = torch.cat(dual_pol.mchi_powers(elements, torch), 1).sqrt()
    if stray_degree_factor:
        amplitudes = torch.cat([amplitudes[:, :1] * DEGREE, amplitudes[:, 1:]], 1)
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
    15 x 15 pixels, zero. Images are C2 (B, 4, H, W), linear power; masks (B, 1, H, W) bool, True where measured. Returns the
    image, finite if measured pixels are, and where it was measured or filled with something else than zero.
    """
    filled = torch.where(valid, c2, torch.where(other_valid, other, torch.zeros_like(c2)))
    known = valid | other_valid
    if bool(known.all()):
        return filled, known
    near, share = _mean(c2, valid, FILL_WINDOW)
    return torch.where(known, filled, near), known | (share > 0)


def _mean(c2: Tensor, valid: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Mean over the measured pixels of each window, and their share of it; NaN may stand where nothing was measured."""
    return masked_mean(ops, torch.where(valid, c2, 0.0), valid.to(c2.dtype), size)
