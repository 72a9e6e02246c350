"""What a run did, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class RunReport:
    """Facts and numbers of one run."""

    model: str
    device: str
    device_reason: str  # why there
    tile: int  # edge of a core in pixels
    workers: int  # tiles computed at the same time
    strength: float  # of despeckling, and the threshold of change, as used
    threshold: float
    units: tuple[str, ...]  # found, per date
    bands: tuple[str, ...]  # how they were recognised, in words, per date
    pixels: int
    valid_pixels: int  # where every date was measured
    #: mean of input / output per despeckled channel, ``{"date1 VV": 1.003, ...}``; 1 is ideal
    mean_ratio: dict[str, float]
    power_ratio: dict[str, float]  # total power of the output over that of the input, likewise
    changed_pixels: int | None  # None if change was not asked for
    changed_area_m2: float | None  # None also where the pixel size on the ground is unknown
    seconds: float  # of the whole run, reading and writing included
    megapixels_per_second: float
    outputs: dict[str, str]  # paths written, by the names of :class:`~mtdn_core.inference.settings.Outputs`
    messages: tuple[str, ...]  # everything said on the way, in order

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return asdict(self)
