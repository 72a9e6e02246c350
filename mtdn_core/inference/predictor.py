"""A model on a device: NumPy arrays of a window in, NumPy arrays of its core out."""

from __future__ import annotations

import threading
from copy import copy
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import Cancelled, DeviceError, ModelError, is_out_of_memory
from mtdn_core.inference import device, threads
from mtdn_core.inference.change import IDENTITY, calibrated, for_target, step_db
from mtdn_core.inference.device import DeviceChoice, available_cpus, free_memory, has_bfloat16, import_torch
from mtdn_core.inference.one_polarisation import loss_text
from mtdn_core.inference.settings import RunSettings
from mtdn_core.inference.tiles import SMALLEST, Tile, TilePlan, aligned, fit_edge, tile_bytes
from mtdn_core.model.backend_numpy import before_convolution
from mtdn_core.model.interface import Observation, Wanted
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.gdal import Bool, Float, Window, slices

#: Edges of cores, if at least so many tiles at a time fit the budget: a larger one has less halo to compute, but several
#: cores want one each; a graphics card has more to do at once
EDGES = {"cpu": 512, "cuda": 2048}
AT_ONCE = {"cpu": 2, "cuda": 1}
BESIDE_TILE = 128 << 20  # bytes at most that libraries take beside a tile
MOST_WITHOUT_NUMBER = 0.1  # of the measured pixels


class Observed(NamedTuple):
    """What was read of a window; see :class:`mtdn_core.model.interface.Observation`, without the batch axis."""

    image: Float
    valid: Bool
    dates: Float | None = None
    variance: Float | None = None
    history: Float | None = None  # of a baseline, see :meth:`mtdn_core.inference.change.HistorySum.result`


class Predicted(NamedTuple):
    """Answer for a core; None if not wanted.

    Despeckled images (C, h, w) in linear power, probability (h, w), second over first in dB (2, h, w); with later dates
    the day of the first change (h, w) int32 and its confirmations (h, w) uint8.
    """

    first: Float | None = None
    second: Float | None = None
    probability: Float | None = None
    step: Float | None = None
    first_change: NDArray[np.int32] | None = None
    confirmations: NDArray[np.uint8] | None = None


def cut(dates: list[Observed], window: Window) -> list[Observed]:
    place = (..., *slices(window))
    return [Observed(*(None if a is None else a[place] for a in date)) for date in dates]  # type: ignore[arg-type]


class Mosaic:
    """The answer for a place of width x height pixels, put together from those of its tiles; NaN where there is none."""

    def __init__(self, width: int, height: int) -> None:
        self._shape, self._whole = (height, width), dict[str, NDArray[Any]]()

    def put(self, core: Window, answer: Predicted) -> None:
        place = (..., *slices(core))
        for name, values in answer._asdict().items():
            if values is not None:
                if name not in self._whole:
                    # without a number: 255 of eight bits, -1 of more
                    empty = np.array(np.nan if values.dtype.kind == "f" else -1).astype(values.dtype)
                    self._whole[name] = np.full((*values.shape[:-2], *self._shape), empty)
                self._whole[name][place] = values

    @property
    def answer(self) -> Predicted:
        return Predicted(**self._whole)


