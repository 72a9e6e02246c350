"""The provider: what it lists, what loading it costs, and that it leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.qgis.rasters import ROOT, model_that_needs_torch, read_tif, speckled, write_tif

NAMES = (
    "despeckle", "despeckleseries", "detectchanges", "despeckleanddetect", "assess", "polarimetricfeatures",
    "importcovariance", "sampledata", "checkenvironment", "installpytorch",
    "flood", "forestclearing", "cleanseries", "seriesfeatures",
)
ALGORITHMS = {f"mtdn:{name}" for name in NAMES}
SETTINGS = {"UNITS", "MODEL", "DEVICE", "BANDS", "TILE", "THREADS", "RESUME", "FAST", "ALIGN", "EXTENT", "CREATION_OPTIONS"}
PAIR = {f"{date}{detail}" for date in ("BEFORE", "AFTER") for detail in ("", "_VH", "_BANDS")}
ONE = {f"{date}{detail}" for date in ("INPUT", "SECOND") for detail in ("", "_VH", "_BANDS")}
MORE = {"STEP", "FIRST_CHANGE", "CONFIRMATIONS", "POLYGONS", "LATER", "MINIMUM_AREA_HA"}
CHANGE = PAIR | MORE | {"THRESHOLD", "MINIMUM_AREA", "TARGET", "WEATHER", "FALSE_ALARMS"}
PARAMETERS = {
    "despeckle": SETTINGS | ONE | {"OUTPUT", "RATIO", "REFERENCES", "STRENGTH"},
    "despeckleseries": SETTINGS - {"BANDS"}
    | {"STRENGTH", "INPUT_FOLDER", "INPUT_LAYERS", "EACH_SIDE", "LOAD_RESULTS", "OUTPUT_FOLDER"},
    "detectchanges": SETTINGS | CHANGE | {"OUTPUT", "PROBABILITY", "BASELINE"},
    "despeckleanddetect": SETTINGS | CHANGE
    | {"STRENGTH", "DESPECKLED_BEFORE", "DESPECKLED_AFTER", "CHANGE", "PROBABILITY"},
}
PLAIN = {
    "despeckle": {"INPUT", "SECOND", "REFERENCES", "OUTPUT", "RATIO"},
    "despeckleseries": {"INPUT_FOLDER", "INPUT_LAYERS", "EACH_SIDE", "LOAD_RESULTS", "OUTPUT_FOLDER"},
    "detectchanges": (MORE - {"LATER"})
    | {"BEFORE", "AFTER", "BASELINE", "TARGET", "THRESHOLD", "MINIMUM_AREA_HA", "OUTPUT", "PROBABILITY"},
}

LOAD = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "safetensors"):
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, Blocked())
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProcessingException
app = QgsApplication([], False)
app.initQgis()
sys.path.insert(0, {parent!r})
import mtdn
plugin = mtdn.classFactory(None)
plugin.initProcessing()
import mtdn_core, mtdn_qgis
assert mtdn_core.__file__.startswith({parent!r}), mtdn_core.__file__
print(sorted(a.id() for a in plugin.provider.algorithms()))
algorithm = plugin.provider.algorithm("despeckle").create()
assert algorithm.canExecute()[0]
feedback = QgsProcessingFeedback(False)
def run(**more):
    context = QgsProcessingContext()
    return algorithm.create().run({{"INPUT": {image!r}, "OUTPUT": {out!r}, **more}}, context, feedback)
print("RAN", run()[1])
print("OTHER", run(MODEL={other!r})[1])
print("LOG", feedback.textLog())
plugin.unload()
left = [n for n in sys.modules if n.split(".")[0] in ("mtdn_core", "mtdn_qgis", "torch")]
print("LEFT", left, QgsApplication.processingRegistry().providerById("mtdn"))
app.exitQgis()
"""


def test_provider_lists_every_algorithm(provider):
    """All are there, complete with words for the user."""
    assert {algorithm.id() for algorithm in provider.algorithms()} == ALGORITHMS
    assert f"version={provider.versionInfo()}\n" in (ROOT / "metadata.txt").read_text(encoding="utf-8")
    assert not provider.icon().isNull()


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_algorithm_is_documented(provider, name):
    """Every parameter has a label and help; the algorithm has group, tags, help, icon and figures as outputs."""
    algorithm = provider.algorithm(name)
    definitions = {definition.name(): definition for definition in algorithm.parameterDefinitions()}
    assert set(definitions) == PARAMETERS[name]
    assert all(definition.description() and definition.help() for definition in definitions.values())
    for word in ("auto", "linear", "db", "amplitude"):
        assert word in definitions["UNITS"].help()
    assert algorithm.group() and algorithm.shortDescription() and algorithm.shortHelpString()
    assert "speckle" in algorithm.tags()
    assert algorithm.helpUrl().startswith("file:")
    assert not algorithm.icon().isNull()
    outputs = {output.name() for output in algorithm.outputDefinitions()}
    assert {"DEVICE_USED", "SECONDS"} <= outputs


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_few_fields_to_fill(provider, name):
    """What few people need is under Advanced."""
    definitions = provider.algorithm(name).parameterDefinitions()
    assert {d.name() for d in definitions if not d.flags() & d.FlagAdvanced} == PLAIN[name]


