"""Units of backscatter: conversion to linear power, which models work on, and back; and means of power."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Powers = NDArray[np.float64]

DECIBEL = math.log(10) / 10  # natural logarithm of one decibel of power
# the least power written to a dB output (-379 dB): a logarithm of zero would not be a number
LEAST_POWER = float(np.finfo(np.float32).tiny)
KEPT_WINDOW = 15  # pixels, in which :func:`keep_mean` keeps the mean


def to_power(values: Array, units: str) -> Array:
    """Convert to linear power; `values` of any shape, not measured ones included (they come out as they may)."""
    with np.errstate(over="ignore", invalid="ignore"):
        if units == "db":
            values = np.power(np.float32(10.0), values * np.float32(0.1), dtype=np.float32)
        elif units == "amplitude":
            values = np.square(np.maximum(values, 0), dtype=np.float32)
    return values


def from_power(power: Array, units: str) -> Array:
    """Convert linear power to `units`; the inverse of :func:`to_power`."""
    with np.errstate(invalid="ignore"):
        if units == "db":
            power = np.log10(np.maximum(power, np.float32(LEAST_POWER)), dtype=np.float32) * np.float32(10.0)
        elif units == "amplitude":
            power = np.sqrt(np.maximum(power, 0), dtype=np.float32)
    return power


def box_mean(image: Powers, height: int, width: int) -> Powers:
    """Mean over every full window of height x width pixels: (..., H, W) to (..., H - height + 1, W - width + 1)."""
    sums = np.zeros((*image.shape[:-2], image.shape[-2] + 1, image.shape[-1] + 1))
    sums[..., 1:, 1:] = image.cumsum(-2).cumsum(-1)
    total = sums[..., height:, :] - sums[..., :-height, :]
    return np.asarray((total[..., width:] - total[..., :-width]) / (height * width))


def boxcar(image: Powers, valid: NDArray[np.bool_], size: int) -> Powers:
    """Mean over the measured pixels of a centred odd window, (..., H, W) in and out; NaN in a window without any.

    What lies beyond the image counts as not measured.
    """
    half = size // 2

    def mean(values: Powers) -> Powers:
        return box_mean(np.pad(values, [(0, 0)] * (values.ndim - 2) + [(half, half)] * 2), size, size)

    total = mean(np.where(valid, image, 0))
    # a mean of whole numbers: rounding makes an empty window exact
    number = np.round(mean(valid.astype(np.float64)) * size**2)
    return np.where(number > 0, total * size**2 / np.maximum(number, 1), np.nan)


def keep_mean(power: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return powers of at least zero with the local means (15 x 15 pixels) of `power` (height, width), 0 where not `valid`.

    Negative powers over dark ground are measurements, not holes. Averaging needs powers of at least zero, and zero in the
    place of the negative would raise the mean. So each positive power is multiplied by the local mean over the local mean of
    the positive ones.
    """
    positive = np.maximum(power, 0)
    padded = (np.pad(p.astype(np.float64), KEPT_WINDOW // 2) for p in (power, positive))
    measured, above = (box_mean(p, KEPT_WINDOW, KEPT_WINDOW) for p in padded)
    factor = np.divide(np.maximum(measured, 0), above, out=np.ones_like(above), where=above > 0)
    result: NDArray[np.float32] = (positive * factor * valid).astype(np.float32)
    return result
