"""The library in one line: arrays, xarray datasets and rasters.

Arrays are (H, W) per polarisation or (4, H, W) for the covariance matrix C2 (C11, Re C12, Im C12, C22), of any size,
in linear power, decibels or amplitude as `units` says. NaN marks what was not measured, in and out; masked elements of
masked arrays, values that no radar measures (-9999 dB, 1e20), and zeros in all channels that touch the border or nodata
are nodata as well, as in files. Dates are checked against each other as files are. Scenes larger than a tile are worked
on tile by tile, with the answer of the whole scene.

Warnings (undeclared nodata, bands that look exchanged, one polarisation alone) go to `feedback`, or are Python warnings
where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mtdn_core.errors import ConfigError
from mtdn_core.inference.array_layers import Date
from mtdn_core.inference.arrays import ArrayPredictor, Changes
from mtdn_core.inference.confirmation import FirstChange
from mtdn_core.inference.given import take
from mtdn_core.inference.run import RunReport, run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.model.card import DEFAULT_MODEL
from mtdn_core.model.interface import Wanted
from mtdn_core.progress import Feedback


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
        (H, W) each; or as the first argument alone ``(vv, vh)``, a stack (2, H, W), a C2 stack (4, H, W), an xarray
        Dataset with the variables ``vv`` and ``vh``, or a DataArray with such bands; names such as ``Sigma0_VV`` are
        understood, and dimensions of size 1 beside y and x. One polarisation alone gives a worse result.
    second
        Another date of the same place on the same grid, which makes the result better, in any of these forms.
    units
        ``linear`` (power), ``db`` or ``amplitude``, of all dates. Not needed where the attribute ``units`` of the xarray
        variables of every date states them; C2 is always linear.
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
    numpy.ndarray, xarray.Dataset or xarray.DataArray
        (2, H, W) or (4, H, W), of one polarisation alone (H, W), float32 in the units of the first date, NaN where it was
        not measured; of a Dataset or DataArray one with its dimensions, coordinates, attributes and CRS.

    Raises
    ------
    ConfigError, InputError, UnitsError, GridMismatchError
        For settings, shapes, values, units that cannot be, and for dates that cannot be compared: the same image twice,
        other coordinates, CRS or calibration, no pixel measured on both.
    ModelError, DeviceError, Cancelled
        For a model or device that cannot be used; if the feedback says so.
    """
    given = vv if vh is None else (vv, vh)
    settings = _settings(RunSettings, {"strength": strength, "device": device, "tile": tile})
    dates = take([given] if second is None else [given, second], units, feedback)
    predictor = ArrayPredictor(model, Wanted(True, False, False), dates[0], settings, feedback)
    return dates[0].like(given, predictor.predict(*(date.observed for date in dates)).first)


def detect_changes(
    before: Date,
    after: Date,
    *,
    units: str | None = None,
    target: str = "any",
    weather: str = "remove",
    later: Sequence[Date] = (),
    threshold: float | None = None,
    model: Any = DEFAULT_MODEL,
    device: str = "auto",
    tile: int | None = None,
    feedback: Feedback | None = None,
) -> Any:
    """Probability of change between two dates; further parameters and errors as for :func:`despeckle`.

    Parameters
    ----------
    before, after
        In any form of :func:`despeckle`.
    target
        ``any``, ``vegetation-loss``, ``flood`` or ``built-up``.
    weather
        ``remove`` takes a shift of the whole scene out first, ``keep`` leaves it in.
    later
        Dates after `after` in the order of time, like it, which confirm the change.
    threshold
        Probability from which a pixel counts as changed, which later dates need; None: the model card's.

    Returns
    -------
    numpy.ndarray or xarray.DataArray
        (H, W) float32, 0 to 1, NaN where either date was not measured; for the target ``any`` the same for both orders. A
        DataArray if `before` has coordinates. With `later` a :class:`mtdn_core.inference.arrays.Changes` of three.
    """
    settings = _settings(
        RunSettings, {"target": target, "weather": weather, "threshold": threshold, "device": device, "tile": tile}
    )
    settings.check()
    first, *others = take([before, after, *later], units, feedback, ordered=True)
    predictor = ArrayPredictor(model, Wanted(False, False, True), first, settings, feedback)
    probabilities = (predictor.probability(first.observed, other.observed) for other in others)
    found = next(probabilities)
    result = first.plain(found, "probability_of_change")
    if len(others) == 1:
        return result
    least = predictor.card.change_threshold if settings.threshold is None else settings.threshold
    record = FirstChange((first.grid.height, first.grid.width))
    for number, values in enumerate((found, *probabilities)):
        record.add(number, np.nan_to_num(values) >= least, np.isfinite(values))
    return Changes(
        result, first.plain(record.day, "first_change"), first.plain(record.confirmations, "confirmations")
    )


