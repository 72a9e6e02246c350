"""Threads of the libraries that multiply: one each while tiles are computed side by side, as before afterwards.

These settings belong to the whole process, and QGIS may host several runs at once: the first run notes what was set, and
whoever leaves puts that back.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from mtdn_core.inference.device import import_torch

_NAMES = [
    f"{prefix}openblas_{{}}_num_threads{suffix}" for prefix in ("", "scipy_") for suffix in ("", "64_", "_64", "64__")
]


def can_limit() -> bool:
    """Return True if the number of threads can be set: then tiles are computed side by side."""
    return bool(_libraries())


class _Shared:
    """A setting of the process, read and written by `get` and `put`, that several runs hold at `value`.

    `per_thread`: every thread has its own copy, which each leaver restores.
    """

    def __init__(self, get: Callable[[], Any], put: Callable[[Any], object], value: Any, per_thread: bool) -> None:
        self._get, self._put, self._value, self._per_thread = get, put, value, per_thread
        self._lock, self._users, self._before = threading.Lock(), 0, value

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within the context the setting has its value."""
        with self._lock:
            if self._users == 0:
                self._before = self._get()
            self._users += 1
            self._put(self._value)
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1
                if self._users == 0 or self._per_thread:
                    self._put(self._before)


@contextmanager
def single_threaded(uses_torch: bool) -> Iterator[None]:
    """Within the context the caller and the threads it starts compute with one thread each, and CUDA without TF32.

    PyTorch's own threads wait in loops, which takes four times as long as one thread where another process keeps a core
    busy. TF32 rounds to ten bits, which is 1e-3 off.
    """
    if uses_torch:
        with _torch_threads().held(), _tf32().held():
            yield
    elif can_limit():
        with _blas_threads().held():
            yield
    else:
        yield


@lru_cache(maxsize=1)
def _torch_threads() -> _Shared:
    torch = import_torch()
    return _Shared(torch.get_num_threads, torch.set_num_threads, 1, True)


@lru_cache(maxsize=1)
def _tf32() -> _Shared:
    backends = import_torch().backends

    def put(values: tuple[bool, bool]) -> None:
        backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32 = values

    return _Shared(lambda: (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32), put, (False, False), False)


@lru_cache(maxsize=1)
def _blas_threads() -> _Shared:
    found = _libraries()

    def put(counts: list[int]) -> None:
        for (_, one), count in zip(found, counts):
            one(count)

    return _Shared(lambda: [get() for get, _ in found], put, [1] * len(found), False)


@lru_cache(maxsize=1)
def _libraries() -> list[tuple[Any, Any]]:
    """Return the functions that get and set the number of threads, of every OpenBLAS: GDAL may have brought its own."""
    found = []
    for path in _candidates():
        try:
            library = ctypes.CDLL(path)
        except OSError:
            continue
        for name in _NAMES:
            get, put = (getattr(library, name.format(what), None) for what in ("get", "set"))
            if get is not None and put is not None:
                found.append((get, put))
                break
    return found


def _candidates() -> list[str]:
    np.dot(np.ones((2, 2), np.float32), np.ones((2, 2), np.float32))  # loads it
    if sys.platform == "linux":
        lines = Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
        paths = {line.split()[-1] for line in lines if "blas" in line.rpartition("/")[2]}
        return sorted(path for path in paths if path.startswith("/"))
    folder = Path(np.__file__).parent
    return sorted(str(p) for root in (folder / ".dylibs", folder.parent / "numpy.libs") for p in root.glob("*openblas*"))
