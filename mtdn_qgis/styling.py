"""How the outputs of a run look when QGIS loads them: style, order, group, names, dates, metadata.

QGIS keeps no reference to a post-processor, so each stays in a registry of this module, keyed by destination: one that
Python has collected would silently never run, and one per class would style only the last of several outputs.
"""

from __future__ import annotations

import uuid
from collections import OrderedDict
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QTimer

from mtdn_qgis import product, renderers

_LIVE: OrderedDict[str, OutputStyler] = OrderedDict()
_LIVE_LIMIT = 500
#: at the end of a style that was written here; QGIS drops it when the user saves the style again
STYLE_MARK = "<!-- written by MTDN -->"
#: on a group of the layer tree: which run made it
RUN = "mtdn/run"
#: from the top of the layer tree
ORDER = ("change", "probability", "step", "despeckled2", "despeckled1")


class Group:
    """The layers of one run, in one group of the layer tree if there are several."""

    def __init__(self, title: str) -> None:
        self._title, self._run = title, uuid.uuid4().hex
        self._layers: dict[str, str] = {}

    def add(self, kind: str, layer: QgsRasterLayer, project: QgsProject) -> None:
        """Take in a layer and arrange all of the run.

        Once more from the event loop, because some versions of QGIS put the layers into the tree only afterwards.
        """
        self._layers[kind] = layer.id()
        self._arrange(project)
        QTimer.singleShot(0, lambda: self._arrange(project))

    def _arrange(self, project: QgsProject) -> None:
        root = project.layerTreeRoot()
        kinds = [kind for kind in ORDER if root.findLayer(self._layers.get(kind, "")) is not None]
        if not kinds:
            return
        nodes = [root.findLayer(self._layers[kind]) for kind in kinds]
        parents = [node.parent() for node in nodes]
        parent = next((group for group in parents if group.customProperty(RUN) == self._run), None)
        if parent is None:
            # a new layer goes where the selected one is, perhaps into the group of an earlier run
            parent = parents[0]
            while parent.customProperty(RUN):
                parent = parent.parent()
            if len(nodes) > 1:
                parent = parent.insertGroup(0, self._title)
                parent.setCustomProperty(RUN, self._run)
        top = [getattr(node, "layerId", str)() for node in parent.children()[: len(nodes)]]
        if top != [node.layerId() for node in nodes]:
            for position, node in enumerate(nodes):
                copy = node.clone()
                parent.insertChildNode(position, copy)
                node.parent().removeChildNode(node)
        for kind in kinds:
            node = root.findLayer(self._layers[kind])
            node.setExpanded(kind == "change")
            if kind in ("probability", "step") and "change" in kinds and not node.customProperty("mtdn/arranged"):
                node.setItemVisibilityChecked(False)
                node.setCustomProperty("mtdn/arranged", True)


class OutputStyler(QgsProcessingLayerPostProcessorInterface):
    """Styles one output once QGIS has loaded it; the user's own style wins."""

    def __init__(
        self, kind: str, facts: product.Product, stretch: renderers.Stretch | None, group: Group, users_style: str
    ) -> None:
        super().__init__()
        self._kind, self._facts, self._stretch, self._group = kind, facts, stretch, group
        self._algorithm_id, self._output_name = users_style.split("|")
        self._project: QgsProject | None = None

    def for_project(self, project: QgsProject) -> None:
        """Remember into which project the layer goes."""
        self._project = project

    def postProcessLayer(self, layer: Any, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
        """Style `layer`; runs on the main thread, and reads no pixels."""
        if not isinstance(layer, QgsRasterLayer) or not layer.isValid():
            return
        product.describe_layer(layer, self._facts, self._kind)
        if not has_user_style(layer, self._algorithm_id, self._output_name):
            renderers.apply(layer, self._kind, self._stretch)
            save_style(layer)
            layer.triggerRepaint()
        if self._project is not None:
            self._group.add(self._kind, layer, self._project)


def attach(
    context: QgsProcessingContext, outputs: dict[str, tuple[str, str, str, str]], algorithm_id: str, group_title: str
) -> None:
    """Have every output of a run styled that QGIS will load on completion.

    Parameters
    ----------
    outputs
        Path by kind of output (:data:`ORDER`), with the parameter's name and label, and the name of the layer.
    group_title
        Of the group, without the dates.
    """
    loaded = {kind: item for kind, item in outputs.items() if context.willLoadLayerOnCompletion(item[0])}
    if not loaded:
        return
    facts = {kind: product.read(path) for kind, (path, *_) in loaded.items()}
    stretch = renderers.common_stretch([path for kind, (path, *_) in loaded.items() if kind.startswith("despeckled")])
    period = next(iter(facts.values())).period
    group = Group(f"{group_title} {period}".strip())
    for kind, (path, name, label, title) in loaded.items():
        styler = OutputStyler(kind, facts[kind], stretch, group, f"{algorithm_id}|{name}")
        _LIVE.pop(path, None)
        _LIVE[path] = styler
        while len(_LIVE) > _LIVE_LIMIT:
            _LIVE.popitem(last=False)
        details = context.layerToLoadOnCompletionDetails(path)
        styler.for_project(details.project or context.project())
        details.setPostProcessor(styler)
        if details.name in ("", label, name):  # a model gives names of its own
            details.name = f"{title} {facts[kind].date_of(kind)}".strip()
        if hasattr(details, "layerSortKey"):
            details.layerSortKey = ORDER.index(kind)


def refresh_open_layers(context: QgsProcessingContext, paths: list[str]) -> None:
    """Have layers that already show one of the written files read it again."""
    project = context.project()
    for layer in project.mapLayers().values() if project is not None else ():
        if isinstance(layer, QgsRasterLayer) and any(same_path(layer.source(), path) for path in paths):
            layer.dataProvider().reloadData()
            layer.triggerRepaint()


def same_path(one: str, two: str) -> bool:
    """Return True if two paths lead to one file."""
    try:
        return Path(one).samefile(two)
    except OSError:
        return one == two


def style_file(layer: QgsRasterLayer) -> Path:
    """Return the style that QGIS applies when the file is opened again."""
    return Path(layer.source()).with_suffix(".qml")


def save_style(layer: QgsRasterLayer) -> None:
    """Write the style beside the file, so that it is there when the file is opened again; never over the user's."""
    path = style_file(layer)
    temporary = Path(QgsProcessingUtils.tempFolder())
    if temporary in path.parents or (path.exists() and not is_our_style(path)):
        return
    layer.saveNamedStyle(str(path))
    if path.exists():
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"{STYLE_MARK}\n")


def is_our_style(path: Path) -> bool:
    """Return True for a style that was written here and that nobody has saved since."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").rstrip().endswith(STYLE_MARK)
    except OSError:
        return False


def has_user_style(layer: QgsRasterLayer, algorithm_id: str, output_name: str) -> bool:
    """Return True if the user has set a style: a .qml beside the file, or one in Processing's options."""
    path = style_file(layer)
    if path.exists() and not is_our_style(path):
        return True
    try:
        from processing.core.ProcessingConfig import ProcessingConfig
        from processing.gui.RenderingStyles import RenderingStyles
    except ImportError:
        return False
    return bool(
        RenderingStyles.getStyle(algorithm_id, output_name) or ProcessingConfig.getSetting(ProcessingConfig.RASTER_STYLE)
    )
