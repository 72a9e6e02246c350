"""What a written file says of itself: dates, model, settings; and how its layer repeats it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from qgis.core import Qgis, QgsDateTimeRange, QgsLayerMetadata, QgsMapLayer, QgsRasterLayer

from mtdn_qgis.texts import tr

PREFIX = "MTDN_"


@dataclass(frozen=True)
class Product:
    """Facts that the engine wrote into a file's metadata."""

    entries: dict[str, str]  # all entries, without their prefix, in lower case
    dates: tuple[date | None, ...]  # acquisition dates in the order of the run; None where one is not known
    credit: str  # the credit that the data's owner asks for

    def days(self, kind: str) -> tuple[date, ...]:
        """Return the dates that an output of `kind` shows, as far as they are known."""
        chosen = {"despeckled2": self.dates[1:2]}.get(kind, self.dates[:1] if kind in ("despeckled1", "ratio") else self.dates)
        if kind in ("first_change", "confirmations"):
            chosen = (*self.dates[1:], *_days(self.entries.get("later_dates", "")))
        return tuple(day for day in chosen if day is not None)


def period(days: Iterable[date | None]) -> str:
    """Return the first and the last of the days that are known in words; empty without any."""
    known = sorted(day for day in days if day is not None)
    return tr(" to ").join(map(str, dict.fromkeys([*known[:1], *known[-1:]])))


def read(path: str) -> Product:
    """Return what the file at `path` says of itself; nothing of it is required."""
    from osgeo import gdal

    opened = gdal.OpenEx(path)
    described = opened if opened.RasterCount else opened.GetLayer(0)
    metadata = dict(described.GetMetadata() or {})
    entries = {k[len(PREFIX) :].lower(): v for k, v in metadata.items() if k.startswith(PREFIX)}
    return Product(entries, _days(entries.get("dates", "")), metadata.get("TIFFTAG_COPYRIGHT", ""))


def _days(text: str) -> tuple[date | None, ...]:
    return tuple(_day(word.strip()) for word in text.split(";"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def describe_layer(layer: QgsMapLayer, product: Product, kind: str) -> None:
    """Fill the layer's metadata, and its temporal properties where the dates are known."""
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setTitle(layer.name())
    metadata.setType("dataset")
    metadata.setCrs(layer.crs())
    metadata.setAbstract("\n".join(f"{key}: {value}" for key, value in sorted(product.entries.items())))
    metadata.setHistory([f"{product.entries.get('software', 'MTDN')}: {product.entries.get('model', '')}".rstrip(": ")])
    if product.credit:
        metadata.setRights([product.credit])
    layer.setMetadata(metadata)
    days = product.days(kind)
    if days and isinstance(layer, QgsRasterLayer):
        temporal = layer.temporalProperties()
        temporal.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
        first, last = datetime.combine(min(days), time.min), datetime.combine(max(days), time(23, 59, 59))
        temporal.setFixedTemporalRange(QgsDateTimeRange(first, last))
        temporal.setIsActive(True)
