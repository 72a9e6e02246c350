"""When and from which orbit an image was taken: from metadata, else from its file's name."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta

_CLOCK = r"(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d):?(?P<second>[0-5]\d)"
_YEAR, _MONTH, _DAY = r"(?P<year>(?:19|20)\d{2})", r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)
_MONTHS = [name[:3] for name in _NAMES]
_WORD = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _NAMES)})(?![a-z])"
#: ways in which names write a date, the surest first
_DATES = tuple(
    re.compile(text, re.I)
    for text in (
        rf"(?<!\d){_YEAR}(?P<dash>[-_.]?){_MONTH}(?P=dash){_DAY}(?:[T_ -]?{_CLOCK})?(?!\d)",  # 20240131, 2024-01-31T11:55:03
        rf"(?<![a-z0-9]){_DAY}[-_ .]?{_WORD}[-_ .]?{_YEAR}(?:[T ]{_CLOCK})?(?!\d)",  # 31Jan2024
        rf"(?<![a-z]){_WORD}[-_ .]?(?P<day>\d\d?)[-_ .,]+{_YEAR}(?!\d)",  # January 31, 2024
        rf"(?<!\d){_YEAR}[-_ .]?{_WORD}[-_ .]?{_DAY}(?!\d)",  # 2024Jan31
        rf"(?<!\d){_YEAR}(?P<dash>[-_.])(?P<month>\d\d?)(?P=dash)(?P<day>\d\d?)(?!\d)",  # 2024-1-31
        rf"(?<!\d){_DAY}(?P<dash>[-_.]?){_MONTH}(?P=dash){_YEAR}(?!\d)",  # 31-01-2024, 31012024
        rf"(?<!\d){_MONTH}(?P<dash>[-_.]){_DAY}(?P=dash){_YEAR}(?!\d)",  # 01-31-2024
        rf"(?<!\d){_YEAR}-?(?P<number>[0-3]\d\d)(?![a-z0-9])",  # 2024031, the day of the year
        rf"(?<![a-z0-9])(?P<short>[1-3]\d){_MONTH}{_DAY}(?![a-z0-9])",  # 240131
        rf"(?<![a-z0-9]){_YEAR}[-_]?M?{_MONTH}(?![a-z0-9])",  # 2024-01, 2024_M01, a mean of the month
        rf"(?<![a-z]){_WORD}[-_ ]?{_YEAR}(?![a-z0-9])",  # Jan2024
    )
)
_UNIX = re.compile(r"(?<![a-z0-9])(1[4-8]\d{8})(\d{3})?(?![a-z0-9])", re.I)  # seconds or milliseconds since 1970, from 2014 on
FIRST = 1977  # no satellite had a radar; the times of some writers are all 0
_EPOCH = re.compile(r"(1[0-8]\d{8})(\d{3})?(?:\.0)?")  # seconds or milliseconds since 1970
_SINCE = re.compile(r"(second|minute|hour|day|(?:milli|micro|nano)second)s? since (.+)", re.I)
#: metadata keys without what is no letter; others say when the file was made
_TIME_KEY = re.compile(
    r"((ACQUISITION|SENSING|SCENE|OBSERVATION|FIRSTLINE|START|BEGIN\w*)(UTC)?(DATE|TIME)+(UTC)?|(DATE|TIME)ACQUIRED|"
    r"(DATE|TIME|SENSING|COVERAGE)START|^(NCGLOBAL)?DATE(TIME)?|^ACQUISITION)$"
)
_OTHER_TIME = re.compile(r"PROCESS|CREAT|GENERAT|INGEST|PRODUCTION|MODIF|PUBLI|TIFFTAG")
#: the same of the orbit
_DIRECTION_KEY = re.compile(r"(PASS|ORBIT|PASSDIRECTION|(ORBIT|FLIGHT)DIRECTION|ORBITSTATE)$")
_TRACK_KEY = re.compile(r"(TRACK(NUMBER)?|REL(ATIVE)?ORBIT(NUMBER)?(START)?)$")
# pyroSAR: S1A__IW___A_20150305T115503
_DIRECTION = re.compile(
    r"(?<![a-z])(?:asc(?:ending)?|desc|des?cending|des(?= \d{3} ))(?![a-z])|(?<=s1[a-d]  \w\w   )[ad](?= \d{8}t)"
)
_TRACK = re.compile(
    r"(?<![a-z0-9])(?:(?:rel(?:ative)?_?)?(?:orbit|orb|track|path)[-_]?|(?:ro|t)(?=\d\d)|"
    r"(?:a|de)scending[-_](?!\d\d[-_.]\d\d[-_.])|(?:asc|des)_(?=\d{3}_))(\d{1,3})(?![a-z0-9])", re.I
)
_OPERA = re.compile(r"(?<![a-z0-9])t(\d{3})-\d{6}-iw\d", re.I)
_ABSOLUTE = re.compile(r"(?<![a-z0-9])(s1[abcd])[_-].*?\d{8}t\d{6}[_-](?:\d{8}t\d{6}[_-])?(\d{6})(?![a-z0-9])", re.I)
#: first absolute orbit of relative orbit 1, modulo 175 (ESA SentiWiki; isce2 #28123 and #28130)
_OFFSETS = {"s1a": 73, "s1b": 27, "s1c": 172, "s1d": 42}
_S1C_MOVED = 8018, 99  # its last absolute orbit before it was moved in June 2026, and the offset since

#: at most so many seconds differ the times of day at which one relative orbit passes a place: 76 in 70 bursts over two years;
#: on the next one it is 86400 / 175, eight minutes
ONE_ORBIT_S = 240

_BEFORE_AFTER = re.compile(
    r"(?<![a-z0-9])(?:(pre|before|t1|vorher|avant|antes)|(post|after|t2|nachher|apres|despues))(?![a-z0-9])"
)
#: endings of the names of files that go with a product and hold no backscatter
_SIDE_FILE = re.compile(
    r"(?:^|[_\-.])(dem|(?:local_)?inc(?:idence)?_?(?:map|angle)?(?:_ell|_from_ellipsoid)?|ls_?map|lsm|rgb|"
    r"browse(?:[_-]low[_-]res.*)?|wm|lia|(?:water)?mask|nesz|scattering_area|coh|coherence|layover_shadow|quicklook|preview|thumb(?:nail)?|number_of_looks|"
    r"ndvi|rvi|ratio|angle|land_?cover|rtc_anf\w*|slope|aspect|elevation)"
    r"(?:_thumb)?(?:[_\-.](?:v[vh]|h[hv]|\d{8}))*$|_rtc\d*_.*_[\da-f]{2,4}_area$|rtc-s1-static",
    re.I,
)


def time_in_name(name: str) -> datetime | None:
    """Return the first date in a name that exists, rather one with a time, as of no processing; of a month its first day."""
    matches = (sorted(pattern.finditer(name), key=lambda match: not match.groupdict().get("hour")) for pattern in _DATES)
    for found in (match for of_pattern in matches for match in of_pattern):
        told = {key: value for key, value in found.groupdict().items() if value}
        month = told.get("month", "1").lower()
        hour, minute, second = (int(told.get(key, 0)) for key in ("hour", "minute", "second"))
        with contextlib.suppress(ValueError):  # 20240230 is no date
            number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else int(month)
            year = int(told["year"]) if "year" in told else 2000 + int(told["short"])
            when = datetime(year, number, int(told.get("day", 1)), hour, minute, second)
            when += timedelta(days=int(told.get("number", 1)) - 1)
            if when.year == year:
                return when
    seconds = _UNIX.search(name)
    return datetime(1970, 1, 1) + timedelta(seconds=int(seconds[1])) if seconds else None


def is_product(name: str) -> bool:
    """Return True for the name of a folder of one date, a day or with day and time in digits; others gather many dates."""
    found = _DATES[0].search(name)
    return found is not None and (found["hour"] is not None or found[0] == name)


def acquired(metadata: Mapping[str, str], *names: str) -> datetime | None:
    """Return when an image was taken, by its metadata, else by the first name that states a date."""
    for key, value in metadata.items():
        letters = re.sub(r"[^A-Z]", "", key.upper())
        if _TIME_KEY.search(letters) and not _OTHER_TIME.search(letters):
            text = value.strip()
            if found := _EPOCH.fullmatch(text):
                return datetime(1970, 1, 1) + timedelta(seconds=int(found[1]))
            # 2015:03:05 11:55:03, as in pictures, and 2015/03/05 are 2015-03-05
            if when := time_in_name(re.sub(r"^(\d{4})[:/](\d\d)[:/](\d\d)(?!\d)", r"\1-\2-\3", text)):
                return when
    return time_in_cube(metadata) or next((found for found in map(time_in_name, names) if found), None)


def time_in_cube(metadata: Mapping[str, str]) -> datetime | None:
    """Return the time of a band of a netCDF cube, by whichever axis counts from a date."""
    for key, value in metadata.items():
        since = _SINCE.match(metadata.get(f"{key[11:]}#units", "")) if key.startswith("NETCDF_DIM_") else None
        start = time_in_name(since[2]) if since else None
        with contextlib.suppress(ValueError, OverflowError):
            number, unit = float(value), since[1].lower() if since else ""
            if unit == "nanosecond":
                number, unit = number / 1e3, "microsecond"
            when = start + timedelta(**{f"{unit}s": number}) if start else None
            if when and when.year > FIRST:
                return when
    return None


def orbit(metadata: Mapping[str, str], *names: str) -> str | None:
    """Return direction and relative orbit in words, as far as metadata and names tell; None if they do not."""
    letters = [(re.sub(r"[^A-Z]", "", key.upper()), value.strip().lower()) for key, value in metadata.items()]
    found = []
    direction = next((v for key, v in letters if _DIRECTION_KEY.search(key) and re.match("a(sc|$)|d(es|$)", v)), "")
    in_names = [{word[0] for word in _DIRECTION.findall(name.lower().replace("_", " "))} for name in names]
    stated = {direction[0]} if direction else next(filter(None, in_names), set())
    if len(stated) == 1:
        found.append("ascending" if "a" in stated else "descending")
    track = next((value for key, value in letters if _TRACK_KEY.search(key) and value.isdigit()), "")
    if track := track or next(filter(None, map(_track_in_name, names)), ""):
        found.append(f"relative orbit {int(track)}")
    return ", ".join(found) or None


def _track_in_name(name: str) -> str:
    if opera := _OPERA.search(name):
        return opera[1]
    track = _TRACK.search(name)
    if absolute := _ABSOLUTE.search(name):
        satellite, number = absolute[1].lower(), int(absolute[2])
        offset = _S1C_MOVED[1] if satellite == "s1c" and number > _S1C_MOVED[0] else _OFFSETS[satellite]
        return str((number - offset) % 175 + 1)
    return track[1] if track and 1 <= int(track[1]) <= 175 else ""


def same_orbit(one: str | None, two: str | None) -> bool | None:
    """Return whether two images come from one relative orbit; None if it is not known of both.

    Two that state different directions do not.
    """
    pairs = [(a, b) for a in (one or "").split(", ") for b in (two or "").split(", ") if a and b and a[0] == b[0] == "r"]
    ways = [text.split(", ")[0][0] for text in (one, two) if text and text[0] != "r"]
    return False if len(set(ways)) > 1 else all(a == b for a, b in pairs) if pairs else None


def is_side_file(name: str) -> bool:
    """Return True for a file that goes with a product and holds no backscatter (elevation, angles, masks, pictures)."""
    stem = re.sub(r"(\.(tiff?|img|vrt|png|jpe?g|xml|aux|kmz|bin|dat))+$", "", name, flags=re.I)
    return _SIDE_FILE.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", stem)) is not None  # localIncidenceAngle, BorderMask


def in_reverse(one: str, two: str) -> bool:
    """Return True if the names of two images call the first the one after, and the second the one before, an event.

    Or where each states one year, and the first the later.
    """
    years = [re.findall(r"(?<![\da-z])(20[12]\d)(?![\da-z])", name.lower()) for name in (one, two)]
    if len(years[0]) == len(years[1]) == 1 and years[0] > years[1]:
        return True
    found = [{bool(before) for before, _ in _BEFORE_AFTER.findall(name.lower())} for name in (one, two)]
    return found == [{False}, {True}]


def same_acquisition(one: datetime | None, two: datetime | None) -> bool:
    """Return True for times of one pass, or of one day where the time of day is not known (midnight sharp)."""
    if one is None or two is None or one.date() != two.date():
        return False
    return time() in (one.time(), two.time()) or abs(one - two) < timedelta(minutes=10)


def other_time_of_day(one: datetime | None, two: datetime | None) -> bool:
    """Return True if the times of day tell that two images are of different orbits.

    A satellite on a sun-synchronous orbit passes a place at one time of day on each of its orbits, and about twelve hours
    later in the opposite direction. Midnight sharp counts as unknown.
    """
    if one is None or two is None or one.time() == time() or two.time() == time():
        return False
    seconds = abs((one - two).total_seconds()) % 86400
    return min(seconds, 86400 - seconds) > ONE_ORBIT_S
