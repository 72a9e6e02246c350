"""Cards and weights that lie, are damaged or want too much: refused in words, fast, and before memory is taken."""

from __future__ import annotations

import hashlib
import json
import random
import struct
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mtdn_core.errors import ModelError, MtdnError
from mtdn_core.model.card import WEIGHTS_FOLDER, ModelCard, find_model, read_card
from mtdn_core.model.load import has_torch, load_model
from mtdn_core.model.safetensors_reader import read_tensors

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


@pytest.fixture
def copied(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


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
    assert time.monotonic() - began < 60  # on a busy machine
    assert peak < 150 << 20
    assert len(str(caught.value)) < LONGEST_MESSAGE
    assert str(caught.value).replace("\n", " ").isprintable()
    return str(caught.value)


# ---------------------------------------------------------------------------------------------------- cards

DEEP = "[" * 900 + "]" * 900
WRONG_ENTRIES = [
    *[{"name": value} for value in ("", "x" * 5000, "a\nb", "\x1b[31mred", "a\x00b", 7, None, ["a"], "\u202eabc")],
    *[{"architecture": value} for value in ("", "mtdn compact", "x" * 100_000, {}, None, 1)],
    *[{"sha256": value} for value in (1, None, [], "é\n")],
    *[{key: value} for key in ("change_threshold", "default_strength")
      for value in (float("nan"), float("inf"), -0.1, 1.01, 10**300, "0.5", "0,5", None, True, [0.5], {})],
    *[{"limits": value} for value in ("text", {}, None, 5, [1], [None], [["a"]], [{"a": 1}], ["a\x1b[2J"], ["x" * 10_000])],
    *[{key: value} for key in ("settings", "representation", "training", "figures")
      for value in ([], "text", None, 1, True)],
    *[{"figures": {"false_alarm_thresholds": table}}
      for table in ("text", ["0.01"], {"a": 0.5}, {"0": 0.5}, {"1": 0.5}, {"nan": 0.5}, {"-0.1": 0.5}, {"0.01": "0.5"},
                    {"0.01": float("nan")}, {"0.01": 1.5}, {"0.01": None}, {"0.01": True}, {"0.01": [0.5]})],
    *[{"figures": figures} for figures in ({"a": "\x1b[31m"}, {"a\nb": 1}, {"a": [{"b": "x" * 10_000}]})],
    {"unknown": 1}, {"x" * 100_000: 1}, {f"key{n}": n for n in range(5000)},
]  # fmt: skip
WRONG_SETTINGS = [
    *[{key: value} for key in ("widths", "blocks", "change_widths", "change_blocks")
      for value in ([20_000] * 3, [-24, 48, 80], [0, 1, 1], [1e12, 1, 1], [10**12, 1, 1], [24.0, 48.0, 80.0], [True] * 3,
                    [24], [24] * 4, [], "24", "abc", 24, None, {"0": 24}, [[24], [48], [80]], ["24", "48", "80"],
                    [float("nan"), 1, 1])],
    {"blocks": [10**7] * 3}, {"noise": "yes"}, {"noise": True}, {"width": 3}, {"self": 1}, {"": 1}, {"x" * 10_000: 1},
    {"widths": [512] * 3, "blocks": [16] * 3, "change_widths": [512] * 3, "change_blocks": [16] * 3},
]  # fmt: skip
WRONG_REPRESENTATIONS = [
    {"kind": "published"}, {"kind": "decibel"}, {"kind": ["local-log"]}, {"kind": None}, {"kind": "local-log", "clip": 1},
    {"kind": "x" * 100_000}, {"kind": {}}, {"clip": 13.4},
]  # fmt: skip
WRONG_PUBLISHED = [
    {"kind": "local-log"}, {"boxcar": 10**9 + 1}, {"boxcar": -1}, {"boxcar": 4}, {"boxcar": 3.0}, {"boxcar": "3"},
    {"boxcar": True}, {"boxcar": 10**300 + 1}, {"clip": float("nan")}, {"clip": float("inf")}, {"clip": 0}, {"clip": -1},
    {"clip": True}, {"clip": "13.4"}, {"clip": 10**400}, {"stray_degree_factor": 1}, {"stray_degree_factor": "true"},
    {"other": 1}, {"x" * 100_000: 1},
]  # fmt: skip


@pytest.mark.parametrize("entries", WRONG_ENTRIES, ids=lambda e: repr(e)[:50])
def test_wrong_entries_of_a_card(copied: Copy, entries: dict[str, Any]) -> None:
    refused(lambda: read_card(copied.write(**entries).with_suffix(".json")))


@pytest.mark.parametrize("backend", BACKENDS)
def test_settings_are_bounded_and_typed(copied: Copy, backend: str) -> None:
    if backend == "torch":
        pytest.importorskip("torch")  # its import, counted by tracemalloc, takes long
        load_model("mtdn-compact", backend=backend)
    for settings in WRONG_SETTINGS:
        path = copied.write(settings=settings)
        refused(lambda path=path: load_model(path, backend=backend))  # type: ignore[misc]


@pytest.mark.parametrize("backend", BACKENDS)
def test_representations_of_another_kind(copied: Copy, backend: str) -> None:
    for representation in WRONG_REPRESENTATIONS:
        path = copied.write(representation=representation)
        refused(lambda path=path: load_model(path, backend=backend), "representation")  # type: ignore[misc]


def test_published_representations(copied: Copy) -> None:
    for representation in WRONG_PUBLISHED:
        path = copied.write(architecture="mtdn-published", settings={}, representation=representation)
        refused(lambda path=path: load_model(path), "representation")  # type: ignore[misc]
    path = copied.write(architecture="mtdn-published", settings={"widths": [1, 1, 1]}, representation={})
    refused(lambda: load_model(path), "settings")


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("architecture", ["mtdn-wide", "mtdn-published", "mtdn-full", "mtdn"])
def test_another_architecture(copied: Copy, architecture: str, backend: str) -> None:
    with pytest.raises(MtdnError, match=r"do not fit the architecture|needs PyTorch|settings"):
        load_model(copied.write(architecture=architecture, representation={}), backend=backend)


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{", b"[]", b"null", b"1", b'"name"', b"\xff\xfe{\x00}\x00", b"\x00" * 100, b"\x80abc", DEEP.encode(),
        b'{"a":' * 100_000, b"[" * 100_000, b"9" * 100_000, b"{" + b'"a": 1,' * 100, b'{"name": ' + DEEP.encode() + b"}",
        b'{"name": "a", "architecture": "mtdn-compact", "sha256": ' + DEEP.encode() + b"}",
        b'{"name": "a", "name": "b", "architecture": "mtdn-compact", "sha256": "00"}',
        b'{"name": "a", "architecture": "mtdn-compact", "sha256": "00", "change_threshold": ' + b"9" * 4000 + b"}",
        b'{"name": "a", "architecture": "mtdn-compact", "sha256": "00", "figures": {"a": 1, "a": 2}}',
        b'{"name": "\\ud800", "architecture": "mtdn-compact", "sha256": "00"}',
        b" " * ((1 << 20) + 1),
    ],
    ids=lambda text: repr(text[:30]),
)
def test_texts_that_are_no_card(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "m.json").write_bytes(text)
    refused(lambda: read_card(tmp_path / "m.json"))


