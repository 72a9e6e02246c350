"""TSCD, the change-detection half of the published network (``cd_net`` in its checkpoints). 3,508,322 parameters.

A bitemporal image transformer (Chen, Qi, Shi, "Remote sensing image change detection with transformers", TGRS 2021) on
a ResNet-18 trunk whose third stage keeps the stride and dilation of 1. The trunk's fourth stage and classifier exist in
the checkpoints and are never used; they are not built here. Attribute names (``fn``, ``norm``, ``to_qkv`` ...) are those of
the checkpoints. Both kinds of attention use 8 heads of width 64 on 32 channels, and scale by the *model* width, 32 ** -0.5,
not by that of a head; layers are pre-norm with residual sums, without a final norm.
"""

from __future__ import annotations

from typing import Any, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTH = 32
HEADS = 8
INNER = HEADS * 64
SCALE = WIDTH**-0.5
TOKENS = 4
#: pixels by which the input is reflected on each side, and the output cropped
REFLECT = 2


def _heads(values: Tensor) -> Tensor:
    """(B, m, 512) to (B, 8, m, 64); the head index is outermost in the 512."""
    return values.reshape(*values.shape[:2], HEADS, -1).transpose(1, 2)


def _through(values: Tensor, matrices: Tensor) -> Tensor:
    """Values of each head (B, 8, m, 64) through its matrix (8, 64, 32): (B, 8 m, 32).

    All of a head at once: a product that broadcasts over B would copy the matrices B times.
    """
    batch, _, count, _ = values.shape
    out = values.transpose(0, 1).flatten(1, 2) @ matrices
    return out.reshape(HEADS, batch, count, -1).transpose(0, 1).flatten(1, 2)


def _softmax(scores: Tensor) -> Tensor:
    """Softmax over the last axis; over a few values PyTorch's own takes four times as long."""
    shares = (scores - scores.amax(-1, keepdim=True)).exp()
    return shares / shares.sum(-1, keepdim=True)


class SelfAttention(nn.Module):
    """Every token attends to all tokens; (B, n, 32) to (B, n, 32)."""

    def __init__(self) -> None:
        super().__init__()
        self.to_qkv = nn.Linear(WIDTH, 3 * INNER, bias=False)
        self.to_out = nn.Sequential(nn.Linear(INNER, WIDTH))

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = (_heads(t) for t in self.to_qkv(x).chunk(3, dim=2))
        weights = _softmax(q @ k.transpose(2, 3) * SCALE)
        return self.to_out((weights @ v).transpose(1, 2).flatten(2))


class CrossAttention(nn.Module):
    """Pixels (B, n, 32) attend to tokens (B, m, 32); returns (B, n, 32)."""

    def __init__(self) -> None:
        super().__init__()
        self.to_q, self.to_k, self.to_v = (nn.Linear(WIDTH, INNER, bias=False) for _ in range(3))
        self.to_out = nn.Sequential(nn.Linear(INNER, WIDTH))

    def forward(self, x: Tensor, tokens: Tensor) -> Tensor:
        # The tokens are few: their keys go through the matrix of the queries, their values through that of the output,
        # once. Each pixel then needs 32 x 32 products twice instead of 32 x 512.
        keys, values = (_heads(linear(tokens)) for linear in (self.to_k, self.to_v))
        output = cast(nn.Linear, self.to_out[0])
        # (B, 8 m, 32): how much a pixel's channels weigh for each head and token
        queries = _through(keys, self.to_q.weight.view(HEADS, -1, WIDTH)) * SCALE
        scores = x @ queries.transpose(1, 2)
        weights = _softmax(scores.reshape(*scores.shape[:2], HEADS, -1)).flatten(2)
        answers = _through(values, output.weight.t().reshape(HEADS, -1, WIDTH))
        return weights @ answers + output.bias


class FeedForward(nn.Module):
    """Two linear layers around an exact GELU."""

    def __init__(self) -> None:
        super().__init__()
        # the identity holds the place of the release's dropout of 0, so that the names of the weights agree
        self.net = nn.Sequential(nn.Linear(WIDTH, 2 * WIDTH), nn.GELU(), nn.Identity(), nn.Linear(2 * WIDTH, WIDTH))

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


class PreNorm(nn.Module):
    """LayerNorm, then `fn`. With tokens, the *same* norm serves both."""

    def __init__(self, fn: nn.Module) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.fn = fn

    def forward(self, *inputs: Tensor) -> Tensor:
        return self.fn(*(self.norm(x) for x in inputs))


class Residual(nn.Module):
    """x + fn(LayerNorm(x), ...)."""

    def __init__(self, fn: nn.Module) -> None:
        super().__init__()
        self.fn = PreNorm(fn)

    def forward(self, x: Tensor, *others: Tensor) -> Tensor:
        return x + self.fn(x, *others)


class Transformer(nn.Module):
    """Layers of an attention and two linear layers; what the first attends to, if given, stays as it is."""

    def __init__(self, attention: type[nn.Module], depth: int) -> None:
        super().__init__()
        layers = (nn.ModuleList([Residual(attention()), Residual(FeedForward())]) for _ in range(depth))
        self.layers = nn.ModuleList(layers)

    def forward(self, x: Tensor, *tokens: Tensor) -> Tensor:
        for attention, feed_forward in cast(Any, self.layers):
            x = feed_forward(attention(x, *tokens))
        return x


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
        self.transformer = Transformer(SelfAttention, 1)  # over the eight tokens of both dates
        self.transformer_decoder = Transformer(CrossAttention, 8)  # the pixels of a date attend to its tokens
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
        change_features = self.difference(features1, features2)[:, :, REFLECT:-REFLECT, REFLECT:-REFLECT]
        return self.classifier(change_features), change_features

    def difference(self, features1: Tensor, features2: Tensor) -> Tensor:
        """What differs between two dates: twice (B, 32, h, w) to (B, 32, 4 h, 4 w)."""
        first, second = self.pos_embedding[:, :TOKENS], self.pos_embedding[:, -TOKENS:]
        tokens = torch.cat([self.tokens(features1) + first, self.tokens(features2) + second], 1)
        tokens1, tokens2 = self.transformer(tokens).split(TOKENS, 1)
        difference = (self.decode(features1, tokens1) - self.decode(features2, tokens2)).abs()
        return F.interpolate(difference, scale_factor=4.0, mode="bilinear", align_corners=False)

    def tokens(self, features: Tensor) -> Tensor:
        """Means of one date under four attention maps, each a softmax over the whole tile: (B, 32, h, w) to (B, 4, 32)."""
        weights = self.conv_a(features).flatten(2).softmax(-1)
        return torch.einsum("bln,bcn->blc", weights, features.flatten(2))

    def decode(self, features: Tensor, tokens: Tensor) -> Tensor:
        """Let the features of a date (B, 32, h, w) attend to its encoded tokens (B, 4, 32)."""
        pixels: Tensor = self.transformer_decoder(features.flatten(2).transpose(1, 2), tokens)
        return pixels.transpose(1, 2).reshape(features.shape)
