"""Weights that lie, are damaged or want too much: refused in words, fast, and before memory is taken."""

from __future__ import annotations

import json
import random
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mtdn_core.errors import ModelError
from mtdn_core.model.load import load_model
from mtdn_core.model.safetensors_reader import read_tensors
from tests.lying_models import BACKENDS, DEEP, LONGEST_MESSAGE, Copy, entry, floats, pack, refused, with_header


@pytest.fixture
def copied(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


HEADERS = {
    "empty": b"", "short": b"abc", "zero header": with_header(b""), "no JSON": with_header(b"hello"),
    "oversized header": struct.pack("<Q", 1 << 62) + b"{}", "header past the end": struct.pack("<Q", 100) + b"{}",
    "big header": with_header(b"{" + b" " * (5 << 20) + b"}"), "list": with_header(b"[]"), "deep": with_header(DEEP.encode()),
    "very deep": with_header(b"[" * 1_000_000), "entry is a number": with_header(b'{"a": 1}'),
    "entry is empty": with_header(b'{"a": {}}'), "no UTF-8": with_header(b'{"\xff": 1}'),
    "shape is text": entry("2"), "shape is a number": entry(2), "negative shape": entry([-2]),
    "NaN in shape": entry([float("nan")]),
    "shape of floats": entry([2.0]), "shape of booleans": entry([True, 2]), "many dimensions": entry([1] * 60 + [2]),
    "huge shape": entry([1 << 40, 1 << 40]), "wrapped shape": entry([(1 << 62) + 1, 4]), "digits": entry([10**4000]),
    "zero times huge": entry([0, 10**30], (0, 0), data=b""), "zero": entry([0], (0, 0), data=b""),
    "offsets past the end": entry([4], (0, 16)), "offsets reversed": entry([2], (8, 0)),
    "negative offsets": entry([2], (-8, 0)),
    "one offset": entry([2], (0,)), "offsets of floats": entry([2], (0.0, 8.0)), "bytes do not fit": entry([3], (0, 8)),
    "bytes left over": entry(data=bytes(16)), "gap": entry([2], (8, 16), data=bytes(16)),
    "overlap": entry(data=bytes(12), b={"dtype": "F32", "shape": [2], "data_offsets": [4, 12]}),
    "same bytes twice": entry(b={"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}),
    "name twice": with_header(b'{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, '
                              b'"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}', bytes(8)),
    "long name": with_header(json.dumps({"x" * 1_000_000: 1}).encode()),
    "pickle": b"\x80\x04\x95" + bytes(100), "zip": b"PK\x03\x04" + bytes(100),
}
KINDS = ["F64", "I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64", "BOOL", "F8_E4M3", "F8_E5M2", "C64", "f32", "", None,
         7, [], {}, "x" * 1_000_000]
VALUES = {"NaN": np.nan, "infinity": np.inf, "minus infinity": -np.inf, "1e38": 1e38, "-1e7": -1e7}


@pytest.mark.parametrize("case", HEADERS)
def test_damaged_weights(tmp_path: Path, case: str) -> None:
    (tmp_path / "w.safetensors").write_bytes(HEADERS[case])
    refused(lambda: read_tensors(tmp_path / "w.safetensors"), "safetensors|type")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: repr(kind)[:20])
def test_types_that_are_no_weights(tmp_path: Path, kind: Any) -> None:
    size = {"F64": 16, "I64": 16, "U64": 16, "C64": 16, "I32": 8, "U32": 8, "I16": 4, "U16": 4}.get(str(kind), 2)
    (tmp_path / "w.safetensors").write_bytes(entry([2], (0, size), kind, bytes(size)))
    refused(lambda: read_tensors(tmp_path / "w.safetensors"), "of type")


@pytest.mark.parametrize("kind", ["F32", "BF16", "F16"])
@pytest.mark.parametrize("value", VALUES)
def test_values_that_are_no_weights(copied: Copy, value: str, kind: str) -> None:
    tensors = copied.tensors()
    name = list(tensors)[-1]
    shape = tensors[name][1]
    array = np.zeros(shape, np.float32)
    array.flat[-1] = VALUES[value]
    with np.errstate(over="ignore"):
        content = {"F32": array.tobytes(), "F16": array.astype("<f2").tobytes(),
                   "BF16": (array.view("<u4") >> 16).astype("<u2").tobytes()}[kind]
    copied.content = pack({**tensors, name: (kind, shape, content)})
    for backend in BACKENDS:
        refused(lambda b=backend: load_model(copied.write(), backend=b), name)  # type: ignore[misc]


@pytest.mark.parametrize("backend", BACKENDS)
def test_shapes_and_names_are_exact(copied: Copy, backend: str) -> None:
    tensors = copied.tensors()
    square = next(k for k, (_, s, _) in tensors.items() if len(s) == 4 and s[0] != s[1])
    kind, shape, content = tensors[square]
    cases = {
        "transposed": {**tensors, square: (kind, [shape[1], shape[0], *shape[2:]], content)},
        "flat": {**tensors, square: (kind, [int(np.prod(shape))], content)},
        "one more axis": {**tensors, square: (kind, [1, *shape], content)},
        "int32 of the same size": {**tensors, square: ("I32", shape, bytes(4 * int(np.prod(shape))))},
        "missing": {k: v for k, v in tensors.items() if k != square},
        "added": {**tensors, "z" * 5000: ("F32", [1], bytes(4))},
        "none": {},
    }
    for changed in cases.values():
        copied.content = pack(changed)
        refused(lambda: load_model(copied.write(), backend=backend), r"do not fit the architecture|of type")


def test_another_file_under_the_card(copied: Copy) -> None:
    path = copied.write()
    for content in (b"", copied.content[:-1], copied.content + b"\0", bytes(len(copied.content))):
        path.write_bytes(content)
        refused(lambda: load_model(path), "SHA-256")


def test_mutated_weights(tmp_path: Path) -> None:
    """Random damage to the header: sound arrays, or a refusal in words."""
    rng = random.Random(5)
    sound = pack({"a": ("F32", [2, 3], floats(*range(6))), "b": ("BF16", [2], bytes(4)), "c": ("F16", [4], bytes(8))})
    path = tmp_path / "w.safetensors"
    for _ in range(1500):
        content = bytearray(sound)
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(content))
            content[at] = rng.choice([rng.randrange(256), *b'0129[]{},":-'])
        path.write_bytes(bytes(content[: rng.choice([len(content), rng.randrange(len(content))])]))
        try:
            arrays = read_tensors(path)
        except ModelError as error:
            assert len(str(error)) < LONGEST_MESSAGE
        else:
            assert all(np.isfinite(array).all() for array in arrays.values())


def test_reader_agrees_with_the_library(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    library = pytest.importorskip("safetensors.torch")
    values = torch.randn(3, 5, 2, generator=torch.Generator().manual_seed(1))
    tensors = {str(kind): values.to(kind) for kind in (torch.float32, torch.float16, torch.bfloat16)}
    tensors["scalar"] = torch.tensor(0.25)
    library.save_file(tensors, tmp_path / "w.safetensors", {"format": "pt"})
    found = read_tensors(tmp_path / "w.safetensors")
    assert found.keys() == tensors.keys()
    for name, array in found.items():
        assert array.dtype == np.float32 and np.array_equal(array, tensors[name].float().numpy())
