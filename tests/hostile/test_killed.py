"""Runs that are killed at any moment: outputs are whole, old or new, and the next run sweeps what was left."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")
if os.name == "nt":
    pytest.skip("no SIGKILL", allow_module_level=True)

from mtdn_core.files import TargetLock, temporary_path  # noqa: E402
from tests.processes import environment  # noqa: E402

SCRIPT = """
import sys
import torch
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from tests.conftest import LocalModel
folder, resume, count = sys.argv[1], sys.argv[2] == "True", int(sys.argv[3])
outputs = Outputs(*(f"{folder}/out/{name}.tif" for name in ("a", "b", "c", "p")))
print("ready", flush=True)
for number in range(count):
    settings = RunSettings(tile=64, device="cpu", units="linear", creation_options=("TFW=YES",), resume=resume,
                           strength=number % 2 / 2)
    run(DateInput(f"{folder}/1.tif"), DateInput(f"{folder}/2.tif"), outputs, settings, model=LocalModel())
"""
COMPLETE = sorted([*(f"{name}.{suffix}" for name in ("a", "b", "c", "p") for suffix in ("tif", "tfw")), "c.tif.aux.xml"])


def kill_at_random(tools: Any, folder: Path, count: int, seed: int) -> None:
    for number in (1, 2):
        tools.write(folder / f"{number}.tif", tools.speckled(150, 150, seed=number))
    (folder / "out").mkdir()
    generator = random.Random(seed)
    for attempt in range(count):
        command = [sys.executable, "-c", SCRIPT, str(folder), str(attempt % 2 == 0)]
        # runs one after the other over their own outputs, so that every moment is as likely
        process = subprocess.Popen([*command, "1000"], stdout=subprocess.PIPE, cwd=folder, env=environment())
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        time.sleep(generator.uniform(0.05, 1.5))
        process.kill()
        process.wait()
        for path in (folder / "out").glob("[!.]*.tif"):
            assert gdal.Open(str(path)).ReadAsArray().shape[-2:] == (150, 150)
        subprocess.run([*command, "1"], check=True, cwd=folder, stdout=subprocess.DEVNULL, env=environment())
        assert sorted(p.name for p in (folder / "out").iterdir()) == COMPLETE, attempt


def test_killed_at_random(tools: Any, tmp_path: Path) -> None:
    kill_at_random(tools, tmp_path, 2, 1)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_killed_at_random_many_times(tools: Any, tmp_path: Path) -> None:
    kill_at_random(tools, tmp_path, 20, 2)


def test_folders_of_killed_runs(tmp_path: Path) -> None:
    target = tmp_path / "C2 [1]"
    precious = tmp_path / "precious"
    for path in (precious, tmp_path / ".~C2 [1]-0011aabb", tmp_path / ".~C2 [1]-backup", tmp_path / ".~other-0011aabb"):
        path.mkdir()
        (path / "C11.bin").write_bytes(b"1")
    (tmp_path / ".~C2 [1]-0011aacc").symlink_to(precious)
    lock = TargetLock(target)
    made = temporary_path(target, "")
    made.mkdir()
    lock.release()
    left = {p.name for p in tmp_path.iterdir()} - {made.name}
    assert left == {"precious", ".~C2 [1]-0011aacc", ".~C2 [1]-backup", ".~other-0011aabb"}
    assert (precious / "C11.bin").exists() and not list(made.iterdir())
