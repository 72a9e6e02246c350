"""Continue an interrupted run: a journal of the tiles that are done, beside the outputs.

Every tile is first brought to the scratch file (:mod:`mtdn_core.raster.scratch`), then noted in the journal with the
numbers of the run up to there. Whenever the process dies, the journal names only tiles that are complete. Each line of
the journal carries a checksum of itself and of all lines before it; whatever is damaged, the run starts anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from mtdn_core import __version__
from mtdn_core.errors import OutputError
from mtdn_core.files import discard, lock_descriptor, open_private
from mtdn_core.inference.predictor import Predictor
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.settings import Outputs, RunSettings
from mtdn_core.model.card import decisive
from mtdn_core.progress import Feedback
from mtdn_core.raster.gdal import Window, gdal_module
from mtdn_core.raster.scratch import Record, ScratchFile

KINDS = [*[int] * 6, bool, str]  # of the fields of a record


def run_key(scene: Scene, outputs: Outputs, settings: RunSettings, predictor: Predictor) -> str:
    """Return a hash of all that the bytes of the outputs depend on: the content of the inputs, settings, model, machine."""
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
    dates = [[str(date.grid), date.units.units, str(date.limits), date.metadata] for date in scene.dates]
    bands = [
        (b.role, b.number, b.file.path, str(b.nodata), b.scale, b.offset, b.masked, b.alpha)
        for date in scene.dates for b in date.bands
    ]
    facts = [__version__, scene.content.fingerprint, dates, bands, wanted, decisive_settings, libraries]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def processor() -> str:
    """Return the model of the processor: libraries choose their instructions by it."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


class Journal:
    """What is done of a run, in files beside the first of its outputs, hidden, under its name.

    A journal with another `key` (:func:`run_key`) is not used, which the feedback is told.
    """

    def __init__(self, outputs: Outputs, key: str, feedback: Feedback) -> None:
        first = Path(next(iter(outputs.wanted().values())))
        self.path = str(first.with_name(f".~{first.name}.journal"))
        self.scratch_path = str(first.with_name(f".~{first.name}.scratch"))
        self._key, self._feedback, self._chain = key, feedback, ""
        #: one per finished tile: ``core``, ``records``, ``end`` (bytes of the scratch file after it) and ``state``
        self.entries: list[dict[str, Any]] = []
        self._file: BinaryIO = os.fdopen(open_private(self.path), "r+b")
        try:
            if lock_descriptor(self._file.fileno()) is False:  # a lock ends with its process
                raise OutputError(
                    f"Another run is writing beside '{self.path}'", "one run at a time",
                    "wait for it, or choose another name for the output",
                )
            self.scratch = ScratchFile(self.scratch_path)
        except OutputError:
            self._file.close()
            raise
        used = self._take_over()
        self._file.truncate(used)
        self._file.seek(used)
        self.scratch.truncate(self.entries[-1]["end"] if self.entries else 0)
        if not used:
            self._append({"key": key})

    @property
    def cores(self) -> list[Window]:
        """Windows of the finished tiles, in their order."""
        return [(c[0], c[1], c[2], c[3]) for c in (entry["core"] for entry in self.entries)]

    def note(self, core: Window, state: dict[str, Any]) -> None:
        """Note that everything of a tile is in the scratch file."""
        records, end = self.scratch.sync()
        self.entries.append({"core": list(core), "records": [list(r) for r in records], "end": end, "state": state})
        self._append(self.entries[-1])

    def replay(self, write: Callable[[int, Window, Any], None], between: Callable[[], None]) -> None:
        """Hand every record to ``write(output, window, values)``, tile by tile; raise if the scratch file was damaged."""
        start = 0
        for entry in self.entries:
            for record in (Record(*values) for values in entry["records"]):
                values = self.scratch.read(start, record)
                if values is None:
                    raise OutputError(f"The scratch file '{self.scratch_path}' was damaged during the run", "", "run again")
                write(record.output, record.window, values)
                start += record.nbytes
            between()

    def finish(self) -> None:
        """Remove journal and scratch file: the outputs are complete."""
        self.scratch.close()
        if os.name == "nt":  # an open file cannot be removed there
            self._file.close()
        discard(self.path, self.scratch_path)
        self._file.close()

    def close(self) -> None:
        """Close journal and scratch file; they stay for the next run."""
        self.scratch.close()
        self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None and not self.entries and not self._file.closed:
            self.finish()
        self.close()
        if kind is not None and self.entries:
            self._feedback.info(f"{len(self.entries)} tiles are kept; run again with --resume (QGIS: RESUME) to continue")

    def _append(self, values: dict[str, Any]) -> None:
        line = json.dumps(values, sort_keys=True)
        self._chain = _chained(self._chain, line)
        try:
            self._file.write(f"{self._chain} {line}\n".encode())
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise OutputError(
                f"The journal '{self.path}' cannot be written ({error.strerror})", "",
                "check the free space of the disk",
            ) from error

    def _take_over(self) -> int:
        """Read an earlier run if all of it is sound; return the bytes of the journal that are used."""
        content = self._file.read()
        # half a line at the end is what a killed run leaves
        lines = content[: content.rfind(b"\n") + 1].splitlines(keepends=True)
        problem = self._read(lines) if content else ""
        if problem:
            self._feedback.info(f"An earlier run is not continued ({problem}); starting anew")
            self.entries, self._chain, lines = [], "", []
        elif self.entries:
            self._feedback.info(f"Continuing from {len(self.entries)} tiles that are done")
        return sum(map(len, lines))

    def _read(self, lines: list[bytes]) -> str:
        """Read the lines; return why they cannot be used, or an empty text."""
        damaged, start = f"its journal '{self.path}' is damaged", 0
        for number, line in enumerate(lines):
            values = self._parse(line)
            if number == 0 and values is not None:
                if values.get("key") != self._key:
                    return "it had other inputs, settings, outputs, another model or another machine"
                continue
            records = None if values is None else _records(values, start)
            if values is None or records is None:
                return damaged
            for record in records:
                if self.scratch.read(start, record) is None:
                    return f"its scratch file '{self.scratch_path}' is damaged"
                start += record.nbytes
            self.entries.append(values)
        return "" if lines else damaged

    def _parse(self, line: bytes) -> dict[str, Any] | None:
        """Return the values of a line; None if its checksum is not that of what it says and what went before."""
        try:
            checksum, _, text = line.decode().rstrip("\n").partition(" ")
            values = json.loads(text) if checksum == _chained(self._chain, text) else None
        except (ValueError, RecursionError):
            return None
        self._chain = checksum
        return values if isinstance(values, dict) else None


def _records(entry: dict[str, Any], start: int) -> list[Record] | None:
    """Return the records of a tile that begin at `start` bytes; None if the entry is not as it was written."""
    rows = entry.get("records")
    if not isinstance(rows, list) or not rows or not isinstance(entry.get("state"), dict):
        return None
    for row in rows:
        if not isinstance(row, list) or [type(value) for value in row] != KINDS or min(row[:6]) < 0:
            return None
        if row[1:5] != entry.get("core"):
            return None
    records = [Record(*row) for row in rows]
    return records if entry.get("end") == start + sum(record.nbytes for record in records) else None


def _chained(before: str, line: str) -> str:
    return hashlib.sha256(f"{before}{line}".encode()).hexdigest()[:32]
