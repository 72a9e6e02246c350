"""Bad input: what was found, what was expected, what to do; exit code 1, no output, inputs untouched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.cli.main import main  # noqa: E402


class Case:
    """A folder with inputs, the arguments to give, and the words to expect."""

    def __init__(self, arguments: list[str], *words: str) -> None:
        self.arguments, self.words = arguments, words


def different_size(t, d: Path) -> Case:
    return _pair(t, d, t.speckled(32, 31), {}, "size 32 x 32 against 31 x 32", "Warp (reproject)")


def different_origin(t, d: Path) -> Case:
    gt = (800015.0, 30.0, 0.0, 2100000.0, 0.0, -30.0)
    return _pair(t, d, t.speckled(32, 32), {"transform": gt}, "origin (800000, 2100000) against (800015", "Warp")


def different_pixel_size(t, d: Path) -> Case:
    gt = (800000.0, 10.0, 0.0, 2100000.0, 0.0, -10.0)
    return _pair(t, d, t.speckled(32, 32), {"transform": gt}, "pixel size 30 x -30 against 10 x -10", "Warp")


def different_crs(t, d: Path) -> Case:
    return _pair(t, d, t.speckled(32, 32), {"epsg": 32647}, "CRS EPSG:32646 against EPSG:32647", "which these do not")


def no_georeference_in_one(t, d: Path) -> Case:
    return _pair(t, d, t.speckled(32, 32), {"epsg": None, "transform": None}, "against absent", "georeference of the other")


def one_unnamed_band(t, d: Path) -> Case:
    return _single(t.write(d / "x.tif", t.speckled(32, 32)[:1], ()), "has 1 band(s)", "Expected: VV and VH")


def three_unnamed_bands(t, d: Path) -> Case:
    bands = np.concatenate([t.speckled(32, 32), t.speckled(32, 32)[:1]])
    return _single(t.write(d / "x.tif", bands, ()), "has 3 band(s)", "Expected: VV and VH", "state the band numbers")


def c2_without_c12_imag(t, d: Path) -> Case:
    vv = t.speckled(32, 32)[0]
    source = t.write(d / "x.tif", np.stack([vv, vv * 0.1]), ("C11", "C12_real"))
    return _single(source, "no VH", "Expected: VV and VH")


def stack_of_dates(t, d: Path) -> Case:
    bands = np.concatenate([t.speckled(32, 32), t.speckled(32, 32)])
    return _single(t.write(d / "x.tif", bands, ("VV", "VH", "VV", "VH")), "VV is there 2 times", "one date per file")


def hh_and_vv(t, d: Path) -> Case:
    return _single(t.write(d / "x.tif", t.speckled(32, 32), ("HH", "VV")), "holds HH, VV", "Expected: VV and VH")


def vv_beside_an_unnamed_band(t, d: Path) -> Case:
    return _single(t.write(d / "x.tif", t.speckled(32, 32), ("VV",)), "holds VV but no VH", "Expected: VV and VH")


def two_unnamed_bands_of_one_polarisation(t, d: Path) -> Case:
    return _single(t.write(d / "S1_VV.tif", t.speckled(32, 32), ()), "has 2 band(s)", "state the band numbers")


def one_stated_band_without_a_name(t, d: Path) -> Case:
    case = _single(t.write(d / "x.tif", t.speckled(32, 32), ()), "Band 1 of", "alone is stated", "NAME_VV.tif")
    case.arguments += ["--bands", "1"]
    return case


def one_element_of_c2(t, d: Path) -> Case:
    case = _single(t.write(d / "x.tif", t.speckled(32, 32)[[0, 1, 1, 1]], ("C11", "C12_real", "C12_imag", "C22")), "it is C11")
    case.arguments += ["--bands", "1"]
    return case


def other_polarisations_in_the_other_date(t, d: Path) -> Case:
    first = t.write(d / "a.tif", t.speckled(32, 32), ("VV", "VH"))
    second = t.write(d / "b.tif", t.speckled(32, 32, seed=1), ("HH", "HV"))
    return Case(
        ["detect-changes", str(first), str(second), "--output", str(d / "out.tif")],
        "'a.tif' holds VV and VH, 'b.tif' HH and HV", "a polarisation in common",
    )


def stated_band_absent(t, d: Path) -> Case:
    case = _single(t.write(d / "x.tif", t.speckled(32, 32)), "Band 3 is stated", "has 2 band(s)")
    case.arguments += ["--bands", "1,3"]
    return case


def unknown_units(t, d: Path) -> Case:
    source = t.write(d / "x.tif", t.speckled(32, 32) * 5000 + 0.5)
    return _single(source, "units of 'x.tif' cannot be told", "state the units: linear")


def mixed_signs(t, d: Path) -> Case:
    values = np.random.default_rng(0).normal(0.1, 1, (2, 32, 32)).astype(np.float32)
    return _single(t.write(d / "x.tif", values), "cannot be told", "negative", "state the units")


def stated_units_impossible(t, d: Path) -> Case:
    case = _single(t.write(d / "x.tif", 10 * np.log10(t.speckled(32, 32))), "stated units are linear", "negative")
    case.arguments += ["--units", "linear"]
    return case


def stated_db_impossible(t, d: Path) -> Case:
    case = _single(t.write(d / "x.tif", t.speckled(32, 32)), "stated units are db", "no value is negative")
    case.arguments += ["--units", "db"]
    return case


def eight_bit(t, d: Path) -> Case:
    values = (t.speckled(32, 32) * 200).clip(0, 255).astype(np.uint8)
    return _single(t.write(d / "x.tif", values), "8-bit picture", "stretched", "raw")


def eight_bit_rgb(t, d: Path) -> Case:
    values = np.full((3, 32, 32), 90, np.uint8)
    return _single(t.write(d / "x.tif", values, (), options=("PHOTOMETRIC=RGB",)), "8-bit picture with 3 band(s)")


def eight_bit_in_float(t, d: Path) -> Case:
    values = np.floor((t.speckled(32, 32) * 200).clip(0, 255)).astype(np.float32)
    return _single(t.write(d / "x.tif", values), "only whole numbers", "8-bit")


def complex_data(t, d: Path) -> Case:
    return _single(t.write(d / "x.tif", t.speckled(32, 32).astype(np.complex64)), "complex numbers", "C2")


def all_nodata(t, d: Path) -> Case:
    values = np.full((2, 32, 32), np.nan, np.float32)
    return _single(t.write(d / "x.tif", values, nodata=np.nan), "no measured pixel", "Expected: backscatter")


def all_zero(t, d: Path) -> Case:
    return _single(t.write(d / "x.tif", np.zeros((2, 32, 32), np.float32)), "no measured pixel", "What to do")


def truncated(t, d: Path) -> Case:
    source = t.write(d / "x.tif", t.speckled(400, 400))
    source.write_bytes(source.read_bytes()[:700_000])
    return _single(source, "x.tif' band", "cannot be read at column", "Expected: a complete file", "download")


def truncated_compressed_second(t, d: Path) -> Case:
    after = t.write(d / "after.tif", t.speckled(400, 400), options=("COMPRESS=DEFLATE", "TILED=YES"))
    after.write_bytes(after.read_bytes()[:-200_000])
    before = t.write(d / "before.tif", t.speckled(400, 400))
    arguments = ["detect-changes", str(before), str(after), "--output", str(d / "out.tif")]
    return Case(arguments, "after.tif", "complete file")


def not_a_raster(t, d: Path) -> Case:
    (d / "x.tif").write_text("no raster")
    return _single(d / "x.tif", "cannot be opened as a raster", "check the path")


def missing_file(t, d: Path) -> Case:
    return _single(d / "nowhere.tif", "nowhere.tif' cannot be opened", "check the path")


def vrt_named_tif(t, d: Path) -> Case:
    t.write(d / "real.tif", t.speckled(32, 32))
    gdal.BuildVRT(str(d / "x.vrt"), [str(d / "real.tif")]).FlushCache()
    (d / "x.vrt").rename(d / "x.tif")
    return _single(d / "x.tif", "is a virtual raster", "what its name says")


def absurd_size(t, d: Path) -> Case:
    (d / "x.vrt").write_text(
        '<VRTDataset rasterXSize="2000000" rasterYSize="2000000"><VRTRasterBand dataType="Float32" band="1"/>'
        '<VRTRasterBand dataType="Float32" band="2"/></VRTDataset>'
    )
    return _single(d / "x.vrt", "2000000 x 2000000 pixels", "at most")


def output_is_input(t, d: Path) -> Case:
    source = t.write(d / "x.tif", t.speckled(32, 32))
    return Case(["despeckle", str(source), "--output", str(source)], "is also an input", "another name")


def output_is_source_of_vrt(t, d: Path) -> Case:
    source = t.write(d / "x.tif", t.speckled(32, 32))
    gdal.BuildVRT(str(d / "x.vrt"), [str(source)]).FlushCache()
    return Case(["despeckle", str(d / "x.vrt"), "--bands", "1,2", "--output", str(source)], "is also an input")


def output_not_geotiff(t, d: Path) -> Case:
    source = t.write(d / "x.tif", t.speckled(32, 32))
    return Case(["despeckle", str(source), "--output", str(d / "out.png")], "extension '.png'", "GeoTIFF")


def output_folder_missing(t, d: Path) -> Case:
    source = t.write(d / "x.tif", t.speckled(32, 32))
    return Case(["despeckle", str(source), "--output", str(d / "no" / "out.tif")], "does not exist", "create it")


def outputs_equal(t, d: Path) -> Case:
    case = _pair(t, d, t.speckled(32, 32, seed=5), {}, "named twice")
    case.arguments += ["--probability", case.arguments[-1]]
    return case


def bad_creation_option(t, d: Path) -> Case:
    case = _single(t.write(d / "x.tif", t.speckled(32, 32)), "COMPRESS=NOSUCH")
    case.arguments += ["--co", "COMPRESS=NOSUCH"]
    return case


def cuda_absent(t, d: Path) -> Case:
    import torch

    if torch.cuda.is_available():
        pytest.skip("this machine has CUDA")
    source = t.write(d / "x.tif", t.speckled(32, 32))
    case = _single(source, "CUDA is asked for but absent", torch.__version__, "auto or cpu")
    case.arguments += ["--device", "cuda"]
    return case


def vv_and_vh_differ(t, d: Path) -> Case:
    t.write(d / "S1_VV.tif", t.speckled(32, 32)[:1], ("VV",))
    t.write(d / "S1_VH.tif", t.speckled(30, 32)[1:], ("VH",))
    return _single(d / "S1_VV.tif", "of one date, lie on different grids", "size 32 x 32 against 32 x 30")


def same_file_twice(t, d: Path) -> Case:
    source = t.write(d / "a_VV.tif", t.speckled(32, 32)[:1], ("VV",))
    case = _single(source, "given twice")
    case.arguments += ["--vh", str(source)]
    return case


def safe_product(t, d: Path) -> Case:
    (d / "S1A.SAFE").mkdir()
    return _single(d / "S1A.SAFE", "SAFE product", "calibrated")


CASES: list[Callable] = [
    different_size, different_origin, different_pixel_size, different_crs, no_georeference_in_one,
    vv_beside_an_unnamed_band, two_unnamed_bands_of_one_polarisation, one_unnamed_band, three_unnamed_bands,
    c2_without_c12_imag, stack_of_dates, hh_and_vv, one_stated_band_without_a_name, one_element_of_c2,
    other_polarisations_in_the_other_date, stated_band_absent,
    unknown_units, mixed_signs, stated_units_impossible, stated_db_impossible, eight_bit, eight_bit_rgb,
    eight_bit_in_float, complex_data, all_nodata, all_zero, truncated, truncated_compressed_second,
    not_a_raster, missing_file, vrt_named_tif, absurd_size, output_is_input, output_is_source_of_vrt,
    output_not_geotiff, output_folder_missing, outputs_equal, bad_creation_option, cuda_absent,
    vv_and_vh_differ, same_file_twice, safe_product,
]


@pytest.mark.parametrize("make", CASES, ids=lambda f: f.__name__)
def test_bad_input(make, tools, tmp_path, local_model, gdal_exceptions, capfd) -> None:
    case = make(tools, tmp_path)
    before = tools.state(tmp_path)
    code = main(case.arguments)
    error = capfd.readouterr().err
    assert code == 1, error
    for word in case.words:
        assert word in error
    assert "Traceback" not in error
    assert tools.state(tmp_path) == before  # no output, no side file, inputs as they were


def _single(source: Path, *words: str) -> Case:
    return Case(["despeckle", str(source), "--output", str(source.parent / "out.tif")], *words)


def _pair(t, d: Path, second: np.ndarray, grid: dict, *words: str) -> Case:
    before = t.write(d / "before.tif", t.speckled(32, 32))
    after = t.write(d / "after.tif", second, **grid)
    return Case(["detect-changes", str(before), str(after), "--output", str(d / "out.tif")], *words)
