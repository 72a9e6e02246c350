"""Run the model over tiles on a device, and get along with the memory there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import DeviceError
from mtdn_core.inference.allocator import set_apart
from mtdn_core.inference.device import DeviceChoice, cpu_name, has_bfloat16, import_torch, is_out_of_memory
from mtdn_core.inference.settings import Feedback
from mtdn_core.inference.tiles import SMALLEST, Tile, Window, aligned, split

Float = NDArray[np.float32]
Bool = NDArray[np.bool_]
# a tile, and what was read of it, per date
SampleRead = tuple[Tile, list[tuple[Float, Bool]]]

# peak resident memory of a run in float32 on CPU, two dates, per pixel of the read window (over tiles of 256 to 768 px)
BYTES_PER_PIXEL = {"mtdn-lite": 2200, "mtdn-full": 3000, "mtdn": 1100}


class TileResult(NamedTuple):
    """Answer for one read window: per date (4, H, W) linear power, and change probability (H, W)."""

    dates: tuple[Float, ...]
    probability: Float


class Worker:
    """A model on a device.

    Parameters
    ----------
    model
        See :func:`mtdn_core.model.load.load_model`; needs ``estimate``, ``halo``, ``align``, ``card``.
    choice
        The device, from :func:`mtdn_core.inference.device.resolve`.
    may_fall_back
        True if the CPU may take over when the GPU's memory does not even hold the smallest tile.
    """

    def __init__(
        self,
        model: Any,
        choice: DeviceChoice,
        may_fall_back: bool,
        has_c12: bool,
        strength: float,
        feedback: Feedback,
        fast: bool = False,
    ) -> None:
        self.model = model.to(choice.device) if hasattr(model, "to") else model
        self.choice = choice
        self.has_statistics = hasattr(model, "scene_statistics")
        #: less context around tiles, for a model that looks at the whole scene
        self.fast = fast and self.has_statistics
        #: arithmetic of half the precision, where the processor has it
        self.half_precision = fast and has_bfloat16(choice.device)
        self.halo, self.align = int(model.fast_halo if self.fast else model.halo), int(model.align)
        self.scene_statistics: Any = None
        architecture = getattr(getattr(model, "card", None), "architecture", "")
        self.bytes_per_pixel = BYTES_PER_PIXEL.get(architecture, max(BYTES_PER_PIXEL.values()))
        self._may_fall_back = may_fall_back
        self._has_c12, self._strength, self._feedback = has_c12, strength, feedback

    def statistics(
        self, blocks: Iterable[SampleRead], otherwise: Callable[[], SampleRead]
    ) -> Any:
        """Measure the scene's statistics on a sample and keep them for the tiles.

        Parameters
        ----------
        blocks
            Tiles and what was read of them, per date (4, height, width) and (height, width).
        otherwise
            Gives a block if there is none in `blocks`.
        """
        torch = import_torch()
        from mtdn_core.model.published.statistics import SampleBlock

        def on_device() -> Iterator[Any]:
            some = False
            for tile, dates in blocks:
                some = True
                yield self._block(SampleBlock, tile, dates)
            if not some:
                yield self._block(SampleBlock, *otherwise())

        with torch.inference_mode():
            self.scene_statistics = self.model.scene_statistics(on_device(), has_c12=self._has_c12)
        return self.scene_statistics

    def _block(self, kind: Any, tile: Tile, dates: list[tuple[Float, Bool]]) -> Any:
        torch = import_torch()
        images = tuple(torch.from_numpy(c2)[None].to(self.choice.device) for c2, _ in dates)
        masks = tuple(torch.from_numpy(valid)[None, None].to(self.choice.device) for _, valid in dates)
        return kind(images, masks, tile.inner)

    def estimate(
        self, c2: tuple[Float, ...], valid: tuple[Bool, ...], inner: tuple[slice, slice] | None = None
    ) -> TileResult:
        """Run the model once on one read window of one or two dates.

        With `inner`, rows and columns of the core, what lies outside it may be left at zero.
        """
        torch = import_torch()
        from mtdn_core.model.channels import with_c12
        from mtdn_core.model.interface import Observation

        with torch.inference_mode():
            images = [torch.from_numpy(image)[None].to(self.choice.device) for image in c2]
            masks = [torch.from_numpy(mask)[None, None].to(self.choice.device) for mask in valid]
            # one date alone: the very same tensor twice tells the model so
            shared = (
                {"statistics": self.scene_statistics, "core": inner, "fast": self.fast} if self.has_statistics else {}
            )
            kind = torch.device(self.choice.device).type
            if not self._has_c12:
                images = [image[:, [0, 3]] for image in images]
            observations = [Observation(image, mask) for image, mask in zip(images, masks)]
            with torch.autocast(kind, torch.bfloat16, enabled=self.half_precision):
                answer = self.model.estimate(*observations, strength=self._strength, **shared)
            dates = (answer.first, answer.second)[: len(c2)]
            if not self._has_c12:
                dates = tuple(with_c12(image) for image in dates)
            probability = answer.probability if len(c2) == 2 else torch.zeros_like(dates[0][:, :1])
            results = [image[0].float().cpu().numpy() for image in (*dates, probability)]
            if shared and inner is not None:
                results = [_around(result, inner, valid[0].shape) for result in results]
            results = [set_apart(result) for result in results]
            return TileResult(tuple(results[:-1]), results[-1][0])

    def smaller(self, core: Window, error: BaseException) -> list[Window] | None:
        """React to a failure: return smaller cores to try, the same core if the CPU took over, or None.

        None means that `error` is not about memory and must be raised.
        """
        if self.choice.device == "cpu" or not is_out_of_memory(error):
            return None
        import_torch().cuda.empty_cache()
        if max(core[2:]) > aligned(SMALLEST, self.align):
            parts = split(core, self.align)
            self._feedback.warning(
                f"The graphics card ran out of memory at {core[2]} x {core[3]} pixels; "
                f"going on with tiles of {max(parts[0][2:])}"
            )
            return parts
        if not self._may_fall_back:
            raise DeviceError(
                f"The memory of {self.choice.name} does not even hold a tile of {max(core[2:])} pixels",
                "a few hundred MB of free graphics memory",
                "close other programs that use the card, or choose the device cpu",
            ) from error
        self._feedback.warning("The graphics card has too little free memory; the CPU goes on (the device was 'auto')")
        self.choice = DeviceChoice("cpu", "the graphics card ran out of memory", cpu_name())
        self.half_precision = self.half_precision and has_bfloat16("cpu")
        self.model = self.model.to("cpu")
        return [core]


def _around(core: Float, inner: tuple[slice, slice], shape: tuple[int, ...]) -> Float:
    """Put a core (C, h, w) back where it lies in its read window."""
    whole = np.zeros((core.shape[0], *shape), core.dtype)
    whole[(slice(None), *inner)] = core
    return whole
