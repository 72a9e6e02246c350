"""What a run is asked to do: inputs, outputs and settings, each described once.

Command line, QGIS dialogs, help page and README are made from the :class:`Setting` of each field.
"""

from __future__ import annotations

import math
import operator
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Union

from mtdn_core.errors import ConfigError
from mtdn_core.model.card import DEFAULT_MODEL
from mtdn_core.raster.grid import Extent

UNITS = ("auto", "linear", "db", "amplitude")
DEVICES = ("auto", "cuda", "cpu")
TARGETS = ("any", "vegetation-loss", "flood", "built-up")
WEATHER = ("remove", "keep")
ALIGN = ("refuse", "nearest", "bilinear")
ALL, DESPECKLE, CHANGE = "all", "despeckle", "change"
KIND_WORDS = {"integer": "a whole number", "number": "a number", "flag": "yes or no", "extent": "four coordinates and a CRS"}


@dataclass(frozen=True)
class Setting:
    """Description of a setting: a short name for a dialog, and what it does."""

    label: str
    help: str
    kind: str  # choice, model, number, integer, flag, extent or options
    choices: tuple[str, ...] = ()
    #: of a number, both included; None: no bound
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    advanced: bool = True  # few people need it
    applies: str = ALL  # or DESPECKLE or CHANGE, where it is for what does this alone

    def allows(self, value: Any) -> bool:
        """Return True for a value that is allowed; None leaves a number to the software."""
        if self.kind in ("number", "integer"):
            low = -float("inf") if self.minimum is None else self.minimum
            high = float("inf") if self.maximum is None else self.maximum
            kinds = (int,) if self.kind == "integer" else (int, float)
            return value is None or (isinstance(value, kinds) and not isinstance(value, bool) and low <= value <= high)
        if self.kind == "choice":
            return value in self.choices
        if self.kind in ("model", "extent"):
            return isinstance(value, str)
        return isinstance(value, bool) if self.kind == "flag" else value is not None

    def expected(self, translate: Callable[[str], str] = str) -> str:
        """Return the values that are allowed, in the words that `translate` returns for the English ones."""
        if self.choices:
            return translate("one of {}").format(", ".join(self.choices))
        what = translate(KIND_WORDS.get(self.kind, "a text"))
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            what += translate(" from {:g} to {:g}").format(low, high)
        elif low is not None:
            what += translate(" from {:g}").format(low)
        return what + (f" ({translate(self.unit)})" if self.unit else "")


def number_of(raw: Any, whole: bool = False) -> float | int | None:
    """Return the finite number that a user wrote; None if it is none, or not `whole`.

    A decimal comma is understood; a truth value is no number. 5.0 is a whole number, 1.5 and 1,000 are not.
    """
    if isinstance(raw, bool) or (isinstance(raw, str) and ("_" in raw or (whole and "," in raw))):
        return None
    if isinstance(raw, str) and raw.count(",") == 1 and "." not in raw:
        raw = raw.replace(",", ".")
    try:
        value = float(raw)
    except (OverflowError, TypeError, ValueError):
        return None
    if not math.isfinite(value) or (whole and value != int(value)):
        return None
    return int(value) if whole else value


Path = Union[str, "os.PathLike[str]"]


def path_of(path: Path | None) -> str | None:
    """Return a path as text; raise :class:`ConfigError` for what is none."""
    if path is not None and not isinstance(path, (str, os.PathLike)):
        raise ConfigError(f"A path is {path!r}", "a text or a pathlib.Path", "correct it")
    return None if path is None else os.fspath(path)


