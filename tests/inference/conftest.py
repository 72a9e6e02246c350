"""What the tests of the engine share."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture
def pair(tools, tmp_path):
    """Two dates in one folder, with a hole in each and a change."""
    one, two = tools.speckled(70, 90, seed=1), tools.speckled(70, 90, seed=2)
    two[:, 20:40, 50:70] *= 8
    one[:, :10, :10] = np.nan
    two[:, 60:, 80:] = np.nan
    return (
        tools.write(tmp_path / "before.tif", one, nodata=np.nan),
        tools.write(tmp_path / "after.tif", two, nodata=np.nan),
    )
