"""Outputs: refused, locked, put in place together, kept under other names, and what killed runs left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

from osgeo import ogr, osr  # noqa: E402

from mtdn_core import files as temporary  # noqa: E402
from mtdn_core.errors import OutputError  # noqa: E402
from mtdn_core.raster import output_set  # noqa: E402
from mtdn_core.raster.grid import Grid  # noqa: E402
from mtdn_core.raster.output_set import OutputSet, check_outputs  # noqa: E402
from mtdn_core.raster.write import GeoTiffWriter, OutputBand  # noqa: E402
from tests.processes import ROOT  # noqa: E402

GRID = Grid(20, 10, "", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0))
VALUES = np.arange(200, dtype=np.float32).reshape(1, 10, 20) / 7
links = pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")


def writer(path: Path, grid: Grid = GRID, **more) -> GeoTiffWriter:
    return GeoTiffWriter(str(path), grid, (OutputBand("VV"),), float("nan"), **more)


def write(files: OutputSet, path: Path, factor: float = 1.0, **more) -> None:
    files.add(writer(path, **more)).write((0, 0, 20, 10), VALUES * np.float32(factor))


def write_all(*paths: Path, **more) -> None:
    with OutputSet([str(p) for p in paths]) as files:
        for number, path in enumerate(paths):
            write(files, path, number + 1, **more)
        files.commit()


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_tif_and_tiff_of_one_stem(tools, tmp_path) -> None:
    write_all(tmp_path / "o.tif", tmp_path / "o.tiff")
    assert names(tmp_path) == ["o.tif", "o.tiff"]
    assert np.array_equal(tools.read(tmp_path / "o.tif"), VALUES)
    assert np.array_equal(tools.read(tmp_path / "o.tiff"), VALUES * 2)


@pytest.mark.parametrize("place", ["first", "second"])
@pytest.mark.parametrize("links_work", [True, False])
def test_older_files_come_back(tools, tmp_path, monkeypatch, place, links_work) -> None:
    """What cannot be put in place is kept under another name, and everything older is as it was."""
    one, two = tmp_path / "one.tif", tmp_path / "two.tif"
    for path in (one, two):
        path.write_bytes(path.name.encode())
        Path(f"{path}.ovr").write_bytes(b"overview")
    bad, replace = str({"first": one, "second": two}[place]), os.replace

    def refuse(source, target):
        if str(target) == bad and source.endswith(".tif"):
            raise PermissionError(13, "in use")
        replace(source, target)

    monkeypatch.setattr(output_set.os, "replace", lambda s, t: refuse(str(s), str(t)))
    if not links_work:

        def no_link(*_, **__):
            raise OSError(1, "not permitted")

        monkeypatch.setattr(output_set.os, "link", no_link)
    with pytest.raises(OutputError, match="in use") as error:
        write_all(one, two)
    assert one.read_bytes() == b"one.tif" and two.read_bytes() == b"two.tif"
    kept = [tmp_path / "one_result1.tif", tmp_path / "two_result1.tif"]
    assert names(tmp_path) == sorted(["one.tif", "one.tif.ovr", "two.tif", "two.tif.ovr", *(p.name for p in kept)])
    assert all(str(path) in str(error.value) for path in kept)
    assert np.array_equal(tools.read(kept[1]), VALUES * 2)


def test_replaced_with_its_side_files(tools, tmp_path) -> None:
    path = tmp_path / "o.tif"
    for name in ("o.tif", "o.tif.ovr", "o.tif.aux.xml", "o.tfw"):
        (tmp_path / name).write_bytes(b"older")
    write_all(path, options=("TFW=YES",))
    assert names(tmp_path) == ["o.tfw", "o.tif"]
    assert (tmp_path / "o.tfw").read_text().startswith("1.0")


@pytest.mark.parametrize(
    "option",
    ["PROFILE=BASELINE", "PROFILE=GeoTIFF", "DISCARD_LSB=4", "NBITS=16", "COMPRESS=JPEG", "COMPRESS=WEBP",
     "COMPRESS=CCITTFAX4", "MAX_Z_ERROR=0.1", "PHOTOMETRIC=RGB", "ALPHA=YES", "PIXELTYPE=SIGNEDBYTE", "sparse_ok=true",
     "SPARSE_OK=1", " nbits=16"],
)
def test_options_that_spoil_the_output(tmp_path, option) -> None:
    with pytest.raises(OutputError, match="spoils the output"):
        check_outputs([str(tmp_path / "o.tif")], [], [option])
    with pytest.raises(OutputError, match="spoils the output"):
        write_all(tmp_path / "o.tif", options=(option,))
    assert not names(tmp_path)


@pytest.mark.parametrize(
    "options",
    [("ENDIANNESS=LITTLE",), ("COMPRESS=ZSTD",), ("COMPRESS=LZW", "TILED=NO"), ("COMPRESS=NONE", "INTERLEAVE=PIXEL"),
     ("BLOCKXSIZE=16", "BLOCKYSIZE=16"), ("PROFILE=GDALGeoTIFF", "BIGTIFF=YES"), ("RPB=YES", "TFW=YES")],
)
def test_options_that_keep_everything(tools, tmp_path, options) -> None:
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32632)
    grid = Grid(20, 10, crs.ExportToWkt(), (5e5, 10.0, 0.0, 5e6, 0.0, -10.0))
    with OutputSet([str(tmp_path / "o.tif")]) as files:
        bands = (OutputBand("VV", "dB", 0.5, 1.0), OutputBand("VH"))
        writer = files.add(GeoTiffWriter(str(tmp_path / "o.tif"), grid, bands, -9999.0, options=options))
        for column in (0, 16):  # the second of two windows of a block
            width = min(16, 20 - column)
            part = np.repeat(VALUES, 2, 0)[:, :, column : column + width]
            writer.write((column, 0, width, 10), part)
        files.commit()
    dataset = gdal.Open(str(tmp_path / "o.tif"))
    band = dataset.GetRasterBand(1)
    assert Grid.of(dataset) == grid or not Grid.of(dataset).differences(grid)
    assert (band.GetNoDataValue(), band.GetDescription(), band.GetUnitType()) == (-9999.0, "VV", "dB")
    assert (band.GetScale(), band.GetOffset()) == (0.5, 1.0)
    assert np.array_equal(dataset.ReadAsArray(), np.repeat(VALUES, 2, 0))
    assert not [name for name in names(tmp_path) if name.startswith(".")]


def test_rpc_and_epoch_are_kept(tmp_path) -> None:
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(9000)  # ITRF2014
    rpc = {
        "LINE_OFF": "5", "SAMP_OFF": "10", "LAT_OFF": "45", "LONG_OFF": "8", "HEIGHT_OFF": "100", "LINE_SCALE": "5",
        "SAMP_SCALE": "10", "LAT_SCALE": ".1", "LONG_SCALE": ".1", "HEIGHT_SCALE": "500",
        **{f"{n}_COEFF": " ".join(["1"] * 20) for n in ("LINE_NUM", "LINE_DEN", "SAMP_NUM", "SAMP_DEN")},
    }
    grid = Grid(20, 10, crs.ExportToWkt(), (8.0, 0.01, 0.0, 45.0, 0.0, -0.01), (), tuple(sorted(rpc.items())), 2021.3)
    write_all(tmp_path / "o.tif", grid=grid)
    dataset = gdal.Open(str(tmp_path / "o.tif"))
    assert float(dataset.GetMetadata("RPC")["HEIGHT_SCALE"]) == 500
    assert dataset.GetSpatialRef().GetCoordinateEpoch() == pytest.approx(2021.3)


def test_one_run_at_a_time(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(temporary, "PATIENCE_S", 0.0)
    one, two = tmp_path / "one.tif", tmp_path / "two.tif"
    with OutputSet([str(one), str(two)]) as files:
        write(files, two)
        with pytest.raises(OutputError, match=r"Another run is writing.*two\.tif"):
            OutputSet([str(tmp_path / "three.tif"), str(two)])
        with OutputSet([str(tmp_path / "three.tif")]) as others:
            write(others, tmp_path / "three.tif")
            others.commit()
        files.commit()
    assert names(tmp_path) == ["three.tif", "two.tif"]
    write_all(two)


SCRIPT = """
import sys, time
sys.path.insert(0, sys.argv[1])
import numpy as np
from mtdn_core.raster.grid import Grid  # noqa: E402
from mtdn_core.raster.output_set import OutputSet
from mtdn_core.raster.write import GeoTiffWriter, OutputBand  # noqa: E402
with OutputSet(sys.argv[2:]) as files:
    for path in sys.argv[2:]:
        writer = files.add(GeoTiffWriter(path, Grid(20, 10), (OutputBand("VV"),), float("nan")))
        writer.write((0, 0, 20, 10), np.ones((1, 10, 20), np.float32))
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed_run_is_swept_and_a_living_one_is_not(tmp_path) -> None:
    def start(*paths: Path) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(ROOT), *map(str, paths)], stdout=subprocess.PIPE, cwd=tmp_path
        )
        assert process.stdout.readline() == b"ready\n"
        return process

    living = start(tmp_path / "living.tif")
    killed = start(tmp_path / "a.tif", tmp_path / "b.tiff")
    try:
        killed.kill()
        killed.wait()
        of_others = {".~b.tif-0011.tif", ".~b.tif", "x-00112233.tif", ".~series.journal", ".~a.tif.journal"}
        for name in of_others:
            (tmp_path / name).touch()
        # an older output that was being replaced
        (tmp_path / ".~old.tif-00112233.old").write_bytes(b"older")
        assert len(names(tmp_path)) == 12
        write_all(tmp_path / "new.tif")
        left = set(names(tmp_path)) - of_others
        assert {n for n in left if not n.startswith(".~living.tif")} == {"new.tif", "old.tif"}
        assert len(left) == 4 and (tmp_path / "old.tif").read_bytes() == b"older"
    finally:
        living.kill()
        living.wait()


