#!/bin/bash
# tools/link_qgis_process.sh VENV
# Debian 12's /usr/bin/qgis_process is broken (it passes an option that qgis_process does not know), while the program it
# wraps works: put a link to that in the environment, whose bin folder comes first on PATH.
set -eu
link=$1/bin/qgis_process
binary=$(command -v qgis_process.bin || command -v qgis_process) || {
  echo 'error: QGIS is installed without qgis_process' >&2
  exit 1
}
ln -sfn "$binary" "$link"
