"""The renderers of the three kinds of output."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsColorRampShader,
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandGrayRenderer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from mtdn_qgis.texts import tr

SAMPLE_EDGE = 200
PERCENTILES = (1.0, 99.0)
LINEAR_GAMMA = 2.2
UNCHANGED = QColor(190, 190, 190, 70)
CHANGED = QColor(214, 47, 39)
PROBABILITY_RAMP = (
    (0.0, QColor(250, 250, 250, 60)),
    (0.25, QColor(254, 217, 142)),
    (0.5, QColor(254, 153, 41)),
    (0.75, QColor(217, 95, 14)),
    (1.0, QColor(122, 30, 3)),
)


def sample_values(layer: QgsRasterLayer, band: int) -> np.ndarray:
    """Return the valid values of `band` from a reduced picture of the whole layer.

    Read through the provider's block: its statistics would write an .aux.xml beside the file.
    """
    provider = layer.dataProvider()
    width, height = min(layer.width(), SAMPLE_EDGE), min(layer.height(), SAMPLE_EDGE)
    block = provider.block(band, layer.extent(), width, height)
    if not block.isValid() or block.isEmpty():
        return np.empty(0)
    values = np.array([block.value(i) for i in range(width * height)], dtype=float)
    if block.hasNoData():
        empty = np.fromiter((block.isNoData(i) for i in range(width * height)), dtype=bool, count=width * height)
        values = values[~empty]
    return values[np.isfinite(values)]


def stretch(layer: QgsRasterLayer, band: int) -> QgsContrastEnhancement:
    """Return a linear stretch between the 1st and the 99th percentile of `band`."""
    values = sample_values(layer, band)
    low, high = np.percentile(values, PERCENTILES) if values.size else (0.0, 1.0)
    enhancement = QgsContrastEnhancement(layer.dataProvider().dataType(band))
    enhancement.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum, True
    )
    enhancement.setMinimumValue(float(low))
    enhancement.setMaximumValue(float(high) if high > low else float(low) + 1.0)
    return enhancement


def apply_composite(layer: QgsRasterLayer) -> None:
    """Show VV as red and blue and VH as green, each in its own stretch: volume scattering appears green.

    Values in dB are stretched as they are; linear power gets a gamma, which opens the dark end as decibels would.
    """
    bands = layer.bandCount()
    provider = layer.dataProvider()
    if bands == 1:
        gray = QgsSingleBandGrayRenderer(provider, 1)
        gray.setContrastEnhancement(stretch(layer, 1))
        layer.setRenderer(gray)
    else:
        vv, vh = (1, 2) if bands < 4 else (1, 4)
        renderer = QgsMultiBandColorRenderer(provider, vv, vh, vv)
        renderer.setRedContrastEnhancement(stretch(layer, vv))
        renderer.setGreenContrastEnhancement(stretch(layer, vh))
        renderer.setBlueContrastEnhancement(stretch(layer, vv))
        layer.setRenderer(renderer)
    sample = sample_values(layer, 1)
    if sample.size and float(np.percentile(sample, PERCENTILES[0])) >= 0.0:
        layer.brightnessFilter().setGamma(LINEAR_GAMMA)


def apply_change(layer: QgsRasterLayer) -> None:
    """Show two classes: changed in red, unchanged as a veil that lets the image below through."""
    classes = [
        QgsPalettedRasterRenderer.Class(0, UNCHANGED, tr("Unchanged")),
        QgsPalettedRasterRenderer.Class(1, CHANGED, tr("Changed")),
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))


def apply_probability(layer: QgsRasterLayer) -> None:
    """Show the probability from 0 (pale, see-through) to 1 (dark red)."""
    ramp = QgsColorRampShader(0.0, 1.0)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    ramp.setColorRampItemList(
        [QgsColorRampShader.ColorRampItem(value, colour, f"{value:.2f}") for value, colour in PROBABILITY_RAMP]
    )
    shader = QgsRasterShader(0.0, 1.0)
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(1.0)
    layer.setRenderer(renderer)
