"""Negative powers that subtraction of the noise leaves over dark ground: measurements, not holes.

Averaging needs powers of at least zero, and zero in the place of the negative would raise the mean. So the positive
powers around give what the negative ones lack: each is multiplied by the local mean over the local mean of the positive
part. Local means stay what they were where they are positive.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtdn_core.polarimetry.boxes import box_mean
from mtdn_core.raster.gdal import Window

WINDOW = 15  # pixels
MARGIN = WINDOW // 2


def keep_mean(power: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return powers of at least zero with the local means (15 x 15 pixels) of `power` (height, width), 0 where not `valid`."""
    positive = np.maximum(power, 0)
    measured, above = (box_mean(np.pad(p.astype(np.float64), MARGIN), WINDOW, WINDOW) for p in (power, positive))
    factor = np.divide(np.maximum(measured, 0), above, out=np.ones_like(above), where=above > 0)
    result: NDArray[np.float32] = (positive * factor * valid).astype(np.float32)
    return result


def grown(window: Window, width: int, height: int) -> Window:
    """Return a window with the margin that :func:`keep_mean` looks at, cut off at the scene's ends."""
    column, row = max(window[0] - MARGIN, 0), max(window[1] - MARGIN, 0)
    right, bottom = min(window[0] + window[2] + MARGIN, width), min(window[1] + window[3] + MARGIN, height)
    return column, row, right - column, bottom - row