def test_works_without_torch(tmp_path):
    """The assembled plugin loads with torch and safetensors blocked, runs on NumPy, and unloads cleanly.

    A model that needs PyTorch is refused with the command for this interpreter.
    """
    from tools import assemble

    assemble.assemble(tmp_path)
    image = str(write_tif(tmp_path / "image.tif", speckled(1), ("VV", "VH")))
    out = tmp_path / "out.tif"
    code = LOAD.format(parent=str(tmp_path / "plugin"), image=image, out=str(out), other=str(model_that_needs_torch(tmp_path)))
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    assert str(sorted(ALGORITHMS)) in ended.stdout
    assert "RAN True" in ended.stdout and "OTHER False" in ended.stdout, ended.stdout
    assert read_tif(out).shape == (2, 40, 40)
    log = ended.stdout.split("LOG ")[1]
    assert "numpy" in log and "restart QGIS" in log
    assert "LEFT [] None" in ended.stdout


@pytest.mark.parametrize("major", [1, 2])
def test_install_commands_are_for_this_interpreter(monkeypatch, major):
    """They name the interpreter of QGIS and keep NumPy at the major version that QGIS has."""
    import numpy

    from mtdn_qgis import dependencies

    monkeypatch.setattr(numpy, "__version__", f"{major}.26.0")
    monkeypatch.setattr(dependencies, "distribution_has_torch", lambda: False)
    monkeypatch.setattr(dependencies, "externally_managed", lambda: False)
    (command,) = dependencies.install_commands()
    assert command.startswith(f'"{dependencies.interpreter()}" -m pip install torch')
    assert ('"numpy==1.*"' in command) is (major == 1)
    assert "<" not in command  # dialogs show it as HTML
    monkeypatch.setattr(dependencies, "externally_managed", lambda: True)
    make, install, start = dependencies.install_commands()
    assert "venv --system-site-packages" in make and "pip install torch" in install and start.endswith("qgis")
    monkeypatch.setattr(dependencies, "distribution_has_torch", lambda: True)
    assert dependencies.install_commands() == ["sudo apt install python3-torch"]


@pytest.mark.parametrize(
    ("policy", "enough"),
    [
        ("  Candidate: 1.13.1+dfsg-4\n", False),
        ("  Candidate: 2.6.0+dfsg-7\n", True),
        ("  Candidate: (none)\n", False),
        ("", False),
    ],
)
def test_the_distributions_torch_must_be_recent(monkeypatch, policy, enough):
    """Debian 12 has PyTorch 1.13, which is too old to be advised."""
    from types import SimpleNamespace

    from mtdn_qgis import dependencies

    monkeypatch.setattr(dependencies, "in_environment", lambda: False)
    monkeypatch.setattr(dependencies.shutil, "which", lambda *_, **__: "/usr/bin/apt-cache")
    monkeypatch.setattr(dependencies.subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=policy))
    assert dependencies.distribution_has_torch() is enough


def test_the_systems_python_is_named_and_no_other(monkeypatch, tmp_path):
    """On Linux QGIS is bound to /usr/bin/python3, whatever python3 is first on PATH."""
    from mtdn_qgis import dependencies

    pyenv = tmp_path / "python3"
    pyenv.write_text("#!/bin/sh\n")
    pyenv.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(pyenv))
    monkeypatch.setattr(sys, "prefix", "/usr")
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setattr(dependencies.platform, "system", lambda: "Linux")
    assert str(dependencies.interpreter()) == "/usr/bin/python3"


def test_check_environment(provider):
    """It says what there is and what computes; the benchmark gives a speed."""
    import platform

    import numpy
    import processing

    results = processing.run("mtdn:checkenvironment", {})
    assert results["NUMPY"] == numpy.__version__ and results["PYTHON"].startswith(platform.python_version())
    assert results["MEGAPIXELS_PER_SECOND"] > 0
    assert results["BACKEND"].startswith(("torch", "numpy"))
    assert processing.run("mtdn:checkenvironment", {"BENCHMARK": False})["MEGAPIXELS_PER_SECOND"] is None


def test_the_dialogs_offer_files_only(provider):
    """A table of a database or a layer in memory is nothing that the engine writes."""
    assert not provider.supportsNonFileBasedOutput()


def test_menu_entry_comes_and_goes(qgis_app, monkeypatch):
    """The desktop has entries for what is done once as long as the plugin is loaded; each opens its dialog."""
    from unittest.mock import MagicMock

    from mtdn_qgis import plugin as module

    monkeypatch.setattr(module, "purge_modules", lambda: None)
    iface = MagicMock()
    iface.mainWindow.return_value = None
    plugin = module.MtdnPlugin(iface)
    monkeypatch.setattr(plugin, "initProcessing", lambda: None)
    plugin.initGui()
    opened = []
    monkeypatch.setattr(module, "open_dialog", opened.append)
    added = [call.args for call in iface.addPluginToMenu.call_args_list]
    for _, action in added:
        action.trigger()
    assert opened == ["checkenvironment", "installpytorch"]
    plugin.unload()
    assert [call.args for call in iface.removePluginMenu.call_args_list] == added


def test_help_pages_are_made_from_the_algorithms(provider):
    """The pages are what tools/help_page.py writes now, and there is no other."""
    from tools import help_page

    pages = help_page.pages()
    for path, text in pages.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run tools/help_page.py"
    assert {*help_page.FOLDER.iterdir(), help_page.PAGE} == set(pages)
