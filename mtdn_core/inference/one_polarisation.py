"""What one polarisation alone costs: it is given to the model as both, and the model's card says what was measured."""

from __future__ import annotations

from typing import Any

from mtdn_core.raster.names import HORIZONTAL

FIGURES = "one_polarisation"


def loss_text(card: Any, polarisations: tuple[str, ...]) -> str:
    """Say what is lost with one polarisation alone (its name may be empty); an empty text for two.

    The ``figures`` of the model's card may hold, per polarisation, the difference to both in dB (PSNR of one date against the
    steady mean of others), and the area under the ROC curve of change, alone and with both. Those of VV and VH stand for HH
    and HV, which were not measured.
    """
    if len(polarisations) != 1:
        return ""
    name = polarisations[0]
    text = f"{name or 'One polarisation'} alone is given to the model as both, and the result is worse than of both: "
    found = [
        f"{measured} {figure['psnr_db']:+.1f} dB on one date, area under the ROC curve of change "
        f"{figure['auc_alone']:.2f} instead of {figure['auc_both']:.2f}"
        for measured, figure in getattr(card, "figures", {}).get(FIGURES, {}).items()
        if measured == HORIZONTAL.get(name, name or measured)
    ]
    if not found:
        return text + f"by how much was not measured with the model '{card.name}'"
    return text + "; ".join(found) + " (measured on series that have both)"
