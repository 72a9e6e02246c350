"""The evaluate command and its parts; parts that need test data skip with the reason."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

pytest.importorskip("torchmetrics")
pytest.importorskip("skimage")

from mtdn_core.errors import InputError
from mtdn_core.evaluation import data, injected, measure, myanmar, neighbours, pictures, report, run, simulated
from mtdn_core.evaluation.baselines import make_filter
from mtdn_core.evaluation.folder import FolderMethod
from mtdn_core.evaluation.methods import FilterMethod, RatioMethod
from mtdn_core.evaluation.patches import evaluate_folder, load_pairs, save_pairs


def gamma_pair(seed: int, looks: int = 5, size: int = 64) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    power = np.ones((size, size))
    power[:, size // 2 :] = 4
    dates = [power * rng.gamma(looks, 1 / looks, (2, size, size)) for _ in range(2)]
    zero = np.zeros((size, size))
    return tuple(np.stack([d[0], zero, zero, 0.2 * d[1]]) for d in dates)  # type: ignore[return-value]


def scene(seed: int) -> SimpleNamespace:
    first, second = gamma_pair(seed)
    truth = np.ones_like(first)
    truth[:, :, 32:] = 4
    truth *= np.array([1, 0, 0, 0.2])[:, None, None]
    change = np.zeros((64, 64), bool)
    change[20:40, 10:30] = True
    second[:, change] *= 6
    return SimpleNamespace(name=f"scene {seed}", noisy1=first, noisy2=second, truth1=truth, truth2=truth, change=change,
                           looks=5, correlation=0.0, has_c12=False)


def nothing() -> data.TestData:
    return data.TestData(None, None, None, None, None, ())


def test_injected_change_is_repeatable_and_of_the_stated_size() -> None:
    _, second = gamma_pair(0, size=100)
    changed, truth = injected.inject(second, 7)
    again, same = injected.inject(second, 7)
    assert np.array_equal(changed, again) and np.array_equal(truth, same)
    assert 0.05 < truth.mean() < 0.07
    steps = 10 * np.log10(changed[0] / second[0])
    assert {round(abs(float(s)), 1) for s in steps[truth]} <= {2.0, 3.0, 4.5, 6.0} and not steps[~truth].any()
    assert not np.array_equal(injected.inject(second, 8)[1], truth)


def test_averaging_finds_injected_change_better_than_nothing() -> None:
    pairs = [gamma_pair(i) for i in range(3)]
    plain = injected.evaluate_injected(pairs, RatioMethod(1))
    averaged = injected.evaluate_injected(pairs, RatioMethod(5))
    assert averaged["auc"] > plain["auc"] + 0.05 and averaged["best_f1"] > plain["best_f1"]


def test_disturbances_count_within_eighty_days() -> None:
    points = myanmar.Points(np.arange(5), np.zeros(5, int),
                            (date(2016, 3, 1), date(2015, 12, 1), None, None, date(2016, 4, 1)))
    score = np.array([[5.0], [9.0], [1.0], [2.0], [9.0]])
    assert myanmar.pair_auc(score, points, "20150305", "20160323") == (1.0, 1, 2)


def test_psnr_and_ssim_by_hand() -> None:
    truth = scene(1).truth1
    assert simulated.psnr_db(truth * 10**0.4, truth) == pytest.approx([20, 20])  # 4 dB off a range of 40
    assert simulated.ssim_db(truth, truth) == pytest.approx([1, 1])
    assert np.isnan(simulated.psnr_db(truth, truth, np.zeros((64, 64), bool))).all()


def test_scene_figures_tell_good_from_bad() -> None:
    means = {name: simulated.evaluate_scenes([scene(1), scene(2)], FilterMethod(name))["mean"]
             for name in ("noisy", "lee7", "constant")}
    assert means["lee7"]["psnr_one"][0] > means["noisy"]["psnr_one"][0] > means["constant"]["psnr_one"][0]
    assert means["lee7"]["auc"][0] > means["noisy"]["auc"][0] > means["constant"]["auc"][0] == 0.5
    assert "entropy" not in means["lee7"]  # no C12, no polarimetry


def test_scale_error_sees_a_method_that_depends_on_scale() -> None:
    pair = gamma_pair(1)
    assert measure.scale_error(pair, FilterMethod("lee7")) < 1e-9

    class Clipped(FilterMethod):
        def __call__(self, first: np.ndarray, second: np.ndarray, *, has_c12: bool = True):  # type: ignore[no-untyped-def]
            answer = super().__call__(np.minimum(first, 13.4), second)
            return answer

    assert measure.scale_error(pair, Clipped("lee7")) > 0.5


def test_archive_replaces_the_rasters(tmp_path: Path) -> None:
    pairs = {f"p{i}": gamma_pair(i) for i in range(2)}
    save_pairs(pairs, tmp_path / "c2_pairs.npz")
    assert np.allclose(load_pairs(tmp_path)["p1"][1], pairs["p1"][1])
    figures = evaluate_folder(tmp_path, make_filter("boxcar5"))
    assert figures["enl"][0] > 40 and figures["enl_calmest"][0] > 40
    with pytest.raises(InputError, match="no pair"):
        load_pairs(tmp_path / "absent")


def test_folder_of_rasters_is_a_method(tmp_path: Path) -> None:
    gdal = pytest.importorskip("osgeo.gdal")
    pairs = {"p1": gamma_pair(1)}
    for number, image in enumerate(pairs["p1"], 1):
        target = gdal.GetDriverByName("GTiff").Create(str(tmp_path / f"p1_T{number}.tif"), 64, 64, 2, gdal.GDT_Float32)
        for band, channel in ((1, 0), (2, 3)):
            target.GetRasterBand(band).WriteArray(image[channel])
        target = None
    answer = FolderMethod(tmp_path, pairs)(*pairs["p1"])
    assert np.allclose(answer.date1, pairs["p1"][0], rtol=1e-6)
    with pytest.raises(InputError, match="p2_T1"):
        FolderMethod(tmp_path, {"p2": pairs["p1"]})


def test_report_is_complete_and_self_contained(tmp_path: Path) -> None:
    plan = measure.Plan(nothing(), {"<pair>": gamma_pair(1)}, False, (scene(1),))
    method = FilterMethod("lee7")
    results = {method.name: measure.measure(method, plan, lambda text: None)}
    assert set(results["lee7"]) == {"despeckling", "injected", "simulated", "seconds"}
    paths = report.write(tmp_path, results, [report.show_method(method, plan)], ("a note",))
    assert [path.name for path in paths] == ["table.md", "results.json", "report.html"]
    assert "| lee7 |" in paths[0].read_text() and "a note" in paths[0].read_text()
    assert json.loads(paths[1].read_text())["methods"]["lee7"]["despeckling"]["not_psd"] == [0.0]
    page = paths[2].read_text()
    assert page.count("data:image/png;base64,") >= 13 and "http" not in page and "<pair>" not in page


def test_png_opens() -> None:
    imread = pytest.importorskip("matplotlib.image").imread
    from io import BytesIO

    pixels = np.arange(12, dtype=np.uint8).reshape(3, 4) * 20
    assert np.allclose(imread(BytesIO(pictures.png(pixels))) * 255, pixels)


def test_command_without_data_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                      capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MTDN_SHARED", str(tmp_path / "absent"))
    code = run.main(["boxcar5", "--scenes", "0", "--output", str(tmp_path / "out")])
    captured = capsys.readouterr()
    assert code == 0 and "Left out: 'test/mtdn_c2_patches'" in captured.err
    assert (tmp_path / "out" / "report.html").is_file()
    assert run.main(["boxcar5", "--data", str(tmp_path / "absent"), "--output", str(tmp_path / "o")]) == 1
    assert "does not exist" in capsys.readouterr().err


def test_real_patches_give_the_published_figures() -> None:
    found = data.find_data()
    if found.patches is None:
        pytest.skip(f"no test patches under {data.default_folder()}")
    figures = evaluate_folder(found.patches, make_filter("lee7"))
    assert figures["mor"] == pytest.approx([0.93, 0.94], abs=0.01)
    assert figures["epd_h"] == pytest.approx([0.928, 0.935], abs=0.005)
    assert figures["rho1"] == pytest.approx([0.57, 0.56], abs=0.02)
    assert figures["ecr"] == pytest.approx([0.91, 0.88], abs=0.03)


def test_neighbours_are_found_by_their_dates(tmp_path: Path) -> None:
    gdal = pytest.importorskip("osgeo.gdal")
    first, second = gamma_pair(1, looks=50)
    days = (("20240101", first), ("20240107", second), ("20240113", second), ("20240125", 3 * second))
    for day, image in days:
        for channel, label in ((0, "VV"), (3, "VH")):
            path = tmp_path / f"OPERA_L2_RTC-S1_T001-000001-IW1_{day}T015909Z_20250102T190143Z_S1A_30_v1.0_{label}.tif"
            target = gdal.GetDriverByName("GTiff").Create(str(path), 64, 64, 1, gdal.GDT_Float32)
            target.GetRasterBand(1).WriteArray(image[channel])
            target = None
    figures = neighbours.evaluate_neighbours(tmp_path, RatioMethod(5), 0.2)
    assert figures["pairs"] == 2 and figures["steady_pairs"] == 1
    assert figures["steady_rate"] < 0.01 < 0.9 < figures["worst"]
    with pytest.raises(InputError, match="99 days"):
        neighbours.evaluate_neighbours(tmp_path, RatioMethod(5), 0.2, days=99)
