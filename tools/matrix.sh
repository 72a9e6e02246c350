#!/bin/bash
# tools/matrix.sh [SUITE ...]: tests/qgis and the desktop session of tools/desktop.py in the QGIS of other Debian
# releases: bookworm (3.22, without PyTorch), trixie (3.40), sid (the newest). Default: all three. Needs root, mmdebstrap.
# MATRIX_DIR holds the systems (about 3 GB each), which are kept for the next time. build/matrix/: logs and pictures.
set -euo pipefail
base=${MATRIX_DIR:-$HOME/.cache/mtdn-matrix} project=$(realpath "$(dirname "$0")/..")
[ "$(id -u)" = 0 ] || { echo 'error: root is needed, to mount and to change the root folder' >&2; exit 2; }
command -v mmdebstrap >/dev/null || { echo 'error: mmdebstrap is missing: apt-get install mmdebstrap' >&2; exit 2; }
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
mkdir -p "$base" "$project/build/matrix"

packages=qgis,python3-qgis,python3-gdal,gdal-bin,python3-venv,python3-pip,xvfb,openbox,fonts-open-sans
options=(--quiet --mode=root --variant=apt --components=main --aptopt='APT::Install-Recommends "false"'
  --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*')

# what tests need beside the release: plain Python, so that one folder of wheels serves all
wheels=$base/wheels
[ -e "$wheels/.complete" ] || {
  python3 -m pip download --quiet --only-binary :all: --dest "$wheels" 'pytest>=8,<9' 'pytest-qgis==5.0.2' 'pytest-timeout>=2.3'
  touch "$wheels/.complete"
}

failed=()
for suite in "${@:-bookworm trixie sid}"; do for name in $suite; do
  root=$base/$name log=$project/build/matrix/$name.log
  with=$packages
  [ "$name" = bookworm ] || with=$with,python3-torch
  if [ "$(cat "$root/.complete" 2>/dev/null)" != "$with" ]; then
    rm -rf "$root"
    echo "== $name: installing"
    mmdebstrap "${options[@]}" --include="$with" "$name" "$root" "$mirror"
    echo "$with" >"$root/.complete"
  fi
  rm -rf "$root/src"
  mkdir -p "$root/src" "$root/wheels"
  cp "$wheels"/*.whl "$root/wheels"
  tar -C "$project" --exclude=./.venv --exclude=./.git --exclude=./build -cf - . | tar -C "$root/src" -xf -
  echo "== $name: running (log: $log)"
  # the mounts live in a namespace of their own and go with it: a system can be removed at any time
  if ROOT=$root nice unshare --mount --pid --fork bash -euc '
    mount -t proc proc "$ROOT/proc"
    mount --rbind /dev "$ROOT/dev"
    exec chroot "$ROOT" /usr/bin/env -i HOME=/root LANG=C.UTF-8 OMP_NUM_THREADS=1 \
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash /src/tools/matrix_inside.sh' >"$log" 2>&1; then
    echo "== $name: passed: $(grep -E '^(QGIS |[0-9]+ passed|desktop: )' "$log" | tr '\n' ';')"
  else
    failed+=("$name")
    tail -n 40 "$log" >&2
  fi
  rm -rf "$project/build/matrix/$name"
  [ ! -d "$root/src/build/tour" ] || { mkdir -p "$project/build/matrix/$name" && cp -r "$root/src/build/tour" "$project/build/matrix/$name"; }
done; done
[ "${#failed[@]}" = 0 ] || { echo "error: failed: ${failed[*]}" >&2; exit 1; }
