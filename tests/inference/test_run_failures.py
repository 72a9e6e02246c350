"""The engine when something fails, is cancelled, changes or does not fit: nothing is left, and words say why."""

from __future__ import annotations

import contextlib
import gc
import os

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.errors import Cancelled, ConfigError, DeviceError, InputError, ModelError  # noqa: E402
from mtdn_core.inference.run import run  # noqa: E402
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings  # noqa: E402
from tests.listener import Listener  # noqa: E402


def test_cancel_leaves_nothing(tools, pair, tmp_path, local_model) -> None:
    before = tools.state(tmp_path)
    with pytest.raises(Cancelled):
        run(DateInput(str(pair[0])), None, Outputs(str(tmp_path / "o.tif")), RunSettings(tile=16), Listener(2))
    assert tools.state(tmp_path) == before and len(local_model.calls) < 30


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="open files are listed in /proc")
def test_a_cancelled_run_keeps_no_file_open(tools, pair, tmp_path, local_model, monkeypatch) -> None:
    """Without waiting for the collector: Windows neither moves nor deletes an open file."""

    def cancelled(*_: object, **__: object) -> None:
        raise Cancelled

    monkeypatch.setattr(local_model, "estimate", cancelled)
    gc.collect()
    gc.disable()
    try:
        with contextlib.suppress(Cancelled):
            run(DateInput(str(pair[0])), None, Outputs(str(tmp_path / "o.tif")), RunSettings(tile=16))
        links = [f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd")]
        assert str(pair[0]) not in [os.readlink(link) for link in links if os.path.exists(link)]
    finally:
        gc.enable()


def test_a_failing_model_leaves_nothing(tools, pair, tmp_path, local_model, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    before = tools.state(tmp_path)
    monkeypatch.setattr(local_model, "estimate", fail)
    with pytest.raises(RuntimeError, match="broken"):
        run(DateInput(str(pair[0])), None, Outputs(str(tmp_path / "o.tif")), RunSettings())
    assert tools.state(tmp_path) == before


def test_an_older_output_is_replaced_only_at_the_end(tools, pair, tmp_path, local_model) -> None:
    out = tmp_path / "o.tif"
    out.write_bytes(b"older")
    with pytest.raises(Cancelled):
        run(DateInput(str(pair[0])), None, Outputs(str(out)), RunSettings(tile=16), Listener(1))
    assert out.read_bytes() == b"older"
    run(DateInput(str(pair[0])), None, Outputs(str(out)), RunSettings())
    assert tools.read(out).shape == (2, 70, 90)


@pytest.mark.parametrize("error", [MemoryError("no"), RuntimeError("DefaultCPUAllocator: can't allocate memory")])
def test_memory_that_runs_out_halves_the_tile(tools, pair, tmp_path, error) -> None:
    class Small(tools.LocalModel):
        largest = 80

        def estimate(self, first, *args, **kwargs):
            if max(first.image.shape[-2:]) > self.largest:
                raise error
            return super().estimate(first, *args, **kwargs)

    plain, out = tmp_path / "plain.tif", tmp_path / "o.tif"
    run(DateInput(str(pair[0])), None, Outputs(str(plain)), RunSettings(), model=tools.LocalModel())
    report = run(DateInput(str(pair[0])), None, Outputs(str(out)), RunSettings(), model=Small())
    assert sum("ran out of memory" in m for m in report.messages) == 1
    np.testing.assert_allclose(tools.read(out), tools.read(plain), rtol=1e-5)
    Small.largest = 0
    with pytest.raises(DeviceError, match="does not even hold"):
        run(DateInput(str(pair[0])), None, Outputs(str(out)), RunSettings(), model=Small())


def test_a_model_without_a_number_is_an_error(tools, pair, tmp_path) -> None:
    class Broken(tools.LocalModel):
        where = slice(None)

        def estimate(self, *args, **kwargs):
            answer = super().estimate(*args, **kwargs)
            answer.first[..., self.where, :] = float("nan")
            return answer

    out = str(tmp_path / "o.tif")
    with pytest.raises(ModelError, match="no number"):
        run(DateInput(str(pair[0])), None, Outputs(out), RunSettings(), model=Broken())
    Broken.where = slice(20, 30)
    with pytest.raises(ModelError, match="no number for 900 of"):
        run(DateInput(str(pair[0])), None, Outputs(out), RunSettings(), model=Broken())
    # a tile that has none is no reason to give up the scene
    Broken.where = slice(8, 10)  # with its halo the lower row of tiles has 10 rows, the last 2 are its core
    report = run(DateInput(str(pair[0])), None, Outputs(out), RunSettings(tile=68), model=Broken())
    assert any("no number for" in m for m in report.messages)
    Broken.where = slice(20, 22)
    report = run(DateInput(str(pair[0])), None, Outputs(out), RunSettings(), model=Broken())
    assert any("no number for 180 measured pixels" in m for m in report.messages)
    assert np.array_equal(tools.read(out)[:, 20:22], tools.read(pair[0])[:, 20:22])


def test_an_input_that_changes_meanwhile_is_noticed(tools, pair, tmp_path, local_model) -> None:
    class Overwriting(Listener):
        def progress(self, fraction: float, message: str) -> None:
            if not self.fractions:
                tools.write(pair[0], tools.speckled(70, 90, seed=9), nodata=np.nan)
            super().progress(fraction, message)

    out = tmp_path / "o.tif"
    with pytest.raises(InputError, match="has changed since the run began"):
        run(DateInput(str(pair[0])), None, Outputs(str(out)), RunSettings(tile=32), Overwriting())
    assert not out.exists()


def test_impossible_requests_are_refused(pair, tmp_path) -> None:
    with pytest.raises(ConfigError, match="No output"):
        run(DateInput(str(pair[0])), None, Outputs(), RunSettings())
    with pytest.raises(ConfigError, match="two dates"):
        run(DateInput(str(pair[0])), None, Outputs(change=str(tmp_path / "c.tif")), RunSettings())
    for bad in ({"tile": 1}, {"strength": 2.0}, {"units": "watt"}, {"creation_options": ("X",)}):
        with pytest.raises(ConfigError):
            run(DateInput(str(pair[0])), None, Outputs(str(tmp_path / "o.tif")), RunSettings(**bad))


def test_the_cache_of_gdal_is_bounded_and_restored(tools, pair, tmp_path, local_model) -> None:
    from osgeo import gdal

    from mtdn_core.raster.gdal import CACHE, working

    before = gdal.GetCacheMax()
    try:
        gdal.SetCacheMax(10 * CACHE)
        with working(lambda: False):
            run(DateInput(str(pair[0])), None, Outputs(str(tmp_path / "o.tif")), RunSettings(units="linear"))
            assert gdal.GetCacheMax() == CACHE  # the run within has not restored it
        assert gdal.GetCacheMax() == 10 * CACHE
        gdal.SetCacheMax(CACHE // 2)
        with working(lambda: False):
            assert gdal.GetCacheMax() == CACHE // 2  # never enlarged
    finally:
        gdal.SetCacheMax(before)