class Predictor:
    """A model (:class:`mtdn_core.model.interface.Model`) on a device (:func:`mtdn_core.inference.device.resolve`).

    Of the settings, strength (None: the card's), target, fast (where the processor has bfloat16) and device count: where that
    is auto, the CPU may take over when the graphics card's memory does not even hold the smallest tile. `step`: the step of
    the despeckled dates is an output.
    """

    def __init__(
        self, model: Any, choice: DeviceChoice, wanted: Wanted, settings: RunSettings, feedback: Feedback, step: bool = False
    ) -> None:
        self.choice, self.target, self.step = choice, settings.target, step
        self.strength = float(model.card.default_strength if settings.strength is None else settings.strength)
        self.wanted = Wanted(True, True, wanted.probability) if step else wanted
        self.uses_torch = getattr(model, "backend", "torch") == "torch"
        self.model = model.to(choice.device) if self.uses_torch and hasattr(model, "to") else model
        self.halo, self.align = int(model.halo), int(model.align)
        self.half_precision = settings.fast and self.uses_torch and has_bfloat16(choice.device)
        self._may_fall_back, self._feedback = settings.device == "auto", feedback
        self._smallest_failure = 1 << 30
        self._stopped = threading.Event()  # of copies, too

    def change_only(self) -> Predictor:
        """Return a predictor with the same model that answers with the probability alone."""
        other = copy(self)
        other.step, other.wanted = False, Wanted(False, False, True)
        return other

    def tiling(self, width: int, height: int, tile: int | None = None, workers: int | None = None) -> tuple[int, int]:
        """Return the edge of a core and the tiles in work at a time, as far as `tile` and `workers` do not say.

        The edge does not depend on the number of cores: the same bytes with any number of workers.
        """
        on_cpu, budget = self.choice.device == "cpu", device.memory_budget(self.choice.device)
        kind = "cpu" if on_cpu else "cuda"
        edge = aligned(tile or EDGES[kind], self.align)
        if tile is None:
            edge = fit_edge(edge, self.align, lambda e: AT_ONCE[kind] * self._bytes(e) <= budget)
        bound = available_cpus()  # of a card: tiles that do not fit halve
        if on_cpu:
            edge, bound = self._in_memory(edge)
        if workers is None:
            side_by_side = on_cpu and (self.uses_torch or threads.can_limit())
            workers = min(available_cpus() if side_by_side else 1, budget // self._bytes(edge))
        tiles = -(-width // edge) * -(-height // edge)
        return edge, max(min(workers, tiles, bound), 1)

    def _bytes(self, edge: int) -> int:
        return tile_bytes(edge, self.model.bytes_per_pixel, self.halo, self.align)

    def _in_memory(self, asked: int) -> tuple[int, int]:
        """Return an edge that fits the memory, and how many such tiles: a container ends a process that takes more."""
        free = free_memory()

        def needed(edge: int) -> int:
            return self._bytes(edge) + min(self._bytes(edge) // 2, BESIDE_TILE)

        edge = fit_edge(asked, self.align, lambda e: needed(e) <= free)
        if needed(edge) > free:
            raise DeviceError(
                f"The smallest tile, {edge} pixels, takes about {needed(edge) >> 20} MB of memory, and {free >> 20} MB are "
                "free", "memory for a tile", "close other programs, raise the limit of memory, or choose a smaller model",
            )
        if edge < asked:
            self._feedback.warning(f"No tile of {asked} pixels fits {free >> 20} MB of free memory; tiles have {edge}")
        return edge, free // needed(edge)

    def predict(self, tile: Tile, observed: list[Observed]) -> Predicted:
        """Return the answer for the core of a tile; a tile for which memory does not suffice is cut into smaller ones.

        `observed` are one or two observations of its window. Raises :class:`DeviceError` if memory does not even hold the
        smallest tile.
        """
        if max(tile.core[2:]) < self._smallest_failure:
            try:
                return self._predict(tile, observed)
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                again = self._recover(tile.core, error)
            if again:
                return self.predict(tile, observed)
        return self._in_smaller_tiles(tile, observed)

    def _predict(self, tile: Tile, observed: list[Observed]) -> Predicted:
        batches = [[None if a is None else _batch(a) for a in o[:-1]] for o in observed]
        first, second, probability = (None if image is None else image[0] for image in self._estimate(batches))
        step = None
        if self.step and first is not None and second is not None:
            step = step_db(first, second, observed[0].valid & observed[1].valid)
        if probability is not None:
            known = calibrated(probability[0], getattr(self.model.card, "change_calibration", IDENTITY))
            probability = for_target(known, observed[0], observed[1], self.target)
        crop = (..., *tile.crop)
        return Predicted(*(None if a is None else np.ascontiguousarray(a[crop]) for a in (first, second, probability, step)))

    def _estimate(self, batches: list[list[Any]]) -> Any:
        estimate = partial(self.model.estimate, wanted=self.wanted, strength=self.strength)
        if not self.uses_torch:
            token = before_convolution.set(self._check_cancelled)
            try:
                return estimate(*(Observation(*batch) for batch in batches))
            finally:
                before_convolution.reset(token)
        torch, where = import_torch(), self.choice.device
        torch.set_num_threads(1)  # kept per thread
        with torch.inference_mode(), threads.between_operations()(self._check_cancelled):
            tensors = [[None if a is None else torch.from_numpy(a).to(where) for a in batch] for batch in batches]
            with torch.autocast(torch.device(where).type, torch.bfloat16, enabled=self.half_precision):
                answer = estimate(*(Observation(*tensor) for tensor in tensors))
            return [None if image is None else image.float().cpu().numpy() for image in answer]

    def stop(self) -> None:
        """Have tiles in work end with :class:`mtdn_core.errors.Cancelled`, because nobody waits for them any more."""
        self._stopped.set()

    def _check_cancelled(self) -> None:
        if self._stopped.is_set() or self._feedback.is_cancelled():
            raise Cancelled

    def _recover(self, core: Window, error: BaseException) -> bool:
        """React to memory running out: True if the same tile may be tried again, False if smaller ones must."""
        on_card = self.choice.device != "cpu"
        name = "graphics card" if on_card else "computer"
        if on_card:
            import_torch().cuda.empty_cache()
        if max(core[2:]) > aligned(SMALLEST, self.align):
            if max(core[2:]) < self._smallest_failure:
                self._smallest_failure = max(core[2:])
                self._feedback.warning(
                    f"The {name} ran out of memory at {core[2]} x {core[3]} pixels; continuing with smaller tiles"
                )
            return False
        if not (on_card and self._may_fall_back):
            raise DeviceError(
                f"The memory of {self.choice.name} does not even hold a tile of {max(core[2:])} pixels",
                "a few hundred MB of free memory",
                "close other programs" + (", or choose the device cpu" if on_card else ""),
            ) from error
        self._feedback.warning("The graphics card has too little free memory; the CPU continues (the device was auto)")
        self.choice = DeviceChoice("cpu", "the graphics card ran out of memory", device.cpu_name())
        self.half_precision = self.half_precision and has_bfloat16("cpu")
        self.model = self.model.to("cpu")
        return True

    def _in_smaller_tiles(self, tile: Tile, observed: list[Observed]) -> Predicted:
        """Predict a tile by smaller ones cut out of what was read."""
        core = (tile.core[0] - tile.window[0], tile.core[1] - tile.window[1], *tile.core[2:])
        mosaic, half = Mosaic(*core[2:]), (max(core[2:]) + 1) // 2
        for small in TilePlan(*tile.window[2:], half, self.halo, self.align, core):
            column, row, width, height = small.window
            answer = self.predict(small, cut(observed, (column + core[0], row + core[1], width, height)))
            mosaic.put(small.core, answer)
        return mosaic.answer


def load_predictor(
    model: Any, wanted: Wanted, settings: RunSettings, progress: Progress, polarisations: tuple[str, ...], *, step: bool = False
) -> Predictor:
    """Choose the device, load a model unless it is a loaded one, and say so."""
    choice = device.resolve(settings.device)
    model = device.load_for(model, choice)
    progress.info(f"Device: {choice.name}, {choice.backend} ({choice.reason})")
    for note in getattr(model, "notes", ()):
        progress.info(note)
    if loss := loss_text(model.card, polarisations):
        progress.warning(loss)
    return Predictor(model, choice, wanted, settings, progress, step)


def _batch(array: NDArray[Any]) -> NDArray[Any]:
    """Add the batch axis, and to a mask or a map of dates the channel axis."""
    array = np.ascontiguousarray(array)
    return array[None, None] if array.ndim == 2 else array[None]


def check_numbers(computed: int, without_number: int) -> None:
    """Raise :class:`ModelError` if the model gave no number for too many of the measured pixels of all results."""
    if without_number > MOST_WITHOUT_NUMBER * computed:
        raise ModelError(
            f"The model gave no number for {without_number} of {computed} measured pixels",
            f"numbers for at least {1 - MOST_WITHOUT_NUMBER:.0%} of them",
            "use another model or get its weights again; check the units of the input",
        )
