"""The measures of one channel over all windows, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mtdn_core.assessment import measures
from mtdn_core.assessment.measures import Array, Edge

BLOCK, SMALL_BLOCK, LOOKS_BLOCK = 20, 5, 10  # pixels; larger blocks than the last hold texture, smaller ones one speckle cell
SIGMAS = 4.0  # of speckle; of 1,000 blocks of speckle alone at most 3 are further off, also of strongly correlated speckle
HOMOGENEOUS = 0.8  # of the looks: blocks that vary no more are homogeneous
FAR_LAGS = slice(5, 9)  # pixels; beyond the correlation of speckle, whose pixels are at most a few resolution cells
CLEAR_EDGE_DB = 6.0
BINS = np.linspace(0, 4, 81)
MOST_POINTS = 20
TEXTURED = 2.0  # times the looks that a tenth of the blocks have


@dataclass(frozen=True)
class ChannelResult:
    """Figures of one channel; NaN where there was nothing to measure it by."""

    name: str  # VV or VH
    pixels: int  # pixels with a positive power in both images
    #: equivalent looks of the original: stated, or the mode over blocks of 10 x 10 pixels (Anfinsen, Doulgeris and Eltoft, IEEE
    #: TGRS 47(11), 2009)
    looks: float
    textured: bool  # True where blocks differ so much that the looks are probably underestimated, and the judgement is mild
    #: medians over the homogeneous blocks, those with at least `HOMOGENEOUS` times the looks
    looks_before: float
    looks_after: float
    looks_ratio: float
    power: float  # total power after / before
    mean_ratio: float  # mean of before / after
    #: share of the blocks of 20 x 20 and of 5 x 5 pixels whose power differs by more than 4 sigma of speckle
    blocks: float
    small_blocks: float
    #: what speckle does to the mean of such blocks, natural logarithm
    sigma: float
    sigma_small: float
    structure: float  # autocorrelation of log(before / after), mean of rows and columns, the largest magnitude at 5 to 8 pixels
    edge: Edge | None  # the strongest edge; None without one
    points: Array  # (N, 3), see :func:`mtdn_core.assessment.measures.point_targets`; the strongest
    law_distance: float  # half the sum of differences between histogram of the ratio and gamma law, 0 to 1
    histogram: Array  # share of the pixels per bin of `BINS` of before / after
    #: autocorrelation of log(before / after) at lags 0 to 10, and of the original in homogeneous blocks at lags 0 to 5
    correlation: Array
    speckle_correlation: Array

    @property
    def edge_kept(self) -> float:
        """Contrast of the strongest edge, after / before, both in dB; NaN without a clear edge."""
        clear = self.edge is not None and self.edge.contrast_before >= CLEAR_EDGE_DB
        return self.edge.contrast_after / self.edge.contrast_before if self.edge and clear else float("nan")

    @property
    def added_texture(self) -> float:
        """Share of the looks that the ratio image lacks; more looks than the original's mean a weak filter, not a false one."""
        return max(0.0, 1 - self.looks_ratio / self.looks_before)

    @property
    def points_db(self) -> float:
        return float(np.median(10 * np.log10(self.points[:, 2] / self.points[:, 1]))) if len(self.points) else float("nan")


