"""Despeckle dual-polarisation SAR images and detect change between two dates.

The folders follow the flow of the data: ``raster`` (files in, files out), ``polarimetry`` (units, C2, m-chi), ``model``
(networks and their cards), ``inference`` (whole scenes by tiles), ``assessment`` (what a filter did), ``products``
(features, C2 in other forms), ``training`` and ``evaluation``.

Importing this package imports neither PyTorch nor GDAL: each is loaded where it is used.
"""

from __future__ import annotations

__version__ = "0.2.0"

TYPE_CHECKING = False  # as in the module typing, whose import takes time in which Ctrl-C would end in a traceback
if TYPE_CHECKING:
    from typing import Any

    from mtdn_core import errors
    from mtdn_core.api import (
        assess_raster,
        covariance_raster,
        despeckle,
        despeckle_raster,
        detect_changes,
        detect_changes_raster,
        features_raster,
    )
    from mtdn_core.model.card import list_models
    from mtdn_core.model.load import load_model

__all__ = [
    "__version__", "assess_raster", "covariance_raster", "despeckle", "despeckle_raster", "detect_changes",
    "detect_changes_raster", "errors", "features_raster", "list_models", "load_model",
]

_ELSEWHERE = {"load_model": "mtdn_core.model.load", "list_models": "mtdn_core.model.card"}  # the others: mtdn_core.api


def __getattr__(name: str) -> Any:
    """Import on first use (PEP 562)."""
    from importlib import import_module

    if name == "errors":
        return import_module("mtdn_core.errors")
    if name in __all__:
        return getattr(import_module(_ELSEWHERE.get(name, "mtdn_core.api")), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
