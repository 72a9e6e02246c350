"""GDAL behind typed functions, indifferent to whether GDAL raises or returns None: opening, reading, sampling.

GDAL's Python exceptions are off by default before GDAL 4 and switched on globally by QGIS from 3.38. Every function
here works both ways and turns a failure into an error that names the file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import Cancelled, InputError, MissingDependencyError, OutputError
from mtdn_core.progress import in_background

#: options of GDAL's network access, which the user may set as well
WAITING = {
    "GDAL_HTTP_TIMEOUT": "30", "GDAL_HTTP_CONNECTTIMEOUT": "10",
    "GDAL_HTTP_LOW_SPEED_TIME": "10", "GDAL_HTTP_LOW_SPEED_LIMIT": "1",
}

SAMPLE_WHOLE = 1 << 20  # pixels; smaller rasters are sampled completely
SAMPLE_EDGE = 128
SAMPLE_PER_AXIS = 8
CACHE = 64 << 20  # bytes of GDAL's cache of blocks while a run works: rows of blocks of a few dates and outputs
POLL_S = 0.1
LEAVE_S = 0.5  # for what is read from a disk, before it is left to itself
STRIP = 256
STRIP_PIXELS = 1 << 25  # of a scene that is very wide strips are lower

NO_REASON = " (GDAL gives no reason)"

_lock = threading.Lock()
_runs = _before = 0
_is_cancelled: ContextVar[Callable[[], bool]] = ContextVar("is_cancelled", default=lambda: False)

Window = tuple[int, int, int, int]  # column, row, width, height
Float = NDArray[np.float32]
Bool = NDArray[np.bool_]
Int = NDArray[np.int64]
#: windows of VV and VH in linear power (windows, 2, height, width), and their valid masks; the same for every date of a grid
Sample = tuple[Float, Bool]
T = TypeVar("T")


def gdal_module() -> Any:
    """Return ``osgeo.gdal``, or raise :class:`MissingDependencyError`."""
    try:
        from osgeo import gdal
    except ImportError as error:
        raise MissingDependencyError(
            f"The Python bindings of GDAL cannot be imported ({error})", "the module osgeo.gdal",
            "install them ('apt-get install python3-gdal' on Debian and Ubuntu, 'conda install gdal' elsewhere) or "
            "use the Python of QGIS, which holds them",
        ) from error
    return gdal


def osr_module() -> Any:
    gdal_module()
    from osgeo import osr

    return osr


@contextmanager
def quiet() -> Iterator[Any]:
    """Keep GDAL from printing; its last message stays readable by :func:`last_message`."""
    gdal = gdal_module()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        yield gdal
    finally:
        gdal.PopErrorHandler()


def last_message(error: BaseException | None = None) -> str:
    """Return what GDAL says went wrong, as a part of a sentence."""
    text = str(error) if error is not None else str(gdal_module().GetLastErrorMsg())
    text = " ".join(text.split())[:500].rstrip(". ")
    return f" (GDAL: {text})" if text else ""


def attempt(call: Callable[[], T]) -> tuple[T | None, str]:
    """Return what a call of GDAL gives and no message, or None and what GDAL says went wrong."""
    with quiet() as gdal:
        try:
            result = call()
        except RuntimeError as error:
            # words only: to keep the error would tie dataset, frame and error into a cycle that outlives GDAL itself
            return None, last_message(error) or NO_REASON
        if result is None or gdal.GetLastErrorType() >= gdal.CE_Failure:
            return None, last_message() or NO_REASON
        return result, ""


@contextmanager
def limited_waiting() -> Iterator[None]:
    """Give servers that do not answer a limit in this thread, unless the user has set one (same names, in seconds)."""
    gdal = gdal_module()
    names = [name for name in WAITING if gdal.GetConfigOption(name) is None]
    for name in names:
        gdal.SetThreadLocalConfigOption(name, WAITING[name])
    try:
        yield
    finally:
        for name in names:
            gdal.SetThreadLocalConfigOption(name, None)


def awaited(call: Callable[[], T]) -> T:
    """Return what `call`, which reads, gives in a thread of its own; when the run is cancelled it is left to itself.

    A server that has fallen silent, or a file system behind a network, holds whoever reads for as long as it likes. Of a
    cancelled run nothing more is read, because datasets are for one thread at a time.
    """
    check_cancelled()
    answer = in_background(call)
    try:
        while wait([answer], POLL_S).not_done:
            check_cancelled()
        return answer.result()
    except BaseException:
        wait([answer], LEAVE_S)
        raise
    finally:
        del answer  # else an error, its traceback and this frame would refer to each other, and keep datasets open


@contextmanager
def working(is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """Context of a run: what can be cancelled asks `is_cancelled`, and the cache, which grows with the scene, is bounded.

    The last of overlapping runs restores the size of the cache that the first found.
    """
    global _runs, _before
    gdal = gdal_module()
    token = _is_cancelled.set(is_cancelled)
    with _lock:
        if _runs == 0:
            _before = gdal.GetCacheMax()
            gdal.SetCacheMax(min(CACHE, _before))
        _runs += 1
    try:
        yield
    finally:
        _is_cancelled.reset(token)
        with _lock:
            _runs -= 1
            if _runs == 0:
                gdal.SetCacheMax(_before)


def check_cancelled() -> None:
    """Raise :class:`Cancelled` once the user wants to stop the run of this context."""
    if _is_cancelled.get()():
        raise Cancelled


def in_memory(array: NDArray[Any]) -> Any:
    """Return an array (bands, height, width) as a dataset, which keeps it."""
    gdal_module()
    from osgeo import gdal_array

    return gdal_array.OpenArray(array)


def read_band(dataset: Any, band: int, window: Window, path: str, mask: bool = False) -> NDArray[Any]:
    """Read a window of a band (or of its mask) in its own data type.

    Raises :class:`InputError`, which names the file and the window, if GDAL cannot deliver the pixels.
    """
    source = dataset.GetRasterBand(band)
    with limited_waiting():
        # a failed read of a strip may return an array of zeros and only note the failure
        array: NDArray[Any] | None
        array, message = attempt(lambda: (source.GetMaskBand() if mask else source).ReadAsArray(*window))
    if array is None:
        column, row, width, height = window
        raise InputError(
            f"'{path}' band {band} cannot be read at column {column}, row {row}, {width} x {height} pixels{message}",
            "a complete file", "download or export the file again; it is probably truncated or damaged",
        )
    return array


def open_again(path: str, update: bool = False) -> Any:
    """Open a raster that this run has written; :class:`OutputError` if it is gone or not whole."""
    gdal = gdal_module()
    dataset, message = attempt(lambda: gdal.OpenEx(path, gdal.OF_RASTER | (gdal.OF_UPDATE if update else 0)))
    if dataset is None:
        raise OutputError(f"'{path}' cannot be opened again{message}", "", "check the free space of the disk")
    return dataset


def write_band(dataset: Any, band: int, column: int, row: int, values: NDArray[Any]) -> None:
    """Write an array (height, width) at (column, row); raise :class:`OutputError` if GDAL refuses."""
    code, message = attempt(lambda: dataset.GetRasterBand(band).WriteArray(np.ascontiguousarray(values), column, row))
    if code != 0:
        raise OutputError(f"The output cannot be written{message}", "", "check the free space and the rights of its folder")


def written(path: str, action: Callable[[], T]) -> T:
    """Return what a call gives by which GDAL writes what becomes the file `path`; raise :class:`OutputError` if it fails."""
    result, message = attempt(lambda: [action()])
    if result is None:
        raise OutputError(f"'{path}' cannot be written{message}", "", "check the free space of the disk")
    return result[0]


def close_all(path: str, datasets: list[Any]) -> None:
    """Have files completed, which GDAL does when nothing refers to them any more: a full disk often shows only here."""

    def close() -> None:
        while datasets:
            datasets.pop().FlushCache()

    written(path, close)


def sample_windows(width: int, height: int) -> list[Window]:
    """Return windows (column, row, width, height) of a deterministic sample: all of a small raster, else 8 x 8."""
    if width * height <= SAMPLE_WHOLE:
        return [(0, 0, width, height)]
    w, h = min(SAMPLE_EDGE, width), min(SAMPLE_EDGE, height)
    columns = sorted({int(c) for c in np.linspace(0, width - w, SAMPLE_PER_AXIS)})
    rows = sorted({int(r) for r in np.linspace(0, height - h, SAMPLE_PER_AXIS)})
    return [(column, row, w, h) for row in rows for column in columns]


def scan_windows(width: int, height: int, pixels: int = 1 << 22) -> list[Window]:
    """Return windows of whole blocks and bounded size that cover a raster of any shape, in the order of its rows."""
    columns = min(width, pixels // STRIP)
    high = max(pixels // columns // STRIP * STRIP, STRIP)
    return [
        (column, row, min(columns, width - column), min(high, height - row))
        for row in range(0, height, high)
        for column in range(0, width, columns)
    ]


def slices(window: Window) -> tuple[slice, slice]:
    column, row, width, height = window
    return slice(row, row + height), slice(column, column + width)


def grown(window: Window, margin: int, width: int, height: int) -> tuple[Window, tuple[slice, slice]]:
    """Return a window with a margin, cut off where the raster ends, and the rows and columns of the window within it."""
    column, row = max(window[0] - margin, 0), max(window[1] - margin, 0)
    right, bottom = min(window[0] + window[2] + margin, width), min(window[1] + window[3] + margin, height)
    left, top = window[0] - column, window[1] - row
    return (column, row, right - column, bottom - row), (slice(top, top + window[3]), slice(left, left + window[2]))


def row_strips(width: int, height: int) -> list[Window]:
    """Return windows of whole rows that cover the raster, of bounded size."""
    rows = max(min(STRIP, STRIP_PIXELS // width), 1)
    return [(0, row, width, min(rows, height - row)) for row in range(0, height, rows)]
