"""The published trunks, DSDN and TSCD, with local context in the place of whole-tile context.

The published network averages channels and pools tokens over the whole tile, so its answer depends on where tiles are
cut. Here both look at the surroundings of each pixel through windows that lie on a fixed grid: every answer is local.
Widths, depths and blocks are the published ones, batch norm is a learned affine map (crops of a training batch have too
little in common for their statistics to serve any other scene), and the encoder treats both dates alike.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mtdn_core.model import backend_torch as ops
from mtdn_core.model.layers import box_mean
from mtdn_core.model.published.dsdn import DSDN, ChannelAttention, LargeKernelGate, ResidualBlock, conv
from mtdn_core.model.published.tscd import TOKENS, TSCD, BasicBlock
from mtdn_core.model.published.tscd import WIDTH as TOKEN_WIDTH

CELL = 4  # features on one side of the cell whose pixels share their tokens
WINDOW = 5  # cells on one side of the window that tokens and channel attention average
GATES = 8
ATTENTION_RANGE = 8.0  # natural logarithm: no position counts more than e^16 times another


def window_mean(image: Tensor) -> Tensor:
    """Mean over about 20 x 20 positions on a grid of cells, those beyond the border left out: (B, C, H, W) likewise."""
    sums = box_mean(ops, F.avg_pool2d(image, CELL), WINDOW)
    inside = box_mean(ops, torch.ones_like(sums[:1, :1]), WINDOW)  # share of each window
    return ops.upsample(sums / inside, CELL)


class LocalChannelAttention(ChannelAttention):
    """Weigh channels by their mean over the surroundings."""

    def forward(self, x: Tensor) -> Tensor:
        weight = self.cal_fc2(self.cal_fc1(window_mean(x)))
        return self.cal_conv2(x * weight)


class BoundedGate(LargeKernelGate):
    """GCA whose gate stays between 0 and 2: eight unbounded factors in a row let single pixels determine the gradients."""

    def forward(self, x: Tensor) -> Tensor:
        return 2 * x * (2 * self.factor(x)).sigmoid()  # x (1 + tanh), by a function that is quicker


class LocalDSDN(DSDN):
    """DSDN up to its last 64 features, from any number of input channels of a date."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.Fea_extra.fea[0] = conv(3, channels)
        for stage in (self.rcsa1, self.rcsa2, self.rcsa3):
            stage.rcsa_cal = LocalChannelAttention()
        for number in range(1, GATES + 1):
            setattr(self, f"GCA{number}", BoundedGate())
        self.conv3 = nn.Identity()  # type: ignore[assignment]
        self._start()

    def _start(self) -> None:
        """Residual blocks orthogonal, as published; gates near 1."""
        for module in self.modules():
            if isinstance(module, ResidualBlock):
                for layer in (module.conv1, module.conv2):
                    nn.init.orthogonal_(layer.weight, 0.5)
            elif isinstance(module, LargeKernelGate):
                nn.init.normal_(module.conv.weight, std=0.05)
                nn.init.zeros_(module.conv.bias)  # type: ignore[arg-type]


class LocalTSCD(TSCD):
    """TSCD with tokens of the surroundings; symmetric in the two dates.

    Sizes are multiples of 16: features lie on a grid of 4 pixels, tokens on one of 16.
    """

    def __init__(self) -> None:
        super().__init__()
        # one embedding for both dates: exchanging the dates exchanges nothing else
        self.pos_embedding = nn.Parameter(torch.zeros(1, TOKENS, TOKEN_WIDTH))
        del self.classifier
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            elif isinstance(module, BasicBlock):
                nn.init.zeros_(module.bn2.weight)  # every block starts as the identity
        nn.init.normal_(self.conv_a.weight, std=0.05)
        self.train()  # a new module is in training mode without having been told

    def train(self, mode: bool = True) -> LocalTSCD:
        """Set the mode; batch norm stays an affine map of its stored statistics."""
        super().train(mode)
        for module in self.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
        return self

    def features(self, date: Tensor) -> Tensor:
        """Features of one date: (B, 7, H, W) to (B, 32, H / 4, W / 4)."""
        return self.conv_pred(F.interpolate(self.resnet(date), scale_factor=2.0, mode="nearest"))

    def tokens(self, features: Tensor) -> Tensor:
        """Weighted means of the features around each cell: (B cells, 4, 32)."""
        weights = self.conv_a(features).clamp(-ATTENTION_RANGE, ATTENTION_RANGE).exp()
        pooled = []
        for token in range(TOKENS):
            weight = weights[:, token : token + 1]
            sums = box_mean(ops, F.avg_pool2d(torch.cat([features * weight, weight], 1), CELL), WINDOW)
            pooled.append(sums[:, :-1] / sums[:, -1:])
        tokens = torch.stack(pooled, 1)  # (B, 4, 32, rows, columns)
        return tokens.permute(0, 3, 4, 1, 2).flatten(0, 2)

    def decode(self, features: Tensor, tokens: Tensor) -> Tensor:
        """Every pixel attends to the tokens of its cell."""
        batch, width, height, columns = features.shape
        cells = features.reshape(batch, width, height // CELL, CELL, columns // CELL, CELL)
        pixels = cells.permute(0, 2, 4, 3, 5, 1).reshape(-1, CELL * CELL, width)
        decoded: Tensor = self.transformer_decoder(pixels, tokens)
        grid = decoded.reshape(batch, height // CELL, columns // CELL, CELL, CELL, width)
        return grid.permute(0, 5, 1, 3, 2, 4).reshape(features.shape)
