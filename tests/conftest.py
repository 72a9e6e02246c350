"""What tests share: synthetic rasters, a small local model, and the place of the test data."""

from __future__ import annotations

import gc
import os
import signal
import sys
import types
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"  # the servers of these tests

import pytest

from tests.rasters import folder_state, read_raster, speckled, write_dates, write_raster

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module", autouse=True)
def _no_dataset_outlives_gdal() -> Any:
    """Collect garbage while GDAL's drivers are there: QGIS takes them down at the end of the session."""
    yield
    gc.collect()


@pytest.fixture
def heeded_signals() -> Any:
    """What is started heeds SIGINT and SIGHUP, even where the tests run in the background or under nohup."""
    ignored = [number for number in (signal.SIGINT, signal.SIGHUP) if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the large test data; tests that need it are skipped where it is not there."""
    folder = Path(os.environ.get("MTDN_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"test data not found: {folder} (set MTDN_SHARED)")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The rasters that ship with the repository."""
    return ROOT / "resources" / "sample"


@pytest.fixture(params=[False, True], ids=["gdal-returns", "gdal-raises"])
def gdal_exceptions(request: pytest.FixtureRequest) -> Any:
    """Run a test with GDAL's Python exceptions off and on."""
    gdal = pytest.importorskip("osgeo.gdal")
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if request.param else gdal.DontUseExceptions)()
    yield request.param
    (gdal.UseExceptions if before else gdal.DontUseExceptions)()


class LocalModel:
    """A stand-in with the interface of a model, whose answer uses its whole halo and a grid of 4."""

    halo = 7
    align = 4
    RADIUS = 4
    bytes_per_pixel = 1000
    backend = "torch"

    def __init__(self) -> None:
        self.card = types.SimpleNamespace(name="local", sha256="0" * 64, change_threshold=0.5, default_strength=0.5)
        self.calls: list[tuple[int, ...]] = []
        self.single: list[bool] = []
        self.has_c12: list[bool] = []
        self.references: list[bool] = []

    def to(self, device: Any) -> LocalModel:
        return self

    def _smooth(self, image: Any, mask: Any) -> Any:
        import torch
        import torch.nn.functional as F

        height, width = image.shape[-2:]
        data = torch.cat([torch.where(mask, image, 0.0), mask.to(image.dtype)], 1)
        data = F.pad(data, (0, -width % self.align, 0, -height % self.align))
        coarse = F.interpolate(F.avg_pool2d(data, self.align), scale_factor=float(self.align))
        edge = 2 * self.RADIUS + 1
        mean = F.avg_pool2d(data + coarse, edge, 1, self.RADIUS)[..., :height, :width]
        return mean[:, :-1] / mean[:, -1:].clamp_min(1e-6)

    def estimate(self, first: Any, second: Any = None, *, wanted: Any = None, strength: float | None = None) -> Any:
        import torch

        from mtdn_core.model.interface import Estimate, Wanted

        wanted = wanted or Wanted()
        self.calls.append(tuple(first.image.shape))
        self.single.append(second is None)
        self.has_c12.append(first.image.shape[1] == 4)
        one = self._smooth(first.image, first.valid)
        if second is None:
            return Estimate(one)
        two = self._smooth(second.image, second.valid)
        self.references.append(second.dates is not None)
        ratio = torch.log(two[:, :1].clamp_min(1e-12) / one[:, :1].clamp_min(1e-12)).abs()
        return Estimate(
            one if wanted.first else None, two if wanted.second else None,
            1 - torch.exp(-ratio) if wanted.probability else None,
        )


@pytest.fixture
def local_model(monkeypatch: pytest.MonkeyPatch) -> LocalModel:
    """The stand-in, which ``load_model`` returns for any name during the test."""
    pytest.importorskip("torch")
    model = LocalModel()
    fake = types.ModuleType("mtdn_core.model.load")
    fake.load_model = lambda name, device="cpu", backend=None: model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "mtdn_core.model.load", fake)
    return model


@pytest.fixture
def tools() -> types.SimpleNamespace:
    """The functions of this file, for tests that are not in a package."""
    return types.SimpleNamespace(
        speckled=speckled, write=write_raster, write_dates=write_dates, read=read_raster, state=folder_state,
        LocalModel=LocalModel,
    )
