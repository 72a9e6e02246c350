"""Filters of others, by their names in the tables; they run in the evaluation alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation import baselines
from mtdn_core.evaluation.mulog import mulog, rabasar
from mtdn_core.evaluation.sar2sar import is_installed, sar2sar

Array = NDArray[np.float64]
SingleDate = Callable[[Array], Array]  # (2, H, W) to (2, H, W), VV and VH in linear power
OfStack = Callable[[Array, int], Array]  # (dates, 2, H, W) and the date to filter to (2, H, W)

NOISY = "noisy"
QUEGAN = "Quegan 7x7"
RABASAR = "RABASAR"
STACK: dict[str, OfStack] = {QUEGAN: baselines.quegan, RABASAR: rabasar}


def single_date_peers() -> dict[str, SingleDate]:
    """Filters of one date; SAR2SAR only where its package is installed."""
    found: dict[str, SingleDate] = {
        NOISY: lambda image: image, "boxcar 3x3": lambda image: baselines.boxcar(image, 3), "Lee 7x7": baselines.lee,
        "NL-means": baselines.nl_means, "MuLoG": mulog,
    }  # fmt: skip
    if is_installed():
        found["SAR2SAR"] = sar2sar
    return found
