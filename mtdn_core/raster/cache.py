"""GDAL's cache of blocks, bounded while a run works: by default it grows with the scene, to a share of the memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from mtdn_core.raster.gdal import gdal_module

BOUND = 64 << 20  # bytes: rows of blocks of a few dates and outputs

_lock = threading.Lock()
_runs = 0
_before = 0


@contextmanager
def bounded_cache() -> Iterator[None]:
    """Bound the cache within the context; the last of overlapping runs restores what was found by the first."""
    global _runs, _before
    gdal = gdal_module()
    with _lock:
        if _runs == 0:
            _before = gdal.GetCacheMax()
            gdal.SetCacheMax(min(BOUND, _before))
        _runs += 1
    try:
        yield
    finally:
        with _lock:
            _runs -= 1
            if _runs == 0:
                gdal.SetCacheMax(_before)
