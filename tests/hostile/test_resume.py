"""Resumed and disturbed runs: what was damaged, exchanged or overwritten is noticed, and never mixed into a result."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.errors import Cancelled, InputError, MtdnError  # noqa: E402
from mtdn_core.inference.fingerprint import InputContent  # noqa: E402
from mtdn_core.inference.run import run  # noqa: E402
from mtdn_core.inference.series import run_series  # noqa: E402
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings  # noqa: E402
from mtdn_core.raster.read import open_date_raster  # noqa: E402
from tests.listener import Listener  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("despeckled1", "despeckled2", "change", "probability")
TILES = 12


class Scene:
    """Two dates of 12 tiles, and runs on them that can be stopped and resumed."""

    def __init__(self, tools: Any, folder: Path) -> None:
        self.tools, self.folder = tools, folder
        self.files = [folder / "one.tif", folder / "two.tif"]
        for number, path in enumerate(self.files):
            image = tools.speckled(90, 120, seed=number)
            image[:, 20:60, 50:90] *= 1 + 7 * number
            tools.write(path, image, options=("TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32"))
        self.inputs = [str(path) for path in self.files]

    def go(self, out: str, listener: Any = None, **settings: Any) -> tuple[Any, Listener]:
        """Run, and return the model, which counts its calls, and the listener."""
        folder = self.folder / out
        folder.mkdir(exist_ok=True)
        model, listener = self.tools.LocalModel(), listener or Listener()
        settings = {"tile": 32, "device": "cpu", "resume": True, "units": "linear", **settings}
        outputs = Outputs(*(str(folder / f"{name}.tif") for name in NAMES))
        dates = [DateInput(path) for path in self.inputs]
        run(dates[0], dates[1], outputs, RunSettings(**settings), listener, model=model)
        return model, listener

    def stopped(self, out: str = "out", tiles: int = 6, **settings: Any) -> None:
        with pytest.raises(Cancelled):
            self.go(out, Listener(tiles), **settings)

    def starts_anew(self, **settings: Any) -> None:
        model, listener = self.go("out", **settings)
        assert len(model.calls) == TILES
        assert any("starting anew" in line for line in listener.lines)
        self.same_as_a_plain_run(**settings)

    def same_as_a_plain_run(self, **settings: Any) -> None:
        self.go("plain", resume=False, **{k: v for k, v in settings.items() if k != "threads"})
        assert self.tools.state(self.folder / "out") == self.tools.state(self.folder / "plain")


@pytest.fixture
def scene(tools: Any, tmp_path: Path) -> Scene:
    return Scene(tools, tmp_path)


def exchange(path: Path, tools: Any, seed: int = 9) -> None:
    """Other pixels, in a file of the same size and time."""
    before = path.stat()
    tools.write(path, tools.speckled(90, 120, seed=seed), options=("TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32"))
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


# ------------------------------------------------------------------------------------------- journal and scratch


def damage(content: bytearray, generator: random.Random) -> bytes:
    """One of the ways in which files are damaged."""
    at, size = generator.randrange(len(content)), generator.randint(1, 300)
    kind = generator.randrange(6)
    if kind == 0:
        content[at] ^= 1 << generator.randrange(8)
    elif kind == 1:
        content[at : at + size] = bytes(len(content[at : at + size]))
    elif kind == 2:
        del content[at : at + size]
    elif kind == 3:
        del content[at:]
    elif kind == 4:
        content[at:at] = generator.randbytes(size)
    else:
        other = generator.randrange(len(content))
        content[at : at + size] = content[other : other + size]
    return bytes(content)


def try_damages(scene: Scene, seeds: range) -> None:
    """A resumed run with a damaged journal or scratch file gives the bytes of an undisturbed one."""
    scene.go("plain", resume=False)
    plain = scene.tools.state(scene.folder / "plain")
    scene.stopped("out", 8)
    names = [".~despeckled1.tif.journal", ".~despeckled1.tif.scratch"]
    sound = {name: (scene.folder / "out" / name).read_bytes() for name in names}
    for seed in seeds:
        generator = random.Random(seed)
        for name in names:
            (scene.folder / "out" / name).write_bytes(sound[name])
        victim = names[seed % 2]
        (scene.folder / "out" / victim).write_bytes(damage(bytearray(sound[victim]), generator))
        scene.go("out")
        assert scene.tools.state(scene.folder / "out") == plain, (seed, victim)


def test_damaged_journals_and_scratch_files(scene: Scene) -> None:
    try_damages(scene, range(16))


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_damaged_journals_and_scratch_files_at_many_places(scene: Scene) -> None:
    try_damages(scene, range(16, 400))


def test_the_number_of_threads_may_change(scene: Scene) -> None:
    scene.stopped(threads=1)
    model, _ = scene.go("out", threads=3)
    assert len(model.calls) < TILES
    scene.same_as_a_plain_run()


WITH_NUMPY = """
import sys
sys.path.insert(0, sys.argv[1])
from osgeo import gdal  # brings a BLAS of its own on many systems
import mtdn_core
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
outputs = Outputs(sys.argv[3], probability=sys.argv[4])
model = mtdn_core.load_model("mtdn-compact", backend="numpy")
settings = RunSettings(tile=64, device="cpu", units="linear", threads=int(sys.argv[5]))
run(DateInput(sys.argv[2] + "/one.tif"), DateInput(sys.argv[2] + "/two.tif"), outputs, settings, model=model)
"""


def test_the_threads_of_libraries_decide_nothing(scene: Scene) -> None:
    """The same bytes with NumPy, whatever the environment says of the threads of its matrix products."""
    found = []
    for threads, workers in (("1", "1"), ("2", "1"), ("4", "3")):
        names = [str(scene.folder / f"{name}{threads}.tif") for name in ("o", "p")]
        environment = {**os.environ, **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), threads)}
        command = [sys.executable, "-c", WITH_NUMPY, str(ROOT), str(scene.folder), *names, workers]
        subprocess.run(command, check=True, env=environment, cwd=scene.folder)
        found.append([Path(name).read_bytes() for name in names])
    assert found[0] == found[1] == found[2]


# ------------------------------------------------------------------------------------------------ exchanged inputs


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


@pytest.mark.parametrize(
    "settings", [{"strength": 0.25}, {"threshold": 0.25}, {"tile": 48}, {"weather": "keep"}, {"target": "flood"}], ids=str
)
def test_other_settings_are_not_continued(scene: Scene, settings: dict[str, Any]) -> None:
    scene.stopped()
    model, listener = scene.go("out", **settings)
    assert len(model.calls) == (TILES if "tile" not in settings else 6)
    assert any("starting anew" in line for line in listener.lines)


@pytest.mark.parametrize("entry", [{"representation": {"clip": 5.0}}, {"settings": {"blocks": [1]}}, {"sha256": "1" * 64}])
def test_another_card_is_not_continued(scene: Scene, entry: dict[str, Any]) -> None:
    scene.stopped()
    vars_of = scene.tools.LocalModel.__init__

    def changed(model: Any) -> None:
        vars_of(model)
        for name, value in entry.items():
            setattr(model.card, name, value)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scene.tools.LocalModel, "__init__", changed)
        scene.starts_anew()


# --------------------------------------------------------------------------------- changed while they are read


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


def overwrite(path: Path, values: bytes = b"", keep_time: bool = False) -> None:
    """Fill the pixels of a file in place."""
    before, size = path.stat(), path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write((values or bytes(1)) * (size // 4))
    if keep_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


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


# ---------------------------------------------------------------------------------------------------------- series


@pytest.fixture
def folder(tools: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for month in range(1, 4):
        tools.write(folder / f"s1_2024{month:02d}01.tif", tools.speckled(60, 60, seed=month))
    return folder


def series(folder: Path, model: Any, listener: Any = None, **settings: Any) -> Any:
    settings = {"units": "linear", "device": "cpu", "resume": True, **settings}
    return run_series(str(folder), str(folder.parent / "out"), RunSettings(**settings), listener, model=model)


def interrupted(tools: Any, folder: Path) -> None:
    """A series of which some dates are done and the last is not."""
    with pytest.raises(Cancelled):
        series(folder, tools.LocalModel(), Listener(cancel_from=0.8))


def done_before(report: Any) -> list[bool]:
    return [result.done_before for result in report.results]


@pytest.mark.parametrize("entry", [{"default_strength": 0.75}, {"representation": {"clip": 5}}, {"sha256": "11"}], ids=str)
def test_a_series_goes_on_only_with_the_same_card(tools: Any, folder: Path, entry: dict[str, Any]) -> None:
    interrupted(tools, folder)
    model = tools.LocalModel()
    for name, value in entry.items():
        setattr(model.card, name, value)
    assert done_before(series(folder, model)) == [False] * 3


def test_a_series_does_outputs_again_that_were_touched(tools: Any, folder: Path) -> None:
    interrupted(tools, folder)
    assert done_before(series(folder, tools.LocalModel())) == [True, True, False]
    whole = tools.state(folder.parent / "out")
    interrupted(tools, folder)
    first = folder.parent / "out" / "s1_20240101_despeckled.tif"
    time = first.stat().st_mtime_ns
    overwrite(first)
    os.utime(first, ns=(time, time))
    (folder.parent / "out" / "s1_20240201_despeckled.tif").unlink()
    assert done_before(series(folder, tools.LocalModel())) == [False] * 3
    assert tools.state(folder.parent / "out") == whole


def test_a_damaged_journal_of_a_series(tools: Any, folder: Path) -> None:
    series(folder, tools.LocalModel(), resume=False)
    whole = tools.state(folder.parent / "out")
    generator = random.Random(1)
    for _ in range(6):
        interrupted(tools, folder)
        journal = folder.parent / "out" / ".~series.journal"
        journal.write_bytes(damage(bytearray(journal.read_bytes()), generator))
        series(folder, tools.LocalModel())
        assert tools.state(folder.parent / "out") == whole


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
@pytest.mark.parametrize("kind", ["symbolic", "dangling", "hard", "fifo", "folder"])
@pytest.mark.parametrize(
    "name", [".~series.journal", *(f".~s1_20240101_despeckled.tif.{kind}" for kind in ("journal", "scratch", "lock"))]
)
def test_a_series_does_not_write_through_planted_names(tools: Any, folder: Path, name: str, kind: str) -> None:
    out, victim = folder.parent / "out", folder.parent / "victim"
    out.mkdir()
    victim.write_bytes(b"precious")
    planted = {
        "symbolic": lambda path: path.symlink_to(victim),
        "dangling": lambda path: path.symlink_to(folder.parent / "made"),
        "hard": lambda path: os.link(victim, path),
        "fifo": os.mkfifo,
        "folder": Path.mkdir,
    }[kind]
    planted(out / name)
    try:
        report = series(folder, tools.LocalModel())
    except MtdnError as error:
        assert name in str(error)
    else:  # the date fails, the rest is done
        assert [bool(result.error) for result in report.results] == [True, False, False]
    assert victim.read_bytes() == b"precious" and not (folder.parent / "made").exists()
