"""When and from which orbit an image was taken: from metadata, else from its file's name."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from datetime import datetime, time

_CLOCK = r"(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d):?(?P<second>[0-5]\d)"
_NUMBERS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<dash>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=dash)(?P<day>0[1-9]|[12]\d|3[01])"
    rf"(?:[Tt_ -]?{_CLOCK})?(?!\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(
    rf"(?<![a-z0-9])(?P<day>\d{{2}})-?(?P<month>{'|'.join(_MONTHS)})-?(?P<year>(?:19|20)\d{{2}})(?:[T ]{_CLOCK})?(?!\d)", re.I
)
_TIME_KEYS = (
    "ZERO_DOPPLER_START_TIME", "ACQUISITION_DATETIME", "ACQUISITIONDATETIME", "SENSING_START", "START_TIME",
    "FIRST_LINE_TIME", "DATETIME", "ACQUISITION_DATE",  # TIFFTAG_DATETIME is when the file was written
)
_DIRECTION_KEYS = ("ORBIT_PASS_DIRECTION", "PASS", "ORBITPROPERTIES_PASS", "SAT:ORBIT_STATE", "ORBIT_DIRECTION", "ORBIT_STATE")
_TRACK_KEYS = ("TRACK_NUMBER", "REL_ORBIT", "RELATIVE_ORBIT", "RELATIVEORBITNUMBER_START", "SAT:RELATIVE_ORBIT")
_DIRECTION = re.compile(r"(?<![a-z])(?:asc(?:ending)?|des?c(?:ending)?)(?![a-z])")
_OPERA = re.compile(r"(?<![a-z0-9])t(\d{3})-\d{6}-iw\d", re.I)
_ABSOLUTE = re.compile(r"(?<![a-z0-9])(s1[abcd])[_-].*?\d{8}t\d{6}[_-](?:\d{8}t\d{6}[_-])?(\d{6})(?![a-z0-9])", re.I)
#: first absolute orbit of relative orbit 1, modulo 175
_OFFSETS = {"s1a": 73, "s1b": 27}

#: endings of the names of files that go with a product and hold no backscatter
_SIDE_FILE = re.compile(
    r"(?:^|[_\-.])(dem|(?:local_)?inc(?:idence)?_?(?:map|angle)?(?:_ell)?|ls_?map|lsm|rgb|browse(?:[_-]low[_-]res.*)?|water_?mask|"
    r"wm|lia|mask|coh|coherence|layover_shadow(?:_mask)?|quicklook|preview|thumb(?:nail)?|number_of_looks|rtc_anf\w*|slope|aspect|elevation)"
    r"(?:_thumb)?$|_rtc\d+_.*_area$|rtc-s1-static",
    re.I,
)


def time_in_name(name: str) -> datetime | None:
    """Return the first date in a name that exists, with its time if there is one: 20240131, 2024-01-31, 05Mar2015."""
    for found in (*_NUMBERS.finditer(name), *_WORDS.finditer(name)):
        month = found["month"].lower()
        hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
        with contextlib.suppress(ValueError):  # 20240230 is no date
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            return datetime(int(found["year"]), number, int(found["day"]), hour, minute, second)
    return None


def acquired(metadata: Mapping[str, str], *names: str) -> datetime | None:
    """Return when an image was taken, by its metadata, else by the first name that states a date."""
    upper = {key.upper(): value for key, value in metadata.items()}
    for key in _TIME_KEYS:
        if key in upper:
            # 2015:03:05 11:55:03, as in pictures, is 2015-03-05 11:55:03
            found = time_in_name(re.sub(r"^(\d{4}):(\d\d):(\d\d)(?!\d)", r"\1-\2-\3", upper[key].strip()))
            if found:
                return found
    return next((found for found in map(time_in_name, names) if found), None)


def orbit(metadata: Mapping[str, str], *names: str) -> str | None:
    """Return direction and relative orbit in words, as far as metadata and names tell; None if they do not."""
    upper = {key.upper(): value for key, value in metadata.items()}
    found = []
    direction = next((upper[key].strip().lower() for key in _DIRECTION_KEYS if upper.get(key)), "")
    in_names = [{word[0] for word in _DIRECTION.findall(name.lower().replace("_", " "))} for name in names]
    stated = {direction[0]} if direction else next(filter(None, in_names), set())
    if len(stated) == 1:
        found.append("ascending" if "a" in stated else "descending")
    track = next((upper[key].strip() for key in _TRACK_KEYS if upper.get(key, "").strip().isdigit()), "")
    if track := track or next(filter(None, map(_track_in_name, names)), ""):
        found.append(f"relative orbit {int(track)}")
    return ", ".join(found) or None


def _track_in_name(name: str) -> str:
    if opera := _OPERA.search(name):
        return opera[1]
    absolute = _ABSOLUTE.search(name)
    offset = _OFFSETS.get(absolute[1].lower()) if absolute else None
    return str((int(absolute[2]) - offset) % 175 + 1) if absolute and offset is not None else ""


def same_orbit(one: str | None, two: str | None) -> bool | None:
    """Return whether two images come from one orbit; None if it is not known of both.

    Compares what both state: the direction, the relative orbit, or both.
    """
    if not one or not two:
        return None
    pairs = ((a, b) for a in one.split(", ") for b in two.split(", "))
    equal = [a == b for a, b in pairs if a.startswith("relative") == b.startswith("relative")]
    return all(equal) if equal else None


def is_side_file(name: str) -> bool:
    """Return True for a file that goes with a product and holds no backscatter (elevation, angles, masks, pictures)."""
    stem = re.sub(r"(\.(tiff?|img|vrt|png|jpe?g|xml|aux|kmz|bin|dat))+$", "", name, flags=re.I)
    return _SIDE_FILE.search(stem) is not None


def opposite_times(one: datetime | None, two: datetime | None) -> bool:
    """Return True if the times of day tell that two images come from passes in opposite directions.

    A satellite on a sun-synchronous orbit passes a place about twelve hours apart, ascending and descending. Midnight
    sharp counts as unknown.
    """
    if one is None or two is None or one.time() == time() or two.time() == time():
        return False
    seconds = abs((one - two).total_seconds()) % 86400
    return min(seconds, 86400 - seconds) > 6 * 3600
