"""How varied simulated samples are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PairSettings:
    """How varied the samples are.

    Attributes
    ----------
    size
        Height and width in pixels.
    batch
        Samples of a step without reference, and as many with one.
    no_change
        Share of the samples with a reference in which nothing changes.
    c12_absent
        Share of batches with intensities alone.
    holes
        Share of the samples with pixels that were not measured.
    real_scene
        Share of the scenes whose levels are those of a real temporal mean.
    fluctuation
        Share of the scenes with fluctuation that VV and VH share.
    many
        Share of the samples with a reference in which it is a mean of many dates.
    full_strength
        Share of the samples at a strength above 0.
    """

    size: int = 80
    batch: int = 4
    no_change: float = 0.3
    c12_absent: float = 0.5
    holes: float = 0.15
    real_scene: float = 0.3
    fluctuation: float = 0.6
    many: float = 0.5
    full_strength: float = 0.2
