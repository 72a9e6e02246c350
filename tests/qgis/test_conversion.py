"""Every value of a parameter is understood or refused in words; none becomes 0 silently."""

from __future__ import annotations

import pytest

from tests.qgis.test_processing import refused, run


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("THRESHOLD", "50%", "a number from 0 to 1"),
        ("THRESHOLD", "x", "a number from 0 to 1"),
        ("THRESHOLD", "1,5", "a number from 0 to 1"),
        ("THRESHOLD", "nan", "a number from 0 to 1"),
        ("THRESHOLD", True, "a number from 0 to 1"),
        ("STRENGTH", "-0.1", "a number from 0 to 1"),
        ("STRENGTH", "strong", "a number from 0 to 1"),
        ("MINIMUM_AREA", 1.5, "a whole number"),
        ("MINIMUM_AREA", "1,000", "a whole number"),
        ("MINIMUM_AREA", "many", "a whole number"),
        ("TILE", 1e9, "a whole number from 16"),
        ("TILE", "512px", "a whole number from 16"),
        ("THREADS", 0, "a whole number from 1"),
        ("RESUME", "perhaps", "true or false"),
        ("FAST", 2, "true or false"),
        ("UNITS", "volts", "linear"),
        ("DEVICE", "gpu", "cuda"),
        ("ALIGN", "cubic", "bilinear"),
        ("EXTENT", "1,2", "four coordinates"),
        ("BEFORE_BANDS", "1,2,3", "two band numbers"),
        ("AFTER_BANDS", "2,2", "two band numbers"),
        ("BANDS", "VV,VH", "two band numbers"),
    ],
)
def test_refused_with_name_value_and_expectation(provider, pair, tmp_path, name, value, expected):
    """The words name parameter, value and what is expected; nothing is written."""
    out = tmp_path / "out.tif"
    text = refused("despeckleanddetect", BEFORE=pair[0], AFTER=pair[1], DESPECKLED_AFTER=str(out), **{name: value})
    assert name in text and str(value) in text and expected in text, text
    assert not out.exists()


@pytest.mark.parametrize("value", ["0,25", "0.25", " 0,25 ", 0.25])
def test_decimal_comma_is_understood(provider, pair, tmp_path, value):
    """The comma of many languages gives the number it means."""
    out = str(tmp_path / "out.tif")
    _, log = run("detectchanges", BEFORE=pair[0], AFTER=pair[1], OUTPUT=out, THRESHOLD=value)
    assert "THRESHOLD = 0.25" in log


@pytest.mark.parametrize(("value", "shown"), [("yes", True), ("FALSE", False), (1, True), (0, False)])
def test_flags(provider, pair, tmp_path, value, shown):
    """Words and 0 or 1 are truth values."""
    _, log = run("despeckle", INPUT=pair[0], OUTPUT=str(tmp_path / "out.tif"), FAST=value)
    assert f"FAST = {shown}" in log


def test_data_defined_value(provider, pair, tmp_path):
    """A data-defined property is evaluated, and refused like any other value."""
    from qgis.core import QgsProperty

    out = str(tmp_path / "out.tif")
    given = {"BEFORE": pair[0], "AFTER": pair[1], "OUTPUT": out}
    _, log = run("detectchanges", **given, THRESHOLD=QgsProperty.fromExpression("0.2 + 0.1"))
    assert "THRESHOLD = 0.3" in log
    assert "THRESHOLD is '3.0'" in refused("detectchanges", **given, THRESHOLD=QgsProperty.fromExpression("3.0"))


def test_every_setting_of_the_engine_is_a_parameter(provider):
    """Label, bounds and default come from the one description."""
    from mtdn_core.inference.settings import RunSettings, settings_of

    algorithm = provider.algorithm("despeckleanddetect")
    for name, setting in settings_of(RunSettings).items():
        definition = algorithm.parameterDefinition(name.upper())
        assert definition is not None, name
        assert definition.description().startswith(setting.label)
        assert setting.help in definition.help()
        advanced = bool(definition.flags() & definition.FlagAdvanced)
        assert advanced is setting.advanced
        if setting.kind in ("number", "integer"):
            assert definition.minimum() == setting.minimum and definition.maximum() == setting.maximum


def test_settings_that_exclude_each_other_are_refused_before_the_run(provider, pair):
    """The dialog says it, and nothing is opened for writing."""
    from qgis.core import QgsProcessingContext

    given = {"BEFORE": pair[0], "AFTER": pair[1], "THRESHOLD": 0.4, "FALSE_ALARMS": 0.1, "OUTPUT": "TEMPORARY_OUTPUT"}
    accepted, text = provider.algorithm("detectchanges").checkParameterValues(given, QgsProcessingContext())
    assert not accepted and "one of the two" in text


def test_data_defined_bands(provider, pair, tmp_path):
    """Band numbers may be data-defined like any other value."""
    from qgis.core import QgsProperty

    out = str(tmp_path / "out.tif")
    _, log = run("despeckle", INPUT=pair[0], OUTPUT=out, INPUT_BANDS=QgsProperty.fromExpression("'2,1'"), UNITS="linear")
    assert "INPUT_BANDS = 2,1" in log
    words = refused("despeckle", INPUT=pair[0], OUTPUT=out, INPUT_BANDS=QgsProperty.fromExpression("'no'"))
    assert "INPUT_BANDS is 'no'" in words


@pytest.mark.parametrize("algorithm", ["detectchanges", "despeckleseries", "checkenvironment"])
def test_misspelled_parameter_is_refused(provider, algorithm):
    """QGIS itself ignores what an algorithm does not have."""
    import processing
    from qgis.core import QgsProcessingException

    given = {
        "detectchanges": {"BEFORE": "a.tif", "AFTER": "b.tif", "OUTPUT": "c.tif"},
        "despeckleseries": {"INPUT_FOLDER": "dates", "OUTPUT_FOLDER": "out"},
    }.get(algorithm, {})
    with pytest.raises(QgsProcessingException) as raised:
        processing.run(f"mtdn:{algorithm}", {**given, "BENCHMRK": "yes"})
    assert "Unknown parameter BENCHMRK" in str(raised.value)


@pytest.mark.parametrize("name", ["INPUT_FOLDER", "OUTPUT_FOLDER"])
def test_a_zero_byte_is_refused(provider, tmp_path, name):
    """Python's own words for it name no parameter."""
    import processing
    from qgis.core import QgsProcessingException

    given = {"INPUT_FOLDER": str(tmp_path), "OUTPUT_FOLDER": str(tmp_path / "out")}
    with pytest.raises(QgsProcessingException, match=rf"{name} is '.*a\\0b'\. Expected: a text without a zero byte"):
        processing.run("mtdn:despeckleseries", {**given, name: str(tmp_path / "a\0b")})
