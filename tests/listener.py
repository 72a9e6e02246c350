"""A feedback that remembers what it was told, and cancels where a test wants it."""

from __future__ import annotations


class Listener:
    """Cancels after a number of tiles, whatever is reported between them, or from a fraction of the work on."""

    def __init__(self, cancel_after: int = 10**9, cancel_from: float = 2.0) -> None:
        self.fractions: list[float] = []
        self.lines: list[str] = []
        self._cancel_after = cancel_after
        self._cancel_from = cancel_from

    def progress(self, fraction: float, message: str) -> None:
        self.fractions.append(fraction)

    def info(self, message: str) -> None:
        self.lines.append(message)

    warning = info

    def is_cancelled(self) -> bool:
        far = bool(self.fractions) and self.fractions[-1] >= self._cancel_from
        return far or len(set(self.fractions)) >= self._cancel_after
