"""What a process that was killed leaves of its outputs, under temporary names."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

# as mtdn_core.raster.write.GeoTiffWriter names what it has not finished
_TEMPORARY = r"\.~{stem}-(?:[0-9a-f]{{8}}|resume)\.tif(?:\.aux\.xml)?"


class Leftovers:
    """Half-written files of outputs that appear from now on.

    Parameters
    ----------
    outputs
        The GeoTIFFs. Files that are there already belong to somebody else and stay.
    """

    def __init__(self, outputs: list[str]) -> None:
        self._targets = [Path(output) for output in outputs]
        self._others = self._found()

    def remove(self) -> None:
        """Remove what has appeared since; call it when nobody writes any more."""
        for path in self._found() - self._others:
            with contextlib.suppress(OSError):
                path.unlink()

    def _found(self) -> set[Path]:
        found = set()
        for folder in {target.parent for target in self._targets}:
            stems = "|".join(re.escape(target.stem) for target in self._targets if target.parent == folder)
            pattern = re.compile(_TEMPORARY.format(stem=f"(?:{stems})"))
            with contextlib.suppress(OSError):
                found |= {path for path in folder.iterdir() if pattern.fullmatch(path.name)}
        return found
