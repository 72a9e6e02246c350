"""The provider: what it lists, what loading it costs, and that it leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.qgis.rasters import ROOT

ALGORITHMS = {"mtdn:despeckle", "mtdn:detectchanges", "mtdn:despeckleanddetect"}
SETTINGS = {"UNITS", "MODEL", "DEVICE", "BANDS", "STRENGTH", "TILE", "RESUME", "FAST", "CREATION_OPTIONS"}
CHANGE = {"BEFORE", "BEFORE_VH", "AFTER", "AFTER_VH", "THRESHOLD", "MINIMUM_AREA"}
PARAMETERS = {
    "despeckle": SETTINGS | {"INPUT", "INPUT_VH", "SECOND", "SECOND_VH", "OUTPUT"},
    "detectchanges": SETTINGS | CHANGE | {"OUTPUT", "PROBABILITY"},
    "despeckleanddetect": SETTINGS | CHANGE | {"DESPECKLED_BEFORE", "DESPECKLED_AFTER", "CHANGE", "PROBABILITY"},
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
print(algorithm.canExecute()[1])
try:
    run = ({{"INPUT": "x.tif", "OUTPUT": "y.tif"}}, QgsProcessingContext(), QgsProcessingFeedback())
    algorithm.prepareAlgorithm(*run)
    algorithm.processAlgorithm(*run)
except QgsProcessingException as error:
    print("RAISED", error)
plugin.unload()
left = [n for n in sys.modules if n.split(".")[0] in ("mtdn_core", "mtdn_qgis", "torch")]
print("LEFT", left, QgsApplication.processingRegistry().providerById("mtdn"))
app.exitQgis()
"""


def test_provider_lists_every_algorithm(provider):
    """All three are there, complete with words for the user."""
    assert {algorithm.id() for algorithm in provider.algorithms()} == ALGORITHMS
    assert provider.versionInfo()
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


def test_loads_without_torch_and_says_what_is_missing(tmp_path):
    """The assembled plugin loads with torch blocked, lists all, refuses a run with the command, and unloads cleanly."""
    from tools import assemble

    assemble.assemble(tmp_path)
    code = LOAD.format(parent=str(tmp_path / "plugin"))
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stderr
    assert str(sorted(ALGORITHMS)) in ended.stdout
    raised = ended.stdout.split("RAISED ")[1]
    for text in (ended.stdout, raised):
        assert "torch" in text and "pip install" in text and "restart QGIS" in text
    assert "LEFT [] None" in ended.stdout


def test_install_command_is_for_this_interpreter(monkeypatch):
    """The command names the interpreter; where pip may not install into the system, it makes an environment first."""
    from mtdn_qgis import dependencies

    monkeypatch.setattr(dependencies, "externally_managed", lambda: False)
    command = dependencies.install_command(["torch"])
    assert command.startswith(f'"{dependencies.interpreter()}" -m pip install torch')
    assert '"numpy<2"' in command  # Debian 12's QGIS was built with numpy 1
    monkeypatch.setattr(dependencies, "externally_managed", lambda: True)
    assert "venv --system-site-packages" in dependencies.install_command(["torch"])
