"""Simulated training samples: a speckled date, its reference, and the truth behind them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from mtdn_core.model.interface import Observation
from mtdn_core.model.reference import reference_of
from mtdn_core.training.config import PairSettings
from mtdn_core.training.simulation.ground import Ground, Rng, draw_ground, smooth_field, turned
from mtdn_core.training.simulation.speckle import MARGIN, SpeckleSettings, blur_power, speckle

CHANGED_DB = 1.5  # a step above this in VV or VH is a change
STEADY_DB = 0.4  # a step below it is none; between them the label is left out of the loss
FLUCTUATION_LOOKS = 5  # fluctuation shared by VV and VH is of the size of speckle: less where more looks were averaged
MOST_LOOKS = 20  # drawn one by one; more looks are those, nearer to their mean
MOST_DATES = 30
UNKNOWN = 255


class Sample(NamedTuple):
    """One date with its reference and truth; with a leading axis, a batch."""

    #: (2 or 4, H, W) linear power; the reference repeats the own date where there is none
    own: Tensor
    reference: Tensor
    valid: Tensor  # (1, H, W) bool, of both
    #: (1, H, W) and (2, H, W), see :class:`mtdn_core.model.interface.Observation`
    dates: Tensor
    variance: Tensor
    truth: Tensor  # (2 or 4, H, W), what the own date shows without speckle
    weight: Tensor  # (1, H, W), how much the truth may be believed
    change: Tensor  # (H, W) int64 from the reference to the own date: 0 unchanged, 1 changed, 255 neither
    strength: Tensor  # (1, H, W), how much of the fluctuation shared by VV and VH the truth leaves out


def draw_speckle_settings(rng: Rng) -> SpeckleSettings:
    """Looks and point spread function: 1 to 20 looks, mostly 4 to 12, from white to strongly correlated speckle."""
    looks = (1, 1, 2, 3, 4, 4, 5, 5, 6, 7, 8, 10, 12, 16, 20, 20)[rng.integer(0, 16)]
    common = rng.uniform(0, 1.35) if rng.chance(0.8) else 0.0
    return SpeckleSettings(looks, (max(0.0, common + rng.uniform(-0.2, 0.2)), max(0.0, common + rng.uniform(-0.2, 0.2))))


def draw_sample(
    rng: Rng, layout: NDArray[np.int16], base: Tensor | None, settings: PairSettings, *, referenced: bool, has_c12: bool
) -> Sample:
    """Draw one sample, with a reference or not, with C12 or not.

    `layout` has labels of at least size + 2 MARGIN pixels; the levels `base` of a real scene in dB take the place of the
    painted ones unless None.
    """
    labels = _labels(rng, layout, settings.size + 2 * MARGIN)
    change = 0.0 if not referenced or rng.chance(settings.no_change) else rng.uniform(0.05, 0.7)
    ground = draw_ground(rng, labels, base, change, season=referenced)
    psf = draw_speckle_settings(rng)
    cv2 = rng.uniform(0.03, 0.25) if rng.chance(settings.fluctuation) else 0.0
    cv2 *= min(1.0, FLUCTUATION_LOOKS / psf.looks)  # beside finer speckle it would be plain ground
    strength = 0.0
    if rng.chance(settings.full_strength):
        strength = rng.uniform(0, 1) if rng.chance(0.5) else 1.0
    state = rng.integer(0, 2) if referenced else 0
    own, truth, factor = _observe(rng, ground, state, psf, cv2, strength)
    valid = _valid(rng, settings)
    # one polarisation given as both
    channel = rng.integer(0, 2) if not has_c12 and rng.chance(settings.single) else None
    label = change_labels(ground, channel)
    dates, variance = torch.ones_like(own[:1]), torch.zeros_like(own[:2])
    reference = own
    if referenced:
        # what fluctuates comes back on the other dates in part
        shared = factor ** rng.uniform(0, 1) if rng.chance(0.7) else torch.ones_like(factor)
        if rng.chance(settings.many):
            found = _many(rng, ground, state, psf, own, shared, cv2)
            assert found.dates is not None and found.variance is not None
            reference, dates, variance = found.image[0], found.dates[0], found.variance[0]
        else:
            other = state if change == 0 and rng.chance(0.3) else 1 - state
            reference, _, _ = _observe(rng, ground, other, psf, cv2, 0.0)
            reference = reference * shared
            if other == state:
                label[:] = 0
    if not has_c12:
        both = [0, 3] if channel is None else [3 * channel] * 2
        own, reference, truth = (image[both] for image in (own, reference, truth))
        if channel is not None:
            variance = variance[[channel] * 2]
    own, reference = (torch.where(valid, image, 0.0) for image in (own, reference))
    weight = valid.to(own.dtype)
    return Sample(own, reference, valid, dates, variance, truth, weight, label, torch.full_like(weight, 3.0 * strength))


def collate(samples: list[Sample]) -> Sample:
    """Join samples into one batch."""
    return Sample(*(torch.stack(values) for values in zip(*samples)))


def change_labels(ground: Ground, channel: int | None = None) -> Tensor:
    """Labels of change (H - 2 MARGIN, W - 2 MARGIN) int64: 0, 1, or 255 (not known); of one channel or of both."""
    steps = ground.log_step if channel is None else ground.log_step[channel : channel + 1]
    step = steps[:, MARGIN:-MARGIN, MARGIN:-MARGIN].abs().amax(0)
    label = torch.full(step.shape, UNKNOWN, dtype=torch.int64)
    label[step < STEADY_DB] = 0
    label[step > CHANGED_DB] = 1
    return label


def _labels(rng: Rng, layout: NDArray[np.int16], size: int) -> Tensor:
    y, x = (rng.integer(0, layout.shape[0] - size + 1) for _ in range(2))
    return turned(rng, torch.from_numpy(layout[y : y + size, x : x + size].astype(np.int64)))


def _observe(
    rng: Rng, ground: Ground, state: int, psf: SpeckleSettings, cv2: float, strength: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Speckled image, truth, and the fluctuation that VV and VH share."""
    noisy = _speckled(rng, ground, state, psf, psf.looks)
    clean = blur_power(ground.c2[state], psf)
    truth = clean + _blurred_points(ground.points[state], psf)
    factor = _fluctuation(rng, clean, cv2) if cv2 > 0 else torch.ones_like(clean[:1])
    return noisy * factor, truth * factor ** (1 - strength), factor


