"""Features against closed forms, and the raster they make."""

from __future__ import annotations

import json

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.cli.main import main  # noqa: E402
from mtdn_core.errors import ConfigError, GridMismatchError, InputError, OutputError  # noqa: E402
from mtdn_core.inference.settings import DateInput  # noqa: E402
from mtdn_core.polarimetry import dual_pol  # noqa: E402
from mtdn_core.polarimetry.units import boxcar  # noqa: E402
from mtdn_core.products.features import (  # noqa: E402
    C2_BANDS,
    INTENSITY_BANDS,
    TEMPORAL,
    FeatureSettings,
    make_features,
    temporal,
)

NAMES = [
    ["VV_VH_ratio_dB", *(name for name, _ in INTENSITY_BANDS)],
    [name for name, _ in C2_BANDS],
    [f"{what}_{name}" for name in ("VV", "VH") for what, _ in TEMPORAL],
]


def matrices(number: int = 500, seed: int = 0) -> np.ndarray:
    """Return random C2 (4, number), means of three looks."""
    random = np.random.default_rng(seed)
    z = random.normal(size=(2, 3, number, 2)) @ np.array([1, 1j]) * np.array([1, 0.4])[:, None, None]
    z[1] += 0.3 * z[0]
    c12 = (z[0] * z[1].conj()).mean(0)
    return np.stack([(abs(z[0]) ** 2).mean(0), c12.real, c12.imag, (abs(z[1]) ** 2).mean(0)])


def test_intensity_features() -> None:
    vv, vh = np.array([0.4, 0.1, 0.0, 0.2, 0.0]), np.array([0.1, 0.1, 0.1, 0.0, 0.0])
    np.testing.assert_allclose(dual_pol.ratio_db(vv, vh)[:2], [10 * np.log10(4), 0], atol=1e-12)
    assert np.isnan(dual_pol.ratio_db(vv, vh)[2:]).all()
    np.testing.assert_allclose(dual_pol.radar_vegetation_index(vv, vh), [0.8, 2, 4, 0, np.nan])
    np.testing.assert_allclose(dual_pol.span(vv, vh), vv + vh)


def test_eigenvalues_entropy_and_alpha_are_those_of_the_matrix() -> None:
    """Against numpy's decomposition of every matrix."""
    c2 = matrices()
    full = np.array([[c2[0], c2[1] + 1j * c2[2]], [c2[1] - 1j * c2[2], c2[3]]]).transpose(2, 0, 1)
    values, vectors = np.linalg.eigh(full)
    one, two = dual_pol.eigenvalues(c2)
    np.testing.assert_allclose(np.stack([two, one], 1), values, rtol=1e-9, atol=1e-12)
    p = values / values.sum(1, keepdims=True)
    entropy, alpha = dual_pol.entropy_alpha(c2)
    np.testing.assert_allclose(entropy, -(p * np.log2(p)).sum(1), atol=1e-9)
    np.testing.assert_allclose(alpha, (p * np.degrees(np.arccos(abs(vectors[:, 0])))).sum(1), atol=1e-5)
    np.testing.assert_allclose(dual_pol.polarisation_degree(c2), p[:, 1] - p[:, 0], atol=1e-9)


def test_entropy_and_alpha_of_known_matrices() -> None:
    """VV alone, VH alone, equal and incoherent, equal and coherent, three to one incoherent, nothing."""
    c2 = np.array([[1, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 1], [1, 1, 0, 1], [3, 0, 0, 1], [0, 0, 0, 0]], float).T
    entropy, alpha = dual_pol.entropy_alpha(c2)
    known = -(0.75 * np.log2(0.75) + 0.25 * np.log2(0.25))
    np.testing.assert_allclose(entropy, [0, 0, 1, 0, known, np.nan], atol=1e-12)
    np.testing.assert_allclose(alpha, [0, 90, 45, 45, 22.5, np.nan], atol=1e-6)
    assert (np.isfinite(entropy) == [1, 1, 1, 1, 1, 0]).all()


def test_mchi_is_that_of_the_published_channels() -> None:
    """The same powers as in PyTorch, which sum to the span; right and left circular are one bounce each."""
    c2 = matrices()
    powers = np.stack(dual_pol.mchi_powers(c2))
    np.testing.assert_allclose(powers.sum(0), c2[0] + c2[3], rtol=1e-9)
    circular = np.array([[1, 0, -1, 1], [1, 0, 1, 1]], float).T
    np.testing.assert_allclose(np.stack(dual_pol.mchi_powers(circular)), [[2, 0], [0, 2], [0, 0]], atol=1e-12)
    torch = pytest.importorskip("torch")

    other = torch.stack(dual_pol.mchi_powers(torch.from_numpy(c2), torch)).numpy()
    np.testing.assert_allclose(powers, other, rtol=1e-7, atol=1e-9)


def test_boxcar_is_the_mean_of_what_was_measured() -> None:
    random = np.random.default_rng(0)
    image, valid = random.gamma(1, 1, (9, 11)), random.random((9, 11)) > 0.4
    valid[:4, :4] = False
    found = boxcar(image, valid, 3)
    for y in range(9):
        for x in range(11):
            part = np.s_[max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2]
            expected = image[part][valid[part]].mean() if valid[part].any() else np.nan
            assert found[y, x] == pytest.approx(expected, nan_ok=True)


