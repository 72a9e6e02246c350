"""Where the plugin's files are, in a checkout and in the installed plugin alike."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QIcon

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"


def icon(name: str) -> QIcon:
    """Return the icon `name` (without extension) of the plugin."""
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))


def help_url() -> str:
    """Return the address of the help page that travels with the plugin, so that help works offline."""
    return QUrl.fromLocalFile(str(RESOURCES / "help" / "index.html")).toString()


def version() -> str:
    """Return the plugin's version as metadata.txt states it."""
    for line in (ROOT / "metadata.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("version="):
            return line.partition("=")[2].strip()
    return ""
