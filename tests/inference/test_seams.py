"""The published network gives a scene the same answer at any tile size, from a sample that tiles do not change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from tests.pairs import estimate_pair  # noqa: E402

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import Cancelled  # noqa: E402
from mtdn_core.inference import statistics  # noqa: E402
from mtdn_core.inference.run import run  # noqa: E402
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings  # noqa: E402
from tests.listener import Listener  # noqa: E402
from tests.model.golden import layout  # noqa: E402

NAMES = ("despeckled1", "despeckled2", "probability")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from mtdn_core.model.load import load_model
    from mtdn_core.model.published.checkpoint import import_checkpoint

    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("seams")
    torch.save(layout.checkpoint(2), folder / "golden.pth")
    import_checkpoint(folder / "golden.pth", folder / "golden.safetensors")
    return load_model(folder / "golden.safetensors")


def scene(tools: Any, folder: Path, height: int, width: int) -> tuple[str, str]:
    """Two dates with a change, and where there is room a hole in the first."""
    dates = [20 * tools.speckled(height, width, seed=n) for n in (1, 2)]
    dates[1][:, height // 3 : height // 2] *= 4
    if height > 40:
        dates[0][:, 20:40, width // 2 :] = np.nan
    return tuple(str(tools.write(folder / f"{n}.tif", d, nodata=np.nan)) for n, d in enumerate(dates))  # type: ignore


def answers(tools: Any, pair: tuple[str, ...], folder: Path, model: Any, listener: Any = None, **settings: Any) -> Any:
    folder.mkdir(exist_ok=True)
    paths = {name: str(folder / f"{name}.tif") for name in NAMES}
    asked = RunSettings(device="cpu", units="linear", **settings)
    run(DateInput(pair[0]), DateInput(pair[1]), Outputs(**paths), asked, listener, model=model)
    return [tools.read(path) for path in paths.values()]


def differences(found: Any, wanted: Any) -> list[float]:
    """Relative RMS of each output."""
    for one, other in zip(found, wanted):
        assert (np.isnan(one) == np.isnan(other)).all()
    return [float(np.sqrt(np.nanmean((a - b) ** 2) / max(np.nanmean(b**2), 1e-12))) for a, b in zip(found, wanted)]


@pytest.mark.parametrize(("height", "width"), [(1, 1), (7, 7), (65, 129)])
def test_small_scenes(tools, tmp_path, model, height, width) -> None:
    pair = scene(tools, tmp_path, height, width)
    whole = answers(tools, pair, tmp_path / "whole", model, tile=2048)
    assert all(np.isfinite(image).any() for image in whole)
    assert max(differences(answers(tools, pair, tmp_path / "tiled", model, tile=64), whole)) < 1e-4


def test_a_scene_larger_than_its_sample(tools, tmp_path, model, monkeypatch) -> None:
    """Cores whose context ends in the scene on each side, a hole, odd sizes; the sample is two blocks."""
    pair = scene(tools, tmp_path, 349, 189)
    monkeypatch.setattr(statistics.sample_blocks, "__kwdefaults__", {"whole": 1000, "least": 30000, "most": 33000})
    listener = Listener()
    whole = answers(tools, pair, tmp_path / "whole", model, listener, tile=2048)
    assert any("Scene statistics: from 2 blocks" in line for line in listener.lines)
    assert max(differences(answers(tools, pair, tmp_path / "tiled", model, tile=176), whole)) < 1e-4
    # the test can fail: the quick way is close, but not the same
    quick = differences(answers(tools, pair, tmp_path / "quick", model, tile=176, fast=True), whole)
    assert 1e-6 < max(quick) < 0.3


def test_going_on_gives_the_same_bytes(tools, tmp_path, model) -> None:
    pair = scene(tools, tmp_path, 60, 100)
    answers(tools, pair, tmp_path / "plain", model, tile=32)
    with pytest.raises(Cancelled):
        answers(tools, pair, tmp_path / "out", model, Listener(3), tile=32, resume=True)
    answers(tools, pair, tmp_path / "out", model, tile=32, resume=True)
    assert tools.state(tmp_path / "out") == tools.state(tmp_path / "plain")


def test_statistics_of_all_of_a_tile_are_its_own(model) -> None:
    """A tile of 4 modulo 8 without gaps has no padding: shared statistics change nothing."""
    from mtdn_core.model.published.statistics import SampleBlock

    torch.manual_seed(0)
    one, two = torch.rand(2, 1, 4, 60, 44)
    valid = torch.ones(1, 1, 60, 44, dtype=torch.bool)
    with torch.inference_mode():
        block = SampleBlock((one, two), (valid, valid), (slice(0, 60), slice(0, 44)))
        shared = model.scene_statistics([block], has_c12=False)
        alone = estimate_pair(model, one, two, valid, valid, has_c12=False)
        again = estimate_pair(model, one, two, valid, valid, has_c12=False, statistics=shared)
    for a, b in zip(again, alone):
        assert (a - b).square().mean().sqrt() < 1e-5 * b.square().mean().sqrt()


def test_what_was_not_measured_does_not_count(model) -> None:
    from mtdn_core.model.published.statistics import MeanOfChannels, TokenSum

    torch.manual_seed(0)
    image, maps, measured = torch.rand(1, 64, 6, 5), torch.rand(1, 4, 6, 5), torch.rand(1, 1, 6, 5) > 0.4
    mean, again = MeanOfChannels(), MeanOfChannels()
    mean.add(image, measured)
    again.add(image[:, :, :3], measured[:, :, :3])
    again.add(image[:, :, 3:] * 1, measured[:, :, 3:])
    known = image[..., measured[0, 0]].mean(2)
    assert torch.allclose(mean.result(torch.float32).flatten(1), known)
    assert torch.allclose(again.result(torch.float32).flatten(1), known)
    tokens, parts = TokenSum(), TokenSum()
    tokens.add(image[:, :32], maps, measured)
    for rows in (slice(0, 2), slice(2, 6)):
        parts.add(image[:, :32, rows], maps[:, :, rows], measured[:, :, rows])
    weights = maps[..., measured[0, 0]].softmax(-1)
    wanted = weights @ image[:, :32][..., measured[0, 0]].transpose(1, 2)
    for found in (tokens, parts):
        assert torch.allclose(found.result(torch.float32), wanted, atol=1e-6)


@pytest.mark.parametrize(("width", "height"), [(513, 513), (25000, 17000), (100000, 9), (2048, 2048)])
def test_the_sample_is_spread_and_bounded(width, height) -> None:
    blocks = statistics.sample_blocks(width, height, 64, 8)
    assert len({block.core for block in blocks}) == len(blocks)
    pixels = sum(block.core[2] * block.core[3] for block in blocks)
    assert pixels <= 1.5 * statistics.MOST
    assert {block.core[0] % 8 for block in blocks} | {block.core[1] % 8 for block in blocks} == {0}
    middle = np.mean([block.core[0] + block.core[2] / 2 for block in blocks])
    assert abs(middle / width - 0.5) < 0.1


def test_a_small_scene_is_its_own_sample() -> None:
    (block,) = statistics.sample_blocks(512, 500, 64, 8)
    assert block.core == block.read == (0, 0, 512, 500)
