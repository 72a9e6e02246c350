"""What a process of a cluster does: check that it is fit for a job, load the model once, do tasks, stop when asked."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import ConfigError, MtdnError
from mtdn_core.inference.device import load_for, resolve
from mtdn_core.inference.settings import RunSettings
from mtdn_core.model.load import IDENTITY, identity

ALIKE = "workers with the same software, model and files"


@dataclass(frozen=True)
class Job:
    """What all tasks have in common."""

    #: called as ``function(task, feedback, model)``; it must be importable on the workers
    function: Callable[[Any, Any, Any], Any]
    settings: RunSettings
    #: what :func:`mtdn_core.model.load.identity` says of the model, paths, and software that every worker must have
    model: tuple[str, ...]
    files: tuple[str, ...] = ()
    version: str = field(default_factory=lambda: __version__)
    name: str = field(default_factory=lambda: f"mtdn-{uuid.uuid4().hex[:12]}")


_models: dict[tuple[str, str], Any] = {}
_stopped: set[str] = set()


def _model(settings: RunSettings) -> Any:
    """The model, loaded once in this process."""
    key = (settings.model, settings.device)
    if key not in _models:
        _models[key] = load_for(settings.model, resolve(settings.device))
    return _models[key]


def problem(job: Job) -> str:
    """Return in words what keeps this process from the job."""
    if job.version != __version__:
        return f"it has mtdn_core {__version__}, this process has {job.version}; install the same on both"
    try:
        own = identity(_model(job.settings))
    except (MtdnError, ImportError, OSError) as error:
        return f"it cannot load the model: {error}"
    for name, there, here in zip(IDENTITY, own, job.model):
        if there != here:
            return f"its model '{job.settings.model}' is another one ({name} {there[:40]}..., here {here[:40]}...)"
    unseen = [file for file in job.files if not os.path.exists(file)]
    return f"it does not see {len(unseen)} of {len(job.files)} files, for example '{unseen[0]}'" if unseen else ""


def give_up(name: str) -> None:
    _stopped.add(name)


class _Collected:
    """A feedback that keeps the lines for the caller, and knows when nobody wants the answer."""

    def __init__(self, job: Job, worker: Any) -> None:
        self._job, self._worker, self._key = job.name, worker, worker.get_current_task()
        self.lines: list[tuple[bool, str]] = []

    def progress(self, fraction: float, message: str) -> None:
        """Not passed on."""

    def info(self, message: str) -> None:
        self.lines.append((False, message))

    def warning(self, message: str) -> None:
        self.lines.append((True, message))

    def is_cancelled(self) -> bool:
        known = self._worker.state.tasks.get(self._key)
        return self._job in _stopped or known is None or known.state == "cancelled"


def work(job: Job, task: Any) -> tuple[list[tuple[bool, str]], Any]:
    from distributed import get_worker

    found = problem(job)  # of a worker that came after the check of all
    if found:
        raise ConfigError(f"A worker cannot do its task: {found}", ALIKE, "change or stop this worker")
    feedback = _Collected(job, get_worker())
    return feedback.lines, job.function(task, feedback, _model(job.settings))
