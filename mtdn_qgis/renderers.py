"""The renderers of the kinds of output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsContrastEnhancement,
    QgsFillSymbol,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsMapLayer,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterRenderer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsSingleBandGrayRenderer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from mtdn_core.inference.change_outputs import CLASSES
from mtdn_core.raster.names import role_of
from mtdn_core.raster.source import open_raster
from mtdn_qgis.texts import tr

SAMPLE_EDGE = 200
PERCENTILES = (1.0, 99.0)
LINEAR_GAMMA = 2.2
FIRST_DAY, MIDDLE_DAY, LAST_DAY = QColor(253, 231, 37), QColor(33, 145, 140), QColor(68, 1, 84)
FEWEST, MOST = QColor(253, 219, 199), QColor(103, 0, 31)
RATIO_RANGE = (0.0, 2.0)
#: value and colour
PROBABILITY_RAMP = (
    (0.0, QColor(250, 250, 250, 60)), (0.25, QColor(254, 217, 142)), (0.5, QColor(254, 153, 41)),
    (0.75, QColor(217, 95, 14)), (1.0, QColor(122, 30, 3)),
)
#: of VH: a fall is brown, a rise green, nothing is see-through
STEP_RAMP = (
    (-6.0, QColor(140, 81, 10)), (-2.0, QColor(223, 194, 125)), (0.0, QColor(250, 250, 250, 40)),
    (2.0, QColor(128, 205, 193)), (6.0, QColor(1, 102, 94)),
)
FALL, RISE = QColor(255, 214, 0), QColor(0, 229, 255)  # outlines of polygons: yellow, cyan


@dataclass(frozen=True)
class Stretch:
    """How despeckled images are shown: the same for all dates of a run, so that a change shows as one."""

    bands: tuple[int, int]  # numbers of the VV and the VH band, where an image has both
    #: lowest and highest value shown
    vv: tuple[float, float]
    vh: tuple[float, float]
    gamma: float  # above 1 for linear power, which opens the dark end as decibels would


def common_stretch(paths: list[str]) -> Stretch | None:
    """Return one stretch for all despeckled images of a run, from a reduced picture of each; None without images.

    Reads by GDAL's blocks, off the main thread; the provider's statistics would write an .aux.xml beside the file.
    """
    if not paths:
        return None
    samples: list[list[np.ndarray]] = [[np.empty(0)], [np.empty(0)]]
    bands = (1, 1)
    for path in paths:
        found = _sampled(path)
        for channel, (_, values) in found.items():
            samples[channel].append(values)
        if len(found) == 2:
            bands = (found[0][0], found[1][0])
    vv, vh = (_range(np.concatenate(one)) for one in samples)
    return Stretch(bands, vv, vh, LINEAR_GAMMA if min(vv[0], vh[0]) >= 0.0 else 1.0)


def _channel(description: str) -> int | None:
    """Return 0 for VV, HH and C11, 1 for VH, HV and C22, None for other names."""
    return {"VV": 0, "HH": 0, "C11": 0, "VH": 1, "HV": 1, "C22": 1}.get(role_of(description) or "")


def _sampled(path: str) -> dict[int, tuple[int, np.ndarray]]:
    """Return the number of the VV band (0) and of the VH band (1), as far as there are, with valid values of each."""
    dataset: Any = open_raster(path)
    count = dataset.RasterCount
    numbers = {_channel(dataset.GetRasterBand(n).GetDescription()): n for n in range(count, 0, -1)}
    numbers.pop(None, None)
    if not numbers:
        numbers = {0: 1} if count == 1 else {0: 1, 1: 2 if count < 4 else 4}
    width, height = min(dataset.RasterXSize, SAMPLE_EDGE), min(dataset.RasterYSize, SAMPLE_EDGE)
    found = {}
    for channel, number in numbers.items():
        band = dataset.GetRasterBand(number)
        values = band.ReadAsArray(buf_xsize=width, buf_ysize=height)
        values = np.empty(0) if values is None else values.ravel().astype(float)
        nodata = band.GetNoDataValue()
        found[channel] = number, values[np.isfinite(values) & (values != (np.nan if nodata is None else nodata))]
    return found


def _range(values: np.ndarray) -> tuple[float, float]:
    low, high = (float(v) for v in np.percentile(values, PERCENTILES)) if values.size else (0.0, 1.0)
    return low, high if high > low else low + 1.0


def apply(layer: QgsMapLayer, kind: str, stretch: Stretch | None, days: Sequence[date] = ()) -> bool:
    """Give `layer` the renderer of its kind of output; False if it has none. `days`: the dates that it shows."""
    if kind in ("probability", "step", "confirmations"):
        renderer = _ramp(layer, *{
            "probability": (PROBABILITY_RAMP, "{:.2f}"), "step": (STEP_RAMP, "{:+.0f} dB"),
            "confirmations": (((0, FEWEST), (max(len(days) - 1, 1), MOST)), "{:.0f}"),
        }[kind])
    elif kind == "change":  # by the names and colours that the file has for other programs
        renderer = _classes(layer, ((value, QColor(*colour), tr(name)) for value, (name, colour) in enumerate(CLASSES)))
    elif kind == "first_change":
        renderer = _days(layer, sorted(set(days)))
    elif kind == "polygons":
        renderer = _directions()
    elif kind == "ratio":
        renderer = _grey(layer, RATIO_RANGE)  # around 1
    elif stretch is not None:
        renderer = _composite(layer, stretch)
    else:
        return False
    layer.setRenderer(renderer)
    return True


def _composite(layer: QgsRasterLayer, stretch: Stretch) -> QgsRasterRenderer:
    """Show VV as red and blue and VH as green: volume scattering appears green. One polarisation alone is grey."""
    layer.brightnessFilter().setGamma(stretch.gamma)
    if layer.bandCount() == 1:
        return _grey(layer, stretch.vh if _channel(layer.bandName(1)) else stretch.vv)
    vv, vh = stretch.bands
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), vv, vh, vv)
    renderer.setRedContrastEnhancement(_enhancement(layer, vv, stretch.vv))
    renderer.setGreenContrastEnhancement(_enhancement(layer, vh, stretch.vh))
    renderer.setBlueContrastEnhancement(_enhancement(layer, vv, stretch.vv))
    return renderer


def _grey(layer: QgsRasterLayer, limits: tuple[float, float]) -> QgsRasterRenderer:
    renderer = QgsSingleBandGrayRenderer(layer.dataProvider(), 1)
    renderer.setContrastEnhancement(_enhancement(layer, 1, limits))
    return renderer


def _enhancement(layer: QgsRasterLayer, band: int, limits: tuple[float, float]) -> QgsContrastEnhancement:
    enhancement = QgsContrastEnhancement(layer.dataProvider().dataType(band))
    enhancement.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum, True
    )
    enhancement.setMinimumValue(limits[0])
    enhancement.setMaximumValue(limits[1])
    return enhancement


def _days(layer: QgsRasterLayer, days: Sequence[date]) -> QgsRasterRenderer:
    """Show every date in a colour of its own, from the first to the last."""
    ramp = QgsGradientColorRamp(FIRST_DAY, LAST_DAY, False, [QgsGradientStop(0.5, MIDDLE_DAY)])
    colours = (ramp.color(number / max(len(days) - 1, 1)) for number in range(len(days)))
    return _classes(layer, (((day - date(1970, 1, 1)).days, colour, str(day)) for day, colour in zip(days, colours)))


def _classes(layer: QgsRasterLayer, classes: Iterable[tuple[int, QColor, str]]) -> QgsRasterRenderer:
    shown = [QgsPalettedRasterRenderer.Class(*each) for each in classes]
    return QgsPalettedRasterRenderer(layer.dataProvider(), 1, shown)


def _directions() -> QgsCategorizedSymbolRenderer:
    """Outline what fell and what rose, in colours that stand out from the image and from the classes below."""
    categories = []
    for value, colour, label in (("fall", FALL, tr("Fall")), ("rise", RISE, tr("Rise"))):
        fill = QColor(colour)
        fill.setAlpha(40)
        symbol = QgsFillSymbol.createSimple({"outline_color": colour.name(), "outline_width": "0.7"})
        symbol.setColor(fill)
        categories.append(QgsRendererCategory(value, symbol, label))
    return QgsCategorizedSymbolRenderer("direction", categories)


def _ramp(layer: QgsRasterLayer, colours: tuple[tuple[float, QColor], ...], text: str) -> QgsRasterRenderer:
    """Show the only band, or VH, by colours between the first and the last value."""
    low, high = colours[0][0], colours[-1][0]
    ramp = QgsColorRampShader(low, high)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    ramp.setColorRampItemList(
        [QgsColorRampShader.ColorRampItem(value, colour, text.format(value)) for value, colour in colours]
    )
    shader = QgsRasterShader(low, high)
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), min(2, layer.bandCount()), shader)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)
    return renderer
