"""The order of the dates decides nothing: exchanged, they give the same map, the step with its sign turned, the same images."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

import mtdn_core
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.model.card import ModelCard

NAMES = ("despeckled1", "despeckled2", "change", "probability", "step")
MODELS = ("mtdn-compact", "mtdn-wide", "mtdn-published")


def loaded(name: str) -> Any:
    """The shipped model; of the published network, whose weights do not ship, one with random weights."""
    if name != "mtdn-published":
        return mtdn_core.load_model(name)
    import torch

    from mtdn_core.model.published.network import PublishedNetwork

    torch.manual_seed(0)
    model = PublishedNetwork().eval().requires_grad_(False)
    model.card = ModelCard("published", name, "00")
    return model


@pytest.fixture
def pair(tools: Any, tmp_path: Path) -> tuple[str, str]:
    """Two dates of which the second is 4 dB brighter as a whole, has an area of change, and other gaps."""
    one, two = tools.speckled(90, 100, seed=1), tools.speckled(90, 100, seed=2) * np.float32(2.5)
    two[:, 20:50, 50:80] *= 8
    one[:, :20, :30], two[:, 60:, 70:] = np.nan, np.nan
    return str(tools.write(tmp_path / "one.tif", one)), str(tools.write(tmp_path / "two.tif", two))


@pytest.mark.parametrize("weather", ["remove", "keep"])
@pytest.mark.parametrize("name", MODELS)
def test_exchanged_dates(tools: Any, tmp_path: Path, pair: tuple[str, str], name: str, weather: str) -> None:
    model, found = loaded(name), []
    for number, (before, after) in enumerate((pair, pair[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        settings = RunSettings(units="linear", device="cpu", strength=0.5, weather=weather)
        outputs = Outputs(*(str(folder / f"{n}.tif") for n in NAMES))
        report = run(DateInput(before), DateInput(after), outputs, settings, model=model)
        assert any("taken out" in m if weather == "remove" else "left in" in m for m in map(str, report.messages))
        found.append([tools.read(folder / f"{n}.tif") for n in NAMES])
    forth, back = found
    assert np.array_equal(forth[2], back[2])
    assert {0, 1, 255} >= set(np.unique(forth[2])) > {255}
    for one, two in ((forth[0], back[1]), (forth[1], back[0])):
        assert np.array_equal(np.isnan(one), np.isnan(two))
        assert np.nanmax(np.abs(one / two - 1)) < 1e-4
    assert np.nanmax(np.abs(forth[3] - back[3])) < 1e-4
    assert np.nanmax(np.abs(forth[4] + back[4])) < 1e-3  # dB


@pytest.mark.parametrize("name", MODELS)
def test_exchanged_arrays(tools: Any, name: str) -> None:
    one, two = tools.speckled(60, 70, seed=1), tools.speckled(60, 70, seed=2) * np.float32(2.5)
    two[:, 20:50, 40:60] *= 8
    one[:, :20, :30], two[:, 40:, 50:] = np.nan, np.nan
    model = loaded(name)
    dates = [tuple(one), tuple(two)]
    forth, back = (
        mtdn_core.detect_changes(*pair, units="linear", model=model, device="cpu") for pair in (dates, dates[::-1])
    )
    assert np.array_equal(np.isnan(forth), np.isnan(back)) and np.nanmax(np.abs(forth - back)) < 1e-4
