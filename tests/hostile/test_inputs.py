"""Inputs that are not what they seem, or larger than anybody's: refused in words, or skipped fast."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mtdn_core.errors import InputError
from mtdn_core.raster.read import open_date_raster
from tests.rasters import speckled, write_raster


def virtual(folder: Path, width: int, height: int, declared: str = "") -> str:
    """A VRT of the size, with a raster of 40 x 40 measured pixels in its corner."""
    source = folder / "small_linear.tif"
    write_raster(source, speckled(40, 40))
    bands = "".join(
        f'<VRTRasterBand dataType="Float32" band="{band}"><Description>{name}</Description>{declared}<SimpleSource>'
        f'<SourceFilename relativeToVRT="1">{source.name}</SourceFilename><SourceBand>{band}</SourceBand>'
        '<SrcRect xOff="0" yOff="0" xSize="40" ySize="40"/><DstRect xOff="0" yOff="0" xSize="40" ySize="40"/>'
        "</SimpleSource></VRTRasterBand>"
        for band, name in ((1, "VV"), (2, "VH"))
    )
    path = folder / "mosaic_linear.vrt"
    path.write_text(f'<VRTDataset rasterXSize="{width}" rasterYSize="{height}">{bands}</VRTDataset>')
    return str(path)


@pytest.mark.parametrize(("width", "height"), [(300_000, 300_000), (2**31 - 1, 46), (46, 2**31 - 1)])
def test_a_raster_of_absurd_size_is_refused_at_once_with_time_and_memory(tmp_path, width, height):
    path, began = virtual(tmp_path, width, height), time.monotonic()
    with pytest.raises(InputError, match=rf"{width} x {height} pixels.*hours of one processor core.*GB"):
        open_date_raster(path, None, None, "linear")
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("declared", ["", "<NoDataValue>0</NoDataValue>"])
@pytest.mark.parametrize(("width", "height"), [(120_000, 120_000), (2**31 - 1, 9)])
def test_empty_regions_of_a_large_mosaic_are_skipped_fast(tmp_path, width, height, declared):
    path, began = virtual(tmp_path, width, height, declared), time.monotonic()
    date = open_date_raster(path, None, None, "linear")
    assert time.monotonic() - began < 120
    assert date.read((0, 0, 40, 8))[1].all()
    assert not date.read((width - 50, height - 8, 50, 8))[1].any()
