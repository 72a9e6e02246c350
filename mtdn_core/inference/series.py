"""Many dates in one call: each is despeckled with the dates around it as reference; the model is loaded once."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import Cancelled, InputError, of_the_system
from mtdn_core.files import discard, open_private
from mtdn_core.inference.cluster import ClusterOptions, run_on_cluster
from mtdn_core.inference.device import load_for, resolve
from mtdn_core.inference.fingerprint import file_hash
from mtdn_core.inference.run import RunReport, run
from mtdn_core.inference.series_plan import SeriesTask, plan_series
from mtdn_core.inference.settings import Outputs, RunSettings
from mtdn_core.inference.worker import Job
from mtdn_core.model.card import decisive
from mtdn_core.model.load import identity
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.gdal import working
from mtdn_core.raster.read import kept_open

EACH_SIDE = 5  # dates before, and dates after, that make the reference
COMMON = ("Device: ", "Tiles: ", "Model: ")  # beginnings of lines that are alike for most dates


@dataclass(frozen=True)
class SeriesResult:
    """What became of one date."""

    #: paths
    input: str
    output: str
    references: tuple[str, ...] = ()  # used, in the order of time
    error: str = ""  # why it failed
    report: RunReport | None = None  # None if it failed, or an interrupted run had done it before
    done_before: bool = False


@dataclass(frozen=True)
class SeriesReport:
    """What became of all dates, in their order in time, those without a date last."""

    results: tuple[SeriesResult, ...]
    seconds: float

    @property
    def failed(self) -> tuple[SeriesResult, ...]:
        return tuple(result for result in self.results if result.error)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON; ``ok`` is False if any date failed."""
        items = [{**asdict(result), "ok": not result.error} for result in self.results]
        return {"ok": not self.failed, "failed": len(self.failed), "seconds": self.seconds, "items": items}