class ChannelSums:
    """Takes in one channel window by window; keeps a row of numbers per block, no images."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._sums = np.zeros(4)  # power before, power after, ratio, number of ratios
        self._histogram = np.zeros(len(BINS) - 1)
        self._products = np.zeros((2, 2, measures.LAGS + 1))
        self._looks: list[Array] = []  # of original, filtered image, ratio
        self._correlation: list[Array] = []
        self._steps: dict[int, list[Array]] = {BLOCK: [], SMALL_BLOCK: []}
        self._edge: Edge | None = None
        self._points = np.zeros((0, 3))

    def add(self, before: Array, after: Array) -> float:
        """Take in a window (H, W), NaN where not measured in both; returns how much the blocks differ."""
        quotient = measures.ratio(before, after)
        known = np.isfinite(quotient)
        self._sums += np.nansum(before), np.nansum(after), quotient[known].sum(), known.sum()
        self._histogram += np.histogram(quotient[known], BINS)[0]
        with np.errstate(divide="ignore"):
            self._products += measures.lag_products(np.log(quotient))
        images = [np.where(known, image, np.nan) for image in (before, after, quotient)]
        looks = [measures.block_looks(image, LOOKS_BLOCK).ravel() for image in images]
        correlation = measures.block_correlation(images[0], LOOKS_BLOCK).reshape(-1, 2, measures.SPECKLE_LAGS)
        used = np.isfinite(looks[0])
        self._looks.append(np.stack(looks, 1)[used].astype(np.float32))
        self._correlation.append(correlation[used].astype(np.float32))
        for size, kept in self._steps.items():
            steps = block_steps(before, after, size)
            kept.append(steps[np.isfinite(steps)].astype(np.float32))
        edge = measures.strongest_edge(before, after)
        if edge is not None and (self._edge is None or edge.contrast_before > self._edge.contrast_before):
            self._edge = edge
        points = np.concatenate([self._points, measures.point_targets(before, after)])
        self._points = points[np.argsort(-points[:, 0])][:MOST_POINTS]
        small = self._steps[SMALL_BLOCK][-1]
        return float(np.mean(small**2)) if len(small) else 0.0

    def result(self, looks: float | None) -> ChannelResult:
        """Return the measures; `looks` as stated, None: estimated."""
        by_block = np.concatenate(self._looks).astype(np.float64)
        most = measures.mode(by_block[:, 0])
        textured = bool(len(by_block)) and float(np.percentile(by_block[:, 0], 90)) > TEXTURED * most
        textured = textured and looks is None
        homogeneous = by_block[:, 0] >= HOMOGENEOUS * most
        correlation = np.concatenate(self._correlation)[homogeneous].astype(np.float64)
        speckle = correlation.mean(0) if len(correlation) else np.zeros((2, measures.SPECKLE_LAGS))
        speckle, hidden = measures.without_block_bias(speckle, LOOKS_BLOCK)
        looks = most * (1 - hidden) if looks is None else looks
        sigma, share = {}, {}
        for size, kept in self._steps.items():
            sigma[size] = float(np.sqrt(measures.mean_factor(speckle, size) / looks)) / size
            steps = np.abs(np.concatenate(kept))
            share[size] = float(np.mean(steps > SIGMAS * sigma[size])) if len(steps) else float("nan")
        medians = np.median(by_block[homogeneous], 0) if homogeneous.any() else np.full(3, np.nan)
        number = max(self._sums[3], 1)
        products = self._products[0] / np.maximum(self._products[1], 1)
        rho = (products / np.maximum(products[:, :1], 1e-12)).mean(0)
        histogram = self._histogram / number
        law = measures.gamma_law((BINS[1:] + BINS[:-1]) / 2, looks) * np.diff(BINS)
        before, after, quotients, _ = (float(value) for value in self._sums)
        return ChannelResult(
            name=self._name, pixels=int(self._sums[3]), looks=looks, textured=textured, looks_before=float(medians[0]),
            looks_after=float(medians[1]), looks_ratio=float(medians[2]), power=after / before if before > 0 else float("nan"),
            mean_ratio=quotients / number, blocks=share[BLOCK], small_blocks=share[SMALL_BLOCK], sigma=sigma[BLOCK],
            sigma_small=sigma[SMALL_BLOCK], structure=float(np.abs(rho[FAR_LAGS]).max()), edge=self._edge, points=self._points,
            law_distance=float(np.abs(histogram - law).sum() / 2), histogram=histogram, correlation=rho,
            speckle_correlation=np.concatenate([[1.0], speckle.mean(0)]),
        )


def block_steps(before: Array, after: Array, size: int) -> Array:
    """Natural logarithm of the power of blocks, after / before (rows, columns); NaN where not measured as a whole."""
    one, two = (measures.block_power(image, size) for image in (before, after))
    good = (one > 0) & (two > 0)
    return np.where(good, np.log(np.where(good, two, 1) / np.where(good, one, 1)), np.nan)

