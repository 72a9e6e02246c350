"""A series on several processes or machines: one date per task of ``dask.distributed``.

The bytes are those of one process with one thread on the same kind of processor: tile size, model and threads are
fixed, and every worker is asked first whether it has the same software and weights and sees the same files. A lost
worker's date is done again elsewhere.
"""

from __future__ import annotations

import contextlib
import os
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from mtdn_core.errors import Cancelled, ConfigError, OutputError
from mtdn_core.inference.cluster import connected
from mtdn_core.inference.device import memory_budget, resolve
from mtdn_core.inference.distributed_worker import Answer, busy, check, job_facts, work
from mtdn_core.inference.machines import Machines
from mtdn_core.inference.pipeline import remaining
from mtdn_core.inference.predictor import Worker
from mtdn_core.inference.series_files import SeriesItem
from mtdn_core.inference.series_item import SeriesResult, SeriesTask
from mtdn_core.inference.settings import Feedback, RunSettings, SilentFeedback
from mtdn_core.inference.tiles import tile_for_budget
from mtdn_core.raster.temporary import remove_stale

POLL_S = 0.1
# seconds that cancelled workers are given to remove what they have half written
LET_GO_S = 60.0
NO_WORKER_S = 15.0

Done = Callable[[SeriesTask, SeriesResult], None]


def run_tasks(
    tasks: list[SeriesTask], machines: Machines, model: Any, feedback: Feedback, done: Done, spans: list[float]
) -> None:
    """Have every task done.

    Parameters
    ----------
    model
        The loaded model; workers must have the same weights.
    feedback
        Is told of the progress over the whole, and may cancel.
    done
        Called in this thread with each task and its result, in the order in which they finish.
    spans
        By task's index, its part of the progress of the whole.

    Raises
    ------
    ConfigError
        If a worker is not fit for the job.
    Cancelled
        If the feedback says so; the dates in work are given up and leave nothing.
    """
    asked = {task.index: task for task in tasks}
    settings = _fixed(tasks[0].settings, model, feedback)
    tasks = [_absolute(replace(task, settings=settings)) for task in tasks]

    def as_asked(task: SeriesTask, result: SeriesResult) -> None:
        own = asked[task.index]
        second = own.neighbour.path if own.neighbour and result.second else None
        done(own, replace(result, input=own.item.path, output=own.output, second=second))

    job = uuid.uuid4().hex[:12]
    with connected(machines, settings.device, feedback) as client, _probe(Path(tasks[0].output).parent, job) as probe:
        sha256 = str(getattr(getattr(model, "card", None), "sha256", ""))
        facts = job_facts(job, settings.model, sha256, settings.device, probe, job, _sizes(tasks))
        _ask_workers(client, facts, feedback)
        run = _Run(client, tasks, facts, feedback, as_asked, spans)
        try:
            run.go()
        except BaseException:
            run.give_up()
            raise
        finally:
            remove_stale(Path(task.output).parent for task in tasks)


class _Run:
    """The tasks on their way."""

    def __init__(
        self, client: Any, tasks: list[SeriesTask], facts: dict[str, Any], feedback: Feedback, done: Done,
        spans: list[float],
    ) -> None:  # fmt: skip
        self._client, self._facts, self._feedback, self._done, self._spans = client, facts, feedback, done, spans
        self._topic = f"mtdn-{facts['job']}"
        self._tasks = {task.index: task for task in tasks}
        self._fractions = {index: 0.0 for index in self._tasks}
        self._futures: dict[int, Any] = {}
        self._places: dict[int, str] = {}
        self._unfit: set[str] = set()
        # finished futures come as (index, future), progress as (index, message)
        self._queue: Queue[tuple[int, Any]] = Queue()
        self._before = 1.0 - sum(spans[index] for index in self._tasks)
        self._began = time.perf_counter()
        self._count = len(spans)

    def go(self) -> None:
        """Return when every task is done or has failed."""
        self._client.subscribe_topic(self._topic, self._hear)
        for task in self._tasks.values():
            self._submit(task)
        last_seen = time.monotonic()
        while self._futures:
            if self._feedback.is_cancelled():
                raise Cancelled
            try:
                index, news = self._queue.get(timeout=POLL_S)
            except Empty:
                last_seen = self._look_for_workers(last_seen)
                continue
            if isinstance(news, dict):
                self._progress(index, news)
            elif self._futures.get(index) is news:
                self._finish(self._tasks[index], self._futures.pop(index))

    def give_up(self) -> None:
        """Cancel what is left, and wait until no worker has anything half written."""
        with contextlib.suppress(Exception):
            self._client.cancel(list(self._futures.values()), force=True)
            until = time.monotonic() + LET_GO_S
            while time.monotonic() < until and any(self._client.run(busy, on_error="ignore").values()):
                time.sleep(POLL_S)

    def _submit(self, task: SeriesTask, workers: list[str] | None = None) -> None:
        key = f"mtdn-series-{self._facts['job']}-{task.index}-{uuid.uuid4().hex[:6]}"
        future = self._client.submit(work, task, self._facts, self._topic, key=key, workers=workers, pure=False)
        self._futures[task.index] = future
        future.add_done_callback(lambda finished: self._queue.put((task.index, finished)))

    def _hear(self, event: tuple[float, dict[str, Any]]) -> None:
        """Called by dask on a thread of its own."""
        self._queue.put((int(event[1]["index"]), event[1]))

    def _progress(self, index: int, message: dict[str, Any]) -> None:
        if index not in self._futures:
            return
        name = f"{index + 1}/{self._count} {self._tasks[index].item.name}"
        if message["fraction"] == 0.0:
            again = ", once more: its worker was lost" if index in self._places else ""
            self._feedback.info(f"{name}: by {message['name']}{again}")
        self._places[index] = message["name"]
        # what a lost worker had done is done again, but a bar that runs backwards helps nobody
        self._fractions[index] = max(self._fractions[index], float(message["fraction"]))
        self._tell()

    def _tell(self) -> None:
        overall = min(1.0, self._before + sum(part * self._spans[index] for index, part in self._fractions.items()))
        left = remaining(overall, time.perf_counter() - self._began, self._before)
        self._feedback.progress(overall, f"{self._count - len(self._futures)} of {self._count} done: {left}")

    def _finish(self, task: SeriesTask, future: Any) -> None:
        name = f"{task.index + 1}/{self._count} {task.item.name}"
        answer = _answer(future)
        if isinstance(answer, Answer) and answer.unfit:
            self._feedback.warning(f"The worker {answer.worker} is left out: {answer.unfit}")
            self._unfit.add(answer.worker)
            fit = [address for address in self._client.nthreads() if address not in self._unfit]
            if fit:
                self._submit(task, fit)
                return
            answer = f"No worker is left that could do it: {answer.unfit}"
        self._fractions[task.index] = 1.0
        if isinstance(answer, str) or answer.result is None:
            text = answer if isinstance(answer, str) else "The worker gave it up"
            self._done(task, SeriesResult(task.item.path, task.output, error=text))
        else:
            for is_warning, line in answer.lines:
                (self._feedback.warning if is_warning else self._feedback.info)(f"{name}: {line}")
            self._done(task, answer.result)
        self._tell()

    def _look_for_workers(self, last_seen: float) -> float:
        """Say so when nobody works; return when a worker was last seen."""
        now = time.monotonic()
        if now - last_seen < NO_WORKER_S:
            return last_seen
        if not self._client.nthreads():
            self._feedback.warning("No worker is left; waiting for one (Ctrl-C gives up)")
        return now


