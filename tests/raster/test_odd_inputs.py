"""Odd rasters of the kinds that people have: read right, or refused in words that name what is wrong."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import InputError, MtdnError, UnitsError  # noqa: E402
from mtdn_core.raster.read import DateRaster, open_date_raster  # noqa: E402
from tests.rasters import write_raster as write  # noqa: E402

SIZE = 120
RANDOM = np.random.default_rng(1)
ROWS, COLUMNS = np.mgrid[:SIZE, :SIZE]
FRINGE = np.sin(ROWS / 7) * 5 + 25 > COLUMNS
HEIGHT = 0.25 * np.sin(ROWS / 9) * np.cos(COLUMNS / 11)


def scene(seed: int, vv: float = 0.15, vh: float = 0.03) -> np.ndarray:
    speckle = np.random.default_rng(seed).gamma(5, 0.2, (2, SIZE, SIZE))
    return (np.array([vv, vh])[:, None, None] * 10**HEIGHT * speckle).astype(np.float32)


POWER, LATER = scene(0), scene(1)
DB, AMPLITUDE = 10 * np.log10(POWER), np.sqrt(POWER)
C12 = np.sqrt(POWER.prod(0))
COVARIANCE = np.stack([POWER[0], 0.3 * C12, -0.2 * C12, POWER[1]])
ELEMENTS = ("C11", "C12_real", "C12_imag", "C22")
NOISE = RANDOM.normal(0, 0.0015, (2, SIZE, SIZE)).astype(np.float32)


def filled(values: np.ndarray, fill: float) -> np.ndarray:
    return np.where(FRINGE, np.array(fill, values.dtype), values)


def opened(path: Path, vh: Path | None = None, units: str = "auto", bands: tuple[int, ...] | None = None) -> DateRaster:
    return open_date_raster(str(path), None if vh is None else str(vh), bands, units)


def is_right(date: DateRaster, valid: np.ndarray, tolerance: float = 1e-4) -> None:
    image, found = date.read((0, 0, SIZE, SIZE))
    np.testing.assert_array_equal(found, valid)
    np.testing.assert_allclose(image[[0, -1]][:, valid], POWER[:, valid], rtol=tolerance)


def scaled(path: Path, scale: float, offset: float = 0) -> Path:
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for number in (1, 2):
        dataset.GetRasterBand(number).SetScale(scale)
        dataset.GetRasterBand(number).SetOffset(offset)
    return path


@pytest.mark.parametrize(
    ("values", "fill"),
    [*((POWER, v) for v in (1e-20, 1e-12, 1e-10, 1e-8, 1e-5, -1, -99, 100, 255, 1000)),
     *((DB, v) for v in (-130, -120, -100, -90, -80, -70, -50, 50, 128)), *((AMPLITUDE, v) for v in (1e-6, 1e-4, -1)),
     *((COVARIANCE, v) for v in (1e-10, -9999, 1e20, np.nan))],
)
def test_fill_that_is_near_what_may_be_measured(tmp_path, values, fill) -> None:
    units = "amplitude" if values is AMPLITUDE else "auto"
    names = ELEMENTS if len(values) == 4 else ("VV", "VH")
    is_right(opened(write(tmp_path / "a.tif", filled(values, fill), names), units=units), ~FRINGE)


def test_clipped_values_are_measurements(tmp_path) -> None:
    """A floor that VH reaches over water lies at the end of its values, not apart from them."""
    for name, values in (("a.tif", np.maximum(POWER - [[[0]], [[0.028]]], 1e-6)), ("b_dB.tif", np.maximum(DB - 14, -30))):
        date = opened(write(tmp_path / name, values.astype(np.float32)), units="linear" if name == "a.tif" else "auto")
        assert date.read((0, 0, SIZE, SIZE))[1].all()


def test_one_polarisation_alone_with_a_fill_or_a_floor(tmp_path) -> None:
    noisy = scene(2, 0.1, 0.0006)[1:] + NOISE[1:]
    for name, values, valid in (
        ("a_VH.tif", filled(POWER[1:], 1e-10), ~FRINGE), ("b_VH.tif", np.maximum(noisy, 1e-6), np.ones_like(FRINGE)),
    ):
        date = opened(write(tmp_path / name, values.astype(np.float32), ()), units="linear")
        np.testing.assert_array_equal(date.read((0, 0, SIZE, SIZE))[1], valid)


@pytest.mark.parametrize(
    ("kind", "scale", "offset", "fill", "declared"),
    [(np.int16, 0.01, 0, -32768, True), (np.int16, 0.01, 0, -32768, False), (np.int16, 0.01, 0, -9999, False),
     (np.int16, 0.01, 0, 0, False), (np.uint16, 0.001, -50, 0, False), (np.uint16, 0.001, -50, 65535, False)],
)
def test_scale_and_offset(tmp_path, kind, scale, offset, fill, declared) -> None:
    stored = filled(np.round((DB - offset) / scale).astype(kind), fill)
    path = write(tmp_path / "a.tif", stored, nodata=fill if declared else None)
    is_right(opened(scaled(path, scale, offset)), ~FRINGE, 2e-3)


@pytest.mark.parametrize(("internal", "flags"), [(True, 2), (False, 2), (False, 0)], ids=["internal", "beside", "of one band"])
def test_masks(tmp_path, internal, flags) -> None:
    path = write(tmp_path / "a.tif", POWER)
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES" if internal else "NO")
    dataset = gdal.Open(str(path), gdal.GA_Update if flags else gdal.GA_ReadOnly)
    band = dataset.GetRasterBand(1)
    (dataset if flags else band).CreateMaskBand(flags)
    band.GetMaskBand().WriteArray(np.where(FRINGE, 0, 255).astype(np.uint8))
    band = dataset = None
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", None)
    is_right(opened(path), ~FRINGE)


@pytest.mark.parametrize("graded", [False, True])
@pytest.mark.parametrize("full", [1, 255, 65535])
def test_alpha(tmp_path, graded, full) -> None:
    alpha = np.where(FRINGE, 0, full).astype(np.float32)
    if graded:
        alpha[:, 35:40] = np.linspace(0.4, 0.9, 5) * full
    path = write(tmp_path / "a.tif", np.concatenate([filled(POWER, 0.5), alpha[None]]))
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.GetRasterBand(3).SetColorInterpretation(gdal.GCI_AlphaBand)
    dataset = None
    is_right(opened(path), ~FRINGE)


@pytest.mark.parametrize("names", [(), ("VV", "VH")])
@pytest.mark.parametrize("number", [1, 2])
def test_a_measured_band_flagged_as_alpha(tmp_path, names, number) -> None:
    path = write(tmp_path / "a.tif", POWER, names)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.GetRasterBand(number).SetColorInterpretation(gdal.GCI_AlphaBand)
    dataset = None
    is_right(opened(path), np.ones((SIZE, SIZE), bool))


NAMED = {
    "SNAP, one date of a stack": (POWER, ("Intensity_VV_mst_20200101", "Intensity_VH_mst_20200101")),
    "SNAP's default": (
        np.stack([AMPLITUDE[0], POWER[0], AMPLITUDE[1], POWER[1]]),
        ("Amplitude_VV", "Intensity_VV", "Amplitude_VH", "Intensity_VH"),
    ),
    "SNAP, both units": (
        np.stack([DB[0], POWER[0], DB[1], POWER[1]]), ("Sigma0_VV_db", "Sigma0_VV", "Sigma0_VH_db", "Sigma0_VH"),
    ),
    "decibels without the word": (DB, ("Sigma0_VV", "Sigma0_VH")),
    "angle": (np.stack([*DB, np.full_like(DB[0], 38)]), ("VV", "VH", "angle")),
    "ratio": (np.stack([*POWER, POWER[0] / POWER[1]]), ("VV", "VH", "VV/VH")),
    "VH first": (POWER[::-1], ("Gamma0_VH", "Gamma0_VV")),
    "texture": (np.concatenate([POWER, LATER]), ("VV", "VH", "VV_contrast", "VH_scatteringArea")),
    "float64": (POWER.astype(np.float64), ("VV", "VH")),
}


@pytest.mark.parametrize("kind", NAMED)
def test_names(tmp_path, kind) -> None:
    is_right(opened(write(tmp_path / "a.tif", *NAMED[kind])), np.ones((SIZE, SIZE), bool))


DIGITAL = np.round(AMPLITUDE * 1000).astype(np.uint16)
BOTH = np.concatenate([POWER, LATER])
PICTURE = np.round(AMPLITUDE * 300).clip(0, 255)
REFUSED: dict[str, tuple[Any, ...]] = {
    "dB x 100": (np.round(DB * 100).astype(np.int16), "decibels times 100.*scale of 0.01"),
    "dB x 10": (np.round(DB * 10).astype(np.int16), "decibels times 10:.*scale of 0.1"),
    "dB x 10000": (np.round(DB * 10000).astype(np.int32), "decibels times 10000"),
    "digital numbers": (DIGITAL, "16-bit.*state the units"),
    "digital numbers below 256": (PICTURE.astype(np.uint16), "16-bit.*state the units"),
    "digital numbers in float": (DIGITAL.astype(np.float32), "cannot be told"),
    "picture": (PICTURE.astype(np.uint8), "8-bit picture"),
    "picture in float": (PICTURE.astype(np.float32), "8-bit picture"),
    "picture from 0 to 1": ((PICTURE / 255).astype(np.float32), "cannot be told|8-bit"),
    "decibels stretched to 0 to 1": ((DB + 30).clip(0, 30) / 30, "cannot be told"),
    "decibels without their sign": ((-DB).clip(0), "cannot be told"),
    "logarithm to base 10": (DB / 10, "cannot be told"),
    "normalised decibels": ((DB - DB.mean()) / DB.std(), "cannot be told"),
    "complex": (POWER.astype(np.complex64), "complex numbers"),
    "VV in dB, VH linear": (np.stack([DB[0], POWER[1]]), "cannot be told"),
    "VV linear, VH in dB": (np.stack([POWER[0], DB[1]]), "cannot be told"),
    "VV twice": (POWER[[0, 0]], "hold the same values|cannot be told"),
    "two dates": (BOTH, "2 times.*band numbers", [f"Sigma0_{p}_{d}" for d in (1, 2) for p in ("VV", "VH")]),
    "sigma0 and gamma0": (BOTH, "2 times", [f"{q}0_{p}" for q in ("Sigma", "Gamma") for p in ("VV", "VH")]),
    "coherence": (POWER, "neither descriptions nor file name tell", ("coh_VV", "coh_VH")),
    "three unnamed bands": (BOTH[:3], "band", ()),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_refused(tmp_path, kind) -> None:
    values, words, *names = REFUSED[kind]
    with pytest.raises(MtdnError, match=words):
        opened(write(tmp_path / "a.tif", values, *(names or [("VV", "VH")])))


def test_file_names_that_contradict(tmp_path) -> None:
    assert opened(write(tmp_path / "S1_linear.tif", DB)).units.units == "db"
    with pytest.raises(UnitsError, match=r"file name.* are db, but no value is negative"):
        opened(write(tmp_path / "S1_dB.tif", POWER))
    other = write(tmp_path / "S1_20200113_VH.tif", POWER[1:], ())
    date = opened(write(tmp_path / "S1_20200101_VV.tif", POWER[:1], ()), other, "linear")
    assert any("different dates" in text for text in date.warnings)
    with pytest.raises(MtdnError, match="different grids"):
        opened(tmp_path / "S1_20200101_VV.tif", write(tmp_path / "x_VH.tif", POWER[1:], (), transform=(0, 30, 0, 0, 0, -30)))
    with pytest.raises(MtdnError, match="hold the same values"):
        opened(write(tmp_path / "b.tif", POWER[[0, 0]]), units="linear")
    for names in (("VH", "VV"), ("VV", "VH")):
        same = POWER if names[0] == "VH" else np.stack([POWER[0], LATER[0]])
        date = opened(write(tmp_path / "c.tif", same, names), units="linear")
        assert any("look exchanged" in text for text in date.warnings)


@pytest.mark.parametrize("share", ["VH", "both", "edge"])
def test_noise_subtracted_power(tmp_path, share) -> None:
    dark = scene(2, 0.002 if share == "both" else 0.1, 0.0006) + NOISE * [[[share == "both"]], [[True]]]
    valid = ~FRINGE if share == "edge" else np.ones((SIZE, SIZE), bool)
    stored = np.where(valid, dark, 0).astype(np.float32)
    image, found = opened(write(tmp_path / "a.tif", stored, nodata=-9999)).read((0, 0, SIZE, SIZE))
    assert (stored[1] < 0).mean() > 0.2 and (found != valid).mean() < 1e-3
    np.testing.assert_allclose(image[:, valid].mean(1), dark[:, valid].mean(1), rtol=0.1)


def product(folder: Path, extension: str = "tif", driver: str = "GTiff") -> Path:
    folder.mkdir(exist_ok=True)
    stem = "S1A_IW_20150305T115503_DVP_RTC30_G_gpuned_7A5C"
    for name, values in (("VH", POWER[1:]), ("dem", POWER[:1]), ("VV", POWER[:1])):
        path = write(folder / f"{stem}_{name}.{extension}", values, (), driver=driver)
    return path


def archive(folder: Path, kind: str) -> Path:
    inside = product(folder / "in").parent
    path = folder / f"product.{kind}"
    if kind.lower() == "zip":
        with zipfile.ZipFile(path, "w") as target:
            for file in inside.iterdir():
                target.write(file, f"product/{file.name}")
    else:
        with tarfile.open(path, "w:gz" if kind.endswith("gz") else "w") as packed:
            packed.add(inside, "product")
    return path


@pytest.mark.parametrize("kind", ["zip", "ZIP", "tar", "tgz", "tar.gz"])
def test_archives(tmp_path, kind) -> None:
    path = archive(tmp_path, kind)
    if kind.endswith("gz"):
        with pytest.raises(InputError, match=r"compressed as a whole.*unpack it"):
            opened(path)
    else:
        is_right(opened(path), np.ones((SIZE, SIZE), bool))


def test_archive_of_a_safe_product(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as target:
        target.writestr("S1A_x.SAFE/manifest.safe", "")
    with pytest.raises(InputError, match="SAFE product: uncalibrated"):
        opened(tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("names", "values"),
    [(("Sigma0_VV", "Sigma0_VH"), POWER), (("Sigma0_VV_db", "Sigma0_VH_db"), DB), (ELEMENTS, COVARIANCE),
     (("Amplitude_VV", "Amplitude_VH", "Intensity_VV", "Intensity_VH"), np.concatenate([AMPLITUDE, POWER]))],
)
def test_beam_dimap(tmp_path, names, values) -> None:
    (tmp_path / "a.data").mkdir()
    (tmp_path / "a.dim").write_text("<Dimap_Document/>")
    for name, band in zip(names, values):
        write(tmp_path / "a.data" / f"{name}.img", band[None], (), driver="ENVI")
    is_right(opened(tmp_path / "a.dim"), np.ones((SIZE, SIZE), bool))


def test_missing_headers(tmp_path) -> None:
    path = product(tmp_path / "envi", "img", "ENVI")
    is_right(opened(path), np.ones((SIZE, SIZE), bool))
    path.with_suffix(".hdr").unlink()
    with pytest.raises(InputError, match=r"ENVI header '.*VV\.hdr'"):
        opened(path)
    folder = tmp_path / "C2"
    folder.mkdir()
    for name, band in zip(ELEMENTS, COVARIANCE):
        write(folder / f"{name}.bin", band[None], (), driver="ENVI")
    (folder / "C22.hdr").unlink()
    with pytest.raises(InputError, match="no header"):
        opened(folder)
    (folder / "config.txt").write_text(f"Nrow\n{SIZE}\n---------\nNcol\n{SIZE - 1}\n")
    with pytest.raises(InputError, match="bytes"):
        opened(folder)
    (folder / "config.txt").write_text(f"Nrow\n{SIZE}\n---------\nNcol\n{SIZE}\n")
    is_right(opened(folder), np.ones((SIZE, SIZE), bool))


def test_a_stack_of_many_dates_is_refused_in_few_words(tmp_path) -> None:
    path = write(tmp_path / "stack_linear.tif", np.tile(POWER[:, :20, :20], (60, 1, 1)), ("VV", "VH") * 60)
    with pytest.raises(MtdnError, match=r"is there 60 times: .*; \.\.\.") as caught:
        opened(path)
    assert len(str(caught.value)) < 1000
