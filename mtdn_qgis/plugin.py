"""What QGIS starts and stops: registers the Processing provider and takes it away again."""

from __future__ import annotations

import sys
from typing import Any

from qgis.core import QgsApplication

from mtdn_qgis.provider import MtdnProvider

OWN_PACKAGES = ("mtdn_core", "mtdn_qgis")


def purge_modules() -> None:
    """Forget the modules that live beside the plugin's own package.

    QGIS drops only the modules below the plugin's package, so without this an upgraded plugin would go on
    running the old code until QGIS is restarted.
    """
    for name in [n for n in sys.modules if n.split(".")[0] in OWN_PACKAGES]:
        del sys.modules[name]


class MtdnPlugin:
    """The plugin object; `iface` is None in ``qgis_process``."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.provider: MtdnProvider | None = None

    def initProcessing(self) -> None:
        """Register the provider; the only entry point that ``qgis_process`` calls."""
        if self.provider is None:
            self.provider = MtdnProvider()
            QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Start in the desktop: the Toolbox provider is the whole interface."""
        self.initProcessing()

    def unload(self) -> None:
        """Remove the provider and the plugin's modules."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        purge_modules()
        folder = getattr(sys.modules.get("mtdn"), "FOLDER", None)
        if folder in sys.path:
            sys.path.remove(folder)
