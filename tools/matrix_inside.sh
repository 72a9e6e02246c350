#!/bin/bash
# Run by tools/matrix.sh inside another system: the tests of the plugin, and the desktop. Both run even if one fails.
set -uo pipefail
cd /src || exit 1
venv=/opt/mtdn-venv status=0
[ -d $venv ] || /usr/bin/python3 -m venv --system-site-packages $venv || exit 1
$venv/bin/python -m pip install --quiet --no-index --find-links /wheels pytest pytest-qgis pytest-timeout || exit 1
tools/link_qgis_process.sh $venv || exit 1
/usr/bin/python3 tools/assemble.py folder --build build 2>/dev/null || exit 1
mkdir -p -m 700 /run/user/0
export XDG_RUNTIME_DIR=/run/user/0 QT_QPA_PLATFORM=offscreen MTDN_PLUGIN_DIR=/src/build/plugin
/usr/bin/python3 -c 'from qgis.core import Qgis; import sys; print("QGIS", Qgis.QGIS_VERSION, "Python", sys.version.split()[0])'
$venv/bin/python -m pytest -q -p no:cacheprovider tests/qgis || status=1
/usr/bin/python3 tools/assemble.py zip --build build 2>/dev/null || exit 1
SHOT_RUNS=4 tools/screenshots.sh $venv build && echo 'desktop: from the ZIP to a report, and 4 runs, in one session' || status=1
exit $status
