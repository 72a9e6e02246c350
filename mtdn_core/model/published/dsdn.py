"""DSDN, the despeckling half of the published network (``net1`` in its checkpoints). 2,058,202 parameters.

Source: Li, Shi, Lin, Yuan, Shen, Zhang, "A Multi-task Learning Framework for Dual-polarization SAR Imagery Despeckling
in Temporal Change Detection Scenarios", ISPRS Journal 2025, doi:10.1016/j.isprsjprs.2025.01.030, and the release that goes
with it. Attribute names are those of the published checkpoints, so that their weights load by name. Widths are 64
throughout; LeakyReLU has slope 0.1.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mtdn_core.model import backend_torch as ops

WIDTH = 64
SLOPE = 0.1


class PointConv(nn.Conv2d):
    """1 x 1 convolution, fast on one thread."""

    def forward(self, x: Tensor) -> Tensor:
        return ops.conv(x, self.weight, self.bias)


def conv(size: int, inputs: int = WIDTH, outputs: int = WIDTH, *, bias: bool = True, groups: int = 1) -> nn.Conv2d:
    """Return a convolution of stride 1 that keeps height and width."""
    if size == 1:
        return PointConv(inputs, outputs, 1, bias=bias)
    return nn.Conv2d(inputs, outputs, size, padding=size // 2, bias=bias, groups=groups)


def conv_prelu(size: int, inputs: int = WIDTH, outputs: int = WIDTH, *, groups: int = 1) -> nn.Sequential:
    return nn.Sequential(conv(size, inputs, outputs, groups=groups), nn.PReLU())


def conv_sigmoid(size: int, inputs: int = WIDTH, outputs: int = WIDTH) -> nn.Sequential:
    return nn.Sequential(conv(size, inputs, outputs), nn.Sigmoid())


def _lrelu(x: Tensor) -> Tensor:
    return F.leaky_relu(x, SLOPE)


def _double(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


class ResidualBlock(nn.Module):
    """x + conv(ReLU(conv(x))); no normalisation, nothing after the sum."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.conv2 = conv(3), conv(3)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(F.relu(self.conv1(x)))


class FeatureExtraction(nn.Module):
    """Seven channels of one date to 64 features; the same weights serve both dates."""

    def __init__(self) -> None:
        super().__init__()
        self.fea = nn.Sequential(conv(3, 7), nn.ReLU())
        self.fea_extraction = nn.Sequential(*(ResidualBlock() for _ in range(5)))

    def forward(self, x: Tensor) -> Tensor:
        return self.fea_extraction(self.fea(x))


class TemporalSpatialFusion(nn.Module):
    """Fuse the features of both dates: weights by temporal correlation, and a spatial attention on date 1 alone.

    Height and width must be multiples of 4 (two halvings that are undone).
    """

    def __init__(self) -> None:
        super().__init__()
        self.tAtt_1, self.tAtt_2 = conv(3), conv(3)
        self.sAtt_1, self.sAtt_2 = conv(1), conv(1, 2 * WIDTH)
        self.sAtt_3, self.sAtt_4, self.sAtt_5 = conv(3), conv(1), conv(3)
        self.sAtt_L1, self.sAtt_L2, self.sAtt_L3 = conv(1), conv(3, 2 * WIDTH), conv(3)
        self.sAtt_add_1, self.sAtt_add_2 = conv(1), conv(1)
        self.fea_fusion = conv(1, 2 * WIDTH)

    def forward(self, f1: Tensor, f2: Tensor) -> Tensor:
        both = torch.cat([self.temporal(f1, f2), self.spatial(f1)], 1)
        return _lrelu(self.fea_fusion(both))

    def temporal(self, f1: Tensor, f2: Tensor) -> Tensor:
        """Mean of both dates, each pixel weighted by its correlation with date 1."""
        reference = self.tAtt_1(f1)
        seen = [f1] if f2 is f1 else [f1, f2]
        terms = [f * (self.tAtt_2(f) * reference).mean(1, keepdim=True).sigmoid() for f in seen]
        return (terms[0] + terms[-1]) / 2

    def spatial(self, f1: Tensor) -> Tensor:
        """Attention from a pyramid of three scales, and an additive term."""
        half = _lrelu(self.sAtt_2(_pool(_lrelu(self.sAtt_1(f1)))))
        quarter = _pool(_lrelu(self.sAtt_L1(half)))
        quarter = _lrelu(self.sAtt_L3(_lrelu(self.sAtt_L2(quarter))))
        half = _lrelu(self.sAtt_3(half)) + _double(quarter)
        attention = self.sAtt_5(_double(_lrelu(self.sAtt_4(half))))
        return 2 * f1 * attention.sigmoid() + self.sAtt_add_2(_lrelu(self.sAtt_add_1(attention)))


