"""Outputs never replace what is read, and no creation option spoils them: every value of every option is tried."""

from __future__ import annotations

import gzip
import os
import shutil
import tarfile
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

import mtdn_core  # noqa: E402
from mtdn_core.errors import InputError, MtdnError, OutputError  # noqa: E402
from mtdn_core.progress import Progress  # noqa: E402
from mtdn_core.raster.grid import Grid  # noqa: E402
from mtdn_core.raster.output_set import OutputSet, check_outputs  # noqa: E402
from mtdn_core.raster.read import open_date_raster  # noqa: E402
from mtdn_core.raster.write import GeoTiffWriter, OutputBand  # noqa: E402

# ------------------------------------------------------------------------------------- files behind the inputs

BAND = '<VRTRasterBand dataType="Float32" band="{n}"><Description>{name}</Description>{extra}{sources}</VRTRasterBand>'
FILE = '<SourceFilename relativeToVRT="{rel}">{path}</SourceFilename><SourceBand>{n}</SourceBand>'
SOURCE = f"<SimpleSource>{FILE}</SimpleSource>"
SIZE = '<VRTDataset rasterXSize="70" rasterYSize="60"><GeoTransform>800000,30,0,2100000,0,-30</GeoTransform>'


def virtual(path: Path, source: str, relative: bool = False, extra: str = "", after: str = "") -> str:
    """A virtual raster of VV and VH of one source."""
    bands = "".join(
        BAND.format(n=n, name=name, extra=extra, sources=SOURCE.format(rel=int(relative), path=source, n=n))
        for n, name in ((1, "VV"), (2, "VH"))
    )
    path.write_text(f"{SIZE}{bands}{after}</VRTDataset>", "utf-8")
    return str(path)