@dataclass(frozen=True)
class DateInput:
    path: str  # a raster with VV and VH or the four bands of C2; or the VV file; or a PolSARpro C2 folder
    vh_path: str | None = None  # where `path` holds VV only; if not given, a file named alike is looked for beside it
    #: numbers from 1, (VV, VH), (C11, Re C12, Im C12, C22) or one alone, over the file(s) of the date; None: recognised
    bands: tuple[int, ...] | None = None

    @classmethod
    def of(cls, path: Path, vh: Path | None = None, bands: Sequence[int] | None = None) -> DateInput:
        """Return the date of paths and numbers of any kind; raise :class:`ConfigError` for what is none."""
        try:
            numbers = None if bands is None else tuple(operator.index(band) for band in bands)
        except TypeError as error:
            raise ConfigError(f"The bands are {bands!r}", "numbers, for example (1, 2)", "correct them") from error
        return cls(path_of(path) or "", path_of(vh), numbers)

    def check(self) -> None:
        """Raise :class:`ConfigError` if the band numbers cannot be."""
        if self.bands is not None and (len(self.bands) not in (1, 2, 4) or min(self.bands) < 1):
            raise ConfigError(
                f"The bands are {','.join(map(str, self.bands))}",
                "two numbers (VV, VH), four (C11, Re C12, Im C12, C22), or one (a polarisation alone), counted from 1",
                "correct the band numbers, or leave them out to have the bands recognised",
            )


@dataclass(frozen=True)
class Outputs:
    """Paths of the GeoTIFFs to write; at least one."""

    despeckled1: str | None = None
    despeckled2: str | None = None
    change: str | None = None  # classes: 0 unchanged, 1 changed, 255 nodata
    probability: str | None = None  # behind them
    step: str | None = None  # second over first date in dB, VV and VH
    ratio: str | None = None  # original over despeckled power of the first date
    #: with later dates (:mod:`mtdn_core.inference.change`): day of the first change (days since 1970-01-01), and number
    #: of later dates that confirm it
    first_change: str | None = None
    confirmations: str | None = None
    polygons: str | None = None  # the changes as a vector file: .gpkg, .geojson or .fgb

    def wanted(self) -> dict[str, str]:
        return {name: str(path) for name, path in vars(self).items() if path}


def setting_field(default: Any, *description: Any, **more: Any) -> Any:
    """Return a dataclass field with its description, the arguments of :class:`Setting`."""
    return field(default=default, metadata={"setting": Setting(*description, **more)})


