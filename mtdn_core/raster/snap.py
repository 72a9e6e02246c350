"""What SNAP writes beside the pixels: names of bands in a TIFF tag of its own, and the BEAM-DIMAP format."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path
from typing import BinaryIO

SNAP_TAG = 65000
LARGEST_TAG = 16 << 20
_ENTRY = re.compile(r'<MDATTR\s+name="(PASS|REL_ORBIT|first_line_time)"[^>]*>([^<]{1,80})</MDATTR>')


def band_entries(path: str, entry: str = "BAND_NAME") -> tuple[str, ...]:
    """Return what SNAP left in a GeoTIFF of every band, in order: BAND_NAME or PHYSICAL_UNIT; empty if nothing."""
    return tuple(re.findall(rf"<{entry}>\s*([^<]{{1,200}}?)\s*</{entry}>", product_text(path)))


def product_metadata(path: str) -> dict[str, str]:
    """Return what SNAP left of time and orbit, in a GeoTIFF or a ``.dim`` file."""
    return {name: value.strip() for name, value in _ENTRY.findall(product_text(path))}


def product_text(path: str) -> str:
    """Return the XML of BEAM-DIMAP: a ``.dim`` file, or the tag 65000 of a GeoTIFF, which GDAL does not read."""
    if not os.path.isfile(path):
        return ""
    try:
        with open(path, "rb") as file:
            if path.lower().endswith(".dim"):
                return file.read(LARGEST_TAG).decode("utf-8", "replace")
            return _tag(file)
    except (OSError, struct.error, ValueError):
        return ""


def _tag(file: BinaryIO) -> str:
    """Return the text of SNAP's tag in the first directory of a TIFF or BigTIFF."""
    header = file.read(16)
    order = {b"II": "<", b"MM": ">"}.get(header[:2])
    version = struct.unpack(order + "H", header[2:4])[0] if order else 0
    if order is None or version not in (42, 43):
        return ""
    # sizes of a place in the file, of the number of entries, and of an entry
    place, number, entry = ("I", "H", "HHII") if version == 42 else ("Q", "Q", "HHQQ")
    file.seek(struct.unpack(order + place, header[4:8] if version == 42 else header[8:16])[0])
    (count,) = struct.unpack(order + number, file.read(struct.calcsize(order + number)))
    for _ in range(min(count, 4096)):
        tag, kind, size, start = struct.unpack(order + entry, file.read(struct.calcsize(order + entry)))
        if tag == SNAP_TAG and kind == 2 and 8 < size <= LARGEST_TAG:
            file.seek(start)
            return file.read(size).decode("utf-8", "replace")
    return ""


def dimap_images(path: Path) -> tuple[Path, ...]:
    """Return the images of a BEAM-DIMAP product (``NAME.dim`` with ``NAME.data/*.img``), VV first."""
    folder = path.with_suffix(".data")
    return tuple(sorted(folder.glob("*.img"), key=lambda p: ("_vh" in p.stem.lower(), p.name))) if os.path.isdir(folder) else ()
