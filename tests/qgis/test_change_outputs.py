"""Later dates, polygons and their layers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.qgis.loading import layers_are_added_as_in_qgis, tree  # noqa: F401
from tests.qgis.rasters import read_tif, speckled, write_tif

RASTERS = ("OUTPUT", "FIRST_CHANGE", "CONFIRMATIONS", "STEP")


@pytest.fixture
def dates(tmp_path) -> list[str]:
    """Four dates whose right half is darker from the second on."""
    images = [speckled(number, step=0.1 if number else 1.0) for number in range(4)]
    return [str(write_tif(tmp_path / f"s1_2024{n:02d}05.tif", image, ("VV", "VH"))) for n, image in enumerate(images, 1)]


def given(dates: list[str], folder: Path, names, **more) -> dict:
    from qgis.core import QgsProcessingOutputLayerDefinition, QgsProject

    paths = {name: str(folder / f"{name}.{'gpkg' if name == 'POLYGONS' else 'tif'}") for name in names}
    wanted = {name: QgsProcessingOutputLayerDefinition(path, QgsProject.instance()) for name, path in paths.items()}
    return {"BEFORE": dates[0], "AFTER": dates[1], "LATER": dates[2:], "DEVICE": "cpu", **wanted, **more}


def test_layers_of_later_dates_and_polygons(provider, qgis_new_project, dates, tmp_path):
    import processing
    from qgis.core import QgsApplication, QgsProject

    processing.runAndLoadResults("mtdn:detectchanges", given(dates, tmp_path, (*RASTERS, "POLYGONS")))
    QgsApplication.processEvents()
    layers = {Path(layer.source().split("|")[0]).stem: layer for layer in QgsProject.instance().mapLayers().values()}
    assert set(layers) == {*RASTERS, "POLYGONS"}
    day = np.datetime64("2024-02-05").astype(int)
    assert (read_tif(tmp_path / "FIRST_CHANGE.tif")[10:30, 25:35] == day).mean() > 0.95
    assert (read_tif(tmp_path / "CONFIRMATIONS.tif")[10:30, 25:35] == 2).mean() > 0.95
    classes = layers["FIRST_CHANGE"].renderer().classes()
    assert [item.label for item in classes] == ["2024-02-05", "2024-03-05", "2024-04-05"]
    assert classes[0].value == day and len({item.color.name() for item in classes}) == 3
    assert layers["CONFIRMATIONS"].renderer().type() == "singlebandpseudocolor"
    polygons = layers["POLYGONS"]
    assert [item.value() for item in polygons.renderer().categories()] == ["fall", "rise"]
    largest = max(polygons.getFeatures(), key=lambda feature: feature["area_ha"])
    assert largest["direction"] == "fall" and largest["change_vv_db"] == pytest.approx(-10, abs=1.5)
    assert largest["first_change"].toString("yyyy-MM-dd") == "2024-02-05"
    assert polygons.crs().authid() == "EPSG:32646" and "model: mtdn-compact" in polygons.metadata().abstract()
    ((_, order),) = tree(QgsProject.instance().layerTreeRoot())
    assert order[0].startswith(("Polygons of change", "POLYGONS")) and len(order) == 5


def test_both_with_later_dates(provider, dates, tmp_path):
    import processing

    found = processing.run(
        "mtdn:despeckleanddetect",
        {"BEFORE": dates[0], "AFTER": dates[1], "LATER": dates[2:], "DEVICE": "cpu", "MINIMUM_AREA_HA": "2",
         "POLYGONS": "TEMPORARY_OUTPUT", "FIRST_CHANGE": "TEMPORARY_OUTPUT"},
    )
    assert Path(found["POLYGONS"]).suffix == ".gpkg" and read_tif(found["FIRST_CHANGE"]).max() > 19000


def test_refusals(provider, dates, tmp_path):
    import processing
    from qgis.core import QgsProcessingException

    base = {"BEFORE": dates[0], "AFTER": dates[1], "DEVICE": "cpu", "OUTPUT": str(tmp_path / "c.tif")}
    for more, text in (
        ({"POLYGONS": str(tmp_path / "p.shp")}, "ends in .gpkg"),
        ({"POLYGONS": f"ogr:dbname='{tmp_path}/p.gpkg' table=\"p\" (geom)"}, "end the file name in .gpkg"),
        ({"POLYGONS": "memory:"}, "end the file name in .gpkg"),
        ({"FIRST_CHANGE": str(tmp_path / "f.tif")}, "without later dates"),
        ({"LATER": [dates[2]]}, "no output that shows"),
        ({"MINIMUM_AREA": 4, "MINIMUM_AREA_HA": 1.5}, "in hectares"),
    ):
        with pytest.raises(QgsProcessingException, match=text):
            processing.run("mtdn:detectchanges", {**base, **more})
    assert not (tmp_path / "c.tif").exists()