def zipped(path: Path, **members: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, file in members.items():
            archive.write(file, f"{name}{file.suffix}")
    return path


def _gzip(folder: Path, image: Path) -> str:
    content = image.read_bytes()
    with gzip.open(folder / "target.tif", "wb") as file:
        file.write(content)
    return f"/vsigzip/{folder}/target.tif"


def _tar(folder: Path, image: Path) -> str:
    moved = image.rename(folder / "moved.tif")
    with tarfile.open(folder / "target.tif", "w") as archive:
        archive.add(moved, "in.tif")
    return f"/vsitar/{{{folder}/target.tif}}/in.tif"


def _zip_in_zip(folder: Path, image: Path) -> str:
    image = image.rename(folder / "image.tif")
    zipped(folder / "target.tif", inner=zipped(folder / "inner.zip", image=image))
    return f"/vsizip/{{/vsizip/{{{folder}/target.tif}}/inner.zip}}/image.tif"


def _warped(folder: Path, image: Path) -> str:
    inner = virtual(folder / "a.vrt", "target.tif", True)
    gdal.Warp(str(folder / "w.vrt"), inner, format="VRT", srcSRS="EPSG:32646", dstSRS="EPSG:32646").FlushCache()
    return str(folder / "w.vrt")


def _mask(folder: Path, image: Path) -> str:
    """The output is the mask of a virtual raster."""
    values = np.full((60, 70), 255, np.uint8)
    other = image.rename(folder / "other.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(str(folder / "target.tif"), 70, 60)
    dataset.GetRasterBand(1).WriteArray(values)
    dataset = None
    mask = '<MaskBand><VRTRasterBand dataType="Byte">' + SOURCE.format(rel=1, path="target.tif", n=1)
    return virtual(folder / "m.vrt", str(other), after=f"{mask}</VRTRasterBand></MaskBand>")


def _length(image: Path) -> int:
    return image.stat().st_size


BEHIND: dict[str, Callable[[Path, Path], str]] = {
    "itself": lambda folder, image: str(image),
    "sub-dataset": lambda folder, image: f"GTIFF_DIR:1:{image}",
    "vrt": lambda folder, image: virtual(folder / "a.vrt", "target.tif", True),
    "vrt of vrt": lambda folder, image: virtual(
        folder / "b.vrt", virtual(folder / "a.vrt", "target.tif", True)
    ),
    "vrt of a sub-dataset": lambda folder, image: virtual(folder / "a.vrt", f"GTIFF_DIR:1:{image}"),
    "vrt://": lambda folder, image: f"vrt://{image}?bands=1,2",
    "vrt of vrt:// of vrt": lambda folder, image: virtual(
        folder / "b.vrt", f"vrt://{virtual(folder / 'a.vrt', 'target.tif', True)}?bands=1,2"
    ),
    "text of a vrt": lambda folder, image: Path(virtual(folder / "a.vrt", str(image))).read_text("utf-8"),
    "warped vrt of vrt": _warped,
    "mask of a vrt": _mask,
    "overview of a vrt": lambda folder, image: virtual(
        folder / "a.vrt", str(image), extra=f"<Overview>{FILE.format(rel=0, path=image, n=1)}</Overview>"
    ),
    "/vsisubfile/": lambda folder, image: f"/vsisubfile/0_{_length(image)},{image}",
    "vrt of /vsisubfile/": lambda folder, image: virtual(folder / "a.vrt", f"/vsisubfile/0_{_length(image)},{image}"),
    "/vsizip/": lambda folder, image: f"/vsizip/{{{zipped(image, in_=image.rename(folder / 'moved.tif'))}}}/in_.tif",
    "/vsizip/ of a vrt": lambda folder, image: virtual(
        folder / "a.vrt", f"/vsizip/{{{zipped(image, in_=image.rename(folder / 'moved.tif'))}}}/in_.tif"
    ),
    "zip in zip": _zip_in_zip,
    "/vsigzip/": _gzip,
    "/vsitar/": _tar,
}


@pytest.mark.parametrize("case", BEHIND)
def test_no_output_replaces_a_file_behind_an_input(tools: Any, tmp_path: Path, case: str) -> None:
    image = tools.write(tmp_path / "target.tif", tools.speckled(60, 70))
    date = open_date_raster(BEHIND[case](tmp_path, image), None, (1, 2), "linear")
    names = [tmp_path / "target.tif"]
    if os.name != "nt":
        (tmp_path / "folder").symlink_to(tmp_path)
        (tmp_path / "soft.tif").symlink_to(tmp_path / "target.tif")
        os.link(tmp_path / "target.tif", tmp_path / "hard.tif")
        names += [tmp_path / "folder" / "target.tif", tmp_path / "soft.tif", tmp_path / "hard.tif"]
    for name in names:
        with pytest.raises(OutputError, match="also an input"):
            check_outputs([str(name)], date.files)
    check_outputs([str(tmp_path / "free.tif")], date.files)


@pytest.mark.parametrize("name", ["o.tif.ovr", "o.tif.msk", "o.tfw", ".~o.tif.scratch", ".~o.tif.journal", ".~o.tif.lock"])
def test_no_side_file_replaces_an_input(tools: Any, tmp_path: Path, name: str) -> None:
    image = tools.write(tmp_path / name, tools.speckled(60, 70))
    date = open_date_raster(str(image), None, (1, 2), "linear")
    with pytest.raises(OutputError, match="side file of the output"):
        check_outputs([str(tmp_path / "o.tif")], date.files)


def test_ranges_of_other_files_are_refused(tools: Any, tmp_path: Path) -> None:
    image = tools.write(tmp_path / "target.tif", tools.speckled(60, 70))
    region = f"<Filename>{image}</Filename><DestinationOffset>0</DestinationOffset><SourceOffset>0</SourceOffset>"
    text = f"<SubfileRegion>{region}<RegionLength>{_length(image)}</RegionLength></SubfileRegion>"
    (tmp_path / "s.xml").write_text(f"<VSISparseFile>{text}</VSISparseFile>", "utf-8")
    sparse = f"/vsisparse/{tmp_path}/s.xml"
    for path in (sparse, virtual(tmp_path / "a.vrt", sparse)):
        with pytest.raises(InputError, match="ranges of other files"):
            open_date_raster(path, None, (1, 2), "linear")


def test_a_mosaic_of_which_a_file_is_missing(tools: Any, tmp_path: Path, gdal_exceptions: bool) -> None:
    """What is missing is an error, not an area without measurements."""
    for name in ("a", "b"):
        left = 800000.0 + 30 * 70 * (name == "b")
        tools.write(tmp_path / f"{name}.tif", tools.speckled(60, 70), transform=(left, 30.0, 0.0, 2100000.0, 0.0, -30.0))
    gdal.BuildVRT(str(tmp_path / "m.vrt"), [str(tmp_path / "a.tif"), str(tmp_path / "b.tif")]).FlushCache()
    assert open_date_raster(str(tmp_path / "m.vrt"), None, (1, 2), "linear").read((0, 0, 140, 60))[1].all()
    (tmp_path / "b.tif").unlink()
    for _ in range(2):
        with pytest.raises(InputError, match="cannot be read"):
            open_date_raster(str(tmp_path / "m.vrt"), None, (1, 2), "linear").read((0, 0, 140, 60))


def test_side_files_that_cannot_be_replaced(tmp_path: Path) -> None:
    """The outputs are whole, the message names what is not, and nothing temporary is left."""
    (tmp_path / "a.tfw").mkdir()
    (tmp_path / "a.tfw" / "file").touch()
    paths = [str(tmp_path / f"{name}.tif") for name in ("a", "b")]
    for path in paths:
        Path(path).write_bytes(b"older")
    with pytest.raises(OutputError, match=r"complete.*a\.tfw"), OutputSet(paths) as files:
        for path in paths:
            grid = Grid(20, 10, "", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0))
            writer = GeoTiffWriter(path, grid, (OutputBand("VV"),), float("nan"), options=("TFW=YES",))
            files.add(writer).write((0, 0, 20, 10), np.ones((1, 10, 20), np.float32))
        files.commit()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tfw", "a.tif", "b.tfw", "b.tif"]
    assert all((gdal.Open(path).ReadAsArray() == 1).all() for path in paths)


# -------------------------------------------------------------------------------------------- creation options


def every_option() -> list[str]:
    """All values of all creation options that this GDAL knows, numbers that may be, and nonsense."""
    listed = gdal.GetDriverByName("GTiff").GetMetadataItem("DMD_CREATIONOPTIONLIST")
    found = []
    for option in ElementTree.fromstring(listed):
        values = [str(value.text) for value in option.findall("Value")]
        if option.get("type") == "boolean":
            values = ["YES", "NO", "TRUE", "1", "maybe"]
        found += [f"{option.get('name')}={value}" for value in values or ("", "0", "1", "8", "16", "-1", "abc")]
    odd = ["@PROFILE=BASELINE", "APPEND_SUBDATASET=YES", "nbits = 16", "PROFILE\t=BASELINE", "COMPRESS=LERC", "A=B", "="]
    return [*found, *odd]


def test_every_creation_option_keeps_everything_or_is_refused(tmp_path: Path) -> None:
    from osgeo import osr

    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32632)
    grid = Grid(40, 30, crs.ExportToWkt(), (5e5, 10.0, 0.0, 5e6, 0.0, -10.0))
    random = np.random.default_rng(0)
    power = (random.gamma(1, 1, (2, 30, 40)) * 10.0 ** random.integers(-20, 20, (2, 30, 40))).astype(np.float32)
    power[0, 0, :5] = np.nan
    classes = random.choice([0, 1, 255], (1, 30, 40)).astype(np.uint8)
    path, kept = tmp_path / "o.tif", 0
    for option in every_option():
        for values, nodata in ((power, float("nan")), (classes, 255.0)):
            bands = tuple(OutputBand(name) for name in ("VV", "VH")[: len(values)])
            try:
                with OutputSet([str(path)]) as files:
                    writer = GeoTiffWriter(str(path), grid, bands, nodata, len(values) == 1, {"MTDN_KEY": "kept"}, (option,))
                    files.add(writer)
                    for row in (0, 16):  # blocks of 16 pixels whole, larger ones in pieces
                        for column in (0, 16, 32):
                            piece = values[:, row : row + 16, column : column + 16]
                            writer.write((column, row, piece.shape[2], piece.shape[1]), piece)
                    files.commit()
            except MtdnError:
                assert not list(tmp_path.iterdir()), option
                continue
            dataset = gdal.Open(str(path))
            assert np.array_equal(dataset.ReadAsArray().reshape(values.shape), values, equal_nan=len(values) == 2), option
            assert not Grid.of(dataset).differences(grid), option
            assert str(dataset.GetRasterBand(1).GetNoDataValue()) == str(nodata), option
            assert [dataset.GetRasterBand(n + 1).GetDescription() for n in range(len(bands))] == [b.description for b in bands]
            assert dataset.GetMetadata()["MTDN_KEY"] == "kept", option
            dataset = None
            assert {p.name for p in tmp_path.iterdir()} <= {"o.tif", "o.tfw"}, option
            for file in tmp_path.iterdir():
                file.unlink()
            kept += 1
    assert kept > 100


