"""Real truth: against the independent implementation of the data, and the report made from results."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from mtdn_core.errors import ConfigError
from mtdn_core.evaluation import baselines, run
from mtdn_core.evaluation.metrics import power_kept, prepared, psnr, steady_mean
from mtdn_core.evaluation.pipeline import margins
from mtdn_core.raster.acquisition import time_in_name

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("MTDN_SHARED") or ROOT.parent / "shared")


def series(dates: int = 12, edge: int = 64) -> np.ndarray:
    """Speckled dates of a ground of two fields; one field changes in the last third."""
    random = np.random.default_rng(3)
    ground = np.where(np.arange(edge) < edge // 2, 0.05, 0.2) * np.ones((2, edge, edge))
    stack = np.stack([ground * random.gamma(5, 1 / 5, ground.shape) for _ in range(dates)])
    stack[-4:, :, : edge // 4] *= 6
    return stack


class TestTruth:
    def test_despeckling_is_rewarded_and_blur_of_an_edge_is_not(self) -> None:
        stack, known = prepared(series())
        truth, where = steady_mean(stack, known, 2)
        assert 0.3 < where.mean() < 1
        noisy = np.mean(psnr(stack[2], truth, where))
        lee = np.mean(psnr(baselines.lee(stack[2]), truth, where))
        assert lee > noisy + 3
        assert np.mean(psnr(baselines.box_mean(stack[2], 31), truth, where)) < lee

    def test_a_lost_tenth_of_the_power_shows(self) -> None:
        stack, _ = prepared(series())
        kept = power_kept(0.9 * stack[0], stack[0])
        assert kept["total"] == pytest.approx(10, abs=0.1) and kept["blocks"] == pytest.approx(10, abs=0.1)

    @pytest.mark.skipif(
        not (SHARED / "tools" / "real_truth.py").is_file(), reason="the independent implementation is not on this machine"
    )
    def test_agrees_with_the_independent_implementation(self, tmp_path: Path) -> None:
        from osgeo import gdal

        from mtdn_core.evaluation.data import bursts

        one = next(bursts(SHARED / "data", "test"))
        folder = SHARED / "data" / "test" / "opera_rtc_s1" / one.name.partition("/")[2]
        name = sorted(folder.glob("*_VV.tif"), key=lambda p: str(time_in_name(p.name)))[8]
        assert sorted(folder.glob("*_VV.tif")).index(name) == 8  # both order the dates alike
        stack, known = prepared(one.stack)
        smooth = baselines.box_mean(stack[8], 5)
        out = gdal.GetDriverByName("GTiff").Create(str(tmp_path / name.name), *smooth.shape[:0:-1], 2, gdal.GDT_Float32)
        out.WriteArray(smooth)
        out = None
        script = [sys.executable, str(SHARED / "tools" / "real_truth.py"), str(folder), str(tmp_path)]
        said = subprocess.run(script, capture_output=True, text=True, check=True).stdout
        theirs = [float(n) for n in re.search(r"result ([\d.]+) / ([\d.]+) dB", said).groups()]
        assert psnr(smooth, *steady_mean(stack, known, 8)) == pytest.approx(theirs, abs=0.01)


NAMES = ("noisy", "boxcar 3x3", "Lee 7x7", "NL-means", "Quegan 7x7", "one date", "two dates", "stack")
POWER = {"total": 0.1, "blocks": 0.4, "blocks95": 1.2, "mor": 1.0}


class TestReport:
    RESULTS: ClassVar[dict[str, Any]] = {
        "m": {
            "truth": {
                "burst": {
                    "psnr": {
                        "noisy": [20, 20], "boxcar 3x3": [24, 24], "Lee 7x7": [30, 29], "NL-means": [29, 30],
                        "Quegan 7x7": [31, 31], "one date": [31, 30.5], "two dates": [32, 32], "stack": [33, 32.5],
                    },
                    "power": dict.fromkeys(NAMES, POWER), "points": {name: {"count": 3, "largest": 0.1} for name in NAMES},
                    "cost": dict.fromkeys(NAMES, 2.0),
                }
            },
            "notes": [], "host": {"processor": "p", "torch": "t"}, "seconds": 1.0,
        }
    }

    def test_margins_are_over_the_best_peer_of_each_channel(self) -> None:
        found = margins(self.RESULTS["m"]["truth"])
        assert found["one date", "peer"] == [1.0, 0.5] and found["stack", "Quegan 7x7"] == [2.0, 1.5]

    def test_page_says_what_was_missed(self) -> None:
        text = run.page(self.RESULTS)
        goal = "| one date above the best peer of one date, all series, least | at least +0.15 dB |"
        assert f"{goal} +0.50 dB | reached | +0.35 dB |" in text
        worse = {"m": {**self.RESULTS["m"], "truth": {"burst": {**self.RESULTS["m"]["truth"]["burst"]}}}}
        psnrs = self.RESULTS["m"]["truth"]["burst"]["psnr"]
        worse["m"]["truth"]["burst"]["psnr"] = {**psnrs, "one date": [30.01, 30.02]}
        assert f"{goal} +0.01 dB | **missed** | -0.14 dB |" in run.page(worse)

    def test_page_shows_every_kind_of_result(self) -> None:
        pair = {"enl": [9.0, 8.0], "epd": [0.5, 0.4], "mor": [1.0, 1.0], "c12": [0.9], "not_psd": [0.25]}
        pair.update(points=3, largest=0.5)
        rates = {"median": 0.001, "mean": 0.002, "below": 0.8}
        more = {
            "simulated": {"one date": [20.0, 19.0], "two dates": [21.0, 20.0]}, "windows": {"one date": pair},
            "change": {
                "disturbances": {"fall of VH": 0.9}, "sites": {"test": {"sites": 12, "two dates": 0.61, "with baseline": 0.72,
                "largest step": 0.63}}, "injected": {"probability": {"auc": 0.96, "f1": 0.7, "f1 at the threshold": 0.69},
                "likelihood ratio": {"auc": 0.88, "f1": 0.5}}, "false_alarms": {"test": {"pairs": 7, "found": 0.3, **rates,
                "alone": rates}}, "same": {"swapped": 0.0, "swapped_step": 0.0, "changed": 0},
            },
        }
        one = self.RESULTS["m"]
        text = run.page({"m": {"name": "m", **one, **more}, "n": {"name": "n", **one, **more}}, [("a.png", "what it shows")])
        assert text.count("### What was chosen on what") == 2 and text.endswith("*what it shows*\n")
        for row in (
            "| **one date** | 20.00 | 19.00 |", "| fall of VH | 0.900 |", "| test/ | 12 | 0.610 | 0.720 | 0.630 |",
            "| probability | 0.960 | 0.700 | 0.690 |", "| likelihood ratio | 0.880 | 0.500 |  |",
            "| test/ | 7 | 0.10% | 0.20% | 80.00% | 30.00% | 0.10% | 80.00% |",
            "| **one date** | 9.0 / 8.0 | 0.50 / 0.40 | 1.000 / 1.000 | 0.90 | 25.0% | 3 | 0.50 dB |",
        ):
            assert text.count(row) == 2, row

    def test_table_goes_between_the_markers(self, tmp_path: Path) -> None:
        readme = tmp_path / "README.md"
        readme.write_text(f"before\n{run.START}\nold\n{run.END}\nafter\n", "utf-8")
        run.write_table(readme, self.RESULTS)
        text = readme.read_text("utf-8")
        assert text.startswith("before") and text.endswith("after\n") and "old" not in text
        assert "| one date: deviation of power of 20 x 20 blocks, 95th percentile | 1.20 % | at most 3.00 % | reached |" in text
        readme.write_text("nothing", "utf-8")
        with pytest.raises(ConfigError, match="markers"):
            run.write_table(readme, self.RESULTS)


def test_quegan_keeps_the_level_of_each_date() -> None:
    stack = series()[:5]
    stack[1] *= 3
    for date in (0, 1):
        assert math.isclose(baselines.quegan(stack, date).mean(), stack[date].mean(), rel_tol=0.02)
