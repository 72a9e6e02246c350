"""The benchmark: that it measures what it says, on small scenes."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")


@pytest.fixture
def bench():
    from tools import bench

    return bench


def test_shares_add_up(bench, tmp_path) -> None:
    shares = bench.measure_shares(tmp_path, 96)
    assert shares.computed_per_pixel == pytest.approx(1) and shares.halo == pytest.approx(0)
    assert 0 < shares.model < shares.total and shares.reading > 0 and shares.writing > 0
    assert 0 < shares.waiting < 1


def test_halo_counts_what_is_computed_twice(bench) -> None:
    shares = bench.Shares(4.0, 100.0, 90.0, 1.0, 1.0, 1.5)
    assert shares.halo == pytest.approx(0.3) and shares.waiting == pytest.approx(0.1)


def test_the_page(bench) -> None:
    shares = bench.Shares(4.0, 100.0, 90.0, 1.0, 1.0, 1.5)
    memory = {n: {"peak_mb": 700.0 + n / 100, "seconds": 9.0, "tile": 512.0} for n in (1000, 4000)}
    text = bench.page({"slow": 100.0, "quick": 5.0}, shares, memory, busy=True)
    assert "| slow | 100.00 | 1 |" in text and "20.0 times as fast" in text
    assert "40.0%" in text and "+4.2%" in text and "shared machine" in text
    assert "shared machine" not in bench.page({"slow": 100.0}, shares, memory, busy=False)


def test_the_peak_is_that_of_the_run_and_not_of_who_measures(bench, tmp_path) -> None:
    mine = np.ones(1 << 30, np.uint8)
    measured = bench.peak_memory(tmp_path, 64)
    assert mine.nbytes / 2**20 > measured["peak_mb"] > 200


def test_the_section_on_the_published_network(bench) -> None:
    pace = bench.bench_mtdn.Pace(80.0, 32.0, 20.0, 3e-6, {"despeckled1": 0.01})
    text = "\n".join(bench.bench_mtdn.published_lines(pace, 768))
    assert "2.50 times as fast" in text and "4.00 times as fast" in text


def test_the_section_on_seams(tools, tmp_path, bench) -> None:
    rows = bench.bench_mtdn.seam_rows(tools.LocalModel(), tmp_path, 60, 70, [32])
    assert len(rows) == 4 and max(rows.values()) < 1e-6
    text = "\n".join(bench.bench_mtdn.seam_lines({"net": {"7 x 7": 2e-6}}))
    assert "| net | 7 x 7 | 2.0e-06 |" in text


def test_the_section_on_levers(monkeypatch, bench) -> None:
    levers = bench.bench_levers
    monkeypatch.setattr(levers, "EDGE", 48)
    monkeypatch.setattr(levers, "MATRIX", 128)
    found = levers.measure("mtdn-lite")
    assert found.operations > 5e4 and 0 < found.share < 3 and min(found.seconds.values()) > 0
    text = "\n".join(levers.lines([levers.Levers("net", 2.0, {"off": 4.0}, 1e5, 1e11, 4e11)]))
    assert "4.00 (0.50 x)" in text and "50 G/s | 50%" in text and "400 G/s" in text
