"""What a run is asked to do: inputs, outputs, settings, and who listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mtdn_core.errors import ConfigError

UNITS = ("auto", "linear", "db", "amplitude")
DEVICES = ("auto", "cpu", "cuda")
SMALLEST_TILE = 16


@dataclass(frozen=True)
class DateInput:
    """One acquisition date.

    Attributes
    ----------
    path
        A raster with VV and VH or the four bands of C2; or the VV file; or a PolSARpro C2 folder.
    vh_path
        The VH file, when `path` holds VV only. Where it is not given, a sibling named alike is looked for.
    """

    path: str
    vh_path: str | None = None


@dataclass(frozen=True)
class Outputs:
    """Paths of the GeoTIFFs to write; at least one."""

    despeckled1: str | None = None
    despeckled2: str | None = None
    change: str | None = None
    probability: str | None = None

    def wanted(self) -> dict[str, str]:
        """Return the outputs asked for, by name."""
        return {name: str(path) for name, path in vars(self).items() if path}


@dataclass(frozen=True)
class RunSettings:
    """How to run.

    Attributes
    ----------
    model
        Name of a shipped model, or path of a card (.json) or of weights (.safetensors).
    device
        ``auto`` (CUDA where PyTorch sees it, else CPU), ``cuda`` (insist) or ``cpu``.
    units
        Units of the input: ``auto`` (recognised), ``linear`` power, ``db`` or ``amplitude``.
    bands
        Band numbers from 1, (VV, VH) or (C11, Re C12, Im C12, C22), over the file(s) of a date; None: recognised.
    tile
        Edge of a tile's core in pixels; None: chosen from the memory at hand.
    strength
        0 keeps fluctuation that both polarisations share, 1 removes it; None: the model card's default.
    threshold
        Probability from which a pixel counts as changed; None: the model card's.
    minimum_area
        Connected changes (8 neighbours) of fewer pixels are dropped; 0 keeps all.
    creation_options
        GDAL GeoTIFF creation options, ``KEY=VALUE``, over the defaults.
    resume
        Keep what is done when the run is interrupted, and go on from what an interrupted run with the same inputs,
        settings and outputs has kept. Needs scratch space for the uncompressed outputs.
    fast
        Differs a little from the exact answer (docs/performance.md): arithmetic in bfloat16, where the processor has
        it; for models that look at the whole scene a quarter of the sample that tells them of it, and less context.
    """

    model: str = "mtdn-lite"
    device: str = "auto"
    units: str = "auto"
    bands: tuple[int, ...] | None = None
    tile: int | None = None
    strength: float | None = None
    threshold: float | None = None
    minimum_area: int = 0
    creation_options: tuple[str, ...] = ()
    resume: bool = False
    fast: bool = False

    def check(self) -> None:
        """Raise :class:`ConfigError` at the first setting that is not allowed."""
        _one_of("units", self.units, UNITS)
        _one_of("device", self.device, DEVICES)
        if self.bands is not None and (len(self.bands) not in (2, 4) or min(self.bands) < 1):
            raise ConfigError(
                f"The bands are {','.join(map(str, self.bands))}",
                "two numbers (VV, VH) or four (C11, Re C12, Im C12, C22), counted from 1",
                "correct the band numbers, or leave them out to have the bands recognised",
            )
        if self.tile is not None and self.tile < SMALLEST_TILE:
            raise ConfigError(
                f"The tile size is {self.tile}", f"{SMALLEST_TILE} pixels or more", "choose a larger tile"
            )
        for name, value in (("strength", self.strength), ("threshold", self.threshold)):
            if value is not None and not 0.0 <= value <= 1.0:
                raise ConfigError(f"The {name} is {value}", "a number from 0 to 1", f"correct the {name}")
        if self.minimum_area < 0:
            raise ConfigError(f"The minimum area is {self.minimum_area}", "0 or more pixels", "correct it")
        for option in self.creation_options:
            if "=" not in option:
                raise ConfigError(
                    f"The creation option is '{option}'", "KEY=VALUE, for example COMPRESS=ZSTD", "correct the option"
                )


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ConfigError(f"The setting {name} is '{value}'", f"one of {', '.join(allowed)}", f"correct {name}")


class Feedback(Protocol):
    """Who is told how a run goes; QGIS and the terminal each have their own."""

    def progress(self, fraction: float, message: str) -> None:
        """Report that `fraction` (0 to 1) is done."""

    def info(self, message: str) -> None:
        """Report a fact."""

    def warning(self, message: str) -> None:
        """Report something the user should look at."""

    def is_cancelled(self) -> bool:
        """Return True once the user wants to stop."""


class SilentFeedback:
    """Listens to nothing, never cancels."""

    def progress(self, fraction: float, message: str) -> None:
        """Ignore."""

    def info(self, message: str) -> None:
        """Ignore."""

    def warning(self, message: str) -> None:
        """Ignore."""

    def is_cancelled(self) -> bool:
        """Return False."""
        return False
