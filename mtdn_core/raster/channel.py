"""A band of a file, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mtdn_core.raster.names import HORIZONTAL, intensity_of
from mtdn_core.raster.source import SourceFile


@dataclass(frozen=True)
class Channel:
    """A band and what it holds; HH and HV have the roles of VV and VH, and keep their names."""

    role: str
    file: SourceFile
    band: int
    why: str
    polarisation: str = ""

    @classmethod
    def of(cls, role: str, file: SourceFile, band: int, why: str) -> Channel:
        """Return what a band holds by its name, which may be HH or HV."""
        return cls(HORIZONTAL.get(role, role), file, band, why, role if role in HORIZONTAL else "")

    @property
    def name(self) -> str:
        """What it holds, for the user."""
        return self.polarisation or self.role

    @property
    def intensity(self) -> str:
        """The polarisation whose intensity it is: VV for C11, VH for C22."""
        return self.polarisation or intensity_of(self.role)

    @property
    def handle(self) -> Any:
        """GDAL's band; the file must outlive it."""
        return self.file.dataset.GetRasterBand(self.band)

    @property
    def is_c12(self) -> bool:
        """True for real and imaginary part of C12, which have no meaning in dB."""
        return self.role in ("C12_real", "C12_imag")

    def element(self, channels: int) -> int:
        """Place of the band in an image of 2 (VV, VH) or 4 channels (C11, Re C12, Im C12, C22)."""
        return {"VV": 0, "C11": 0, "C12_real": 1, "C12_imag": 2}.get(self.role, channels - 1)

    def __str__(self) -> str:
        return f"{self.name} = band {self.band} of '{self.file.name}' ({self.why})"
