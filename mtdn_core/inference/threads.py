"""How libraries compute: one thread each while tiles are computed side by side, and stopped between two operations.

The number of threads belongs to the whole process, and QGIS may host several runs at once: the first run notes what was
set, and whoever leaves puts that back.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from mtdn_core.inference.device import import_torch

_NAMES = [f"{prefix}openblas_{{}}_num_threads{suffix}" for prefix in ("", "scipy_") for suffix in ("", "64_", "_64", "64__")]
_lock = threading.Lock()
_held: dict[bool, tuple[int, list[Any]]] = {}  # by what computes: runs at work, and what was set before the first


def can_limit() -> bool:
    """Return True if the number of threads can be set without PyTorch: then tiles are computed side by side."""
    return bool(_libraries())


@contextmanager
def single_threaded(uses_torch: bool) -> Iterator[None]:
    """Within the context the caller and the threads it starts compute with one thread each, and CUDA without TF32.

    PyTorch's own threads wait in loops, which takes four times as long as one thread where another process keeps a core
    busy. TF32 rounds to ten bits, which is 1e-3 off.
    """
    settings = _settings(uses_torch)
    with _lock:
        users, before = _held.get(uses_torch) or (0, [get() for get, *_ in settings])
        _held[uses_torch] = users + 1, before
        for _, put, value, _ in settings:
            put(value)
    try:
        yield
    finally:
        with _lock:
            users = _held[uses_torch][0] - 1
            if users:
                _held[uses_torch] = users, before
            else:
                del _held[uses_torch]
            for (_, put, _, per_thread), was in zip(settings, before):
                if not users or per_thread:
                    put(was)


@lru_cache(maxsize=2)
def _settings(uses_torch: bool) -> list[tuple[Callable[[], Any], Callable[[Any], object], Any, bool]]:
    """Return how to get and put settings, the value to put, and whether every thread has its own copy."""
    if not uses_torch:
        return [(get, put, 1, False) for get, put in _libraries()]
    torch, name = import_torch(), "allow_tf32"
    owners = (torch.backends.cuda.matmul, torch.backends.cudnn)
    tf32 = [(partial(getattr, owner, name), partial(setattr, owner, name), False, False) for owner in owners]
    return [(torch.get_num_threads, torch.set_num_threads, 1, True), *tf32]


@lru_cache(maxsize=1)
def _libraries() -> list[tuple[Any, Any]]:
    """Return the functions that get and set the number of threads, of every OpenBLAS: GDAL may have brought its own."""
    np.dot(np.ones((2, 2), np.float32), np.ones((2, 2), np.float32))  # loads it
    if sys.platform == "linux":
        lines = Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
        paths = {line.split()[-1] for line in lines if "blas" in line.rpartition("/")[2]}
    else:
        folder = Path(np.__file__).parent
        paths = {str(p) for root in (folder / ".dylibs", folder.parent / "numpy.libs") for p in root.glob("*openblas*")}
    found = []
    for path in sorted(path for path in paths if os.path.isabs(path)):
        with suppress(OSError):
            library = ctypes.CDLL(path)
            pairs = ([getattr(library, name.format(what), None) for what in ("get", "set")] for name in _NAMES)
            found += [(get, put) for get, put in pairs if get is not None and put is not None][:1]
    return found


@lru_cache(maxsize=1)
def between_operations() -> Any:
    """Return the class of a context in which PyTorch calls `check`, which may raise, before every operation of this thread.

    A tile of a large network takes many seconds.
    """
    from torch.overrides import TorchFunctionMode

    class Between(TorchFunctionMode):
        def __init__(self, check: Callable[[], None]) -> None:
            super().__init__()
            self._check = check

        def __torch_function__(
            self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
        ) -> Any:
            self._check()
            return func(*args, **(kwargs or {}))

    return Between
