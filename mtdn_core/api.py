"""The library in one line: arrays, xarray datasets and rasters.

Arrays are (H, W) per polarisation or (4, H, W) for the covariance matrix C2 (C11, Re C12, Im C12, C22), of any size,
in linear power, decibels or amplitude as `units` says; NaN marks what was not measured, in and out. Scenes larger than
a tile are worked on tile by tile, with the answer of the whole scene.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mtdn_core.errors import ConfigError, GridMismatchError, InputError
from mtdn_core.inference.device import resolve
from mtdn_core.inference.pipeline import run_tiles
from mtdn_core.inference.predictor import Observed, Predicted, Predictor
from mtdn_core.inference.references import with_gain
from mtdn_core.inference.report import RunReport
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.inference.tiles import Tile, Window, plan_tiles
from mtdn_core.inference.weather import measure_shift
from mtdn_core.model.card import DEFAULT_MODEL
from mtdn_core.model.interface import Wanted
from mtdn_core.polarimetry.units import from_power, to_power
from mtdn_core.progress import Feedback, Progress

Float = NDArray[np.float32]
Date = Any  # (vv, vh) or an array (2, H, W) or (4, H, W)

UNITS = ("linear", "db", "amplitude")


def despeckle(
    vv: Any,
    vh: ArrayLike | None = None,
    *,
    second: Date | None = None,
    units: str | None = None,
    model: Any = DEFAULT_MODEL,
    strength: float | None = None,
    device: str = "auto",
    tile: int | None = None,
    feedback: Feedback | None = None,
) -> Any:
    """Despeckle one date.

    Parameters
    ----------
    vv, vh
        (H, W) each; or as the first argument alone a C2 stack (4, H, W), a stack (2, H, W), or an xarray Dataset with
        variables ``vv`` and ``vh``.
    second
        Another date of the same place on the same grid, which makes the result better: ``(vv, vh)``, a stack, or a
        Dataset.
    units
        ``linear``, ``db`` or ``amplitude``; a Dataset may state them in its variables' attribute ``units``. C2 is
        always linear.
    model
        Name or path of a model, or a loaded one.
    strength
        0 to 1; None: the model card's.
    device
        ``auto``, ``cuda`` or ``cpu``.
    tile
        Edge of a tile in pixels; None: chosen for model and memory.
    feedback
        Is told of the progress, and may cancel.

    Returns
    -------
    numpy.ndarray or xarray.Dataset
        (2, H, W) or (4, H, W) float32 in the units of the input, NaN where not measured; of a Dataset a Dataset with
        its coordinates, attributes and CRS.

    Raises
    ------
    ConfigError, InputError, GridMismatchError
        For units, shapes or values that cannot be.
    """
    if vh is None and hasattr(vv, "data_vars"):
        return _despeckle_dataset(vv, second, units, model, strength, device, tile, feedback)
    units = _checked_units(units, _channels(vv, vh))
    dates = [_observed(vv if vh is None else (vv, vh), units)]
    if second is not None:
        dates.append(_observed(second, units))
    answer = _predict(dates, Wanted(True, False, False), model, strength, device, tile, feedback)
    return _in_units(answer[0], dates[0].valid, units)


def detect_changes(
    before: Date,
    after: Date,
    *,
    units: str | None = None,
    target: str = "any",
    weather: str = "remove",
    model: Any = DEFAULT_MODEL,
    device: str = "auto",
    tile: int | None = None,
    feedback: Feedback | None = None,
) -> Any:
    """Probability of change between two dates; further parameters and errors as for :func:`despeckle`.

    Parameters
    ----------
    before, after
        ``(vv, vh)``, a stack (2 or 4, H, W), or an xarray Dataset.
    target
        ``any``, ``vegetation-loss``, ``flood`` or ``built-up``.
    weather
        ``remove`` takes a shift of the whole scene out first, ``keep`` leaves it in.

    Returns
    -------
    numpy.ndarray or xarray.DataArray
        (H, W) float32, 0 to 1, NaN where either date was not measured; of any change the same for both orders.
    """
    RunSettings(target=target, weather=weather).check()
    if hasattr(before, "data_vars"):
        units = units or _stated_units(before)
    units = _checked_units(units, _channels(before, None))
    dates = [_observed(date, units) for date in (before, after)]
    if weather == "remove":
        shift = measure_shift([(dates[0].image, dates[0].valid, dates[1].image, dates[1].valid)])
        if shift.is_common:
            dates[1] = Observed(with_gain(dates[1].image, shift.gain), dates[1].valid)
    answer = _predict(dates, Wanted(False, False, True), model, None, device, tile, feedback, target)
    probability = np.where(dates[0].valid & dates[1].valid, answer[2], np.float32(np.nan))
    if hasattr(before, "data_vars"):
        return _variable(before, "vv").copy(data=probability).rename("probability_of_change").drop_attrs(deep=False)
    return probability


def despeckle_raster(path: str, output: str, *, second: str | None = None, **options: Any) -> RunReport:
    """Despeckle a raster file into a GeoTIFF on the same grid, as the command line does.

    Parameters
    ----------
    path, second
        Rasters, see :class:`mtdn_core.inference.settings.DateInput`.
    output
        GeoTIFF to write.
    **options
        ``vh``, ``second_vh`` (files), ``bands``, ``second_bands`` (numbers), ``feedback``, and the fields of
        :class:`mtdn_core.inference.settings.RunSettings`.

    Raises
    ------
    MtdnError
        Of the kind that fits, see :func:`mtdn_core.inference.run.run`.
    """
    first = DateInput(path, options.pop("vh", None), options.pop("bands", None))
    other = None
    vh, bands = options.pop("second_vh", None), options.pop("second_bands", None)
    if second is not None:
        other = DateInput(second, vh, bands)
    return _run(first, other, Outputs(despeckled1=output), options)


def detect_changes_raster(
    before: str, after: str, output: str | None = None, *, probability: str | None = None, step: str | None = None,
    baseline: Sequence[str] = (), **options: Any,
) -> RunReport:  # fmt: skip
    """Detect change between two raster files; options as for :func:`despeckle_raster`, with ``before_vh`` and so on.

    `step` is the GeoTIFF of the step in dB, `baseline` earlier dates that say what is normal here.
    """
    dates = [
        DateInput(path, options.pop(f"{name}_vh", None), options.pop(f"{name}_bands", None))
        for name, path in (("before", before), ("after", after))
    ]
    earlier = [DateInput(path) for path in baseline]
    return _run(dates[0], dates[1], Outputs(change=output, probability=probability, step=step), options, earlier)


def _run(
    first: DateInput, second: DateInput | None, outputs: Outputs, options: dict[str, Any], others: Sequence[DateInput] = ()
) -> RunReport:
    from mtdn_core.inference.run import run

    feedback, model = options.pop("feedback", None), options.get("model")
    loaded = None
    if model is not None and not isinstance(model, str):
        loaded = options.pop("model")
    try:
        settings = RunSettings(**options)
    except TypeError as error:
        raise ConfigError(f"An option is not known: {error}", "the fields of RunSettings", "correct its name") from error
    return run(first, second, outputs, settings, feedback, model=loaded, references=others)


# -- arrays ---------------------------------------------------------------------------------------------------------


def _channels(first: Any, vh: Any) -> int:
    shape = () if hasattr(first, "data_vars") else np.shape(first)
    return 4 if vh is None and len(shape) == 3 and shape[0] == 4 else 2


def _checked_units(units: str | None, channels: int) -> str:
    if units is None and channels == 4:
        return "linear"
    if units not in UNITS:
        raise ConfigError(
            f"The units are {units!r}", f"one of {', '.join(UNITS)}", "state the units of the arrays, units='linear'"
        )
    if channels == 4 and units != "linear":
        raise ConfigError(f"C2 is given in {units}", "C2 in linear power", "convert it")
    return units


def _observed(date: Date, units: str) -> Observed:
    """Stack, convert to linear power, and find what was measured."""
    if hasattr(date, "data_vars"):
        date = (_variable(date, "vv").values, _variable(date, "vh").values)
    arrays = [np.asarray(array) for array in date] if isinstance(date, (tuple, list)) else list(np.asarray(date))
    shapes = {array.shape for array in arrays}
    if len(arrays) not in (2, 4) or len(shapes) != 1 or arrays[0].ndim != 2 or 0 in arrays[0].shape:
        raise InputError(
            f"A date has {len(arrays)} arrays of shape {', '.join(map(str, sorted(shapes)))}",
            "VV and VH (H, W) each, or a stack (4, H, W) of C11, Re C12, Im C12, C22",
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
    for index in (0, -1):
        if (power[index] < 0).any():
            from mtdn_core.raster.negatives import keep_mean

            power[index] = keep_mean(power[index], valid)
    return Observed(power, valid)


def _in_units(power: Float, valid: NDArray[np.bool_], units: str) -> Float:
    found = power if len(power) == 4 else np.stack([from_power(channel, units) for channel in power])
    return np.where(valid, found, np.float32(np.nan)).astype(np.float32)


def _predict(
    dates: Sequence[Observed], wanted: Wanted, model: Any, strength: float | None, device: str, tile: int | None,
    feedback: Feedback | None, target: str = "any",
) -> list[Any]:  # fmt: skip
    """Answers for whole arrays: despeckled first and second date, probability."""
    if len({d.image.shape for d in dates}) != 1:
        raise GridMismatchError(
            "The dates have arrays of shape " + " and ".join(str(d.image.shape) for d in dates),
            "the same shape for both dates", "crop or resample one of them",
        )  # fmt: skip
    RunSettings(device=device, strength=strength, tile=tile).check()
    progress = Progress(feedback)
    choice = resolve(device)
    if isinstance(model, str):
        from mtdn_core.model.load import load_model

        model = load_model(model, device=choice.device, backend=choice.backend)
    strength = float(model.card.default_strength if strength is None else strength)
    predictor = Predictor(model, choice, wanted, strength, progress, may_fall_back=device == "auto", target=target)
    height, width = dates[0].valid.shape
    edge, workers = predictor.tiling(width, height, tile)
    results: list[Any] = [None] * len(Predicted._fields)

    def read(window: Window) -> list[Observed]:
        column, row, w, h = window
        return [Observed(d.image[:, row : row + h, column : column + w], d.valid[row : row + h, column : column + w])
                for d in dates]  # fmt: skip

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
    return results


# -- xarray ---------------------------------------------------------------------------------------------------------


def _variable(dataset: Any, name: str) -> Any:
    for known in (name, name.upper()):
        if known in dataset.data_vars:
            variable = dataset[known].squeeze(drop=True)
            if variable.ndim != 2:
                raise InputError(
                    f"The variable '{known}' has the dimensions {', '.join(map(str, dataset[known].dims))}",
                    "two dimensions, y and x", "select one date, for example dataset.isel(time=0)",
                )  # fmt: skip
            return variable
    raise InputError(f"The dataset has no variable '{name}'", "variables vv and vh", "rename its variables")


def _stated_units(dataset: Any) -> str | None:
    from mtdn_core.polarimetry.units import units_in_text

    found = {units_in_text(str(_variable(dataset, name).attrs.get("units", ""))) for name in ("vv", "vh")}
    return found.pop() if len(found) == 1 else None


def _despeckle_dataset(
    dataset: Any, second: Any, units: str | None, model: Any, strength: float | None, device: str, tile: int | None,
    feedback: Feedback | None,
) -> Any:  # fmt: skip
    units = _checked_units(units or _stated_units(dataset), 2)
    first = (_variable(dataset, "vv"), _variable(dataset, "vh"))
    if second is not None and hasattr(second, "data_vars"):
        second = (_variable(second, "vv").values, _variable(second, "vh").values)
    clean = despeckle(
        first[0].values, first[1].values, second=second, units=units, model=model, strength=strength, device=device,
        tile=tile, feedback=feedback,
    )  # fmt: skip
    result = dataset.copy()
    for variable, values in zip(first, clean):
        shaped = dataset[variable.name].copy(data=values.reshape(dataset[variable.name].shape))
        shaped.attrs = dict(dataset[variable.name].attrs)
        result[variable.name] = shaped
    return result
