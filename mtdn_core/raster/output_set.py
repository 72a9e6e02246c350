"""The outputs of a run: checked and locked first, written beside their place, put in place together."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from mtdn_core.errors import OutputError
from mtdn_core.files import TargetLock, discard, remove_stale, replace_together, same_file
from mtdn_core.raster.polygons import DRIVERS, refuse_to_lose_layers
from mtdn_core.raster.write import GeoTiffWriter, PendingFile, check_options

Pending = TypeVar("Pending", bound=PendingFile)
#: extensions of outputs, and what they are in words
RASTER = ((".tif", ".tiff"), "a GeoTIFF: .tif or .tiff (others lose the values)")
VECTOR = (tuple(DRIVERS), "a vector file: .gpkg, .geojson or .fgb")
REPORT = ((".html", ".htm"), "an HTML page: .html or .htm")
LONGEST_NAME = 220  # bytes; file systems allow 255, temporary names are longer
#: files that belong to an older version of an output and are removed with it
OUTDATED = (".aux.xml", ".ovr", ".msk", ".msk.ovr", "-journal", "-wal", "-shm")


def check_outputs(
    paths: Iterable[str], inputs: Iterable[str], options: Iterable[str] = (), polygons: str | None = None,
    report: str | None = None,
) -> None:
    """Refuse outputs that cannot or must not be written, before any work is done.

    `inputs` are all files that are read, `polygons` and `report` those of `paths` that are no rasters. Raises
    :class:`OutputError` for a wrong extension or name, a missing or read-only folder, a file that is open elsewhere, an output
    that is named twice, is an input or holds other layers, and one whose side files are an input; for options that spoil the
    output.
    """
    check_options(options)
    inputs = list(inputs)
    seen: set[str] = set()
    for text in paths:
        path = Path(text)
        _check_name(text, path, *{polygons: VECTOR, report: REPORT}.get(text, RASTER))
        # names of files that are removed or written with it
        of_output = [path.name + suffix for suffix in OUTDATED]
        of_output += [f".~{path.name}.{kind}" for kind in ("lock", "journal", "scratch")]
        of_output += [path.stem + suffix for suffix in (".tfw", ".TFW", ".RPB", "_RPC.TXT", "_rpc.txt", ".wld")]
        for source in inputs:
            if same_file(path, source):
                raise OutputError(
                    f"The output '{text}' is also an input", "an output of its own, inputs are never changed",
                    "choose another name for the output",
                )
            if any(same_file(path.with_name(name), source) for name in of_output):
                raise OutputError(
                    f"The input '{source}' has the name of a side file of the output '{text}', which would replace it",
                    "an output of its own, inputs are never changed", "choose another name for the output",
                )
        key = os.path.normcase(os.path.realpath(path))
        if key in seen:
            raise OutputError(f"The output '{text}' is named twice", "one file per output", "choose different names")
        seen.add(key)
        _check_rights(text, path)
        refuse_to_lose_layers(path)


def _check_name(text: str, path: Path, extensions: tuple[str, ...], expected: str) -> None:
    is_text = not any("\ud800" <= character <= "\udfff" for character in text)  # else bytes that are no UTF-8
    if "\0" in text or not is_text or len(os.fsencode(path.name)) > LONGEST_NAME:
        raise OutputError(
            f"The name of the output '{path.name[:40]!r}...' has {len(path.name)} characters or a zero byte",
            f"a name in UTF-8 of at most {LONGEST_NAME} bytes", "choose another name",
        )
    if text.startswith("/vsi"):
        raise OutputError(
            f"The output '{text}' lies in a virtual file system of GDAL", "a file of this machine",
            "write it to a folder here, and copy it",
        )
    if not path.name:
        raise OutputError(f"The output '{text[:40]}' is a folder", "a file", "add the name of a file")
    if path.suffix.lower() not in extensions:
        raise OutputError(
            f"The output '{text}' has the extension '{path.suffix or 'none'}'", expected,
            f"name it '{path.with_suffix(extensions[0])}'; convert it afterwards if you need another format",
        )


def _check_rights(text: str, path: Path) -> None:
    folder = path.parent
    if not os.path.isdir(folder):
        raise OutputError(
            f"The folder '{folder}' of the output '{path.name}' does not exist", "an existing folder",
            "create it, or choose another one",
        )
    if path.is_dir() or not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise OutputError(
            f"The output '{text}' may not be written", "a folder and file you may write to",
            "choose another folder, or change the rights",
        )
    if path.exists():
        try:
            os.rename(path, path)  # changes nothing, and fails on Windows as long as another program holds the file open
        except OSError as error:
            raise OutputError(
                f"The output '{text}' cannot be replaced ({error.strerror})", "a file nothing else holds open",
                "remove the layer from QGIS if it shows an older version, or choose another name",
            ) from error


class OutputSet:
    """All outputs of a run: either every one appears, or none, and older files stay.

    Use as a context manager and call :meth:`commit` at the end; leaving without it removes everything. No other run can write
    the `paths`, which are all outputs, while the set is open; raises :class:`OutputError` if one does already.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._writers: list[PendingFile] = []
        self.rasters: list[GeoTiffWriter] = []
        self._scratch: list[PendingFile] = []
        self._locks: list[TargetLock] = []
        targets = sorted({Path(path) for path in paths})
        with contextlib.ExitStack() as held:
            for target in targets:
                self._locks.append(TargetLock(target))
                held.callback(self._locks[-1].release)
            self._held = held.pop_all()
        remove_stale(target.parent for target in targets)

    def add(self, writer: Pending, *, keep: bool = True) -> Pending:
        """Take in an output; it must be one of the paths. Not to `keep`: a scratch file beside it, removed at the end."""
        if isinstance(writer, GeoTiffWriter):
            self.rasters.append(writer)
        (self._writers if keep else self._scratch).append(writer)
        return writer

    def commit(self) -> None:
        """Close all, then move all into place, over older files and their outdated side files.

        If one cannot be put in place, older files are as they were, and the :class:`OutputError` names the kept results.
        """
        for writer in self._writers:
            writer.close()
        writers = self._writers
        try:
            replace_together([(Path(w.temporary), Path(w.path)) for w in writers])
        except OSError as error:
            self._writers = []
            kept = ", ".join(f"'{_keep(writer)}'" for writer in writers)
            target = error.filename2
            raise OutputError(
                f"'{target}' cannot be put in place ({error.strerror}). The results are complete and kept as {kept}"
                + ("" if Path(target).absolute().parent.is_dir() else ", in a folder that was moved or removed during the run"),
                "a folder that stays, in which you may write, and a file that nothing else holds open",
                "rename the kept files; first remove the layer from QGIS if it shows an older version",
            ) from error
        self._writers = []
        problems = [problem for writer in writers for problem in _finish_side_files(writer)]
        if problems:
            raise OutputError(
                f"The outputs are complete, but not their side files: {'; '.join(problems)}",
                "files nothing else holds open", "close what uses them, or leave out the creation option",
            )

    def __enter__(self) -> OutputSet:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for writer in (*self._writers, *self._scratch):
            writer.discard()
        self._writers, self._scratch, self.rasters = [], [], []
        if kind is not None:  # a signal may have come while a file was made, before anybody knew of it
            for lock in self._locks:
                lock.remove_files()
        self._held.close()


def _keep(writer: PendingFile) -> str:
    """Rename a finished file whose place is not free."""
    target, side_files = Path(writer.path), writer.side_files()
    names = (target.with_name(f"{target.stem}_result{number}{target.suffix}") for number in range(1, 1000))
    other = next((name for name in names if not os.path.lexists(name)), None)
    with contextlib.suppress(OSError):
        if other is not None:
            os.rename(writer.temporary, other)
            discard(*side_files)
            return str(other)
    return writer.temporary


def _finish_side_files(writer: PendingFile) -> list[str]:
    """Move new side files beside their output and remove those of the older one; return what failed."""
    problems = []
    side_files = writer.side_files()
    discard(*({writer.path + suffix for suffix in OUTDATED} - set(side_files.values())))
    for path, place in side_files.items():
        try:
            os.replace(path, place)
        except OSError as error:
            problems.append(f"'{place}' cannot be written ({error.strerror})")
            discard(path)
    return problems
