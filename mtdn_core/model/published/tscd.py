"""TSCD, the change-detection half of the published network (``cd_net`` in its checkpoints). 3,508,322 parameters.

A bitemporal image transformer (Chen, Qi, Shi, "Remote sensing image change detection with transformers", TGRS 2021) on
a ResNet-18 trunk whose third stage keeps the stride and dilation of 1. The trunk's fourth stage and classifier exist in
the checkpoints and are never used; they are not built here.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mtdn_core.model.published.transformer import WIDTH, Decoder, Encoder

TOKENS = 4
#: pixels by which the input is reflected on each side, and the output cropped
REFLECT = 2


class BasicBlock(nn.Module):
    """Residual block of ResNet-18."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample: nn.Sequential | None = None
        if inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: Tensor) -> Tensor:
        identity = x if self.downsample is None else self.downsample(x)
        x = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(x)) + identity)


class ResNetTrunk(nn.Module):
    """Stem and three stages of ResNet-18: (B, 7, H, W) to (B, 256, ceil(H / 8), ceil(W / 8))."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(7, 64, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = nn.Sequential(BasicBlock(64, 64), BasicBlock(64, 64))
        self.layer2 = nn.Sequential(BasicBlock(64, 128, stride=2), BasicBlock(128, 128))
        self.layer3 = nn.Sequential(BasicBlock(128, 256), BasicBlock(256, 256))

    def forward(self, x: Tensor) -> Tensor:
        x = self.maxpool(F.relu(self.bn1(self.conv1(x))))
        return self.layer3(self.layer2(self.layer1(x)))


class TSCD(nn.Module):
    """Detect change between two dates.

    Not symmetric: the encoder knows which date is the first, so exchanging the dates changes both outputs. Its answer
    depends on the whole tile (tokens), and on the tile's origin modulo 8.
    """

    def __init__(self) -> None:
        super().__init__()
        self.resnet = ResNetTrunk()
        self.conv_pred = nn.Conv2d(256, WIDTH, 3, padding=1)
        self.conv_a = nn.Conv2d(WIDTH, TOKENS, 1, bias=False)
        self.pos_embedding = nn.Parameter(torch.zeros(1, 2 * TOKENS, WIDTH))
        self.transformer = Encoder()
        self.transformer_decoder = Decoder()
        self.classifier = nn.Sequential(
            nn.Conv2d(WIDTH, WIDTH, 3, padding=1, bias=False), nn.BatchNorm2d(WIDTH), nn.ReLU(),
            nn.Conv2d(WIDTH, 2, 3, padding=1),
        )

    def forward(self, date1: Tensor, date2: Tensor) -> tuple[Tensor, Tensor]:
        """Detect change from date 1 to date 2, (B, 7, H, W) each, published channels, any H, W >= 3.

        Returns the logits (B, 2, H', W') with H' = 8 ceil((H + 4) / 8) - 4, which is H itself if H is 4 modulo 8, W' likewise,
        and the change features (B, 32, H', W').
        """
        return self.compare(self.features(date1), self.features(date2))

    def features(self, date: Tensor) -> Tensor:
        """Features of one date: (B, 7, H, W) to (B, 32, 2 ceil((H + 4) / 8), 2 ceil((W + 4) / 8))."""
        padded = F.pad(date, (REFLECT, REFLECT, REFLECT, REFLECT), mode="reflect")
        return self.conv_pred(F.interpolate(self.resnet(padded), scale_factor=2.0, mode="nearest"))

    def compare(self, features1: Tensor, features2: Tensor) -> tuple[Tensor, Tensor]:
        """Second part of :meth:`forward`, from the features of each date."""
        tokens = torch.cat([self.tokens(features1), self.tokens(features2)], 1) + self.pos_embedding
        tokens1, tokens2 = self.transformer(tokens).split(TOKENS, 1)
        difference = (self.decode(features1, tokens1) - self.decode(features2, tokens2)).abs()
        enlarged = F.interpolate(difference, scale_factor=4.0, mode="bilinear", align_corners=False)
        change_features = enlarged[:, :, REFLECT:-REFLECT, REFLECT:-REFLECT]
        return self.classifier(change_features), change_features

    def tokens(self, features: Tensor) -> Tensor:
        """Means of one date under four attention maps, each a softmax over the whole tile: (B, 32, h, w) to (B, 4, 32)."""
        weights = self.conv_a(features).flatten(2).softmax(-1)
        return torch.einsum("bln,bcn->blc", weights, features.flatten(2))

    def decode(self, features: Tensor, tokens: Tensor) -> Tensor:
        """Let the features of a date (B, 32, h, w) attend to its encoded tokens (B, 4, 32)."""
        pixels: Tensor = self.transformer_decoder(features.flatten(2).transpose(1, 2), tokens)
        return pixels.transpose(1, 2).reshape(features.shape)
