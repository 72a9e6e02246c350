"""The command `evaluate`, which `make results` calls: measure models, write the page."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from mtdn_core.errors import ConfigError, OutputError
from mtdn_core.evaluation import pictures, report
from mtdn_core.evaluation.pipeline import loss_alone, measure
from mtdn_core.evaluation.software import ModelMethod
from mtdn_core.inference.one_polarisation import FIGURES
from mtdn_core.model.card import find_model, read_card


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _check_data(folder: str) -> None:
    root = Path(folder)
    if not root.is_dir():
        raise ConfigError(f"the data folder '{folder}' does not exist", "a folder", "correct --data")
    known = ("opera_rtc_s1", "mtdn_c2_patches", "myanmar_points", "opera_dist_sites")
    if not any((root / part / name).is_dir() for part in ("train", "test") for name in known):
        expected = "train/ and test/ with " + ", ".join(known)
        raise ConfigError(f"The folder '{folder}' holds no test data", expected, "correct --data")


def _make_folder(folder: Path, option: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder '{folder}' cannot be made ({error})", "a writable folder", f"choose another {option}"
        ) from error


def _note_on_card(model: str, loss: dict[str, dict[str, float]]) -> None:
    if not loss:
        return _say("What one polarisation alone loses was not measured; the card keeps its figures")
    _, path = find_model(model)
    card = read_card(path)
    path.write_text(replace(card, figures={**card.figures, FIGURES: loss}).to_json(), "utf-8")


def evaluate(arguments: argparse.Namespace) -> dict[str, Any]:
    """Measure the models that the command line names, write what was measured, and return it by model."""
    if arguments.data:
        _check_data(arguments.data)
    if arguments.readme:
        report.between_markers(Path(arguments.readme))
    methods: dict[str, ModelMethod] = {}
    for name in arguments.models:
        method = ModelMethod(name, arguments.strength, arguments.device)
        if methods.setdefault(method.name, method) is not method:
            raise ConfigError(f"Two models have the name '{method.name}'", "one of each name", "rename one, or leave it out")
    output = Path(arguments.output)
    _make_folder(output, "--output")
    if arguments.page:
        _make_folder(Path(arguments.page).parent, "--page")
    results = {name: measure(each, arguments.data, _say, quick=arguments.truth_only) for name, each in methods.items()}
    (output / "results.json").write_text(json.dumps(results, indent=1, allow_nan=True) + "\n", "utf-8")
    text = report.page(results)
    (output / "results.md").write_text(text, "utf-8")
    if not arguments.json:
        print(report.summary(results))
    if arguments.page:
        page = Path(arguments.page)
        page.write_text(text, "utf-8")  # what was measured is not lost if a picture fails
        if not arguments.truth_only:
            drawn = pictures.draw(arguments.models[0], arguments.data, page.parent / "images")
            page.write_text(report.page(results, drawn), "utf-8")
    if arguments.card:
        for name in arguments.models:
            _note_on_card(name, loss_alone(results[Path(name).stem]))
    if arguments.readme:
        report.write_table(Path(arguments.readme), results)
    return results
