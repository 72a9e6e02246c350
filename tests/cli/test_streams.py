"""Standard streams, signals and arguments as they should not be: one named error, or a clean end."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mtdn_core.cli import main as module
from mtdn_core.cli.main import main
from mtdn_core.cli.terminal import TerminalFeedback
from mtdn_core.errors import printable
from tests.processes import MINUTES_S, ROOT, shell, start, wait_for

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX shells, signals and devices")


@pytest.fixture
def raster(tools, tmp_path) -> Path:
    pytest.importorskip("osgeo.gdal")
    return tools.write(tmp_path / "ä_20240101.tif", tools.speckled(40, 50))


class Full(io.StringIO):
    """A stream to a full disk."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


def test_json_for_an_output_that_is_not_utf8(raster, tmp_path, local_model, monkeypatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    out = tmp_path / "ö.tif"
    assert main(["despeckle", str(raster), "-o", str(out), "--json", "-q"]) == 0
    assert json.loads(stream.buffer.getvalue())["outputs"] == {"despeckled1": str(out)}


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_full_or_closed_stream_does_not_undo_a_success(raster, tmp_path, local_model, monkeypatch, capsys, name) -> None:
    for number, stream in enumerate((Full(), None)):
        monkeypatch.setattr(sys, name, stream)
        out = tmp_path / f"{number}.tif"
        assert main(["despeckle", str(raster), "-o", str(out), "--json"]) == 0
        assert out.is_file()
    assert name == "stderr" or "could not be printed on standard output (No space left" in capsys.readouterr().err


def test_a_listing_that_cannot_be_printed_is_an_error(monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["models"]) == 1
    error = capsys.readouterr().err
    assert "No space left" in error and "Unexpected" not in error and "Traceback" not in error


@posix
def test_streams_of_a_shell(tmp_path) -> None:
    full = shell("mtdn models > /dev/full", tmp_path)
    assert full.returncode == 1 and "No space left" in full.stderr and "Traceback" not in full.stderr
    assert shell("mtdn models >&- 2>&- <&-", tmp_path).returncode == 0
    reader = shell("(mtdn models; echo $? >&2) | head -c 5", tmp_path, PYTHONUNBUFFERED="1")
    assert reader.stderr == "0\n"
    gone = shell("mkdir gone; cd gone; rmdir ../gone; mtdn models", tmp_path)
    assert gone.returncode == 1 and "working directory cannot be used" in gone.stderr


@posix
def test_closed_streams_do_not_lend_their_numbers_to_outputs(tmp_path) -> None:
    """The first file opened would be number 1, and a library's message would be written into it."""
    code = (
        "import os; from mtdn_core.cli.terminal import open_standard_streams as o; o(); "
        "n = os.open('file', os.O_CREAT | os.O_RDWR); print('into the file'); open('number', 'w').write(str(n))"
    )
    shell(f'"{sys.executable}" -c "{code}" >&- 2>&- <&-', tmp_path)
    assert int((tmp_path / "number").read_text()) > 2 and (tmp_path / "file").read_text() == ""


@pytest.mark.parametrize(
    "arguments",
    [["despeckle", "a\0b.tif", "-o", "o.tif"], ["despeckle", "a" * 5000 + ".tif", "-o", "o.tif"],
     ["despeckle", "a" * 500 + ".tif", "-o", "o.tif"], ["despeckle", "--series", "a" * 500, "--output-dir", "out"],
     ["despeckle", "--series", ".", "--output-dir", "o" * 500], ["train", "t" * 500], ["train", "t\0"],
     ["despeckle", "a.tif", "-o", "o.tif", "--model", "m" * 500], ["import-checkpoint", "c" * 500, "o" * 500]],
)
def test_names_that_no_file_can_have(arguments, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith("Error: ") and "Unexpected" not in error and "What to do" in error


def test_escapes_in_names_do_not_reach_the_terminal(tmp_path, monkeypatch, capsys) -> None:
    pytest.importorskip("osgeo.gdal")
    monkeypatch.chdir(tmp_path)
    name = "a\x1b[31m\nError: forged\u202e.tif"
    assert main(["despeckle", name, "-o", "o.tif"]) == 1
    with pytest.raises(SystemExit):
        main(["despeckle", "a.tif", "-o", "o.tif", "--strength", name])
    stream = io.StringIO()
    feedback = TerminalFeedback(stream=stream)
    feedback.warning(name)
    for text in (capsys.readouterr().err, stream.getvalue()):
        assert "\x1b" not in text and "\u202e" not in text and "\nError: forged" not in text and r"a\x1b[31m\nError" in text
    assert printable("Zürich 'ß' 20 °C") == "Zürich 'ß' 20 °C"


@pytest.mark.parametrize(("text", "code"), [("0,5", 0), ("0.5", 0), ("50%", 2), ("x", 2), ("", 2), ("1_0", 2), ("nan", 2)])
def test_numbers_are_strict_and_a_decimal_comma_is_understood(text, code, monkeypatch, capsys) -> None:
    seen = []
    monkeypatch.setitem(module.COMMANDS, "detect-changes", lambda options, _: seen.append(options.threshold) or {})
    arguments = ["detect-changes", "a.tif", "b.tif", "-o", "c.tif", f"--threshold={text}"]
    if code == 0:
        assert main(arguments) == 0 and seen == [0.5]
        return
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == code and f"'{text}' is not a number from 0 to 1" in capsys.readouterr().err


@posix
@pytest.mark.usefixtures("heeded_signals")
@pytest.mark.parametrize(("name", "code"), [("SIGHUP", 129), ("SIGINT", 130), ("SIGTERM", 143), ("SIGXCPU", 152)])
def test_signals_remove_what_is_half_written(tools, tmp_path, name, code) -> None:
    pytest.importorskip("osgeo.gdal")
    source = tools.write(tmp_path / "in_20240101.tif", tools.speckled(900, 900))
    out = tmp_path / "out"
    out.mkdir()
    with start("despeckle", source, "-o", out / "o.tif", "--tile", 64, "--threads", 1, "--device", "cpu") as running:
        wait_for(lambda: list(out.glob(".~*-*.tif")), running)
        for _ in range(2):  # a closed terminal sends it twice
            with contextlib.suppress(ProcessLookupError):
                running.send_signal(getattr(signal, name))
            if name == "SIGINT":
                break
        said = running.communicate(timeout=MINUTES_S)[1]
    assert running.returncode == code, said
    assert "no half-written output is left" in said and "Traceback" not in said
    assert not list(out.iterdir())


BEGUN = """
import sys
import mtdn_core.__main__ as module

class Saying:
    def find_spec(self, name, *_):
        if name == "mtdn_core.cli.main":
            print("begun", flush=True)

sys.meta_path.insert(0, Saying())
sys.argv = ["mtdn", "models"]
sys.exit(module.main())
"""


@posix
@pytest.mark.parametrize("delay", [0, 0.05, 0.1, 0.2])
def test_ctrl_c_while_modules_are_imported(delay) -> None:
    """Python's own start can be interrupted before, in its own words."""
    running = subprocess.Popen(
        [sys.executable, "-c", BEGUN], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with running:
        assert running.stdout.readline() == "begun\n"
        time.sleep(delay)
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=MINUTES_S)[1]
    assert "Traceback" not in said and running.returncode in (0, 130, -signal.SIGINT)


def test_nothing_is_imported_before_ctrl_c_is_silent() -> None:
    code = "import sys; before = {*sys.modules}; import mtdn_core.__main__; print(*sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__future__", "mtdn_core", "mtdn_core.__main__"]
