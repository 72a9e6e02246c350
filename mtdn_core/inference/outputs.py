"""What becomes of an estimate: despeckled dates in the units of the input, probability, change, and their figures."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.inference.predictor import TileResult
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.settings import Outputs
from mtdn_core.inference.tiles import Tile
from mtdn_core.polarimetry.units import from_power
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.output_set import OutputSet
from mtdn_core.raster.read import ELEMENTS, BandFacts, DateRaster
from mtdn_core.raster.write import GeoTiffWriter, OutputBand, OutputPlan, keep_from_nodata

Float = NDArray[np.float32]
Bool = NDArray[np.bool_]

NODATA_CLASS = 255
INTENSITY_ELEMENTS = ((0, "VV"), (3, "VH"))


class DespeckledProduct:
    """One despeckled date, with the band meaning, units and nodata of its input."""

    def __init__(
        self, date: DateRaster, with_c12: bool, path: str, outputs: OutputSet, options: tuple[str, ...]
    ) -> None:
        self._facts = _output_order(date, with_c12)
        self._units = date.units.units
        self._nodata = _float32_nodata(date.nodata)
        plan = OutputPlan(
            path=path,
            grid=date.grid,
            bands=tuple(OutputBand(f.description or f.channel.role, f.unit, f.scale, f.offset) for f in self._facts),
            nodata=self._nodata,
            metadata=date.metadata,
            options=options,
        )
        self._writer = outputs.add(plan)

    def write(self, tile: Tile, power: Float, valid: Bool) -> None:
        """Write a core; `power` (4, height, width) and `valid` (height, width) of the core."""
        values = np.empty((len(self._facts), *valid.shape), np.float32)
        for index, f in enumerate(self._facts):
            element = power[ELEMENTS[f.channel.role]]
            if f.channel.role not in ("C12_real", "C12_imag"):
                element = from_power(element, self._units)
            stored = element if (f.scale, f.offset) == (1.0, 0.0) else (element - f.offset) / f.scale
            values[index] = np.where(valid, keep_from_nodata(stored.astype(np.float32), self._nodata), self._nodata)
        self._writer.write(tile.core[0], tile.core[1], values)


class ChangeProduct:
    """Probability of change, its classes, and the changed ground."""

    def __init__(
        self, grid: Grid, outputs: Outputs, files: OutputSet, threshold: float, options: tuple[str, ...]
    ) -> None:
        self._grid, self._threshold = grid, threshold
        self._per_row = np.zeros(grid.height, np.int64)
        self.latest: NDArray[np.int64] = np.zeros(0, np.int64)
        self.probability = self.classes = None
        if outputs.probability:
            band = OutputBand("probability of change")
            self.probability = files.add(OutputPlan(outputs.probability, grid, (band,), float("nan"), options=options))
        if outputs.change:
            self.classes = files.add(change_plan(outputs.change, grid, options))

    def write(self, tile: Tile, probability: Float, valid: Bool) -> None:
        """Write a core; both (height, width), `valid` where both dates were measured."""
        column, row = tile.core[:2]
        if self.probability is not None:
            self.probability.write(column, row, np.where(valid, probability, np.float32(np.nan))[None])
        changed = valid & (probability >= self._threshold)
        self.latest = changed.sum(1)
        self._per_row[row : row + tile.core[3]] += self.latest
        if self.classes is not None:
            self.classes.write(column, row, np.where(valid, changed, NODATA_CLASS).astype(np.uint8)[None])

    def count(self, row: int, changed: list[int]) -> None:
        """Count the changed pixels per row of a tile of an earlier run that begins in `row`."""
        self._per_row[row : row + len(changed)] += np.array(changed, np.int64)

    def count_again(self, per_row: NDArray[np.int64]) -> None:
        """Replace the counts after small changes were dropped."""
        self._per_row = per_row

    @property
    def changed_pixels(self) -> int:
        """Pixels at or above the threshold."""
        return int(self._per_row.sum())

    @property
    def changed_area_m2(self) -> float | None:
        """Ground area of the changed pixels; None where the grid does not tell."""
        if self._grid.pixel_area_m2(0) is None:
            return None
        rows = np.flatnonzero(self._per_row)
        return float(sum((self._grid.pixel_area_m2(int(r)) or 0.0) * int(self._per_row[r]) for r in rows))


def change_plan(path: str, grid: Grid, options: tuple[str, ...]) -> OutputPlan:
    """Return the plan of a change raster: 0 unchanged, 1 changed, 255 nodata."""
    band = OutputBand("change (0 unchanged, 1 changed)")
    return OutputPlan(path, grid, (band,), NODATA_CLASS, byte=True, options=options)


class RatioStatistics:
    """Mean of input / output per intensity channel, over the measured pixels of the whole scene."""

    def __init__(self, dates: int) -> None:
        self._sum = np.zeros((dates, 2))
        self._count = np.zeros((dates, 2), np.int64)

    def add(self, date: int, before: Float, after: Float, valid: Bool) -> None:
        """Take in a core; `before` and `after` (4, height, width) linear power."""
        for index, (element, _) in enumerate(INTENSITY_ELEMENTS):
            good = valid & (after[element] > 0)
            ratio = before[element][good].astype(np.float64) / after[element][good]
            self._sum[date, index] += ratio.sum()
            self._count[date, index] += good.sum()

    def state(self) -> list[list[list[float]]]:
        """Return the sums and the counts up to now."""
        return [self._sum.tolist(), self._count.tolist()]

    def restore(self, state: list[list[list[float]]]) -> None:
        """Go on from what :meth:`state` returned."""
        self._sum, self._count = np.array(state[0]), np.array(state[1], np.int64)

    def means(self) -> dict[str, float]:
        """Return ``{"date1 VV": mean, ...}``."""
        return {
            f"date{date + 1} {name}": float(self._sum[date, index] / self._count[date, index])
            for date in range(len(self._sum))
            for index, (_, name) in enumerate(INTENSITY_ELEMENTS)
            if self._count[date, index]
        }


class Products:
    """All outputs and figures of a run."""

    def __init__(
        self, scene: Scene, outputs: Outputs, files: OutputSet, threshold: float, options: tuple[str, ...]
    ) -> None:
        paths = (outputs.despeckled1, outputs.despeckled2)[: len(scene.dates)]
        self._despeckled = [
            DespeckledProduct(date, scene.has_c12, str(path), files, options) if path else None
            for date, path in zip(scene.dates, paths)
        ]
        self.change = None
        if outputs.change or outputs.probability:
            self.change = ChangeProduct(scene.grid, outputs, files, threshold, options)
        self.ratios = RatioStatistics(len(scene.dates))
        self.valid_pixels = 0
        self.repaired = 0

    def write(self, tile: Tile, c2: list[Float], valid: list[Bool], answer: TileResult | None) -> None:
        """Write one core; all arrays cover the read window. No `answer`: nothing was measured there."""
        inner = tile.inner
        masks = [mask[inner] for mask in valid]
        both = np.logical_and.reduce(masks)
        self.valid_pixels += int(both.sum())
        for index, product in enumerate(self._despeckled):
            before = c2[index][(slice(None), *inner)]
            after = before
            if answer is not None:
                after = answer.dates[index][(slice(None), *inner)]
                broken = masks[index] & ~np.isfinite(after).all(0)
                if broken.any():
                    # a measured pixel must not become nodata
                    after = np.where(broken, before, after)
                    self.repaired += int(broken.sum())
                self.ratios.add(index, before, after, masks[index])
            if product is not None:
                product.write(tile, after, masks[index])
        if self.change is not None:
            probability = np.zeros(both.shape, np.float32)
            if answer is not None:
                probability = np.nan_to_num(answer.probability[inner])
            self.change.write(tile, probability, both)

    def figures(self) -> dict[str, Any]:
        """Return the figures up to now, and the changed pixels per row of the latest tile alone, ready for JSON."""
        return {
            "ratios": self.ratios.state(),
            "valid": self.valid_pixels,
            "repaired": self.repaired,
            "changed": self.change.latest.tolist() if self.change else [],
        }

    def restore(self, tiles: list[dict[str, Any]]) -> None:
        """Go on from the tiles of an earlier run, each ``{"core": window, "figures": ...}``."""
        for tile in tiles:
            if self.change is not None:
                self.change.count(tile["core"][1], tile["figures"]["changed"])
        if tiles:
            latest = tiles[-1]["figures"]
            self.ratios.restore(latest["ratios"])
            self.valid_pixels, self.repaired = latest["valid"], latest["repaired"]


def _output_order(date: DateRaster, with_c12: bool) -> tuple[BandFacts, ...]:
    """Return the bands to write: in the order of a single input file, else VV, VH."""
    facts = date.bands if with_c12 or not date.has_c12 else (date.bands[0], date.bands[3])
    one_file = len({f.channel.file.path for f in facts}) == 1
    return tuple(sorted(facts, key=lambda f: f.channel.band)) if one_file else facts


def _float32_nodata(nodata: float | None) -> float:
    """Return a nodata value that 32 bits hold exactly."""
    if nodata is None or not np.isfinite(nodata):
        return float("nan")
    with np.errstate(over="ignore"):
        rounded = float(np.float32(nodata))
    return rounded if np.isfinite(rounded) else float("nan")


def writer_of_change(products: Products) -> GeoTiffWriter | None:
    """Return the writer of the change raster, if there is one."""
    return products.change.classes if products.change is not None else None
