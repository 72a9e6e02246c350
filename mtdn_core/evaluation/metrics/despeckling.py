"""The metrics that papers report of despeckling without truth. None of them decides anything here: blur and copies win.

Definitions, per channel; O is the noisy input, D the output, a border is left out:

=======  ==========================================================================================  =====
name     definition                                                                                  ideal
=======  ==========================================================================================  =====
enl      median over homogeneous windows of mean(D)^2 / var(D)                                       high
epd      edge preservation degree by ratio of average: sum |D_i / D_i+1| / sum |O_i / O_i+1| along    1
         rows (Feng, Hou and Gong, 2011)
mor      mean of the ratio image O / D                                                               1
c12      slope through the origin of mean C12 after on before, over 12 x 12 pixels                   1
not_psd  share of pixels whose C2 is not positive semi-definite                                      0
=======  ==========================================================================================  =====
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtdn_core.assessment.measures import equivalent_looks
from mtdn_core.evaluation.metrics.statistics import block_mean
from mtdn_core.polarimetry.boxes import box_mean

Array = NDArray[np.float64]
Pair = tuple[Array, Array]

CHANNELS = (0, 3)  # C11 and C22 in [C11, Re C12, Im C12, C22]
WINDOWS = 40  # in the whole set
SIZE = 12  # pixels of a window
BORDER = 3
INNER = np.s_[BORDER:-BORDER, BORDER:-BORDER]
TINY = 1e-30
PSD_TOLERANCE = 1e-4  # |C12|^2 may exceed C11 C22 by this share: float32 rounding of rank-one matrices


def window_metrics(pairs: Sequence[Pair], outputs: Sequence[Pair]) -> dict[str, list[float]]:
    """Metrics of despeckled pairs of dates, (4, H, W) C2 each in linear power; the mean over both dates.

    VV and VH, or one number for C12.
    """
    places = homogeneous_windows(pairs)
    found: dict[str, list[float]] = {"enl": [], "epd": [], "mor": []}
    for channel in CHANNELS:
        looks, edges, ratios = [], [], []
        for date in (0, 1):
            noisy, out = ([pair[date][channel] for pair in images] for images in (pairs, outputs))
            windows = np.array([out[n][y : y + SIZE, x : x + SIZE].ravel() for n, y, x in places])
            looks.append(float(np.median(equivalent_looks(windows))))
            edges.append(epd(noisy, out))
            ratios.append(np.mean([(o / np.maximum(d, TINY))[INNER].mean() for o, d in zip(noisy, out)]))
        for name, values in (("enl", looks), ("epd", edges), ("mor", ratios)):
            found[name].append(float(np.mean(values)))
    before, after = ([date for pair in images for date in pair] for images in (pairs, outputs))
    return {**found, "c12": [c12_slope(before, after)], "not_psd": [float(np.mean([not_psd(date) for date in after]))]}


def homogeneous_windows(pairs: Sequence[Pair]) -> list[tuple[int, int, int]]:
    """Image, row and column of the windows with the lowest coefficient of variation.

    They are chosen from the mean of both noisy dates, before any method has seen the data, and do not overlap.
    """
    rows = []
    for number, (first, second) in enumerate(pairs):
        image = (0.5 * (first + second))[list(CHANNELS)]
        mean = box_mean(image, SIZE, SIZE)
        variation = ((box_mean(image**2, SIZE, SIZE) - mean**2) / mean**2).mean(0)[INNER]
        y, x = np.indices(variation.shape) + BORDER
        rows.append(np.stack([variation.ravel(), np.full(variation.size, number), y.ravel(), x.ravel()], 1))
    table = np.concatenate(rows)
    taken = [np.zeros(first.shape[1:], bool) for first, _ in pairs]
    chosen: list[tuple[int, int, int]] = []
    for number, y, x in table[np.argsort(table[:, 0], kind="stable"), 1:].astype(int):
        window = taken[number][y : y + SIZE, x : x + SIZE]
        if not window.any() and len(chosen) < WINDOWS:
            window[:] = True
            chosen.append((int(number), int(y), int(x)))
    return chosen


def epd(noisy: Sequence[Array], out: Sequence[Array]) -> float:
    """Edge preservation degree along the rows of (H, W) images."""

    def total(images: Sequence[Array]) -> float:
        return float(sum(np.abs(image[:, :-1] / np.maximum(image[:, 1:], TINY)).sum() for image in images))

    return total([image[INNER] for image in out]) / total([image[INNER] for image in noisy])


def c12_slope(noisy: Sequence[Array], out: Sequence[Array]) -> float:
    """Regression of C12 after on before over windows of C2 images, each weighted by its inverse power; NaN without C12."""
    sums = np.zeros(2)
    for before, after in zip(noisy, out):
        a, b, scale = (block_mean(image, SIZE) for image in (before[1:3], after[1:3], np.sqrt(before[:1] * before[3:])))
        weight = 1 / np.maximum(scale, TINY) ** 2
        sums += (a * b * weight).sum(), (a * a * weight).sum()
    return float(sums[0] / sums[1]) if sums[1] > 0 else float("nan")


def not_psd(c2: Array) -> float:
    """Share (0 to 1) of pixels with |C12|^2 > C11 C22 or a negative intensity; c2 is (4, H, W)."""
    cross, product = c2[1] ** 2 + c2[2] ** 2, c2[0] * c2[3]
    return float(np.mean((cross > product * (1 + PSD_TOLERANCE) + TINY) | (c2[0] < 0) | (c2[3] < 0)))
