"""Adaptive averaging: every pixel is a weighted mean of its neighbours, with weights the network predicts.

A weighted mean of Hermitian positive semi-definite matrices with non-negative weights is positive semi-definite, and
scales with its input. So a network that predicts *weights* cannot invent power or break the C2 matrix.
The means are normalised convolutions (Knutsson and Westin, 1993): data times mask over mask, so nodata never leaks in.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor


def _shifted(padded: Tensor, index: int, size: int, height: int, width: int) -> Tensor:
    row, column = divmod(index, size)
    return padded[:, :, row : row + height, column : column + width]


class _KernelFilter(torch.autograd.Function):
    """Sum over the taps of weight times shifted image; no gradient flows to the image.

    Written as its own function because automatic differentiation of 25 slices would fill 25 whole-size gradients.
    """

    @staticmethod
    def forward(ctx: Any, image: Tensor, weights: Tensor) -> Tensor:
        size = round(weights.shape[1] ** 0.5)
        height, width = image.shape[-2:]
        padded = F.pad(image, [size // 2] * 4)
        out = torch.zeros_like(image)
        for index in range(size * size):
            out.addcmul_(weights[:, index : index + 1], _shifted(padded, index, size, height, width))
        if any(ctx.needs_input_grad):
            ctx.save_for_backward(padded)
            ctx.size = size
        return out

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[None, Tensor]:
        (padded,) = ctx.saved_tensors
        gradient = gradients[0]
        height, width = gradient.shape[-2:]
        taps = [(gradient * _shifted(padded, index, ctx.size, height, width)).sum(1) for index in range(ctx.size**2)]
        return None, torch.stack(taps, 1)


def kernel_filter(image: Tensor, weights: Tensor) -> Tensor:
    """Filter every pixel with its own kernel.

    Parameters
    ----------
    image
        (B, C, H, W), zero where nothing was measured. Treated as a constant in differentiation.
    weights
        (B, K*K, H, W) with K odd, row by row; the same kernel serves all C channels.

    Returns
    -------
    Tensor
        (B, C, H, W); pixels beyond the border count as zero.
    """
    result: Tensor = _KernelFilter.apply(image, weights)  # type: ignore[no-untyped-call]
    return result


def box_mean(image: Tensor, size: int) -> Tensor:
    """Mean over a size x size window (odd size), zeros beyond the border; (B, C, H, W) to the same shape."""
    padded = F.pad(image, [size // 2] * 4)
    return _running_sum(_running_sum(padded, size, 2), size, 3) / size**2


def _running_sum(image: Tensor, size: int, axis: int) -> Tensor:
    """Sums of `size` neighbours along an axis, from sums of 1, 2, 4, ...: several times as fast as pooling."""
    length = image.shape[axis] - size + 1
    total: Tensor | None = None
    sums, width, taken = image, 1, 0
    while width <= size:
        if size & width:
            part = sums.narrow(axis, taken, length)
            total = part if total is None else total + part
            taken += width
        if 2 * width <= size:
            shorter = sums.shape[axis] - width
            sums = sums.narrow(axis, 0, shorter) + sums.narrow(axis, width, shorter)
        width *= 2
    assert total is not None  # size is at least 1
    return total


def upsample(image: Tensor, factor: int) -> Tensor:
    """Bilinear enlargement with half-pixel centres; keeps convex combinations convex."""
    if factor == 1:
        return image
    return F.interpolate(image, scale_factor=float(factor), mode="bilinear", align_corners=False)
