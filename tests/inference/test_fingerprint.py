"""Inputs are known by their content, and watched during a run."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import InputError  # noqa: E402
from mtdn_core.inference import fingerprint  # noqa: E402
from mtdn_core.inference.fingerprint import InputContent, file_hash  # noqa: E402
from mtdn_core.raster.read import open_date_raster  # noqa: E402


def change(path: Path, place: int = -40, keep_time: bool = True) -> None:
    """Another byte, in place."""
    stat, content = os.stat(path), bytearray(path.read_bytes())
    content[place] ^= 1
    with path.open("r+b") as file:
        file.write(content)
    if keep_time:
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def content_of(path: Path | str) -> InputContent:
    return InputContent([open_date_raster(str(path), None, None, "linear")])


@pytest.fixture
def image(tools, tmp_path) -> Path:
    return Path(tools.write(tmp_path / "in.tif", tools.speckled(60, 70)))


def test_the_same_size_and_time(image) -> None:
    content = content_of(image)
    content.verify()
    change(image)
    with pytest.raises(InputError, match=r"in\.tif' has changed since the run began"):
        content.verify()
    assert content_of(image).fingerprint != content.fingerprint


def test_check_looks_at_intervals(image, monkeypatch) -> None:
    content = content_of(image)
    change(image, keep_time=False)
    content.check()
    monkeypatch.setattr(fingerprint, "CHECK_EVERY_S", 0.0)
    with pytest.raises(InputError, match="has changed"):
        content.check()


def test_removed_during_the_run(image) -> None:
    content = content_of(image)
    image.unlink()
    with pytest.raises(InputError, match="has changed"):
        content.verify()


def test_a_new_time_alone_and_statistics_beside_the_input_do_not_matter(image, monkeypatch) -> None:
    monkeypatch.setattr(fingerprint, "CHECK_EVERY_S", 0.0)
    statistics = Path(f"{image}.aux.xml")
    statistics.write_text("<PAMDataset/>")
    content = content_of(image)
    os.utime(image, (1, 1))
    statistics.write_text("<PAMDataset></PAMDataset>")
    content.check()
    content.verify()


def test_a_source_behind_virtual_rasters(image, tmp_path) -> None:
    inner, outer = str(tmp_path / "inner.vrt"), str(tmp_path / "outer.vrt")
    gdal.BuildVRT(inner, [str(image)]).FlushCache()
    gdal.BuildVRT(outer, [inner]).FlushCache()
    content = content_of(outer)
    change(image)
    with pytest.raises(InputError, match=r"in\.tif"):
        content.verify()
    assert content_of(outer).fingerprint != content.fingerprint


def test_an_archive(image, tmp_path) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(image, "in.tif")
    content = content_of(path)
    change(path, place=path.stat().st_size // 2)
    with pytest.raises(InputError, match=r"in\.zip"):
        content.verify()


def test_large_files_by_samples(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(fingerprint, "WHOLE", 1000)
    monkeypatch.setattr(fingerprint, "SAMPLES", 16)
    monkeypatch.setattr(fingerprint, "SAMPLE", 100)
    path = tmp_path / "large"
    path.write_bytes(bytes(10_000))
    before = file_hash(str(path))
    for place in (0, 50, 9_950, 9_999):
        change(path, place)
        after = file_hash(str(path))
        assert after != before
        change(path, place)
        assert file_hash(str(path)) == before
    path.write_bytes(bytes(10_001))
    assert file_hash(str(path)) != before
    assert file_hash(str(tmp_path / "absent")) == ""
