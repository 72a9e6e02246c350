"""The units of a date: what its bands, metadata and names state, and its values."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError, UnitsError
from mtdn_core.polarimetry.units import Recognition, recognise, units_in_text
from mtdn_core.raster.fill import plausible
from mtdn_core.raster.gdal import gdal_module
from mtdn_core.raster.snap import band_entries
from mtdn_core.raster.stored import BandFacts

Float = NDArray[np.float32]
_SAYS_UNITS = re.compile(r"unit|scale|radiometr|calibrat|expression|convention|quantity|long_?name|description", re.I)


def find_units(
    facts: tuple[BandFacts, ...], sample: Float, asked: str, name: str, path: str
) -> Recognition:
    vv, vh = sample[0], sample[-1]
    good = plausible(vv) & plausible(vh)
    if good.any():
        vv, vh = vv[good], vh[good]
    whole = _whole_numbers((vv, vh), path, facts, asked)
    polarisations = tuple(f.channel.intensity for f in facts if not f.channel.is_c12)
    return recognise(vv, vh, _unit_hints(facts), asked, name, whole, len(facts) == 4, polarisations)


def _whole_numbers(intensities: tuple[Any, ...], path: str, facts: tuple[BandFacts, ...], asked: str) -> bool:
    """Return True for unscaled integers of 16 bits or more; refuse a display stretch stored as other numbers."""
    gdal = gdal_module()
    kinds = {gdal.GetDataTypeName(f.channel.file.dataset.GetRasterBand(f.channel.band).DataType) for f in facts}
    if all(kind.startswith(("UInt", "Int")) for kind in kinds):
        return all((f.scale, f.offset) == (1.0, 0.0) for f in facts)
    both = np.concatenate(intensities)
    picture = both.min() >= 0 and both.max() <= 255 and not np.any(np.mod(both, 1)) and len(np.unique(both[:100000])) > 16
    if picture and asked == "auto":
        raise InputError(
            f"'{path}' holds only whole numbers from {both.min():.0f} to {both.max():.0f}: an 8-bit picture stretched "
            "for display, stored in a wider type", "backscatter (power, dB or amplitude)",
            "export the raw values instead of the rendered image; if these are digital numbers of a calm scene, state the "
            "units",
        )  # fmt: skip
    return False


def _unit_hints(facts: tuple[BandFacts, ...]) -> tuple[tuple[str, str], ...]:
    """Collect what names and metadata say of the units; refuse bands that say different things."""
    per_band: list[tuple[str, str]] = []
    for f in facts:
        band = f.channel.file.dataset.GetRasterBand(f.channel.band)
        texts = [(f"the unit of band {f.channel.band}", f.unit), (f"the description '{f.description}'", f.description)]
        for entry in ("PHYSICAL_UNIT", "BAND_NAME"):
            texts += [(f"SNAP's {entry}", text) for text in band_entries(f.channel.file.path, entry)[f.channel.band - 1 :][:1]]
        for owner in (band, f.channel.file.dataset):
            texts += [
                (f"the metadata entry {key}", value)
                for key, value in (owner.GetMetadata() or {}).items()
                if _SAYS_UNITS.search(key) and len(value) <= 200
            ]
        texts.append((f"the file name '{f.channel.file.name}'", f.channel.file.name))
        for where, text in texts:
            stated = units_in_text(text) if text else None
            if stated:
                per_band.append((stated, where))
                break
    if len({units for units, _ in per_band}) > 1:
        raise UnitsError(
            "The bands state different units: " + "; ".join(f"{units} by {where}" for units, where in per_band),
            "one unit for all bands of a date", "choose bands of one unit, or state the units",
        )  # fmt: skip
    return tuple(per_band)
