"""Continue an interrupted run: a scratch file of the tiles that are done, and a journal of them, beside the outputs.

A compressed GeoTIFF that was interrupted cannot be continued: GDAL keeps its directory in memory until it closes it, and
rewritten blocks move. So every tile is first brought to the scratch file, which only grows, then noted in the journal with
the numbers of the run up to there; the outputs are written from it in one go, in the same order. Whenever the process dies,
the journal names only tiles that are complete. Records have checksums, and each line of the journal one of itself and of all
lines before it; whatever is damaged, the run starts anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core import __version__
from mtdn_core.errors import OutputError
from mtdn_core.files import discard, lock_descriptor, open_private
from mtdn_core.inference.predictor import Predictor
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.settings import Outputs, RunSettings
from mtdn_core.model.card import decisive
from mtdn_core.progress import Feedback
from mtdn_core.raster.gdal import Window, gdal_module

FLOAT, BYTE = "<f4", "|u1"


class Record(NamedTuple):
    """The values (bands, height, width) of a tile in an output, by the number of the output."""

    output: int
    bands: int
    byte: bool  # else floating point
    checksum: str

    def nbytes(self, core: Window) -> int:
        return self.bands * core[2] * core[3] * (1 if self.byte else 4)


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
    dates = [[str(date.grid), date.units.units, str(date.limits), date.metadata] for date in scene.dates]
    bands = [
        (b.role, b.number, b.file.path, str(b.nodata), b.scale, b.offset, b.masked, b.alpha)
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
    """What is done of a run, in two files beside the first of its outputs, hidden, under its name.

    A journal with another `key` (:func:`run_key`) is not used, which the feedback is told. Raises :class:`OutputError` if the
    files cannot be opened or written, are links, or another run has them.
    """

    def __init__(self, outputs: Outputs, key: str, feedback: Feedback) -> None:
        first = Path(next(iter(outputs.wanted().values())))
        self.path, self.scratch_path = (str(first.with_name(f".~{first.name}.{kind}")) for kind in ("journal", "scratch"))
        self._key, self._feedback, self._chain = key, feedback, ""
        #: one per finished tile: ``core``, ``records``, ``end`` (bytes of the scratch file after it) and ``state``
        self.entries: list[dict[str, Any]] = []
        self._records: list[Record] = []  # of the tile that is being written
        with ExitStack() as opened:
            self._file = opened.enter_context(os.fdopen(open_private(self.path), "r+b"))
            if lock_descriptor(self._file.fileno()) is False:  # a lock ends with its process
                raise OutputError(
                    f"Another run is writing beside '{self.path}'", "one run at a time",
                    "wait for it, or choose another name for the output",
                )
            self._scratch = opened.enter_context(os.fdopen(open_private(self.scratch_path), "r+b"))
            opened.pop_all()
        used = self._take_over()
        for file, size in ((self._file, used), (self._scratch, self._end)):
            file.truncate(size)
            file.seek(size)
        if not used:
            self._append({"key": key})

    @property
    def cores(self) -> list[Window]:
        """Windows of the finished tiles, in their order."""
        return [_core(entry) for entry in self.entries]

    @property
    def _end(self) -> int:
        return int(self.entries[-1]["end"]) if self.entries else 0

    def record(self, output: int, window: Window, values: NDArray[Any]) -> None:
        """Take (bands, height, width) of an output for the tile that is noted next, whose core is `window`."""
        byte = values.dtype == np.uint8
        data = np.ascontiguousarray(values, BYTE if byte else FLOAT).tobytes()
        with self._writing(self.scratch_path):
            self._scratch.write(data)
        self._records.append(Record(output, len(values), bool(byte), _checksum(data)))

    def note(self, core: Window, state: dict[str, Any]) -> None:
        """Bring what was recorded of a tile to the disk, and note that it is there."""
        with self._writing(self.scratch_path):
            self._scratch.flush()
            os.fsync(self._scratch.fileno())
        end = self._end + sum(record.nbytes(core) for record in self._records)
        self.entries.append({"core": list(core), "records": [list(r) for r in self._records], "end": end, "state": state})
        self._records = []
        self._append(self.entries[-1])

    def replay(self, write: Callable[[int, Window, Any], None], between: Callable[[], None]) -> None:
        """Hand every record to ``write(output, window, values)``, tile by tile; raise if the scratch file was damaged."""
        self._scratch.seek(0)
        for entry in self.entries:
            core = _core(entry)
            for record in (Record(*values) for values in entry["records"]):
                values = self._next(record, core)
                if values is None:
                    raise OutputError(f"The scratch file '{self.scratch_path}' was damaged during the run", "", "run again")
                write(record.output, core, values)
            between()

    def finish(self) -> None:
        """Remove both files: the outputs are complete."""
        self._scratch.close()
        if os.name == "nt":  # an open file cannot be removed there
            self._file.close()
        discard(self.path, self.scratch_path)
        self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None and not self.entries and not self._file.closed:
            self.finish()
        self._scratch.close()
        self._file.close()
        if kind is not None and self.entries:
            self._feedback.info(f"{len(self.entries)} tiles are kept; run again with --resume (QGIS: RESUME) to continue")

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

    def _next(self, record: Record, core: Window) -> NDArray[Any] | None:
        """Return the values of the next record of the scratch file; None if damaged."""
        data = self._scratch.read(record.nbytes(core))
        if _checksum(data) != record.checksum:
            return None
        return np.frombuffer(data, BYTE if record.byte else FLOAT).reshape(record.bands, core[3], core[2])

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
        damaged = f"its journal '{self.path}' is damaged"
        for number, line in enumerate(lines):
            values = self._parse(line)
            if number == 0 and values is not None:
                if values.get("key") != self._key:
                    return "it had other inputs, settings, outputs, another model or another machine"
                continue
            records = None if values is None else _records(values, self._end)
            if values is None or records is None:
                return damaged
            if any(self._next(record, _core(values)) is None for record in records):
                return f"its scratch file '{self.scratch_path}' is damaged"
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


def _core(entry: dict[str, Any]) -> Window:
    column, row, width, height = entry["core"]
    return column, row, width, height


def _kinds(values: Any) -> list[type]:
    return list(map(type, values)) if isinstance(values, list) else []


def _records(entry: dict[str, Any], start: int) -> list[Record] | None:
    """Return the records of a tile that begin at `start` bytes; None if the entry is not as it was written."""
    core: Any = entry.get("core")
    rows: Any = entry.get("records")
    sound = _kinds(core) == [int] * 4 and _kinds(rows) and isinstance(entry.get("state"), dict)
    if not sound or any(_kinds(row) != [int, int, bool, str] or min(*core, *row[:2]) < 0 for row in rows):
        return None
    records = [Record(*row) for row in rows]
    return records if entry.get("end") == start + sum(record.nbytes(_core(entry)) for record in records) else None


def _checksum(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _chained(before: str, line: str) -> str:
    return hashlib.sha256(f"{before}{line}".encode()).hexdigest()[:32]
