"""Reach the workers of ``dask.distributed``, or start some on this machine."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from mtdn_core.errors import ConfigError, MissingDependencyError
from mtdn_core.inference.device import free_memory, import_torch
from mtdn_core.inference.machines import Machines
from mtdn_core.inference.settings import Feedback

CONNECT_S = 10.0
# what a process of the engine takes on the CPU with defaults, bytes
PROCESS_MEMORY = 3 << 29
INSTALL = "-m pip install 'distributed>=2023.1'"


def import_distributed() -> Any:
    """Return ``distributed``.

    Raises
    ------
    MissingDependencyError
        With the command that installs it.
    """
    try:
        import distributed
    except ImportError as error:
        raise MissingDependencyError(
            f"Work on several machines needs dask, which cannot be imported ({error})",
            "the package distributed",
            f"install it: {sys.executable or 'python'} {INSTALL}",
        ) from error
    return distributed


@contextmanager
def connected(machines: Machines, device: str, feedback: Feedback) -> Iterator[Any]:
    """Yield a ``distributed.Client`` with at least one worker.

    Parameters
    ----------
    device
        ``auto``, ``cpu`` or ``cuda``, for workers that are started here.

    Raises
    ------
    ConfigError
        If nothing answers at the address, or no worker is there.
    """
    distributed = import_distributed()
    with ExitStack() as stack:
        target: Any = machines.scheduler
        count = 1
        if machines.workers:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mtdn-dask-"))
            environments = _environments(machines.workers, device, feedback)
            count = len(environments)
            target = stack.enter_context(_local_cluster(distributed, environments, folder))
        try:
            client = distributed.Client(target, timeout=CONNECT_S, set_as_default=False, name="mtdn")
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"No scheduler answers at '{machines.scheduler}' ({error})",
                "the address of a running scheduler, for example tcp://192.168.0.5:8786",
                "start one with 'dask scheduler', and workers with 'dask worker ADDRESS --nthreads 1'",
            ) from error
        stack.enter_context(client)
        _wait_for_workers(client, count, machines)
        yield client


def _wait_for_workers(client: Any, count: int, machines: Machines) -> None:
    until = time.monotonic() + (6 if machines.workers else 1) * CONNECT_S
    while len(client.nthreads()) < count:
        if time.monotonic() > until:
            raise ConfigError(
                f"{len(client.nthreads())} of {count} worker processes have started" if machines.workers
                else f"The scheduler at '{machines.scheduler}' has no worker",
                "at least one worker" if machines.scheduler else "all of them within a minute",
                "start fewer" if machines.workers
                else f"start one on each machine: dask worker {machines.scheduler} --nthreads 1",
            )  # fmt: skip
        time.sleep(0.05)


def _environments(count: int, device: str, feedback: Feedback) -> list[dict[str, str]]:
    """Return the environment of each worker: a card of its own where there are cards, else one thread each."""
    cards = _cards() if device != "cpu" else []
    if cards:
        used = cards[:count]
        feedback.info(f"{len(used)} worker process{'es' if len(used) > 1 else ''}, one per graphics card")
        return [{"CUDA_VISIBLE_DEVICES": card} for card in used]
    feedback.info(f"{count} worker process{'es' if count > 1 else ''} on the CPU, one thread each")
    if count * PROCESS_MEMORY > free_memory():
        feedback.warning(
            f"{count} processes need about {count * PROCESS_MEMORY / 2**30:.1f} GB of memory, "
            f"{free_memory() / 2**30:.1f} GB are free: start fewer, or give a smaller --tile"
        )
    one = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    return [one] * count


def _cards() -> list[str]:
    """Return the graphics cards that this process may use, as the CUDA library names them."""
    count = int(import_torch().cuda.device_count())
    stated = [name.strip() for name in os.environ.get("CUDA_VISIBLE_DEVICES", "").split(",") if name.strip()]
    return stated[:count] if len(stated) >= count else [str(number) for number in range(count)]


def _local_cluster(distributed: Any, environments: list[dict[str, str]], folder: str) -> Any:
    """Return a cluster on this machine that only this machine reaches; each worker is started again if it dies."""
    import logging

    here = {"host": "127.0.0.1", "dashboard": False, "dashboard_address": "127.0.0.1:0"}
    workers = {
        number: {
            "cls": distributed.Nanny,
            "options": {
                **here,
                "nthreads": 1,
                "env": environment,
                # a limit would have the nanny kill a worker by dask's own measure of memory
                "memory_limit": 0,
                "local_directory": folder,
                "preload": ["mtdn_core.inference.distributed_worker"],
                "silence_logs": logging.CRITICAL,
            },
        }
        for number, environment in enumerate(environments)
    }
    scheduler = {"cls": distributed.Scheduler, "options": here}
    return distributed.SpecCluster(workers=workers, scheduler=scheduler, silence_logs=logging.CRITICAL)
