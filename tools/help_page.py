"""Write what the algorithms say of themselves: the plugin's help page, docs/algorithms/, and the table of settings there.

``/usr/bin/python3 tools/help_page.py`` (a Python that has QGIS).
"""

from __future__ import annotations

import os
import sys
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "resources" / "help" / "index.html"
FOLDER = ROOT / "docs" / "algorithms"
HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>MTDN: SAR despeckling and change detection</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 52em; margin: 2em auto; padding: 0 1em; color: #222; }
code { background: #f2f2f2; padding: .1em .3em; }
table { border-collapse: collapse; }
td, th { border-bottom: 1px solid #ccc; padding: .3em .8em .3em 0; text-align: left; vertical-align: top; }
h1, h2 { line-height: 1.2; }
</style>
</head>
<body>
<h1>MTDN: SAR despeckling and change detection</h1>
<p>Algorithms in the Processing Toolbox, group <b>MTDN SAR</b>. Nothing has to be installed beside QGIS: the compact
model computes with NumPy. With PyTorch in the Python of QGIS it is faster, and the wide model can be used; the algorithm
<b>Check environment</b> (also in the menu Plugins, MTDN SAR) tells what there is and the command that adds it.</p>
<p>Settings marked * are under Advanced parameters.</p>
"""


def parameters(algorithm: Any) -> list[tuple[str, str, str]]:
    """Return name, label and help of every parameter, the plain ones first; * after the name marks an advanced one."""
    from qgis.core import QgsProcessingParameterDefinition

    flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    found = sorted(algorithm.parameterDefinitions(), key=lambda d: bool(d.flags() & flag))
    return [(d.name() + (" *" if d.flags() & flag else ""), d.description(), d.help()) for d in found]


def page(algorithms: list[Any]) -> str:
    """Return the page that travels with the plugin."""
    from mtdn_qgis.models import TEXTS

    parts = [HEAD]
    for algorithm in algorithms:
        name = algorithm.name()
        parts.append(f'<h2 id="{name}">{escape(algorithm.displayName())} (<code>mtdn:{name}</code>)</h2>\n')
        parts += [f"<p>{escape(line)}</p>\n" for line in algorithm.shortHelpString().splitlines() if line]
        parts.append("<table>\n<tr><th>parameter</th><th>label</th><th>meaning</th></tr>\n")
        for key, *texts in parameters(algorithm):
            word, _, mark = key.partition(" ")
            cells = "".join(f"<td>{escape(text)}</td>" for text in texts)
            parts.append(f"<tr><td><code>{escape(word)}</code> {mark}</td>{cells}</tr>\n")
        parts.append("</table>\n")
    for name, (title, text) in TEXTS.items():
        parts.append(f'<h2 id="{name}">Model: {escape(title)} (<code>mtdn:{name}</code>)</h2>\n')
        parts += [f"<p>{escape(line)}</p>\n" for line in text.splitlines()]
    return "".join([*parts, "</body>\n</html>\n"])


def table(head: tuple[str, ...], lines: list[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    made = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    made += ["| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") for cell in line) + " |" for line in lines]
    return "\n".join(made) + "\n"


def markdown(algorithm: Any) -> str:
    """Return the page of one algorithm."""
    lines = [(f"`{key.split()[0]}`{key[len(key.split()[0]):]}", label, text) for key, label, text in parameters(algorithm)]
    outputs = [(f"`{o.name()}`", o.description()) for o in algorithm.outputDefinitions()]
    text = "\n\n".join(line for line in algorithm.shortHelpString().splitlines() if line)
    return (
        f"# {algorithm.displayName()}\n\n`mtdn:{algorithm.name()}`: "
        f"{algorithm.shortDescription()}\n\n{text}\n\n## Parameters\n\nThose marked * are under Advanced parameters.\n\n"
        + table(("parameter", "label", "meaning"), lines)
        + "\n## Results\n\n" + table(("name", "meaning"), outputs)
    )


def index(algorithms: list[Any]) -> str:
    """Return the list of the algorithms, and the table of the engine's settings."""
    from mtdn_core.inference.settings import RunSettings, settings_of
    from mtdn_qgis.models import TEXTS

    described = {"all": "all", "despeckle": "despeckling", "change": "change"}
    lines = []
    for name, setting in settings_of(RunSettings).items():
        help_text = setting.help if not setting.choices else f"{', '.join(f'`{c}`' for c in setting.choices)}. {setting.help}"
        lines.append((f"`{name.upper()}`", described[setting.applies], help_text))
    listed = [(f"[{a.displayName()}]({a.name()}.md)", f"`mtdn:{a.name()}`", a.shortDescription()) for a in algorithms]
    models = [(title, f"`mtdn:{name}`", text.replace("\n", " ")) for name, (title, text) in TEXTS.items()]
    return (
        "# Algorithms\n\nMade from the algorithms' own help by `tools/help_page.py`.\n\n"
        + table(("algorithm", "name", "does"), listed)
        + "\n## Models\n\nModels of the designer, in the Toolbox under Models.\n\n" + table(("model", "name", "does"), models)
        + "\n## Settings\n\nIn QGIS as here, on the command line as `--false-alarms`, in Python as `false_alarms`.\n\n"
        + table(("setting", "for", "meaning"), lines)
    )


def pages() -> dict[Path, str]:
    """Return every page that this program writes, by its path."""
    from mtdn_qgis.algorithms import ALGORITHMS

    algorithms = [kind().create() for kind in ALGORITHMS]
    return {
        PAGE: page(algorithms),
        FOLDER / "README.md": index(algorithms),
        **{FOLDER / f"{algorithm.name()}.md": markdown(algorithm) for algorithm in algorithms},
    }


def main() -> None:
    """Write all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    FOLDER.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    application.exitQgis()
    print(f"written {PAGE.relative_to(ROOT)} and {FOLDER.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
