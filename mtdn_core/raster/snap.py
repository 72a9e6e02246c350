"""What SNAP writes beside the pixels: names of bands in a TIFF tag of its own, and the BEAM-DIMAP format."""

from __future__ import annotations

import re
import struct
from pathlib import Path

SNAP_TAG = 65000
LARGEST_TAG = 16 << 20
_BAND = re.compile(r"<BAND_NAME>\s*([^<]{1,200}?)\s*</BAND_NAME>")


def band_names(path: str) -> tuple[str, ...]:
    """Return the names of the bands that SNAP left in a GeoTIFF, in order; empty if there are none.

    GDAL does not read this tag (number 65000, the XML of BEAM-DIMAP).
    """
    if not Path(path).is_file():
        return ()
    try:
        with open(path, "rb") as file:
            text = _tag(file.read(16), path)
    except (OSError, struct.error, ValueError):
        return ()
    return tuple(_BAND.findall(text))


def _tag(header: bytes, path: str) -> str:
    """Return the text of SNAP's tag in the first directory of a classic TIFF."""
    order = {b"II": "<", b"MM": ">"}.get(header[:2])
    if order is None or struct.unpack(order + "H", header[2:4])[0] != 42:
        return ""
    with open(path, "rb") as file:
        file.seek(struct.unpack(order + "I", header[4:8])[0])
        (count,) = struct.unpack(order + "H", file.read(2))
        for _ in range(count):
            tag, kind, size, place = struct.unpack(order + "HHII", file.read(12))
            if tag == SNAP_TAG and kind == 2 and 4 < size <= LARGEST_TAG:
                file.seek(place)
                return file.read(size).decode("utf-8", "replace")
    return ""


def dimap_images(path: Path) -> tuple[Path, ...]:
    """Return the images of a BEAM-DIMAP product (``NAME.dim`` with ``NAME.data/*.img``), VV first."""
    folder = path.with_suffix(".data")
    return tuple(sorted(folder.glob("*.img"), key=lambda p: ("_vh" in p.stem.lower(), p.name))) if folder.is_dir() else ()
