"""Names of bands: what a description, a metadata entry, SNAP's own tag, or the name of a file says."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Collection, Iterable
from typing import BinaryIO

from mtdn_core.errors import without_signature

INTENSITY = ("VV", "VH")
#: what takes the place of VV and VH in images of horizontal transmission
HORIZONTAL = {"HH": "VV", "HV": "VH"}
OTHER = {"VV": "VH", "VH": "VV", "HH": "HV", "HV": "HH"}
CROSS = ("VH", "HV")
C2 = ("C11", "C12_real", "C12_imag", "C22")

_C2_PATTERNS = {
    "C11": re.compile(r"(?<![a-z0-9])c_?11(?![0-9])"),
    "C22": re.compile(r"(?<![a-z0-9])c_?22(?![0-9])"),
    "C12_real": re.compile(r"(?<![a-z0-9])(c_?12[ _.-]*(real|re|r)|(real|re)[ _.(-]*c_?12)(?![a-z0-9])"),
    "C12_imag": re.compile(r"(?<![a-z0-9])(c_?12[ _.-]*(imaginary|imag|im|i)|(imag|im)[ _.(-]*c_?12)(?![a-z0-9])"),
}
# not those of a product with both: VV+VH
_POLARISATION = re.compile(r"(?:(?<![a-z+])|(?<=sigma)|(?<=gamma)|(?<=beta))(vv|vh|hh|hv)(?=db|amp|lin|[^a-z+]|$)", re.I)
# parts of a complex image, ratios and quality layers carry the polarisation in their names, too
_NOT_BACKSCATTER = re.compile(
    r"(?<![a-z])(i|q|phase|coh|coherence|angle|incidence|mask|noise|nesz|ratio|diff|std|stddev|count|lut|looks|rgb)(?![a-z])"
)
_OTHER_BAND = re.compile(  # T11 is of a coherency matrix, in which VV and VH are mixed
    r"(?<![a-z])(dem|elevation|slope|aspect|ndvi|([cr][hv]|[rl][rl])(?! ?\d)|t ?(11|12|22)(?!\d))(?![a-z])"
)
# ASF HyP3 RTC names state gamma/sigma, then p(ower), d(ecibel) or a(mplitude), then n(ot filtered) or f(iltered)
HYP3 = re.compile(r"_rtc\d+_[a-z]_([gs])([pda])[uw]([nf])[ec][dm](?![a-z])")
_FILTERED = re.compile(
    r"(?<![a-z])(?<!not )(?<!non )(spk|filtered|despeckled|speckle ?filter|refined ?lee|lee ?sigma|gamma ?map)(?![a-z])"
)
_OTHER_RADAR = re.compile(
    r"(?<![a-z0-9])(nisar|alos ?\d?|palsar|tsx|tdx|terrasar|tandem-?x|paz1|csk|csg|saocom|radarsat|rs2|rcm\d|iceye|novasar|"
    r"uavsar|envisat|asar)(?![a-z])"
)
_QUAD = re.compile(r"(?<![a-z0-9])[ct]_?(33|13|23)(?![0-9])")
SNAP_TAG = 65000
LARGEST_TAG = 16 << 20
_ENTRY = re.compile(r'<MDATTR\s+name="(MISSION|PASS|REL_ORBIT|first_line_time)"[^>]*>([^<]{1,80})</MDATTR>')


def role_of(text: str) -> str | None:
    """Return the role a name states: VV, VH, HH, HV, one of :data:`C2`, ``quad`` for C3 or T3, or None.

    A name that states two polarisations (a ratio, a file with both) states none.
    """
    text = text.lower().strip()
    if element := _element(text):
        return element
    if _QUAD.search(text):
        return "quad"
    spaced = text.replace("_", " ")
    found = set(_POLARISATION.findall(spaced))
    if len(found) != 1 or _NOT_BACKSCATTER.search(spaced):
        return None
    return str(found.pop()).upper()


def _element(text: str) -> str | None:
    return next((role for role, pattern in _C2_PATTERNS.items() if pattern.search(text)), None)


def intensity_of(role: str) -> str:
    """Return the polarisation of a role: VV for C11, VH for C22, the role itself for all others."""
    return {"C11": "VV", "C22": "VH"}.get(role, role)


def is_side_band(text: str) -> bool:
    """Return True for the name of a band that is no backscatter, as an angle or a mask, or of circular polarisation."""
    text = text.lower().replace("_", " ")
    return any(pattern.search(text) for pattern in (_NOT_BACKSCATTER, _OTHER_BAND))


def role_of_file(path: str) -> str | None:
    """Return the role that a file's name, or the whole name of its folder (`VV/20150305.tif`), states for its only band."""
    start, name = _split(without_signature(path))
    stem = re.sub(r"\.(tiff?|bin|img|vrt|nc|h5|dat)$", "", name.lower())
    found = {str(polarisation).upper() for polarisation in _POLARISATION.findall(stem.replace("_", " "))}
    if element := _element(stem):
        return element
    folder = _split(start[:-1])[1].upper()
    found = found or ({folder} & OTHER.keys())
    return found.pop() if len(found) == 1 else None


