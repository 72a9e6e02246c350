"""The units of a date: what its bands, metadata and names state, and its values."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError, UnitsError
from mtdn_core.polarimetry.units import Recognition, recognise, units_in_text
from mtdn_core.raster.fill import plausible
from mtdn_core.raster.snap import band_entries
from mtdn_core.raster.stored import BandFacts

Float = NDArray[np.float32]
_SAYS_UNITS = re.compile(r"unit|scale|radiometr|calibrat|expression|convention|quantity|long_?name|description", re.I)


def find_units(facts: tuple[BandFacts, ...], sample: Float, asked: str, name: str, path: str) -> Recognition:
    vv, vh = sample[0], sample[-1]
    good = plausible(vv) & plausible(vh)
    if good.any():
        vv, vh = vv[good], vh[good]
    whole = all(f.integers for f in facts)
    polarisations = tuple(f.channel.intensity for f in facts if not f.channel.is_c12)
    both = np.concatenate([vv, vh])
    picture = both.min() >= 0 and both.max() <= 255 and not np.any(np.mod(both, 1)) and len(np.unique(both[:100000])) > 16
    if picture and asked == "auto" and not whole:
        raise InputError(
            f"'{path}' holds only whole numbers from {both.min():.0f} to {both.max():.0f}: an 8-bit picture stretched "
            "for display, stored in a wider type", "backscatter (power, dB or amplitude)",
            "export the raw values instead of the rendered image; if these are digital numbers of a calm scene, state the "
            "units",
        )
    hints = [hint for f in facts for hint in [*_unit_hints(f)][:1]]
    if asked == "auto" and len({units for units, _ in hints}) > 1:
        raise UnitsError(
            "The bands state different units: " + "; ".join(f"{units} by {where}" for units, where in hints),
            "one unit for all bands of a date", "choose bands of one unit, or state the units",
        )
    return recognise(vv, vh, tuple(hints), asked, name, whole, len(facts) == 4, polarisations)


def _unit_hints(f: BandFacts) -> Iterator[tuple[str, str]]:
    """Give the units that names and metadata of a band state, and where, the strongest first."""
    file, number = f.channel.file, f.channel.band
    yield from _stated(f"the unit of band {number}", f.unit)
    yield from _stated(f"the description '{f.description}'", f.description)
    for entry in ("PHYSICAL_UNIT", "BAND_NAME"):
        yield from _stated(f"SNAP's {entry}", "".join(band_entries(file.path, entry)[number - 1 :][:1]))
    for owner in (f.channel.handle, file.dataset):
        for key, value in (owner.GetMetadata() or {}).items():
            if _SAYS_UNITS.search(key) and len(value) <= 200:
                yield from _stated(f"the metadata entry {key}", value)
    yield from _stated(f"the file name '{file.name}'", file.name)


def _stated(where: str, text: str) -> list[tuple[str, str]]:
    units = units_in_text(text)
    return [(units, where)] if units else []
