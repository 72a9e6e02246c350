"""``mtdn:checkenvironment``: what there is, what computes, how fast, and how to get PyTorch."""

from __future__ import annotations

import platform
import tempfile
from pathlib import Path

import numpy
from qgis.core import Qgis, QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterBoolean

from mtdn_core.errors import MtdnError
from mtdn_core.inference import device
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.model.load import has_torch
from mtdn_qgis import conversion, dependencies
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms import sample
from mtdn_qgis.algorithms.base import MtdnAlgorithm, Values
from mtdn_qgis.engine_texts import said
from mtdn_qgis.feedback import EngineFeedback
from mtdn_qgis.texts import tr

BENCHMARK_EDGE = 512
MEGABYTE = 1 << 20
TEXT_OUTPUTS = (
    ("QGIS", "QGIS"), ("PYTHON", "Python"), ("NUMPY", "NumPy"), ("GDAL", "GDAL"), ("TORCH", "PyTorch"), ("CUDA", "CUDA"),
    ("MEMORY", "Free memory"), ("BACKEND", "Computes with"), ("INSTALL_COMMAND", "Command that installs PyTorch"),
)


class CheckEnvironment(MtdnAlgorithm):
    NAME = "checkenvironment"
    TITLE = "Check environment"
    SUMMARY = "Show what this QGIS computes with and how fast, and the command that adds PyTorch."
    HELP = (
        "Shows the versions of QGIS, Python, NumPy, GDAL and PyTorch, the graphics card and the free memory, which of "
        "them the algorithms compute with, how fast (a short benchmark), and the exact command that adds PyTorch to "
        "the Python of this QGIS. Nothing is installed or changed.\n"
        "PyTorch is not required: without it the compact model runs on NumPy, more slowly. 'Install PyTorch' adds it "
        "from within QGIS.\n"
    )
    TAGS = ("pytorch", "torch", "cuda", "install", "version", "benchmark")

    def initAlgorithm(self, configuration: Values | None = None) -> None:
        benchmark = QgsProcessingParameterBoolean("BENCHMARK", tr("Measure the speed"), defaultValue=True, optional=True)
        shared.add(self, benchmark, tr("Despeckles a small sample image; takes some seconds."))
        shared.add_results(self, [("MEGAPIXELS_PER_SECOND", "Speed in megapixels per second")], TEXT_OUTPUTS)

    def _check(self, parameters: Values, context: QgsProcessingContext) -> None:
        conversion.flag("BENCHMARK", parameters, context)

    def _run(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        found = look()
        for key, label in TEXT_OUTPUTS:
            feedback.pushInfo(f"{tr(label)}: {found[key]}")
        results: Values = {**found, "MEGAPIXELS_PER_SECOND": None}
        if conversion.flag("BENCHMARK", parameters, context) is not False:
            results["MEGAPIXELS_PER_SECOND"] = round(benchmark(feedback), 4)
            feedback.pushInfo(tr("Speed: {} megapixels per second").format(results["MEGAPIXELS_PER_SECOND"]))
        return results


def look() -> dict[str, str]:
    """Return what there is, in words, by the keys of :data:`TEXT_OUTPUTS`."""
    from osgeo import gdal

    found = {
        "QGIS": Qgis.QGIS_VERSION,
        "PYTHON": f"{platform.python_version()} ({dependencies.interpreter()})",
        "NUMPY": numpy.__version__,
        "GDAL": gdal.__version__,
        "TORCH": tr("not installed"),
        "CUDA": tr("not available"),
        "MEMORY": f"{device.free_memory() // MEGABYTE} MB",
        "INSTALL_COMMAND": "" if has_torch() else " && ".join(dependencies.install_commands()),
    }
    if has_torch():
        try:
            torch = device.import_torch()
            found["TORCH"] = str(torch.__version__)
            if torch.cuda.is_available():
                found["CUDA"] = f"{torch.version.cuda}, {torch.cuda.get_device_name()}"
        except MtdnError as error:
            found["TORCH"] = said(str(error))
    choice = device.resolve("auto")
    found["BACKEND"] = f"{choice.backend}, {choice.name} ({choice.reason})"
    return found


class Quiet(EngineFeedback):
    """Without the lines of the log."""

    def info(self, message: str) -> None:
        pass


def benchmark(feedback: QgsProcessingFeedback) -> float:
    """Despeckle an enlarged sample image twice, return the higher speed in megapixels per second: the first run also loads."""
    from osgeo import gdal

    with tempfile.TemporaryDirectory() as folder:
        image, outputs = str(Path(folder, "input.tif")), Outputs(despeckled1=str(Path(folder, "output.tif")))
        gdal.Translate(image, str(sample.FOLDER / sample.DATES["BEFORE"][2]), width=BENCHMARK_EDGE, height=BENCHMARK_EDGE)
        reports = [run(DateInput(image), None, outputs, RunSettings(), Quiet(feedback)) for _ in range(2)]
    return max(float(report.megapixels_per_second) for report in reports)
