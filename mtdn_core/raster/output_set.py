"""All outputs of a run together."""

from __future__ import annotations

import contextlib
import os
from functools import partial
from typing import Any

from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.raster.tape import Tape
from mtdn_core.raster.write import GeoTiffWriter, OutputPlan


class OutputSet:
    """All outputs of a run: either every one appears, or none.

    Use as a context manager and call :meth:`commit` at the end; leaving without it removes everything.

    Parameters
    ----------
    tape
        Where windows are recorded; they are written by :meth:`write` at the end. None: written at once.
    """

    def __init__(self, tape: Tape | None = None) -> None:
        self._writers: list[GeoTiffWriter] = []
        self._tape = tape

    def add(self, plan: OutputPlan) -> GeoTiffWriter:
        """Start an output."""
        # a name that is always the same: what a killed run left is overwritten by the one that goes on
        writer = GeoTiffWriter(plan, "resume" if self._tape else "")
        if self._tape is not None:
            writer.record(partial(self._tape.record, len(self._writers)))
        self._writers.append(writer)
        return writer

    def write(self, output: int, column: int, row: int, values: NDArray[Any]) -> None:
        """Write a recorded window of the output with this number."""
        self._writers[output].record(None)
        self._writers[output].write(column, row, values)

    def commit(self) -> None:
        """Close all, then move all into place."""
        for writer in self._writers:
            writer.close()
        done: list[GeoTiffWriter] = []
        for writer in self._writers:
            try:
                writer.commit()
            except OutputError:
                # none of a set is left; an older file that was replaced cannot come back
                for earlier in done:
                    with contextlib.suppress(OSError):
                        os.remove(earlier.plan.path)
                raise
            done.append(writer)
        self._writers = []

    def __enter__(self) -> OutputSet:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers:
            writer.discard()
        self._writers = []
