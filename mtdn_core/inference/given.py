"""Dates given in memory, as arrays or xarray objects: which is which, in which units, and what was measured.

They are understood, refused and compared as dates in files are (:mod:`mtdn_core.raster.read`,
:mod:`mtdn_core.raster.compare`). xarray is not imported.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np

from mtdn_core.errors import ConfigError, GridMismatchError, InputError
from mtdn_core.inference.array_layers import EXPECTED, Date, band_dimension, grid_of, layers, numbers, plane
from mtdn_core.inference.predictor import Observed
from mtdn_core.inference.settings import UNITS
from mtdn_core.polarimetry.boxes import keep_mean
from mtdn_core.polarimetry.units import from_power, to_power
from mtdn_core.progress import Feedback
from mtdn_core.raster.acquisition import orbit, time_in_name
from mtdn_core.raster.bands import HORIZONTAL_ADVICE
from mtdn_core.raster.compare import check_pair, read_sample
from mtdn_core.raster.fill import fill_text, limits_of_date, plausible
from mtdn_core.raster.gdal import Bool, Float, Window, slices
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import HORIZONTAL, quantity_of
from mtdn_core.raster.read import check_covariance, exchanged
from mtdn_core.raster.units import Recognition, recognise, units_in_text
from mtdn_core.raster.zeros import ZeroFill, find_zero_fill

SAMPLE = 1 << 20  # pixels


@dataclass(frozen=True)
class GivenDate:
    """A date in memory; a :class:`mtdn_core.raster.compare.ComparableDate`."""

    name: str
    image: Float  # (1, 2 or 4, H, W), linear power
    valid: Bool
    units: Recognition
    polarisations: tuple[str, ...]  # without a name where an array does not tell which polarisation it holds alone
    grid: Grid
    #: the channels of the image as they were given, by the name of the variable or the number of the band
    layers: dict[Any, Any]
    plane: tuple[Any, ...] = ()  # dimensions of the image, where it was given with names
    acquired: datetime | None = None
    orbit: str | None = None
    quantity: str = ""

    def read(self, window: Window) -> tuple[Float, Bool]:
        """Return a window (column, row, width, height) of image and valid mask."""
        rows, columns = slices(window)
        return self.image[:, rows, columns], self.valid[rows, columns]

    @property
    def observed(self) -> Observed:
        """The date as models take it: one polarisation alone is in both channels."""
        return Observed(self.image if len(self.image) > 1 else self.image[[0, 0]], self.valid)

    def like(self, given: Date, power: Any) -> Any:
        """Return despeckled `power` (2 or 4, H, W) in the units of the date, and in the form in which it was `given`."""
        found = power if len(power) == 4 else from_power(power[: len(self.image)], self.units.units)
        values = np.where(self.valid, found, np.float32(np.nan)).astype(np.float32)
        if not hasattr(given, "coords"):
            return values[0] if not isinstance(given, (tuple, list)) and np.ndim(given) == 2 else values
        is_dataset = hasattr(given, "data_vars")
        result = given.copy(deep=False) if is_dataset else given.copy(data=np.array(given.values, np.float32))
        for (key, layer), image in zip(self.layers.items(), values):
            image = (image if plane(layer) == self.plane else image.T).reshape(layer.shape)
            if is_dataset:
                result[key] = layer.copy(data=image)
            elif layer is given:
                result = given.copy(data=image)
            else:
                result[{band_dimension(given): key}] = image
        return result

    def plain(self, values: Any, name: str) -> Any:
        """Return `values` (H, W), a DataArray with the coordinates of the date where it was given with some."""
        layer = next(iter(self.layers.values()))
        if not self.plane:
            return values
        layer = layer.squeeze([name for name in layer.dims if name not in self.plane], drop=True).transpose(*self.plane)
        result = layer.copy(data=values).rename(name)
        result.attrs = {}
        return result


def take(dates: Sequence[Date], units: str | None, feedback: Feedback | None, *, ordered: bool = False) -> list[GivenDate]:
    """Understand the dates of a run, and check that the others can be compared with the first.

    `units` are those of all dates; None: as the attribute ``units`` of the xarray variables of each says, and C2 is linear.
    `feedback` is told what was recognised and what is to be looked at; without one, that is a Python warning. `ordered`: the
    first date should be the earliest. Raises :class:`ConfigError`, :class:`InputError`, :class:`UnitsError` or
    :class:`GridMismatchError`.
    """
    found: list[GivenDate] = []
    for number, date in enumerate(dates, 1):
        taken, notes = _take(f"date {number}", date, units, found[0] if found else None)
        found.append(taken)
        _check_alike(found[0], taken)
        if feedback is not None:
            feedback.info(f"{taken.name}: units {taken.units.units} ({taken.units.reason})")
        for text in notes:
            warn(f"{taken.name}: {text}", feedback)
    samples = [read_sample(date) for date in found] if len(found) > 1 else []
    for other, sample in zip(found[1:], samples[1:]):
        for text in check_pair(found[0], other, samples[0], sample, ordered=ordered):
            warn(text, feedback)
    return found


def warn(text: str, feedback: Feedback | None) -> None:
    """Tell the feedback, or warn in Python where there is none."""
    if feedback is None:
        warnings.warn(text, stacklevel=4)
    else:
        feedback.warning(text)


def _take(name: str, date: Date, units: str | None, first: GivenDate | None) -> tuple[GivenDate, list[str]]:
    """Understand a date; returns with it what the user should look at."""
    named, names = layers(date)
    channels = list(named.values())
    order = plane(channels[0]) if channels else ()
    if first is not None and order:
        order = first.plane or order
    arrays = [numbers(layer, order) for layer in channels]
    shapes = {array.shape for array, _ in arrays}
    if len(arrays) not in (1, 2, 4) or len(shapes) != 1 or arrays[0][0].ndim != 2 or 0 in arrays[0][0].shape:
        found = f"A date has {len(arrays)} arrays of shape {', '.join(map(str, sorted(shapes)))}"
        raise InputError(found, EXPECTED, "pass (vv, vh)")
    grids = [grid_of(layer, order if plane(layer) else (), arrays[0][0].shape) for layer in channels]
    for grid in grids[1:]:
        _check_grid(grids[0], grid, f"The channels of {name}")
    stack, integers = np.stack([array for array, _ in arrays]), all(whole for _, whole in arrays)
    usable = np.isfinite(stack).all(0)
    if not usable.any():
        raise InputError("A date holds no measured pixel: all are NaN or infinite", "numbers", "check the arrays")
    recognised = _units(name, channels, _sample(stack, usable), units, names, integers)
    valid, notes = _measured(stack, usable, recognised.units, integers)
    power = stack if len(stack) == 4 else to_power(stack, recognised.units)
    valid &= np.isfinite(power).all(0)
    if not valid.any():
        low, high = stack[:, usable].min(), stack[:, usable].max()
        raise InputError(
            f"A date holds no measured pixel: all are zero, or values that no radar measures, from {low:.3g} to {high:.3g}",
            "backscatter", "check the arrays and the units",
        )
    power = np.where(valid, power, np.float32(0)).astype(np.float32)
    seen = _sample(power, valid)
    check_covariance(seen, name)
    notes += [recognised.warning] if recognised.warning else []
    notes += exchanged(seen[0], seen[-1]) if len(power) > 1 else []
    notes += [HORIZONTAL_ADVICE] if {*names} & {*HORIZONTAL} else []
    for index in {0, len(power) - 1}:
        if (power[index] < 0).any():
            power[index] = keep_mean(power[index], valid)
    coordinates = channels[0].coords.items() if order else ()
    single = {str(key): str(value.values.ravel()[0]) for key, value in coordinates if value.size == 1}
    return GivenDate(
        name, power, valid, recognised, names, grids[0], named, order, time_in_name(single.get("time", "")[:19]),
        orbit(single), quantity_of(*map(str, named)),
    ), notes


def _check_alike(first: GivenDate, other: GivenDate) -> None:
    """Raise where two dates do not hold the same channels on one grid."""
    if first.image.shape != other.image.shape:
        raise GridMismatchError(
            f"The dates have arrays of shape {first.image.shape} and {other.image.shape}", "the same shape for both dates",
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


def _sample(stack: Float, good: Bool) -> Float:
    """Return (C, samples) of the pixels that are `good`, by rows."""
    step = -(-good.size // SAMPLE)
    step = step if good[::step].any() else 1
    return stack[:, ::step][:, good[::step]]


def _units(
    name: str, channels: list[Any], sample: Float, asked: str | None, names: tuple[str, ...], integers: bool
) -> Recognition:
    """Units that are stated, by the user or by the attributes of all layers, and that the values do not contradict."""
    stated = [units_in_text(str(getattr(channel, "attrs", {}).get("units", ""))) for channel in channels]
    if asked is None and len(sample) == 4:
        asked = "linear"
    if asked not in (*UNITS[1:], None) or (asked is None and (len({*stated}) > 1 or stated[0] is None)):
        found = repr(asked) if asked else "not stated" if not any(stated) else " and ".join(map(str, stated))
        raise ConfigError(
            f"The units of {name} are {found}", f"one of {', '.join(UNITS[1:])}",
            "state the units of the arrays, units='linear'",
        )
    if len(sample) == 4 and asked != "linear":
        raise ConfigError(f"C2 is given in {asked}", "C2 in linear power", "convert it")
    usual = plausible(sample[0]) & plausible(sample[-1])
    vv, vh = (sample[[0, -1]][:, usual] if usual.any() else sample[[0, -1]])
    hints = tuple((units, "the attribute units") for units in stated if units)
    return recognise(vv, vh, hints, asked or "auto", name, integers, len(sample) == 4, names)


def _measured(stack: Float, usable: Bool, units: str, integers: bool) -> tuple[Bool, list[str]]:
    """Return where a date was measured, and what was taken for nodata beside NaN."""
    zero = usable & (stack == 0).all(0)
    usual = usable & ~zero if (usable & ~zero).any() else usable
    limits, _ = limits_of_date(_sample(stack, usual), units, [integers] * len(stack))
    valid, notes = usable.copy(), []
    for number, (values, limit) in enumerate(zip(stack, limits), 1):
        valid &= limit.measured(values) | zero
        text = fill_text(f"channel {number}", values[usual], limit, units)
        notes += [text.replace("sampled ", "")] if text else []
    if not zero.any():
        return valid, notes

    def look(window: Window) -> tuple[Bool, Bool]:
        place = slices(window)
        return zero[place], ~valid[place]

    height, width = zero.shape
    everywhere = units == "db" and len(stack) > 1  # no pixel has exactly 0 dB in both
    found = ZeroFill(everywhere=True) if everywhere else find_zero_fill(width, height, look)
    fill = found.mask((0, 0, width, height), zero)
    notes += [f"{fill.sum()} zeros in all channels are taken for nodata"] if fill.any() else []
    return valid & ~fill, notes
