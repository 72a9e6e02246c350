"""Translation of the texts a user sees."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingException, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from mtdn_qgis import RESOURCES


def tr(text: str) -> str:
    """Return `text` in the user's language where a translation exists."""
    return QCoreApplication.translate("MTDN", text)


def refused(text: str, *values: Any) -> QgsProcessingException:
    """Return the error that says in the user's language what was found, what is expected and what to do."""
    return QgsProcessingException(tr(text).format(*values))


def load() -> QTranslator | None:
    """Install the translation for QGIS's language and return it; None if there is none: the texts are English.

    The desktop keeps its language in the setting; where it has never run, QGIS takes that of the system.
    """
    language = str(QgsSettings().value("locale/userLocale") or QLocale.system().name())[:2]
    translator = QTranslator()
    if not translator.load(str(RESOURCES / "i18n" / f"mtdn_{language}.qm")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator
