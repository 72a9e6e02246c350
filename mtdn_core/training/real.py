"""Real training samples: a date of a Sentinel-1 stack, with the temporal mean of steady other dates as target.

Change of known place and size is injected into real dates: real speckle, real seasons, exact labels.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.errors import ConfigError
from mtdn_core.model import backend_torch as ops
from mtdn_core.model.interface import Observation
from mtdn_core.model.layers import box_mean
from mtdn_core.model.reference import reference_of
from mtdn_core.polarimetry.units import DECIBEL
from mtdn_core.training.config import PairSettings
from mtdn_core.training.simulation.ground import Rng, random_shape
from mtdn_core.training.simulation.pairs import CHANGED_DB, MOST_DATES, UNKNOWN, Sample
from mtdn_core.training.stacks import Stacks, random_crop

STEADY_SHIFT = 0.35  # natural logarithm, of the scene's median from date to date
STEADY_DEVIATION = 0.35  # standard deviation over the dates of the logarithm of 5 x 5 means
FEWEST_TARGETS = 6
MOST_TARGETS = 24
MOST_TRIES = 1000
#: a step of the 9 x 9 means above this may be a change of its own: neither label would be right
OWN_CHANGE_DB = 3.0


def real_sample(rng: Rng, stacks: Stacks, settings: PairSettings, *, referenced: bool) -> Sample:
    """Draw a date, its reference, and its target: the mean of steady dates that are neither.

    Each target date is scaled to the median level of the own date; where the ground changes over the target dates the
    target does not count. With a reference, change is injected into the own date and its target.
    """
    size = settings.size
    for _ in range(MOST_TRIES):
        stack = stacks.one(rng, size, FEWEST_TARGETS + 2)
        crop = one_polarisation(rng, random_crop(rng, stack, size), settings.single)
        own_date = rng.integer(0, crop.shape[0])
        own = crop[own_date]
        valid = torch.isfinite(own).all(0, keepdim=True)
        others = [i for i in torch.randperm(crop.shape[0], generator=rng.numbers).tolist() if i != own_date]
        chosen = _reference_dates(rng, others, own_date, settings.many) if referenced else []
        steady = _steady(crop, own, [i for i in others if i not in chosen])
        if len(steady) >= FEWEST_TARGETS and valid.float().mean() > 0.5:
            break
    else:
        raise ConfigError(
            f"{MOST_TRIES} tries found no place of {size} x {size} pixels with {FEWEST_TARGETS} steady other dates in the "
            "stacks", "stacks of more dates, larger or measured in more places", "lower 'size', or set real_batch = 0",
        )
    target, weight = _target(crop, valid, dict(list(steady.items())[:MOST_TARGETS]))
    label = torch.full(own.shape[-2:], UNKNOWN, dtype=torch.int64)
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
        if found.dates is not None and found.variance is not None:  # a mean of several
            dates, variance = found.dates[0], found.variance[0]
    return Sample(
        own, reference, valid, dates, variance, torch.where(weight > 0, target, own), weight * valid, label,
        torch.zeros_like(weight),
    )


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


def _steady(crop: Tensor, own: Tensor, dates: list[int]) -> dict[int, Tensor]:
    """Dates of the own date's level, each with the natural logarithm of the factors (C,) that match it."""
    level = _level(own)
    steps = {i: level - _level(crop[i]) for i in dates}
    return {i: step for i, step in steps.items() if float(step.abs().max()) < STEADY_SHIFT}


def _target(crop: Tensor, valid: Tensor, steps: dict[int, Tensor]) -> tuple[Tensor, Tensor]:
    """Mean of the dates at the own date's level, and where the ground stays: (C, H, W), (1, H, W)."""
    gains = torch.stack(list(steps.values())).exp()
    images = crop[list(steps)] * gains[:, :, None, None]
    known = torch.isfinite(images).all(1).all(0, keepdim=True) & valid
    images = torch.where(known, images, 1.0)
    logs = box_mean(ops, F.pad(images, [2] * 4, mode="replicate"), 5)[..., 2:-2, 2:-2].clamp_min(1e-9).log()
    deviation = (logs - logs.mean(0)).square().mean(0).sqrt().amax(0, keepdim=True)
    return images.mean(0), ((deviation < STEADY_DEVIATION) & known).to(images.dtype)


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


def inject_change(rng: Rng, first: Tensor, second: Tensor, valid: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Make parts of the second date brighter or darker; dates (4, H, W) C2 or (2, H, W) intensities, linear power.

    `valid` (1, H, W) is True where both dates were measured. Returns the second date with up to 15 % of its area multiplied
    by steps of 1.5 to 8 dB; labels (H, W) int64: 0, 1, or 255 where the dates differ strongly by themselves; and the factors,
    shaped as the second date.
    """
    height, width = second.shape[-2:]
    single = torch.equal(second[0], second[-1])  # one polarisation given as both
    step = torch.zeros(2, height, width)
    share = 0.0 if rng.chance(0.15) else rng.uniform(0.02, 0.15)
    for _ in range(40):
        if float((step != 0).any(0).float().mean()) >= share:
            break
        inside = random_shape(rng, height, width, (1.5, 14), narrowest=1.5, ellipses=0.7)
        size = _step(rng)
        step = torch.where(inside & (step == 0).all(0), size[[0, 0]] if single else size, step)
    gain = torch.exp(step * DECIBEL)
    if second.shape[0] == 4:
        cross = (gain[0] * gain[1]).sqrt()
        gain = torch.stack([gain[0], cross, cross, gain[1]])
    changed = second * gain
    label = torch.zeros(height, width, dtype=torch.int64)
    label[_own_change(first, second, valid)] = UNKNOWN
    size = step.abs().amax(0)
    label[(size > 0) & (size <= CHANGED_DB)] = UNKNOWN
    label[size > CHANGED_DB] = 1
    return changed, label, gain


def _step(rng: Rng) -> Tensor:
    size = 1.5 * (8 / 1.5) ** rng.uniform(0, 1) * (1 if rng.chance(0.5) else -1)
    kind = rng.uniform(0, 1)
    both = (size, size)
    if kind > 0.55:
        both = (rng.uniform(-0.2, 0.5) * size, size)  # vegetation shows in VH first
    if kind > 0.8:
        both = (size, rng.uniform(-0.2, 0.8) * size)
    return torch.tensor(both).view(2, 1, 1)


def _own_change(first: Tensor, second: Tensor, valid: Tensor) -> Tensor:
    """Where the 9 x 9 means of the dates differ strongly, (H, W) bool."""
    mask = valid.to(first.dtype)
    power = torch.stack([first[[0, -1]], second[[0, -1]]]) * mask
    mean = F.avg_pool2d(power, 9, 1, 4)
    ratio = mean[1].clamp_min(1e-15) / mean[0].clamp_min(1e-15)
    return (ratio.log().abs().amax(0) > OWN_CHANGE_DB * DECIBEL) & valid[0]
