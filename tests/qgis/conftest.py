"""Fixtures of the tests inside QGIS: the provider, small rasters, and ``qgis_process``."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from tests.qgis.rasters import speckled, write_tif

HAS_QGIS = importlib.util.find_spec("qgis") is not None
os.environ["LC_ALL"] = "C.UTF-8"  # the tests read English texts, also those of other processes
collect_ignore_glob = [] if HAS_QGIS else ["test_*.py"]


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """Two dates, VV and VH in linear power, the right half of the second 10 dB darker."""
    first = write_tif(tmp_path / "before.tif", speckled(1), ("VV", "VH"))
    second = write_tif(tmp_path / "after.tif", speckled(2, step=0.1), ("VV", "VH"))
    return str(first), str(second)


@pytest.fixture(scope="session")
def provider(qgis_app, qgis_processing):
    """Register the provider as the plugin does."""
    from qgis.core import QgsApplication, QgsSettings

    from mtdn_qgis.plugin import MtdnPlugin

    QgsSettings().setValue("locale/userLocale", "en")  # the tests read English texts
    plugin = MtdnPlugin(None)
    plugin.initProcessing()
    yield plugin.provider
    QgsApplication.processingRegistry().removeProvider(plugin.provider)


@pytest.fixture(scope="session")
def qgis_process(tmp_path_factory):
    """Return the real ``qgis_process`` with the assembled plugin."""
    from tools import assemble
    from tools.qgis_headless import QgisProcess, QgisRunError

    folder = tmp_path_factory.mktemp("plugin")
    assemble.assemble(folder)
    try:
        return QgisProcess(folder / "plugin", tmp_path_factory.mktemp("profile"))
    except QgisRunError as error:
        if "not found" in str(error) and not os.environ.get("CI"):
            pytest.skip(str(error))
        raise
