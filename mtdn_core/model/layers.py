"""Building blocks of the compact network, written once for both backends (argument `ops`).

`ops` is :mod:`mtdn_core.model.backend_torch` or :mod:`mtdn_core.model.backend_numpy`. Images are (B, C, H, W); trained
parameters come as a mapping from dotted names to arrays, and :func:`unet_shapes` states which there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Array = Any
Parameters = Mapping[str, Array]

LEAST_STRIP = 16  # rows
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


def by_strips(
    ops: Any, like: Array, channels: int, halo: int, compute: Callable[[int, int], Array], into: Array | None = None
) -> Array:
    """Compute an image by strips of rows, so that what is made on the way stays in the processor's cache, and is small.

    ``compute(top, bottom)`` returns these rows of the image (B, C, H, W), of which those within `halo` rows (even, or without
    halved rows) of a `top` or `bottom` inside the image may be wrong. `like` has H and W, `channels` is what `compute` makes.
    The result takes the place of `into`, which `compute` may read in the rows it is asked for.
    """
    height, width = like.shape[-2:]
    floats = ops.strip(like) * (2 if halo else 1)  # a halo is computed twice: in few strips
    rows = max(floats // (channels * width) // CELL * CELL, LEAST_STRIP)
    if rows >= height:
        return compute(0, height)
    found: Array = into
    late = None
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        above = max(top - halo, 0)
        strip = compute(above, min(bottom + halo, height))[:, :, top - above : bottom - above]
        if found is None:
            found = ops.empty((*strip.shape[:2], height, width), strip)
        if late is not None:  # the strip after it has been computed, and reads it no more
            found[:, :, top - rows : top] = late
        late = strip
    found[:, :, top:bottom] = strip
    return found


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


def unet(ops: Any, parameters: Parameters, name: str, images: list[Array]) -> list[Array]:
    """U-Net over scales 1, 1/2, 1/4; the decoded features of each scale, finest first, each after a ReLU.

    The channels of the input are those of the `images`, one after the other.
    """

    def conv(layer: str, x: Array, stride: int = 1) -> Array:
        return ops.conv(x, parameters[f"{name}.{layer}.weight"], parameters[f"{name}.{layer}.bias"], stride)

    def stage(
        name_of: str, like: Array, source: Callable[[int, int], Array], halo: int = 0, into: Array | None = None
    ) -> Array:
        """Residual blocks after `source`, which gives rows of their input."""
        blocks = [f"{name_of}.{n}" for n in range(len(parameters)) if f"{name}.{name_of}.{n}.conv1.weight" in parameters]
        channels = len(parameters[f"{name}.{name_of}.0.conv1.bias"])

        def compute(top: int, bottom: int) -> Array:
            x = source(top, bottom)
            for block in blocks:
                step = conv(f"{block}.conv2", ops.relu_in_place(conv(f"{block}.conv1", ops.relu(x))))
                step += x
                x = step
            return x

        return by_strips(ops, like, channels, halo + 2 * len(blocks), compute, into)

    def stem(images: list[Array]) -> Callable[[int, int], Array]:
        def rows(top: int, bottom: int) -> Array:
            return conv("stem", ops.for_convolution(ops.concat([image[:, :, top:bottom] for image in images], 1)))

        return rows

    def halved(layer: str, x: Array) -> Callable[[int, int], Array]:
        return lambda top, bottom: conv(layer, ops.relu(x[:, :, 2 * top : 2 * bottom]), 2)

    def joined(fine: Array, coarse: Array) -> Callable[[int, int], Array]:
        return lambda top, bottom: fine[:, :, top:bottom] + ops.repeat(coarse[:, :, top // 2 : bottom // 2], 2)

    f1 = stage("encode1", images[0], stem(images), 1)
    del images
    f2 = stage("encode2", f1[:, :, ::2, ::2], halved("down2", f1))
    f4 = stage("encode4", f2[:, :, ::2, ::2], halved("down4", f2))
    # 1 x 1 before enlarging: a quarter of the work for the same result
    f2 = stage("decode2", f2, joined(f2, conv("up2", f4)), into=f2)
    f1 = stage("decode1", f1, joined(f1, conv("up1", f2)), into=f1)
    return [ops.relu_in_place(f1), ops.relu(f2), ops.relu(f4)]
