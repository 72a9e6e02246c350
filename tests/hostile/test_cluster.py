"""Clusters whose scheduler or workers are silent, something else, stopped or gone: words within seconds, no hang."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")
pytest.importorskip("distributed")
if os.name == "nt":
    pytest.skip("no SIGSTOP", allow_module_level=True)

from mtdn_core.errors import Cancelled, ConfigError
from mtdn_core.inference import cluster as module
from mtdn_core.inference.cluster import ClusterOptions
from mtdn_core.inference.series import run_series
from mtdn_core.inference.settings import RunSettings
from tests.cluster import Cluster
from tests.conftest import speckled, write_raster
from tests.listener import Listener
from tests.processes import MINUTES_S, shell, start, wait_for

SOON_S = 60.0  # seconds on a quiet machine; what is not noticed lasts for ever, or minutes


@pytest.fixture
def dates(tmp_path: Path) -> Path:
    folder = tmp_path / "dates"
    folder.mkdir()
    for month in (1, 2, 3):
        write_raster(folder / f"s1_linear_20240{month}01.tif", speckled(500, 500, seed=month))
    return folder


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    made = Cluster(tmp_path / "cluster")
    yield made
    made.stop()


def go(dates: Path, address: str, feedback: Any = None) -> Any:
    settings = RunSettings(device="cpu", threads=1, tile=64)
    return run_series(str(dates), str(dates.parent / "out"), settings, feedback, cluster=ClusterOptions(address))


def check_refused(dates: Path, address: str, words: str) -> None:
    began = time.monotonic()
    with pytest.raises(ConfigError, match=r"No scheduler with a worker answers at .*" + words):
        go(dates, address)
    assert time.monotonic() - began < SOON_S


@pytest.fixture(params=[b"", b"HTTP/1.1 400 Bad Request\r\n\r\n" + b"x" * 1000], ids=["silent", "of another kind"])
def server(request) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        kept: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    kept.append(listener.accept()[0])
                    kept[-1].sendall(request.param)
                except OSError:
                    return

        if request.param:
            threading.Thread(target=serve, daemon=True).start()
        yield f"tcp://127.0.0.1:{listener.getsockname()[1]}"


def test_a_server_that_is_no_scheduler(dates, server, monkeypatch) -> None:
    monkeypatch.setattr(module, "ANSWER_S", 1.0)
    check_refused(dates, server, "Error")


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "http://x", "127.0.0.1:port", "ucx://1", "tcp://127.0.0.1:9"])
def test_addresses_that_are_none(dates, address, monkeypatch) -> None:
    monkeypatch.setattr(module, "ANSWER_S", 1.0)
    check_refused(dates, address, "Error")


def test_workers_stopped_a_worker_as_scheduler_and_no_workers(dates, cluster) -> None:
    """Nobody waits for workers that stand still: a cancelled run ends, and the scheduler alone is refused."""

    class Stopper(Listener):
        def info(self, message: str) -> None:
            super().info(message)
            if "ready" in message:
                for process in cluster.workers.values():
                    process.send_signal(signal.SIGSTOP)
                self.fractions.append(1.0)
                self.began = time.monotonic()

    listener = Stopper(cancel_from=1.0)
    with pytest.raises(Cancelled):
        go(dates, cluster.address, listener)
    assert time.monotonic() - listener.began < SOON_S
    for process in cluster.workers.values():
        process.send_signal(signal.SIGCONT)
    of_a_worker = re.search(r"Start worker at:\s+(\S+)", (cluster.file.parent / "worker.log").read_text("utf-8"))
    assert of_a_worker
    check_refused(dates, of_a_worker[1], "there is a Worker, no scheduler")
    for process in cluster.workers.values():
        process.kill()
        process.wait()
    wait_for(lambda: not cluster.registered())
    check_refused(dates, cluster.address, "it has no workers")
    cluster.scheduler.send_signal(signal.SIGSTOP)
    check_refused(dates, cluster.address, "no answer|Timed out")


def test_no_network_address_of_this_machine(dates, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(module.socket, "create_connection", refuse)
    began = time.monotonic()
    with pytest.raises(ConfigError, match=r"cannot be started on this machine .*unreachable"):
        run_series(str(dates), str(dates.parent / "out"), RunSettings(device="cpu"), cluster=ClusterOptions(workers=1))
    assert time.monotonic() - began < SOON_S


# -- the command line --


def command(dates: Path, address: str) -> subprocess.Popen[str]:
    """Start it and return once an output is being written."""
    out = dates.parent / "out"
    options = ("--output-dir", out, "--tile", 64, "--scheduler", address, "--device", "cpu")
    running = start("despeckle", "--series", dates, *options)
    wait_for(lambda: list(out.glob(".~*.tif")), running)
    return running


def said_by(running: subprocess.Popen[str], seconds: float = SOON_S) -> str:
    try:
        said = running.communicate(timeout=seconds)[1]
    finally:
        running.kill()
    assert "Traceback" not in said and "Unexpected" not in said, said
    return said


@pytest.mark.slow
@pytest.mark.parametrize("what", ["workers", "scheduler"])
@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL])
def test_stopped_or_killed_and_interrupted(dates, cluster, what, number) -> None:
    running = command(dates, cluster.address)
    for process in cluster.workers.values() if what == "workers" else [cluster.scheduler]:
        process.send_signal(number)
    if (what, number) == ("scheduler", signal.SIGKILL):  # ends by itself
        said, code = said_by(running), 1
        assert "A task was lost" in said and "--resume" in said
    else:
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        said, code = said_by(running), 130
        assert "Interrupted" in said
    assert running.returncode == code


@pytest.mark.slow
def test_a_worker_that_stands_still_for_20_seconds(dates, cluster) -> None:
    running = command(dates, cluster.address)
    cluster.workers["alpha"].send_signal(signal.SIGSTOP)
    time.sleep(20)
    cluster.workers["alpha"].send_signal(signal.SIGCONT)
    said_by(running, MINUTES_S)
    assert running.returncode == 0
    assert len(list((dates.parent / "out").iterdir())) == 3


NO_MEMORY = "unshare -m sh -c 'mount -t tmpfs -o ro,size=4k none /dev/shm; exec \"$@\"' -"


@pytest.mark.slow
@pytest.mark.parametrize("limited", ["unshare -n", NO_MEMORY], ids=["net", "shm"])
def test_no_loopback_and_no_shared_memory(dates, limited) -> None:
    if shell(f"{limited} true", dates).returncode:
        pytest.skip("no right to make namespaces")
    out = dates.parent / "out"
    done = shell(f"{limited} mtdn despeckle --series '{dates}' --output-dir '{out}' --workers 2 --device cpu", dates)
    assert done.returncode == 1 and "Worker processes cannot be started on this machine" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and "Unexpected" not in done.stderr, done.stderr
