"""Progress and messages on a terminal, quiet lines elsewhere; always on standard error."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TextIO

from mtdn_core.cli.signals import Signals
from mtdn_core.errors import printable

BAR = 30
LINE_INTERVAL_S = 30.0
REDRAW_INTERVAL_S = 0.1


def print_error(text: str) -> None:
    """Print a line on standard error, where that can be written; a lost message is no reason to fail."""
    with contextlib.suppress(OSError, ValueError):
        print(printable(text), file=sys.stderr, flush=True)


def open_standard_streams() -> None:
    """Open the null device where standard streams are closed: the first output would get their number, and their text."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def print_output(text: str = "") -> str:
    """Print on standard output, at once; returns why that failed, empty if it did not or the reader has gone."""
    try:
        print(text, end="\n" if text else "", flush=True)
        return ""
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError, ValueError):  # else Python tries again at its end, and fails
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, sys.stdout.fileno())
            os.close(null)
        return "" if isinstance(error, BrokenPipeError) else getattr(error, "strerror", None) or str(error)


class TerminalFeedback:
    """The engine's feedback for the command line, on standard error; as a context it removes its bar at the end.

    `quiet`: warnings only.
    """

    def __init__(self, quiet: bool = False, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._bar = not quiet and self._stream.isatty()
        self._drawn = False
        self._last = time.monotonic()

    def progress(self, fraction: float, message: str) -> None:
        """Redraw the bar, or print a line every half minute where there is no terminal."""
        now = time.monotonic()
        if self._quiet or (fraction < 1 and now - self._last < (REDRAW_INTERVAL_S if self._bar else LINE_INTERVAL_S)):
            return
        self._last = now
        if not self._bar:
            if fraction < 1:
                self._line(f"progress {message}")
            return
        filled = round(BAR * fraction)
        self._write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {printable(message):<28}")
        self._drawn = True
        if fraction >= 1:
            self.clear()

    def info(self, message: str) -> None:
        if not self._quiet:
            self._line(message)

    def warning(self, message: str) -> None:
        self._line(f"Warning: {message}")

    def is_cancelled(self) -> bool:
        """Return True once a signal has come: what it raised may have been lost in a library's callback."""
        return Signals.current is not None and Signals.current.received is not None

    def __enter__(self) -> TerminalFeedback:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Remove the bar, so that a line starts on the left."""
        if self._drawn:
            self._write("\r" + " " * (BAR + 32) + "\r")
            self._drawn = False

    def _line(self, text: str) -> None:
        self.clear()
        self._write(printable(text) + "\n")

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):  # a full disk or a closed terminal does not end the run
            self._stream.write(text)
            self._stream.flush()
