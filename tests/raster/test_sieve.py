"""Small changes: components against scipy, and windows that make no difference."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")

from mtdn_core.inference.outputs import change_plan
from mtdn_core.raster import sieve
from mtdn_core.raster.components import in_small_components
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.write import GeoTiffWriter


def expected(mask: np.ndarray, minimum_area: int) -> np.ndarray:
    ndimage = pytest.importorskip("scipy.ndimage")
    labels, _ = ndimage.label(mask, np.ones((3, 3)))
    return mask & (np.bincount(labels.ravel())[labels] < minimum_area)


def mazes(height: int = 90, width: int = 131) -> list[np.ndarray]:
    """Masks of several densities, and a snake through all of it."""
    random = np.random.default_rng(0)
    masks = [random.random((height, width)) < density for density in (0.0, 0.02, 0.2, 0.35, 0.5, 0.8, 1.0)]
    snake = np.zeros((height, width), bool)
    snake[::2] = True
    snake[1::4, -1] = snake[3::4, 0] = True
    return [*masks, snake, snake.T.copy()]


@pytest.mark.parametrize("minimum_area", [1, 2, 5, 40, 10**6])
def test_components_are_those_of_scipy(minimum_area) -> None:
    for mask in mazes():
        assert np.array_equal(in_small_components(mask, minimum_area), expected(mask, minimum_area))


@pytest.mark.parametrize("minimum_area", [2, 9, 40, 150])
def test_windows_make_no_difference(tools, tmp_path, monkeypatch, minimum_area) -> None:
    """In windows of 16 pixels; holes and nodata stay, and so does what reaches far."""
    monkeypatch.setattr(sieve, "EDGE", 16)
    monkeypatch.setattr(sieve, "BLOCK", 16)
    for mask in mazes():
        values = mask.astype(np.uint8)
        values[40:50, 30:35] = 255
        writer = GeoTiffWriter(change_plan(str(tmp_path / "change.tif"), Grid(*mask.shape[::-1]), ()))
        writer.write(0, 0, values[None])
        per_row = sieve.drop_small_changes(writer, minimum_area)
        writer.commit()
        wanted = np.where(expected(values == 1, minimum_area), 0, values)
        assert np.array_equal(tools.read(tmp_path / "change.tif")[0], wanted)
        assert np.array_equal(per_row, (wanted == 1).sum(1))