def _answer(future: Any) -> Answer | str:
    """Return what a worker answered, or in words why none did."""
    try:
        answer = future.result()
    # dask's own errors: cancelled with the scheduler, killed workers, results that cannot be sent
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        kind, text = type(error).__name__, " ".join(str(error).split())[:300]
        if kind == "KilledWorker":
            return f"Its workers died again and again ({text}). What to do: give them more memory, or a smaller --tile"
        if kind in ("CancelledError", "FutureCancelledError"):
            return "The scheduler was lost. What to do: start it again, then run again with --resume"
        return f"Unexpected {kind}: {text}"
    return answer if isinstance(answer, Answer) else f"The worker answered with {type(answer).__name__}"


def _ask_workers(client: Any, facts: dict[str, Any], feedback: Feedback) -> None:
    """Load the model everywhere and refuse a job that the workers would not all do alike."""
    threads = client.nthreads()
    found = client.run(check, facts, on_error="return")
    problems = []
    for address, answer in sorted(found.items()):
        if isinstance(answer, BaseException):
            text = " ".join(str(answer).split())[:300]
            text = f"{type(answer).__name__}: {text}"
            answer = [f"it cannot load mtdn_core {facts['version']} ({text}); install it there"]
        problems += [f"the worker {address}: {problem}" for problem in answer]
        if threads.get(address, 1) > 1:
            feedback.info(
                f"The worker {address} has {threads[address]} threads and does one date at a time; "
                "start it with --nthreads 1, and one worker per core or graphics card"
            )
    if problems:
        raise ConfigError(
            "; ".join(problems), "workers with the same software, model and files", "mend or stop these workers"
        )
    feedback.info(f"{len(found)} worker{'s' if len(found) != 1 else ''} ready")


def _fixed(settings: RunSettings, model: Any, feedback: Feedback) -> RunSettings:
    """Return the settings with what depends on the machine decided: the tile size, and where the model lies."""
    if Path(settings.model).suffix.lower() in (".json", ".safetensors"):
        settings = replace(settings, model=os.path.abspath(settings.model))
    if settings.tile is None:
        worker = Worker(model, resolve(settings.device), False, False, 1.0, SilentFeedback())
        budget = memory_budget(worker.choice.device)
        settings = replace(settings, tile=tile_for_budget(budget, worker.bytes_per_pixel, worker.halo, worker.align))
        feedback.info(f"Tiles: {settings.tile} x {settings.tile} pixels for all workers (by the memory here)")
    return settings


def _absolute(task: SeriesTask) -> SeriesTask:
    """Return a task whose paths do not depend on the folder a worker was started in."""
    return replace(
        task, item=_absolute_item(task.item), neighbour=task.neighbour and _absolute_item(task.neighbour),
        output=os.path.abspath(task.output), files=tuple(os.path.abspath(f) for f in task.files),
    )  # fmt: skip


def _absolute_item(item: SeriesItem) -> SeriesItem:
    vh_path = os.path.abspath(item.vh_path) if item.vh_path else None
    return replace(item, path=os.path.abspath(item.path), vh_path=vh_path)


def _sizes(tasks: list[SeriesTask]) -> dict[str, int]:
    files = sorted({file for task in tasks for file in task.files})
    return {file: os.path.getsize(file) if os.path.isfile(file) else -1 for file in files}


@contextlib.contextmanager
def _probe(folder: Path, word: str) -> Iterator[Path]:
    """Put a small file into the output folder, by which workers know it, and remove it at the end."""
    path = folder / f".~{word}.probe"
    try:
        path.write_text(word, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"'{folder}' cannot be written to ({error.strerror})", "", "change its rights") from error
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
