"""A scratch file of finished windows, from which compressed outputs are written at the end, in the same order.

A compressed GeoTIFF that was interrupted cannot be continued: GDAL keeps its directory in memory until it closes it,
and rewritten blocks move. The scratch file only ever grows by whole records, each with a checksum.
"""

from __future__ import annotations

import os
import zlib
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import OutputError
from mtdn_core.raster.gdal import Window
from mtdn_core.raster.locks import open_private

FLOAT, BYTE = "<f4", "|u1"


class Record(NamedTuple):
    """A window of an output in the scratch file."""

    output: int
    window: Window
    bands: int
    byte: bool
    checksum: int

    @property
    def nbytes(self) -> int:
        """Bytes in the file."""
        return self.bands * self.window[2] * self.window[3] * (1 if self.byte else 4)


class ScratchFile:
    """Records of windows, one after the other.

    Parameters
    ----------
    path
        The file; made if it does not exist.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._records: list[Record] = []
        self._file: BinaryIO = open_private(path)

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return self._file.seek(0, os.SEEK_END)

    def cut(self, size: int) -> None:
        """Drop what lies behind `size` bytes: half a record."""
        self._file.truncate(size)
        self._file.seek(size)

    def record(self, output: int, window: Window, values: NDArray[Any]) -> None:
        """Append (bands, height, width) of an output."""
        byte = values.dtype == np.uint8
        content = np.ascontiguousarray(values, BYTE if byte else FLOAT).tobytes()
        try:
            self._file.write(content)
        except OSError as error:
            raise self._failure(error) from error
        self._records.append(Record(output, window, values.shape[0], bool(byte), zlib.crc32(content)))

    def sync(self) -> tuple[list[Record], int]:
        """Bring everything to the disk; return the records since the last time and the size."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._failure(error) from error
        records, self._records = self._records, []
        return records, self._file.tell()

    def load(self, start: int, record: Record) -> NDArray[Any] | None:
        """Return the values of a record whose bytes begin at `start`; None if they are damaged."""
        self._file.seek(start)
        data = self._file.read(record.nbytes)
        if len(data) != record.nbytes or zlib.crc32(data) != record.checksum:
            return None
        values = np.frombuffer(data, BYTE if record.byte else FLOAT)
        return values.reshape(record.bands, record.window[3], record.window[2])

    def close(self) -> None:
        """Close the file; it stays."""
        self._file.close()

    def _failure(self, error: OSError) -> OutputError:
        return OutputError(
            f"The scratch file '{self.path}' cannot be written ({error.strerror})",
            "space for the uncompressed outputs, once more than they need",
            "check the free space of the disk, or run without --resume",
        )
