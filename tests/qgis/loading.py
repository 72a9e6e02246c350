"""Runs whose outputs are loaded into a project, as QGIS does."""

from __future__ import annotations

from pathlib import Path

import pytest

NAMES = ("DESPECKLED_BEFORE", "DESPECKLED_AFTER", "CHANGE", "PROBABILITY")


@pytest.fixture(autouse=True)
def layers_are_added_as_in_qgis(qgis_new_project, monkeypatch):
    """Load results as a QGIS without its main window does: pytest-qgis's stub of it is no place for layers."""
    import qgis.utils
    from processing.gui import Postprocessing

    monkeypatch.setattr(Postprocessing, "iface", None, raising=False)
    monkeypatch.setattr(qgis.utils, "iface", None, raising=False)


def run_and_load(algorithm: str, folder: Path, names: tuple[str, ...], **parameters) -> dict:
    """Run `algorithm`, load its outputs into the project, return the layers by the stems of their files."""
    import processing
    from qgis.core import QgsApplication, QgsProcessingOutputLayerDefinition, QgsProject

    outputs = {name: QgsProcessingOutputLayerDefinition(str(folder / f"{name}.tif"), QgsProject.instance()) for name in names}
    processing.runAndLoadResults(f"mtdn:{algorithm}", {**parameters, **outputs})
    QgsApplication.processEvents()
    return {Path(layer.source()).stem: layer for layer in QgsProject.instance().mapLayers().values()}


def tree(node) -> list:
    """Return the layer tree as names, a group as (name, children), from the top."""
    return [(child.name(), tree(child)) if hasattr(child, "findGroups") else child.name() for child in node.children()]
