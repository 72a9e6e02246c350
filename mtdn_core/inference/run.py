"""From rasters to rasters: the one path that the command line and QGIS both take."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import Any

from mtdn_core.errors import Cancelled
from mtdn_core.inference.device import memory_budget, resolve
from mtdn_core.inference.outputs import Products, writer_of_change
from mtdn_core.inference.pipeline import run_tiles
from mtdn_core.inference.predictor import Worker
from mtdn_core.inference.report import RunReport
from mtdn_core.inference.resume import Journal, run_key
from mtdn_core.inference.scene import Scene, check_request, open_scene
from mtdn_core.inference.settings import DateInput, Feedback, Outputs, RunSettings, SilentFeedback
from mtdn_core.inference.statistics import measure_scene
from mtdn_core.inference.tiles import Tile, aligned, tile_for_budget
from mtdn_core.raster.cache import block_cache
from mtdn_core.raster.output_set import OutputSet
from mtdn_core.raster.sieve import drop_small_changes

DEFAULT_THRESHOLD = 0.5
DEFAULT_STRENGTH = 1.0
RATIO_TOLERANCE = 0.1


def run(
    first: DateInput,
    second: DateInput | None,
    outputs: Outputs,
    settings: RunSettings,
    feedback: Feedback | None = None,
    *,
    model: Any = None,
) -> RunReport:
    """Despeckle one or two dates and detect the change between them, in one pass over the scene.

    Parameters
    ----------
    first, second
        The dates, on one grid. Without `second`, date 1 is despeckled by itself.
    outputs
        What to write; nothing appears before everything is complete.
    settings
        See :class:`RunSettings`.
    feedback
        Is told of progress after every tile, and may cancel there.
    model
        A loaded model to use instead of ``settings.model``.

    Raises
    ------
    MtdnError
        Of the kind that fits: inputs, grids, units, outputs, device, model. No output is left.
    Cancelled
        If the feedback says so. No output is left.
    """
    started = time.perf_counter()
    log = _Log(feedback if feedback is not None else SilentFeedback())
    settings.check()
    check_request(second, outputs)
    scene = open_scene(first, second, outputs, settings, log)
    choice = resolve(settings.device)
    log.info(f"Device: {choice.device} ({choice.reason})")
    if model is None:
        from mtdn_core.model.load import load_model

        model = load_model(settings.model, device=choice.device)
    card = getattr(model, "card", None)
    strength = _first(settings.strength, getattr(card, "default_strength", None), DEFAULT_STRENGTH)
    threshold = _first(settings.threshold, getattr(card, "change_threshold", None), DEFAULT_THRESHOLD)
    worker = Worker(model, choice, settings.device == "auto", scene.has_c12, strength, log, settings.fast)
    if worker.half_precision:
        log.info("Fast: arithmetic in bfloat16; despeckled values differ by 0.1 to 0.3 %")
    elif settings.fast and not worker.fast:
        log.info("--fast changes nothing: this processor has no bfloat16, and the model needs nothing beyond its tiles")
    with ExitStack() as stack:
        journal = None
        if settings.resume:
            model_facts = (getattr(card, "name", ""), getattr(card, "sha256", ""), worker.choice.device)
            key = run_key(scene, outputs, settings, model=model_facts, numbers=(strength, threshold))
            journal = stack.enter_context(Journal(outputs, key, log))
        # the memory at hand may be another today; the tiles of the run that goes on are not
        tile = _tile_size(journal.tile if journal and journal.tile else settings.tile, worker, scene, log)
        stack.enter_context(block_cache(scene.dates, tile + 2 * worker.halo))
        files = stack.enter_context(OutputSet(journal.tape if journal else None))
        products = Products(scene, outputs, files, threshold, settings.creation_options)
        measure_scene(scene, worker, log, fast=settings.fast)
        if journal is None:
            tile = run_tiles(scene, worker, products.write, tile, log)
        else:
            tile = _run_noted_tiles(journal, scene, worker, products, tile, log)
            journal.replay(files.write, log.cancel_point)
        _finish_change(products, settings.minimum_area)
        _look_at_figures(products, log)
        log.cancel_point()
        files.commit()
        if journal is not None:
            journal.finish()
    seconds = time.perf_counter() - started
    change = products.change
    return RunReport(
        model=str(getattr(card, "name", settings.model)),
        device=worker.choice.name,
        device_reason=worker.choice.reason,
        tile=tile,
        strength=strength,
        units=tuple(date.units.units for date in scene.dates),
        bands=tuple(date.bands_text for date in scene.dates),
        pixels=scene.pixels,
        valid_pixels=products.valid_pixels,
        mean_ratio=products.ratios.means(),
        changed_pixels=change.changed_pixels if change else None,
        changed_area_m2=change.changed_area_m2 if change else None,
        seconds=seconds,
        megapixels_per_second=scene.pixels / 1e6 / seconds,
        outputs=outputs.wanted(),
        messages=tuple(log.messages),
    )


def _run_noted_tiles(journal: Journal, scene: Scene, worker: Worker, products: Products, tile: int, log: _Log) -> int:
    """Run what the journal does not have yet, and note it."""
    journal.begin(tile)
    products.restore(journal.entries)

    def write_and_note(piece: Tile, *values: Any) -> None:
        products.write(piece, *values)
        journal.note(piece.core, products.figures())

    return run_tiles(scene, worker, write_and_note, tile, log, journal.cores)


def _tile_size(asked: int | None, worker: Worker, scene: Scene, log: Feedback) -> int:
    if asked is not None:
        tile = aligned(asked, worker.align)
        why = "asked for" if tile == asked else f"{asked} asked for, the model's grid is {worker.align}"
    else:
        budget = memory_budget(worker.choice.device)
        tile = tile_for_budget(budget, worker.bytes_per_pixel, worker.halo, worker.align)
        why = f"for {budget / 2**20:.0f} MB of memory"
    log.info(
        f"Tiles: {tile} x {tile} pixels ({why}), halo {worker.halo}; scene {scene.grid.width} x {scene.grid.height}"
    )
    return tile


def _finish_change(products: Products, minimum_area: int) -> None:
    writer = writer_of_change(products)
    if writer is not None and products.change is not None and minimum_area > 1:
        products.change.count_again(drop_small_changes(writer, minimum_area))


def _look_at_figures(products: Products, log: Feedback) -> None:
    """Warn where the result should be looked at."""
    for name, ratio in products.ratios.means().items():
        if abs(ratio - 1) > RATIO_TOLERANCE:
            log.warning(
                f"{name}: the mean of input / output is {ratio:.3f} (1 is ideal). "
                "The level is not kept well; check the units, or try another model"
            )
    if products.repaired:
        log.warning(f"The model gave no number for {products.repaired} measured pixels; they keep their input value")


def _first(*values: float | None) -> float:
    return next(float(value) for value in values if value is not None)


class _Log:
    """Passes everything on to a feedback and keeps the lines for the report."""

    def __init__(self, feedback: Feedback) -> None:
        self._feedback = feedback
        self.messages: list[str] = []

    def progress(self, fraction: float, message: str) -> None:
        self._feedback.progress(fraction, message)

    def info(self, message: str) -> None:
        self.messages.append(message)
        self._feedback.info(message)

    def warning(self, message: str) -> None:
        self.messages.append(f"Warning: {message}")
        self._feedback.warning(message)

    def is_cancelled(self) -> bool:
        return self._feedback.is_cancelled()

    def cancel_point(self) -> None:
        if self.is_cancelled():
            raise Cancelled
