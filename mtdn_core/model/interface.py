"""What every model takes and returns.

An image is (B, C, H, W) in linear power: C = 4 for the covariance matrix C2 in the order C11 (VV), Re C12, Im C12,
C22 (VH); C = 2 for the intensities VV, VH alone. Arrays are those of the model's backend: PyTorch tensors, or NumPy
arrays for a model that was loaded without PyTorch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from mtdn_core.model.card import ModelCard

Array = Any  # torch.Tensor or numpy.ndarray


class Observation(NamedTuple):
    """What was measured of a place: one date, or the temporal mean of several."""

    image: Array  # (B, 4, H, W) or (B, 2, H, W), linear power; what it holds where nothing was measured does not matter
    valid: Array  # (B, 1, H, W) bool, True where measured
    dates: Array | None = None  # (B, 1, H, W), effective number of dates that were averaged; None: one everywhere
    #: (B, 2, H, W), variance over the dates of the natural logarithm of local means of VV and VH; None: not known
    variance: Array | None = None


@dataclass(frozen=True)
class Wanted:
    """Which answers are asked for; a model computes no others."""

    first: bool = True
    second: bool = True
    probability: bool = True


class Estimate(NamedTuple):
    """Answer to :meth:`Model.estimate`; None where it was not wanted or has no meaning (no second observation)."""

    #: despeckled images in linear power, channels as in the input; C2 is positive semi-definite
    first: Array | None = None
    second: Array | None = None
    #: (B, 1, H, W), probability of change from 0 to 1; the same for both orders of the observations
    probability: Array | None = None


class Model(Protocol):
    """A loaded model, as :func:`mtdn_core.model.load.load_model` returns it."""

    card: ModelCard | None  # what the model is, on what it was trained, how well it does
    halo: int  # pixels of context around a tile that its answer depends on
    align: int  # origins of tiles are multiples of it, in pixels
    bytes_per_pixel: int  # peak memory of an estimate of two dates in float32, bytes per pixel of the window that is read
    backend: str  # ``torch`` or ``numpy``

    def estimate(
        self, first: Observation, second: Observation | None = None, *, wanted: Wanted = Wanted(),
        strength: float | None = None,
    ) -> Estimate:
        """Despeckle and detect change in one pass.

        Parameters
        ----------
        first, second
            Observations of one place with the same channels; without `second` the first is despeckled by itself.
        wanted
            What to compute.
        strength
            How strongly to smooth, 0 to 1, for models that offer it; None takes the card's default.
        """
        ...
