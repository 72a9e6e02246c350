"""Copies of the shipped model to be changed, weights made by hand, and what a refusal must be like."""

from __future__ import annotations

import hashlib
import json
import struct
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mtdn_core.errors import ModelError
from mtdn_core.model.card import WEIGHTS_FOLDER
from mtdn_core.model.load import has_torch

SHIPPED = WEIGHTS_FOLDER / "mtdn-compact.safetensors"
BACKENDS = ["numpy", *(["torch"] if has_torch() else [])]
LONGEST_MESSAGE = 3000  # characters


def pack(tensors: dict[str, tuple[str, list[int], bytes]]) -> bytes:
    """A safetensors file of name to type, shape and bytes."""
    header, at = {}, 0
    for name, (kind, shape, content) in tensors.items():
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [at, at + len(content)]}
        at += len(content)
    return with_header(json.dumps(header).encode(), b"".join(content for _, _, content in tensors.values()))


def with_header(header: bytes, data: bytes = b"") -> bytes:
    return struct.pack("<Q", len(header)) + header + data


def entry(shape: Any = (2,), offsets: Any = (0, 8), kind: Any = "F32", data: bytes = bytes(8), **more: Any) -> bytes:
    return with_header(json.dumps({"a": {"dtype": kind, "shape": shape, "data_offsets": offsets}, **more}).encode(), data)


def floats(*values: float) -> bytes:
    return np.array(values, "<f4").tobytes()


class Copy:
    """A copy of the shipped model, whose card and weights can be changed; the card's SHA-256 follows the weights."""

    def __init__(self, folder: Path) -> None:
        self.weights, self.card = folder / "m.safetensors", folder / "m.json"
        self.entries = json.loads(SHIPPED.with_suffix(".json").read_text("utf-8"))
        self.content = SHIPPED.read_bytes()

    def write(self, **entries: Any) -> Path:
        self.weights.write_bytes(self.content)
        self.entries |= {"sha256": hashlib.sha256(self.content).hexdigest(), **entries}
        self.card.write_text(json.dumps(self.entries), "utf-8")
        return self.weights

    def tensors(self) -> dict[str, tuple[str, list[int], bytes]]:
        length = struct.unpack("<Q", self.content[:8])[0]
        header, data = json.loads(self.content[8 : 8 + length]), self.content[8 + length :]
        header.pop("__metadata__", None)
        return {k: (v["dtype"], v["shape"], data[slice(*v["data_offsets"])]) for k, v in header.items()}


def refused(call: Callable[[], Any], words: str | None = None) -> str:
    """Words of the refusal, which must come soon, take little memory and be of a length a person reads."""
    tracemalloc.start()
    began = time.monotonic()
    try:
        with pytest.raises(ModelError, match=words) as caught:
            call()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < 120  # on a slow and busy machine
    assert peak < 150 << 20
    assert len(str(caught.value)) < LONGEST_MESSAGE
    assert str(caught.value).replace("\n", " ").isprintable()
    return str(caught.value)


DEEP = "[" * 900 + "]" * 900
