"""The despeckling network on a window of a scene: the arithmetic of :mod:`mtdn_core.model.published.dsdn`, less work and memory.

What differs from the modules, which stay as published (and trainable), and gives the same answer up to rounding:

* what the core cannot see any more is cut off on the way (:mod:`mtdn_core.model.published.frame`);
* the averages of the channel attention are handed in: the caller knows those of the scene, or takes them on the way;
* features and projections of a date serve both orders of the dates;
* sums, products and activations work in place; concatenations that only feed a 1 x 1 convolution become sums of it;
* stages run in bands of rows, so that only tensors of 64 channels cover the window.

Reaches in pixels, from the end: :data:`OUTPUT` 1, cross attention 3, fusion of the stages 1, a stage 17 (dense block 6,
attention 3, gate 8), a gate 8, the convolutions 1 each, temporal-spatial fusion 18, feature extraction 11: 127 in all.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mtdn_core.model.published.blocks import (
    SLOPE,
    WIDTH,
    ChannelAttention,
    CrossAttention,
    DenseLayer,
    FeatureExtraction,
    LargeKernelGate,
    ResidualAttention,
    ResidualBlock,
    ResidualDenseBlock,
    TemporalSpatialFusion,
)
from mtdn_core.model.published.dsdn import DSDN
from mtdn_core.model.published.frame import Box, Frame, cut, in_bands

ONE = (1, 1)
GATE, DENSE, ATTENTION, FUSION, EXTRACTION, CROSS = 8, 6, 3, 18, 11, 4
STAGE = DENSE + ATTENTION + GATE
#: what is needed around the core of: the sum of the stages, the input of the first stage, the fused features, a date
AT_SUM = CROSS + 1
AT_STAGES = AT_SUM + 3 * STAGE
AT_FUSED = AT_STAGES + 5 * GATE + 2
AT_FEATURES = AT_FUSED + FUSION
#: the strides of the fusion: its windows start and end at multiples of it
GRID = 4
BAND = 1 << 16

Average = Generator["tuple[Tensor, Box]", Tensor, "Tensor | None"]


def features(network: DSDN, frame: Frame, date: Tensor, box: Box) -> Tensor:
    """Features (B, 64, h, w) of a date (B, 7, ...) given on `box`, on the box :func:`feature_box`."""
    wanted = feature_box(frame)
    source = frame.grow(wanted, EXTRACTION)
    module: FeatureExtraction = network.Fea_extra
    x = module.fea[0](cut(date, box, source).contiguous(memory_format=torch.channels_last)).relu_()
    for block in cast("list[ResidualBlock]", list(module.fea_extraction)):
        change = block.conv2(block.conv1(x).relu_())
        x = change.add_(x)
    return cut(x, source, wanted)


def feature_box(frame: Frame) -> Box:
    """Where :func:`features` are."""
    return frame.around(AT_FEATURES, GRID)


def fuse(network: DSDN, frame: Frame, features1: Tensor, features2: Tensor) -> tuple[Tensor, ...]:
    """Early features of both orders of the dates (of one, if both are the same tensor), around the core."""
    box, wanted = feature_box(frame), frame.around(AT_FUSED)
    single = features1 is features2

    def both(f1: Tensor, f2: Tensor) -> tuple[Tensor, ...]:
        fused = _fuse(network.TFusion, f1, f1 if single else f2)
        return tuple(network.conv1(x) for x in fused)

    fused = in_bands(both, (features1, features2), FUSION + 1, 2 * BAND, GRID)
    return tuple(cut(x, box, wanted) for x in fused)


def _fuse(module: TemporalSpatialFusion, f1: Tensor, f2: Tensor) -> list[Tensor]:
    dates = [f1] if f1 is f2 else [f1, f2]
    seen = [module.tAtt_2(f) for f in dates]
    weight, bias = module.fea_fusion.weight, module.fea_fusion.bias
    answers = []
    for own, f in enumerate(dates):
        reference = module.tAtt_1(f)
        first, second = (
            (seen[n] * reference).mean(1, keepdim=True).sigmoid_().div_(2) for n in (own, len(dates) - 1 - own)
        )
        temporal = f * first
        temporal.addcmul_(dates[len(dates) - 1 - own], second)
        fused = _point(temporal, weight[:, :WIDTH], bias)
        answers.append(fused.add_(_point(_spatial(module, f), weight[:, WIDTH:])))
    return [F.leaky_relu_(x, SLOPE) for x in answers]


def _spatial(module: TemporalSpatialFusion, f: Tensor) -> Tensor:
    half = _leaky(_mix(module.sAtt_2, _pool(_leaky(_mix(module.sAtt_1, f)))))
    quarter = _leaky(module.sAtt_L2(_pool(_leaky(_mix(module.sAtt_L1, half)))))
    quarter = _double(_leaky(module.sAtt_L3(quarter)))
    half = _leaky(module.sAtt_3(half)).add_(quarter)
    attention = module.sAtt_5(_double(_leaky(_mix(module.sAtt_4, half))))
    out = _mix(module.sAtt_add_2, _leaky(_mix(module.sAtt_add_1, attention)))
    return out.addcmul_(f, attention.sigmoid_(), value=2)


def front(network: DSDN, frame: Frame, early: Tensor) -> Tensor:
    """From the early features to the change gate: what does not depend on the change."""
    box = frame.around(AT_FUSED)
    x = network.conv2(early)
    for index, gate in enumerate((network.GCA1, network.GCA2, network.GCA3, network.GCA4, network.GCA5)):
        wanted = frame.around(AT_STAGES + (5 - index) * GATE)
        x, box = _banded(gate_window, gate, cut(x, box, wanted), GATE), wanted
    return cut(x, box, frame.around(AT_STAGES)).clone(memory_format=torch.channels_last)


def stages(network: DSDN, frame: Frame, x: Tensor, change: Tensor, early: Tensor | None) -> Average:
    """From the change gate to the estimate; a generator that asks for the three averages of the channel attention.

    Yields (tensor, its box) and is sent the average (B or 1, 64, 1, 1) over the scene in return. `x` is given up.

    Parameters
    ----------
    x, change
        From :func:`front`; change features (B, 32, h, w) on the same box.
    early
        From :func:`fuse`; None: stop after the third average.

    Returns
    -------
    Tensor or None
        (B, 7, h, w), the core; its value is that of ``StopIteration``.
    """
    box = frame.around(AT_STAGES)
    x = x.mul_(_mix(network.conv_1x1, change).sigmoid_().add_(1))
    end = frame.around(AT_SUM)
    total: Tensor | None = None
    parts = zip((network.RDB1, network.RDB2, network.RDB3), (network.rcsa1, network.rcsa2, network.rcsa3),
                (network.GCA6, network.GCA7, network.GCA8))  # fmt: skip
    for index, (dense, attention, gate) in enumerate(parts):
        x = _banded(partial(dense_window, scratch=Scratch()), dense, x, DENSE)
        average = yield x, box
        if early is None and index == 2:
            return None
        weight = attention.rcsa_cal.cal_fc2(attention.rcsa_cal.cal_fc1(average))
        wanted = frame.around(AT_SUM + (2 - index) * STAGE)
        x = cut(x, box, frame.around(AT_SUM + (2 - index) * STAGE + ATTENTION + GATE))
        box = frame.around(AT_SUM + (2 - index) * STAGE + ATTENTION + GATE)
        x = _attend_and_gate(attention, gate, x, weight)
        x, box = cut(x, box, wanted), wanted
        if early is not None:
            share = _point(cut(x, box, end), network.GFF_1x1.weight[:, index * WIDTH : (index + 1) * WIDTH])
            total = share if total is None else total.add_(share)
    assert early is not None and total is not None
    total.add_(cast(Tensor, network.GFF_1x1.bias)[:, None, None])
    near = cut(early, frame.around(AT_FUSED), end)

    def finish(deep: Tensor, early: Tensor) -> tuple[Tensor, ...]:
        return (network.conv3(_cross(network.croa1, network.GFF_3x3(deep).add_(early), early)),)

    (out,) = in_bands(finish, (total, near), AT_SUM, BAND)
    return cut(out, end, frame.core)


def _banded(function: object, module: nn.Module, x: Tensor, reach: int) -> Tensor:
    assert callable(function)
    (out,) = in_bands(lambda part: (function(module, part),), (x,), reach, BAND)
    return out


def gate_window(module: LargeKernelGate, x: Tensor) -> Tensor:
    """GCA."""
    near = module.conv0(x)
    far = _mix(module.conv2, module.conv_spatial(near))
    near = _mix(module.conv1, near)
    mean = (near.sum(1, keepdim=True) + far.sum(1, keepdim=True)).div_(WIDTH)
    most = torch.maximum(near.amax(1, keepdim=True), far.amax(1, keepdim=True))
    gate = module.conv_squeeze(torch.cat([mean, most], 1)).sigmoid_()
    mixed = near.mul_(gate[:, :1]).addcmul_(far, gate[:, 1:])
    out = _mix(module.conv, mixed)
    return out.mul_(x)


class Scratch:
    """Two buffers by turns for tensors that grow: fresh memory for each costs more than filling it."""

    def __init__(self) -> None:
        self._buffers: list[Tensor | None] = [None, None]

    def append(self, x: Tensor, more: Tensor) -> Tensor:
        """Concatenate along the channels. The result holds until the next but one."""
        batch, _, height, width = x.shape
        shape = (batch, height, width, x.shape[1] + more.shape[1])
        self._buffers.reverse()
        buffer = self._buffers[0]
        size = batch * height * width * (WIDTH + 6 * 32)
        if buffer is None or buffer.numel() < size:
            buffer = self._buffers[0] = torch.empty(size, dtype=x.dtype, device=x.device)
        room = buffer[: batch * height * width * shape[3]].view(shape).permute(0, 3, 1, 2)
        return torch.cat([x, more], 1, out=room)


def dense_window(module: ResidualDenseBlock, x: Tensor, scratch: Scratch) -> Tensor:
    """RDB."""
    grown = x
    for layer in cast("list[DenseLayer]", list(module.dense_layers)):
        grown = scratch.append(grown, layer.conv(grown).relu_())
    out = _mix(module.conv_1x1, grown)
    return out.add_(x)


def _attend_and_gate(attention: ResidualAttention, gate: LargeKernelGate, x: Tensor, weight: Tensor) -> Tensor:
    def act(x: Tensor) -> tuple[Tensor, ...]:
        both = _weigh_channels(attention.rcsa_cal, x, weight)
        spatial = attention.rcsa_sal
        pixels = _mix(spatial.sal_conv1x1[0], _prelu(spatial.sal_conv1, x)).sigmoid_()
        both.add_(_prelu(spatial.sal_conv2, x * pixels))
        return (gate_window(gate, _prelu(attention.rcsa_conv1, both).add_(x)),)

    (out,) = in_bands(act, (x,), ATTENTION + GATE, BAND)
    return out


def _weigh_channels(module: ChannelAttention, x: Tensor, weight: Tensor) -> Tensor:
    pointwise, activation = cast(nn.Conv2d, module.cal_conv2[0]), cast(nn.PReLU, module.cal_conv2[1])
    if weight.shape[0] > 1:
        return _prelu(module.cal_conv2, x * weight)
    # one scene: its weights go into the kernel
    out = _point(x, pointwise.weight * weight.reshape(1, WIDTH, 1, 1), pointwise.bias)
    return F.leaky_relu_(out, float(activation.weight))


def _cross(module: CrossAttention, deep: Tensor, early: Tensor) -> Tensor:
    low, high = _prelu(module.croa_conv1, deep), _prelu(module.croa_conv2, early)
    weight = _mix(module.croa_conv1x1_1[0], high).sigmoid_()
    high = module.croa_conv3[0](low).sigmoid_().mul_(high)
    return _prelu(module.croa_conv4, _prelu(module.croa_conv1x1_2, torch.cat([low.mul_(weight), high], 1)))


def _prelu(pair: nn.Sequential, x: Tensor) -> Tensor:
    """Convolution and PReLU with one slope, in place."""
    return F.leaky_relu_(_mix(pair[0], x), float(cast(nn.PReLU, pair[1]).weight))


def _mix(module: nn.Module, x: Tensor) -> Tensor:
    """Apply a convolution, a 1 x 1 one by :func:`_point`."""
    conv = cast(nn.Conv2d, module)
    if conv.kernel_size != ONE:
        return conv(x)  # type: ignore[no-any-return]
    return _point(x, conv.weight, conv.bias)


def _point(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """Convolve 1 x 1. On one thread PyTorch leaves these to a slow path; oneDNN's own takes less than half the time."""
    if x.device.type == "cpu" and x.dtype == torch.float32 and torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        out: Tensor = torch.mkldnn_convolution(x, weight, bias, (0, 0), ONE, ONE, 1)
        return out
    return F.conv2d(x, weight, bias)


def _leaky(x: Tensor) -> Tensor:
    return F.leaky_relu_(x, SLOPE)


def _double(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


def _pool(x: Tensor) -> Tensor:
    return torch.cat([F.max_pool2d(x, 3, stride=2, padding=1), F.avg_pool2d(x, 3, stride=2, padding=1)], 1)
