"""PyTorch in a folder of the user's profile: an upgrade of the plugin leaves it there, and QGIS's own packages as they are.

The folder is put on the module path after NumPy and GDAL's bridge to it are imported, so that nothing in it can take
their place. pip fills a temporary folder, which is tried in a process of its own before it takes the final name.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.parse import quote

import numpy
from qgis.core import QgsApplication, QgsProcessingFeedback, QgsSettings
from qgis.PyQt.QtCore import QProcess, QProcessEnvironment

from mtdn_qgis import dependencies
from mtdn_qgis.texts import refused

DISK_SPACE = 2 << 30  # bytes: the download and what is unpacked from it
PYTHON = f"python{sys.version_info[0]}.{sys.version_info[1]}"
PIP_WHEELS = (Path(sysconfig.get_path("stdlib"), "ensurepip", "_bundled"), Path("/usr/share/python-wheels"))
PROXY_SCHEMES = {"HttpProxy": "http", "HttpCachingProxy": "http", "Socks5Proxy": "socks5h"}  # h: names are looked up there
POLL_MS, PATIENCE_MS = 200, 5000
TRIAL = """
import sys
import numpy
try:
    from osgeo import gdal_array
except ImportError:
    pass
sys.path.insert(0, sys.argv[1])
import torch
assert float(torch.from_numpy(numpy.ones(4, "float32")).sum()) == 4.0
print("version", torch.__version__)
"""


def folder() -> Path:
    """Return the folder of this profile and of this version of Python, whose binary packages fit no other."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "mtdn" / PYTHON


def activate() -> None:
    """Let Python find what is installed in :func:`folder`; does nothing where there is none."""
    path = str(folder())
    if path in sys.path or not Path(path, "torch").is_dir():
        return
    for name in ("numpy", "osgeo.gdal_array"):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    sys.path.insert(0, path)
    importlib.invalidate_caches()


def deactivate() -> None:
    path = str(folder())
    while path in sys.path:
        sys.path.remove(path)


def qgis_proxy() -> str:
    """Return the proxy of QGIS's options as an address; empty if there is none."""
    settings = QgsSettings()
    host = settings.value("proxy/proxyHost", "", str)
    scheme = PROXY_SCHEMES.get(settings.value("proxy/proxyType", "", str), "")
    if not settings.value("proxy/proxyEnabled", False, bool) or not host or not scheme:
        return ""
    user, secret = (settings.value(f"proxy/{key}", "", str) for key in ("proxyUser", "proxyPassword"))
    login = f"{quote(user, safe='')}:{quote(secret, safe='')}@" if user else ""
    port = settings.value("proxy/proxyPort", "", str)
    return f"{scheme}://{login}{host}" + (f":{port}" if port else "")


def install(feedback: QgsProcessingFeedback, index_url: str = dependencies.CPU_INDEX, wheels: str = "") -> str:
    """Install PyTorch into :func:`folder`, put it on the module path and return its version.

    From a package index, or from a folder of wheel files without a network. Raises QgsProcessingException if it fails or is
    cancelled; what pip had written is removed, an earlier installation stays.
    """
    target = folder()
    temporary = target.with_name(target.name + ".new")
    try:
        _remove(temporary)
        temporary.mkdir(parents=True)
        free = shutil.disk_usage(temporary).free
        if free < DISK_SPACE:
            raise refused(
                "'{}' has {} MB free. Expected: {} MB. What to do: make room on this disk.",
                temporary.parent, free >> 20, DISK_SPACE >> 20,
            )
        options = ["--no-index", "--find-links", wheels] if wheels else ["--index-url", index_url]
        version = _fill(temporary, options, _environment(bool(wheels)), feedback)
        _replace(target, temporary)
    except OSError as error:
        raise refused(
            "The folder of PyTorch cannot be written: {}. What to do: see to it that '{}' can be written, restart QGIS and "
            "try again.", error, target.parent,
        ) from error
    finally:
        _remove(temporary)
    activate()
    return version


