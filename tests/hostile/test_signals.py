"""Signals that a library keeps from being noticed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

import mtdn_core.cli.main as module
from mtdn_core.cli.main import main
from mtdn_core.cli.signals import Signals, TerminatedError
from mtdn_core.cli.terminal import TerminalFeedback
from tests.processes import MINUTES_S, ROOT, start

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="POSIX signals"), pytest.mark.usefixtures("heeded_signals")]
SIGNALS = pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])


def test_a_signal_whose_exception_is_lost_still_cancels() -> None:
    with Signals() as signals, signals.raised():
        assert not TerminalFeedback().is_cancelled()
        with pytest.raises(TerminatedError):
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(1)
        assert TerminalFeedback().is_cancelled()
    assert not TerminalFeedback().is_cancelled()


@SIGNALS
def test_a_signal_before_the_command_begins(monkeypatch, capsys, name, code) -> None:
    begin = threading.Thread.start

    def signalled(thread: threading.Thread) -> None:
        begin(thread)
        signal.raise_signal(getattr(signal, name))

    monkeypatch.setattr(threading.Thread, "start", signalled)
    assert main(["models"]) == code
    assert "no half-written output" in capsys.readouterr().err


@SIGNALS
def test_a_signal_while_an_error_is_said(monkeypatch, capsys, name, code) -> None:
    fail = module._fail

    def signalled(*arguments: Any) -> int:
        signal.raise_signal(getattr(signal, name))
        return fail(*arguments)

    monkeypatch.setattr(module, "_fail", signalled)
    assert main(["despeckle", "nowhere.tif", "-o", "o.tif"]) == 1
    assert "nowhere.tif" in capsys.readouterr().err


@SIGNALS
def test_a_silent_server_is_not_waited_for(tmp_path, monkeypatch, name, code) -> None:
    """GDAL itself would wait for an hour."""
    pytest.importorskip("osgeo.gdal")
    for option in ("GDAL_HTTP_TIMEOUT", "GDAL_HTTP_CONNECTTIMEOUT", "GDAL_HTTP_LOW_SPEED_TIME"):
        monkeypatch.setenv(option, "3600")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(MINUTES_S)
        url = f"/vsicurl/http://127.0.0.1:{server.getsockname()[1]}/a_linear.tif"
        with start("despeckle", url, "-o", tmp_path / "o.tif") as running, server.accept()[0]:  # GDAL waits for the answer
            running.send_signal(getattr(signal, name))
            said = running.communicate(timeout=MINUTES_S)[1]
    assert running.returncode == code, said
    assert "no half-written output" in said and "Traceback" not in said
    assert not list(tmp_path.iterdir())


LOCKED = """
import ctypes
from mtdn_core.cli.signals import Signals
with Signals() as signals, signals.raised():
    library, mutex = ctypes.CDLL(None), ctypes.create_string_buffer(64)
    library.pthread_mutex_lock(mutex)
    print("ready", flush=True)
    library.pthread_mutex_lock(mutex)  # for ever, and no signal interrupts it
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="an empty mutex is made of zeros")
@SIGNALS
def test_a_library_that_does_not_return_is_not_waited_for(name, code) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", LOCKED], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: [signal.signal(n, signal.SIG_DFL) for n in (signal.SIGINT, signal.SIGHUP)],
    )
    with running:
        assert running.stdout is not None and running.stdout.readline() == "ready\n"
        time.sleep(0.5)
        running.send_signal(getattr(signal, name))
        said = running.communicate(timeout=MINUTES_S)[1]
    assert running.returncode == code, said
    assert "the next run removes temporary files" in said
