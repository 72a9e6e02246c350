"""Polarimetric and temporal features as one multi-band raster, for classifiers (EnMAP-Box, OTB, scikit-learn)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import ConfigError, InputError
from mtdn_core.inference.fingerprint import InputContent
from mtdn_core.inference.further import open_date, open_each
from mtdn_core.inference.settings import UNITS, DateInput, check_settings, setting_field
from mtdn_core.polarimetry import dual_pol
from mtdn_core.polarimetry.units import boxcar
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.compare import check_grid
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import Window, grown, scan_windows, working
from mtdn_core.raster.output_set import OutputSet, check_outputs
from mtdn_core.raster.provenance import FEATURES, of_sentinel1, provenance
from mtdn_core.raster.write import GeoTiffWriter, OutputBand

Array = NDArray[np.float64]

INTENSITY_BANDS = (("RVI", ""), ("span", "linear power"))  # after the ratio
C2_BANDS = (
    ("entropy", ""), ("alpha", "degree"), ("polarisation_degree", ""), ("mchi_odd", "linear power"),
    ("mchi_even", "linear power"), ("mchi_volume", "linear power"),
)
TEMPORAL = (("mean", "linear power"), ("std", "linear power"), ("cv", ""))


@dataclass(frozen=True)
class FeatureSettings:
    """How to make features; every field is described by its :class:`mtdn_core.inference.settings.Setting`."""

    units: str = setting_field(
        "auto", "Units of the input", "Units of every date. auto: recognised from names, metadata and values.",
        "choice", choices=UNITS,
    )
    window: int = setting_field(
        5, "Window of C2", "Edge of the window over which C2 is averaged before entropy, alpha, degree of polarisation and "
        "m-chi, an odd number; 1: not averaged, for an image that is despeckled. Ratio, RVI and span are not averaged.",
        "integer", minimum=1, maximum=31, unit="pixels", advanced=False,
    )
    creation_options: tuple[str, ...] = setting_field(
        (), "GeoTIFF creation options", "GDAL creation options of the output, KEY=VALUE, for example COMPRESS=ZSTD.", "options",
    )


def temporal(dates: Iterable[tuple[Array, NDArray[np.bool_]]]) -> Array:
    """Mean, standard deviation and coefficient of variation of a stack (Welford's recurrence), (3 C, H, W) by channels.

    `dates` yields (C, H, W) linear power and its valid mask (H, W). The standard deviation is that of the dates themselves
    (divided by their number), linear power; cv is std / mean. NaN where fewer than two dates were measured.
    """
    number = mean = squares = np.zeros(())
    for power, valid in dates:
        number = number + valid
        step = np.where(valid, power - mean, 0)
        mean = mean + step / np.maximum(number, 1)
        squares = squares + step * np.where(valid, power - mean, 0)
    mean = np.where(number > 1, mean, np.nan)
    deviation = np.where(number > 1, np.sqrt(squares / np.maximum(number, 1)), np.nan)
    variation = np.where(mean > 0, deviation / np.where(mean > 0, mean, 1), np.nan)
    return np.asarray(np.stack([mean, deviation, variation], 1).reshape(-1, *mean.shape[1:]))


def make_features(
    date: DateInput, output: str, others: Sequence[DateInput] = (), settings: FeatureSettings | None = None,
    feedback: Feedback | None = None,
) -> tuple[str, ...]:
    """Write the features of a date, and of the stack it makes with others, into one float32 GeoTIFF with named bands.

    Parameters
    ----------
    date
        VV and VH, or C2, which gives entropy, alpha, degree of polarisation and m-chi as well. One polarisation alone has
        no features but those of a stack.
    others
        Further dates on the same grid; with them, mean, standard deviation and coefficient of variation over all dates.

    Returns the names of the bands, in which NaN is nodata. Raises the :class:`MtdnError` that fits: input, grid, units, output.
    """
    settings = settings or FeatureSettings()
    check_settings(settings)
    if settings.window % 2 == 0:
        raise ConfigError(f"The window is {settings.window} pixels", "an odd number", "take one more or one less")
    progress = Progress(feedback)
    with working(progress.is_cancelled):
        dates = _opened([date, *others], settings.units, progress)
        names = dates[0].polarisations
        bands = [(f"{'_'.join(names)}_ratio_dB", "dB"), *INTENSITY_BANDS] if len(names) == 2 else []
        if dates[0].has_c12:
            bands += C2_BANDS
            size = settings.window
            progress.info(f"C2 is averaged over {size} x {size} pixels for entropy, alpha, degree of polarisation and m-chi")
        bands += [(f"{what}_{name}", unit) for name in names for what, unit in TEMPORAL] if others else []
        check_outputs([output], [file for one in dates for file in one.files], settings.creation_options)
        facts = {
            "inputs": "; ".join(date.name for date in dates),
            "dates": "; ".join(f"{date.acquired:%Y-%m-%d}" if date.acquired else "unknown" for date in dates),
            "window": settings.window if dates[0].has_c12 else None,
        }
        sentinel = of_sentinel1([date.name for date in dates], [date.metadata for date in dates])
        metadata = provenance(FEATURES, facts, [date.acquired.year for date in dates if date.acquired], sentinel)
        named = tuple(OutputBand(*band) for band in bands)
        grid, content = dates[0].grid, InputContent(dates)
        with OutputSet([output]) as files:
            writer = files.add(GeoTiffWriter(output, grid, named, np.nan, "float32", metadata, settings.creation_options))
            for window in progress.over(scan_windows(grid.width, grid.height, 1 << 20), "Features"):
                content.check()
                values = _features(dates, window, settings.window)
                writer.write(window, np.where(np.isfinite(values), values, np.nan).astype(np.float32))
            content.verify()
            files.commit()
    made = tuple(name for name, _ in bands)
    progress.info(f"Bands: {', '.join(made)}")
    return made


def _opened(inputs: Sequence[DateInput], units: str, progress: Progress) -> list[DateRaster]:
    """Open the dates of a stack, all with the polarisations of the first; refuse those that do not fit it."""
    dates = [open_date(inputs[0], units, progress, "Date 1")]
    for number, one in enumerate(inputs[1:], 2):
        dates += open_each(one, units, progress, f"Date {number}")
    names = dates[0].polarisations
    if len(names) == 1 and len(dates) == 1:
        raise InputError(
            f"'{dates[0].name}' holds {names[0]} alone, which has no polarimetric features", "VV and VH, or C2",
            "give the other polarisation, or further dates for temporal features",
        )
    for index, other in enumerate(dates[1:], 1):
        check_grid(dates[0], other)
        if not set(names) <= set(other.polarisations):
            raise InputError(
                f"'{other.name}' holds {' and '.join(other.polarisations)}, '{dates[0].name}' {' and '.join(names)}",
                "the same polarisations on all dates", "leave it out, or give its other polarisation",
            )
        dates[index] = other.only(names)
        if any(set(one.files) & set(other.files) and one.bands_text == other.bands_text for one in dates[:index]):
            raise InputError(f"'{other.name}' is given twice", "each date once", "leave one of them out")
    return dates


def _features(dates: Sequence[DateRaster], window: Window, size: int) -> Array:
    grid, first = dates[0].grid, dates[0]
    padded, crop = grown(window, size // 2 if first.has_c12 else 0, grid.width, grid.height)
    image, mask = first.read(padded)
    power = image.astype(np.float64)
    core, valid = power[:, crop[0], crop[1]], mask[crop]
    vv, vh = core[0], core[-1]
    found = []
    if len(first.polarisations) == 2:
        found += [dual_pol.ratio_db(vv, vh), dual_pol.radar_vegetation_index(vv, vh), dual_pol.span(vv, vh)]
    if first.has_c12:
        c2 = np.where(valid, boxcar(power, mask, size)[:, crop[0], crop[1]], 0)
        found += [*dual_pol.entropy_alpha(c2), dual_pol.polarisation_degree(c2), *dual_pol.mchi_powers(c2)]
    found = [np.where(valid, values, np.nan)[None] for values in found]
    if len(dates) > 1:
        channels = [0, -1][: len(first.polarisations)]
        others = ((image[channels].astype(np.float64), mask) for image, mask in (date.read(window) for date in dates[1:]))
        found.append(temporal(chain([(core[channels], valid)], others)))
    return np.concatenate(found)
