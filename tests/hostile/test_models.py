"""Cards that lie, are damaged or want too much: refused in words, fast, and before memory is taken."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from mtdn_core.errors import ModelError, MtdnError
from mtdn_core.model.card import ModelCard, find_model, read_card
from mtdn_core.model.load import load_model
from tests.lying_models import BACKENDS, DEEP, LONGEST_MESSAGE, SHIPPED, Copy, refused


@pytest.fixture
def copied(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


WRONG_ENTRIES = [
    *[{"name": value} for value in ("", "x" * 5000, "a\nb", "\x1b[31mred", "a\x00b", 7, None, ["a"], "\u202eabc")],
    *[{"architecture": value} for value in ("", "mtdn compact", "x" * 100_000, {}, None, 1)],
    *[{"sha256": value} for value in (1, None, [], "é\n")],
    *[{key: value} for key in ("change_threshold", "default_strength")
      for value in (float("nan"), float("inf"), -0.1, 1.01, 10**300, "0.5", "0,5", None, True, [0.5], {})],
    *[{"change_calibration": value} for value in
      (None, "text", {}, 1.0, [], [1.0], [1.0, 0.0, 0.0], [0, 0], [-1.0, 0.0], [True, 0.0], ["1", 0.0], [1.0, None],
       [[1.0], 0.0], [float("nan"), 0.0], [1.0, float("inf")], [1.0, 10**300])],
    *[{"limits": value} for value in ("text", {}, None, 5, [1], [None], [["a"]], [{"a": 1}], ["a\x1b[2J"], ["x" * 10_000])],
    *[{key: value} for key in ("settings", "representation", "training", "figures")
      for value in ([], "text", None, 1, True)],
    *[{"figures": {"false_alarm_thresholds": tables}} for tables in ("text", ["0.01"], {"any": "text"}, {"0.01": 0.5})],
    *[{"figures": {"false_alarm_thresholds": {"any": table}}}
      for table in ("text", ["0.01"], {"a": 0.5}, {"0": 0.5}, {"1": 0.5}, {"nan": 0.5}, {"-0.1": 0.5}, {"0.01": "0.5"},
                    {"0.01": float("nan")}, {"0.01": 1.5}, {"0.01": None}, {"0.01": True}, {"0.01": [0.5]})],
    *[{"figures": figures} for figures in ({"a": "\x1b[31m"}, {"a\nb": 1}, {"a": [{"b": "x" * 10_000}]})],
    {"unknown": 1}, {"x" * 100_000: 1}, {f"key{n}": n for n in range(5000)},
]
WRONG_SETTINGS = [
    *[{key: value} for key in ("widths", "blocks", "change_widths", "change_blocks")
      for value in ([20_000] * 3, [-24, 48, 80], [0, 1, 1], [1e12, 1, 1], [10**12, 1, 1], [24.0, 48.0, 80.0], [True] * 3,
                    [24], [24] * 4, [], "24", "abc", 24, None, {"0": 24}, [[24], [48], [80]], ["24", "48", "80"],
                    [float("nan"), 1, 1])],
    {"blocks": [10**7] * 3}, {"noise": "yes"}, {"noise": True}, {"width": 3}, {"self": 1}, {"": 1}, {"x" * 10_000: 1},
    {"widths": [512] * 3, "blocks": [16] * 3, "change_widths": [512] * 3, "change_blocks": [16] * 3},
]
WRONG_REPRESENTATIONS = [
    {"kind": "published"}, {"kind": "decibel"}, {"kind": ["local-log"]}, {"kind": None}, {"kind": "local-log", "clip": 1},
    {"kind": "x" * 100_000}, {"kind": {}}, {"clip": 13.4},
]
WRONG_PUBLISHED = [
    {"kind": "local-log"}, {"boxcar": 10**9 + 1}, {"boxcar": -1}, {"boxcar": 4}, {"boxcar": 3.0}, {"boxcar": "3"},
    {"boxcar": True}, {"boxcar": 10**300 + 1}, {"clip": float("nan")}, {"clip": float("inf")}, {"clip": 0}, {"clip": -1},
    {"clip": True}, {"clip": "13.4"}, {"clip": 10**400}, {"stray_degree_factor": 1}, {"stray_degree_factor": "true"},
    {"other": 1}, {"x" * 100_000: 1},
]


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
    pytest.importorskip("torch")
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
)
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


def test_former_names_keep_loading(copied: Copy) -> None:
    assert find_model("mtdn-lite") == find_model("mtdn-compact")
    assert find_model("mtdn") == find_model("mtdn-wide")
    model = load_model(copied.write(architecture="mtdn-lite", name="mine"), backend="numpy")
    assert model.card.architecture == "mtdn-compact" and model.card.name == "mine"
    assert ModelCard("a", "mtdn", "00").architecture == "mtdn-published"
    assert ModelCard("a", "mtdn-full", "00").architecture == "mtdn-wide"
