"""Level, ratio of VV to VH, and speckle: are values those of power, or of amplitude, or of decibels of something else?"""

from __future__ import annotations

import numpy as np

from mtdn_core.polarimetry.units import LEAST_POWER
from mtdn_core.raster.gdal import Float

LAG, RUN = 3, 25  # samples in a row

HALVED = (
    "The negative values of '{name}' are taken for decibels, but level, ratio of VV to VH and speckle are those of half as "
    "many: 10 log10 of amplitude, or another logarithm. If so, what comes out is wrong: calculate 10 log10 of power, which is "
    "twice 10 log10 of amplitude and 4.34 times the natural logarithm of power. If they are right, state the units"
)
DOUBLED = (
    "The negative values of '{name}' are taken for decibels, but level, ratio of VV to VH and speckle are those of twice as "
    "many: 20 log10 of power. If so, what comes out is wrong: halve them. If they are right, state the units"
)
CONTRARY = (
    "{label} says that '{name}' holds {units}, but level, ratio of VV to VH and speckle are those of {other}. If so, what "
    "comes out is wrong: state the units"
)


def decibels_of(power: Float) -> Float:
    """Return decibels of power that may be 0 or negative."""
    return np.asarray(10 * np.log10(np.maximum(power, np.float32(LEAST_POWER))), np.float32)


def doubt(vv: Float, vh: Float, units: str, label: str, name: str) -> str:
    """Warn of VV and VH that are hardly in `units`, which `label` states unless it is empty."""
    if units != "db":
        vv, vh = decibels_of(vv), decibels_of(vh)
    is_power = only_power(vv, vh, False)
    speckle, cross, dark = speckle_of(vv), speckle_of(vh), float(np.median(vh))
    step = float(np.median(vv)) - dark
    # what is labelled may have been filtered
    is_half = not is_power and speckle < 1.75 and step > 1 and (step < 4.7 or (speckle < 1.15 and not label))
    if units != "db":
        other = {"amplitude": "power" if is_power else "", "linear": "amplitude" if is_half else ""}[units]
        return CONTRARY.format(name=name, label=label, units=units, other=other) if other else ""
    if is_half:
        return HALVED.format(name=name)
    # the VH of a sea or desert is noise, which has more speckle than VV and does not vary with it
    if dark < -24 and step >= 10 and 2.4 <= speckle < 5.3 and cross < 1.1 * speckle and len(vv) >= 4 * RUN:
        ratio, together, _ = _means(vv, vh)
        return DOUBLED.format(name=name) if ratio >= 9.5 and together > 0.2 else ""
    return ""


def speckle_of(decibels: Float) -> float:
    """Return the standard deviation of speckle in dB, whatever edges there are; 0 of too few values."""
    steps = np.abs(decibels[LAG:] - decibels[:-LAG])
    return float(np.median(steps)) / 0.954 if steps.size else 0.0


def only_power(vv: Float, vh: Float, alone: bool) -> bool:
    """Return True where values without a label, in decibels as of power, can be power, but hardly amplitude.

    Amplitude halves every decibel: level, ratio of VV to VH, speckle, contrast. Land in amplitude has a ratio below 5 dB.
    Water in amplitude has the ratio of land in power, but the speckle of power of many looks. Where that is possible, land
    is known by contrast, by VV and VH that vary together, and by the ratio of its bright parts, which is small for a coast
    in amplitude. The limits come from about 400 real scenes and their square roots, also mixed, darkened, averaged and cut.
    """
    level, dark = float(np.median(vv)), float(np.median(vh))
    if level > -3 or (level - dark < 4.5 and not alone):
        return False
    if dark < -18.5:  # as amplitude 37 dB below 1, darker than any water
        return True
    if len(vv) < 4 * RUN:
        return False
    speckle = speckle_of(vv)
    one_look = 2.35 < speckle < 2.7  # in amplitude; or three looks in power
    if alone:  # without a ratio, towns in amplitude come close
        return 1.75 <= speckle < 2.4 or speckle > 3.3
    ratio, together, contrast = _means(vv, vh)
    if speckle >= 1.55 and (not one_look or (contrast >= 0.9 and level - dark >= 5.5)):
        return True
    land = level - dark >= 5.5 and ratio >= 5
    return land and ((speckle >= 1.35 and not one_look) or (together >= 0.35 and contrast >= 0.55))


def _means(vv: Float, vh: Float) -> tuple[float, float, float]:
    """Of means of samples in a row, in dB: VV over VH where VH is bright, correlation, narrowest range of half of VV."""
    rows = (values[: len(values) // RUN * RUN].reshape(-1, RUN) for values in (vv, vh))
    vv, vh = (10 * np.log10((10 ** (row / 10)).mean(1)) for row in rows)
    ordered, half = np.sort(vv), len(vv) // 2
    contrast = float((ordered[half:] - ordered[: len(ordered) - half]).min())
    with np.errstate(invalid="ignore", divide="ignore"):  # of an even image
        together = float(np.corrcoef(vv, vh)[0, 1])
    return float(np.median((vv - vh)[vh >= np.percentile(vh, 80)])), together, contrast
