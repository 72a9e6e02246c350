"""Files written complete or not at all: under temporary names beside their targets, locked, and renamed at the end.

All of them lie in the folder of the target, so that a finished file is put in place by renaming it, and are named after it:
``.~o.tif.lock`` as long as a run writes ``o.tif``, ``.~o.tif-1a2b3c4d.tif`` and its side files while it is written,
``.~o.tif-1a2b3c4d.old`` for an older ``o.tif`` while it is replaced. A temporary file whose lock nobody holds is stale. None of
them is opened through a symbolic link, which somebody else may have put there.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mtdn_core.errors import OutputError

PATIENCE_S = 1.0  # removal of stale files holds a lock for a moment
_STALE = re.compile(
    r"\.~(?P<name>.+\.(?:tiff?|gpkg|geojson|fgb|json|safetensors|html?))(?:\.lock|-[0-9a-f]{8}[._].+)",
    re.IGNORECASE | re.DOTALL,
)


def temporary_path(target: Path, suffix: str = ".tif") -> Path:
    """Return a new name in the folder of `target`, for a file that becomes it."""
    return target.with_name(f".~{target.name}-{uuid.uuid4().hex[:8]}{suffix}")


def names_in(folder: Path) -> list[str]:
    """Return the names of what lies in a folder, none where it cannot be listed."""
    with contextlib.suppress(OSError):
        return os.listdir(folder)
    return []


def open_private(path: str, *, new: bool = False) -> int:
    """Open a file of ours for reading and writing, or create it (`new`: it must not exist yet); returns its descriptor.

    Raises :class:`OutputError` if the name is a symbolic link, a second name (hard link) of another file, or no file at all.
    """
    flags = os.O_RDWR | os.O_CREAT | (os.O_EXCL if new else 0)
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT"):
        flags |= getattr(os, name, 0)
    other = OutputError(
        f"The temporary file '{path}' is a symbolic link or another name of something else", "a file of this program",
        "remove it, or choose another folder for the output",
    )
    if os.path.islink(path):
        raise other
    try:
        descriptor = os.open(path, flags, 0o666)
    except OSError as error:
        raise OutputError(
            f"The temporary file '{path}' cannot be opened ({error.strerror})",
            "a file of this program in a folder you may write to",
            "remove it if it is not yours, or choose another folder for the output",
        ) from error
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode) or facts.st_nlink > 1:
        os.close(descriptor)
        raise other
    return descriptor


def _lock(descriptor: int) -> bool | None:
    """Lock an open file until it is closed or its process ends; False if somebody else has, None where there are no locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        module: Any = msvcrt
        with contextlib.suppress(OSError):
            module.locking(descriptor, module.LK_NBLCK, 1)
            return True
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


class TargetLock:
    """The right to write one output, for one run at a time; what a killed run left of it is removed.

    Raises :class:`OutputError` if another run still writes it after `patience` seconds. Where the file system has no locks,
    nothing tells whether another run is at work, and nothing is removed.
    """

    def __init__(self, target: Path, patience: float = PATIENCE_S) -> None:
        self._target, self._path = target, str(target.with_name(f".~{target.name}.lock"))
        until = time.monotonic() + patience
        while True:
            self._descriptor = open_private(self._path)
            self._locked = _lock(self._descriptor)
            # the one who held it may have removed the name before we locked the file
            with contextlib.suppress(OSError):
                if self._locked is not False and os.path.samestat(os.fstat(self._descriptor), os.lstat(self._path)):
                    break
            os.close(self._descriptor)
            if time.monotonic() >= until:
                raise OutputError(
                    f"Another run is writing '{target}'", "one run at a time for an output",
                    "wait for it, or choose another name for the output",
                )
            time.sleep(0.05)
        self.remove_files()

    def remove_files(self) -> None:
        """Remove temporary files and folders; an older output that was being replaced when its run was killed comes back."""
        temporary = re.compile(re.escape(f".~{self._target.name}-") + r"[0-9a-f]{8}([._].+)?", re.DOTALL)
        for name in names_in(self._target.parent) if self._locked else ():
            found, path = temporary.fullmatch(name), self._target.with_name(name)
            with contextlib.suppress(OSError):
                if found and found[1] is None and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                elif found and found[1] == ".old" and not os.path.lexists(self._target):
                    os.rename(path, self._target)
                elif found and found[1]:
                    os.remove(path)

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
    """Remove temporary files of runs that have ended without removing them."""
    for folder in {Path(folder) for folder in folders}:
        for target in sorted({folder / found["name"] for found in map(_STALE.fullmatch, names_in(folder)) if found}):
            with contextlib.suppress(OutputError):
                TargetLock(target, patience=0.0).release()


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files under temporary names beside their targets, then rename: readers never see a part of one.

    If anything fails, no temporary file is left, and all targets are as before. Raises :class:`OSError`, and
    :class:`OutputError` for a folder that is not there or a target that is being written.
    """
    staged: list[tuple[Path, Path]] = []
    with contextlib.ExitStack() as held:
        for path, content in files.items():
            held.callback(TargetLock(path).release)
            staged.append((temporary_path(path, path.suffix), path))
            held.callback(discard, staged[-1][0])
            with os.fdopen(open_private(str(staged[-1][0]), new=True), "wb") as stream:
                stream.write(content)
        replace_together(staged)


def replace_together(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Rename files over their targets (source, target), of which older versions have the suffix ``.old`` meanwhile.

    If one cannot be renamed, all files are as before, and the :class:`OSError` has its target as `filename2`.
    """
    done: list[tuple[Path, Path, Path]] = []
    try:
        for source, target in pairs:
            backup = source.with_suffix(".old")
            done.append((source, target, backup))
            if os.path.lexists(target):  # an older file gets a second name, from which it can come back
                try:
                    os.link(target, backup, follow_symlinks=False)
                except (OSError, NotImplementedError):
                    os.rename(target, backup)
            os.replace(source, target)
    except BaseException as error:
        for source, target, backup in done:
            with contextlib.suppress(OSError):
                if not os.path.lexists(source):
                    os.replace(target, source)
                if os.path.lexists(backup):
                    os.replace(backup, target)
            if os.path.lexists(target):
                discard(backup)  # another name of the same file, which replacing has left
        if isinstance(error, OSError):
            error.filename2 = str(done[-1][1])
        raise
    discard(*(backup for _, _, backup in done))


def discard(*paths: Path | str) -> None:
    """Remove those files that are there and can be removed."""
    for path in paths:
        with contextlib.suppress(OSError):
            os.remove(path)


def same_file(one: Path | str, two: Path | str) -> bool:
    """Return True for two names of one file, which need not exist."""
    with contextlib.suppress(OSError, ValueError):
        return os.path.samefile(one, two)
    with contextlib.suppress(OSError, ValueError):  # a zero byte, which no name of a file has, is a ValueError
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(two))
    return False
