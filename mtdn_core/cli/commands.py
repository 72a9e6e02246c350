"""What the commands do: options to the functions of the library, their answers to lines and plain values."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from typing import Any

from mtdn_core.assessment.run import AssessSettings
from mtdn_core.assessment.run import assess as run_assess
from mtdn_core.cli.terminal import TerminalFeedback
from mtdn_core.errors import ConfigError
from mtdn_core.inference.cluster import ClusterOptions
from mtdn_core.inference.run import RunReport, run
from mtdn_core.inference.series import run_series
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings, settings_of
from mtdn_core.model.card import WEIGHTS_FOLDER, list_models, read_card
from mtdn_core.products.covariance import convert_covariance
from mtdn_core.products.features import FeatureSettings, make_features

CHANGE_OUTPUTS = ("probability", "step", "first_change", "confirmations", "polygons")


def despeckle(options: argparse.Namespace) -> dict[str, Any]:
    """Despeckle one date, or a series."""
    if options.series:
        return _series(options)
    if options.second_vh and not options.second:
        raise ConfigError("--second-vh is given without --second", "both", "give the second date's VV file, too")
    second = None
    if options.second:
        second = DateInput(options.second, options.second_vh, options.second_bands or options.bands)
    outputs = Outputs(despeckled1=options.output, ratio=options.ratio)
    return _run(options, _input(options), second, outputs, _dates(options, options.reference))


def detect_changes(options: argparse.Namespace) -> dict[str, Any]:
    """Detect change between two dates."""
    outputs = Outputs(change=options.output, **{name: getattr(options, name) for name in CHANGE_OUTPUTS})
    return _run(options, *_two_dates(options), outputs, _further(options, "baseline"), _further(options, "later"))


def despeckle_and_detect(options: argparse.Namespace) -> dict[str, Any]:
    """Do both from one pass."""
    change = {name: getattr(options, name) for name in ("change", *CHANGE_OUTPUTS)}
    outputs = Outputs(options.output_before, options.output_after, **change)
    return _run(options, *_two_dates(options), outputs, later=_further(options, "later"))


def assess(options: argparse.Namespace) -> dict[str, Any]:
    """Assess a filtered image against its original."""
    with TerminalFeedback(options.quiet) as feedback:
        found = run_assess(*_two_dates(options), options.html, _settings(options, AssessSettings), feedback)
        for finding in found.findings:
            feedback.info(finding.in_words())
    return {**found.to_dict(), "report": options.html}


def features(options: argparse.Namespace) -> dict[str, Any]:
    """Make features of one date or a stack."""
    settings, stack = _settings(options, FeatureSettings), _dates(options, options.stack)
    with TerminalFeedback(options.quiet) as feedback:
        bands = make_features(_input(options), options.output, stack, settings, feedback)
        feedback.info(f"Wrote {options.output}")
    return {"output": options.output, "bands": list(bands)}


def covariance(options: argparse.Namespace) -> dict[str, Any]:
    """Write C2 in another form."""
    with TerminalFeedback(options.quiet) as feedback:
        source = DateInput(options.input, None, options.bands)
        for path in convert_covariance(source, options.output, options.folder, feedback):
            feedback.info(f"Wrote {path}")
    return {"output": options.output, "folder": options.folder}


def models(options: argparse.Namespace) -> dict[str, Any]:
    """List the shipped models."""
    cards = [read_card(WEIGHTS_FOLDER / f"{name}.json") for name in list_models()]
    if not options.json:
        for card in cards:
            print(f"{card.name:16} {card.architecture}")
            for limit in card.limits:
                print(f"{'':16} {limit}")
    return {"models": [{"name": c.name, "architecture": c.architecture, "figures": c.figures} for c in cards]}


def import_checkpoint(options: argparse.Namespace) -> dict[str, Any]:
    """Convert a published checkpoint."""
    from mtdn_core.model.published.checkpoint import import_checkpoint as convert

    result = convert(options.checkpoint, options.output)
    feedback = TerminalFeedback(options.quiet)
    for line in result.lines():
        feedback.info(line)
    return dict(result.to_dict())


def train(options: argparse.Namespace) -> dict[str, Any]:
    """Train by a configuration file."""
    return {"ok": not importlib.import_module("mtdn_core.training.run").main(options.config)}


def evaluate(options: argparse.Namespace) -> dict[str, Any]:
    """Measure a model."""
    return {"ok": not importlib.import_module("mtdn_core.evaluation.run").main(options.arguments)}


def _run(
    options: argparse.Namespace, first: DateInput, second: DateInput | None, outputs: Outputs,
    references: Sequence[DateInput] = (), later: Sequence[DateInput] = (),
) -> dict[str, Any]:
    with TerminalFeedback(options.quiet) as feedback:
        settings = _settings(options, RunSettings)
        report = run(first, second, outputs, settings, feedback, references=references, later=later)
        for line in _summary(report):
            feedback.info(line)
    return report.to_dict()


def _series(options: argparse.Namespace) -> dict[str, Any]:
    distributed = options.scheduler or options.workers
    cluster = ClusterOptions(options.scheduler or "", options.workers or 0) if distributed else None
    with TerminalFeedback(options.quiet) as feedback:
        settings = _settings(options, RunSettings)
        report = run_series(options.series, options.output_dir, settings, feedback, cluster=cluster)
        for result in report.results:
            if result.report is not None:
                feedback.info(f"Wrote {result.output}")
        for result in report.failed:
            feedback.warning(f"FAILED: '{result.input}': {result.error}")
        good = len(report.results) - len(report.failed)
        feedback.info(f"{good} of {len(report.results)} dates despeckled in {report.seconds:.1f} s")
    return report.to_dict()


def _input(options: argparse.Namespace) -> DateInput:
    return DateInput(options.input, options.vh, options.bands)


def _two_dates(options: argparse.Namespace) -> tuple[DateInput, DateInput]:
    return (
        DateInput(options.before, options.before_vh, options.before_bands or options.bands),
        DateInput(options.after, options.after_vh, options.after_bands or options.bands),
    )


def _dates(options: argparse.Namespace, paths: Sequence[str], vh: Sequence[str] = ()) -> list[DateInput]:
    return [DateInput(path, vh[number] if vh else None, options.bands) for number, path in enumerate(paths)]


def _further(options: argparse.Namespace, name: str) -> list[DateInput]:
    """Return the baseline or the later dates."""
    paths, vh = getattr(options, name), getattr(options, f"{name}_vh")
    if vh and len(vh) != len(paths):
        raise ConfigError(
            f"{len(paths)} {name} files and {len(vh)} VH files are given", "as many of both, in the same order",
            f"complete --{name}-vh, or leave it out to have the VH files found beside",
        )
    return _dates(options, paths, vh)


def _settings(options: argparse.Namespace, kind: Any) -> Any:
    """Return the settings object of a kind that the options of a command make."""
    values = {name: getattr(options, name) for name in settings_of(kind) if hasattr(options, name)}
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def _summary(report: RunReport) -> list[str]:
    """Return the figures of a run in lines."""
    lines = [
        f"{report.model} on {report.device}: {report.pixels / 1e6:.2f} Mpx in {report.seconds:.1f} s "
        f"({report.megapixels_per_second:.2f} Mpx/s), {report.valid_pixels / report.pixels:.1%} measured"
    ]
    ratios = ", ".join(f"{name} {value:.3f}" for name, value in report.mean_ratio.items())
    if ratios:
        power = ", ".join(f"{name} {value:.4f}" for name, value in report.power_ratio.items())
        lines.append(f"Mean of input / output (1 is ideal): {ratios}; total power of output / input: {power}")
    if report.changed_pixels is not None:
        area = "" if report.changed_area_m2 is None else f" = {report.changed_area_m2 / 1e4:.2f} ha"
        lines.append(f"Changed: {report.changed_pixels} pixels{area}")
    return lines + [f"Wrote {path}" for path in report.outputs.values()]
