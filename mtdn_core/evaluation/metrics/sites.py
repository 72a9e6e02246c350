"""Places where despeckling is judged: homogeneous windows, point targets and edges.

They are chosen from the mean of both noisy dates, before any method has seen the data, so that they favour none.
All the images of a set compete for the same number of sites: a set with calm fields gives its windows there and a town
gives the points and edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.evaluation.metrics.windows import box_maximum, box_median, window_mean

Array = NDArray[np.float64]
INTENSITIES = (0, 3)  # C11 and C22 in [C11, Re C12, Im C12, C22]


@dataclass(frozen=True)
class SiteSettings:
    """How many sites, and what they are.

    Attributes
    ----------
    windows, points, edges
        Number of sites in the whole set of images.
    window
        Side of a homogeneous window in pixels.
    border
        Width of the frame in pixels that is left out everywhere.
    contrast
        A point target's span exceeds the local median by this factor.
    median
        Side of the local median's window in pixels.
    along, across
        Length along the edge and depth on either side of one half window in pixels.
    gap
        Pixels between the two half windows, where the edge itself lies.
    apart
        Least distance of two edges in pixels.
    """

    windows: int = 40
    points: int = 200
    edges: int = 800
    window: int = 12
    border: int = 3
    contrast: float = 10.0
    median: int = 31
    along: int = 5
    across: int = 3
    gap: int = 1
    apart: int = 6


@dataclass(frozen=True)
class Sites:
    """Chosen sites; each row begins with the number of the image.

    Attributes
    ----------
    windows
        (N, 3) image, top row, left column.
    points
        (N, 3) image, row, column.
    edges
        (N, 4) image, top row, left column of the pair of half windows, 1 when the edge runs along the rows' normal
        (left against right) and 0 when top is set against bottom.
    """

    windows: NDArray[np.int64]
    points: NDArray[np.int64]
    edges: NDArray[np.int64]
    settings: SiteSettings = field(default_factory=SiteSettings)


def _windows(means: Sequence[Array], settings: SiteSettings) -> NDArray[np.int64]:
    size, border = settings.window, settings.border
    rows: list[NDArray[np.float64]] = []
    for number, image in enumerate(means):
        mean = window_mean(image, size, size)
        variance = window_mean(image**2, size, size) - mean**2
        with np.errstate(divide="ignore", invalid="ignore"):
            cv2 = (variance / mean**2).mean(0)
        y, x = np.mgrid[border : image.shape[1] - border - size + 1, border : image.shape[2] - border - size + 1]
        value = cv2[y, x].ravel()
        rows.append(np.stack([value, np.full(value.size, float(number)), y.ravel(), x.ravel()], 1)[np.isfinite(value)])
    table = np.concatenate(rows)
    chosen: list[tuple[int, int, int]] = []
    taken = [np.zeros(image.shape[1:], bool) for image in means]
    for _, number_, y_, x_ in table[np.argsort(table[:, 0], kind="stable")]:
        number, y, x = int(number_), int(y_), int(x_)
        if taken[number][y : y + size, x : x + size].any():
            continue
        taken[number][y : y + size, x : x + size] = True
        chosen.append((number, y, x))
        if len(chosen) == settings.windows:
            break
    return np.array(chosen, dtype=np.int64).reshape(-1, 3)


def _points(means: Sequence[Array], settings: SiteSettings) -> NDArray[np.int64]:
    found: list[tuple[float, int, int, int]] = []
    border = settings.border
    for number, image in enumerate(means):
        span = image.sum(0)
        ratio = span / np.maximum(box_median(np.nan_to_num(span), settings.median), 1e-30)
        peak = (span == box_maximum(np.nan_to_num(span), 3)) & (ratio > settings.contrast) & (image > 0).all(0)
        inside = np.zeros_like(peak)
        inside[border:-border, border:-border] = True
        found += [(-float(ratio[y, x]), number, int(y), int(x)) for y, x in zip(*np.nonzero(peak & inside))]
    return np.array([row[1:] for row in sorted(found)[: settings.points]], dtype=np.int64).reshape(-1, 3)


def _edges(means: Sequence[Array], settings: SiteSettings) -> NDArray[np.int64]:
    rows: list[Array] = []
    along, across, border = settings.along, settings.across, settings.border
    step = across + settings.gap
    for number, image in enumerate(means):
        for upright in (1, 0):
            turned = image if upright else image.swapaxes(1, 2)
            halves = window_mean(turned, along, across)
            with np.errstate(divide="ignore", invalid="ignore"):
                strength = np.abs(np.log(halves[:, :, :-step] / halves[:, :, step:])).mean(0)
            y, x = np.mgrid[
                border : turned.shape[1] - border - along + 1, border : turned.shape[2] - border - step - across + 1
            ]
            value = strength[y, x].ravel()
            top, left = (y, x) if upright else (x, y)
            columns = (value, np.full(value.size, float(number)), top.ravel(), left.ravel(),
                       np.full(value.size, float(upright)))
            rows.append(np.stack(columns, 1)[np.isfinite(value)])
    table = np.concatenate(rows)
    order = np.argsort(-table[:, 0], kind="stable")
    chosen: list[tuple[int, int, int, int]] = []
    taken: dict[tuple[int, int, int], bool] = {}
    reach = range(1 - settings.apart, settings.apart)
    for _, *place in table[order]:
        number, y, x, upright = (int(value) for value in place)
        cy, cx = (y + along // 2, x + across) if upright else (y + across, x + along // 2)
        if any((number, cy + dy, cx + dx) in taken for dy in reach for dx in reach):
            continue
        taken[number, cy, cx] = True
        chosen.append((number, y, x, upright))
        if len(chosen) == settings.edges:
            break
    return np.array(chosen, dtype=np.int64).reshape(-1, 4)


def select_sites(pairs: Sequence[tuple[Array, Array]], settings: SiteSettings | None = None) -> Sites:
    """Choose the sites of a set of image pairs.

    Parameters
    ----------
    pairs
        Noisy dates, each (4, H, W) [C11, Re C12, Im C12, C22], linear power.
    settings
        Counts and sizes; the defaults are those of the published comparison.

    Returns
    -------
    Sites
        At most the counts asked for; fewer where the images hold fewer.

    Raises
    ------
    InputError
        When an image is too small to hold one window inside the border.
    """
    settings = settings or SiteSettings()
    need = settings.window + 2 * settings.border
    for first, second in pairs:
        if first.shape != second.shape or first.ndim != 3 or first.shape[0] != 4:
            raise InputError(f"two dates of shapes {first.shape} and {second.shape}", "two arrays (4, H, W)",
                             "pass co-registered C2 images of one size")
        if min(first.shape[1:]) < need:
            raise InputError(f"an image of {first.shape[1]} x {first.shape[2]} pixels",
                             f"at least {need} x {need} pixels", "evaluate a larger area")
    channels = list(INTENSITIES)
    none = np.zeros((0, 4), dtype=np.int64)
    means = [0.5 * (np.asarray(a, np.float64)[channels] + np.asarray(b, np.float64)[channels]) for a, b in pairs]
    points = _points(means, settings) if settings.points else none[:, :3]
    edges = _edges(means, settings) if settings.edges else none
    return Sites(_windows(means, settings), points, edges, settings)
