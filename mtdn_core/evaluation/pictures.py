"""Small greyscale PNG pictures inside HTML, without any imaging library."""

from __future__ import annotations

import base64
import html
import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Encode (H, W) bytes as an 8-bit greyscale PNG."""
    height, width = pixels.shape
    lines = b"".join(b"\0" + row.tobytes() for row in pixels)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b"")


def stretch(image: NDArray[Any], low: float, high: float) -> NDArray[np.uint8]:
    """Map low..high to 0..255; NaN becomes 0."""
    scaled = (np.nan_to_num(image, nan=low) - low) / max(high - low, 1e-12)
    return np.asarray(np.clip(scaled, 0, 1) * 255, dtype=np.uint8)


def decibel_range(image: NDArray[Any]) -> tuple[float, float]:
    """2nd and 98th percentile of an intensity image in dB."""
    positive = image[np.isfinite(image) & (image > 0)]
    if positive.size == 0:
        return -30.0, 0.0
    low, high = np.percentile(10 * np.log10(positive), [2, 98])
    return float(low), float(high)


def intensity(image: NDArray[Any], limits: tuple[float, float]) -> NDArray[np.uint8]:
    """An intensity image in dB as bytes."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return stretch(10 * np.log10(np.maximum(image, 1e-12)), *limits)


def ratio(noisy: NDArray[Any], out: NDArray[Any]) -> NDArray[np.uint8]:
    """The ratio image noisy / out as bytes, -6 to 6 dB: pure speckle shows no ground."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return stretch(10 * np.log10(np.maximum(noisy, 1e-12) / np.maximum(out, 1e-12)), -6, 6)


def figure(pixels: NDArray[np.uint8], caption: str) -> str:
    """An HTML figure with the picture inside."""
    data = base64.b64encode(png(pixels)).decode("ascii")
    text, width = html.escape(caption), max(220, pixels.shape[1])
    source = f"data:image/png;base64,{data}"
    return f'<figure><img width="{width}" alt="{text}" src="{source}"><figcaption>{text}</figcaption></figure>'
