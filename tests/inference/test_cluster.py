"""A series over dask: a real scheduler and workers, each in a process of its own; one of them is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")
pytest.importorskip("distributed")

from distributed import Client

from mtdn_core.errors import Cancelled, ConfigError, MissingDependencyError
from mtdn_core.inference import cluster as module
from mtdn_core.inference import worker
from mtdn_core.inference.cluster import ClusterOptions
from mtdn_core.inference.series import run_series
from mtdn_core.inference.settings import RunSettings
from mtdn_core.model.load import load_model
from mtdn_core.progress import Progress
from tests.cluster import Cluster
from tests.listener import Listener
from tests.processes import MINUTES_S, start, wait_for

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="no SIGKILL"), pytest.mark.timeout(600)]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tools, tmp_path) -> Path:
    return tools.write_dates(tmp_path / "dates", 4, 90)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.stop()


def go(folder: Path, out: Path, cluster: Cluster | None = None, listener: Any = None, **settings: Any):
    options = ClusterOptions(cluster.address) if cluster else None
    settings = {"device": "cpu", "threads": 1, "tile": 64, **settings}
    return run_series(str(folder), str(out), RunSettings(**settings), listener, cluster=options)


def test_workers_write_the_bytes_of_one_process_and_cancel(tools, folder, tmp_path, cluster) -> None:
    plain, out = tmp_path / "plain", tmp_path / "out"
    go(folder, plain)
    with pytest.raises(Cancelled):
        go(folder, out, cluster, Listener(cancel_from=0.2))
    # what was in work when the run was cancelled is given up between tiles, and may not have begun to write before
    with Client(cluster.address) as client:
        wait_for(lambda: not any(client.run(lambda dask_worker: len(dask_worker.state.tasks)).values()))
    assert not [p for p in out.iterdir() if p.name.startswith(".")]
    listener = Listener()
    report = go(folder, out, cluster, listener)
    assert not report.failed and len(report.results[0].references) == 3
    assert tools.state(out) == tools.state(plain)
    assert listener.fractions == sorted(listener.fractions) and listener.fractions[-1] == pytest.approx(1)
    assert sum("4 s1_" in line and "Mean of input" in line for line in listener.lines) == 4  # each line names its date
    assert [sum(what in line for line in listener.lines) for what in ("Device: ", "Tiles: ", "Model: ")] == [1, 1, 1]


def test_workers_that_would_do_it_otherwise_are_refused(folder, tmp_path, cluster, monkeypatch) -> None:
    loaded = SimpleNamespace(card=SimpleNamespace(sha256="0" * 64, name="mtdn-compact", default_strength=0.0))
    with pytest.raises(ConfigError, match=r"the worker tcp://.*is another one \(SHA-256"):
        run_series(
            str(folder), str(tmp_path / "out"), RunSettings(device="cpu"), model=loaded, cluster=ClusterOptions(cluster.address)
        )
    model = load_model("mtdn-compact")
    for other, words in (
        (SimpleNamespace(card=replace(model.card, representation={}), backend="torch"), "representation"),
        (SimpleNamespace(card=model.card, backend="numpy"), "backend torch"),
    ):
        with pytest.raises(ConfigError, match=words):
            run_series(
                str(folder), str(tmp_path / "out"), RunSettings(device="cpu"), model=other,
                cluster=ClusterOptions(cluster.address),
            )
    monkeypatch.setattr(worker, "__version__", "9.9")
    with pytest.raises(ConfigError, match=r"this process has 9\.9"):
        go(folder, tmp_path / "out", cluster)
    assert not list((tmp_path / "out").iterdir())


def test_a_killed_worker_and_a_failing_date(tools, folder, tmp_path, cluster) -> None:
    """The other worker does what it had begun; the bytes are those of one process."""
    plain, out = tmp_path / "plain", tmp_path / "out"
    go(folder, plain)
    blocked = plain / "s1_20240301_despeckled.tif"
    blocked.unlink()
    (out / blocked.name).mkdir(parents=True)

    class Killer(Listener):
        def progress(self, fraction: float, message: str) -> None:
            super().progress(fraction, message)
            cluster.workers["alpha"].send_signal(signal.SIGKILL)

    report = go(folder, out, cluster, Killer())
    assert cluster.workers["alpha"].wait() == -signal.SIGKILL
    assert [result.output for result in report.failed] == [str(out / blocked.name)]
    (out / blocked.name).rmdir()
    assert tools.state(out).items() >= tools.state(plain).items()


def test_requests_that_cannot_be_met(folder, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module, "ANSWER_S", 0.5)

    def refused(options: ClusterOptions, kind: type[Exception], match: str) -> None:
        with pytest.raises(kind, match=match):
            run_series(str(folder), str(tmp_path / "out"), RunSettings(), cluster=options)

    refused(ClusterOptions("tcp://127.0.0.1:9"), ConfigError, r"answers at 'tcp://127\.0\.0\.1:9'")
    refused(ClusterOptions("tcp://127.0.0.1:9", 2), ConfigError, "one of the two")
    refused(ClusterOptions(), ConfigError, "one of the two")
    monkeypatch.setitem(sys.modules, "distributed", None)
    refused(ClusterOptions(workers=2), MissingDependencyError, r"-m pip install 'distributed")


def test_two_jobs_at_once_and_files_that_are_not_seen(tools, folder, tmp_path, cluster) -> None:
    """A job that is given up leaves another of the same workers alone."""
    plain, out = tmp_path / "plain", tmp_path / "out"
    go(folder, plain)
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(go, folder, out, cluster)
        with pytest.raises(Cancelled):
            go(folder, tmp_path / "given_up", cluster, Listener(cancel_from=0.2))
        assert not other.result(timeout=300).failed
    assert tools.state(out) == tools.state(plain)
    job = worker.Job(
        len, RunSettings(device="cpu"), worker.identity(load_model("mtdn-compact")), (str(folder), str(folder / "nowhere.tif"))
    )
    with pytest.raises(ConfigError, match=r"does not see 1 of 2 files, for example '.*nowhere.tif'"):
        module.run_on_cluster(job, [1], ClusterOptions(cluster.address), Progress(), lambda *_: None)


def test_all_workers_gone(folder, tmp_path, cluster, monkeypatch) -> None:
    """It is said, and giving up takes seconds; runs last, for it kills the workers."""
    monkeypatch.setattr(module, "NO_WORKER_S", 2.0)

    class Killer(Listener):
        def info(self, message: str) -> None:
            super().info(message)
            if "ready" in message:
                for worker in cluster.workers.values():
                    worker.kill()

        def warning(self, message: str) -> None:
            super().warning(message)
            if "No worker is left" in message:
                self.fractions.append(1.0)
                self.began = time.monotonic()

    listener = Killer(cancel_from=1.0)
    with pytest.raises(Cancelled):
        go(folder, tmp_path / "out", cluster, listener)
    assert time.monotonic() - listener.began < 60


def test_interrupted_with_workers_of_its_own(tools, tmp_path) -> None:
    """Ctrl-C reaches every process of the terminal: 130, and no half-written file is left."""
    folder, out = tmp_path / "dates", tmp_path / "out"
    folder.mkdir()
    for month in (1, 2):
        tools.write(folder / f"s1_20240{month}01.tif", tools.speckled(900, 900, seed=month))
    command = ["despeckle", "--series", folder, "--output-dir", out, "--workers", 1, "--tile", 64, "--device", "cpu"]
    running = start(*command, start_new_session=True)
    try:
        wait_for(lambda: list(out.glob(".~*.tif")), running)
        os.killpg(running.pid, signal.SIGINT)
        said = running.communicate(timeout=MINUTES_S)[1]
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == 130, said
    assert "Interrupted" in said and "Traceback" not in said
    assert not list(out.iterdir())
