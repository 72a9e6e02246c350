"""From rasters to rasters: the one path that the command line and QGIS both take."""

from __future__ import annotations

from typing import Any

from mtdn_core.inference.report import RunReport
from mtdn_core.inference.settings import DateInput, Feedback, Outputs, RunSettings


def run(
    first: DateInput,
    second: DateInput | None,
    outputs: Outputs,
    settings: RunSettings,
    feedback: Feedback | None = None,
    *,
    model: Any = None,
) -> RunReport:
    """Despeckle one or two dates and detect the change between them."""
    raise NotImplementedError
