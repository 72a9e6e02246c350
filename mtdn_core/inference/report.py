"""What a run did, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class RunReport:
    """Facts and numbers of one run.

    Attributes
    ----------
    model, device, device_reason
        What computed, and why there.
    tile, workers
        Edge of a tile's core in pixels, and tiles computed at the same time.
    strength, threshold
        Despeckling strength and change threshold that were used.
    units
        Units found, per date.
    bands
        How the bands were recognised, in words, per date.
    pixels, valid_pixels
        Of the scene; valid where every date was measured.
    mean_ratio
        Mean of input / output per despeckled channel, ``{"date1 VV": 1.003, ...}``; 1 is ideal.
    power_ratio
        Total power of the output over that of the input, likewise.
    changed_pixels, changed_area_m2
        None if change was not asked for; the area also where the pixel size on the ground is unknown.
    seconds, megapixels_per_second
        Of the whole run, reading and writing included.
    outputs
        Paths written, by the names of :class:`~mtdn_core.inference.settings.Outputs`.
    messages
        Everything said on the way, in order.
    """

    model: str
    device: str
    device_reason: str
    tile: int
    workers: int
    strength: float
    threshold: float
    units: tuple[str, ...]
    bands: tuple[str, ...]
    pixels: int
    valid_pixels: int
    mean_ratio: dict[str, float]
    power_ratio: dict[str, float]
    changed_pixels: int | None
    changed_area_m2: float | None
    seconds: float
    megapixels_per_second: float
    outputs: dict[str, str]
    messages: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return asdict(self)
