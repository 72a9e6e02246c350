#!/bin/bash
# Install the Debian packages that are missing; say what to install where that is not allowed.
set -eu

missing=()  # without these nothing runs
useful=()   # only `make tour` needs these
need() { # need PACKAGE TEST...: PACKAGE is missing if TEST fails
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}
like() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || useful+=("$package")
}
have_qgis_process() { command -v qgis_process.bin || command -v qgis_process; }

need qgis have_qgis_process
need python3-qgis /usr/bin/python3 -c 'import importlib.util as u, sys; sys.exit(u.find_spec("qgis") is None)'
need python3-gdal /usr/bin/python3 -c 'import importlib.util as u, sys; sys.exit(u.find_spec("osgeo") is None)'
like gdal-bin command -v gdalinfo
need python3-venv /usr/bin/python3 -c 'import ensurepip, venv'
like xvfb command -v Xvfb
like openbox command -v openbox
like fonts-open-sans test -d /usr/share/fonts/truetype/open-sans

if [ "${#missing[@]}" = 0 ] && { [ "${#useful[@]}" = 0 ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; }; then
  exit 0
fi
missing+=("${useful[@]}")
if ! command -v apt-get >/dev/null; then
  echo "error: these are missing and this is not Debian or Ubuntu: ${missing[*]}" >&2
  echo "Install QGIS 3.22 or newer with its Python bindings, GDAL, and Xvfb with your system's tools." >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "error: Debian packages are missing. Install them and run make again:" >&2
  echo "  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
echo "== installing from Debian: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -q && apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "error: apt-get could not install ${missing[*]} (the last lines are above)" >&2
  exit 1
fi
