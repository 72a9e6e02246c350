"""Model cards and weights by their properties: whatever JSON or bytes come, a sound object or a refusal in words."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("hypothesis")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtdn_core.errors import ModelError
from mtdn_core.model.card import WEIGHTS_FOLDER, ModelCard, read_card
from mtdn_core.model.compact import CompactSettings
from mtdn_core.model.load import model_settings
from mtdn_core.model.safetensors_reader import LARGEST_VALUE, read_tensors

LONGEST_MESSAGE = 3000  # characters
SHIPPED = json.loads((WEIGHTS_FOLDER / "mtdn-compact.json").read_text("utf-8"))

# the same cases in every run, and no files of its own
once = settings(
    max_examples=200, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
long = settings(parent=once, max_examples=5_000, derandomize=False)

numbers = st.none() | st.booleans() | st.integers() | st.floats()
values = st.recursive(
    numbers | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
sizes = st.lists(st.integers(-2, 600) | numbers, min_size=2, max_size=4)
keys = st.sampled_from([*SHIPPED, "unknown", "__class__"])


def refusal(error: ModelError) -> None:
    text = str(error)
    assert len(text) < LONGEST_MESSAGE and text.replace("\n", " ").isprintable(), text


def check_card(changes: dict[str, Any]) -> None:
    """A changed card is refused, or is what it says and survives being written."""
    try:
        card = ModelCard.from_json(json.dumps({**SHIPPED, **changes}))
        chosen = model_settings(card.architecture, card.settings, card.name, card.representation)
    except ModelError as error:
        refusal(error)
        return
    assert 0 <= card.change_threshold <= 1 and 0 <= card.default_strength <= 1
    assert card.name.isprintable() and all(text.isprintable() for text in card.limits)
    again = ModelCard.from_json(card.to_json())
    assert again.to_json() == card.to_json()
    if card.architecture == "mtdn-compact":
        shapes = CompactSettings(**chosen).shapes().values()
        assert all(type(n) is int and n > 0 for shape in shapes for n in shape)
        assert sum(int(np.prod(shape)) for shape in shapes) < 5e8


def check_settings(chosen: Any) -> None:
    check_card({"settings": chosen})


@once
@given(st.dictionaries(keys, values, max_size=4))
def test_cards(changes: dict[str, Any]) -> None:
    check_card(changes)


@once
@given(st.dictionaries(st.sampled_from(["widths", "blocks", "change_widths", "change_blocks", "other"]), sizes | values))
def test_settings_of_cards(chosen: Any) -> None:
    check_settings(chosen)


@once
@given(st.binary(max_size=300) | values.map(lambda value: json.dumps(value).encode()))
def test_texts_of_cards(tmp_path_factory: pytest.TempPathFactory, text: bytes) -> None:
    path = tmp_path_factory.mktemp("card") / "m.json"
    path.write_bytes(text)
    with pytest.raises(ModelError) as caught:
        read_card(path)
    refusal(caught.value)


# ---------------------------------------------------------------------------------------------------------- weights

TYPES = {"F32": "<f4", "F16": "<f2", "BF16": "<u2"}
shapes = st.lists(st.integers(1, 4), max_size=4)


@st.composite
def tensor(draw: st.DrawFn) -> tuple[str, list[int], bytes]:
    """A type, a shape and any bytes that fit them."""
    kind, shape = draw(st.sampled_from(sorted(TYPES))), draw(shapes)
    size = int(np.prod(shape, dtype=int)) * np.dtype(TYPES[kind]).itemsize
    return kind, shape, draw(st.binary(min_size=size, max_size=size))


def packed(header: Any, data: bytes) -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def written(tensors: dict[str, tuple[str, list[int], bytes]]) -> tuple[dict[str, Any], bytes]:
    header, data = {}, b""
    for name, (kind, shape, content) in tensors.items():
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    return header, data


def expected(kind: str, shape: list[int], content: bytes) -> np.ndarray:
    stored = np.frombuffer(content, TYPES[kind])
    if kind == "BF16":
        stored = (stored.astype(np.uint32) << 16).view(np.float32)
    return stored.astype(np.float32).reshape(shape)


def check_weights(path: Path, tensors: dict[str, tuple[str, list[int], bytes]]) -> None:
    """A well-formed file gives exactly its values; values that no weight has are refused."""
    path.write_bytes(packed(*written(tensors)))
    with np.errstate(all="ignore"):
        wanted = {name: expected(*entry) for name, entry in tensors.items()}
    sound = all(np.isfinite(array).all() and np.abs(array).max() <= LARGEST_VALUE for array in wanted.values())
    try:
        found = read_tensors(path)
    except ModelError as error:
        assert not sound
        refusal(error)
    else:
        assert sound and found.keys() == wanted.keys()
        assert all(np.array_equal(found[name], array) for name, array in wanted.items())


def check_damaged(path: Path, tensors: Any, changes: dict[tuple[str, str], Any], cut: int, more: bytes) -> None:
    """A file whose header says something else is refused, or holds finite values of the shapes it states."""
    header, data = written(tensors)
    names = sorted(header)
    for (which, key), value in changes.items():
        name = names[len(which) % len(names)] if names else which
        header.setdefault(name, {})[key] = value
    path.write_bytes(packed(header, data + more)[: cut or None])
    try:
        found = read_tensors(path)
    except ModelError as error:
        refusal(error)
        return
    for name, array in found.items():
        assert list(array.shape) == header[name]["shape"] and np.isfinite(array).all()


tables = st.dictionaries(st.text(max_size=6).filter(lambda name: name != "__metadata__"), tensor(), max_size=4)
offsets = st.lists(st.integers(-4, 200) | numbers, max_size=3)
changed = st.dictionaries(
    st.tuples(st.text(max_size=4), st.sampled_from(["dtype", "shape", "data_offsets", "more"])), offsets | values, max_size=3
)
cuts, rests = st.integers(0, 400), st.binary(max_size=8)


@once
@given(tables)
def test_sound_weights(tmp_path_factory: pytest.TempPathFactory, tensors: Any) -> None:
    check_weights(tmp_path_factory.mktemp("w") / "w.safetensors", tensors)


@once
@given(tables, changed, cuts, rests)
def test_damaged_weights(
    tmp_path_factory: pytest.TempPathFactory, tensors: Any, changes: Any, cut: int, more: bytes
) -> None:
    check_damaged(tmp_path_factory.mktemp("w") / "w.safetensors", tensors, changes, cut, more)


@once
@given(st.binary(max_size=200))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("w") / "w.safetensors"
    path.write_bytes(content)
    try:
        assert read_tensors(path) == {}
    except ModelError as error:
        refusal(error)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_many_more(tmp_path: Path) -> None:
    path = tmp_path / "w.safetensors"
    long(given(st.dictionaries(keys, values, max_size=4))(check_card))()
    long(given(sizes | values)(check_settings))()
    long(given(tables)(lambda tensors: check_weights(path, tensors)))()
    long(given(tables, changed, cuts, rests)(lambda t, c, cut, more: check_damaged(path, t, c, cut, more)))()
