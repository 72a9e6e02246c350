"""Who works on a series, beyond this process."""

from __future__ import annotations

from dataclasses import dataclass

from mtdn_core.errors import ConfigError


@dataclass(frozen=True)
class Machines:
    """Processes of ``dask.distributed``; one of the two is given.

    Attributes
    ----------
    scheduler
        Address of a running scheduler (``tcp://host:8786``), whose workers see the files under the same paths. It must
        be one you trust: whoever reaches a scheduler can run programs on its workers.
    workers
        Processes to start on this machine, one thread each; one per graphics card where cards are used. A program that
        asks for them must guard its entry by ``if __name__ == "__main__"``, as for any process of multiprocessing.
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
