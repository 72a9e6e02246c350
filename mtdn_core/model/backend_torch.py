"""The array operations of the compact network on PyTorch; :mod:`mtdn_core.model.backend_numpy` has the same on NumPy.

Only what the two libraries spell differently is here. Arithmetic operators, slices and comparisons are used directly.
Images are (B, C, H, W). Every function can be differentiated.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

NAME, NOTES = "torch", ()
#: floats of a strip of an image: what is made of it stays in the processor's cache
STRIP = 1 << 20

no_warnings = nullcontext
concat = torch.cat
exp, log, sqrt = torch.exp, torch.log, torch.sqrt
maximum, minimum, where, relu = torch.maximum, torch.minimum, torch.where, F.relu
log_sigmoid, avg_pool = F.logsigmoid, F.avg_pool2d  # logarithm of the logistic function; means of size x size cells
constant, by_channel = Tensor.detach, Tensor.contiguous  # without a gradient; memory in which each channel is contiguous


def relu_in_place(x: Tensor) -> Tensor:
    """ReLU of an array that nothing else reads."""
    return F.relu(x, inplace=True)


def clip(x: Tensor, low: float | None = None, high: float | None = None) -> Tensor:
    return x.clamp(low, high)


def as_float(x: Tensor, like: Tensor) -> Tensor:
    """Convert a mask to the data type of `like`."""
    return x.to(like.dtype)


def full(shape: Sequence[int], value: float, like: Tensor) -> Tensor:
    """Constant array on the device and in the data type of `like`."""
    return torch.full(tuple(shape), value, dtype=like.dtype, device=like.device)


def empty(shape: Sequence[int], like: Tensor) -> Tensor:
    """Array to be filled, on the device, in the data type and in the order of memory of `like`."""
    last = like.is_contiguous(memory_format=torch.channels_last) and not like.is_contiguous()
    order = torch.channels_last if last else torch.contiguous_format
    return torch.empty(tuple(shape), dtype=like.dtype, device=like.device, memory_format=order)


def strip(like: Tensor) -> int:
    """Floats of a strip of rows; all of an image on a graphics card, and where a gradient would need it again."""
    return 1 << 62 if like.is_cuda or torch.is_grad_enabled() else STRIP


def expand(x: Tensor, like: Tensor) -> Tensor:
    """A value per channel (B, C, 1, 1), or an image, as an image of the size of `like`."""
    return x.expand(-1, -1, *like.shape[-2:])


def total(x: Tensor) -> float:
    return float(x.detach().sum(dtype=torch.float64))


def softmax(x: Tensor) -> Tensor:
    return x.softmax(1)


def largest(x: Tensor) -> Tensor:
    """Maximum over the channels, (B, 1, H, W)."""
    return x.amax(1, keepdim=True)


def pad(x: Tensor, left: int, right: int, top: int, bottom: int, edge: bool = False) -> Tensor:
    """Pad with zeros, or with the values of the border."""
    return F.pad(x, (left, right, top, bottom), mode="replicate" if edge else "constant")


def max_filter(x: Tensor, size: int) -> Tensor:
    """Maximum over a window of size x size pixels (odd), cut off at the border."""
    half = size // 2
    return F.max_pool2d(F.max_pool2d(x, (size, 1), 1, (half, 0)), (1, size), 1, (0, half))


def upsample(x: Tensor, factor: int) -> Tensor:
    """Bilinear enlargement with half-pixel centres; keeps convex combinations convex."""
    if factor == 1:
        return x
    return F.interpolate(x, scale_factor=float(factor), mode="bilinear", align_corners=False)


def repeat(x: Tensor, factor: int) -> Tensor:
    """Enlargement that repeats every pixel."""
    return F.interpolate(x, scale_factor=float(factor), mode="nearest")


def for_convolution(x: Tensor) -> Tensor:
    """Order the memory as convolutions want it (channels last: a sixth faster on CPU)."""
    return x.contiguous(memory_format=torch.channels_last)


def conv(x: Tensor, weight: Tensor, bias: Tensor | None, stride: int = 1) -> Tensor:
    """Convolution; an odd kernel keeps the size (zeros beyond the border), stride 2 halves it."""
    if weight.shape[-1] == 1 and not x.is_cuda:
        # one position has no distance from others, but without one PyTorch leaves this to a product of half the speed
        return F.conv2d(x, weight, bias, dilation=2)
    return F.conv2d(x, weight, bias, stride, weight.shape[-1] // 2 if stride == 1 else 0)


def conv_by_channel(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """1 x 1 convolution whose result has each channel contiguous, as a softmax over the channels wants it."""
    batch, _, height, width = x.shape
    product = torch.baddbmm(bias[:, None], weight[:, :, 0, 0].expand(batch, -1, -1), x.flatten(2))
    return product.view(batch, -1, height, width)


class _KernelFilter(torch.autograd.Function):
    """Sum over the kernel positions of weight times shifted image; no gradient flows to the image.

    Automatic differentiation of 25 slices would allocate 25 gradients of the whole size.
    """

    @staticmethod
    def forward(ctx: Any, padded: Tensor, weights: Tensor) -> Tensor:
        height, width = weights.shape[-2:]
        out = padded.new_zeros(*padded.shape[:2], height, width)
        for image, weight in zip(_shifted(padded, height, width), weights[:, None].unbind(2)):
            out.addcmul_(weight, image)
        if any(ctx.needs_input_grad):
            ctx.save_for_backward(padded)
        return out

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[None, Tensor]:
        (padded,), gradient = ctx.saved_tensors, gradients[0]
        return None, torch.stack([(gradient * image).sum(1) for image in _shifted(padded, *gradient.shape[-2:])], 1)


def _shifted(padded: Tensor, height: int, width: int) -> list[Tensor]:
    """Images of height x width pixels, one per position of the kernel, row by row."""
    rows = padded.unfold(2, height, 1).unfold(3, width, 1)  # all of them, without a copy, in few operations
    return [image for row in rows.unbind(2) for image in row.unbind(2)]


def kernel_filter(padded: Tensor, weights: Tensor) -> Tensor:
    """Filter every pixel of (B, C, H, W), zero where nothing counts, with its own kernel, the same for all channels.

    `weights` are (B, K*K, H, W) with K odd, row by row; the image is `padded` by half a kernel on each side.
    """
    result: Tensor = _KernelFilter.apply(padded, weights)  # type: ignore[no-untyped-call]
    return result
