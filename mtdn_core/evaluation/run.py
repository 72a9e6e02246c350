"""The command `evaluate`, and what `make results` calls: measure a model, write the page."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from mtdn_core.errors import ConfigError, MtdnError, OutputError
from mtdn_core.evaluation import pictures, report
from mtdn_core.evaluation.pipeline import loss_alone, measure
from mtdn_core.evaluation.software import ModelMethod
from mtdn_core.inference.one_polarisation import FIGURES
from mtdn_core.model.card import find_model, read_card


def parser() -> argparse.ArgumentParser:
    """Arguments of the command."""
    build = argparse.ArgumentParser(
        prog="python -m mtdn_core evaluate",
        description="Measure models by real truth (other dates of real series), simulated stacks, dated changes, windows.",
    )
    build.add_argument("models", nargs="*", default=["mtdn-compact"], help="names or paths (mtdn-compact)")
    build.add_argument("--data", help="test data (../shared/data beside the checkout, when present)")
    build.add_argument("--output", default="evaluation", help="folder for results.md, results.json and pictures")
    build.add_argument("--strength", type=float, help="despeckling strength of models, 0 to 1 (the card's)")
    build.add_argument("--device", default="cpu", help="torch device of models (cpu)")
    build.add_argument("--truth-only", action="store_true", help="real truth alone, and no pictures")
    build.add_argument("--page", help="also write the page to this file, with its pictures beside")
    build.add_argument("--card", action="store_true", help="also write on the models' cards what one polarisation alone loses")
    build.add_argument("--readme", help="also write the table between its markers in this file")
    return build


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


def _run(arguments: argparse.Namespace) -> None:
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


def main(argv: list[str]) -> int:
    """Run the command; returns 0, or 1 after an error whose text went to standard error (2: a wrong argument)."""
    try:
        _run(parser().parse_args(argv))
    except MtdnError as error:
        _say(f"Error: {error}")
        return 1
    return 0
