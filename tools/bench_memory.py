"""Peak resident memory of a run from GeoTIFF to GeoTIFF, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TITLE = "## Peak resident memory of a process, PyTorch included"
CHILD = """
import json, re, resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
out = sys.argv[4]
outputs = Outputs(out + "/one.tif", out + "/two.tif", out + "/change.tif", out + "/probability.tif")
report = run(DateInput(sys.argv[2]), DateInput(sys.argv[3]), outputs, RunSettings(device="cpu", units="linear"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
status = Path("/proc/self/status")
if status.exists():  # ru_maxrss knows the parent's peak too
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1])
print(json.dumps({"peak_mb": peak / 1024, "seconds": report.seconds, "tile": report.tile}))
"""


def measure(one: str, two: str, folder: Path) -> dict[str, float]:
    """Run the defaults in a process of its own; return its peak resident memory, seconds and tile."""
    command = [sys.executable, "-c", CHILD, str(ROOT), one, two, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The run on {one} failed:\n{done.stderr}")
    values: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return values


def lines(memory: dict[int, dict[str, float]]) -> list[str]:
    """The last section of the page."""
    (small, low), (large, high) = sorted(memory.items())
    return [
        TITLE,
        "",
        "| scene | tile | MB | seconds |",
        "|---|---|---|---|",
        *(
            f"| {edge} x {edge} | {m['tile']:.0f} | {m['peak_mb']:.0f} | {m['seconds']:.0f} |"
            for edge, m in sorted(memory.items())
        ),
        "",
        f"{large} against {small} pixels of edge: {high['peak_mb'] / low['peak_mb'] - 1:+.1%}.",
        "",
    ]
