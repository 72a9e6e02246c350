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

from mtdn_core.cli.signals import Signals, TerminatedError
from mtdn_core.cli.terminal import TerminalFeedback

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
        )  # fmt: skip
        with running, server.accept()[0]:  # GDAL now waits for the answer
            time.sleep(0.5)
            running.send_signal(getattr(signal, name))
            began = time.monotonic()
            said = running.communicate(timeout=60)[1]
    assert time.monotonic() - began < 8 and running.returncode == code, said
    assert "the next run removes temporary files" in said
    assert not list(tmp_path.iterdir())
