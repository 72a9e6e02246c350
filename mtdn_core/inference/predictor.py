"""A model on a device: NumPy arrays of a window in, NumPy arrays of its core out."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import DeviceError
from mtdn_core.inference import threads
from mtdn_core.inference.device import DeviceChoice, cpu_name, has_bfloat16, import_torch, is_out_of_memory
from mtdn_core.inference.tiles import SMALLEST, Tile, Window, aligned, split, with_halo
from mtdn_core.model.interface import Observation, Wanted
from mtdn_core.progress import Feedback

Float = NDArray[np.float32]
Bool = NDArray[np.bool_]


class Observed(NamedTuple):
    """What was read of a window; see :class:`mtdn_core.model.interface.Observation`, without the batch axis."""

    image: Float
    valid: Bool
    dates: Float | None = None
    variance: Float | None = None


class Predicted(NamedTuple):
    """Answer for a core: despeckled images (C, h, w) in linear power, probability (h, w); None if not wanted."""

    first: Float | None = None
    second: Float | None = None
    probability: Float | None = None


class Predictor:
    """A model on a device.

    Parameters
    ----------
    model
        See :class:`mtdn_core.model.interface.Model`.
    choice
        The device, from :func:`mtdn_core.inference.device.resolve`.
    wanted
        What is computed.
    strength
        Of despeckling, 0 to 1.
    may_fall_back
        True if the CPU may take over when the graphics card's memory does not even hold the smallest tile.
    fast
        Arithmetic in bfloat16, where the processor has it.
    """

    def __init__(
        self, model: Any, choice: DeviceChoice, wanted: Wanted, strength: float, feedback: Feedback,
        *, may_fall_back: bool = True, fast: bool = False,
    ) -> None:  # fmt: skip
        self.choice, self.wanted, self.strength = choice, wanted, strength
        self.uses_torch = getattr(model, "backend", "torch") == "torch"
        self.model = model.to(choice.device) if self.uses_torch and hasattr(model, "to") else model
        self.halo, self.align = int(model.halo), int(model.align)
        self.half_precision = fast and self.uses_torch and has_bfloat16(choice.device)
        self._may_fall_back, self._feedback = may_fall_back, feedback
        self._smallest_failure = 1 << 30

    def single_threaded(self) -> AbstractContextManager[None]:
        """Within the context each tile is computed by one thread: tiles lie side by side instead."""
        return threads.single_threaded(self.uses_torch)

    def predict(self, tile: Tile, observed: list[Observed]) -> Predicted:
        """Return the answer for the core of a tile; a tile for which memory does not suffice is cut into smaller ones.

        Parameters
        ----------
        observed
            One or two observations of the tile's window.

        Raises
        ------
        DeviceError
            If memory does not even hold the smallest tile.
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
        return self._in_parts(tile, observed)

    def _predict(self, tile: Tile, observed: list[Observed]) -> Predicted:
        if self.uses_torch:
            answer = self._by_torch(observed)
        else:
            answer = self.model.estimate(
                *(Observation(*(None if a is None else _batch(a) for a in o)) for o in observed),
                wanted=self.wanted, strength=self.strength,
            )  # fmt: skip
        rows, columns = tile.crop
        first, second, probability = (
            None if image is None else np.ascontiguousarray(image[0][:, rows, columns]) for image in answer
        )
        return Predicted(first, second, None if probability is None else probability[0])

    def _by_torch(self, observed: list[Observed]) -> list[Float | None]:
        torch = import_torch()
        device = self.choice.device
        torch.set_num_threads(1)  # kept per thread
        with torch.inference_mode():
            observations = [
                Observation(*(None if a is None else torch.from_numpy(_batch(a)).to(device) for a in o))
                for o in observed
            ]
            with torch.autocast(torch.device(device).type, torch.bfloat16, enabled=self.half_precision):
                answer = self.model.estimate(*observations, wanted=self.wanted, strength=self.strength)
            return [None if image is None else image.float().cpu().numpy() for image in answer]

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
        self.choice = DeviceChoice("cpu", "the graphics card ran out of memory", cpu_name())
        self.half_precision = self.half_precision and has_bfloat16("cpu")
        self.model = self.model.to("cpu")
        return True

    def _in_parts(self, tile: Tile, observed: list[Observed]) -> Predicted:
        """Predict a tile by smaller ones cut out of what was read."""
        width, height = tile.window[2:]
        origin = tile.window[:2]
        total: list[Any] = [None, None, None]
        local = (tile.core[0] - origin[0], tile.core[1] - origin[1], *tile.core[2:])
        for core in split(local, self.align):
            small = with_halo(core, width, height, self.halo, self.align)
            column, row, w, h = small.window
            crops = [
                Observed(*(None if a is None else a[..., row : row + h, column : column + w] for a in o))  # type: ignore[arg-type]
                for o in observed
            ]
            found = self.predict(small, crops)
            rows = slice(core[1] - local[1], core[1] - local[1] + core[3])
            columns = slice(core[0] - local[0], core[0] - local[0] + core[2])
            for index, values in enumerate(found):
                if values is not None:
                    if total[index] is None:
                        total[index] = np.empty((*values.shape[:-2], *tile.core[:1:-1]), np.float32)
                    total[index][..., rows, columns] = values
        return Predicted(*total)


def _batch(array: NDArray[Any]) -> NDArray[Any]:
    """Add the batch axis, and to a mask or a map of dates the channel axis."""
    array = np.ascontiguousarray(array)
    return array[None, None] if array.ndim == 2 else array[None]
