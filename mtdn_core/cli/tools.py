"""The commands beside despeckling and change detection."""

from __future__ import annotations

import argparse
from typing import Any

from mtdn_core.assessment.run import AssessSettings
from mtdn_core.assessment.run import assess as run_assess
from mtdn_core.cli.runs import two_dates
from mtdn_core.cli.terminal import TerminalFeedback
from mtdn_core.inference.settings import settings_of


def assess(options: argparse.Namespace) -> dict[str, Any]:
    """Assess a filtered image against its original."""
    feedback = TerminalFeedback(quiet=options.quiet)
    try:
        found = run_assess(*two_dates(options), options.html, _settings(options, AssessSettings), feedback)
    finally:
        feedback.clear()
    for finding in found.findings:
        feedback.info(f"{finding.channel} {finding.measure.label}: {finding.value:.4g} ({finding.grade})")
    return {**found.to_dict(), "report": options.html}


def _settings(options: argparse.Namespace, kind: Any) -> Any:
    """Return the settings object that the options of a command make."""
    return kind(**{name: getattr(options, name) for name in settings_of(kind)})
