"""Continue an interrupted run: a scratch file of the tiles that are done, and a journal of them, beside the outputs.

A compressed GeoTIFF that was interrupted cannot be continued: GDAL keeps its directory in memory until it closes it, and
rewritten blocks move. So every tile is first brought to the scratch file, which only grows, then noted in the journal, a
line a tile in the order of the plan, with the numbers of the run up to there; the outputs are written from it in one go, in
the same order. Whenever the process dies, the journal holds only tiles that are complete. A line has the checksum of what the
scratch file holds of its tile, and one of itself and of all lines before it; whatever is damaged, the run starts anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core import __version__
from mtdn_core.errors import OutputError
from mtdn_core.files import discard, open_private
from mtdn_core.inference.predictor import Predictor
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.settings import Outputs, RunSettings
from mtdn_core.inference.tiles import TilePlan
from mtdn_core.model.card import decisive
from mtdn_core.progress import Feedback
from mtdn_core.raster.gdal import Window, check_cancelled, gdal_module
from mtdn_core.raster.write import GeoTiffWriter


def run_key(scene: Scene, content: str, outputs: Outputs, settings: RunSettings, predictor: Predictor) -> str:
    """Return a hash of all that the bytes of the outputs depend on: the `content` of the inputs, settings, model, machine."""
    choice = predictor.choice
    decisive_settings = {
        **asdict(settings), "threads": None, "resume": True, "model": decisive(predictor.model.card),
        "device": [choice.device, choice.backend, choice.name if choice.device != "cpu" else ""],
        "fast": predictor.half_precision,
    }
    torch = sys.modules.get("torch")
    cpu = getattr(getattr(torch, "backends", None), "cpu", None)
    libraries = {
        "numpy": np.__version__,
        "gdal": gdal_module().__version__,
        "torch": getattr(torch, "__version__", ""),
        "machine": [platform.machine(), processor(), platform.system()],
        "instructions": cpu.get_cpu_capability() if cpu is not None else "",
    }
    wanted = {name: os.path.realpath(path) for name, path in outputs.wanted().items()}
    # side files of statistics, which are not compared, may state nodata, scaling and georeference as well
    dates = [[str(date.grid), date.units.units, date.metadata] for date in scene.dates]
    bands = [
        (b.role, b.number, b.file.path, str(b.nodata), b.scale, b.offset, b.masked, b.alpha, str(b.limits))
        for date in scene.dates for b in date.bands
    ]
    facts = [__version__, content, dates, bands, wanted, decisive_settings, libraries]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def processor() -> str:
    """Return the model of the processor: libraries choose their instructions by it."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


