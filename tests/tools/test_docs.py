"""What README and docs say exists: links, make targets, options of the command line, parameters of the algorithms."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import numpy as np
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


def test_the_example_of_a_model_runs(tools: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is printed, and its halo is right: tiles give what the whole scene gives."""
    pytest.importorskip("torch")
    pytest.importorskip("osgeo.gdal")
    import mtdn_core

    text = (ROOT / "docs" / "adding-a-model.md").read_text(encoding="utf-8")
    block = re.findall(r"```python\n(.*?)```", text, re.S)[0]
    monkeypatch.chdir(tmp_path)
    vv, vh = tools.speckled(60, 70)
    tools.write(tmp_path / "in.tif", np.stack([vv, vh]))
    names = {"vv": vv, "vh": vh}
    exec(block, names)
    whole, box = names["clean"], names["Box"]
    assert abs(whole[0, 30, 30] / vv[28:33, 28:33].mean() - 1) < 1e-5 and (tmp_path / "out.tif").is_file()
    tiled = mtdn_core.despeckle(vv, vh, units="linear", model=box(), tile=16)
    assert np.allclose(tiled, whole, rtol=1e-5)
    change = mtdn_core.detect_changes((vv, vh), tools.speckled(60, 70, seed=5), units="linear", model=box())
    assert change.shape == vv.shape and 0 <= change.min() <= change.max() <= 1


def test_the_python_of_the_pages_runs(tools: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("osgeo.gdal")
    xarray = pytest.importorskip("xarray")
    monkeypatch.chdir(tmp_path)
    one, two, three, four = (tools.speckled(40, 50, seed=seed) for seed in range(4))
    for name, image in zip(("in", "before", "after", "d1", "d2", "d3"), (one, one, two, two, three, four)):
        tools.write(tmp_path / f"{name}.tif", image)
    decibels = [10 * np.log10(image) for image in (one, two, three, four)]
    cube = {name: (("time", "y", "x"), np.stack([one[i], two[i]]), {"nodata": -32768.0}) for i, name in enumerate(("vv", "vh"))}
    pages = {page.name: re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.S) for page in PAGES}
    (block,), (recipe,) = pages["command-line-and-python.md"], pages["recipes.md"]
    names = dict(zip(("vv", "vh", "vv2", "vh2"), (*one, *two)), stack=np.stack([one[0], 0 * one[0], 0 * one[0], one[1]]))
    names["dataset"] = xarray.Dataset({n: (("y", "x"), v, {"units": "linear"}) for n, v in zip(("vv", "vh"), one)})
    for line in block.splitlines():  # a line in decibels is given decibels
        in_db = {**dict(zip(("vv", "vh", "vv2", "vh2"), (*decibels[0], *decibels[1]))),
                 **dict(zip(("one", "two", "three", "four"), decibels))}
        exec(line, {**names, **(in_db if "db" in line else {})} if "=" in line and "report" not in line else names)
    assert (tmp_path / "change.tif").is_file() and names["report"].changed_pixels is not None
    exec(recipe, {"mtdn_core": names["mtdn_core"], "dataset": xarray.Dataset(cube)})
