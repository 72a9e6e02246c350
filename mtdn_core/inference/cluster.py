"""Run a function over tasks on several processes or machines, by ``dask.distributed``.

The function is called as ``function(task, feedback, model)`` on a worker that has the same software and the same
weights, and sees the same files. Tasks of a lost worker are done again elsewhere.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import ConfigError, MissingDependencyError, MtdnError
from mtdn_core.inference.device import load_for
from mtdn_core.inference.settings import RunSettings
from mtdn_core.model.load import IDENTITY, identity
from mtdn_core.progress import Pace, Progress

ANSWER_S = 4.5  # for the scheduler, and again for a first worker
RESULT_S = 60.0  # for results that are ready, when none has come meanwhile
POLL_S = 0.2
RETRIES = 3
NO_WORKER_S = 15.0
ALIKE = "workers with the same software, model and files"
INSTALL = "-m pip install 'distributed>=2023.1'"


@dataclass(frozen=True)
class ClusterOptions:
    """Processes that work; one of the two is given.

    Attributes
    ----------
    scheduler
        Address of a running scheduler (``tcp://host:8786``) that is trusted: who reaches it can run programs on its workers.
    workers
        Processes to start on this machine, one thread each, or one per graphics card.
    """

    scheduler: str = ""
    workers: int = 0

    def check(self) -> None:
        """Raise :class:`ConfigError` where it says nothing, or two things."""
        if bool(self.scheduler) == bool(self.workers) or self.workers < 0:
            raise ConfigError(
                f"The scheduler is '{self.scheduler}' and the number of workers {self.workers}",
                "the address of a scheduler, or a number of worker processes from 1", "give one of the two",
            )  # fmt: skip


@dataclass(frozen=True)
class Job:
    """What all tasks have in common.

    Attributes
    ----------
    function
        Called as ``function(task, feedback, model)``; it must be importable on the workers.
    model, files, version
        What :func:`mtdn_core.model.load.identity` says of the model, paths, and software that every worker must have.
    """

    function: Callable[[Any, Any, Any], Any]
    settings: RunSettings
    model: tuple[str, ...]
    files: tuple[str, ...] = ()
    version: str = field(default_factory=lambda: __version__)
    name: str = field(default_factory=lambda: f"mtdn-{uuid.uuid4().hex[:12]}")


def run_on_cluster(
    job: Job, tasks: Sequence[Any], options: ClusterOptions, progress: Progress, done: Callable[[Any, Any], None]
) -> None:
    """Have every task done, and call `done(task, result)` here in the order in which they finish.

    Raises
    ------
    ConfigError
        If no scheduler or worker answers, a worker is not fit, or a task is lost several times.
    Cancelled
        If the progress says so; tasks in work are given up.
    """
    options.check()
    with _connected(options, job.settings.device, progress) as client:
        _check_workers(client, job, progress)
        futures = {
            client.submit(_work, job, task, retries=RETRIES, pure=False, key=f"{job.name}-{i}"): task
            for i, task in enumerate(tasks)
        }
        try:
            _collect(client, futures, progress, done)
        except BaseException:
            with suppress(Exception):
                client.cancel(list(futures), force=True)
                client.run(_give_up, job.name, wait=False)
            raise


def _collect(client: Any, futures: dict[Any, Any], progress: Progress, done: Callable[[Any, Any], None]) -> None:
    count, pace, seen = len(futures), Pace(), time.monotonic()
    while futures:
        progress.check_cancelled()
        ready = [future for future in futures if future.done()]
        if not ready:
            time.sleep(POLL_S)
            if time.monotonic() - seen > NO_WORKER_S:
                seen = time.monotonic()
                if client.status != "running" or not client.nthreads():
                    progress.warning("No worker is left; waiting for one (Ctrl-C gives up)")
            continue
        for future in ready:
            task = futures.pop(future)
            try:
                lines, result = future.result(timeout=ANSWER_S)
            except (Exception, asyncio.CancelledError) as error:  # dask's own: killed workers, lost scheduler
                if isinstance(error, (TimeoutError, asyncio.TimeoutError)) and time.monotonic() - seen < RESULT_S:
                    futures[future] = task  # busy, or the worker that held the result is lost and it is computed again
                    break
                raise ConfigError(
                    f"A task was lost ({_brief(error)})", "workers that stay, with memory for a tile",
                    "start the scheduler and its workers again, and run again with --resume",
                ) from error  # fmt: skip
            for is_warning, line in lines:
                (progress.warning if is_warning else progress.info)(line)
            done(task, result)
            seen = time.monotonic()
            fraction = 1 - len(futures) / count
            progress.progress(fraction, f"{count - len(futures)} of {count} done: {pace.text(fraction)}")


@contextmanager
def _connected(options: ClusterOptions, device: str, progress: Progress) -> Iterator[Any]:
    """Yield a client with at least one worker."""
    try:
        import distributed
    except ImportError as error:
        raise MissingDependencyError(
            f"Work on several processes needs dask, which cannot be imported ({error})", "the package distributed",
            f"install it: {sys.executable or 'python'} {INSTALL}",
        ) from error  # fmt: skip
    with ExitStack() as stack:
        target: Any = options.scheduler
        if options.workers:
            count = _local_count(options.workers, device, progress)
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mtdn-dask-"))
            with _interrupts_ignored():
                local = distributed.LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=count, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", memory_limit=0,
                    local_directory=folder, silence_logs=50, env={"OMP_NUM_THREADS": "1"},
                )  # fmt: skip
            target = stack.enter_context(local)
        try:
            if options.scheduler:
                _check_answer(options.scheduler)
            connection = distributed.Client(target, timeout=ANSWER_S, set_as_default=False)  # type: ignore[no-untyped-call]
            client = stack.enter_context(connection)
            client.wait_for_workers(1, timeout=60 if options.workers else ANSWER_S)
        except Exception as error:  # an address of any form is tried, and dask's transports fail in many ways
            raise ConfigError(
                f"No scheduler with a worker answers at '{options.scheduler or 'this machine'}' ({_brief(error)})",
                "the address of a running scheduler, for example tcp://192.168.0.5:8786",
                "start one with 'dask scheduler', and workers with 'dask worker ADDRESS --nthreads 1'",
            ) from error
        yield client


def _brief(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _check_answer(address: str) -> None:
    """Raise within a few seconds unless a scheduler answers; a client would wait for one that accepts and is silent."""
    from distributed.comm.core import connect

    problems: list[Exception] = [TimeoutError(f"no answer within {ANSWER_S:g} s")]

    async def ask() -> None:
        connection = connect(address, timeout=ANSWER_S)  # type: ignore[no-untyped-call]
        (await asyncio.wait_for(connection, ANSWER_S)).abort()

    def work() -> None:  # in a thread: this one may have an event loop, and looking up a name cannot be interrupted
        try:
            asyncio.run(ask())
            problems.clear()
        except Exception as error:
            problems[:] = [error] if str(error) else problems  # a timeout has no text

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(ANSWER_S + 1)
    if problems:
        raise problems[0]


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started meanwhile ignore Ctrl-C, which a terminal sends to all: this process tells them to stop."""
    is_main = threading.current_thread() is threading.main_thread()  # no other may set handlers
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if is_main else None
    try:
        yield
    finally:
        if is_main:
            signal.signal(signal.SIGINT, before)


def _local_count(asked: int, device: str, progress: Progress) -> int:
    """At most one process per graphics card where there are some."""
    from mtdn_core.inference.device import resolve

    if device != "cpu" and resolve("auto").device == "cuda":
        import torch

        asked = min(asked, torch.cuda.device_count())
    progress.info(f"{asked} worker processes on this machine")
    return asked


def _check_workers(client: Any, job: Job, progress: Progress) -> None:
    """Load the model everywhere and refuse a job that the workers would not all do alike."""
    found = client.run(_problem, job, on_error="return")
    problems = [f"the worker {address}: {problem}" for address, problem in sorted(found.items()) if problem]
    if problems:
        raise ConfigError("; ".join(problems), ALIKE, "change or stop these workers")
    progress.info(f"{len(found)} worker{'s' if len(found) != 1 else ''} ready")


# -- on a worker ----------------------------------------------------------------------------------------------------

_models: dict[tuple[str, str], Any] = {}
_stopped: set[str] = set()


def _model(settings: RunSettings) -> Any:
    """The model, loaded once in this process."""
    key = (settings.model, settings.device)
    if key not in _models:
        _models[key] = load_for(*key)
    return _models[key]


def _problem(job: Job) -> str:
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


def _give_up(name: str) -> None:
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


def _work(job: Job, task: Any) -> tuple[list[tuple[bool, str]], Any]:
    from distributed import get_worker

    problem = _problem(job)  # of a worker that came after the check of all
    if problem:
        raise ConfigError(f"A worker cannot do its task: {problem}", ALIKE, "change or stop this worker")
    feedback = _Collected(job, get_worker())
    return feedback.lines, job.function(task, feedback, _model(job.settings))
