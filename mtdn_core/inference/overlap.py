"""Reading ahead and writing behind, each on a thread of its own, so that the device need not wait for the disk.

The order is that of the plan throughout: one thread reads, the caller computes, one thread writes. Results are those
of doing one after the other. GDAL allows a dataset one thread at a time: inputs belong to the reader and outputs to the
writer until :meth:`ReadAhead.stop` and :meth:`WriteBehind.stop` have returned.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import Any, Callable, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# tiles waiting on either side; one more is in work there
DEPTH = 1
# seconds between looks at whether someone wants to stop
POLL_S = 0.1


class ReadAhead(Generic[Item, Result]):
    """Call `read` on the items in turn, a little ahead of who takes the results.

    Parameters
    ----------
    items
        What to read, in order.
    read
        Reads one; runs on the thread.
    depth
        Results kept in waiting.
    """

    def __init__(self, items: Iterable[Item], read: Callable[[Item], Result], depth: int = DEPTH) -> None:
        self._items, self._read = items, read
        self._queue: Queue[tuple[Item, Result] | BaseException | None] = Queue(depth)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="mtdn-read", daemon=True)

    def take(self, waiting: Callable[[], None]) -> Iterator[tuple[Item, Result]]:
        """Yield (item, result) in order; an error of reading is raised in its place.

        `waiting` is called while there is nothing to take; it may raise to give up.
        """
        while True:
            try:
                entry = self._queue.get(timeout=POLL_S)
            except Empty:
                waiting()
                continue
            if entry is None:
                return
            if isinstance(entry, BaseException):
                try:
                    raise entry
                finally:
                    del entry  # an error that its own frames hold keeps their datasets open
            yield entry

    def stop(self) -> None:
        """Read no further; return when the thread has ended, at the latest after the read in progress."""
        self._stopped.set()
        self._thread.join()

    def __enter__(self) -> ReadAhead[Item, Result]:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _work(self) -> None:
        try:
            for item in self._items:
                if self._stopped.is_set() or not self._put((item, self._read(item))):
                    return
            self._put(None)
        except BaseException as error:
            self._put(error)

    def _put(self, entry: tuple[Item, Result] | BaseException | None) -> bool:
        while not self._stopped.is_set():
            with suppress(Full):
                self._queue.put(entry, timeout=POLL_S)
                return True
        return False


class WriteBehind:
    """Call `write` with what is put, in order, on a thread.

    Parameters
    ----------
    write
        Writes one; runs on the thread. After it has failed, nothing more is written.
    depth
        Calls kept in waiting.
    """

    def __init__(self, write: Callable[..., None], depth: int = DEPTH) -> None:
        self._write = write
        self._queue: Queue[tuple[Any, ...] | None] = Queue(depth)
        self._stopped = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="mtdn-write", daemon=True)

    def put(self, *arguments: Any, waiting: Callable[[], None]) -> None:
        """Have ``write(*arguments)`` called; raise what an earlier call raised.

        `waiting` is called while the queue is full; it may raise to give up.
        """
        self._offer(arguments, waiting)

    def finish(self, waiting: Callable[[], None]) -> None:
        """Return when everything is written; raise what a call raised."""
        self._offer(None, waiting)
        while self._thread.is_alive():
            self._thread.join(POLL_S)
            waiting()
        self._raise()

    def stop(self) -> None:
        """Drop what waits; return when the thread has ended, at the latest after the write in progress."""
        self._stopped.set()
        self._thread.join()

    def __enter__(self) -> WriteBehind:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _offer(self, entry: tuple[Any, ...] | None, waiting: Callable[[], None]) -> None:
        while True:
            self._raise()
            with suppress(Full):
                self._queue.put(entry, timeout=POLL_S)
                return
            waiting()

    def _raise(self) -> None:
        error, self._error = self._error, None
        if error is not None:
            try:
                raise error
            finally:
                del error  # see ReadAhead.take

    def _work(self) -> None:
        while not self._stopped.is_set():
            try:
                entry = self._queue.get(timeout=POLL_S)
            except Empty:
                continue
            if entry is None:
                return
            try:
                self._write(*entry)
            except BaseException as error:
                self._error = error
                return
