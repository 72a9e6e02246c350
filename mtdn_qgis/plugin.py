"""What QGIS starts and stops: registers the Processing provider and takes it away again."""

from __future__ import annotations

import contextlib
import sys
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QAction

from mtdn_qgis import icon_of, install, runs, texts
from mtdn_qgis.provider import MtdnProvider
from mtdn_qgis.texts import tr

MENU = "MTDN SAR"


def purge_modules() -> None:
    """Forget the modules that live beside the plugin's own package.

    QGIS drops only the modules below the plugin's package, so without this an upgraded plugin would go on
    running the old code until QGIS is restarted.
    """
    for name in [n for n in sys.modules if n.split(".")[0] in ("mtdn_core", "mtdn_qgis")]:
        del sys.modules[name]


def open_dialog(algorithm: str) -> None:
    """Open the dialog of an algorithm; it runs in the background, with a log and Cancel."""
    import processing

    processing.execAlgorithmDialog(f"mtdn:{algorithm}")


class MtdnPlugin:
    """The plugin object; `iface` is None in ``qgis_process``."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.provider: MtdnProvider | None = None
        self.actions: list[QAction] = []
        self._translation: Any = None

    def initProcessing(self) -> None:
        """Register the provider; the only entry point that ``qgis_process`` calls."""
        if self.provider is None:
            install.activate()
            self._translation = texts.load()  # before the algorithms describe themselves
            self.provider = MtdnProvider()
            QgsApplication.processingRegistry().addProvider(self.provider)
            self.provider.refreshAlgorithms()  # with the models, whose steps are now registered

    def initGui(self) -> None:
        """Start in the desktop: the provider, and menu entries for what is done once."""
        self.initProcessing()
        QgsApplication.instance().aboutToQuit.connect(runs.end_idle_threads)
        if self.iface is not None:
            entries = {"checkenvironment": tr("Check environment ..."), "installpytorch": tr("Install PyTorch ...")}
            for algorithm, label in entries.items():
                action = QAction(icon_of("mtdn"), label, self.iface.mainWindow())
                action.triggered.connect(lambda *_, name=algorithm: open_dialog(name))
                self.iface.addPluginToMenu(MENU, action)
                self.actions.append(action)

    def unload(self) -> None:
        with contextlib.suppress(TypeError):  # not connected: the desktop was not started
            QgsApplication.instance().aboutToQuit.disconnect(runs.end_idle_threads)
        if runs.RUNNING:
            runs.end_runs()
        runs.end_idle_threads()  # at its end QGIS 3.40 unloads plugins first, and says that it is about to quit afterwards
        for action in self.actions:
            self.iface.removePluginMenu(MENU, action)
        self.actions = []
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        QgsApplication.removeTranslator(self._translation)
        install.deactivate()
        purge_modules()
        folder = getattr(sys.modules.get("mtdn"), "FOLDER", None)
        if folder in sys.path:
            sys.path.remove(folder)
