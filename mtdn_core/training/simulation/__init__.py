"""Scenes with truth: layout, polarimetry, change, speckle, in this order. Torch only."""
