"""From a QGIS layer to a plain description that may travel to another thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsRasterLayer,
)

from mtdn_core.errors import MtdnError, without_signature
from mtdn_core.raster.date_files import open_date
from mtdn_core.raster.names import second_of_pairs
from mtdn_qgis.conversion import is_empty
from mtdn_qgis.engine_texts import said
from mtdn_qgis.texts import refused, tr


def describe(parameter: str, layer: QgsRasterLayer) -> tuple[str, list[str]]:
    """Return what GDAL opens for a layer that came by `parameter`, a path or a sub-dataset string, and warnings.

    They say where the layer's properties in QGIS differ from the file, because the file is what is read. Raises
    QgsProcessingException if the layer does not come from a raster file that GDAL reads.
    """
    provider = layer.dataProvider()
    if not layer.isValid() or provider is None:
        raise refused(
            "{}: the layer '{}' is not valid. What to do: check its source {}.", parameter, layer.name(),
            without_signature(layer.publicSource()),
        )
    if layer.providerType() != "gdal":
        raise refused(
            "{}: the layer '{}' comes from the '{}' provider, whose pixels are pictures, are computed or live on a "
            "server. Expected: a raster file (GDAL). What to do: export it first (right-click the layer, Export, Save As, "
            "raw data, GeoTIFF).",
            parameter, layer.name(), layer.providerType(),
        )
    warnings = []
    shown, stated = (crs.authid() or crs.toWkt() for crs in (layer.crs(), provider.crs()))
    if shown != stated:
        warnings.append(
            tr(
                "{}: the layer's CRS was set to {} in QGIS, the file states {}; the result carries the file's. "
                "'Assign projection' writes a CRS into the file."
            ).format(parameter, shown or tr("none"), stated or tr("none"))
        )
    if any(provider.userNoDataValues(band) for band in range(1, layer.bandCount() + 1)):
        warnings.append(
            tr(
                "{}: additional nodata values are set in the layer's properties; they are not part of the file and "
                "are not used. 'Translate' with 'Assign a specified NoData value' writes them into a copy."
            ).format(parameter)
        )
    return source_of(layer), warnings


def rasters(parameter: str, raw: Any, context: QgsProcessingContext, several: bool = False) -> dict[str, list[str]]:
    """Return the sources of the layers that a parameter was given, each once, one per date, and the warnings of each.

    A VH file whose VV file is in the list, too, is left out: the engine finds it. Raises QgsProcessingException if one cannot
    be opened, which QGIS would leave out of a list silently, or does not come from a raster file; if there are more than one
    and not `several` are allowed.
    """
    found: dict[str, list[str]] = {}
    for value in _flat(raw, context):
        layer, product = _layer(parameter, value, context)
        source, warnings = describe(parameter, layer)
        found[product or source] = warnings
    if len(found) > 1 and not several:
        raise refused("{} has {} rasters. Expected: one. What to do: choose one.", parameter, len(found))
    vh = second_of_pairs(found)
    return {source: warnings for source, warnings in found.items() if source not in vh}


def _layer(parameter: str, value: Any, context: QgsProcessingContext) -> tuple[QgsRasterLayer, str]:
    """Return the layer that a value names, and the value itself where the engine alone can open it.

    Those are products of several files: BEAM-DIMAP, folders, archives. The engine also says what is wrong with a source that
    cannot be opened.
    """
    layer, product = value, ""
    if not isinstance(value, QgsMapLayer):
        layer = QgsProcessingUtils.mapLayerFromString(str(value), context, True, QgsProcessingUtils.LayerHint.Raster)
    project = context.project()
    if layer is None and project is not None:  # QGIS passes over layers that are not valid or no rasters
        layer = project.mapLayer(str(value)) or next(iter(project.mapLayersByName(str(value))), None)
    if layer is None:
        product = str(value)
        try:
            files, _ = open_date(product, None)
        except MtdnError as error:
            raise QgsProcessingException(f"{parameter}: {said(str(error))}") from None
        layer = QgsRasterLayer(files[0].path, product, "gdal")
        context.temporaryLayerStore().addMapLayer(layer)  # where QGIS's own check finds it
    if not isinstance(layer, QgsRasterLayer):
        raise refused(
            "{}: the layer '{}' is no raster. Expected: a raster layer, or the path of a raster file. What to do: choose "
            "another layer.", parameter, layer.name(),
        )
    return layer, product


def _flat(raw: Any, context: QgsProcessingContext) -> Iterator[Any]:
    """Yield the entries of lists in lists, as models make them; empty ones are left out."""
    if isinstance(raw, QgsProperty):
        raw, _ = raw.value(context.expressionContext(), None)
    if isinstance(raw, (list, tuple)):
        for entry in raw:
            yield from _flat(entry, context)
    elif not is_empty(raw):
        yield raw


def source_of(layer: QgsRasterLayer) -> str:
    """Return what GDAL opens for `layer`, a path or a sub-dataset string, as QGIS's own provider decodes it.

    A file name may hold a bar, so the text is not cut at one: only open options are left out, which QGIS appends.
    """
    source = str(layer.source())
    decoded = QgsProviderRegistry.instance().decodeUri(layer.providerType(), source)
    path = decoded.get("path") or ""
    if isinstance(decoded.get("layerName"), str):  # a sub-dataset: the path alone would be the file around it
        return source.split("|option:")[0]
    if decoded.get("vsiPrefix") and not path.startswith(decoded["vsiPrefix"]):
        path = f"{decoded['vsiPrefix']}{path}{decoded.get('vsiSuffix') or ''}"
    return path or source
