"""From a QGIS layer to a plain description that may travel to another thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsRasterLayer,
)

from mtdn_qgis.conversion import is_empty
from mtdn_qgis.texts import tr


@dataclass(frozen=True)
class RasterInput:
    """What an algorithm needs to know of an input raster, captured while the layer may be touched.

    Attributes
    ----------
    parameter
        Name of the parameter it came by.
    source
        What GDAL opens: a path or a sub-dataset string.
    layer_crs, file_crs
        Identifier of the CRS the layer shows in QGIS, and of the one the file states.
    user_nodata
        True if nodata values were added in the layer's properties; the file does not hold them.
    """

    parameter: str
    source: str
    layer_crs: str
    file_crs: str
    user_nodata: bool


def describe(parameter: str, layer: QgsRasterLayer) -> RasterInput:
    """Return the frozen description of `layer`.

    Raises
    ------
    QgsProcessingException
        If the layer does not come from a raster file that GDAL reads.
    """
    provider = layer.dataProvider()
    if not layer.isValid() or provider is None:
        raise QgsProcessingException(
            tr("{}: the layer '{}' is not valid. What to do: check its source {}.").format(
                parameter, layer.name(), layer.source()
            )
        )
    if layer.providerType() != "gdal":
        raise QgsProcessingException(
            tr(
                "{}: the layer '{}' comes from the '{}' provider, whose pixels are pictures or live on a server. "
                "Expected: a raster file (GDAL). "
                "What to do: export it first (right-click the layer, Export, Save As, raw data, GeoTIFF)."
            ).format(parameter, layer.name(), layer.providerType())
        )
    bands = range(1, layer.bandCount() + 1)
    return RasterInput(
        parameter=parameter,
        source=source_of(layer),
        layer_crs=layer.crs().authid() or layer.crs().toWkt(),
        file_crs=provider.crs().authid() or provider.crs().toWkt(),
        user_nodata=any(provider.userNoDataValues(band) for band in bands),
    )


def describe_several(parameter: str, raw: Any, context: QgsProcessingContext) -> list[RasterInput]:
    """Return the descriptions of the layers of a list, each once, one per date.

    A VH file whose VV file is in the list, too, is left out: the engine finds it.

    Raises
    ------
    QgsProcessingException
        If one cannot be opened, which QGIS would leave out silently, or does not come from a raster file.
    """
    from mtdn_core.raster.names import CROSS, role_of_file, sibling_name

    found: dict[str, RasterInput] = {}
    for value in _flat(raw, context):
        layer = value
        if not isinstance(value, QgsMapLayer):
            layer = QgsProcessingUtils.mapLayerFromString(str(value), context, True, QgsProcessingUtils.LayerHint.Raster)
        if not isinstance(layer, QgsRasterLayer):
            shown = layer.name() if isinstance(layer, QgsMapLayer) else value
            raise QgsProcessingException(
                tr(
                    "{0}: '{1}' is not a raster that can be opened. Expected: raster layers or files, one entry each. What "
                    "to do: check the path; qgis_process takes {0} several times."
                ).format(parameter, shown)
            )
        item = describe(parameter, layer)
        found[item.source] = item

    def is_second_file(source: str) -> bool:
        name = Path(source).name
        role = role_of_file(name)
        co_polarised = sibling_name(name, role) if role in CROSS else None
        return co_polarised not in (None, name) and str(Path(source).with_name(str(co_polarised))) in found

    return [item for source, item in found.items() if not is_second_file(source)]


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


def warn_overrides(item: RasterInput, feedback: QgsProcessingFeedback) -> None:
    """Say where the layer's properties in QGIS differ from the file, because the file is what is read."""
    if item.layer_crs != item.file_crs:
        feedback.pushWarning(
            tr(
                "{}: the layer's CRS was set to {} in QGIS, the file states {}; the result carries the file's. "
                "'Assign projection' writes a CRS into the file."
            ).format(item.parameter, item.layer_crs or tr("none"), item.file_crs or tr("none"))
        )
    if item.user_nodata:
        feedback.pushWarning(
            tr(
                "{}: additional nodata values are set in the layer's properties; they are not part of the file and "
                "are not used. 'Translate' with 'Assign a specified NoData value' writes them into a copy."
            ).format(item.parameter)
        )
