"""The dates of a folder: which files belong to one date, and when it was."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mtdn_core.errors import InputError
from mtdn_core.inference.settings import DateInput
from mtdn_core.raster.acquisition import is_side_file, time_in_name
from mtdn_core.raster.names import CROSS, OTHER, role_of_file, sibling_name

EXTENSIONS = (".tif", ".tiff", ".vrt", ".img", ".dim")
_POLARISATION = re.compile(r"(?<![A-Za-z0-9])(VV|VH|HH|HV)(?![A-Za-z0-9])[ _.-]?", re.IGNORECASE)


@dataclass(frozen=True)
class SeriesItem:
    """One date of a series."""

    name: str  # for messages and for the output: the file's name without extension, and without polarisation of a pair
    #: see :class:`~mtdn_core.inference.settings.DateInput`
    path: str
    vh_path: str | None = None
    when: datetime | None = None  # the date in the name, None if it states none

    def is_named(self, text: str) -> bool:
        """Return whether a message is about one of its files."""
        return any(f"'{name}'" in text for path in (self.path, self.vh_path) if path for name in (path, Path(path).name))

    def as_input(self) -> DateInput:
        """Return it as the engine takes it."""
        return DateInput(self.path, self.vh_path)


def find_items(folder: str, leave_out: Path | None = None) -> tuple[list[SeriesItem], list[str]]:
    """Return the dates of a folder and of the product folders in it, and the names of side files left out.

    `leave_out` is a folder in it that is none of a product: that of the results. Raises :class:`InputError` if the folder
    does not exist or holds no raster.
    """
    root = Path(folder)
    if not os.path.isdir(root):
        raise InputError(f"'{folder}' is not a folder", "a folder with one raster per date", "check the path")
    items: list[SeriesItem] = []
    skipped: list[str] = []
    for path in _candidates(root, leave_out):
        if path.is_dir():
            items.append(_item(path.name, path, root))
        elif is_side_file(path.name):
            skipped.append(path.name)
        else:
            item = _of_file(path, root)
            if item is not None:
                items.append(item)
    if not items:
        raise InputError(
            f"The folder '{folder}' holds no raster", f"files named {', '.join('*' + e for e in EXTENSIONS)}",
            "choose the folder of the dates",
        )
    return items, skipped


def _candidates(root: Path, leave_out: Path | None) -> Iterator[Path]:
    """Files and C2 folders of a folder, and files of its product folders."""
    for path in sorted(p for p in root.iterdir() if not p.name.startswith(".")):
        if path.is_dir():
            if leave_out is not None and leave_out.exists() and path.samefile(leave_out):
                continue
            if any((folder / f"C11{e}").is_file() for folder in (path, path / "C2") for e in (".bin", *EXTENSIONS)):
                yield path
            elif path.suffix != ".data":  # the images of a BEAM-DIMAP product, which its .dim file stands for
                yield from sorted(p for p in path.iterdir() if p.suffix.lower() in EXTENSIONS and p.name[0] != ".")
        elif path.suffix.lower() in EXTENSIONS:
            yield path


def _of_file(path: Path, root: Path) -> SeriesItem | None:
    """Return the date a file stands for; None for the VH file of a pair, which its VV file stands for."""
    role = role_of_file(path.name)
    name = sibling_name(path.name, role) if role in OTHER else None
    if role is None or name is None or name == path.name or not path.with_name(name).is_file():
        return _item(path.stem, path, root)
    if role in CROSS:
        return None
    return _item(_POLARISATION.sub("", path.stem).rstrip("_.- ") or path.stem, path, root, path.with_name(name))


def _item(name: str, path: Path, root: Path, vh_path: Path | None = None) -> SeriesItem:
    when = time_in_name(path.name)
    if when is None and path.parent != root:  # files of products are named alike in every folder
        when, name = time_in_name(path.parent.name), f"{path.parent.name}_{name}"
    return SeriesItem(name, str(path), str(vh_path) if vh_path else None, when)
