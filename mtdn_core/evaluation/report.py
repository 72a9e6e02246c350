"""The page of results, the README's table, and the pictures, all from one dictionary of results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mtdn_core.errors import ConfigError, printable
from mtdn_core.evaluation.pipeline import OWN
from mtdn_core.evaluation.template import rendered
from mtdn_core.evaluation.verdicts import above_model, verdicts

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


def page(results: Results, pictures: Sequence[tuple[str, str]] = ()) -> str:
    """The whole page in Markdown, from the template ``page.md``; `pictures` are file names and captions."""
    first = next(iter(results.values()))
    goals = {name: [*verdicts(one), *(above_model(one, first) if one is not first else ())] for name, one in results.items()}
    return _rendered("page.md", results=results, goals=goals, pictures=pictures, methods=_methods)


def _methods(truth: Results) -> list[str]:
    """All that were measured on one of the series, the model's own last."""
    names = list(dict.fromkeys(name for burst in truth.values() for name in burst["psnr"]))
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
