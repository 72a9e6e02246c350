"""The array operations of the compact network on NumPy; :mod:`mtdn_core.model.backend_torch` says what each one does.

Images are (B, C, H, W) float32. Convolutions are matrix products over blocks of rows, so that what is unfolded stays in
the processor's cache and BLAS does the work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Array = NDArray[Any]

NAME, NOTES = "numpy", ("NumPy computes; PyTorch would be about twice as fast",)
#: floats of an unfolded block of rows, and of a strip of an image
BLOCK, STRIP = 1 << 17, 1 << 19

#: called before every convolution, and may raise to stop the network
before_convolution: ContextVar[Callable[[], None]] = ContextVar("before_convolution", default=lambda: None)

concat, constant = np.concatenate, np.asarray
exp, log, sqrt = np.exp, np.log, np.sqrt
maximum, minimum, where = np.maximum, np.minimum, np.where
for_convolution = by_channel = np.ascontiguousarray


def relu_in_place(x: Array) -> Array:
    return np.maximum(x, np.float32(0), out=x)


def no_warnings() -> Any:
    return np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore")


def relu(x: Array) -> Array:
    return np.maximum(x, np.float32(0))


def clip(x: Array, low: float | None = None, high: float | None = None) -> Array:
    if low is not None:
        x = np.maximum(x, np.float32(low))
    return x if high is None else np.minimum(x, np.float32(high))


def as_float(x: Array, like: Array) -> Array:
    return x.astype(like.dtype)


def full(shape: Sequence[int], value: float, like: Array) -> Array:
    return np.full(tuple(shape), value, like.dtype)


def empty(shape: Sequence[int], like: Array) -> Array:
    return np.empty(tuple(shape), like.dtype)


def strip(like: Array) -> int:
    return STRIP


def expand(x: Array, like: Array) -> Array:
    return np.broadcast_to(x, (*x.shape[:2], *like.shape[-2:]))


def total(x: Array) -> float:
    return float(x.sum(dtype=np.float64))


def softmax(x: Array) -> Array:
    weights = np.exp(x - x.max(1, keepdims=True))
    weights /= weights.sum(1, keepdims=True)
    return weights


def log_sigmoid(x: Array) -> Array:
    return np.minimum(x, np.float32(0)) - np.log1p(np.exp(-np.abs(x)))


def largest(x: Array) -> Array:
    return x.max(1, keepdims=True)


def pad(x: Array, left: int, right: int, top: int, bottom: int, edge: bool = False) -> Array:
    return np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)), mode="edge" if edge else "constant")


def avg_pool(x: Array, size: int) -> Array:
    """Means of size x size cells; what does not fill a cell at the end is left out."""
    batch, channels, height, width = x.shape
    rows, columns = height // size, width // size
    x = x[:, :, : rows * size, : columns * size].reshape(batch, channels, rows, size, columns * size)
    x = x.sum(3).reshape(batch, channels, rows, columns, size).sum(4)
    x *= np.float32(1 / size**2)
    return x


def max_filter(x: Array, size: int) -> Array:
    for axis in (2, 3):
        widths = [(0, 0)] * 4
        widths[axis] = (size // 2, size // 2)
        padded = np.pad(x, widths, mode="constant", constant_values=-np.inf)
        x = sliding_window_view(padded, size, axis).max(-1)
    return x


def upsample(x: Array, factor: int) -> Array:
    return x if factor == 1 else _enlarge(_enlarge(x, factor, 2), factor, 3)


def _enlarge(x: Array, factor: int, axis: int) -> Array:
    """Linear interpolation along one axis: each of the `factor` phases is a mixture of two neighbours."""
    length = x.shape[axis]
    out = np.empty((*x.shape[:axis], length, factor, *x.shape[axis + 1 :]), x.dtype)
    padded = np.concatenate([x.take([0], axis), x, x.take([-1], axis)], axis)
    before, after = (np.moveaxis(np.moveaxis(padded, axis, 0)[step : step + length], 0, axis) for step in (0, 2))
    for phase in range(factor):
        offset = (phase + 0.5) / factor - 0.5
        neighbour = before if offset < 0 else after
        np.moveaxis(out, axis + 1, 0)[phase] = x + np.float32(abs(offset)) * (neighbour - x)
    return out.reshape(*x.shape[:axis], length * factor, *x.shape[axis + 1 :])


def repeat(x: Array, factor: int) -> Array:
    return x.repeat(factor, 2).repeat(factor, 3)


def conv(x: Array, weight: Array, bias: Array, stride: int = 1) -> Array:
    before_convolution.get()()
    count, channels, size, _ = weight.shape
    matrix = weight.reshape(count, -1)
    if stride == 1 and size > 1:
        half = size // 2
        x = np.pad(x, ((0, 0), (0, 0), (half, half), (half, half)))
    height, width = ((n - size) // stride + 1 for n in x.shape[-2:])
    out = np.empty((x.shape[0], count, height, width), x.dtype)
    rows = max(BLOCK // (channels * size * size * width), 1)
    for image, result in zip(x, out):
        for top in range(0, height, rows):
            bottom = min(top + rows, height)
            if size == 1:
                columns = image[:, top:bottom].reshape(channels, -1)
            else:
                crop = image[:, top * stride : (bottom - 1) * stride + size]
                windows = sliding_window_view(crop, (size, size), axis=(1, 2))[:, ::stride, ::stride]  # type: ignore[call-overload]
                columns = windows[:, :, :width].transpose(0, 3, 4, 1, 2).reshape(channels * size * size, -1)
            product = matrix @ columns
            product += bias[:, None]
            result[:, top:bottom] = product.reshape(count, bottom - top, width)
    return out


conv_by_channel = conv


def kernel_filter(padded: Array, weights: Array) -> Array:
    size, (height, width) = round(weights.shape[1] ** 0.5), weights.shape[-2:]
    out = np.zeros((*padded.shape[:2], height, width), padded.dtype)
    rows = max(BLOCK // (width * size), 1)
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        block = out[:, :, top:bottom]
        for index in range(size * size):
            row, column = divmod(index, size)
            crop = padded[:, :, top + row : bottom + row, column : column + width]
            block += weights[:, index : index + 1, top:bottom] * crop
    return out
