"""Which Python packages are missing, and the exact command that installs them for this interpreter."""

from __future__ import annotations

import importlib
import importlib.util
import platform
import sys
import sysconfig
from pathlib import Path

REQUIRED = ("torch", "safetensors")


def missing_packages() -> list[str]:
    """Return the names of the required packages that this interpreter cannot find; imports none of them."""
    importlib.invalidate_caches()
    missing = []
    for name in REQUIRED:
        try:
            found = importlib.util.find_spec(name) is not None
        except (ImportError, ValueError):
            found = False
        if not found:
            missing.append(name)
    return missing


def interpreter() -> Path:
    """Return the Python executable that belongs to the running QGIS.

    Inside QGIS ``sys.executable`` may be QGIS itself (Windows, macOS), so the interpreter is looked for beside it.
    """
    current = Path(sys.executable or "")
    if current.name.lower().startswith("python") and current.exists():
        return current
    prefix = Path(sys.prefix)
    for candidate in ("python.exe", "python3.exe", "bin/python3", "bin/python"):
        if (prefix / candidate).exists():
            return prefix / candidate
    return Path("python3")


def externally_managed() -> bool:
    """Return True where pip refuses to install into the system's Python (PEP 668, Debian 12 and later)."""
    in_environment = sys.prefix != sys.base_prefix
    return not in_environment and (Path(sysconfig.get_path("stdlib")) / "EXTERNALLY-MANAGED").exists()


def install_command(packages: list[str]) -> str:
    """Return the command, ready to paste, that installs `packages` for the Python of this QGIS.

    numpy is held at the major version QGIS was built with: another one breaks the GDAL bindings.
    """
    import numpy

    pins = ['"numpy<2"'] if numpy.__version__.startswith("1.") else []
    what = " ".join([*packages, *pins])
    if externally_managed():
        return (
            f"{interpreter()} -m venv --system-site-packages ~/mtdn-python && "
            f"~/mtdn-python/bin/pip install {what}   "
            '(then start QGIS with: PATH="$HOME/mtdn-python/bin:$PATH" qgis)'
        )
    return f'"{interpreter()}" -m pip install {what}'


def missing_message(packages: list[str]) -> str:
    """Return the words shown when packages are missing: what, and how to mend it, with the place to type it."""
    where = {
        "Windows": "in the OSGeo4W Shell (Start menu, QGIS folder)",
        "Darwin": "in the Terminal",
    }.get(platform.system(), "in a terminal")
    several = len(packages) > 1
    return (
        f"The Python package{'s' if several else ''} {' and '.join(packages)} {'are' if several else 'is'} not "
        f"installed for the Python of this QGIS ({interpreter()}). "
        f"What to do: run this {where}, then restart QGIS: {install_command(packages)}"
    )


def broken_message(error: BaseException) -> str:
    """Return the words for a package that is there but does not import (a wrong build, a missing system library)."""
    return (
        f"A Python package that this algorithm needs is installed but does not start: {error}. "
        f"What to do: install it afresh: {install_command(['--force-reinstall', *REQUIRED])}"
    )
