"""Keep freed memory for the next tile.

The C library of Linux gives every large buffer back to the system as soon as it is freed, and the system fills every
new one with zeros: a quarter of the time of a run went there. Here it keeps what is freed for the buffers that follow.
What outlives a tile is set apart, so that all else is one free stretch again when the next tile begins; gaps that
nothing fits would let the process grow with every tile. The threads that read and write share one stock of free memory
with the one that computes, for a stock of each thread's own grows by itself.
"""

from __future__ import annotations

import ctypes
import mmap
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Scalar = TypeVar("Scalar", bound=np.generic)

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  # names of mallopt's parameters, of malloc.h
# the few buffers beyond 128 MB still come and go: kept, they would leave gaps that nothing fits
KEPT = {MMAP_THRESHOLD: 128 << 20, TRIM_THRESHOLD: 2**31 - 1}
# what the library itself ends up with in a process that has freed a large buffer (man mallopt)
USUAL = {MMAP_THRESHOLD: 32 << 20, TRIM_THRESHOLD: 64 << 20}


@contextmanager
def keep_freed_memory() -> Iterator[bool]:
    """Within the context, freed memory stays with the process; at its end, what is free goes back to the system.

    Yields
    ------
    bool
        False where there is no GNU C library: then nothing is kept, and nothing is done.
    """
    library = _gnu_library()
    if library is None:
        yield False
        return
    # one stock of free memory for all threads; a process whose threads have stocks of their own by now keeps them
    library.mallopt(ARENA_MAX, 1)
    for parameter, value in KEPT.items():
        library.mallopt(parameter, value)
    try:
        yield True
    finally:
        for parameter, value in USUAL.items():
            library.mallopt(parameter, value)
        library.malloc_trim(0)


def set_apart(result: NDArray[Scalar]) -> NDArray[Scalar]:
    """Copy what outlives its tile into memory of its own, straight from the system."""
    if result.nbytes == 0:
        return result
    apart: NDArray[Scalar] = np.frombuffer(mmap.mmap(-1, result.nbytes), result.dtype).reshape(result.shape)
    apart[...] = result
    return apart


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
