"""Keep freed memory for the next tile.

The C library of Linux gives every large buffer back to the system as soon as it is freed, and the system fills every
new one with zeros: a quarter of the time of a run went there. Here it keeps what is freed for the buffers that follow,
and gives it back every few tiles.
"""

from __future__ import annotations

import ctypes
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3  # names of mallopt's parameters, of malloc.h
# the few buffers beyond 128 MB still come and go: kept, they would leave gaps that nothing fits
KEPT = {MMAP_THRESHOLD: 128 << 20, TRIM_THRESHOLD: 2**31 - 1}
TILES = 4
# what the library itself ends up with in a process that has freed a large buffer (man mallopt)
USUAL = {MMAP_THRESHOLD: 32 << 20, TRIM_THRESHOLD: 64 << 20}


class FreedMemory:
    """What the C library has freed and not given back."""

    def __init__(self, library: Any = None) -> None:
        self._library = library
        self._tiles = 0

    @property
    def kept(self) -> bool:
        """False where there is no GNU C library: then nothing is kept, and nothing is done."""
        return self._library is not None

    def tile_done(self) -> None:
        """Give back what is free, every few tiles.

        The gaps that buffers of many sizes leave would grow for dozens of tiles; to give back more often costs time.
        """
        self._tiles += 1
        if self._tiles % TILES == 0:
            self.give_back()

    def give_back(self) -> None:
        """Give what is free back to the system."""
        if self._library is not None:
            self._library.malloc_trim(0)


@contextmanager
def keep_freed_memory() -> Iterator[FreedMemory]:
    """Within the context, freed memory stays with the process; at its end, what is free goes back to the system."""
    library = _gnu_library()
    memory = FreedMemory(library)
    if library is not None:
        for parameter, value in KEPT.items():
            library.mallopt(parameter, value)
    try:
        yield memory
    finally:
        if library is not None:
            for parameter, value in USUAL.items():
                library.mallopt(parameter, value)
            memory.give_back()


def _gnu_library() -> Any:
    if platform.libc_ver()[0] != "glibc":
        return None
    try:
        library = ctypes.CDLL(None)
        library.mallopt.argtypes = [ctypes.c_int, ctypes.c_int]
        library.malloc_trim.argtypes = [ctypes.c_size_t]
    except (OSError, AttributeError):
        return None
    return library
