"""What Python packages this QGIS has, and the exact command that adds PyTorch to it.

Nothing is required: without PyTorch the compact model runs on NumPy.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import numpy

from mtdn_core.errors import CPU_INDEX, CUDA_INDEX, INSTALL_CUDA_TORCH, INSTALL_TORCH
from mtdn_qgis.texts import tr

DEBIAN_PACKAGE = "python3-torch"
OLDEST_TORCH = (2, 6)
SYSTEM_PYTHON = Path("/usr/bin/python3")
ENVIRONMENT = "~/mtdn-python"


def interpreter() -> Path:
    """Return the Python executable that belongs to the running QGIS.

    Inside QGIS ``sys.executable`` may be QGIS itself (Windows, macOS), so the interpreter is looked for beside it. On
    Debian and its kin QGIS is bound to ``/usr/bin/python3``; a pyenv or conda Python that is first on PATH cannot even
    import QGIS, and an environment made from it disables Python in QGIS.
    """
    names = ("python.exe", "python3.exe", "bin/python3", "bin/python")
    return next((path for path in (Path(sys.prefix, name) for name in names) if path.exists()), SYSTEM_PYTHON)


def in_environment() -> bool:
    return sys.prefix != sys.base_prefix


def externally_managed() -> bool:
    """Return True where pip refuses to install into the system's Python (PEP 668, Debian 12 and later)."""
    return not in_environment() and (Path(sysconfig.get_path("stdlib")) / "EXTERNALLY-MANAGED").exists()


def distribution_has_torch() -> bool:
    """Return True where the distribution's own package of PyTorch is recent enough (Debian 13 and later)."""
    program = shutil.which("apt-cache", path="/usr/bin")
    if program is None or in_environment():
        return False
    try:
        ended = subprocess.run(  # a fixed command, no shell
            [program, "policy", DEBIAN_PACKAGE], capture_output=True, text=True, timeout=20, check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return False
    candidates = [line.split(":", 1)[1].strip() for line in ended.stdout.splitlines() if "Candidate:" in line]
    found = re.match(r"(?:\d+:)?(\d+)[.](\d+)", candidates[0]) if candidates else None
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST_TORCH


def install_commands(index: str = CPU_INDEX) -> list[str]:
    """Return the commands, ready to paste one after the other, that add PyTorch of `index` to the Python of this QGIS."""
    if index == CPU_INDEX and distribution_has_torch():
        return [f"sudo apt install {DEBIAN_PACKAGE}"]
    again = [] if index == CPU_INDEX else ["--force-reinstall"]  # pip takes a build for the CPU for the same version
    # NumPy stays at the major version QGIS was built with: another breaks GDAL's bindings; and not "numpy<2": where a dialog
    # shows this as HTML, "<" begins a tag
    pin = ['"numpy==1.*"'] if numpy.__version__.startswith("1.") else []
    what = " ".join(["install", *again, "torch", *pin, "--index-url", index])
    if externally_managed():
        return [
            f"{interpreter()} -m venv --system-site-packages {ENVIRONMENT}",
            f"{ENVIRONMENT}/bin/pip {what}",
            f'PATH="$HOME/{ENVIRONMENT[2:]}/bin:$PATH" qgis',
        ]
    return [f'"{interpreter()}" -m pip {what}']


def terminal() -> str:
    return {
        "Windows": tr("in the OSGeo4W Shell (Start menu, QGIS folder)"),
        "Darwin": tr("in the Terminal"),
    }.get(platform.system(), tr("in a terminal"))


def install_hint(index: str = CPU_INDEX) -> str:
    """Return what to do to get PyTorch of `index` for this QGIS, as one sentence."""
    where = "" if index == CPU_INDEX else " (" + tr("Package index") + f" {index})"
    return tr("In QGIS: menu Plugins, MTDN SAR, Install PyTorch{}. Or by hand, {}: {}   (then restart QGIS)").format(
        where, terminal(), " && ".join(install_commands(index))
    )


def for_this_python(text: str) -> str:
    """Return a message of the engine with what to do in this QGIS in place of its general commands."""
    for command, index in ((INSTALL_TORCH, CPU_INDEX), (INSTALL_CUDA_TORCH, CUDA_INDEX)):
        if command in text:
            text = text.replace(command, install_hint(index))
    return text


def broken_message(error: BaseException) -> str:
    """Return the words for a package that is there but does not import (a wrong build, a missing system library)."""
    return tr("A Python package is installed but does not start: {}. What to do: install it afresh. {}").format(
        error, install_hint()
    )