def test_a_folder_that_is_renamed_during_the_run_is_named(tools, tmp_path) -> None:
    source = tools.write(tmp_path / "in_linear.tif", tools.speckled(60, 60))
    out, moved = tmp_path / "out", tmp_path / "moved"
    out.mkdir()

    class Renaming(Progress):
        def progress(self, fraction: float, message: str = "") -> None:
            if out.is_dir():
                out.rename(moved)

    with pytest.raises(OutputError, match="in a folder that was moved or removed during the run"):
        mtdn_core.despeckle_raster(str(source), str(out / "o.tif"), feedback=Renaming())
    assert list(moved.glob(".~o.tif-*.tif")) and not list(moved.glob("o.tif"))


def test_a_folder_that_is_removed_during_the_run_is_an_error(tools, tmp_path) -> None:
    dates = [str(tools.write(tmp_path / f"{n}_linear.tif", tools.speckled(200, 200, seed=n))) for n in (1, 2)]
    out = tmp_path / "out"
    out.mkdir()

    class Removing(Progress):
        def progress(self, fraction: float, message: str = "") -> None:
            shutil.rmtree(out, ignore_errors=True)

    for options in ({"minimum_area": 4}, {"polygons": str(out / "p.gpkg")}):
        out.mkdir(exist_ok=True)
        with pytest.raises(OutputError):
            mtdn_core.detect_changes_raster(*dates, str(out / "c.tif"), tile=64, feedback=Removing(), **options)
