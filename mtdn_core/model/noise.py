"""How noisy the measurement is, estimated from the measurement itself, around every pixel.

Looks and correlation of speckle differ from product to product, and no file says them reliably. Differences over one
and over two pixels tell: on even ground they hold nothing but speckle, edges are rare, and a mean of roots hardly
notices them. The evenest ground nearby decides, so that texture is not taken for speckle.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.model.kernels import box_mean, upsample

LAGS = (1, 2)  # their quotient tells how speckle is correlated
REACH = 9  # of the search for even ground, in cells of 4 x 4 pixels
UNKNOWN = 0.2  # about five looks, where nothing was measured
MOST = 4.0  # more than the variance of one look, 1.64
ENOUGH = 0.5
# E|d|^(1/2) = (2 s^2)^(1/4) 2^(1/4) Gamma(3/4) / sqrt(pi) for a difference d of two normal values of variance s^2
_NORMAL = 2 * (2**0.25 * math.gamma(0.75) / math.sqrt(math.pi)) ** 4


def noise_variance(logs: list[Tensor], masks: list[Tensor]) -> Tensor:
    """Variance of log intensity that speckle alone explains.

    Parameters
    ----------
    logs
        Per date (B, 2, H, W): natural logarithm of C11 and C22; finite. H and W multiples of 4.
    masks
        Per date (B, 1, H, W): 1 where measured, otherwise 0.

    Returns
    -------
    Tensor
        (B, 2, H, W): from differences over one and over two pixels; the smallest of both intensities and dates.
        Uncorrelated speckle of L looks has the trigamma function of L (0.22 at 5 looks), correlated speckle less.
    """
    found = []
    for lag in LAGS:
        cells = [_cells(log, mask, lag, axis) for log, mask in zip(logs, masks) for axis in (2, 3)]
        lowest = torch.stack(cells).amin(0)
        lowest = -F.max_pool2d(-lowest, REACH, 1, REACH // 2)
        found.append(torch.where(lowest < MOST, lowest, UNKNOWN))
    return upsample(F.avg_pool2d(F.pad(torch.cat(found, 1), (1, 1, 1, 1), mode="replicate"), 3, 1), 4)


def _cells(log: Tensor, mask: Tensor, lag: int, axis: int) -> Tensor:
    """Variance of the smoother intensity by its differences along an axis, (B, 1, H/4, W/4); MOST where unknown."""
    size = log.shape[axis] - lag
    both = mask.narrow(axis, lag, size) * mask.narrow(axis, 0, size)
    root = (log.narrow(axis, lag, size) - log.narrow(axis, 0, size)).abs().sqrt() * both
    pad = (0, 0, 0, lag) if axis == 2 else (0, lag)
    means = box_mean(F.avg_pool2d(F.pad(torch.cat([root, both], 1), pad), 4), 3)
    share = means[:, -1:]
    variance = (means[:, :-1] / share.clamp_min(1e-3)).amin(1, keepdim=True) ** 4 / _NORMAL
    return torch.where(share > ENOUGH, variance.clamp(1e-3, MOST), MOST)
