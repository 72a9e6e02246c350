"""The dates of a run, opened, compared and checked before any work is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mtdn_core.errors import ConfigError, InputError
from mtdn_core.inference.change import FirstChange
from mtdn_core.inference.further import in_common, on_grid, open_date, open_further
from mtdn_core.inference.predictor import Observed, Predicted, Predictor
from mtdn_core.inference.references import Gain, References, at_common_level, observed, with_gain
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.inference.tiles import Tile
from mtdn_core.inference.weather import Shift, common_gain, measure_shift
from mtdn_core.model.interface import Wanted
from mtdn_core.progress import Progress
from mtdn_core.raster.compare import already_despeckled, check_grid, check_pair, read_sample, refuse_same_bands
from mtdn_core.raster.date import DateRaster
from mtdn_core.raster.gdal import Float, Window, scan_windows
from mtdn_core.raster.grid import Extent, Grid


@dataclass(frozen=True)
class Scene:
    """One or two dates on one grid, or one date and its references."""

    dates: tuple[DateRaster, ...]
    #: of the only date; or, with two dates, the baseline: earlier dates, which with the first say what is normal
    references: References | None = None
    #: natural logarithm of the factors that give VV and VH of the second date the level of the first; half of it is taken out
    #: of each date
    weather: Gain = (0.0, 0.0)
    region: Window | None = None  # window of the dates that is worked on; windows and the grid count from its corner. None: all
    #: later dates in the order of time, each the second date of a scene with the same first date and baseline
    later: tuple[Scene, ...] = ()

    @property
    def grid(self) -> Grid:
        grid = self.dates[0].grid
        return grid if self.region is None else grid.crop(self.region)

    @property
    def later_dates(self) -> tuple[DateRaster, ...]:
        return tuple(scene.dates[1] for scene in self.later)

    @property
    def all_dates(self) -> tuple[DateRaster, ...]:
        return (*self.dates, *(self.references.dates if self.references else ()), *self.later_dates)

    @property
    def pixels(self) -> int:
        return self.grid.width * self.grid.height

    @property
    def polarisations(self) -> tuple[str, ...]:
        """Polarisations of all dates: two, or one alone."""
        return self.dates[0].polarisations

    @property
    def channels(self) -> int:
        """4 if every date has the whole covariance matrix, else 2."""
        return min(date.channels for date in self.dates)

    def read(self, window: Window) -> list[Observed]:
        if self.region is not None:
            window = (window[0] + self.region[0], window[1] + self.region[1], *window[2:])
        found = [observed(date, window, self.channels) for date in self.dates]
        if self.references is not None:
            reference = self.references.read(window, found[0], to_compare=len(found) == 2)
            found = [found[0], reference] if len(found) == 1 else [reference, found[1]]
        if len(self.dates) == 2:
            found = at_common_level(found[0], found[1], self.weather)
        return found

    def measured_level(self, index: int, image: Float) -> Float:
        """Undo in a despeckled date what was taken out as weather."""
        if self.weather == (0.0, 0.0):
            return image
        half = 0.5 if index == 0 else -0.5
        return with_gain(image, (half * self.weather[0], half * self.weather[1]))


def confirming(
    scene: Scene, predictor: Predictor, threshold: float, days: Sequence[int]
) -> Callable[[Tile, list[Observed]], Predicted] | None:
    """Return a prediction that compares later dates, too: one at a time, so that memory does not grow with their number.

    `days` are what the second and the later dates are called by in the first change. None if there are no later dates.
    """
    change_only = predictor.change_only()

    def predict(tile: Tile, observed: list[Observed]) -> Predicted:
        own = answer = predictor.predict(tile, observed)
        found = FirstChange((tile.core[3], tile.core[2]))
        rows, columns = tile.crop
        for pair, day in zip((scene, *scene.later), days):
            if pair is not scene:
                observed = pair.read(tile.window)
                answer = change_only.predict(tile, observed)
            probability = answer.probability
            assert probability is not None
            valid = np.logical_and(*(o.valid[rows, columns] for o in observed)) & np.isfinite(probability)
            found.add(day, probability >= threshold, valid)
        return own._replace(first_change=found.day, confirmations=found.confirmations)

    return predict if scene.later else None


def wanted_of(second: DateInput | None, outputs: Outputs, later: bool = False) -> Wanted:
    """Return what a model must compute; refuse outputs that the inputs cannot give, and inputs that no output shows."""
    names = outputs.wanted()
    if not names:
        raise ConfigError("No output is asked for", "at least one", "name an output file")
    needs_second = sorted(set(names) - {"despeckled1", "ratio"})
    if second is None and needs_second:
        raise ConfigError(f"One date is given, but {', '.join(needs_second)} asked for", "two dates", "give the second date")
    of_later = [name for name in ("first_change", "confirmations") if name in names]
    if of_later and not later:
        raise ConfigError(f"{' and '.join(of_later)} asked for without later dates", "later dates", "give later dates")
    if later and not of_later and "polygons" not in names:
        raise ConfigError(
            "Later dates are given, and no output that shows what they say", "first_change, confirmations or polygons",
            "name one of these outputs, or leave the later dates out",
        )
    first = bool({"despeckled1", "ratio"} & names.keys())
    finds_change = bool(names.keys() - {"despeckled1", "despeckled2", "ratio", "step"})
    return Wanted(first, "despeckled2" in names, finds_change)


def open_scene(
    first: DateInput, second: DateInput | None, settings: RunSettings, progress: Progress, *, ordered: bool,
    references: Sequence[DateInput] = (), later: Sequence[DateInput] = (),
) -> Scene:
    """Open the dates, say what was recognised, and check that they fit each other.

    What is measured for the whole scene (levels, weather) is so with an extent, too. `ordered`: the first date should be the
    earlier one. References and later dates (:func:`mtdn_core.inference.run.run`) that do not fit are left out. Raises
    :class:`InputError`, :class:`BandError`, :class:`UnitsError` or :class:`GridMismatchError` if a date cannot be used, or
    the dates cannot be compared.
    """
    units, align = settings.units, settings.align
    dates: list[DateRaster] = []
    for number, date in enumerate([first] if second is None else [first, second], start=1):
        dates.append(open_date(date, units, progress, f"Date {number}"))
        for warning in already_despeckled(dates[-1]):
            progress.warning(f"Date {number}: {warning}")
    if len(dates) == 2:
        dates = in_common(dates, progress)
        dates[1] = on_grid(dates[1], dates[0].grid, align, progress)
        refuse_same_bands(*dates)
        check_grid(dates[0], dates[1])
    region = _region(dates, settings.extent, progress) if settings.extent else None
    samples = [read_sample(date) for date in dates] if len(dates) == 2 or references else []
    if len(dates) == 2:
        for warning in check_pair(dates[0], dates[1], samples[0], samples[1], ordered=ordered).warnings:
            progress.warning(warning)
        if dates[0].has_c12 != dates[1].has_c12:
            poor = 1 if dates[1].has_c12 else 2
            progress.warning(f"C12 is left out of input and output, because date {poor} has VV and VH only")
    what = "reference" if second is None else "baseline"
    seen: dict[bytes, DateRaster] = {}
    used = open_further(what, dates, samples, references, units, align, progress, seen, lambda _, found: found.step)
    following = open_further(
        "later", dates, samples, later, units, align, progress, seen, lambda sample, _: measure_shift(samples[0], sample)
    )
    if later and not following:
        raise InputError(
            "None of the later dates can be used, see the log", "dates after both images, of the same grid and orbit",
            "give others, or leave them out",
        )
    found = None
    if used:  # a baseline holds the first date, too
        gains = tuple(gain for _, gain in used)
        found = References(tuple(date for date, _ in used), gains, with_own=second is not None)
    if second is None or not ordered:
        return Scene(tuple(dates), found, region=region)
    others = [(dates[1], measure_shift(*samples)), *following]
    return compared(Scene(tuple(dates), found, region=region), others, settings.weather == "remove", progress)


def compared(scene: Scene, others: Sequence[tuple[DateRaster, Shift]], remove: bool, progress: Progress) -> Scene:
    """Return a scene with its first date compared with each of the others; `remove`: take the weather out."""
    pairs: list[Scene] = []
    for other, shift in others:
        name = f"Weather of '{other.name}'" if pairs else "Weather"
        weather = common_gain(shift, remove, progress, name, other.polarisations)
        pairs.append(replace(scene, dates=(scene.dates[0], other), weather=weather))
    return replace(pairs[0], later=tuple(pairs[1:]))


def _region(dates: Sequence[DateRaster], extent: str, progress: Progress) -> Window:
    """Return the window of the extent; refuse one in which nothing was measured."""
    own = dates[0]
    region = Extent.parse(extent).window(own.grid, own.name)
    windows = [(region[0] + c, region[1] + r, w, h) for c, r, w, h in scan_windows(*region[2:])]
    if not any(np.logical_and.reduce([date.read(window)[1] for date in dates]).any() for window in windows):
        raise InputError(
            f"No pixel in the extent {extent} was measured" + (" on both dates" if len(dates) == 2 else ""),
            "an extent with measurements", "choose another extent",
        )
    progress.info(f"Extent: {region[2]} x {region[3]} pixels from column {region[0]}, row {region[1]}")
    return region
