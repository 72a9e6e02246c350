"""Resumed runs: what was damaged, or belongs to other settings, is noticed and never mixed into a result."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

gdal = pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.errors import OutputError  # noqa: E402
from mtdn_core.inference.resume import _chained  # noqa: E402
from tests.disturbed import TILES, Scene, damage  # noqa: E402
from tests.processes import environment  # noqa: E402


@pytest.fixture
def scene(tools: Any, tmp_path: Path) -> Scene:
    return Scene(tools, tmp_path)


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
from osgeo import gdal  # brings a BLAS of its own on many systems
import mtdn_core
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
outputs = Outputs(sys.argv[2], probability=sys.argv[3])
model = mtdn_core.load_model("mtdn-compact", backend="numpy")
settings = RunSettings(tile=64, device="cpu", units="linear", threads=int(sys.argv[4]))
run(DateInput(sys.argv[1] + "/one.tif"), DateInput(sys.argv[1] + "/two.tif"), outputs, settings, model=model)
"""


def test_the_threads_of_libraries_decide_nothing(scene: Scene) -> None:
    """The same bytes with NumPy, whatever the environment says of the threads of its matrix products."""
    found = []
    for threads, workers in (("1", "1"), ("2", "1"), ("4", "3")):
        names = [str(scene.folder / f"{name}{threads}.tif") for name in ("o", "p")]
        command = [sys.executable, "-c", WITH_NUMPY, str(scene.folder), *names, workers]
        limits = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), threads)
        subprocess.run(command, check=True, env=environment(**limits), cwd=scene.folder)
        found.append([Path(name).read_bytes() for name in names])
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    "settings", [{"strength": 0.25}, {"threshold": 0.25}, {"tile": 48}, {"weather": "keep"}, {"target": "flood"}], ids=str
)
def test_other_settings_are_not_continued(scene: Scene, settings: dict[str, Any]) -> None:
    scene.stopped()
    model, listener = scene.go("out", **settings)
    assert len(model.calls) == (TILES if "tile" not in settings else 7)
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


@pytest.mark.parametrize("change", [
    {"valid": -1}, {"valid": 1e3}, {"computed": 10**18}, {"without_number": None}, {"changed": [10**6]}, {"changed": 7},
    {"changed": ["1"] * 32}, {"changed": [33] * 32}, {"totals": []},
    {"totals": [[[float("nan")] * 2] * 2] * 4}, {"totals": "x"}, "drop",
], ids=str)
def test_numbers_of_a_journal_that_no_run_writes(scene: Scene, change: Any) -> None:
    """The checksums are right: another hand wrote them."""
    scene.stopped()
    path = scene.folder / "out" / ".~despeckled1.tif.journal"
    chain, lines = "", []
    for line in path.read_text("utf-8").splitlines():
        values = json.loads(line.partition(" ")[2])
        if "state" in values:
            values["state"] = {} if change == "drop" else {**values["state"], **change}
        text = json.dumps(values, sort_keys=True)
        chain = _chained(chain, text)
        lines.append(f"{chain} {text}\n")
    path.write_text("".join(lines), "utf-8")
    with pytest.raises(OutputError, match=r"holds what no run writes.*without --resume"):
        scene.go("out")
    assert len(scene.go("out", resume=False)[0].calls) == TILES
