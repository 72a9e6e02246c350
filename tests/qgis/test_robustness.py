"""Sessions and signals: exit codes, two runs at once, reloading, many runs, and what a killed run leaves."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.processes import MINUTES_S, wait_for
from tests.qgis.rasters import ROOT, read_tif, speckled, write_tif
from tests.qgis.test_processing import run
from tests.qgis.test_qgis_process import RUN, contents

WATCH = """
import socket, sys
opened = []
def audit(event, args):
    if event.startswith("socket.") or event == "urllib.Request":
        opened.append(event)
sys.addaudithook(audit)
from qgis.core import QgsApplication
app = QgsApplication([], False)
app.initQgis()
del opened[:]
sys.path.insert(0, {parent!r})
import mtdn
for _ in range(3):
    plugin = mtdn.classFactory(None)
    plugin.initProcessing()
    count = len(plugin.provider.algorithms())
    help_texts = [a.shortHelpString() for a in plugin.provider.algorithms()]
    heavy = [n for n in sys.modules if n.split(".")[0] in ("torch", "safetensors", "requests", "osgeo")]
    plugin.unload()
print("COUNT", count, "HEAVY", heavy, "OPENED", opened)
app.exitQgis()
"""


def test_loading_opens_no_socket_and_imports_neither_torch_nor_gdal(tmp_path):
    """Without a window (iface=None), three times over: load, describe, unload."""
    from tools import assemble

    assemble.assemble(tmp_path)
    code = WATCH.format(parent=str(tmp_path / "plugin"))
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    assert "HEAVY [] OPENED []" in ended.stdout and "COUNT 0" not in ended.stdout, ended.stdout


def damaged_model(folder: Path) -> Path:
    """Write a model whose weights are cut off; returns the card."""
    for suffix in (".json", ".safetensors"):
        shutil.copy(ROOT / "mtdn_core" / "weights" / f"mtdn-compact{suffix}", folder / f"own{suffix}")
    weights = folder / "own.safetensors"
    weights.write_bytes(weights.read_bytes()[:100_000])
    return folder / "own.json"


def test_exit_codes_of_faults(qgis_process, tmp_path):
    """A corrupt model and a band that is not there: exit code not 0, words, no traceback, nothing left."""
    image = write_tif(tmp_path / "image.tif", speckled(1), ("VV", "VH"))
    model = damaged_model(tmp_path)
    before = contents(tmp_path)
    for given, word in (({"MODEL": str(model)}, "own.safetensors"), ({"INPUT_BANDS": "1,7"}, "Band 7")):
        arguments = {"INPUT": str(image), "UNITS": "linear", "OUTPUT": str(tmp_path / "out.tif"), **given}
        ended = qgis_process.call([*RUN, *(f"{key}={value}" for key, value in arguments.items())])
        said = ended.stdout + ended.stderr
        assert ended.returncode != 0 and word in said and "Traceback" not in said and "Unexpected" not in said, said
        assert contents(tmp_path) == before


@pytest.mark.usefixtures("heeded_signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_killed_run_is_swept_by_the_next(qgis_process, tmp_path, number):
    """The older output stays as it was, nothing half is at the target, and the next run removes temporary files."""
    big = write_tif(tmp_path / "big.tif", speckled(1, size=1200), ("VV", "VH"))
    small = write_tif(tmp_path / "small.tif", speckled(1), ("VV", "VH"))
    out = tmp_path / "results"
    out.mkdir()
    target = out / "out.tif"
    target.write_bytes(small.read_bytes())
    arguments = [*RUN, "UNITS=linear", f"OUTPUT={target}", "TILE=64", "THREADS=1", "DEVICE=cpu"]
    running = subprocess.Popen(
        [qgis_process.program, *arguments, f"INPUT={big}"], env=qgis_process.environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    wait_for(lambda: list(out.glob(".~*.tif")), running)
    running.send_signal(number)
    try:
        ended = running.wait(timeout=30 if number == signal.SIGHUP else MINUTES_S)
    except subprocess.TimeoutExpired:
        assert number == signal.SIGHUP  # QGIS 3.40 and later catch it and go on
        running.kill()
        ended = running.wait()
    if number == signal.SIGHUP and ended == 0:
        assert read_tif(target).shape == (2, 1200, 1200)
    else:
        assert ended != 0 and target.read_bytes() == small.read_bytes()
    ended = qgis_process.call([*arguments, f"INPUT={small}"])
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert [path.name for path in out.iterdir() if not path.name.endswith(".aux.xml")] == ["out.tif"]
    assert read_tif(target).shape == (2, 40, 40)


def test_two_algorithms_at_once(provider, qgis_new_project, pair, tmp_path):
    """Two runs side by side give what each gives alone."""
    from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback, QgsProject

    alone = {}
    wanted = {
        "despeckle": {"INPUT": pair[0], "DEVICE": "cpu"},
        "detectchanges": {"BEFORE": pair[0], "AFTER": pair[1], "DEVICE": "cpu"},
    }
    for name, parameters in wanted.items():
        run(name, **parameters, OUTPUT=str(tmp_path / f"{name}.tif"))
        alone[name] = (tmp_path / f"{name}.tif").read_bytes()
    ended, kept = [], []
    for name, parameters in wanted.items():
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setProject(QgsProject.instance())
        algorithm = provider.algorithm(name).create()
        task = QgsProcessingAlgRunnerTask(algorithm, {**parameters, "OUTPUT": str(tmp_path / f"{name}.tif")}, context, feedback)
        task.executed.connect(lambda successful, results: ended.append(successful))
        kept.append((task, context, feedback, algorithm))
        (tmp_path / f"{name}.tif").unlink()
    for task, *_ in kept:
        QgsApplication.taskManager().addTask(task)
    wait_for(lambda: QgsApplication.processEvents() or len(ended) == 2)
    assert ended == [True, True]
    assert {name: (tmp_path / f"{name}.tif").read_bytes() for name in wanted} == alone


def resident() -> int:
    """Return the memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
@pytest.mark.timeout(1800)
def test_memory_stays_flat_over_many_runs(provider, pair, tmp_path):
    """200 runs in one session: what leaks does so in both halves, what an allocator keeps does not; no thread is left."""
    memory = []
    for number in range(201):
        run("detectchanges", BEFORE=pair[0], AFTER=pair[1], OUTPUT=str(tmp_path / f"out{number % 3}.tif"))
        if number in (20, 110, 200):
            memory.append((resident(), threading.active_count()))
    (first, threads), (second, _), (third, last) = memory
    assert min(second - first, third - second) < 15e6 and last <= threads
