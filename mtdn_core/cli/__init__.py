"""The command line: the same engine without QGIS."""

from __future__ import annotations
