"""What each label of a layout looks like to a dual-polarisation radar, and how it changes to the second date."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.polarimetry.units import DECIBEL


class Ground(NamedTuple):
    """A clean scene on two dates."""

    c2: tuple[Tensor, Tensor]  # two tensors (4, H, W): C2 in linear power, without coherent points
    points: tuple[Tensor, Tensor]  # two tensors (4, H, W): complex amplitudes of coherent scatterers
    #: (2, H, W): change of VV and VH from date 1 to date 2 in dB, the truth behind the labels; the drift of the season (up to
    #: about 1 dB) is not part of it
    log_step: Tensor


class Rng:
    """Random draws: of numbers from one generator, of images from another."""

    def __init__(self, seed: int) -> None:
        self.generator = torch.Generator().manual_seed(seed)
        self.numbers = torch.Generator().manual_seed(seed + 1)

    def uniform(self, low: float, high: float) -> float:
        return low + (high - low) * float(torch.rand((), generator=self.numbers))

    def integer(self, low: int, high: int) -> int:
        """Low included, high excluded."""
        return int(torch.randint(low, high, (), generator=self.numbers))

    def chance(self, probability: float) -> bool:
        return self.uniform(0, 1) < probability

    def rand(self, *shape: int) -> Tensor:
        return torch.rand(shape, generator=self.generator)

    def randn(self, *shape: int) -> Tensor:
        return torch.randn(shape, generator=self.generator)


def turned(rng: Rng, image: Tensor) -> Tensor:
    """Mirror and turn (..., H, W) at random."""
    return torch.rot90(image.flip(-1) if rng.chance(0.5) else image, rng.integer(0, 4), (-2, -1))


def smooth_field(rng: Rng, channels: int, height: int, width: int, step: int) -> Tensor:
    """Gaussian field of unit deviation, correlated over about `step` pixels."""
    if step <= 1:
        return rng.randn(channels, height, width)
    coarse = rng.randn(1, channels, height // step + 4, width // step + 4)
    shift = rng.integer(0, step), rng.integer(0, step)
    field = F.interpolate(coarse, scale_factor=float(step), mode="bicubic", align_corners=False)[0]
    field = field[:, shift[0] + step : shift[0] + step + height, shift[1] + step : shift[1] + step + width]
    return field / field.std((1, 2), keepdim=True).clamp_min(1e-6)


def random_shape(rng: Rng, height: int, width: int, axes: tuple[float, float], *, narrowest: float, ellipses: float) -> Tensor:
    """An ellipse (with that probability) or a rectangle anywhere, turned at random, (H, W) bool.

    `axes` are the smallest and largest half of the long axis in pixels; the short one is 0.3 to 1 times it, at least
    `narrowest`.
    """
    y = torch.arange(height)[:, None] - rng.uniform(0, height)
    x = torch.arange(width)[None, :] - rng.uniform(0, width)
    long = axes[0] * (axes[1] / axes[0]) ** rng.uniform(0, 1)
    short = max(narrowest, long * rng.uniform(0.3, 1))
    angle = rng.uniform(0, math.pi)
    u = (math.cos(angle) * y + math.sin(angle) * x).abs() / long
    v = (-math.sin(angle) * y + math.cos(angle) * x).abs() / short
    return u * u + v * v <= 1 if rng.chance(ellipses) else torch.maximum(u, v) <= 1


def _looks_of_labels(rng: Rng, count: int) -> tuple[Tensor, Tensor, Tensor]:
    """Per label: VV and VH in dB (2, count), coherence (2, count), texture deviation in dB (count)."""
    contrast = rng.uniform(1.0, 8.0)
    vv = -10 + contrast * rng.randn(count)
    ratio = rng.uniform(3, 15) + rng.uniform(0.0, 3.0) * rng.randn(count)
    vh = vv - ratio.clamp(0.5, 20)
    if rng.chance(0.3):  # the noise floor of VH over water and bare ground
        vh = torch.maximum(vh, torch.tensor(rng.uniform(-26, -18)))
    top = rng.uniform(0.05, 0.9)
    magnitude = top * rng.rand(count) ** rng.uniform(0.5, 3)
    phase = 2 * math.pi * rng.rand(count)
    # a town is rough nearly everywhere, farmland nearly nowhere: the network tells them apart by their context
    share, top = (0.85, rng.uniform(1.0, 5.0)) if rng.chance(0.45) else (0.15, rng.uniform(0.3, 3.0))
    rough = (0.3 + 0.7 * rng.rand(count)) * top
    texture = torch.where(rng.rand(count) < share, rough, torch.zeros(()).to(vv))
    return torch.stack([vv, vh]), torch.stack([magnitude * phase.cos(), magnitude * phase.sin()]), texture


def _changed(rng: Rng, labels: Tensor, level: Tensor, amount: float) -> Tensor:
    """Change of every pixel in dB (2, H, W): whole labels and free blobs, from nothing to `amount` of the area."""
    height, width = labels.shape
    count = level.shape[1]
    step = torch.zeros(2, height, width)

    def draw(number: int) -> Tensor:
        size = rng.uniform(1.5, 7.0)
        both = rng.randn(1, number)
        own = rng.randn(2, number)
        return size * (0.75 * both + 0.65 * own)

    if rng.chance(0.7):
        chosen = rng.rand(count) < amount * rng.uniform(0.3, 1.0)
        step = step + (draw(count) * chosen)[:, labels]
    for _ in range(rng.integer(0, 2 + int(12 * amount))):
        inside = random_shape(rng, height, width, (2.0, 20), narrowest=0.0, ellipses=0.6)
        step = torch.where(inside, draw(1)[:, :, None], step)
    return step


def _season(rng: Rng, labels: Tensor) -> Tensor:
    """What differs between any two dates without being change: moisture, calibration, growth; in dB (2, H, W).

    It is left out of the labels on purpose: a map that marks the whole scene after every rain is of no use.
    """
    height, width = labels.shape
    drift = torch.zeros(2, height, width)
    if rng.chance(0.3):
        return drift
    size = rng.uniform(0.7, 2.0) if rng.chance(0.2) else rng.uniform(0, 0.7)  # rain or frost over the whole scene
    offset = size * (0.8 * rng.randn(1, 1, 1) + 0.5 * rng.randn(2, 1, 1))
    slow = smooth_field(rng, 2, height, width, 40) * rng.uniform(0, 0.5)
    parcels = rng.randn(2, int(labels.max()) + 1) * rng.uniform(0, 0.4)
    return drift + offset + slow + parcels[:, labels]


def _to_c2(level: Tensor, coherence: Tensor) -> Tensor:
    power = torch.exp(level * DECIBEL)
    root = (power[0] * power[1]).sqrt()
    return torch.stack([power[0], coherence[0] * root, coherence[1] * root, power[1]])


def _scatterers(rng: Rng, c2: Tensor, count: int) -> Tensor:
    """Coherent points 6 to 30 dB above their surroundings, one in ten up to 60 dB."""
    points = torch.zeros_like(c2)
    height, width = c2.shape[-2:]
    for _ in range(count):
        y, x = rng.integer(0, height), rng.integer(0, width)
        above = 10 ** ((rng.uniform(30, 60) if rng.chance(0.1) else rng.uniform(6, 30)) / 20)
        for polarisation, channel in enumerate((0, 3)):
            amplitude = float(c2[channel, y, x].sqrt()) * above * 10 ** (rng.uniform(-4, 4) / 20)
            phase = rng.uniform(0, 2 * math.pi)
            points[2 * polarisation, y, x] = amplitude * math.cos(phase)
            points[2 * polarisation + 1, y, x] = amplitude * math.sin(phase)
    return points


def draw_ground(rng: Rng, labels: Tensor, base: Tensor | None, change: float, season: bool = True) -> Ground:
    """Paint a layout (H, W) on two dates, of which the rough share `change` of the area differs.

    `base` (2, H, W), VV and VH in dB of a real scene, takes the place of the painted levels unless None. With `season` the
    dates differ a little everywhere, without being called changed.
    """
    height, width = labels.shape
    count = int(labels.max()) + 1
    level, coherence, texture = _looks_of_labels(rng, count)
    if base is None:
        image = level[:, labels] + smooth_field(rng, 1, height, width, 48) * rng.uniform(0, 1.2)
        rough = smooth_field(rng, 2, height, width, (1, 1, 2, 2, 3, 5)[rng.integer(0, 6)])
        rough[1] = 0.8 * rough[0] + 0.6 * rough[1]
        image = image + rough * texture[labels]
    else:
        image = base
    correlation = coherence[:, labels]
    step = _changed(rng, labels, level, change) if change > 0 else torch.zeros_like(image)
    first = _to_c2(image, correlation)
    fresh = torch.zeros_like(correlation)
    if change > 0:  # new ground has a coherence of its own
        fresh = _looks_of_labels(rng, count)[1][:, labels]
    moved = step.abs().amax(0) > 1.0
    second = _to_c2(image + step + (_season(rng, labels) if season else 0), torch.where(moved, fresh, correlation))
    number = rng.integer(0, 2 + int(height * width / 9216 * 30)) if rng.chance(0.6) else 0
    points = _scatterers(rng, first, number)
    points2 = points.clone()
    if number and change > 0 and rng.chance(0.3):  # some points come or go
        gone = rng.rand(height, width) < 0.2
        lost = gone & (points.abs().amax(0) > 0)
        points2 = torch.where(gone, 0.0, points)
        step = torch.where(F.max_pool2d(lost[None].float(), 3, 1, 1)[0] > 0, -8.0, step)
    return Ground((first, second), (points, points2), step)
