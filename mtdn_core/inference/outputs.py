"""What becomes of an answer: despeckled dates in the units of the input, change, and the numbers of a run."""

from __future__ import annotations

from typing import Any

import numpy as np

from mtdn_core.errors import OutputError
from mtdn_core.inference.change_outputs import ChangeOutputs
from mtdn_core.inference.predictor import Observed, Predicted, check_numbers
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.settings import Outputs, RunSettings
from mtdn_core.inference.tiles import Tile, TilePlan
from mtdn_core.polarimetry.units import from_power
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import Bool, Float, Window
from mtdn_core.raster.names import role_of
from mtdn_core.raster.output_set import OutputSet
from mtdn_core.raster.provenance import KIND, RATIO, despeckled_metadata
from mtdn_core.raster.stored import Band
from mtdn_core.raster.write import GeoTiffWriter, OutputBand, keep_from_nodata

HOPELESS = 100_000  # pixels, all of them without a number: the rest of the scene will be no better


class DespeckledOutput:
    """One despeckled date, with the band meaning, units and nodata of its input."""

    def __init__(
        self, date: DateRaster, scene: Scene, path: str, files: OutputSet, options: tuple[str, ...], facts: dict[str, str]
    ) -> None:
        self._channels, self._units = scene.channels, date.units.units
        self._bands, self._nodata = _output_order(date, scene.channels), _float32_nodata(date.nodata)
        # what it holds where its description does not tell: outputs are inputs of others
        names = (band.description if role_of(band.description) else band.name for band in self._bands)
        bands = tuple(OutputBand(name, band.unit, band.scale, band.offset) for name, band in zip(names, self._bands))
        metadata = despeckled_metadata(date.metadata, facts)
        self._writer = files.add(GeoTiffWriter(path, scene.grid, bands, self._nodata, metadata=metadata, options=options))

    def write(self, core: Window, power: Float, valid: Bool) -> None:
        """Write a core; `power` (2 or 4, height, width), both channels the same of one polarisation alone."""
        values = np.empty((len(self._bands), *valid.shape), np.float32)
        for index, band in enumerate(self._bands):
            element = power[band.element(self._channels)]
            if not band.is_c12:
                element = from_power(element, self._units)
            stored = element if (band.scale, band.offset) == (1.0, 0.0) else (element - band.offset) / band.scale
            values[index] = np.where(valid, keep_from_nodata(stored.astype(np.float32), self._nodata), self._nodata)
        self._writer.write(core, values)


