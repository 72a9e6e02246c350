"""Powers of any magnitude, and models that give no number: the right answer, or an error, never a wrong one in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

import mtdn_core
from mtdn_core.errors import InputError, ModelError, UnitsError
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings

EXPONENTS = (-30, -20, -10, -3, 0, 3, 10, 14)
IMPOSSIBLE = (20, 30, 36)


def despeckled(tools: Any, folder: Path, image: np.ndarray, model: Any = "mtdn-compact", **settings: Any) -> np.ndarray:
    path, out = tools.write(folder / "in.tif", image), str(folder / "out.tif")
    loaded = None if isinstance(model, str) else model
    run(DateInput(str(path)), None, Outputs(out), RunSettings(units="linear", device="cpu", **settings), model=loaded)
    return tools.read(out)


# ------------------------------------------------------------------------------------------------------- magnitude


@pytest.mark.parametrize("name", ["mtdn-compact", "mtdn-wide"])
def test_constant_images_stay_constant(tools: Any, tmp_path: Path, name: str) -> None:
    model = mtdn_core.load_model(name)
    for exponent in EXPONENTS:
        image = np.full((2, 70, 90), 10.0**exponent, np.float32) * np.float32([1, 0.2])[:, None, None]
        for strength in (0.0, 1.0):
            found = despeckled(tools, tmp_path, image, model, strength=strength)
            assert np.abs(found / image - 1).max() < 1e-4, (exponent, strength)


def test_the_answer_scales_with_the_input(tools: Any, tmp_path: Path) -> None:
    image = tools.speckled(70, 90)
    plain = despeckled(tools, tmp_path, image)
    for exponent in EXPONENTS:
        scale = np.float32(10.0**exponent)
        assert np.abs(despeckled(tools, tmp_path, image * scale) / scale / plain - 1).max() < 1e-4, exponent


def test_arrays_of_any_magnitude(tools: Any) -> None:
    one, two = tools.speckled(64, 64, seed=1), tools.speckled(64, 64, seed=2)
    two[:, 20:40, 20:40] *= 8
    model = mtdn_core.load_model("mtdn-compact")
    plain = mtdn_core.detect_changes(tuple(one), tuple(two), units="linear", model=model, device="cpu")
    for exponent in (-30, -12, 12, 30):
        scale = np.float32(10.0**exponent)
        dates = (tuple(image * scale) for image in (one, two))
        if exponent == 30:
            with pytest.raises(InputError, match="no radar measures"):
                mtdn_core.detect_changes(*dates, units="linear", model=model, device="cpu")
            continue
        found = mtdn_core.detect_changes(*dates, units="linear", model=model, device="cpu")
        assert np.abs(found - plain).max() < 1e-4, exponent


def test_decibels_of_any_level(tools: Any) -> None:
    model = mtdn_core.load_model("mtdn-compact")
    for level in (-290.0, -115.0, -50.0, -30.0, 0.5, 90.0, 290.0):
        image = np.full((64, 64), level, np.float32)
        if abs(level) > 100:
            with pytest.raises(UnitsError, match=r"from about -60 to 20 in dB|decibels times"):
                mtdn_core.despeckle(image, image - 7, units="db", model=model, device="cpu")
            continue
        found = mtdn_core.despeckle(image, image - 7, units="db", model=model, device="cpu")
        assert np.abs(found - np.stack([image, image - 7])).max() < 1e-3, level
    with pytest.raises(InputError, match="all values are 0"):  # as in a file
        mtdn_core.despeckle(0 * image, image, units="db", model=model, device="cpu")


@pytest.mark.parametrize("exponent", IMPOSSIBLE)
def test_powers_that_no_radar_measures_are_refused(tools: Any, tmp_path: Path, exponent: int) -> None:
    with pytest.raises(InputError, match="no radar measures"):
        despeckled(tools, tmp_path, tools.speckled(70, 90) * np.float32(10.0**exponent))
    assert not (tmp_path / "out.tif").exists()


# ---------------------------------------------------------------------------------------------- without a number


def broken(tools: Any, where: Any, value: float, names: tuple[str, ...] = ("first", "second", "probability")) -> Any:
    """A model that answers `value` at some pixels."""

    class Broken(tools.LocalModel):  # type: ignore[misc, name-defined]
        def estimate(self, *args: Any, **kwargs: Any) -> Any:
            answer = super().estimate(*args, **kwargs)
            for name in names:
                if getattr(answer, name) is not None:
                    getattr(answer, name)[(..., *where)] = value
            return answer

    return Broken()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_pixels_without_a_number(tools: Any, tmp_path: Path, value: float) -> None:
    """They are no data of the change, and are said."""
    where = np.s_[20:24, 30:40]
    files = [str(tools.write(tmp_path / f"{n}.tif", tools.speckled(70, 90, seed=n))) for n in (1, 2)]
    names = ("despeckled1", "despeckled2", "change", "probability", "step")
    outputs = Outputs(*(str(tmp_path / f"{name}.tif") for name in names))
    report = run(
        *map(DateInput, files), outputs, RunSettings(units="linear", device="cpu", weather="keep"),
        model=broken(tools, where, value),
    )
    first, second, change, probability, step = (tools.read(tmp_path / f"{name}.tif") for name in names)
    assert (change[(0, *where)] == 255).all() and (change == 255).sum() == 40
    for image in (probability[0], step[0], step[1]):
        assert np.isnan(image[where]).all() and np.isnan(image).sum() == 40
        assert np.isfinite(image[~np.isnan(image)]).all()
    assert np.isfinite(first).all() and np.isfinite(second).all()
    assert any("no number for" in str(message) for message in report.messages)


def test_the_ratio_of_pixels_without_a_number(tools: Any, tmp_path: Path) -> None:
    where = np.s_[20:24, 30:40]
    path = tools.write(tmp_path / "in.tif", tools.speckled(70, 90))
    outputs = Outputs(ratio=str(tmp_path / "r.tif"))
    run(DateInput(str(path)), None, outputs, RunSettings(units="linear", device="cpu"), model=broken(tools, where, np.nan))
    ratio = tools.read(tmp_path / "r.tif")
    assert np.isnan(ratio[(slice(None), *where)]).all() and np.isnan(ratio).sum() == 80


@pytest.mark.parametrize("names", [("first",), ("probability",), ("first", "second", "probability")])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_model_without_any_number(tools: Any, tmp_path: Path, value: float, names: tuple[str, ...]) -> None:
    model = broken(tools, (slice(None),), value, names)
    files = [str(tools.write(tmp_path / f"{n}.tif", tools.speckled(70, 90, seed=n))) for n in (1, 2)]
    outputs = Outputs(str(tmp_path / "o.tif"), change=str(tmp_path / "c.tif"))
    with pytest.raises(ModelError, match="no number"):
        run(*map(DateInput, files), outputs, RunSettings(units="linear", device="cpu"), model=model)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1.tif", "2.tif"]
    dates = [tuple(tools.speckled(70, 90, seed=n)) for n in (1, 2)]
    with pytest.raises(ModelError, match="no number"):
        if names == ("first",):
            mtdn_core.despeckle(*dates[0], units="linear", model=model, device="cpu")
        else:
            mtdn_core.detect_changes(*dates, units="linear", model=model, device="cpu")


@pytest.mark.parametrize("backend", ["numpy", "torch"])
def test_weights_that_overflow(tools: Any, tmp_path: Path, backend: str) -> None:
    """Within the bounds of the reader, and still no network: an error, not an image that looks like the input."""
    model = mtdn_core.load_model("mtdn-compact", backend=backend)
    if backend == "numpy":
        for values in model.weights().values():
            values[...] = np.sign(values) * 1e6
    else:
        for values in model.parameters():
            values.copy_(values.sign() * 1e6)
    with np.errstate(all="ignore"), pytest.raises(ModelError, match="no number"):
        despeckled(tools, tmp_path, tools.speckled(70, 90), model)
