"""Many dates in one call: each is despeckled with the dates around it as reference; the model is loaded once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import Cancelled, ConfigError, InputError, MtdnError, OutputError
from mtdn_core.inference.cluster import ClusterOptions, run_on_cluster
from mtdn_core.inference.fingerprint import file_hash
from mtdn_core.inference.report import RunReport
from mtdn_core.inference.run import run
from mtdn_core.inference.series_files import SeriesItem, find_items
from mtdn_core.inference.settings import Outputs, RunSettings
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.acquisition import same_orbit
from mtdn_core.raster.read import DateRaster, open_date_raster
from mtdn_core.raster.temporary import open_private

EACH_SIDE = 5  # dates before, and dates after, that make the reference


@dataclass(frozen=True)
class SeriesTask:
    """One date to despeckle.

    Attributes
    ----------
    index
        Its place in the series, from 0.
    item, references
        The date, and those on the same grid and of the same orbit that make its reference.
    output
        The GeoTIFF to write.
    settings
        See :class:`~mtdn_core.inference.settings.RunSettings`.
    key
        Hash of what the output depends on.
    """

    index: int
    item: SeriesItem
    references: tuple[SeriesItem, ...]
    output: str
    settings: RunSettings
    key: str = ""


@dataclass(frozen=True)
class SeriesResult:
    """What became of one date.

    Attributes
    ----------
    input, output
        Paths.
    references
        Paths of the dates that made the reference.
    error
        Why it failed, empty if it did not.
    report
        Facts and numbers, None if it failed or was done before.
    done_before
        True if an interrupted run had finished it.
    """

    input: str
    output: str
    references: tuple[str, ...] = ()
    error: str = ""
    report: RunReport | None = None
    done_before: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        report = self.report.to_dict() if self.report else None
        return {**asdict(self), "references": list(self.references), "report": report, "ok": not self.error}


@dataclass(frozen=True)
class SeriesReport:
    """What became of all dates, in their order in time, those without a date last."""

    results: tuple[SeriesResult, ...]
    seconds: float

    @property
    def failed(self) -> tuple[SeriesResult, ...]:
        """The dates that failed."""
        return tuple(result for result in self.results if result.error)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON; ``ok`` is False if any date failed."""
        items = [result.to_dict() for result in self.results]
        return {"ok": not self.failed, "failed": len(self.failed), "seconds": self.seconds, "items": items}


def run_series(
    folder: str,
    output_folder: str,
    settings: RunSettings,
    feedback: Feedback | None = None,
    *,
    model: Any = None,
    cluster: ClusterOptions | None = None,
    each_side: int = EACH_SIDE,
) -> SeriesReport:
    """Despeckle every date of a folder.

    The reference of a date is made of up to `each_side` dates before and after it, on the same grid and of the same
    orbit; a date without any is despeckled alone. A date that fails is reported and does not stop the rest. The memory
    does not grow with the number of dates.

    Parameters
    ----------
    folder
        One raster per date, or VV and VH in two files, or folders of products; the date stands in the name.
    output_folder
        Where ``NAME_despeckled.tif`` appears; it is made if it does not exist.
    settings
        For every date. With ``resume``, dates that an interrupted run has finished are not done again.
    feedback
        Is told of the progress over the whole, and may cancel.
    model
        A loaded model to use instead of ``settings.model``; not with `cluster`.
    cluster
        Processes that work on several dates at a time; None: this process, one after the other.
    each_side
        Dates before, and dates after, that make the reference.

    Raises
    ------
    ConfigError, InputError, OutputError
        If there is nothing to do, or no place for the results, or `cluster` cannot be used.
    MissingDependencyError
        If `cluster` is given and dask is not installed.
    Cancelled
        If the feedback says so. The dates that were complete by then stay.
    """
    began = time.perf_counter()
    progress = Progress(feedback)
    settings.check()
    if model is None:
        model = _load(settings)
    tasks, results = _plan(folder, output_folder, settings, model.card, progress, each_side)
    journal = _Journal(Path(output_folder), settings.resume)
    count = len(tasks) + len(results)
    for task in list(tasks):
        if journal.has(task):
            progress.info(f"{task.item.name}: done before")
            results[task.index] = SeriesResult(task.item.path, task.output, done_before=True)
            tasks.remove(task)

    def done(task: SeriesTask, result: SeriesResult) -> None:
        results[task.index] = result
        if result.error:
            progress.warning(f"{task.item.name}: {result.error}")
        else:
            journal.note(task)

    if cluster is not None and tasks:
        run_on_cluster(run_task, tasks, cluster, settings, model.card.sha256, progress, done)
    else:
        for number, task in enumerate(tasks):
            name = f"{task.index + 1}/{count} {task.item.name}"
            part = progress.child(number / len(tasks), (number + 1) / len(tasks), name)
            done(task, run_task(task, part, model))
    ordered = tuple(results[index] for index in sorted(results))
    if not any(result.error for result in ordered):
        journal.finish()
    return SeriesReport(ordered, time.perf_counter() - began)


