"""Preloaded by the workers of a test's cluster: every tile takes its time, so that they can be met in the middle."""

from __future__ import annotations

import time
from typing import Any

from mtdn_core.inference import run as engine

TILE_S = 0.08


class SlowWorker(engine.Worker):
    """Sleeps before each tile."""

    def estimate(self, *arguments: Any) -> Any:
        time.sleep(TILE_S)
        return super().estimate(*arguments)


def dask_setup(worker: Any) -> None:
    """Called by dask when the worker starts."""
    engine.Worker = SlowWorker  # type: ignore[misc]
