#!/bin/bash
# tools/screenshots.sh VENV BUILD: the session of tools/desktop.py in a real QGIS desktop under Xvfb, with an empty profile and
# the newest ZIP in BUILD; pictures in BUILD/tour/.
set -eu
venv=$(realpath "$1") build=$(realpath "$2")
for program in Xvfb openbox; do
  command -v "$program" >/dev/null || { echo "error: $program is missing: apt-get install xvfb openbox" >&2; exit 1; }
done
qgis=$(command -v qgis.bin || command -v qgis) || { echo 'error: QGIS is missing' >&2; exit 1; }

here=$(dirname "$(realpath "$0")")
SHOT_DIR=$build/tour SHOT_ZIP=$(ls -t "$build"/mtdn-*.zip | head -1)
[ -n "$SHOT_ZIP" ] || { echo "error: there is no ZIP in $build: make zip" >&2; exit 1; }
export SHOT_DIR SHOT_ZIP LIBGL_ALWAYS_SOFTWARE=1
export QGIS_CUSTOM_CONFIG_PATH=$build/qgis-desktop-profile XDG_RUNTIME_DIR=$build/runtime
export PATH=$venv/bin:$PATH PYTHONWARNINGS=ignore
unset QT_QPA_PLATFORM WAYLAND_DISPLAY PYTHONPATH QGIS_PLUGINPATH
rm -rf "$SHOT_DIR" "$QGIS_CUSTOM_CONFIG_PATH"
mkdir -p "$SHOT_DIR" "$QGIS_CUSTOM_CONFIG_PATH"
mkdir -p -m 700 "$XDG_RUNTIME_DIR"

Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3>"$SHOT_DIR/display" 2>/dev/null &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 100); do
  [ -s "$SHOT_DIR/display" ] && break
  sleep 0.1
done
DISPLAY=:$(cat "$SHOT_DIR/display")
export DISPLAY
openbox >/dev/null 2>&1 &
manager=$!
trap 'kill $manager $server 2>/dev/null || true' EXIT

timeout 600 "$qgis" --nologo --noversioncheck --code "$here/desktop.py" >"$SHOT_DIR/qgis.log" 2>&1 || true
rm -f "$SHOT_DIR/display"
if ! grep -q DONE "$SHOT_DIR/log.txt"; then
  cat "$SHOT_DIR/log.txt" "$SHOT_DIR/qgis.log" >&2
  echo 'error: the screenshots were not completed' >&2
  exit 1
fi
ls "$SHOT_DIR"/*.png
