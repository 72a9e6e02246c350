"""QGIS plugin: a Processing provider around the engine of :mod:`mtdn_core`; where its files are, in a checkout, too.

Nothing in this package imports torch when QGIS starts; only running an algorithm does.
"""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtGui import QIcon

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"


def icon_of(name: str) -> QIcon:
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))
