"""Change of known place and size in real pairs of dates: real speckle, real seasons, exact labels."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.polarimetry.units import DECIBEL
from mtdn_core.training.simulation.ground import Rng, random_shape
from mtdn_core.training.simulation.pairs import CHANGED_DB, UNKNOWN

#: a step of the 9 x 9 means above this may be a change of its own: neither label would be right
OWN_CHANGE_DB = 3.0


def inject_change(rng: Rng, first: Tensor, second: Tensor, valid: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Make parts of the second date brighter or darker; dates (4, H, W) C2 or (2, H, W) intensities, linear power.

    `valid` (1, H, W) is True where both dates were measured. Returns the second date with up to 15 % of its area multiplied
    by steps of 1.5 to 8 dB; labels (H, W) int64: 0, 1, or 255 where the dates differ strongly by themselves; and the factors,
    shaped as the second date.
    """
    height, width = second.shape[-2:]
    single = torch.equal(second[0], second[-1])  # one polarisation given as both
    step = torch.zeros(2, height, width, device=second.device)
    share = 0.0 if rng.chance(0.15) else rng.uniform(0.02, 0.15)
    for _ in range(40):
        if float((step != 0).any(0).float().mean()) >= share:
            break
        inside = random_shape(rng, height, width, (1.5, 14), narrowest=1.5, ellipses=0.7)
        size = _step(rng, second.device)
        step = torch.where(inside & (step == 0).all(0), size[[0, 0]] if single else size, step)
    gain = torch.exp(step * DECIBEL)
    if second.shape[0] == 4:
        cross = (gain[0] * gain[1]).sqrt()
        gain = torch.stack([gain[0], cross, cross, gain[1]])
    changed = second * gain
    label = torch.zeros(height, width, dtype=torch.int64, device=second.device)
    label[_own_change(first, second, valid)] = UNKNOWN
    size = step.abs().amax(0)
    label[(size > 0) & (size <= CHANGED_DB)] = UNKNOWN
    label[size > CHANGED_DB] = 1
    return changed, label, gain


def _step(rng: Rng, device: torch.device) -> Tensor:
    """Step of VV and VH in dB (2, 1, 1)."""
    size = 1.5 * (8 / 1.5) ** rng.uniform(0, 1) * (1 if rng.chance(0.5) else -1)
    kind = rng.uniform(0, 1)
    both = (size, size)
    if kind > 0.55:
        both = (rng.uniform(-0.2, 0.5) * size, size)  # vegetation shows in VH first
    if kind > 0.8:
        both = (size, rng.uniform(-0.2, 0.8) * size)
    return torch.tensor(both, device=device).view(2, 1, 1)


def _own_change(first: Tensor, second: Tensor, valid: Tensor) -> Tensor:
    """Where the 9 x 9 means of the dates differ strongly, (H, W) bool."""
    mask = valid.to(first.dtype)
    power = torch.stack([first[[0, -1]], second[[0, -1]]]) * mask
    mean = F.avg_pool2d(power, 9, 1, 4)
    ratio = mean[1].clamp_min(1e-15) / mean[0].clamp_min(1e-15)
    return (ratio.log().abs().amax(0) > OWN_CHANGE_DB * DECIBEL) & valid[0]
