"""One strict conversion for every parameter: what cannot be understood is refused in words, never taken as 0.

QGIS itself turns a text that is no number into 0 and a text that is no truth value into True. Layers become plain
descriptions, which may travel to another thread.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterExtent,
    QgsProcessingParameters,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsRasterLayer,
)

from mtdn_core.errors import MtdnError, without_signature
from mtdn_core.inference.settings import Setting, number_of
from mtdn_core.raster.date_files import open_date
from mtdn_core.raster.names import second_of_pairs
from mtdn_qgis.engine_texts import said
from mtdn_qgis.texts import refused, tr

TRUTH = {**dict.fromkeys(("true", "yes", "on", "1"), True), **dict.fromkeys(("false", "no", "off", "0"), False)}
LONGEST = 80


def convert(name: str, raw: Any, setting: Setting, context: QgsProcessingContext) -> Any:
    """Return the value of a parameter as the type of its setting; None if nothing is given.

    `raw` is what QGIS hands over: a Python value, a text, or a data-defined property, whose expression context is that of
    `context`. Raises QgsProcessingException if the value has another type or lies outside the bounds.
    """
    expected = setting.expected(tr) + (tr(": true or false") if setting.kind == "flag" else "")
    raw = plain(name, raw, expected, context)
    if is_empty(raw):
        return None
    if setting.kind == "extent":
        return _extent(name, raw, expected, context)
    value = _read(setting.kind, raw)
    if value is None or not setting.allows(value):
        raise refusal(name, raw, expected)
    return value


def given(
    offered: Iterable[tuple[str, Setting, Any]], parameters: Mapping[str, Any], context: QgsProcessingContext
) -> dict[str, Any]:
    """Return the settings that are given, by name; `offered` has name, description and default of each."""
    values = {name: convert(name.upper(), parameters.get(name.upper()), setting, context) for name, setting, _ in offered}
    return {name: value for name, value in values.items() if value is not None}


def flag(name: str, parameters: Mapping[str, Any], context: QgsProcessingContext) -> bool | None:
    """Return the truth value of a parameter that is no setting of the engine; None if it is not given."""
    value = convert(name, parameters.get(name), Setting("", "", "flag"), context)
    return value if value is None else bool(value)


def plain(name: str, raw: Any, expected: str, context: QgsProcessingContext) -> Any:
    """Return `raw`, or the value of the data-defined property that it is; QgsProcessingException if it has none."""
    if not isinstance(raw, QgsProperty):
        return raw
    value, understood = raw.value(context.expressionContext(), None)
    if not understood:
        raise refusal(name, raw.asExpression(), expected)
    return value


def _extent(name: str, raw: Any, expected: str, context: QgsProcessingContext) -> str:
    """Return the engine's text of an extent, with its CRS; raw may be all that QGIS takes for one."""
    definition, value = QgsProcessingParameterExtent(name), {name: raw}
    rectangle = QgsProcessingParameters.parameterAsExtent(definition, value, context)
    stated = re.search(r"\[(.+)\]\s*$", raw, re.DOTALL) if isinstance(raw, str) else None
    unknown = stated is not None and not QgsCoordinateReferenceSystem(stated[1]).isValid()  # QGIS takes the project's
    if rectangle.isEmpty() or not rectangle.isFinite() or unknown:
        raise refusal(name, raw, expected)
    crs = QgsProcessingParameters.parameterAsExtentCrs(definition, value, context)
    numbers = (rectangle.xMinimum(), rectangle.yMinimum(), rectangle.xMaximum(), rectangle.yMaximum())
    return f"{','.join(map(repr, numbers))} {(crs.authid() or crs.toWkt()) if crs.isValid() else ''}".strip()