@dataclass(frozen=True)
class RunSettings:
    """How to run; every field is described by its :class:`Setting` (:func:`settings_of`)."""

    units: str = setting_field(
        "auto", "Units of the input",
        "Units of the input; the output has the same. auto: recognised from names, metadata and values, and said in "
        "the log; where they cannot be told, the run asks for them.",
        "choice", choices=UNITS,
    )
    model: str = setting_field(
        DEFAULT_MODEL, "Model",
        "Name of a shipped model, or path of a model card (.json) or of its weights (.safetensors).", "model",
    )
    device: str = setting_field(
        "auto", "Compute on",
        "auto: an NVIDIA graphics card if PyTorch sees one (the log says why not), else the CPU; cuda insists on it.",
        "choice", choices=DEVICES,
    )
    strength: float | None = setting_field(
        None, "Despeckling strength",
        "0, which measured best, keeps the fluctuation that both polarisations share (ground, and part of the speckle); 1 "
        "removes it in homogeneous areas: smoother, and farther from the truth. Empty: the value on the model's card.",
        "number", minimum=0, maximum=1, applies=DESPECKLE,
    )
    target: str = setting_field(
        "any", "Kind of change",
        "What counts: any change; vegetation-loss, a fall led by VH; flood, a fall of VV and VH; built-up, a rise of both.",
        "choice", choices=TARGETS, advanced=False, applies=CHANGE,
    )
    weather: str = setting_field(
        "remove", "Weather",
        "An offset in dB that the whole scene shares (rain, thaw, wet snow) is measured and said in the log; remove takes it "
        "out before the dates are compared, keep leaves it in.",
        "choice", choices=WEATHER, applies=CHANGE,
    )
    threshold: float | None = setting_field(
        None, "Change threshold",
        "Probability from which a pixel counts as changed; lower finds more and errs more. Empty: the value on the "
        "model's card, 0.5 for the shipped models.",
        "number", minimum=0, maximum=1, advanced=False, applies=CHANGE,
    )
    false_alarms: float | None = setting_field(
        None, "False alarms", "Instead of a threshold: share of unchanged ground that may be marked as changed, for example "
        "0.01. The threshold follows from the baseline dates compared with each other, without a baseline from the "
        "model's card.",
        "number", minimum=0.0001, maximum=0.5, applies=CHANGE,
    )
    minimum_area: int = setting_field(
        0, "Smallest change to keep", "Connected changes of fewer pixels are dropped, instead of a smallest area; 0 keeps all.",
        "integer", minimum=0, maximum=10**9, unit="pixels", applies=CHANGE,
    )
    minimum_area_ha: float = setting_field(
        0.0, "Smallest change to keep", "Connected changes of a smaller area on the ground are dropped; 0 keeps all.",
        "number", minimum=0, maximum=10**6, unit="hectares", advanced=False, applies=CHANGE,
    )
    align: str = setting_field(
        "refuse", "Align other dates",
        "Dates on another grid than the first: refuse them, or bring them onto its grid, by the nearest pixel, or bilinear "
        "(linear power is interpolated, which smooths speckle a little). It is said in the log.",
        "choice", choices=ALIGN,
    )
    extent: str = setting_field(
        "", "Extent",
        "Only this part of the first date, in whole pixels; the result is that of the whole scene, cut out.",
        "extent",
    )
    tile: int | None = setting_field(
        None, "Tile size", "Edge of the squares the scene is worked on in. Empty: chosen for the model and the memory.",
        "integer", minimum=16, maximum=8192, unit="pixels",
    )
    threads: int | None = setting_field(
        None, "Tiles at a time", "Tiles that are computed at the same time. Empty: as many as the processor has cores "
        "and the memory holds; the result is the same.",
        "integer", minimum=1, maximum=1024,
    )
    resume: bool = setting_field(
        False, "Continue an interrupted run",
        "Keeps the tiles that are done when the run is interrupted, in hidden files beside the first output, and "
        "continues from those that an earlier run with the same inputs, settings and outputs has kept; the result is "
        "the same to the byte. Needs scratch space for the uncompressed outputs.",
        "flag",
    )
    fast: bool = setting_field(
        False, "Fast, not quite exact",
        "Arithmetic of half the precision (bfloat16) where the processor has it: up to twice as fast, values 0.1 to "
        "0.3 % off. The log says whether it was used.",
        "flag",
    )
    creation_options: tuple[str, ...] = setting_field(
        (), "GeoTIFF creation options", "GDAL creation options of the outputs, KEY=VALUE, for example COMPRESS=ZSTD.",
        "options",
    )

    def check(self) -> None:
        """Raise :class:`ConfigError` at the first setting that is not allowed."""
        check_settings(self)
        if self.threshold is not None and self.false_alarms is not None:
            raise ConfigError("A threshold and a share of false alarms are given", "one of the two", "leave one out")
        if self.extent:
            Extent.parse(self.extent)
        if self.minimum_area and self.minimum_area_ha:
            raise ConfigError("A minimum area in pixels and one in hectares are given", "one of the two", "leave one out")
        for option in self.creation_options:
            if "=" not in option:
                raise ConfigError(
                    f"The creation option is '{option}'", "KEY=VALUE, for example COMPRESS=ZSTD", "correct the option"
                )


def settings_of(settings: Any) -> dict[str, Setting]:
    """Return the description of every field of a settings class or object, by name."""
    return {f.name: f.metadata["setting"] for f in fields(settings) if "setting" in f.metadata}


def check_settings(settings: Any) -> None:
    """Raise :class:`ConfigError` at the first field whose value its description does not allow."""
    for name, setting in settings_of(settings).items():
        value = getattr(settings, name)
        if not setting.allows(value):
            raise ConfigError(f"The setting {name} is '{value}'", setting.expected(), f"correct {name.replace('_', ' ')}")
