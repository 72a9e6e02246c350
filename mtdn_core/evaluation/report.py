"""The page of results, the README's table, and the pictures, all from one dictionary of results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mtdn_core.errors import ConfigError, printable
from mtdn_core.evaluation.baselines import QUEGAN
from mtdn_core.evaluation.pipeline import OWN, margins
from mtdn_core.evaluation.verdicts import above_model, verdicts

Results = dict[str, Any]

START, END = "<!-- results: written by make results -->", "<!-- results end -->"


def _numbers(values: Sequence[float], form: str) -> str:
    return " / ".join(format(value, form) for value in values)


def _bold(name: str) -> str:
    return f"**{name}**" if name in OWN else name


def _plain(text: str) -> str:
    """A name as Markdown shows it: no markup, no HTML, no end of a table's cell, no control characters."""
    return re.sub(r"([\\`*_|<>\[\]])", r"\\\1", printable(text))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(row) + " |" for row in rows), ""]


def page(results: Results, pictures: Sequence[tuple[str, str]] = ()) -> str:
    """The whole page in Markdown, from the template ``page.md``; `pictures` are file names and captions."""
    import jinja2

    templates = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(  # Markdown, not HTML: names are escaped by _plain
        loader=templates, autoescape=False, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters.update(plain=_plain, bold=_bold, number=format, numbers=_numbers, values=_values, mean=_mean)
    first = next(iter(results.values()))
    goals = {name: [*verdicts(one), *(above_model(one, first) if one is not first else ())] for name, one in results.items()}
    template = environment.get_template("page.md")
    return template.render(results=results, goals=goals, pictures=pictures, methods=_methods).rstrip() + "\n"


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
    """The table of the README."""
    rows = []
    for name, one in results.items():
        unseen = margins({burst: found for burst, found in one["truth"].items() if burst.startswith("test/")})
        for (kind, peer), values in margins(one["truth"]).items():
            against = {QUEGAN: "Quegan's filter of the same dates", "peer": "best filter of one date"}.get(peer, peer)
            power = max(found["power"][kind]["blocks95"] for found in one["truth"].values() if kind in found["power"])
            new = unseen.get((kind, peer))
            gained = [f"{value:+.2f} dB" for value in (sum(values) / len(values), min(values))]
            gained.append(f"{sum(new) / len(new):+.2f} dB" if new else "-")
            rows.append([f"{_plain(name)}, {kind}", against, *gained, f"{power:.1f} %"])
    head = ["model, input", "compared with", "mean margin", "least", "on the series not trained on",
            "power of 20 x 20 blocks, 95 % within"]
    lines = _table(head, rows)
    for name, one in results.items():
        found = one.get("change", {}).get("disturbances")
        if found:
            picked = {k: v for k, v in found.items() if "probability" in k or "despeckled" in k or "likelihood" in k}
            lines += _table([f"{_plain(name)}: dated forest disturbances", "AUC"], [[k, f"{v:.3f}"] for k, v in picked.items()])
    return "\n".join(lines)


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
    readme.write_text(f"{before}{START}\n{summary(results).rstrip()}\n{END}{after}", "utf-8")