@links
@pytest.mark.parametrize("kind", ["symbolic", "hard"])
def test_planted_links_are_not_followed(tmp_path, kind) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    lock = tmp_path / ".~o.tif.lock"
    (os.symlink if kind == "symbolic" else os.link)(victim, lock)
    with pytest.raises(OutputError, match=r"\.~o\.tif\.lock"):
        write_all(tmp_path / "o.tif")
    os.remove(lock)
    if kind == "symbolic":
        os.symlink(tmp_path / "nowhere", lock)
        with pytest.raises(OutputError, match="symbolic link"):
            write_all(tmp_path / "o.tif")
    assert victim.read_bytes() == b"mine" and not (tmp_path / "nowhere").exists()


@links
def test_a_fifo_does_not_hang(tmp_path) -> None:
    os.mkfifo(tmp_path / ".~o.tif.lock")
    with pytest.raises(OutputError):
        write_all(tmp_path / "o.tif")


@links
def test_an_output_that_is_a_link_is_replaced_itself(tools, tmp_path) -> None:
    victim = tmp_path / "victim.tif"
    victim.write_bytes(b"mine")
    os.symlink(victim, tmp_path / "o.tif")
    write_all(tmp_path / "o.tif")
    assert victim.read_bytes() == b"mine" and np.array_equal(tools.read(tmp_path / "o.tif"), VALUES)