def test_temporal_features() -> None:
    """Of dates of which some are missing: as numpy's over those that were measured, two at least."""
    random = np.random.default_rng(1)
    stack = random.gamma(4, 0.1, (5, 2, 6, 7)) + 1000
    valid = random.random((5, 6, 7)) > 0.5
    valid[:, 0, 0], valid[:, 0, 1] = [1, 0, 0, 0, 0], [1, 1, 0, 0, 0]
    measured = np.where(valid[:, None], stack, np.nan)
    measured[:, :, valid.sum(0) < 2] = np.nan
    with np.errstate(invalid="ignore"), pytest.warns(RuntimeWarning):
        mean, deviation = np.nanmean(measured, 0), np.nanstd(measured, 0)
    expected = np.stack([mean[0], deviation[0], (deviation / mean)[0], mean[1], deviation[1], (deviation / mean)[1]])
    found = temporal((np.where(mask, power, 0), mask) for power, mask in zip(stack, valid))
    np.testing.assert_allclose(found, expected, rtol=1e-9)
    assert np.isnan(found[:, 0, 0]).all() and np.isfinite(found[:, 0, 1]).all()


def test_one_raster_with_named_bands(tools, tmp_path, capsys) -> None:
    """Of C2 and a stack, larger than a strip: every band is its closed form, also across strips; NaN where nodata."""
    random = np.random.default_rng(2)
    c2 = matrices(300 * 20).reshape(4, 300, 20).astype(np.float32)
    c2[:, 250:260, 5] = np.nan
    one = tools.write(tmp_path / "c2.tif", c2, ("C11", "C12_real", "C12_imag", "C22"), nodata=np.nan)
    others = [c2[[0, 3]] * random.gamma(5, 0.2, (2, 300, 20)).astype(np.float32) for _ in range(2)]
    stack = [str(tools.write(tmp_path / f"{n}.tif", image, nodata=np.nan)) for n, image in enumerate(others)]
    out = tmp_path / "features.tif"
    arguments = ["features", str(one), "--stack", *stack, "-o", str(out), "--window", "3", "--units", "linear", "--json"]
    assert main(arguments) == 0
    names = [*NAMES[0], *NAMES[1], *NAMES[2]]
    said = capsys.readouterr()
    assert json.loads(said.out)["bands"] == names and "averaged over 3 x 3 pixels" in said.err
    dataset = gdal.Open(str(out))
    assert [dataset.GetRasterBand(n + 1).GetDescription() for n in range(dataset.RasterCount)] == names
    assert dataset.GetGeoTransform() == gdal.Open(str(one)).GetGeoTransform()
    assert dataset.GetMetadataItem("MTDN_PRODUCT") == "features" and np.isnan(dataset.GetRasterBand(1).GetNoDataValue())
    values, valid, exact = tools.read(out), np.isfinite(c2[0]), c2.astype(float)
    assert values.dtype == np.float32 and (np.isfinite(values[:9]) == valid).all()
    expected = [dual_pol.ratio_db(exact[0], exact[3]), 4 * exact[3] / (exact[0] + exact[3]), exact[0] + exact[3]]
    mean = boxcar(exact, valid, 3)
    expected += [*dual_pol.entropy_alpha(mean), dual_pol.polarisation_degree(mean), *dual_pol.mchi_powers(mean)]
    for band, closed in zip(values, expected):
        np.testing.assert_allclose(band[valid], closed[valid], rtol=1e-4, atol=1e-4)
    dates = np.stack([exact[[0, 3]], *others])
    np.testing.assert_allclose(values[9][valid], dates[:, 0].mean(0)[valid], rtol=1e-5)
    np.testing.assert_allclose(values[14][valid], (dates[:, 1].std(0) / dates[:, 1].mean(0))[valid], rtol=1e-4)


def test_one_date_of_intensities_in_decibels(tools, tmp_path) -> None:
    power = tools.speckled(30, 40)
    source = tools.write(tmp_path / "db.tif", 10 * np.log10(power))
    assert list(make_features(DateInput(str(source)), str(tmp_path / "o.tif"))) == NAMES[0]
    np.testing.assert_allclose(tools.read(tmp_path / "o.tif")[2], power.sum(0), rtol=1e-4)


def test_what_makes_no_stack_is_refused(tools, tmp_path) -> None:
    one = tools.write(tmp_path / "a.tif", tools.speckled(30, 40))
    small = tools.write(tmp_path / "b.tif", tools.speckled(30, 39))
    settings, out = FeatureSettings("linear"), str(tmp_path / "o.tif")
    with pytest.raises(GridMismatchError):
        make_features(DateInput(str(one)), out, [DateInput(str(small))], settings)
    with pytest.raises(InputError, match="twice"):
        make_features(DateInput(str(one)), out, [DateInput(str(one))], settings)
    with pytest.raises(ConfigError, match="odd"):
        make_features(DateInput(str(one)), out, settings=FeatureSettings("linear", window=4))
    with pytest.raises(OutputError, match="also an input"):
        make_features(DateInput(str(one)), str(one), settings=settings)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tif", "b.tif"]


def test_a_stack_in_one_file_is_each_of_its_dates(tools, tmp_path) -> None:
    powers = [tools.speckled(40, 50, seed=seed) for seed in range(3)]
    files = [str(tools.write(tmp_path / f"s1_2024010{day}.tif", power)) for day, power in enumerate(powers, 1)]
    names = [f"{name}_2024010{day}" for day in (2, 3) for name in ("VV", "VH")]
    stack = str(tools.write(tmp_path / "stack.tif", np.concatenate(powers[1:]), names))
    for others, name in ((files[1:], "one"), ([stack], "two")):
        make_features(DateInput(files[0]), str(tmp_path / f"{name}.tif"), [DateInput(other) for other in others])
    np.testing.assert_array_equal(tools.read(tmp_path / "one.tif"), tools.read(tmp_path / "two.tif"))
