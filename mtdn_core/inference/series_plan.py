"""Which dates of a folder are to be despeckled, and which others make the reference of each."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import ConfigError, MtdnError, OutputError
from mtdn_core.inference.fingerprint import file_hash
from mtdn_core.inference.series_files import SeriesItem, find_items
from mtdn_core.inference.settings import RunSettings
from mtdn_core.model.card import decisive
from mtdn_core.progress import Progress
from mtdn_core.raster.acquisition import acquired, same_orbit
from mtdn_core.raster.align import REFUSE, overlap
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.provenance import is_despeckled
from mtdn_core.raster.read import open_date_raster


@dataclass(frozen=True)
class SeriesTask:
    """One date of a series."""

    index: int  # its place in the series, from 0
    #: the date, and those on the same grid and of the same orbit that make its reference
    item: SeriesItem
    references: tuple[SeriesItem, ...]
    output: str  # the GeoTIFF to write
    settings: RunSettings  # see :class:`~mtdn_core.inference.settings.RunSettings`; the strength is stated
    problem: str = ""  # why it cannot be despeckled; empty if it can


@dataclass(frozen=True)
class _Facts:
    """What is kept of an opened date, so that memory and open files do not grow with the series."""

    when: datetime
    grid: Grid
    channels: int
    polarisations: tuple[str, ...]
    orbit: str | None
    files: tuple[str, ...]


def plan_series(
    folder: str, target: Path, settings: RunSettings, progress: Progress, each_side: int
) -> tuple[list[SeriesTask], dict[str, tuple[str, ...]]]:
    """Open every date of a folder once and find its reference, of up to `each_side` dates before and after.

    The folder `target` of the results is made if it does not exist.

    Returns
    -------
    tuple
        The dates in the order of time, those without one last; and every file that is read, by the path of its date.

    Raises
    ------
    ConfigError, InputError, OutputError
        If there is nothing to do, or no place for the results.
    """
    items, skipped = find_items(folder, target)
    _make(target, folder)
    opened: list[tuple[SeriesItem, _Facts | str]] = []
    for item in items:
        progress.check_cancelled()
        facts = _open(item, settings)
        if facts is None:
            skipped.append(Path(item.path).name)
        else:
            opened.append((item, facts))
    if skipped:
        more = ", ..." if len(skipped) > 6 else ""
        progress.info(f"{len(skipped)} files hold no backscatter and are left out: {', '.join(skipped[:6])}{more}")
    opened.sort(key=lambda pair: (*_time(*pair), pair[0].name))
    usable = [facts for _, facts in opened if isinstance(facts, _Facts)]
    if len(usable) > 1 and not all(facts.orbit for facts in usable):
        progress.warning(
            "Names and metadata do not state the orbit of every date; those are taken to be of one orbit. "
            "Keep ascending and descending images in folders of their own"
        )
    tasks, taken = [], dict[str, str]()
    for index, (item, facts) in enumerate(opened):
        output, chosen = str(target / f"{item.name}_despeckled.tif"), list[int]()
        problem = facts if isinstance(facts, str) else ""
        if not problem and output in taken:
            problem = f"'{item.path}' and '{taken[output]}' would have one output, '{output}'; rename one of them"
        if not problem:
            taken[output] = item.path
            chosen = _around([facts for _, facts in opened], index, each_side, settings.align)
        tasks.append(SeriesTask(index, item, tuple(opened[i][0] for i in chosen), output, settings, problem))
    return tasks, {item.path: facts.files for item, facts in opened if isinstance(facts, _Facts)}


def task_key(card: Any, files: dict[str, tuple[str, ...]]) -> Callable[[SeriesTask], str]:
    """Return a function that hashes what an output depends on: software, settings, weights, content of the `files`."""
    hashes: dict[str, str] = {}

    def key(task: SeriesTask) -> str:
        content = []
        for item in (task.item, *task.references):
            for file in files[item.path]:
                if file not in hashes:
                    hashes[file] = file_hash(file)
                content.append(hashes[file])
        settings = {**asdict(task.settings), "threads": None, "resume": True}
        text = json.dumps([__version__, decisive(card), settings, content], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    return key


def _around(opened: Sequence[_Facts | str], index: int, each_side: int, align: str) -> list[int]:
    """Return up to `each_side` dates before and after, on one grid or to be aligned, of one orbit, of another time."""
    own = opened[index]
    assert isinstance(own, _Facts)

    def fits(other: _Facts | str) -> bool:
        return (
            isinstance(other, _Facts)
            and other.when != own.when  # an image of the same time holds the same speckle
            and (not own.grid.differences(other.grid) or (align != REFUSE and overlap(own.grid, other.grid) > 0.5))
            and other.channels >= own.channels
            and set(other.polarisations) >= set(own.polarisations)
            and same_orbit(own.orbit, other.orbit) is not False
        )

    before = [i for i in range(index - 1, -1, -1) if fits(opened[i])][:each_side]
    after = [i for i in range(index + 1, len(opened)) if fits(opened[i])][:each_side]
    return sorted(before + after)


def _open(item: SeriesItem, settings: RunSettings) -> _Facts | str | None:
    """Open a date; a text says why it cannot be used, None that it is a result of this software."""
    try:
        date = open_date_raster(item.path, item.vh_path, None, settings.units)
    except MtdnError as error:
        return str(error)
    if is_despeckled(date.metadata):
        return None
    # not from the name of the series' folder, which all dates share
    when = item.when or acquired(date.metadata, *(band.description for band in date.bands))
    if when is None:
        return (
            f"'{Path(item.path).name}' states no date in its name or metadata. "
            "What to do: name it with its date, for example 20240131."
        )
    return _Facts(when, date.grid, date.channels, date.polarisations, date.orbit, date.files)


def _time(item: SeriesItem, facts: _Facts | str) -> tuple[bool, datetime]:
    when = facts.when if isinstance(facts, _Facts) else item.when
    return when is None, when or datetime.min


def _make(target: Path, folder: str) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise OutputError(
            f"The output folder '{str(target)[:200]}' cannot be made ({getattr(error, 'strerror', None) or error})",
            "a folder you may write to", "choose another folder",
        ) from error
    if os.path.samefile(target, folder):
        raise ConfigError(
            f"'{target}' is both the folder of the dates and of the results",
            "a folder of its own for the results, which would be taken for dates next time",
            "choose another output folder",
        )
