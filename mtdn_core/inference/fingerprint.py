"""The content of the inputs: what a resumed run must find again, and what must not change during a run."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Sequence

import numpy as np

from mtdn_core.errors import InputError
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import sample_windows
from mtdn_core.raster.source import file_stamp

WHOLE = 64 << 20  # bytes; smaller files are read whole
SAMPLES, SAMPLE = 1024, 16 << 10  # blocks of a larger file, and their size in bytes
CHECK_EVERY_S = 2.0
EVERY = 5  # of the sample windows of a scene
#: statistics and overviews, which other programs may write beside an input while it is read
_NOT_READ = (".aux.xml", ".ovr")


class InputContent:
    """The content of all inputs when a run began; raises :class:`InputError` if a file has changed since it was opened.

    `fingerprint` is a hash over sizes, times and content of all files (whole, or samples of large ones), and samples of the
    pixels, which stand for sources that are no local files (archives, addresses).
    """

    def __init__(self, dates: Sequence[DateRaster]) -> None:
        self._files = sorted({f for date in dates for f in date.files if not f.lower().endswith(_NOT_READ)})
        self._facts = {file: date.stamps[file] for date in reversed(dates) for file in date.files}
        self._hashes = {file: file_hash(file) for file in self._files}
        for file in self._files:
            if file_stamp(file) != self._facts[file]:
                raise _changed(file)
        self._checked = time.monotonic()
        pixels = hashlib.sha256()
        for date in dates:
            for window in sample_windows(date.grid.width, date.grid.height)[::EVERY]:
                for values in date.read(window):
                    pixels.update(np.ascontiguousarray(values).tobytes())
        text = "\n".join(f"{os.path.realpath(f)} {self._facts[f]} {self._hashes[f]}" for f in self._files)
        self.fingerprint = hashlib.sha256(f"{text}\n{pixels.hexdigest()}".encode("utf-8", "replace")).hexdigest()

    def check(self) -> None:
        """Compare sizes and times, every few seconds at most, and raise as :meth:`verify` does; call it often."""
        if time.monotonic() - self._checked >= CHECK_EVERY_S:
            self._compare([f for f in self._files if file_stamp(f) != self._facts[f]])
            self._checked = time.monotonic()

    def verify(self) -> None:
        """Raise :class:`InputError` if the content of an input is another one; call it before outputs are put in place."""
        self._compare(self._files)

    def _compare(self, files: Iterable[str]) -> None:
        for file in files:
            facts = file_stamp(file)
            # a file whose time alone is new may still be the same, if all of it has been compared
            comparable = facts == self._facts[file] or (facts is not None and facts[0] <= WHOLE)
            if not comparable or file_hash(file) != self._hashes[file]:
                raise _changed(file)
            self._facts[file] = facts


def _changed(file: str) -> InputError:
    return InputError(
        f"The input '{file}' has changed since the run began, so parts of the result would come from another image",
        "inputs that stay as they are during a run", "wait until the file is complete, then run again",
    )


def file_hash(path: str) -> str:
    """Return a hash of a file's size and content (of samples, where it is large); empty if it is no local file."""
    if not os.path.isfile(path):
        return ""
    digest = hashlib.blake2b(digest_size=16)
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            digest.update(str(size).encode())
            if size <= WHOLE:
                while data := file.read(1 << 20):
                    digest.update(data)
            else:
                for index in range(SAMPLES):
                    file.seek((size - SAMPLE) * index // (SAMPLES - 1))
                    digest.update(file.read(SAMPLE))
    except OSError as error:
        raise InputError(f"'{path}' cannot be read ({error.strerror})", "a file you may read", "check it") from error
    return digest.hexdigest()

