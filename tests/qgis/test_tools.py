"""Assessment, features and covariance through ``processing.run``."""

from __future__ import annotations

import numpy as np
import pytest

from tests.qgis.rasters import read_tif, speckled, write_tif

C2 = ("C11", "C12_real", "C12_imag", "C22")


def run(algorithm: str, **parameters):
    """Run `algorithm`; return its results and what it logged."""
    import processing
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    return processing.run(f"mtdn:{algorithm}", parameters, feedback=feedback), feedback.textLog()


def refused(algorithm: str, **parameters) -> str:
    """Run `algorithm`, expect a refusal, return its words."""
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException) as raised:
        run(algorithm, **parameters)
    return str(raised.value)


@pytest.fixture
def matrix(tmp_path) -> str:
    """A covariance matrix whose C12 is a third of what it can be."""
    power = speckled(1)
    c12 = np.sqrt(power[0] * power[1]) / 3
    return str(write_tif(tmp_path / "c2.tif", np.stack([power[0], c12, -c12, power[1]]), C2))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("assess", {"BEFORE", "AFTER", "REPORT"}),
        ("polarimetricfeatures", {"INPUT", "STACK", "WINDOW", "OUTPUT"}),
        ("importcovariance", {"INPUT", "INPUT_FOLDER", "OUTPUT", "OUTPUT_FOLDER"}),
    ],
)
def test_few_fields_each_with_its_help(provider, name, plain):
    """What few people need is under Advanced; every field and the algorithm say what they are."""
    algorithm = provider.algorithm(name)
    definitions = algorithm.parameterDefinitions()
    assert {d.name() for d in definitions if not d.flags() & d.FlagAdvanced} == plain
    assert all(d.description() and d.help() for d in definitions)
    assert algorithm.shortHelpString() and algorithm.shortDescription() and not algorithm.icon().isNull()
    assert "Unknown parameter" in refused(name, INPUTS="a.tif")


def test_assess(provider, pair, tmp_path):
    """Report, verdict and figures; units of either image; wrong pairs are refused."""
    clean = np.ones((2, 40, 40), np.float32) * np.array([0.2, 0.04], np.float32)[:, None, None]
    after = str(write_tif(tmp_path / "clean.tif", clean, ("VV", "VH")))
    report = tmp_path / "report.html"
    results, log = run("assess", BEFORE=pair[0], AFTER=after, REPORT=str(report), UNITS="linear")
    assert results["VERDICT"].startswith("No sign") and results["VERDICT"] in report.read_text(encoding="utf-8")
    assert results["VERDICT"] in log and "UNITS = linear" in log
    assert results["POWER_VV"] == pytest.approx(1, abs=0.03) and results["BLOCKS_VH"] == 0
    assert results["POINTS_DB_VV"] is None  # no point target
    decibels = str(write_tif(tmp_path / "db.tif", 10 * np.log10(clean), ("VV", "VH")))
    again, _ = run("assess", BEFORE=pair[0], AFTER=decibels, UNITS="linear", AFTER_UNITS="db", REPORT="TEMPORARY_OUTPUT")
    assert again["POWER_VV"] == pytest.approx(results["POWER_VV"], rel=1e-5) and again["REPORT"].endswith(".html")
    spoilt = str(write_tif(tmp_path / "spoilt.tif", clean * 1.5, ("VV", "VH")))
    assert "the level has moved (VV, VH)" in run("assess", BEFORE=pair[0], AFTER=spoilt, UNITS="linear")[0]["VERDICT"]
    assert "hold the same image" in refused("assess", BEFORE=pair[0], AFTER=pair[0])
    assert "LOOKS is 'many'" in refused("assess", BEFORE=pair[0], AFTER=after, LOOKS="many")


def test_features(provider, matrix, pair, tmp_path):
    """Of C2 and a stack: named bands."""
    out = tmp_path / "features.tif"
    results, log = run("polarimetricfeatures", INPUT=matrix, STACK=list(pair), WINDOW=3, UNITS="linear", OUTPUT=str(out))
    names = results["BAND_NAMES"].split(", ")
    assert len(names) == 15 and "WINDOW = 3" in log
    values, image = dict(zip(names, read_tif(out))), read_tif(matrix)
    np.testing.assert_allclose(values["span"], image[0] + image[3], rtol=1e-6)
    dates = np.stack([image[0], read_tif(pair[0])[0], read_tif(pair[1])[0]]).astype(float)
    np.testing.assert_allclose(values["cv_VV"], dates.std(0) / dates.mean(0), rtol=1e-4, atol=1e-6)
    one, _ = run("polarimetricfeatures", INPUT=pair[0], UNITS="linear", OUTPUT="TEMPORARY_OUTPUT")
    assert one["BAND_NAMES"] == "VV_VH_ratio_dB, RVI, span"
    assert "odd" in refused("polarimetricfeatures", INPUT=matrix, WINDOW=4, OUTPUT=str(out))
    assert "given twice" in refused("polarimetricfeatures", INPUT=matrix, STACK=[matrix], OUTPUT=str(out))


def test_covariance_there_and_back(provider, matrix, tmp_path):
    """GeoTIFF to folder, and the folder, by its C11.bin or by itself, to GeoTIFF: the same values."""
    folder = tmp_path / "C2"
    results, _ = run("importcovariance", INPUT=matrix, OUTPUT=None, OUTPUT_FOLDER=str(folder))
    assert results == {"OUTPUT_FOLDER": str(folder)}
    for source in ({"INPUT": str(folder / "C11.bin")}, {"INPUT_FOLDER": str(folder)}):
        results, log = run("importcovariance", **source, OUTPUT="TEMPORARY_OUTPUT")
        np.testing.assert_array_equal(read_tif(results["OUTPUT"]), read_tif(matrix))
        assert "C12_imag" in log and "OUTPUT_FOLDER" not in results
    assert "No output" in refused("importcovariance", INPUT=matrix, OUTPUT=None)
    power = str(write_tif(tmp_path / "power.tif", speckled(1), ("VV", "VH")))
    assert "C12" in refused("importcovariance", INPUT=power, OUTPUT=str(tmp_path / "o.tif"))
    assert "give it as INPUT_FOLDER" in refused("importcovariance", INPUT=str(folder))
    assert "give it as INPUT." in refused("importcovariance", INPUT_FOLDER=matrix)
    assert "0 of INPUT and INPUT_FOLDER" in refused("importcovariance", INPUT="")
    assert "2 of INPUT and INPUT_FOLDER" in refused("importcovariance", INPUT=matrix, INPUT_FOLDER=str(folder))
