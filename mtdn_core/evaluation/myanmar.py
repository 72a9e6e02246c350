"""Forest disturbances with known dates in Myanmar: does a change score rank them above stable points?"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.evaluation.metrics.change import roc_auc
from mtdn_core.evaluation.rasters import read_decibels

Array = NDArray[np.float64]
Score = Callable[[Array, Array], Array]
MEMORY_DAYS = 80  # the drop of VH after a disturbance lasts about as long


@dataclass(frozen=True)
class Points:
    """Reference points: row and column in the stack's grid, and the date of the disturbance (None: stable)."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    dates: tuple[date | None, ...]


def read_points(path: str | Path) -> Points:
    """Read a table with the columns row, col, disturbance_date (empty for stable points)."""
    with Path(path).open(newline="", encoding="utf-8") as stream:
        table = list(csv.DictReader(stream))
    if not table or not {"row", "col", "disturbance_date"} <= set(table[0]):
        raise InputError(f"'{path}' lacks columns", "row, col, disturbance_date", "pass the table of reference points")
    days = tuple(date.fromisoformat(r["disturbance_date"]) if r["disturbance_date"].strip() else None for r in table)
    return Points(np.array([int(r["row"]) for r in table]), np.array([int(r["col"]) for r in table]), days)


def read_pairs(path: str | Path) -> list[tuple[str, str]]:
    """Read the pairs of dates (YYYYMMDD) from a table with the columns t1, t2."""
    with Path(path).open(newline="", encoding="utf-8") as stream:
        return [(row["t1"], row["t2"]) for row in csv.DictReader(stream)]


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()


def pair_auc(score: Array, points: Points, first: str, second: str) -> tuple[float, int, int]:
    """AUC of a score map at the points, with the numbers of changed and of stable points.

    Changed: disturbed after both the first date and 80 days before the second, up to the second. Points disturbed at
    other times do not count.
    """
    t1, t2 = _day(first), _day(second)
    start = max(t1, t2 - timedelta(days=MEMORY_DAYS))
    changed = np.array([d is not None and start < d <= t2 for d in points.dates])
    used = changed | np.array([d is None for d in points.dates])
    values = score[points.rows, points.columns]
    used &= np.isfinite(values)
    return roc_auc(values[used], changed[used]), int(changed[used].sum()), int((used & ~changed).sum())


def evaluate_myanmar(stack: str | Path, points: str | Path, pairs: str | Path | Sequence[tuple[str, str]],
                     score: Score) -> dict[str, float]:
    """AUC of any score function on every listed pair.

    Parameters
    ----------
    stack
        Folder of two-band VV, VH rasters in dB named *_YYYYMMDD_VV_VH_dB.tif.
    points, pairs
        Tables, see :func:`read_points` and :func:`read_pairs`; `pairs` may be a list of dates YYYYMMDD instead.
    score
        Function of two dates (4, H, W), C12 zero, that returns a score (H, W).

    Returns
    -------
    dict
        "T1-T2" -> AUC, and "mean" over the pairs.
    """
    table, figures = read_points(points), {}
    listed = read_pairs(pairs) if isinstance(pairs, (str, Path)) else pairs
    for first, second in listed:
        images = []
        for day in (first, second):
            found = sorted(Path(stack).glob(f"*_{day}_VV_VH_dB.tif"))
            if not found:
                raise InputError(f"no raster of {day} in '{stack}'", f"*_{day}_VV_VH_dB.tif", "check the folder")
            images.append(read_decibels(found[0]))
        figures[f"{first}-{second}"] = pair_auc(score(images[0], images[1]), table, first, second)[0]
    return {**figures, "mean": float(np.mean(list(figures.values())))}
