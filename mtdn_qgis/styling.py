"""How the outputs of a run look when QGIS loads them: style, order, group, names, dates, metadata.

QGIS keeps no reference to a post-processor, so each stays in a registry of this module, keyed by destination: one that
Python has collected would silently never run, and one per class would style only the last of several outputs.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTimer

from mtdn_core.files import same_file
from mtdn_qgis import product, renderers
from mtdn_qgis.texts import tr

if TYPE_CHECKING:
    from mtdn_qgis.algorithms.parameters import Output

_LIVE: dict[str, OutputStyler] = {}
_LIVE_LIMIT = 500
#: of a longer series, dates that make the stretch, spread over it
SAMPLED_DATES = 8
#: at the end of a style that was written here; QGIS drops it when the user saves the style again
STYLE_MARK = "<!-- written by MTDN -->"
#: on a group of the layer tree: which run made it
RUN = "mtdn/run"
#: from the top of the layer tree
ORDER = (
    "polygons", "change", "first_change", "confirmations", "probability", "step", "despeckled2", "despeckled1", "ratio",
    "features", "covariance",
)
#: images of VV and VH, shown by one stretch
IMAGES = ("despeckled1", "despeckled2", "covariance")
#: beside the classes of change
HIDDEN = ("first_change", "confirmations", "probability", "step")


class Group:
    """The layers of one run, in one group of the layer tree if there are several, arranged from the `count`-th on."""

    def __init__(self, title: str, count: int = 1) -> None:
        self._title, self._count, self._run = title, count, uuid.uuid4().hex
        self._layers: dict[int, tuple[str, str]] = {}
        self._waiting = False

    def add(self, kind: str, layer: QgsMapLayer, project: QgsProject, position: int) -> None:
        """Take in a layer, `position` from the top, and arrange the run once all are there.

        Once more from the event loop, because some versions of QGIS put the layers into the tree only afterwards.
        """
        self._layers[position] = kind, layer.id()
        if len(self._layers) >= self._count:
            self._arrange(project)
        if not self._waiting:
            self._waiting = True
            QTimer.singleShot(0, lambda: self._finish(project))

    def _finish(self, project: QgsProject) -> None:
        self._waiting = False
        self._arrange(project)
        for group in project.layerTreeRoot().findGroups(True):
            if group.customProperty(RUN) and not group.children():  # a rerun has taken over the layers of open files
                group.parent().removeChildNode(group)

    def _arrange(self, project: QgsProject) -> None:
        root = project.layerTreeRoot()
        ordered = [self._layers[position] for position in sorted(self._layers)]
        found = [(kind, layer) for kind, layer in ordered if root.findLayer(layer) is not None]
        if not found:
            return
        kinds = [kind for kind, _ in found]
        nodes = [root.findLayer(layer) for _, layer in found]
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
        for kind, layer in found:
            node = root.findLayer(layer)
            node.setExpanded(kind == "change")
            if kind in HIDDEN and "change" in kinds and not node.customProperty("mtdn/arranged"):
                node.setItemVisibilityChecked(False)
                node.setCustomProperty("mtdn/arranged", True)


class Written(NamedTuple):
    """An output that QGIS may load: the file, the parameter of the algorithm, and its description."""

    path: str
    parameter: str
    output: Output


class OutputStyler(QgsProcessingLayerPostProcessorInterface):
    """Fills the metadata of one output once QGIS has loaded it, on the main thread, styles it, and takes it into its group.

    No pixels are read; the user's own style wins.
    """

    def __init__(
        self, written: Written, facts: product.Product, stretch: renderers.Stretch | None, algorithm_id: str, group: Group,
        project: QgsProject | None, position: int,
    ) -> None:
        super().__init__()
        self._written, self._facts, self._stretch, self._algorithm = written, facts, stretch, algorithm_id
        self._group, self._project, self._position = group, project, position

    def postProcessLayer(self, layer: Any, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
        if not isinstance(layer, (QgsRasterLayer, QgsVectorLayer)) or not layer.isValid():
            return
        kind = self._written.output.kind
        product.describe_layer(layer, self._facts, kind)
        if not has_user_style(layer, self._algorithm, self._written.parameter):
            styled = renderers.apply(layer, kind, self._stretch, self._facts.days(kind))
            if styled and isinstance(layer, QgsRasterLayer):  # a raster beside the polygons may have their name
                save_style(layer)
            layer.triggerRepaint()
        if self._project is not None:
            self._group.add(kind, layer, self._project, self._position)


def attach(context: QgsProcessingContext, outputs: Sequence[Written], algorithm_id: str, group_title: str) -> None:
    """Have every output of a run styled that QGIS will load on completion.

    The outputs of one kind come from the top of the layer tree; the kinds are put in their order. The title of their group
    is without the dates.
    """
    loaded = [written for written in outputs if context.willLoadLayerOnCompletion(written.path)]
    if not loaded:
        return
    loaded.sort(key=lambda written: ORDER.index(written.output.kind))
    facts = [product.read(written.path) for written in loaded]
    images = [written.path for written in loaded if written.output.kind in IMAGES]
    stretch = renderers.common_stretch(images[:: -(-len(images) // SAMPLED_DATES) or 1])
    group = Group(f"{group_title} {product.period(day for fact in facts for day in fact.dates)}".strip(), len(loaded))
    for position, (written, fact) in enumerate(zip(loaded, facts)):
        path, parameter, output = written
        details = context.layerToLoadOnCompletionDetails(path)
        project = details.project or context.project()
        _LIVE.pop(path, None)
        _LIVE[path] = OutputStyler(written, fact, stretch, algorithm_id, group, project, position)
        details.setPostProcessor(_LIVE[path])
        if details.name in ("", tr(output.label), parameter):  # a model gives names of its own
            details.name = f"{tr(output.title or output.label)} {product.period(fact.days(output.kind))}".strip()
        if hasattr(details, "layerSortKey"):
            details.layerSortKey = position
    while len(_LIVE) > max(_LIVE_LIMIT, len(loaded)):
        del _LIVE[next(iter(_LIVE))]


def load(context: QgsProcessingContext, outputs: Sequence[Written], algorithm_id: str, group_title: str) -> None:
    """Have rasters that are no outputs of their own loaded, where there is a project, and styled as by :func:`attach`."""
    project = context.project()
    for path, parameter, _ in outputs if project is not None else ():
        details = QgsProcessingContext.LayerDetails("", project, parameter, QgsProcessingUtils.LayerHint.Raster)
        details.forceName = True  # the names of the files are long
        context.addLayerToLoadOnCompletion(path, details)
    attach(context, outputs, algorithm_id, group_title)


def refresh_open_layers(context: QgsProcessingContext, paths: list[str]) -> None:
    """Have layers that already show one of the written files read it again."""
    project = context.project()
    for layer in project.mapLayers().values() if project is not None else ():
        is_file = isinstance(layer, (QgsRasterLayer, QgsVectorLayer))
        if is_file and any(same_file(file_of(layer), path) for path in paths):
            layer.dataProvider().reloadData()
            layer.triggerRepaint()


def file_of(layer: QgsMapLayer) -> str:
    """Return the file of a layer; the source of a vector layer goes on after a bar."""
    source = str(layer.source())
    return source.split("|layer")[0] if isinstance(layer, QgsVectorLayer) else source


def style_file(layer: QgsMapLayer) -> Path:
    """Return the style that QGIS applies when the file is opened again."""
    return Path(file_of(layer)).with_suffix(".qml")


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


def has_user_style(layer: QgsMapLayer, algorithm_id: str, output_name: str) -> bool:
    """Return True if the user has set a style: a .qml beside the file, or one in Processing's options."""
    path = style_file(layer)
    if path.exists() and not is_our_style(path):
        return True
    try:
        from processing.core.ProcessingConfig import ProcessingConfig
        from processing.gui.RenderingStyles import RenderingStyles
    except ImportError:
        return False
    vector = isinstance(layer, QgsVectorLayer)
    general = ProcessingConfig.VECTOR_POLYGON_STYLE if vector else ProcessingConfig.RASTER_STYLE
    return bool(RenderingStyles.getStyle(algorithm_id, output_name) or ProcessingConfig.getSetting(general))
