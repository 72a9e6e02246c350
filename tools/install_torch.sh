#!/bin/bash
# tools/install_torch.sh PYTHON REQUIREMENT CONSTRAINTS [INDEX_URL]
# Install PyTorch. With INDEX_URL, from there. Otherwise the CPU build:
#   1. one that is already there stays;
#   2. on Linux on PCs, PyPI's own file is the CUDA build (several GB), so PyTorch's CPU index is tried first, unless pip
#      already has a place with local files to look in (PIP_FIND_LINKS or the like), as machines without a network do;
#   3. then whatever pip finds by itself.
set -eu
python=$1 requirement=$2 constraints=$3 index=${4:-}
cpu_index=https://download.pytorch.org/whl/cpu

if [ -z "$index" ] && "$python" -c "
import sys
from importlib.metadata import PackageNotFoundError, version
name, _, wanted = '$requirement'.partition('==')
try:
    sys.exit(bool(wanted) and version(name).split('+')[0] != wanted)
except PackageNotFoundError:
    sys.exit(1)
"; then
  exit 0
fi

install() { "$python" -m pip install --quiet "$requirement" -c "$constraints" "$@"; }
local_files() { "$python" -m pip config list 2>/dev/null | grep -q 'find-links' || [ -n "${PIP_FIND_LINKS:-}" ]; }

if [ -n "$index" ]; then
  install --index-url "$index" && exit 0
elif [ "$(uname -sm)" = "Linux x86_64" ] && ! local_files; then
  install --index-url "$cpu_index" --retries 1 --timeout 20 2>/dev/null && exit 0
  echo "   $cpu_index gave no $requirement; taking pip's own source, whose build may be the CUDA one (5 GB)"
  install && exit 0
else
  install && exit 0
fi
echo "error: pip could not install $requirement${index:+ from $index}." >&2
echo "Is there a network? Behind a proxy set HTTPS_PROXY; another source: make ... TORCH_INDEX_URL=https://..." >&2
exit 1
