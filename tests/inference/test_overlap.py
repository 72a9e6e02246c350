"""Reading ahead and writing behind: order, errors, cancelling, and no thread left."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from mtdn_core.errors import Cancelled, InputError, OutputError
from mtdn_core.inference.overlap import ReadAhead, WriteBehind


def nothing() -> None:
    """Wait on."""


def threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("mtdn-")]


def test_order_is_kept_and_work_overlaps() -> None:
    written: list[int] = []

    def slowly(number: int) -> int:
        time.sleep(0.05)
        return number * number

    def write(number: int) -> None:
        time.sleep(0.05)
        written.append(number)

    began = time.perf_counter()
    with ReadAhead(range(8), slowly) as ahead, WriteBehind(write) as behind:
        for item, result in ahead.take(nothing):
            assert result == item * item
            time.sleep(0.05)
            behind.put(result, waiting=nothing)
        behind.finish(nothing)
    assert written == [n * n for n in range(8)] and not threads()
    assert time.perf_counter() - began < 0.9 * 8 * 0.15


def test_reading_stays_only_a_little_ahead() -> None:
    read: list[int] = []
    with ReadAhead(range(100), read.append) as ahead:
        taken = ahead.take(nothing)
        next(taken)
        time.sleep(0.3)
        assert len(read) <= 3
    assert not threads()


def test_errors_of_either_thread_are_raised() -> None:
    def fail(number: int) -> None:
        if number == 2:
            raise InputError("broken")

    with pytest.raises(InputError, match="broken"), ReadAhead(range(9), fail) as ahead:
        assert [item for item, _ in ahead.take(nothing)] == [0, 1]
    with pytest.raises(InputError, match="broken"), WriteBehind(fail) as behind:
        for number in range(9):
            behind.put(number, waiting=nothing)
        behind.finish(nothing)
    with pytest.raises(InputError, match="broken"), WriteBehind(fail) as behind:
        behind.put(2, waiting=nothing)
        behind.finish(nothing)
    assert not threads()


def test_giving_up_while_waiting() -> None:
    def give_up() -> None:
        raise Cancelled

    began = time.perf_counter()
    with pytest.raises(Cancelled), ReadAhead([0.4], time.sleep) as ahead:
        list(ahead.take(give_up))
    with pytest.raises(Cancelled), WriteBehind(time.sleep) as behind:
        for _ in range(9):
            behind.put(0.4, waiting=give_up)
    assert time.perf_counter() - began < 2 and not threads()


class TestRuns:
    @pytest.fixture
    def source(self, tools, tmp_path):
        pytest.importorskip("osgeo.gdal")
        folder = tmp_path / "in"
        folder.mkdir()
        return tools.write(folder / "in.tif", tools.speckled(96, 160))

    def _run(self, source, out, **keywords):
        from mtdn_core.inference.run import run
        from mtdn_core.inference.settings import DateInput, Outputs, RunSettings

        return run(DateInput(str(source)), None, Outputs(str(out)), RunSettings(tile=32), **keywords)

    def test_gdal_in_both_modes(self, tools, source, tmp_path, local_model, gdal_exceptions) -> None:
        states = []
        for name in ("one.tif", "two.tif"):
            report = self._run(source, tmp_path / name)
            states.append((tmp_path / name).read_bytes())
            assert report.valid_pixels == 96 * 160
        assert states[0] == states[1] and not threads()

    def test_cancel_while_a_read_hangs(self, source, tmp_path, local_model, monkeypatch) -> None:
        from mtdn_core.raster.read import DateRaster

        class Stop:
            def __init__(self) -> None:
                self.asked = self.tiles = 0

            def progress(self, fraction: float, message: str) -> None:
                self.tiles += 1

            def info(self, message: str) -> None:
                pass

            warning = info

            def is_cancelled(self) -> bool:
                return self.tiles > 0

        read, calls = DateRaster.read, []

        def slow(self, window):
            calls.append(window)
            time.sleep(0.5 if len(calls) > 1 else 0)
            return read(self, window)

        monkeypatch.setattr(DateRaster, "read", slow)
        began = time.perf_counter()
        with pytest.raises(Cancelled):
            self._run(source, tmp_path / "out.tif", feedback=Stop())
        assert time.perf_counter() - began < 2 and not threads()
        assert [p.name for p in tmp_path.iterdir()] == ["in"]

    @pytest.mark.parametrize("fail_at", [0, 3])
    def test_a_full_disk(self, source, tmp_path, local_model, monkeypatch, fail_at) -> None:
        from mtdn_core.raster.write import GeoTiffWriter

        write, calls = GeoTiffWriter.write, []

        def full(self, column, row, values):
            if len(calls) == fail_at:
                raise OutputError("disk full")
            calls.append(row)
            write(self, column, row, values)

        monkeypatch.setattr(GeoTiffWriter, "write", full)
        with pytest.raises(OutputError, match="disk full"):
            self._run(source, tmp_path / "out.tif")
        assert not threads() and [p.name for p in tmp_path.iterdir()] == ["in"]

    def test_whole_blocks_are_written_at_once_and_once(self, tools, tmp_path, local_model) -> None:
        from osgeo import gdal

        from mtdn_core.inference.run import run
        from mtdn_core.inference.settings import DateInput, Outputs, RunSettings

        source = tools.write(tmp_path / "in.tif", tools.speckled(600, 700))
        sizes = []
        for tile in (256, 1024):
            out = tmp_path / f"{tile}.tif"
            run(DateInput(str(source)), None, Outputs(str(out)), RunSettings(tile=tile, units="linear"))
            sizes.append(out.stat().st_size)
            dataset = gdal.Open(str(out))
            band = dataset.GetRasterBand(1)
            offsets = [int(band.GetMetadataItem(f"BLOCK_OFFSET_{x}_{y}", "TIFF")) for y in range(3) for x in range(3)]
            assert offsets == sorted(offsets)
        assert sizes[1] == pytest.approx(sizes[0], rel=0.01)
        assert np.isfinite(tools.read(tmp_path / "256.tif")).all()
