"""Two images of everywhere measured pixels, in a model's own terms."""

from __future__ import annotations

from typing import Any, NamedTuple


class Pair(NamedTuple):
    """Both despeckled dates (B, 4, H, W) and the probability of change (B, 1, H, W)."""

    date1: Any
    date2: Any
    change_probability: Any


def estimate_pair(
    model: Any, one: Any, two: Any, valid1: Any, valid2: Any, *, has_c12: bool = True, strength: float | None = None,
    **more: Any,
) -> Any:
    """Answer for C2 of two dates, (B, 4, H, W) each; the same tensor twice for one date alone."""
    from mtdn_core.model.interface import Observation
    from mtdn_core.model.published.channels import with_c12

    alone = two is one
    one, two = (image if has_c12 else image[:, [0, 3]] for image in (one, two))
    dates = [Observation(one, valid1)] if alone else [Observation(one, valid1), Observation(two, valid2)]
    found = model.estimate(*dates, strength=strength, **more)
    first = with_c12(found.first)
    second = first if alone else with_c12(found.second)
    probability = first[:, :1] * 0 if alone else found.probability
    return Pair(first, second, probability)
