"""What an output says of itself: software, model, settings, inputs, and the credit that Copernicus asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from mtdn_core import __version__

KIND = "MTDN_PRODUCT"
DESPECKLED, CHANGE, RATIO, FEATURES = "despeckled", "change", "ratio", "features"
CREDIT = "TIFFTAG_COPYRIGHT"
_SENTINEL_1 = re.compile(r"(?<![a-z0-9])(s1[abcd]?|sentinel[-_ ]?1[abcd]?)(?![a-z0-9])", re.IGNORECASE)


def provenance(kind: str, facts: Mapping[str, Any], years: list[int], sentinel: bool) -> dict[str, str]:
    """Return GeoTIFF metadata of a `kind` of product: `facts` that are known, software, and the credit.

    `years` of the acquisitions, as far as they are known; `sentinel`: Sentinel-1 images by their names or metadata.
    """
    entries = {f"MTDN_{key.upper()}": str(value) for key, value in facts.items() if value not in (None, "")}
    entries[KIND] = kind
    entries["MTDN_SOFTWARE"] = f"MTDN {__version__}"
    entries["TIFFTAG_SOFTWARE"] = f"MTDN {__version__}"
    year = "-".join(str(y) for y in sorted({min(years), max(years)})) if years else "[year]"
    credit = f"modified Copernicus Sentinel data {year}"
    if sentinel:
        entries[CREDIT] = f"Contains {credit}"
    else:
        entries["MTDN_CREDIT"] = f"If made from Sentinel-1 images: contains {credit}"
    return entries


def of_sentinel1(names: Iterable[str], metadata: Iterable[Mapping[str, str]]) -> bool:
    """Return True if file names (without folders) or metadata say that images are of Sentinel-1."""
    texts = [*names, *(text for entries in metadata for item in entries.items() for text in item)]
    return any(_SENTINEL_1.search(text.replace("_", " ")) for text in texts)


def despeckled_metadata(own: Mapping[str, str], added: Mapping[str, str]) -> dict[str, str]:
    """Return the metadata of a despeckled image: those of its input, its own provenance, and the credits of both."""
    kept = {key: value for key, value in own.items() if not key.startswith("MTDN_")}
    result = {**kept, **added, KIND: DESPECKLED}
    credit, before = added.get(CREDIT, ""), kept.get(CREDIT, "")
    if before:
        result[CREDIT] = before if credit in before else f"{before}; {credit}"
    return result


def is_despeckled(metadata: Mapping[str, str]) -> bool:
    """Return True for the metadata of an image that this library has despeckled."""
    return metadata.get(KIND) == DESPECKLED
