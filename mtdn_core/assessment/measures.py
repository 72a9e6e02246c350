"""What is measured in one window of an original image O and its filtered image D: pure functions of power.

Images are (H, W), linear power, float64, NaN where not measured. Under fully developed speckle
O / D is gamma distributed with mean 1 and as many looks as O if D is the ground (Oliver and Quegan, Understanding
Synthetic Aperture Radar Images, 2004, 4.3 and 6.2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.polarimetry.units import box_mean

Array = NDArray[np.float64]

LAGS, SPECKLE_LAGS = 10, 5  # pixels: of the ratio image, and of the original within a block
ALONG, ACROSS, REACH = 9, 5, 12  # of an edge: pixels along it, on either side of it, of its profile
POINT = 20.0  # times its surroundings (13 dB), which speckle of one look passes in 2 of 10^9 pixels
SURROUNDINGS, CENTRE = 21, 5


def ratio(before: Array, after: Array) -> Array:
    """O / D where both are positive, NaN elsewhere."""
    good = (before > 0) & (after > 0)
    return np.where(good, before / np.where(good, after, 1.0), np.nan)


def blocks(image: NDArray[Any], edge: int) -> NDArray[Any]:
    """Return (rows, columns, edge * edge) pixels of the blocks that lie in (H, W) as a whole."""
    rows, columns = (size // edge for size in image.shape)
    cut = image[: rows * edge, : columns * edge].reshape(rows, edge, columns, edge)
    return np.asarray(cut.swapaxes(1, 2).reshape(rows, columns, edge * edge))


def block_power(image: Array, edge: int) -> Array:
    """Mean of every block (rows, columns); NaN where it was not measured as a whole."""
    return np.asarray(blocks(image, edge).mean(2))


def block_looks(image: Array, edge: int) -> Array:
    """Equivalent number of looks of every block (rows, columns); NaN where not measured."""
    return equivalent_looks(blocks(image, edge))


def equivalent_looks(values: Array) -> Array:
    """Equivalent number of looks, mean^2 / variance, over the last axis; infinite where constant."""
    mean, variance = values.mean(-1), values.var(-1)
    constant = variance <= (1e-7 * mean) ** 2
    return np.where(constant, np.inf, mean**2 / np.where(constant, 1.0, variance))


def block_correlation(image: Array, edge: int) -> Array:
    """Autocorrelation of every block, along rows and along columns, lags from 1: (rows, columns, 2, `SPECKLE_LAGS`)."""
    values = blocks(image, edge)
    z = (values - values.mean(2, keepdims=True)).reshape(*values.shape[:2], edge, edge)
    power = np.maximum((z * z).mean((2, 3)), 1e-300)
    found = np.empty((*values.shape[:2], 2, SPECKLE_LAGS))
    for lag in range(1, SPECKLE_LAGS + 1):
        found[..., 0, lag - 1] = (z[..., lag:] * z[..., :-lag]).mean((2, 3)) / power
        found[..., 1, lag - 1] = (z[..., lag:, :] * z[..., :-lag, :]).mean((2, 3)) / power
    return found


def lag_products(image: Array) -> Array:
    """Sums and numbers of products of pixels 0 to `LAGS` apart, (2, 2, LAGS + 1): sum and number, rows and columns.

    Of `image` less its mean; NaN pixels are left out.
    """
    found = np.zeros((2, 2, LAGS + 1))
    if not np.isfinite(image).any():
        return found
    z = image - np.nanmean(image)
    for axis, lines in enumerate((z, z.T)):
        for lag in range(min(LAGS + 1, lines.shape[1])):
            products = lines[:, lag:] * lines[:, : lines.shape[1] - lag]
            good = np.isfinite(products)
            found[0, axis, lag], found[1, axis, lag] = products[good].sum(), good.sum()
    return found


def mean_factor(correlation: Array, edge: int) -> float:
    """Variance of the mean of edge x edge pixels over that of as many independent ones.

    `correlation` (2, `SPECKLE_LAGS`) of speckle along rows and columns is taken as separable, negative values as zero.
    """
    lags = np.arange(1, min(SPECKLE_LAGS, edge - 1) + 1)
    sums = 1 + 2 * (np.maximum(correlation[:, lags - 1], 0) * (1 - lags / edge)).sum(1)
    return float(sums[0] * sums[1])


def without_block_bias(correlation: Array, edge: int) -> tuple[Array, float]:
    """Undo that a block of edge x edge correlated pixels hides the variance of its own mean.

    Returns the correlation as if measured about the true mean, and the share of the variance that blocks hide: their looks
    are too many by 1 / (1 - share).
    """
    found, share = correlation, 0.0
    for _ in range(8):
        share = min(mean_factor(found, edge) / edge**2, 0.5)
        found = correlation * (1 - share) + share
    return found, share


def mode(values: Array) -> float:
    """Most frequent value of a positive quantity: the peak of a kernel density of its logarithm; NaN of nothing."""
    logs = np.log(values[np.isfinite(values) & (values > 0)])
    if not len(logs):
        return float("nan")
    width = max(1.06 * float(logs.std()) * len(logs) ** -0.2, 1e-3)
    edges = np.linspace(logs.min() - 3 * width, logs.max() + 3 * width, 513)
    offsets = np.arange(-256, 257) * (edges[1] - edges[0]) / width
    density = np.convolve(np.histogram(logs, edges)[0], np.exp(-0.5 * offsets**2), "same")
    return float(np.exp((edges[1:] + edges[:-1])[int(density.argmax())] / 2))


def gamma_law(values: Array, looks: float) -> Array:
    """Density of speckle of mean 1 and `looks` looks at positive `values`."""
    constant = looks * math.log(looks) - math.lgamma(looks)
    return np.asarray(np.exp(constant + (looks - 1) * np.log(values) - looks * values))


@dataclass(frozen=True)
class Edge:
    """The strongest edge of the original: contrast of both images in dB, and their profiles across it in dB.

    `before` and `after` hold 2 * `REACH` means of `ALONG` pixels; the edge lies in the middle.
    """

    contrast_before: float
    contrast_after: float
    before: Array
    after: Array


def strongest_edge(before: Array, after: Array) -> Edge | None:
    """Return the place where the means of log O on both sides (`ALONG` x `ACROSS` pixels) differ most; None without one."""
    best: Edge | None = None
    good = (before > 0) & (after > 0)
    for upright in (False, True):
        o, d, mask = (np.ascontiguousarray(a.T) if upright else a for a in (before, after, good))
        height, width = o.shape
        if height < 2 * REACH or width < ALONG:
            continue
        log = box_mean(np.where(mask, np.log(np.where(mask, o, 1)), 0), ACROSS, ALONG)
        step = np.abs(log[REACH - ACROSS : height - REACH - ACROSS + 1] - log[REACH : height - REACH + 1])
        whole = box_mean(mask.astype(np.float64), 2 * REACH, ALONG) > 1 - 1e-9
        step = np.where(whole, step, -1)
        row, column = np.unravel_index(int(step.argmax()), step.shape)
        if step[row, column] < 0:
            continue
        place = np.s_[row : row + 2 * REACH, column : column + ALONG]
        sides = (slice(REACH - ACROSS, REACH), slice(REACH, REACH + ACROSS))
        one, two = (float(np.subtract(*(_db(i[place])[side].mean() for side in sides))) for i in (o, d))
        if best is None or abs(one) > best.contrast_before:
            best = Edge(abs(one), math.copysign(1, one) * two, _db(o[place].mean(1)), _db(d[place].mean(1)))
    return best


def point_targets(before: Array, after: Array) -> Array:
    """Point targets of the original, (N, 3): times the surroundings, power before, power after.

    A point is the largest of 3 x 3 pixels and more than `POINT` times the mean of `SURROUNDINGS` x `SURROUNDINGS` pixels
    around it less the `CENTRE` x `CENTRE` in the middle.
    """
    if min(before.shape) < SURROUNDINGS:
        return np.zeros((0, 3))
    half, edge = SURROUNDINGS // 2, (SURROUNDINGS - CENTRE) // 2
    cut = slice(edge, before.shape[0] - edge), slice(edge, before.shape[1] - edge)
    power, known = np.nan_to_num(before), np.isfinite(before).astype(np.float64)
    sums = [
        box_mean(a, SURROUNDINGS, SURROUNDINGS) * SURROUNDINGS**2 - box_mean(a[cut], CENTRE, CENTRE) * CENTRE**2
        for a in (power, known)
    ]
    around = sums[0] / np.maximum(sums[1], 1)
    core = slice(half, before.shape[0] - half), slice(half, before.shape[1] - half)
    o, d = power[core], after[core]
    largest = np.lib.stride_tricks.sliding_window_view(power, (3, 3))[half - 1 : 1 - half, half - 1 : 1 - half].max((2, 3))
    is_point = (known[core] > 0) & (o >= largest) & (around > 0) & (o > POINT * around) & (d > 0)
    return np.stack([o[is_point] / around[is_point], o[is_point], d[is_point]], 1)


def _db(power: NDArray[Any]) -> Array:
    return np.asarray(10 * np.log10(power), np.float64)
