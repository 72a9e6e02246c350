"""How the seven channels of the published network are made, as a model card states it. Imports no PyTorch."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mtdn_core.errors import ModelError

PUBLISHED_CLIP = 13.4
LARGEST_BOXCAR = 31  # pixels; the published tiles have 100


@dataclass(frozen=True)
class PublishedChannels:
    """How the seven channels are made; a card's ``representation`` of kind ``published``."""

    clip: float | None = PUBLISHED_CLIP  # all channels are clipped to +-clip (linear power and amplitude); None: not at all
    boxcar: int = 3  # odd window of the m-chi channels, in pixels
    #: True reproduces the published data, see :func:`mtdn_core.polarimetry.c2.mchi_amplitudes`
    stray_degree_factor: bool = True

    @classmethod
    def from_card(cls, representation: Mapping[str, Any]) -> PublishedChannels:
        """Read a card's ``representation``; an empty one means the published settings.

        Raises :class:`ModelError` if it is of another kind or its settings are impossible.
        """
        settings = dict(representation)
        kind = settings.pop("kind", "published")
        if kind == "published" and not settings.keys() - {"clip", "boxcar", "stray_degree_factor"}:
            made = cls(**settings)
            odd = type(made.boxcar) is int and 1 <= made.boxcar <= LARGEST_BOXCAR and made.boxcar % 2 == 1
            positive = made.clip is None or (type(made.clip) in (int, float) and 0 < made.clip < math.inf)
            if odd and positive and isinstance(made.stray_degree_factor, bool):
                return made
        raise ModelError(
            f"The card's input representation is {reprlib.repr(dict(representation))}",
            "kind 'published' with clip (positive or null), boxcar (odd, at most "
            f"{LARGEST_BOXCAR}) and stray_degree_factor (true or false)",
            "restore the card that came with the weights",
        )

    def to_card(self) -> dict[str, Any]:
        """Entry ``representation`` of a card."""
        return {"kind": "published", **vars(self)}
