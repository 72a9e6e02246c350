"""Freed memory is kept for the next tile and given back at the end; what outlives a tile leaves no gaps."""

from __future__ import annotations

import json
import platform
import subprocess
import sys

import numpy as np
import pytest

from mtdn_core.inference import allocator
from mtdn_core.inference.allocator import keep_freed_memory, set_apart

GNU = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="there is no GNU C library here")
# in a process of its own: the gaps in this one's memory depend on the tests that ran before
START = """
import json
import numpy as np
from mtdn_core.inference.allocator import keep_freed_memory, set_apart

found = {}

def note(name):
    found[name] = int(open("/proc/self/statm").read().split()[1]) * 4096 >> 20

def use(megabytes=100):
    return np.ones(megabytes << 20, np.uint8)
"""
KEPT = """
use()
note("before")
with keep_freed_memory():
    use()
    note("kept")
    use()
    note("used again")
note("after")
try:
    with keep_freed_memory():
        use()
        raise ZeroDivisionError
except ZeroDivisionError:
    note("after an error")
"""
TILES = """
note("before")
with keep_freed_memory():
    for size in (30, 60):
        work, result = use(size), use(1)
        waiting = set_apart(result)
        del work, result
        note(size)
"""
THREAD = """
import ctypes
import threading

note("before")
library = ctypes.CDLL(None)
library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
addresses = []

def allocate():
    addresses.append(library.malloc(1 << 16))

with keep_freed_memory():
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
heap = [line.split()[0] for line in open("/proc/self/maps") if "[heap]" in line][0]
first, last = (int(end, 16) for end in heap.split("-"))
found["in the heap of all"] = found["before"] + (first <= addresses[0] < last)
"""


def _run(script: str) -> dict[str, int]:
    """Resident megabytes at the points that the script notes, beyond those at the first."""
    command = [sys.executable, "-c", START + script + "print(json.dumps(found))"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    before = found.pop("before")
    return {name: size - before for name, size in found.items()}


@GNU
def test_memory_is_kept_for_the_next_tile_and_goes_back() -> None:
    found = _run(KEPT)
    assert {name for name, size in found.items() if 80 < size < 120} == {"kept", "used again"}, found
    assert all(size < 20 for name, size in found.items() if name.startswith("after")), found


@GNU
def test_tiles_of_growing_size_reuse_one_stretch() -> None:
    found = _run(TILES)
    assert max(found.values()) < 70, found
    # left where it was, the first result stands between 30 MB that are free and what the second tile takes
    assert max(_run(TILES.replace("set_apart(result)", "result")).values()) > 85


@GNU
def test_threads_share_one_stock_of_memory() -> None:
    assert _run(THREAD) == {"in the heap of all": 1}
    assert _run(THREAD.replace("with keep_freed_memory():", "if True:")) == {"in the heap of all": 0}


def test_a_result_set_apart_is_the_same_and_can_be_written() -> None:
    result = np.arange(24, dtype=np.float32).reshape(2, 3, 4)[:, :, ::2]
    apart = set_apart(result)
    np.testing.assert_array_equal(apart, result)
    assert apart.dtype == result.dtype
    apart[0, 0, 0] = 7
    assert result[0, 0, 0] == 0
    assert set_apart(np.empty((4, 0, 3), np.float32)).shape == (4, 0, 3)


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allocator.platform, "libc_ver", lambda: ("", ""))
    with keep_freed_memory() as kept:
        assert not kept
