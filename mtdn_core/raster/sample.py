"""A sample of a date, read once for all that compares dates before a run: level, identity, weather, position."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import numpy as np

from mtdn_core.raster.gdal import Bool, Float, Window, sample_windows
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.units import Recognition

#: windows of VV and VH (2, height, width) in linear power, with their valid masks; the same windows for every date of a grid
Sample = list[tuple[Float, Bool]]


class ComparableDate(Protocol):
    """A date in a file or in memory."""

    @property
    def name(self) -> str: ...
    @property
    def units(self) -> Recognition: ...
    @property
    def polarisations(self) -> tuple[str, ...]: ...
    @property
    def grid(self) -> Grid: ...
    @property
    def acquired(self) -> datetime | None: ...
    @property
    def orbit(self) -> str | None: ...
    @property
    def quantity(self) -> str: ...
    def read(self, window: Window) -> tuple[Float, Bool]: ...


def read_sample(date: ComparableDate) -> Sample:
    """Read the sample windows of a date, at most 2**20 pixels."""
    found = []
    for window in sample_windows(date.grid.width, date.grid.height):
        image, valid = date.read(window)
        found.append((np.ascontiguousarray(image[[0, -1]]), valid))
    return found


def log_ratios(one: Sample, two: Sample) -> tuple[Float, Float]:
    """Natural logarithm of `one` over `two` in VV and in VH, where both are measured and positive."""
    found: list[list[Float]] = [[], []]
    for (a, valid1), (b, valid2) in zip(one, two):
        for channel in (0, 1):
            good = valid1 & valid2 & (a[channel] > 0) & (b[channel] > 0)
            found[channel].append(np.log(a[channel][good] / b[channel][good]))
    return np.concatenate(found[0]), np.concatenate(found[1])


def level_step(one: Sample, two: Sample) -> tuple[float, float]:
    """Medians of :func:`log_ratios`, 0 where nothing is measured on both."""
    vv, vh = (float(np.median(ratios)) if ratios.size else 0.0 for ratios in log_ratios(one, two))
    return vv, vh
