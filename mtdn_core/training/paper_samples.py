"""Samples of the published scheme: two dates, a third as target, and labels of change between the first two.

All of a sample comes from one place: sources, target and label are cut together. Labels are exact, from simulation or
from change injected into real dates.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from mtdn_core.training.config import PairSettings
from mtdn_core.training.injected import inject_change
from mtdn_core.training.simulation.ground import Rng, draw_ground
from mtdn_core.training.simulation.layout import draw_layout
from mtdn_core.training.simulation.pairs import change_labels, draw_speckle_settings
from mtdn_core.training.simulation.speckle import MARGIN, speckle
from mtdn_core.training.stacks import Stacks


class Triple(NamedTuple):
    """One sample, or with a leading axis a batch."""

    c2: Tensor  # (3, 4, H, W): first date, second date, target; linear power, zero where not measured
    valid: Tensor  # (3, 1, H, W) bool
    label: Tensor  # (H, W) int64 of change between the first two dates: 0, 1, or 255 (not known)


def simulated_triple(rng: Rng, seed: int, size: int, settings: PairSettings) -> Triple:
    """Two dates and, as target, the first date's ground under speckle of its own (noise to noise)."""
    layout = draw_layout(np.random.default_rng(seed), size + 2 * MARGIN)
    labels = torch.from_numpy(layout.astype(np.int64)).to(rng.device)
    change = 0.0 if rng.chance(settings.no_change) else rng.uniform(0.05, 0.7)
    ground = draw_ground(rng, labels, None, change)
    psf = draw_speckle_settings(rng)
    dates = (0, 1, 0)
    c2 = torch.stack([speckle(ground.c2[d], psf, ground.points[d], rng.generator) for d in dates])
    if rng.chance(settings.c12_absent):
        c2[:, 1:3] = 0
    return Triple(c2, torch.ones_like(c2[:, :1], dtype=torch.bool), change_labels(ground))


def real_triple(rng: Rng, stacks: Stacks, size: int) -> Triple:
    """Three real dates of one place; change is injected into the second, and labelled.

    The target is left as it was measured: it shows the first date's ground unless that changed by itself.
    """
    c2 = stacks.triple(rng, size)
    valid = torch.isfinite(c2).all(1, keepdim=True)
    c2 = torch.where(valid, c2, 0.0)
    changed, label, _ = inject_change(rng, c2[0], c2[1], valid[0] & valid[1])
    return Triple(torch.stack([c2[0], changed, c2[2]]), valid, label)


def collate(samples: list[Triple]) -> Triple:
    """Join samples into one batch."""
    c2, valid, label = (torch.stack(values) for values in zip(*samples))
    return Triple(c2, valid, label)
