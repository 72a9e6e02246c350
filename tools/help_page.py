"""Write the plugin's help page from the help of its algorithms, and the README's table of settings.

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
README = ROOT / "README.md"
START, END = "<!-- parameters: written by tools/help_page.py -->", "<!-- parameters end -->"
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


def rows(algorithm: Any) -> list[str]:
    """Return a table row for every parameter, the plain ones first."""
    from qgis.core import QgsProcessingParameterDefinition

    flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    found = sorted(algorithm.parameterDefinitions(), key=lambda d: bool(d.flags() & flag))
    return [
        f"<tr><td><code>{escape(d.name())}</code>{' *' if d.flags() & flag else ''}</td>"
        f"<td>{escape(d.description())}</td><td>{escape(d.help())}</td></tr>"
        for d in found
    ]


def page() -> str:
    """Return the page."""
    from mtdn_qgis.algorithms import ALGORITHMS

    parts = [HEAD]
    for kind in ALGORITHMS:
        algorithm = kind().create()
        name = algorithm.name()
        parts.append(f'<h2 id="{name}">{escape(algorithm.displayName())} (<code>mtdn:{name}</code>)</h2>\n')
        parts += [f"<p>{escape(line)}</p>\n" for line in algorithm.shortHelpString().splitlines() if line]
        parts.append("<table>\n<tr><th>parameter</th><th>label</th><th>meaning</th></tr>\n")
        parts.append("\n".join(rows(algorithm)) + "\n</table>\n")
    return "".join([*parts, "</body>\n</html>\n"])


def with_table(text: str) -> str:
    """Return the README with the table of the engine's settings between its markers."""
    from mtdn_core.inference.settings import RunSettings, settings_of

    described = {"all": "all", "despeckle": "despeckling", "change": "change"}
    lines = ["| setting | for | meaning |", "|---|---|---|"]
    for name, setting in settings_of(RunSettings).items():
        help_text = setting.help if not setting.choices else f"{', '.join(f'`{c}`' for c in setting.choices)}. {setting.help}"
        lines.append(f"| `{name.upper()}` | {described[setting.applies]} | {help_text} |")
    before, _, rest = text.partition(START)
    return "\n".join([before + START, *lines, END]) + rest.partition(END)[2]


def main() -> None:
    """Write both."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    PAGE.write_text(page(), encoding="utf-8")
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
    application.exitQgis()
    print(f"written {PAGE.relative_to(ROOT)} and the table in {README.name}")


if __name__ == "__main__":
    main()
