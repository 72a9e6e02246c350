"""Files written together, complete or not at all; names of one file."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Mapping
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
    staged: dict[str, Path] = {}
    replaced: list[Path] = []
    older: dict[Path, bytes] = {}
    try:
        for path, content in files.items():
            _remove_stale(path)
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
            staged[temporary] = path
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            # mkstemp makes private files; a model is shared like any other file of its folder
            os.chmod(temporary, 0o666 & ~umask)
        older.update({path: path.read_bytes() for path in files if path.is_file()})
        for temporary, path in staged.items():
            os.replace(temporary, path)
            replaced.append(path)
    except BaseException:
        for path in replaced:
            if path in older:
                path.write_bytes(older[path])
            else:
                path.unlink(missing_ok=True)
        for temporary in staged:
            Path(temporary).unlink(missing_ok=True)
        raise


def same_file(one: Path | str, two: Path | str) -> bool:
    """Return True for two names of one file, which need not exist."""
    try:
        return os.path.samefile(one, two)
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(two))
