"""What the engine says, in the user's language.

The engine writes English and knows no Qt. The texts in its sources, as templates with a field for every value, are translated
like those of the plugin, and what it says is recognised by them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mtdn_core import errors
from mtdn_qgis import ROOT
from mtdn_qgis.texts import tr

ENGINE = ROOT / "mtdn_core"
#: what the plugin runs of the engine, and what of it says nothing in QGIS: arrays, clusters, imports, cards, products, reports
PACKAGES = ("assessment", "inference", "model", "polarimetry", "products", "raster")
SILENT = {
    "array_layers.py", "checkpoint.py", "cluster.py", "given.py", "provenance.py", "report.py", "safetensors_reader.py",
    "worker.py",
}
#: where other strings are texts, too
SPEAKING = ("assessment", "inference", "raster")
#: calls whose arguments are texts: errors, and lines of the log
CALLS = {name for name, kind in vars(errors).items() if isinstance(kind, type)} | {"info", "warning"}
#: calls that describe settings, which have translations of their own
DESCRIBED = {"setting_field", "Setting"}
#: of other strings, those of so many words are texts, but none of a program or of the format of a file
WORDS = 4
NO_TEXT = re.compile(r"[<\\\n]|\+proj|SELECT|\(\?")
FIELD = "{}"
#: texts of fewer words that stand within others, or come from the network
PARTS = (
    "Date {}", "Original", "Filtered", "Reference", "Baseline", "Later", "Weather", "Weather of '{}'", "file name",
    "description '{}'", "{} says so", "the metadata entry {} says so", "the description '{}'", "the file name '{}'",
    "{} of {} and {} of {} are negative", "{} dB in {} and {} dB in {}", "{} = band {} of '{}' ({})", "taken out", "left in",
    "{} pixels {} and {} {}", "left", "right", "above", "below", "NumPy computes; PyTorch would be about twice as fast",
)
MARK = re.compile(r"\. (Expected|What to do): ")  # between the sentences of an error


def said(text: str) -> str:
    """Return a line of the log or the message of an error in the user's language, as far as it is translated."""
    if tr("What to do: {}") == "What to do: {}":
        return text
    found, *more = MARK.split(text.rstrip("."))
    named = {"Expected": tr("Expected: {}"), "What to do": tr("What to do: {}")}
    parts = [_translated(found), *(named[name].format(_translated(part)) for name, part in zip(more[::2], more[1::2]))]
    return ". ".join(parts) + text[len(text.rstrip(".")) :]


def _translated(text: str) -> str:
    """Return a text, and the texts in its fields, translated; one that is not known loses what stands before a colon."""
    found = _known(text)
    for mark in ("; ", ", "):
        items = text.split(mark)
        if len(items) > 1 and not (found and mark in found[1]) and all(map(_known, items)):
            return mark.join(map(_translated, items))
    if found:
        match, template = found
        return tr(template).format(*map(_translated, match.groups()))
    name, colon, rest = text.partition(": ")
    return f"{_translated(name)}: {_translated(rest)}" if colon else text


def _known(text: str) -> tuple[re.Match[str], str] | None:
    """Return the template of a text, and its fields, if there is one."""
    for literals, pattern, template in _patterns():
        if all(literal in text for literal in literals) and (match := pattern.fullmatch(text)):
            return match, template
    return None


@cache
def _patterns() -> list[tuple[list[str], re.Pattern[str], str]]:
    """Return literals, pattern and template of every text, first that which says most of itself."""
    found = []
    for template in templates():
        literals = template.split(FIELD)
        # of two fields in a row the first is a single value
        expression = re.sub(r"\(\.\*\?\)(?=\(\.\*\?\))", r"([^\\s,;]*)", "(.*?)".join(map(re.escape, literals)))
        found.append((literals, re.compile(expression, re.DOTALL), template))
    return sorted(found, key=lambda item: -sum(map(len, item[0])))


@cache
def templates() -> tuple[str, ...]:
    """Return every text of the engine, a field in the place of every value."""
    files = [ENGINE / "errors.py", ENGINE / "files.py"]
    files += [path for name in PACKAGES for path in sorted((ENGINE / name).rglob("*.py"))]
    texts = [part for path in files if path.name not in SILENT for text in _of_file(path) for part in MARK.split(text)[::2]]
    found = [text.rstrip(". ") for text in (errors.Cancelled().found, *PARTS, *texts)]
    return tuple(dict.fromkeys(text for text in found if re.search("[A-Za-z]{2}", text.replace(FIELD, ""))))


def _of_file(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    seen: set[ast.AST] = set()
    for node in ast.walk(tree):  # outer nodes come before those they hold
        name = _name(node.func) if isinstance(node, ast.Call) else ""
        if name in CALLS | DESCRIBED:
            for argument in node.args:
                yield from _values(argument) if name in CALLS else ()
                seen.update(_within(argument))
        elif isinstance(node, ast.Expr):  # a description of the code
            seen.add(node.value)
        elif isinstance(node, (ast.Constant, ast.JoinedStr, ast.BinOp)) and node not in seen and path.parent.name in SPEAKING:
            yield from (t for t in _values(node) if len(t.replace(FIELD, "").split()) >= WORDS and not NO_TEXT.search(t))
            seen.update(_within(node))


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def _within(node: ast.expr) -> Iterator[ast.AST]:
    """Yield the nodes of an expression, but for the calls in it."""
    if not isinstance(node, ast.Call):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _within(child)


def _values(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression may have as its value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.sub(r"{[^{}]*}", FIELD, node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else FIELD for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*_values(node.body), *_values(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in _values(value))
    elif isinstance(node, ast.BinOp):
        left, right = ([*_values(side)] or [FIELD] for side in (node.left, node.right))
        yield from (one + two for one in left for two in right)
