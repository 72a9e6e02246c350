"""--fast: half the precision where the processor has it, close to the exact answer; said in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("osgeo.gdal")

from mtdn_core.inference import predictor as compute
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from tests.listener import Listener


def answers(tools: Any, folder: Path, fast: bool) -> tuple[list[np.ndarray], list[str]]:
    pair = [str(tools.write(folder / f"{n}.tif", tools.speckled(72, 88, seed=n))) for n in (1, 2)]
    listener, paths = Listener(), {name: str(folder / f"{name}.tif") for name in ("despeckled1", "probability")}
    asked = RunSettings(device="cpu", units="linear", fast=fast)
    run(DateInput(pair[0]), DateInput(pair[1]), Outputs(**paths), asked, listener)
    return [tools.read(path) for path in paths.values()], listener.lines


def test_half_precision_is_close_and_said(tools: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exact, _ = answers(tools, tmp_path, False)
    monkeypatch.setattr(compute, "has_bfloat16", lambda device: True)
    quick, lines = answers(tools, tmp_path, True)
    ratio = np.abs(quick[0] / exact[0] - 1)
    assert 0 < ratio.mean() < 5e-3
    assert np.abs(quick[1] - exact[1]).max() < 0.1
    assert any("bfloat16" in line and "0.1 to 0.3 %" in line for line in lines)


def test_without_it_the_answer_is_exact_and_that_is_said(
    tools: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact, _ = answers(tools, tmp_path, False)
    monkeypatch.setattr(compute, "has_bfloat16", lambda device: False)
    quick, lines = answers(tools, tmp_path, True)
    assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(exact, quick))
    assert any("Fast changes nothing" in line for line in lines)
