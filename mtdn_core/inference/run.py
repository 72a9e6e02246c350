"""From rasters to rasters: the one path that command line, Python and QGIS take."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from math import log
from typing import Any

from mtdn_core.errors import ConfigError
from mtdn_core.inference.change_outputs import check_ground
from mtdn_core.inference.confirmation import Confirming
from mtdn_core.inference.device import resolve
from mtdn_core.inference.false_alarms import threshold_for
from mtdn_core.inference.one_polarisation import loss_text
from mtdn_core.inference.outputs import RunOutputs
from mtdn_core.inference.pipeline import run_tiles
from mtdn_core.inference.predictor import Observed, Predicted, Predictor
from mtdn_core.inference.report import RunReport
from mtdn_core.inference.resume import Journal, run_key
from mtdn_core.inference.scene import Scene, open_scene, wanted_of
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.inference.tiles import Tile, TilePlan, plan_tiles
from mtdn_core.model.card import decisive
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.align import AlignedRaster
from mtdn_core.raster.gdal import bounded_cache
from mtdn_core.raster.output_set import OutputSet, check_outputs
from mtdn_core.raster.provenance import CHANGE, of_sentinel1, provenance

BIASED = 0.05


@dataclass(frozen=True)
class _Prepared:
    """A run that has been checked: what it reads, computes and writes."""

    scene: Scene
    predictor: Predictor
    outputs: Outputs
    settings: RunSettings
    strength: float
    threshold: float
    edge: int
    workers: int
    model: str
    sha256: str

    @property
    def tiles(self) -> TilePlan:
        """The plan."""
        grid, predictor = self.scene.dates[0].grid, self.predictor
        return plan_tiles(grid.width, grid.height, self.edge, predictor.halo, predictor.align, self.scene.region)

    def provenance(self) -> dict[str, str]:
        """What change outputs say of themselves, and despeckled ones beside the metadata of their input."""
        dates = self.scene.dates
        later = self.scene.later_dates
        sources = (*dates, *(self.scene.references.dates if self.scene.references else ()), *later)
        names = [os.path.basename(name) for date in sources for name in (date.name, *date.files)]
        sentinel = of_sentinel1(names, [date.metadata for date in sources])
        facts = {
            "model": self.model, "model_sha256": self.sha256, "strength": f"{self.strength:g}",
            "threshold": f"{self.threshold:g}" if self.predictor.wanted.probability else None,
            "target": self.settings.target if self.predictor.wanted.probability else None,
            "weather_db": ", ".join(
                f"{-10 * g / log(10):.2f}" for g, _ in zip(self.scene.weather, self.scene.polarisations)
            ) if len(dates) == 2 else None,
            "references": "; ".join(date.name for date in self.scene.references.dates) if self.scene.references else None,
            "inputs": "; ".join(date.name for date in dates),
            "aligned": "; ".join(f"{d.name} ({d.method})" for d in sources if isinstance(d, AlignedRaster)) or None,
            "dates": "; ".join(f"{date.acquired:%Y-%m-%d}" if date.acquired else "unknown" for date in dates),
            "later": "; ".join(date.name for date in later),
            "later_dates": "; ".join(f"{date.acquired:%Y-%m-%d}" for date in later),
            "units": "; ".join(date.units.units for date in dates),
            "loss": loss_text(self.predictor.model.card, self.scene.polarisations) or None,
        }  # fmt: skip
        return provenance(CHANGE, facts, [date.acquired.year for date in sources if date.acquired], sentinel)


def run(
    first: DateInput,
    second: DateInput | None,
    outputs: Outputs,
    settings: RunSettings,
    feedback: Feedback | None = None,
    *,
    model: Any = None,
    references: Sequence[DateInput] = (),
    later: Sequence[DateInput] = (),
) -> RunReport:
    """Despeckle one or two dates and detect the change between them, in one pass over the scene.

    Parameters
    ----------
    first, second
        The dates, on one grid. Without `second`, date 1 is despeckled by itself.
    outputs
        What to write; nothing else is computed, and nothing appears before everything is complete.
    settings
        See :class:`RunSettings`.
    feedback
        Is told of progress after every tile, and may cancel.
    model
        A loaded model to use instead of ``settings.model``.
    references
        Further dates that say what date 1 looks like without speckle. With `second` they are a baseline, which
        the second date is compared with; date 1 is then not an output.
    later
        Dates after the second one that confirm its change, see :mod:`mtdn_core.inference.confirmation`.

    Raises
    ------
    MtdnError
        Of the kind that fits: inputs, grids, units, outputs, device, model. No output is left.
    Cancelled
        If the feedback says so. No output is left.
    """
    started = time.perf_counter()
    progress = Progress(feedback)
    with bounded_cache():
        prepared = _prepare(first, second, outputs, settings, progress, model, references, later)
        results = _execute(prepared, progress)
    return _report(prepared, results, progress, time.perf_counter() - started)


def _prepare(
    first: DateInput, second: DateInput | None, outputs: Outputs, settings: RunSettings, progress: Progress, model: Any,
    references: Sequence[DateInput], later: Sequence[DateInput],
) -> _Prepared:  # fmt: skip
    settings.check()
    wanted = wanted_of(second, outputs, bool(later))
    if second is not None and references and (wanted.first or wanted.second):
        raise ConfigError(
            "A second date and references are given, and despeckled dates are asked for", "one of the two",
            "give the second date as a reference",
        )  # fmt: skip
    ordered = wanted.probability or outputs.step is not None
    scene = open_scene(
        first, second, settings.units, progress, ordered=ordered, references=references, later=later,
        remove_weather=settings.weather == "remove", align=settings.align, extent=settings.extent,
    )  # fmt: skip
    others = scene.references.dates if scene.references else ()
    files = [file for date in (*scene.dates, *others, *scene.later_dates) for file in date.files]
    check_outputs(outputs.wanted().values(), files, settings.creation_options, polygons=outputs.polygons)
    check_ground(outputs, settings, scene.grid)
    choice = resolve(settings.device)
    if model is None:
        from mtdn_core.model.load import load_model

        model = load_model(settings.model, device=choice.device, backend=choice.backend)
    progress.info(f"Device: {choice.name}, {choice.backend} ({choice.reason})")
    for note in getattr(model, "notes", ()):
        progress.info(note)
    card = model.card
    if loss := loss_text(card, scene.polarisations):
        progress.warning(loss)
    strength = float(card.default_strength if settings.strength is None else settings.strength)
    predictor = Predictor(
        model, choice, wanted, strength, progress, may_fall_back=settings.device == "auto", fast=settings.fast,
        target=settings.target, step=bool(outputs.step or outputs.polygons),
    )  # fmt: skip
    threshold = float(card.change_threshold if settings.threshold is None else settings.threshold)
    if settings.false_alarms is not None and wanted.probability:
        threshold = threshold_for(settings.false_alarms, scene, predictor, card, progress)
    if settings.fast:
        progress.info(
            "Fast: arithmetic in bfloat16; despeckled values differ by 0.1 to 0.3 %" if predictor.half_precision
            else "Fast changes nothing: " + ("this processor has no bfloat16" if predictor.uses_torch else "it needs PyTorch")
        )  # fmt: skip
    edge, workers = _tiling(settings, predictor, scene, progress)
    said = f", change of the kind '{settings.target}' from a probability of {threshold:.4g}" if wanted.probability else ""
    progress.info(f"Model: {card.name}, strength {strength:g}{said}")
    return _Prepared(
        scene, predictor, outputs, settings, strength, threshold, edge, workers, card.name, card.sha256
    )


def _tiling(settings: RunSettings, predictor: Predictor, scene: Scene, progress: Progress) -> tuple[int, int]:
    """Return the edge of a core and the tiles in work at a time, and say them."""
    width, height = scene.grid.width, scene.grid.height
    edge, workers = predictor.tiling(width, height, settings.tile, settings.threads)
    progress.info(
        f"Tiles: {edge} x {edge} pixels, halo {predictor.halo}, {workers} at a time; scene {width} x {height}"
    )
    return edge, workers


@contextmanager
def _journal(prepared: _Prepared, progress: Progress) -> Iterator[Journal | None]:
    if not prepared.settings.resume:
        yield None
        return
    choice = prepared.predictor.choice
    facts = {
        **asdict(prepared.settings), "strength": prepared.strength, "threshold": prepared.threshold, "threads": None,
        "tile": prepared.edge, "model": decisive(prepared.predictor.model.card), "resume": True,
        "device": [choice.device, choice.backend, choice.name if choice.device != "cpu" else ""],
        "fast": prepared.predictor.half_precision,
    }  # fmt: skip
    with Journal(prepared.outputs, run_key(prepared.scene, prepared.outputs, **facts), progress) as journal:
        yield journal


def _execute(prepared: _Prepared, progress: Progress) -> RunOutputs:
    """Compute all tiles and put the outputs in place."""
    paths, scene = prepared.outputs.wanted().values(), prepared.scene
    with _journal(prepared, progress) as journal, OutputSet(paths, journal.scratch if journal else None) as files:
        results = RunOutputs(
            scene, prepared.outputs, files, prepared.threshold, prepared.settings.creation_options,
            prepared.provenance(),
        )  # fmt: skip
        if journal is not None:
            results.restore(journal.entries)

        def write(tile: Tile, observed: list[Observed], answer: Predicted | None) -> None:
            scene.content.check()
            results(tile, observed, answer)
            if journal is not None:
                journal.note(tile.core, results.state())

        predictor = prepared.predictor
        run_tiles(
            prepared.tiles, scene.read, Confirming(scene, predictor, prepared.threshold) if scene.later else predictor, write,
            progress, workers=prepared.workers, finished=journal.cores if journal else (),
        )  # fmt: skip
        if journal is not None:
            journal.replay(files.write, progress.check_cancelled)
        results.check()
        if results.change is not None:
            results.change.finish(prepared.settings, progress.check_cancelled)
        _warn_if_biased(results, progress)
        scene.content.verify()
        progress.check_cancelled()
        files.commit()
        if journal is not None:
            journal.finish()
    return results


def _warn_if_biased(results: RunOutputs, progress: Progress) -> None:
    # the mean of input / output says less: fades and what the subtraction of noise leaves near zero rule it
    for name, ratio in results.totals.power_ratio().items():
        if abs(ratio - 1) > BIASED:
            progress.warning(
                f"{name}: the total power of output / input is {ratio:.3f} (1 is ideal). The level is not kept well; check "
                "the units, or try another model"
            )
    if results.without_number:
        progress.warning(
            f"The model gave no number for {results.without_number} measured pixels; despeckled images keep their input "
            "there, change has no data"
        )


def _report(prepared: _Prepared, results: RunOutputs, progress: Progress, seconds: float) -> RunReport:
    scene, choice = prepared.scene, prepared.predictor.choice
    change = results.change if prepared.predictor.wanted.probability else None
    return RunReport(
        model=prepared.model,
        device=choice.name,
        device_reason=choice.reason,
        tile=prepared.edge,
        workers=prepared.workers,
        strength=prepared.strength,
        threshold=prepared.threshold,
        units=tuple(date.units.units for date in scene.dates),
        bands=tuple(date.bands_text for date in scene.dates),
        pixels=scene.pixels,
        valid_pixels=results.valid_pixels,
        mean_ratio=results.totals.mean_ratio(),
        power_ratio=results.totals.power_ratio(),
        changed_pixels=change.changed_pixels if change else None,
        changed_area_m2=change.changed_area_m2 if change else None,
        seconds=seconds,
        megapixels_per_second=scene.pixels / 1e6 / seconds,
        outputs=prepared.outputs.wanted(),
        messages=tuple(progress.messages),
    )
