"""A scheduler and workers of dask in processes of their own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from tests.processes import environment, wait_for


class Cluster:
    """A scheduler and two workers, as a user would start them."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self._folder = folder
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        here = ["--host", "127.0.0.1", "--no-dashboard"]
        self.scheduler = self._start("scheduler", "--port", "0", *here)
        wait_for(lambda: self.file.exists() and self.file.read_text().endswith("}"), self.scheduler)
        self.address = str(json.loads(self.file.read_text())["address"])
        for name in ("alpha", "beta"):
            plain = ["--memory-limit", "0", "--nthreads", "1", "--no-nanny"]
            self.workers[name] = self._start("worker", "--name", name, *plain, *here)
        wait_for(lambda: self.registered() == 2, self.scheduler)

    def registered(self) -> int:
        """Return how many workers the scheduler knows."""
        from distributed.core import rpc

        async def ask() -> int:
            async with rpc(self.address) as scheduler:
                return len((await scheduler.identity())["workers"])

        return asyncio.run(ask())

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + what, "--scheduler-file", str(self.file), *arguments]
        with (self._folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(command, cwd=self._folder, env=environment(), stdout=log, stderr=log)

    def stop(self) -> None:
        for process in (*self.workers.values(), self.scheduler):
            process.kill()
            process.wait()
