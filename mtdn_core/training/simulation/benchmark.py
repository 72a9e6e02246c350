"""The simulated test scenes: fixed by seed, kept out of training.

Training draws its scenes from seeds below 2**50; these come from a stream of their own, with layouts, looks,
correlation, coherence and intensity ratio spread over what real products show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from mtdn_core.training.simulation.ground import Rng, draw_ground
from mtdn_core.training.simulation.layout import draw_layout
from mtdn_core.training.simulation.pairs import CHANGED_DB
from mtdn_core.training.simulation.speckle import MARGIN, SpeckleSettings, blur_power, lag1_to_spread, speckle

SEED = 0x5A17_0000_0000_0000 % 2**61
#: name, layout, looks, lag-1 correlation of intensity, C12 present, share of change
SCENES = (
    ("fields-4-looks", "fields", 4, 0.3, True, 0.3),
    ("fields-12-looks", "fields", 12, 0.2, False, 0.3),
    ("town-5-looks", "town", 5, 0.6, True, 0.2),
    ("town-10-looks", "town", 10, 0.1, False, 0.2),
    ("lines-5-looks", "lines", 5, 0.5, True, 0.0),
    ("patches-1-look", "patches", 1, 0.0, True, 0.3),
    ("patches-7-looks", "patches", 7, 0.7, True, 0.4),
    ("coast-5-looks", "coast", 5, 0.3, False, 0.2),
    ("mixed-5-looks", "mixed", 5, 0.6, True, 0.0),
    ("mixed-20-looks", "mixed", 20, 0.3, False, 0.4),
)


@dataclass(frozen=True)
class SimulatedScene:
    """One scene with truth.

    Attributes
    ----------
    name
        Layout and looks, in words.
    noisy1, noisy2, truth1, truth2
        (4, H, W) float32 C2 in linear power; C12 is zero where `has_c12` is False.
    change
        (H, W) bool: VV or VH stepped by more than 1.5 dB.
    looks, correlation
        Looks, and the lag-1 correlation of the intensity of a look.
    """

    name: str
    noisy1: NDArray[np.float32]
    noisy2: NDArray[np.float32]
    truth1: NDArray[np.float32]
    truth2: NDArray[np.float32]
    change: NDArray[np.bool_]
    looks: int
    correlation: float
    has_c12: bool


def test_scenes(size: int = 192) -> Iterator[SimulatedScene]:
    """Yield the ten test scenes, the same on every machine up to rounding.

    Parameters
    ----------
    size
        Height and width in pixels; the published figures are for 192.
    """
    for number, (name, kind, looks, correlation, has_c12, amount) in enumerate(SCENES):
        seed = SEED + 1000 * number
        rng = Rng(seed, torch.device("cpu"))
        layout = draw_layout(np.random.default_rng(seed), size + 2 * MARGIN, kind)
        ground = draw_ground(rng, torch.from_numpy(layout.astype(np.int64)), None, amount, season=False)
        spread = lag1_to_spread(correlation)
        optics = SpeckleSettings(looks, (spread, spread))
        one_look = SpeckleSettings(1, optics.spread)
        noisy, truth = [], []
        for c2, points in zip(ground.c2, ground.points):
            seen = speckle(torch.zeros_like(c2), one_look, points, rng.generator)
            noisy.append(speckle(c2, optics, points, rng.generator))
            truth.append(blur_power(c2, optics) + seen)
        if not has_c12:
            for image in (*noisy, *truth):
                image[1:3] = 0
        step = ground.log_step[:, MARGIN:-MARGIN, MARGIN:-MARGIN].abs().amax(0)
        yield SimulatedScene(
            name,
            noisy[0].numpy(),
            noisy[1].numpy(),
            truth[0].numpy(),
            truth[1].numpy(),
            (step > CHANGED_DB).numpy(),
            looks,
            correlation,
            has_c12,
        )