def run_series(
    dates: str | Sequence[str], output_folder: str, settings: RunSettings, feedback: Feedback | None = None, *,
    model: Any = None, cluster: ClusterOptions | None = None, each_side: int = EACH_SIDE,
) -> SeriesReport:
    """Despeckle every date of a folder, or of a list.

    The reference of a date is made of up to `each_side` dates before and after it, on the same grid and of the same
    orbit; a date without any is despeckled alone. A date that fails is reported and does not stop the rest. The memory
    does not grow with the number of dates.

    Parameters
    ----------
    dates
        A folder: one raster per date, or VV and VH in two files, or folders of products; the date stands in the name. Or
        stacks, or the path of one (:func:`mtdn_core.raster.read.dates_in`). Or a list of rasters; VH is found beside VV.
    output_folder
        Where ``NAME_despeckled.tif`` appears; it is made if it does not exist.
    settings
        For every date. With ``resume``, dates that an interrupted run has finished are not done again.
    model
        A loaded model to use instead of ``settings.model``; not with `cluster`.
    cluster
        Processes that work on several dates at a time; None: this process, one after the other.

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
    if cluster is not None:
        cluster.check()
        # workers have working directories of their own
        dates = _absolute(dates) if isinstance(dates, str) else [*map(_absolute, dates)]
        output_folder = os.path.abspath(output_folder)
        if settings.model.endswith((".json", ".safetensors")):
            settings = replace(settings, model=os.path.abspath(settings.model))
    if model is None:
        model = load_for(settings.model, resolve(settings.device))
    card = model.card
    strength = card.default_strength if settings.strength is None else settings.strength
    resolved = replace(settings, strength=strength)  # the same on every worker, whatever its card says
    with working(progress.is_cancelled):
        planned = plan_series(dates, Path(output_folder), resolved, progress, each_side)
    journal = _Journal(Path(output_folder), resolved, card)
    results: dict[int, SeriesResult] = {}

    def named(task: SeriesTask, start: float = 0.0, end: float = 1.0) -> Progress:
        return _OfDate(progress, start, end, f"{task.index + 1}/{len(planned)} {task.item.name}")

    def done(task: SeriesTask, result: SeriesResult, messages: Sequence[str] = ()) -> None:
        results[task.index] = result
        named(task).repeat(messages)
        if result.error:
            progress.warning(f"{task.item.name}: {result.error}")
        elif result.done_before:
            progress.info(f"{task.item.name}: done before")
        else:
            journal.note(task)

    tasks: list[SeriesTask] = []
    for task in planned:
        progress.check_cancelled()
        if task.item.problem:
            done(task, SeriesResult(task.item.path, task.output, error=task.item.problem))
        elif journal.has(task):
            done(task, SeriesResult(task.item.path, task.output, done_before=True))
        else:
            tasks.append(task)
    if cluster is not None and tasks:
        needed = {file for task in tasks for item in (task.item, *task.references) for file in item.files}
        job = Job(partial(run_task, resolved), resolved, identity(model), (output_folder, *sorted(needed)))
        run_on_cluster(job, tasks, cluster, progress, done)
    else:
        with kept_open(2 * each_side + 1):
            for number, task in enumerate(tasks):
                own = named(task, number / len(tasks), (number + 1) / len(tasks))
                done(task, run_task(resolved, task, own, model))
    report = SeriesReport(tuple(results[index] for index in sorted(results)), time.perf_counter() - began)
    if not report.failed:
        journal.finish()
    return report


def _absolute(path: str) -> str:
    return os.path.abspath(path) if os.path.exists(path) else path


def run_task(settings: RunSettings, task: SeriesTask, feedback: Feedback, model: Any) -> SeriesResult:
    """Despeckle one date; whatever fails is in the result, but :class:`Cancelled`, which leaves no output, is raised."""
    item, references = task.item, task.references
    while True:
        if not references:
            feedback.info("alone, no other date of its grid and orbit")
        try:
            report = run(item, None, Outputs(task.output), settings, feedback, model=model, references=references)
            return SeriesResult(item.path, task.output, report.references, report=report)
        except Cancelled:
            raise
        except Exception as error:  # a defect met by one date must not cost the others
            damaged = [other for other in references if isinstance(error, InputError) and other.is_named(str(error))]
            if not damaged:
                text = of_the_system(error) or f"Unexpected {type(error).__name__}: {' '.join(str(error).split())[:500]}"
                return SeriesResult(item.path, task.output, error=str(text))
            feedback.warning(f"{error} It is left out of the reference")
            references = tuple(other for other in references if other not in damaged)


class _OfDate(Progress):
    """Progress of one date; what dates have in common is said once, without a name."""

    def info(self, message: str) -> None:
        if not message.startswith(COMMON):
            super().info(message)
            return
        self.messages.append(message)
        if isinstance(self._feedback, Progress) and message not in self._feedback.messages:
            self._feedback.info(message)


class _Journal:
    """Finished dates of a series: a file in the output folder, with a hash a line of an output and all it depends on.

    That is the software, the settings, the weights, and the content of the files of its dates.
    """

    def __init__(self, folder: Path, settings: RunSettings, card: Any) -> None:
        self._path, self._wanted = folder / ".~series.journal", settings.resume
        self._common = [__version__, decisive(card), {**asdict(settings), "threads": None, "resume": True}]
        self._hash_of_input = cache(file_hash)
        self._known: set[str] = set()
        if self._wanted and self._path.exists():
            with os.fdopen(open_private(str(self._path)), "rb") as file:
                self._known = set(file.read().decode("ascii", "replace").split("\n"))

    def has(self, task: SeriesTask) -> bool:
        """Return True if the output is there, made from the inputs as they are, and has not been touched since."""
        return self._wanted and os.path.isfile(task.output) and self._line(task) in self._known

    def note(self, task: SeriesTask) -> None:
        if self._wanted:
            with os.fdopen(open_private(str(self._path)), "r+b") as file:
                file.seek(0, 2)
                file.write(f"\n{self._line(task)}\n".encode("ascii"))  # a killed run may have left half a line

    def finish(self) -> None:
        if self._wanted:
            discard(self._path)

    def _line(self, task: SeriesTask) -> str:
        inputs = [self._hash_of_input(file) for item in (task.item, *task.references) for file in item.files]
        text = json.dumps([*self._common, inputs, file_hash(task.output)], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
