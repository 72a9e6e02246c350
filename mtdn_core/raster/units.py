"""Which units a date has: by what its bands, metadata and names state, and by its values.

Units that the user states always count. Units that names and metadata state count next. Otherwise the values decide where
they leave no doubt, and where they do not, the user is asked: power and amplitude look alike.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mtdn_core.errors import InputError, UnitsError
from mtdn_core.raster.fill import DB_RANGE, SHARE, plausible
from mtdn_core.raster.gdal import Float
from mtdn_core.raster.names import CROSS, HYP3, band_entries
from mtdn_core.raster.power import decibels_of, doubt, only_power
from mtdn_core.raster.stored import Band

MOST_NEGATIVE_VH = 0.6
LOWEST_NOISE = -0.1  # linear power less its noise
STATED = "stated units"

SAYS_UNITS = re.compile(r"unit|scale|radiometr|calibrat|expression|convention|quantity|long_?name|description|varname", re.I)
#: words in names whose underscores are spaces
_WORDS = {
    "db": re.compile(r"(?<![a-z])(db|decibels?)(?![a-z])|(?<=v[vh])db(?![a-z])"),
    "amplitude": re.compile(r"(?<![a-z])(amp|ampl|amplitudes?|magnitude)(?![a-z])"),
    "linear": re.compile(
        r"(?<![a-z])(linear|lin|power(?! (plant|line|station|grid))|pow|intensity|intensities)(?![a-z])"
    ),
}
#: in linear power, unless something else says outright; SNAP names its steps: calibration, flattening
_QUANTITY = re.compile(
    r"(?<![a-z])((sigma|gamma|beta) ?(0|nought|naught)|rtc-s1|rtc|c11|c22|s1[abcd] (iw|ew|s\d) .* (cal|tf))(?![a-z])"
)
# the measurements of a Sentinel-1 GRD product are amplitudes
_GRD_MEASUREMENT = re.compile(r"(?<![a-z0-9])s1[abcd]-(iw|ew|s\d)-grd-[vh][vh]-\d{8}t\d{6}")

STATE = (
    "state the units: linear (power: sigma0, gamma0), db (decibels), or amplitude (root of power; the digital numbers of "
    "a GRD product); in QGIS Units of the input, on the command line --units"
)


@dataclass(frozen=True)
class Recognition:
    """Units and the reason for them, in words."""

    units: str
    reason: str
    warning: str = ""  # what speaks against it


def find_units(
    bands: Sequence[Band], sample: Float, hints: Sequence[tuple[str, str]], asked: str, name: str, path: str
) -> Recognition:
    """Find the units of a date by a sample (bands, n); further arguments and errors as for :func:`recognise`."""
    vv, vh = sample[0], sample[-1]
    good = plausible(vv) & plausible(vh)
    if good.any():
        vv, vh = vv[good], vh[good]
    whole = all(band.integers for band in bands)
    polarisations = tuple(band.intensity for band in bands if not band.is_c12)
    both = np.concatenate([vv, vh])
    picture = both.min() >= 0 and both.max() <= 255 and not np.any(np.mod(both, 1)) and len(np.unique(both[:100000])) > 16
    if picture and asked == "auto" and not whole:
        raise InputError(
            f"'{path}' holds only whole numbers from {both.min():.0f} to {both.max():.0f}: an 8-bit picture stretched "
            "for display, stored in a wider type", "backscatter (power, dB or amplitude)",
            "export the raw values instead of the rendered image; if these are digital numbers of a calm scene, state the "
            "units",
        )
    if asked == "auto" and len({units for units, _ in hints}) > 1:
        raise UnitsError(
            "The bands state different units: " + "; ".join(f"{units} by {where}" for units, where in hints),
            "one unit for all bands of a date", "choose bands of one unit, or state the units",
        )
    return recognise(vv, vh, tuple(hints), asked, name, whole, len(bands) == 4, polarisations)


def unit_hint(band: Band) -> list[tuple[str, str]]:
    """Return the units that names and metadata of a band state, and where; of several the surest. Empty for none."""
    file, number = band.file, band.number
    texts = [(f"the unit of band {number}", band.unit), (f"the description '{band.description}'", band.description)]
    for entry in ("PHYSICAL_UNIT", "BAND_NAME"):
        texts += [(f"SNAP's {entry}", text) for text in band_entries(file.path, entry)[number - 1 : number]]
    for owner in (band.handle, file.dataset):
        entries = (owner.GetMetadata() or {}).items()
        texts += [(f"the metadata entry {k}", v) for k, v in entries if SAYS_UNITS.search(k) and len(v) <= 200]
    texts += [(f"the file name '{name}'", name) for name in (*map(os.path.basename, file.paths_behind(number)[:1]), file.name)]
    found = [(units, where, outright(text)) for where, text in texts if (units := units_in_text(text))]
    return [hint[:2] for hint in sorted(found, key=lambda hint: not hint[2])[:1]]


def outright(text: str) -> bool:
    """Return whether a text says units in words, not by the name of a quantity or product (Sigma0_VV) alone."""
    text = text.lower()
    spaced = text.replace("_", " ")
    return bool(HYP3.search(text)) or any(pattern.search(spaced) for pattern in _WORDS.values())


def units_in_text(text: str) -> str | None:
    """Return the units that a band description, a file name or a metadata entry states, or None."""
    text = text.lower()
    if found := HYP3.search(text):
        return {"p": "linear", "d": "db", "a": "amplitude"}[found[2]]
    named = "amplitude" if _GRD_MEASUREMENT.search(text) else None
    text = text.replace("_", " ")
    named = "linear" if _QUANTITY.search(text) else named
    return next((units for units, pattern in _WORDS.items() if pattern.search(text)), named)


def recognise(
    vv: Float, vh: Float, hints: tuple[tuple[str, str], ...], asked: str, name: str, integers: bool, c2: bool = False,
    polarisations: tuple[str, ...] = ("VV", "VH"),
) -> Recognition:
    """Find the units of one date from samples of measured pixels, one axis, as stored (of one polarisation twice the same).

    `hints` are (units, where it was stated) from names and metadata, the strongest first; `asked` is ``auto``, or the units
    the user states. `integers`: the file stores whole numbers of 16 bits or more, without a scale; `c2`: covariance
    matrices, which only exist in linear power. One polarisation alone tells less than two.

    Raises :class:`UnitsError` if the units cannot be told, or those stated cannot be.
    """
    stats = _Statistics(vv, vh, polarisations)
    if c2:
        return _covariance(stats, asked, name)
    _refuse_scaled(stats, name, asked)
    if asked != "auto":
        _refuse_impossible(stats, asked, name, STATED)
        contrary = next((f", although {where} says {units}" for units, where in hints if units != asked), "")
        return Recognition(asked, f"as stated by the user{contrary}")
    label = hints[0][1] if hints else ""

    def doubtful(units: str) -> str:
        own = "MTDN_UNITS" in label  # despeckled here: calm, whatever the logarithm
        return doubt(vv, vh, units, label, name) if len(polarisations) > 1 and not own else ""

    if stats.decibels and not (hints and hints[0][0] == "db"):  # Sigma0_VV is the name of decibels, too
        contrary = f", although {label} says {hints[0][0]}" if hints else ""
        return Recognition("db", f"{stats.negative} are negative{contrary}", doubtful("db"))
    if hints:
        _refuse_impossible(stats, hints[0][0], name, f"units in {label}")
        return Recognition(hints[0][0], f"{label} says so", doubtful(hints[0][0]))
    if not integers and stats.little and stats.negative_vh < MOST_NEGATIVE_VH and stats.negative_vv + stats.negative_vh > 0.002:
        return Recognition("linear", "small negative values, as subtraction of the noise leaves in linear power")
    if stats.negative_vv > 0.1 or stats.negative_vh > MOST_NEGATIVE_VH:
        raise UnitsError(
            f"The units of '{name}' cannot be told: {stats.negative} are negative, median {stats.median}",
            "linear power or amplitude (hardly any negative value) or dB (mostly negative, -60 to 20)", STATE,
        )
    if integers or not only_power(decibels_of(vv), decibels_of(vh), len(polarisations) == 1):
        kind = "16-bit whole numbers" if integers else "positive numbers"
        raise UnitsError(
            f"The units of '{name}' cannot be told: {kind}, median {stats.median}. As power "
            f"{' and '.join(polarisations)} would have {stats.median_in_db(10)} dB, as amplitude {stats.median_in_db(20)} dB",
            "units that the file or the user states", STATE,
        )
    return Recognition(
        "linear", f"no negative values, median {stats.median}, and level, ratio and speckle of power; amplitudes must be stated"
    )


def _refuse_scaled(stats: _Statistics, name: str, asked: str) -> None:
    """Refuse decibels that were multiplied to fit whole numbers, naming the scale."""
    for scale in (100, 10, 1000, 10000):
        vv, vh = stats.median_vv / scale, stats.median_vh / scale
        if -45 < vh < vv + 3 and -40 < vv < -2 and stats.median_vv < -60 and stats.negative_vv > 0.5:
            raise UnitsError(
                f"'{name}' looks like decibels times {scale}: median {stats.median}",
                f"decibels, or a scale of {1 / scale:g} in the file" + (f" (stated: {asked})" if asked != "auto" else ""),
                f"divide by {scale:g}, or state the scale in a copy of the file: gdal_translate -a_scale {1 / scale:g} "
                f"'{name}' scaled.tif, and use the copy",
            )


class _Statistics:
    def __init__(self, vv: Float, vh: Float, polarisations: tuple[str, ...]) -> None:
        self.polarisations = polarisations
        self.median_vv, self.median_vh = float(np.median(vv)), float(np.median(vh))
        self.negative_vv, self.negative_vh = float(np.mean(vv < 0)), float(np.mean(vh < 0))
        if polarisations[0] in CROSS and self.negative_vh <= MOST_NEGATIVE_VH:
            self.negative_vv = 0.0  # there is no VV: what the subtraction of noise leaves of VH says nothing against power
        self.lowest, self.highest = float(min(vv.min(), vh.min())), float(max(vv.max(), vh.max()))
        self.no_decibels = float(np.mean([(v < DB_RANGE[0]) | (v > DB_RANGE[1]) for v in (vv, vh)]))  # share

    @property
    def negative(self) -> str:
        shares = zip((self.negative_vv, self.negative_vh)[-len(self.polarisations):], self.polarisations)
        return " and ".join(f"{share:.0%} of {name}" for share, name in shares)

    @property
    def median(self) -> str:
        return ", ".join(f"{name} {m:.4g}" for name, m in zip(self.polarisations, (self.median_vv, self.median_vh)))

    def median_in_db(self, factor: int) -> str:
        medians = zip(self.polarisations, (self.median_vv, self.median_vh))
        return " and ".join(f"{factor * math.log10(m):.0f}" if m > 0 else "no" for _, m in medians)

    @property
    def little(self) -> bool:
        """True if negative values are few and as small as subtraction of the noise leaves them in linear power."""
        return 0 < self.median_vv < 1 and self.negative_vv < 0.45 and self.lowest > LOWEST_NOISE

    @property
    def decibels(self) -> bool:
        plausible = -60 < self.median_vv < 40 and -70 < self.median_vh < 40
        # power after noise subtraction goes negative too, but by little: dB of VH lie far below zero
        # logarithms to base 10, normalised values and the like are negative, but not as far
        far = self.median_vh < (-4 if len(self.polarisations) > 1 else -1)
        return plausible and far and self.negative_vv > 0.02 and self.negative_vh >= 0.5


def _covariance(stats: _Statistics, asked: str, name: str) -> Recognition:
    if asked not in ("auto", "linear") or stats.negative_vv > 0.02 or stats.negative_vh > 0.5:
        found = f"{asked} is stated" if asked not in ("auto", "linear") else "C11 or C22 have negative values"
        raise UnitsError(
            f"'{name}' is read as the covariance matrix C2, but {found}",
            "C2 in linear power (C12 has no meaning in dB or amplitude)",
            "give C2 in linear power, or name only the VV and VH bands",
        )
    return Recognition("linear", "a covariance matrix is linear power")


def _refuse_impossible(stats: _Statistics, units: str, name: str, source: str) -> None:
    # over calm water the subtraction of noise may leave half of a scene negative; only the user knows
    noise = units == "linear" and (stats.little or (source == STATED and stats.lowest > LOWEST_NOISE))
    decibels = units == "db"
    low = stats.lowest >= 0 and stats.highest < 100 and stats.median_vv < 5 and stats.median_vh < 5
    unsigned = not (stats.negative_vv or stats.negative_vh) and 5 <= stats.median_vv < 25 and (
        len(stats.polarisations) == 1 or stats.median_vh > stats.median_vv + 1
    )
    if decibels and unsigned:
        raise UnitsError(
            f"'{name}': the {source} are db, but no value is negative, median {stats.median}: decibels without their sign, 12 "
            "for -12 dB", "mostly negative values in dB", "multiply the values by -1, or export them again",
        )
    for is_wrong, found, expected in (
        (not decibels and (stats.decibels or (stats.negative_vv > 0.2 and not noise)), f"{stats.negative} are negative",
         f"no negative values in {units}"),
        (decibels and low, f"no value is negative, median {stats.median}", "mostly negative values in dB"),
        (decibels and stats.no_decibels > SHARE,  # fewer are fill
         f"the values reach from {stats.lowest:.4g} to {stats.highest:.4g}", "values from about -60 to 20 in dB"),
    ):
        if is_wrong:
            text = f"'{name}': the {source} are {units}, but {found}"
            raise UnitsError(text, expected, "state the units that fit the values")
