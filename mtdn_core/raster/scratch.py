"""A scratch file of finished windows, from which compressed outputs are written in one go, in the same order.

A compressed GeoTIFF that was interrupted cannot be continued: GDAL keeps its directory in memory until it closes it,
and rewritten blocks move. The scratch file only grows, by whole records, each with a checksum.
"""

from __future__ import annotations

import hashlib
import os
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.files import open_private
from mtdn_core.raster.gdal import Window

FLOAT, BYTE = "<f4", "|u1"


class Record(NamedTuple):
    """A window of an output: number of the output, its place, its bands and data type, its checksum."""

    output: int
    column: int
    row: int
    width: int
    height: int
    bands: int
    byte: bool
    checksum: str

    @property
    def window(self) -> Window:
        """Column, row, width, height."""
        return self.column, self.row, self.width, self.height

    @property
    def nbytes(self) -> int:
        """Bytes in the scratch file."""
        return self.bands * self.height * self.width * (1 if self.byte else 4)


class ScratchFile:
    """Records of windows, one after the other, in a file that is made if it does not exist.

    Raises :class:`OutputError` if it cannot be opened or written, or the path is a link.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._records: list[Record] = []
        self._file: BinaryIO = os.fdopen(open_private(path), "r+b")

    def truncate(self, size: int) -> None:
        """Drop what lies behind `size` bytes."""
        self._file.truncate(size)
        self._file.seek(size)

    def record(self, output: int, window: Window, values: NDArray[Any]) -> None:
        """Append (bands, height, width) of an output."""
        byte = values.dtype == np.uint8
        data = np.ascontiguousarray(values, BYTE if byte else FLOAT).tobytes()
        try:
            self._file.write(data)
        except OSError as error:
            raise self._error(error) from error
        self._records.append(Record(output, *window, values.shape[0], bool(byte), _checksum(data)))

    def sync(self) -> tuple[list[Record], int]:
        """Bring everything to the disk; return the records since the last time and the size."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._error(error) from error
        records, self._records = self._records, []
        return records, self._file.tell()

    def read(self, start: int, record: Record) -> NDArray[Any] | None:
        """Return the values (bands, height, width) of a record whose bytes begin at `start`; None if damaged."""
        self._file.seek(start)
        data = self._file.read(record.nbytes)
        if len(data) != record.nbytes or _checksum(data) != record.checksum:
            return None
        values = np.frombuffer(data, BYTE if record.byte else FLOAT)
        return values.reshape(record.bands, record.height, record.width)

    def close(self) -> None:
        """Close the file; it stays."""
        self._file.close()

    def _error(self, error: OSError) -> OutputError:
        return OutputError(
            f"The scratch file '{self.path}' cannot be written ({error.strerror})",
            "space for the uncompressed outputs, once more than they need",
            "check the free space of the disk, or run without --resume",
        )


def _checksum(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()
