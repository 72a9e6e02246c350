"""False alarms between neighbouring acquisitions, where next to nothing changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.evaluation.methods import Method
from mtdn_core.evaluation.rasters import intensities_to_c2, read_bands

Array = NDArray[np.float64]
STEADY_DB = 0.5
NAME = re.compile(r"OPERA_L2_RTC-S1_(?P<burst>[^_]+)_(?P<date>\d{8})T\d{6}Z_.*_VV\.tif$")


def read_stack(folder: str | Path) -> dict[str, list[tuple[date, Path]]]:
    """VV files of an OPERA RTC-S1 folder by burst, in order of date."""
    stacks: dict[str, list[tuple[date, Path]]] = {}
    for path in sorted(Path(folder).rglob("*_VV.tif")):
        match = NAME.search(path.name)
        if match:
            day = datetime.strptime(match["date"], "%Y%m%d").date()
            stacks.setdefault(match["burst"], []).append((day, path))
    return {burst: sorted(rows) for burst, rows in stacks.items()}


def _read(path: Path) -> Array:
    other = path.with_name(path.name.replace("_VV.tif", "_VH.tif"))
    return intensities_to_c2(read_bands(path)[0], read_bands(other)[0])


def neighbour_pairs(folder: str | Path, days: int = 12) -> Iterator[tuple[str, Array, Array]]:
    """Pairs of one burst whose dates are `days` apart: name, first, second, each (4, H, W) with C12 zero."""
    for burst, rows in read_stack(folder).items():
        by_day = dict(rows)
        for first, path in rows:
            later = [day for day in by_day if (day - first).days == days]
            if later:
                yield f"{burst} {first} {later[0]}", _read(path), _read(by_day[later[0]])


def scene_step(first: Array, second: Array) -> float:
    """Larger change in dB of the scene's median ratio in VV and VH."""
    both = (first[0] > 0) & (second[0] > 0) & (first[3] > 0) & (second[3] > 0)
    if not both.any():
        return float("nan")
    return max(abs(float(10 * np.log10(np.median(second[c][both] / first[c][both])))) for c in (0, 3))


def evaluate_neighbours(folder: str | Path, method: Method, threshold: float, days: int = 12,
                        border: int = 3) -> dict[str, float]:
    """Share of measured pixels called changed between neighbouring dates.

    Returns
    -------
    dict
        `false_alarm_rate` (mean over pairs), `steady_rate` (mean over the `steady_pairs`, whose median ratio moved by
        less than 0.5 dB in VV and VH: rain, frost and snow do change a whole scene within 12 days), `median`, `worst`,
        `pairs`, `threshold`.

    Raises
    ------
    InputError
        When the folder holds no such pair.
    """
    rates, steps = [], []
    inner = np.s_[border:-border, border:-border]
    for _, first, second in neighbour_pairs(folder, days):
        score = method(first, second, has_c12=False).score[inner]
        usable = np.isfinite(score)
        if usable.any():
            rates.append(float((score[usable] >= threshold).mean()))
            steps.append(scene_step(first, second))
    if not rates:
        raise InputError(f"no pair {days} days apart in '{folder}'", "OPERA RTC-S1 files of both polarisations",
                         "pass a folder that holds a series")
    steady = [rate for rate, step in zip(rates, steps) if step < STEADY_DB]
    return {"false_alarm_rate": float(np.mean(rates)),
            "steady_rate": float(np.mean(steady)) if steady else float("nan"),
            "median": float(np.median(rates)),
            "worst": float(np.max(rates)), "pairs": float(len(rates)),
            "steady_pairs": float(len(steady)), "threshold": threshold}
