"""A folder of finished rasters as a method: the despeckled files bear the names of their inputs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.evaluation.methods import Answer
from mtdn_core.evaluation.metrics.change import likelihood_ratio
from mtdn_core.evaluation.rasters import read_bands

Array = NDArray[np.float64]


def _as_c2(bands: Array, path: Path) -> Array:
    if len(bands) == 4:
        return bands
    if len(bands) == 2:
        zero = np.zeros_like(bands[0])
        return np.stack([bands[0], zero, zero, bands[1]])
    raise InputError(f"'{path.name}' has {len(bands)} bands",
                     "4 (C11, Re C12, Im C12, C22) or 2 (VV, VH), linear power", "write one of these")


class FolderMethod:
    """Rasters NAME_T1*.tif and NAME_T2*.tif for every pair NAME.

    Parameters
    ----------
    folder
        Where they lie.
    pairs
        The noisy pairs by name; an answer is looked up by the pair it is asked for.
    """

    threshold: float | None = None

    def __init__(self, folder: str | Path, pairs: dict[str, tuple[Array, Array]]) -> None:
        self.name = Path(folder).name
        self._answers: list[tuple[Array, tuple[Array, Array]]] = []
        for name, (first, _) in pairs.items():
            dates = []
            for date in ("T1", "T2"):
                found = sorted(Path(folder).glob(f"{name}_{date}*.tif"))
                if not found:
                    raise InputError(f"no file {name}_{date}*.tif in '{folder}'", "one for each date of each pair",
                                     "despeckle all the pairs, and keep their names")
                dates.append(_as_c2(read_bands(found[0]), found[0]))
            self._answers.append((first, (dates[0], dates[1])))

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer:
        """The finished rasters of this pair."""
        for known, (out1, out2) in self._answers:
            if known.shape == first.shape and np.array_equal(known, first):
                return Answer(out1, out2, likelihood_ratio(out1, out2))
        raise InputError("an image that the folder holds no answer for", "one of the test pairs",
                         "measure a model or a filter on other data")
