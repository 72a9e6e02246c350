"""Processes that may use little memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.processes import MINUTES_S, ROOT, environment

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the address space is limited by Linux")


def test_a_small_limit_gives_numpy_or_an_error_in_words(tools, tmp_path) -> None:
    """How much libraries take differs between machines, so the limit is lowered until both were seen."""
    pytest.importorskip("osgeo.gdal")
    source, seen = tools.write(tmp_path / "in_linear.tif", tools.speckled(90, 90)), []
    for megabytes in range(1150, 100, -150):
        limited = (
            f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, ({megabytes << 20}, -1)); "
            f"sys.argv = ['mtdn', 'despeckle', {str(source)!r}, '-o', {str(tmp_path / 'o.tif')!r}]; "
            "runpy.run_module('mtdn_core', run_name='__main__')"
        )
        done = subprocess.run(
            [sys.executable, "-c", limited], cwd=ROOT, env=environment(PATH="", OPENBLAS_NUM_THREADS="1"),
            capture_output=True, text=True, timeout=MINUTES_S, check=False,
        )
        assert "Traceback" not in done.stderr and "Unexpected" not in done.stderr, done.stderr
        words = "PyTorch cannot be imported" if done.returncode == 0 else "memory"
        assert done.returncode in (0, 1) and words in done.stderr, done.stderr
        assert (tmp_path / "o.tif").exists() == (done.returncode == 0)
        (tmp_path / "o.tif").unlink(missing_ok=True)
        seen.append(done.returncode)
        if done.returncode == 1:
            break
    assert seen[0] == 0 and seen[-1] == 1


def test_the_limit_of_the_process_is_kept() -> None:
    """With the address space limited, PyTorch's own allocation fails for real: tiles halve, the result stays.

    How much a process holds in reserve differs between machines, so the limit is lowered until an allocation fails.
    """
    pytest.importorskip("torch")
    code = """
import resource
import numpy as np, torch
import mtdn_core
from mtdn_core.progress import Progress
class Log(Progress):
    def __init__(self): super().__init__(); self.lines = []
    def warning(self, message): self.lines.append(message)
vv = np.random.default_rng(0).gamma(4.4, 1 / 44, (1000, 1000)).astype(np.float32)
torch.set_num_threads(1)
expected = mtdn_core.despeckle(vv, vv / 5, units="linear", device="cpu")
import mtdn_core.inference.predictor as predictor
predictor.free_memory = lambda: 1 << 40  # else a smaller tile would be chosen before
for megabytes in (400, 300, 220, 180, 160, 145, 132):
    used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + (megabytes << 20), -1))
    log = Log()
    found = mtdn_core.despeckle(vv, vv / 5, units="linear", device="cpu", tile=1024, feedback=log)
    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    np.testing.assert_allclose(found, expected, rtol=1e-4)
    if any("ran out of memory" in line for line in log.lines):
        break
else:
    raise AssertionError("no allocation failed")
print(megabytes)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(PATH="", MALLOC_ARENA_MAX="1"),
        capture_output=True, text=True, timeout=MINUTES_S, check=False,
    )
    assert done.returncode == 0, done.stderr
