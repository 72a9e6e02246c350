"""Where a second image lies by its content, of log power: how far beside the first, to a part of a pixel, or on other ground.

Displacements are measured by phase correlation. Cross-spectra of blocks of the sample are averaged, and every frequency
counts by its coherence (the maximum-likelihood weights of Hannan and Thomson, "Estimating group delay", Biometrika 60,
1973): speckle is independent from date to date, so only structure of the ground adds up.

Other ground is told by the correlation of the fine structure over all shifts, mirrored and turned. It counts in units of
what images of different ground reach by chance: its standard deviation over far shifts of the same two images. The limits
come from real series (30 m and 10 m, 100 x 100 pixels and more, seasons, floods, open water): the same ground has 7 and
more, and where a flood changed nearly all of it 2.3; any other has less than 2.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.polarimetry.units import boxcar
from mtdn_core.raster.gdal import Sample, Window

Float = NDArray[np.float64]
Complex = NDArray[np.complex128]

BLOCK = 32  # pixels
STEP = 16
FEWEST, MOST = 9, 1024  # blocks; of fewer the coherence means nothing, more cost time and say little more
LEAST_VALID = 0.9
FARTHEST = 8  # pixels; what lies farther beside is told of as other ground
STEPS = 20  # a pixel
CHANCE = 0.01
MOST_SIGMA = 0.1  # pixels

FINE, COARSE = 3, 17  # pixels, of the means that structure lies between
BRIGHTEST = 3.0  # standard deviations; single bright targets count no more
LEAST_EDGE, LARGEST = 64, 512  # pixels
SAME_PX = 1
LEAST_COMMON = 0.4  # of an image, at a shift
ALIKE, OTHER, SURE, OWN = 4.0, 2.0, 9.0, 8.0
SAME_SPECKLE, HIGHER = 0.4, 1.05  # correlation with a filtered image, and how much more than where it lies
#: what a second image may be of the first: mirrored columns, mirrored rows, rows and columns exchanged after that
TURNED = {
    "": (1, 1, False), "mirrored left to right": (-1, 1, False), "mirrored top to bottom": (1, -1, False),
    "turned by 180 degrees": (-1, -1, False), "with rows and columns exchanged": (1, 1, True),
    "turned by 90 degrees to the left": (-1, 1, True), "turned by 90 degrees to the right": (1, -1, True),
    "turned by 180 degrees, with rows and columns exchanged": (-1, -1, True),
}


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
        return _beside(self.columns, self.rows, 1)


def _beside(columns: float, rows: float, digits: int) -> str:
    across, down = "left" if columns < 0 else "right", "above" if rows < 0 else "below"
    return f"{abs(columns):.{digits}f} pixels {across} and {abs(rows):.{digits}f} {down}"


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
    steps = np.arange(-STEPS, STEPS + 1) / STEPS
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


def other_ground(one: Sample, two: Sample, windows: Sequence[Window]) -> str:
    """Say how the ground of a second date differs from that of the first; empty where it does not, or nothing can tell.

    `windows` are those of the samples (:func:`mtdn_core.raster.gdal.sample_windows`).
    """
    if min(one[1].shape[1:]) < LEAST_EDGE:
        return ""
    rows = len({row for _, row, _, _ in windows})
    first, second = (_features(sample, rows) for sample in (one, two))
    total1, total2 = first.sum(0), second.sum(0)
    surface, sigma = _correlation(total1, total2)
    alike = surface[np.ix_(*(range(-SAME_PX, SAME_PX + 1),) * 2)].max() / sigma
    if alike > ALIKE:
        return ""
    # one polarisation alone is there twice, and then its structure cannot be told from its speckle
    alone = any(np.array_equal(f[0], f[1]) for f in (first, second))
    own = 0.0 if alone else min(s[0, 0] / sigma for s, sigma in (_correlation(f[0], f[1]) for f in (first, second)))
    if own < ALIKE and not alone:  # open water
        return ""
    best, text = SURE, ""
    for turned, (across, down, exchanged) in TURNED.items():
        image = total1[::down, ::across, ::down, ::across].transpose((1, 0, 3, 2) if exchanged else (0, 1, 2, 3))
        if image.shape != total2.shape:
            continue
        surface, sigma = _correlation(image, total2)
        if surface.max() > best * sigma:
            best = float(surface.max() / sigma)
            text = turned or _shift(surface)
    if text:
        return f"shows the same ground {text}"
    return "shows other ground, none of the structure is the same" if alike < OTHER and own > OWN else ""


def lies_beside(one: Sample, two: Sample, windows: Sequence[Window]) -> str:
    """Say how many pixels, up to 8, the second image lies beside the first of the same speckle; empty where it does not.

    The correlation with an image that was averaged over wide windows is as high one pixel beside, and tells nothing.
    """
    if min(one[1].shape[1:]) < LEAST_EDGE:
        return ""
    surface, _ = _correlation(*(_features(sample, len({row for _, row, _, _ in windows})).sum(0) for sample in (one, two)))
    near = np.minimum.outer(*(FARTHEST - np.abs(np.fft.fftfreq(size, 1 / size)) for size in surface.shape)) >= 0
    surface = np.where(near, surface, 0)
    return _shift(surface) if surface.max() > max(SAME_SPECKLE, HIGHER * surface[0, 0]) else ""


def _shift(surface: Float) -> str:
    """Return in words at which shift a correlation is the highest."""
    place = np.unravel_index(surface.argmax(), surface.shape)
    row, column = ((int(n) + size // 2) % size - size // 2 for n, size in zip(place, surface.shape))
    return _beside(column, row, 0)


def _features(sample: Sample, rows: int) -> Float:
    """Return the fine structure of VV and of VH (2, rows of windows, columns of windows, height, width)."""
    images, masks = (_thinned(values.reshape(rows, -1, *values.shape[1:])) for values in sample)
    images = np.moveaxis(images, 2, 0)
    valid = masks & (images > 0).all(0)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(boxcar(images.astype(np.float64), valid, FINE))
        fine = np.where(valid, logs - boxcar(logs, valid, COARSE), 0.0)
    deviation = fine.std((1, 2, 3, 4), keepdims=True)
    return np.clip(fine, -BRIGHTEST * deviation, BRIGHTEST * deviation)


def _thinned(windows: NDArray[Any]) -> NDArray[Any]:
    """Leave out of (rows, columns, ..., height, width) what takes time and tells little more, from both ends alike."""
    down, across = (sorted({place for n in range(0, count // 2, 2) for place in (n, count - 1 - n)} or range(count))
                    for count in windows.shape[:2])
    rows, columns = (slice(max(size - LARGEST, 0) // 2, (size + min(size, LARGEST)) // 2) for size in windows.shape[-2:])
    return windows[np.ix_(down, across)][..., rows, columns]


def _correlation(one: Float, two: Float) -> tuple[Float, float]:
    """Return the correlation at all shifts of `two` against `one` (0 for the farthest), and what it reaches by chance."""
    shape = tuple(2 * size for size in one.shape[2:])
    spectrum: Any = (np.fft.rfft2(one, shape).conj() * np.fft.rfft2(two, shape)).sum((0, 1))
    energy = float((one**2).sum() * (two**2).sum())
    shifts = [np.abs(np.fft.fftfreq(size, 1 / size)) for size in shape]
    common = np.outer(*(1 - s / s.max() for s in shifts))
    surface = np.where(common > LEAST_COMMON, np.fft.irfft2(spectrum, shape) / np.maximum(common, LEAST_COMMON), 0)
    surface = surface / max(energy, 1e-300) ** 0.5
    far = (common > LEAST_COMMON) & (np.maximum.outer(*shifts) > FARTHEST)
    return surface, max(float(surface[far].std()), 1e-9)
