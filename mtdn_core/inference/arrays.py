"""Answers for whole arrays, computed in tiles."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from mtdn_core.inference.given import GivenDate
from mtdn_core.inference.one_polarisation import loss_text
from mtdn_core.inference.pipeline import predict_arrays
from mtdn_core.inference.predictor import Observed, Predicted, Predictor, check_numbers, load_predictor
from mtdn_core.inference.references import at_common_level
from mtdn_core.inference.settings import RunSettings
from mtdn_core.inference.weather import measure_shift
from mtdn_core.model.interface import Wanted
from mtdn_core.progress import Progress
from mtdn_core.raster.gdal import Float


class Changes(NamedTuple):
    """What later dates say of a change, see :mod:`mtdn_core.inference.change`; (H, W) each."""

    probability: Any  # of change between the first two dates
    first_change: Any  # int32: 0 for the second date, 1 for the first of the later ones, ...; -1 without a change
    confirmations: Any  # uint8: later dates that confirm it; 255 without a change


class ArrayPredictor:
    """A model for whole arrays, by settings that were checked; says what is lost with one polarisation alone."""

    def __init__(self, model: Any, wanted: Wanted, date: GivenDate, settings: RunSettings, progress: Progress) -> None:
        self._settings, self._progress = settings, progress
        self._predictor: Predictor = load_predictor(model, wanted, settings, self._progress)
        self.card = self._predictor.model.card
        if loss := loss_text(self.card, date.polarisations):
            progress.warning(loss)

    def predict(self, *dates: Observed) -> Predicted:
        """Answer for one or two dates, NaN where nothing was measured."""
        height, width = dates[0].valid.shape
        edge, workers = self._predictor.tiling(width, height, self._settings.tile)
        answer = predict_arrays(self._predictor, list(dates), edge, self._progress, workers)
        masks = (dates[0].valid, dates[-1].valid, dates[0].valid & dates[-1].valid)
        known = [(mask, np.isfinite(values)) for mask, values in zip(masks, answer) if values is not None]
        without = sum(int((mask & ~(good if good.ndim == 2 else good.all(0))).sum()) for mask, good in known)
        check_numbers(sum(int(mask.sum()) for mask, _ in known), without)
        if without:
            self._progress.warning(f"The model gave no number for {without} measured pixels; they are NaN")
        return answer

    def probability(self, before: Observed, after: Observed) -> Float:
        """Probability (H, W) of change between two dates, NaN where either was not measured."""
        both = before.valid & after.valid
        if self._settings.weather == "remove":
            shift = measure_shift([(before.image, before.valid, after.image, after.valid)])
            before, after = at_common_level(before, after, shift.gain)
        found: Any = self.predict(before, after).probability
        return np.where(both, found, np.float32(np.nan))
