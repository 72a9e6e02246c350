"""Signals that a library keeps from being noticed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import mtdn_core
from mtdn_core.cli.signals import Signals, TerminatedError
from mtdn_core.cli.terminal import TerminalFeedback
from mtdn_core.errors import Cancelled
from tests.listener import Listener

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


def test_a_signal_whose_exception_is_lost_still_cancels() -> None:
    with Signals():
        assert not TerminalFeedback().is_cancelled()
        with pytest.raises(TerminatedError):
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(1)
        assert TerminalFeedback().is_cancelled()
    assert not TerminalFeedback().is_cancelled()


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_silent_server_is_not_waited_for(tmp_path, name, code) -> None:
    pytest.importorskip("osgeo.gdal")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        url = f"/vsicurl/http://127.0.0.1:{server.getsockname()[1]}/a_linear.tif"
        running = subprocess.Popen(
            [sys.executable, "-m", "mtdn_core", "despeckle", url, "-o", str(tmp_path / "o.tif")],
            cwd=ROOT, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        with running, server.accept()[0]:  # GDAL now waits for the answer
            time.sleep(0.5)
            running.send_signal(getattr(signal, name))
            began = time.monotonic()
            said = running.communicate(timeout=60)[1]
    assert time.monotonic() - began < 8 and running.returncode == code, said
    assert "no half-written output" in said and "Traceback" not in said
    assert not list(tmp_path.iterdir())


LOCKED = """
import ctypes
from mtdn_core.cli.signals import Signals
with Signals():
    library, mutex = ctypes.CDLL(None), ctypes.create_string_buffer(64)
    library.pthread_mutex_lock(mutex)
    print("ready", flush=True)
    library.pthread_mutex_lock(mutex)  # for ever, and no signal interrupts it
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="an empty mutex is made of zeros")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_library_that_does_not_return_is_not_waited_for(name, code) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", LOCKED], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with running:
        assert running.stdout is not None and running.stdout.readline() == "ready\n"
        time.sleep(0.5)
        running.send_signal(getattr(signal, name))
        began = time.monotonic()
        said = running.communicate(timeout=60)[1]
    assert time.monotonic() - began < 8 and running.returncode == code, said
    assert "the next run removes temporary files" in said


@pytest.mark.parametrize("kind", ["despeckle", "assess", "features", "covariance"])
def test_a_run_is_cancelled_while_a_silent_server_is_waited_for(tmp_path, kind) -> None:
    """As in QGIS, where no signal comes but a button is pressed."""
    pytest.importorskip("osgeo.gdal")
    began = time.monotonic()

    class Impatient(Listener):
        def is_cancelled(self) -> bool:
            return time.monotonic() - began > 1

    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(Cancelled):
        url = f"/vsicurl/http://127.0.0.1:{server.getsockname()[1]}/a_linear.tif"
        {
            "despeckle": lambda: mtdn_core.despeckle_raster(url, str(tmp_path / "o.tif"), feedback=Impatient()),
            "assess": lambda: mtdn_core.assess_raster(url, url, str(tmp_path / "o.html"), feedback=Impatient()),
            "features": lambda: mtdn_core.features_raster(url, str(tmp_path / "o.tif"), feedback=Impatient()),
            "covariance": lambda: mtdn_core.covariance_raster(url, str(tmp_path / "o.tif"), feedback=Impatient()),
        }[kind]()
    assert time.monotonic() - began < 5 and not list(tmp_path.iterdir())
