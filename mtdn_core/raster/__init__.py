"""Rasters in and out through GDAL.

- For all: ``gdal`` (failures, windows, cache), ``grid``.
- One date in, in this order: ``virtual`` and ``source`` (one file; what cannot be backscatter is refused), ``date_files`` (all
  files of a date), ``names`` and ``acquisition`` (what names and metadata say), ``stored`` (a band and its values as
  stored), ``bands`` (which is VV, VH, C11, ...), ``units``, ``fill`` and ``zeros`` (what was not measured), ``date`` (a window
  in linear power, and its valid mask), ``read`` (a date in files).
- Several dates: ``shift``, ``compare``, ``align``.
- Out: ``write`` and ``polygons`` (one file), ``components`` (what is connected, and large enough), ``provenance``,
  ``output_set`` (all files in place together, or none).
"""

from __future__ import annotations
