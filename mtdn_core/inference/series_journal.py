"""Which dates of a series an interrupted run has finished."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import OutputError
from mtdn_core.inference.settings import RunSettings


class SeriesJournal:
    """A file in the output folder with one line per finished date.

    Parameters
    ----------
    folder
        The output folder.
    settings
        Without ``resume`` nothing is read or kept.
    model
        The loaded model; its card's SHA-256 counts.
    """

    def __init__(self, folder: Path, settings: RunSettings, model: Any) -> None:
        self._path = folder / ".~series.journal"
        self._wanted = settings.resume
        card = getattr(model, "card", None)
        self._facts = [__version__, asdict(settings), getattr(card, "name", ""), getattr(card, "sha256", "")]
        self._known: set[str] = set()
        if self._wanted:
            with contextlib.suppress(FileNotFoundError):
                self._known = set(self._path.read_text(encoding="utf-8").splitlines())

    def has(self, files: Sequence[str], output: str) -> bool:
        """Return True if `output` is there, made from `files` as they are, and has not been touched since."""
        return self._wanted and self._line(files, output) in self._known

    def note(self, files: Sequence[str], output: str) -> None:
        """Note that `output` is complete."""
        if not self._wanted:
            return
        try:
            with self._path.open("a", encoding="utf-8") as lines:
                lines.write(self._line(files, output) + "\n")
        except OSError as error:
            raise OutputError(f"The journal '{self._path}' cannot be written ({error.strerror})") from error

    def finish(self) -> None:
        """Remove the file: every date is done."""
        if self._wanted:
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _line(self, files: Sequence[str], output: str) -> str:
        stats = []
        for file in [*files, output]:
            found = os.stat(file) if os.path.exists(file) else None
            stats.append([os.path.realpath(file), found and found.st_size, found and found.st_mtime_ns])
        facts = json.dumps([self._facts, stats], default=str)
        return hashlib.sha256(facts.encode()).hexdigest()
