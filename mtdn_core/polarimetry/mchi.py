"""Raney's m-chi decomposition of dual-polarisation SAR: odd bounce, even bounce and depolarised power.

Source: Raney et al., "The m-chi decomposition of hybrid dual-polarimetric radar data with application to lunar
craters", JGR 117, 2012. The published MTDN network takes the square roots of these powers as its channels 4 to 6.

Policy at borders and nodata: means are *normalised*, that is, taken over those pixels of the window that lie inside the
image and were measured. A window without any measured pixel has mean zero. Away from both, this is the plain boxcar.
(The channels of the released training tiles used pixels beyond the tile, which the tile no longer holds: its outermost
ring cannot be reproduced from the tile alone.)
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.errors import ConfigError

DEGREE = math.pi / 180


def boxcar(image: Tensor, size: int, valid: Tensor | None = None) -> Tensor:
    """Mean over size x size pixels, over measured pixels only (see the policy of this module).

    Of (B, C, H, W); what it holds where `valid` (B, 1, H, W) is False does not matter (NaN may).

    Raises
    ------
    ConfigError
        If `size` is not odd and positive.
    """
    if size < 1 or size % 2 == 0:
        raise ConfigError(f"The boxcar window is {size} pixels", "an odd number of pixels", "use 1, 3, 5, ...")
    if valid is None:
        weight = torch.ones_like(image[:, :1])
    else:
        weight = valid.to(image.dtype)
        image = torch.where(valid, image, torch.zeros_like(image))
    return _window_sum(image, size) / _window_sum(weight, size).clamp_min(1.0)


def _window_sum(image: Tensor, size: int) -> Tensor:
    half = size // 2
    rows = F.avg_pool2d(image, (size, 1), stride=1, padding=(half, 0), divisor_override=1)
    return F.avg_pool2d(rows, (1, size), stride=1, padding=(0, half), divisor_override=1)


def eigenvalues(c2: Tensor) -> tuple[Tensor, Tensor]:
    """Eigenvalues l1 >= l2 >= 0 of C2 (B, 4, H, W), linear power: two of (B, 1, H, W).

    Written so that neither the smaller one nor very small or large powers lose their digits: everything is divided by
    the trace first, and l2 is determinant / l1, not a difference of nearly equal numbers.
    """
    trace, c11, re, im, c22 = _relative(c2)
    difference = torch.hypot(c11 - c22, 2 * torch.hypot(re, im))
    determinant = (c11 * c22 - re * re - im * im).clamp_min(0)
    largest = (1 + difference) / 2
    return trace * largest, trace * determinant / largest


def mchi_powers(c2: Tensor) -> Tensor:
    """Odd-bounce, even-bounce and depolarised power of (averaged) C2 (B, 4, H, W): (B, 3, H, W), linear, from 0.

    With s = 2 Im C12 and p = l1 - l2 these are (p - s) / 2, (p + s) / 2 and 2 l2; they sum to C11 + C22.
    """
    trace, c11, re, im, c22 = _relative(c2)
    difference, circular = c11 - c22, 2 * im
    polarised = torch.hypot(difference, 2 * torch.hypot(re, im))
    large = polarised + circular.abs()
    # p - |s| = (p^2 - s^2) / (p + |s|), free of cancellation
    small = (difference * difference + 4 * re * re) / torch.where(large > 0, large, torch.ones_like(large))
    odd, even = torch.where(circular > 0, small, large), torch.where(circular > 0, large, small)
    _, depolarised = eigenvalues(c2)
    return torch.cat([trace * odd / 2, trace * even / 2, 2 * depolarised], 1)


def mchi_amplitudes(c2: Tensor, size: int = 3, valid: Tensor | None = None, *, stray_degree_factor: bool = True) -> Tensor:
    """Square roots of the m-chi powers of the boxcar mean of C2: channels 4 to 6 of the published network, (B, 3, H, W).

    `c2` is (B, 4, H, W), linear power, `valid` as in :func:`boxcar`. `stray_degree_factor` multiplies the odd-bounce
    amplitude by pi / 180, as the published data do by mistake: a network trained on them needs it.
    """
    amplitudes = mchi_powers(boxcar(c2, size, valid)).sqrt()
    if stray_degree_factor:
        amplitudes = torch.cat([amplitudes[:, :1] * DEGREE, amplitudes[:, 1:]], 1)
    return amplitudes


def _relative(c2: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Trace of C2, and C11, Re C12, Im C12, C22 divided by it (zero where there is no power)."""
    intensities = c2[:, [0, 3]].clamp_min(0)
    trace = intensities.sum(1, keepdim=True)
    scale = torch.where(trace > 0, trace, torch.ones_like(trace))
    return trace, intensities[:, :1] / scale, c2[:, 1:2] / scale, c2[:, 2:3] / scale, intensities[:, 1:] / scale
