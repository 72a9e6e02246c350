"""C2 with and without its off-diagonal element, for PyTorch tensors."""

from __future__ import annotations

import torch
from torch import Tensor


def without_c12(c2: Tensor) -> Tensor:
    """The two intensities of C2, (B, 4, H, W) to (B, 2, H, W); intensities stay as they are."""
    return c2 if c2.shape[1] == 2 else c2[:, [0, 3]]


def with_c12(image: Tensor) -> Tensor:
    """C2 as (B, 4, H, W); intensities alone get a C12 of zero."""
    if image.shape[1] == 4:
        return image
    zero = torch.zeros_like(image[:, :1])
    return torch.cat([image[:, :1], zero, zero, image[:, 1:]], 1)
