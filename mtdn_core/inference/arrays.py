"""Whole arrays and xarray datasets as the engine takes them: linear power, valid mask, tiles.

Arrays are those of :mod:`mtdn_core.api`.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import ConfigError, GridMismatchError, InputError
from mtdn_core.inference.device import load_for, resolve
from mtdn_core.inference.one_polarisation import loss_text
from mtdn_core.inference.pipeline import run_tiles
from mtdn_core.inference.predictor import Observed, Predicted, Predictor, check_numbers
from mtdn_core.inference.references import at_common_level
from mtdn_core.inference.settings import UNITS, RunSettings
from mtdn_core.inference.tiles import Tile, Window, plan_tiles
from mtdn_core.inference.weather import measure_shift
from mtdn_core.model.interface import Wanted
from mtdn_core.polarimetry.units import from_power, to_power
from mtdn_core.progress import Feedback, Progress

Float = NDArray[np.float32]
Date = Any  # (vv, vh), or an array (2, H, W) or (4, H, W), or (H, W) of one polarisation alone, or a Dataset


def channels_of(first: Any, vh: Any) -> int:
    """4 for a C2 stack, 1 for one polarisation alone, else 2."""
    if hasattr(first, "data_vars"):
        return len(polarisations_of(first))
    shape = np.shape(first)
    if vh is not None:
        return 2
    return 1 if len(shape) == 2 else shape[0] if len(shape) == 3 and shape[0] in (1, 4) else 2


def names_of(dates: Sequence[Date]) -> tuple[str, ...]:
    """Polarisations of the dates, one of them without a name if an array says nothing.

    Raises
    ------
    InputError
        If Datasets hold different ones.
    """
    found = {tuple(polarisations_of(date)) for date in dates if hasattr(date, "data_vars")}
    if len(found) > 1:
        raise InputError(
            f"The dates hold {' and '.join(', '.join(names) for names in sorted(found))}", "the same variables in all dates",
            "select the same variables of every date",
        )
    if found:
        return tuple(name.upper() for name in found.pop())
    return ("",) if channels_of(dates[0], None) == 1 else ("VV", "VH")


def checked_units(units: str | None, channels: int) -> str:
    """Units that are known and fit the channels; raises :class:`ConfigError`."""
    if units is None and channels == 4:
        return "linear"
    if units not in UNITS[1:]:
        raise ConfigError(
            f"The units are {units!r}", f"one of {', '.join(UNITS[1:])}", "state the units of the arrays, units='linear'"
        )
    if channels == 4 and units != "linear":
        raise ConfigError(f"C2 is given in {units}", "C2 in linear power", "convert it")
    return units


def observed_of(date: Date, units: str) -> Observed:
    """Stack, convert to linear power, and find what was measured."""
    if hasattr(date, "data_vars"):
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
            from mtdn_core.polarimetry.boxes import keep_mean

            power[index] = keep_mean(power[index], valid)
    return Observed(power, valid)


def as_two(dates: Sequence[Observed]) -> list[Observed]:
    """Give a polarisation alone as both, as models take it; raises :class:`GridMismatchError` like :func:`check_shapes`."""
    check_shapes(dates)
    return [date._replace(image=date.image[[0, 0]]) if len(date.image) == 1 else date for date in dates]


def warn_of_loss(card: Any, polarisations: Sequence[str], feedback: Feedback | None) -> None:
    """Say what is lost with one polarisation alone: to the feedback, or as a Python warning where there is none."""
    text = loss_text(card, tuple(polarisations))
    if text and feedback is None:
        warnings.warn(text, stacklevel=3)
    elif text and feedback is not None:
        feedback.warning(text)


def in_units(power: Float, valid: NDArray[np.bool_], units: str) -> Float:
    """Linear power (2 or 4, H, W) in the units asked for, NaN where not valid."""
    found = power if len(power) == 4 else np.stack([from_power(channel, units) for channel in power])
    return np.where(valid, found, np.float32(np.nan)).astype(np.float32)


def check_shapes(dates: Sequence[Observed]) -> None:
    """Raise :class:`GridMismatchError` where the dates differ in shape."""
    if len({d.image.shape for d in dates}) != 1:
        raise GridMismatchError(
            "The dates have arrays of shape " + " and ".join(str(d.image.shape) for d in dates),
            "the same shape for both dates", "crop or resample one of them",
        )


class Changes(NamedTuple):
    """What later dates say of a change, see :mod:`mtdn_core.inference.confirmation`; (H, W) each."""

    probability: Any  # of change between the first two dates
    first_change: Any  # int32: 0 for the second date, 1 for the first of the later ones, ...; -1 without a change
    confirmations: Any  # uint8: later dates that confirm it; 255 without a change


def probability_of_change(
    before: Observed, after: Observed, weather: str, model: Any, device: str, tile: int | None, feedback: Feedback | None,
    target: str,
) -> Float:
    """Probability (H, W) of change between two dates, NaN where either was not measured."""
    dates = [before, after] = as_two([before, after])
    if weather == "remove":
        shift = measure_shift([(before.image, before.valid, after.image, after.valid)])
        dates = at_common_level(before, after, shift.common_gain)
    answer = predict(dates, Wanted(False, False, True), model, None, device, tile, feedback, target)
    return np.where(before.valid & after.valid, answer[2], np.float32(np.nan))


def loaded(model: Any, device: str) -> Any:
    """The model, loaded if it is a name or a path."""
    return load_for(model, device) if isinstance(model, str) else model


def predict(
    dates: Sequence[Observed], wanted: Wanted, model: Any, strength: float | None, device: str, tile: int | None,
    feedback: Feedback | None, target: str = "any",
) -> list[Any]:
    """Answers for whole arrays: despeckled first and second date, probability."""
    dates = as_two(dates)
    RunSettings(device=device, strength=strength, tile=tile).check()
    progress = Progress(feedback)
    choice = resolve(device)
    model = loaded(model, device)
    strength = float(model.card.default_strength if strength is None else strength)
    predictor = Predictor(model, choice, wanted, strength, progress, may_fall_back=device == "auto", target=target)
    height, width = dates[0].valid.shape
    edge, workers = predictor.tiling(width, height, tile)
    results: list[Any] = [None] * len(Predicted._fields)

    def read(window: Window) -> list[Observed]:
        column, row, w, h = window
        return [Observed(d.image[:, row : row + h, column : column + w], d.valid[row : row + h, column : column + w])
                for d in dates]

    def write(tile: Tile, observed: list[Observed], answer: Predicted | None) -> None:
        column, row, w, h = tile.core
        for index, values in enumerate(answer or ()):
            if values is None:
                continue
            if results[index] is None:
                results[index] = np.full((*values.shape[:-2], height, width), np.nan, np.float32)
            results[index][..., row : row + h, column : column + w] = values

    tiles = plan_tiles(width, height, edge, predictor.halo, predictor.align)
    run_tiles(tiles, read, predictor, write, progress, workers=workers)
    masks = (dates[0].valid, dates[-1].valid, dates[0].valid & dates[-1].valid)
    known = [(mask, np.isfinite(values)) for mask, values in zip(masks, results) if values is not None]
    without = sum(int((mask & ~(good if good.ndim == 2 else good.all(0))).sum()) for mask, good in known)
    check_numbers(sum(int(mask.sum()) for mask, _ in known), without)
    if without:
        progress.warning(f"The model gave no number for {without} measured pixels; they are NaN")
    return results


def variable_of(dataset: Any, name: str) -> Any:
    """The variable of a polarisation, of two dimensions; raises :class:`InputError`."""
    for known in (name, name.upper()):
        if known in dataset.data_vars:
            variable = dataset[known].squeeze(drop=True)
            if variable.ndim != 2:
                raise InputError(
                    f"The variable '{known}' has the dimensions {', '.join(map(str, dataset[known].dims))}",
                    "two dimensions, y and x", "select one date, for example dataset.isel(time=0)",
                )
            return variable
    raise InputError(f"The dataset has no variable '{name}'", "variables vv and vh", "rename its variables")


def polarisations_of(dataset: Any) -> list[str]:
    """Names of the variables that hold polarisations: vv and vh, or one of them alone."""
    found = [name for name in ("vv", "vh") if {name, name.upper()} & set(dataset.data_vars)]
    if not found:
        raise InputError(
            f"The dataset has the variables {', '.join(map(str, dataset.data_vars)) or '(none)'}", "vv and vh",
            "rename its variables",
        )
    return found


def stated_units(dataset: Any) -> str | None:
    """Units that all polarisations state in their attributes; None if they do not."""
    from mtdn_core.raster.units import units_in_text

    names = polarisations_of(dataset)
    found = {units_in_text(str(variable_of(dataset, name).attrs.get("units", ""))) for name in names}
    return found.pop() if len(found) == 1 else None
