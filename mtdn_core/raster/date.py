"""One date, in files or in memory, read by windows as an image in linear power and its valid mask.

Not measured, and the same for every tile: NaN and infinite; the declared nodata, at the file's precision; masked by the
dataset; values that no radar measures, and zeros outside the footprint (:mod:`mtdn_core.raster.zeros`). A pixel is
measured if all bands of its date are.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np

from mtdn_core.errors import BandError, InputError
from mtdn_core.polarimetry.units import KEPT_WINDOW, boxcar, keep_mean, to_power
from mtdn_core.raster.fill import fill_text, limits_of_date
from mtdn_core.raster.gdal import Bool, Float, Window, awaited, grown, sample_windows
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import CROSS
from mtdn_core.raster.stored import Band, Stored, find_sample, read_stored
from mtdn_core.raster.units import Recognition, find_units
from mtdn_core.raster.zeros import ZeroFill, zero_fill

MOST_IMPOSSIBLE = 0.25  # share of the pixels; subtraction of noise leaves few
REPEATED = 0.01  # of the pixels
RAISED = 0.1  # of the mean: negative powers that lie together cannot be made up for
#: VV of calibrated power: no mean of so many pixels a side lies as low on any of about 700 real dates, of calm water either
LEAST_VV, USUAL_VV, AREA = 10**-3.5, (10**-2.5, 2.0), 9
SWAPPED_DB = 1.0  # VH less than this below VV looks exchanged


@dataclass(frozen=True)
class DateRaster:
    name: str
    grid: Grid
    bands: tuple[Band, ...]  # in the order of the image's channels
    units: Recognition
    zero_fill: ZeroFill
    #: what was recognised; what the user should check
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    #: when and from which orbit the image was taken, as far as metadata and names tell
    acquired: datetime | None = None
    orbit: str | None = None
    path: str = ""  # as given
    quantity: str = ""  # sigma0, gamma0 or beta0, if names tell
    metadata: dict[str, str] = field(default_factory=dict)  # of the (first) file, for the output
    #: everything that is read, also behind virtual rasters and archives; of local files size, time of change and number when
    #: they were opened, before a pixel was read
    stamps: dict[str, tuple[int, int, int] | None] = field(default_factory=dict)
    _lock: Any = field(default_factory=threading.RLock, repr=False, compare=False)

    @property
    def files(self) -> tuple[str, ...]:
        """Everything that is read; no output may be one of them."""
        return tuple(self.stamps)

    @property
    def bands_text(self) -> str:
        """The recognition in words."""
        return ", ".join(map(str, self.bands))

    @property
    def nodata(self) -> float | None:
        """The declared nodata value, the first if bands differ."""
        return next((b.nodata for b in self.bands if b.nodata is not None), None)

    @property
    def channels(self) -> int:
        """Channels of the image: 4 for the covariance matrix C2, else 2; a polarisation alone is in both."""
        return max(len(self.bands), 2)

    @property
    def polarisations(self) -> tuple[str, ...]:
        """Polarisations whose intensity was measured: two, or one alone."""
        return tuple(b.intensity for b in self.bands if not b.is_c12)

    @property
    def has_c12(self) -> bool:
        """True if the whole covariance matrix is there."""
        return self.channels == 4

    def only(self, polarisations: tuple[str, ...]) -> DateRaster:
        """Return the date without the others of its polarisations, and then without C12."""
        if set(self.polarisations) <= set(polarisations):
            return self
        bands = tuple(band for band in self.bands if not band.is_c12 and band.intensity in polarisations)
        windows = sample_windows(self.grid.width, self.grid.height)
        return replace(self, bands=bands, zero_fill=zero_fill(bands, self.grid, self.units.units, windows)[0])

    def stored(self, window: Window) -> Stored:
        """Read a window as stored, for one thread at a time."""
        with self._lock:
            return awaited(partial(read_stored, self.bands, window))

    def read(self, window: Window) -> tuple[Float, Bool]:
        """Read a window (column, row, width, height); may be called from several threads.

        Returns
        -------
        image
            (2 or 4, height, width), linear power; zeros where not measured; one polarisation alone twice. Negative powers
            are made up for by their neighbours (:func:`mtdn_core.polarimetry.units.keep_mean`).
        valid
            (height, width), True where measured.

        Raises :class:`InputError`, which names file and window, if a file is truncated or damaged, or holds a fill that no
        sample met.
        """
        margin = KEPT_WINDOW // 2 if self.units.units == "linear" else 0
        column, row, width, height = window
        padded, crop = grown(window, margin, self.grid.width, self.grid.height)
        values, valid, zero = self.stored(padded)
        valid &= ~self.zero_fill.mask(padded, zero.all(0))
        image = np.zeros((len(self.bands), *valid.shape), np.float32)
        for index, (band, stored) in enumerate(zip(self.bands, values)):
            valid &= band.limits.measured(stored)
            if (fill := band.limits.unsampled_fill(stored[valid])) is not None:
                raise InputError(
                    f"{band} holds {fill:.6g} over and over at column {column}, row {row}, {width} x {height} pixels, far "
                    "outside all that was sampled: a fill that no file declares", "nodata that the file declares",
                    f"declare it (gdal_edit.py -a_nodata {fill:.9g}) or set it to the nodata value, of an array to NaN",
                )
            image[index] = stored if band.is_c12 else to_power(stored, self.units.units)
        # a finite dB value may still be too large for a power in 32 bits
        valid &= np.isfinite(image).all(0)
        image[:, ~valid] = 0
        for index in {0, len(image) - 1}:
            if (image[index] < 0).any():
                image[index] = keep_mean(image[index], valid)
        image = image if len(image) > 1 else image[[0, 0]]
        return np.ascontiguousarray(image[:, crop[0], crop[1]]), np.ascontiguousarray(valid[crop])


def interpret(
    name: str, path: str, grid: Grid, bands: tuple[Band, ...], hints: Sequence[tuple[str, str]], asked: str,
    windows: Sequence[Window],
) -> DateRaster:
    """Find units, fill and footprint of a date from a sample, and refuse what cannot be backscatter of two polarisations.

    `hints` and `asked` as for :func:`mtdn_core.raster.units.find_units`; `path` is the name in errors; `windows` are those of
    the sample. Raises :class:`InputError`, BandError or UnitsError.
    """
    sample = find_sample(bands, grid, windows, path)
    units = find_units(bands, sample, hints, asked, name, path)
    if units.units != "db" and len(bands) > 1:  # where the noise was subtracted VH is zero over water
        bands = tuple(replace(band, keeps_zeros=band.nodata == 0) for band in bands)
    limits, good = limits_of_date(sample, units.units, [band.integers for band in bands])
    bands = tuple(replace(band, limits=limit) for band, limit in zip(bands, limits))
    if not good.any():
        raise InputError(
            f"'{path}' holds no measured pixel: sampled values lie between {sample.min():.3g} and {sample.max():.3g}, which "
            "no radar measures",
            "backscatter in linear power, amplitude or dB", "check the file, and the units if they were stated",
        )
    _check_covariance(sample[:, good], name)
    zeros, of_zeros = zero_fill(bands, grid, units.units, windows)
    notes = [fill_text(band.label, values, band.limits, units.units) for band, values in zip(bands, sample)]
    notes = [*_infinite(bands, windows), *notes, of_zeros]
    date = DateRaster(name, grid, bands, units, zeros, tuple(filter(None, notes)), (), path=path)
    warnings = [units.warning, *_exchanged(bands, sample[:, good], units.units)]
    warnings += _repeated(bands, sample[:, good], units.units)
    if units.units == "linear" and (sample[[0, -1]][:, good] < 0).any():
        warnings += _raised_means(date, windows)
    warnings += _below_noise(date, to_power(sample[0, good], units.units), windows)
    return replace(date, warnings=tuple(filter(None, warnings)))


def _infinite(bands: tuple[Band, ...], windows: Sequence[Window]) -> list[str]:
    """Say how many values are infinite, in which bands; nodata that a file declares is no news."""
    counts = [
        sum(int(np.isinf(band.scaled(band.read(window))).sum()) for window in windows)
        if not band.integers and (band.nodata is None or np.isfinite(band.nodata)) else 0 for band in bands
    ]
    return [f"{band.label}: {n} sampled values are infinite and are taken for nodata" for band, n in zip(bands, counts) if n]


def _repeated(bands: tuple[Band, ...], sample: Float, units: str) -> list[str]:
    """Say where one value, which may have been measured, comes back far more often than all others.

    Fill that no file declares, or dark water cut off at a least value: whoever knows the image can tell.
    """
    shares: dict[str, float] = {}
    for band, values in zip((bands[0], bands[-1])[: len(bands)], sample[[0, -1]]):
        kinds, counts = np.unique(values, return_counts=True)
        value, most, share = float(kinds[counts.argmax()]), counts.max(), counts.max() / values.size
        # power of 0 is left by the subtraction of noise; whole numbers and rounded decibels come back, but neighbours as well
        if len(kinds) >= 100 and share >= REPEATED and most >= 10 * np.sort(counts)[-10] and (value or units == "db"):
            shares[f"{band.name} {value:.6g}".strip()] = share
    if not shares:
        return []
    return [
        f"{max(shares.values()):.0%} of the sampled pixels hold {', '.join(shares)} and are taken for measured: values cut off "
        "there, or a fill that nothing declares. If it is a fill, declare it as nodata (gdal_edit.py -a_nodata), in arrays as "
        "NaN"
    ]


def _raised_means(date: DateRaster, windows: Sequence[Window]) -> list[str]:
    """Say where the powers of at least zero that take the place of negative ones have another mean."""
    sums = np.zeros((2, len(date.bands)))
    for window in windows:
        image, valid = date.read(window)
        sums += [values[: len(date.bands), valid].sum(1, dtype=float) for values in (date.stored(window)[0], image)]
    return [
        f"{band}: the mean of the input is {stored / used:.0%} of that of the powers used for it: over wide areas it lies "
        "below zero, as where more than the noise was subtracted, and is taken for 0. Subtract less noise, or none"
        for band, stored, used in zip(date.bands, *sums) if used - stored > RAISED * used and not band.is_c12
    ]


def _below_noise(date: DateRaster, sample: Float, windows: Sequence[Window]) -> list[str]:
    """Say where areas of VV are darker than the noise of the radar: border noise, which differs from date to date."""
    level, least, dark = float(np.median(sample)), max(float(sample.min()), 0.0), (sample > 0) & (sample < LEAST_VV)
    if date.polarisations[0] in CROSS or not USUAL_VV[0] < level < USUAL_VV[1] or dark.mean() < REPEATED / 10:
        return []
    below = pixels = 0
    for window in windows:
        image, valid = date.read(window)
        power = image[0].astype(np.float64)
        # the subtraction of noise leaves zeros, or whatever least value they were set to
        mean, zeros = boxcar(power, valid, AREA), boxcar(power <= least, valid, AREA)
        below += int((valid & (mean < LEAST_VV) & (zeros == 0)).sum())
        pixels += int(valid.sum())
    return [
        f"{below / pixels:.1%} of the sampled pixels lie in areas below -35 dB in {date.polarisations[0]}, under the noise of "
        "the radar, and are taken for measured: border noise of GRD products, or a fill. Remove it (SNAP: Remove GRD Border "
        "Noise), or declare it as nodata"
    ] if below > REPEATED / 10 * pixels else []


def _exchanged(bands: tuple[Band, ...], sample: Float, units: str) -> list[str]:
    """Refuse one band in the place of both; say where VH is as bright as VV."""
    first, last = bands[0], bands[-1]
    if len(bands) == 1:
        return []
    if np.array_equal(sample[0], sample[-1]) and np.ptp(sample[0]) > 0 and not first.file.in_memory:  # twice one array is meant
        raise BandError(f"{first} and {last} hold the same values", "two polarisations", "give the band or file of each")
    level, cross = (float(np.median(to_power(values, units))) for values in (sample[0], sample[-1]))
    if min(level, cross) <= 0 or (step := 10 * np.log10(cross / level)) <= -SWAPPED_DB:
        return []
    remedy = "give VV first" if first.file.in_memory else "state their numbers"
    return [
        f"VH ({last}) is {step:+.1f} dB against VV ({first}); cross-polarised backscatter is 4 to 15 dB darker. The bands look "
        f"exchanged, or are one polarisation: {remedy}"
    ]


def _check_covariance(sample: Float, name: str) -> None:
    """Raise :class:`BandError` where C12 is larger than C11 and C22 allow, as in bands of another order (4, samples)."""
    if len(sample) != 4:
        return
    c11, real, imaginary, c22 = sample.astype(np.float64)
    share = float(np.mean(real**2 + imaginary**2 > 1.05 * np.maximum(c11 * c22, 0)))
    if share > MOST_IMPOSSIBLE:
        raise BandError(
            f"The bands of '{name}' are no covariance matrix: in {share:.0%} of the pixels C12 is larger than C11 and C22 "
            "allow", "C11, Re C12, Im C12, C22 in this order", "correct the order of the bands",
        )
