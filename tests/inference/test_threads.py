"""The bytes of the outputs do not depend on how many tiles are computed at a time, whatever the size of a tile."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.raster import gdal as raster_gdal

OUTPUTS = ("despeckled1", "change", "probability")


def states(tools, pair, folder: Path, threads: tuple[int, ...], model=None, **settings) -> list[dict[str, str]]:
    """Hashes of all outputs for each number of threads."""
    found = []
    for number in threads:
        out = folder / str(number)
        out.mkdir()
        outputs = Outputs(**{name: str(out / f"{name}.tif") for name in OUTPUTS})
        asked = RunSettings(threads=number, device="cpu", units="linear", **settings)
        run(*(DateInput(str(path)) for path in pair), outputs, asked, model=model)
        found.append(tools.state(out))
    return found


def write_pair(tools, folder: Path, height: int, width: int) -> list[Path]:
    """Two dates in tiles, as a program that reads them finds most rasters."""
    options = ("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64")
    return [tools.write(folder / f"{n}.tif", tools.speckled(height, width, seed=n), options=options) for n in (1, 2)]


def test_with_the_shipped_network(tools, tmp_path) -> None:
    pair = write_pair(tools, tmp_path, 70, 90)
    one, two, five = states(tools, pair, tmp_path, (1, 2, 5), tile=32)
    assert one == two == five


@pytest.mark.parametrize(
    ("tile", "options"),
    [(384, ()), (200, ()), (76, ()), (200, ("TILED=NO",)), (200, ("INTERLEAVE=PIXEL", "BLOCKXSIZE=128", "BLOCKYSIZE=64"))],
)
def test_tiles_that_are_no_whole_blocks_of_the_output(tools, tmp_path, monkeypatch, tile, options) -> None:
    """With so little room in GDAL's cache that it writes blocks before the end; small changes are dropped afterwards."""
    monkeypatch.setattr(raster_gdal, "CACHE", 200_000)
    pair = write_pair(tools, tmp_path, 420, 530)
    settings = {"tile": tile, "creation_options": options, "minimum_area": 4}
    one, two, three = states(tools, pair, tmp_path, (1, 2, 3), tools.LocalModel(), **settings)
    assert one == two == three
    assert all(np.isfinite(tools.read(tmp_path / "3" / f"{name}.tif")).all() for name in OUTPUTS)
