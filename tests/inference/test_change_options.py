"""Kind of change, weather, baseline and false alarms, with the shipped model from raster to raster."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

import mtdn_core
from mtdn_core.errors import ConfigError
from mtdn_core.inference.change import for_target, step_db
from mtdn_core.inference.predictor import Observed
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings

FALL, RISE = np.s_[20:50, 20:50], np.s_[60:90, 60:90]


def dates(tools, folder: Path, count: int, edge: int = 110) -> list[str]:
    """Dates of steady ground; the last has a fall of VH and VV, and a rise of both, of 6 dB."""
    paths = []
    for number in range(count):
        image = tools.speckled(edge, edge, looks=5, seed=number)
        if number == count - 1:
            for place, factor in ((FALL, 0.25), (RISE, 4.0)):
                image[(slice(None), *place)] *= factor
        paths.append(str(tools.write(folder / f"s1_2024{number + 1:02d}01.tif", image)))
    return paths


def detect(before: str, after: str, folder: Path, baseline: list[str] | None = None, **settings):
    outputs = Outputs(change=str(folder / "c.tif"), probability=str(folder / "p.tif"), step=str(folder / "s.tif"))
    references = [DateInput(path) for path in baseline or []]
    settings = {"units": "linear", "device": "cpu", **settings}
    report = run(DateInput(before), DateInput(after), outputs, RunSettings(**settings), references=references)
    return report, report.messages


@pytest.mark.parametrize(
    ("target", "fall", "rise"), [("any", 1, 1), ("vegetation-loss", 1, 0), ("flood", 1, 0), ("built-up", 0, 1)]
)
def test_kinds_of_change(tools, tmp_path, target, fall, rise) -> None:
    one, two = dates(tools, tmp_path, 2)
    report, _ = detect(one, two, tmp_path, target=target)
    change, step = tools.read(tmp_path / "c.tif")[0], tools.read(tmp_path / "s.tif")
    inner = [change[25:45, 25:45], change[65:85, 65:85]]
    assert [round(float(part.mean())) for part in inner] == [fall, rise]
    assert step[:, 25:45, 25:45].mean() == pytest.approx(-6, abs=0.7) and step.shape[0] == 2
    assert step[:, 65:85, 65:85].mean() == pytest.approx(6, abs=0.7)
    arrays = [tuple(tools.read(path)) for path in (one, two)]
    whole = mtdn_core.detect_changes(*arrays, units="linear", target=target, device="cpu")
    assert np.allclose(whole, tools.read(tmp_path / "p.tif")[0], atol=1e-4)
    assert report.changed_pixels == (change == 1).sum()


def test_target_turns_with_the_order_of_the_dates() -> None:
    random = np.random.default_rng(1)
    one, two = (random.gamma(5, 0.02, (2, 30, 30)).astype(np.float32) for _ in "12")
    valid = np.ones((30, 30), bool)
    step = step_db(one, two, valid)
    assert np.allclose(step, -step_db(two, one, valid), atol=1e-5)
    probability = np.full((30, 30), 0.5, np.float32)
    dates = Observed(one, valid), Observed(two, valid)
    assert np.allclose(
        for_target(probability, *dates, "flood"), for_target(probability, *dates[::-1], "built-up"), atol=1e-5
    )


def test_a_shift_of_the_whole_scene_is_weather(tools, tmp_path) -> None:
    one, two = dates(tools, tmp_path, 2)
    wet = tools.read(two)
    wet *= np.array([4.0, 2.5], np.float32)[:, None, None]
    wet_path = str(tools.write(tmp_path / "wet_20240301.tif", wet))
    detect(one, two, tmp_path)
    dry = tools.read(tmp_path / "p.tif")
    report, lines = detect(one, wet_path, tmp_path)
    assert np.allclose(tools.read(tmp_path / "p.tif"), dry, atol=1e-3)
    assert any(re.search(r"differs by \+[56]\.\d dB in VV and \+[34]\.\d dB in VH \(taken out\)", line) for line in lines)
    kept, lines = detect(one, wet_path, tmp_path, weather="keep")
    assert kept.changed_pixels > 3 * report.changed_pixels and any("left in" in line for line in lines)


def test_weather_is_put_back_into_the_despeckled_date(tools, tmp_path) -> None:
    one, two = dates(tools, tmp_path, 2)
    wet = str(tools.write(tmp_path / "wet.tif", tools.read(two) * np.float32(3)))
    out = tmp_path / "after.tif"
    run(DateInput(one), DateInput(wet), Outputs(despeckled2=str(out), change=str(tmp_path / "c.tif")),
        RunSettings(units="linear", device="cpu"))
    assert tools.read(out).mean() == pytest.approx(tools.read(wet).mean(), rel=0.01)


def test_a_baseline_finds_more(tools, tmp_path) -> None:
    *earlier, before, after = dates(tools, tmp_path, 8)
    truth = np.zeros((110, 110), bool)
    truth[FALL] = truth[RISE] = True
    weak = tools.read(after)
    weak[:, FALL[0], FALL[1]] *= 2.8  # steps of 1.5 dB
    weak[:, RISE[0], RISE[1]] /= 2.8
    after = str(tools.write(tmp_path / "weak_20240801.tif", weak))
    margin = []
    for baseline in ([], earlier):
        _, lines = detect(before, after, tmp_path, baseline)
        probability = tools.read(tmp_path / "p.tif")[0]
        margin.append(probability[truth].mean() - probability[~truth].mean())
    assert margin[1] > margin[0] + 0.1
    assert any("Baseline: 6 of 6 dates" in line for line in lines)


def test_later_and_foreign_dates_are_left_out_of_the_baseline(tools, tmp_path) -> None:
    one, two, later = dates(tools, tmp_path, 3)
    foreign = str(tools.write(tmp_path / "s1_20231201.tif", tools.speckled(60, 60)))
    _, lines = detect(one, two, tmp_path, [later, foreign, one])
    said = "\n".join(lines)
    assert "is not earlier than the second date" in said and "lies on another grid" in said and "is the date itself" in said
    assert "Baseline: 0 of 3 dates" in said, said


def test_copies_of_an_image_are_left_out(tools, tmp_path) -> None:
    """A copy under another name, of the date itself or of another reference, tells nothing new."""
    one, other = dates(tools, tmp_path, 2)
    copies = [shutil.copy(path, tmp_path / f"copy{number}.tif") for number, path in enumerate((one, other))]
    counts = []
    for references in ([other], [copies[0], other, copies[1]]):
        output = Outputs(despeckled1=str(tmp_path / f"{len(references)}.tif"))
        given = [DateInput(str(path)) for path in references]
        report = run(DateInput(one), None, output, RunSettings(units="linear"), references=given)
        counts.append(sum("the same image" in line for line in report.messages))
    assert counts == [0, 2]
    assert (tools.read(tmp_path / "1.tif") == tools.read(tmp_path / "3.tif")).all()


def test_other_products_of_the_date_itself_are_no_reference(tools, tmp_path) -> None:
    """Calibrated otherwise, or half a mosaic: the same speckle, which a reference would confirm."""
    one, other = dates(tools, tmp_path, 2, edge=128)
    image, mosaic = tools.read(one), tools.read(one)
    mosaic[:, :, :40] = tools.read(other)[:, :, :40]
    calibrated = image * 10 ** (np.arange(128, dtype=np.float32) / 500)
    copies = [tools.write(tmp_path / f"copy{n}.tif", values) for n, values in enumerate((calibrated, mosaic))]
    output = Outputs(despeckled1=str(tmp_path / "out.tif"))
    for references in ([other], [copies[0], other, copies[1]]):
        given = [DateInput(str(path)) for path in references]
        report = run(DateInput(one), None, output, RunSettings(units="linear"), references=given)
        result = tools.read(tmp_path / "out.tif")
        if len(references) == 1:
            alone = result
    assert sum("left out, it shares its speckle with" in line for line in report.messages) == 2, report.messages
    assert np.array_equal(result, alone)


def test_products_of_one_acquisition_count_once(tools, tmp_path) -> None:
    """Two frames of one pass, which share no pixel, are two."""
    one, other, before, after = dates(tools, tmp_path, 4, edge=128)
    twin = tools.read(other) * 10 ** (np.arange(128, dtype=np.float32) / 500)
    day = Path(other).stem.partition("_")[2]
    twin = str(tools.write(tmp_path / f"sigma0_{day}.tif", twin))
    _, said = detect(before, after, tmp_path, [one, other, twin])
    assert any(f"'sigma0_{day}.tif' is left out, it is another product of the acquisition of" in line for line in said), said
    left, right = tools.read(other), tools.read(other)
    left[..., 60:], right[..., :60] = np.nan, np.nan
    frames = [str(tools.write(tmp_path / f"{name}_{day}.tif", v)) for name, v in (("frame1", left), ("frame2", right))]
    _, said = detect(before, after, tmp_path, [one, *frames])
    assert any("Baseline: 3 of 3 dates" in line for line in said), said


def test_the_order_of_a_baseline_does_not_matter(tools, tmp_path) -> None:
    """The latest dates set the threshold of false alarms, and sums of numbers keep their order."""
    *earlier, before, after = dates(tools, tmp_path, 9)
    found = []
    for baseline in (earlier, earlier[::-1]):
        report, _ = detect(before, after, tmp_path, baseline, false_alarms=0.001)
        found.append((report.threshold, *(tools.read(tmp_path / name).tobytes() for name in ("c.tif", "p.tif", "s.tif"))))
    assert found[0] == found[1]


def test_weather_of_a_divided_scene(tools, tmp_path) -> None:
    """Of the larger part the offset is exact, and it is said that the other part did not move with it."""
    one, two = tools.speckled(128, 128, looks=5, seed=1), tools.speckled(128, 128, looks=5, seed=2) * 10**0.3
    one, other = tools.write(tmp_path / "s1_20240101.tif", one), tools.write(tmp_path / "s1_20240301.tif", two)
    two[:, :, :56] *= 10**-0.6
    two = tools.write(tmp_path / "s1_20240201.tif", two)
    _, said = detect(str(one), str(two), tmp_path)
    found = re.search(r"differs by (.*) dB in VV and (.*) dB in VH \(taken out\)", "\n".join(said))
    assert [float(text) for text in found.groups()] == pytest.approx([3, 3], abs=0.15)
    assert any("4% of the scene have not moved with the rest" in line for line in said), said
    step, change = tools.read(tmp_path / "s.tif"), tools.read(tmp_path / "c.tif")[0]
    assert step[:, :, 70:].mean() == pytest.approx(0, abs=0.15) and step[:, :, :50].mean() == pytest.approx(-6, abs=0.3)
    assert change[:, :50].mean() > 0.95 and change[:, 70:].mean() < 0.01
    assert not any("not moved with the rest" in line for line in detect(str(one), str(other), tmp_path)[1])


def test_a_tenth_that_has_not_moved_with_the_rest_is_said(tools, tmp_path) -> None:
    """By less than 3 dB, too: what changed may be nine tenths of the scene."""
    one, two = tools.speckled(128, 128, looks=5, seed=1), tools.speckled(128, 128, looks=5, seed=2) * 10**0.22
    two[:, :, :13] *= 10**-0.22
    one, two = (str(tools.write(tmp_path / f"s1_20240{n}01.tif", v)) for n, v in ((1, one), (2, two)))
    _, said = detect(one, two, tmp_path)
    assert any("of the scene have not moved with the rest" in line for line in said), said


def test_weather_of_too_small_a_scene_is_not_measured(tools, tmp_path) -> None:
    one, two = dates(tools, tmp_path, 2, edge=30)
    _, said = detect(one, two, tmp_path)
    assert any("Weather: not measured" in line for line in said) and not any("0% of the scene" in line for line in said), said


def test_a_hole_of_the_first_date_is_filled_by_its_baseline(tools, tmp_path) -> None:
    *earlier, before, after = dates(tools, tmp_path, 6)
    image = tools.read(before)
    image[:, 20:50, 20:50] = np.nan  # where a fall is
    before = str(tools.write(tmp_path / "holed_20240501.tif", image))
    detect(before, after, tmp_path, earlier)
    change, step = tools.read(tmp_path / "c.tif")[0, 20:50, 20:50], tools.read(tmp_path / "s.tif")[:, 20:50, 20:50]
    assert (change[2:-2, 2:-2] == 1).mean() > 0.95 and step.mean() == pytest.approx(-6, abs=0.5)
    detect(before, after, tmp_path)
    assert (tools.read(tmp_path / "c.tif")[0, 20:50, 20:50] == 255).all()


def test_false_alarms(tools, tmp_path) -> None:
    *earlier, before, after = dates(tools, tmp_path, 7)
    report, lines = detect(before, after, tmp_path, earlier, false_alarms=0.01)
    assert 0.5 <= report.threshold < 1 and any("False alarms: a threshold of" in line for line in lines)
    report, lines = detect(before, after, tmp_path, false_alarms=0.01)
    assert any("without a baseline, from the model's card" in line for line in lines)
    tables = json.loads((Path(mtdn_core.__file__).parent / "weights" / "mtdn-compact.json").read_text("utf-8"))["figures"]
    for target, table in tables["false_alarm_thresholds"].items():
        assert detect(before, after, tmp_path, false_alarms=0.01, target=target)[0].threshold == table["0.01"]
    rarest = tables["false_alarm_thresholds"]["any"]["0.001"]
    beyond = ((0.2, 0.5, "a threshold of 0.5 (never below 0.5) marks 1."), (0.0001, rarest, "marks 0.10% of its training"))
    for share, threshold, said in beyond:  # what the card knows
        report, lines = detect(before, after, tmp_path, false_alarms=share)
        assert report.threshold == threshold and any(said in line for line in lines), lines
    with pytest.raises(ConfigError, match="one of the two"):
        detect(before, after, tmp_path, false_alarms=0.01, threshold=0.7)
    with pytest.raises(ConfigError, match="despeckled dates are asked for"):
        run(DateInput(before), DateInput(after), Outputs(despeckled1=str(tmp_path / "d.tif"), change=str(tmp_path / "e.tif")),
            RunSettings(units="linear"), references=[DateInput(earlier[0])])


def test_half_a_scene_is_no_weather(tools, tmp_path) -> None:
    one, two = dates(tools, tmp_path, 2)
    flooded = tools.read(two)
    flooded[:, :, 45:] *= 0.1
    path = str(tools.write(tmp_path / "flooded.tif", flooded))
    report, lines = detect(one, path, tmp_path)
    assert any("no common offset" in line for line in lines)
    assert (tools.read(tmp_path / "c.tif")[0][:, 60:] == 1).mean() > 0.9 and report.changed_pixels < 0.75 * 110 * 110


def test_each_date_is_read_once_for_the_checks_and_once_per_tile(tools, tmp_path, monkeypatch) -> None:
    from mtdn_core.raster.read import DateRaster

    *earlier, before, after = dates(tools, tmp_path, 4)
    counts: dict[str, int] = {}
    read = DateRaster.read

    def counted(self, window):
        counts[self.name] = counts.get(self.name, 0) + 1
        return read(self, window)

    monkeypatch.setattr(DateRaster, "read", counted)
    detect(before, after, tmp_path, earlier, tile=512)
    # the sample, the fingerprint of the content, the only tile
    assert counts == {Path(path).name: 3 for path in (*earlier, before, after)}


def test_what_is_wrong_with_a_further_date_is_said(tools, tmp_path, local_model) -> None:
    images = [tools.speckled(40, 50, seed=seed) for seed in range(3)]
    paths = [str(tmp_path / f"s1_2024010{day}.tif") for day in (1, 2, 3)]
    for path, image in zip(paths, (images[0], images[1][::-1], images[2])):
        tools.write(path, image)
    settings = RunSettings(units="linear", device="cpu")
    outputs = Outputs(change=str(tmp_path / "change.tif"))
    report = run(DateInput(paths[0]), DateInput(paths[2]), outputs, settings, references=[DateInput(paths[1])])
    assert any(line.startswith("Warning: s1_20240102.tif: VH") and "look exchanged" in line for line in report.messages)
