"""Names of files with markup, quotes, commands, line breaks and escapes of terminals: shown as text, run as nothing."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import pytest

gdal = pytest.importorskip("osgeo.gdal")

import mtdn_core  # noqa: E402
from mtdn_core.cli.main import main  # noqa: E402
from mtdn_core.errors import MtdnError  # noqa: E402
from mtdn_core.evaluation.run import _plain  # noqa: E402
from tests.processes import shell  # noqa: E402
from tests.rasters import speckled, write_raster  # noqa: E402

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")
NAMES = [
    "<script>alert(1)<b>", "<img src=x onerror=alert(1)>", "' onload='x", '" style="x', "a|b", "line\nError: forged",
    "\x1b[31mred", "\x1b]0;title\x07", "..", "$(touch ran)", "`touch ran`", "; touch ran", "-o", "%s%n{0}", "\u202eabc",
    "ünïcødé", "&amp;&#x41;", "]]>", "<!--", "a,b=c;d", "]() [x](javascript:1)", "\\n", "~", "tab\tname",
]
TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "b", "table", "tr", "td", "th", "figure", "img",
    "figcaption", "svg", "text", "path", "polyline", "line", "rect", "g", "circle",
}


class Page(HTMLParser):
    """Refuses every tag but those of the report, every event and everything from outside."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attributes:
            assert not name.startswith("on") and name not in ("href", "xlink:href", "srcset", "action"), (tag, name)
            assert name != "src" or str(value).startswith("data:image/png;base64,"), (tag, value)
            assert name != "style" or re.fullmatch(r"background: #\w+", str(value)), (tag, value)


@pytest.mark.parametrize("name", NAMES)
def test_names_in_report_outputs_and_log(tmp_path, monkeypatch, capsys, local_model, name) -> None:
    monkeypatch.chdir(tmp_path)
    source, output = f"{name}_linear.tif", f"{name} out.tif"
    write_raster(tmp_path / source, speckled(120, 120))
    assert main(["despeckle", f"./{source}", "--output", f"./{output}", "--device", "cpu", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["outputs"]["despeckled1"] == f"./{output}"
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", said.err) and "\nError: forged" not in said.err
    for path in tmp_path.glob("*.xml"):
        ElementTree.parse(path)
    mtdn_core.assess_raster(f"./{source}", f"./{output}", "report.html")
    text = (tmp_path / "report.html").read_text("utf-8")
    Page().feed(text)
    assert "default-src 'none'" in text and "<script" not in text and not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", text)
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix != ".xml") == sorted([source, output, "report.html"])


@pytest.mark.parametrize("name", NAMES)
def test_names_in_the_page_of_results(name) -> None:
    shown = _plain(name)
    assert shown.isprintable() and not re.search(r"(?<!\\)[<>|`\[\]]", shown)


@pytest.mark.parametrize("option", ["--model", "--output", "--vh", "--later", "--polygons"])
@pytest.mark.parametrize("value", ["x" * 5000, "x" * 4000, "x" * 300 + ".tif", "\x1b[31m\n", "/" * 3000, "../" * 900 + "x.tif"])
def test_values_of_any_length(tmp_path, capsys, monkeypatch, option, value) -> None:
    """Refused before anything is computed, in few words."""
    monkeypatch.chdir(tmp_path)
    write_raster(tmp_path / "a_linear_20240101.tif", speckled(40, 40))
    name = "a_linear_20240101.tif"
    command = ["detect-changes", name, name] if option in ("--later", "--polygons") else ["despeckle", name]
    if option != "--output":
        command += ["--output", "o.tif"]
    try:
        code = main([*command, option, value, "--device", "cpu"])
    except SystemExit as error:
        code = int(error.code or 0)
    said = capsys.readouterr().err
    assert code in (1, 2) and "Unexpected" not in said and "\x1b" not in said, said
    assert len(said) < 6000 and [p.name for p in tmp_path.iterdir()] == ["a_linear_20240101.tif"]


CALLS = {
    "despeckle": lambda one, out: mtdn_core.despeckle_raster(one, out),
    "second": lambda one, out: mtdn_core.despeckle_raster("a_linear.tif", out, second=one),
    "detect": lambda one, out: mtdn_core.detect_changes_raster("a_linear.tif", one, out),
    "baseline": lambda one, out: mtdn_core.detect_changes_raster("a_linear.tif", "b_linear.tif", out, baseline=[one]),
    "assess": lambda one, out: mtdn_core.assess_raster("a_linear.tif", one, out.replace(".tif", ".html")),
    "features": lambda one, out: mtdn_core.features_raster(one, out),
    "covariance": lambda one, out: mtdn_core.covariance_raster(one, None, out.removesuffix(".tif")),
}


@pytest.mark.parametrize("name", ["x" * 300 + ".tif", "x" * 5000, "a\0b.tif", "x" * 300 + "/y.tif", "x" * 300 + ".dim"])
@pytest.mark.parametrize("call", CALLS)
def test_names_that_no_file_can_have_in_python(tmp_path, monkeypatch, call, name) -> None:
    """As input and as output."""
    monkeypatch.chdir(tmp_path)
    for seed, file in enumerate(("a_linear.tif", "b_linear.tif")):
        write_raster(tmp_path / file, speckled(120, 120, seed=seed))
    with pytest.raises(MtdnError):
        CALLS[call](name, "o.tif")
    with pytest.raises(MtdnError):
        CALLS[call]("a_linear.tif" if call in ("despeckle", "features") else "b_linear.tif", name)
    assert sorted(os.listdir()) == ["a_linear.tif", "b_linear.tif"]


PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("locale", [PLAIN, pytest.param({"LC_ALL": "POSIX"}, marks=pytest.mark.slow)], ids=str)
def test_names_in_a_locale_without_utf8(tmp_path, locale) -> None:
    write_raster(tmp_path / "ä_linear.tif", speckled(60, 60))
    done = shell("mtdn despeckle ä_linear.tif -o ö.tif --device cpu --json", tmp_path, **locale)
    assert done.returncode == 0 and json.loads(done.stdout)["outputs"]["despeckled1"] == "ö.tif", done.stderr
    assert (tmp_path / "ö.tif").exists()
