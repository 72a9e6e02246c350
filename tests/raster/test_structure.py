"""Dates of one grid that do not show one ground."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

pytest.importorskip("osgeo.gdal")

import mtdn_core
from mtdn_core.raster.compare import check_pair, read_sample
from mtdn_core.raster.gdal import sample_windows
from mtdn_core.raster.shift import other_ground
from tests.raster.test_odd_inputs import opened
from tests.rasters import write_raster


def image(seed: int, ground: int = 0, height: int = 150, width: int = 150, noise: float = 0.0) -> np.ndarray:
    """VV and VH of 8 looks over ground with structure, or `noise`: over water with waves."""
    field = gaussian_filter(np.random.default_rng(ground).normal(0, 1, (height, width)), 2)
    clean = 0.1 * np.exp((noise or 1.0) * field / field.std())
    speckle = np.random.default_rng(100 + seed).gamma(8, 1 / 8, (2, height, width))
    return (np.stack([clean, np.full_like(clean, 0.002) if noise else clean * 0.2]) * speckle).astype(np.float32)


TURNS = {
    "": lambda v: v, "mirrored left to right": lambda v: v[..., ::-1], "mirrored top to bottom": lambda v: v[:, ::-1],
    "turned by 180 degrees": lambda v: v[:, ::-1, ::-1], "with rows and columns exchanged": lambda v: v.swapaxes(1, 2),
    "turned by 90 degrees to the left": lambda v: np.rot90(v, 1, (1, 2)),
    "turned by 90 degrees to the right": lambda v: np.rot90(v, -1, (1, 2)),
    "20 pixels right and 30 below": lambda v: np.roll(v, (30, 20), (1, 2)),
    "14 pixels left and 0 below": lambda v: np.roll(v, -14, 2),
    "other ground": lambda v: image(2, ground=1),
}


@pytest.mark.parametrize("words", TURNS)
def test_ground_that_is_not_that_of_the_first_date(tmp_path, words) -> None:
    values = np.ascontiguousarray(TURNS[words](image(2)))
    dates = [opened(write_raster(tmp_path / f"{n}_sigma0.tif", v)) for n, v in (("a", image(1)), ("b", values))]
    found = check_pair(*dates, *map(read_sample, dates), ordered=False)
    assert [words in text for text in found.warnings] == ([True] if words else []), found.warnings
    assert bool(found.elsewhere) == bool(words)


def test_a_mirrored_scene_is_known_by_windows(tmp_path) -> None:
    one, two = image(1, height=1100, width=1300), image(2, height=1100, width=1300)[:, ::-1]
    windows = sample_windows(1300, 1100)
    images = [np.stack([v[:, r : r + h, c : c + w] for c, r, w, h in windows]) for v in (one, two)]
    samples = [(v, np.ones(v[:, 0].shape, bool)) for v in images]
    assert len(windows) == 64 and "mirrored top to bottom" in other_ground(*samples, windows)


def test_open_water_of_two_days_is_not_other_ground(tmp_path) -> None:
    dates = [opened(write_raster(tmp_path / f"{n}_sigma0.tif", image(n, ground=n, noise=0.2))) for n in (1, 2)]
    assert not check_pair(*dates, *map(read_sample, dates), ordered=False).elsewhere


def test_a_reference_of_other_ground_is_left_out(tmp_path, local_model) -> None:
    paths = [str(write_raster(tmp_path / f"{n}_sigma0.tif", image(n, ground=n // 3))) for n in (1, 2, 3)]
    said = mtdn_core.despeckle_raster(paths[0], str(tmp_path / "out.tif"), references=paths[1:]).messages
    assert any("'3_sigma0.tif' is left out, it shows other ground" in text for text in said)
    assert any("1 of 2 dates, 2_sigma0.tif" in text for text in said)


def test_no_real_pair_is_warned_of(shared) -> None:
    """Seasons, rain and drought, open water, fields; 20160323 lies 5 pixels beside the others, which is measured."""
    folders = (
        "train/myanmar_grd_ts/S1*.tif", "test/opera_rtc_s1/*/*VV.tif", "test/opera_rtc_s1_ocean/*/*VV.tif",
        "test/openeo_s1_10m_ts/*.tif", "train/opera_rtc_s1/T137-292323-IW2/*VV.tif",
        "train/worldcereal_monthly_composites/*.tif",
    )
    for folder in folders:
        paths = [p for p in sorted((shared / "data").glob(folder))[::3] if "20160323" not in p.name]
        dates = [opened(path) for path in paths]
        samples = [read_sample(date) for date in dates]
        windows = sample_windows(dates[0].grid.width, dates[0].grid.height)
        assert len(paths) > 1
        for one, two in combinations(range(len(paths)), 2):
            assert not other_ground(samples[one], samples[two], windows), (paths[one], paths[two])


def test_real_dates_of_two_places_are_warned_of(shared) -> None:
    folder = shared / "data"
    paths = [next(folder.glob(f"train/opera_rtc_s1/{burst}/*VV.tif")) for burst in ("T137-292320-IW2", "T137-292325-IW1")]
    samples = [read_sample(opened(path)) for path in paths]
    assert "other ground" in other_ground(*samples, sample_windows(100, 100))
