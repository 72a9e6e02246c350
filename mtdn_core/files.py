"""Files written together, complete or not at all; names of one file."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

STALE_S = 3600.0


def _remove_stale(path: Path) -> None:
    """Remove what killed runs left of a file: writing takes seconds, so nobody is at work on older ones."""
    for other in path.parent.iterdir():
        name = other.name
        if name.startswith(f".{path.name}.") and name.endswith(".part"):
            with contextlib.suppress(OSError):
                if time.time() - other.lstat().st_mtime > STALE_S:
                    other.unlink()


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files under temporary names beside their targets, then rename: readers never see a part of one.

    If anything fails, no temporary file is left, and all targets are as before.
    """
    umask = os.umask(0)
    os.umask(umask)
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in files.items():
            _remove_stale(path)
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
            staged.append((Path(temporary), path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            # mkstemp makes private files; a model is shared like any other file of its folder
            os.chmod(temporary, 0o666 & ~umask)
        replace_together(staged)
    finally:
        discard(*(source for source, _ in staged))


def replace_together(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Rename files over their targets (source, target), of which older versions have the suffix ``.old`` meanwhile.

    If one cannot be renamed, all files are as before, and the :class:`OSError` has its target as `filename2`.
    """
    done: list[tuple[Path, Path, Path]] = []
    try:
        for source, target in pairs:
            backup = source.with_suffix(".old")
            done.append((source, target, backup))
            _set_aside(target, backup)
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


def _set_aside(target: Path, backup: Path) -> None:
    """Give an older file a second name, from which it can come back."""
    if not os.path.lexists(target):
        return
    try:
        os.link(target, backup, follow_symlinks=False)
    except (OSError, NotImplementedError):
        os.rename(target, backup)


def discard(*paths: Path | str) -> None:
    """Remove those files that are there and can be removed."""
    for path in paths:
        with contextlib.suppress(OSError):
            os.remove(path)


def same_file(one: Path | str, two: Path | str) -> bool:
    """Return True for two names of one file, which need not exist."""
    for same in (os.path.samefile, _same_name):
        with contextlib.suppress(OSError, ValueError):  # a zero byte, which no name of a file has, is a ValueError
            return same(one, two)
    return False


def _same_name(one: Path | str, two: Path | str) -> bool:
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(two))
