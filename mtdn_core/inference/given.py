"""Dates given in memory, as arrays or xarray objects: which is which, in which units, what was measured; and the answers.

They are interpreted, refused and compared as dates in files are (:mod:`mtdn_core.raster.date`,
:mod:`mtdn_core.raster.compare`). xarray is not imported.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np

from mtdn_core.errors import ConfigError, GridMismatchError, InputError
from mtdn_core.inference.array_layers import EXPECTED, band_dimension, grid_of, layers, numbers, plane, upright
from mtdn_core.inference.pipeline import predict_arrays
from mtdn_core.inference.predictor import Predicted, load_predictor
from mtdn_core.inference.references import References
from mtdn_core.inference.scene import Scene, compared, confirming
from mtdn_core.inference.settings import UNITS, RunSettings
from mtdn_core.inference.weather import measure_shift
from mtdn_core.model.interface import Wanted
from mtdn_core.polarimetry.units import from_power
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.acquisition import acquired, orbit, time_in_name
from mtdn_core.raster.bands import HORIZONTAL_ADVICE
from mtdn_core.raster.compare import check_pair, read_sample
from mtdn_core.raster.date import DateRaster, interpret
from mtdn_core.raster.gdal import SAMPLE_WHOLE, in_memory
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import C2, HORIZONTAL, quantity_of
from mtdn_core.raster.source import SourceFile
from mtdn_core.raster.stored import Band
from mtdn_core.raster.units import units_in_text

STORED_AS = ("dtype", "scale_factor", "add_offset", "_FillValue", "missing_value", "_Unsigned")


@dataclass(frozen=True)
class GivenDate(DateRaster):
    #: the channels of the image as they were given, by the name of the variable or the number of the band
    layers: dict[Any, Any] = field(default_factory=dict)
    plane: tuple[Any, ...] = ()  # dimensions of the image, where it was given with names

    def like(self, given: Any, power: Any) -> Any:
        """Return despeckled `power` (2 or 4, H, W) in the units of the date, and in the form in which it was `given`."""
        values = power if len(power) == 4 else from_power(power[: len(self.bands)], self.units.units)
        if not hasattr(given, "coords"):
            return values[0] if not isinstance(given, (tuple, list)) and np.ndim(given) == 2 else values
        is_dataset = hasattr(given, "data_vars")
        result = given.copy(deep=False) if is_dataset else given.copy(data=np.array(given.values, np.float32))
        for (key, layer), image in zip(self.layers.items(), values):
            image = (image if plane(layer) == self.plane else image.T).reshape(layer.shape)
            if is_dataset:
                result[key] = _as_values(layer.copy(data=image))
            elif layer is given:
                result = given.copy(data=image)
            else:
                result[{band_dimension(given): key}] = image
        return result if is_dataset else _as_values(result)

    def plain(self, values: Any, name: str) -> Any:
        """Return `values` (H, W), a DataArray with the coordinates of the date where it was given with some."""
        layer = next(iter(self.layers.values()))
        if not self.plane:
            return values
        layer = layer.squeeze([name for name in layer.dims if name not in self.plane], drop=True)
        result = layer.copy(data=values if layer.dims == self.plane else values.T).rename(name)
        result.attrs = {}
        return _as_values(result)


def _as_values(layer: Any) -> Any:
    """Return a DataArray that a file will hold as it is, not rounded to the whole numbers that the input was stored as."""
    layer.encoding = {key: value for key, value in layer.encoding.items() if key not in STORED_AS}
    return layer


class ArrayProgress(Progress):
    """Progress of work on arrays: without a feedback, what is to be looked at is a Python warning."""

    def warning(self, message: str) -> None:
        super().warning(message)
        if self._feedback is None:
            warnings.warn(message, stacklevel=4)


class Changes(NamedTuple):
    """What later dates say of a change, see :mod:`mtdn_core.inference.change`; (H, W) each."""

    probability: Any  # of change between the first two dates
    first_change: Any  # int32: 0 for the second date, 1 for the first of the later ones, ...; -1 without a change
    confirmations: Any  # uint8: later dates that confirm it; 255 without a change


def predict(
    given: Sequence[Any], units: str | None, model: Any, settings: RunSettings, feedback: Feedback | None, *, change: bool
) -> tuple[GivenDate, Predicted]:
    """Despeckle the first date, with the help of the second if there is one; or find its `change` to each of the others.

    `units` are those of all dates; None: as the attribute ``units`` of the xarray variables of each says, and C2 is linear.
    Returns the first date as it was understood, and the answer: NaN where a date was not measured; the first change by the
    number of the date, from 0 for the second. Raises the :class:`MtdnError` that fits the settings, a date or two of them.
    """
    settings.check()
    progress, dates = ArrayProgress(feedback), list[GivenDate]()
    for number, date in enumerate(given, 1):
        taken = _take(f"date {number}", date, units, dates[0] if dates else None)
        dates.append(taken)
        _check_alike(dates[0], taken)
        progress.info(f"{taken.name}: units {taken.units.units} ({taken.units.reason})")
        for text in taken.warnings:
            progress.warning(f"{taken.name}: {text}")
    first, *others = dates
    samples = [read_sample(date) for date in dates] if others else []
    for other, sample in zip(others, samples[1:]):
        for text in check_pair(first, other, samples[0], sample, ordered=change).warnings:
            progress.warning(text)
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
    return first, predict_arrays(scene.read, width, height, predictor, edge, progress, workers, later)


def _take(name: str, date: Any, units: str | None, first: GivenDate | None) -> GivenDate:
    named, names = layers(date)
    channels = list(named.values())
    order = upright(plane(channels[0])) if channels else ()
    if first is not None and order:
        order = first.plane or order
    arrays = [numbers(layer, order) for layer in channels]
    shapes = {array.shape for array, _ in arrays}
    if len(arrays) not in (1, 2, 4) or len(shapes) != 1 or arrays[0][0].ndim != 2 or 0 in arrays[0][0].shape:
        text = f"A date has {len(arrays)} arrays of shape {', '.join(map(str, sorted(shapes)))}"
        raise InputError(text, EXPECTED, "pass (vv, vh)")
    grid, *grids = (grid_of(layer, order if plane(layer) else (), arrays[0][0].shape) for layer in channels)
    for other in grids:
        _check_grid(grid, other, f"The channels of {name}")
    roles = C2 if len(arrays) == len(C2) else names
    file = SourceFile(name, in_memory(np.stack([array for array, _ in arrays])), in_memory=True)
    bands = tuple(
        replace(Band.of(role, file, number, "as given"), integers=whole)
        for number, (role, (_, whole)) in enumerate(zip(roles, arrays), 1)
    )
    stated = [units_in_text(str(getattr(channel, "attrs", {}).get("units", ""))) for channel in channels]
    hints = [(text, "the attribute units") for text in stated if text]
    rows = range(0, grid.height, -(-grid.width * grid.height // SAMPLE_WHOLE))
    found = interpret(name, name, grid, bands, hints, _asked(name, units, stated), [(0, row, grid.width, 1) for row in rows])
    advice = (HORIZONTAL_ADVICE,) if {*names} & {*HORIZONTAL} else ()
    coordinates = channels[0].coords.items() if order else ()
    about = {str(key): str(value.values.ravel()[0]) for key, value in coordinates if value.size == 1}
    about.update((str(key), str(value)) for owner in (channels[0], date) for key, value in getattr(owner, "attrs", {}).items())
    return GivenDate(
        **{**vars(found), "warnings": (*found.notes, *found.warnings, *advice), "quantity": quantity_of(*map(str, named)),
           "acquired": time_in_name(about.get("time", "")[:19]) or acquired(about), "orbit": orbit(about)},
        layers=named, plane=order,
    )


def _check_alike(first: GivenDate, other: GivenDate) -> None:
    shapes = [(len(date.bands), date.grid.height, date.grid.width) for date in (first, other)]
    if shapes[0] != shapes[1]:
        raise GridMismatchError(
            f"The dates have arrays of shape {shapes[0]} and {shapes[1]}", "the same shape for both dates",
            "crop or resample one of them",
        )
    if first.polarisations != other.polarisations and "" not in (*first.polarisations, *other.polarisations):
        raise InputError(
            f"The dates hold {' and '.join(', '.join(date.polarisations) for date in (first, other))}",
            "the same variables in all dates", "select the same variables of every date",
        )
    _check_grid(first.grid, other.grid, "The dates")


def _check_grid(one: Grid, two: Grid, what: str) -> None:
    """Raise where coordinates or CRS differ, as far as both have them."""
    if not (one.crs_wkt and two.crs_wkt):
        one, two = replace(one, crs_wkt=""), replace(two, crs_wkt="")
    if one.transform is None or two.transform is None:
        one, two = replace(one, transform=None), replace(two, transform=None)
    if differences := one.differences(two):
        raise GridMismatchError(
            f"{what} lie on different grids: {'; '.join(differences)}", "the same coordinates and CRS",
            "reindex or reproject one of them (xarray: interp_like, rioxarray: reproject_match)",
        )


def _asked(name: str, asked: str | None, stated: list[str | None]) -> str:
    """Return the units that are stated by the user, else by the attributes of all channels (``auto``); C2 is linear."""
    if asked is None and len(stated) == len(C2):
        asked = "linear"
    if asked not in (*UNITS[1:], None) or (asked is None and (len({*stated}) > 1 or stated[0] is None)):
        found = repr(asked) if asked else "not stated" if not any(stated) else " and ".join(map(str, stated))
        raise ConfigError(
            f"The units of {name} are {found}", f"one of {', '.join(UNITS[1:])}",
            "state the units of the arrays, units='linear'",
        )
    if len(stated) == len(C2) and asked != "linear":
        raise ConfigError(f"C2 is given in {asked}", "C2 in linear power", "convert it")
    return asked or "auto"
