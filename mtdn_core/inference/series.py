"""Many dates in one call: each is despeckled with the help of its neighbour in time; the model is loaded once."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mtdn_core.errors import Cancelled, ConfigError, InputError, MtdnError, OutputError
from mtdn_core.inference.engine import run
from mtdn_core.inference.report import RunReport
from mtdn_core.inference.series_files import SeriesItem, find_items
from mtdn_core.inference.series_journal import SeriesJournal
from mtdn_core.inference.settings import Feedback, Outputs, RunSettings, SilentFeedback
from mtdn_core.inference.work import remaining
from mtdn_core.raster.date import open_date_raster
from mtdn_core.raster.grid import Grid


@dataclass(frozen=True)
class SeriesResult:
    """What became of one date.

    Attributes
    ----------
    input, output, second
        Paths; `second` is the neighbour that helped, None if there was none on the same grid.
    error
        Why it failed, empty if it did not.
    report
        Facts and figures, None if it failed or was done before.
    done_before
        True if an interrupted run had finished it.
    """

    input: str
    output: str
    second: str | None = None
    error: str = ""
    report: RunReport | None = None
    done_before: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {**asdict(self), "report": self.report.to_dict() if self.report else None, "ok": not self.error}


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


def run_series(
    folder: str, output_folder: str, settings: RunSettings, feedback: Feedback | None = None, *, model: Any = None
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
        A loaded model to use instead of ``settings.model``.

    Raises
    ------
    ConfigError, InputError, OutputError
        If there is nothing to do, or no place for the results.
    Cancelled
        If the feedback says so. The dates that were complete by then stay.
    """
    began = time.perf_counter()
    listener = feedback if feedback is not None else SilentFeedback()
    settings.check()
    items = find_items(folder)
    target = _output_folder(folder, output_folder)
    looked = [_look(item, settings) for item in items]
    if model is None and any(look.grid for look in looked):
        model = _load(settings)
    journal = SeriesJournal(target, settings, model)
    share = _shares(looked)
    results: list[SeriesResult] = []
    taken: dict[str, str] = {}
    for index, item in enumerate(items):
        output = str(target / f"{item.name}_despeckled.tif")
        error = looked[index].error
        if not error and output in taken:
            error = f"'{item.path}' and '{taken[output]}' would have one output, '{output}'; rename one of them"
        taken.setdefault(output, item.path)
        if error:
            results.append(SeriesResult(item.path, output, error=error))
            listener.warning(f"{item.name}: {error}")
            continue
        part = _Part(listener, f"{index + 1}/{len(items)} {item.name}", share[index], share[index + 1], began)
        helper = _neighbour(looked, index)
        files = [*looked[index].files, *(looked[helper].files if helper is not None else ())]
        if journal.has(files, output):
            part.info("done before")
            results.append(SeriesResult(item.path, output, done_before=True))
            continue
        results.append(_run_item(item, None if helper is None else items[helper], output, settings, part, model))
        if results[-1].error:
            listener.warning(f"{item.name}: {results[-1].error}")
        else:
            journal.note(files, output)
    if not any(result.error for result in results):
        journal.finish()
    return SeriesReport(tuple(results), time.perf_counter() - began)


def _run_item(
    item: SeriesItem, neighbour: SeriesItem | None, output: str, settings: RunSettings, part: _Part, model: Any
) -> SeriesResult:
    seconds = [None] if neighbour is None else [neighbour, None]
    part.info("alone, no neighbour on its grid" if neighbour is None else f"with {neighbour.name}")
    problem = ""
    for second in seconds:
        try:
            helper = second.as_input() if second else None
            report = run(item.as_input(), helper, Outputs(output), settings, part, model=model)
            return SeriesResult(item.path, output, second.path if second else None, report=report)
        except Cancelled:
            raise
        except InputError as error:
            # the neighbour may be the damaged one
            problem = str(error)
            if second is not None:
                part.warning(f"{problem} Trying without the neighbour")
        except MtdnError as error:
            problem = str(error)
            break
        # a defect met by one date must not cost the night's work on the others
        except Exception as error:
            problem = f"Unexpected {type(error).__name__}: {' '.join(str(error).split())[:500]}"
            break
    return SeriesResult(item.path, output, error=problem)


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
    pixels = [look.grid.width * look.grid.height if look.grid else 0 for look in looked]
    total = sum(pixels) or 1
    ends = [0.0]
    for count in pixels:
        ends.append(ends[-1] + count / total)
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
