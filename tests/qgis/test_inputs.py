"""What is read is what the layer shows: file names with bars, bands of each date, models by name and by path."""

from __future__ import annotations

import shutil
import zipfile

import numpy as np
import pytest

from tests.qgis.rasters import ROOT, read_tif, speckled, write_tif
from tests.qgis.test_processing import refused, run


def test_bar_in_a_file_name(provider, tmp_path):
    """A file p|q.tif beside a raster p: the first is read."""
    decoy = write_tif(tmp_path / "decoy.tif", speckled(1) * 100, ("VV", "VH"))
    decoy.rename(tmp_path / "p")
    wanted = write_tif(tmp_path / "wanted.tif", speckled(2), ("VV", "VH"))
    wanted.rename(tmp_path / "p|q.tif")
    out = tmp_path / "out.tif"
    run("despeckle", INPUT=str(tmp_path / "p|q.tif"), OUTPUT=str(out))
    assert read_tif(out)[0].mean() == pytest.approx(speckled(2)[0].mean(), rel=0.1)


def test_open_options_are_not_part_of_the_file(provider, pair):
    """QGIS appends them to the source; the file is what remains."""
    from qgis.core import QgsRasterLayer

    from mtdn_qgis.conversion import describe

    layer = QgsRasterLayer(f"{pair[0]}|option:NUM_THREADS=2", "before", "gdal")
    assert layer.isValid()
    assert describe("INPUT", layer, []) == pair[0]


@pytest.mark.parametrize("kind", ["zip", "table"])
def test_sources_that_are_no_file(provider, pair, tmp_path, kind):
    """What GDAL opens is taken, though QGIS looks for a file of that name: a member of an archive, a table."""
    from osgeo import gdal

    if kind == "zip":
        with zipfile.ZipFile(tmp_path / "a b.zip", "w") as archive:
            archive.write(pair[0], "in ner/image.tif")
        given = {"INPUT": f"/vsizip/{tmp_path}/a b.zip/in ner/image.tif"}
    else:
        for number, (table, more) in enumerate((("VV", []), ("VH", ["APPEND_SUBDATASET=YES"])), 1):
            options = ["TILE_FORMAT=TIFF", f"RASTER_TABLE={table}", *more]
            gdal.Translate(f"{tmp_path}/t.gpkg", pair[0], format="GPKG", bandList=[number], creationOptions=options)
        given = {"INPUT": f"GPKG:{tmp_path}/t.gpkg:VV", "INPUT_VH": f"GPKG:{tmp_path}/t.gpkg:VH", "UNITS": "linear"}
    for name, parameters in (("a.tif", {"INPUT": pair[0]}), ("b.tif", given)):
        run("despeckle", **parameters, OUTPUT=str(tmp_path / name))
    np.testing.assert_allclose(read_tif(tmp_path / "b.tif"), read_tif(tmp_path / "a.tif"), rtol=1e-5)


@pytest.mark.parametrize("kind", ["dim", "zip", "folder"])
def test_products_of_several_files(provider, pair, tmp_path, kind):
    """BEAM-DIMAP of SNAP, which GDAL takes for another DIMAP and cannot open; archives and folders of HyP3."""
    from osgeo import gdal

    folder = tmp_path / "s1_20240601.data"
    folder.mkdir()
    names = {"Gamma0_VH": 2, "Gamma0_VV": 1}
    for name, band in names.items():
        if kind == "dim":
            gdal.Translate(str(folder / f"{name}.img"), pair[0], format="ENVI", bandList=[band])
        else:
            gdal.Translate(str(folder / f"S1A_RTC30_{name[-2:]}.tif"), pair[0], bandList=[band])
            gdal.Translate(str(folder / "S1A_RTC30_dem.tif"), pair[0], bandList=[1])
    product = folder
    if kind == "dim":
        files = "".join(
            f'<Data_File><DATA_FILE_PATH href="{folder.name}/{name}.hdr"/><BAND_INDEX>{i}</BAND_INDEX></Data_File>'
            for i, name in enumerate(names)
        )
        product = folder.with_suffix(".dim")
        product.write_text(
            "<Dimap_Document><Raster_Dimensions><NCOLS>64</NCOLS><NROWS>64</NROWS><NBANDS>2</NBANDS></Raster_Dimensions>"
            f"<Data_Access><DATA_FILE_FORMAT>ENVI</DATA_FILE_FORMAT>{files}</Data_Access></Dimap_Document>"
        )
    elif kind == "zip":
        product = tmp_path / "s1_20240601.zip"
        with zipfile.ZipFile(product, "w") as archive:
            for path in folder.iterdir():
                archive.write(path, f"s1_20240601/{path.name}")
    for name, given in (("a.tif", pair[0]), ("b.tif", str(product))):
        run("despeckle", INPUT=given, UNITS="linear", OUTPUT=str(tmp_path / name))
    np.testing.assert_allclose(read_tif(tmp_path / "b.tif"), read_tif(tmp_path / "a.tif"), rtol=1e-5)
    run("detectchanges", BEFORE=str(product), AFTER=pair[1], UNITS="linear", OUTPUT=str(tmp_path / "c.tif"))


