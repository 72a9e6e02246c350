"""DSDN, the despeckling half of the published network (``net1`` in its checkpoints). 2,058,202 parameters.

Source: Li, Shi, Lin, Yuan, Shen, Zhang, "A Multi-task Learning Framework for Dual-polarization SAR Imagery Despeckling
in Temporal Change Detection Scenarios", ISPRS Journal, and the release that goes with it.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from mtdn_core.model.published.blocks import (
    WIDTH,
    CrossAttention,
    FeatureExtraction,
    LargeKernelGate,
    ResidualAttention,
    ResidualDenseBlock,
    TemporalSpatialFusion,
    conv,
)


class DSDN(nn.Module):
    """Estimate the speckle-free image of date 1 from two dates and the change features between them.

    Its answer depends on the whole tile: the channel attention of the three stages averages over all of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.Fea_extra = FeatureExtraction()
        self.TFusion = TemporalSpatialFusion()
        self.conv1 = conv(WIDTH, WIDTH, 3)
        self.conv2 = conv(WIDTH, WIDTH, 3)
        self.GCA1 = LargeKernelGate()
        self.GCA2 = LargeKernelGate()
        self.GCA3 = LargeKernelGate()
        self.GCA4 = LargeKernelGate()
        self.GCA5 = LargeKernelGate()
        self.conv_1x1 = conv(32, WIDTH, 1)
        self.RDB1 = ResidualDenseBlock()
        self.rcsa1 = ResidualAttention()
        self.GCA6 = LargeKernelGate()
        self.RDB2 = ResidualDenseBlock()
        self.rcsa2 = ResidualAttention()
        self.GCA7 = LargeKernelGate()
        self.RDB3 = ResidualDenseBlock()
        self.rcsa3 = ResidualAttention()
        self.GCA8 = LargeKernelGate()
        self.GFF_1x1 = conv(3 * WIDTH, WIDTH, 1)
        self.GFF_3x3 = conv(WIDTH, WIDTH, 3)
        self.croa1 = CrossAttention()
        self.conv3 = conv(WIDTH, 7, 3)

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
