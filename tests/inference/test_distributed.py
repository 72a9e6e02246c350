"""A series over dask: real scheduler and workers, each in a process of its own; one of them is killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")
pytest.importorskip("distributed")

from mtdn_core.errors import Cancelled, ConfigError, MissingDependencyError
from mtdn_core.inference import distributed, distributed_worker
from mtdn_core.inference.leftovers import Leftovers
from mtdn_core.inference.machines import Machines
from mtdn_core.inference.series import run_series
from mtdn_core.inference.series_files import SeriesItem
from mtdn_core.inference.series_item import SeriesResult, SeriesTask
from mtdn_core.inference.settings import RunSettings
from tests.listener import Listener

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="no SIGKILL"), pytest.mark.timeout(600)]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> str:
    """A tiny untrained model, as a file that every process can load."""
    import hashlib

    import torch
    from safetensors.torch import save

    from mtdn_core.model.card import ModelCard
    from mtdn_core.model.compact import CompactNetwork

    torch.manual_seed(0)
    settings = {"widths": [8, 8, 8], "blocks": [1, 1, 1]}
    content = save(CompactNetwork(**settings).state_dict())
    card = ModelCard(
        name="tiny", architecture="mtdn-lite", settings=settings, representation={"kind": "local-log"}, training={},
        figures={}, limits=[], sha256=hashlib.sha256(content).hexdigest(), change_threshold=0.5, default_strength=1.0,
    )  # fmt: skip
    path = tmp_path_factory.mktemp("model") / "tiny.json"
    path.with_suffix(".safetensors").write_bytes(content)
    path.write_text(card.to_json(), encoding="utf-8")
    return str(path)


@pytest.fixture
def folder(tools, tmp_path) -> Path:
    folder = tmp_path / "dates"
    folder.mkdir()
    for month in range(1, 5):
        tools.write(folder / f"s1_20240{month}01.tif", tools.speckled(80, 80, seed=month))
    return folder


class Cluster:
    """A scheduler and two slow workers, as a user would start them."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self._folder = folder
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        here = ["--host", "127.0.0.1", "--no-dashboard"]
        self.scheduler = self._start("scheduler", "--port", "0", *here)
        until = time.monotonic() + 60
        while not self.file.exists():
            assert time.monotonic() < until and self.scheduler.poll() is None
            time.sleep(0.05)
        self.address = str(json.loads(self.file.read_text())["address"])
        slow = ["--preload", str(ROOT / "tests" / "slow_worker.py"), "--memory-limit", "0", "--nthreads", "1"]
        for name in ("alpha", "beta"):
            self.workers[name] = self._start("worker", "--no-nanny", "--name", name, *slow, *here)

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + what, "--scheduler-file", str(self.file), *arguments]
        # two threads: PyTorch would round otherwise with them, but the worker sets their number
        environment = {**os.environ, "OMP_NUM_THREADS": "2", "PYTHONPATH": str(ROOT)}
        with (self._folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(command, cwd=self._folder, env=environment, stdout=log, stderr=log)

    def stop(self) -> None:
        for process in (*self.workers.values(), self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.stop()


class Killer(Listener):
    """Kills the first worker that is in the middle of a date."""

    def __init__(self, cluster: Cluster, out: Path) -> None:
        super().__init__()
        self._cluster, self._out = cluster, out
        self.killed = ""

    def progress(self, fraction: float, message: str) -> None:
        super().progress(fraction, message)
        if not self.killed and fraction > 0.1:
            begun = [line.rsplit(" ", 1)[1] for line in self.lines if ": by " in line]
            self.killed = begun[0]
            assert list(self._out.glob(".~*.tif")), "nothing is half written"
            self._cluster.workers[self.killed].send_signal(signal.SIGKILL)


@pytest.fixture(autouse=True)
def _one_thread():
    """The bytes are those of one process with one thread."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def go(folder: Path, out: Path, model: str, cluster: Cluster | None = None, listener: Any = None, **settings: Any):
    settings = {"tile": 16, "device": "cpu", "model": model, **settings}
    machines = Machines(cluster.address) if cluster else None
    return run_series(str(folder), str(out), RunSettings(**settings), listener, machines=machines)


def test_a_killed_worker_and_a_failing_date(tools, folder, tmp_path, model, cluster) -> None:
    """The others do what it had begun; the bytes are those of one process; nothing half written is left."""
    plain, out = tmp_path / "plain", tmp_path / "out"
    go(folder, plain, model)
    blocked = plain / "s1_20240301_despeckled.tif"
    blocked.unlink()
    (out / blocked.name).mkdir(parents=True)
    killer = Killer(cluster, out)
    report = go(folder, out, model, cluster, killer)
    assert killer.killed and any("once more: its worker was lost" in line for line in killer.lines)
    assert [result.output for result in report.failed] == [str(out / blocked.name)]
    assert "may not be written" in report.failed[0].error
    assert [result.input for result in report.results] == [str(p) for p in sorted(folder.iterdir())]
    assert report.results[0].report and report.results[0].second == str(folder / "s1_20240201.tif")
    (out / blocked.name).rmdir()
    assert tools.state(out) == tools.state(plain)
    assert killer.fractions[-1] == pytest.approx(1) and killer.fractions == sorted(killer.fractions)


def test_cancel_then_resume_on_the_worker_that_is_left(tools, folder, tmp_path, model, cluster) -> None:
    plain, out = tmp_path / "plain", tmp_path / "out"
    go(folder, plain, model)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        go(folder, out, model, cluster, Listener(cancel_from=0.1))
    assert time.monotonic() - began < 20
    assert not [p.name for p in out.iterdir() if p.name.startswith(".")]
    with pytest.raises(Cancelled):
        go(folder, out, model, cluster, Listener(cancel_from=0.35), resume=True)
    assert list(out.glob(".~*.journal")) and not list(out.glob(".~*-resume.tif"))
    listener = Listener()
    report = go(folder, out, model, cluster, listener, resume=True)
    assert report.results[0].done_before
    assert any("tiles that are done" in line for line in listener.lines)
    assert tools.state(out) == tools.state(plain)


def test_workers_that_would_do_it_otherwise_are_refused(folder, tmp_path, model, cluster, monkeypatch) -> None:
    loaded = SimpleNamespace(card=SimpleNamespace(sha256="0" * 64, name="tiny"))
    settings = RunSettings(tile=16, model=model, device="cpu")
    with pytest.raises(ConfigError, match=r"the worker tcp://.*is another one \(SHA-256"):
        run_series(str(folder), str(tmp_path / "out"), settings, model=loaded, machines=Machines(cluster.address))
    monkeypatch.setattr(distributed_worker, "__version__", "9.9")
    with pytest.raises(ConfigError, match=r"this process has 9\.9"):
        go(folder, tmp_path / "out", model, cluster)
    assert not list((tmp_path / "out").iterdir())


def test_a_lost_scheduler_ends_the_run_in_words(folder, tmp_path, model, cluster) -> None:
    class Cut(Listener):
        def progress(self, fraction: float, message: str) -> None:
            super().progress(fraction, message)
            if fraction > 0.1:
                cluster.scheduler.kill()

    report = go(folder, tmp_path / "out", model, cluster, Cut())
    assert len(report.failed) >= 3
    assert all("scheduler was lost" in result.error and "--resume" in result.error for result in report.failed)


def test_what_a_worker_says(tmp_path, model) -> None:
    seen = tmp_path / "seen.tif"
    seen.write_bytes(b"12345")
    (tmp_path / "probe").write_text("job")

    def said(job: str, **changes: Any) -> str:
        values = {"model": model, "sha256": "?", "device": "cpu", "probe": tmp_path / "probe", "word": "job",
                  "files": {str(seen): 5}, **changes}  # fmt: skip
        return "; ".join(distributed_worker.check(distributed_worker.job_facts(job, **values)))

    assert "another one" in said("a") and "it does not see" not in said("a")
    gone = str(tmp_path / "gone.tif")
    assert f"it does not see '{gone}' and 1 more files" in said("b", files={gone: 1, gone + "2": 1})
    assert "other files of the same names" in said("c", files={str(seen): 6})
    assert "does not see the output folder" in said("d", word="another")
    assert "cannot load the model" in said("e", model="no-such")


def test_a_worker_that_joins_late_and_is_not_fit_is_left_out(tmp_path) -> None:
    item = SeriesItem("s", "a.tif")
    task = SeriesTask(0, item, None, str(tmp_path / "out.tif"), RunSettings())
    good = distributed_worker.Answer("tcp://good", SeriesResult("a.tif", "out.tif"), ((True, "look"),))
    answers = [distributed_worker.Answer("tcp://bad", unfit="it has mtdn_core 0"), good]
    asked: list[Any] = []

    def submit(*_: Any, workers: Any, **__: Any) -> Future[Any]:
        asked.append(workers)
        future: Future[Any] = Future()
        future.set_result(answers[len(asked) - 1])
        return future

    client = SimpleNamespace(
        submit=submit, subscribe_topic=lambda *_: None, nthreads=lambda: {"tcp://bad": 1, "tcp://good": 1}
    )
    done: list[SeriesResult] = []
    listener = Listener()
    distributed._Run(client, [task], {"job": "j"}, listener, lambda _, result: done.append(result), [1.0]).go()
    assert asked == [None, ["tcp://good"]]
    assert done == [good.result]
    assert any("tcp://bad is left out" in line for line in listener.lines) and "1/1 s: look" in listener.lines


def test_only_what_killed_workers_left_is_removed(tmp_path) -> None:
    output = tmp_path / "a_despeckled.tif"
    other = [".~a_despeckled-00112233.tif"]
    other += [".~b-00112233.tif", ".~a_despeckled.tif.journal", "a_despeckled-a0b1c2d3.tif"]
    (tmp_path / other[0]).touch()
    leftovers = Leftovers([str(output)])
    for name in (*other[1:], ".~a_despeckled-aabbccdd.tif", ".~a_despeckled-aabbccdd.tif.aux.xml"):
        (tmp_path / name).touch()
    leftovers.remove()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(other)


def test_requests_that_cannot_be_met(folder, tmp_path, model, monkeypatch) -> None:
    monkeypatch.setattr("mtdn_core.inference.cluster.CONNECT_S", 0.5)
    with pytest.raises(ConfigError, match=r"No scheduler answers at 'tcp://127\.0\.0\.1:9'"):
        run_series(str(folder), str(tmp_path / "out"), RunSettings(model=model), machines=Machines("tcp://127.0.0.1:9"))
    with pytest.raises(ConfigError, match="one of the two"):
        Machines("tcp://127.0.0.1:9", 2).check()
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingDependencyError, match=r"-m pip install 'distributed"):
        run_series(str(folder), str(tmp_path / "out"), RunSettings(model=model), machines=Machines(workers=2))


def test_interrupted_with_workers_of_its_own(tools, tmp_path, model) -> None:
    """Ctrl-C reaches every process of the terminal: 130, and no half-written file is left."""
    folder, out = tmp_path / "dates", tmp_path / "out"
    folder.mkdir()
    for month in (1, 2):
        tools.write(folder / f"s1_20240{month}01.tif", tools.speckled(600, 600, seed=month))
    command = [sys.executable, "-m", "mtdn_core", "despeckle", "--series", str(folder), "--output-dir", str(out)]
    command += ["--workers", "1", "--model", model, "--tile", "16", "--device", "cpu"]
    # a shell's background jobs ignore Ctrl-C, and this test may be in one
    running = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    try:
        until = time.monotonic() + 120
        while not list(out.glob(".~*.tif")) and running.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)
        said = running.communicate(timeout=120)[1]
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == 130, said
    assert "Interrupted" in said and "Traceback" not in said
    assert not list(out.iterdir())
