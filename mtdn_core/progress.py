"""Progress, log and cancellation of a run: one type, with sub-ranges."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextvars import copy_context
from typing import Protocol, TypeVar

from mtdn_core.errors import Cancelled, without_signature

T = TypeVar("T")
WARNING = "Warning: "


def in_background(action: Callable[[], T]) -> Future[T]:
    """Have `action` done in the context of the caller, in a thread of its own, which does not keep the process from ending."""
    answer: Future[T] = Future()

    def work() -> None:
        try:
            answer.set_result(action())
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=copy_context().run, args=(work,), daemon=True).start()
    return answer


class Feedback(Protocol):
    """Who is told how a run goes; QGIS and the terminal each have their own."""

    def progress(self, fraction: float, message: str) -> None:
        """Report that `fraction` (0 to 1) is done."""

    def info(self, message: str) -> None:
        """Report a fact."""

    def warning(self, message: str) -> None:
        """Report something the user should look at."""

    def is_cancelled(self) -> bool:
        """Return True once the user wants to stop."""


class Progress:
    """A feedback, or its sub-range from `start` to `end` (0 to 1), that keeps the `messages`; itself a :class:`Feedback`.

    Everything is passed on to `feedback`, if there is one, lines of the log with the `name` before them.
    """

    def __init__(self, feedback: Feedback | None = None, start: float = 0.0, end: float = 1.0, name: str = "") -> None:
        self._feedback = feedback
        self._start, self._end, self._name = start, end, f"{name}: " if name else ""
        self.messages: list[str] = []

    def progress(self, fraction: float, message: str = "") -> None:
        """Report that `fraction` (0 to 1) of this range is done."""
        if self._feedback is not None:
            self._feedback.progress(self._start + min(max(fraction, 0.0), 1.0) * (self._end - self._start), message)

    def info(self, message: str) -> None:
        """Report a fact."""
        message = without_signature(message)
        self.messages.append(message)
        if self._feedback is not None:
            self._feedback.info(self._name + message)

    def warning(self, message: str) -> None:
        """Report something the user should look at."""
        message = without_signature(message)
        self.messages.append(WARNING + message)
        if self._feedback is not None:
            self._feedback.warning(self._name + message)

    def repeat(self, messages: Sequence[str]) -> None:
        """Report what another one kept in its :attr:`messages`."""
        for message in messages:
            if message.startswith(WARNING):
                self.warning(message[len(WARNING) :])
            else:
                self.info(message)

    def is_cancelled(self) -> bool:
        """Return True once the user wants to stop."""
        return self._feedback is not None and self._feedback.is_cancelled()

    def check_cancelled(self) -> None:
        """Raise :class:`mtdn_core.errors.Cancelled` once the user wants to stop."""
        if self.is_cancelled():
            raise Cancelled

    def over(self, items: Sequence[T], message: str) -> Iterator[T]:
        """Yield the items; after each, report how many are done, and before it, stop if the user wants to."""
        for number, item in enumerate(items, 1):
            self.check_cancelled()
            yield item
            self.progress(number / len(items), message)


class Pace:
    """How much is done and how long the rest takes, if the fraction `done` was done before."""

    def __init__(self, done: float = 0.0) -> None:
        self._before, self._began = done, time.perf_counter()

    def text(self, fraction: float) -> str:
        """Say it in words."""
        elapsed = time.perf_counter() - self._began
        seconds = elapsed * (1 - fraction) / max(fraction - self._before, 1e-12)
        if seconds < 1:
            return f"{fraction:.0%}"
        minutes, seconds = divmod(round(seconds), 60)
        return f"{fraction:.0%}, {minutes} min {seconds:02d} s left" if minutes else f"{fraction:.0%}, {seconds} s left"