def _split(path: str) -> tuple[str, str]:
    """Return folder, with its separator, and name of a file."""
    name = os.path.basename(path)
    return path[: len(path) - len(name)], name


def order_in_file_name(name: str) -> tuple[str, ...] | None:
    """Return ("VV", "VH") or ("VH", "VV") where a file's name lists both."""
    text = name.lower().replace("_", " ").replace("+", " ")
    joined = re.search(r"(?<![a-z])(?:vvvh|vhvv)(?![a-z])", text)
    found = [joined[0][:2], joined[0][2:]] if joined else [p for p in _POLARISATION.findall(text) if p in ("vv", "vh")]
    return (found[0].upper(), found[1].upper()) if sorted(found[:2]) == ["vh", "vv"] else None


def second_of_pairs(paths: Collection[str]) -> set[str]:
    """Return the cross-polarised files of which the co-polarised one is among the paths, too: the engine finds them."""
    return {path for path in paths if role_of_file(path) in CROSS and not set(siblings(path)).isdisjoint(paths)}


def siblings(path: str) -> tuple[str, ...]:
    """Return where the file of the other polarisation may be, the likeliest first.

    `a/s1_VH.tif` for `a/s1_VV.tif`; `VH/s1.tif` for `VV/s1.tif`; none for a file that states no polarisation.
    """
    role = role_of_file(path) or ""
    if role not in OTHER:
        return ()
    start, name = _split(path)
    above, folder = _split(start[:-1])
    other = _exchanged(name, role)
    # the two measurements of a Sentinel-1 product are numbered
    numbers = "12" if role in ("VV", "HH") else "21"
    if other.lower().startswith("s1"):
        other = re.sub(rf"-00{numbers[0]}(?!\d)", f"-00{numbers[1]}", other)
    beside = f"{above}{_exchanged(folder, role)}{start[-1:]}" if folder.upper() == role else start
    # SNAP numbers the bands of a stack, not its dates: Sigma0_VH_slv1_31Jan2024, Sigma0_VV_slv2_31Jan2024
    slave = re.search(r"(?<=slv)\d+", other)
    numbered = [f"{other[:slave.start()]}{int(slave[0]) + step}{other[slave.end():]}" for step in (1, -1)] if slave else []
    found = (start + other, beside + other, beside + name, *(start + text for text in numbered))
    return tuple(dict.fromkeys(place for place in found if place != path))


def _exchanged(name: str, role: str) -> str:
    """Return a name with the other polarisation."""

    def other(found: re.Match[str]) -> str:
        return found[0] if found[0].upper() != role else OTHER[role] if found[0][0].isupper() else OTHER[role].lower()

    return _POLARISATION.sub(other, name)


