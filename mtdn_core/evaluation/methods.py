"""One interface for everything that can be measured: models, classic filters, folders of finished rasters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation.baselines import FILTERS, boxcar, make_filter, measured
from mtdn_core.evaluation.metrics.change import likelihood_ratio, wishart_ratio
from mtdn_core.evaluation.metrics.windows import box_mean

Array = NDArray[np.float64]


class Answer(NamedTuple):
    """Both despeckled dates (4, H, W) in linear power and a change score (H, W), higher = changed."""

    date1: Array
    date2: Array
    score: Array


class Method(Protocol):
    """Something that despeckles two dates and scores change.

    Attributes
    ----------
    name
        Shown in the tables.
    threshold
        Change is called at scores at or above it; None: the threshold of the best F1 on injected change is used and
        stated.
    """

    @property
    def name(self) -> str: ...

    @property
    def threshold(self) -> float | None: ...

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer: ...


@dataclass
class FilterMethod:
    """A classic filter; change is scored by the likelihood ratio of the filtered intensities."""

    name: str
    looks: float = 7.0
    threshold: float | None = None

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer:
        """Filter both dates."""
        out1, out2 = make_filter(self.name, self.looks)(first, second)
        return Answer(out1, out2, likelihood_ratio(out1, out2))


@dataclass
class RatioMethod:
    """The classic change detectors: the likelihood ratio of gamma or Wishart variables.

    Attributes
    ----------
    size
        Side of the boxcar in pixels, odd; 1: none.
    wishart
        Compare the whole matrix where C12 is present.
    of_ratio
        Average the ratio over the window instead of the intensities.
    """

    size: int = 5
    wishart: bool = False
    of_ratio: bool = False
    threshold: float | None = None

    @property
    def name(self) -> str:
        """Shown in the tables."""
        kind = "Wishart" if self.wishart else "likelihood"
        return f"{'mean ' if self.of_ratio else ''}{kind} ratio {self.size}x{self.size}"

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer:
        """Average both dates and compare them, or compare and then average."""
        if self.of_ratio:
            score = likelihood_ratio(first, second)
            usable = np.isfinite(score)
            weight = np.maximum(box_mean(usable.astype(np.float64), self.size), 1e-9)
            mean = box_mean(np.where(usable, score, 0.0), self.size) / weight
            return Answer(first, second, np.where(usable, mean, np.nan))
        out1, out2 = boxcar(first, self.size), boxcar(second, self.size)
        ratio = wishart_ratio if self.wishart and has_c12 else likelihood_ratio
        return Answer(out1, out2, ratio(out1, out2))


class ModelMethod:
    """A trained network.

    Parameters
    ----------
    model
        Object that :func:`mtdn_core.model.load.load_model` returns.
    name
        Shown in the tables.
    strength
        Despeckling strength, 0 to 1; None: the model card's.
    """

    def __init__(self, model: Any, name: str, strength: float | None = None) -> None:
        self.model, self.name, self.strength = model, name, strength
        card = getattr(model, "card", None)
        self.threshold: float | None = 0.5 if card is None else float(card.change_threshold)

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer:
        """One pass over both dates."""
        import torch

        from mtdn_core.model.channels import with_c12
        from mtdn_core.model.interface import Observation

        parameter = next(iter(self.model.parameters()), None)
        device = torch.device("cpu") if parameter is None else parameter.device
        dates = [torch.from_numpy(np.nan_to_num(d).astype(np.float32))[None].to(device) for d in (first, second)]
        masks = [torch.from_numpy(measured(d))[None, None].to(device) for d in (first, second)]
        images = [date if has_c12 else date[:, [0, 3]] for date in dates]
        observations = [Observation(image, mask) for image, mask in zip(images, masks)]
        alone = second is first
        with torch.inference_mode():
            estimate = self.model.estimate(*observations[: 1 if alone else 2], strength=self.strength)
        outs = [with_c12(estimate.first)[0].double().cpu().numpy()] * 2
        probability = np.zeros(first.shape[-2:])
        if not alone:
            outs[1] = with_c12(estimate.second)[0].double().cpu().numpy()
            probability = estimate.probability[0, 0].double().cpu().numpy()
        both = measured(first) & measured(second)
        score = np.where(both, probability, np.nan)
        return Answer(outs[0], outs[1], score)


def despeckler(method: Method, *, has_c12: bool = True) -> Callable[[Array, Array], tuple[Array, Array]]:
    """The method as a function of two dates that returns both despeckled."""

    def run(first: Array, second: Array) -> tuple[Array, Array]:
        answer = method(first, second, has_c12=has_c12)
        return answer.date1, answer.date2

    return run


def make_method(name: str, device: str = "cpu", strength: float | None = None) -> Method:
    """A classic filter of this name, or else the model of this name or path.

    Raises
    ------
    ModelError
        When it is neither.
    """
    if name in FILTERS:
        return FilterMethod(name)
    from pathlib import Path

    from mtdn_core.model.load import load_model

    return ModelMethod(load_model(name, device), Path(name).stem, strength)
