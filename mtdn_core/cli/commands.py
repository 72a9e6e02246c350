"""What the commands do: options to the functions of the library, their answers to lines and plain values."""

from __future__ import annotations

import argparse
import importlib
import operator
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from mtdn_core import __version__
from mtdn_core.assessment.run import AssessSettings
from mtdn_core.assessment.run import assess as run_assess
from mtdn_core.cli.terminal import TerminalFeedback
from mtdn_core.errors import INSTALL_TORCH, ConfigError
from mtdn_core.inference.cluster import ClusterOptions
from mtdn_core.inference.device import available_cpus, cpu_name, free_memory, resolve
from mtdn_core.inference.run import run
from mtdn_core.inference.series import EACH_SIDE, run_series
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.model.card import DEFAULT_MODEL, WEIGHTS_FOLDER, list_models, read_card
from mtdn_core.products.covariance import convert_covariance
from mtdn_core.products.features import FeatureSettings, make_features


def run_dates(options: argparse.Namespace, feedback: TerminalFeedback) -> dict[str, Any]:
    """Despeckle one date or two, detect change between them, or both from one pass; or despeckle a series."""
    if getattr(options, "series", None):
        return _series(options, feedback)
    if options.second_vh and not options.second:
        raise ConfigError("--second-vh is given without --second", "both", "give the second date's VV file, too")
    report = run(
        _date(options, "first"), _date(options, "second") if options.second else None, _made(options, Outputs),
        _made(options, RunSettings), feedback, references=_further(options, "references"), later=_further(options, "later"),
    )
    for path in report.outputs.values():
        feedback.info(f"Wrote {path}")
    return asdict(report)


def _series(options: argparse.Namespace, feedback: TerminalFeedback) -> dict[str, Any]:
    distributed = options.scheduler or options.workers
    cluster = ClusterOptions(options.scheduler or "", options.workers or 0) if distributed else None
    report = run_series(
        options.series, options.output_dir, _made(options, RunSettings), feedback, cluster=cluster,
        each_side=EACH_SIDE if options.each_side is None else options.each_side,
    )
    for result in report.results:
        if result.report is not None:
            feedback.info(f"Wrote {result.output}")
    for result in report.failed:
        feedback.warning(f"FAILED: '{result.input}': {result.error}")
    good = len(report.results) - len(report.failed)
    feedback.info(f"{good} of {len(report.results)} dates despeckled in {report.seconds:.1f} s")
    return report.to_dict()


def assess(options: argparse.Namespace, feedback: TerminalFeedback) -> dict[str, Any]:
    first, second = _date(options, "first"), _date(options, "second")
    found = run_assess(first, second, options.html, _made(options, AssessSettings), feedback)
    for finding in found.findings:
        feedback.info(finding.in_words())
    if options.html:
        feedback.info(f"Wrote {options.html}")
    return {**found.to_dict(), "report": options.html}


def features(options: argparse.Namespace, feedback: TerminalFeedback) -> dict[str, Any]:
    stack, settings = _further(options, "stack"), _made(options, FeatureSettings)
    bands = make_features(_date(options, "first"), options.output, stack, settings, feedback)
    feedback.info(f"Wrote {options.output}")
    return {"output": options.output, "bands": list(bands)}


def covariance(options: argparse.Namespace, feedback: TerminalFeedback) -> dict[str, Any]:
    for path in convert_covariance(_date(options, "first"), options.output, options.folder, feedback):
        feedback.info(f"Wrote {path}")
    return {"output": options.output, "folder": options.folder}


def models(options: argparse.Namespace, _: TerminalFeedback) -> dict[str, Any]:
    cards = [read_card(WEIGHTS_FOLDER / f"{name}.json") for name in list_models()]
    if not options.json:
        for card in cards:
            print(card.name + (" (default)" if card.name == DEFAULT_MODEL else ""))
            for limit in card.limits:
                print(f"    {limit}")
    return {"models": [{"name": c.name, "architecture": c.architecture, "figures": c.figures} for c in cards]}


def import_checkpoint(options: argparse.Namespace, feedback: TerminalFeedback) -> dict[str, Any]:
    checkpoint = importlib.import_module("mtdn_core.model.published.checkpoint")
    result = checkpoint.import_checkpoint(options.checkpoint, options.output)
    for line in result.lines():
        feedback.info(line)
    return asdict(result)


def train(options: argparse.Namespace, _: TerminalFeedback) -> dict[str, Any]:
    return {"ok": not importlib.import_module("mtdn_core.training.run").main(options.config)}


def evaluate(options: argparse.Namespace, _: TerminalFeedback) -> dict[str, Any]:
    return dict(importlib.import_module("mtdn_core.evaluation.run").evaluate(options))


def _date(options: argparse.Namespace, name: str) -> DateInput:
    vh, bands = (getattr(options, f"{name}_{what}", None) for what in ("vh", "bands"))
    return DateInput(getattr(options, name), vh, bands or options.bands)


def _further(options: argparse.Namespace, name: str) -> list[DateInput]:
    paths, vh = getattr(options, name, ()), getattr(options, f"{name}_vh", ())
    if vh and len(vh) != len(paths):
        option = "baseline" if name == "references" else name
        raise ConfigError(
            f"{len(paths)} {option} files and {len(vh)} VH files are given", "as many of both, in the same order",
            f"complete --{option}-vh, or leave it out to have the VH files found beside",
        )
    return [DateInput(path, own, options.bands) for path, own in zip(paths, vh or [None] * len(paths))]


def _made(options: argparse.Namespace, kind: Any) -> Any:
    """Return the settings or outputs of a kind that the options of a command make."""
    values = {f.name: getattr(options, f.name) for f in fields(kind) if hasattr(options, f.name)}
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def _version(module: str, name: str = "__version__") -> Callable[[], str]:
    # looked up, not imported: the library depends on none of them
    return lambda: str(operator.attrgetter(name)(importlib.import_module(module)))


def _gdal_version() -> str:
    importlib.import_module("osgeo.gdal_array")  # what breaks when numpy's major version changes
    return f"{_version('osgeo.gdal')()} (with numpy bridge: gdal_array)"


def _models() -> str:
    if not (names := list_models()):
        raise FileNotFoundError("no weights in mtdn_core/weights")
    return ", ".join(names)


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
    ("qgis", _version("qgis.core", "Qgis.QGIS_VERSION"), False, "apt-get install qgis python3-qgis  (for the plugin)"),
)


def doctor(options: argparse.Namespace, _: TerminalFeedback) -> dict[str, Any]:
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
        for name, text in (*versions.items(), *(("device", device) for device in devices), ("models", models or "none")):
            print(f"{name:12} {text}")
        for kind, advice, faults in (("not needed for rasters", "install", absent), ("MISSING", "fix", missing)):
            for fault in faults:
                print(f"{kind}: {fault['name']} ({fault['problem']})\n    {advice}: {fault['fix']}")
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
