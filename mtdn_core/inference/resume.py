"""Continue an interrupted run: a journal of the tiles that are done, beside the outputs.

Every tile is first brought to the scratch file (:mod:`mtdn_core.raster.scratch`), then noted in the journal with the
numbers of the run up to there and a checksum. Whenever the process dies, the journal names only tiles that are complete.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from mtdn_core import __version__
from mtdn_core.errors import OutputError
from mtdn_core.inference.scene import Scene, file_fingerprint
from mtdn_core.inference.settings import Outputs
from mtdn_core.inference.tiles import Window
from mtdn_core.progress import Feedback
from mtdn_core.raster.locks import open_private
from mtdn_core.raster.scratch import Record, ScratchFile


def run_key(scene: Scene, outputs: Outputs, **decisive: Any) -> str:
    """Return a hash of all that the bytes of the outputs depend on.

    Inputs count by their content; `decisive` is what settings, model and machine decide (strength, tile, device, ...).
    """
    wanted = {name: os.path.realpath(path) for name, path in outputs.wanted().items()}
    bands = [[(b.channel.role, b.channel.band, b.channel.file.path) for b in date.bands] for date in scene.dates]
    others = [file_fingerprint(date) for date in scene.references.dates] if scene.references else []
    facts = [__version__, scene.fingerprints, others, bands, wanted, decisive]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


class Journal:
    """What is done of a run.

    Parameters
    ----------
    outputs
        The journal and the scratch file lie beside the first of them, hidden, under its name.
    key
        See :func:`run_key`; a journal with another one is not used.
    feedback
        Is told what was found.

    Attributes
    ----------
    entries
        One per finished tile: ``core``, ``records``, ``end`` (bytes of the scratch file after it) and ``state``.
    """

    def __init__(self, outputs: Outputs, key: str, feedback: Feedback) -> None:
        first = Path(next(iter(outputs.wanted().values())))
        self.path = str(first.with_name(f".~{first.name}.journal"))
        self.scratch_path = str(first.with_name(f".~{first.name}.scratch"))
        self._key, self._feedback = key, feedback
        self.entries: list[dict[str, Any]] = []
        existed = os.path.exists(self.path) and os.path.getsize(self.path) > 0
        self._file: BinaryIO = open_private(self.path)
        try:
            self.scratch = ScratchFile(self.scratch_path)
        except OutputError:
            self._file.close()
            raise
        good = self._read() if existed else 0
        self._file.truncate(good)
        self._file.seek(good)
        self.scratch.cut(self.entries[-1]["end"] if self.entries else 0)
        if not good:
            self._append({"key": key})

    @property
    def cores(self) -> list[Window]:
        """Windows of the finished tiles, in their order."""
        return [(c[0], c[1], c[2], c[3]) for c in (entry["core"] for entry in self.entries)]

    def note(self, core: Window, state: dict[str, Any]) -> None:
        """Note that everything of a tile is in the scratch file."""
        records, end = self.scratch.sync()
        entry = {"core": list(core), "records": [list(record) for record in records], "end": end, "state": state}
        self._append(entry)
        self.entries.append(entry)

    def replay(self, write: Callable[[int, Window, Any], None], between: Callable[[], None]) -> None:
        """Hand every record to ``write(output, window, values)``, tile by tile."""
        start = 0
        for entry in self.entries:
            for record in _records(entry):
                values = self.scratch.load(start, record)
                if values is None:
                    raise OutputError(f"The scratch file '{self.scratch_path}' was changed during the run", "", "run again")
                write(record.output, record.window, values)
                start += record.nbytes
            between()

    def finish(self) -> None:
        """Remove journal and scratch file: the outputs are complete."""
        self.close()
        for path in (self.path, self.scratch_path):
            with contextlib.suppress(OSError):
                os.remove(path)

    def close(self) -> None:
        """Close both; they stay for the next run."""
        self.scratch.close()
        self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.close()
        if kind is not None and self.entries:
            self._feedback.info(
                f"{len(self.entries)} tiles are kept; run again with --resume (QGIS: RESUME) to continue"
            )
        elif kind is not None:
            self.finish()

    def _append(self, values: dict[str, Any]) -> None:
        text = json.dumps(values)
        try:
            self._file.write(f"{zlib.crc32(text.encode()):08x} {text}\n".encode())
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise OutputError(
                f"The journal '{self.path}' cannot be written ({error.strerror})",
                "",
                "check the free space of the disk",
            ) from error

    def _read(self) -> int:
        """Take over what is complete and undamaged; return the bytes of the journal that are good."""
        good, start = 0, 0
        for line in self._file:
            values = _parse(line)
            if values is None or (not good and values.get("key") != self._key):
                break
            if good:
                try:
                    records = _records(values)
                    size = sum(record.nbytes for record in records)
                    intact = values["end"] == start + size and len(values["core"]) == 4
                    offset = start
                    for record in records:
                        intact = intact and self.scratch.load(offset, record) is not None
                        offset += record.nbytes
                except (KeyError, TypeError, ValueError, IndexError):
                    intact = False
                if not intact:
                    self._feedback.info("What an earlier run has kept is damaged from some tile on; that is done again")
                    break
                start += size
                self.entries.append(values)
            good += len(line)
        if not good:
            self._feedback.info(
                f"The journal '{self.path}' is of other inputs, settings or another model; starting anew"
            )
        elif self.entries:
            self._feedback.info(f"Continuing from {len(self.entries)} tiles that are done")
        return good


def _records(entry: dict[str, Any]) -> list[Record]:
    return [
        Record(int(output), tuple(int(n) for n in window), int(bands), bool(byte), int(checksum))  # type: ignore[arg-type]
        for output, window, bands, byte, checksum in entry["records"]
    ]


def _parse(line: bytes) -> dict[str, Any] | None:
    """Return a line's values; None for a line that is cut off or damaged."""
    checksum, _, text = line.partition(b" ")
    if not line.endswith(b"\n") or checksum != f"{zlib.crc32(text[:-1]):08x}".encode():
        return None
    try:
        values = json.loads(text)
    except ValueError:
        return None
    return values if isinstance(values, dict) else None
