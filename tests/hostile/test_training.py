"""Training: settings, checkpoints and stacks that are wrong or damaged are refused in words, before anything is written."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from mtdn_core.cli.main import main

torch = pytest.importorskip("torch")
pytest.importorskip("lightning")
pytest.importorskip("tomllib")

PLAIN = 'name = "m"\nsteps = 1\nbatch = 1\nsize = 32\ndevice = "cpu"\n'


def refused(folder: Path, text: str | bytes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(folder)
    config = folder / "c.toml"
    config.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = {p for p in folder.parent.rglob("*")}
    assert main(["train", str(config)]) == 1
    error = capsys.readouterr().err
    assert "Error: " in error and "Unexpected" not in error and "Traceback" not in error, error
    assert not {p for p in folder.parent.rglob("*") if p.is_file()} - before
    return error


@pytest.mark.parametrize(
    "line",
    ['steps = "many"', "steps = -1", "steps = true", "steps = 1.5", "learning_rate = nan", "learning_rate = inf",
     'learning_rate = "1"', "batch = 0", "batch = 100000000", "size = 0", "size = 3", "size = 1000000000", "seed = -1",
     "seed = 99999999999999999999", "threads = -1", "threads = 1000000", "devices = 0", "devices = 1.5", 'device = "tpu"',
     "device = 0", "unknown = 1", 'frozen = ["nothing"]', 'frozen = [""]', 'frozen = [1]', 'frozen = "encode1"',
     'start = ["nothing"]', "start = [1]", 'start = "mtdn-compact"', 'loss = "mse"', 'architecture = "resnet"',
     "architecture = 1", "settings = 1", "settings = {widths = 1}", "settings = {widths = [20000, 20000]}",
     "settings = {nothing = 1}", "pairs = {nothing = 1}", 'pairs = {looks = "x"}', "pairs = 3", 'output = ""',
     'output = "c.toml"', 'output = "/dev/null"', 'checkpoints = "c.toml"', 'stacks = "nothing.npz"', 'stacks = "c.toml"',
     'stacks = "."', "average = 2.0", "average = nan", "epoch = 0", "hours = -1", "gradient_clip = nan",
     "change_weight = inf"],
)
def test_settings(tmp_path, capsys, monkeypatch, line) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    key = line.split(" ")[0]
    text = "".join(f"{one}\n" for one in PLAIN.splitlines() if not one.startswith(f"{key} ")) + line + "\n"
    refused(folder, text, capsys, monkeypatch)


@pytest.mark.parametrize(
    "name", ["../escape", "/tmp/escape", "a/b", "..", ".", "", "a\\\\b", "a\\nb", "n" * 300, "a\\u001b[31m", "-x", "a b"]
)
def test_names_of_models(tmp_path, capsys, monkeypatch, name) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    assert "name" in refused(folder, PLAIN.replace('"m"', f'"{name}"'), capsys, monkeypatch)


@pytest.mark.parametrize("text", ["", "[", "name = 1", b"\xff\xfe\x00", "name = \"m\"\nname = \"m\"", b"\0", "a" * 10**6])
def test_files_that_are_no_configuration(tmp_path, capsys, monkeypatch, text) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    refused(folder, text, capsys, monkeypatch)


def damaged_stacks() -> dict[str, bytes]:
    import io

    def packed(**arrays: np.ndarray) -> bytes:
        stream = io.BytesIO()
        np.savez(stream, **arrays)
        return stream.getvalue()

    good = packed(a=np.ones((9, 2, 64, 64), np.float32))
    return {
        "empty": b"", "text": b"no archive", "cut": good[: len(good) // 2], "flipped": good[:200] + b"\xff" * 64 + good[264:],
        "no arrays": packed(), "one dimension": packed(a=np.ones(5, np.float32)),
        "integers": packed(a=np.ones((9, 2, 64, 64), int)),
        "objects": packed(a=np.array([{}], object)), "three channels": packed(a=np.ones((9, 3, 64, 64), np.float32)),
        "too small": packed(a=np.ones((9, 2, 8, 8), np.float32)), "one date": packed(a=np.ones((1, 2, 64, 64), np.float32)),
        "nothing measured": packed(a=np.full((9, 2, 64, 64), np.nan, np.float32)),
        "negative": packed(a=-np.ones((9, 2, 64, 64), np.float32)),
    }


@pytest.mark.parametrize("kind", [*damaged_stacks()])
def test_damaged_stacks(tmp_path, capsys, monkeypatch, kind) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "s.npz").write_bytes(damaged_stacks()[kind])
    refused(folder, PLAIN + 'stacks = "s.npz"\nreal_batch = 1\n', capsys, monkeypatch)


@pytest.mark.parametrize("kind", ["empty", "text", "folder", "zip", "pickle", "tensor", "fifo"])
def test_damaged_checkpoints(tmp_path, capsys, monkeypatch, kind) -> None:
    folder = tmp_path / "work"
    (folder / "build/training/checkpoints").mkdir(parents=True)
    path = folder / "build/training/checkpoints/m-last.ckpt"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("x", "y")
    elif kind == "tensor":
        torch.save(torch.ones(2), path)
    else:
        path.write_bytes({"empty": b"", "text": b"text", "pickle": b"cos\nsystem\n(S'touch pwned'\ntR."}[kind])
    refused(folder, PLAIN, capsys, monkeypatch)
