"""Maps of labelled ground: fields, towns, lines and scattered patches, as dead leaves (Matheron, 1968).

Shapes fall one after another and hide what lies beneath, so edges meet at all angles as in a real landscape. A layout
holds labels only; what each label looks like to the radar is drawn later.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

KINDS = ("fields", "town", "lines", "patches", "coast", "mixed")


def _stamp(
    labels: NDArray[np.int16], label: int, centre: tuple[float, float], half: tuple[float, float], angle: float, ellipse: bool,
) -> None:
    """Draw one rotated rectangle or ellipse; only its bounding box is touched."""
    size = labels.shape[0]
    reach = math.hypot(*half) + 1
    y0, y1 = max(0, int(centre[0] - reach)), min(size, int(centre[0] + reach) + 2)
    x0, x1 = max(0, int(centre[1] - reach)), min(size, int(centre[1] + reach) + 2)
    if y0 >= y1 or x0 >= x1:
        return
    y = np.arange(y0, y1)[:, None] - centre[0]
    x = np.arange(x0, x1)[None, :] - centre[1]
    u = (math.cos(angle) * y + math.sin(angle) * x) / half[0]
    v = (-math.sin(angle) * y + math.cos(angle) * x) / half[1]
    inside = u * u + v * v <= 1 if ellipse else (np.abs(u) <= 1) & (np.abs(v) <= 1)
    labels[y0:y1, x0:x1][inside] = label


def _leaves(labels: NDArray[np.int16], rng: np.random.Generator, count: int, small: float, large: float, first: int) -> int:
    size = labels.shape[0]
    for index in range(count):
        # sizes follow a power law: landscapes look alike at every scale
        radius = small * (large / small) ** (1 - math.sqrt(rng.random()))
        half = (radius, radius * rng.uniform(0.3, 1.0))
        centre = tuple(rng.uniform(-5, size + 5, 2))
        _stamp(labels, first + index, centre, half, rng.uniform(0, math.pi), rng.random() < 0.35)
    return first + count


def _fields(labels: NDArray[np.int16], rng: np.random.Generator, first: int, step: tuple[float, float]) -> int:
    """A rotated grid of parcels of uneven width."""
    size = labels.shape[0]
    angle = rng.uniform(0, math.pi)
    y, x = np.mgrid[:size, :size] - size / 2
    u, v = math.cos(angle) * y + math.sin(angle) * x, -math.sin(angle) * y + math.cos(angle) * x
    cuts = [np.cumsum(rng.uniform(*step, 400)) for _ in range(2)]
    rows = np.searchsorted(cuts[0] - size * 0.8, u)
    columns = np.searchsorted(cuts[1] - size * 0.8, v + rng.uniform(0, 9) * (rows % 3))
    _, parcels = np.unique(rows * 1000 + columns, return_inverse=True)
    labels[:] = first + parcels.reshape(labels.shape)
    return first + int(parcels.max()) + 1


def _lines(labels: NDArray[np.int16], rng: np.random.Generator, count: int, first: int) -> int:
    size = labels.shape[0]
    for index in range(count):
        half = (rng.uniform(size * 0.1, size), rng.uniform(0.5, 2.0))  # one to four pixels wide
        _stamp(labels, first + index, tuple(rng.uniform(0, size, 2)), half, rng.uniform(0, math.pi), False)
    return first + count


def draw_layout(rng: np.random.Generator, size: int, kind: str | None = None) -> NDArray[np.int16]:
    """Draw one map of labels from 0, (size, size) int16, of one of :data:`KINDS`; None: any."""
    kind = kind or str(rng.choice(KINDS, p=[0.2, 0.34, 0.1, 0.1, 0.06, 0.2]))
    labels = np.zeros((size, size), np.int16)
    area = (size / 128) ** 2
    last = 1
    if kind in ("fields", "mixed", "lines"):
        last = _fields(labels, rng, last, (4.0, 14.0) if rng.random() < 0.5 else (10.0, 45.0))
    if kind == "coast":
        last = _leaves(labels, rng, int(6 * area) + 1, 25, 90, last)
    if kind in ("patches", "mixed"):
        last = _leaves(labels, rng, int(rng.integers(20, 120) * area), 2.5, 40, last)
    if kind == "town":
        last = _leaves(labels, rng, int(rng.integers(10, 30) * area), 10, 50, last)
        angle = rng.uniform(0, math.pi)
        for index in range(int(rng.integers(250, 700) * area)):
            half = tuple(rng.uniform(0.6, 4.5, 2))
            turn = angle + (math.pi / 2 if rng.random() < 0.5 else 0) + rng.normal(0, 0.1)
            _stamp(labels, last + index, tuple(rng.uniform(0, size, 2)), half, turn, False)
        last = int(labels.max()) + 1
    if kind in ("lines", "town", "mixed", "fields"):
        _lines(labels, rng, int(rng.integers(1, 25 if kind == "lines" else 8) * area) + 1, last)
    return np.unique(labels, return_inverse=True)[1].reshape(labels.shape).astype(np.int16)
