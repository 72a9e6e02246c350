"""Progress and messages on a terminal, quiet lines elsewhere; always on standard error."""

from __future__ import annotations

import sys
import time
from typing import TextIO

BAR = 30
LINE_INTERVAL_S = 30.0
REDRAW_INTERVAL_S = 0.1


class TerminalFeedback:
    """The engine's feedback for the command line.

    Parameters
    ----------
    quiet
        Show warnings only.
    stream
        Standard error, unless told otherwise.
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
        self._stream.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {message:<28}")
        self._stream.flush()
        self._drawn = True
        if fraction >= 1:
            self.clear()

    def info(self, message: str) -> None:
        """Print a line, unless quiet."""
        if not self._quiet:
            self._line(message)

    def warning(self, message: str) -> None:
        """Print a warning."""
        self._line(f"Warning: {message}")

    def is_cancelled(self) -> bool:
        """Return False: Ctrl-C raises KeyboardInterrupt by itself."""
        return False

    def clear(self) -> None:
        """Remove the bar, so that a line starts on the left."""
        if self._drawn:
            self._stream.write("\r" + " " * (BAR + 32) + "\r")
            self._drawn = False

    def _line(self, text: str) -> None:
        self.clear()
        self._stream.write(text + "\n")
        self._stream.flush()
