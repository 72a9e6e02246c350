"""Collect the texts for translation and compile them to ``resources/i18n/mtdn_LANGUAGE.qm``.

``mtdn_LANGUAGE.ts`` beside it has those of the plugin, ``engine_LANGUAGE.ts`` those of the engine.

``/usr/bin/python3 tools/translations.py`` (a Python that has QGIS; Qt's lrelease compiles). Translations that exist are
kept, texts that are gone are dropped, new ones are marked unfinished and counted. Qt Linguist edits the .ts files.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("de", "es")
CONTEXT = "MTDN"


def arguments() -> Iterator[tuple[Path, ast.expr]]:
    """Yield file and first argument of every call of ``tr`` and ``refused`` in the plugin."""
    for path in sorted((ROOT / "mtdn_qgis").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "refused"):
                yield path.relative_to(ROOT), node.args[0]


def asked_for() -> list[str]:
    """Return what is translated by its value, of algorithms, models and tables of a run; QGIS must be initialised."""
    from qgis.core import QgsApplication
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator

    from mtdn_core.assessment import verdict
    from mtdn_core.inference.change_outputs import CLASSES
    from mtdn_core.inference.settings import KIND_WORDS, Setting
    from mtdn_qgis import models
    from mtdn_qgis.algorithms import ALGORITHMS
    from mtdn_qgis.provider import MtdnProvider
    from mtdn_qgis.texts import tr

    asked: list[str] = []

    class Recorder(QTranslator):
        def isEmpty(self) -> bool:
            return False

        def translate(self, context, text, disambiguation=None, number=-1):  # type: ignore[no-untyped-def]
            if context == CONTEXT:
                asked.append(text)
            return None

    registry, recorder = QgsApplication.processingRegistry(), Recorder()
    if registry.providerById("mtdn") is None:  # without the steps of a model its outputs are unknown
        registry.addProvider(MtdnProvider())
    QCoreApplication.installTranslator(recorder)
    try:
        registry.providerById("mtdn").longName()
        for item in [*(algorithm() for algorithm in ALGORITHMS), *models.shipped()]:
            item.displayName(), item.group(), item.shortDescription(), item.shortHelpString(), item.tags()
            item.initAlgorithm({})
        titles = [output.title for item in ALGORITHMS for output in getattr(item, "OUTPUTS", {}).values() if output.title]
        verdicts = (verdict.KEPT, verdict.DOUBTFUL, verdict.NOT_KEPT, verdict.NOT_MEASURED)
        for text in (*verdicts, *(name for name, _ in CLASSES), *titles):
            tr(text)
        for kind in (*KIND_WORDS, "text"):
            for bounds in ({"choices": ("one",)}, {"minimum": 0}, {"minimum": 0, "maximum": 1}):
                Setting("", "", kind, **bounds).expected(tr)  # type: ignore
    finally:
        QCoreApplication.removeTranslator(recorder)
    return asked


def collect() -> dict[str, list[str]]:
    """Return every text once, those of the plugin and those of the engine, in a stable order."""
    from mtdn_qgis.engine_texts import templates

    literal = [node.value for _, node in arguments() if isinstance(node, ast.Constant)]
    plugin = dict.fromkeys([*asked_for(), *literal])
    return {"mtdn": list(plugin), "engine": [text for text in templates() if text not in plugin]}


def read(name: str, language: str) -> dict[str, str]:
    """Return the translations of a .ts file by their source text; an unfinished one is empty."""
    path = FOLDER / f"{name}_{language}.ts"
    if not path.is_file():
        return {}
    messages = ET.parse(path).getroot().iter("message")
    return {message.findtext("source", ""): message.findtext("translation", "") for message in messages}


def write(name: str, language: str, translations: dict[str, str]) -> None:
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for source, translation in translations.items():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        ET.SubElement(message, "translation", {} if translation else {"type": "unfinished"}).text = translation
    ET.indent(root, "")
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{ET.tostring(root, encoding="unicode")}\n'
    (FOLDER / f"{name}_{language}.ts").write_text(text, encoding="utf-8")


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    lrelease = shutil.which("lrelease") or shutil.which("lrelease", path="/usr/lib/qt5/bin:/usr/lib/qt6/bin")
    if lrelease is None:
        sys.exit("lrelease is missing. Expected: Qt's translation tools. What to do: apt install qttools5-dev-tools")
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    collected = collect()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        for name, texts in collected.items():
            known = read(name, language)
            write(name, language, {text: known.get(text, "") for text in texts})
            missing, stale = sum(not known.get(text) for text in texts), len(known.keys() - set(texts))
            print(f"{name}_{language}: {len(texts)} texts, {missing} not translated, {stale} dropped")
        files = [str(FOLDER / f"{name}_{language}.ts") for name in collected]
        subprocess.run([lrelease, "-silent", *files, "-qm", str(FOLDER / f"mtdn_{language}.qm")], check=True)


if __name__ == "__main__":
    main()
