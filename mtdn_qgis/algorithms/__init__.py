"""The algorithms of the provider, in the order the Toolbox lists them."""

from mtdn_qgis.algorithms.despeckle import Despeckle, DespeckleSeries
from mtdn_qgis.algorithms.detect import DespeckleAndDetect, DetectChanges
from mtdn_qgis.algorithms.environment import CheckEnvironment, InstallPytorch, SampleData
from mtdn_qgis.algorithms.products import Assess, ImportCovariance, PolarimetricFeatures

ALGORITHMS = (
    Despeckle, DespeckleSeries, DetectChanges, DespeckleAndDetect, Assess, PolarimetricFeatures, ImportCovariance,
    SampleData, CheckEnvironment, InstallPytorch,
)
