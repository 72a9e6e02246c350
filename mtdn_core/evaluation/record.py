"""The record: everything that is measured of a shipped model and of its yardsticks, in one nested dictionary.

One run fills the tables, the pictures' captions, the list of targets and the figures of the model card, so that no two
of them can disagree.
"""

from __future__ import annotations

import hashlib
import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation.baselines import nl_means
from mtdn_core.evaluation.data import TestData, find_data, load_real_pairs
from mtdn_core.evaluation.injected import evaluate_injected
from mtdn_core.evaluation.measure import Pairs, load_scenes, scale_error
from mtdn_core.evaluation.methods import Answer, FilterMethod, Method, ModelMethod, RatioMethod
from mtdn_core.evaluation.metrics.despeckling import evaluate_pairs
from mtdn_core.evaluation.metrics.sites import SiteSettings, select_sites
from mtdn_core.evaluation.myanmar import evaluate_myanmar
from mtdn_core.evaluation.neighbours import evaluate_neighbours
from mtdn_core.evaluation.simulated import evaluate_scenes

Array = NDArray[np.float64]
Say = Callable[[str], None]
Results = dict[str, Any]
FILTERS = ("noisy", "boxcar5", "lee7", "nlmeans", "quegan7")
PEER_PATCHES = 40  # the published comparison spread 40 windows, 200 points and 800 edges over 40 patches
PUBLISHED = SiteSettings()
DECIDING = ("evaluation", "filters", "metrics", "model", "polarimetry", "simulation")


@dataclass(frozen=True)
class OneDate:
    """A method that is shown each date alone, so that nothing comes from the other one."""

    method: Method
    name: str
    threshold: float | None = None

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer:
        """Despeckle each date by itself; there is no change score."""
        out1 = self.method(first, first, has_c12=has_c12).date1
        out2 = out1 if second is first else self.method(second, second, has_c12=has_c12).date1
        return Answer(out1, out2, np.full(first.shape[1:], np.nan))


@dataclass
class TunedMeans:
    """Non-local means with another filtering parameter, in units of the speckle's deviation."""

    strength: float
    looks: float = 7.0
    threshold: float | None = None

    @property
    def name(self) -> str:
        """Shown in the tables."""
        return f"nlmeans, h = {self.strength:g}"

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer:
        """Filter both dates."""
        out1 = nl_means(first, self.looks, self.strength)
        out2 = out1 if second is first else nl_means(second, self.looks, self.strength)
        return Answer(out1, out2, np.full(first.shape[1:], np.nan))


@dataclass(frozen=True)
class RecordSettings:
    """What goes into the record.

    Attributes
    ----------
    data
        Folders of test data.
    scenes
        Simulated scenes.
    pairs, has_c12
        Real pairs for the despeckling figures.
    strengths
        Strengths to measure beside the card's default.
    """

    data: TestData
    scenes: tuple[Any, ...]
    pairs: Pairs
    has_c12: bool
    strengths: tuple[float, ...] = (0.0, 0.5)
    tuned: tuple[float, ...] = field(default=(0.8, 0.9))

    @classmethod
    def of(cls, folder: str | Path | None, scenes: int) -> RecordSettings:
        """Settings for the test data in `folder` (None: the usual place)."""
        data = find_data(folder)
        pairs, has_c12 = load_real_pairs(data)
        return cls(data, load_scenes(scenes) if scenes else (), pairs, has_c12)


def densities(pairs: int) -> dict[str, SiteSettings]:
    """Numbers of sites: as many per patch as in the published comparison, and its numbers as they stand."""
    per = max(pairs, 1) / PEER_PATCHES
    counts = {name: max(1, round(getattr(PUBLISHED, name) * per)) for name in ("windows", "points", "edges")}
    return {"pooled": replace(PUBLISHED, **counts), "strict": PUBLISHED}


