"""Whole scenes: settings, tiles, devices, and the engine that runs a model over rasters."""

from __future__ import annotations