def test_files_that_are_no_raster_are_refused_in_the_words_of_the_engine(provider, tmp_path):
    """With what GDAL says, also for one of several."""
    (tmp_path / "text.tif").write_text("no raster")
    for name in ("text.tif", "missing.tif"):
        text = refused("despeckle", INPUT=str(tmp_path / name), OUTPUT=str(tmp_path / "out.tif"))
        assert name in text and "cannot be opened as a raster" in text and "What to do" in text


def test_a_layer_that_lost_its_file_is_named(provider, qgis_new_project, pair, tmp_path):
    """Also where QGIS hands over its name or identifier, and a layer that is no raster."""
    from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

    gone, table = QgsRasterLayer(str(tmp_path / "gone.tif"), "lost"), QgsVectorLayer("Point", "points", "memory")
    QgsProject.instance().addMapLayers([gone, table])
    for value in (gone.id(), "lost"):
        assert "the layer 'lost' is not valid" in refused("despeckle", INPUT=value, OUTPUT=str(tmp_path / "out.tif"))
    assert "'points' is no raster" in refused("despeckle", INPUT=table.id(), OUTPUT=str(tmp_path / "out.tif"))


def test_bands_of_each_date(provider, tmp_path):
    """Two dates in one file, told apart by their bands; the same file with the same bands is refused."""
    stack = np.concatenate([speckled(1), speckled(2, step=0.1)])
    path = str(write_tif(tmp_path / "stack.tif", stack))
    given = {"BEFORE": path, "AFTER": path, "UNITS": "linear", "OUTPUT": str(tmp_path / "out.tif")}
    run("detectchanges", **given, BEFORE_BANDS="1,2", AFTER_BANDS="3,4")
    assert (read_tif(tmp_path / "out.tif")[:, 24:] == 1).mean() > 0.8
    assert "has 4 band(s)" in refused("detectchanges", **given)
    for bands in ({"BANDS": "1,2"}, {"BEFORE_BANDS": "1,2", "AFTER_BANDS": "2,3"}):
        assert "of the same file" in refused("detectchanges", **given, **bands)


def test_one_vh_file_for_two_dates_is_refused(provider, pair, tmp_path):
    """The files of a date may be given apart; none of them belongs to both dates."""
    vv = [str(write_tif(tmp_path / f"{day}.tif", speckled(day)[:1])) for day in (1, 2)]
    vh = str(write_tif(tmp_path / "3.tif", speckled(3)[1:]))
    given = {"BEFORE": vv[0], "AFTER": vv[1], "BEFORE_VH": vh, "AFTER_VH": vh, "UNITS": "linear"}
    assert f"band 1 of the same file, '{vh}'" in refused("detectchanges", **given, OUTPUT=str(tmp_path / "out.tif"))
    (tmp_path / "link.tif").symlink_to(vh)
    given["AFTER_VH"] = str(tmp_path / "link.tif")
    assert "of the same file" in refused("detectchanges", **given, OUTPUT=str(tmp_path / "out.tif"))


@pytest.mark.parametrize("missing", [{}, {"AFTER": ""}, {"AFTER": " "}, {"AFTER": None}])
def test_second_date_must_be_chosen(provider, pair, tmp_path, missing):
    """Without a later image nothing runs."""
    text = refused("detectchanges", BEFORE=pair[0], OUTPUT=str(tmp_path / "out.tif"), **missing)
    assert "AFTER" in text or "Later image" in text


def test_second_date_starts_empty(provider, qgis_new_project, pair):
    """With layers in the project, the field of the later image is empty and the field of the earlier is not."""
    from qgis.core import QgsProcessingContext, QgsProject, QgsRasterLayer
    from qgis.gui import QgsGui, QgsProcessingGui

    QgsProject.instance().addMapLayers([QgsRasterLayer(path, "x") for path in pair])
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = provider.algorithm("detectchanges")
    values = {}
    for name in ("BEFORE", "AFTER"):
        wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
            algorithm.parameterDefinition(name), QgsProcessingGui.WidgetType.Standard
        )
        widget = wrapper.createWrappedWidget(context)
        values[name] = wrapper.parameterValue()
        assert widget is not None
    assert values["BEFORE"] and not values["AFTER"].strip()