def _speckled(rng: Rng, ground: Ground, state: int, psf: SpeckleSettings, looks: float) -> Tensor:
    """Speckled image of any number of looks: above :data:`MOST_LOOKS` fewer looks, drawn towards their mean."""
    drawn = SpeckleSettings(int(min(looks, MOST_LOOKS)), psf.sigma)
    noisy = speckle(ground.c2[state], drawn, ground.points[state], rng.generator)
    if looks <= MOST_LOOKS:
        return noisy
    mean = blur_power(ground.c2[state], psf) + _blurred_points(ground.points[state], psf)
    share = (drawn.looks / looks) ** 0.5
    return share * noisy + (1 - share) * mean


def _many(rng: Rng, ground: Ground, state: int, psf: SpeckleSettings, own: Tensor, shared: Tensor, cv2: float) -> Observation:
    """Reference of many dates: some show the own state of the ground, the rest the other one."""
    count = rng.integer(2, MOST_DATES + 1)
    same = 0 if rng.chance(0.35) else count if rng.chance(0.4) else rng.integer(0, count + 1)
    valid = torch.ones_like(own[:1], dtype=torch.bool)[None]
    lasting = shared if cv2 > 0 else torch.ones_like(shared)
    found = reference_of(Observation(own[None], valid), (
        (Observation((_speckled(rng, ground, which, psf, number * psf.looks) * lasting)[None], valid), float(number))
        for which, number in ((state, same), (1 - state, count - same)) if number
    ))
    assert found.variance is not None
    # single dates differ by the speckle of their local means, which means of groups do not show
    noise = rng.uniform(0.5, 3.0) / (psf.looks * 12)
    return found._replace(variance=found.variance + noise * (1 + 0.3 * rng.randn(1, 2, *own.shape[-2:])).clamp_min(0.2))


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


def _valid(rng: Rng, settings: PairSettings) -> Tensor:
    size = settings.size
    valid = torch.ones(1, size, size, dtype=torch.bool)
    if not rng.chance(settings.holes):
        return valid
    y, x = rng.integer(0, size), rng.integer(0, size)
    if rng.chance(0.5):
        valid[:, y : y + rng.integer(1, 30), x : x + rng.integer(1, 30)] = False
    elif rng.chance(0.5):
        valid[:, : rng.integer(1, size // 2)] = False
    else:
        valid[:, :, rng.integer(size // 2, size) :] = False
    return valid


def _blurred_points(points: Tensor, psf: SpeckleSettings) -> Tensor:
    """Power of coherent points behind the point spread function (their cross terms with speckle average out)."""
    still = torch.zeros_like(points)
    return speckle(still, SpeckleSettings(1, psf.sigma), points, torch.Generator().manual_seed(0))
