"""GDAL creation options of GeoTIFFs: defaults, and refusal of those that lose values or their place on the ground."""

from __future__ import annotations

from collections.abc import Iterable

from mtdn_core.errors import OutputError

BLOCK = 256
LOSSLESS = ("NONE", "LZW", "DEFLATE", "ZSTD", "LZMA", "PACKBITS", "LERC", "LERC_DEFLATE", "LERC_ZSTD")
# option: why it is refused
REFUSED = {
    "NBITS": "it cuts values to fewer bits",
    "DISCARD_LSB": "it drops the last bits of the values",
    "PIXELTYPE": "it changes the meaning of the values",
    "ALPHA": "it turns a measured band into a mask",
    "PHOTOMETRIC": "it turns measured bands into colours",
    "PROFILE": "it leaves out georeference, nodata or band names",
    "JPEG_QUALITY": "it belongs to a lossy compression",
    "WEBP_LEVEL": "it belongs to a lossy compression",
    "JXL_DISTANCE": "it belongs to a lossy compression",
    "SPARSE_OK": "blocks that are left out may be read as zeros",
    "STREAMABLE_OUTPUT": "the file is written out of order",
    "COPY_SRC_OVERVIEWS": "there is no source with overviews",
    # GDAL 3.6 loses the byte order of a block that is written in two parts
    "ENDIANNESS": "blocks that are written in parts would be read wrongly",
}
_HARMLESS = {
    "PROFILE": ("GDALGEOTIFF",),
    "PHOTOMETRIC": ("MINISBLACK",),
    "ALPHA": ("NO", "FALSE", "OFF"),
    "PIXELTYPE": ("DEFAULT",),
    "SPARSE_OK": ("NO", "FALSE", "OFF"),
    "STREAMABLE_OUTPUT": ("NO", "FALSE", "OFF"),
    "COPY_SRC_OVERVIEWS": ("NO", "FALSE", "OFF"),
    "ENDIANNESS": ("NATIVE", "LITTLE"),
}


def check_options(options: Iterable[str]) -> None:
    """Refuse options that lose values, nodata, names or georeference.

    Raises
    ------
    OutputError
        Naming the first of them.
    """
    for option in options:
        key, _, value = option.partition("=")
        _check(key.strip().upper(), value.strip().upper(), option)


def creation_options(stated: tuple[str, ...], integer: bool) -> list[str]:
    """Return the options of a GeoTIFF, those of the user over the defaults.

    Parameters
    ----------
    stated
        ``KEY=VALUE``.
    integer
        True for classes and days, False for float32.

    Raises
    ------
    OutputError
        For an option that loses values, nodata, names or georeference.
    """
    options = {
        "TILED": "YES",
        "BLOCKXSIZE": str(BLOCK),
        "BLOCKYSIZE": str(BLOCK),
        "COMPRESS": "DEFLATE",
        "BIGTIFF": "IF_SAFER",
        "INTERLEAVE": "BAND",
    }
    check_options(stated)
    for option in stated:
        key, _, value = option.partition("=")
        options[key.strip().upper()] = value.strip()
    if options["TILED"].upper() in ("NO", "FALSE", "OFF"):
        # strips: the tile width has no meaning there
        options.pop("BLOCKXSIZE")
        options.pop("BLOCKYSIZE")
    if options["COMPRESS"].upper() in ("DEFLATE", "ZSTD", "LZW"):
        options.setdefault("PREDICTOR", "2" if integer else "3")
    if integer and options.get("PREDICTOR") == "3":
        options["PREDICTOR"] = "2"
    return [f"{key}={value}" for key, value in options.items()]


def _check(key: str, value: str, option: str) -> None:
    reason = REFUSED.get(key, "")
    if value in _HARMLESS.get(key, ()):
        reason = ""
    if key == "COMPRESS" and value not in LOSSLESS:
        reason = "this compression is lossy, or not for floating-point numbers"
    if key == "MAX_Z_ERROR" and _number(value) != 0:
        reason = "it allows errors in the values"
    if reason:
        raise OutputError(
            f"The creation option '{option}' spoils the output: {reason}",
            "options that keep values, nodata, names and georeference, for example COMPRESS=ZSTD",
            "leave it out",
        )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
