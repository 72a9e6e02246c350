"""SAR2SAR with the weights of its authors, where the package deepdespeckling (MIT licence) is installed; `make results` does.

Dalsasso, Denis and Tupin, "SAR2SAR: a semi-supervised despeckling algorithm for SAR images", IEEE JSTARS 2021.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module, util
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MULTIPLE = 32  # the network halves its input five times
SCALE = 2000.0  # from gamma0 amplitude to the numbers it was trained on; the best of four tried on the training bursts


def is_installed() -> bool:
    """Return True if the package is there."""
    return util.find_spec("deepdespeckling") is not None


@lru_cache(maxsize=1)
def _network() -> tuple[Any, float, float]:
    """The network, and the range of the logarithm of amplitude that it expects."""
    import torch

    from mtdn_core.model.published.checkpoint import numpy_scalars

    model = import_module("deepdespeckling.model")
    constants = import_module("deepdespeckling.utils.constants")
    weights = Path(str(model.__file__)).parent / "sar2sar" / "saved_model" / "sar2sar.pth"
    with torch.serialization.safe_globals(numpy_scalars()):  # a number of NumPy stands beside the tensors
        stored = torch.load(weights, map_location="cpu", weights_only=True)
    network = model.Model(torch.device("cpu"), 0, 0)
    network.load_state_dict(stored["model_state_dict"])
    return network, float(constants.m), float(constants.M)


def sar2sar(image: Array) -> Array:
    """SAR2SAR of (2, H, W) VV and VH in linear power, channel by channel, on the whole image at once."""
    import torch

    network, low, high = _network()
    out = np.empty_like(image)
    for index, channel in enumerate(image):
        height, width = channel.shape
        log = (np.log(np.sqrt(np.maximum(channel, 0)) * SCALE + 1e-6) - low) / (high - low)
        padded = np.pad(log, ((0, -height % MULTIPLE), (0, -width % MULTIPLE)), mode="symmetric")
        network.height, network.width = padded.shape
        with torch.inference_mode():
            found = network(torch.from_numpy(padded.astype(np.float32)))[0, 0].double().numpy()
        out[index] = (np.exp(found[:height, :width] * (high - low) + low) / SCALE) ** 2
    return out
