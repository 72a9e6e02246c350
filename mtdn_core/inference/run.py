"""From rasters to rasters: the one path that command line, Python and QGIS take."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from math import log
from typing import Any

from mtdn_core.errors import ConfigError
from mtdn_core.inference.change import day_of
from mtdn_core.inference.change_outputs import check_ground
from mtdn_core.inference.device import importing_torch
from mtdn_core.inference.false_alarms import threshold_for
from mtdn_core.inference.fingerprint import InputContent
from mtdn_core.inference.one_polarisation import loss_text
from mtdn_core.inference.outputs import RunOutputs
from mtdn_core.inference.pipeline import run_tiles
from mtdn_core.inference.predictor import Observed, Predicted, Predictor, check_numbers, load_predictor
from mtdn_core.inference.resume import Journal, run_key
from mtdn_core.inference.scene import Scene, confirming, open_scene, wanted_of
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.inference.tiles import Tile, TilePlan
from mtdn_core.progress import Feedback, Progress
from mtdn_core.raster.align import AlignedRaster
from mtdn_core.raster.gdal import working
from mtdn_core.raster.output_set import OutputSet, check_outputs
from mtdn_core.raster.provenance import CHANGE, of_sentinel1, provenance

BIASED = 0.05


@dataclass(frozen=True)
class RunReport:
    model: str
    device: str
    device_reason: str  # why there
    tile: int  # edge of a core in pixels
    workers: int  # tiles computed at the same time
    strength: float  # of despeckling, and the threshold of change, as used
    threshold: float
    units: tuple[str, ...]  # found, per date
    bands: tuple[str, ...]  # how they were recognised, in words, per date
    pixels: int
    valid_pixels: int  # where every date was measured
    #: mean of input / output per despeckled channel, ``{"date1 VV": 1.003, ...}``; 1 is ideal
    mean_ratio: dict[str, float]
    power_ratio: dict[str, float]  # total power of the output over that of the input, likewise
    changed_pixels: int | None  # None if change was not asked for
    changed_area_m2: float | None  # None also where the pixel size on the ground is unknown
    seconds: float  # of the whole run, reading and writing included
    megapixels_per_second: float
    references: tuple[str, ...]  # paths of the further dates that were used, of a reference or baseline, in the order of time
    outputs: dict[str, str]  # paths written, by the names of :class:`~mtdn_core.inference.settings.Outputs`
    messages: tuple[str, ...]  # everything said on the way, in order


def run(
    first: DateInput, second: DateInput | None, outputs: Outputs, settings: RunSettings, feedback: Feedback | None = None, *,
    model: Any = None, references: Sequence[DateInput] = (), later: Sequence[DateInput] = (),
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
        Further dates that say what date 1 looks like without speckle. With `second` they are a baseline, which the second
        date is compared with; date 1 is then not an output.
    later
        Dates after the second one that confirm its change, see :mod:`mtdn_core.inference.change`.

    Raises
    ------
    MtdnError, Cancelled
        Of the kind that fits: inputs, grids, units, outputs, device, model; or if the feedback says so. No output is left.
    """
    started = time.perf_counter()
    progress = Progress(feedback)
    with working(progress.is_cancelled):
        scene, predictor, settings = _prepare(first, second, outputs, settings, progress, model, references, later)
        results = _compute(scene, predictor, outputs, settings, progress)
    change = results.change if predictor.wanted.probability else None
    mean_ratio, power_ratio = results.ratios()
    seconds = time.perf_counter() - started
    report = RunReport(
        model=predictor.model.card.name, device=predictor.choice.name, device_reason=predictor.choice.reason,
        tile=int(settings.tile or 0), workers=int(settings.threads or 0),
        strength=predictor.strength, threshold=float(settings.threshold or 0),
        units=tuple(date.units.units for date in scene.dates), bands=tuple(date.bands_text for date in scene.dates),
        pixels=scene.pixels, valid_pixels=results.valid_pixels,
        mean_ratio=mean_ratio, power_ratio=power_ratio,
        changed_pixels=change.changed_pixels if change else None,
        changed_area_m2=change.changed_area_m2 if change else None,
        seconds=seconds, megapixels_per_second=scene.pixels / 1e6 / seconds,
        references=tuple(date.path for date in scene.references.dates) if scene.references else (),
        outputs=outputs.wanted(), messages=(),
    )
    _say(report, progress)
    return replace(report, messages=tuple(progress.messages))


def _prepare(
    first: DateInput, second: DateInput | None, outputs: Outputs, settings: RunSettings, progress: Progress, model: Any,
    references: Sequence[DateInput], later: Sequence[DateInput],
) -> tuple[Scene, Predictor, RunSettings]:
    """Check everything; return what is read and computed, and the settings with strength, threshold, tile, threads as used."""
    settings.check()
    wanted = wanted_of(second, outputs, bool(later))
    if second is not None and references and (wanted.first or wanted.second):
        raise ConfigError(
            "A second date and references are given, and despeckled dates are asked for", "one of the two",
            "give the second date as a reference",
        )
    ordered = wanted.probability or outputs.step is not None
    with importing_torch():
        scene = open_scene(first, second, settings, progress, ordered=ordered, references=references, later=later)
    files = [file for date in scene.all_dates for file in date.files]
    check_outputs(outputs.wanted().values(), files, settings.creation_options, polygons=outputs.polygons)
    check_ground(outputs, settings, scene.grid)
    predictor = load_predictor(
        settings.model if model is None else model, wanted, settings, progress, scene.polarisations,
        step=bool(outputs.step or outputs.polygons),
    )
    card = predictor.model.card
    threshold = float(card.change_threshold if settings.threshold is None else settings.threshold)
    if settings.false_alarms is not None and wanted.probability:
        threshold = threshold_for(settings.false_alarms, scene, predictor, card, progress)
    if settings.fast:
        progress.info(
            "Fast: arithmetic in bfloat16; despeckled values differ by 0.1 to 0.3 %" if predictor.half_precision
            else "Fast changes nothing: " + ("this processor has no bfloat16" if predictor.uses_torch else "it needs PyTorch")
        )
    width, height = scene.grid.width, scene.grid.height
    edge, workers = predictor.tiling(width, height, settings.tile, settings.threads)
    progress.info(f"Tiles: {edge} x {edge} pixels, halo {predictor.halo}, {workers} at a time; scene {width} x {height}")
    said = f", change of the kind '{settings.target}' from a probability of {threshold:.4g}" if wanted.probability else ""
    progress.info(f"Model: {card.name}, strength {predictor.strength:g}{said}")
    return scene, predictor, replace(settings, strength=predictor.strength, threshold=threshold, tile=edge, threads=workers)


