"""Write what the algorithms say of themselves: the plugin's help page, docs/algorithms/, and the table of settings there.

``/usr/bin/python3 tools/help_page.py`` (a Python that has QGIS).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtdn_core.evaluation.template import rendered  # noqa: E402

TEMPLATES = ROOT / "tools" / "pages"
PAGE = ROOT / "resources" / "help" / "index.html"
FOLDER = ROOT / "docs" / "algorithms"


def parameters(algorithm: Any) -> list[tuple[str, str, str, str]]:
    """Return name, mark (* if advanced), label and help of every parameter, the plain ones first."""
    from qgis.core import QgsProcessingParameterDefinition

    flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    found = sorted(algorithm.parameterDefinitions(), key=lambda d: bool(d.flags() & flag))
    return [(d.name(), "*" if d.flags() & flag else "", d.description(), d.help()) for d in found]


def pages() -> dict[Path, str]:
    """Return every page that this program writes, by its path."""
    from mtdn_core.inference.settings import RunSettings, settings_of
    from mtdn_qgis.algorithms import ALGORITHMS
    from mtdn_qgis.models import shipped

    algorithms, settings = [kind().create() for kind in ALGORITHMS], settings_of(RunSettings)
    values = {"algorithms": algorithms, "parameters": parameters, "models": shipped(), "settings": settings}
    return {
        PAGE: rendered(TEMPLATES / "help.html", **values),
        FOLDER / "README.md": rendered(TEMPLATES / "algorithms.md", **values),
        **{FOLDER / f"{a.name()}.md": rendered(TEMPLATES / "algorithm.md", algorithm=a, **values) for a in algorithms},
    }


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
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
