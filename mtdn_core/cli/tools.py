"""The commands beside despeckling and change detection."""

from __future__ import annotations

import argparse
from typing import Any

from mtdn_core.assessment.run import AssessSettings
from mtdn_core.assessment.run import assess as run_assess
from mtdn_core.cli.runs import settings_from, two_dates
from mtdn_core.cli.terminal import TerminalFeedback
from mtdn_core.inference.settings import DateInput
from mtdn_core.products.covariance import convert_covariance
from mtdn_core.products.features import FeatureSettings, make_features


def assess(options: argparse.Namespace) -> dict[str, Any]:
    """Assess a filtered image against its original."""
    with TerminalFeedback(options.quiet) as feedback:
        found = run_assess(*two_dates(options), options.html, settings_from(options, AssessSettings), feedback)
        for finding in found.findings:
            feedback.info(finding.in_words())
    return {**found.to_dict(), "report": options.html}


def features(options: argparse.Namespace) -> dict[str, Any]:
    """Make features of one date or a stack."""
    date = DateInput(options.input, options.vh, options.bands)
    stack = [DateInput(path, None, options.bands) for path in options.stack]
    with TerminalFeedback(options.quiet) as feedback:
        bands = make_features(date, options.output, stack, settings_from(options, FeatureSettings), feedback)
        feedback.info(f"Wrote {options.output}")
    return {"output": options.output, "bands": list(bands)}


def covariance(options: argparse.Namespace) -> dict[str, Any]:
    """Write C2 in another form."""
    source = DateInput(options.input, None, options.bands)
    with TerminalFeedback(options.quiet) as feedback:
        written = convert_covariance(source, options.output, options.folder, feedback)
        for path in written:
            feedback.info(f"Wrote {path}")
    return {"output": options.output, "folder": options.folder}
