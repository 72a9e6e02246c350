"""Machines with little of something, and files and servers that do not answer: a result, or words, soon."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtdn_core.cli.main import main
from tests.processes import ROOT, shell
from tests.rasters import speckled, write_raster

pytest.importorskip("osgeo.gdal")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX limits and signals")


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


SLOW = [(m, "mtdn-compact") for m in (100, 200, 400, 500, 600, 800, 1000, 1200, 1500, 2000)]
SLOW += [(m, "mtdn-wide") for m in (*range(100, 1000, 100), 1200, 1500, 2000)]


@pytest.mark.parametrize(("megabytes", "model"), [
    *((m, "mtdn-compact") for m in (150, 300, 700, 900, 1100)), *(pytest.param(*case, marks=pytest.mark.slow) for case in SLOW),
])
def test_little_memory(raster, megabytes, model) -> None:
    limit = f"ulimit -v {megabytes * 1024}"
    if shell(f'{limit}; "{sys.executable}" -c "import numpy, json, ctypes"', raster.parent).returncode:
        pytest.skip("Python itself does not begin with so little")
    in_words(shell(f"{limit}; mtdn despeckle {raster.name} -o o.tif --device cpu --model {model}", raster.parent))


@pytest.mark.parametrize(
    "before",
    ["ulimit -u 5", "ulimit -n 16", "ulimit -f 4", "ulimit -s 256", "umask 077", "export HOME=/nonexistent TMPDIR=/nonexistent",
     "export LC_ALL=C", "export LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0", "export LC_ALL=de_DE.UTF-8",
     "export PYTHONOPTIMIZE=2", "mkdir gone; cd gone; rmdir ../gone"],
)
def test_odd_machines(raster, before) -> None:
    done = shell(f"{before}; exec mtdn despeckle {raster} -o {raster.parent}/o.tif --device cpu --json", raster.parent)
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
        assert time.monotonic() - began < 60


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
    assert done.returncode == 1 and re.search("torch|PyTorch|scipy|skimage|lightning|matplotlib", done.stderr), done.stderr


def test_a_system_that_starts_no_thread(raster, monkeypatch, capsys) -> None:
    """As with few processes (ulimit -u), which root is not held to."""

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    for command in (["models"], ["despeckle", str(raster), "-o", str(raster.parent / "o.tif"), "--device", "cpu"]):
        code = main(command)
        said = capsys.readouterr().err
        assert code == 0 if command == ["models"] else code == 1 and "starts no further thread" in said, said
    assert [path.name for path in raster.parent.iterdir()] == [raster.name]
