"""The dates of a folder: which files belong to one date, and when it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mtdn_core.errors import InputError
from mtdn_core.inference.settings import DateInput
from mtdn_core.raster.names import role_of_file, sibling_name

EXTENSIONS = (".tif", ".tiff", ".vrt", ".img")
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[Tt_-]?([0-2]\d[0-5]\d[0-5]\d))?(?!\d)"
)
_POLARISATION = re.compile(r"(?<![A-Za-z0-9])(VV|VH)(?![A-Za-z0-9])[ _.-]?", re.IGNORECASE)


@dataclass(frozen=True)
class SeriesItem:
    """One date of a series.

    Attributes
    ----------
    name
        For messages and for the output: the file's name without extension, and without polarisation of a pair.
    path, vh_path
        See :class:`~mtdn_core.inference.settings.DateInput`.
    when
        ``YYYYMMDD``, then the time if the name has it; empty if the name states no date.
    problem
        Why it cannot be used, empty if it can.
    """

    name: str
    path: str
    vh_path: str | None = None
    when: str = ""
    problem: str = ""

    def as_input(self) -> DateInput:
        """Return it as the engine takes it."""
        return DateInput(self.path, self.vh_path)


def date_in_name(name: str) -> str:
    """Return the first date in a name as ``YYYYMMDD[HHMMSS]``, or an empty text.

    Knows 20240131, 2024-01-31, 2024_01_31, each with a time after it (20240131T235959).
    """
    found = _DATE.search(name)
    return f"{found[1]}{found[3]}{found[4]}{found[5] or ''}" if found else ""


def find_items(folder: str) -> list[SeriesItem]:
    """Return the dates of a folder, sorted by the date in their names, those without one last.

    Raises
    ------
    InputError
        If the folder does not exist or holds no raster.
    """
    root = Path(folder)
    if not root.is_dir():
        raise InputError(f"'{folder}' is not a folder", "a folder with one raster per date", "check the path")
    items = []
    for path in sorted(p for p in root.iterdir() if not p.name.startswith(".")):
        if path.is_dir():
            if any((inner / f"C11{e}").is_file() for inner in (path, path / "C2") for e in (".bin", *EXTENSIONS)):
                items.append(_item(path.name, path))
        elif path.suffix.lower() in EXTENSIONS:
            item = _of_file(path)
            if item is not None:
                items.append(item)
    if not items:
        raise InputError(
            f"The folder '{folder}' holds no raster", f"files named {', '.join('*' + e for e in EXTENSIONS)}",
            "choose the folder of the dates",
        )  # fmt: skip
    return sorted(items, key=lambda item: (not item.when, item.when, item.name))


def _of_file(path: Path) -> SeriesItem | None:
    """Return the date a file stands for; None for the VH file of a pair, which its VV file stands for."""
    role = role_of_file(path.name)
    name = sibling_name(path.name, role) if role in ("VV", "VH") else None
    if role is None or name is None or name == path.name or not path.with_name(name).is_file():
        return _item(path.stem, path)
    if role == "VH":
        return None
    return _item(_POLARISATION.sub("", path.stem).rstrip("_.- ") or path.stem, path, path.with_name(name))


def _item(name: str, path: Path, vh_path: Path | None = None) -> SeriesItem:
    when = date_in_name(path.name)
    problem = "" if when else f"'{path.name}' states no date. What to do: name it with its date, for example 20240131."
    return SeriesItem(name, str(path), str(vh_path) if vh_path else None, when, problem)
