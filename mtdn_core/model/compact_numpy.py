"""The compact network on NumPy alone, for a QGIS without PyTorch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.model import backend_numpy as ops
from mtdn_core.model import compact
from mtdn_core.model.interface import Estimate, Observation, Wanted

if TYPE_CHECKING:
    from mtdn_core.model.card import ModelCard


class CompactNumpy:
    """Compact multi-task network; the answers of :class:`mtdn_core.model.compact_torch.CompactNetwork`.

    Parameters
    ----------
    parameters
        Name to array; names and shapes as :meth:`mtdn_core.model.compact.CompactSettings.shapes` states.
    """

    align = 4
    halo = compact.HALO
    bytes_per_pixel = 1700
    backend = "numpy"
    notes: tuple[str, ...] = ("PyTorch is not installed: NumPy computes; PyTorch would be two to three times as fast",)

    def __init__(self, parameters: Mapping[str, NDArray[Any]]) -> None:
        self.card: ModelCard | None = None
        self.parameters = {name: np.ascontiguousarray(array, np.float32) for name, array in parameters.items()}

    def estimate(
        self,
        first: Observation,
        second: Observation | None = None,
        *,
        wanted: Wanted = Wanted(),  # noqa: B008 (frozen)
        strength: float | None = None,
    ) -> Estimate:
        """Despeckle and detect change; see :meth:`mtdn_core.model.interface.Model.estimate`."""
        if strength is None:
            strength = self.card.default_strength if self.card is not None else 0.0
        with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
            return compact.estimate(ops, self.parameters, first, second, wanted, strength)
