"""The commands beside despeckling and change detection."""

from __future__ import annotations

import argparse
from typing import Any

from mtdn_core.assessment.run import AssessSettings
from mtdn_core.assessment.run import assess as run_assess
from mtdn_core.cli.runs import two_dates
from mtdn_core.cli.terminal import TerminalFeedback
from mtdn_core.inference.settings import DateInput, settings_of
from mtdn_core.products.covariance import convert_covariance
from mtdn_core.products.features import FeatureSettings, make_features


def assess(options: argparse.Namespace) -> dict[str, Any]:
    """Assess a filtered image against its original."""
    feedback = TerminalFeedback(quiet=options.quiet)
    try:
        found = run_assess(*two_dates(options), options.html, _settings(options, AssessSettings), feedback)
    finally:
        feedback.clear()
    for finding in found.findings:
        feedback.info(finding.in_words())
    return {**found.to_dict(), "report": options.html}


def features(options: argparse.Namespace) -> dict[str, Any]:
    """Make features of one date or a stack."""
    date = DateInput(options.input, options.vh, options.bands)
    stack = [DateInput(path, None, options.bands) for path in options.stack]
    feedback = TerminalFeedback(quiet=options.quiet)
    try:
        bands = make_features(date, options.output, stack, _settings(options, FeatureSettings), feedback)
    finally:
        feedback.clear()
    feedback.info(f"Wrote {options.output}")
    return {"output": options.output, "bands": list(bands)}


def covariance(options: argparse.Namespace) -> dict[str, Any]:
    """Write C2 in another form."""
    feedback = TerminalFeedback(quiet=options.quiet)
    source = DateInput(options.input, None, options.bands)
    try:
        written = convert_covariance(source, options.output, options.folder, feedback)
    finally:
        feedback.clear()
    for path in written:
        feedback.info(f"Wrote {path}")
    return {"output": options.output, "folder": options.folder}


def _settings(options: argparse.Namespace, kind: Any) -> Any:
    """Return the settings object that the options of a command make."""
    values = {name: getattr(options, name) for name in settings_of(kind) if hasattr(options, name)}
    if hasattr(options, "creation_option"):
        values["creation_options"] = tuple(options.creation_option)
    return kind(**values)
