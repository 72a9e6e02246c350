"""The algorithms of the provider, in the order the Toolbox lists them."""

from mtdn_qgis.algorithms.assess import Assess
from mtdn_qgis.algorithms.check import CheckEnvironment
from mtdn_qgis.algorithms.covariance import ImportCovariance
from mtdn_qgis.algorithms.despeckle import Despeckle
from mtdn_qgis.algorithms.detect import DespeckleAndDetect, DetectChanges
from mtdn_qgis.algorithms.features import PolarimetricFeatures
from mtdn_qgis.algorithms.install import InstallPytorch
from mtdn_qgis.algorithms.sample import SampleData
from mtdn_qgis.algorithms.series import DespeckleSeries

ALGORITHMS = (
    Despeckle, DespeckleSeries, DetectChanges, DespeckleAndDetect, Assess, PolarimetricFeatures, ImportCovariance,
    SampleData, CheckEnvironment, InstallPytorch,
)
