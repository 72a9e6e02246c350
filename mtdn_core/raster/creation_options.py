"""GDAL creation options of GeoTIFFs: defaults, and refusal of those that lose values or their place on the ground."""

from __future__ import annotations

from collections.abc import Iterable

from mtdn_core.errors import OutputError

BLOCK = 256
LOSSLESS = ("NONE", "LZW", "DEFLATE", "ZSTD", "LZMA", "PACKBITS", "LERC", "LERC_DEFLATE", "LERC_ZSTD")
NO = ("NO", "FALSE", "OFF")
# option: why it is refused, and values that do no harm
REFUSED: dict[str, tuple[str, tuple[str, ...]]] = {
    "NBITS": ("it cuts values to fewer bits", ()),
    "DISCARD_LSB": ("it drops the last bits of the values", ()),
    "PIXELTYPE": ("it changes the meaning of the values", ("DEFAULT",)),
    "ALPHA": ("it turns a measured band into a mask", NO),
    "PHOTOMETRIC": ("it turns measured bands into colours", ("MINISBLACK",)),
    "PROFILE": ("it leaves out georeference, nodata or band names", ("GDALGEOTIFF",)),
    "JPEG_QUALITY": ("it belongs to a lossy compression", ()),
    "WEBP_LEVEL": ("it belongs to a lossy compression", ()),
    "JXL_DISTANCE": ("it belongs to a lossy compression", ()),
    "SPARSE_OK": ("blocks that are left out may be read as zeros", NO),
    "STREAMABLE_OUTPUT": ("the file is written out of order", NO),
    "COPY_SRC_OVERVIEWS": ("there is no source with overviews", NO),
    # GDAL 3.6 loses the byte order of a block that is written in two parts
    "ENDIANNESS": ("blocks that are written in parts would be read wrongly", ("NATIVE", "LITTLE")),
    "COMPRESS": ("this compression is lossy, or not for floating-point numbers", LOSSLESS),
    "MAX_Z_ERROR": ("it allows errors in the values", ("0", "0.0")),
}


def check_options(options: Iterable[str]) -> None:
    """Raise :class:`OutputError` for an option that loses values, nodata, names or georeference."""
    for option in options:
        key, _, value = option.upper().partition("=")
        reason, harmless = REFUSED.get(key.strip(), ("", ()))
        if reason and value.strip() not in harmless:
            raise OutputError(
                f"The creation option '{option}' spoils the output: {reason}",
                "options that keep values, nodata, names and georeference, for example COMPRESS=ZSTD", "leave it out",
            )


def creation_options(stated: tuple[str, ...], integer: bool) -> list[str]:
    """Return the options of a GeoTIFF, those of the user (``KEY=VALUE``), which are checked, over the defaults.

    `integer`: True for classes and days, False for float32.
    """
    check_options(stated)
    options = {
        "TILED": "YES", "BLOCKXSIZE": str(BLOCK), "BLOCKYSIZE": str(BLOCK), "COMPRESS": "DEFLATE", "BIGTIFF": "IF_SAFER",
        "INTERLEAVE": "BAND",
    }
    for option in stated:
        key, _, value = option.partition("=")
        options[key.strip().upper()] = value.strip()
    if options["TILED"].upper() in NO:
        # strips: the tile width has no meaning there
        del options["BLOCKXSIZE"], options["BLOCKYSIZE"]
    if options["COMPRESS"].upper() in ("DEFLATE", "ZSTD", "LZW"):
        options.setdefault("PREDICTOR", "2" if integer else "3")
    if integer and options.get("PREDICTOR") == "3":
        options["PREDICTOR"] = "2"
    return [f"{key}={value}" for key, value in options.items()]