def _environment(offline: bool) -> dict[str, str]:
    """Return the environment of pip; without a network nothing but what its command names is looked at."""
    environment = {**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PYTHONUNBUFFERED": "1"}
    if offline:
        environment = {name: value for name, value in environment.items() if not name.startswith("PIP_")}
        environment["PIP_CONFIG_FILE"] = os.devnull
    elif proxy := qgis_proxy():  # not on the command line, where other users of the machine can read it
        environment.update(HTTP_PROXY=proxy, HTTPS_PROXY=proxy)
    return environment


def _fill(target: Path, options: list[str], environment: dict[str, str], feedback: QgsProcessingFeedback) -> str:
    """Have pip fill `target`, try the result, and return the version of PyTorch."""
    python = str(dependencies.interpreter())
    constraints = target.with_name(target.name + ".txt")
    oldest = ".".join(map(str, dependencies.OLDEST_TORCH))
    command = [
        *_pip(python), "install", f"torch>={oldest}", "--target", str(target), *options,
        "--constraint", str(constraints), "--only-binary", ":all:", "--no-input", "--no-compile", "--progress-bar", "off",
        "--disable-pip-version-check", "--no-warn-script-location",
    ]
    try:
        constraints.write_text(f"numpy=={numpy.__version__}\n", encoding="utf-8")
        feedback.pushInfo(" ".join(command))
        code, said = _run(command, environment, feedback)
    finally:
        constraints.unlink(missing_ok=True)
    if code != 0:
        errors = [line for line in said if line.startswith("ERROR")] or said[-1:]
        raise refused(
            "pip could not install PyTorch: {}. What to do: check the network and QGIS's proxy settings, or give a folder "
            "of wheel files. QGIS works as before.", " ".join(errors) or code,
        )
    for own in (*target.glob("numpy"), *target.glob("numpy[.-]*")):  # QGIS has its own
        shutil.rmtree(own)
    code, said = _run([python, "-c", TRIAL, str(target)], dict(os.environ), feedback)
    versions = [line.split()[1] for line in said if line.startswith("version ")]
    if code != 0 or not versions:
        raise refused(
            "PyTorch was installed but does not start, and was removed again: {}. What to do: report it with the log "
            "above. QGIS works as before.", " ".join(said[-1:]),
        )
    return versions[0]


def _pip(python: str) -> list[str]:
    """Return the command that starts pip: the installed one, or the wheel that Python or the distribution brings."""
    asked = subprocess.run(  # a list of arguments, no shell
        [python, "-m", "pip", "--version"], capture_output=True, check=False, stdin=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if asked.returncode == 0:
        return [python, "-m", "pip"]
    for place in PIP_WHEELS:
        for wheel in sorted(place.glob("pip-*.whl")):
            return [python, str(wheel / "pip")]
    raise refused("{} has no pip. What to do: install it (Debian, Ubuntu: sudo apt install python3-pip) and retry.", python)


def _run(command: list[str], environment: dict[str, str], feedback: QgsProcessingFeedback) -> tuple[int, list[str]]:
    """Run a program, say its lines, and return its exit code with them; end it when the user cancels."""
    process, said = QProcess(), []
    process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
    process.setStandardInputFile(QProcess.nullDevice())
    variables = QProcessEnvironment()
    for name, value in environment.items():
        variables.insert(name, value)
    process.setProcessEnvironment(variables)
    process.start(command[0], command[1:])
    if not process.waitForStarted():
        return -1, [process.errorString()]
    running = True
    while running:
        process.waitForReadyRead(POLL_MS)
        running = process.state() != QProcess.ProcessState.NotRunning
        while process.canReadLine() or not (running or process.atEnd()):
            said.append(bytes(process.readLine()).decode("utf-8", "replace").rstrip())
            feedback.pushInfo(said[-1])
        feedback.setProgress(0)  # qgis_process notices Ctrl-C only here
        if running and feedback.isCanceled():
            process.terminate()
            if not process.waitForFinished(PATIENCE_MS):
                process.kill()
                process.waitForFinished()
            raise refused("Cancelled by the user. Nothing was installed; QGIS works as before.")
    return process.exitCode() if process.exitStatus() == QProcess.ExitStatus.NormalExit else -1, said


def _replace(target: Path, filled: Path) -> None:
    """Give `filled` the name `target`; an earlier `target` is kept until that is done."""
    old = target.with_name(target.name + ".old")
    _remove(old)
    if target.exists():
        target.rename(old)
    try:
        filled.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _remove(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)