def run_task(task: SeriesTask, feedback: Feedback, model: Any) -> SeriesResult:
    """Despeckle one date; whatever fails is in the result.

    Raises
    ------
    Cancelled
        If the feedback says so. No output of this date is left.
    """
    references = task.references
    while True:
        feedback.info(f"reference: {len(references)} dates" if references else "alone, no other date of its grid and orbit")
        try:
            report = run(
                task.item.as_input(), None, Outputs(task.output), task.settings, feedback, model=model,
                references=[item.as_input() for item in references],
            )  # fmt: skip
        except Cancelled:
            raise
        except InputError as error:
            damaged = [item for item in references if Path(item.path).name in str(error)]
            if not damaged:
                return SeriesResult(task.item.path, task.output, error=str(error))
            feedback.warning(f"{error} It is left out of the reference")
            references = tuple(item for item in references if item not in damaged)
        except MtdnError as error:
            return SeriesResult(task.item.path, task.output, error=str(error))
        except Exception as error:  # a defect met by one date must not cost the others
            text = f"Unexpected {type(error).__name__}: {' '.join(str(error).split())[:500]}"
            return SeriesResult(task.item.path, task.output, error=text)
        else:
            return SeriesResult(task.item.path, task.output, tuple(i.path for i in references), report=report)


def _plan(
    folder: str, output_folder: str, settings: RunSettings, card: Any, progress: Progress, each_side: int
) -> tuple[list[SeriesTask], dict[int, SeriesResult]]:
    """Open every date once, and find its reference; returns what is to be done, and what cannot be."""
    items, skipped = find_items(folder)
    if skipped:
        progress.info(f"{len(skipped)} files hold no backscatter and are left out: {', '.join(skipped[:6])}")
    target = _output_folder(folder, output_folder)
    opened = [_open(item, settings) for item in items]
    tasks: list[SeriesTask] = []
    results: dict[int, SeriesResult] = {}
    taken: dict[str, str] = {}
    for index, (item, date) in enumerate(zip(items, opened)):
        progress.check_cancelled()
        output = str(target / f"{item.name}_despeckled.tif")
        error = date if isinstance(date, str) else ""
        if not error and output in taken:
            error = f"'{item.path}' and '{taken[output]}' would have one output, '{output}'; rename one of them"
        taken.setdefault(output, item.path)
        if error or isinstance(date, str):
            results[index] = SeriesResult(item.path, output, error=error)
            progress.warning(f"{item.name}: {error}")
            continue
        chosen = _around(opened, index, each_side)
        key = _key(settings, card, [date, *(opened[i] for i in chosen)])
        tasks.append(SeriesTask(index, item, tuple(items[i] for i in chosen), output, settings, key))
    return tasks, results


def _around(opened: Sequence[DateRaster | str], index: int, each_side: int) -> list[int]:
    """Return up to `each_side` dates before and after that lie on the same grid and are not of another orbit."""
    own = opened[index]
    assert isinstance(own, DateRaster)

    def fits(other: DateRaster | str) -> bool:
        return (
            isinstance(other, DateRaster)
            and not own.grid.differences(other.grid)
            and other.channels >= own.channels
            and same_orbit(own.orbit, other.orbit) is not False
        )

    before = [i for i in range(index - 1, -1, -1) if fits(opened[i])][:each_side]
    after = [i for i in range(index + 1, len(opened)) if fits(opened[i])][:each_side]
    return sorted(before + after)


def _open(item: SeriesItem, settings: RunSettings) -> DateRaster | str:
    """Open a date; a text says why it cannot be used."""
    if item.problem:
        return item.problem
    try:
        return open_date_raster(item.path, item.vh_path, None, settings.units)
    except MtdnError as error:
        return str(error)


def _output_folder(folder: str, output_folder: str) -> Path:
    target = Path(output_folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The output folder '{target}' cannot be made ({error.strerror})", "a folder you may write to",
            "choose another folder",
        ) from error  # fmt: skip
    if target.samefile(folder):
        raise ConfigError(
            f"'{target}' is both the folder of the dates and of the results",
            "a folder of its own for the results, which would be taken for dates next time",
            "choose another output folder",
        )
    return target


def _load(settings: RunSettings) -> Any:
    from mtdn_core.inference.device import resolve
    from mtdn_core.model.load import load_model

    choice = resolve(settings.device)
    return load_model(settings.model, device=choice.device, backend=choice.backend)


def _key(settings: RunSettings, card: Any, dates: Sequence[Any]) -> str:
    """Hash of what an output depends on: software, settings with the card's defaults, weights, content of the inputs."""
    decided = {**asdict(settings), "threads": None, "resume": True, "strength": settings.strength}
    if settings.strength is None:
        decided["strength"] = card.default_strength
    facts = [__version__, decided, card.sha256, [[file_hash(file) for file in date.files] for date in dates]]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


class _Journal:
    """Finished dates of a series: a file in the output folder with one line each."""

    def __init__(self, folder: Path, wanted: bool) -> None:
        self._path, self._wanted = folder / ".~series.journal", wanted
        self._known: set[str] = set()
        if wanted and self._path.exists():
            with os.fdopen(open_private(str(self._path)), "rb") as file:
                self._known = set(file.read().decode("ascii", "replace").split("\n"))

    def has(self, task: SeriesTask) -> bool:
        """Return True if the output is there, made from the inputs as they are, and has not been touched since."""
        return self._wanted and self._line(task) in self._known

    def note(self, task: SeriesTask) -> None:
        """Note that an output is complete."""
        if self._wanted:
            with os.fdopen(open_private(str(self._path)), "r+b") as file:
                file.seek(0, 2)
                file.write(f"{self._line(task)}\n".encode("ascii"))

    def finish(self) -> None:
        """Remove the file: every date is done."""
        if self._wanted:
            with contextlib.suppress(OSError):
                self._path.unlink()

    @staticmethod
    def _line(task: SeriesTask) -> str:
        output = Path(task.output)
        stat = output.stat() if output.exists() else None
        facts = f"{task.key} {stat and stat.st_size} {stat and stat.st_mtime_ns}"
        return hashlib.sha256(facts.encode()).hexdigest()


