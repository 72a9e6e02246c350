"""Errors a user can act on.

Every error of this library says three things: what was found, what was expected, and what to do about it,
without the signatures of addresses.
Front ends (command line, QGIS) catch :class:`MtdnError` once and show its text; anything else is a defect.
"""

from __future__ import annotations

import re

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CUDA_INDEX = "https://download.pytorch.org/whl/cu128"
#: commands in messages; a front end may put those for its own Python in their place
INSTALL_TORCH = f"python -m pip install torch --index-url {CPU_INDEX}"
INSTALL_CUDA_TORCH = f"python -m pip install --force-reinstall torch --index-url {CUDA_INDEX}"


def without_signature(text: str) -> str:
    """Return a text without passwords in addresses and what follows their question mark, which may be secret."""
    text = re.sub(r"(//[^/@\s:]+):[^/@\s]+@", r"\1:...@", text)
    return re.sub(r"(https?://[^?\s]+|/vsi\w+/[^?\s]+|/vsi\w+)\?[^\s'\"]*", r"\1?...", text)


class MtdnError(Exception):
    """Base class: a problem the user can understand and solve.

    `found` is what was met, with the concrete names and values ("'a.tif' has 3 bands"), `expected` what would have been right
    ("VV and VH, or the four bands of C2"), `action` an imperative sentence without a full stop ("pass BANDS=1,2").
    """

    def __init__(self, found: str, expected: str = "", action: str = "") -> None:
        self.found, self.expected, self.action = (without_signature(text).rstrip(". ") for text in (found, expected, action))
        more = (("Expected", self.expected), ("What to do", self.action))
        super().__init__(" ".join([f"{self.found}.", *(f"{name}: {text}." for name, text in more if text)]))


class InputError(MtdnError):
    """A raster that cannot be opened or read, or whose content cannot be SAR backscatter."""


class ContainerError(InputError):
    """A file of several rasters; `parts` are GDAL's names of them."""

    parts: tuple[str, ...] = ()


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


def is_out_of_memory(error: BaseException) -> bool:
    """Return True for memory running out, on a graphics card or on the CPU."""
    words = (
        "out of memory", "can't allocate memory", "bad_alloc", "cannot allocate memory", "could not create a primitive",
        "failed to map segment",  # a library that is imported late
    )
    said = isinstance(error, (RuntimeError, ImportError)) and any(word in str(error) for word in words)
    return said or isinstance(error, MemoryError)


def of_the_system(error: BaseException) -> MtdnError | None:
    """Return an error of memory, processes or files in words a user can act on; None for what is a defect."""
    if isinstance(error, MtdnError):
        return error
    text = " ".join(str(error).split())[:500]
    if is_out_of_memory(error):
        return DeviceError("The memory is used up", "room for a tile", "close other programs, or choose a smaller tile")
    if "can't start new thread" in text:
        return DeviceError(
            "The system starts no further thread: memory or the number of processes is used up", "room for one",
            "close other programs, raise the limits (ulimit -v, ulimit -u), or work with one thread",
        )
    if isinstance(error, ImportError) and error.name and not error.name.startswith("mtdn"):
        package = error.name.partition(".")[0]
        return MissingDependencyError(
            f"The package '{package.replace('skimage', 'scikit-image')}' cannot be imported ({text})", "an installed package",
            "install it into this Python with pip; docs/command-line-and-python.md lists what each command needs",
        )
    if isinstance(error, OSError):
        place = f" '{str(error.filename)[:200]}'" if error.filename else ""
        return OutputError(f"The system refuses{place}: {error.strerror or text}", "", "check paths, rights and free space")
    return None


def printable(text: str) -> str:
    """Escape what would steer a terminal or forge a line: control characters and line breaks, in file names for example."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
