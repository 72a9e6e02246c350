"""What README and docs say exists: links, make targets, options of the command line, parameters of the algorithms."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(start: str) -> list[tuple[str, str]]:
    """Return page and line of every command in a block of code that begins so, comments cut off."""
    found = []
    for page in PAGES:
        for block in re.findall(r"```[^\n]*\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
            lines = block.replace("\\\n", " ").splitlines()
            found += [(page.name, line.split("  #")[0].split(" # ")[0].strip()) for line in lines if line.startswith(start)]
    return found


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not re.match(r"\w+:", target):
            assert (page.parent / target.split("#")[0]).exists() or target.startswith("#"), target


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {line.split()[1] for _, line in commands("make ")}
    for page in PAGES:
        named.update(re.findall(r"`make ([a-z][a-z-]*)", page.read_text(encoding="utf-8")))
    assert {"demo", "test", "zip"} <= named
    for target in named:
        assert re.search(rf"(?m)^{target}:", makefile), target


def test_command_lines_are_understood() -> None:
    from mtdn_core.cli.parser import build_parser

    lines = commands("python -m mtdn_core ")
    assert len(lines) > 8
    for page, line in lines:
        try:
            build_parser().parse_args(shlex.split(line)[3:])
        except SystemExit:
            pytest.fail(f"{page}: {line}")


def test_parameters_of_qgis_process_exist() -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "algorithms").glob("*.md")}
    lines = commands("qgis_process run mtdn:")
    assert lines
    for page, line in lines:
        algorithm = line.split("mtdn:")[1].split()[0]
        for name in re.findall(r"(?<= )([A-Z_]+)=", line):
            known = pages.get(algorithm, pages["detectchanges"])  # of the models, those shown run detectchanges
            assert f"`{name}`" in known, f"{page}: {name} in {line}"


def test_the_diagram_matches_the_folders() -> None:
    text = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    parts = re.findall(r"subgraph \w+ \[([\w/]+)\]\n(.*?)\n    end", text, re.S)
    assert [folder for folder, _ in parts] == ["mtdn_core/raster", "mtdn_core/inference", "mtdn_core/model"]
    for folder, nodes in parts:
        for names in re.findall(r'\["([\w, ]+)', nodes):
            for name in names.split(", "):
                assert (ROOT / folder / f"{name}.py").is_file(), f"{folder}/{name}"


def test_modules_that_are_named_exist() -> None:
    folders = {path.name for path in (*ROOT.iterdir(), *(ROOT / "mtdn_core").iterdir()) if path.is_dir()} - {"build"}
    for page in PAGES:
        for name in re.findall(r"`([a-z_]+/[a-z_0-9/.]+)`", page.read_text(encoding="utf-8")):
            places = [base / end for base in (ROOT, ROOT / "mtdn_core") for end in (name, f"{name.partition('.')[0]}.py")]
            assert name.split("/")[0] not in folders or any(place.exists() for place in places), f"{page.name}: {name}"
