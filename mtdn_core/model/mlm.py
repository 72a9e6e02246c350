"""What a card says in the terms of STAC's machine learning model extension (MLM): bands, units, scale, outputs.

The fields are made from the architecture, so a card cannot contradict its model:
https://github.com/stac-extensions/mlm. A card is no STAC item: it has no geometry and no time.
"""

from __future__ import annotations

from typing import Any

AXES = ["batch", "bands", "height", "width"]
POWER = "backscatter in linear power (sigma0 or gamma0), NaN where not measured"
SCALE = "any scale: what is divided by it inside comes back on the output; decibels and amplitude are converted before"


def mlm_fields(name: str, architecture: str) -> dict[str, Any]:
    """Return the fields ``mlm:...`` of a model; shapes are (-1: any) batch, bands, rows, columns."""
    alone = _input("date", f"One date: {POWER}; VV and VH, or C2 as C11, Re C12, Im C12, C22; {SCALE}")
    other = _input("other date", "A second date on the same grid, or the mean of several with their number and variance")
    change = {
        "name": "probability of change", "tasks": ["semantic-segmentation"],
        "description": "0 to 1 per pixel, between the date and the other",
        "result": {"shape": [-1, 1, -1, -1], "dim_order": AXES, "data_type": "float32"},
    }
    despeckled = {
        "name": "despeckled", "tasks": ["regression"], "description": "Bands (VV, VH, or C2), units and scale of the input",
        "result": {"shape": [-1, 2, -1, -1], "dim_order": AXES, "data_type": "float32"},
    }
    return {
        "mlm:name": name, "mlm:architecture": architecture, "mlm:tasks": ["regression", "semantic-segmentation"],
        "mlm:framework": "PyTorch", "mlm:input": [alone, other], "mlm:output": [despeckled, change],
    }


def _input(name: str, description: str) -> dict[str, Any]:
    return {
        "name": name, "description": description, "bands": [{"name": "VV"}, {"name": "VH"}],
        "input": {"shape": [-1, 2, -1, -1], "dim_order": AXES, "data_type": "float32"},
        "value_scaling": None, "resize_type": None,
    }
