"""Threads of the library behind NumPy's matrix products."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

_NAMES = [
    f"{prefix}openblas_{{}}_num_threads{suffix}" for prefix in ("", "scipy_") for suffix in ("", "64_", "_64", "64__")
]


def can_limit() -> bool:
    """Return True if the number of threads can be set: then tiles are computed side by side."""
    return _library() is not None


@contextmanager
def single_threaded() -> Iterator[None]:
    """Within the context each matrix product is computed by the thread that asks for it, where that can be set."""
    found = _library()
    if found is None:
        yield
        return
    get, put = found
    before = int(get())
    put(1)
    try:
        yield
    finally:
        put(before)


@lru_cache(maxsize=1)
def _library() -> tuple[Any, Any] | None:
    """Return the functions of OpenBLAS that get and set the number of threads."""
    for path in _candidates():
        try:
            library = ctypes.CDLL(path)
        except OSError:
            continue
        for name in _NAMES:
            get, put = (getattr(library, name.format(what), None) for what in ("get", "set"))
            if get is not None and put is not None:
                return get, put
    return None


def _candidates() -> list[str]:
    np.dot(np.ones((2, 2), np.float32), np.ones((2, 2), np.float32))  # loads it
    if sys.platform == "linux":
        lines = Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
        paths = {line.split()[-1] for line in lines if "blas" in line.rpartition("/")[2]}
        return sorted(path for path in paths if path.startswith("/"))
    folder = Path(np.__file__).parent
    return sorted(str(p) for root in (folder / ".dylibs", folder.parent / "numpy.libs") for p in root.glob("*openblas*"))
