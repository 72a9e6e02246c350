"""Freed memory is kept for the next tile, and given back in time."""

from __future__ import annotations

import json
import platform
import subprocess
import sys

import pytest

from mtdn_core.inference import allocator
from mtdn_core.inference.allocator import TILES, keep_freed_memory

# in a process of its own: the gaps in this one's memory depend on the tests that ran before
SCRIPT = """
import json
import numpy as np
from mtdn_core.inference.allocator import TILES, keep_freed_memory

def megabytes():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 >> 20

def use():
    np.ones(100 << 20, np.uint8)

use()
found = {"before": megabytes()}
with keep_freed_memory() as freed:
    use()
    found["kept"] = megabytes()
    for _ in range(TILES - 1):
        freed.tile_done()
    found["too early"] = megabytes()
    freed.tile_done()
    found["given back"] = megabytes()
    use()
found["after"] = megabytes()
try:
    with keep_freed_memory():
        use()
        raise ZeroDivisionError
except ZeroDivisionError:
    found["after an error"] = megabytes()
print(json.dumps(found))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="there is no GNU C library here")
def test_memory_is_kept_for_a_few_tiles_and_goes_back() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    before = found.pop("before")
    held = {name for name, size in found.items() if size - before > 80}
    assert held == {"kept", "too early"}, found
    assert all(size - before < 20 for name, size in found.items() if name not in held), found


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allocator.platform, "libc_ver", lambda: ("", ""))
    with keep_freed_memory() as freed:
        assert not freed.kept
        for _ in range(TILES):
            freed.tile_done()
