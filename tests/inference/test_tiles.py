"""Tiles partition the scene, start on the model's grid, and give the answer of the whole scene."""

from __future__ import annotations

import numpy as np
import pytest

from mtdn_core.errors import ConfigError
from mtdn_core.inference.tiles import fit_edge, plan_tiles, split, tile_bytes, with_halo
from tests.pairs import estimate_pair

SIZES = [(1, 1), (7, 7), (33, 1), (1, 50), (65, 33), (100, 70)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("tile", [16, 18, 32, 512])
def test_cores_partition_the_scene_on_the_grid(width: int, height: int, tile: int) -> None:
    count = np.zeros((height, width), int)
    for tile_ in plan_tiles(width, height, tile, halo=7, align=4):
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


def test_split_covers_a_core_with_smaller_ones() -> None:
    parts = split((8, 16, 30, 20), 4)
    assert sum(w * h for *_, w, h in parts) == 600
    assert max(max(p[2:]) for p in parts) <= 16
    assert all(c % 4 == r % 4 == 0 for c, r, *_ in parts)


def test_tile_follows_the_budget() -> None:
    assert fit_edge(512, 8 << 30, 6000, 64, 4) == 512
    small = fit_edge(512, 500 << 20, 6000, 64, 4)
    assert small in (64, 128) and tile_bytes(small, 6000, 64, 4) <= 500 << 20
    assert fit_edge(512, 1, 6000, 64, 4) == 64


def test_impossible_sizes_are_refused() -> None:
    with pytest.raises(ConfigError):
        plan_tiles(10, 10, 0, 0)


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
    for tile_ in plan_tiles(width, height, tile, model.halo, model.align):
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
