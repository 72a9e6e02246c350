"""Read weights in the safetensors format with NumPy alone, and refuse what cannot be weights.

The format (github.com/huggingface/safetensors): eight bytes with the length of a JSON header, the header with type,
shape and byte range of every tensor, then the bytes. Nothing in it can run code. Every bound is checked before memory
is allocated.
"""

from __future__ import annotations

import hashlib
import math
import reprlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import ModelError
from mtdn_core.model.card import parse_json

LARGEST_FILE = 1 << 30
LARGEST_HEADER = 4 << 20
LARGEST_VALUE = 1e6  # no trained parameter comes near; larger ones overflow in the first product
_TYPES = "weights of type float32, float16 or bfloat16"
_BYTES = {"F16": 2, "BF16": 2, "F32": 4, "I64": 8}


def read_tensors(path: str | Path, sha256: str | None = None) -> dict[str, NDArray[Any]]:
    """Return name to array: float32 for float16, bfloat16 and float32 tensors; int64 only as a single counter.

    The file is read once, so what was checked is what is used: its SHA-256, in hexadecimal, unless None.

    Raises :class:`ModelError` if it is damaged (SHA-256), too large, or holds values or types that cannot be weights; the
    message names them.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _unfit(path, f"has {size / 2**20:.0f} MB", f"at most {LARGEST_FILE >> 20} MB")
        content = path.read_bytes()
    except OSError as error:
        raise _unfit(path, f"cannot be read ({error.strerror or error})") from error
    # hash first: a damaged or exchanged file is named as such, not by what breaks later
    if sha256 is not None and hashlib.sha256(content).hexdigest() != sha256.lower():
        raise _unfit(path, "is damaged or not the weights of its card (SHA-256 differs)", f"SHA-256 {sha256}")
    length = int.from_bytes(content[:8], "little")
    if len(content) < 8 or length > min(LARGEST_HEADER, len(content) - 8):
        raise _unfit(path, f"is not a readable safetensors file: its header claims {length} bytes of {len(content)}")
    data = memoryview(content)[8 + length :]
    try:
        entries = parse_json(content[8 : 8 + length])
    except ValueError as error:
        raise _unfit(path, "is not a readable safetensors file: its header is not JSON") from error
    if not isinstance(entries, dict):
        raise _unfit(path, "is not a readable safetensors file: its header is no table")
    entries.pop("__metadata__", None)
    tensors, taken = {}, []
    for name, entry in entries.items():
        kind, shape, start, stop = _entry(path, name, entry, len(data))
        taken.append((start, stop))
        tensors[name] = _array(path, name, kind, shape, data[start:stop])
    taken.sort()
    if [*(start for start, _ in taken), len(data)] != [0, *(stop for _, stop in taken)]:
        raise _unfit(path, "is not a readable safetensors file: tensors overlap or leave gaps, or bytes are left over")
    return tensors


def _entry(path: Path, name: str, entry: Any, available: int) -> tuple[str, tuple[int, ...], int, int]:
    """Type, shape and byte range of a tensor, checked against each other."""
    if not isinstance(entry, dict) or not {"dtype", "shape", "data_offsets"} <= entry.keys():
        raise _unfit(path, f"is not a readable safetensors file: the entry {reprlib.repr(name)} is incomplete")
    kind, shape, offsets = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(kind, str) or kind not in _BYTES:
        raise _unfit(path, f"holds {reprlib.repr(name)} of type {reprlib.repr(kind)}", _TYPES)
    numbers = [shape, offsets]
    whole = all(isinstance(x, list) and all(type(n) is int and 0 <= n <= LARGEST_FILE for n in x) for x in numbers)
    if not whole or 0 in shape or len(shape) > 8 or len(offsets) != 2:
        raise _unfit(path, f"is not a readable safetensors file: shape or place of {reprlib.repr(name)} are impossible")
    start, stop = offsets
    if not start <= stop <= available or math.prod(shape) * _BYTES[kind] != stop - start:
        raise _unfit(path, f"is not a readable safetensors file: {reprlib.repr(name)} does not fit its bytes")
    return kind, tuple(shape), start, stop


def _array(path: Path, name: str, kind: str, shape: tuple[int, ...], content: memoryview) -> NDArray[Any]:
    if kind == "I64":
        if shape:
            raise _unfit(path, f"holds {reprlib.repr(name)} of type int64", _TYPES)
        return np.frombuffer(content, "<i8").reshape(shape).copy()
    with np.errstate(invalid="ignore"):  # signalling NaN
        if kind == "BF16":
            array = (np.frombuffer(content, "<u2").astype(np.uint32) << 16).view(np.float32)
        else:
            array = np.frombuffer(content, "<f2" if kind == "F16" else "<f4").astype(np.float32)
        sound = bool((np.abs(array) <= LARGEST_VALUE).all())  # false for NaN, too
    if not sound:
        found = f"holds values in {reprlib.repr(name)} that are not finite or beyond {LARGEST_VALUE:g}"
        raise _unfit(path, found, "trained weights")
    return array.reshape(shape)


def _unfit(path: Path, found: str, expected: str = "weights in safetensors format") -> ModelError:
    return ModelError(
        f"'{path}' {found}", expected,
        "copy the file again; a .pth checkpoint is converted by: python -m mtdn_core import-checkpoint",
    )
