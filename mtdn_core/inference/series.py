"""Many dates in one call: each is despeckled with the help of its neighbour in time; the model is loaded once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtdn_core.errors import ConfigError, MtdnError, OutputError
from mtdn_core.inference.machines import Machines
from mtdn_core.inference.pipeline import remaining
from mtdn_core.inference.series_files import SeriesItem, find_items
from mtdn_core.inference.series_item import SeriesResult, SeriesTask, run_task
from mtdn_core.inference.series_journal import SeriesJournal
from mtdn_core.inference.settings import Feedback, RunSettings, SilentFeedback
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.read import open_date_raster


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
        return {
            "ok": not self.failed,
            "failed": len(self.failed),
            "seconds": self.seconds,
            "items": [result.to_dict() for result in self.results],
        }


@dataclass(frozen=True)
class _Looked:
    """What opening a date told: where it lies, or why it cannot be used."""

    grid: Grid | None = None
    has_c12: bool = False
    error: str = ""
    files: tuple[str, ...] = ()

    @property
    def pixels(self) -> int:
        """Width times height, 0 if it cannot be used."""
        return self.grid.width * self.grid.height if self.grid else 0


def run_series(
    folder: str,
    output_folder: str,
    settings: RunSettings,
    feedback: Feedback | None = None,
    *,
    model: Any = None,
    machines: Machines | None = None,
) -> SeriesReport:
    """Despeckle every date of a folder.

    Each date is helped by the next one in time, the last by the one before, if they lie on the same grid; a date
    without such a neighbour is despeckled alone. A date that fails is reported and does not stop the rest.

    Parameters
    ----------
    folder
        One raster per date, or VV and VH in two files, or folders of a covariance matrix; the date stands in the name.
    output_folder
        Where ``NAME_despeckled.tif`` appears; it is made if it does not exist.
    settings
        For every date. With ``resume``, dates that an interrupted run has finished are not done again.
    feedback
        Is told of the progress over the whole, and may cancel.
    model
        A loaded model to use instead of ``settings.model``; not with `machines`.
    machines
        Who works on the dates, several at a time; None: this process, one after the other. The bytes are those of
        one process whose PyTorch has one thread.

    Raises
    ------
    ConfigError, InputError, OutputError
        If there is nothing to do, or no place for the results, or `machines` cannot be used.
    MissingDependencyError
        If `machines` is given and dask is not installed.
    Cancelled
        If the feedback says so. The dates that were complete by then stay.
    """
    began = time.perf_counter()
    listener = feedback if feedback is not None else SilentFeedback()
    settings.check()
    if machines is not None:
        machines.check()
    items = find_items(folder)
    target = _output_folder(folder, output_folder)
    looked = [_look(item, settings) for item in items]
    if model is None and any(look.grid for look in looked):
        model = _load(settings)
    journal = SeriesJournal(target, settings, model)
    results = _refused(items, looked, target, listener)
    tasks = []
    for index, item in enumerate(items):
        if index in results:
            continue
        helper = _neighbour(looked, index)
        files = (*looked[index].files, *(looked[helper].files if helper is not None else ()))
        output = _output(target, item)
        if journal.has(files, output):
            listener.info(f"{index + 1}/{len(items)} {item.name}: done before")
            results[index] = SeriesResult(item.path, output, done_before=True)
            continue
        tasks.append(SeriesTask(index, item, None if helper is None else items[helper], output, settings, files))

    def done(task: SeriesTask, result: SeriesResult) -> None:
        results[task.index] = result
        if result.error:
            listener.warning(f"{task.item.name}: {result.error}")
        else:
            journal.note(task.files, task.output)

    share = _shares(looked)
    if machines is None:
        _one_by_one(tasks, _Parts(listener, len(items), share, began), model, done)
    elif tasks:
        from mtdn_core.inference.distributed import run_tasks

        spans = [share[index + 1] - share[index] for index in range(len(items))]
        run_tasks(tasks, machines, model, listener, done, spans)
    ordered = tuple(results[index] for index in range(len(items)))
    if not any(result.error for result in ordered):
        journal.finish()
    return SeriesReport(ordered, time.perf_counter() - began)


def _one_by_one(
    tasks: list[SeriesTask], parts: _Parts, model: Any, done: Callable[[SeriesTask, SeriesResult], None]
) -> None:
    for task in tasks:
        done(task, run_task(task, parts.of(task), model))


def _refused(
    items: list[SeriesItem], looked: list[_Looked], target: Path, listener: Feedback
) -> dict[int, SeriesResult]:
    """Return the dates that cannot be used, and warn of them."""
    results: dict[int, SeriesResult] = {}
    taken: dict[str, str] = {}
    for index, item in enumerate(items):
        output = _output(target, item)
        error = looked[index].error
        if not error and output in taken:
            error = f"'{item.path}' and '{taken[output]}' would have one output, '{output}'; rename one of them"
        taken.setdefault(output, item.path)
        if error:
            results[index] = SeriesResult(item.path, output, error=error)
            listener.warning(f"{item.name}: {error}")
    return results


def _output(target: Path, item: SeriesItem) -> str:
    return str(target / f"{item.name}_despeckled.tif")


def _neighbour(looked: list[_Looked], index: int) -> int | None:
    """Return the next date if it may help, else the one before, else None."""
    own = looked[index]
    for other in (index + 1, index - 1):
        if not 0 <= other < len(looked):
            continue
        grid = looked[other].grid
        # a neighbour without C12 would take it from the output, too
        if grid and own.grid and not own.grid.differences(grid) and looked[other].has_c12 >= own.has_c12:
            return other
    return None


def _look(item: SeriesItem, settings: RunSettings) -> _Looked:
    """Open a date once, so that what cannot be used neither helps nor stops others."""
    if item.problem:
        return _Looked(error=item.problem)
    try:
        raster = open_date_raster(item.path, item.vh_path, settings.bands, settings.units)
    except MtdnError as error:
        return _Looked(error=str(error))
    return _Looked(raster.grid, raster.has_c12, files=raster.files)


def _shares(looked: list[_Looked]) -> list[float]:
    """Return where each date begins and ends in the progress of the whole, by pixels."""
    total = sum(look.pixels for look in looked) or 1
    ends = [0.0]
    for look in looked:
        ends.append(ends[-1] + look.pixels / total)
    return [min(end, 1.0) for end in ends]


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

    return load_model(settings.model, device=resolve(settings.device).device)


@dataclass(frozen=True)
class _Parts:
    """The feedback of the whole, from which that of each date is made."""

    whole: Feedback
    count: int
    share: list[float]
    began: float

    def of(self, task: SeriesTask) -> _Part:
        start, end = self.share[task.index], self.share[task.index + 1]
        return _Part(self.whole, f"{task.index + 1}/{self.count} {task.item.name}", start, end, self.began)


class _Part:
    """The feedback of one date within that of the whole."""

    def __init__(self, whole: Feedback, name: str, start: float, end: float, began: float) -> None:
        self._whole, self._name, self._began = whole, name, began
        self._start, self._span = start, end - start

    def progress(self, fraction: float, message: str) -> None:
        overall = self._start + fraction * self._span
        left = remaining(overall, time.perf_counter() - self._began)
        self._whole.progress(overall, f"{self._name.split()[0]}: {left}")

    def info(self, message: str) -> None:
        self._whole.info(f"{self._name}: {message}")

    def warning(self, message: str) -> None:
        self._whole.warning(f"{self._name}: {message}")

    def is_cancelled(self) -> bool:
        return self._whole.is_cancelled()
