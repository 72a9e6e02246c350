"""The benchmark: that it measures what it says, on small scenes."""

from __future__ import annotations

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
    text = bench.page(5.0, 100.0, shares, memory, busy=True)
    assert "20.0 times as fast" in text and "40.0%" in text and "+4.2%" in text and "shared machine" in text
    pace = bench.bench_mtdn.Pace(80.0, 32.0, 20.0, 3e-6, {"despeckled1": 0.01})
    lines = bench.published_lines(pace, {128: 2e-6}, 768)
    text = bench.page(5.0, 100.0, shares, memory, False, lines)
    assert "2.50 times as fast" in text and "4.00 times as fast" in text and "128 pixels" in text and "2.0e-06" in text
    assert "shared machine" not in bench.page(5.0, 100.0, shares, memory, busy=False)


def test_the_start_is_told_over_that_of_qgis() -> None:
    from tools.bench_start import Start, lines

    text = "\n".join(lines(Start(1.5, 3.25, 1.6, 3.5, 3)))
    assert "1.75 processor seconds" in text and "at most 4" in text


def test_seams_and_pace_of_the_published_network(bench, tmp_path) -> None:
    from tools import bench_mtdn

    model = bench.published()
    assert max(bench_mtdn.seams(model, tmp_path, 50, 60, [32], 64).values()) < 1e-4
    assert bench_mtdn.own_difference(model, bench.published()) < 1e-5
