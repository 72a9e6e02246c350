"""Containers with little memory: tiles that fit, or words before anything is computed; never a process that is ended."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mtdn_core.errors import DeviceError
from mtdn_core.inference import predictor as module
from mtdn_core.inference.device import DeviceChoice
from mtdn_core.inference.predictor import Predictor
from mtdn_core.inference.settings import RunSettings
from mtdn_core.inference.tiles import tile_bytes
from mtdn_core.model.interface import Wanted
from tests.conftest import LocalModel, speckled, write_raster
from tests.listener import Listener
from tests.processes import ROOT

GROUPS = Path("/sys/fs/cgroup")


@pytest.mark.parametrize("megabytes", [0, 40, 100, 500, 3000])
@pytest.mark.parametrize(("tile", "workers"), [(None, None), (1024, 8), (64, 64), (None, 100)])
def test_tiles_and_workers_fit_the_free_memory(monkeypatch, megabytes, tile, workers) -> None:
    monkeypatch.setattr(module, "free_memory", lambda: megabytes << 20)
    model, listener = LocalModel(), Listener()
    predictor = Predictor(model, DeviceChoice("cpu", "", "CPU"), Wanted(), RunSettings(strength=0.5), listener)
    smallest = tile_bytes(64, model.bytes_per_pixel, model.halo, model.align)
    if smallest > megabytes << 20:
        with pytest.raises(DeviceError, match=rf"smallest tile.*and {megabytes} MB are free"):
            predictor.tiling(5000, 5000, tile, workers)
        return
    edge, count = predictor.tiling(5000, 5000, tile, workers)
    assert count * tile_bytes(edge, model.bytes_per_pixel, model.halo, model.align) <= megabytes << 20
    if tile is not None and edge < tile:
        assert any(f"No tile of {tile} pixels fits" in line for line in listener.lines)


@pytest.fixture
def group() -> Iterator[Path]:
    """A control group of this test, version 2 or 1."""
    folder = (GROUPS if (GROUPS / "cgroup.controllers").exists() else GROUPS / "memory") / f"mtdn-test-{uuid.uuid4().hex[:8]}"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("no right to make control groups")
    yield folder
    folder.rmdir()


def joins(group: Path) -> Callable[[], object]:
    """Return what a process does first to run in a group."""
    return lambda: (group / "cgroup.procs").write_text(str(os.getpid()))


@pytest.fixture
def libraries(group) -> int:
    """Bytes that the group is charged for a process with all libraries, before it computes.

    What other processes have mapped before is charged to them: the size of the process would be more.
    """
    used = next((group / name for name in ("memory.current", "memory.usage_in_bytes") if (group / name).exists()), None)
    if used is None:
        pytest.skip("this group does not count memory")
    code = f"import numpy, torch, osgeo.gdal; print(open({str(used)!r}).read())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, preexec_fn=joins(group))
    return int(done.stdout)


@pytest.mark.parametrize(("model", "megabytes"), [
    ("mtdn-compact", 150), pytest.param("mtdn-compact", 330, marks=pytest.mark.slow),
    *(pytest.param("mtdn-wide", megabytes, marks=pytest.mark.slow) for megabytes in (180, 280, 480)),
])
def test_a_group_with_little_memory(tmp_path, group, libraries, model, megabytes) -> None:
    """Megabytes beside what libraries take."""
    pytest.importorskip("osgeo.gdal")
    pytest.importorskip("torch")
    limit = next((group / name for name in ("memory.max", "memory.limit_in_bytes") if (group / name).exists()), None)
    if limit is None:
        pytest.skip("this group does not limit memory")
    limit.write_text(str(libraries + (megabytes << 20)))
    write_raster(tmp_path / "a_linear.tif", speckled(200, 200))
    done = subprocess.run(
        [sys.executable, "-m", "mtdn_core", "despeckle", str(tmp_path / "a_linear.tif"), "-o", str(tmp_path / "o.tif"),
         "--device", "cpu", "--model", model, "--threads", "4", "--tile", "512"],
        cwd=ROOT, capture_output=True, text=True, timeout=280, check=False,
        preexec_fn=joins(group),
    )
    assert done.returncode in (0, 1), (done.returncode, done.stderr)
    assert "fits" in done.stderr if done.returncode == 0 else "The smallest tile" in done.stderr, done.stderr
    assert (tmp_path / "o.tif").exists() == (done.returncode == 0)
    assert not list(tmp_path.glob(".~*"))
