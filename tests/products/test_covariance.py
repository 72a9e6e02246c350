"""C2 in other forms: the same bytes after the way there and back, named bands, refusals."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core import detect_changes_raster  # noqa: E402
from mtdn_core.cli.main import main  # noqa: E402
from mtdn_core.errors import BandError, Cancelled, ConfigError, InputError, OutputError  # noqa: E402
from mtdn_core.inference.settings import DateInput  # noqa: E402
from mtdn_core.products.covariance import convert_covariance  # noqa: E402
from tests.listener import Listener  # noqa: E402

NAMES = ("C11", "C12_real", "C12_imag", "C22")
FILES = [f"{name}.bin" for name in NAMES]


def matrix(height: int = 300, width: int = 40) -> np.ndarray:
    """Return C2 (4, H, W) float32 with zeros at the border and a negative power, which are to stay."""
    random = np.random.default_rng(0)
    z = random.normal(size=(2, 4, height, width, 2)) @ np.array([1, 1j]) * np.array([0.3, 0.1])[:, None, None, None]
    c12 = (z[0] * z[1].conj()).mean(0)
    values = np.stack([(abs(z[0]) ** 2).mean(0), c12.real, c12.imag, (abs(z[1]) ** 2).mean(0)]).astype(np.float32)
    values[:, :, :3] = 0
    values[3, 20, 20] = -1e-4
    return values


@pytest.fixture
def folder(tools, tmp_path):
    """Make a PolSARpro folder with headers."""
    values = matrix()
    made = tmp_path / "C2"
    made.mkdir()
    for name, element in zip(FILES, values):
        tools.write(made / name, element[None], (), driver="ENVI", options=("SUFFIX=ADD",))
    return made, values


@pytest.mark.parametrize("headers", [True, False])
def test_there_and_back_gives_the_same_bytes(tools, folder, tmp_path, headers, gdal_exceptions) -> None:
    """With ENVI headers, and with config.txt alone."""
    source, values = folder
    if not headers:
        for path in source.glob("*.hdr"):
            path.unlink()
        (source / "config.txt").write_text("Nrow\n300\n---------\nNcol\n40\n")
    written = convert_covariance(DateInput(str(source)), str(tmp_path / "c2.tif"))
    assert written == (str(tmp_path / "c2.tif"),)
    dataset = gdal.Open(written[0])
    assert [dataset.GetRasterBand(n).GetDescription() for n in range(1, 5)] == list(NAMES)
    np.testing.assert_array_equal(tools.read(written[0]), values)
    back = tmp_path / "back"
    convert_covariance(DateInput(written[0]), folder=str(back))
    for name in FILES:
        assert (back / name).read_bytes() == (source / name).read_bytes()
    assert ".~" not in (back / "C11.bin.hdr").read_text()
    assert (back / "config.txt").read_text().split()[:5] == ["Nrow", "300", "---------", "Ncol", "40"]
    if headers:
        assert dataset.GetGeoTransform() == gdal.Open(str(source / "C11.bin")).GetGeoTransform()
        again = gdal.Open(str(back / "C22.bin"))
        assert again.GetGeoTransform() == dataset.GetGeoTransform()
        assert again.GetSpatialRef().IsSame(dataset.GetSpatialRef())
    convert_covariance(DateInput(str(back)), str(tmp_path / "again.tif"))
    np.testing.assert_array_equal(tools.read(tmp_path / "again.tif"), values)
    assert not list(tmp_path.glob(".~*"))


@pytest.mark.parametrize("nodata", [float("nan"), -9999.0])
def test_nodata_is_kept(tools, tmp_path, nodata) -> None:
    values = matrix()
    values[:, 10:20, 10:20] = nodata
    source = tools.write(tmp_path / "c2.tif", values, NAMES, nodata=nodata)
    convert_covariance(DateInput(str(source)), str(tmp_path / "copy.tif"), str(tmp_path / "folder"))
    np.testing.assert_array_equal(tools.read(tmp_path / "copy.tif"), values)
    dataset = gdal.Open(str(tmp_path / "folder" / "C11.bin"))
    np.testing.assert_equal(dataset.GetRasterBand(1).GetNoDataValue(), nodata)
    for name, element in zip(FILES, values):
        np.testing.assert_array_equal(np.fromfile(tmp_path / "folder" / name, "<f4").reshape(300, 40), element)


def test_beam_dimap_of_either_byte_order(tools, tmp_path, capsys) -> None:
    """SNAP writes most significant bytes first."""
    values, data = matrix(), tmp_path / "product.data"
    data.mkdir()
    (tmp_path / "product.dim").write_text("<Dimap_Document/>")
    header = "ENVI\nsamples = 40\nlines = 300\nbands = 1\ndata type = 4\ninterleave = bsq\nbyte order = 1\n"
    for name, element in zip(NAMES, values):
        element.astype(">f4").tofile(data / f"{name}.img")
        (data / f"{name}.hdr").write_text(header)
    out = tmp_path / "c2.tif"
    assert main(["covariance", str(tmp_path / "product.dim"), "-o", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"output": str(out), "folder": None}
    np.testing.assert_array_equal(tools.read(out), values)


def test_dates_of_products_have_names_of_their_own(folder, tmp_path) -> None:
    """The files within are named alike in every product."""
    source, _ = folder
    for date in ("20240105", "20240117"):
        shutil.copytree(source, tmp_path / date / "C2")
        (tmp_path / f"s1_{date}.data").mkdir()
        (tmp_path / f"s1_{date}.dim").write_text("<Dimap_Document/>")
        for element in source.glob("C*"):
            name = f"{element.name[:-4]}.img" if element.suffix == ".bin" else f"{element.name[:-8]}.hdr"
            shutil.copy(element, tmp_path / f"s1_{date}.data" / name)
    for names in (("20240105/C2", "20240117/C2"), ("s1_20240105.dim", "s1_20240117.dim")):
        with pytest.raises(InputError, match=f"'{names[0]}' and '{names[1]}' hold the same image"):
            detect_changes_raster(*(str(tmp_path / name) for name in names), str(tmp_path / "change.tif"))


def test_what_cannot_be_converted_is_refused(tools, folder, tmp_path) -> None:
    source, values = folder
    intensities = tools.write(tmp_path / "vv_vh.tif", tools.speckled(30, 40), nodata=np.nan)
    with pytest.raises(BandError, match="C12"):
        convert_covariance(DateInput(str(intensities), bands=None), str(tmp_path / "o.tif"))
    with pytest.raises(ConfigError, match="output"):
        convert_covariance(DateInput(str(source)))
    with pytest.raises(OutputError, match="holds files"):
        convert_covariance(DateInput(str(source)), folder=str(source))
    fine = tools.write(tmp_path / "fine.tif", values.astype(np.float64) * (1 + 1e-12), NAMES)
    with pytest.raises(InputError, match="32 bits"):
        convert_covariance(DateInput(str(fine)), str(tmp_path / "o.tif"), str(tmp_path / "o"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["C2", "fine.tif", "vv_vh.tif"]


def test_real_folders_come_back_bit_by_bit(shared, tmp_path) -> None:
    for number, name in enumerate(("polsarpro_C2_shanghai/C2", "polsartools_sample_C2_VVVH")):
        source = shared / "data" / "test" / "layouts" / name
        tif, back = tmp_path / f"{number}.tif", tmp_path / f"{number}"
        convert_covariance(DateInput(str(source)), str(tif))
        convert_covariance(DateInput(str(tif)), folder=str(back))
        for file in FILES:
            assert (back / file).read_bytes() == (source / file).read_bytes()


def test_cancelling_leaves_nothing(folder, tmp_path) -> None:
    with pytest.raises(Cancelled):
        convert_covariance(DateInput(str(folder[0])), str(tmp_path / "c2.tif"), str(tmp_path / "o"), Listener(cancel_after=0))
    assert [p.name for p in tmp_path.iterdir()] == ["C2"]
