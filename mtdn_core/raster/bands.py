"""Which band is VV, VH, C11, C12, C22: from descriptions, metadata, file names, and at last from values."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np

from mtdn_core.errors import BandError, without_signature
from mtdn_core.files import names_in
from mtdn_core.raster.acquisition import time_in_name
from mtdn_core.raster.fill import plausible
from mtdn_core.raster.gdal import sample_windows
from mtdn_core.raster.names import (
    C2,
    HORIZONTAL,
    INTENSITY,
    OTHER,
    band_entries,
    intensity_of,
    is_side_band,
    order_in_file_name,
    quantity_rank,
    role_of,
    role_of_file,
    siblings,
)
from mtdn_core.raster.source import SourceFile
from mtdn_core.raster.stored import Band, sample_stored

_METADATA_KEYS = ("POLARISATION", "POLARIZATION", "polarization", "polarisation", "long_name", "NETCDF_VARNAME", "Name")
EXPECTED = "VV and VH, or the four bands of C2 (C11, Re C12, Im C12, C22)"
STATE = (
    "state the band numbers (QGIS: Bands; --bands, --before-bands, --after-bands): VV,VH or C11,Re C12,Im C12,C22 (of several "
    "files one number each), or the one number of a band that its description or the file's name calls VV, VH, HH or HV"
)

SMOOTH = 0.002  # an angle, an elevation, a mask
LEAST_STEP_DB, MOST_STEP_DB = 1.5, 25.0  # between VV and VH; of amplitude half as many

HORIZONTAL_ADVICE = (
    "HH and HV are taken in place of VV and VH, which the models learned from; how much worse the result is was not measured "
    "for want of such images: compare it with the original (assess)"
)
VALUES_TAKEN = "The names of the bands of '{}' tell nothing, their values were taken: {}; state the numbers to be sure"


def recognise_bands(
    files: tuple[SourceFile, ...], vh_given: bool, bands: tuple[int, ...] | None
) -> tuple[tuple[Band, ...], tuple[str, ...]]:
    """Find VV and VH, the four elements of C2, or one polarisation alone, of which a warning says so unless it was stated.

    `vh_given`: the user gave the second file as VH; `bands`: band numbers that the user states, or None. Raises
    :class:`BandError` if a band is missing, is there twice, or nothing tells which is which.
    """
    found = [band for file in files for band in bands_by_name(file)] if bands is None or len(bands) == 1 else []
    roles, known = {band.role for band in found}, {(band.file.path, band.number) for band in found}
    warnings: tuple[str, ...] = ()
    if bands is not None:
        chosen = _stated(files, bands, found)
    elif {"HH", "HV"} <= roles <= {"HH", "HV", "quad"}:
        chosen = _complete([band.in_place() for band in found if band.role in HORIZONTAL], files)
    elif vh_given:
        found, warnings = _declared(files, found)
        chosen = _complete(found, files)
    elif not found and len(files) == 1:
        found, warnings = _by_convention(files[0])
        chosen = _complete(found, files)
    elif len(roles) == 1 and roles <= OTHER.keys() and known >= {(f.path, n) for f in files for n in _candidates(f)}:
        chosen = (one_of(found).in_place(),)  # there is no other polarisation, nor a band that may be it
        warnings = (_missing(chosen[0]),)
    else:
        chosen = _complete(found, files)
    return chosen, (*warnings, HORIZONTAL_ADVICE) if chosen[0].polarisation else warnings


def _stated(files: tuple[SourceFile, ...], bands: tuple[int, ...], named: list[Band]) -> tuple[Band, ...]:
    """Return the bands whose numbers are stated; of one alone, its name must tell what it holds."""
    places = list(zip(files * len(bands) if len(files) == 1 else files, bands))
    if len(places) < max(len(bands), len(files)):
        raise BandError(
            f"{len(bands)} band numbers are stated for {len(files)} files", "one number per file, or all in one file",
            "state as many numbers as there are files, or leave them out",
        )
    for file, band in places:
        if band not in file.all_bands:
            found = f"Band {band} is stated, but '{file.path}' has {len(file.all_bands)} band(s)"
            raise BandError(found, EXPECTED, "correct the numbers")
    if len({(file.path, band) for file, band in places}) < len(places):
        raise BandError(f"The bands {','.join(map(str, bands))} name one band twice", EXPECTED, "correct the numbers")
    roles: tuple[str, ...] = C2 if len(bands) == 4 else INTENSITY
    if len(places) == 1:
        role = next((band.role for band in named if band.number == bands[0]), role_of_file(files[0].name))
        if role not in OTHER:
            raise BandError(
                f"Band {bands[0]} of '{files[0].path}' alone is stated, and "
                + (f"it is {role}" if role else "nothing tells what it is"),
                "VV, VH, HH or HV in the description of the band or in the name of the file",
                "rename the file, for example to NAME_VV.tif, or state two or four bands",
            )
        roles = (str(role),)
    return tuple(Band.of(role, file, band, "stated").in_place() for role, (file, band) in zip(roles, places))


def _missing(only: Band) -> str:
    """Say that the other polarisation was not found, and which file may be it."""
    name = only.file.name  # of an address, without its signature
    other, day = OTHER[only.name], time_in_name(name)
    places = (Path(without_signature(place)) for place in siblings(only.file.path))
    expected = next((p.name if p.name != name else f"{p.parent.name}/{p.name}" for p in places), f"a name that states {other}")
    beside, rasters = sorted(names_in(Path(only.file.path).parent)), (".tif", ".tiff", ".img", ".vrt")
    like = [n for n in beside if n.lower().endswith(rasters) and role_of_file(n) == other and time_in_name(n) == day]
    text = f"{other} was not found beside {only.name} of '{name}' (looked for: {expected})"
    if like:
        text += f"; '{like[0]}' lies there and may be it"
    return f"{text}. {only.name} alone is used; if there is {other}, give it (in QGIS VH file; --vh)"


def bands_by_name(file: SourceFile) -> list[Band]:
    """Return the bands of a file of which a name tells what they hold."""
    found = []
    snap_names = band_entries(file.path) if file.dataset.GetDriver().ShortName == "GTiff" else ()
    for band in file.bands:
        handle = file.dataset.GetRasterBand(band)
        texts = [("description", handle.GetDescription())]
        texts += [(f"metadata {key}", handle.GetMetadataItem(key) or "") for key in _METADATA_KEYS]
        texts += [("SNAP's name", name) for name in snap_names[band - 1 : band]]
        texts += [("coordinate", label) for label in _coordinates(file, band)]
        told = ((role, f"{where} '{text}'") for where, text in texts if (role := role_of(text)))
        behind = {role_of_file(path) for path in file.paths_behind(band)}
        sources = [(role, "name of its source") for role in behind if role and len(behind) == 1]
        found += [Band.of(role, file, band, why) for role, why in [*told, *sources][:1]]
    if not found and len(file.bands) == 1 and (role := role_of_file(file.path)):
        found.append(Band.of(role, file, file.bands[0], "file name"))
    return found


def _coordinates(file: SourceFile, number: int) -> list[str]:
    """Return the coordinates of a band of a netCDF cube; of texts GDAL 3.6 tells those of the whole cube alone."""
    metadata = file.dataset.GetMetadata() or {}
    axes = metadata.get("NETCDF_DIM_EXTRA", "").strip("{}").split(",")
    values = [metadata.get(f"NETCDF_DIM_{axis}_VALUES", "").strip("{}").split(",") for axis in axes]
    sizes = [len(of_axis) for of_axis in values]
    if math.prod(sizes) != len(file.all_bands):
        return []
    return [of_axis[place] for of_axis, place in zip(values, np.unravel_index(number - 1, sizes))]


def _declared(files: tuple[SourceFile, ...], found: list[Band]) -> tuple[list[Band], tuple[str, ...]]:
    """Take VV from the first and VH from the second file, as the user gave them."""
    roles = [{intensity_of(c.role) for c in found if c.file is file} for file in files]
    if roles[0] >= {"VV", "VH"}:
        raise BandError(
            f"'{files[0].path}' holds VV and VH, and a VH file is given, too", "VH once",
            "leave out the VH file, or give a first file that holds VV only",
        )
    warnings: tuple[str, ...] = ()
    ordered = files
    if "VH" in roles[0] and "VV" in roles[1]:
        ordered = (files[1], files[0])
        warnings = (f"The VV and VH files were exchanged: '{files[1].name}' is VV by its name",)
    elif "VH" in roles[0] or ("VV" in roles[1] and "VH" not in roles[1]):
        raise BandError(
            f"Both files are {'VH' if 'VH' in roles[0] else 'VV'} by their names: '{files[0].name}', '{files[1].name}'",
            "the VV file and the VH file of one date", "give the other polarisation as the second file",
        )
    result = []
    for role, file in zip(INTENSITY, ordered):
        named = [c for c in found if c.file is file and intensity_of(c.role) == role]
        if named:
            result += [replace(c, role=role) for c in named]
        elif len(file.bands) == 1:
            result.append(Band.of(role, file, file.bands[0], f"given as {role}"))
        else:
            raise BandError(f"No band of '{file.path}' is named {role}, it has {len(file.bands)}", EXPECTED, STATE)
    return result, warnings


def _by_convention(file: SourceFile) -> tuple[list[Band], tuple[str, ...]]:
    """Take bands whose names tell nothing by the file's name, or by values where these leave no doubt."""
    bands = [Band.of("", file, number, "") for number in _candidates(file)]
    windows = sample_windows(file.dataset.RasterXSize, file.dataset.RasterYSize)
    if len(bands) == 2 and role_of_file(file.name) is None:
        order = order_in_file_name(file.name)
        if order is not None:
            return [replace(band, role=role, why="file name") for role, band in zip(order, bands)], ()
        sample = sample_stored(bands, windows)
        for band, values in zip(bands, sample):
            with np.errstate(over="ignore"):
                steps = np.abs(values[3:] - values[:-3])
            if steps.size and np.median(steps) < SMOOTH * abs(np.median(values)):
                raise BandError(f"Band {band.number} of '{file.path}' has no name, and no speckle", EXPECTED, STATE)
        one, two = (np.median(values[plausible(values)]) for values in sample)
        if one == two or not np.isfinite([one, two]).all():
            raise BandError(f"The two bands of '{file.path}' have no telling names and the same brightness", EXPECTED, STATE)
        # cross-polarised backscatter is 4 to 15 dB below co-polarised
        order = ("VV", "VH") if one > two else ("VH", "VV")
        step = abs(10 * np.log10(one / two)) if min(one, two) > 0 else abs(one - two)
        if one * two > 0 and not LEAST_STEP_DB < step < MOST_STEP_DB:
            found = f"The two bands of '{file.path}' have no telling names, and differ by {step:.1f} dB"
            raise BandError(found, EXPECTED, STATE)
        why = f"band {bands[order.index('VH')].number} is {step:.1f} dB darker, as VH is"
        advice = VALUES_TAKEN.format(file.name, why)
        return [replace(band, role=role, why=f"values: {why}") for role, band in zip(order, bands)], (advice,)
    if len(bands) == 4:
        c11, re, im, c22 = sample_stored(bands, windows).astype(np.float64)
        bounded = float(np.mean(re**2 + im**2 <= 1.001 * c11 * c22)) if c11.size else 0.0
        if c11.size and min(c11.min(), c22.min()) >= 0 and bounded > 0.99 and (min(re.min(), im.min()) < 0):
            why = f"values: |C12|^2 <= C11 C22 in {bounded:.0%}"
            advice = VALUES_TAKEN.format(file.name, "they cannot tell Re C12 from Im C12")
            return [replace(band, role=role, why=why) for role, band in zip(C2, bands)], (advice,)
    return [], ()


