"""Rasters with bytes changed, cut off, inserted or removed: read as numbers in their range, or refused in words."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from mtdn_core.errors import MtdnError
from mtdn_core.raster.read import open_date_raster
from tests.rasters import speckled, write_raster

pytest.importorskip("osgeo.gdal")
KINDS = {
    "strips": (), "tiles": ("TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"), "deflate": ("COMPRESS=DEFLATE", "PREDICTOR=3"),
    "lzw": ("COMPRESS=LZW",), "bigtiff": ("BIGTIFF=YES",), "bands": ("INTERLEAVE=BAND",),
}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Change a few places; the header and the directory, which lies at either end, more often than the pixels."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        size = max(len(changed), 1)
        at = min(chance.choice((chance.randrange(600), size - 1 - chance.randrange(600), chance.randrange(size))), size - 1)
        at = max(at, 0)
        what = chance.randrange(5)
        if what == 0 and changed:
            changed[at] = chance.randrange(256)
        elif what == 1:
            changed[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f"))
        elif what == 2:
            del changed[at : at + chance.randint(1, 64)]
        elif what == 3:
            changed[at:at] = chance.randbytes(chance.randint(1, 64))
        else:
            del changed[max(at, 8) :]
    return bytes(changed)


def attempt(folder: Path, kind: str, seed: int) -> None:
    whole = folder / "whole_linear.tif"
    if not whole.is_file():
        write_raster(whole, speckled(40, 50), options=KINDS[kind])
    path = folder / "damaged_linear.tif"
    path.write_bytes(damaged(whole.read_bytes(), random.Random(f"{kind} {seed}")))
    try:
        date = open_date_raster(str(path), None, None, "linear")
        image, valid = date.read((0, 0, min(date.grid.width, 300), min(date.grid.height, 300)))
    except MtdnError as error:
        assert "What to do" in str(error), (seed, error)
    else:
        assert np.isfinite(image).all() and (image[[0, -1]] >= 0).all() and not image[:, ~valid].any(), seed


@pytest.mark.parametrize("kind", [*KINDS])
def test_damaged_tiffs(tmp_path, kind, gdal_exceptions) -> None:
    for seed in range(40):
        attempt(tmp_path, kind, seed)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kind", [*KINDS])
def test_many_damaged_tiffs(tmp_path, kind) -> None:
    for seed in range(40, 2000):
        attempt(tmp_path, kind, seed)
