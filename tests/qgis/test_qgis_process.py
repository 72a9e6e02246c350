"""The assembled plugin through the real ``qgis_process``: exit codes, messages, and what is left behind."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.processes import MINUTES_S, wait_for
from tests.qgis.rasters import MYANMAR, model_that_needs_torch, read_tif, speckled, write_tif
from tests.qgis.test_processing import refused

RUN = ["run", "mtdn:despeckle", "--"]


def test_lists_and_helps(qgis_process):
    """The algorithms are listed, and the help names the words of the enums."""
    listed = qgis_process.call(["list"]).stdout
    assert all(f"mtdn:{name}\t" in listed for name in ("despeckle", "detectchanges", "despeckleanddetect"))
    helped = qgis_process.call(["help", "mtdn:detectchanges"]).stdout
    assert "auto, linear, db, amplitude" in helped and "PROBABILITY" in helped


def test_runs_on_real_images(qgis_process, tmp_path):
    """Real GRD images in dB: exit 0, figures in the JSON, grid and CRS of the input."""
    from osgeo import gdal

    arguments = [f"BEFORE={MYANMAR[0]}", f"AFTER={MYANMAR[1]}", f"DESPECKLED_BEFORE={tmp_path / 'a.tif'}"]
    arguments += [f"CHANGE={tmp_path / 'change.tif'}", "DEVICE=cpu", "UNITS=db"]
    ended = qgis_process.call(["--json", "run", "mtdn:despeckleanddetect", "--", *arguments])
    assert ended.returncode == 0, ended.stdout + ended.stderr
    results = json.loads(ended.stdout[ended.stdout.index("{") :])["results"]
    assert results["CHANGED_PIXELS"] == int((read_tif(tmp_path / "change.tif") == 1).sum())
    given, made = gdal.Open(str(MYANMAR[0])), gdal.Open(str(tmp_path / "a.tif"))
    assert made.GetGeoTransform() == given.GetGeoTransform()
    assert made.GetProjection() == given.GetProjection()
    assert [made.GetRasterBand(i).GetDescription() for i in (1, 2)] == ["VV", "VH"]
    assert np.nanmax(made.ReadAsArray()) < 20.0  # still dB


def bad_inputs(folder: Path) -> dict[str, tuple[dict[str, str], str]]:
    """Return, by name, parameters that must be refused and a word the refusal must hold."""
    good = str(write_tif(folder / "good.tif", speckled(1), ("VV", "VH")))
    shades = np.random.default_rng(0).integers(0, 255, (2, 40, 40)).astype(np.uint8)
    truncated = folder / "truncated.tif"
    truncated.write_bytes(MYANMAR[0].read_bytes()[:30_000])
    one_band = str(write_tif(folder / "oneband.tif", speckled(1)[:1]))
    eight_bit = str(write_tif(folder / "eight.tif", shades, ("VV", "VH")))
    empty = str(write_tif(folder / "empty.tif", np.full((2, 40, 40), np.nan, np.float32), ("VV", "VH")))
    return {
        "missing file": ({"INPUT": str(folder / "none.tif")}, "none.tif"),
        "one band": ({"INPUT": one_band}, "VH"),
        "8 bit": ({"INPUT": eight_bit}, "8-bit"),
        "all nodata": ({"INPUT": empty}, "empty.tif"),
        "truncated": ({"INPUT": str(truncated)}, "truncated.tif"),
        "unknown units": ({"INPUT": good, "UNITS": "volts"}, "UNITS"),
        "misspelt": ({"INPUT": good, "DEVISE": "cpu"}, "DEVICE"),
        "output is input": ({"INPUT": good, "OUTPUT": good}, "good.tif"),
        "percent": ({"INPUT": good, "STRENGTH": "50%"}, "STRENGTH is '50%'"),
        "not a flag": ({"INPUT": good, "RESUME": "perhaps"}, "RESUME is 'perhaps'"),
        "png": ({"INPUT": good, "OUTPUT": str(folder / "out.png")}, ".tif"),
    }


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file in `folder`, without the statistics QGIS itself keeps beside every raster it loads."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".aux.xml")}


def test_bad_input_is_refused(provider, tmp_path):
    """Every kind: words that name it, nothing left, the inputs untouched."""
    for name, (parameters, word) in bad_inputs(tmp_path).items():
        content = contents(tmp_path)
        said = refused("despeckle", **{"OUTPUT": str(tmp_path / "out.tif"), **parameters})
        assert word in said, f"{name}: '{word}' is not in\n{said}"
        assert contents(tmp_path) == content, name


@pytest.mark.parametrize("name", ["missing file", "unknown units", "output is input"])
def test_bad_input_ends_the_process(qgis_process, tmp_path, name):
    """Exit code not 0, words, no traceback, nothing left: found in a file, among the parameters, and by the engine."""
    parameters, word = bad_inputs(tmp_path)[name]
    content = contents(tmp_path)
    parameters = {"OUTPUT": str(tmp_path / "out.tif"), "DEVICE": "cpu", **parameters}
    ended = qgis_process.call([*RUN, *(f"{key}={value}" for key, value in parameters.items())])
    said = ended.stdout + ended.stderr
    assert ended.returncode != 0 and word in said and "Traceback" not in said, said
    assert contents(tmp_path) == content


def test_cuda_asked_for_and_absent(qgis_process, tmp_path):
    """DEVICE=cuda without a card is refused, not silently computed on the CPU; the command is for this interpreter."""
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("this machine has a CUDA device")
    ended = qgis_process.call([*RUN, f"INPUT={MYANMAR[0]}", "DEVICE=cuda", f"OUTPUT={tmp_path / 'out.tif'}"])
    assert ended.returncode != 0
    said = ended.stdout + ended.stderr
    assert "CUDA" in said
    if torch.version.cuda is None:
        assert "--force-reinstall torch" in said and "whl/cu128" in said and "python -m pip" not in said
    assert not list(tmp_path.iterdir())


def test_runs_with_nothing_but_qgis(qgis_process, tmp_path):
    """With the system's Python and no environment on PATH: the compact model runs, the others say what they need."""
    probe = ["/usr/bin/python3", "-c", "import torch"]
    if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        pytest.skip("the system's Python has torch")
    out = tmp_path / "out.tif"
    arguments = [*RUN, f"INPUT={MYANMAR[0]}", f"OUTPUT={out}"]
    ended = qgis_process.call(arguments, PATH="/usr/bin:/bin")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "numpy" in ended.stdout and read_tif(out).shape[0] == 2
    out.unlink()
    ended = qgis_process.call([*arguments, f"MODEL={model_that_needs_torch(tmp_path)}"], PATH="/usr/bin:/bin")
    said = ended.stdout + ended.stderr
    assert ended.returncode != 0
    assert "PyTorch" in said and "/usr/bin/python3" in said and "Traceback" not in said
    assert not out.exists()


def test_interrupt_leaves_nothing(qgis_process, tmp_path):
    """Ctrl-C in the middle: ends soon, exit code not 0, no file left."""
    big = write_tif(tmp_path / "big.tif", speckled(1, size=1200), ("VV", "VH"))
    out = tmp_path / "results"
    out.mkdir()
    arguments = [*RUN, f"INPUT={big}", f"OUTPUT={out / 'out.tif'}", "TILE=64", "THREADS=1", "DEVICE=cpu"]
    running = subprocess.Popen(
        [qgis_process.program, *arguments],
        env=qgis_process.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    wait_for(lambda: list(out.iterdir()), running)
    running.send_signal(signal.SIGINT)
    said, _ = running.communicate(timeout=MINUTES_S)
    assert running.returncode != 0
    assert "Cancelled" in said
    assert not list(out.iterdir())
