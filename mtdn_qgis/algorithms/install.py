"""``mtdn:installpytorch``: PyTorch into a folder of the profile, with the user's consent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from mtdn_qgis import conversion, dependencies, install
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import MtdnAlgorithm, Values
from mtdn_qgis.texts import refused, tr


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

        def is_cancelled() -> bool:
            feedback.setProgress(0)  # qgis_process notices Ctrl-C only here
            return bool(feedback.isCanceled())

        feedback.pushInfo(tr("Installing PyTorch into '{}'.").format(install.folder()))
        version = install.install(feedback.pushInfo, is_cancelled, index, wheels)
        feedback.pushInfo(tr("PyTorch {} is installed. The next run uses it.").format(version))
        return {"TORCH": version, "FOLDER": str(install.folder())}
