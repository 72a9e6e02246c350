"""What a process of a cluster does: check that it is fit for a job, load the model once, do tasks, stop when asked."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import ConfigError, MtdnError
from mtdn_core.inference.device import load_for, resolve
from mtdn_core.inference.settings import RunSettings
from mtdn_core.model.load import IDENTITY, identity
from mtdn_core.progress import Progress

ALIKE = "workers with the same software, model and files"


@dataclass(frozen=True)
class Job:
    #: called as ``function(task, feedback, model)``; it must be importable on the workers
    function: Callable[[Any, Any, Any], Any]
    settings: RunSettings
    #: what :func:`mtdn_core.model.load.identity` says of the model, paths, and software that every worker must have
    model: tuple[str, ...]
    files: tuple[str, ...] = ()
    version: str = field(default_factory=lambda: __version__)
    name: str = field(default_factory=lambda: f"mtdn-{uuid.uuid4().hex[:12]}")


@cache
def _model(name: str, device: str) -> Any:
    return load_for(name, resolve(device))


def problem(job: Job) -> str:
    """Return in words what keeps this process from the job."""
    if job.version != __version__:
        return f"it has mtdn_core {__version__}, this process has {job.version}; install the same on both"
    try:
        own = identity(_model(job.settings.model, job.settings.device))
    except (MtdnError, ImportError, OSError) as error:
        return f"it cannot load the model: {error}"
    for name, there, here in zip(IDENTITY, own, job.model):
        if there != here:
            return f"its model '{job.settings.model}' is another one ({name} {there[:40]}..., here {here[:40]}...)"
    unseen = [file for file in job.files if not os.path.exists(file)]
    return f"it does not see {len(unseen)} of {len(job.files)} files, for example '{unseen[0]}'" if unseen else ""


class _Kept(Progress):
    """Keeps what is said for the caller, and knows when nobody wants the answer."""

    def __init__(self, worker: Any) -> None:
        super().__init__()
        self._worker, self._key = worker, worker.get_current_task()

    def is_cancelled(self) -> bool:
        known = self._worker.state.tasks.get(self._key)
        return known is None or known.state == "cancelled"


def work(job: Job, task: Any) -> tuple[list[str], Any]:
    from distributed import get_worker

    if found := problem(job):  # of a worker that came after the check of all
        raise ConfigError(f"A worker cannot do its task: {found}", ALIKE, "change or stop this worker")
    kept = _Kept(get_worker())
    return kept.messages, job.function(task, kept, _model(job.settings.model, job.settings.device))
