"""Measures of despeckling and of change detection on plain arrays, without a raster library.

**Real truth**: a despeckled date against the temporal mean of the steady other dates of its series. It can be gamed neither
by blur nor by copying the input. Definition: T is the mean over the other dates whose scene median differs by less than 0.35
(natural logarithm; at least ten dates, or the twelve nearest), each scaled to the median logarithm of the date. It counts
where the ground stays: where the standard deviation over these dates of the logarithm of 5 x 5 means is below 0.35 in both
channels, six pixels at the border left out.

**Metrics of windows**, which papers report of despeckling without truth. None of them decides anything here: blur and copies
win. Per channel; O is the noisy input, D the output, a border is left out:

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

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter, uniform_filter
from scipy.stats import mannwhitneyu

from mtdn_core.assessment.measures import equivalent_looks
from mtdn_core.polarimetry import units

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Pair = tuple[Array, Array]

RANGE_DB = 40.0
STEADY = 0.35
BORDER = 6
BLOCK = 20
POINT = 12.0  # times the mean of the surroundings
SURROUNDINGS = 31  # pixels

CHANNELS = (0, 3)  # C11 and C22 in [C11, Re C12, Im C12, C22]
WINDOWS = 40  # in the whole set
SIZE = 12  # pixels of a window
WINDOW_BORDER = 3
INNER = np.s_[WINDOW_BORDER:-WINDOW_BORDER, WINDOW_BORDER:-WINDOW_BORDER]
TINY = 1e-30
PSD_TOLERANCE = 1e-4  # |C12|^2 may exceed C11 C22 by this share: float32 rounding of rank-one matrices


def roc_auc(score: Array, truth: Flags) -> float:
    """Area under the receiver operating characteristic of pixels with a finite score; ties count one half.

    NaN when one class is missing.
    """
    changed, unchanged = (score[np.isfinite(score) & which] for which in (truth, ~truth))
    if not changed.size or not unchanged.size:
        return float("nan")
    # in how many pairs of a changed and an unchanged pixel the changed one has the higher score
    return float(mannwhitneyu(changed, unchanged, method="asymptotic").statistic / (changed.size * unchanged.size))


def best_f1(score: Array, truth: Flags) -> float:
    """Largest F1 over all thresholds (pixels at or above one are called changed); NaN where nothing changed."""
    used = np.isfinite(score)
    order = np.argsort(-score[used])
    values, flags = score[used][order], truth[used][order]
    if not flags.any():
        return float("nan")
    last = np.append(np.flatnonzero(np.diff(values)), len(values) - 1)  # place of the last of equal scores
    return float((2 * flags.cumsum()[last] / (last + 1 + flags.sum())).max())


def f1_at(score: Array, truth: Flags, threshold: float) -> float:
    found, flags = score >= threshold, truth & np.isfinite(score)
    return float(2 * (found & flags).sum() / max(found.sum() + flags.sum(), 1))


def box_mean(image: Array, size: int) -> Array:
    """Mean over a centred odd window, borders mirrored; (..., H, W) in and out."""
    return np.asarray(uniform_filter(image, (0,) * (image.ndim - 2) + (size, size), mode="reflect"), np.float64)


def block_mean(image: Array, size: int) -> Array:
    """Mean of the blocks that lie in an image (C, H, W) as a whole: (C, rows, columns)."""
    rows, columns = (n // size for n in image.shape[1:])
    blocks = image[:, : rows * size, : columns * size].reshape(-1, rows, size, columns, size)
    return np.asarray(blocks.mean((2, 4)))


def prepared(stack: Array) -> tuple[Array, Flags]:
    """Fill what was not measured in (dates, 2, H, W) by the median, limit powers from below; and the mask (H, W)."""
    known = np.isfinite(stack).all((0, 1))
    return np.maximum(np.where(known, stack, np.nanmedian(stack)), 1e-5).astype(np.float64), known


def steady_mean(stack: Array, known: Flags, date: int, used: Collection[int] = ()) -> tuple[Array, Flags]:
    """Return T (2, H, W) of a date, and where it counts (H, W); dates in `used` take no part."""
    log = np.log(stack)
    others = [i for i in range(len(stack)) if i != date and i not in used]
    shift = np.array([np.abs(np.median(log[i] - log[date], (1, 2))).max() for i in others])
    chosen = [i for i, s in zip(others, shift) if s < STEADY]
    if len(chosen) < 10:
        chosen = [others[i] for i in np.argsort(shift)[:12]]
    scaled = np.stack([stack[i] * np.exp(np.median(log[date] - log[i], (1, 2)))[:, None, None] for i in chosen])
    means = np.log(uniform_filter(scaled, (0, 0, 5, 5)))
    where = (means.std(0).max(0) < STEADY) & known
    where[:BORDER] = where[-BORDER:] = where[:, :BORDER] = where[:, -BORDER:] = False
    return scaled.mean(0), where


def psnr(estimate: Array, truth: Array, where: Flags) -> list[float]:
    """Return 20 log10(40 dB / rms of the error in dB) of each channel of (2, H, W)."""
    errors = [10 * np.log10(np.maximum(e, 1e-6) / t)[where] for e, t in zip(estimate, truth)]
    return [float(20 * np.log10(RANGE_DB / np.sqrt(np.mean(error**2)))) for error in errors]


def power_kept(estimate: Array, noisy: Array) -> dict[str, float]:
    """Relative deviation of the total power, and of means over 20 x 20 pixels: median and 95th percentile, per cent."""
    total = np.abs(estimate.sum((1, 2)) / noisy.sum((1, 2)) - 1).max()
    deviation = np.abs(block_mean(estimate, BLOCK) / block_mean(noisy, BLOCK) - 1)
    values = (total, np.median(deviation), np.percentile(deviation, 95))
    return {name: 100 * float(value) for name, value in zip(("total", "blocks", "blocks95"), values)}


def points_kept(estimate: Array, noisy: Array) -> tuple[int, float]:
    """Number of peaks that exceed the mean of 31 x 31 pixels around them twelve times, in images (2, H, W), and the largest
    change of their power (VV + VH) in dB.
    """
    before, after = noisy.sum(0), estimate.sum(0)
    near = (box_mean(before, SURROUNDINGS) * SURROUNDINGS**2 - box_mean(before, 3) * 9) / (SURROUNDINGS**2 - 9)
    peaks = (before >= POINT * near) & (before == maximum_filter(before, 3, mode="nearest"))
    change = np.abs(10 * np.log10(np.maximum(after[peaks], 1e-12) / before[peaks]))
    return int(peaks.sum()), float(change.max(initial=0))


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
        mean = units.box_mean(image, SIZE, SIZE)
        variation = ((units.box_mean(image**2, SIZE, SIZE) - mean**2) / mean**2).mean(0)[INNER]
        y, x = np.indices(variation.shape) + WINDOW_BORDER
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
