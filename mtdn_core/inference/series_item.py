"""One date of a series: what is to be done, doing it, and what became of it. All of it may travel between processes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from mtdn_core.errors import Cancelled, InputError, MtdnError
from mtdn_core.inference.report import RunReport
from mtdn_core.inference.run import run
from mtdn_core.inference.series_files import SeriesItem
from mtdn_core.inference.settings import Feedback, Outputs, RunSettings


@dataclass(frozen=True)
class SeriesTask:
    """One date to despeckle.

    Attributes
    ----------
    index
        Its place in the series, from 0.
    item, neighbour
        The date, and the one on the same grid that helps it; None: it stays alone.
    output
        The GeoTIFF to write.
    settings
        See :class:`~mtdn_core.inference.settings.RunSettings`.
    files
        Every file it is made from.
    """

    index: int
    item: SeriesItem
    neighbour: SeriesItem | None
    output: str
    settings: RunSettings
    files: tuple[str, ...] = ()


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


def run_task(task: SeriesTask, feedback: Feedback, model: Any) -> SeriesResult:
    """Despeckle one date; whatever fails is in the result.

    A neighbour that cannot be read is left out.

    Raises
    ------
    Cancelled
        If the feedback says so. No output of this date is left.
    """
    item, neighbour = task.item, task.neighbour
    seconds = [None] if neighbour is None else [neighbour, None]
    feedback.info("alone, no neighbour on its grid" if neighbour is None else f"with {neighbour.name}")
    problem = ""
    for second in seconds:
        try:
            helper = second.as_input() if second else None
            report = run(item.as_input(), helper, Outputs(task.output), task.settings, feedback, model=model)
            return SeriesResult(item.path, task.output, second.path if second else None, report=report)
        except Cancelled:
            raise
        except InputError as error:
            # the neighbour may be the damaged one
            problem = str(error)
            if second is not None:
                feedback.warning(f"{problem} Trying without the neighbour")
        except MtdnError as error:
            problem = str(error)
            break
        # a defect met by one date must not cost the night's work on the others
        except Exception as error:
            problem = f"Unexpected {type(error).__name__}: {' '.join(str(error).split())[:500]}"
            break
    return SeriesResult(item.path, task.output, error=problem)
