"""Inputs that are exchanged before a run is resumed, or change while they are read: noticed, never mixed."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.errors import InputError  # noqa: E402
from mtdn_core.inference.fingerprint import InputContent  # noqa: E402
from mtdn_core.inference.settings import DateInput  # noqa: E402
from mtdn_core.raster.read import open_date_raster  # noqa: E402
from tests.disturbed import Scene, exchange, overwrite  # noqa: E402
from tests.listener import Listener  # noqa: E402


@pytest.fixture
def scene(tools: Any, tmp_path: Path) -> Scene:
    return Scene(tools, tmp_path)


def _archive(scene: Scene) -> Callable[[], None]:
    path = scene.folder / "one.zip"

    def write() -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(scene.files[0], "one.tif")
        os.utime(path, (1, 1))

    write()
    scene.inputs[0] = str(path)

    def change() -> None:
        exchange(scene.files[0], scene.tools)
        write()

    return change


def _virtual(scene: Scene) -> Callable[[], None]:
    inner, outer = str(scene.folder / "inner.vrt"), str(scene.folder / "outer.vrt")
    gdal.BuildVRT(inner, [str(scene.files[0])]).FlushCache()
    gdal.BuildVRT(outer, [inner]).FlushCache()
    scene.inputs[0] = outer
    return lambda: exchange(scene.files[0], scene.tools)


def _nodata_beside(scene: Scene) -> Callable[[], None]:
    """Nodata in a file of statistics: its content is not compared, what it says is."""
    value = float(scene.tools.read(scene.files[0])[0, 70, 100])
    band = f'<PAMRasterBand band="1"><NoDataValue>{value!r}</NoDataValue></PAMRasterBand>'
    return lambda: (scene.folder / "one.tif.aux.xml").write_text(f"<PAMDataset>{band}</PAMDataset>") and None


EXCHANGES: dict[str, Callable[[Scene], Callable[[], None]]] = {
    "first date": lambda scene: lambda: exchange(scene.files[0], scene.tools),
    "second date": lambda scene: lambda: exchange(scene.files[1], scene.tools),
    "zip": _archive,
    "vrt of vrt": _virtual,
    "nodata beside the file": _nodata_beside,
}


@pytest.mark.parametrize("case", EXCHANGES)
def test_an_exchanged_input_is_not_continued(scene: Scene, case: str) -> None:
    change = EXCHANGES[case](scene)
    scene.stopped()
    change()
    scene.starts_anew()


class At(Listener):
    """Does something to an input once a share of the run is done."""

    def __init__(self, act: Callable[[], Any]) -> None:
        super().__init__()
        self.act: Callable[[], Any] | None = act

    def progress(self, fraction: float, message: str) -> None:
        super().progress(fraction, message)
        if fraction > 0.4 and self.act is not None:
            act, self.act = self.act, None
            act()


@pytest.mark.parametrize(
    "act",
    [
        lambda path: overwrite(path),
        lambda path: overwrite(path, keep_time=True),
        lambda path: overwrite(path, b"\x3f"),
        lambda path: os.truncate(path, path.stat().st_size // 2),
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.rename(path.with_name("away.tif")),
    ],
    ids=["zeros", "zeros, same time", "values", "cut", "removed", "emptied", "renamed"],
)
@pytest.mark.parametrize("way", ["file", "vrt"])
def test_an_input_that_changes_during_the_run(scene: Scene, act: Callable[[Path], Any], way: str) -> None:
    if way == "vrt":
        _virtual(scene)
    with pytest.raises(InputError, match=r"has changed since the run began|cannot be read"):
        scene.go("out", At(lambda: act(scene.files[0])), resume=False)
    assert not list((scene.folder / "out").iterdir())


@pytest.mark.parametrize("way", ["features", "covariance"])
def test_an_input_that_changes_while_it_is_converted(tools: Any, tmp_path: Path, way: str) -> None:
    from mtdn_core.products.covariance import convert_covariance
    from mtdn_core.products.features import make_features

    image = np.concatenate([tools.speckled(700, 60), np.zeros((2, 700, 60), np.float32)])[[0, 2, 3, 1]]
    path = tools.write(tmp_path / "in.tif", image, ("C11", "C12_real", "C12_imag", "C22"))
    out, act = str(tmp_path / "o.tif"), At(lambda: overwrite(path))
    with pytest.raises(InputError, match="has changed since the run began"):
        if way == "features":
            make_features(DateInput(str(path)), output=out, feedback=act)
        else:
            convert_covariance(DateInput(str(path)), out, str(tmp_path / "C2"), act)
    assert act.act is None and [p.name for p in tmp_path.iterdir()] == ["in.tif"]


def test_an_input_that_changed_between_opening_and_hashing(scene: Scene) -> None:
    """What was sampled when it was opened and what is hashed must be one file."""
    date = open_date_raster(scene.inputs[0], None, None, "linear")
    overwrite(scene.files[0])
    with pytest.raises(InputError, match="has changed"):
        InputContent([date])
