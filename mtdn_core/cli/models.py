"""The commands around models: list, import, train, evaluate."""

from __future__ import annotations

import argparse
import importlib
from typing import Any

from mtdn_core.cli.terminal import TerminalFeedback


def models(options: argparse.Namespace) -> dict[str, Any]:
    """List the shipped models."""
    from mtdn_core.model.card import WEIGHTS_FOLDER, list_models, read_card

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


def train(options: argparse.Namespace) -> int:
    """Train by a configuration file."""
    return int(importlib.import_module("mtdn_core.training.run").main(options.config) or 0)


def evaluate(arguments: list[str]) -> int:
    """Measure a model."""
    return int(importlib.import_module("mtdn_core.evaluation.run").main(arguments) or 0)
