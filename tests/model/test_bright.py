"""Bright targets and power: what the compact network's preparation and postprocessing hold, whatever was trained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from mtdn_core.model import backend_torch, features, postprocess  # noqa: E402
from mtdn_core.model.load import load_model  # noqa: E402
from tests.model.scenes import FIRST, STRENGTHS, run, seen, speckled  # noqa: E402


@pytest.fixture(scope="module")
def model() -> Any:
    torch.set_num_threads(1)
    return load_model("mtdn-compact", backend="torch")


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("decibels", [20, 30, 40, 60])
def test_a_strong_point_disturbs_nothing_beyond_six_pixels(model: Any, strength: float, decibels: int) -> None:
    one, two = speckled(97, 97, looks=4), speckled(97, 97, 1, looks=4)
    distance = np.maximum(*abs(np.mgrid[:97, :97] - 48))
    bright = one.copy()
    bright[:, 48, 48] = 10 ** (decibels / 10) * np.array([1, 0.2])
    for second in (None, two):
        before = run(model, one, second, wanted=FIRST, strength=strength).first.numpy()
        after = run(model, bright, second, wanted=FIRST, strength=strength).first.numpy()
        assert np.abs(after / before - 1)[..., distance > 6].max() < 0.05
        assert after[0, 0, 48, 48] == pytest.approx(bright[0, 48, 48], rel=1e-4)


@pytest.mark.parametrize(("height", "width"), [(3, 3), (5, 5), (9, 9), (3, 16), (2, 30)])
@pytest.mark.parametrize("decibels", [20, 40, 60])
def test_a_bright_target_hardly_disturbs_its_surroundings(model: Any, height: int, width: int, decibels: int) -> None:
    one, two = speckled(113, 113, looks=4), speckled(113, 113, 1, looks=4)
    rows, columns = slice(56, 56 + height), slice(56 - width // 2, 56 - width // 2 + width)
    row, column = np.mgrid[:113, :113]
    below, right = (np.maximum(cut.start - at, at - cut.stop + 1) for cut, at in ((rows, row), (columns, column)))
    distance = np.maximum(below, right)
    bright = one.copy()
    bright[:, rows, columns] = 10 ** (decibels / 10) * np.array([1, 0.2])[:, None, None]
    for second in (None, two):
        for strength in (0.0, 1.0):
            before = run(model, one, second, wanted=FIRST, strength=strength).first.numpy()
            after = run(model, bright, second, wanted=FIRST, strength=strength).first.numpy()
            step = np.abs(after / before - 1).max((0, 1))
            assert step[distance > 6].max() < 0.16 and step[distance > 18].max() < 0.08
            assert np.mean(step[(distance > 6) & (distance < 25)] > 0.05) < 0.02


def test_a_bright_field_does_not_leak_into_dark_ground(model: Any) -> None:
    image = speckled(128, 128, looks=4)
    dark = image.copy()
    image[:, 50:80, 50:80] *= 1e6
    for strength in (0.0, 1.0):
        found = run(model, image, strength=strength).first.numpy()[0]
        plain = run(model, dark, strength=strength).first.numpy()[0]
        distance = np.maximum(*np.maximum(50 - np.mgrid[:128, :128], np.mgrid[:128, :128] - 79))
        assert (found / plain)[:, distance > 6].max() < 8


def test_smoothing_moves_no_power() -> None:
    own = features.prepare(backend_torch, seen(speckled(64, 64)), 1.0, 4)
    strengths = torch.full((1, 1, 64, 64), postprocess.STRONGEST)
    strengths[..., 30:] = 0.5
    image = own.image.clone()
    image[..., 30:] *= 10
    smooth = postprocess.smooth_homogeneous(backend_torch, image, own, strengths, None)
    assert float((smooth.sum((2, 3)) / image.sum((2, 3)) - 1).abs().max()) < 1e-5
    assert float(smooth[..., 8:22, 8:22].var() / image[..., 8:22, 8:22].var()) < 0.9


@pytest.mark.parametrize("strength", STRENGTHS)
def test_point_targets_keep_their_power(model: Any, strength: float) -> None:
    one, two = speckled(96, 96, 2), speckled(96, 96, 3)
    for image in (one, two):
        image[:, 24::24, 24::24] = 12 * np.array([1, 0.2])[:, None, None]
    for second in (None, two):
        found = run(model, one, second, wanted=FIRST, strength=strength).first.numpy()[0, 0, 24::24, 24::24]
        assert np.abs(10 * np.log10(found / 12)).max() < 0.5


@pytest.mark.parametrize("strength", STRENGTHS)
def test_power_is_kept(model: Any, strength: float) -> None:
    image = speckled(200, 200)
    image[:, :, 100:] *= 5
    image[:, 60:90] *= 0.2
    found = run(model, image, strength=strength).first.numpy()[0]
    assert np.abs(found.sum((1, 2)) / image.sum((1, 2)) - 1).max() < 0.01
    blocks = [a.reshape(2, 10, 20, 10, 20).mean((2, 4)) for a in (found, image)]
    deviation = np.abs(blocks[0] / blocks[1] - 1)
    assert np.median(deviation) < 0.01 and np.percentile(deviation, 95) < 0.03


@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_power_of_a_flooded_plain_is_kept(model: Any, shared: Path, strength: float) -> None:
    gdal = pytest.importorskip("osgeo.gdal")
    found = list((shared / "data/test/sen1floods11_sample").glob("*S1Hand.tif"))
    if not found:
        pytest.skip("the sample of Sen1Floods11 is not there")
    image = (10 ** (gdal.Open(str(found[0])).ReadAsArray() / 10))[:, 7:507, 11:511]
    estimate = run(model, image, strength=strength).first.numpy()[0]
    blocks = [a.reshape(2, 25, 20, 25, 20).mean((2, 4)) for a in (estimate, image)]
    deviation = np.abs(blocks[0] / blocks[1] - 1)
    assert np.median(deviation) < 0.01 and np.percentile(deviation, 95) < 0.034
