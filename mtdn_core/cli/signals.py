"""Signals that end a command, raised as exceptions so that half-written outputs are removed on the way out."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGXCPU", "SIGBREAK")  # those that the platform has
WORDS = {
    "SIGINT": "Interrupted", "SIGTERM": "Terminated", "SIGHUP": "The terminal was closed",
    "SIGXCPU": "The limit of processor time is reached", "SIGBREAK": "Interrupted",
}  # fmt: skip


class TerminatedError(BaseException):
    """A signal other than Ctrl-C's, for which Python has KeyboardInterrupt."""


class Signals:
    """Context in which the signals raise; what was set before comes back.

    Attributes
    ----------
    received
        The first signal that came.
    """

    def __init__(self) -> None:
        self.received: signal.Signals | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Signals:
        if threading.current_thread() is threading.main_thread():  # no other may set handlers
            for number in (getattr(signal, name) for name in NAMES if hasattr(signal, name)):
                # what is ignored (nohup, a shell's background jobs) stays ignored
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._raise)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @property
    def text(self) -> str:
        """What happened, in words."""
        return f"{WORDS[self.received.name] if self.received else 'Interrupted'}, no half-written output is left."

    @property
    def code(self) -> int:
        """Exit code as shells give it."""
        return 128 + (self.received or signal.SIGINT)

    def _raise(self, number: int, _: FrameType | None) -> None:
        if self.received is not None and number != signal.SIGINT:
            return  # a closed terminal sends it more than once, and outputs are being removed
        self.received = self.received or signal.Signals(number)
        raise KeyboardInterrupt if number == signal.SIGINT else TerminatedError
