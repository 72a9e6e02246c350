"""Which array of a date is which polarisation, by names, dimensions and coordinates, and the numbers it holds.

A date is (vv, vh), an array (2, H, W), of C2 (4, H, W), of one polarisation alone (H, W), an xarray Dataset with a variable,
or a DataArray with a band, for each polarisation. xarray is not imported.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from mtdn_core.errors import GridMismatchError, InputError
from mtdn_core.raster.gdal import Float
from mtdn_core.raster.grid import Grid
from mtdn_core.raster.names import C2, HORIZONTAL, INTENSITY, OTHER, role_of
from mtdn_core.raster.stored import equals_nodata

_ACROSS = re.compile(r"(x|lon|longitude|easting|col|column|sample|range)s?$", re.I)
EXPECTED = "VV and VH (H, W) each, one of them alone, or a stack (4, H, W) of C11, Re C12, Im C12, C22"


def layers(date: Any) -> tuple[dict[Any, Any], tuple[str, ...]]:
    """Return the channels of a date in the order of the image, and the polarisations they hold."""
    if hasattr(date, "data_vars"):
        return _by_name({name: str(name) for name in date.data_vars}, date)
    if hasattr(date, "isel") and date.ndim > 2 and max(date.shape[:-2]) > 1:
        along = band_dimension(date)
        bands = {i: date.isel({along: i}) for i in range(date.sizes[along])}
        names = _band_names(date, along)
        return _by_name(names, bands) if names else (bands, INTENSITY)
    if hasattr(date, "isel"):
        role = role_of(str(date.name))
        return {0: date}, (role if role in OTHER else "",)
    if not isinstance(date, (tuple, list)):
        date = np.asanyarray(date)
        date = list(date) if date.ndim == 3 else [date]
    return dict(enumerate(date)), ("",) if len(date) == 1 else INTENSITY


def _by_name(names: dict[Any, str], given: Any) -> tuple[dict[Any, Any], tuple[str, ...]]:
    """Choose layers by their names; what is called just VV goes before other names of the same polarisation."""
    roles: dict[str, list[Any]] = {}
    for key, name in names.items():
        roles.setdefault(role_of(name) or "", []).append(key)
    alone = [(role,) for role in OTHER]
    chosen = next((wanted for wanted in (C2, INTENSITY, tuple(HORIZONTAL), *alone) if {*wanted} <= roles.keys()), ())
    if not chosen:
        raise InputError(
            f"The names of a date's variables or bands are {', '.join(names.values()) or '(none)'}",
            "vv and vh, one of them, or C11, C12_real, C12_imag and C22, all real", "rename them; of several dates, select one",
        )
    found = {}
    for role in chosen:
        keys = [key for key in roles[role] if names[key].upper() == role.upper()] or roles[role]
        if len(keys) > 1:
            raise InputError(
                f"{', '.join(names[key] for key in keys)} all hold {role}", "one of each polarisation",
                "select them, for example dataset[['vv', 'vh']]",
            )
        found[keys[0]] = given[keys[0]]
    return found, INTENSITY if chosen == C2 else chosen


def band_dimension(date: Any) -> Any:
    """Return the dimension of a DataArray whose coordinates name polarisations, else the first."""
    return next((d for d in date.dims if any(map(role_of, _labels(date, d)))), date.dims[0])


def _labels(date: Any, dimension: Any) -> list[str]:
    return [str(value) for value in date.coords[dimension].values] if dimension in date.coords else []


def _band_names(date: Any, along: Any) -> dict[Any, str]:
    """Names of the bands by number; empty if they are only counted."""
    labels, described = _labels(date, along), date.attrs.get("long_name")
    if isinstance(described, (tuple, list)) and len(described) == date.sizes[along]:
        labels = [str(text) for text in described]
    if date.sizes[along] in (2, 4) and all(label.isdecimal() for label in labels):
        return {}
    return dict(enumerate(labels or [str(along)]))


def plane(layer: Any) -> tuple[Any, ...]:
    """Return the two dimensions of a DataArray in which the image lies; others have the size 1. Empty for an array."""
    if not hasattr(layer, "isel"):
        return ()
    dims = list(layer.dims)
    for name in layer.dims:
        if len(dims) > 2 and layer.sizes[name] == 1:
            dims.remove(name)
    if len(dims) != 2:
        raise InputError(
            f"The variable '{layer.name}' has the dimensions {', '.join(map(str, layer.dims))}", "two dimensions, y and x",
            "select one date, for example dataset.isel(time=0)",
        )
    return tuple(dims)


def upright(dims: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the dimensions of an image with that of its rows first, as far as names tell: the networks know up from left."""
    return dims[::-1] if dims and _ACROSS.match(str(dims[0])) and not _ACROSS.match(str(dims[1])) else dims


def numbers(layer: Any, order: tuple[Any, ...]) -> tuple[Float, bool]:
    """Return an array (H, W), its dimensions in `order`, NaN where masked or nodata; and whether it holds whole numbers."""
    own = plane(layer)
    try:
        array = np.asanyarray(layer)
        array = array.reshape([layer.sizes[name] for name in own]) if own else array
    except (TypeError, ValueError, RuntimeError) as error:  # the last of tensors with gradients
        raise InputError(f"A date is no array of numbers ({error})", EXPECTED, "pass (vv, vh)") from error
    if own and order and own != order:
        if set(own) != set(order):
            raise GridMismatchError(
                f"The dimensions are {', '.join(map(str, order))} and {', '.join(map(str, own))}", "the same", "rename them"
            )
        array = array.T
    if array.dtype.kind not in "fiu":
        raise InputError(f"A date has arrays of type {array.dtype}", "real numbers", "convert them, complex data to C2")
    if array.dtype.itemsize == 1:
        raise InputError(f"A date is an 8-bit picture ({array.dtype})", "backscatter", "give the values it was made from")
    attributes = layer.attrs if own else {}
    if (attributes.get("scale_factor", 1), attributes.get("add_offset", 0)) != (1, 0):
        raise InputError(
            f"'{layer.name}' holds stored numbers with a scale_factor or add_offset that is not applied", "backscatter",
            "open it with mask_and_scale=True, or apply xarray.decode_cf",
        )
    masked = np.array(getattr(array, "mask", np.False_)) | np.zeros(array.shape, bool)
    for name in ("_FillValue", "missing_value", "nodata"):
        if isinstance(attributes.get(name), (int, float, np.number)):
            masked |= equals_nodata(np.asarray(array), float(attributes[name]), array.dtype.itemsize == 2)
    with np.errstate(over="ignore"):
        return np.where(masked, np.float32(np.nan), np.asarray(array).astype(np.float32)), array.dtype.kind in "iu"


def grid_of(layer: Any, order: tuple[Any, ...], shape: tuple[int, ...]) -> Grid:
    """Return the grid of an image by its coordinates, as far as there are any; rows are the first dimension of `order`."""
    steps: list[float] = []
    for name in order:
        values = layer.coords[name].values if name in layer.coords else np.zeros(0)
        if values.size and values.dtype.kind in "fiu":
            step = (float(values[-1]) - float(values[0])) / (values.size - 1) if values.size > 1 else 1.0
            steps += [float(values[0]) - step / 2, step]
    transform = (steps[2], steps[3], 0.0, steps[0], 0.0, steps[1]) if len(steps) == 4 else None
    texts = [c.attrs.get("crs_wkt", c.attrs.get("spatial_ref", "")) for c in layer.coords.values()] if order else []
    return Grid(shape[1], shape[0], next((text for text in texts if isinstance(text, str) and text), ""), transform)
