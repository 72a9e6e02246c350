"""The token transformer of the change-detection network: pre-norm layers with residual sums, no final norm.

Attribute names (``fn``, ``norm``, ``to_qkv`` ...) are those of the published checkpoints. Both kinds of attention use 8
heads of width 64 on 32 channels, and scale by the *model* width, 32 ** -0.5, not by that of a head.
"""

from __future__ import annotations

from typing import Any, cast

from torch import Tensor, nn

WIDTH = 32
HEADS = 8
INNER = HEADS * 64
SCALE = WIDTH**-0.5


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


class SelfAttention(nn.Module):
    """Every token attends to all tokens; (B, n, 32) to (B, n, 32)."""

    def __init__(self) -> None:
        super().__init__()
        self.to_qkv = nn.Linear(WIDTH, 3 * INNER, bias=False)
        self.to_out = nn.Sequential(nn.Linear(INNER, WIDTH))

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = (_heads(t) for t in self.to_qkv(x).chunk(3, dim=2))
        weights = (q @ k.transpose(2, 3) * SCALE).softmax(-1)
        return self.to_out((weights @ v).transpose(1, 2).flatten(2))


class CrossAttention(nn.Module):
    """Pixels (B, n, 32) attend to tokens (B, m, 32); returns (B, n, 32)."""

    def __init__(self) -> None:
        super().__init__()
        self.to_q = nn.Linear(WIDTH, INNER, bias=False)
        self.to_k = nn.Linear(WIDTH, INNER, bias=False)
        self.to_v = nn.Linear(WIDTH, INNER, bias=False)
        self.to_out = nn.Sequential(nn.Linear(INNER, WIDTH))

    def forward(self, x: Tensor, tokens: Tensor) -> Tensor:
        # The tokens are few: their keys go through the matrix of the queries, their values through that of the output,
        # once. Each pixel then needs 32 x 32 products twice instead of 32 x 512.
        keys, values = (_heads(linear(tokens)) for linear in (self.to_k, self.to_v))
        output = cast(nn.Linear, self.to_out[0])
        # (B, 8 m, 32): how much a pixel's channels weigh for each head and token
        queries = _through(keys, self.to_q.weight.view(HEADS, -1, WIDTH)) * SCALE
        scores = x @ queries.transpose(1, 2)
        weights = scores.reshape(*scores.shape[:2], HEADS, -1).softmax(-1).flatten(2)
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


class Encoder(nn.Module):
    """One layer over the eight tokens of both dates; (B, 8, 32) to (B, 8, 32)."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList([nn.ModuleList([Residual(SelfAttention()), Residual(FeedForward())])])

    def forward(self, tokens: Tensor) -> Tensor:
        for attention, feed_forward in cast(Any, self.layers):
            tokens = feed_forward(attention(tokens))
        return tokens


class Decoder(nn.Module):
    """Eight layers in which the pixels of a date attend to its tokens; the tokens stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.ModuleList([Residual(CrossAttention()), Residual(FeedForward())]) for _ in range(8))

    def forward(self, pixels: Tensor, tokens: Tensor) -> Tensor:
        for attention, feed_forward in cast(Any, self.layers):
            pixels = feed_forward(attention(pixels, tokens))
        return pixels
