"""Which dates of a folder or list are to be despeckled, and which others make the reference of each."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from difflib import SequenceMatcher
from pathlib import Path

from mtdn_core.errors import BandError, Cancelled, ConfigError, InputError, MtdnError, OutputError
from mtdn_core.files import same_file
from mtdn_core.inference.further import stacked
from mtdn_core.inference.settings import DateInput, RunSettings
from mtdn_core.progress import Progress
from mtdn_core.raster.acquisition import acquired, is_side_file, other_time_of_day, same_acquisition, same_orbit, time_in_name
from mtdn_core.raster.align import REFUSE, overlap
from mtdn_core.raster.date_files import measurements_of, sibling_of
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import role_of_file, second_of_pairs
from mtdn_core.raster.provenance import is_despeckled
from mtdn_core.raster.read import open_date_raster

NOWHERE = Grid(0, 0)
EXTENSIONS = (".tif", ".tiff", ".vrt", ".img", ".dim", ".nc", ".h5", ".zip", ".zarr")
_WHOLE = (".h5", ".zip")  # left out where the product lies there in files of its own, too
_POLARISATION = re.compile(r"(?<![A-Za-z])(VV|VH|HH|HV)(?![A-Za-z])[ _.-]?", re.IGNORECASE)


@dataclass(frozen=True)
class SeriesItem(DateInput):
    """One date of a series, and what is kept of it once opened, so that memory and open files do not grow with the series."""

    name: str = ""  # for messages and for the output: the file's name without extension, and without polarisation of a pair
    when: datetime | None = None  # the date in the name, else that in the metadata
    problem: str = ""  # why it cannot be despeckled; empty if it can
    grid: Grid = NOWHERE
    channels: int = 0
    polarisations: tuple[str, ...] = ()
    orbit: str | None = None
    files: tuple[str, ...] = ()  # all that are read

    def is_named(self, text: str) -> bool:
        return any(f"'{name}'" in text for path in (self.path, *self.files) for name in (path, Path(path).name))


@dataclass(frozen=True)
class SeriesTask:
    index: int  # its place in the series, from 0
    item: SeriesItem
    references: tuple[SeriesItem, ...]  # on the same grid and of the same orbit
    output: str  # the GeoTIFF to write


def plan_series(
    dates: str | Sequence[str], target: Path, settings: RunSettings, progress: Progress, each_side: int
) -> list[SeriesTask]:
    """Open every date, of a folder or of a list of rasters, once and find its reference, of up to `each_side` on either side.

    The folder `target` of the results is made if it does not exist. Returns the dates in the order of time, those without one
    last. Raises :class:`ConfigError`, :class:`InputError` or :class:`OutputError` if there is nothing to do, or no place for
    the results.
    """
    folder = dates if isinstance(dates, str) else ""
    if not dates:
        raise InputError("No date is given", "the rasters of the dates", "give them")
    items, skipped = find_items(folder, target) if folder else (_items(dates), [])
    _make(target, folder)
    opened: list[SeriesItem] = []
    for item in items:
        progress.check_cancelled()
        found = _open(item, settings)
        opened += found
        if not found:
            skipped.append(Path(item.path).name)
    if skipped:
        names = ", ".join([*skipped[:6], *(["..."] if len(skipped) > 6 else [])])
        progress.info(f"{len(skipped)} files do not hold the backscatter of one date and are left out: {names}")
        if not opened:
            place = folder or os.path.dirname(dates[0])
            raise InputError(
                f"No file of '{place}' holds the backscatter of one date: {names}",
                "one raster per date, its bands named; or a stack whose bands state polarisation and date, as VV_20240131",
                "name the bands of a stack so, or write every date to a file of its own, named with the date: "
                "gdal_translate -b 1 -b 2 STACK s1_20240131.tif, where 1 and 2 are its VV and VH",
            )
    opened.sort(key=lambda one: (one.when is None, one.when or datetime.min, one.name))
    usable = [one for one in opened if not one.problem]
    if len(usable) > 1 and not all(one.orbit for one in usable):
        progress.warning(
            "Names and metadata do not state the orbit of every date; those are taken to be of one orbit. "
            "Keep ascending and descending images in folders of their own"
        )
    tasks, taken = [], dict[str, str]()
    for index, one in enumerate(opened):
        output = str(target / f"{one.name}_despeckled.tif")
        if not one.problem and output in taken:
            text = f"'{one.path}' and '{taken[output]}' would have one output, '{output}'; rename one of them"
            one = replace(one, problem=text)
        references: tuple[SeriesItem, ...] = ()
        if not one.problem:
            taken[output] = one.path
            references = _around(opened, index, each_side, settings.align)
        tasks.append(SeriesTask(index, one, references, output))
    if len(usable) > 1 and each_side and not any(task.references for task in tasks):
        days = {f"{one.when:%Y-%m-%d}" for one in usable}
        more = "; all state the same day, " + days.pop() if len(days) == 1 else ""
        progress.warning(f"Every date is despeckled alone: no two of them are of one grid, one orbit and different days{more}")
    return tasks


def _around(opened: Sequence[SeriesItem], index: int, each_side: int, align: str) -> tuple[SeriesItem, ...]:
    """Return up to `each_side` dates before and after, on one grid or to be aligned, of one orbit, of another time."""
    own = opened[index]

    def fits(other: SeriesItem) -> bool:
        return (
            not other.problem
            and not same_acquisition(own.when, other.when)  # which would hold the same speckle
            and not (same_orbit(own.orbit, other.orbit) is None and other_time_of_day(own.when, other.when))
            and (not own.grid.differences(other.grid) or (align != REFUSE and overlap(own.grid, other.grid) > 0.5))
            and other.channels >= own.channels
            and set(other.polarisations) >= set(own.polarisations)
            and same_orbit(own.orbit, other.orbit) is not False
        )

    before, after = (_one_of_each_time(own, filter(fits, others)) for others in (opened[:index], opened[index + 1 :]))
    return (*before[max(len(before) - each_side, 0) :], *after[:each_side])


def _one_of_each_time(own: SeriesItem, others: Iterable[SeriesItem]) -> list[SeriesItem]:
    """Return of several images of one time, as gamma0 and sigma0 or linear and dB, the one that is named most like the own."""
    found: dict[datetime | None, list[SeriesItem]] = {}
    for other in others:
        found.setdefault(other.when, []).append(other)
    return [max(same, key=lambda one: SequenceMatcher(None, own.name, one.name).ratio()) if same[1:] else same[0]
            for same in found.values()]


def _open(item: SeriesItem, settings: RunSettings) -> list[SeriesItem]:
    """Open a date, or the dates of a stack; none of a result, and of what nothing says is an image of a radar or of a day."""
    try:
        date = open_date_raster(item.path, item.vh_path, item.bands, settings.units)
    except Cancelled:
        raise
    except MtdnError as error:
        if item.bands is None and (dates := stacked(item)):
            stamps = [f"{when:%Y%m%d}" if when.time() == time() else f"{when:%Y%m%dT%H%M%S}" for when, _ in dates]
            ones = [SeriesItem(**vars(one), name=f"{item.name}_{s}", when=when) for s, (when, one) in zip(stamps, dates)]
            return [found for one in ones for found in _open(one, settings)]
        if isinstance(error, BandError) and item.when is None:
            return []
        return [replace(item, problem=str(error))]
    if is_despeckled(date.metadata):
        return []
    # not from the name of the series' folder, which all dates share
    when = item.when or date.bands[0].acquired or acquired(date.metadata, date.name)
    problem = "" if when else (
        f"'{Path(item.path).name}' states no date in its name or metadata. "
        "What to do: name it with its date, for example 20240131."
    )
    return [replace(
        item, when=when, problem=problem, grid=date.grid, channels=date.channels, polarisations=date.polarisations,
        orbit=date.orbit, files=date.files,
    )]


def _make(target: Path, folder: str) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise OutputError(
            f"The output folder '{str(target)[:200]}' cannot be made ({getattr(error, 'strerror', None) or error})",
            "a folder you may write to", "choose another folder",
        ) from error
    if folder and same_file(target, folder):
        raise ConfigError(
            f"'{target}' is both the folder of the dates and of the results",
            "a folder of its own for the results, which would be taken for dates next time",
            "choose another output folder",
        )


def find_items(folder: str, leave_out: Path | None = None) -> tuple[list[SeriesItem], list[str]]:
    """Return the dates and stacks of a folder and of those in it, and the names of side files left out.

    `folder` may be one file: a stack. `leave_out` is a folder in it that is none of a product: that of the results. Raises
    :class:`InputError` if the folder does not exist or holds no raster.
    """
    root = Path(folder)
    if not os.path.exists(root):
        raise InputError(f"'{folder}' is not a folder", "a folder with one raster per date", "check the path")
    paths = list(_candidates(root, leave_out)) if _is_folder(root) else [root]
    skipped = [path.name for path in paths if is_side_file(path.name) and not path.is_dir()]
    items = _items([str(path) for path in paths if path.name not in skipped], root)
    if not items:
        raise InputError(
            f"The folder '{folder}' holds no raster", f"files named {', '.join('*' + e for e in EXTENSIONS)}",
            "choose the folder of the dates",
        )
    names = Counter(item.name for item in items)
    for number, item in enumerate(items):
        if names[item.name] > 1:
            items[number] = replace(item, name="_".join((*Path(item.path).parent.relative_to(root).parts, item.name)))
    return items, skipped


def _items(paths: Sequence[str], root: Path | None = None) -> list[SeriesItem]:
    """Return the dates of rasters, as GDAL names them; a VH file whose VV file is among them belongs to that.

    Files of products are named alike in every folder: those of `root`, None: of a list, have the names of folders before them.
    """
    items, second = [], second_of_pairs(paths)
    for path in dict.fromkeys(path for path in paths if path not in second):
        place = Path(path)
        name, top = place.name if place.is_dir() else place.stem, root or place.parent.parent
        if sibling_of(path) if root else role_of_file(path):  # the name of the pair
            name = _POLARISATION.sub("", name).rstrip("_.- ") or name
        when = time_in_name(place.name)
        if when is None and place.parent != top and top in place.parents:
            folders = place.parent.relative_to(top).parts
            folder = next((p for p in reversed(folders) if time_in_name(p)), "-".join(folders))  # 2024/01/31
            when, name = time_in_name(folder), f"{folder}_{name}"
        items.append(SeriesItem(path, name=name, when=when))
    return items


def _is_folder(path: Path) -> bool:
    return path.is_dir() and path.suffix != ".zarr"


def _candidates(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    """Files and C2 folders of a folder and of those in it; of a product the measurements alone."""
    paths = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    if folder.name == "measurement":  # virtual rasters in a product are made of its other files
        paths = [p for p in paths if p.suffix.lower() != ".vrt"]
    for path in paths:
        if _is_folder(path):
            if (leave_out is not None and same_file(path, leave_out)) or not os.access(path, os.R_OK | os.X_OK):
                continue
            if path.resolve() in (folder.resolve(), *folder.resolve().parents):
                continue  # a link in a circle
            if folder.suffix == ".data" or (path.suffix == ".data" and path.with_suffix(".dim").is_file()):
                continue  # the images of a BEAM-DIMAP product, which its .dim file stands for; its tie points
            if any((place / f"C11{e}").is_file() for place in (path, path / "C2") for e in (".bin", *EXTENSIONS)):
                yield path
            elif path.suffix.upper() == ".SAFE":
                yield path  # refused in words
            else:
                yield from _candidates(Path(measurements_of(str(path))), leave_out)
        elif path.suffix.lower() in EXTENSIONS and not (path.suffix.lower() in _WHOLE and _has_files(path, paths)):
            yield path


def _has_files(whole: Path, paths: Sequence[Path]) -> bool:
    """Return whether what an archive or HDF5 file holds lies beside it: in a folder of its name, or in files that begin so."""
    return any(
        p.name == whole.stem if _is_folder(p) else
        re.match(rf"{re.escape(whole.stem)}(?![a-zA-Z0-9])", p.name) is not None and not is_side_file(p.name)
        for p in paths if _is_folder(p) or p.suffix.lower() in {*EXTENSIONS} - {*_WHOLE}
    )
