"""QGIS plugin: a Processing provider around the engine of :mod:`mtdn_core`.

Nothing in this package imports torch when QGIS starts; only running an algorithm does.
"""
