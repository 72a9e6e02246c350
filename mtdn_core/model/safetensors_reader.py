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
_TYPES = {"F16": "<f2", "BF16": "<u2", "F32": "<f4", "I64": "<i8"}


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
        raise _unreadable(path, f"its header claims {length} bytes of {len(content)}")
    data = memoryview(content)[8 + length :]
    try:
        entries = parse_json(content[8 : 8 + length])
    except ValueError as error:
        raise _unreadable(path, "its header is not JSON") from error
    if not isinstance(entries, dict):
        raise _unreadable(path, "its header is no table")
    entries.pop("__metadata__", None)
    found = {name: _tensor(path, reprlib.repr(name), entry, data) for name, entry in entries.items()}
    taken = sorted(place for place, _ in found.values())
    if [*(start for start, _ in taken), len(data)] != [0, *(stop for _, stop in taken)]:
        raise _unreadable(path, "tensors overlap or leave gaps, or bytes are left over")
    return {name: array for name, (_, array) in found.items()}


def _tensor(path: Path, name: str, entry: Any, data: memoryview) -> tuple[tuple[int, int], NDArray[Any]]:
    """Byte range and values of a tensor; its entry is checked before memory is taken."""
    if not isinstance(entry, dict) or not {"dtype", "shape", "data_offsets"} <= entry.keys():
        raise _unreadable(path, f"the entry {name} is incomplete")
    kind, shape, offsets = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(kind, str) or kind not in _TYPES or (kind == "I64" and shape):
        raise _unfit(path, f"holds {name} of type {reprlib.repr(kind)}", "weights of type float32, float16 or bfloat16")
    numbers = [shape, offsets]
    whole = all(isinstance(x, list) and all(type(n) is int and 0 <= n <= LARGEST_FILE for n in x) for x in numbers)
    if not whole or 0 in shape or len(shape) > 8 or len(offsets) != 2:
        raise _unreadable(path, f"shape or place of {name} are impossible")
    start, stop = offsets
    if not start <= stop <= len(data) or math.prod(shape) * np.dtype(_TYPES[kind]).itemsize != stop - start:
        raise _unreadable(path, f"{name} does not fit its bytes")
    array = np.frombuffer(data[start:stop], _TYPES[kind])
    if kind == "I64":
        return (start, stop), array.reshape(shape).copy()
    with np.errstate(invalid="ignore"):  # signalling NaN
        array = (array.astype(np.uint32) << 16).view(np.float32) if kind == "BF16" else array.astype(np.float32)
        sound = bool((np.abs(array) <= LARGEST_VALUE).all())  # false for NaN, too
    if not sound:
        found = f"holds values in {name} that are not finite or beyond {LARGEST_VALUE:g}"
        raise _unfit(path, found, "trained weights")
    return (start, stop), array.reshape(shape)


def _unreadable(path: Path, why: str) -> ModelError:
    return _unfit(path, f"is not a readable safetensors file: {why}")


def _unfit(path: Path, found: str, expected: str = "weights in safetensors format") -> ModelError:
    return ModelError(
        f"'{path}' {found}", expected,
        "copy the file again; a .pth checkpoint is converted by: python -m mtdn_core import-checkpoint",
    )
