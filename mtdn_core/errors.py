"""Errors a user can act on.

Every error of this library says three things: what was found, what was expected, and what to do about it.
Front ends (command line, QGIS) catch :class:`MtdnError` once and show its text; anything else is a defect.
"""

from __future__ import annotations

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CUDA_INDEX = "https://download.pytorch.org/whl/cu128"
#: commands in messages; a front end may put those for its own Python in their place
INSTALL_TORCH = f"python -m pip install torch --index-url {CPU_INDEX}"
INSTALL_CUDA_TORCH = f"python -m pip install --force-reinstall torch --index-url {CUDA_INDEX}"


class MtdnError(Exception):
    """Base class: a problem the user can understand and solve.

    Parameters
    ----------
    found
        What was met, with the concrete names and values ("'a.tif' has 3 bands").
    expected
        What would have been right ("VV and VH, or the four bands of C2").
    action
        What the user should do next ("pass BANDS=1,2"), an imperative sentence without a full stop.
    """

    def __init__(self, found: str, expected: str = "", action: str = "") -> None:
        self.found = found.rstrip(". ")
        self.expected = expected.rstrip(". ")
        self.action = action.rstrip(". ")
        parts = [f"{self.found}."]
        if self.expected:
            parts.append(f"Expected: {self.expected}.")
        if self.action:
            parts.append(f"What to do: {self.action}.")
        super().__init__(" ".join(parts))


class InputError(MtdnError):
    """A raster that cannot be opened or read, or whose content cannot be SAR backscatter."""


class BandError(InputError):
    """The polarisation bands are missing, ambiguous or of the wrong number."""


class UnitsError(InputError):
    """The units of the input (linear power, dB, amplitude) are unknown or contradict the values."""


class GridMismatchError(InputError):
    """Two rasters that must share one grid differ in CRS, transform or size."""


class OutputError(MtdnError):
    """An output that cannot or must not be written."""


class DeviceError(MtdnError):
    """The computing device asked for is absent or failed."""


class ModelError(MtdnError):
    """A model, its weights or its card cannot be found, read or trusted."""


class MissingDependencyError(MtdnError):
    """A Python package that this step needs is not installed."""


class ConfigError(MtdnError):
    """A setting has a value that is not allowed."""


class Cancelled(MtdnError):
    """The user cancelled; raised so that no caller can mistake a part for the whole."""

    def __init__(self, found: str = "Cancelled by the user, no output was kept") -> None:
        super().__init__(found)