class RunOutputs:
    """All outputs and numbers of a run; called with every tile."""

    def __init__(
        self, scene: Scene, outputs: Outputs, files: OutputSet, settings: RunSettings, provenance: dict[str, str]
    ) -> None:
        self._scene, options = scene, settings.creation_options
        self._despeckled = [
            DespeckledOutput(date, scene, path, files, options, provenance) if path else None
            for date, path in zip(scene.dates, (outputs.despeckled1, outputs.despeckled2))
        ]
        self._ratio = None  # original over despeckled power: speckle, and what else the filter took away or added
        if outputs.ratio:
            bands = tuple(OutputBand(f"{name} ratio original / despeckled") for name in scene.polarisations)
            facts = {**provenance, KIND: RATIO}
            self._ratio = files.add(GeoTiffWriter(outputs.ratio, scene.grid, bands, np.nan, metadata=facts, options=options))
        self.change = None
        if outputs.wanted().keys() - {"despeckled1", "despeckled2", "ratio"}:
            self.change = ChangeOutputs(scene, outputs, files, settings, provenance)
        # per date and intensity: sum of input / output, number of pixels, power of the input, power of the output
        self._sums = np.zeros((4, len(scene.dates), 2))
        self.valid_pixels = 0
        # pixels that were measured and computed, over all outputs, and those of them without a number
        self.computed = self.without_number = 0

    def __call__(self, tile: Tile, observed: list[Observed], answer: Predicted | None) -> None:
        """Write one core; no `answer`: nothing was measured there."""
        masks = [o.valid for o in observed[: len(self._despeckled)]]
        both = np.logical_and.reduce(masks)
        self.valid_pixels += int(both.sum())
        answer = answer or Predicted()
        for index, (output, image) in enumerate(zip(self._despeckled, (answer.first, answer.second))):
            ratio = self._ratio if index == 0 else None
            if output is None and ratio is None:
                continue
            after = before = observed[index].image
            mask = known = masks[index]
            if image is not None:
                good = np.isfinite(image).all(0)
                self._count(mask, good)
                known = mask & good
                after = image if good.all() else np.where(good, image, before)
                self._add(index, before, after, mask)
            if output is not None:
                output.write(tile.core, self._scene.measured_level(index, after), mask)
            if ratio is not None:  # NaN where the despeckled power is not positive
                channels = [0, -1][: len(self._scene.polarisations)]
                good = known & (after[channels] > 0)
                quotient = before[channels] / np.where(good, after[channels], 1)
                ratio.write(tile.core, np.where(good, quotient, np.float32(np.nan)))
        if self.change is not None:
            if answer.probability is not None:
                self._count(both, np.isfinite(answer.probability))
            self.change.write(tile.core, answer, both)

    def _add(self, date: int, before: Float, after: Float, valid: Bool) -> None:
        for index in range(2):
            old, new = before[-index][valid].astype(np.float64), after[-index][valid].astype(np.float64)
            good = new > 0
            self._sums[:, date, index] += (old[good] / new[good]).sum(), good.sum(), old.sum(), new.sum()

    def _count(self, mask: Bool, good: Bool) -> None:
        self.computed += int(mask.sum())
        self.without_number += int((mask & ~good).sum())
        if self.computed >= HOPELESS and self.without_number == self.computed:
            check_numbers(self.computed, self.without_number)

    def ratios(self) -> tuple[dict[str, float], dict[str, float]]:
        """Mean of input / output, and total power of the output over that of the input, ``{"date1 VV": ratio, ...}``."""
        names = self._scene.polarisations
        keys = [f"date{date + 1} {name}" for date in range(self._sums.shape[1]) for name in names]
        of, number, before, after = self._sums[:, :, : len(names)].reshape(4, -1)
        mean, power = ({k: float(a / b) for k, a, b in zip(keys, *both) if b} for both in ((of, number), (after, before)))
        return mean, power

    def state(self) -> dict[str, Any]:
        """Return the numbers up to now, and the changed pixels per row of the latest tile alone, ready for JSON."""
        return {
            "totals": self._sums.tolist(), "valid": self.valid_pixels, "computed": self.computed,
            "without_number": self.without_number, "changed": self.change.latest.tolist() if self.change else [],
        }

    def restore(self, tiles: TilePlan, states: list[dict[str, Any]]) -> None:
        """Continue from the first tiles, by what :meth:`state` said after each.

        Raises :class:`OutputError` if no run writes such numbers: their checksums were made by another hand.
        """
        try:
            for tile, state in zip(tiles, states):
                _, row, width, height = tile.core
                counts, changed = ([state[n] for n in ("valid", "computed", "without_number")], state["changed"])
                limits = ((counts, 3, 4 * self._scene.pixels), (changed, height if changed else 0, width))
                for numbers, length, most in limits:
                    if len(numbers) != length or not all(type(n) is int and 0 <= n <= most for n in numbers):
                        raise ValueError("counts out of range or no whole numbers")
                sums = np.asarray(state["totals"], np.float64)
                if sums.shape != self._sums.shape or not np.isfinite(sums).all():
                    raise ValueError("sums of another form")
                self._sums, (self.valid_pixels, self.computed, self.without_number) = sums, counts
                if self.change is not None:
                    self.change.count(row, changed)
        except (KeyError, TypeError, ValueError) as error:
            raise OutputError(
                f"The journal of the earlier run holds what no run writes ({' '.join(str(error).split())[:100]})", "",
                "run without --resume (QGIS: RESUME) once",
            ) from error


def _output_order(date: DateRaster, channels: int) -> tuple[Band, ...]:
    """Return the bands to write: in the order of a single input file, else VV, VH."""
    bands = date.bands if channels == 4 or not date.has_c12 else (date.bands[0], date.bands[3])
    one_file = len({band.file.path for band in bands}) == 1
    return tuple(sorted(bands, key=lambda band: band.number)) if one_file else bands


def _float32_nodata(nodata: float | None) -> float:
    """Return a nodata value that 32 bits hold exactly."""
    if nodata is None or not np.isfinite(nodata):
        return float("nan")
    with np.errstate(over="ignore"):
        rounded = float(np.float32(nodata))
    return rounded if np.isfinite(rounded) else float("nan")