def strengths(model: ModelMethod, settings: RecordSettings) -> list[tuple[float, bool]]:
    """Strengths to measure and whether each is the default one; the default comes last."""
    card = getattr(model.model, "card", None)
    default = 1.0 if card is None else float(card.default_strength)
    return [(s, False) for s in settings.strengths if s != default] + [(default, True)]


def variants(model: ModelMethod, settings: RecordSettings) -> dict[str, Method]:
    """The model by row: one date and two dates at every strength; keys `one` and `two` are the default ones."""
    rows: dict[str, Method] = {}
    for number, (strength, default) in enumerate(strengths(model, settings)):
        tail = f"strength {strength:g}{' (default)' if default else ''}"
        method = ModelMethod(model.model, f"{model.name}, two dates, {tail}", strength)
        alone = OneDate(method, f"{model.name}, one date, {tail}")
        rows["one" if default else f"one-{number}"] = alone
        rows["two" if default else f"two-{number}"] = method
    return dict(sorted(rows.items(), key=lambda item: item[0].split("-")[0]))


def despeckling(pairs: Pairs, method: Method, *, has_c12: bool) -> dict[str, Any]:
    """Figures at both densities of sites, and CPU seconds per megapixel of one date."""
    arrays = list(pairs.values())
    method(*arrays[0], has_c12=has_c12)  # the first call of a network pays for its set-up
    start = time.process_time()
    answers = [method(first, second, has_c12=has_c12) for first, second in arrays]
    seconds = time.process_time() - start
    outputs = [(answer.date1, answer.date2) for answer in answers]
    figures: dict[str, Any] = {}
    for name, wanted in densities(len(arrays)).items():
        sites = select_sites(arrays, wanted)
        counts = [len(sites.windows), len(sites.points), len(sites.edges)]
        figures[name] = {**evaluate_pairs(arrays, outputs, sites), "sites": counts}
    pixels = 2 * sum(first[0].size for first, _ in arrays)
    return {"name": method.name, **figures, "cpu_seconds_per_megapixel": seconds / pixels * 1e6}


def _intensities(method: Method) -> Callable[[Array, Array], Array]:
    return lambda first, second: method(first, second, has_c12=False).score


def _detectors() -> list[Method]:
    return [RatioMethod(1), RatioMethod(3), RatioMethod(5), RatioMethod(3, of_ratio=True),
            RatioMethod(5, of_ratio=True), RatioMethod(7, wishart=True)]


def change(model: ModelMethod, settings: RecordSettings, say: Say, known: Results) -> Results:
    """Figures of change: sections `injected`, `myanmar`, `neighbours`, each with a row per detector."""
    found: Results = {"injected": {}, "myanmar": {}, "neighbours": {}}
    data = settings.data
    for method in [model, *_detectors()]:
        rows = {name: known[name][method.name] for name in found if method.name in known.get(name, {})}
        if rows:
            for name, row in rows.items():
                found[name][method.name] = row
            continue
        say(f"change: {method.name}")
        threshold = method.threshold
        if settings.pairs:
            figures = evaluate_injected(list(settings.pairs.values()), method)
            found["injected"][method.name] = figures
            threshold = figures["best_threshold"] if threshold is None else threshold
        if data.stack and data.points and data.pairs:
            found["myanmar"][method.name] = evaluate_myanmar(data.stack, data.points, data.pairs, _intensities(method))
        if data.neighbours and threshold is not None:
            found["neighbours"][method.name] = evaluate_neighbours(data.neighbours, method, threshold)
    return {name: rows for name, rows in found.items() if rows}


