"""``mtdn:sampledata``: the sample images that travel with the plugin, to try it on."""

from __future__ import annotations

import shutil
from pathlib import Path

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputRasterLayer,
    QgsProcessingParameterFolderDestination,
)

from mtdn_qgis import paths, styling
from mtdn_qgis.algorithms import parameters as shared
from mtdn_qgis.algorithms.base import MtdnAlgorithm, Values
from mtdn_qgis.texts import refused, tr

FOLDER = paths.RESOURCES / "sample"
DATES = {
    "BEFORE": ("Earlier image", "2015-03-29", "S1A_IW_GRDH_20150329_VV_VH_dB.tif"),
    "AFTER": ("Later image", "2016-03-23", "S1A_IW_GRDH_20160323_VV_VH_dB.tif"),
}


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
