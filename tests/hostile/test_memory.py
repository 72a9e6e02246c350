"""Processes that may use little memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the address space is limited by Linux")


@pytest.mark.parametrize(("megabytes", "code", "words"), [(700, 0, "PyTorch cannot be imported"), (300, 1, "memory")])
def test_a_small_limit_gives_numpy_or_an_error_in_words(tools, tmp_path, megabytes, code, words) -> None:
    pytest.importorskip("osgeo.gdal")
    source = tools.write(tmp_path / "in_linear.tif", tools.speckled(90, 90))
    limited = (
        f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, ({megabytes << 20}, -1)); "
        f"sys.argv = ['mtdn', 'despeckle', {str(source)!r}, '-o', {str(tmp_path / 'o.tif')!r}]; "
        "runpy.run_module('mtdn_core', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited], cwd=ROOT, env={"PATH": "", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == code and words in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and "Unexpected" not in done.stderr
    assert (tmp_path / "o.tif").exists() == (code == 0)
