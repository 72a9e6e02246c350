"""Units of backscatter, and which pixels count as measured.

Models work on linear power. Decibels and amplitudes are converted on the way in and back on the way out.

Policy for unusual values, the same for every tile:

* NaN, infinite, equal to the declared nodata value, masked by the dataset (mask band, alpha): **not measured**.
* Exactly zero in *every* band, where the file declares neither nodata nor mask: **not measured** (the fill of a
  Sentinel-1 border). Where the file declares nodata, zeros are what they are: power below the noise, **measured**.
* Zero in one band only: **measured** (VH after subtraction of the thermal noise).
* Negative, in linear power or amplitude: not physical. Down to :data:`NEGATIVE_TOLERANCE` of the band's median it is
  the ringing of a resampling filter and counts as zero, **measured**; below, **not measured**.
* A pixel is measured if all bands of its date are. What is not measured is nodata in every output of that date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import UnitsError

Array = NDArray[np.float32]

NEGATIVE_TOLERANCE = 1e-2
# the least power written to a dB output (-200 dB): a logarithm of zero would not be a number
LEAST_POWER = 1e-20
# calibrated backscatter above this median (10 dB) is rather digital numbers, whose power and amplitude look alike
CALIBRATED_MEDIAN = 10.0

_DB = re.compile(r"(?<![a-z])(db|decibels?)(?![a-z])|(?<=v[vh])db(?![a-z])")
_AMPLITUDE = re.compile(r"(?<![a-z])(amp|ampl|amplitudes?|magnitude)(?![a-z])")
_LINEAR = re.compile(
    r"(?<![a-z])(linear|lin|power|pow|intensity|intensities|(sigma|gamma|beta)_?(0|nought|naught)|rtc-s1|c11|c22)(?![a-z])"
)
# ASF HyP3 RTC names state gamma/sigma, then p(ower), d(ecibel) or a(mplitude)
_HYP3 = re.compile(r"_rtc\d+_[a-z]_[gs]([pda])[uw][nf][ec][dm](?![a-z])")


@dataclass(frozen=True)
class Recognition:
    """Units and the reason for them, in words."""

    units: str
    reason: str


def to_power(values: Array, units: str) -> Array:
    """Convert to linear power; `values` of any shape, not measured ones included (they come out as they may)."""
    if units == "db":
        with np.errstate(over="ignore", invalid="ignore"):
            power: Array = np.power(np.float32(10.0), values * np.float32(0.1), dtype=np.float32)
        return power
    if units == "amplitude":
        with np.errstate(over="ignore", invalid="ignore"):
            square: Array = np.square(np.maximum(values, 0), dtype=np.float32)
        return square
    return values


def from_power(power: Array, units: str) -> Array:
    """Convert linear power to `units`; the inverse of :func:`to_power`."""
    if units == "db":
        with np.errstate(invalid="ignore"):
            decibels: Array = np.log10(np.maximum(power, np.float32(LEAST_POWER)), dtype=np.float32) * np.float32(10.0)
        return decibels
    if units == "amplitude":
        with np.errstate(invalid="ignore"):
            root: Array = np.sqrt(np.maximum(power, 0), dtype=np.float32)
        return root
    return power


def units_in_text(text: str) -> str | None:
    """Return the units that a band description, a file name or a metadata entry states, or None."""
    text = text.lower()
    if found := _HYP3.search(text):
        return {"p": "linear", "d": "db", "a": "amplitude"}[found.group(1)]
    text = text.replace("_", " ").replace("sigma 0", "sigma0").replace("gamma 0", "gamma0").replace("beta 0", "beta0")
    if _DB.search(text):
        return "db"
    if _AMPLITUDE.search(text):
        return "amplitude"
    return "linear" if _LINEAR.search(text) else None


def recognise(
    vv: Array, vh: Array, hints: tuple[tuple[str, str], ...], asked: str, name: str, integers: bool, c2: bool = False
) -> Recognition:
    """Find the units of one date.

    Parameters
    ----------
    vv, vh
        Samples of measured pixels, one axis, as stored.
    hints
        (units, where it was stated) from names and metadata, the strongest first.
    asked
        ``auto``, or the units the user states.
    integers
        True if the file stores unsigned 16-bit integers, as Sentinel-1 GRD amplitudes do.
    c2
        True for covariance matrices, which only exist in linear power.

    Raises
    ------
    UnitsError
        If the units cannot be told, or those stated cannot be.
    """
    look = _Look.at(vv, vh)
    if c2:
        return _covariance(look, asked, name)
    if asked != "auto":
        _refuse_impossible(look, asked, name, "stated units")
        contrary = next((f", although {where} says {units}" for units, where in hints if units != asked), "")
        return Recognition(asked, f"as stated by the user{contrary}")
    if hints:
        units, where = hints[0]
        _refuse_impossible(look, units, name, f"units in {where}")
        return Recognition(units, f"{where} says so")
    if look.decibels:
        return Recognition("db", f"{look.negative_vh:.0%} of VH and {look.negative_vv:.0%} of VV are negative")
    action = "state the units: linear, db or amplitude"
    if look.negative_vv > 0.02 or look.negative_vh > 0.5:
        raise UnitsError(
            f"The units of '{name}' cannot be told: {look.negative_vv:.0%} of VV and {look.negative_vh:.0%} of VH are "
            f"negative, median VV {look.median_vv:.4g}",
            "linear power or amplitude (hardly any negative value) or dB (mostly negative, -60 to 20)",
            action,
        )
    if integers:
        return Recognition("amplitude", "unsigned 16-bit integers, as Sentinel-1 GRD stores amplitudes")
    if look.median_vv > CALIBRATED_MEDIAN:
        raise UnitsError(
            f"The units of '{name}' cannot be told: its values are not calibrated backscatter (median VV "
            f"{look.median_vv:.4g}), so power and amplitude look alike",
            f"calibrated backscatter (median VV below {CALIBRATED_MEDIAN:.0f})",
            action,
        )
    return Recognition("linear", f"no negative values, median VV {look.median_vv:.3g}; amplitudes must be stated")


@dataclass(frozen=True)
class _Look:
    median_vv: float
    median_vh: float
    negative_vv: float
    negative_vh: float
    lowest: float
    highest: float

    @classmethod
    def at(cls, vv: Array, vh: Array) -> _Look:
        return cls(
            float(np.median(vv)), float(np.median(vh)), float(np.mean(vv < 0)), float(np.mean(vh < 0)),
            float(min(vv.min(), vh.min())), float(max(vv.max(), vh.max())),
        )  # fmt: skip

    @property
    def decibels(self) -> bool:
        plausible = -70 < self.median_vv < 40 and -80 < self.median_vh < 40
        # power after noise subtraction goes negative too, but by little: dB of VH lie far below zero
        return plausible and self.negative_vv > 0.02 and self.negative_vh >= 0.5 and self.median_vh < -1


def _covariance(look: _Look, asked: str, name: str) -> Recognition:
    if asked not in ("auto", "linear") or look.negative_vv > 0.02 or look.negative_vh > 0.5:
        found = f"{asked} is stated" if asked not in ("auto", "linear") else "C11 or C22 have negative values"
        raise UnitsError(
            f"'{name}' is read as the covariance matrix C2, but {found}",
            "C2 in linear power (C12 has no meaning in dB or amplitude)",
            "give C2 in linear power, or name only the VV and VH bands",
        )
    return Recognition("linear", "a covariance matrix is linear power")


def _refuse_impossible(look: _Look, units: str, name: str, source: str) -> None:
    """Raise if `units` contradict the values beyond doubt."""
    found = ""
    if units in ("linear", "amplitude") and (look.decibels or look.negative_vv > 0.2):
        found = f"{look.negative_vv:.0%} of VV and {look.negative_vh:.0%} of VH are negative"
        expected = f"no negative values in {units}"
    elif units == "db" and look.lowest >= 0 and look.highest < 100 and look.median_vv < 5 and look.median_vh < 5:
        found = f"no value is negative, median VV {look.median_vv:.3g}"
        expected = "mostly negative values in dB"
    elif units == "db" and (look.highest > 200 or look.lowest < -300 or look.median_vh < -100):
        found = f"the values reach from {look.lowest:.4g} to {look.highest:.4g}"
        expected = "values from about -60 to 20 in dB"
    if found:
        raise UnitsError(
            f"'{name}': the {source} are {units}, but {found}", expected, "state the units that fit the values"
        )
