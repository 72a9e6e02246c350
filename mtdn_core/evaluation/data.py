"""Test data where they exist: real series, C2 patches, dated disturbances, labelled sites; change put into real dates; and
simulated stacks.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.raster.acquisition import time_in_name
from mtdn_core.raster.gdal import last_message, quiet
from mtdn_core.raster.source import open_raster

Array = NDArray[np.float64]
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
STEPS_DB = (2.0, 3.0, 4.5, 6.0)  # of injected change
RADAR_MEMORY = timedelta(days=80)  # the fall of VH after a disturbance lasts about as long
PAIR_DAYS = 12
SHARE = 0.06  # of the pixels that it changes
DATES, LOOKS = 8, 5  # of a simulated stack
PSF_SIGMA = 0.7  # pixels, of its point spread function
DRIFT_DB, CHANGED_SHARE, BORDER = 0.4, 0.12, 6


def data_folder(folder: str | Path | None = None) -> Path:
    """The folder named, or MTDN_SHARED/data, or ../shared/data beside the checkout."""
    if folder:
        return Path(folder)
    shared = os.environ.get("MTDN_SHARED")
    return (Path(shared) if shared else ROOT.parent / "shared") / "data"


def read(path: Path) -> Array:
    """All bands of a raster, (bands, H, W); see :func:`mtdn_core.raster.source.open_raster` for the errors."""
    dataset = open_raster(str(path))
    with quiet():
        values = dataset.ReadAsArray()
    if values is None:
        raise InputError(f"The pixels of '{path}' cannot be read{last_message()}", "a whole raster", "get it again")
    values = np.asarray(values, np.float64)
    return values if values.ndim == 3 else values[None]


class Series(NamedTuple):
    """Dates of one place."""

    name: str  # for tables
    days: tuple[date, ...]  # of acquisition
    stack: Array  # (dates, 2, H, W), VV and VH in linear power, NaN where not measured

    @property
    def pairs(self) -> list[int]:
        """Places of the dates that another follows 12 days later."""
        return [place for place, (one, two) in enumerate(zip(self.days, self.days[1:])) if (two - one).days == PAIR_DAYS]


def bursts(root: Path, part: str) -> Iterator[Series]:
    """OPERA RTC-S1 series below ``root/part/opera_rtc_s1``."""
    for folder in sorted(path for path in (root / part / "opera_rtc_s1").glob("*") if path.is_dir()):
        yield _series(sorted(folder.glob("*_VV.tif")), f"{part}/{folder.name}")


def sample_series() -> Series:
    """The pair of dates that ships with the project."""
    return _series(sorted(SAMPLE.glob("OPERA*_VV.tif")), "sample")


def _series(files: Sequence[Path], name: str) -> Series:
    """Dates in the order of time, from files ``*_VV.tif`` with ``*_VH.tif`` beside.

    Raises :class:`InputError` if there are none, one cannot be read, a name holds no date, or the sizes differ.
    """
    if not files:
        raise InputError(f"The series '{name}' has no dates", "files named ..._VV.tif and ..._VH.tif", "correct --data")
    found = []
    for vv in files:
        time = time_in_name(vv.name)
        if time is None:
            raise InputError(f"The name of '{vv}' holds no date", "a name with a date such as 20240131", "rename the file")
        vh = vv.with_name(vv.name.replace("_VV.tif", "_VH.tif"))
        found.append((time, np.concatenate([read(vv)[:1], read(vh)[:1]])))
    found.sort(key=lambda pair: pair[0])
    if len({image.shape for _, image in found}) > 1:
        raise InputError(f"The dates of the series '{name}' differ in size", "one grid", "bring them onto one grid")
    return Series(name, tuple(time.date() for time, _ in found), np.stack([image for _, image in found]))


def c2_pairs(root: Path, part: str) -> list[tuple[Array, Array]]:
    """Bi-temporal C2 patches, two arrays (4, H, W) each."""
    firsts = sorted((root / part / "mtdn_c2_patches").glob("*_T1_C2.tif"))
    return [(read(f)[:4], read(f.with_name(f.name.replace("_T1_", "_T2_")))[:4]) for f in firsts]


class Disturbances(NamedTuple):
    """A series with forest disturbances dated by independent observers."""

    series: Series  # dates of the place
    #: points, and when each was disturbed; None: stable
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    days: tuple[date | None, ...]
    pairs: tuple[tuple[int, int], ...]  # pairs of dates to compare, as places in the series


def disturbances(root: Path) -> Disturbances | None:
    """Myanmar GRD series (dB) with its reference points; the shipped pair where the data are absent."""
    stack, points = root / "train" / "myanmar_grd_ts", root / "test" / "myanmar_points" / "points_dev_2016.csv"
    listed = root / "test" / "myanmar_points" / "pairs_dev.csv"
    complete = stack.is_dir() and points.is_file() and listed.is_file()
    if not complete:
        stack, points = SAMPLE, SAMPLE / "myanmar_disturbances_2016.csv"
    files = sorted(stack.glob("*VV_VH_dB.tif"), key=lambda p: str(time_in_name(p.name)))
    if not files or not points.is_file():
        return None
    days = tuple(found.date() for f in files if (found := time_in_name(f.name)))
    series = Series("Myanmar", days, 10 ** (np.stack([read(f)[:2] for f in files]) / 10))
    table, numbers = _table(points), [f"{day:%Y%m%d}" for day in days]
    disturbed = tuple(date.fromisoformat(r["disturbance_date"]) if r["disturbance_date"].strip() else None for r in table)
    pairs = [(numbers.index(r["t1"]), numbers.index(r["t2"])) for r in _table(listed)] if complete else [(0, len(days) - 1)]
    rows, columns = (np.array([int(r[name]) for r in table]) for name in ("row", "col"))
    return Disturbances(series, rows, columns, disturbed, tuple(pairs))


class Site(NamedTuple):
    """A labelled site of 3 x 3 pixels: its series, and the first day of change (None: no change)."""

    name: str
    days: tuple[datetime, ...]
    stack: Array
    changed: datetime | None
    last_before: datetime | None


def dist_sites(root: Path, part: str) -> list[Site]:
    """OPERA validation sites, labelled by optical analysts; the burst with the most dates of each."""
    folder = root / part / "opera_dist_sites"
    if not (folder / "series.csv").is_file():
        return []
    series: dict[str, dict[str, list[dict[str, str]]]] = {}
    for row in _table(folder / "series.csv"):
        series.setdefault(row["site"], {}).setdefault(row["burst"], []).append(row)
    labels = {row["site"]: row for row in _table(folder / "sites.csv")}
    found = []
    for name, by_burst in series.items():
        most = max(by_burst.values(), key=len)
        rows = sorted(most, key=lambda row: row["datetime"])
        stack = np.array([[[float(row[f"{c}{i}"] or "nan") for i in range(9)] for c in ("vv", "vh")] for row in rows])
        days = tuple(day for row in rows if (day := time_in_name(row["datetime"])) is not None)
        change, last = (time_in_name(labels.get(name, {}).get(key, "")) for key in ("change_time", "last_observation_time"))
        found.append(Site(name, days, stack.reshape(-1, 2, 3, 3), change, last))
    return found


def inject(second: Array, seed: int) -> tuple[Array, NDArray[np.bool_]]:
    """Multiply a date (C, H, W) by a step inside random ellipses until :data:`SHARE` of the pixels has changed.

    Returns the changed image and the truth (H, W), True = changed; the same seed and size give the same ellipses. They do not
    overlap; the steps +-2, 3, 4.5 and 6 dB come in turn; semi-axes are 3 to 10 pixels.
    """
    rng = np.random.default_rng(seed)
    height, width = second.shape[1:]
    y, x = np.mgrid[:height, :width]
    out, truth = np.array(second, dtype=np.float64), np.zeros((height, width), bool)
    goal, number = SHARE * truth.size, int(rng.integers(0, 8))
    for _ in range(1000):
        if truth.sum() >= goal:
            break
        cy, cx, turn = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(0, np.pi)
        a, b = rng.uniform(3.0, 10.0, 2)
        along = (x - cx) * np.cos(turn) + (y - cy) * np.sin(turn)
        across = (y - cy) * np.cos(turn) - (x - cx) * np.sin(turn)
        inside = (along / a) ** 2 + (across / b) ** 2 <= 1
        if (inside & truth).any() or not inside.any() or truth.sum() + inside.sum() > 1.1 * goal:
            continue
        step = STEPS_DB[number // 2 % 4] * (1 if number % 2 else -1)
        number += 1
        out[:, inside] *= 10 ** (step / 10)
        truth |= inside
    return out, truth


class SimulatedStack(NamedTuple):
    """A clean scene under correlated speckle, level drift, and change in the last date, with its truth."""

    dates: Array  # (8, 2, H, W), VV and VH in linear power
    truth: Array  # (2, H, W), the last date without speckle
    #: (H, W) bool, the border left out
    unchanged: NDArray[np.bool_]
    changed: NDArray[np.bool_]


def simulated_stacks(clean: Array, count: int) -> Iterator[SimulatedStack]:
    """Yield stacks over a clean scene (2, H, W), the same on every machine."""
    height, width = clean.shape[1:]
    inside = np.zeros((height, width), bool)
    inside[BORDER:-BORDER, BORDER:-BORDER] = True
    for seed in range(count):
        rng = np.random.default_rng(seed)
        step = _change(rng, height, width)
        dates = []
        truth = clean
        for number in range(DATES):
            truth = clean * 10 ** (rng.normal(0, DRIFT_DB) / 10)
            if number == DATES - 1:
                truth = truth * 10 ** (step / 10)
            dates.append(truth * np.stack([_speckle(rng, height, width) for _ in range(2)]))
        yield SimulatedStack(np.stack(dates), truth, inside & (step == 0), inside & (step != 0))


def _change(rng: np.random.Generator, height: int, width: int) -> Array:
    """Steps in dB inside ellipses."""
    step = np.zeros((height, width))
    y, x = np.mgrid[:height, :width]
    while (step != 0).mean() < CHANGED_SHARE:
        cy, cx = rng.uniform(0, height), rng.uniform(0, width)
        a, b = rng.uniform(3, 12, 2)
        size = rng.choice([-1, 1]) * rng.uniform(2, 6)
        step[((y - cy) / a) ** 2 + ((x - cx) / b) ** 2 < 1] = size
    return step


def _speckle(rng: np.random.Generator, height: int, width: int) -> Array:
    from scipy.ndimage import gaussian_filter  # here only: the demonstration runs without SciPy

    total = np.zeros((height, width))
    for _ in range(LOOKS):
        field = gaussian_filter(rng.standard_normal((2, height, width)), (0, PSF_SIGMA, PSF_SIGMA))
        total += ((field / field.std()) ** 2).sum(0) / 2
    return total / LOOKS


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))
