"""Going on with a killed run: the same bytes, nothing left, nothing wrong taken over."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

pytest.importorskip("osgeo.gdal")
pytest.importorskip("torch")

from mtdn_core.errors import Cancelled, OutputError
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from tests.listener import Listener
from tests.processes import environment, wait_for

NAMES = ("despeckled1", "despeckled2", "change", "probability")
TILES = 31  # of a run

# runs the stand-in model to a tile at which it stays, to be killed there
SCRIPT = """
import sys, time
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings

from tests.conftest import LocalModel

class Slow(LocalModel):
    def estimate(self, *args, **kwargs):
        if len(self.calls) == int(sys.argv[4]):
            time.sleep(3600)
        return super().estimate(*args, **kwargs)

out = [f"{sys.argv[3]}/{n}.tif" for n in ("despeckled1", "despeckled2", "change", "probability")]
settings = RunSettings(tile=32, minimum_area=3, device="cpu", resume=True, threads=1)
run(DateInput(sys.argv[1]), DateInput(sys.argv[2]), Outputs(*out), settings, model=Slow())
"""


@pytest.fixture
def pair(tools, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    two = tools.speckled(150, 170, seed=2)
    two[:, 20:60, 50:90] *= 8
    return (
        str(tools.write(folder / "one.tif", tools.speckled(150, 170, seed=1))),
        str(tools.write(folder / "two.tif", two)),
    )


def outputs(folder: Path) -> Outputs:
    folder.mkdir(exist_ok=True)
    return Outputs(*(str(folder / f"{name}.tif") for name in NAMES))


def go(tools, pair, folder, listener=None, model=None, **settings):
    settings = {"tile": 32, "minimum_area": 3, "device": "cpu", "resume": True, **settings}
    return run(
        DateInput(pair[0]), DateInput(pair[1]), outputs(folder), RunSettings(**settings), listener,
        model=model or tools.LocalModel(),
    )


def figures(report) -> dict[str, object]:
    left_out = ("seconds", "megapixels_per_second", "outputs", "messages")
    return {key: value for key, value in asdict(report).items() if key not in left_out}


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed_in_the_middle(tools, pair, tmp_path) -> None:
    plain = go(tools, pair, tmp_path / "plain", resume=False)
    out = tmp_path / "out"
    outputs(out)
    journal = out / ".~despeckled1.tif.journal"
    for done, more in ((5, 5), (12, 7)):
        arguments = [sys.executable, "-c", SCRIPT, *pair, str(out), str(more)]
        process = subprocess.Popen(arguments, cwd=tmp_path, env=environment())
        wait_for(lambda: journal.exists() and journal.read_bytes().count(b"\n") == 1 + done, process)  # noqa: B023
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not list(out.glob("[!.]*"))
    # the record that was being written
    with journal.open("ab") as lines, (out / ".~despeckled1.tif.scratch").open("ab") as scratch:
        lines.write(b'{"core": [0, 0')
        scratch.write(b"half a record")
    model, listener = tools.LocalModel(), Listener()
    resumed = go(tools, pair, out, listener, model)
    assert len(model.calls) == TILES - done and any(f"{done} tiles that are done" in line for line in listener.lines)
    assert listener.fractions[0] > done / 40 and listener.fractions[-1] == 1
    assert tools.state(out) == tools.state(tmp_path / "plain")
    assert figures(resumed) == figures(plain)


@pytest.mark.parametrize("names", [NAMES, NAMES[:1]])
def test_cancelled_in_the_middle(tools, pair, tmp_path, names) -> None:
    """All outputs, and despeckling alone, whose journal has no changed pixels."""
    for folder in ("plain", "out"):
        (tmp_path / folder).mkdir()
    plain, out = (Outputs(*(str(tmp_path / folder / f"{name}.tif") for name in names)) for folder in ("plain", "out"))
    first, second = (DateInput(path) for path in pair)
    settings = RunSettings(tile=32, device="cpu", resume=True, threads=1)
    run(first, second, plain, settings, model=tools.LocalModel())
    listener = Listener(3)
    with pytest.raises(Cancelled):
        run(first, second, out, settings, listener, model=tools.LocalModel())
    assert "with --resume" in listener.lines[-1]
    assert all(p.name.startswith(".~") for p in (tmp_path / "out").iterdir())
    report = run(first, second, out, settings, model=tools.LocalModel())
    assert any("tiles that are done" in line for line in report.messages)
    assert tools.state(tmp_path / "out") == tools.state(tmp_path / "plain")


def test_damage_anywhere_is_noticed(tools, pair, tmp_path) -> None:
    """One byte of the scratch file or of the journal is another: tiles from there on are done again."""
    go(tools, pair, tmp_path / "plain", resume=False)
    for name, place in (("scratch", 0.3), ("scratch", 0.9), ("journal", 0.2), ("journal", 0.5), ("journal", 0.95)):
        with pytest.raises(Cancelled):
            go(tools, pair, tmp_path / "out", Listener(9))
        path = tmp_path / "out" / f".~despeckled1.tif.{name}"
        content = bytearray(path.read_bytes())
        content[int(place * len(content))] ^= 0x11
        path.write_bytes(bytes(content))
        go(tools, pair, tmp_path / "out")
        assert tools.state(tmp_path / "out") == tools.state(tmp_path / "plain"), (name, place)


def test_planted_links_are_not_followed(tools, pair, tmp_path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "out").mkdir()
    for name in ("journal", "scratch", "lock"):
        link = tmp_path / "out" / f".~despeckled1.tif.{name}"
        link.symlink_to(victim)
        with pytest.raises(OutputError, match="symbolic link"):
            go(tools, pair, tmp_path / "out")
        link.unlink()
    assert victim.read_text() == "precious"


def test_what_another_run_has_left_is_not_used(tools, pair, tmp_path) -> None:
    def interrupted() -> None:
        with pytest.raises(Cancelled):
            go(tools, pair, tmp_path / "out", Listener(5))

    def all_tiles(**settings) -> None:
        model, listener = tools.LocalModel(), Listener()
        go(tools, pair, tmp_path / "out", listener, model, **settings)
        assert len(model.calls) == TILES
        assert any("starting anew" in line for line in listener.lines) == settings.get("resume", True)

    interrupted()
    all_tiles(strength=0.1)
    interrupted()
    stat = os.stat(pair[0])
    content = bytearray(Path(pair[0]).read_bytes())
    content[-40] ^= 1  # other pixels, the same size and time
    Path(pair[0]).write_bytes(bytes(content))
    os.utime(pair[0], ns=(stat.st_atime_ns, stat.st_mtime_ns))
    all_tiles()
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted([*(f"{n}.tif" for n in NAMES), "change.tif.aux.xml"])
    interrupted()
    journal = tmp_path / "out" / ".~despeckled1.tif.journal"
    kept = journal.read_bytes()
    all_tiles(resume=False)
    assert journal.read_bytes() == kept
    journal.write_bytes(b"nonsense\n")
    all_tiles()


def test_a_scratch_file_that_lost_its_end(tools, pair, tmp_path) -> None:
    go(tools, pair, tmp_path / "plain", resume=False)
    with pytest.raises(Cancelled):
        go(tools, pair, tmp_path / "out", Listener(8))
    scratch = tmp_path / "out" / ".~despeckled1.tif.scratch"
    os.truncate(scratch, scratch.stat().st_size // 2)
    model = tools.LocalModel()
    go(tools, pair, tmp_path / "out", None, model)
    assert 22 < len(model.calls) <= TILES
    assert tools.state(tmp_path / "out") == tools.state(tmp_path / "plain")


def test_one_run_at_a_time(tools, pair, tmp_path) -> None:
    pytest.importorskip("fcntl")

    class Second(Listener):
        def progress(self, fraction: float, message: str) -> None:
            if not self.fractions:
                with pytest.raises(OutputError, match="Another run"):
                    go(tools, pair, tmp_path / "out")
            super().progress(fraction, message)

    listener = Second()
    go(tools, pair, tmp_path / "out", listener)
    assert listener.fractions[-1] == 1


@pytest.mark.parametrize("name", ["scratch", "journal"])
def test_any_damage_starts_anew_and_says_so(tools, pair, tmp_path, name) -> None:
    with pytest.raises(Cancelled):
        go(tools, pair, tmp_path / "out", Listener(9))
    path = tmp_path / "out" / f".~despeckled1.tif.{name}"
    content = bytearray(path.read_bytes())
    content[len(content) * 2 // 3] ^= 1
    path.write_bytes(bytes(content))
    model, listener = tools.LocalModel(), Listener()
    go(tools, pair, tmp_path / "out", listener, model)
    assert len(model.calls) == TILES
    assert any("is damaged" in line and f"tif.{name}'" in line and "starting anew" in line for line in listener.lines)


def test_entries_that_somebody_has_written(tools, pair, tmp_path) -> None:
    """Lines with good checksums whose values are not those of a run are refused as well."""
    from mtdn_core.inference.resume import _chained

    with pytest.raises(Cancelled):
        go(tools, pair, tmp_path / "out", Listener(4))
    journal, scratch = (tmp_path / "out" / f".~despeckled1.tif.{n}" for n in ("journal", "scratch"))
    lines, kept = journal.read_text().splitlines(), scratch.read_bytes()
    first = json.loads(lines[1].partition(" ")[2])
    others = ({"checksum": wrong} for wrong in (None, 0, "", [first["checksum"]], "0" * 16))
    for wrong in ([first], "state", *({**first, **other} for other in ({"state": None}, {"state": [0]}, *others))):
        text = json.dumps(wrong)
        head = lines[0].partition(" ")[0]
        journal.write_text(f"{lines[0]}\n{_chained(head, text)} {text}\n")
        scratch.write_bytes(kept)
        listener = Listener(4)
        with pytest.raises(Cancelled):
            go(tools, pair, tmp_path / "out", listener)
        assert any("damaged" in line and "starting anew" in line for line in listener.lines), wrong


def test_two_runs_that_share_their_second_output(tools, pair, tmp_path) -> None:
    def shared(name: str, listener=None):
        outs = Outputs(str(tmp_path / f"{name}.tif"), change=str(tmp_path / "shared.tif"))
        settings = RunSettings(tile=32, device="cpu", resume=True)
        return run(DateInput(pair[0]), DateInput(pair[1]), outs, settings, listener, model=tools.LocalModel())

    class Second(Listener):
        def progress(self, fraction: float, message: str) -> None:
            if not self.fractions:
                with pytest.raises(OutputError, match=r"Another run is writing.*shared\.tif"):
                    shared("b")
            super().progress(fraction, message)

    shared("a", Second())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tif", "in", "shared.tif", "shared.tif.aux.xml"]
