"""Measures of despeckling and of change detection on plain arrays. No raster library is needed here."""
