"""The command `evaluate`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from mtdn_core.errors import ConfigError, MtdnError, OutputError
from mtdn_core.evaluation import report
from mtdn_core.evaluation.baselines import FILTERS
from mtdn_core.evaluation.data import find_data, load_real_pairs
from mtdn_core.evaluation.folder import FolderMethod
from mtdn_core.evaluation.measure import Plan, load_scenes, measure, site_settings
from mtdn_core.evaluation.methods import Method, RatioMethod, make_method


def parser() -> argparse.ArgumentParser:
    """Arguments of the command."""
    filters = "; ".join(f"{name}: {text}" for name, text in FILTERS.items())
    build = argparse.ArgumentParser(
        prog="mtdn evaluate",
        description="Measure despeckling and change detection of models, classic filters and folders of rasters.",
        epilog=f"Filters: {filters}.",
    )
    build.add_argument("methods", nargs="+", help="model name or path, filter name, or a folder of despeckled rasters")
    build.add_argument("--data", help="test data (default: ../shared/data beside the checkout, when present)")
    build.add_argument("--output", default="evaluation", help="folder for table.md, results.json and report.html")
    build.add_argument("--filters", action="store_true", help="measure all classic filters and change detectors too")
    build.add_argument("--device", default="cpu", help="torch device of models (default: cpu)")
    build.add_argument("--strength", type=float, help="despeckling strength of models, 0 to 1 (default: the card's)")
    build.add_argument("--scenes", type=int, default=10, help="number of simulated scenes; 0 leaves them out")
    build.add_argument("--windows", type=int, default=40, help="homogeneous windows over all pairs")
    build.add_argument("--points", type=int, default=200, help="point targets over all pairs")
    build.add_argument("--edges", type=int, default=800, help="edges over all pairs")
    return build


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _methods(arguments: argparse.Namespace, plan: Plan) -> list[Method]:
    methods: list[Method] = []
    for name in arguments.methods:
        if Path(name).is_dir():
            methods.append(FolderMethod(name, plan.pairs))
        else:
            methods.append(make_method(name, arguments.device, arguments.strength))
    if arguments.filters:
        methods += [make_method(name) for name in FILTERS if name not in arguments.methods]
        methods += [RatioMethod(5), RatioMethod(7, wishart=True), RatioMethod(3, of_ratio=True),
                    RatioMethod(5, of_ratio=True)]
    return methods


def _run(arguments: argparse.Namespace) -> None:
    if arguments.data and not Path(arguments.data).is_dir():
        raise ConfigError(f"the data folder '{arguments.data}' does not exist", "a folder", "correct --data")
    output = Path(arguments.output)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"the folder '{output}' cannot be made ({error})", "a writable folder",
                          "choose another --output") from error
    data = find_data(arguments.data)
    notes = list(data.notes)
    pairs, has_c12 = load_real_pairs(data)
    if not has_c12:
        notes.append("Despeckling was measured on the sample of resources/sample (no C12)." if pairs else
                     "No real pair was found: only simulated scenes were measured.")
    for note in notes:
        _say(note)
    scenes = load_scenes(arguments.scenes) if arguments.scenes > 0 else ()
    sites = site_settings(arguments.windows, arguments.points, arguments.edges)
    plan = Plan(data, pairs, has_c12, scenes, sites)
    results: dict[str, dict[str, Any]] = {}
    sections = []
    for method in _methods(arguments, plan):
        folder = isinstance(method, FolderMethod)
        results[method.name] = measure(method, plan, _say)
        sections.append(report.show_method(method, plan, real_only=folder))
    written = report.write(output, results, sections, tuple(notes))
    print(report.markdown(results, tuple(notes)))
    for path in written:
        _say(f"Written: {path}")


def main(argv: list[str]) -> int:
    """Run the command.

    Parameters
    ----------
    argv
        Arguments after the word `evaluate`.

    Returns
    -------
    int
        0, or 1 after an error whose text went to standard error; 2 is argparse's for a wrong argument.
    """
    try:
        _run(parser().parse_args(argv))
    except MtdnError as error:
        _say(str(error))
        return 1
    return 0
