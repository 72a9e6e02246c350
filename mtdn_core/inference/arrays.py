"""Answers for dates in memory, computed in tiles."""

from __future__ import annotations

from typing import Any, NamedTuple

from mtdn_core.inference.given import GivenDate
from mtdn_core.inference.pipeline import predict_arrays
from mtdn_core.inference.predictor import Predicted, load_predictor
from mtdn_core.inference.references import References
from mtdn_core.inference.scene import Scene, compared, confirming
from mtdn_core.inference.settings import RunSettings
from mtdn_core.inference.weather import measure_shift
from mtdn_core.model.interface import Wanted
from mtdn_core.progress import Progress
from mtdn_core.raster.gdal import Sample


class Changes(NamedTuple):
    """What later dates say of a change, see :mod:`mtdn_core.inference.change`; (H, W) each."""

    probability: Any  # of change between the first two dates
    first_change: Any  # int32: 0 for the second date, 1 for the first of the later ones, ...; -1 without a change
    confirmations: Any  # uint8: later dates that confirm it; 255 without a change


def predict(
    model: Any, dates: list[GivenDate], samples: list[Sample], settings: RunSettings, progress: Progress, *, change: bool
) -> Predicted:
    """Despeckle the first date, with the help of the second if there is one; or find its `change` to each of the others.

    NaN where a date was not measured; the first change by the number of the date, from 0 for the second.
    """
    first, *others = dates
    predictor = load_predictor(model, Wanted(not change, False, change), settings, progress, first.polarisations)
    if change:
        pairs = [(other, measure_shift(samples[0], sample)) for other, sample in zip(others, samples[1:])]
        scene = compared(Scene((first,)), pairs, settings.weather == "remove", progress)
    else:
        scene = Scene((first,), References(tuple(others), ((0.0, 0.0),)) if others else None)
    threshold = predictor.model.card.change_threshold if settings.threshold is None else settings.threshold
    width, height = first.grid.width, first.grid.height
    edge, workers = predictor.tiling(width, height, settings.tile)
    later = confirming(scene, predictor, threshold, range(len(others)))
    return predict_arrays(scene.read, width, height, predictor, edge, progress, workers, later)
