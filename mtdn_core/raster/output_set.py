"""All outputs of a run together: checked and locked before the work, put in place at its end, all or none."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mtdn_core.errors import OutputError
from mtdn_core.raster.gdal import Window
from mtdn_core.raster.locks import FileLock
from mtdn_core.raster.scratch import ScratchFile
from mtdn_core.raster.write import EXTENSIONS, GeoTiffWriter, OutputPlan, check_options, side_files

_STALE = re.compile(r"\.~.+-[0-9a-f]{8}\.tif(\.aux\.xml|\.ovr|\.msk)?|\.~.+-[0-9a-f]{8}\.(tfw|wld|old)")


def check_outputs(paths: Iterable[str], inputs: Iterable[str], options: Iterable[str] = ()) -> None:
    """Refuse outputs that cannot or must not be written, before any work is done.

    Parameters
    ----------
    inputs
        Every file behind the inputs.
    options
        GDAL creation options.

    Raises
    ------
    OutputError
        For a wrong extension, a missing or read-only folder, a file that another program holds open, an output that
        is an input, would replace a side file of one, or is named twice; for options that lose values.
    """
    check_options(options)
    inputs = list(inputs)
    seen: set[str] = set()
    for text in paths:
        path = Path(text)
        if "\0" in text or len(text) > 4000 or len(path.name) > 200:
            raise OutputError(f"The output name has {len(text)} characters or a zero byte", "a shorter name", "rename it")
        if path.suffix.lower() not in EXTENSIONS:
            raise OutputError(
                f"The output '{text}' has the extension '{path.suffix or 'none'}'",
                "a GeoTIFF: .tif or .tiff (other formats degrade or lose the values)",
                f"name it '{path.with_suffix('.tif')}'; convert it afterwards if you need another format",
            )
        for source in inputs:
            if any(_same(Path(own), Path(source)) for own in side_files(text)):
                raise OutputError(
                    f"The output '{text}' is also an input, or its side files are ('{source}')",
                    "an output of its own, inputs are never changed",
                    "choose another name for the output",
                )
        key = os.path.normcase(os.path.realpath(path))
        if key in seen:
            raise OutputError(f"The output '{text}' is named twice", "one file per output", "choose different names")
        seen.add(key)
        _check_place(path)


def _check_place(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(
            f"The folder '{folder}' of the output '{path.name}' does not exist", "an existing folder",
            "create it, or choose another one",
        )  # fmt: skip
    if path.is_dir() or not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise OutputError(
            f"The output '{path}' may not be written", "a folder and file you may write to",
            "choose another folder, or change the rights",
        )  # fmt: skip
    if path.exists():
        # on Windows a file that another program holds open cannot be renamed
        probe = path.with_name(f".~{path.name}-{os.getpid():08x}.old")
        try:
            os.replace(path, probe)
            os.replace(probe, path)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.replace(probe, path)
            raise OutputError(
                f"The output '{path}' is held open by another program ({error.strerror})",
                "a file nothing else holds open",
                "remove the layer from QGIS, or choose another name",
            ) from error


class OutputSet:
    """All outputs of a run: either every one appears, or none.

    Use as a context manager and call :meth:`commit` at the end; leaving without it removes everything. While it is
    open no other run can write the same outputs.

    Parameters
    ----------
    paths
        All outputs.
    scratch
        Where windows are recorded; they are written by :meth:`write` at the end. None: written at once.
    """

    def __init__(self, paths: Iterable[str], scratch: ScratchFile | None = None) -> None:
        self._writers: list[GeoTiffWriter] = []
        self._scratch = scratch
        self._locks: list[FileLock] = []
        try:
            for path in sorted(map(str, paths)):
                self._locks.append(FileLock(path))
        except OutputError:
            self._unlock()
            raise
        for folder in {Path(path).parent for path in map(str, paths)}:
            remove_stale(folder)

    def add(self, plan: OutputPlan) -> GeoTiffWriter:
        """Start an output."""
        writer = GeoTiffWriter(plan)
        number = len(self._writers)
        self._writers.append(writer)
        writer.open()
        if self._scratch is not None:
            scratch = self._scratch
            writer.record(lambda window, values: scratch.record(number, window, values))
        return writer

    def write(self, output: int, window: Window, values: Any) -> None:
        """Write a recorded window of the output with this number."""
        self._writers[output].record(None)
        self._writers[output].write(window, values)

    def commit(self) -> list[str]:
        """Close all, then put all in place; returns what the user should know.

        Raises
        ------
        OutputError
            If an output cannot be put in place: it is kept under another name, which the message states, and what had
            been in place before is back.
        """
        for writer in self._writers:
            writer.close()
        older: list[tuple[str, str]] = []
        done: list[GeoTiffWriter] = []
        try:
            for writer in self._writers:
                target = writer.plan.path
                if os.path.exists(target):
                    aside = f"{writer.temporary[: -len('.tif')]}.old"
                    os.replace(target, aside)
                    older.append((aside, target))
                os.replace(writer.temporary, target)
                done.append(writer)
        except OSError as error:
            raise self._keep(error, older, done) from error
        for writer in self._writers:
            for own, target in zip(side_files(writer.temporary)[1:], side_files(writer.plan.path)[1:]):
                with contextlib.suppress(OSError):
                    os.remove(target)
                with contextlib.suppress(OSError):
                    os.replace(own, target)
        for aside, _ in older:
            with contextlib.suppress(OSError):
                os.remove(aside)
        self._writers = []
        return []

    def _keep(self, error: OSError, older: list[tuple[str, str]], done: list[GeoTiffWriter]) -> OutputError:
        """Give what was computed another name, and bring older files back."""
        kept = []
        for writer in self._writers:
            source = writer.plan.path if writer in done else writer.temporary
            name = Path(writer.plan.path)
            spare = name.with_name(f"{name.stem}-new{name.suffix}")
            for number in range(2, 1000):
                if not spare.exists():
                    break
                spare = name.with_name(f"{name.stem}-new{number}{name.suffix}")
            with contextlib.suppress(OSError):
                os.replace(source, spare)
                kept.append(str(spare))
        for aside, target in older:
            with contextlib.suppress(OSError):
                os.replace(aside, target)
        self._writers = []
        return OutputError(
            f"An output cannot be put in place ({error.strerror}); the results are kept as {', '.join(kept)}",
            "a file nothing else holds open, in a folder that stays",
            "remove the layer from QGIS if it shows an older version; rename the kept files",
        )

    def _unlock(self) -> None:
        for lock in self._locks:
            lock.release()
        self._locks = []

    def __enter__(self) -> OutputSet:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers:
            writer.discard()
        self._writers = []
        self._unlock()


def remove_stale(folder: Path) -> None:
    """Remove temporary files that a killed run has left in a folder; those of running ones are locked by their target."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if not _STALE.fullmatch(path.name) or path.is_symlink():
                continue
            target = folder / re.sub(r"^\.~|-[0-9a-f]{8}\..*$", "", path.name)
            if FileLock.is_held(str(target)):
                continue
            with contextlib.suppress(OSError):
                if path.name.endswith(".old") and not target.exists():
                    os.replace(path, target)
                else:
                    path.unlink()


def _same(one: Path, two: Path) -> bool:
    try:
        return one.samefile(two)
    except OSError:
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(two))
