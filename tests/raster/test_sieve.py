"""Small changes: against scipy, in strips of any height, in memory that the minimum area does not decide."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from mtdn_core.raster import gdal
from mtdn_core.raster.components import drop_small_changes, number_components
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.output_set import OutputSet
from mtdn_core.raster.write import GeoTiffWriter, OutputBand


def expected(mask: np.ndarray, minimum_area: int) -> np.ndarray:
    ndimage = pytest.importorskip("scipy.ndimage")
    labels, _ = ndimage.label(mask, np.ones((3, 3)))
    return mask & (np.bincount(labels.ravel())[labels] < minimum_area)


def small(strips: list[tuple[np.ndarray, np.ndarray | None]], minimum_area: float) -> np.ndarray:
    areas = None if strips[0][1] is None else np.concatenate([area for _, area in strips])
    found, numbers = number_components((mask for mask, _ in strips), strips[0][0].shape[1], areas)
    is_small = np.concatenate([[False], found < minimum_area])
    return np.concatenate([is_small[numbers(index, mask)] for index, (mask, _) in enumerate(strips)])


def mazes(height: int = 90, width: int = 131) -> list[np.ndarray]:
    """Masks of several densities, a snake through all of it, and combs that meet at the end."""
    random = np.random.default_rng(0)
    masks = [random.random((height, width)) < density for density in (0.0, 0.02, 0.2, 0.35, 0.5, 0.8, 1.0)]
    snake = np.zeros((height, width), bool)
    snake[::2] = True
    snake[1::4, -1] = snake[3::4, 0] = True
    comb = np.zeros((height, width), bool)
    comb[:, ::2] = True
    joined = comb.copy()
    joined[-1] = True
    return [*masks, snake, snake.T.copy(), comb, joined, joined[::-1].copy()]


@pytest.mark.parametrize("minimum_area", [1, 2, 5, 40, 10**6])
@pytest.mark.parametrize("strip", [1, 2, 7, 90])
def test_strips_make_no_difference(minimum_area, strip) -> None:
    for mask in mazes():
        found = small([(mask[row : row + strip], None) for row in range(0, len(mask), strip)], minimum_area)
        assert np.array_equal(found, expected(mask, minimum_area))


@pytest.mark.parametrize("strip", [1, 7, 90])
def test_area_on_the_ground(strip) -> None:
    """Pixels of a geographic grid shrink towards the pole."""
    ndimage = pytest.importorskip("scipy.ndimage")
    for mask in mazes():
        areas = np.linspace(1, 2, len(mask))
        rows = [slice(row, row + strip) for row in range(0, len(mask), strip)]
        labels, _ = ndimage.label(mask, np.ones((3, 3)))
        whole = np.bincount(labels.ravel(), np.repeat(areas, mask.shape[1]))[labels]
        found = small([(mask[part], areas[part]) for part in rows], 12.3)
        assert np.array_equal(found, mask & (whole < 12.3))


@pytest.mark.parametrize("minimum_area", [2, 9, 150])
def test_raster(tools, tmp_path, monkeypatch, minimum_area) -> None:
    """Holes and nodata stay, and so does what reaches far."""
    monkeypatch.setattr(gdal, "STRIP", 16)
    path = str(tmp_path / "change.tif")
    for mask in mazes():
        values = mask.astype(np.uint8)
        values[40:50, 30:35] = 255
        with OutputSet([path]) as files:
            grid = Grid(*mask.shape[::-1])
            writer = files.add(GeoTiffWriter(path, grid, (OutputBand("change"),), 255, "uint8"))
            writer.write((0, 0, grid.width, grid.height), values[None])
            per_row = drop_small_changes(writer, minimum_area)
            files.commit()
        wanted = np.where(expected(values == 1, minimum_area), 0, values)
        assert np.array_equal(tools.read(path)[0], wanted)
        assert np.array_equal(per_row, (wanted == 1).sum(1))


def test_memory_depends_on_the_number_of_changes_only() -> None:
    random = np.random.default_rng(1)
    measured = []

    def masks():
        for _ in range(40):
            yield random.random((256, 1000)) < 0.05
        measured.append(tracemalloc.get_traced_memory())

    tracemalloc.start()
    try:
        count = len(number_components(masks(), 1000)[0])
        last = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    ((kept, peak),) = measured
    assert kept < 12 * count and peak < 40e6 and last < 100 * count
