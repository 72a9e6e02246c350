"""Installing PyTorch: only with consent, into the profile, and a failure leaves QGIS as it was."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

FAKE = """
__version__ = "{version}"
def from_numpy(array):
    return array
class version:
    cuda = None
class cuda:
    @staticmethod
    def is_available():
        return False
"""


def make_wheel(folder: Path, name: str, version: str, code: str, *requires: str) -> None:
    """Write a wheel file of one module."""
    folder.mkdir(exist_ok=True)
    info = f"{name}-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {item}\n" for item in requires)
    files = {
        f"{name}/__init__.py": code,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(path, text)


@pytest.fixture(autouse=True)
def _pip_is_there(provider):
    """Debian's Python comes without pip."""
    from qgis.core import QgsProcessingException

    from mtdn_qgis import install

    try:
        install._pip("/usr/bin/python3")
    except QgsProcessingException as error:
        pytest.skip(str(error))


def test_pip_is_found_as_a_wheel_or_asked_for(provider, monkeypatch, tmp_path):
    """Where the module is missing."""
    from types import SimpleNamespace

    from qgis.core import QgsProcessingException

    from mtdn_qgis import install

    monkeypatch.setattr(install.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    monkeypatch.setattr(install, "PIP_WHEELS", (tmp_path,))
    with pytest.raises(QgsProcessingException, match="python3-pip"):
        install._pip("/usr/bin/python3")
    (tmp_path / "pip-23.0-py3-none-any.whl").touch()
    assert install._pip("/usr/bin/python3") == ["/usr/bin/python3", str(tmp_path / "pip-23.0-py3-none-any.whl" / "pip")]


@pytest.fixture
def profile(provider, tmp_path, monkeypatch):
    """A profile of its own."""
    from mtdn_qgis import install

    monkeypatch.setattr(install.QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path / "profile")))
    path = list(sys.path)
    yield tmp_path / "profile"
    sys.path[:] = path


def run_in(qgis, algorithm, *arguments):
    """Run an algorithm in the system's qgis_process with no environment on PATH."""
    return qgis.call(["run", f"mtdn:{algorithm}", "--", *arguments], PATH="/usr/bin:/bin")


@pytest.fixture
def fresh_qgis(qgis_process, tmp_path):
    """The real ``qgis_process`` with an empty profile."""
    from tools.qgis_headless import QgisProcess

    return QgisProcess(Path(qgis_process.environment["QGIS_PLUGINPATH"]), tmp_path / "profile")


def installed(profile: Path) -> list[str]:
    """Return what the plugin has put into a profile."""
    return sorted(path.name for folder in profile.rglob("mtdn") for path in folder.glob("python*"))


def test_installs_from_a_folder_of_wheels(fresh_qgis, tmp_path):
    """With consent only; the next process of QGIS finds it, and NumPy stays QGIS's own."""
    wheels = tmp_path / "wheels"
    make_wheel(wheels, "torch", "2.99.0", FAKE.format(version="2.99.0"), "numpy")
    ask = ["/usr/bin/python3", "-c", "import numpy; print(numpy.__version__)"]
    numpy = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    make_wheel(wheels, "numpy", numpy, "raise RuntimeError('not the NumPy of QGIS')")
    refused = run_in(fresh_qgis, "installpytorch", f"WHEELS={wheels}")
    assert refused.returncode != 0 and "INSTALL=yes" in refused.stdout + refused.stderr
    assert not installed(tmp_path / "profile")
    ended = run_in(fresh_qgis, "installpytorch", "INSTALL=yes", f"WHEELS={wheels}")
    said = ended.stdout + ended.stderr
    assert ended.returncode == 0, said
    assert "--no-index" in said and "2.99.0" in said
    (name,) = installed(tmp_path / "profile")
    assert name.startswith("python3.")
    found = run_in(fresh_qgis, "checkenvironment", "BENCHMARK=false")
    assert found.returncode == 0 and "PyTorch: 2.99.0" in found.stdout, found.stdout + found.stderr
    assert f"NumPy: {numpy}" in found.stdout


