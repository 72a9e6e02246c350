"""Run a function over tasks on several processes or machines, by ``dask.distributed``.

The function is called as ``function(task, feedback, model)`` on a worker that has the same software and the same
weights, and sees the same files. Tasks of a lost worker are done again elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from mtdn_core.errors import ConfigError, MissingDependencyError
from mtdn_core.inference.device import import_torch, resolve
from mtdn_core.inference.worker import ALIKE, Job, problem, work
from mtdn_core.progress import Pace, Progress, in_background

ANSWER_S = 3.0  # for the scheduler, and again for a first worker
CLOSE_S = 2.0  # for giving up, and for saying good-bye
RESULT_S = 60.0  # for results that are ready, when none has come meanwhile
POLL_S = 0.2
RETRIES = 3
NO_WORKER_S = 15.0
INSTALL = "-m pip install 'distributed>=2023.1'"


@dataclass(frozen=True)
class ClusterOptions:
    """Processes that work; one of the two is given."""

    #: address of a running scheduler (``tcp://host:8786``) that is trusted: who reaches it can run programs on its workers
    scheduler: str = ""
    workers: int = 0  # processes to start on this machine, one thread each, or one per graphics card

    def check(self) -> None:
        """Raise :class:`ConfigError` where it says nothing, or two things, or no scheduler answers."""
        if bool(self.scheduler) == bool(self.workers) or self.workers < 0:
            raise ConfigError(
                f"The scheduler is '{self.scheduler}' and the number of workers {self.workers}",
                "the address of a scheduler, or a number of worker processes from 1", "give one of the two",
            )
        _dask()
        if self.scheduler:
            try:  # the name of a machine may be looked up for long, which nothing interrupts
                _within(ANSWER_S + 1, partial(_ask, self.scheduler))
            except Exception as error:
                raise _no_cluster(self, error) from error


def run_on_cluster(
    job: Job, tasks: Sequence[Any], options: ClusterOptions, progress: Progress, done: Callable[..., None]
) -> None:
    """Have every task done, and call `done(task, result, messages)` here in the order in which they finish.

    Raises :class:`ConfigError` if no scheduler or worker answers, a worker is not fit, or a task is lost several times.
    """
    with _connected(options, job.settings.device, progress) as client:
        found = client.run(problem, job, on_error="return")  # loads the model everywhere
        problems = [f"the worker {address}: {text}" for address, text in sorted(found.items()) if text]
        if problems:
            raise ConfigError("; ".join(problems), ALIKE, "change or stop these workers")
        progress.info(f"{len(found)} worker{'s' if len(found) != 1 else ''} ready")
        futures = {
            client.submit(work, job, task, retries=RETRIES, pure=False, key=f"{job.name}-{i}"): task
            for i, task in enumerate(tasks)
        }
        try:
            _collect(client, futures, progress, done)
        except BaseException:
            if client.status == "running":
                with suppress(Exception):
                    _within(CLOSE_S, partial(client.cancel, list(futures), force=True))
            raise


def _collect(client: Any, futures: dict[Any, Any], progress: Progress, done: Callable[..., None]) -> None:
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
                messages, result = future.result(timeout=ANSWER_S)
            except (Exception, asyncio.CancelledError) as error:  # dask's own: killed workers, lost scheduler
                if isinstance(error, (TimeoutError, asyncio.TimeoutError)) and time.monotonic() - seen < RESULT_S:
                    futures[future] = task  # busy, or the worker that held the result is lost and it is computed again
                    break
                raise ConfigError(
                    f"A task was lost ({_brief(error)})", "workers that stay, with memory for a tile",
                    "start the scheduler and its workers again, and run again with --resume",
                ) from error
            done(task, result, messages)
            seen = time.monotonic()
            fraction = 1 - len(futures) / count
            progress.progress(fraction, f"{count - len(futures)} of {count} done: {pace.text(fraction)}")


@contextmanager
def _connected(options: ClusterOptions, device: str, progress: Progress) -> Iterator[Any]:
    distributed, count = _dask(), options.workers
    if count:
        if device != "cpu" and resolve("auto").device == "cuda":
            count = min(count, import_torch().cuda.device_count())
        progress.info(f"{count} worker processes on this machine")
    with _without_logs(), ExitStack() as stack:
        try:
            target = stack.enter_context(_own_workers(count)) if count else None
            connect = partial(distributed.Client, target or options.scheduler, timeout=ANSWER_S, set_as_default=False)
            client = _within(2 * ANSWER_S, connect)
            stack.callback(_disconnect, client)
            client.wait_for_workers(1, timeout=60 if options.workers else ANSWER_S)
        except Exception as error:  # dask's transports fail in many ways
            raise _no_cluster(options, error) from error
        yield client


def _dask() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise MissingDependencyError(
            f"Work on several processes needs dask, which cannot be imported ({error})", "the package distributed",
            f"install it: {sys.executable or 'python'} {INSTALL}",
        ) from error
    return distributed


def _no_cluster(options: ClusterOptions, error: BaseException) -> ConfigError:
    if options.workers:
        return ConfigError(
            f"Worker processes cannot be started on this machine ({_brief(error)})",
            "room for processes and threads, shared memory (/dev/shm) and the network address 127.0.0.1",
            "run without --workers, or raise the limits of this machine or container",
        )
    return ConfigError(
        f"No scheduler with a worker answers at '{options.scheduler[:200]}' ({_brief(error)})",
        "the address of a running scheduler, for example tcp://192.168.0.5:8786",
        "start one with 'dask scheduler', and workers with 'dask worker ADDRESS --nthreads 1'",
    )


def _brief(error: BaseException) -> str:
    text = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


@contextmanager
def _own_workers(count: int) -> Iterator[Any]:
    """Yield a cluster of processes of this machine.

    They ignore Ctrl-C, which a terminal sends to all: this process tells them to stop.
    """
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), ANSWER_S):
        pass  # without that address dask would try for a minute
    is_main = threading.current_thread() is threading.main_thread()  # no other may set handlers
    with tempfile.TemporaryDirectory(prefix="mtdn-dask-") as folder:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN) if is_main else None
        try:
            local = _dask().LocalCluster(
                n_workers=count, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", memory_limit=0,
                local_directory=folder, silence_logs=50, env={"OMP_NUM_THREADS": "1"},
            )
        finally:
            if is_main:
                signal.signal(signal.SIGINT, before)
        with local:
            yield local


def _disconnect(client: Any) -> None:
    """Close, without waiting for a scheduler that no longer answers."""
    with suppress(Exception):
        _within(CLOSE_S, client.close)
    client.status = "closed"  # else it is tried again when the process ends


@contextmanager
def _without_logs() -> Iterator[None]:
    """Keep the tracebacks of lost connections to dask itself: what they mean is said once."""
    loggers = [logging.getLogger(name) for name in list(logging.root.manager.loggerDict) if name.startswith("distributed")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before):
            logger.setLevel(level)


def _within(seconds: float, action: Callable[[], Any]) -> Any:
    """Return what `action` does in a thread of its own, which may have no end; raise TimeoutError after so many seconds."""
    answer = in_background(action)
    try:
        return answer.result(seconds)
    except FutureTimeoutError:
        if answer.done():
            raise
        raise TimeoutError(f"no answer within {seconds:g} s") from None


def _ask(address: str) -> None:
    """Ask for workers as a client would, which itself would wait for ever for a server that accepts and is silent."""
    from distributed.comm.core import connect
    from distributed.core import send_recv

    async def ask() -> Any:
        connection = await connect(address, timeout=ANSWER_S)  # type: ignore[no-untyped-call]
        try:
            return await send_recv(connection, op="identity")
        finally:
            connection.abort()

    until = time.monotonic() + ANSWER_S
    while time.monotonic() < until:
        found = asyncio.run(ask())
        if found.get("type") != "Scheduler":
            raise ValueError(f"there is a {found.get('type')}, no scheduler")
        if found.get("workers"):
            return
        time.sleep(POLL_S)
    raise ValueError("it has no workers")
