"""Whole arrays and xarray datasets as the engine takes them: linear power, valid mask, tiles.

Arrays are those of :mod:`mtdn_core.api`.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import ConfigError, GridMismatchError, InputError
from mtdn_core.inference.one_polarisation import loss_text
from mtdn_core.inference.pipeline import predict_arrays
from mtdn_core.inference.predictor import Observed, Predicted, Predictor, check_numbers, load_predictor
from mtdn_core.inference.references import at_common_level
from mtdn_core.inference.settings import UNITS, RunSettings
from mtdn_core.inference.weather import measure_shift
from mtdn_core.model.interface import Wanted
from mtdn_core.polarimetry.boxes import keep_mean
from mtdn_core.polarimetry.units import from_power, to_power
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.units import units_in_text

Float = NDArray[np.float32]
Date = Any  # (vv, vh), or an array (2, H, W) or (4, H, W), or (H, W) of one polarisation alone, or a Dataset


class Changes(NamedTuple):
    """What later dates say of a change, see :mod:`mtdn_core.inference.confirmation`; (H, W) each."""

    probability: Any  # of change between the first two dates
    first_change: Any  # int32: 0 for the second date, 1 for the first of the later ones, ...; -1 without a change
    confirmations: Any  # uint8: later dates that confirm it; 255 without a change


@dataclass(frozen=True)
class ArrayDates:
    """Dates of one place."""

    observed: tuple[Observed, ...]  # images (2 or 4, H, W); one polarisation alone is in both channels
    units: str
    polarisations: tuple[str, ...]  # one of them without a name if an array says nothing

    def in_units(self, power: Any) -> Float:
        """First date with despeckled power (2 or 4, H, W), in the units of the input, NaN where not measured."""
        if len(power) == 2:
            power = np.stack([from_power(channel, self.units) for channel in power[: len(self.polarisations)]])
        return np.where(self.observed[0].valid, power, np.float32(np.nan)).astype(np.float32)


def read_dates(dates: Sequence[Date], units: str | None) -> ArrayDates:
    """Check the dates, convert them to linear power, and find what was measured.

    Raises
    ------
    ConfigError, InputError, GridMismatchError
        For units, shapes, variables or values that cannot be.
    """
    variables = {tuple(polarisations_of(date)) for date in dates if is_dataset(date)}
    if len(variables) > 1:
        raise InputError(
            f"The dates hold {' and '.join(', '.join(names) for names in sorted(variables))}",
            "the same variables in all dates", "select the same variables of every date",
        )
    if units is None and is_dataset(dates[0]):
        units = _stated_units(dates[0])
    arrays = [_arrays(date) for date in dates]
    shapes = [(len(channels), *channels[0].shape) for channels in arrays]
    if len(set(shapes)) != 1:
        raise GridMismatchError(
            f"The dates have arrays of shape {' and '.join(map(str, shapes))}",
            "the same shape for both dates", "crop or resample one of them",
        )
    if units is None and len(arrays[0]) == 4:
        units = "linear"
    if units not in UNITS[1:]:
        raise ConfigError(
            f"The units are {units!r}", f"one of {', '.join(UNITS[1:])}", "state the units of the arrays, units='linear'"
        )
    if len(arrays[0]) == 4 and units != "linear":
        raise ConfigError(f"C2 is given in {units}", "C2 in linear power", "convert it")
    names = tuple(name.upper() for name in variables.pop()) if variables else ("VV", "VH")
    if len(arrays[0]) == 1 and len(names) == 2:
        names = ("",)
    return ArrayDates(tuple(_observed(channels, units) for channels in arrays), units, names)


def _arrays(date: Date) -> list[NDArray[Any]]:
    if is_dataset(date):
        date = [variable_of(date, name).values for name in polarisations_of(date)]
    if not isinstance(date, (tuple, list)):
        date = np.asarray(date)
        date = date[None] if date.ndim == 2 else date
    arrays = [np.asarray(array) for array in date]
    shapes = {array.shape for array in arrays}
    if len(arrays) not in (1, 2, 4) or len(shapes) != 1 or arrays[0].ndim != 2 or 0 in arrays[0].shape:
        raise InputError(
            f"A date has {len(arrays)} arrays of shape {', '.join(map(str, sorted(shapes)))}",
            "VV and VH (H, W) each, one of them alone, or a stack (4, H, W) of C11, Re C12, Im C12, C22",
            "pass (vv, vh)",
        )
    if any(array.dtype.kind not in "fiu" for array in arrays):
        raise InputError(f"A date has arrays of type {arrays[0].dtype}", "real numbers", "convert complex data to C2")
    return arrays


def _observed(arrays: list[NDArray[Any]], units: str) -> Observed:
    stack = np.stack(arrays).astype(np.float32)
    valid = np.isfinite(stack).all(0)
    with np.errstate(invalid="ignore"):
        power = stack if len(stack) == 4 else to_power(stack, units)
        valid &= np.isfinite(power).all(0)
        negative = valid & ((power[0] < 0) | (power[-1] < 0))
    if not valid.any():
        raise InputError("A date holds no measured pixel: all are NaN or infinite", "numbers", "check the arrays")
    if negative.mean() > 0.5 or (units != "linear" and negative.any()):
        raise InputError(
            f"{negative.mean():.0%} of a date's powers are negative", "linear power from 0", "check the units"
        )
    power = np.where(valid, power, 0).astype(np.float32)
    for index in {0, len(power) - 1}:
        if (power[index] < 0).any():
            power[index] = keep_mean(power[index], valid)
    return Observed(power[[0, 0]] if len(power) == 1 else power, valid)


class ArrayPredictor:
    """A model for whole arrays; says what is lost with one polarisation alone.

    Without a feedback that is a Python warning.
    """

    def __init__(
        self, model: Any, wanted: Wanted, dates: ArrayDates, settings: RunSettings, feedback: Feedback | None
    ) -> None:
        settings.check()
        self._settings, self._progress = settings, Progress(feedback)
        self._predictor: Predictor = load_predictor(model, wanted, settings, self._progress)
        self.card = self._predictor.model.card
        loss = loss_text(self.card, dates.polarisations)
        if loss and feedback is None:
            warnings.warn(loss, stacklevel=3)
        elif loss:
            self._progress.warning(loss)

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
            before, after = at_common_level(before, after, shift.common_gain)
        found: Any = self.predict(before, after).probability
        return np.where(both, found, np.float32(np.nan))


def is_dataset(date: Date) -> bool:
    """Return True for an xarray Dataset."""
    return hasattr(date, "data_vars")


def variable_of(dataset: Any, name: str) -> Any:
    """The variable of a polarisation, of two dimensions; raises :class:`InputError`."""
    known = name if name in dataset.data_vars else name.upper()
    variable = dataset[known].squeeze(drop=True)
    if variable.ndim != 2:
        raise InputError(
            f"The variable '{known}' has the dimensions {', '.join(map(str, dataset[known].dims))}",
            "two dimensions, y and x", "select one date, for example dataset.isel(time=0)",
        )
    return variable


def polarisations_of(dataset: Any) -> list[str]:
    """Names of the variables that hold polarisations: vv and vh, or one of them alone."""
    found = [name for name in ("vv", "vh") if {name, name.upper()} & set(dataset.data_vars)]
    if not found:
        raise InputError(
            f"The dataset has the variables {', '.join(map(str, dataset.data_vars)) or '(none)'}", "vv and vh",
            "rename its variables",
        )
    return found


def _stated_units(dataset: Any) -> str | None:
    """Units that all polarisations state in their attributes; None if they do not."""
    names = polarisations_of(dataset)
    found = {units_in_text(str(variable_of(dataset, name).attrs.get("units", ""))) for name in names}
    return found.pop() if len(found) == 1 else None