def system_has_torch() -> bool:
    """Return True if the Python that QGIS runs in this test has PyTorch of its own."""
    probe = ["/usr/bin/python3", "-c", "import torch"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("broken", ["import", "numpy"])
def test_a_failure_leaves_qgis_as_it_was(fresh_qgis, tmp_path, broken):
    """A PyTorch that does not start, or that wants another NumPy: exit code, words, nothing left, NumPy computes."""
    wheels = tmp_path / "wheels"
    if broken == "import":
        make_wheel(wheels, "torch", "2.99.0", "raise ImportError('no libgomp')")
    else:
        make_wheel(wheels, "torch", "2.99.0", FAKE.format(version="2.99.0"), "numpy>=99")
        make_wheel(wheels, "numpy", "99.0", "")
    ended = run_in(fresh_qgis, "installpytorch", "INSTALL=yes", f"WHEELS={wheels}")
    said = ended.stdout + ended.stderr
    assert ended.returncode != 0 and "QGIS works as before" in said, said
    assert ("no libgomp" if broken == "import" else "pip could not install PyTorch") in said
    assert not installed(tmp_path / "profile")
    found = run_in(fresh_qgis, "checkenvironment", "BENCHMARK=false")
    # as before: NumPy computes, or the PyTorch of the system
    backend = "torch" if system_has_torch() else "numpy"
    assert found.returncode == 0 and f"Computes with: {backend}" in found.stdout, found.stdout + found.stderr


def test_cancel_ends_pip_and_removes_what_it_wrote(profile, monkeypatch):
    """It is not waited for; an earlier installation stays."""
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    from mtdn_qgis import install

    target = install.folder()
    (target / "torch").mkdir(parents=True)
    slow = [sys.executable, "-c", "import time; print('started', flush=True); time.sleep(3600)"]
    real = install._run
    monkeypatch.setattr(install, "_run", lambda command, *rest: real(slow, *rest))

    class StopsPip(QgsProcessingFeedback):
        def pushInfo(self, line):
            if line == "started":
                self.cancel()

    with pytest.raises(QgsProcessingException, match="Cancelled"):
        install.install(StopsPip(False))
    assert installed(profile.parent) == [target.name] and (target / "torch").is_dir()
    assert str(target) not in sys.path


def test_a_second_installation_takes_the_place_of_the_first(profile, tmp_path):
    """And a failed one does not."""
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    from mtdn_qgis import install

    wheels = tmp_path / "wheels"
    for version in ("2.98.0", "2.99.0"):
        make_wheel(wheels, "torch", version, FAKE.format(version=version))
        assert install.install(QgsProcessingFeedback(False), wheels=str(wheels)) == version
    make_wheel(wheels, "torch", "3.0.0", "raise ImportError")
    with pytest.raises(QgsProcessingException, match="does not start"):
        install.install(QgsProcessingFeedback(False), wheels=str(wheels))
    assert "2.99.0" in (install.folder() / "torch" / "__init__.py").read_text()
    assert installed(profile.parent) == [install.folder().name]
    assert sys.path[0] == str(install.folder())
    install.deactivate()
    assert str(install.folder()) not in sys.path


def test_a_full_disk_is_said_before(profile, monkeypatch):
    """Nothing is begun."""
    from types import SimpleNamespace

    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    from mtdn_qgis import install

    monkeypatch.setattr(install.shutil, "disk_usage", lambda _: SimpleNamespace(free=5 << 20))
    with pytest.raises(QgsProcessingException, match="5 MB free"):
        install.install(QgsProcessingFeedback(False))
    assert not installed(profile.parent)


@pytest.mark.parametrize(("kind", "scheme"), [("HttpProxy", "http"), ("Socks5Proxy", "socks5h")])
def test_the_proxy_of_qgis_is_used(provider, qgis_new_project, monkeypatch, kind, scheme):
    """Address, user and password of the options become the environment of pip, and stay off its command line."""
    from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsSettings

    from mtdn_qgis import install

    assert install.qgis_proxy() == ""
    settings = QgsSettings()
    values = {"proxyEnabled": True, "proxyHost": "proxy.net", "proxyPort": "8080", "proxyType": kind,
              "proxyUser": "me", "proxyPassword": "a@b"}
    calls = []

    def record(command, environment, *_):
        calls.append((command, environment))
        return 1, ["ERROR: no network"]

    monkeypatch.setattr(install, "_run", record)
    try:
        for key, value in values.items():
            settings.setValue(f"proxy/{key}", value)
        with pytest.raises(QgsProcessingException, match="no network"):
            install.install(QgsProcessingFeedback(False))
    finally:
        settings.remove("proxy")
    ((command, environment),) = calls
    assert environment["HTTPS_PROXY"] == f"{scheme}://me:a%40b@proxy.net:8080" and not any("a%40b" in word for word in command)
    assert command[command.index("--index-url") + 1] == "https://download.pytorch.org/whl/cpu"
