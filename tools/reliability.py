"""Write docs/reliability.md: what was tried against the code, and what happened, from a run of tests/hostile.

``python tools/reliability.py`` runs the tests of `make test` and `make test-slow` in that folder and reads pytest's report;
``--quick`` leaves out the slow ones, and the page says so.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtdn_core.evaluation.template import rendered  # noqa: E402

FOLDER, PAGE = Path("tests/hostile"), ROOT / "docs" / "reliability.md"


def run(quick: bool) -> list[tuple[str, str]]:
    """Run the tests and return module and outcome of each case; ends with an error where there are none."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        marks = ["-m", "not slow" if quick else "slow or not slow"]
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", str(FOLDER), *marks, f"--junitxml={report}"], cwd=ROOT, check=False
        )
        if not report.is_file():
            sys.exit("error: pytest wrote no report")
        cases = ElementTree.parse(report).getroot().iter("testcase")
        return [(case.get("classname", "").split(".")[2], _outcome(case)) for case in cases]


def _outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "survived"


def page(cases: list[tuple[str, str]], quick: bool) -> str:
    outcomes = dict.fromkeys(("survived", "failed", "skipped"), 0)
    kinds = {
        _kind(module): {**outcomes, **Counter(outcome for name, outcome in cases if name == module)}
        for module in sorted({module for module, _ in cases})
    }
    total = {**outcomes, **Counter(outcome for _, outcome in cases)}
    return rendered(ROOT / "tools" / "pages" / "reliability.md", total=total, kinds=kinds, quick=quick)


def _kind(module: str) -> str:
    text = ast.get_docstring(ast.parse((ROOT / FOLDER / f"{module}.py").read_text("utf-8"))) or module
    return text.splitlines()[0].rstrip(".")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the slow cases")
    quick = parser.parse_args().quick
    cases = run(quick)
    if not cases:
        sys.exit("error: no case ran")
    PAGE.write_text(page(cases, quick), "utf-8")
    return int(any(outcome == "failed" for _, outcome in cases))


if __name__ == "__main__":
    sys.exit(main())
