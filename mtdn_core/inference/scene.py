"""The dates of a run, opened, compared and checked before any work is done."""

from __future__ import annotations

from dataclasses import dataclass

from mtdn_core.errors import ConfigError, GridMismatchError
from mtdn_core.inference.settings import DateInput, Feedback, Outputs, RunSettings
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.read import DateRaster, open_date_raster
from mtdn_core.raster.write import check_outputs


@dataclass(frozen=True)
class Scene:
    """One or two dates on one grid."""

    dates: tuple[DateRaster, ...]

    @property
    def grid(self) -> Grid:
        """The grid of all dates."""
        return self.dates[0].grid

    @property
    def pixels(self) -> int:
        """Width times height."""
        return self.grid.width * self.grid.height

    @property
    def has_c12(self) -> bool:
        """True if every date has the whole covariance matrix."""
        return all(date.has_c12 for date in self.dates)


def check_request(second: DateInput | None, outputs: Outputs) -> None:
    """Refuse outputs that the inputs cannot give.

    Raises
    ------
    ConfigError
        If nothing is asked for, or a second date is needed and not given.
    """
    wanted = outputs.wanted()
    if not wanted:
        raise ConfigError("No output is asked for", "at least one", "name an output file")
    needs_second = sorted(set(wanted) - {"despeckled1"})
    if second is None and needs_second:
        raise ConfigError(
            f"One date is given, but {', '.join(needs_second)} asked for", "two dates", "give the second date"
        )


def open_scene(
    first: DateInput, second: DateInput | None, outputs: Outputs, settings: RunSettings, feedback: Feedback
) -> Scene:
    """Open the dates and say what was recognised.

    Raises
    ------
    InputError, BandError, UnitsError
        If a date cannot be used.
    GridMismatchError
        If the two dates do not share one grid.
    OutputError
        If an output cannot or must not be written.
    """
    dates = []
    for number, date in enumerate([first] if second is None else [first, second], start=1):
        raster = open_date_raster(
            str(date.path), str(date.vh_path) if date.vh_path else None, settings.bands, settings.units
        )
        feedback.info(f"Date {number}: {raster.bands_text}")
        feedback.info(f"Date {number}: units {raster.units.units} ({raster.units.reason})")
        for note in raster.notes:
            feedback.info(f"Date {number}: {note}")
        for warning in raster.warnings:
            feedback.warning(f"Date {number}: {warning}")
        dates.append(raster)
    if len(dates) == 2:
        differences = dates[0].grid.differences(dates[1].grid)
        if differences:
            raise GridMismatchError(
                f"'{first.path}' and '{second.path if second else ''}' lie on different grids: "
                + "; ".join(differences),
                "the same CRS, origin, pixel size and size for both dates",
                "bring the second onto the grid of the first with 'Warp (reproject)' "
                "(gdalwarp -t_srs, -te, -tr), then run again",
            )
        if dates[0].has_c12 != dates[1].has_c12:
            poor = 1 if dates[1].has_c12 else 2
            feedback.warning(f"C12 is left out of input and output, because date {poor} has VV and VH only")
    check_outputs(outputs.wanted().values(), [file for date in dates for file in date.files])
    return Scene(tuple(dates))
