"""The compact network on NumPy alone, for a QGIS without PyTorch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.model import backend_numpy as ops
from mtdn_core.model import compact
from mtdn_core.model.interface import Estimate


class CompactNumpy(compact.CompactModel):
    """Compact multi-task network; the answers of :class:`mtdn_core.model.compact_torch.CompactNetwork`.

    Parameters
    ----------
    parameters
        Name to array; names and shapes as :meth:`mtdn_core.model.compact.CompactSettings.shapes` states.
    """

    backend = "numpy"
    ops = ops
    notes: tuple[str, ...] = ("NumPy computes; PyTorch would be about twice as fast",)

    def __init__(self, parameters: Mapping[str, NDArray[Any]]) -> None:
        self.parameters = {name: np.ascontiguousarray(array, np.float32) for name, array in parameters.items()}

    def weights(self) -> Mapping[str, NDArray[Any]]:
        return self.parameters

    def estimate(self, *observations: Any, **more: Any) -> Estimate:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
            return super().estimate(*observations, **more)
