"""Go on with an interrupted run: a journal of the tiles that are done, beside the outputs.

Every tile is first brought to the tape (:mod:`mtdn_core.raster.tape`), then noted in the journal with the figures of
the run up to there. Whenever the process dies, the journal names only tiles that are complete.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from mtdn_core import __version__
from mtdn_core.errors import OutputError
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.settings import Feedback, Outputs, RunSettings
from mtdn_core.inference.tiles import Window
from mtdn_core.raster.tape import Part, Tape


def run_key(scene: Scene, outputs: Outputs, settings: RunSettings, **more: Any) -> str:
    """Return a hash of all that the bytes of the outputs depend on.

    Inputs count by path, size and time of change; `more` is what the settings leave open (model, device, ...).
    """
    files = sorted({os.path.realpath(file) for date in scene.dates for file in date.files})
    stats = [(file, os.stat(file).st_size, os.stat(file).st_mtime_ns) for file in files if os.path.exists(file)]
    wanted = {name: os.path.realpath(path) for name, path in outputs.wanted().items()}
    order = [list(date.files) for date in scene.dates]
    facts = [__version__, stats, order, wanted, {**asdict(settings), "resume": True}, more]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


class Journal:
    """What is done of a run.

    Parameters
    ----------
    outputs
        The journal and the tape lie beside the first of them, hidden, under its name.
    key
        See :func:`run_key`; a journal with another one is not used.
    feedback
        Is told what was found.

    Attributes
    ----------
    tile
        Edge of a core the run began with, None for a new run.
    entries
        One per finished tile: ``core``, ``parts``, ``end`` (bytes of the tape after it) and ``figures``.
    """

    def __init__(self, outputs: Outputs, key: str, feedback: Feedback) -> None:
        first = Path(next(iter(outputs.wanted().values())))
        self.path = str(first.with_name(f".~{first.name}.journal"))
        self.tape_path = str(first.with_name(f".~{first.name}.tape"))
        self._key, self._feedback = key, feedback
        self.tile: int | None = None
        self.entries: list[dict[str, Any]] = []
        existed = os.path.exists(self.path) and os.path.getsize(self.path) > 0
        try:
            self._file: BinaryIO = open(self.path, "r+b" if os.path.exists(self.path) else "w+b")  # noqa: SIM115
        except OSError as error:
            raise OutputError(f"The journal '{self.path}' cannot be written ({error.strerror})") from error
        try:
            self._lock()
            self.tape = Tape(self.tape_path)
        except OutputError:
            self._file.close()
            raise
        good = self._read(self.tape.size) if existed else 0
        self._file.truncate(good)
        self._file.seek(good)
        self.tape.cut(self.entries[-1]["end"] if self.entries else 0)

    @property
    def cores(self) -> list[Window]:
        """Windows of the finished tiles, in their order."""
        return [(c[0], c[1], c[2], c[3]) for c in (entry["core"] for entry in self.entries)]

    def begin(self, tile: int) -> None:
        """Note how a new run is cut into tiles."""
        if self.tile is None:
            self._append({"key": self._key, "tile": tile})
            self.tile = tile

    def note(self, core: Window, figures: dict[str, Any]) -> None:
        """Note that everything of a tile is on the tape."""
        parts, end = self.tape.sync()
        entry = {"core": list(core), "parts": [list(part) for part in parts], "end": end, "figures": figures}
        self._append(entry)
        self.entries.append(entry)

    def replay(self, write: Callable[[int, int, int, Any], None], between: Callable[[], None]) -> None:
        """Hand every part to ``write(output, column, row, values)``, tile by tile."""
        start = 0
        for entry in self.entries:
            for part in (Part(*values) for values in entry["parts"]):
                write(part.output, part.column, part.row, self.tape.play(start, part))
                start += part.nbytes
            between()

    def finish(self) -> None:
        """Remove journal and tape: the outputs are complete."""
        self.close()
        for path in (self.path, self.tape_path):
            with contextlib.suppress(OSError):
                os.remove(path)

    def close(self) -> None:
        """Close journal and tape; they stay for the next run."""
        self.tape.close()
        self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.close()
        if kind is not None and self.entries:
            self._feedback.info(f"{len(self.entries)} tiles are kept; run again with --resume (QGIS: RESUME) to go on")
        elif kind is not None:
            self.finish()

    def _append(self, values: dict[str, Any]) -> None:
        try:
            self._file.write(json.dumps(values).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise OutputError(
                f"The journal '{self.path}' cannot be written ({error.strerror})",
                "",
                "check the free space of the disk",
            ) from error

    def _read(self, tape_size: int) -> int:
        """Take over what is complete; return the bytes of the journal that are good."""
        good, start = 0, 0
        for line in self._file:
            values = _parse(line)
            if values is None:
                break
            if not good:
                if values.get("key") != self._key or not isinstance(values.get("tile"), int):
                    break
                self.tile = values["tile"]
            else:
                parts = values.get("parts", [])
                size = sum(Part(*part).nbytes for part in parts)
                if values.get("end") != start + size or start + size > tape_size:
                    break
                start += size
                self.entries.append(values)
            good += len(line)
        if not good:
            self._feedback.info(
                f"The journal '{self.path}' is of other inputs, settings or another model; starting anew"
            )
        elif self.entries:
            self._feedback.info(f"Going on from {len(self.entries)} tiles that are done")
        return good

    def _lock(self) -> None:
        """Keep a second run away, where the system can; a lock ends with its process."""
        try:
            import fcntl
        except ImportError:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(
                f"Another run is writing beside '{self.path}'", "one run at a time",
                "wait for it, or choose another name for the output",
            ) from error  # fmt: skip


def _parse(line: bytes) -> dict[str, Any] | None:
    """Return a line's values; None for half a line."""
    if not line.endswith(b"\n"):
        return None
    try:
        values = json.loads(line)
    except ValueError:
        return None
    return values if isinstance(values, dict) else None
