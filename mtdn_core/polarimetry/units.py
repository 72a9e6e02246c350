"""Units of backscatter: conversion to linear power, which models work on, and back."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

DECIBEL = math.log(10) / 10  # natural logarithm of one decibel of power
# the least power written to a dB output (-379 dB): a logarithm of zero would not be a number
LEAST_POWER = float(np.finfo(np.float32).tiny)


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
