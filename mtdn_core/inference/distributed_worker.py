"""A worker's side of a series over ``dask.distributed``: is it fit for the job, and the work on one date.

Imported by the workers; this file's functions are called there by name.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import Cancelled, MtdnError
from mtdn_core.inference.device import import_torch, resolve
from mtdn_core.inference.series_item import SeriesResult, SeriesTask, run_task

# of PyTorch on the CPU: the same everywhere, so that it does not matter who does a date
THREADS = 1
# seconds between two messages of progress
PROGRESS_S = 0.5
_ENDING = ("closing", "closed", "failed", "stopping", "stopped")

_lock = threading.Lock()
_models: dict[tuple[str, str], Any] = {}
_problems: dict[str, list[str]] = {}
_busy = 0


@dataclass(frozen=True)
class Answer:
    """What a worker returns.

    Attributes
    ----------
    worker
        Its address.
    result
        None if it was cancelled, or is not fit.
    lines
        What the run said: (True for a warning, text).
    unfit
        Why it cannot take part.
    """

    worker: str
    result: SeriesResult | None = None
    lines: tuple[tuple[bool, str], ...] = ()
    unfit: str = ""


def job_facts(
    job: str, model: str, sha256: str, device: str, probe: Path, word: str, files: dict[str, int]
) -> dict[str, Any]:
    """Return what a worker must agree with, in plain values that any version of this software can read.

    Parameters
    ----------
    job
        Name of the run.
    model, sha256
        Name or path of the model, and the SHA-256 of the caller's weights.
    device
        See :class:`~mtdn_core.inference.settings.RunSettings`.
    probe, word
        A file in the output folder, and its content.
    files
        Every input with its size in bytes, -1 for what is not a file of its own.
    """
    return {
        "job": job, "version": __version__, "model": model, "sha256": sha256, "device": device, "probe": str(probe),
        "word": word, "files": files,
    }  # fmt: skip


def check(facts: dict[str, Any]) -> list[str]:
    """Return in words what keeps this process from the job; load the model on the way."""
    if facts["job"] not in _problems:
        _problems[facts["job"]] = _look(facts)
    return _problems[facts["job"]]


def _look(facts: dict[str, Any]) -> list[str]:
    if facts["version"] != __version__:
        return [f"it has mtdn_core {__version__}, this process has {facts['version']}; install the same on both"]
    problems = []
    missing = [file for file, size in facts["files"].items() if size >= 0 and not os.path.isfile(file)]
    if missing:
        problems.append(f"it does not see {_some(missing)}; mount the folder there under the same path")
    else:
        other = [file for file, size in facts["files"].items() if size >= 0 and os.path.getsize(file) != size]
        if other:
            problems.append(f"it sees other files of the same names: {_some(other)}; mount the same folder there")
    probe = Path(facts["probe"])
    try:
        same = probe.read_text(encoding="utf-8") == facts["word"]
    except OSError:
        same = False
    if not same:
        problems.append(f"it does not see the output folder '{probe.parent}'; mount it there under the same path")
    elif not os.access(probe.parent, os.W_OK):
        problems.append(f"it may not write to the output folder '{probe.parent}'; change the rights there")
    try:
        sha256 = _sha256(_model(facts))
    except (MtdnError, ImportError, OSError) as error:
        problems.append(f"it cannot load the model: {error}")
    else:
        if sha256 != facts["sha256"]:
            problems.append(
                f"its model '{facts['model']}' is another one (SHA-256 {sha256[:12]}..., here {facts['sha256'][:12]}"
                "...); install the same model there, or give the path of a model that all see"
            )
    return problems


def _some(files: list[str]) -> str:
    return f"'{files[0]}'" + (f" and {len(files) - 1} more files" if len(files) > 1 else "")


def _model(facts: dict[str, Any]) -> Any:
    """Return the model, loaded once in this process, and again only if the caller has newer weights."""
    from mtdn_core.model.load import load_model

    key = (facts["model"], facts["device"])
    if key not in _models or _sha256(_models[key]) != facts["sha256"]:
        _models[key] = load_model(facts["model"], device=resolve(facts["device"]).device)
    return _models[key]


def _sha256(model: Any) -> str:
    return str(getattr(model.card, "sha256", ""))


def busy() -> int:
    """Return how many dates are in work in this process."""
    return _busy


def work(task: SeriesTask, facts: dict[str, Any], topic: str) -> Answer:
    """Despeckle one date; called by a worker's thread."""
    from distributed import get_worker

    global _busy
    worker = get_worker()
    # a worker with several threads must not run the engine twice: GDAL's cache and the model belong to the process
    with _lock:
        _busy += 1
        try:
            problems = check(facts)
            if problems:
                return Answer(worker.address, unfit="; ".join(problems))
            feedback = _Feedback(worker, task.index, topic)
            if feedback.is_cancelled():
                return Answer(worker.address)
            feedback.progress(0.0, "")
            # PyTorch's rounding depends on the number of threads, and it is kept per thread
            import_torch().set_num_threads(THREADS)
            try:
                result = run_task(task, feedback, _model(facts))
            except Cancelled:
                return Answer(worker.address)
            return Answer(worker.address, result, tuple(feedback.lines))
        finally:
            _busy -= 1


class _Feedback:
    """Sends progress to the caller, keeps the lines for the answer, and knows when nobody wants the answer."""

    def __init__(self, worker: Any, index: int, topic: str) -> None:
        self._worker, self._index, self._topic = worker, index, topic
        self._key = worker.get_current_task()
        self._last = -PROGRESS_S
        self.lines: list[tuple[bool, str]] = []

    def progress(self, fraction: float, message: str) -> None:
        now = time.monotonic()
        if now - self._last >= PROGRESS_S or self._last < 0:
            self._last = now
            self._worker.log_event(self._topic, {"index": self._index, "fraction": fraction, "name": self._name()})

    def info(self, message: str) -> None:
        self.lines.append((False, message))

    def warning(self, message: str) -> None:
        self.lines.append((True, message))

    def is_cancelled(self) -> bool:
        # the scheduler takes the task away when the caller cancels, and also when the caller is gone
        known = self._worker.state.tasks.get(self._key)
        return known is None or known.state == "cancelled" or self._worker.status.name in _ENDING

    def _name(self) -> str:
        return str(self._worker.name if self._worker.name is not None else self._worker.address)


def dask_setup(worker: Any) -> None:
    """Prepare a worker of a local cluster: Ctrl-C reaches all processes of a terminal, but the caller answers it."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
