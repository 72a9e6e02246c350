"""A method under test: a trained model, or images that some other program has written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import ConfigError
from mtdn_core.evaluation.software import detect
from mtdn_core.model.interface import Observation, Wanted

Array = NDArray[np.float64]


class Method(Protocol):
    """What can be measured. Images are (2, H, W) VV, VH or (4, H, W) C2 in linear power, NaN where not measured."""

    name: str
    takes_references: bool

    def despeckle(self, own: Array, *, second: Array | None = None, references: Sequence[Array] = ()) -> Array:
        """Despeckle one date, with a second date or a stack of others."""
        ...

    def change(self, before: Array, after: Array, baseline: Sequence[Array] = ()) -> tuple[Array, Array]:
        """Probability of change (H, W), and the step after / before in dB of the despeckled images (2, H, W).

        A shift of the level of the whole scene is taken out first; `baseline` are dates before `before`.
        """
        ...


class ModelMethod:
    """A trained model.

    Parameters
    ----------
    name
        Name or path of the model.
    strength
        Despeckling strength, 0 to 1; None: the card's.
    device
        As PyTorch names it.

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
        """Despeckle one date."""
        first, other = self._seen(own), None
        if references:
            other = self._reference(first, references)
        elif second is not None:
            other = self._seen(second)
        return np.asarray(self._run(first, other, Wanted(True, False, False)).first[0].double().cpu().numpy())

    def change(self, before: Array, after: Array, baseline: Sequence[Array] = ()) -> tuple[Array, Array]:
        """Probability and step, by the software itself."""
        found = detect([*baseline, before, after], self.model, with_step=True)
        assert found.step is not None
        return found.probability, found.step

    def _run(self, first: Observation, second: Observation | None, wanted: Wanted) -> Any:
        import torch

        with torch.inference_mode():
            return self.model.estimate(first, second, wanted=wanted, strength=self.strength)

    def _seen(self, image: Array) -> Observation:
        import torch

        valid = np.isfinite(image).all(0)
        tensor = torch.from_numpy(np.where(valid, image, 0).astype(np.float32))[None].to(self._device)
        return Observation(tensor, torch.from_numpy(valid)[None, None].to(self._device))

    def _reference(self, own: Observation, others: Sequence[Array]) -> Observation:
        """The reference as the engine makes it (:mod:`mtdn_core.inference.references`)."""
        from mtdn_core.model import backend_torch as ops
        from mtdn_core.model.reference import ReferenceSum, local_log

        own_log = local_log(ops, own)
        total = ReferenceSum(ops, own_log)
        for image in others:
            other = self._seen(image)
            log = local_log(ops, other)
            step = (own_log.values - log.values).flatten(2)[0].median(1).values
            total.add(other, log, (float(step[0]), float(step[1])))
        found = total.result()
        assert found is not None
        return found