def _pool(x: Tensor) -> Tensor:
    """Halve the size: maximum and mean over 3 x 3, the mean counting the zeros of the padding."""
    return torch.cat([F.max_pool2d(x, 3, stride=2, padding=1), F.avg_pool2d(x, 3, stride=2, padding=1)], 1)


class LargeKernelGate(nn.Module):
    """GCA: a large selective kernel gates its input; no residual, no activation."""

    def __init__(self) -> None:
        super().__init__()
        self.conv0 = conv(3, groups=WIDTH)
        self.conv_spatial = nn.Conv2d(WIDTH, WIDTH, 5, padding=4, dilation=2, groups=WIDTH)
        self.conv1, self.conv2 = conv(1, WIDTH, WIDTH // 2), conv(1, WIDTH, WIDTH // 2)
        self.conv_squeeze = conv(7, 2, 2)
        self.conv = conv(1, WIDTH // 2)

    def forward(self, x: Tensor) -> Tensor:
        return x * self.factor(x)

    def factor(self, x: Tensor) -> Tensor:
        """What the input is multiplied by."""
        near = self.conv0(x)
        far = self.conv2(self.conv_spatial(near))
        near = self.conv1(near)
        both = torch.cat([near, far], 1)
        statistics = torch.cat([both.mean(1, keepdim=True), both.amax(1, keepdim=True)], 1)
        gate = self.conv_squeeze(statistics).sigmoid()
        return self.conv(near * gate[:, :1] + far * gate[:, 1:])


class DenseLayer(nn.Module):
    """Append 32 new channels to the input."""

    def __init__(self, inputs: int, growth: int) -> None:
        super().__init__()
        self.conv = conv(3, inputs, growth, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([x, F.relu(self.conv(x))], 1)


class ResidualDenseBlock(nn.Module):
    """RDB: six dense layers, 64 to 256 channels, back to 64, plus the input."""

    def __init__(self) -> None:
        super().__init__()
        growth, layers = 32, 6
        self.dense_layers = nn.Sequential(*(DenseLayer(WIDTH + n * growth, growth) for n in range(layers)))
        self.conv_1x1 = conv(1, WIDTH + layers * growth, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv_1x1(self.dense_layers(x)) + x


class ChannelAttention(nn.Module):
    """Weigh channels by their mean over the *whole tile*. (The checkpoint's ``cal_conv1`` is used nowhere.)"""

    def __init__(self) -> None:
        super().__init__()
        self.cal_fc1 = conv_prelu(1, WIDTH, 4)
        self.cal_fc2 = conv_sigmoid(1, 4)
        self.cal_conv2 = conv_prelu(1)

    def forward(self, x: Tensor) -> Tensor:
        weight = self.cal_fc2(self.cal_fc1(x.mean((2, 3), keepdim=True)))
        return self.cal_conv2(x * weight)


class SpatialAttention(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.sal_conv1 = conv_prelu(3, groups=WIDTH)
        self.sal_conv1x1 = conv_sigmoid(1, WIDTH, 1)
        self.sal_conv2 = conv_prelu(3)

    def forward(self, x: Tensor) -> Tensor:
        return self.sal_conv2(x * self.sal_conv1x1(self.sal_conv1(x)))


class ResidualAttention(nn.Module):
    """RCSA: channel and spatial attention side by side, plus the input."""

    def __init__(self) -> None:
        super().__init__()
        self.rcsa_cal = ChannelAttention()
        self.rcsa_sal = SpatialAttention()
        self.rcsa_conv1 = conv_prelu(3)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.rcsa_conv1(self.rcsa_cal(x) + self.rcsa_sal(x))


class CrossAttention(nn.Module):
    """CroA: deep and early features gate each other."""

    def __init__(self) -> None:
        super().__init__()
        self.croa_conv1, self.croa_conv2 = conv_prelu(3), conv_prelu(3)
        self.croa_conv3 = conv_sigmoid(3)
        self.croa_conv1x1_1 = conv_sigmoid(1, WIDTH, 1)
        self.croa_conv1x1_2 = conv_prelu(1, 2 * WIDTH)
        self.croa_conv4 = conv_prelu(3)

    def forward(self, deep: Tensor, early: Tensor) -> Tensor:
        low, high = self.croa_conv1(deep), self.croa_conv2(early)
        gated = torch.cat([low * self.croa_conv1x1_1(high), high * self.croa_conv3(low)], 1)
        return self.croa_conv4(self.croa_conv1x1_2(gated))


class DSDN(nn.Module):
    """Estimate the speckle-free image of date 1 from two dates and the change features between them.

    Its answer depends on the whole tile: the channel attention of the three stages averages over all of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.Fea_extra = FeatureExtraction()
        self.TFusion = TemporalSpatialFusion()
        self.conv1, self.conv2 = conv(3), conv(3)
        self.GCA1, self.GCA2, self.GCA3, self.GCA4, self.GCA5 = (LargeKernelGate() for _ in range(5))
        self.conv_1x1 = conv(1, 32)
        self.RDB1, self.rcsa1, self.GCA6 = ResidualDenseBlock(), ResidualAttention(), LargeKernelGate()
        self.RDB2, self.rcsa2, self.GCA7 = ResidualDenseBlock(), ResidualAttention(), LargeKernelGate()
        self.RDB3, self.rcsa3, self.GCA8 = ResidualDenseBlock(), ResidualAttention(), LargeKernelGate()
        self.GFF_1x1, self.GFF_3x3 = conv(1, 3 * WIDTH), conv(3)
        self.croa1 = CrossAttention()
        self.conv3 = conv(3, WIDTH, 7)

    def forward(self, date1: Tensor, date2: Tensor, change_features: Tensor) -> Tensor:
        """Published channels (B, 7, H, W) of date 1, despeckled.

        From those of both dates, H and W multiples of 4, and the change features (B, 32, H, W) of
        :class:`mtdn_core.model.published.tscd.TSCD`.
        """
        return self.despeckle(self.Fea_extra(date1), self.Fea_extra(date2), change_features)

    def despeckle(self, features1: Tensor, features2: Tensor, change_features: Tensor) -> Tensor:
        """Second part of :meth:`forward`, from the features (B, 64, H, W) of each date."""
        early = self.conv1(self.TFusion(features1, features2))
        x = self.conv2(early)
        for gate in (self.GCA1, self.GCA2, self.GCA3, self.GCA4, self.GCA5):
            x = gate(x)
        x = x + x * self.conv_1x1(change_features).sigmoid()
        stage1 = self.GCA6(self.rcsa1(self.RDB1(x)))
        stage2 = self.GCA7(self.rcsa2(self.RDB2(stage1)))
        stage3 = self.GCA8(self.rcsa3(self.RDB3(stage2)))
        deep = self.GFF_3x3(self.GFF_1x1(torch.cat([stage1, stage2, stage3], 1))) + early
        return self.conv3(self.croa1(deep, early))
