"""The command `evaluate`, which `make results` calls: measure models, write the page, the README's table and the pictures."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mtdn_core.errors import ConfigError, OutputError, printable
from mtdn_core.evaluation import pictures
from mtdn_core.evaluation.pipeline import OWN, loss_alone, measure
from mtdn_core.evaluation.software import ModelMethod, say
from mtdn_core.evaluation.template import rendered
from mtdn_core.evaluation.verdicts import above_model, verdicts
from mtdn_core.inference.one_polarisation import FIGURES
from mtdn_core.model.card import find_model, read_card

Results = dict[str, Any]

START, END = "<!-- results: written by make results -->", "<!-- results end -->"


def _plain(text: str) -> str:
    """A name as Markdown shows it: no markup, no HTML, no end of a table's cell, no control characters."""
    return re.sub(r"([\\`*_|<>\[\]])", r"\\\1", printable(text))


def _rendered(template: str, **values: Any) -> str:
    filters: dict[str, Any] = {
        "plain": _plain, "values": _values, "mean": _mean, "bold": lambda name: f"**{name}**" if name in OWN else name,
        "numbers": lambda values, form: " / ".join(format(value, form) for value in values),
    }
    return rendered(Path(__file__).with_name(template), filters, **values)


def page(results: Results, drawn: Sequence[tuple[str, str]] = ()) -> str:
    """The whole page in Markdown, from the template ``page.md``; `drawn` are file names and captions of pictures."""
    first = next(iter(results.values()))
    goals = {name: [*verdicts(one), *(above_model(one, first) if one is not first else ())] for name, one in results.items()}
    return _rendered("page.md", results=results, goals=goals, pictures=drawn, methods=_methods)


def _methods(truth: Results) -> list[str]:
    """All that were measured on one of the series, the model's own last."""
    names = {name: None for burst in truth.values() for name in burst["psnr"]}
    return sorted(names, key=lambda name: OWN.index(name) if name in OWN else -1)


def _values(truth: Results, kind: str, method: str, key: str | None = None) -> list[float]:
    """One result of a method on every series that has it."""
    found = [burst[kind][method] for burst in truth.values() if method in burst[kind]]
    return found if key is None else [each[key] for each in found]


def _mean(*which: Any) -> float:
    values = _values(*which)
    return sum(values) / len(values)


def summary(results: Results) -> str:
    """The table of the README, from the template ``summary.md``: the first model's main goals."""
    name, one = next(iter(results.items()))
    return _rendered("summary.md", name=name, goals=verdicts(one))


def between_markers(readme: Path) -> tuple[str, str]:
    """Return what stands before and after the markers of a file.

    Raises :class:`ConfigError` if it cannot be read or has no markers.
    """
    try:
        text = readme.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"'{readme}' cannot be read ({error})", "a text file with markers", "correct --readme") from error
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ConfigError(f"'{readme}' has no markers", f"'{START}' and '{END}'", "add them")
    return before, after


def write_table(readme: Path, results: Results) -> None:
    """Put the table between the markers of a file; see :func:`between_markers` for the errors."""
    before, after = between_markers(readme)
    readme.write_text(f"{before}{START}\n{summary(results)}{END}{after}", "utf-8")


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
        return say("What one polarisation alone loses was not measured; the card keeps its figures")
    _, path = find_model(model)
    card = read_card(path)
    path.write_text(replace(card, figures={**card.figures, FIGURES: loss}).to_json(), "utf-8")


def evaluate(arguments: argparse.Namespace) -> dict[str, Any]:
    """Measure the models that the command line names, write what was measured, and return it by model."""
    if arguments.data:
        _check_data(arguments.data)
    if arguments.readme:
        between_markers(Path(arguments.readme))
    methods: dict[str, ModelMethod] = {}
    for name in arguments.models:
        method = ModelMethod(name, arguments.strength, arguments.device)
        if methods.setdefault(method.name, method) is not method:
            raise ConfigError(f"Two models have the name '{method.name}'", "one of each name", "rename one, or leave it out")
    output = Path(arguments.output)
    _make_folder(output, "--output")
    if arguments.page:
        _make_folder(Path(arguments.page).parent, "--page")
    results = {name: measure(each, arguments.data, quick=arguments.truth_only) for name, each in methods.items()}
    (output / "results.json").write_text(json.dumps(results, indent=1, allow_nan=True) + "\n", "utf-8")
    text = page(results)
    (output / "results.md").write_text(text, "utf-8")
    if not arguments.json:
        print(summary(results))
    if arguments.page:
        target = Path(arguments.page)
        target.write_text(text, "utf-8")  # what was measured is not lost if a picture fails
        if not arguments.truth_only:
            drawn = pictures.draw(next(iter(methods.values())), arguments.data, target.parent / "images")
            target.write_text(page(results, drawn), "utf-8")
    if arguments.card:
        for name in arguments.models:
            _note_on_card(name, loss_alone(results[Path(name).stem]))
    if arguments.readme:
        write_table(Path(arguments.readme), results)
    return results
