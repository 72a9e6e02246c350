"""How far one date lies beside another: phase correlation of log power, to a part of a pixel.

Cross-spectra of blocks of the sample are averaged, and every frequency counts by its coherence (the maximum-likelihood
weights of Hannan and Thomson, "Estimating group delay", Biometrika 60, 1973): speckle is independent from date to date,
so only structure of the ground adds up.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.raster.gdal import Sample

Float = NDArray[np.float64]
Complex = NDArray[np.complex128]

BLOCK = 32  # pixels
STEP = 16
FEWEST, MOST = 9, 1024  # blocks; of fewer the coherence means nothing, more cost time and say little more
LEAST_VALID = 0.9
FARTHEST = 8  # pixels
FINE = 20  # steps a pixel
CHANCE = 0.01
MOST_SIGMA = 0.1  # pixels


class Displacement(NamedTuple):
    """Columns to the right and rows downwards by which the second date lies beside the first, and their standard error."""

    columns: float
    rows: float
    sigma: float

    @property
    def distance(self) -> float:
        return float(np.hypot(self.columns, self.rows))

    @property
    def text(self) -> str:
        across, down = "left" if self.columns < 0 else "right", "above" if self.rows < 0 else "below"
        return f"{abs(self.columns):.1f} pixels {across} and {abs(self.rows):.1f} {down}"


def measure_displacement(one: Sample, two: Sample) -> Displacement | None:
    """Measure the displacement of the second date; None where the ground has too little structure to tell."""
    found = _measure(one, two)
    whole = (0, 0) if found is None else (round(found.rows), round(found.columns))
    if whole == (0, 0):
        return found
    # blocks that hold the same ground say more of the fraction
    rest = _measure(_cropped(one, -whole[0], -whole[1]), _cropped(two, *whole))
    return rest and Displacement(whole[1] + rest.columns, whole[0] + rest.rows, rest.sigma)


def _cropped(sample: Sample, rows: int, columns: int) -> Sample:
    """Leave out the first rows and columns of every window, or where the numbers are negative the last."""
    down, across = (slice(max(n, 0), size + min(n, 0)) for n, size in zip((rows, columns), sample[1].shape[1:]))
    return sample[0][..., down, across], sample[1][..., down, across]


def _measure(one: Sample, two: Sample) -> Displacement | None:
    taper = np.outer(*(np.hanning(BLOCK + 2)[1:-1],) * 2)
    sums: Complex = np.zeros((3, BLOCK, BLOCK // 2 + 1), np.complex128)  # cross-spectrum and both powers, of real images
    count, pixels = 0, one[1].size
    for a, valid1, b, valid2 in zip(*one, *two) if min(one[1].shape[1:]) >= BLOCK else ():
        masks = _blocks(valid1 & valid2)
        chosen = np.flatnonzero(masks.mean((1, 2)) >= LEAST_VALID)[:: 1 + pixels // STEP**2 // MOST]
        first, second = (
            np.fft.rfft2(taper * _centred(_blocks(_log(image, valid))[chosen], masks[chosen]))
            for image, valid in ((a, valid1), (b, valid2))
        )
        sums += [np.einsum("kij,kij->ij", a, b.conj()) for a, b in ((second, first), (first, first), (second, second))]
        count += len(chosen)
    if count < FEWEST:
        return None
    cross, *powers = np.fft.fft2(np.fft.irfft2(sums, (BLOCK, BLOCK)))  # of all frequencies
    # overlapping blocks are not independent: half as many count
    looks = count / 2
    coherence = np.abs(cross) ** 2 / np.maximum(powers[0].real * powers[1].real, 1e-300)
    chance = 1 - CHANCE ** (1 / (looks - 1))  # exceeded by as many frequencies of independent images
    coherence = np.where(coherence > chance, np.clip((coherence - 1 / looks) / (1 - 1 / looks), 0, 0.99), 0)
    frequency = 2 * np.pi * np.fft.fftfreq(BLOCK)
    fy, fx = np.meshgrid(frequency, frequency, indexing="ij")
    coherence[(fx == 0) | (fy == 0)] *= 0.5  # axes carry the stripes of processing
    coherence[np.hypot(fx, fy) > np.pi * 0.9] = 0
    weight = coherence / (1 - coherence)
    weighted = weight * cross / np.maximum(np.abs(cross), 1e-300)
    surface = np.fft.ifft2(weighted).real
    near = np.abs(np.fft.fftfreq(BLOCK) * BLOCK) <= FARTHEST
    row, column = np.unravel_index(np.argmax(np.where(np.outer(near, near), surface, -np.inf)), surface.shape)
    start = [(int(n) + BLOCK // 2) % BLOCK - BLOCK // 2 for n in (row, column)]
    steps = np.arange(-FINE, FINE + 1) / FINE
    rows, columns = (start[0] + steps, start[1] + steps)
    fine = (np.exp(1j * np.outer(rows, frequency)) @ weighted @ np.exp(1j * np.outer(frequency, columns))).real
    best = np.unravel_index(np.argmax(fine), fine.shape)
    # Cramer-Rao bound; every frequency stands in the spectrum twice
    information = looks * min(float((weight * f**2).sum()) for f in (fx, fy))
    sigma = float(np.inf) if information <= 0 else information**-0.5
    if sigma > MOST_SIGMA:
        return None
    return Displacement(float(columns[best[1]]), float(rows[best[0]]), sigma)


def _log(image: NDArray[np.float32], valid: NDArray[np.bool_]) -> Float:
    """Sum of the logarithms of VV and VH; pixels that are not measured or without power get the least of the others."""
    total = np.zeros(valid.shape)
    for power in image:
        positive = valid & (power > 0)
        least = power[positive].min() if positive.any() else 1.0
        total += np.log(np.where(positive, power, least), dtype=np.float64)
    return total


def _blocks(image: NDArray[Any]) -> NDArray[Any]:
    """Blocks that overlap by half, (n, BLOCK, BLOCK)."""
    return np.lib.stride_tricks.sliding_window_view(image, (BLOCK, BLOCK))[::STEP, ::STEP].reshape(-1, BLOCK, BLOCK)


def _centred(blocks: Float, masks: NDArray[np.bool_]) -> Float:
    """Subtract the mean of each; what is not measured on either date gets 0, so that a common edge is no structure."""
    means = (blocks * masks).sum((1, 2), keepdims=True) / masks.sum((1, 2), keepdims=True)
    return np.where(masks, blocks - means, 0)
