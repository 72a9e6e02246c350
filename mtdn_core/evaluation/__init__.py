"""Measuring a model, a filter or a folder of rasters, and writing the evidence down."""
