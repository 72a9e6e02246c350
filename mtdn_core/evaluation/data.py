"""Where the test data lie, and what is left when they are absent."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation.patches import load_pairs
from mtdn_core.evaluation.rasters import intensities_to_c2, read_bands

Array = NDArray[np.float64]
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
SAMPLE_POINTS = "myanmar_disturbances_2016.csv"
SAMPLE_DATES = (("20150329", "20160323"),)


@dataclass(frozen=True)
class TestData:
    """Folders that exist (None: absent) and why something is missing.

    Attributes
    ----------
    patches
        Bi-temporal C2 patches.
    neighbours
        OPERA RTC-S1 series.
    stack, points, pairs
        Myanmar rasters, reference points, and list of date pairs.
    notes
        One line for each thing that is missing.
    """

    __test__ = False  # keeps pytest from collecting it

    patches: Path | None
    neighbours: Path | None
    stack: Path | None
    points: Path | None
    pairs: Path | tuple[tuple[str, str], ...] | None
    notes: tuple[str, ...]


def default_folder() -> Path:
    """The data folder when none is named: MTDN_SHARED/data, or ../shared/data beside the checkout."""
    shared = os.environ.get("MTDN_SHARED")
    return (Path(shared) if shared else ROOT.parent / "shared") / "data"


def find_data(folder: str | Path | None = None) -> TestData:
    """Look for the test data under `folder`."""
    root = Path(folder) if folder else default_folder()
    notes: list[str] = []

    def take(*parts: str) -> Path | None:
        path = root.joinpath(*parts)
        if path.exists():
            return path
        notes.append(f"Left out: '{'/'.join(parts)}' is not in the data folder '{root}'.")
        return None

    patches, neighbours = take("test", "mtdn_c2_patches"), take("test", "opera_rtc_s1")
    stack = take("train", "myanmar_grd_ts")
    points = take("test", "myanmar_points", "points_dev_2016.csv")
    pairs: Path | tuple[tuple[str, str], ...] | None = take("test", "myanmar_points", "pairs_dev.csv")
    if not (stack and points and pairs) and (SAMPLE / SAMPLE_POINTS).is_file():
        stack, points, pairs = SAMPLE, SAMPLE / SAMPLE_POINTS, SAMPLE_DATES
        notes.append("Dated disturbances were measured on the one pair of resources/sample.")
    return TestData(patches, neighbours, stack, points, pairs, tuple(notes))


def sample_pairs() -> dict[str, tuple[Array, Array]]:
    """The OPERA pair of resources/sample as C2 without C12; empty when the samples are absent."""
    first = sorted(SAMPLE.glob("OPERA_L2_RTC-S1_*_VV.tif"))
    if len(first) < 2:
        return {}
    dates = [
        intensities_to_c2(read_bands(p)[0], read_bands(p.with_name(p.name.replace("_VV.tif", "_VH.tif")))[0])
        for p in first[:2]
    ]
    return {"sample": (dates[0], dates[1])}


def load_real_pairs(data: TestData) -> tuple[dict[str, tuple[Array, Array]], bool]:
    """Pairs for the despeckling figures, and whether they hold C12: the patches, or else the shipped sample."""
    if data.patches is not None:
        return load_pairs(data.patches), True
    return sample_pairs(), False
