"""The tools that the Makefile calls can be imported, and say what they do."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = sorted(path.stem for path in (ROOT / "tools").glob("*.py"))


@pytest.mark.parametrize("name", [name for name in TOOLS if name != "desktop"])
def test_tool_is_whole(name: str) -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("osgeo.gdal")
    assert importlib.import_module(f"tools.{name}").__doc__


@pytest.mark.parametrize("name", ["bench", "demo"])
def test_help(name: str) -> None:
    shown = subprocess.run([sys.executable, str(ROOT / "tools" / f"{name}.py"), "--help"], capture_output=True, text=True)
    assert shown.returncode == 0 and "usage" in shown.stdout, shown.stderr


def test_seams_and_speed_are_measured(tmp_path: Path) -> None:
    """The measurements that `make bench` starts in processes of their own."""
    from tools import bench

    scenes = [str(bench.write_scene(tmp_path / f"{n}.tif", 96, n)) for n in (1, 2)]
    found = bench.child(bench.engine_run, *scenes, str(tmp_path), 1)
    assert found["seconds"] > 0 and found["peak_mb"] > 50 and found["tile"] > 0
