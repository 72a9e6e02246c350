"""The trunk of the compact network: a U-Net over three scales, small enough for a laptop."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn


class ResidualBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.conv2.weight)  # start as the identity: no normalisation layer is needed
        nn.init.zeros_(self.conv2.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.conv2(F.relu(self.conv1(F.relu(x))))
        return out


def _blocks(width: int, count: int) -> nn.Sequential:
    return nn.Sequential(*(ResidualBlock(width) for _ in range(count)))


class Trunk(nn.Module):
    """U-Net over scales 1, 1/2, 1/4; returns the decoded features of each scale, finest first."""

    def __init__(self, widths: tuple[int, int, int], blocks: tuple[int, int, int], channels: int) -> None:
        super().__init__()
        fine, middle, coarse = widths
        self.stem = nn.Conv2d(channels, fine, 3, padding=1)
        self.encode1 = _blocks(fine, blocks[0])
        self.down2 = nn.Conv2d(fine, middle, 2, stride=2)
        self.encode2 = _blocks(middle, blocks[1])
        self.down4 = nn.Conv2d(middle, coarse, 2, stride=2)
        self.encode4 = _blocks(coarse, blocks[2])
        self.up2 = nn.Conv2d(coarse, middle, 1)
        self.decode2 = _blocks(middle, 1)
        self.up1 = nn.Conv2d(middle, fine, 1)
        self.decode1 = _blocks(fine, 1)

    def forward(self, x: Tensor) -> list[Tensor]:
        f1 = self.encode1(self.stem(x))
        f2 = self.encode2(self.down2(F.relu(f1)))
        f4 = self.encode4(self.down4(F.relu(f2)))
        # 1 x 1 before enlarging: a quarter of the work for the same result
        f2 = self.decode2(f2 + F.interpolate(self.up2(f4), scale_factor=2.0))
        f1 = self.decode1(f1 + F.interpolate(self.up1(f2), scale_factor=2.0))
        return [F.relu(f1), F.relu(f2), F.relu(f4)]
