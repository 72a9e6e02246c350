"""Cards: what is written is read back, and what is wrong is said in words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mtdn_core.errors import ModelError, OutputError
from mtdn_core.files import TargetLock, write_together
from mtdn_core.model.card import ModelCard, find_model, list_models, read_card

CARD = ModelCard(
    name="mine", architecture="mtdn-compact", sha256="ab" * 32, settings={"widths": [24, 48, 80]},
    representation={"kind": "local-log"}, training={"command": "python -m mtdn_core train a.toml"},
    figures={"ENL": {"C11": 41.5}}, limits=["C band only, 10 m à 30 m"], change_threshold=0.4, default_strength=0.8,
)


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(CARD.to_json(), "utf-8")
    assert read_card(path) == CARD
    assert "à" in path.read_text("utf-8")


def test_cards_are_written_with_bands_units_and_scale_in_the_fields_of_stac_mlm() -> None:
    for name in list_models():
        content = json.loads(read_card(find_model(name)[1]).to_json())
        (date, _), (image, change) = content["mlm:input"], content["mlm:output"]
        assert [band["name"] for band in date["bands"]] == ["VV", "VH"] and "linear power" in date["description"]
        assert len(date["input"]["shape"]) == len(date["input"]["dim_order"]) == 4
        assert set(image["tasks"] + change["tasks"]) == set(content["mlm:tasks"])


def test_little_is_required() -> None:
    card = ModelCard.from_json('{"name": "a", "architecture": "mtdn", "sha256": "00"}')
    assert card.change_threshold == 0.5 and card.settings == {} and card.limits == []


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"architecture": "unet"}, "mtdn-compact, mtdn-wide"),
        ({"change_threshold": 1.5}, "0 to 1"),
        ({"default_strength": True}, "default_strength"),
        ({"settings": []}, "settings as dict"),
        ({"defualt_strength": 1}, "defualt_strength"),
        ({"sha256": None}, "sha256"),
    ],
)
def test_wrong_entries(entries: dict[str, Any], words: str) -> None:
    with pytest.raises(ModelError, match=words):
        ModelCard.from_json(json.dumps({**json.loads(CARD.to_json()), **entries}))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"type": "FeatureCollection"}'])
def test_other_json_is_no_card(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text, "utf-8")
    with pytest.raises(ModelError, match=r"x\.json.*not a model card"):
        read_card(tmp_path / "x.json")


def test_listing_needs_both_files(tmp_path: Path) -> None:
    for name in ("b.json", "b.safetensors", "a.json", "c.safetensors", "v1.2.json", "v1.2.safetensors"):
        (tmp_path / name).write_bytes(b"")
    assert list_models(tmp_path) == ["b", "v1.2"]


def test_unknown_names_list_what_there_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("mtdn_core.model.card.WEIGHTS_FOLDER", tmp_path)
    monkeypatch.setattr("mtdn_core.model.card.list_models", lambda: ["mtdn-lite", "other"])
    for name in ("mtdn-light", "../secret", ""):
        with pytest.raises(ModelError, match=r"no model named.*mtdn-lite, other"):
            find_model(name)
    with pytest.raises(ModelError, match="import-checkpoint"):
        find_model("n2n-epoch100.pth")
    with pytest.raises(ModelError, match=r"nowhere\.safetensors"):
        find_model(tmp_path / "nowhere.safetensors")


def test_writing_together(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"old")
    write_together({one: b"1", two: b"2"})
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
    with pytest.raises(OutputError, match="No such file"):
        write_together({one: b"3", tmp_path / "none" / "four": b"4"})
    assert one.read_bytes() == b"1"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one", "two"]


def test_older_files_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    for path in (one, three):
        path.write_bytes(path.name.encode())
    replace = os.replace

    def refuse(source: str, target: Path) -> None:
        if target == three:
            raise PermissionError(13, "in use")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        write_together({one: b"1", two: b"2", three: b"3"})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"one": b"one", "three": b"three"}


def test_what_killed_runs_left_is_removed(tmp_path: Path) -> None:
    old, other = (tmp_path / name for name in (".~m.json-0011aabb.json", ".~n.json-0011aabb.json"))
    for path in (old, other):
        path.write_bytes(b"")
    write_together({tmp_path / "m.json": b"1"})
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([other.name, "m.json"])
    at_work = TargetLock(tmp_path / "m.json")
    with pytest.raises(OutputError, match="Another run"):
        write_together({tmp_path / "m.json": b"2"})
    at_work.release()
    assert (tmp_path / "m.json").read_bytes() == b"1"


def test_listing_imports_no_pytorch() -> None:
    code = "import sys, mtdn_core; mtdn_core.list_models(); sys.exit('torch' in sys.modules or 'osgeo' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_loading_does_not_import_the_compiler_of_pytorch() -> None:
    pytest.importorskip("torch")
    code = "import sys, mtdn_core; mtdn_core.load_model(sys.argv[1]); sys.exit('torch._dynamo' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    for name in list_models():
        assert subprocess.run([sys.executable, "-c", code, name], cwd=root, check=False).returncode == 0, name
