"""The reference of a date on a whole scene: other dates of one grid, read by windows and added one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mtdn_core.inference.change import HistorySum
from mtdn_core.inference.predictor import Observed
from mtdn_core.model import backend_numpy as ops
from mtdn_core.model.interface import Observation
from mtdn_core.model.reference import ReferenceSum, local_log
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import Float, Window

Gain = tuple[float, float]


def observed(date: DateRaster, window: Window, channels: int) -> Observed:
    """Read a window of a date with the channels of another: VV and VH of C2, or a C12 of zero."""
    image, valid = date.read(window)
    if len(image) != channels:
        zero = np.zeros_like(image[0])
        image = np.ascontiguousarray(image[[0, 3]]) if channels == 2 else np.stack([image[0], zero, zero, image[1]])
    return Observed(image, valid)


@dataclass(frozen=True)
class References:
    """Other dates of the place of one date."""

    dates: tuple[DateRaster, ...]  # on the grid of the own date
    #: per date the natural logarithm of the factors of VV and VH that give the scene the level of the own date
    gains: tuple[Gain, ...]
    with_own: bool = False  # True for a baseline, which the own date belongs to

    def read(self, window: Window, own: Observed, *, to_compare: bool) -> Observed:
        """Return the reference of what was read of the own date.

        One date is taken as it is: the network compares the two. Of several, the mean weighted by how likely the ground
        is unchanged, with the effective number of dates and, `to_compare` a date with it, the history of every pixel.
        """
        channels = len(own.image)
        if len(self.dates) == 1 and not self.with_own:
            return observed(self.dates[0], window, channels)
        own_observation = Observation(own.image[None], own.valid[None, None])
        own_log = local_log(ops, own_observation)
        total, history = ReferenceSum(ops, own_log), HistorySum() if to_compare else None
        if self.with_own:
            total.add(own_observation, own_log, (0.0, 0.0))
            if history:
                history.add(own.image, own.valid)
        for date, gain in zip(self.dates, self.gains):
            other = observed(date, window, channels)
            observation = Observation(other.image[None], other.valid[None, None])
            log = local_log(ops, observation)
            if self.with_own:
                total.complete_own(log, gain)
            total.add(observation, log, gain)
            if history:
                history.add(other.image, other.valid, gain)
        found = total.result()
        assert found.dates is not None and found.variance is not None
        valid = found.valid[0, 0]
        image = np.where(valid, found.image[0], np.float32(0)).astype(np.float32)
        dates, variance = found.dates[0].astype(np.float32), found.variance[0].astype(np.float32)
        return Observed(image, valid, dates, variance, history.result() if history else None)


def with_gain(image: Float, gain: Gain) -> Float:
    """Multiply VV and VH, or C2, by the exponentials of `gain`."""
    vv, vh = (np.float32(np.exp(g)) for g in gain)
    factors = np.array([vv, vh] if len(image) == 2 else [vv, np.sqrt(vv * vh), np.sqrt(vv * vh), vh], np.float32)
    return image * factors[:, None, None]


def at_common_level(first: Observed, second: Observed, gain: Gain) -> list[Observed]:
    """Take out a step of the level, half of it from each of two dates, so that their order does not matter.

    `gain` is the natural logarithm of the factors of VV and VH that give the second date the level of the first.
    """
    if gain == (0.0, 0.0):
        return [first, second]
    half, history = (gain[0] / 2, gain[1] / 2), first.history
    if history is not None:
        history = np.concatenate([history[:2] - np.array(half, np.float32)[:, None, None], history[2:]])
    return [
        first._replace(image=with_gain(first.image, (-half[0], -half[1])), history=history),
        second._replace(image=with_gain(second.image, half)),
    ]