def _compute(scene: Scene, predictor: Predictor, outputs: Outputs, settings: RunSettings, progress: Progress) -> RunOutputs:
    content, grid = InputContent(scene.all_dates), scene.dates[0].grid
    tiles = TilePlan(grid.width, grid.height, int(settings.tile or 0), predictor.halo, predictor.align, scene.region)
    with ExitStack() as stack:
        paths = list(outputs.wanted().values())
        files = stack.enter_context(OutputSet(paths))
        results = RunOutputs(scene, outputs, files, settings, _provenance(scene, predictor, settings))
        journal = None
        if settings.resume:
            key = run_key(scene, content.fingerprint, outputs, settings, predictor)
            journal = stack.enter_context(Journal(paths[0], key, tiles, files.rasters, progress))
            results.restore(tiles, [entry["state"] for entry in journal.entries])

        days = [day_of(pair.dates[1].acquired) for pair in (scene, *scene.later) if scene.later]
        predict = confirming(scene, predictor, float(settings.threshold or 0), days)

        def write(tile: Tile, observed: list[Observed], answer: Predicted | None) -> None:
            content.check()
            results(tile, observed, answer)
            if journal is not None:
                journal.note(results.state())

        run_tiles(
            tiles, scene.read, predictor, write, progress, workers=int(settings.threads or 1),
            finished=len(journal.entries) if journal else 0, predict=predict,
        )
        if journal is not None:
            journal.replay()
        check_numbers(results.computed, results.without_number)
        if results.change is not None:
            results.change.finish()
        _warn_if_biased(results, progress)
        content.verify()
        progress.check_cancelled()
        files.commit()
    return results


def _provenance(scene: Scene, predictor: Predictor, settings: RunSettings) -> dict[str, str]:
    """Return what change outputs say of themselves, and despeckled ones beside the metadata of their input."""
    dates, sources, card = scene.dates, scene.all_dates, predictor.model.card
    names = [os.path.basename(name) for date in sources for name in (date.name, *date.files)]
    sentinel = of_sentinel1(names, [date.metadata for date in sources])
    finds_change = predictor.wanted.probability
    weather = [f"{round(-10 * g / log(10), 2) + 0:.2f}" for g, _ in zip(scene.weather, scene.polarisations)]
    facts = {
        "model": card.name, "model_sha256": card.sha256, "strength": f"{predictor.strength:g}",
        "threshold": f"{settings.threshold:g}" if finds_change else None,
        "target": settings.target if finds_change else None,
        "weather_db": ", ".join(weather) if finds_change or predictor.step else None,
        "references": "; ".join(date.name for date in scene.references.dates) if scene.references else None,
        "inputs": "; ".join(date.name for date in dates),
        "aligned": "; ".join(f"{d.name} ({d.method})" for d in sources if isinstance(d, AlignedRaster)),
        "dates": "; ".join(f"{date.acquired:%Y-%m-%d}" if date.acquired else "unknown" for date in dates),
        "later": "; ".join(date.name for date in scene.later_dates),
        "later_dates": "; ".join(f"{date.acquired:%Y-%m-%d}" for date in scene.later_dates),
        "units": "; ".join(date.units.units for date in dates),
        "loss": loss_text(card, scene.polarisations),
    }
    return provenance(CHANGE, facts, [date.acquired.year for date in sources if date.acquired], sentinel)


def _warn_if_biased(results: RunOutputs, progress: Progress) -> None:
    # the mean of input / output says less: fades and what the subtraction of noise leaves near zero rule it
    for name, ratio in results.ratios()[1].items():
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


def _say(report: RunReport, progress: Progress) -> None:
    if report.mean_ratio:
        both = (report.mean_ratio, report.power_ratio)
        ratios, power = (", ".join(f"{name} {value:.4f}" for name, value in found.items()) for found in both)
        progress.info(f"Mean of input / output (1 is ideal): {ratios}; total power of output / input: {power}")
    if report.changed_pixels is not None:
        area = "" if report.changed_area_m2 is None else f", {report.changed_area_m2 / 1e4:.2f} ha"
        share = report.changed_pixels / max(report.valid_pixels, 1)
        progress.info(f"Changed: {report.changed_pixels} pixels ({share:.2%} of those measured){area}")
    speed = f"{report.seconds:.1f} s ({report.megapixels_per_second:.2g} Mpx/s)"
    progress.info(f"{report.pixels / 1e6:.3g} Mpx, of which {report.valid_pixels / report.pixels:.1%} are measured, in {speed}")