def despeckle_raster(
    path: str, output: str, *, second: str | None = None, ratio: str | None = None, **options: Any
) -> RunReport:
    """Despeckle a raster file into a GeoTIFF on the same grid, as the command line does.

    Parameters
    ----------
    path, second
        Rasters, see :class:`mtdn_core.inference.settings.DateInput`.
    output
        GeoTIFF to write.
    ratio
        GeoTIFF of the original over the despeckled power, VV and VH, to write as well.
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
    return _run(first, other, Outputs(despeckled1=output, ratio=ratio), options)


def detect_changes_raster(
    before: str, after: str, output: str | None = None, *, baseline: Sequence[str] = (), later: Sequence[str] = (),
    **options: Any,
) -> RunReport:
    """Detect change between two raster files; options as for :func:`despeckle_raster`, with ``before_vh`` and so on.

    `baseline` are earlier dates that say what is normal here, `later` dates confirm the change. Further outputs are
    ``probability``, ``step``, ``first_change``, ``confirmations`` and ``polygons``, see
    :class:`mtdn_core.inference.settings.Outputs`.
    """
    dates = _before_after(before, after, options)
    names = ("probability", "step", "first_change", "confirmations", "polygons")
    outputs = Outputs(change=output, **{name: options.pop(name, None) for name in names})
    return _run(*dates, outputs, options, [DateInput(path) for path in baseline], [DateInput(path) for path in later])


def assess_raster(before: str, after: str, html: str | None = None, **options: Any) -> Any:
    """Did a filter invent or lose anything? Compare an original with its filtered image, of any filter.

    Parameters
    ----------
    before, after
        The original and the filtered image, rasters as for :func:`despeckle_raster`.
    html
        Report to write.
    **options
        ``before_vh``, ``after_vh`` (files), ``before_bands``, ``after_bands`` (numbers), ``feedback``, and the fields of
        :class:`mtdn_core.assessment.run.AssessSettings`.

    Returns
    -------
    mtdn_core.assessment.run.Assessment
        Figures, findings and verdict.
    """
    from mtdn_core.assessment.run import AssessSettings, assess

    dates = _before_after(before, after, options)
    feedback = options.pop("feedback", None)
    return assess(*dates, html, _settings(AssessSettings, options), feedback)


def features_raster(path: str, output: str, stack: Sequence[str] = (), **options: Any) -> tuple[str, ...]:
    """Write polarimetric features, and of a `stack` of further dates temporal ones, as bands of one GeoTIFF.

    Options are ``vh`` (file), ``bands`` (numbers of every date), ``feedback``, and the fields of
    :class:`mtdn_core.products.features.FeatureSettings`. Returns the names of the bands; errors and definitions as in
    :func:`mtdn_core.products.features.make_features`.
    """
    from mtdn_core.products.features import FeatureSettings, make_features

    bands, feedback = options.pop("bands", None), options.pop("feedback", None)
    date, others = DateInput(path, options.pop("vh", None), bands), [DateInput(other, None, bands) for other in stack]
    return make_features(date, output, others, _settings(FeatureSettings, options), feedback)


def covariance_raster(
    path: str, output: str | None = None, folder: str | None = None, *, bands: tuple[int, ...] | None = None,
    feedback: Feedback | None = None,
) -> tuple[str, ...]:
    """Write C2 as one GeoTIFF, as a PolSARpro folder, or both: :func:`mtdn_core.products.covariance.convert_covariance`."""
    from mtdn_core.products.covariance import convert_covariance

    return convert_covariance(DateInput(path, None, bands), output, folder, feedback)


def _before_after(before: str, after: str, options: dict[str, Any]) -> tuple[DateInput, DateInput]:
    one, two = (
        DateInput(path, options.pop(f"{name}_vh", None), options.pop(f"{name}_bands", None))
        for name, path in (("before", before), ("after", after))
    )
    return one, two


def _settings(kind: Any, options: dict[str, Any]) -> Any:
    try:
        return kind(**{name: value.item() if isinstance(value, np.generic) else value for name, value in options.items()})
    except TypeError as error:
        raise ConfigError(
            f"An option is not known: {error}", f"the fields of {kind.__name__}", "correct its name"
        ) from error


def _run(
    first: DateInput, second: DateInput | None, outputs: Outputs, options: dict[str, Any],
    references: Sequence[DateInput] = (), later: Sequence[DateInput] = (),
) -> RunReport:
    feedback, model = options.pop("feedback", None), None
    if not isinstance(options.get("model", ""), (str, type(None))):
        model = options.pop("model")
    settings = _settings(RunSettings, options)
    return run(first, second, outputs, settings, feedback, model=model, references=references, later=later)
