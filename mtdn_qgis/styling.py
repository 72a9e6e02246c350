"""How outputs look when QGIS loads them.

QGIS keeps no reference to a post-processor, so each stays in a registry of this module, keyed by destination: one that
Python has collected would silently never run, and one per class would style only the last of several outputs.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
)

from mtdn_qgis import renderers

_LIVE: OrderedDict[str, OutputStyler] = OrderedDict()
_LIVE_LIMIT = 500

_STYLES = {
    "composite": renderers.apply_composite,
    "change": renderers.apply_change,
    "probability": renderers.apply_probability,
}


class OutputStyler(QgsProcessingLayerPostProcessorInterface):
    """Styles one output once QGIS has loaded it; the user's own style wins."""

    def __init__(self, style: str, algorithm_id: str, output_name: str) -> None:
        super().__init__()
        self._style = style
        self._algorithm_id = algorithm_id
        self._output_name = output_name

    def postProcessLayer(self, layer: Any, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
        """Style `layer`; runs on the main thread."""
        if not isinstance(layer, QgsRasterLayer) or not layer.isValid():
            return
        if has_user_style(layer, self._algorithm_id, self._output_name):
            return
        _STYLES[self._style](layer)
        layer.triggerRepaint()


def attach(
    context: QgsProcessingContext, destination: str, style: str, algorithm_id: str, output_name: str, order: int
) -> None:
    """Have `destination` styled if, and only if, QGIS will load it on completion.

    `order` counts the outputs from the bottom of the layer tree; QGIS before 3.32 orders them as it likes.
    """
    if not context.willLoadLayerOnCompletion(destination):
        return
    styler = OutputStyler(style, algorithm_id, output_name)
    _LIVE.pop(destination, None)
    _LIVE[destination] = styler
    while len(_LIVE) > _LIVE_LIMIT:
        _LIVE.popitem(last=False)
    details = context.layerToLoadOnCompletionDetails(destination)
    details.setPostProcessor(styler)
    if hasattr(details, "layerSortKey"):
        details.layerSortKey = order


def has_user_style(layer: QgsRasterLayer, algorithm_id: str, output_name: str) -> bool:
    """Return True if the user has set a style: a .qml beside the file, or one in Processing's options."""
    if Path(layer.source()).with_suffix(".qml").exists():
        return True
    try:
        from processing.core.ProcessingConfig import ProcessingConfig
        from processing.gui.RenderingStyles import RenderingStyles
    except ImportError:
        return False
    return bool(
        RenderingStyles.getStyle(algorithm_id, output_name)
        or ProcessingConfig.getSetting(ProcessingConfig.RASTER_STYLE)
    )
