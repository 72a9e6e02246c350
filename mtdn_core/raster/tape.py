"""A scratch file of finished windows, from which compressed outputs are written in one go, in the same order.

A compressed GeoTIFF that was interrupted cannot be continued: GDAL keeps its directory in memory until it closes it,
and rewritten blocks move. The tape only ever grows by whole records: what a killed process had recorded is good.
"""

from __future__ import annotations

import os
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError

FLOAT, BYTE = "<f4", "|u1"


class Part(NamedTuple):
    """A window of an output on the tape: its number, where it lies, and its shape (bands, height, width)."""

    output: int
    column: int
    row: int
    bands: int
    height: int
    width: int
    byte: bool

    @property
    def nbytes(self) -> int:
        """Bytes on the tape."""
        return self.bands * self.height * self.width * (1 if self.byte else 4)


class Tape:
    """Records of windows, one after the other.

    Parameters
    ----------
    path
        The scratch file; made if it does not exist.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._parts: list[Part] = []
        try:
            self._file: BinaryIO = open(path, "r+b" if os.path.exists(path) else "w+b")  # noqa: SIM115
        except OSError as error:
            raise self._trouble(error) from error

    @property
    def size(self) -> int:
        """Bytes on the tape."""
        return self._file.seek(0, os.SEEK_END)

    def cut(self, size: int) -> None:
        """Drop what lies behind `size` bytes: half a record."""
        self._file.truncate(size)
        self._file.seek(size)

    def record(self, output: int, column: int, row: int, values: NDArray[Any]) -> None:
        """Append (bands, height, width) of an output."""
        byte = values.dtype == np.uint8
        try:
            self._file.write(np.ascontiguousarray(values, BYTE if byte else FLOAT).tobytes())
        except OSError as error:
            raise self._trouble(error) from error
        bands, height, width = values.shape
        self._parts.append(Part(output, column, row, bands, height, width, bool(byte)))

    def sync(self) -> tuple[list[Part], int]:
        """Bring everything to the disk; return the parts since the last time and the size."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._trouble(error) from error
        parts, self._parts = self._parts, []
        return parts, self._file.tell()

    def play(self, start: int, part: Part) -> NDArray[Any]:
        """Return the values of a part whose bytes begin at `start`."""
        self._file.seek(start)
        data = self._file.read(part.nbytes)
        if len(data) != part.nbytes:
            raise OutputError(f"The scratch file '{self.path}' is shorter than it was", "", "run again")
        values = np.frombuffer(data, BYTE if part.byte else FLOAT)
        return values.reshape(part.bands, part.height, part.width)

    def close(self) -> None:
        """Close the file; it stays."""
        self._file.close()

    def _trouble(self, error: OSError) -> OutputError:
        return OutputError(
            f"The scratch file '{self.path}' cannot be written ({error.strerror})",
            "space for the uncompressed outputs, once more than they need",
            "check the free space of the disk, or run without --resume",
        )
