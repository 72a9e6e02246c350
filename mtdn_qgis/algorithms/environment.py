"""``mtdn:sampledata``, ``mtdn:checkenvironment`` and ``mtdn:installpytorch``: to try the plugin, and what it computes with."""

from __future__ import annotations

import platform
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy
from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputRasterLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from mtdn_core.errors import MtdnError
from mtdn_core.inference import device
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.model.load import has_torch
from mtdn_qgis import RESOURCES, conversion, dependencies, install, styling
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import MtdnAlgorithm, Values
from mtdn_qgis.engine_texts import said
from mtdn_qgis.runs import EngineFeedback
from mtdn_qgis.texts import refused, tr

FOLDER = RESOURCES / "sample"
DATES = {
    "BEFORE": ("Earlier image", "2015-03-29", "S1A_IW_GRDH_20150329_VV_VH_dB.tif"),
    "AFTER": ("Later image", "2016-03-23", "S1A_IW_GRDH_20160323_VV_VH_dB.tif"),
}
BENCHMARK_EDGE = 512
MEGABYTE = 1 << 20
TEXT_OUTPUTS = (
    ("QGIS", "QGIS"), ("PYTHON", "Python"), ("NUMPY", "NumPy"), ("GDAL", "GDAL"), ("TORCH", "PyTorch"), ("CUDA", "CUDA"),
    ("MEMORY", "Free memory"), ("BACKEND", "Computes with"), ("INSTALL_COMMAND", "Command that installs PyTorch"),
)


class SampleData(MtdnAlgorithm):
    NAME = "sampledata"
    TITLE = "Sample data"
    SUMMARY = "Load two small Sentinel-1 images of a forest in Myanmar, to try the plugin on."
    HELP = (
        "Copies small Sentinel-1 images into a folder and adds two dates of one forest, 2015-03-29 and 2016-03-23, to the "
        "project: VV and VH in dB. Despeckle or Detect changes can be tried on them at once.\n"
        "The folder also holds a pair of OPERA RTC-S1 images, one file per polarisation, and the dates of forest "
        "disturbances that observers saw. Origins and licences are in README.md there. "
        "Contains modified Copernicus Sentinel data 2015, 2016, 2024, 2025.\n"
    )
    TAGS = ("sample", "example", "demo", "test data")

    def initAlgorithm(self, configuration: Values | None = None) -> None:
        folder = QgsProcessingParameterFolderDestination("OUTPUT_FOLDER", tr("Folder of the sample images"))
        shared.add(self, folder, tr("The folder that the images are copied into. It is made if it does not exist."))
        for name, (label, _, _) in DATES.items():
            self.addOutput(QgsProcessingOutputRasterLayer(name, tr(label)))

    def _run(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        target = Path(self.parameterAsFileOutput(parameters, "OUTPUT_FOLDER", context))
        try:
            target.mkdir(parents=True, exist_ok=True)
            for file in sorted(FOLDER.iterdir()):
                if not file.name.endswith(".aux.xml"):  # statistics that QGIS keeps beside a raster
                    shutil.copyfile(file, target / file.name)
                    feedback.pushInfo(str(target / file.name))
        except OSError as error:
            raise refused(
                "The sample images cannot be written to '{}' ({}). Expected: a folder you may write to. What to do: choose "
                "another folder.", target, error.strerror,
            ) from None
        made = {name: str(target / file) for name, (_, _, file) in DATES.items()}
        outputs = [
            styling.Written(made[name], name, shared.Output(kind, f"{tr(DATES[name][0])} {DATES[name][1]}", ""))
            for name, kind in (("AFTER", "despeckled2"), ("BEFORE", "despeckled1"))
        ]
        styling.load(context, outputs, self.id(), self.displayName())
        return {"OUTPUT_FOLDER": str(target), **made}


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
        gdal.Translate(image, str(FOLDER / DATES["BEFORE"][2]), width=BENCHMARK_EDGE, height=BENCHMARK_EDGE)
        reports = [run(DateInput(image), None, outputs, RunSettings(), Quiet(feedback)) for _ in range(2)]
    return max(float(report.megapixels_per_second) for report in reports)


class InstallPytorch(MtdnAlgorithm):
    """Install PyTorch where an upgrade of the plugin does not delete it."""

    NAME = "installpytorch"
    TITLE = "Install PyTorch"
    SUMMARY = "Add PyTorch to this QGIS, in a folder of its own: twice as fast, and every model can be used."
    HELP = (
        "PyTorch is not required. It makes the algorithms about twice as fast, runs every model and uses an NVIDIA card.\n"
        "With your consent, pip downloads it (about 200 MB; 900 MB on the disk) into a folder of your QGIS profile. "
        "QGIS's own packages are not touched, and NumPy stays as QGIS has it. An upgrade of the plugin does not delete it. "
        "To remove it, delete the folder that the log names.\n"
        "Nothing is kept if it fails or is cancelled: QGIS then works as before. QGIS's proxy settings are used. Without a "
        "network, give a folder that holds the wheel files (pip download torch, on a machine with the same system and the "
        "same Python).\n"
    )
    TAGS = ("pytorch", "torch", "cuda", "install", "pip")

    def flags(self) -> Any:
        """Keep it out of batch: it is done once."""
        return super().flags() & ~QgsProcessingAlgorithm.Flag.FlagSupportsBatch

    def initAlgorithm(self, configuration: Values | None = None) -> None:
        consent = QgsProcessingParameterBoolean("INSTALL", tr("Yes, download and install PyTorch"), False, optional=True)
        shared.add(self, consent, tr("Your consent; without it nothing is done. On the command line: INSTALL=yes."))
        folder = QgsProcessingParameterFile.Behavior.Folder
        wheels = QgsProcessingParameterFile("WHEELS", tr("Folder of wheel files"), folder, optional=True)
        shared.add(self, wheels, tr("PyTorch and what it needs are taken from this folder instead of the network."))
        index = QgsProcessingParameterString("INDEX_URL", tr("Package index"), dependencies.CPU_INDEX, optional=True)
        text = tr("Where pip looks. The default has PyTorch for the CPU; for an NVIDIA card {}.")
        shared.add(self, index, text.format(dependencies.CUDA_INDEX), advanced=True)
        shared.add_results(self, texts=[("TORCH", "Version of PyTorch"), ("FOLDER", "Folder")])

    def _check(self, parameters: Values, context: QgsProcessingContext) -> None:
        if not conversion.flag("INSTALL", parameters, context):
            raise refused(
                "INSTALL is not set, so nothing was done. What to do: tick it (INSTALL=yes) to have PyTorch installed into "
                "'{}'.", install.folder(),
            )
        wheels = self.parameterAsFile(parameters, "WHEELS", context)
        if wheels and not any(Path(wheels).glob("torch-*.whl")):
            raise refused(
                "The folder '{}' holds no wheel file of PyTorch. Expected: torch-VERSION-....whl and the wheels it needs. "
                "What to do: choose another folder.", wheels,
            )

    def _run(self, parameters: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        wheels = self.parameterAsFile(parameters, "WHEELS", context)
        index = self.parameterAsString(parameters, "INDEX_URL", context) or dependencies.CPU_INDEX
        feedback.pushInfo(tr("Installing PyTorch into '{}'.").format(install.folder()))
        version = install.install(feedback, index, wheels)
        feedback.pushInfo(tr("PyTorch {} is installed. The next run uses it.").format(version))
        return {"TORCH": version, "FOLDER": str(install.folder())}
