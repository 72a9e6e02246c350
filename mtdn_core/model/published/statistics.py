"""What a network knows of the scene as a whole, measured once and shared by all tiles.

The published network averages over its whole input in two places: the tokens of the change detection (a softmax over
all positions) and the channel attention of the despeckling's three stages, each of which sees what the one before did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor

from mtdn_core.model.published.frame import Core

Averages = tuple[Tensor, ...]


class SampleBlock(NamedTuple):
    """A part of the scene, in the form of :meth:`mtdn_core.model.interface.Model.estimate`.

    Attributes
    ----------
    c2
        One or two dates, each (1, 4, H, W), linear power.
    valid
        For each date (1, 1, H, W) bool, True where measured.
    core
        Rows and columns that count; the rest is context, and ends where the scene ends or after the sample's halo.
    """

    c2: tuple[Tensor, ...]
    valid: tuple[Tensor, ...]
    core: Core


@dataclass(frozen=True)
class SceneStatistics:
    """Of one scene and one network.

    Attributes
    ----------
    tokens
        Of each date, (1, 4, 32); the same twice for one date alone.
    averages
        For each order of the dates, (1, 64, 1, 1) for each stage of the channel attention.
    """

    tokens: tuple[Tensor, Tensor]
    averages: tuple[Averages, Averages]

    def tensors(self) -> Iterator[Tensor]:
        """All of them, in a fixed order."""
        yield from self.tokens
        for averages in self.averages:
            yield from averages

    def to(self, device: torch.device, dtype: torch.dtype) -> SceneStatistics:
        """Return them on a device, in a precision."""
        return SceneStatistics(
            tuple(t.to(device, dtype) for t in self.tokens),  # type: ignore[arg-type]
            tuple(tuple(t.to(device, dtype) for t in order) for order in self.averages),  # type: ignore[arg-type]
        )


class MeanOfChannels:
    """Mean of (1, C, h, w) over the measured pixels of many blocks; over all pixels if none was measured."""

    def __init__(self) -> None:
        self._sums: list[Tensor] = []
        self._counts = [0, 0]

    def add(self, image: Tensor, measured: Tensor) -> None:
        """Add a block; `measured` is (1, 1, h, w) bool."""
        flat, weight = image.flatten(2)[0], measured.flatten().to(image.dtype)
        # within a block in its own precision (pairwise), between blocks in double
        sums = [flat @ weight, flat.sum(1)]
        sums = [s.double() for s in sums]
        self._sums = [a + b for a, b in zip(self._sums, sums)] if self._sums else sums
        self._counts = [self._counts[0] + int(measured.sum()), self._counts[1] + weight.numel()]

    def result(self, dtype: torch.dtype) -> Tensor:
        """Return (1, C, 1, 1)."""
        which = 0 if self._counts[0] else 1
        return (self._sums[which] / self._counts[which]).to(dtype)[None, :, None, None]


class TokenSum:
    """Tokens over many blocks: weighted means under the softmax of attention maps, over measured positions."""

    def __init__(self) -> None:
        self._parts: list[tuple[Tensor, Tensor, Tensor]] = []
        self._everything: list[tuple[Tensor, Tensor, Tensor]] = []

    def add(self, features: Tensor, maps: Tensor, measured: Tensor) -> None:
        """Add a block: features (1, 32, h, w), maps (1, 4, h, w), measured (1, 1, h, w) bool."""
        values, logits, known = features.flatten(2)[0].double(), maps.flatten(2)[0].double(), measured.flatten()
        self._everything.append(_partial(values, logits))
        if bool(known.any()):
            self._parts.append(_partial(values[:, known], logits[:, known]))

    def result(self, dtype: torch.dtype) -> Tensor:
        """Return (1, 4, 32)."""
        parts = self._parts or self._everything
        highest = torch.stack([part[0] for part in parts]).amax(0)
        shares = [torch.exp(part[0] - highest) for part in parts]
        weight = torch.stack([part[1] * share for part, share in zip(parts, shares)]).sum(0)
        total = torch.stack([part[2] * share[:, None] for part, share in zip(parts, shares)]).sum(0)
        return (total / weight[:, None]).to(dtype)[None]


def _partial(values: Tensor, logits: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Highest logit (4,), sum of weights (4,) and weighted sum of values (4, 32) relative to it."""
    highest = logits.amax(1)
    weights = torch.exp(logits - highest[:, None])
    return highest, weights.sum(1), weights @ values.t()
