"""Tiles partition the scene, start on the model's grid, and give the answer of the whole scene."""

from __future__ import annotations

import numpy as np
import pytest

from mtdn_core.errors import ConfigError
from mtdn_core.inference.tiles import TilePlan, fit_edge, tile_bytes, with_halo
from tests.pairs import estimate_pair

SIZES = [(1, 1), (7, 7), (33, 1), (1, 50), (65, 33), (100, 70)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("tile", [16, 18, 32, 512])
def test_cores_partition_the_scene_on_the_grid(width: int, height: int, tile: int) -> None:
    count = np.zeros((height, width), int)
    for tile_ in TilePlan(width, height, tile, halo=7, align=4):
        column, row, w, h = tile_.core
        assert column % 4 == row % 4 == tile_.window[0] % 4 == tile_.window[1] % 4 == 0
        assert tile_.window[0] >= 0 and tile_.window[0] + tile_.window[2] <= width
        count[row : row + h, column : column + w] += 1
        # the whole halo is there unless the scene ends
        assert column - tile_.window[0] >= min(7, column)
        assert tile_.window[0] + tile_.window[2] >= min(column + w + 7, width)
        local = np.arange(tile_.window[3])[tile_.crop[0]]
        assert local[0] + tile_.window[1] == row and len(local) == h
    assert (count == 1).all()


def test_a_region_is_covered_by_tiles_that_read_beyond_it() -> None:
    region = (8, 16, 30, 20)
    parts = list(TilePlan(64, 40, 15, 5, 4, region))
    assert sum(w * h for _, _, w, h in (part.core for part in parts)) == 600
    assert all(max(part.core[2:]) <= 12 and part.core[0] % 4 == part.core[1] % 4 == 0 for part in parts)
    for part in parts:
        column, row, width, height = part.window
        assert 0 <= column + 8 <= max(part.core[0] + 8 - 5, 0) and column + 8 + width <= 64
        assert 0 <= row + 16 <= max(part.core[1] + 16 - 5, 0) and row + 16 + height <= 40


def test_tile_follows_the_budget() -> None:
    def fitted(budget: int) -> int:
        return fit_edge(512, 4, lambda edge: tile_bytes(edge, 6000, 64, 4) <= budget)

    assert fitted(8 << 30) == 512
    small = fitted(500 << 20)
    assert 64 < small < 512 and tile_bytes(small, 6000, 64, 4) <= 500 << 20
    assert fitted(1) == 64


def test_the_last_of_several_tiles_is_cut_in_two() -> None:
    cores = [tile.core for tile in TilePlan(96, 64, 32, 4, 4)]
    assert len(cores) == 7 and cores[-2:] == [(64, 32, 32, 16), (64, 48, 32, 16)]
    assert len(list(TilePlan(32, 32, 32, 4, 4))) == 1


def test_impossible_sizes_are_refused() -> None:
    with pytest.raises(ConfigError):
        TilePlan(10, 10, 0, 0)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (7, 7), (33, 33), (50, 37)])
@pytest.mark.parametrize("tile", [16, 32])
def test_tiled_equals_untiled(tools, width: int, height: int, tile: int) -> None:
    torch = pytest.importorskip("torch")
    model = tools.LocalModel()
    random = np.random.default_rng(width)
    c2 = random.gamma(4, 0.25, (2, 1, 4, height, width)).astype(np.float32)
    valid = random.random((2, 1, 1, height, width)) > 0.1
    valid[:, :, :, height // 3 : height // 2] = False  # a hole
    c2 = np.where(valid, c2, 0)
    images, masks = [torch.from_numpy(c) for c in c2], [torch.from_numpy(v) for v in valid]
    whole = estimate_pair(model, *images, *masks)
    for tile_ in TilePlan(width, height, tile, model.halo, model.align):
        x, y, w, h = tile_.window
        part = estimate_pair(model, *(t[..., y : y + h, x : x + w] for t in (*images, *masks)))
        x, y, w, h = tile_.core
        for a, b in zip(whole, part):
            torch.testing.assert_close(a[..., y : y + h, x : x + w], b[(..., *tile_.crop)], rtol=1e-5, atol=1e-7)


def test_a_halo_that_is_too_small_shows() -> None:
    """The test above can fail: the stand-in does use its whole halo."""
    torch = pytest.importorskip("torch")
    tile_ = with_halo((16, 16, 16, 16), 64, 64, 0, 4)
    assert tile_.window == tile_.core
    assert torch is not None