def test_outputs_that_are_refused(tmp_path, monkeypatch) -> None:
    def refused(*paths: str, inputs: tuple[str, ...] = (), match: str) -> None:
        with pytest.raises(OutputError, match=match):
            check_outputs([str(tmp_path / p) for p in paths], [str(tmp_path / p) for p in inputs])

    refused("o.png", match="extension")
    refused("o.tif", "x/../o.tif" if (tmp_path / "x").mkdir() else "./o.tif", match="named twice")
    refused("no/o.tif", match="does not exist")
    refused("/vsimem/o.tif", match="virtual file system")
    refused("/vsistdout/", match="virtual file system")
    refused("o\0.tif", match="zero byte")
    refused("o" * 5000 + ".tif", match="5004 characters")
    refused("o.tif", inputs=("a.vrt", "o.tif"), match="also an input")
    for name in ("o.tif.ovr", "o.tif.aux.xml", "o.tif.msk", "o.tfw"):
        (tmp_path / name).touch()
        refused("o.tif", inputs=(name,), match="side file of the output")
    if os.name != "nt":
        os.link(tmp_path / "o.tfw", tmp_path / "same.tif")
        refused("same.tif", inputs=("o.tfw",), match="also an input")
    (tmp_path / "open.tif").touch()

    def in_use(*_):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(output_set.os, "rename", in_use)
    refused("open.tif", match="cannot be replaced")


def test_a_geopackage_with_other_layers_is_not_replaced(tmp_path) -> None:
    """Of a table of the user nothing is lost; what is one layer, or holds its style too, is a file like others."""
    path = str(tmp_path / "mine.gpkg")
    file = gdal.GetDriverByName("GPKG").Create(path, 0, 0, 0, gdal.GDT_Unknown)
    file.CreateLayer("mine", None, ogr.wkbPolygon)
    file.CreateLayer("layer_styles", None, ogr.wkbNone)
    file.FlushCache()
    check_outputs([path], [], polygons=path)
    file.CreateLayer("roads", None, ogr.wkbLineString)
    del file
    with pytest.raises(OutputError, match="2 layers: mine, roads"):
        check_outputs([path], [], polygons=path)


@pytest.mark.parametrize("name", ["write.open_private", "write.GeoTiffWriter._describe", "output_set.OutputSet.add"])
def test_a_signal_while_an_output_is_created(tmp_path, monkeypatch, name) -> None:
    def interrupted(*arguments: object, **more: object) -> None:
        if name == "write.open_private":
            os.close(temporary.open_private(*arguments, **more))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), OutputSet([str(tmp_path / "o.tif")]) as files:
        monkeypatch.setattr(f"mtdn_core.raster.{name}", interrupted)
        files.add(writer(tmp_path / "o.tif"))
    assert names(tmp_path) == []
