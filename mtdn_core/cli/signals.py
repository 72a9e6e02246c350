"""Signals that end a command, raised as exceptions so that half-written outputs are removed on the way out."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Any

#: what is said of those that the platform has
WORDS = {
    "SIGINT": "Interrupted", "SIGTERM": "Terminated", "SIGHUP": "The terminal was closed",
    "SIGXCPU": "The limit of processor time is reached", "SIGBREAK": "Interrupted",
}
GRACE_S = 4.0  # how long a library may keep the main thread from taking notice of a signal


class TerminatedError(BaseException):
    """A signal other than Ctrl-C's, for which Python has KeyboardInterrupt."""


class Signals:
    """Context in which signals are noted, and raise within :meth:`raised`; what was set before comes back.

    Python takes notice of a signal between two of its own instructions. A library that waits, for a server for example,
    is not waited for: the process ends, and the next run removes its temporary files.
    """

    current: Signals | None = None  # in which this process is

    def __init__(self) -> None:
        self.received: signal.Signals | None = None  # the first signal that came
        self._before: dict[int, Any] = {}
        self._noticed, self._raises = threading.Event(), False
        self._ends: list[socket.socket] = []

    def __enter__(self) -> Signals:
        if threading.current_thread() is threading.main_thread():  # no other may set handlers
            for number in (getattr(signal, name) for name in WORDS if hasattr(signal, name)):
                # what is ignored (nohup, a shell's background jobs) stays ignored
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._raise)
            self._ends = list(socket.socketpair())
            self._ends[1].setblocking(False)
            signal.set_wakeup_fd(self._ends[1].fileno(), warn_on_full_buffer=False)
            with contextlib.suppress(RuntimeError):  # no further thread: the command itself says so
                threading.Thread(target=self._watch, args=(self._ends[0],), daemon=True).start()
            Signals.current = self
        return self

    def __exit__(self, *_: object) -> None:
        self._noticed.set()
        if self._ends:
            Signals.current = None
            signal.set_wakeup_fd(-1)
            self._ends[1].close()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextlib.contextmanager
    def raised(self) -> Iterator[None]:
        """Context in which the signals raise, also one that came before."""
        self._raises = True
        try:
            if self.received is not None:
                self._raise(self.received, None)
            yield
        finally:
            self._raises = False

    @property
    def text(self) -> str:
        """What happened, in words."""
        return f"{WORDS[self.received.name] if self.received else 'Interrupted'}, no half-written output is left."

    @property
    def code(self) -> int:
        """Exit code as shells give it."""
        return 128 + (self.received or signal.SIGINT)

    def _watch(self, end: socket.socket) -> None:
        """End the process if a signal came (its number is written by Python's C handler) and is not noticed."""
        with end:
            while number := end.recv(1):
                if number[0] in self._before and not self._noticed.wait(GRACE_S):
                    # not by sys.stderr, whose lock the main thread may hold
                    with contextlib.suppress(OSError):
                        text = f"{WORDS[signal.Signals(number[0]).name]}; the next run removes temporary files.\n"
                        os.write(2, text.encode())
                    os._exit(128 + number[0])

    def _raise(self, number: int, _: FrameType | None) -> None:
        if self._noticed.is_set() and number != signal.SIGINT:
            return  # a closed terminal sends it more than once, and outputs are being removed
        self.received = self.received or signal.Signals(number)
        if not self._raises:
            return
        self._noticed.set()
        raise KeyboardInterrupt if number == signal.SIGINT else TerminatedError
