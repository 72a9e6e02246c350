"""The order of channels inside the compact network.

A measured image is *stacked*: [C11, Re C12, Im C12, C22, mask], or [C11, C22, mask] of a product without C12, because
two channels of zeros would cost a third of the time of every average. An *estimate* has the same order without mask.
Places counted from both ends name the same thing in both.
"""

from __future__ import annotations

import torch
from torch import Tensor

#: C11 and C22 and the mask of a stacked image; C12 is what lies between the intensities
POWERS, MASK, C12 = [0, -2], slice(-1, None), slice(1, -2)
POWERS_AND_MASK = [0, -2, -1]
#: C11 and C22 of an estimate, and C12, which may be no channel at all
ESTIMATED_POWERS, ESTIMATED_C12 = [0, -1], slice(1, -1)


def stack(c2: Tensor, mask: Tensor) -> Tensor:
    """C2 times mask, and the mask; (B, C, H, W) and (B, 1, H, W) bool to (B, C + 1, H, W)."""
    return torch.cat([torch.where(mask, c2, 0.0), mask.to(c2.dtype)], 1)


def without_c12(c2: Tensor) -> Tensor:
    """The two intensities of C2, (B, 4, H, W) to (B, 2, H, W)."""
    return c2[:, [0, 3]]


def with_c12(estimate: Tensor) -> Tensor:
    """C2 as (B, 4, H, W); intensities alone get a C12 of zero."""
    if estimate.shape[1] == 4:
        return estimate
    zero = torch.zeros_like(estimate[:, :1])
    return torch.cat([estimate[:, :1], zero, zero, estimate[:, 1:]], 1)