def in_decibels(values: Iterable[float], polarisations: tuple[str, ...]) -> str:
    return " and ".join(f"{value:+.1f} dB in {name}" for value, name in zip(values, polarisations))


def quantity_of(*texts: str) -> str:
    """Return sigma0, gamma0 or beta0, as the first of some names states that states one; empty if none does."""
    for text in map(str.lower, texts):
        if hyp3 := HYP3.search(text):
            return {"g": "gamma0", "s": "sigma0"}[hyp3[1]]
        found = set(re.findall(r"(?<![a-z])(sigma|gamma|beta)[ _]?(?:0|nought|naught)", text))
        if len(found) == 1:
            return f"{found.pop()}0"
    return ""


def says_filtered(*names: str) -> bool:
    """Return True if one of some names says that a speckle filter was applied."""
    texts = [name.lower() for name in names]
    hyp3 = any(found[3] == "f" for found in map(HYP3.search, texts) if found)
    return hyp3 or any(_FILTERED.search(text.replace("_", " ")) for text in texts)


def other_radar(*names: str) -> str:
    """Return which radar other than that of Sentinel-1 one of some names states; empty if none does."""
    found = (_OTHER_RADAR.search(name.lower().replace("_", " ")) for name in names)
    return next((match[1].strip().upper() for match in found if match), "")


def quantity_rank(description: str) -> int:
    """Order bands that hold the same polarisation: calibrated power, power, dB, amplitude."""
    text = description.lower().replace("_", " ")
    if re.search(r"(?<![a-z])amp", text):
        return 3
    if re.search(r"db(?![a-z])", text):
        return 2
    return 0 if re.search(r"(sigma|gamma|beta)", text) else 1


def band_entries(path: str, entry: str = "BAND_NAME") -> tuple[str, ...]:
    """Return what SNAP left in a GeoTIFF of every band, in order: BAND_NAME or PHYSICAL_UNIT; empty if nothing."""
    return tuple(re.findall(rf"<{entry}>\s*([^<]{{1,200}}?)\s*</{entry}>", product_text(path)))


def product_metadata(path: str) -> dict[str, str]:
    """Return what SNAP left of time and orbit, in a GeoTIFF or a ``.dim`` file."""
    return {name: value.strip() for name, value in _ENTRY.findall(product_text(path))}


def product_text(path: str) -> str:
    """Return the XML of BEAM-DIMAP: a ``.dim`` file, or the tag 65000 of a GeoTIFF, which GDAL does not read."""
    if not os.path.isfile(path):
        return ""
    try:
        with open(path, "rb") as file:
            if path.lower().endswith(".dim"):
                return file.read(LARGEST_TAG).decode("utf-8", "replace")
            return _tag(file)
    except (OSError, struct.error, ValueError):
        return ""


def _tag(file: BinaryIO) -> str:
    """Return the text of SNAP's tag in the first directory of a TIFF or BigTIFF."""
    header = file.read(16)
    order = {b"II": "<", b"MM": ">"}.get(header[:2])
    version = struct.unpack(order + "H", header[2:4])[0] if order else 0
    if order is None or version not in (42, 43):
        return ""
    # sizes of a place in the file, of the number of entries, and of an entry
    place, number, entry = ("I", "H", "HHII") if version == 42 else ("Q", "Q", "HHQQ")
    file.seek(struct.unpack(order + place, header[4:8] if version == 42 else header[8:16])[0])
    (count,) = struct.unpack(order + number, file.read(struct.calcsize(order + number)))
    for _ in range(min(count, 4096)):
        tag, kind, size, start = struct.unpack(order + entry, file.read(struct.calcsize(order + entry)))
        if tag == SNAP_TAG and kind == 2 and 8 < size <= LARGEST_TAG:
            file.seek(start)
            return file.read(size).decode("utf-8", "replace")
    return ""