def test_byte_order_mark_is_no_obstacle(copied: Copy) -> None:
    path = copied.write()
    copied.card.write_bytes(b"\xef\xbb\xbf" + copied.card.read_bytes())
    assert load_model(path, backend="numpy").card.name == "mtdn-compact"


def test_huge_files_are_refused_unread(copied: Copy) -> None:
    path = copied.write()
    with path.open("r+b") as stream:
        stream.truncate(1 << 40)  # sparse
    refused(lambda: load_model(path), "at most")
    with copied.card.open("r+b") as stream:
        stream.truncate(1 << 40)
    refused(lambda: load_model(path), "at most")


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../mtdn-compact", "/", "x" * 5000, "x" * 5000 + ".safetensors", "a\x00b", "a\x00b.safetensors", "\ud800",
     "mtdn-compact\n", "mtdn-compact/", "a/b", "\x1b[31m.json", "~", "MTDN-COMPACT.safetensors"],
    ids=lambda name: ascii(name)[:30],
)  # fmt: skip
def test_names_of_models(name: str) -> None:
    refused(lambda: find_model(name))


def test_mutated_cards(copied: Copy) -> None:
    """Random damage to the card's text: it loads with sound values, or is refused in words."""
    rng = random.Random(4)
    sound = SHIPPED.with_suffix(".json").read_bytes()
    tokens = [b"null", b"NaN", b"-1", b"1e999", b"[]", b"{}", b"true", b'"', b"\\", b"\x00", b"\xff", b"[[[", b"0.5", b","]
    for _ in range(400):
        text = bytearray(sound)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(text))
            text[at : at + rng.randrange(12)] = rng.choice(tokens)
        copied.card.write_bytes(bytes(text))
        try:
            card = read_card(copied.card)
        except ModelError as error:
            assert len(str(error)) < LONGEST_MESSAGE
        else:
            assert 0 <= card.change_threshold <= 1 and 0 <= card.default_strength <= 1
            assert ModelCard.from_json(card.to_json()).name == card.name


# -------------------------------------------------------------------------------------------------- weights

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
}  # fmt: skip
KINDS = ["F64", "I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64", "BOOL", "F8_E4M3", "F8_E5M2", "C64", "f32", "", None,
         7, [], {}, "x" * 1_000_000]  # fmt: skip
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
                   "BF16": (array.view("<u4") >> 16).astype("<u2").tobytes()}[kind]  # fmt: skip
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


def test_former_names_keep_loading(copied: Copy) -> None:
    assert find_model("mtdn-lite") == find_model("mtdn-compact")
    assert find_model("mtdn") == find_model("mtdn-wide")
    model = load_model(copied.write(architecture="mtdn-lite", name="mine"), backend="numpy")
    assert model.card.architecture == "mtdn-compact" and model.card.name == "mine"
    assert ModelCard("a", "mtdn", "00").architecture == "mtdn-published"
    assert ModelCard("a", "mtdn-full", "00").architecture == "mtdn-wide"
