"""Call the real ``qgis_process`` with the assembled plugin, without a screen and in a profile of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any


class QgisRunError(RuntimeError):
    """``qgis_process`` ended with an error; the text is what it said."""


class QgisProcess:
    """A ``qgis_process`` whose Python is the environment that runs this program, or the first on `path`.

    `plugin_parent` holds the assembled plugin's folder `plugin`; `profile` is the folder of the isolated profile, made if
    need be, so the user's own settings are neither read nor changed.
    """

    def __init__(self, plugin_parent: Path, profile: Path, plugin: str = "mtdn", path: str = "") -> None:
        bin_folder = Path(sys.executable).parent
        linked = bin_folder / "qgis_process"
        found = str(linked) if linked.exists() else shutil.which("qgis_process.bin") or shutil.which("qgis_process")
        if not found:
            raise QgisRunError("qgis_process was not found. What to do: install QGIS (make demo as root does it)")
        self.program = found
        runtime = profile / "runtime"
        runtime.mkdir(parents=True, exist_ok=True)
        runtime.chmod(0o700)
        self.environment = {
            **os.environ,
            # QGIS's embedded interpreter finds its environment by the first python3 on PATH.
            "PATH": path or f"{bin_folder}{os.pathsep}{os.environ.get('PATH', '')}",
            "QGIS_PLUGINPATH": str(plugin_parent.resolve()),
            "QGIS_CUSTOM_CONFIG_PATH": str(profile.resolve()),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(runtime.resolve()),
            "PYTHONWARNINGS": "ignore",
        }
        self.environment.pop("PYTHONPATH", None)
        enabled = self.call(["plugins", "enable", plugin])  # exits 1 when it already is
        if plugin not in enabled.stdout + enabled.stderr:
            raise QgisRunError(f"QGIS did not find the plugin: {enabled.stdout}{enabled.stderr}")

    def call(self, arguments: list[str], timeout: float = 600.0, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run ``qgis_process ARGUMENTS``, with further environment `variables`, and return how it ended."""
        environment = {**self.environment, **variables}
        return subprocess.run(
            [self.program, *arguments], env=environment, capture_output=True, text=True, timeout=timeout, check=False
        )

    def run(self, algorithm: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Run `algorithm` and return its results; raises :class:`QgisRunError` with what ``qgis_process`` wrote."""
        pairs = [f"{name}={value}" for name, value in parameters.items()]
        ended = self.call(["--json", "run", algorithm, "--", *pairs])
        if ended.returncode != 0:
            raise QgisRunError(f"{algorithm} failed ({ended.returncode}):\n{ended.stdout}\n{ended.stderr}")
        return dict(json.loads(ended.stdout[ended.stdout.index("{") :])["results"])
