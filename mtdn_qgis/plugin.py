"""What QGIS starts and stops: registers the Processing provider and takes it away again."""

from __future__ import annotations

import sys
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QAction

from mtdn_qgis import paths
from mtdn_qgis.provider import MtdnProvider
from mtdn_qgis.texts import tr

MENU = "MTDN SAR"
OWN_PACKAGES = ("mtdn_core", "mtdn_qgis")


def purge_modules() -> None:
    """Forget the modules that live beside the plugin's own package.

    QGIS drops only the modules below the plugin's package, so without this an upgraded plugin would go on
    running the old code until QGIS is restarted.
    """
    for name in [n for n in sys.modules if n.split(".")[0] in OWN_PACKAGES]:
        del sys.modules[name]


def check_environment() -> None:
    """Open the dialog of ``mtdn:checkenvironment``."""
    import processing

    processing.execAlgorithmDialog("mtdn:checkenvironment")


class MtdnPlugin:
    """The plugin object; `iface` is None in ``qgis_process``."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.provider: MtdnProvider | None = None
        self.action: QAction | None = None

    def initProcessing(self) -> None:
        """Register the provider; the only entry point that ``qgis_process`` calls."""
        if self.provider is None:
            self.provider = MtdnProvider()
            QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Start in the desktop: the provider, and a menu entry that opens the check of the environment."""
        self.initProcessing()
        if self.iface is not None:
            self.action = QAction(paths.icon("mtdn"), tr("Check environment ..."), self.iface.mainWindow())
            self.action.triggered.connect(check_environment)
            self.iface.addPluginToMenu(MENU, self.action)

    def unload(self) -> None:
        """Remove the menu entry, the provider and the plugin's modules."""
        if self.action is not None:
            self.iface.removePluginMenu(MENU, self.action)
            self.action = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        purge_modules()
        folder = getattr(sys.modules.get("mtdn"), "FOLDER", None)
        if folder in sys.path:
            sys.path.remove(folder)
