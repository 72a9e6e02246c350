"""Rasters in and out through GDAL: grids, band recognition, windows, GeoTIFFs."""

from __future__ import annotations