def _candidates(file: SourceFile) -> list[int]:
    """Numbers of the bands whose descriptions do not say that they hold no backscatter."""
    return [number for number in file.bands if not is_side_band(file.dataset.GetRasterBand(number).GetDescription())]


def _complete(found: list[Band], files: tuple[SourceFile, ...]) -> tuple[Band, ...]:
    by_role = {role: [c for c in found if c.role == role] for role in {c.role for c in found}}
    if all(role in by_role for role in C2):
        return tuple(one_of(by_role[role]) for role in C2)
    pair = [by_role.get(role) or [c for c in found if intensity_of(c.role) == role] for role in INTENSITY]
    if all(pair):
        return tuple(replace(one_of(channels), role=role) for role, channels in zip(INTENSITY, pair) if channels)
    names, count = " and ".join(f"'{file.path}'" for file in files), sum(len(file.bands) for file in files)
    if {"HH", "HV"} & set(by_role):
        raise BandError(
            f"{names} holds {', '.join(sorted(by_role))}", EXPECTED,
            "give the file of the other polarisation, too; to use other combinations, state the band numbers as VV,VH",
        )
    if "quad" in by_role:
        raise BandError(f"{names} holds a full-polarisation matrix (C3 or T3)", EXPECTED, "convert it to C2 of VV and VH")
    if by_role:
        have = sorted({intensity_of(role) for role in by_role})
        lacking = [r for r in INTENSITY if r not in have] or [r for r in C2 if r not in by_role]
        raise BandError(
            f"{names} holds {', '.join(have)} but no {' and no '.join(lacking)}", EXPECTED,
            "give the file of the other polarisation (INPUT_VH, --vh), "
            f"or name it alike ({Path(files[0].path).stem.split('_')[0]}..._VV.tif, ..._VH.tif) beside it",
        )
    raise BandError(
        f"{names} has {count} band(s), and neither descriptions nor file name tell what they are", EXPECTED,
        STATE if count > 1 else "give the file of the other polarisation, too (INPUT_VH, --vh); to use one alone, rename the "
        "file for its polarisation, for example to NAME_VV.tif",
    )


def one_of(channels: list[Band]) -> Band:
    """Return the band of a role that is backscatter by its name; beside VV, VV_contrast is something made of it."""
    plain = [channel for channel in channels if channel.description.upper() == channel.name]
    if any(re.fullmatch(rf"{channel.name}_?\d+", channel.description.upper()) for channel in channels):
        plain = []  # VV, VV_1, VV_2: several dates joined
    if len(plain) == 1 and {quantity_rank(channel.description) for channel in channels} == {1}:
        return plain[0]
    ranks = [quantity_rank(f"{c.why} {c.file.name}") for c in channels]
    if ranks.count(min(ranks)) > 1:
        listed = "; ".join(map(str, channels if len(channels) < 5 else [*channels[:2], "...", channels[-1]]))
        found = f"{channels[0].role} is there {len(channels)} times: {listed}"
        several = len({c.file.path for c in channels}) > 1
        raise BandError(found, "one date per file", "give one of these files and the VH file of its date" if several else STATE)
    return channels[ranks.index(min(ranks))]
