"""The published network on whole scenes: tiles of its own size, blended, whatever windows the engine reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
from mtdn_core.errors import ModelError  # noqa: E402
from mtdn_core.inference.tiles import TilePlan  # noqa: E402
from mtdn_core.model.interface import Observation, Wanted  # noqa: E402
from mtdn_core.model.load import load_model  # noqa: E402
from mtdn_core.model.published import network  # noqa: E402
from mtdn_core.model.published.checkpoint import import_checkpoint  # noqa: E402
from tests.model.golden import layout  # noqa: E402


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Any:
    torch.set_num_threads(1)
    return load_model(layout.imported(tmp_path_factory.mktemp("published")))


def observations(height: int, width: int) -> list[Observation]:
    """Two dates of speckle, VV and VH, each with a gap of its own and one in common."""
    generator = torch.Generator().manual_seed(5)
    dates = []
    for index in range(2):
        image = torch.rand(1, 2, height, width, generator=generator).log().neg() * torch.tensor([0.1, 0.02]).view(1, 2, 1, 1)
        valid = torch.ones(1, 1, height, width, dtype=torch.bool)
        valid[..., 80 + 3 * index : 90, :] = False
        valid[..., 160:178, 10:35] = False
        dates.append(Observation(image, valid))
    return dates


def test_tiles_are_the_same_in_every_window() -> None:
    for length in range(1, 520):
        whole = network._tiles(length)
        assert whole[0][0] == 0 and whole[-1][1] == length
        assert all(a < b and c <= b - network.OVERLAP for (a, b), (c, _) in zip(whole, whole[1:]))
        assert length < network.TILE or all(b - a >= network.STEP for a, b in whole)
        for edge in (84, 252):
            for tile in TilePlan(length, 1, edge, network.PublishedNetwork.halo, network.PublishedNetwork.align):
                start, size = tile.window[0], tile.window[2]
                begin, end = tile.core[0], tile.core[0] + tile.core[2]
                there = [(start + a, start + b) for a, b in network._tiles(size)]
                assert [t for t in there if t[0] < end and t[1] > begin] == [t for t in whole if t[0] < end and t[1] > begin]


def test_windows_have_the_answer_of_the_scene(model: Any) -> None:
    height, width = 270, 44  # 18 rows after three steps: the last tile is moved back
    dates = observations(height, width)
    with torch.inference_mode():
        whole = model.estimate(*dates)
        for tile in TilePlan(width, height, 84, model.halo, model.align):
            column, row, columns, rows = tile.window
            place = (..., slice(row, row + rows), slice(column, column + columns))
            found = model.estimate(*(Observation(date.image[place], date.valid[place]) for date in dates))
            core = (..., slice(tile.core[1], tile.core[1] + tile.core[3]), slice(None))
            for got, wanted in zip(found, whole):
                error = (got[(..., *tile.crop)] - wanted[core]).abs().max() / wanted.abs().max()
                assert error < 1e-5, f"{tile}: {float(error):.1e}"


def test_tiles_are_blended_linearly(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([0.0, 1.0])
    monkeypatch.setattr(model, "_answer", lambda dates, *_: torch.full((1, 1, *dates[0].image.shape[-2:]), next(answers)))
    monkeypatch.setattr(network, "_physical", lambda image, _: image)
    dates = [Observation(torch.rand(1, 2, 184, 30), torch.ones(1, 1, 184, 30, dtype=torch.bool))] * 2
    found = model.estimate(*dates, wanted=Wanted(False, False, True)).probability[0, 0]
    ramp = (torch.arange(network.OVERLAP) + 0.5) / network.OVERLAP
    wanted = torch.cat([torch.zeros(84), ramp, torch.ones(84)])
    assert torch.allclose(found, wanted[:, None].expand(-1, 30), atol=1e-6)


def test_exchanging_the_dates_exchanges_the_images(model: Any) -> None:
    first, second = observations(200, 44)
    with torch.inference_mode():
        forwards, backwards = model.estimate(first, second), model.estimate(second, first)
    assert torch.equal(forwards.first, backwards.second) and torch.equal(forwards.second, backwards.first)
    assert torch.equal(forwards.probability, backwards.probability)


@pytest.mark.parametrize("wanted", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (0, 1, 1)])
def test_only_what_is_wanted_is_computed(model: Any, wanted: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    dates = observations(100, 44)
    calls: dict[str, int] = {"net1": 0, "cd_net": 0}
    with torch.inference_mode():
        whole = model.estimate(*dates)
        for name in calls:
            part = getattr(model, name)
            monkeypatch.setattr(part, "forward", lambda *x, n=name, f=part.forward: (calls.update({n: calls[n] + 1}), f(*x))[1])
        found = model.estimate(*dates, wanted=Wanted(*map(bool, wanted)))
    for asked, got, all_of_it in zip(wanted, found, whole):
        assert torch.equal(got, all_of_it) if asked else got is None
    assert calls == {"net1": wanted[0] + wanted[1], "cd_net": 2 if wanted[2] else 1}


def test_one_date_alone(model: Any) -> None:
    first = observations(100, 44)[0]
    assert model.estimate(first, wanted=Wanted(False, True, True)) == (None, None, None)
    with torch.inference_mode():
        found = model.estimate(first)
    assert found.first.shape == first.image.shape and found.second is None and found.probability is None


def test_the_card_and_the_log_say_how_far_the_tile_decides(model: Any) -> None:
    measured = model.card.figures["tile_dependence"]
    assert 0.001 < measured["despeckled_rms"] < 1 and 0 < measured["classes"] < 0.5
    assert measured["text"] in model.notes[0] and any(measured["text"] in limit for limit in model.card.limits)


def test_weights_without_an_answer_are_not_imported(tmp_path: Path) -> None:
    content = layout.checkpoint(2)
    content["cd_net"]["resnet.bn1.running_var"] = -torch.ones_like(content["cd_net"]["resnet.bn1.running_var"])
    torch.save(content, tmp_path / "in.pth")
    with pytest.raises(ModelError, match="not a number"):
        import_checkpoint(tmp_path / "in.pth", tmp_path / "out.safetensors")
    assert [p.name for p in tmp_path.iterdir()] == ["in.pth"]