class Journal:
    """What is done of a run, in two files beside the first of its outputs, which is locked: hidden, under its name.

    From now on the `rasters` are written to the scratch file, until :meth:`replay`. A journal with another `key`
    (:func:`run_key`) is not used, which the feedback is told. Raises :class:`OutputError` if the files cannot be opened or
    written, or are links.
    """

    def __init__(self, first: str, key: str, tiles: TilePlan, rasters: Sequence[GeoTiffWriter], feedback: Feedback) -> None:
        target = Path(first)
        self.path, self.scratch_path = (str(target.with_name(f".~{target.name}.{kind}")) for kind in ("journal", "scratch"))
        self._tiles, self._rasters, self._feedback, self._chain = tiles, rasters, feedback, ""
        #: one per finished tile: ``checksum`` of what the scratch file holds of it, and ``state``
        self.entries: list[dict[str, Any]] = []
        with ExitStack() as opened:
            self._file, self._scratch = (
                opened.enter_context(os.fdopen(open_private(path), "r+b")) for path in (self.path, self.scratch_path)
            )
            opened.pop_all()
        self._take_over(key)
        self._hash = _new_hash()  # of the tile that is being written
        for raster in rasters:
            raster.record = self._record

    def _record(self, values: NDArray[Any]) -> None:
        data = values.tobytes()
        with self._writing(self.scratch_path):
            self._scratch.write(data)
        self._hash.update(data)

    def note(self, state: dict[str, Any]) -> None:
        """Bring what was recorded of the next tile to the disk, and note that it is there."""
        with self._writing(self.scratch_path):
            self._scratch.flush()
            os.fsync(self._scratch.fileno())
        self.entries.append({"checksum": self._hash.hexdigest(), "state": state})
        self._hash = _new_hash()
        self._append(self.entries[-1])

    def replay(self) -> None:
        """Write the rasters; raise if the scratch file was damaged."""
        self._scratch.seek(0)
        for raster in self._rasters:
            raster.record = None
        for tile, entry in zip(self._tiles, self.entries):
            found = self._next(tile.core, entry)
            if found is None:
                raise OutputError(f"The scratch file '{self.scratch_path}' was damaged during the run", "", "run again")
            for raster, values in zip(self._rasters, found):
                raster.write(tile.core, values)
            check_cancelled()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._scratch.close()
        self._file.close()
        if kind is not None and self.entries:
            self._feedback.info(f"{len(self.entries)} tiles are kept; run again with --resume (QGIS: RESUME) to continue")
        else:
            discard(self.path, self.scratch_path)

    @contextmanager
    def _writing(self, path: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError(
                f"The file '{path}' of finished tiles cannot be written ({error.strerror})",
                "space for the uncompressed outputs, once more than they need",
                "check the free space of the disk, or run without --resume",
            ) from error

    def _append(self, values: dict[str, Any]) -> None:
        line = json.dumps(values, sort_keys=True)
        self._chain = _chained(self._chain, line)
        with self._writing(self.path):
            self._file.write(f"{self._chain} {line}\n".encode())
            self._file.flush()
            os.fsync(self._file.fileno())

    def _next(self, core: Window, entry: dict[str, Any]) -> list[NDArray[Any]] | None:
        """Return what the scratch file holds next, the values of every raster in a core; None if damaged."""
        shapes = [(len(raster.bands), core[3], core[2]) for raster in self._rasters]
        types = [np.dtype(raster.dtype) for raster in self._rasters]
        found, checked = [self._scratch.read(prod(s) * t.itemsize) for s, t in zip(shapes, types)], _new_hash()
        for data in found:
            checked.update(data)
        if checked.hexdigest() != entry.get("checksum"):
            return None
        return [np.frombuffer(data, dtype).reshape(shape) for data, dtype, shape in zip(found, types, shapes)]

    def _take_over(self, key: str) -> None:
        """Read an earlier run if all of it is sound, and have what follows written behind it."""
        content = self._file.read()
        # half a line at the end is what a killed run leaves
        lines = content[: content.rfind(b"\n") + 1].splitlines(keepends=True)
        problem = self._read(lines, key) if content else ""
        if problem:
            self._feedback.info(f"An earlier run is not continued ({problem}); starting anew")
            self.entries, self._chain, lines = [], "", []
        elif self.entries:
            self._feedback.info(f"Continuing from {len(self.entries)} tiles that are done")
        for file, size in ((self._file, sum(map(len, lines))), (self._scratch, self._scratch.tell() if self.entries else 0)):
            file.truncate(size)
            file.seek(size)
        if not lines:
            self._append({"key": key})

    def _read(self, lines: list[bytes], key: str) -> str:
        """Read the lines; return why they cannot be used, or an empty text."""
        damaged, tiles = f"its journal '{self.path}' is damaged", iter(self._tiles)
        for number, line in enumerate(lines):
            try:
                checksum, _, text = line.decode().rstrip("\n").partition(" ")
                values = json.loads(text) if checksum == _chained(self._chain, text) else None
            except (ValueError, RecursionError):
                return damaged
            if not isinstance(values, dict):
                return damaged
            self._chain = checksum
            if number == 0:
                if values.get("key") != key:
                    return "it had other inputs, settings, outputs, another model or another machine"
                continue
            tile = next(tiles, None)
            if tile is None or not isinstance(values.get("state"), dict):
                return damaged
            if self._next(tile.core, values) is None:
                return f"its scratch file '{self.scratch_path}' is damaged"
            self.entries.append(values)
        return "" if lines else damaged


def _new_hash() -> Any:
    return hashlib.blake2b(digest_size=8)


def _chained(before: str, line: str) -> str:
    return hashlib.sha256(f"{before}{line}".encode()).hexdigest()[:32]
