"""Run the model over tiles on a device, and get along with the memory there is."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import DeviceError
from mtdn_core.inference.device import DeviceChoice, cpu_name, import_torch, is_out_of_memory
from mtdn_core.inference.settings import Feedback
from mtdn_core.inference.tiling import SMALLEST, Window, aligned, split

Float = NDArray[np.float32]
Bool = NDArray[np.bool_]

# peak resident memory of a pass in float32 on CPU, two dates, per pixel of the read window (measured at 252 to 640 px)
BYTES_PER_PIXEL = {"mtdn-lite": 2200, "mtdn": 6500}


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
        self, model: Any, choice: DeviceChoice, may_fall_back: bool, has_c12: bool, strength: float, feedback: Feedback
    ) -> None:
        self.model = model.to(choice.device) if hasattr(model, "to") else model
        self.choice = choice
        self.halo, self.align = int(model.halo), int(model.align)
        architecture = getattr(getattr(model, "card", None), "architecture", "")
        self.bytes_per_pixel = BYTES_PER_PIXEL.get(architecture, max(BYTES_PER_PIXEL.values()))
        self._may_fall_back = may_fall_back
        self._has_c12, self._strength, self._feedback = has_c12, strength, feedback

    def estimate(self, c2: tuple[Float, ...], valid: tuple[Bool, ...]) -> TileResult:
        """Run the model once on one read window of one or two dates."""
        torch = import_torch()
        with torch.inference_mode():
            images = [torch.from_numpy(image)[None].to(self.choice.device) for image in c2]
            masks = [torch.from_numpy(mask)[None, None].to(self.choice.device) for mask in valid]
            # one date alone: the very same tensor twice tells the model so
            answer = self.model.estimate(
                images[0], images[-1], masks[0], masks[-1], has_c12=self._has_c12, strength=self._strength
            )
            dates = (answer.date1, answer.date2)[: len(c2)]
            return TileResult(
                tuple(d[0].float().cpu().numpy() for d in dates), answer.change_probability[0, 0].float().cpu().numpy()
            )

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
        self.model = self.model.to("cpu")
        return [core]