def test_secrets_of_a_source_are_not_told(provider):
    """A layer that is not valid is named with its source, without what opens the database or the server."""
    from qgis.core import QgsProcessingException, QgsRasterLayer

    from mtdn_qgis.conversion import describe

    for source, kind in (
        ("dbname='x' host=127.0.0.1 port=1 user='me' password='hidden' table=\"r\"", "postgresraster"),
        ("/vsicurl/http://127.0.0.1:9/a.tif?sig=hidden", "gdal"),
        ("http://me:hidden@127.0.0.1:9/a.tif", "gdal"),
    ):
        with pytest.raises(QgsProcessingException) as raised:
            describe("INPUT", QgsRasterLayer(source, "image", kind), [])
        assert "127.0.0.1" in str(raised.value) and "hidden" not in str(raised.value)


def test_extent_in_an_unknown_crs_is_refused(provider, qgis_new_project, pair, tmp_path):
    """QGIS would take the coordinates for those of the project."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject

    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:32646"))
    given = {"INPUT": pair[0], "OUTPUT": str(tmp_path / "out.tif")}
    run("despeckle", **given, EXTENT="500300,500900,2099100,2099700")
    text = refused("despeckle", **given, EXTENT="500300,500900,2099100,2099700 [EPSG:999999]")
    assert "EPSG:999999" in text and "What to do" in text


def test_despeckled_input_is_recognised(provider, pair, tmp_path):
    """An output of Despeckle given to Detect changes, as a date or in the baseline, is warned about."""
    for number, path in enumerate(pair):
        run("despeckle", INPUT=path, OUTPUT=str(tmp_path / f"clean{number}.tif"))
    clean = [str(tmp_path / f"clean{number}.tif") for number in (0, 1)]
    _, log = run("detectchanges", BEFORE=clean[0], AFTER=clean[1], OUTPUT=str(tmp_path / "change.tif"))
    assert log.count("already despeckled") == 2
    _, log = run("detectchanges", BEFORE=pair[0], AFTER=pair[1], BASELINE=clean[:1], OUTPUT=str(tmp_path / "change.tif"))
    assert "'clean0.tif' is already despeckled" in log


def test_later_before_earlier_is_warned_about(provider, pair, tmp_path):
    """Dates in the names, in the wrong order."""
    late, early = str(tmp_path / "S1A_20200601.tif"), str(tmp_path / "S1A_20200101.tif")
    shutil.copy(pair[0], late)
    shutil.copy(pair[1], early)
    _, log = run("detectchanges", BEFORE=late, AFTER=early, OUTPUT=str(tmp_path / "change.tif"))
    assert "is later than" in log


@pytest.mark.parametrize("model", ["mtdn-lite", "mtdn-compact", "weights"])
def test_model_by_name_former_name_and_path(provider, pair, tmp_path, model):
    """A shipped model, its former name, or a file."""
    if model == "weights":
        for suffix in (".json", ".safetensors"):
            shutil.copy(ROOT / "mtdn_core" / "weights" / f"mtdn-compact{suffix}", tmp_path / f"own{suffix}")
        model = str(tmp_path / "own.json")
    _, log = run("despeckle", INPUT=pair[0], OUTPUT=str(tmp_path / "out.tif"), MODEL=model)
    assert "Model: mtdn-compact" in log


def test_model_field_is_a_list_that_takes_a_path(provider, qgis_app):
    """The dialog's field lists the shipped models and keeps what is typed."""
    from qgis.core import QgsProcessingContext
    from qgis.gui import QgsGui, QgsProcessingGui
    from qgis.PyQt.QtWidgets import QComboBox

    from mtdn_qgis.model_widget import ModelWidgetWrapper

    wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
        provider.algorithm("despeckle").parameterDefinition("MODEL"), QgsProcessingGui.WidgetType.Standard
    )
    if wrapper is None or not isinstance(wrapper, ModelWidgetWrapper):
        from processing.gui.wrappers import WidgetWrapperFactory

        wrapper = WidgetWrapperFactory.create_wrapper(provider.algorithm("despeckle").parameterDefinition("MODEL"), None, 0, 0)
    assert isinstance(wrapper, ModelWidgetWrapper)
    widget = wrapper.createWrappedWidget(QgsProcessingContext())
    field = widget.findChild(QComboBox)
    assert field.isEditable() and field.itemText(0) == "mtdn-compact" and field.count() >= 2
    assert wrapper.parameterValue() == "mtdn-compact"
    wrapper.setParameterValue("/data/own.json", QgsProcessingContext())
    assert wrapper.parameterValue() == "/data/own.json"