def simulated(model: ModelMethod, settings: RecordSettings, say: Say, known: Results) -> Results:
    """Figures on simulated scenes by row: mean of all scenes, and for the model each scene."""
    rows: Results = {}
    filters: list[Method] = [FilterMethod(name) for name in FILTERS]
    tuned: list[Method] = [TunedMeans(strength) for strength in settings.tuned]
    for strength, default in strengths(model, settings):
        say(f"simulated scenes: strength {strength:g}")
        name = f"{model.name}, strength {strength:g}{' (default)' if default else ''}"
        rows["model" if default else name] = {"name": name, **evaluate_scenes(
            settings.scenes, ModelMethod(model.model, name, strength))}
    for method in [*filters, *tuned]:
        if method.name in known:
            rows[method.name] = known[method.name]
            continue
        say(f"simulated scenes: {method.name}")
        scenes = {}
        for scene in settings.scenes:
            if isinstance(method, TunedMeans):
                method.looks = float(scene.looks)  # classic filters are told the looks
            scenes.update(evaluate_scenes([scene], method))
        scenes.pop("mean", None)
        rows[method.name] = {"name": method.name, **scenes, "mean": mean_figures(scenes)}
    return rows


def mean_figures(scenes: dict[str, dict[str, list[float]]]) -> dict[str, list[float]]:
    """Mean over the scenes, per figure and channel, of what is finite; NaN where nothing is."""
    names = sorted({name for figures in scenes.values() for name in figures})
    mean = {}
    for name in names:
        table = np.array([figures[name] for figures in scenes.values() if name in figures], dtype=np.float64)
        usable = np.isfinite(table)
        total, count = np.where(usable, table, 0).sum(0), usable.sum(0)
        mean[name] = np.where(count > 0, total / np.maximum(count, 1), np.nan).tolist()
    return mean


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    import torch

    name = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text("utf-8", errors="replace").splitlines()
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), name)
    return {"processor": name, "threads": torch.get_num_threads(), "cores": os.cpu_count(),
            "torch": torch.__version__.split("+")[0], "numpy": np.__version__}


def describe(model: ModelMethod) -> dict[str, Any]:
    """Name, size and settings of the model."""
    card = getattr(model.model, "card", None)
    count = sum(int(p.numel()) for p in model.model.parameters())
    base = {"name": model.name, "parameters": count, "change_threshold": model.threshold}
    if card is None:
        return {**base, "sha256": "", "default_strength": 1.0}
    return {**base, "sha256": card.sha256, "default_strength": card.default_strength,
            "architecture": card.architecture}


def code_digest() -> str:
    """SHA-256 over the sources that decide the figures: those of other code are not those of this one."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for path in sorted(path for part in DECIDING for path in (root / part).rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def measure_record(
    model: ModelMethod, settings: RecordSettings, say: Say = print, known: Results | None = None
) -> Results:
    """Measure everything.

    Parameters
    ----------
    model
        The model at its default strength.
    settings
        Data and scenes; what is absent is left out.
    say
        Receives a line before each step.
    known
        Rows that need not be measured again (:func:`mtdn_core.evaluation.records.yardsticks` of a record just made).

    Returns
    -------
    dict
        `model`, `machine`, `notes`, `seconds`, and as far as there are data: `despeckling`, `scale_error`,
        `simulated`, `injected`, `myanmar`, `neighbours`.
    """
    start, known = time.monotonic(), known or {}
    results: Results = {"code": code_digest(), "model": describe(model), "machine": machine(),
                        "notes": list(settings.data.notes), "has_c12": settings.has_c12, "patches": len(settings.pairs)}
    if settings.pairs:
        rows: dict[str, Method] = {**variants(model, settings), **{name: FilterMethod(name) for name in FILTERS}}
        results["despeckling"] = {}
        for key, method in rows.items():
            if key in known.get("despeckling", {}):
                results["despeckling"][key] = known["despeckling"][key]
                continue
            say(f"despeckling: {method.name}")
            results["despeckling"][key] = despeckling(settings.pairs, method, has_c12=settings.has_c12)
        pair = next(iter(settings.pairs.values()))
        results["scale_error"] = {key: scale_error(pair, rows[key], has_c12=settings.has_c12) for key in ("one", "two")}
    if settings.scenes:
        results["simulated"] = simulated(model, settings, say, known.get("simulated", {}))
    results.update(change(model, settings, say, known))
    results["seconds"] = time.monotonic() - start
    return results
