"""Locks that keep two runs from writing one output; a lock ends with its process."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import BinaryIO

from mtdn_core.errors import OutputError

_held: set[str] = set()


def open_private(path: str, *, create: bool = True) -> BinaryIO:
    """Open a file of our own for reading and writing, never through a symbolic link that somebody has put there."""
    flags = os.O_RDWR | (os.O_CREAT if create else 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    if os.path.islink(path):
        raise OutputError(f"'{path}' is a symbolic link", "a file of this software's own, or none", "remove the link")
    try:
        return os.fdopen(os.open(path, flags, 0o666), "r+b")
    except OSError as error:
        raise OutputError(
            f"'{path}' cannot be written ({error.strerror})", "a folder you may write to", "choose another folder"
        ) from error


class FileLock:
    """Lock for an output.

    Parameters
    ----------
    target
        The output; the lock is a hidden file beside it.

    Raises
    ------
    OutputError
        If another run holds it.
    """

    def __init__(self, target: str) -> None:
        path = Path(target)
        self._path = str(path.with_name(f".~{path.name}.lock"))
        self._key = os.path.realpath(self._path)
        if self._key in _held:
            raise self._busy(target)
        self._file = open_private(self._path)
        if not _lock(self._file):
            self._file.close()
            raise self._busy(target)
        _held.add(self._key)

    @staticmethod
    def _busy(target: str) -> OutputError:
        return OutputError(
            f"Another run is writing '{target}'", "one run at a time", "wait for it, or choose another output name"
        )

    @staticmethod
    def is_held(target: str) -> bool:
        """Return True if some run holds the lock of an output."""
        path = Path(target)
        name = str(path.with_name(f".~{path.name}.lock"))
        if os.path.realpath(name) in _held:
            return True
        if not os.path.exists(name) or os.path.islink(name):
            return False
        try:
            with open_private(name, create=False) as file:
                return not _lock(file)
        except OutputError:
            return True

    def release(self) -> None:
        """Give the lock back."""
        _held.discard(self._key)
        with contextlib.suppress(OSError):
            os.remove(self._path)
        with contextlib.suppress(OSError):
            self._file.close()


def _lock(file: BinaryIO) -> bool:
    """Lock a file for this process; False if another one has."""
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_on_windows(file: BinaryIO) -> bool:
    import msvcrt

    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
