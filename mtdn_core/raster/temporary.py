"""Temporary files beside an output: their names, their locks, and the removal of those that a killed run left.

All of them lie in the folder of the output, so that a finished file is put in place by renaming it, and are named
after it: ``.~o.tif.lock`` as long as a run writes ``o.tif``, ``.~o.tif-1a2b3c4d.tif`` and its side files while it is
written, ``.~o.tif-1a2b3c4d.old`` for an older ``o.tif`` while it is replaced. A temporary file whose lock nobody holds
is stale. None of them is opened through a symbolic link, which somebody else may have put there.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import time
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mtdn_core.errors import OutputError
from mtdn_core.files import discard

PATIENCE_S = 1.0  # removal of stale files holds a lock for a moment
_LOCK_OFFSET = 1 << 30  # Windows: a locked byte cannot be read by others, so it lies behind the data
_STALE = re.compile(
    r"\.~(?P<name>.+\.(?:tiff?|gpkg|geojson|fgb))(?:\.lock|-[0-9a-f]{8}(?P<rest>[._].+))", re.IGNORECASE | re.DOTALL
)


def temporary_path(target: Path, suffix: str = ".tif") -> Path:
    """Return a new name in the folder of `target`, for a file that becomes it."""
    return target.with_name(f".~{target.name}-{uuid.uuid4().hex[:8]}{suffix}")


def open_private(path: str, *, new: bool = False) -> int:
    """Open a file of ours for reading and writing, or create it (`new`: it must not exist yet); returns its descriptor.

    Raises :class:`OutputError` if the name is a symbolic link, a second name (hard link) of another file, or no file at all.
    """
    flags = os.O_RDWR | os.O_CREAT | (os.O_EXCL if new else 0)
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT"):
        flags |= getattr(os, name, 0)
    linked = os.path.islink(path)
    try:
        if linked:
            raise OSError(0, "it is a symbolic link")
        descriptor = os.open(path, flags, 0o666)
    except OSError as error:
        raise OutputError(
            f"The temporary file '{path}' cannot be opened ({'it is a symbolic link' if linked else error.strerror})",
            "a file of this program in a folder you may write to",
            "remove it if it is not yours, or choose another folder for the output",
        ) from error
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode) or facts.st_nlink > 1:
        os.close(descriptor)
        raise OutputError(
            f"The temporary file '{path}' is another name of something else",
            "a file of this program", "remove it, or choose another folder for the output",
        )
    return descriptor


def lock_descriptor(descriptor: int) -> bool | None:
    """Lock an open file until it is closed or its process ends.

    Returns False if somebody else has locked it; None if the file system has no locks.
    """
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _lock_on_windows(descriptor: int) -> bool | None:
    import msvcrt

    module: Any = msvcrt
    position = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, _LOCK_OFFSET, os.SEEK_SET)
        module.locking(descriptor, module.LK_NBLCK, 1)
    except OSError:
        return False
    finally:
        os.lseek(descriptor, position, os.SEEK_SET)
    return True


class TargetLock:
    """The right to write one output, for one run at a time.

    Raises :class:`OutputError` if another run still writes it after `patience` seconds. `supported` is False if the file system
    has no locks; then nothing tells whether another run is at work.
    """

    def __init__(self, target: Path, patience: float = PATIENCE_S) -> None:
        self._path = str(target.with_name(f".~{target.name}.lock"))
        until = time.monotonic() + patience
        while True:
            self._descriptor = open_private(self._path)
            state = lock_descriptor(self._descriptor)
            # the one who held it may have removed the name before we locked the file
            with contextlib.suppress(OSError):
                if state is not False and os.path.samestat(os.fstat(self._descriptor), os.lstat(self._path)):
                    self.supported = bool(state)
                    return
            os.close(self._descriptor)
            if time.monotonic() >= until:
                raise OutputError(
                    f"Another run is writing '{target}'", "one run at a time for an output",
                    "wait for it, or choose another name for the output",
                )
            time.sleep(0.05)

    def release(self) -> None:
        """Give it back; safe to call twice."""
        if self._descriptor < 0:
            return
        close_first = os.name == "nt"  # an open file cannot be removed there
        if close_first:
            os.close(self._descriptor)
        discard(self._path)
        if not close_first:
            os.close(self._descriptor)
        self._descriptor = -1


def remove_stale(folders: Iterable[Path | str]) -> None:
    """Remove temporary files of runs that have ended without removing them.

    An older output that was being replaced when its run was killed comes back.
    """
    for folder in {Path(f) for f in folders}:
        for target in sorted({folder / found["name"] for found in _found(folder)}):
            with contextlib.suppress(OutputError):
                lock = TargetLock(target, patience=0.0)
                try:
                    if lock.supported:
                        remove_files_of(target)
                finally:
                    lock.release()


def remove_files_of(target: Path) -> None:
    """Remove what an earlier run left of one output; its lock must be held."""
    for found in _found(target.parent):
        if found["name"] != target.name or found["rest"] is None:
            continue
        path = target.with_name(found.string)
        with contextlib.suppress(OSError):
            if found["rest"] == ".old" and not os.path.lexists(target):
                os.rename(path, target)
            else:
                os.remove(path)


def temporary_folder(target: Path, *, sweep: bool) -> Path:
    """Make a new folder beside `target` that becomes it; with its lock held, `sweep` removes those of killed runs."""
    stale = re.compile(re.escape(f".~{target.name}-") + "[0-9a-f]{8}")
    for name in os.listdir(target.parent) if sweep else ():
        path = target.with_name(name)
        if stale.fullmatch(name) and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    made = temporary_path(target, "")
    made.mkdir()
    return made


def _found(folder: Path) -> list[re.Match[str]]:
    with contextlib.suppress(OSError):
        return [found for found in map(_STALE.fullmatch, os.listdir(folder)) if found]
    return []
