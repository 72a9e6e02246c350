"""MTDN: despeckle Sentinel-1 images and detect change.

This file becomes ``__init__.py`` of the assembled plugin. It stays lazy: QGIS imports it at start-up.
"""

from __future__ import annotations

import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))


def classFactory(iface):
    """Return the plugin object; QGIS calls this once.

    The plugin's own folder goes first on the module path, so that the bundled ``mtdn_core`` is the one that runs even
    when another copy is installed; a copy that was imported from elsewhere is forgotten first.
    """
    while FOLDER in sys.path:
        sys.path.remove(FOLDER)
    sys.path.insert(0, FOLDER)
    for name in [n for n in sys.modules if n.split(".")[0] in ("mtdn_core", "mtdn_qgis")]:
        del sys.modules[name]
    from mtdn_qgis.plugin import MtdnPlugin

    return MtdnPlugin(iface)
