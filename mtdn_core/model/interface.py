"""What every model of this library takes and returns.

C2 tensors are (B, 4, H, W) in linear power, in the order C11 (VV), Re C12, Im C12, C22 (VH); C12 is zero where the
product holds intensities only. The published seven channels are C11, Im C12, Re C12, C22 and three m-chi amplitudes
(:mod:`mtdn_core.polarimetry.c2`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from torch import Tensor

    from mtdn_core.model.card import ModelCard


class MTDNOutput(NamedTuple):
    """Answer to a call in the published convention.

    Attributes
    ----------
    despeckled
        (B, 7, H, W), estimate of date 1 in the published channels and scale.
    change_logits
        (B, 2, H, W); the class is the argmax, 1 = changed.
    """

    despeckled: Tensor
    change_logits: Tensor


class Estimate(NamedTuple):
    """Answer to :meth:`Model.estimate`: both despeckled dates and the change between them.

    Attributes
    ----------
    date1, date2
        (B, 4, H, W), C2 in linear power, positive semi-definite.
    change_probability
        (B, 1, H, W), between 0 and 1.
    """

    date1: Tensor
    date2: Tensor
    change_probability: Tensor


class Model(Protocol):
    """A loaded model, as :func:`mtdn_core.model.load.load_model` returns it.

    Attributes
    ----------
    card
        What the model is, on what it was trained, how well it does.
    halo
        Pixels of context around a tile that its answer depends on.
    align
        Origins of tiles are multiples of it, in pixels.
    """

    @property
    def card(self) -> ModelCard | None: ...

    @property
    def halo(self) -> int: ...

    @property
    def align(self) -> int: ...

    def __call__(self, date1: Tensor, date2: Tensor) -> MTDNOutput:
        """Published convention: two dates (B, 7, H, W), any H, W >= 1."""
        ...

    def estimate(
        self,
        c2_1: Tensor,
        c2_2: Tensor,
        valid_1: Tensor,
        valid_2: Tensor,
        *,
        has_c12: bool = True,
        strength: float | None = None,
    ) -> Estimate:
        """Despeckle both dates and detect change in one pass.

        Parameters
        ----------
        c2_1, c2_2
            (B, 4, H, W) linear power; pass the same tensor twice for one date alone.
        valid_1, valid_2
            (B, 1, H, W) bool, True where a pixel was measured.
        has_c12
            False for intensity products: C12 is zero in and zero out.
        strength
            How strongly to smooth, 0 to 1, for models that offer it; None takes the card's default.
        """
        ...
