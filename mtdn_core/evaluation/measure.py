"""Everything that is measured of one method, as one nested dictionary."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation.data import TestData
from mtdn_core.evaluation.folder import FolderMethod
from mtdn_core.evaluation.injected import evaluate_injected
from mtdn_core.evaluation.methods import Answer, Method, despeckler
from mtdn_core.evaluation.metrics.sites import SiteSettings
from mtdn_core.evaluation.myanmar import evaluate_myanmar
from mtdn_core.evaluation.neighbours import evaluate_neighbours
from mtdn_core.evaluation.patches import evaluate_arrays
from mtdn_core.evaluation.simulated import evaluate_scenes

Array = NDArray[np.float64]
Pairs = dict[str, tuple[Array, Array]]
SCALES = (1e3, 1e-3)
SCENE_LIMIT = 10


@dataclass(frozen=True)
class Plan:
    """What to measure on.

    Attributes
    ----------
    data
        Folders of test data.
    pairs, has_c12
        Real pairs for the despeckling figures.
    scenes
        Simulated scenes; empty leaves them out.
    sites
        Counts of sites.
    """

    data: TestData
    pairs: Pairs
    has_c12: bool
    scenes: tuple[Any, ...] = ()
    sites: SiteSettings = field(default_factory=SiteSettings)


def scale_error(pair: tuple[Array, Array], method: Method, *, has_c12: bool = True) -> float:
    """Largest relative deviation of the output, after undoing it, when the input is scaled by 1000 and by 0.001."""
    base = method(pair[0], pair[1], has_c12=has_c12).date1
    worst = 0.0
    for factor in SCALES:
        scaled = method(pair[0] * factor, pair[1] * factor, has_c12=has_c12).date1 / factor
        for channel in (0, 3):
            level = np.maximum(np.abs(base[channel]), 1e-12)
            worst = max(worst, float((np.abs(scaled[channel] - base[channel]) / level).max()))
    return worst


def _without_c12(method: Method) -> Callable[[Array, Array], Array]:
    return lambda first, second: method(first, second, has_c12=False).score


class _NoC12:
    """The same method told that C12 is absent, whatever it is asked."""

    def __init__(self, method: Method) -> None:
        self.name, self.threshold, self._method = method.name, method.threshold, method

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer:
        return self._method(first, second, has_c12=False)


def measure(method: Method, plan: Plan, say: Callable[[str], None] = print) -> dict[str, Any]:
    """Measure one method on all that the plan holds.

    Parameters
    ----------
    method
        Model, filter or folder; a folder is measured on the real pairs alone.
    plan
        Test data.
    say
        Receives a line before each step.

    Returns
    -------
    dict
        Sections `despeckling`, `injected`, `simulated`, `myanmar`, `neighbours`, each absent when its data are, and
        `seconds`.
    """
    results: dict[str, Any] = {}
    start = time.monotonic()
    pairs = list(plan.pairs.values())
    used: Method = method if plan.has_c12 else _NoC12(method)
    if pairs:
        say(f"{method.name}: despeckling, {len(pairs)} pairs")
        results["despeckling"] = evaluate_arrays(pairs, despeckler(used, has_c12=plan.has_c12), plan.sites)
    if not isinstance(method, FolderMethod):
        if pairs:
            results["despeckling"]["scale_error"] = [scale_error(pairs[0], used, has_c12=plan.has_c12)]
            say(f"{method.name}: injected change")
            results["injected"] = evaluate_injected(pairs, used)
        if plan.scenes:
            say(f"{method.name}: {len(plan.scenes)} simulated scenes")
            results["simulated"] = evaluate_scenes(plan.scenes, method)
        data = plan.data
        if data.stack and data.points and data.pairs:
            say(f"{method.name}: dated disturbances")
            results["myanmar"] = evaluate_myanmar(data.stack, data.points, data.pairs, _without_c12(method))
        threshold = method.threshold
        if threshold is None and "injected" in results:
            threshold = results["injected"]["best_threshold"]
        if data.neighbours and threshold is not None:
            say(f"{method.name}: neighbouring dates")
            results["neighbours"] = evaluate_neighbours(data.neighbours, method, threshold)
    results["seconds"] = time.monotonic() - start
    return results


def load_scenes(limit: int = SCENE_LIMIT, size: int | None = None) -> tuple[Any, ...]:
    """The simulated test scenes, at most `limit` of them."""
    from itertools import islice

    from mtdn_core.training.simulation.benchmark import test_scenes

    scenes: Iterable[Any] = test_scenes() if size is None else test_scenes(size)
    return tuple(islice(scenes, limit))


def site_settings(windows: int, points: int, edges: int) -> SiteSettings:
    """Site settings with other counts."""
    return replace(SiteSettings(), windows=windows, points=points, edges=edges)
