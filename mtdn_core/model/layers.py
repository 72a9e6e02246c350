"""Building blocks of the compact network, written once for both backends (argument `ops`).

`ops` is :mod:`mtdn_core.model.backend_torch` or :mod:`mtdn_core.model.backend_numpy`. Images are (B, C, H, W); trained
parameters come as a mapping from dotted names to arrays, and :func:`unet_shapes` states which there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Array = Any
Parameters = Mapping[str, Array]

CELL = 4  # pixels; local means are taken over cells of 4 x 4 pixels and interpolated


def box_mean(ops: Any, image: Array, size: int) -> Array:
    """Mean over a size x size window (odd size), zeros beyond the border; the same shape."""
    half = size // 2
    padded = ops.pad(image, half, half, half, half)
    return _running_sum(_running_sum(padded, size, 2), size, 3) * (1 / size**2)


def masked_mean(ops: Any, image: Array, mask: Array, size: int) -> tuple[Array, Array]:
    """Mean over the pixels of a size x size window where the mask (B, 1, H, W) is 1, and the share of those pixels."""
    sums = box_mean(ops, ops.concat([image * mask, mask], 1), size)
    return sums[:, :-1] / ops.clip(sums[:, -1:], 1e-6), sums[:, -1:]


def _running_sum(image: Array, size: int, axis: int) -> Array:
    """Sums of `size` neighbours along an axis, from sums of 1, 2, 4, ...: several times as fast as pooling."""
    length = image.shape[axis] - size + 1
    total: Array | None = None
    sums, width, taken = image, 1, 0
    while width <= size:
        if size & width:
            term = _narrow(sums, axis, taken, length)
            total = term if total is None else total + term
            taken += width
        if 2 * width <= size:
            shorter = sums.shape[axis] - width
            sums = _narrow(sums, axis, 0, shorter) + _narrow(sums, axis, width, shorter)
        width *= 2
    return total


def _narrow(image: Array, axis: int, start: int, length: int) -> Array:
    return image[:, :, start : start + length] if axis == 2 else image[:, :, :, start : start + length]


def local_mean(ops: Any, image: Array, size: int) -> Array:
    """Mean over about 4 size x 4 size pixels: a box of 4 x 4 cells, the same window at a sixteenth of the work."""
    return ops.upsample(box_mean(ops, ops.avg_pool(image, CELL), size), CELL)


def convolution_shapes(layers: Mapping[str, tuple[int, int, int]]) -> dict[str, tuple[int, ...]]:
    """Parameters of convolutions, given as name to channels out, channels in, and size of the kernel."""
    shapes: dict[str, tuple[int, ...]] = {}
    for name, (out, into, size) in layers.items():
        shapes.update({f"{name}.weight": (out, into, size, size), f"{name}.bias": (out,)})
    return shapes


def unet_shapes(
    name: str, channels: int, widths: tuple[int, int, int], blocks: tuple[int, int, int]
) -> dict[str, tuple[int, ...]]:
    """Parameters of :func:`unet`: dotted name to shape."""
    fine, middle, coarse = widths
    layers = {
        "stem": (fine, channels, 3), "down2": (middle, fine, 2), "down4": (coarse, middle, 2), "up2": (middle, coarse, 1),
        "up1": (fine, middle, 1),
    }
    stages = ("encode1", "encode2", "encode4", "decode2", "decode1")
    for stage, width, count in zip(stages, (*widths, middle, fine), (*blocks, 1, 1)):
        layers.update({f"{stage}.{n}.conv{c}": (width, width, 3) for n in range(count) for c in (1, 2)})
    return convolution_shapes({f"{name}.{layer}": sizes for layer, sizes in layers.items()})


def unet(ops: Any, parameters: Parameters, name: str, x: Array) -> list[Array]:
    """U-Net over scales 1, 1/2, 1/4; the decoded features of each scale, finest first, each after a ReLU."""

    def conv(layer: str, x: Array, stride: int = 1) -> Array:
        return ops.conv(x, parameters[f"{name}.{layer}.weight"], parameters[f"{name}.{layer}.bias"], stride)

    def residual(stage: str, x: Array) -> Array:
        number = 0
        while f"{name}.{stage}.{number}.conv1.weight" in parameters:
            block = f"{stage}.{number}"
            step = conv(f"{block}.conv2", ops.relu_in_place(conv(f"{block}.conv1", ops.relu(x))))
            step += x
            x = step
            number += 1
        return x

    f1 = residual("encode1", conv("stem", ops.for_convolution(x)))
    f2 = residual("encode2", conv("down2", ops.relu(f1), 2))
    f4 = residual("encode4", conv("down4", ops.relu(f2), 2))
    # 1 x 1 before enlarging: a quarter of the work for the same result
    f2 = residual("decode2", f2 + ops.repeat(conv("up2", f4), 2))
    f1 = residual("decode1", f1 + ops.repeat(conv("up1", f2), 2))
    return [ops.relu_in_place(f1), ops.relu(f2), ops.relu(f4)]
