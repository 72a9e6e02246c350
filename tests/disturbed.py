"""A scene whose run can be stopped and resumed, and what may happen to its files meanwhile."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest

from mtdn_core.errors import Cancelled
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from tests.listener import Listener

NAMES = ("despeckled1", "despeckled2", "change", "probability")
TILES = 13


class Scene:
    """Two dates of 12 tiles, and runs on them that can be stopped and resumed."""

    def __init__(self, tools: Any, folder: Path) -> None:
        self.tools, self.folder = tools, folder
        self.files = [folder / "one.tif", folder / "two.tif"]
        for number, path in enumerate(self.files):
            image = tools.speckled(90, 120, seed=number)
            image[:, 20:60, 50:90] *= 1 + 7 * number
            tools.write(path, image, options=("TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32"))
        self.inputs = [str(path) for path in self.files]

    def go(self, out: str, listener: Any = None, **settings: Any) -> tuple[Any, Listener]:
        """Run, and return the model, which counts its calls, and the listener."""
        folder = self.folder / out
        folder.mkdir(exist_ok=True)
        model, listener = self.tools.LocalModel(), listener or Listener()
        settings = {"tile": 32, "device": "cpu", "resume": True, "units": "linear", **settings}
        outputs = Outputs(*(str(folder / f"{name}.tif") for name in NAMES))
        dates = [DateInput(path) for path in self.inputs]
        run(dates[0], dates[1], outputs, RunSettings(**settings), listener, model=model)
        return model, listener

    def stopped(self, out: str = "out", tiles: int = 6, **settings: Any) -> None:
        with pytest.raises(Cancelled):
            self.go(out, Listener(tiles), **settings)

    def starts_anew(self, **settings: Any) -> None:
        model, listener = self.go("out", **settings)
        assert len(model.calls) == TILES
        assert any("starting anew" in line for line in listener.lines)
        self.same_as_a_plain_run(**settings)

    def same_as_a_plain_run(self, **settings: Any) -> None:
        self.go("plain", resume=False, **{k: v for k, v in settings.items() if k != "threads"})
        assert self.tools.state(self.folder / "out") == self.tools.state(self.folder / "plain")


def exchange(path: Path, tools: Any, seed: int = 9) -> None:
    """Other pixels, in a file of the same size and time."""
    before = path.stat()
    tools.write(path, tools.speckled(90, 120, seed=seed), options=("TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32"))
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def damage(content: bytearray, generator: random.Random) -> bytes:
    """One of the ways in which files are damaged."""
    at, size = generator.randrange(len(content)), generator.randint(1, 300)
    kind = generator.randrange(6)
    if kind == 0:
        content[at] ^= 1 << generator.randrange(8)
    elif kind == 1:
        content[at : at + size] = bytes(len(content[at : at + size]))
    elif kind == 2:
        del content[at : at + size]
    elif kind == 3:
        del content[at:]
    elif kind == 4:
        content[at:at] = generator.randbytes(size)
    else:
        other = generator.randrange(len(content))
        content[at : at + size] = content[other : other + size]
    return bytes(content)


def overwrite(path: Path, values: bytes = b"", keep_time: bool = False) -> None:
    """Fill the pixels of a file in place."""
    before, size = path.stat(), path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write((values or bytes(1)) * (size // 4))
    if keep_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
