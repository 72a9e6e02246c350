"""Translation of the texts a user sees."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return `text` in the user's language where a translation exists."""
    return QCoreApplication.translate("MTDN", text)
