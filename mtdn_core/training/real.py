"""Real training samples: a date of a Sentinel-1 stack, with the temporal mean of steady other dates as target."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.errors import ConfigError
from mtdn_core.model import backend_torch as ops
from mtdn_core.model.interface import Observation
from mtdn_core.model.layers import box_mean
from mtdn_core.model.reference import reference_of
from mtdn_core.training.config import PairSettings
from mtdn_core.training.injected import inject_change
from mtdn_core.training.simulation.ground import Rng
from mtdn_core.training.simulation.pairs import MOST_DATES, UNKNOWN, Sample
from mtdn_core.training.stacks import Stacks, random_crop

STEADY_SHIFT = 0.35  # natural logarithm, of the scene's median from date to date
STEADY_DEVIATION = 0.35  # standard deviation over the dates of the logarithm of 5 x 5 means
FEWEST_TARGETS = 6
MOST_TARGETS = 24
MOST_TRIES = 1000


def real_sample(rng: Rng, stacks: Stacks, settings: PairSettings, *, referenced: bool) -> Sample:
    """Draw a date, its reference, and its target: the mean of steady dates that are neither.

    Each target date is scaled to the median level of the own date; where the ground changes over the target dates the
    target does not count. With a reference, change is injected into the own date and its target.
    """
    size = settings.size
    for _ in range(MOST_TRIES):
        stack = stacks.one(rng, FEWEST_TARGETS + 2)
        if min(stack.shape[-2:]) < size or len(stack) < FEWEST_TARGETS + 2:
            continue
        crop = one_polarisation(rng, random_crop(rng, stack, size), settings.single)
        own_date = rng.integer(0, crop.shape[0])
        own = crop[own_date]
        valid = torch.isfinite(own).all(0, keepdim=True)
        others = [i for i in torch.randperm(crop.shape[0], generator=rng.host).tolist() if i != own_date]
        chosen = _reference_dates(rng, others, own_date, settings.many) if referenced else []
        steady = _steady(crop, own, [i for i in others if i not in chosen])
        if len(steady) >= FEWEST_TARGETS and valid.float().mean() > 0.5:
            break
    else:
        raise ConfigError(
            f"{MOST_TRIES} tries found no place of {size} x {size} pixels with {FEWEST_TARGETS} steady other dates in the "
            "stacks", "stacks of more dates, larger or measured in more places", "lower 'size', or set real_batch = 0",
        )  # fmt: skip
    target, weight = _target(crop, own, valid, steady[:MOST_TARGETS])
    label = torch.full(own.shape[-2:], UNKNOWN, dtype=torch.int64, device=own.device)
    own = torch.where(valid, own, 0.0)
    reference, dates, variance = own, torch.ones_like(own[:1]), torch.zeros_like(own)
    if referenced:
        before = crop[chosen[0]]
        both = valid & torch.isfinite(before).all(0, keepdim=True)
        own, label, gain = inject_change(rng, torch.where(both, before, 0.0), own, both)
        target = target * gain
        found = _reference(crop, own, valid, chosen)
        valid = valid & found.valid[0]
        reference, own = (torch.where(valid, image, 0.0) for image in (found.image[0], own))
        if found.dates is not None and len(chosen) > 1 and found.variance is not None:
            dates, variance = found.dates[0], found.variance[0]
    return Sample(
        own, reference, valid, dates, variance, torch.where(weight > 0, target, own), weight * valid, label,
        torch.zeros_like(weight),
    )  # fmt: skip


def real_pair(rng: Rng, stacks: Stacks, settings: PairSettings, has_c12: bool) -> Sample:
    """Draw two real dates with injected change and no target: for the change loss alone."""
    dates = torch.stack(stacks.pair(rng, settings.size, has_c12))
    first, second = dates if has_c12 else one_polarisation(rng, dates, settings.single)
    valid = torch.isfinite(torch.cat([first, second])).all(0, keepdim=True)
    first, second = torch.where(valid, first, 0.0), torch.where(valid, second, 0.0)
    own, label, _ = inject_change(rng, first, second, valid)
    none = torch.zeros_like(first[:1])
    return Sample(own, first, valid, none + 1, torch.zeros_like(own[:2]), own, none, label, none)


def one_polarisation(rng: Rng, dates: Tensor, share: float) -> Tensor:
    """In this share of the draws, or where there is only one, give one polarisation as both; (dates, C, H, W)."""
    if dates.shape[1] == 1:
        return dates[:, [0, 0]]
    return dates[:, [rng.integer(0, 2)] * 2] if rng.chance(share) else dates


def _reference_dates(rng: Rng, others: list[int], own: int, many: float) -> list[int]:
    """One date near in time, or many."""
    if not rng.chance(many):
        near = [i for i in others if abs(i - own) <= 3] or others
        return near[:1]
    most = max(2, min(MOST_DATES, len(others) - FEWEST_TARGETS))
    return others[: rng.integer(2, most + 1)]


def _level(image: Tensor) -> Tensor:
    """Median logarithm of power (C, H, W), of one pixel in four: (C,)."""
    return image[:, ::2, ::2].flatten(1).nanmedian(1).values.log()


def _steady(crop: Tensor, own: Tensor, dates: list[int]) -> list[int]:
    level = _level(own)
    return [i for i in dates if float((_level(crop[i]) - level).abs().max()) < STEADY_SHIFT]


def _target(crop: Tensor, own: Tensor, valid: Tensor, dates: list[int]) -> tuple[Tensor, Tensor]:
    """Mean of the dates at the own date's level, and where the ground stays: (C, H, W), (1, H, W)."""
    level = _level(own)
    gains = torch.stack([level - _level(crop[i]) for i in dates]).exp()
    images = crop[dates] * gains[:, :, None, None]
    known = torch.isfinite(images).all(1).all(0, keepdim=True) & valid
    images = torch.where(known, images, 1.0)
    logs = box_mean(ops, F.pad(images, [2] * 4, mode="replicate"), 5)[..., 2:-2, 2:-2].clamp_min(1e-9).log()
    deviation = (logs - logs.mean(0)).square().mean(0).sqrt().amax(0, keepdim=True)
    return images.mean(0), ((deviation < STEADY_DEVIATION) & known).to(own.dtype)


def _reference(crop: Tensor, own: Tensor, valid: Tensor, dates: list[int]) -> Observation:
    """The reference of the own date; one date alone is taken as it is."""
    others = []
    for date in dates:
        image = crop[date][None]
        known = torch.isfinite(image).all(1, keepdim=True)
        others.append(Observation(torch.where(known, image, 0.0), known))
    if len(others) == 1:
        return others[0]
    return reference_of(Observation(own[None], valid[None]), ((other, 1) for other in others))
