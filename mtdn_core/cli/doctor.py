"""``doctor``: what is installed, what is missing, and the command that installs it."""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
from collections.abc import Callable
from typing import Any

from mtdn_core import __version__
from mtdn_core.errors import INSTALL_TORCH
from mtdn_core.inference.device import available_cpus, cpu_name, free_memory, resolve
from mtdn_core.model.card import list_models


def _gdal_version() -> str:
    from osgeo import gdal, gdal_array

    # the array bridge is what breaks when numpy's major version changes
    return f"{gdal.__version__} (with numpy bridge: {gdal_array.__name__.split('.')[-1]})"


def _qgis_version() -> str:
    # looked up, not imported: the library does not depend on QGIS
    return str(importlib.import_module("qgis.core").Qgis.QGIS_VERSION)


def _models() -> str:
    if not (names := list_models()):
        raise FileNotFoundError("no weights in mtdn_core/weights")
    return ", ".join(names)


def _version(module: str) -> Callable[[], str]:
    return lambda: str(importlib.import_module(module).__version__)


# name, how to ask its version, needed for rasters, the command that installs it
PACKAGES: tuple[tuple[str, Callable[[], str], bool, str], ...] = (
    ("numpy", _version("numpy"), True, "python -m pip install 'numpy<2'"),
    ("gdal", _gdal_version, True, "apt-get install python3-gdal (elsewhere: conda install gdal, or use QGIS's Python)"),
    ("torch", _version("torch"), False, f"{INSTALL_TORCH}  (faster, and every model)"),
    ("safetensors", _version("safetensors"), False, "python -m pip install safetensors  (for training)"),
    ("lightning", _version("lightning"), False, "python -m pip install lightning  (for training)"),
    ("distributed", _version("distributed"), False,
     "python -m pip install 'distributed>=2023.1'  (for a series on several processes or machines)"),
    ("models", _models, True, "install this software again, complete; or train: python -m mtdn_core train CONFIG"),
    ("qgis", _qgis_version, False, "apt-get install qgis python3-qgis  (for the plugin)"),
)


def doctor(options: argparse.Namespace) -> dict[str, Any]:
    """Collect versions, devices, models and faults, and print them unless JSON is asked for.

    ``missing`` (needed) and ``absent`` (optional) are lists of ``{"name", "problem", "fix"}``.
    """
    versions = {"mtdn": __version__, "python": f"{platform.python_version()} ({sys.executable})"}
    missing: list[dict[str, str]] = []
    absent: list[dict[str, str]] = []
    for name, ask, needed, fix in PACKAGES:
        try:
            versions[name] = ask()
        # a broken installation fails in any way it likes; the doctor must report it, not die of it
        except Exception as error:
            problem = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            (missing if needed else absent).append({"name": name, "problem": problem, "fix": fix})
    devices, models = _devices(versions), versions.pop("models", "")
    if not options.json:
        for name, version in versions.items():
            print(f"{name:12} {version}")
        for device in devices:
            print(f"{'device':12} {device}")
        print(f"{'models':12} {models or 'none'}")
        for fault in absent:
            print(f"not needed for rasters: {fault['name']} ({fault['problem']})\n    install: {fault['fix']}")
        for fault in missing:
            print(f"MISSING: {fault['name']} ({fault['problem']})\n    fix: {fault['fix']}")
        print("Something needed is missing, see above." if missing else "All that is needed is there.")
    names = models.split(", ") if models else []
    return {"ok": not missing, "versions": versions, "devices": devices, "models": names, "missing": missing, "absent": absent}


def _devices(versions: dict[str, str]) -> list[str]:
    devices = [f"{cpu_name()}, {free_memory() / 2**30:.1f} GiB of memory free"]
    if "torch" in versions:
        threads = importlib.import_module("torch").get_num_threads()
        if threads > available_cpus():
            devices.append(f"PyTorch uses {threads} threads on {available_cpus()} core(s): set OMP_NUM_THREADS")
    choice = resolve("auto")
    devices.append(f"computes with {choice.backend}, {choice.name} ({choice.reason})")
    return devices
