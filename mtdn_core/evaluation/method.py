"""A trained model under test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import ConfigError
from mtdn_core.evaluation.software import detect
from mtdn_core.model.interface import Observation, Wanted

Array = NDArray[np.float64]


class ModelMethod:
    """A trained model, on images (2, H, W) VV, VH or (4, H, W) C2 in linear power, NaN where not measured.

    Given by name or path, with a despeckling strength from 0 to 1 (None: the card's) and a device as PyTorch names it.

    Raises
    ------
    ConfigError
        If the strength is out of range.
    """

    def __init__(self, name: str, strength: float | None = None, device: str = "cpu") -> None:
        from mtdn_core.model.load import load_model

        if strength is not None and not 0 <= strength <= 1:
            raise ConfigError(f"The strength is {strength}", "a number from 0 to 1", "correct --strength")
        self.model, self.strength, self._device = load_model(name, device), strength, device
        self.name = Path(name).stem
        self.takes_references = self.model.card.architecture != "mtdn-published"

    def despeckle(self, own: Array, *, second: Array | None = None, references: Sequence[Array] = ()) -> Array:
        """Despeckle one date, with a second date or a stack of others."""
        import torch

        from mtdn_core.model.reference import reference_of

        first, other = self._seen(own), None if second is None else self._seen(second)
        if references:
            other = reference_of(first, ((self._seen(image), 1) for image in references))
        with torch.inference_mode():
            found = self.model.estimate(first, other, wanted=Wanted(True, False, False), strength=self.strength)
        return np.asarray(found.first[0].double().cpu().numpy())

    def change(
        self, before: Array, after: Array, baseline: Sequence[Array] = (), target: str = "any"
    ) -> tuple[Array, Array]:
        """Probability of change (H, W), and the step after / before in dB of the despeckled images (2, H, W).

        By the software itself; `baseline` are dates before `before`.
        """
        found = detect([*baseline, before, after], self.model, with_step=True, target=target)
        assert found.step is not None
        return found.probability, found.step

    def _seen(self, image: Array) -> Observation:
        import torch

        valid = np.isfinite(image).all(0)
        tensor = torch.from_numpy(np.where(valid, image, 0).astype(np.float32))[None].to(self._device)
        return Observation(tensor, torch.from_numpy(valid)[None, None].to(self._device))
