"""Training samples: a batch of two speckled dates with their truth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from mtdn_core.training.simulation.ground import Ground, Rng, draw_ground, smooth_field
from mtdn_core.training.simulation.speckle import MARGIN, SpeckleSettings, blur_power, speckle

CHANGED_DB = 1.5  # a step above this in VV or VH is a change
SMOOTH_LOOKS = 5  # fluctuation shared by VV and VH is of the size of speckle: less where more looks were averaged
STEADY_DB = 0.4  # a step below it is none; between them the label is left out of the loss


@dataclass(frozen=True)
class PairBatch:
    """Two dates of B scenes.

    Attributes
    ----------
    noisy, truth
        Two tensors (B, 4, H, W) each, C2 in linear power; `truth` holds the shared fluctuation to the degree that the
        strength asks for.
    valid
        (B, 1, H, W) bool.
    change
        (B, H, W) int64: 0 unchanged, 1 changed, 255 neither.
    has_c12, strength, single
        (B, 1, 1, 1) flags for the network.
    """

    noisy: tuple[Tensor, Tensor]
    truth: tuple[Tensor, Tensor]
    valid: Tensor
    change: Tensor
    has_c12: Tensor
    strength: Tensor
    single: Tensor


@dataclass(frozen=True)
class PairSettings:
    """How varied the pairs are; every default was chosen by what the evaluation said."""

    size: int = 80
    batch: int = 8
    no_change: float = 0.35
    single: float = 0.25
    c12_absent: float = 0.35
    holes: float = 0.15
    real_scene: float = 0.2
    fluctuation: float = 0.8


def draw_optics(rng: Rng) -> SpeckleSettings:
    """Looks and point-spread function of a scene: 1 to 20 looks, mostly 4 to 12, from white to strongly correlated."""
    looks = (1, 1, 2, 3, 4, 4, 5, 5, 6, 7, 8, 10, 12, 16, 20, 20)[rng.integer(0, 16)]
    common = rng.uniform(0, 1.35) if rng.chance(0.8) else 0.0
    return SpeckleSettings(
        looks, (max(0.0, common + rng.uniform(-0.2, 0.2)), max(0.0, common + rng.uniform(-0.2, 0.2)))
    )


def _fluctuation(rng: Rng, truth: Tensor, cv2: float) -> Tensor:
    """Lognormal factor common to VV and VH, mean 1, damped where the clean scene itself varies."""
    height, width = truth.shape[-2:]
    fine = smooth_field(rng, 1, height, width, rng.integer(1, 4))
    field = 0.8 * fine + 0.6 * smooth_field(rng, 1, height, width, rng.integer(2, 7))
    log = truth[:1].clamp_min(1e-30).log()[None]
    mean, square = F.avg_pool2d(F.pad(torch.cat([log, log**2]), [7] * 4, mode="reflect"), 15, 1)
    damping = 1 / (1 + (square - mean**2).clamp_min(0) / 0.3)
    sigma = damping * float(np.sqrt(np.log1p(cv2)))
    return torch.exp(sigma * field - 0.5 * sigma**2)


def _hole(rng: Rng, size: int) -> Tensor:
    valid = torch.ones(1, size, size, dtype=torch.bool, device=rng.device)
    y, x = rng.integer(0, size), rng.integer(0, size)
    if rng.chance(0.5):
        valid[:, y : y + rng.integer(1, 30), x : x + rng.integer(1, 30)] = False
    elif rng.chance(0.5):
        valid[:, : rng.integer(1, size // 2)] = False
    else:
        valid[:, :, rng.integer(size // 2, size) :] = False
    return valid


def _turn(rng: Rng, image: Tensor) -> Tensor:
    if rng.chance(0.5):
        image = image.flip(-1)
    return torch.rot90(image, rng.integer(0, 4), (-2, -1))


def _observe(
    rng: Rng, ground: Ground, date: int, settings: SpeckleSettings, cv2: float, strength: float, shared: Tensor | None
) -> tuple[Tensor, Tensor, Tensor | None]:
    """Noisy image, truth, and the fluctuation used."""
    noisy = speckle(ground.c2[date], settings, ground.points[date], rng.generator)
    p = ground.points[date]
    clean = blur_power(ground.c2[date], settings)
    seen = _blur_points(p, settings)
    truth = clean + seen
    if cv2 > 0:
        factor = _fluctuation(rng, clean, cv2)
        if shared is not None and rng.chance(0.7):  # the fluctuation comes back in part on the other date
            share = rng.uniform(0, 1)
            factor = factor ** (1 - share) * shared**share
        noisy = noisy * factor
        truth = truth * factor ** (1 - strength)
        shared = factor
    return noisy, truth, shared


def _blur_points(points: Tensor, settings: SpeckleSettings) -> Tensor:
    """Power of coherent points behind the point-spread function (their cross terms with speckle average out)."""
    still = torch.zeros_like(points)
    return speckle(still, SpeckleSettings(1, settings.spread), points, torch.Generator(points.device).manual_seed(0))


def draw_pair(rng: Rng, layout: NDArray[np.int16], base: Tensor | None, settings: PairSettings) -> PairBatch:
    """One sample as a batch of one."""
    size = settings.size + 2 * MARGIN
    y, x = (rng.integer(0, layout.shape[0] - size + 1) for _ in range(2))
    labels = torch.from_numpy(layout[y : y + size, x : x + size].astype(np.int64)).to(rng.device)
    single = rng.chance(settings.single)
    change = 0.0 if single or rng.chance(settings.no_change) else rng.uniform(0.05, 0.7)
    ground = draw_ground(rng, _turn(rng, labels), base, change, season=not single)
    optics = draw_optics(rng)
    cv2 = rng.uniform(0.03, 0.25) if rng.chance(settings.fluctuation) else 0.0
    cv2 *= min(1.0, SMOOTH_LOOKS / optics.looks)  # beside speckle that is finer still, it would be plain ground
    strength = rng.uniform(0, 1) if rng.chance(0.4) else float(rng.chance(0.65))
    noisy1, truth1, shared = _observe(rng, ground, 0, optics, cv2, strength, None)
    if single:
        noisy2, truth2 = noisy1, truth1
    else:
        noisy2, truth2, _ = _observe(rng, ground, 1, optics, cv2, strength, shared)
    step = ground.log_step[:, MARGIN:-MARGIN, MARGIN:-MARGIN].abs().amax(0)
    labels_out = torch.full(step.shape, 255, dtype=torch.int64, device=rng.device)
    labels_out[step < STEADY_DB] = 0
    labels_out[step > CHANGED_DB] = 1
    valid = _hole(rng, settings.size) if rng.chance(settings.holes) else torch.ones_like(step, dtype=torch.bool)[None]
    has_c12 = not rng.chance(settings.c12_absent)
    if not has_c12:
        drop = torch.tensor([1.0, 0, 0, 1], device=rng.device).view(4, 1, 1)
        noisy1, noisy2, truth1, truth2 = (t * drop for t in (noisy1, noisy2, truth1, truth2))
    images = [torch.where(valid, n, 0.0) for n in (noisy1, noisy2)]

    def flag(value: float) -> Tensor:
        return torch.full((1, 1, 1, 1), float(value), device=rng.device)

    return PairBatch(
        (images[0][None], images[1][None]),
        (truth1[None], truth2[None]),
        valid[None],
        labels_out[None],
        flag(has_c12),
        flag(strength),
        flag(single),
    )


def collate(samples: list[PairBatch]) -> PairBatch:
    """Join samples into one batch."""

    def join(pick: list[Tensor]) -> Tensor:
        return torch.cat(pick)

    return PairBatch(
        (join([s.noisy[0] for s in samples]), join([s.noisy[1] for s in samples])),
        (join([s.truth[0] for s in samples]), join([s.truth[1] for s in samples])),
        join([s.valid for s in samples]),
        join([s.change for s in samples]),
        join([s.has_c12 for s in samples]),
        join([s.strength for s in samples]),
        join([s.single for s in samples]),
    )


def first_date(batch: PairBatch) -> PairBatch:
    """The same samples with date 1 in the place of date 2: one date alone, nothing changed."""
    return replace(
        batch,
        noisy=(batch.noisy[0], batch.noisy[0]),
        truth=(batch.truth[0], batch.truth[0]),
        change=torch.zeros_like(batch.change),
        single=torch.ones_like(batch.single),
    )