def bands(name: str, raw: Any, context: QgsProcessingContext) -> tuple[int, ...] | None:
    """Return band numbers from a list, a number or a text such as ``1,2``; None when nothing is given.

    Raises QgsProcessingException unless there are one, two or four whole numbers from 1, each once.
    """
    expected = tr("two band numbers (VV, VH), four (C11, Re C12, Im C12, C22) or one, from 1, such as 1,2")
    raw = plain(name, raw, expected, context)
    if is_empty(raw):
        return None
    words = [str(item) for item in raw] if isinstance(raw, (list, tuple)) else str(raw).replace(";", ",").split(",")
    words = [part for word in words for part in word.split()]
    numbers = [number_of(word, whole=True) for word in words]
    if len(numbers) not in (1, 2, 4) or any(n is None or n < 1 for n in numbers) or len(set(numbers)) != len(numbers):
        raise refusal(name, raw, expected)
    return tuple(int(n) for n in numbers if n is not None)


def refuse_unknown(given: Iterable[str], known: list[str]) -> None:
    """Raise QgsProcessingException on a parameter that an algorithm does not have, which QGIS would silently ignore."""
    for name in given:
        if name in known:
            continue
        near = difflib.get_close_matches(name.upper(), known, n=1)
        raise refused(
            "Unknown parameter {}. Expected: {}. What to do: {}.",
            name, ", ".join(known), tr("write {}").format(near[0]) if near else tr("take one of these names"),
        )


def refuse_zero_bytes(given: Mapping[str, Any]) -> None:
    """Raise QgsProcessingException on a text with a zero byte, which no file and no layer has in its name."""
    for name, raw in given.items():
        for text in raw if isinstance(raw, (list, tuple)) else (raw,):
            if isinstance(text, str) and "\0" in text:
                raise refusal(name, text.replace("\0", "\\0"), tr("a text without a zero byte"))


def is_empty(raw: Any) -> bool:
    """Return True for what QGIS hands over when a field is left empty."""
    if raw is None or (hasattr(raw, "isNull") and raw.isNull()):
        return True
    return isinstance(raw, (str, list, tuple)) and not (raw.strip() if isinstance(raw, str) else raw)


def refusal(name: str, raw: Any, expected: str) -> QgsProcessingException:
    """Return the error for a value that was not understood."""
    shown = str(raw)
    shown = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}..."
    return QgsProcessingException(tr("{} is '{}'. Expected: {}. What to do: correct {}.").format(name, shown, expected, name))


def _read(kind: str, raw: Any) -> Any:
    """Return the value of a setting of some kind; None for what is none."""
    if kind in ("number", "integer"):
        return number_of(raw, whole=kind == "integer")
    if kind == "flag":
        return TRUTH.get(str(raw).strip().lower())
    if kind == "options":
        words = raw if isinstance(raw, (list, tuple)) else str(raw).split("|")
        return tuple(str(word).strip() for word in words if str(word).strip())
    text = raw.strip() if isinstance(raw, str) else None
    return text.lower() if text and kind == "choice" else text


def describe(parameter: str, layer: QgsRasterLayer, warnings: list[str]) -> str:
    """Return what GDAL opens for a layer that came by `parameter`, a path or a sub-dataset string.

    The file is what is read: where the layer's properties in QGIS differ from it, `warnings` say so. Raises
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
    return source_of(layer)


def rasters(
    parameter: str, raw: Any, context: QgsProcessingContext, warnings: list[str], several: bool = False
) -> list[str]:
    """Return the sources of the layers that a parameter was given, each once, one per date; see :func:`describe`.

    A VH file whose VV file is in the list, too, is left out: the engine finds it. Raises QgsProcessingException if one cannot
    be opened, which QGIS would leave out of a list silently, or does not come from a raster file; if there are more than one
    and not `several` are allowed.
    """
    found = []
    for value in _flat(raw, context):
        layer, product = _layer(parameter, value, context)
        source = describe(parameter, layer, warnings)
        found.append(product or source)
    found = list(dict.fromkeys(found))
    if len(found) > 1 and not several:
        raise refused("{} has {} rasters. Expected: one. What to do: choose one.", parameter, len(found))
    vh = second_of_pairs(found)
    return [source for source in found if source not in vh]


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
