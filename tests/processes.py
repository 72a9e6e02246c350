"""The command line and other programs in processes of their own; nothing here assumes how fast the machine is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MINUTES_S = 240.0  # what takes seconds, on a slow machine under load


def wait_for(condition: Callable[[], Any], running: subprocess.Popen[Any] | None = None) -> Any:
    """Return what `condition` gives once it is true; fail after minutes, or once a process ended without it."""
    until = time.monotonic() + MINUTES_S
    while not (found := condition()):
        ended = running is not None and running.poll() is not None
        if ended or time.monotonic() > until:
            said = running.communicate() if running is not None and ended else ""
            raise AssertionError(f"{'the process ended' if ended else 'nothing came'}: {said}")
        time.sleep(0.02)
    return found


def start(*arguments: object, cwd: Path = ROOT, **options: Any) -> subprocess.Popen[str]:
    """Start the command line; Ctrl-C reaches it even where this process ignores it, as a shell's background jobs do."""
    command = [sys.executable, "-m", "mtdn_core", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=cwd, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler), **options,
    )


def shell(command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in which ``mtdn`` is the program."""
    return subprocess.run(
        command.replace("mtdn ", f'"{sys.executable}" -m mtdn_core '), shell=True, cwd=cwd, capture_output=True, text=True,
        timeout=MINUTES_S, encoding="utf-8", errors="replace", executable="/bin/bash", env=environment(**variables),
    )


def environment(**variables: str) -> dict[str, str]:
    """Return the variables of a process: this software, one thread per library, standard streams as in a shell."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "", **variables}
