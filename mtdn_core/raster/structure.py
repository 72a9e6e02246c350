"""Do two images show the same ground: correlation of the fine structure of log power over all shifts, mirrored and turned.

Every correlation counts in units of what images of different ground reach by chance: its standard deviation over far shifts
of the same two images. The limits come from real series (30 m and 10 m, 100 x 100 pixels and more, seasons, floods, open
water): the same ground has 7 and more, and where a flood changed nearly all of it 2.3; any other has less than 2.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.polarimetry.units import boxcar
from mtdn_core.raster.gdal import Sample, Window

FINE, COARSE = 3, 17  # pixels, of the means that structure lies between
BRIGHTEST = 3.0  # standard deviations; single bright targets count no more
LEAST_EDGE = 64  # pixels
SAME_PX = 2
NEAR_PX = 8  # smaller shifts are measured by :mod:`mtdn_core.raster.shift`
LEAST_COMMON = 0.4  # of an image, at a shift
ALIKE, OTHER, SURE, OWN = 4.0, 2.0, 9.0, 8.0
SAME_SPECKLE, HIGHER = 0.4, 1.05  # correlation with a filtered image, and how much more than where it lies

Float = NDArray[np.float64]
#: what a second image may be of the first: mirrored columns, mirrored rows, rows and columns exchanged after that
TURNED = {
    "": (1, 1, False), "mirrored left to right": (-1, 1, False), "mirrored top to bottom": (1, -1, False),
    "turned by 180 degrees": (-1, -1, False), "with rows and columns exchanged": (1, 1, True),
    "turned by 90 degrees to the left": (-1, 1, True), "turned by 90 degrees to the right": (1, -1, True),
    "turned by 180 degrees, with rows and columns exchanged": (-1, -1, True),
}


def other_ground(one: Sample, two: Sample, windows: Sequence[Window]) -> str:
    """Say how the ground of a second date differs from that of the first; empty where it does not, or nothing can tell.

    `windows` are those of the samples (:func:`mtdn_core.raster.gdal.sample_windows`).
    """
    if min(windows[0][2:]) < LEAST_EDGE:
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
    if min(windows[0][2:]) < LEAST_EDGE:
        return ""
    surface, _ = _correlation(*(_features(sample, len({row for _, row, _, _ in windows})).sum(0) for sample in (one, two)))
    near = np.minimum.outer(*(NEAR_PX - np.abs(np.fft.fftfreq(size, 1 / size)) for size in surface.shape)) >= 0
    surface = np.where(near, surface, 0)
    return _shift(surface) if surface.max() > max(SAME_SPECKLE, HIGHER * surface[0, 0]) else ""


def _shift(surface: Float) -> str:
    """Return in words at which shift a correlation is the highest."""
    place = np.unravel_index(surface.argmax(), surface.shape)
    row, column = ((int(n) + size // 2) % size - size // 2 for n, size in zip(place, surface.shape))
    across, down = "left" if column < 0 else "right", "above" if row < 0 else "below"
    return f"{abs(column)} pixels {across} and {abs(row)} {down}"


def _features(sample: Sample, rows: int) -> Float:
    """Return the fine structure of VV and of VH (2, rows of windows, columns of windows, height, width)."""
    images = sample[0].swapaxes(0, 1)
    valid = sample[1] & (images > 0).all(0)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(boxcar(images.astype(np.float64), valid, FINE))
        fine = np.where(valid, logs - boxcar(logs, valid, COARSE), 0.0)
    deviation = fine.std((1, 2, 3), keepdims=True)
    return np.clip(fine, -BRIGHTEST * deviation, BRIGHTEST * deviation).reshape(2, rows, -1, *fine.shape[2:])


def _correlation(one: Float, two: Float) -> tuple[Float, float]:
    """Return the correlation at all shifts of `two` against `one` (0 for the farthest), and what it reaches by chance."""
    shape = tuple(2 * size for size in one.shape[2:])
    spectrum: Any = (np.fft.rfft2(one, shape).conj() * np.fft.rfft2(two, shape)).sum((0, 1))
    energy = float((one**2).sum() * (two**2).sum())
    shifts = [np.abs(np.fft.fftfreq(size, 1 / size)) for size in shape]
    common = np.outer(*(1 - s / s.max() for s in shifts))
    surface = np.where(common > LEAST_COMMON, np.fft.irfft2(spectrum, shape) / np.maximum(common, LEAST_COMMON), 0)
    surface = surface / max(energy, 1e-300) ** 0.5
    far = (common > LEAST_COMMON) & (np.maximum.outer(*shifts) > NEAR_PX)
    return surface, max(float(surface[far].std()), 1e-9)
