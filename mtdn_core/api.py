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

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mtdn_core.assessment.run import AssessSettings, assess
from mtdn_core.assessment.verdict import Assessment
from mtdn_core.errors import ConfigError
from mtdn_core.inference.given import Changes, predict
from mtdn_core.inference.run import RunReport, run
from mtdn_core.inference.settings import DateInput, Outputs, Path, RunSettings, path_of
from mtdn_core.model.card import DEFAULT_MODEL
from mtdn_core.products.covariance import convert_covariance
from mtdn_core.products.features import FeatureSettings, make_features
from mtdn_core.progress import Feedback


def despeckle(
    vv: Any, vh: ArrayLike | None = None, *, second: Any = None, units: str | None = None, model: Any = DEFAULT_MODEL,
    strength: float | None = None, device: str = "auto", tile: int | None = None, feedback: Feedback | None = None,
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
    dates = [given] if second is None else [given, second]
    date, found = predict(dates, units, model, settings, feedback, change=False)
    return date.like(given, found.first)


def detect_changes(
    before: Any, after: Any, *, units: str | None = None, target: str = "any", weather: str = "remove",
    later: Sequence[Any] = (), threshold: float | None = None, model: Any = DEFAULT_MODEL, device: str = "auto",
    tile: int | None = None, feedback: Feedback | None = None,
) -> Any:
    """Probability of change between two dates; further parameters and errors as for :func:`despeckle`.

    Parameters
    ----------
    before, after
        In any form of :func:`despeckle`.
    target
        ``any``, ``vegetation-loss``, ``flood`` or ``built-up``.
    weather
        ``remove`` takes an offset in dB that the whole scene shares out first, ``keep`` leaves it in.
    later
        Dates after `after` in the order of time, like it, which confirm the change.
    threshold
        Probability from which a pixel counts as changed, which later dates need; None: the model card's.

    Returns
    -------
    numpy.ndarray or xarray.DataArray
        (H, W) float32, 0 to 1, NaN where either date was not measured; for the target ``any`` the same for both orders. A
        DataArray if `before` has coordinates. With `later` a :class:`mtdn_core.inference.given.Changes` of three.
    """
    settings = _settings(
        RunSettings, {"target": target, "weather": weather, "threshold": threshold, "device": device, "tile": tile}
    )
    if hasattr(later, "data_vars") or getattr(later, "ndim", 9) <= getattr(after, "ndim", 3):
        raise ConfigError("Later dates are given as one date", "a list of dates", "write [date]")
    date, found = predict([before, after, *later], units, model, settings, feedback, change=True)
    probability = date.plain(found.probability, "probability_of_change")
    if found.first_change is None:
        return probability
    return Changes(probability, *(date.plain(getattr(found, name), name) for name in Changes._fields[1:]))


def despeckle_raster(
    path: Path, output: Path, *, second: Path | None = None, references: Sequence[Path] = (), ratio: Path | None = None,
    **options: Any,
) -> RunReport:
    """Despeckle a raster file into a GeoTIFF with its grid, units, nodata and bands, as the command line does.

    Parameters
    ----------
    path
        VV and VH, C2, or the VV file, beside which VH is found; a BEAM-DIMAP product or a PolSARpro folder.
    second
        Another date on the same grid.
    references
        Instead of `second`, other dates of the same orbit, the more the better; those that do not fit are left out.
    output
        GeoTIFF to write.
    ratio
        GeoTIFF of the original over the despeckled power, VV and VH, to write as well.
    **options
        ``vh``, ``second_vh`` (files), ``bands``, ``second_bands`` (band numbers from 1), ``feedback``, and the fields of
        :class:`mtdn_core.inference.settings.RunSettings`, among them ``units`` (default: recognised).

    Returns what was computed, and the log. Raises the :class:`MtdnError` that fits, see :func:`mtdn_core.inference.run.run`; no
    output is left.
    """
    first = DateInput.of(path, options.pop("vh", None), options.pop("bands", None))
    vh, bands = options.pop("second_vh", None), options.pop("second_bands", None)
    other = None if second is None else DateInput.of(second, vh, bands)
    return _run(first, other, {"despeckled1": output, "ratio": ratio}, options, references)


def detect_changes_raster(
    before: Path, after: Path, output: Path | None = None, *, baseline: Sequence[Path] = (), later: Sequence[Path] = (),
    **options: Any,
) -> RunReport:
    """Detect change between two raster files, as the command line does; errors as for :func:`despeckle_raster`.

    Parameters
    ----------
    before, after
        The two dates, as for :func:`despeckle_raster`.
    output
        GeoTIFF of the classes to write: 0 unchanged, 1 changed, 255 nodata.
    baseline
        Earlier dates that say what is normal here.
    later
        Later dates, which confirm the change and date it.
    **options
        ``before_vh``, ``after_vh``, ``before_bands``, ``after_bands``, the settings, and further outputs: ``probability``,
        ``step`` (dB), ``first_change``, ``confirmations``, ``polygons``, see
        :class:`mtdn_core.inference.settings.Outputs`.

    Returns changed pixels and area in square metres, and the log.
    """
    dates = _before_after(before, after, options)
    names = ("probability", "step", "first_change", "confirmations", "polygons")
    outputs = {"change": output, **{name: options.pop(name, None) for name in names}}
    return _run(*dates, outputs, options, baseline, later)


def assess_raster(before: Path, after: Path, html: Path | None = None, **options: Any) -> Assessment:
    """Did a filter invent or lose anything? Compare an original with its filtered image, of any filter.

    `before` and `after` are rasters as for :func:`despeckle_raster`, `html` is a report to write. Options are ``before_vh``,
    ``after_vh`` (files), ``before_bands``, ``after_bands`` (numbers), ``feedback``, and the fields of
    :class:`mtdn_core.assessment.run.AssessSettings`. Returns figures, findings and verdict.
    """
    dates = _before_after(before, after, options)
    feedback = options.pop("feedback", None)
    return assess(*dates, path_of(html), _settings(AssessSettings, options), feedback)


def features_raster(path: Path, output: Path, stack: Sequence[Path] = (), **options: Any) -> tuple[str, ...]:
    """Write polarimetric features, and of a `stack` of further dates temporal ones, as bands of one GeoTIFF.

    Options are ``vh`` (file), ``bands`` (numbers of every date), ``feedback``, and the fields of
    :class:`mtdn_core.products.features.FeatureSettings`. Returns the names of the bands; errors and definitions as in
    :func:`mtdn_core.products.features.make_features`.
    """
    bands, feedback = options.pop("bands", None), options.pop("feedback", None)
    date = DateInput.of(path, options.pop("vh", None), bands)
    return make_features(date, str(path_of(output)), _dates(stack, bands), _settings(FeatureSettings, options), feedback)


def covariance_raster(
    path: Path, output: Path | None = None, folder: Path | None = None, *, bands: Sequence[int] | None = None,
    feedback: Feedback | None = None,
) -> tuple[str, ...]:
    """Write C2 as one GeoTIFF, as a PolSARpro folder, or both: :func:`mtdn_core.products.covariance.convert_covariance`."""
    return convert_covariance(DateInput.of(path, None, bands), path_of(output), path_of(folder), feedback)


def _before_after(before: Path, after: Path, options: dict[str, Any]) -> tuple[DateInput, DateInput]:
    one, two = (
        DateInput.of(path, options.pop(f"{name}_vh", None), options.pop(f"{name}_bands", None))
        for name, path in (("before", before), ("after", after))
    )
    return one, two


def _dates(paths: Sequence[Path] | None, bands: Any = None) -> list[DateInput]:
    if isinstance(paths, (str, os.PathLike)):
        raise ConfigError(f"Further dates are given as '{paths}'", "a list of paths", f"write ['{paths}']")
    return [DateInput.of(path, None, bands) for path in paths or ()]


def _settings(kind: Any, options: dict[str, Any]) -> Any:
    try:
        return kind(**{name: value.item() if isinstance(value, np.generic) else value for name, value in options.items()})
    except TypeError as error:
        raise ConfigError(f"An option is not known: {error}", f"the fields of {kind.__name__}", "correct its name") from error


def _run(
    first: DateInput, second: DateInput | None, outputs: dict[str, Any], options: dict[str, Any],
    references: Sequence[Path] = (), later: Sequence[Path] = (),
) -> RunReport:
    feedback, loaded = options.pop("feedback", None), not isinstance(options.get("model", ""), (str, type(None)))
    model = options.pop("model") if loaded else None
    settings, paths = _settings(RunSettings, options), {name: path_of(path) for name, path in outputs.items()}
    return run(
        first, second, Outputs(**paths), settings, feedback, model=model, references=_dates(references), later=_dates(later)
    )
