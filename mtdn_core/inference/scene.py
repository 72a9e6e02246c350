"""The dates of a run, opened, compared and checked before any work is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mtdn_core.errors import ConfigError
from mtdn_core.inference.fingerprint import InputContent
from mtdn_core.inference.predictor import Observed
from mtdn_core.inference.references import References
from mtdn_core.inference.settings import DateInput, Outputs
from mtdn_core.inference.tiles import Window
from mtdn_core.model.interface import Wanted
from mtdn_core.progress import Progress
from mtdn_core.raster.acquisition import same_orbit
from mtdn_core.raster.compare import already_despeckled, check_grid, check_pair
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.read import DateRaster, open_date_raster


@dataclass(frozen=True)
class Scene:
    """One or two dates on one grid, or one date and its references."""

    dates: tuple[DateRaster, ...]
    content: InputContent
    references: References | None = None

    @property
    def grid(self) -> Grid:
        """The grid of all dates."""
        return self.dates[0].grid

    @property
    def pixels(self) -> int:
        """Width times height."""
        return self.grid.width * self.grid.height

    @property
    def channels(self) -> int:
        """4 if every date has the whole covariance matrix, else 2."""
        return min(date.channels for date in self.dates)

    def read(self, window: Window) -> list[Observed]:
        """Read a window of every date, with the channels that all have."""
        found = []
        for date in self.dates:
            image, valid = date.read(window)
            if len(image) > self.channels:
                image = np.ascontiguousarray(image[[0, 3]])
            found.append(Observed(image, valid))
        if self.references is not None:
            found.append(self.references.read(window, found[0]))
        return found


def wanted_of(second: DateInput | None, outputs: Outputs) -> Wanted:
    """Return what a model must compute; refuse outputs that the inputs cannot give.

    Raises
    ------
    ConfigError
        If nothing is asked for, or a second date is needed and not given.
    """
    names = outputs.wanted()
    if not names:
        raise ConfigError("No output is asked for", "at least one", "name an output file")
    needs_second = sorted(set(names) - {"despeckled1"})
    if second is None and needs_second:
        raise ConfigError(
            f"One date is given, but {', '.join(needs_second)} asked for", "two dates", "give the second date"
        )
    return Wanted("despeckled1" in names, "despeckled2" in names, bool({"change", "probability"} & names.keys()))


def open_scene(
    first: DateInput, second: DateInput | None, units: str, progress: Progress, *, ordered: bool,
    references: Sequence[DateInput] = (),
) -> Scene:  # fmt: skip
    """Open the dates, say what was recognised, and check that they fit each other.

    Parameters
    ----------
    references
        Further dates that make the reference of the first, with no `second`; those that do not fit are left out.
    units
        See :class:`mtdn_core.inference.settings.RunSettings`.
    ordered
        True if the first date should be the earlier one.

    Raises
    ------
    InputError, BandError, UnitsError
        If a date cannot be used, or the dates cannot be compared.
    GridMismatchError
        If the two dates do not share one grid.
    """
    dates = []
    for number, date in enumerate([first] if second is None else [first, second], start=1):
        dates.append(_open(date, units, progress, f"Date {number}"))
    if len(dates) == 2:
        check_grid(dates[0], dates[1])
        for warning in check_pair(dates[0], dates[1], ordered=ordered):
            progress.warning(warning)
        if dates[0].has_c12 != dates[1].has_c12:
            poor = 1 if dates[1].has_c12 else 2
            progress.warning(f"C12 is left out of input and output, because date {poor} has VV and VH only")
    found = _references(dates[0], references, units, progress) if references else None
    others = found.dates if found else ()
    return Scene(tuple(dates), InputContent((*dates, *others)), found)


def _open(date: DateInput, units: str, progress: Progress, label: str) -> DateRaster:
    """Open a date and say what was recognised."""
    date.check()
    raster = open_date_raster(str(date.path), str(date.vh_path) if date.vh_path else None, date.bands, units)
    progress.info(f"{label}: {raster.bands_text}")
    progress.info(f"{label}: units {raster.units.units} ({raster.units.reason})")
    for note in raster.notes:
        progress.info(f"{label}: {note}")
    for warning in (*raster.warnings, *already_despeckled(raster)):
        progress.warning(f"{label}: {warning}")
    progress.check_cancelled()
    return raster


def _references(own: DateRaster, inputs: Sequence[DateInput], units: str, progress: Progress) -> References | None:
    """Open the reference dates; those on another grid, of another orbit or of the own date are left out, and named."""
    used: list[DateRaster] = []
    for date in inputs:
        raster = open_date_raster(str(date.path), str(date.vh_path) if date.vh_path else None, date.bands, units)
        differences = own.grid.differences(raster.grid)
        problem = ""
        if differences:
            problem = "lies on another grid: " + "; ".join(differences)
        elif same_orbit(own.orbit, raster.orbit) is False:
            problem = f"is of another orbit ({raster.orbit}; the date: {own.orbit})"
        elif set(raster.files) & set(own.files) and raster.bands == own.bands:
            problem = "is the date itself"
        if problem:
            progress.warning(f"The reference '{raster.name}' is left out, it {problem}")
            continue
        used.append(raster)
        progress.check_cancelled()
    if not used:
        return None
    progress.info(f"Reference: {len(used)} dates, {', '.join(date.name for date in used[:8])}" + (" ..." if used[8:] else ""))
    return References.of(own, tuple(used))
