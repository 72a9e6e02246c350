"""First change and its confirmations: the dates after the first one, each compared with the first date or its baseline.

A pixel counts as changed on a date by the same model, kind of change and threshold as between the two dates of the run.
A change is confirmed if it is there on two or more dates in a row; dates on which the pixel was not measured are passed
over. The first change is the first date of the first confirmed change; of a pixel without one, the first date on which
it was changed at all, with 0 confirmations. The confirmations are the dates in a row that follow the first change.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from mtdn_core.inference.predictor import Observed, Predicted, Predictor
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.tiles import Tile
from mtdn_core.raster.gdal import Bool

NO_DAY = -1
NO_COUNT = 255


def day_of(acquired: datetime | None) -> int:
    """Return days since 1970-01-01; :data:`NO_DAY` if the time is not known."""
    return NO_DAY if acquired is None else (acquired.date() - date(1970, 1, 1)).days


class FirstChange:
    """First change and confirmations of every pixel, from dates that are added one by one, in the order of time."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        #: the first change, by the numbers that the dates were added with; :data:`NO_DAY` without one
        self.day = np.full(shape, NO_DAY, np.int32)
        self._start = self.day.copy()  # of the dates in a row that end with the latest one
        self._row = np.zeros(shape, np.int16)  # how many they are
        self._done = np.zeros(shape, bool)  # a confirmed change has ended

    def add(self, day: int, changed: Bool, valid: Bool) -> None:
        """Take in a date; `changed` counts where `valid`."""
        changed = changed & valid & ~self._done
        ended = valid & ~changed & ~self._done
        self._done |= ended & (self._row > 1)
        self._row[ended & (self._row == 1)] = 0
        self._start[changed & (self._row == 0)] = day
        self._row += changed
        first = changed & ((self.day == NO_DAY) | (self._row == 2))
        self.day[first] = self._start[first]

    @property
    def confirmations(self) -> NDArray[np.uint8]:
        """(H, W): at most 254, :data:`NO_COUNT` without a change."""
        count = np.clip(self._row - 1, 0, NO_COUNT - 1)
        return np.where(self.day == NO_DAY, NO_COUNT, count).astype(np.uint8)


def confirming(
    scene: Scene, predictor: Predictor, threshold: float
) -> Callable[[Tile, list[Observed]], Predicted]:
    """Return a prediction that compares later dates, too: one at a time, so that memory does not grow with their number."""
    change_only = predictor.change_only()

    def predict(tile: Tile, observed: list[Observed]) -> Predicted:
        own = answer = predictor.predict(tile, observed)
        found = FirstChange((tile.core[3], tile.core[2]))
        rows, columns = tile.crop
        for pair in (scene, *scene.later):
            if pair is not scene:
                observed = pair.read(tile.window)
                answer = change_only.predict(tile, observed)
            probability = answer.probability
            assert probability is not None
            valid = np.logical_and(*(o.valid[rows, columns] for o in observed)) & np.isfinite(probability)
            found.add(day_of(pair.dates[1].acquired), probability >= threshold, valid)
        return own._replace(first_change=found.day, confirmations=found.confirmations)

    return predict
