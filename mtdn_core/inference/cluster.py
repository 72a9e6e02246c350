"""Run a function over tasks on several processes or machines, by ``dask.distributed``.

A task is anything with ``settings``; the function is called as ``function(task, feedback, model)`` on a worker that has
the same software, the same weights and sees the same files. Tasks of a lost worker are done again elsewhere.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import Cancelled, ConfigError, MissingDependencyError, MtdnError
from mtdn_core.inference.settings import RunSettings
from mtdn_core.progress import Pace, Progress

ANSWER_S = 10.0
POLL_S = 0.2
RETRIES = 3
NO_WORKER_S = 15.0
INSTALL = "-m pip install 'distributed>=2023.1'"


@dataclass(frozen=True)
class ClusterOptions:
    """Processes that work; one of the two is given.

    Attributes
    ----------
    scheduler
        Address of a running scheduler (``tcp://host:8786``), whose workers see the files under the same paths. It must
        be one you trust: whoever reaches a scheduler can run programs on its workers.
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
                "the address of a scheduler, or a number of worker processes from 1",
                "give one of the two",
            )


def run_on_cluster(
    function: Callable[[Any, Any, Any], Any],
    tasks: Sequence[Any],
    options: ClusterOptions,
    settings: RunSettings,
    sha256: str,
    progress: Progress,
    done: Callable[[Any, Any], None],
) -> None:
    """Have every task done, and call `done(task, result)` here in the order in which they finish.

    Parameters
    ----------
    settings, sha256
        Model and device of all tasks, and the hash of the weights that every worker must have.

    Raises
    ------
    ConfigError
        If no scheduler or worker answers, or a worker is not fit.
    Cancelled
        If the progress says so; tasks in work are given up.
    """
    options.check()
    with _connected(options, settings.device, progress) as client:
        _check_workers(client, settings, sha256, progress)
        futures = {
            client.submit(_work, function, task, settings, retries=RETRIES, pure=False, key=f"mtdn-{os.getpid()}-{i}"): task
            for i, task in enumerate(tasks)
        }
        try:
            _collect(client, futures, progress, done)
        except BaseException:
            with suppress(Exception):
                client.cancel(list(futures), force=True)
                client.run(_stop, wait=False)
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
            except Exception as error:  # dask's own: killed workers, lost scheduler
                raise ConfigError(
                    f"A task was lost ({type(error).__name__}: {' '.join(str(error).split())[:200]})",
                    "workers that stay, with memory for a tile",
                    "start the scheduler and its workers again, and run again with --resume",
                ) from error
            for is_warning, line in lines:
                (progress.warning if is_warning else progress.info)(line)
            done(task, result)
            fraction = 1 - len(futures) / count
            progress.progress(fraction, f"{count - len(futures)} of {count} done: {pace.text(fraction)}")


@contextmanager
def _connected(options: ClusterOptions, device: str, progress: Progress) -> Iterator[Any]:
    """Yield a client with at least one worker."""
    try:
        import distributed
    except ImportError as error:
        raise MissingDependencyError(
            f"Work on several processes needs dask, which cannot be imported ({error})",
            "the package distributed",
            f"install it: {sys.executable or 'python'} {INSTALL}",
        ) from error
    with ExitStack() as stack:
        target: Any = options.scheduler
        if options.workers:
            count = _local_count(options.workers, device, progress)
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mtdn-dask-"))
            with _interrupts_ignored():
                local = distributed.LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=count, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0",
                    memory_limit=0, local_directory=folder, silence_logs=50, env={"OMP_NUM_THREADS": "1"},
                )  # fmt: skip
            target = stack.enter_context(local)
        try:
            connection = distributed.Client(target, timeout=ANSWER_S, set_as_default=False)  # type: ignore[no-untyped-call]
            client = stack.enter_context(connection)
            client.wait_for_workers(1, timeout=60 if options.workers else ANSWER_S)
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise ConfigError(
                f"No scheduler with a worker answers at '{options.scheduler or 'this machine'}' "
                f"({type(error).__name__}: {' '.join(str(error).split())[:200]})",
                "the address of a running scheduler, for example tcp://192.168.0.5:8786",
                "start one with 'dask scheduler', and workers with 'dask worker ADDRESS --nthreads 1'",
            ) from error
        yield client


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started meanwhile ignore Ctrl-C, which a terminal sends to all: this process tells them to stop."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set handlers, and gets Ctrl-C
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _local_count(asked: int, device: str, progress: Progress) -> int:
    """One process per graphics card where there are some, else as many as asked for."""
    if device != "cpu":
        from mtdn_core.inference.device import resolve

        if resolve("auto").device == "cuda":
            import torch

            asked = min(asked, torch.cuda.device_count())
    progress.info(f"{asked} worker processes on this machine")
    return asked


def _check_workers(client: Any, settings: RunSettings, sha256: str, progress: Progress) -> None:
    """Load the model everywhere and refuse a job that the workers would not all do alike."""
    found = client.run(_problems, __version__, settings, sha256, on_error="return")
    problems = [f"the worker {address}: {problem}" for address, problem in sorted(found.items()) if problem]
    if problems:
        raise ConfigError("; ".join(problems), "workers with the same software and model", "change or stop these workers")
    progress.info(f"{len(found)} worker{'s' if len(found) != 1 else ''} ready")


# -- on a worker ----------------------------------------------------------------------------------------------------

_models: dict[tuple[str, str], Any] = {}
_stopping = False


def _model(settings: RunSettings) -> Any:
    """The model, loaded once in this process."""
    from mtdn_core.inference.device import resolve
    from mtdn_core.model.load import load_model

    key = (settings.model, settings.device)
    if key not in _models:
        choice = resolve(settings.device)
        _models[key] = load_model(settings.model, device=choice.device, backend=choice.backend)
    return _models[key]


def _problems(version: str, settings: RunSettings, sha256: str) -> str:
    """Return in words what keeps this process from the job."""
    global _stopping
    _stopping = False
    if version != __version__:
        return f"it has mtdn_core {__version__}, this process has {version}; install the same on both"
    try:
        own = _model(settings).card.sha256
    except (MtdnError, ImportError, OSError) as error:
        return f"it cannot load the model: {error}"
    if own != sha256:
        return f"its model '{settings.model}' is another one (SHA-256 {own[:12]}..., here {sha256[:12]}...)"
    return ""


def _stop() -> None:
    global _stopping
    _stopping = True


class _Collected:
    """Keeps the lines for the caller, and knows when nobody wants the answer."""

    def __init__(self, worker: Any) -> None:
        self._worker, self._key = worker, worker.get_current_task()
        self.lines: list[tuple[bool, str]] = []

    def progress(self, fraction: float, message: str) -> None:
        """Not passed on."""

    def info(self, message: str) -> None:
        self.lines.append((False, message))

    def warning(self, message: str) -> None:
        self.lines.append((True, message))

    def is_cancelled(self) -> bool:
        known = self._worker.state.tasks.get(self._key)
        return _stopping or known is None or known.state == "cancelled"


def _work(function: Callable[[Any, Any, Any], Any], task: Any, settings: RunSettings) -> tuple[list[tuple[bool, str]], Any]:
    from distributed import get_worker

    feedback = _Collected(get_worker())
    try:
        return feedback.lines, function(task, feedback, _model(settings))
    except Cancelled:
        return feedback.lines, None
