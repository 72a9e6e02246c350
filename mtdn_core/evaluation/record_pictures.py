"""Pictures of the record: strips of panels as small greyscale PNG files.

They show the samples that ship with the software and simulated scenes, which may be copied freely.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation import pictures
from mtdn_core.evaluation.data import SAMPLE, SAMPLE_DATES, sample_pairs
from mtdn_core.evaluation.injected import inject
from mtdn_core.evaluation.methods import FilterMethod, Method
from mtdn_core.evaluation.rasters import read_decibels
from mtdn_core.evaluation.record import OneDate

Array = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Shown = tuple[str, str, str]
GAP = 4
SCENES = ("town-5-looks", "fields-4-looks", "patches-1-look")


def strip(rows: Sequence[Sequence[Bytes]], zoom: int = 1) -> Bytes:
    """Panels of one size in rows, white lines between them, each pixel `zoom` times as large."""
    lines: list[Bytes] = []
    for row in rows:
        panels: list[Bytes] = []
        for panel in row:
            large = np.repeat(np.repeat(panel, zoom, 0), zoom, 1)
            panels += [large, np.full((large.shape[0], GAP), 255, np.uint8)]
        line = np.concatenate(panels[:-1], 1)
        lines += [line, np.full((GAP, line.shape[1]), 255, np.uint8)]
    return np.concatenate(lines[:-1])


def _channel(first: Array, second: Array, channel: int, methods: Sequence[Method], has_c12: bool) -> list[Bytes]:
    """Before, after each method, and the ratio image of the last."""
    limits = pictures.decibel_range(first[channel])
    outs = [method(first, second, has_c12=has_c12).date1[channel] for method in methods]
    after = [pictures.intensity(out, limits) for out in outs]
    return [pictures.intensity(first[channel], limits), *after, pictures.ratio(first[channel], outs[-1])]


def _scene(scene: Any, methods: Sequence[Method]) -> list[Bytes]:
    first, second = scene.noisy1.astype(np.float64), scene.noisy2.astype(np.float64)
    limits = pictures.decibel_range(scene.truth1[0])
    panels = [pictures.intensity(first[0], limits)]
    for method in methods:
        answer = method(first, second, has_c12=scene.has_c12)
        panels.append(pictures.intensity(answer.date1[0], limits))
    return [*panels, pictures.intensity(scene.truth1[0], limits),
            pictures.stretch(answer.score, 0, 1), pictures.stretch(scene.change.astype(float), 0, 1)]


def draw(model: Method, scenes: Sequence[Any], folder: Path) -> list[Shown]:
    """Write the pictures into `folder`.

    Returns
    -------
    list
        Title, caption and file name of each picture; those whose data are absent are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shown: list[Shown] = []

    def save(name: str, title: str, caption: str, image: Bytes) -> None:
        (folder / name).write_bytes(pictures.png(image))
        shown.append((title, caption, name))

    yardstick, alone = FilterMethod("nlmeans"), OneDate(model, model.name)
    methods: list[Method] = [yardstick, alone, model]
    order = "NL-means, the model on one date, the model on two dates"
    for first, second in sample_pairs().values():
        rows = [_channel(first, second, channel, methods, False) for channel in (0, 3)]
        save("opera.png", "OPERA RTC-S1, 30 m", f"From left to right: before, {order}, ratio image of the last "
             "(6 dB each way; ground should not show). Above VV, below VH.", strip(rows, 2))
        changed, truth = inject(second, 0)
        rows = [[*(pictures.intensity(d[0], pictures.decibel_range(first[0])) for d in (first, changed)),
                 pictures.stretch(model(first, changed, has_c12=False).score, 0, 1),
                 pictures.stretch(truth.astype(float), 0, 1)]]
        save("injected.png", "Injected change in the same pair", "First date, second date with ellipses of 2 to 6 dB "
             "(VV), change probability, truth.", strip(rows, 2))
    chosen = [scene for scene in scenes if scene.name in SCENES] or list(scenes)[:2]
    if chosen:
        names = ", ".join(scene.name for scene in chosen)
        save("simulated.png", "Simulated scenes", f"Rows: {names}. From left to right: VV before, {order}, truth, "
             "change probability, true change.", strip([_scene(scene, methods) for scene in chosen]))
    dates = [SAMPLE / f"S1A_IW_GRDH_{day}_VV_VH_dB.tif" for day in SAMPLE_DATES[0]]
    if all(path.is_file() for path in dates):
        first, second = (read_decibels(path) for path in dates)
        answer = model(first, second, has_c12=False)
        limits = pictures.decibel_range(first[3])
        images = (first, answer.date1, second, answer.date2)
        rows = [[*(pictures.intensity(image[3], limits) for image in images), pictures.stretch(answer.score, 0, 1)]]
        save("myanmar.png", "Forest disturbances, Myanmar, 2015-03-29 and 2016-03-23", "VH of the first date before "
             "and after, of the second date before and after, change probability.", strip(rows, 2))
    return shown
