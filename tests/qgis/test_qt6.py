"""Ready for QGIS 4: what PyQt6 no longer has is not used. No Qt 6 QGIS is packaged yet, so the sources are examined."""

from __future__ import annotations

import ast
import re

import pytest

from tests.qgis.rasters import ROOT

IN_QGIS = [ROOT / "tools" / "desktop.py"]
SOURCES = sorted([*(ROOT / "mtdn_qgis").rglob("*.py"), *IN_QGIS], key=str)
#: classes of Qt that moved to another module
MOVED = {"QAction": "QtGui", "QActionGroup": "QtGui", "QShortcut": "QtGui", "QUndoStack": "QtGui", "QFileSystemModel": "QtGui"}
#: what is gone
GONE = {
    "exec_", "print_", "QRegExp", "QDesktopWidget", "QStringListModel.match", "QVariant.Type", "setMargin", "QMatrix",
    "toUtf8", "qApp", "NULL", "QTextCodec", "QFontMetrics.width", "QPalette.Background",
}
#: exist for scoped and unscoped access: a class of Qt or QGIS, then an enumeration, then its member
ENUM_OWNER = re.compile(r"^(Q[A-Z]|Qt$|Qgs|Qgis$)")
#: attributes in capitals that are constants of a class and no members of an enumeration
CONSTANTS = {"QGIS_VERSION", "QGIS_VERSION_INT", "RASTER_STYLE", "QGIS_RELEASE_NAME"}


def findings(text: str) -> list[str]:
    """Return what PyQt6 would refuse in a source."""
    found = []
    for node in ast.walk(ast.parse(text)):
        where = f"line {getattr(node, 'lineno', 0)}"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            found += [f"{where}: import of {name}" for name in names if name.split(".")[0] in ("PyQt5", "PyQt6", "sip")]
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis.PyQt"):
                found += [f"{where}: {alias.name} is gone" for alias in node.names if alias.name in GONE]
        elif isinstance(node, ast.Attribute):
            if node.attr in GONE:
                found.append(f"{where}: {node.attr} is gone")
            owner = node.value
            if isinstance(owner, ast.Name) and ENUM_OWNER.match(owner.id) and is_unscoped(owner.id, node.attr):
                found.append(f"{where}: {owner.id}.{node.attr} has no enumeration")
    return found


def is_unscoped(owner: str, name: str) -> bool:
    """Return True for a member of an enumeration that is taken from its class, which PyQt6 has not."""
    import qgis.core
    import qgis.gui
    from qgis.PyQt import QtCore, QtGui, QtWidgets

    if name in CONSTANTS:
        return False
    for module in (qgis.core, qgis.gui, QtCore, QtGui, QtWidgets):
        holder = getattr(module, owner, None)
        if holder is not None:
            member = getattr(holder, name, None)
            return isinstance(member, int) and not isinstance(member, (bool, type))
    return False


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_sources_are_ready_for_qt6(path, qgis_app):
    """Imports by qgis.PyQt, enumerations with their names, nothing that is gone."""
    assert findings(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "from PyQt5.QtCore import Qt",
        "from qgis.PyQt.QtCore import Qt\nx = Qt.AlignLeft",
        "from qgis.PyQt.QtCore import QRegExp",
        "dialog.exec_()",
        "from qgis.core import QgsRasterLayer, QgsProcessing\nx = QgsProcessing.TypeRaster",
        "from qgis.core import QgsProcessingParameterNumber as N\nx = QgsProcessingParameterNumber.Integer",
    ],
)
def test_the_examination_finds_what_it_should(text, qgis_app):
    """One of each kind."""
    assert findings(text)


def test_metadata_admits_qgis_4():
    """The plugin repository offers it to QGIS 4."""
    text = (ROOT / "metadata.txt").read_text(encoding="utf-8")
    assert re.search(r"^qgisMaximumVersion=4[.]99$", text, re.MULTILINE)
    assert "supportsQt6" not in text
