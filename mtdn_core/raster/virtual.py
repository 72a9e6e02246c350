"""Virtual rasters (VRT) are text that names other files: read before GDAL opens them, and refused unless plain."""

from __future__ import annotations

import html
import os
import re

from mtdn_core.errors import InputError
from mtdn_core.raster.gdal import attempt, gdal_module, quiet

MOST_SOURCES = 20_000
DEEPEST = 16
LARGEST_TEXT = 64 << 20
HEAD = 4096
NETWORK = ("/vsicurl", "/vsis3", "/vsigs", "/vsiaz", "/vsiadls", "/vsioss", "/vsiswift", "/vsihdfs", "/vsiwebhdfs")
_SOURCE = re.compile(
    r"<(SourceFilename|SourceDataset|OverviewFile)\b([^>]*)>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</\1>", re.DOTALL
)
_RELATIVE = re.compile(r"relativeToVRT\s*=\s*[\"']1", re.I)
#: what a driver other than GDAL's own file systems would ask for
_ADDRESS = re.compile(r"\b(https?|ftp|s3|gs|wss?)://", re.I)
_BEHIND = re.compile(r"/vsi\w+[/?].*")
_SERVICE = re.compile(r"\s*(WMS|WMTS|WCS|HTTPS?|PG):", re.I)
_NOT_PLAIN = (
    ("VRTRawRasterBand", "reads the bytes of any file as pixels"),
    ("PixelFunction", "runs functions on its pixels"),
    ("VRTPansharpenedDataset", "computes its pixels"),
    ("VRTProcessedDataset", "computes its pixels"),
    ("<ArraySource", "computes its pixels"),
)


def sources_of(path: str, name: str = "") -> tuple[str, ...]:
    """Return the sources of a virtual raster, their sources, and so on; empty for other files.

    `path` of any file, or the text of a virtual raster, then `name` of the file that holds it. Raises :class:`InputError` for
    one that runs functions, reads raw bytes, nests without end, or whose sources are devices, addresses in memory, or
    descriptions of web services.
    """
    text, known = _text(path), dict[str, int]()
    name = name or ("" if text == path else path)
    count = 0 if text is None else _count(text, name, known, ())
    if count > MOST_SOURCES:
        raise InputError(
            f"'{name}' is a virtual raster that reads {count:.6g} files", f"at most {MOST_SOURCES}",
            "write it to a GeoTIFF, or build it from the files themselves",
        )
    return tuple(known)


def _count(text: str, path: str, known: dict[str, int], above: tuple[str, ...]) -> int:
    """Return how many files are opened to read a virtual raster once, and how many for each source in `known`."""
    plain = html.unescape(text)
    if "<GDAL_WMS" in plain[:HEAD] or "<WMTS" in plain[:HEAD]:
        raise web_service(f"'{path}'", "WMS")
    for word, what in _NOT_PLAIN:
        if word in plain:
            raise InputError(
                f"'{path}' is a virtual raster that {what}", "a virtual raster of whole raster files",
                "write it to a GeoTIFF with gdal_translate if you trust it",
            )
    if path in above or len(above) > DEEPEST:
        raise InputError(
            f"'{path}' is a virtual raster that reads itself, or is nested more than {DEEPEST} times",
            "a virtual raster of raster files", "build it from the files themselves",
        )
    total = 0
    for source in _sources(text, path):
        if source not in known:
            if not source.startswith("<"):
                check_source(source, path)
            nested = _text(source)
            known[source] = 1 if nested is None else _count(nested, source, known, (*above, path))
        total += known[source]
    return total


def web_service(what: str, driver: str) -> InputError:
    """Return the error for what would have GDAL ask a server."""
    return InputError(
        f"{what} describes a web service or database ({driver})", "a raster file",
        "download the data, or export the layer to a GeoTIFF first",
    )


def check_source(source: str, virtual: str = "") -> None:
    """Refuse what is no file or folder; `virtual`: the virtual raster that reads it."""
    what = f"The virtual raster '{virtual}' reads '{source[:200]}', which" if virtual else f"'{source[:200]}'"
    if "/vsisparse/" in source:
        raise InputError(
            f"{what} is put together from ranges of other files", "a raster file",
            "write it to a GeoTIFF with gdal_translate if you trust it",
        )
    if source.strip().upper().startswith("MEM:"):
        raise InputError(f"{what} is an address in memory", "a raster file", "save it to a file first")
    if found := _SERVICE.match(source) or _ADDRESS.search(_BEHIND.sub("", source)):
        raise web_service(what, found[1].upper())
    if os.path.exists(source) and not (os.path.isfile(source) or os.path.isdir(source)):
        raise InputError(f"{what} is neither a file nor a folder", "a raster file", "save the data to a file first")


def _sources(text: str, path: str) -> list[str]:
    """Return the names of the sources that a virtual raster states, from its own folder where they are relative."""
    found = []
    for _, attributes, name in _SOURCE.findall(text):
        name = re.sub(r"^vrt://([^?]*).*", r"\1", html.unescape(name).strip(), flags=re.DOTALL)
        if name and not name.startswith(("/", "<")) and _RELATIVE.search(attributes):
            name = os.path.join(os.path.dirname(path), name)
        found += [name] if name else []
    return found


def _text(path: str) -> str | None:
    """Return what a file that describes a raster says; None for every other file."""
    if path.lstrip().startswith("<"):
        return path
    if path.startswith(NETWORK) and not path.lower().partition("?")[0].endswith((".vrt", ".xml")):
        return None  # a request for every source would take long
    if not path.startswith("/vsi") and not os.path.isfile(path):
        return None
    file = attempt(lambda: gdal_module().VSIFOpenL(path, "rb"))[0]
    if file is None:
        return None
    with quiet() as gdal:
        try:
            head = bytes(gdal.VSIFReadL(1, HEAD, file) or b"")
            if not any(mark in head for mark in (b"<VRTDataset", b"<GDAL_WMS", b"<WMTS", b"<WMS_", b"<OGRVRT")):
                return None
            rest = bytes(gdal.VSIFReadL(1, LARGEST_TEXT, file) or b"") if len(head) == HEAD else b""
        finally:
            gdal.VSIFCloseL(file)
    if len(rest) == LARGEST_TEXT:
        raise InputError(f"'{path}' is a virtual raster of more than {LARGEST_TEXT >> 20} MB", "less")
    return (head + rest).decode("utf-8", "replace")
