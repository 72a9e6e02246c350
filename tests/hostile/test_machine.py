"""Machines with little of something, and files and servers that do not answer: a result, or words, soon."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rasters import speckled, write_raster

pytest.importorskip("osgeo.gdal")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX limits and signals")
ROOT = Path(__file__).resolve().parents[2]


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in which ``mtdn`` is the program."""
    return subprocess.run(
        command.replace("mtdn ", f'"{sys.executable}" -m mtdn_core '), shell=True, cwd=folder, capture_output=True, text=True,
        timeout=280, encoding="utf-8", errors="replace", executable="/bin/bash",
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **environment},
    )


def in_words(done: subprocess.CompletedProcess[str]) -> None:
    for word in ("Traceback", "Unexpected", "terminate called"):
        assert word not in done.stderr, done.stderr
    assert done.returncode in (0, 1), (done.returncode, done.stderr)
    assert done.returncode == 0 or "What to do" in done.stderr, done.stderr


@pytest.fixture
def raster(tmp_path: Path) -> Path:
    return write_raster(tmp_path / "a_linear_20240101.tif", speckled(300, 300))


@pytest.fixture
def silent() -> Iterator[int]:
    """Port of a server that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize("megabytes", [150, 300, 700, 900, 1100])
def test_little_memory(raster, megabytes) -> None:
    in_words(shell(f"ulimit -v {megabytes * 1024}; mtdn despeckle {raster.name} -o o.tif --device cpu", raster.parent))


@pytest.mark.slow
@pytest.mark.parametrize("model", ["mtdn-compact", "mtdn-wide"])
@pytest.mark.parametrize("megabytes", [*range(100, 1000, 100), 1200, 1500, 2000])
def test_little_memory_at_many_limits(raster, model, megabytes) -> None:
    command = f"ulimit -v {megabytes * 1024}; mtdn despeckle {raster.name} -o o.tif --device cpu --model {model}"
    in_words(shell(command, raster.parent))


@pytest.mark.parametrize(
    "before",
    ["ulimit -u 5", "ulimit -n 16", "ulimit -f 4", "ulimit -s 256", "umask 077", "export HOME=/nonexistent TMPDIR=/nonexistent",
     "export LC_ALL=C", "export LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0", "export LC_ALL=de_DE.UTF-8",
     "export PYTHONOPTIMIZE=2", "mkdir gone; cd gone; rmdir ../gone"],
)
def test_odd_machines(raster, before) -> None:
    done = shell(f"{before}; mtdn despeckle {raster} -o {raster.parent}/o.tif --device cpu --json", raster.parent)
    in_words(done)
    assert not list(raster.parent.glob(".~*"))


@pytest.mark.parametrize("name", [r"\xff.tif", r"\xed\xa0\x80.tif"])
def test_names_that_are_no_text(raster, name) -> None:
    for command in (f"cp {raster.name} $'{name}'; mtdn despeckle $'{name}' -o o.tif", f"mtdn despeckle {raster} -o $'{name}'"):
        done = shell(command, raster.parent)
        in_words(done)
        assert done.returncode == 1 and "UTF-8" in done.stderr, done.stderr


def test_a_silent_server_is_named_and_asked_once(silent, tmp_path) -> None:
    source = f"/vsicurl/http://127.0.0.1:{silent}/"
    bands = "".join(
        f'<VRTRasterBand dataType="Float32" band="{n}"><SimpleSource><SourceFilename>{source}{n}.tif</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
        for n in (1, 2)
    )
    (tmp_path / "x.vrt").write_text(f'<VRTDataset rasterXSize="50" rasterYSize="50">{bands}</VRTDataset>')
    for path in (f"{source}a.tif", "x.vrt"):
        began = time.monotonic()
        done = shell(f"mtdn despeckle {path} -o o.tif --units linear", tmp_path, GDAL_HTTP_TIMEOUT="2")
        in_words(done)
        assert f"The server of '{source}" in done.stderr and "GDAL_HTTP_TIMEOUT" in done.stderr
        assert time.monotonic() - began < 15


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_wait_for_a_silent_server(silent, tmp_path, name) -> None:
    number = getattr(signal, name)
    running = subprocess.Popen(
        [sys.executable, "-m", "mtdn_core", "despeckle", f"/vsicurl/http://127.0.0.1:{silent}/a.tif", "-o", "o.tif"],
        cwd=tmp_path, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with running:
        time.sleep(3)
        began = time.monotonic()
        running.send_signal(number)
        said = running.communicate(timeout=60)[1]
    assert time.monotonic() - began < 6 and running.returncode == 128 + number, said
    assert "Traceback" not in said and "no half-written output" in said


@pytest.mark.parametrize(
    "address",
    ["NETCDF:http://127.0.0.1:{}/x.nc", "DODS:http://127.0.0.1:{}", "HTTPS://127.0.0.1:{}/a.tif", "IIP:http://127.0.0.1:{}",
     "WMTS:http://127.0.0.1:{}", "GPKG:http://127.0.0.1:{}/a.gpkg", "NGW:http://127.0.0.1:{}/resource/1", "s3://bucket/{}"],
)
def test_addresses_inside_names_of_drivers_ask_no_server(silent, tmp_path, address) -> None:
    done = shell(f"mtdn despeckle '{address.format(silent)}' -o o.tif --units linear", tmp_path)
    in_words(done)
    assert re.search("web service or database", done.stderr), done.stderr


@pytest.mark.parametrize(
    "command",
    ["import-checkpoint a.pth o.json", "train compact", "evaluate mtdn-compact", "despeckle a.tif -o o.tif --model mtdn-wide"],
)
def test_a_package_that_is_missing_is_named(raster, command) -> None:
    blocked = raster.parent / "blocked"
    blocked.mkdir()
    for name in ("torch", "scipy", "skimage", "lightning", "matplotlib"):
        (blocked / f"{name}.py").write_text(f"raise ModuleNotFoundError('No module named {name}', name='{name}')")
    raster.rename(raster.parent / "a.tif")
    (raster.parent / "a.pth").write_bytes(b"x")
    done = shell(f"mtdn {command}", raster.parent, PYTHONPATH=f"{blocked}{os.pathsep}{ROOT}")
    in_words(done)
    assert done.returncode == 1 and re.search("torch|PyTorch|scipy|skimage|lightning", done.stderr), done.stderr
