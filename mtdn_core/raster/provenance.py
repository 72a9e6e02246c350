"""What an output says of itself: software, model, settings, inputs, and the credit that Copernicus asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mtdn_core import __version__

KIND = "MTDN_PRODUCT"
DESPECKLED, CHANGE = "despeckled", "change"


def provenance(kind: str, facts: Mapping[str, Any], years: list[int], sentinel: bool) -> dict[str, str]:
    """Return GeoTIFF metadata.

    Parameters
    ----------
    kind
        :data:`DESPECKLED` or :data:`CHANGE`.
    facts
        Further entries; None is left out.
    years
        Of the acquisitions, as far as they are known.
    sentinel
        True for Sentinel-1 images by their names or metadata.
    """
    entries = {f"MTDN_{key.upper()}": str(value) for key, value in facts.items() if value not in (None, "")}
    entries[KIND] = kind
    entries["MTDN_SOFTWARE"] = f"MTDN {__version__}"
    entries["TIFFTAG_SOFTWARE"] = f"MTDN {__version__}"
    if sentinel:
        year = "-".join(str(y) for y in sorted({min(years), max(years)})) if years else "[year]"
        entries["TIFFTAG_COPYRIGHT"] = f"Contains modified Copernicus Sentinel data {year}"
    return entries


def is_despeckled(metadata: Mapping[str, str]) -> bool:
    """Return True for the metadata of an image that this library has despeckled."""
    return metadata.get(KIND) == DESPECKLED
