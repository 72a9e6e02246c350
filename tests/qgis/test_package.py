"""The ZIP obeys the rules of plugins.qgis.org."""

from __future__ import annotations

import ast
import configparser
import importlib.util
import json
import re
import subprocess
import sys
import zipfile

import pytest

from tests.qgis.rasters import ROOT

REQUIRED = ("name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository")
BLOCKING = ["B102", "B103", "B105", "B106", "B107", "B202", "B301", "B306", "B307", "B602", "B604", "B605", "B615"]
FORBIDDEN = (".pyc", ".so", ".dll", ".exe", ".sh", ".bat", ".ps1")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Build the ZIP."""
    from tools import assemble

    return assemble.make_zip(tmp_path_factory.mktemp("zip"))


def test_zip_layout(archive):
    """One top folder with a valid name, the required files inside, nothing forbidden, at most 25 MB."""
    assert archive.stat().st_size <= 25 * 1024 * 1024
    names = zipfile.ZipFile(archive).namelist()
    tops = {name.split("/")[0] for name in names}
    assert len(tops) == 1
    (top,) = tops
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", top)
    assert {f"{top}/{name}" for name in ("__init__.py", "metadata.txt", "LICENSE", "resources/icons/mtdn.svg")} <= set(names)
    for name in names:
        assert not name.lower().endswith(FORBIDDEN), name
        assert ".." not in name and "\\" not in name
        assert not any(part.startswith(".") or part in ("__pycache__", "__MACOSX") for part in name.split("/")), name


def test_zip_holds_what_runs(archive):
    """Core, plugin, weights, models and sample images travel together."""
    names = zipfile.ZipFile(archive).namelist()
    for part in ("mtdn_core/__init__.py", "mtdn_core/inference/run.py", "mtdn_qgis/plugin.py"):
        assert f"mtdn/{part}" in names
    assert any(name.endswith(".safetensors") for name in names)
    assert sum(name.startswith("mtdn/resources/sample/") and name.endswith(".tif") for name in names) == 6
    assert "mtdn/resources/sample/LICENSES.md" in names  # they must go with the images
    assert sum(name.endswith(".model3") for name in names) == 4
    assert not any("tests/" in name or name.endswith(".aux.xml") for name in names)


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="some of the modules are those of PyTorch")
def test_zip_holds_only_what_runs(archive, tmp_path):
    """No training, evaluation or command line; every module that is there can be imported on its own."""
    names = zipfile.ZipFile(archive).namelist()
    for folder in ("training", "evaluation", "cli", "simulation"):
        assert not any(name.startswith(f"mtdn/mtdn_core/{folder}") for name in names), folder
    zipfile.ZipFile(archive).extractall(tmp_path)
    modules = sorted(
        name[len("mtdn/") : -len(".py")].replace("/", ".").removesuffix(".__init__")
        for name in names
        if name.startswith("mtdn/mtdn_core/") and name.endswith(".py")
    )
    code = (
        f"import importlib\nfor name in {modules}: importlib.import_module(name)\nimport mtdn_core; print(mtdn_core.__file__)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path / "mtdn")
    assert ended.returncode == 0, ended.stderr
    assert str(tmp_path) in ended.stdout


def test_what_functions_import_is_in_the_zip(archive):
    """No module that travels with the plugin names one that does not."""
    with zipfile.ZipFile(archive) as files:
        sources = {name.split("/", 1)[1]: files.read(name) for name in files.namelist() if name.endswith(".py")}
    for name, text in sources.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("mtdn_core"):
                named = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                paths = [f"{module.replace('.', '/')}{end}" for module in named for end in (".py", "/__init__.py")]
                assert not [path for path in paths if (ROOT / path).is_file() and path not in sources], name


def test_addresses_fill_the_metadata(tmp_path, monkeypatch, capsys):
    """HOMEPAGE, TRACKER, REPOSITORY and EMAIL go into metadata.txt; without them it is said what is missing."""
    from tools import assemble

    for name in ("HOMEPAGE", "TRACKER", "REPOSITORY", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    assemble.assemble(tmp_path)
    assert "to publish the plugin" in capsys.readouterr().err
    values = {"HOMEPAGE": "https://a.net/x", "TRACKER": r"https://a.net/\1", "REPOSITORY": "https://a.net/r"}
    for name, value in {**values, "EMAIL": "me@a.net"}.items():
        monkeypatch.setenv(name, value)
    folder = assemble.assemble(tmp_path)
    assert "to publish the plugin" not in capsys.readouterr().err
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(folder / "metadata.txt", encoding="utf-8")
    assert {name: parser["general"][name.lower()] for name in values} == values
    assert "example.org" not in (folder / "metadata.txt").read_text(encoding="utf-8")


def test_zip_is_reproducible(archive, tmp_path):
    """The same files give the same bytes."""
    from tools import assemble

    assert assemble.make_zip(tmp_path).read_bytes() == archive.read_bytes()


def test_zip_holds_nothing_that_looks_like_a_secret(archive):
    """No quoted hexadecimal string, which plugins.qgis.org takes for a secret; the model cards still say the same."""
    files = zipfile.ZipFile(archive)
    cards = [name for name in files.namelist() if re.search(r"mtdn_core/weights/[^/]+[.]json$", name)]
    assert cards
    for name in files.namelist():
        if not name.endswith((".safetensors", ".png", ".tif", ".qm")):
            assert not re.search(r"""(["'])[0-9a-fA-F]{16,}\1""", files.read(name).decode("utf-8")), name
    for name in cards:
        assert json.loads(files.read(name)) == json.loads((ROOT / name.split("/", 1)[1]).read_text(encoding="utf-8"))


def test_metadata():
    """Every required entry is there, dependencies are stated, and the version is the library's."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    general = parser["general"]
    assert all(general.get(key) for key in REQUIRED)
    assert general["hasProcessingProvider"] == "yes"
    assert "torch" in general["about"]
    import mtdn_core

    assert general["version"] == mtdn_core.__version__
    assert (ROOT / general["icon"]).exists()


def test_plugin_modules_do_not_import_torch():
    """None at its top level; test_robustness.py sees that the engine imports neither, too."""
    for path in (ROOT / "mtdn_qgis").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None)]
            for name in names:
                assert not re.match(r"(torch|safetensors|osgeo)\b", name or ""), path


@pytest.fixture(scope="module")
def plugin_folder(archive, tmp_path_factory):
    """The unpacked ZIP."""
    folder = tmp_path_factory.mktemp("unpacked")
    zipfile.ZipFile(archive).extractall(folder)
    return folder / "mtdn"


def check(*arguments, cwd):
    """Run a checker of this environment and return its output."""
    pytest.importorskip(arguments[0])
    ended = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False, cwd=cwd)
    return ended.stdout


def test_bandit_finds_nothing_that_blocks(plugin_folder):
    """The findings for which plugins.qgis.org refuses a plugin."""
    found = json.loads(check("bandit", "-q", "-r", ".", "-f", "json", cwd=plugin_folder))
    assert not found["errors"] and found["metrics"]["_totals"]["loc"] > 5000
    shown = [f"{item['test_id']} {item['filename']}:{item['line_number']}" for item in found["results"]]
    assert not [item for item in shown if item.split()[0] in BLOCKING]


def test_flake8_finds_nothing_that_blocks(plugin_folder):
    """Syntax errors and undefined names."""
    (plugin_folder.parent / "broken.py").write_text("undefined_name\n")
    rules = ("--isolated", "--select=E9,F821,F823")
    assert "F821" in check("flake8", *rules, "broken.py", cwd=plugin_folder.parent)
    assert check("flake8", *rules, ".", cwd=plugin_folder) == ""


def test_detect_secrets_finds_nothing(plugin_folder):
    """No text that looks like a password or a key."""
    found = json.loads(check("detect_secrets", "scan", "--all-files", ".", cwd=plugin_folder))
    assert found["plugins_used"]
    assert {path: [item["line_number"] for item in items] for path, items in found["results"].items()} == {}
