"""Rasters that are made of others without a model."""
